"""Tables of the articles that are not read out, and what an editor makes of them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.article.tables import CELL, row_sentence
from podcaster.model import NARRATOR, BlockKind, Ending, Line, Role
from podcaster.phrases import phrase
from podcaster.project.doubts import Doubt
from podcaster.project.operations import ADDED, changed_items, line_at
from podcaster.script.markup import one_line
from podcaster.script.notes import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import Article, Block, Script
    from podcaster.project.kept import Kept

SEEN = "table"
"""How the note begins that says that a table was looked at."""
SHOWN = 12
"""Rows of a table that a question shows."""


def find_tables(script: Script, kept: Kept | None) -> Iterator[Doubt]:
    """The tables that are not read out and that nobody has decided about."""
    lines = script.lines
    decided = {note for line in lines for note in line.notes if note.startswith(f"{SEEN} ")}
    spoken = {line.text for line in lines}
    for article in [read.article for read in kept.read] if kept else []:
        line = 0
        for block in article.blocks:
            if block.spoken:
                line = _last_line(lines, one_line(article.text_of(block)), line)
            elif block.kind is BlockKind.TABLE:
                rows, key = _rows(article, block), _key(article, block)
                if f"{SEEN} {key}: {DECIDED}" not in decided and not spoken.issuperset(rows):
                    reason, span = " ".join(rows[:SHOWN]), (block.start, block.end)
                    if len(rows) > SHOWN:
                        reason = phrase("{rows} … and {count} more", rows=reason, count=len(rows) - SHOWN)
                    yield Doubt(f"table:{key}:{line}", "table", line, reason, (), (), None, span)


def _key(article: Article, block: Block) -> str:
    """What names a table in its article: the beginning of the SHA-256 of its words."""
    return hashlib.sha256(one_line(article.text_of(block)).encode()).hexdigest()[:8]


def _rows(article: Article, block: Block) -> list[str]:
    """A table's rows as sentences."""
    return [one_line(row_sentence(row.split(CELL))) for row in article.text_of(block).split("\n") if row.strip()]


def _last_line(lines: Sequence[Line], words: str, first: int) -> int:
    """The last line, from a line on, that a paragraph's words are said in; that line where none is."""
    at = next((number for number in range(first, len(lines)) if lines[number].text in words), None)
    if at is None:
        return first
    while at + 1 < len(lines) and lines[at + 1].text in words:
        at += 1
    return at


def leave_table(script: Script, index: int, key: str) -> Script:
    """Leave a table out, and ask no more."""
    line = line_at(script, index)
    seen = replace(line, notes=(*line.notes, f"{SEEN} {key}: {DECIDED}"))
    return changed_items(script, lambda number, item: (seen,) if number == index else (item,))


def read_table(script: Script, index: int, key: str, rows: Sequence[str]) -> Script:
    """Have the narrator read a table's rows behind a line.

    Args:
        script: The script.
        index: The line.
        key: The table's.
        rows: Its rows as sentences.
    """
    line_at(script, index)
    added = [Line(NARRATOR, row, Ending.SENTENCE, notes=(ADDED,)) for row in rows]
    added[0] = replace(added[0], notes=(ADDED, f"{SEEN} {key}: {DECIDED}"))
    added[-1] = replace(added[-1], ending=Ending.PARAGRAPH)
    return changed_items(
        script, lambda number, item: (item, *added) if number == index else (item,), newcomer=Role(NARRATOR)
    )


def rows_of(kept: Kept | None, key: str) -> list[str]:
    """A table's rows as sentences, by its key; none where no article has it."""
    for article in [read.article for read in kept.read] if kept else []:
        for block in article.blocks:
            if block.kind is BlockKind.TABLE and _key(article, block) == key:
                return _rows(article, block)
    return []
