"""The line below a title that tells what follows as a headline does: "Parents split over ‘toxic’ watches"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from podcaster.model import Article

LENGTH = range(30, 300)
"""Characters of a standfirst."""
_BYLINE = on_demand(r"(?:[Ww]ords\s)?[Bb]y\s[A-Z]")
_ABOVE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE})
_CLOSERS = " \n\t”’\"'»)]"
"""What may stand behind the last letter."""


def find_standfirst(article: Article) -> int:
    """The number of the paragraph right below the title that ends without a full stop, before one that has it.

    Args:
        article: The article.

    Returns:
        The block's number; -1 where there is none.
    """
    number = next((at for at, block in enumerate(article.blocks) if block.kind not in _ABOVE), 0)
    block, behind = article.blocks[number] if article.blocks else None, article.blocks[number + 1 : number + 2]
    if block is None or not number or not behind or block.kind is not BlockKind.PARAGRAPH:
        return -1
    if block.end - block.start not in LENGTH or _BYLINE.match(article.text, block.start):
        return -1
    last = article.text[block.start : block.end].rstrip(_CLOSERS)[-1:]
    prose = behind[0].kind is BlockKind.PARAGRAPH and ends_sentence(article.text_of(behind[0]))
    return number if last.isalnum() and (prose or behind[0].kind is BlockKind.BYLINE) else -1
