"""How Portuguese says numbers, dates and short forms."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from podcaster.spoken.rule import rule
from podcaster.spoken.shared.grammar import make_grammar
from podcaster.spoken.shared.iberian import Iberian
from podcaster.spoken.shared.tongue import FEMININE

if TYPE_CHECKING:
    from podcaster.spoken.rule import Grammar
    from podcaster.spoken.shared.figures import Context


class Portuguese(Iberian):
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

    def by(self, written: str, after: str) -> str:
        """Três por quatro metros; but two goals to one: 2 x 1."""
        score = re.match(r"\d{1,2}(?:[.,;)]|$| (?:n[oa]s?|sobre|contra|diante|frente|em|e|para)\b)", after)
        return self.word("score") if score and " " in written.strip() else super().by(written, after)

    def duration(self, parts: list[str]) -> str:
        """Duas horas e cinco minutos."""
        return " e ".join(parts)


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
