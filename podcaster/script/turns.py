"""Interviews: whose turn each paragraph is, by the names or Q and A printed before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Article, Block
    from podcaster.script.passages import Piece
    from podcaster.script.views import SectionView, TurnView


def find_turns(
    article: Article, tiled: Sequence[tuple[Block, tuple[Piece, ...]]], sections: Sequence[SectionView]
) -> tuple[TurnView, ...]:
    """The turns of an interview."""
    return ()
