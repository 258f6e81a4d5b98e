"""How Italian says numbers, dates and short forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.shared.figures import Context


DAY = 24
"""Hours that are a day and no time of it: entro 24 h."""


class Italian(Tongue):
    """Italian."""

    code = "it"
    before_plural = frozenset({"a", "o", "da", "no"})

    def integer(self, number: int) -> str:
        """Ventitré with its accent; milioni without an "e" behind it."""
        said = re.sub(r"(milion[ei]) e ", r"\1 ", super().integer(number))
        # num2words loses a vowel in millenovecentodiciotto.
        return re.sub(r"(?<=\w)tre$", "tré", said).replace("dicotto", "diciotto")

    def cardinal(self, number: int, gender: str = "") -> str:
        """Uno, un posto, una persona."""
        if number == 1 and gender:
            return "una" if gender == FEMININE else "un"
        return self.integer(number)

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Primo, prima."""
        said = super().ordinal(number)
        return re.sub(r"o$", "a", said) if gender == FEMININE else said

    def section(self, number: int, noun: str) -> str:
        """Capitolo quarto, secolo diciannovesimo, parte seconda."""
        return self.ordinal(number, self.gender(noun))

    def is_unit(self, unit: str, after: str) -> bool:
        """Ha is the hectare, but "il 4 ha vinto" and "ha 8 anni" have the verb."""
        return unit != "ha" or not re.match(r" (?:\d|[^\W\d_]+(?:to|so|tto|sto|rto)\b)", after)

    def years(self, first: str, last: str) -> str:
        """Duemiladiciannove duemilaventi: with no word between."""
        return self.season(first, last)

    def minute(self, number: int, before: str) -> str:
        """Al sessantasettesimo; novanta minuti."""
        if re.search(r"\b(?:al|dal|nel|del|il|(?:al|dal|nel|del)?l')$", before.rstrip(), re.IGNORECASE):
            return self.ordinal(number)
        return super().minute(number, before)

    def duration(self, parts: list[str]) -> str:
        """Due ore e cinque minuti."""
        return " e ".join(parts)

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Quattordici marzo duemilaventisei; primo maggio."""
        said = f"{self.ordinal(1) if day == 1 else self.cardinal(day)} {self.months[month - 1]}"
        return f"{said} {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Venti e trenta; l'una."""
        said = "una" if hour == 1 else self.cardinal(hour)
        if minute:
            said += f" e {self.cardinal(minute)}"
        elif marked and hour == DAY:
            said += " ore"
        return f"{said} e {self.cardinal(second)} secondi" if second else said

    def price(self, whole: int, cents: int, names: list[str]) -> str:
        """Tre euro e cinquanta."""
        if not whole or not cents:
            return super().price(whole, cents, names)
        return f"{self.cardinal(whole, names[2])} {names[0] if whole == 1 else names[1]} e {self.cardinal(cents)}"


def say_saint(match: re.Match[str], context: Context) -> str:
    """San Pietro, Santo Stefano, Sant'Antonio, Santa Chiara."""
    name = match[1]
    if name[0] in "AEIOU":
        return "Sant'"
    if name.endswith("a") and name.casefold() not in context.tongue.masculine_words:
        return "Santa "
    return "Santo " if re.match(r"S[bcdfgpqtv]|Z", name) else "San "


def say_aged(match: re.Match[str], context: Context) -> str:
    """Un 21enne, i 40enni: somebody of so many years."""
    said = context.tongue.cardinal(int(match[1])).replace("é", "e")
    return (said if said.endswith("tre") else said[:-1]) + match[2]


TONGUE = Italian()
GRAMMAR = make_grammar(
    TONGUE,
    (
        rule("somebody's years", "digit", r"(\d{1,3})(enn[ei])\b", say_aged),
        rule("one o'clock", "digit", r"1(?= (?:di|del|della) (?:notte|mattin[ao]|pomeriggio)\b)", lambda *_: "una"),
        rule(
            "thousands",
            "digit",
            r"(\d{1,3})mila\b",
            lambda match, context: context.tongue.cardinal(int(match[1]) * 1000),
        ),
        rule("saint", "letter", r"S\. (?=([A-Z][a-zà-ù]+))", say_saint),
        rule(
            "decade",
            "digit",
            r"(\d0)(?=(?<=anni ['’]\d\d))(?!\d)",
            lambda match, context: context.tongue.cardinal(int(match[1])),
        ),
    ),
)
