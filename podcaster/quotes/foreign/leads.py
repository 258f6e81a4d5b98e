"""What stands before a passage in its sentence, with the terms and titles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.foreign.speech import is_speech
from podcaster.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.foreign.found import Found
    from podcaster.quotes.foreign.language import Language

STOPPED = on_demand(rf"[{STOPS}:;\n]")
"""A sign behind which another sentence, or another part of one, begins."""
MOST = 5
"""Terms before a passage in its sentence; more of them would make a page without an end slow."""


def lead_of(
    text: str, language: Language, passages: Sequence[Passage], gaps: Sequence[tuple[int, int]], told: Sequence[Found]
) -> tuple[int, int]:
    """The narrator's words before the passage behind those told of, from behind the last words that somebody says.

    A term in marks does not end a sentence: "Para la jefa, que aconseja «vender», el precio es «justo»".
    """
    at = first = len(told)
    while first and at - first < MOST and not STOPPED.search(text[passages[first - 1].inner_end - 1 : gaps[first][1]]):
        term = passages[first - 1]
        small = text[term.inner_start : term.inner_end].strip()[:1].islower()  # what has a capital may be a name
        if not small or is_speech(text, language, term, told[first - 1]):
            break
        first -= 1
    return gaps[first][0], gaps[at][1]
