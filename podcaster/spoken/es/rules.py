"""How Spanish says numbers, dates and short forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.rule import Grammar

APOCOPE = 3
"""Primero and tercero lose their o before a masculine noun."""
LAST_ORDINAL = 10
"""Rulers and popes from the eleventh on have a cardinal."""


class Spanish(Tongue):
    """Spanish of Spain and of America."""

    code = "es"

    def cardinal(self, number: int, gender: str = "") -> str:
        """Veintiún, veintiuna, veintiuno; doscientas."""
        said = re.sub(r"veintiuno(?= mil| mill)", "veintiún", self.integer(number))
        said = re.sub(r"\buno(?= mil| mill)", "un", said)
        if gender == MASCULINE:
            said = re.sub(r"veintiuno$", "veintiún", said)
            return re.sub(r"\buno$", "un", said)
        if gender == FEMININE:
            head, joint, tail = said.rpartition("millones ")
            tail = re.sub(r"cientos\b", "cientas", re.sub(r"quinientos\b", "quinientas", tail))
            return head + joint + re.sub(r"uno$", "una", tail)
        return said

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Primero, vigésima primera."""
        said = super().ordinal(number)
        return re.sub(r"o\b", "a", said) if gender == FEMININE else said

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """Primer puesto, artículo primero."""
        said = self.ordinal(number, gender)
        if gender == MASCULINE and number in {1, APOCOPE} and self.counted(after):
            return said.removesuffix("o")
        return said

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """Felipe sexto, Alfonso trece."""
        return self.ordinal(number, gender) if number <= LAST_ORDINAL else self.integer(number)

    def section(self, number: int, noun: str) -> str:
        """Siglo primero, siglo diecinueve."""
        return self.ordinal(number) if number == 1 else self.integer(number)

    def is_unit(self, unit: str, after: str) -> bool:
        """Ha is the hectare, but "el 4 ha ganado" has the verb."""
        return unit != "ha" or not re.match(r" [^\W\d_]+(?:do|to|cho)\b", after)

    def minute(self, number: int, before: str) -> str:
        """En el minuto sesenta y siete; noventa minutos."""
        if re.search(r"\b(?:el|al|del) $", before):
            return f"minuto {self.integer(number)}"
        return super().minute(number, before)

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Catorce de marzo de dos mil veintiséis."""
        said = f"{self.integer(day)} de {self.months[month - 1]}"
        return f"{said} de {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Veinte treinta; la una cero cinco."""
        said = self.cardinal(hour, FEMININE)
        if minute:
            said += f" {'cero ' * (minute < LAST_ORDINAL)}{self.integer(minute)}"
        elif marked:
            said += f" hora{'s' * (hour != 1)}"
        return f"{said} {self.cardinal(second, MASCULINE)} segundos" if second else said


HALVES = {"a": "de la mañana", "p": "de la tarde"}
CENTURY = r"s(s?)\. (?=[IVX]+\b)"
"""S. XIX, ss. XVIII-XIX."""


class Mexican(Spanish):
    """Spanish where figures are written as in English: 1,250.50."""

    comma_groups = True


OWN = (
    rule("century", "letter", CENTURY, lambda match, _: "siglos " if match[1] else "siglo "),
    rule(
        "hour with a half of the day",
        "digit",
        r"(\d{1,2})(?:[:.]([0-5]\d))? ?([ap])\. ?m\.(?=( ?$)?)",
        lambda match, context: (
            f"{context.tongue.clock(int(match[1]), int(match[2] or 0), None, marked=False)} {HALVES[match[3]]}"
            f"{'.' * (match[4] is not None)}"
        ),
    ),
)
PLACES = r"ss?\. (?=[IVX])"


@cache
def mexican() -> Grammar:
    """The rules for Mexico and its neighbours."""
    return make_grammar(Mexican(), OWN, PLACES)


GRAMMAR = make_grammar(Spanish(), OWN, PLACES)
VARIANTS = dict.fromkeys(("mx", "us", "gt", "sv", "hn", "ni", "pa", "pr", "do"), mexican)
"""By region; those where a comma groups figures, by CLDR."""
