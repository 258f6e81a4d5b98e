"""Finds the quoted passages of an article, and says what each one is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.model import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in quotation marks, or set as a quotation: one a paragraph."""

    start: int
    """Offset of the opening mark in the article's text, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    inner_start: int
    """Offset of the first character inside the marks."""
    inner_end: int
    """Offset behind the last character inside the marks."""
    kind: QuoteKind
    likelihood: float
    """Probability that it is somebody's words."""
    flags: frozenset[str] = frozenset()
    """"unclosed", "continued" (carries on the quotation of the paragraph before), "wrong-way", "block", "turn"."""
    label: str = ""
    """"Q", "A" or the name before an interview turn, or whom a block quote cites; else empty."""
    nested: tuple[Passage, ...] = ()
    """The quotations inside this one, in order."""


_PAIR = re.compile(r'“([^“”\n]*)(?:”|$)|"([^"\n]*)(?:"|$)', re.MULTILINE)


def find_passages(article: Article) -> tuple[Passage, ...]:
    """Finds the quotations of an article's title and spoken blocks, in order, those inside another one nested in it.

    Args:
        article: The article to read.

    Returns:
        The top-level passages in the order of the text.
    """
    return tuple(_passages(article))


def _passages(article: Article) -> Iterator[Passage]:
    for block in article.blocks:
        if not (block.spoken or block.kind is BlockKind.TITLE):
            continue
        for match in _PAIR.finditer(article.text, block.start, block.end):
            group = 1 if match.group(1) is not None else 2
            yield Passage(
                match.start(), match.end(), match.start(group), match.end(group), QuoteKind.SPEECH, likelihood=1.0
            )
