"""A source whose pieces suddenly read differently: half as long, or with the same new words in all of them.

A site that is built anew, a wall for subscribers or a notice about cookies would go to the listeners otherwise; three
pieces in a row tell it from one odd piece.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Article

ROW = 3
"""Pieces in a row that read differently: one short piece is news in brief, three are a wall."""
HISTORY = 5
"""Pieces that must have been read before it is known how a source reads."""
LOOKED_BACK = 20
"""Pieces before that are compared."""
HALF = 0.5
"""The share of the usual length below which pieces are suspect."""
WORDS = 4
"""Words from which on a paragraph can be boilerplate: "Read more" and initials of reporters are shorter."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How a piece reads, as far as that is compared."""

    piece: int
    """Its number in the database."""
    words: int
    """How many are narrated."""
    prints: frozenset[str]
    """Of its paragraphs."""
    settled: bool
    """It was found well: made, or approved by a person."""


def prints_of(article: Article) -> frozenset[str]:
    """What tells an article's narrated paragraphs from others, wherever they stand."""
    texts = (article.text_of(block).casefold().split() for block in article.blocks if block.spoken)
    return frozenset(
        hashlib.sha256(" ".join(words).encode()).hexdigest()[:16] for words in texts if len(words) >= WORDS
    )


def suspects(samples: Sequence[Sample]) -> dict[int, str]:
    """The pieces of a source that read differently from those before, with the reason.

    Args:
        samples: Of one source, in the order in which they were read.
    """
    found: dict[int, str] = {}
    for start in range(len(samples) - ROW + 1):
        row = samples[start : start + ROW]
        before = [each for each in samples[:start] if each.settled or each.piece not in found][-LOOKED_BACK:]
        if len(before) < HISTORY or all(each.settled for each in row):
            continue
        reason = odd_length(row, before) or odd_words(row, before)
        if reason:
            found |= {each.piece: reason for each in row if not each.settled and each.piece not in found}
    return found


def shrunk(before: int, now: int) -> str:
    """Why a piece that has an episode is suspect as it reads now: half of it is gone, behind a wall or by mistake.

    Args:
        before: Words that its episode was made of; 0: it has none.
        now: Words that it has.
    """
    return "" if now >= HALF * before else f"It had {before} words, and has {now} now: is it the whole text?"


def odd_length(row: Sequence[Sample], before: Sequence[Sample]) -> str:
    """Whether pieces are half as long as those before."""
    usual, now = median(each.words for each in before), median(each.words for each in row)
    if now >= HALF * usual or max(each.words for each in row) >= usual:
        return ""
    return f"The last {ROW} pieces have {now:.0f} words, and those before had {usual:.0f}: is it the whole text?"


def odd_words(row: Sequence[Sample], before: Sequence[Sample]) -> str:
    """Whether all pieces share a paragraph that none had before."""
    common = frozenset.intersection(*(each.prints for each in row))
    new = common.difference(*(each.prints for each in before)) if common else common
    if not new:
        return ""
    return f"The last {ROW} pieces have {len(new)} paragraphs in common that none had before: drop them by a rule?"
