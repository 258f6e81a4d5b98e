"""How Portuguese says numbers, dates and short forms."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, Tongue

if TYPE_CHECKING:
    from podcaster.spoken.rule import Grammar
    from podcaster.spoken.shared.figures import Context

LAST_ORDINAL = 10
"""Rulers and popes from the eleventh on have a cardinal."""


class Portuguese(Tongue):
    """Portuguese of Portugal."""

    code = "pt"

    def cardinal(self, number: int, gender: str = "") -> str:
        """Dois, duas; duzentas; vinte e uma."""
        said = self.integer(number)
        if gender != FEMININE:
            return said
        head, joint, tail = said.rpartition("milhões ")
        tail = re.sub(r"(cent|quinhent)os\b", r"\1as", tail)
        tail = re.sub(r"\bduzentos\b", "duzentas", tail).replace("trezentos", "trezentas")
        return head + joint + re.sub(r"\bdois\b", "duas", re.sub(r"\bum$", "uma", tail))

    def ordinal(self, number: int, gender: str = MASCULINE) -> str:
        """Primeiro, vigésima primeira."""
        said = super().ordinal(number)
        return re.sub(r"o\b", "a", said) if gender == FEMININE else said

    def ruler(self, number: int, gender: str, before: str = "") -> str:
        """João sexto, Luís catorze."""
        return self.ordinal(number, gender) if number <= LAST_ORDINAL else self.integer(number)

    def section(self, number: int, noun: str) -> str:
        """Século primeiro, século dezanove."""
        return self.ordinal(number) if number == 1 else self.integer(number)

    def by(self, written: str, after: str) -> str:
        """Três por quatro metros; but two goals to one: 2 x 1."""
        score = re.match(r"\d{1,2}(?:[.,;)]|$| (?:n[oa]s?|sobre|contra|diante|frente|em|e|para)\b)", after)
        return self.word("score") if score and " " in written.strip() else super().by(written, after)

    def duration(self, parts: list[str]) -> str:
        """Duas horas e cinco minutos."""
        return " e ".join(parts)

    def date(self, day: int, month: int, year: int | None, before: str) -> str:
        """Catorze de março de dois mil e vinte e seis."""
        said = f"{self.integer(day)} de {self.months[month - 1]}"
        return f"{said} de {self.year(year)}" if year else said

    def clock(self, hour: int, minute: int | None, second: int | None, *, marked: bool) -> str:
        """Vinte e trinta; nove horas."""
        said = self.cardinal(hour, FEMININE)
        if minute:
            said += f" e {self.integer(minute)}"
        elif marked:
            said += f" hora{'s' * (hour != 1)}"
        return f"{said} e {self.cardinal(second, MASCULINE)} segundos" if second else said


def say_lady(match: re.Match[str], context: Context) -> str | None:
    """D. Maria is a lady; D. Pedro is left to the titles."""
    name = match[1].casefold()
    lady = name.endswith("a") or name in context.tongue.data["roman"]["female"].split()
    return "dona" if lady else None


class Brazilian(Portuguese):
    """Portuguese of Brazil."""

    numbers = "pt_BR"

    @cached_property
    def data(self) -> dict[str, Any]:
        """Quilômetro for quilómetro."""
        own = super().data
        return {**own, "units": {unit: [_brazilian(word) for word in forms] for unit, forms in own["units"].items()}}

    def integer(self, number: int) -> str:
        """Dezesseis; without the commas that num2words puts between thousands."""
        return super().integer(number).replace(",", "")


def _brazilian(word: str) -> str:
    """A unit's word with the accent of Brazil."""
    return word.replace("ómetro", "ômetro")


OWN = (rule("lady", "letter", r"D\.(?= ([A-ZÀ-Ý][a-zà-ÿ]+))", say_lady),)
GRAMMAR = make_grammar(Portuguese(), OWN)


@cache
def brazilian() -> Grammar:
    """The rules for Brazil."""
    return make_grammar(Brazilian(), OWN)


VARIANTS = {"br": brazilian}
"""By region."""
