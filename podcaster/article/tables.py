"""Tables: rows of cells. Cell by cell a table makes no sense when it is heard, so the template decides what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article.parts import Part, tidy
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

CELL = " | "
"""Between the cells of a row; rows are lines."""


def table_part(table: HtmlElement) -> list[Part]:
    """A table as one part; none where it has no words.

    Args:
        table: An element of HTML, or of trafilatura's tree.
    """
    rows = (
        [tidy("".join(cell.itertext())) for cell in row.iter("td", "th", "cell")] for row in table.iter("tr", "row")
    )
    lines = [CELL.join(cell for cell in row if cell) for row in rows if any(row)]
    return [Part("\n".join(lines), BlockKind.TABLE)] if lines else []


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only lays out what stands in it: paragraphs in a cell, or one cell with words."""
    cells = [cell for cell in table.iter("td", "th") if tidy(cell.text_content())]
    return len(cells) < 2 or any(next(cell.iter("p", "h1", "h2", "h3", "table"), None) is not None for cell in cells)


def settle_tables(parts: Iterable[Part], wish: str) -> list[Part]:
    """The parts with their tables as a show wants them.

    Args:
        parts: The parts of an article.
        wish: "announce": they stay tables, and the template says that they are there; "rows": each row is a sentence;
            "skip": they are not mentioned.
    """
    settled: list[Part] = []
    for part in parts:
        if part.kind is not BlockKind.TABLE or wish == "announce":
            settled.append(part)
        elif wish == "rows":
            settled += [Part(row_sentence(line.split(CELL)), BlockKind.PARAGRAPH) for line in part.text.split("\n")]
        else:
            part.kind, part.why = BlockKind.BOILERPLATE, "a table"
            settled.append(part)
    return settled


def row_sentence(cells: list[str]) -> str:
    """A row as a sentence: "Weekdays: 10, 12 and 3 o'clock."."""
    first, rest = cells[0].rstrip(" :.,;"), ", ".join(cell.rstrip(" .,;") for cell in cells[1:])
    words = f"{first}: {rest}" if rest else first
    return words if words.endswith(("!", "?", "…")) else f"{words}."
