"""Where an agency's report is from and of what day, which stands before its first sentence and is nobody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.model import Article

_AGENCY = r"\([^\W\d_][^()\n]{1,30}\)"
_PLACE = r"[^\W\d_a-zß-ÿ][^()\n.:;!?\"«»“”„]{1,40}"
_SHOUTED = r"[^\W\d_a-zß-ÿ]{2}(?:[^\W\d_a-zß-ÿ]|[ /-](?=[^\W\d_a-zß-ÿ])){1,40}"
_DASH = r"\s?\.?\s?[–—-]{1,3}\s{1,5}"
_DATELINE = on_demand(
    rf"{_PLACE}\.?\s{_AGENCY}{_DASH}"  # Toledo, 8 jul (EFE).-  Berlin (dpa) -
    rf"|{_AGENCY}{_DASH}(?:{_PLACE}\.?{_DASH})?"  # (ANSA) - BOLOGNA, 6 FEB -
    rf"|{_SHOUTED}(?:,\s[\w ]{{1,25}})?{_DASH}"  # ROMA -  GUADALAJARA, Jal.-
    rf"|{_SHOUTED},?\s(?:\d{{1,2}}\s?[^\W\d_]*\.?\s)?\([^\W\d_a-zß-ÿ][^()\n]{{1,30}}\)\s+"  # MADRID, 3 (EUROPA PRESS)
)
PARAGRAPHS = 3
"""Paragraphs of an article that may begin so: the first, and those that a summary stands before."""


def without_datelines(article: Article) -> str:
    """The text of an article with spaces in the place of its dateline: offsets stay what they are."""
    text, paragraphs = article.text, [one for one in article.blocks if one.kind is BlockKind.PARAGRAPH]
    for block in paragraphs[:PARAGRAPHS]:
        if found := _DATELINE.match(text, block.start, block.end):
            text = f"{text[: found.start()]}{' ' * (found.end() - found.start() - 1)}\n{text[found.end() :]}"
    return text
