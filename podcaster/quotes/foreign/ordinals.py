"""Numbers with a stop that make one of a row, and end no sentence: "am 12. März"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.words import read_words

if TYPE_CHECKING:
    from podcaster.quotes.foreign.language import Language

_ORDINAL = on_demand(r"(?<=[\s(])\d{1,2}\.$")
NUMBER = 6
"""Characters of a number of one or two digits, with its stop and the spaces around it."""
LONGEST_WORD = 40
"""Letters of the word beside a number."""


def is_ordinal(text: str, language: Language, start: int, stop: int, end: int) -> bool:
    """Whether a stop makes a number one of a row: "am 12. März", "lädt zum 1. April".

    Args:
        text: The whole text.
        language: Its words.
        start: Where the sentence begins.
        stop: Behind the stop.
        end: Where what is looked at ends.
    """
    if _ORDINAL.search(text, start, stop) is None:
        return False
    before = read_words(text, max(start, stop - LONGEST_WORD), stop)[-1:]
    following = read_words(text, stop, min(end, stop + LONGEST_WORD))[:1]
    closed = language.determiners.keys() | language.joined.keys() | language.prepositions
    held = bool(before) and before[0].low in closed and before[0].end > stop - NUMBER
    return bool(following) and (held or following[0].low not in language.starters)
