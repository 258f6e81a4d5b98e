"""The text around a place, with the words for numbers that English has there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.rule import Context as AnyContext

BRITISH = frozenset({"gb", "uk", "ie", "au", "nz", "za", "in", "sg", "hk", "ng", "ke", "jm", "mt", "scotland", "wales"})
"""Regions whose English says "one hundred and five", writes the day before the month and spells "metres"."""
STARTERS = on_demand(
    r"[\"”’)]*\s*$|[\"”’)]*\s+(?:[“\"‘]|(?:He|She|It|They|We|I|You|The|This|That|These|Those|There|A|An|But|And|"
    r"His|Her|Its|Their|In|On|At|"
    r"As|When|If|Then|After|Before|No|Not|So|Yet|For|Now|One|Some|Many|What|Who|Why|How|Where|Mr|Ms|Mrs|Dr)\b)"
)
"""What begins a sentence: nothing more, a quotation mark, or a usual first word."""


def is_british(language: str) -> bool:
    """Whether a tag names a region with British habits."""
    return bool(BRITISH.intersection(re.split(r"[-_]", language.casefold())[1:]))


@dataclass(frozen=True)
class Context(AnyContext):
    """The text that is being said, and how."""

    @cached_property
    def british(self) -> bool:
        """Whether British forms are used."""
        return is_british(self.language)

    def cardinal(self, number: int) -> str:
        """A count in words."""
        return numbers.cardinal(number, british=self.british)

    def ordinal(self, number: int) -> str:
        """A rank in words."""
        return numbers.ordinal(number, british=self.british)

    def number(self, figures: str) -> str:
        """A written number in words."""
        return numbers.number(figures, british=self.british)

    def year(self, figures: str) -> str:
        """A year in words."""
        return numbers.year(int(figures), british=self.british)


def ends_sentence(context: Context, position: int) -> bool:
    """Whether a dot just before ``position`` ends a sentence as well: nothing or a usual first word follows."""
    return bool(STARTERS.match(context.text[position : position + 16]))


def with_stop(words: str, match: re.Match[str], context: Context) -> str:
    """Keep the stop of an abbreviation where it ends the sentence too."""
    return f"{words}." if match[0].endswith(".") and ends_sentence(context, match.end()) else words
