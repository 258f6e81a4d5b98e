"""Tables: their rows as text. Cell by cell a table makes no sense when it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article.parts import Part, tidy
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def table_part(table: HtmlElement) -> list[Part]:
    """A table as one part."""
    cells = (tidy("".join(cell.itertext())) for cell in table.iter("td", "th", "cell"))
    text = " | ".join(cell for cell in cells if cell)
    return [Part(text, BlockKind.BOILERPLATE, why="a table")] if text else []
