"""What of an article's source is not narrated, counted by reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from podcaster.model import BlockKind, LeftOut

if TYPE_CHECKING:
    from podcaster.model import Article

REASONS = {
    BlockKind.CAPTION: "a caption",
    BlockKind.CREDIT: "a credit",
    BlockKind.RELATED: "a link to another article",
    BlockKind.TABLE: "a table",
    BlockKind.BOILERPLATE: "a notice",
}
"""Why blocks of a kind are not narrated. The title and the byline are: in the introduction."""
NAMED = 5
"""Reasons that a summary names."""


def leavings(article: Article) -> tuple[LeftOut, ...]:
    """Everything that is not narrated, with the reasons: the blocks in their order, then what is no block."""
    blocks = (
        LeftOut(words, block.why or REASONS[block.kind], len(words.split()))
        for block in article.blocks
        if block.kind in REASONS and (words := " ".join(article.text_of(block).split()))
    )
    return (*(each for each in blocks if any(map(str.isalnum, each.text))), *article.left_out)


def summary(article: Article, source: str) -> str:
    """What is not narrated, in a sentence; empty when everything is.

    Args:
        article: The article.
        source: What to give to ``podcaster read``.
    """
    found = leavings(article)
    if not found:
        return ""
    counts = Counter(each.why for each in found)
    named = [f"{why} ({count} times)" if count > 1 else why for why, count in counts.most_common(NAMED)]
    rest = len(counts) - len(named)
    words = sum(each.words for each in found)
    return (
        f"Not narrated: {words} word{'s' * (words != 1)} of the page ({', '.join(named)}"
        f"{f' and {rest} more kinds' if rest > 1 else ' and one more kind' if rest else ''}); "
        f"podcaster read {source} shows them."
    )
