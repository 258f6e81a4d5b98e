"""How Spanish says numbers, dates and short forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.iberian import Iberian
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE

if TYPE_CHECKING:
    from podcaster.spoken.rule import Grammar

TWO_FIGURES = 10
SHORT_ORDINALS = {11: "undécim", 12: "duodécim"}
DOOR = on_demand(r" (?:izq|izda?|dcha|der|ext|int|centro|puerta|[A-Z])\b")
"""What stands behind a floor: 1.º izda., 3.º A."""
APOCOPE = 3
"""Primero and tercero lose their o before a masculine noun."""


class Spanish(Iberian):
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
        """Undécimo and duodécimo; the others by num2words."""
        if number in SHORT_ORDINALS:
            return SHORT_ORDINALS[number] + ("a" if gender == FEMININE else "o")
        return super().ordinal(number, gender)

    def ranked(self, number: int, gender: str, before: str, after: str) -> str:
        """Primer puesto, artículo primero."""
        said = self.ordinal(number, gender)
        if gender == MASCULINE and number in {1, APOCOPE} and self.counted(after) and not DOOR.match(after):
            return said.removesuffix("o")
        return said

    def past(self, minute: int) -> str:
        """Cero cinco, treinta."""
        return f"{'cero ' * (minute < TWO_FIGURES)}{self.integer(minute)}"

    def is_unit(self, unit: str, after: str) -> bool:
        """Ha is the hectare, but "el 4 ha ganado" has the verb."""
        return unit != "ha" or not re.match(r" [^\W\d_]+(?:do|to|cho)\b", after)

    def minute(self, number: int, before: str) -> str:
        """En el minuto sesenta y siete; noventa minutos."""
        if re.search(r"\b(?:el|al|del) $", before, re.IGNORECASE):
            return f"minuto {self.integer(number)}"
        return super().minute(number, before)


HALVES = {"a": "de la mañana", "p": "de la tarde"}
CENTURY = r"s(s?)\. (?=[IVX]+\b)"
"""S. XIX, ss. XVIII-XIX."""


class Mexican(Spanish):
    """Spanish where figures are written as in English: 1,250.50."""

    comma_groups = True


LETTERS = dict(zip("EFMAJSOND", ["e", "efe", "eme", "a", "jota", "ese", "o", "ene", "de"], strict=True))
"""The months' first letters, as events are called after their day: el 23-F, el 11-M."""

OWN = (
    rule(
        "day and letter of a month",
        "digit",
        r"(?<=[lLnN] )(\d{1,2})-([EFMAJSOND])\b(?!-)",
        lambda match, context: f"{context.tongue.integer(int(match[1]))} {LETTERS[match[2]]}",
    ),
    rule("father", "letter", r"P\.(?=(?:(?<=\b[Ee]l P\.)|(?<=\bdel P\.)|(?<=\bal P\.)) [A-ZÁÉÍÓÚ])", "padre"),
    rule("door", "letter", r"pta\.(?= \d)", lambda *_: "puerta"),
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
PLACES = r"pta\. (?=\d)|ss?\. (?=[IVX])|P\. (?=[A-ZÁÉÍÓÚ])"


@cache
def mexican() -> Grammar:
    """The rules for Mexico and its neighbours."""
    return make_grammar(Mexican(), OWN, PLACES)


GRAMMAR = make_grammar(Spanish(), OWN, PLACES)
VARIANTS = dict.fromkeys(("mx", "us", "gt", "sv", "hn", "ni", "pa", "pr", "do"), mexican)
"""By region; those where a comma groups figures, by CLDR."""
