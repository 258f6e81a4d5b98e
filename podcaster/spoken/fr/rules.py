"""How French says numbers, dates and short forms."""

from __future__ import annotations

import re

from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue


class French(Tongue):
    """French of France."""

    code = "fr"

    def cardinal(self, number: int, gender: str = "") -> str:
        """Vingt et un, vingt et une."""
        said = self.integer(number)
        return re.sub(r"\bun$", "une", said) if gender == FEMININE else said

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Premier, première, deuxième."""
        return "première" if number == 1 and gender == FEMININE else super().ordinal(number)

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """Deuxième, or second where it is written so: 2nd."""
        return self.ordinal(number, gender)

    def marked(self, number: int, mark: str, gender: str) -> str | None:
        """2nd, 2nde."""
        if number == 2 and mark in {"nd", "nde", "d", "de"}:
            return "seconde" if gender == FEMININE else "second"
        return None

    def ruler(self, number: int, gender: str) -> str:
        """Louis quatorze; only the first has a rank."""
        return self.ordinal(1, gender) if number == 1 else self.integer(number)

    def phone(self, groups: list[str]) -> str:
        """Zéro un, vingt-trois: by twos."""
        return ", ".join(f"zéro {self.integer(int(group[1]))}" if group[0] == "0" and len(group) == 2
                         else self.integer(int(group)) for group in groups)  # fmt: skip

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Quatorze mars deux mille vingt-six."""
        said = f"{self.ordinal(1) if day == 1 else self.integer(day)} {self.months[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Vingt heures trente."""
        said = f"{self.cardinal(hour, FEMININE)} heure{'s' * (hour > 1)}"
        if minute:
            said += f" {self.cardinal(minute, FEMININE)}"
        return f"{said} {self.cardinal(second, FEMININE)}" if second else said


TONGUE = French()
GRAMMAR = make_grammar(TONGUE)
