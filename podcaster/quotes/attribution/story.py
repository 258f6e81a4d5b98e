"""Whether a text is a story: people who talk with each other, rather than sources that are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind
from podcaster.quotes.words.paragraphs import last_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.detection.passages import Passage

FEWEST = 6
"""Spoken passages of a story at least: with fewer, its form shows nothing."""
STORY = 2.1
"""Score from which on a text is a story: of 170 articles the highest has 1.8, of 19 scenes the lowest 2.9."""
ASKS, YOU, BARE, OPENS, FIGURES = 3.0, 3.0, 2.0, 1.5, 30.0
"""What the shares of questions, of words to somebody, of paragraphs of nothing but words, of paragraphs that open with
words, and (against) of figures among the narrator's words count for. By hand."""
FIRST_WORDS = 600
"""Characters of a passage that are looked through."""
_TO_SOMEBODY = re.compile(r"\b(?:you|your|yours|thee|thou|thy|ye)\b", re.IGNORECASE)


def is_story(reading: Reading, passages: Sequence[Passage]) -> bool:
    """Whether a text is a story with dialogue, by its form alone.

    Args:
        reading: The article, read.
        passages: Its top-level passages.
    """
    spoken = [passage for passage in passages if passage.kind is QuoteKind.SPEECH and not passage.label]
    paragraphs = [paragraph for paragraph in reading.paragraphs if paragraph.tokens]
    if len(spoken) < FEWEST:
        return False
    asks = sum(last_mark(reading.text, passage) in "?!" for passage in spoken)
    to = sum(_speaks_to_somebody(reading.text, passage) for passage in spoken)
    opens = sum(paragraph.tokens[0].tag == "Q" for paragraph in paragraphs)
    bare = sum(len(paragraph.tokens) == 1 and paragraph.tokens[0].tag == "Q" for paragraph in paragraphs)
    words = [token for paragraph in paragraphs for token in paragraph.tokens if token.tag != "Q"]
    figures = sum(token.tag == "CD" and token.text[-1].isdigit() for token in words)
    score = (ASKS * asks + YOU * to + BARE * bare) / len(spoken) + OPENS * opens / len(paragraphs)
    return score - FIGURES * figures / max(1, len(words)) >= STORY


def _speaks_to_somebody(text: str, passage: Passage) -> bool:
    end = min(passage.inner_end, passage.inner_start + FIRST_WORDS)
    return _TO_SOMEBODY.search(text, passage.inner_start, end) is not None


_FURNITURE = frozenset({
    "chair", "head", "star", "lock", "prop", "anchor", "forward", "opener", "body", "receiver", "local", "fan", "board",
    "bar", "company", "party", "band", "house", "office",
})  # fmt: skip
"""Nouns that are somebody, or a body that speaks, in news, and things in a story."""


def furnish(reading: Reading) -> None:
    """Takes the things of a story for things: nobody is "a chair" there, and nothing that is no person says anything.

    Args:
        reading: The text, read; its mentions are changed.
    """
    for mention in reading.mentions:
        if mention.kind == "description" and mention.noun in _FURNITURE and mention.person < 0:
            mention.sort = "place"
