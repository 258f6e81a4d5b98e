"""Reads the golden cases of quoted passages: articles as text files with the passages marked in them.

A paragraph is a block. ``TITLE:`` and ``HEADING:`` before it say that it is one; ``QUOTE:`` or ``QUOTE(Ada Byron):``
that it is a block quote. ``⟦speech:“Yes,”⟧`` marks a passage and its kind; flags follow the kind behind commas, a label
behind an equals sign: ``⟦speech,turn=Q:Why?⟧``. Passages nest. Lines that begin with ``//`` are notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = re.compile(r"(TITLE|HEADING|QUOTE)(?:\(([^)]*)\))?: ")
_OPEN = re.compile(r"⟦(?P<kind>[a-z]+)(?P<flags>(?:,[a-z-]+)*)(?:=(?P<label>[^:⟧]*))?:")
_KINDS = {"TITLE": BlockKind.TITLE, "HEADING": BlockKind.HEADING, "QUOTE": BlockKind.QUOTATION}


@dataclass(frozen=True)
class Expected:
    """A passage as a case states it."""

    start: int
    end: int
    kind: str
    flags: frozenset[str]
    label: str
    depth: int


def make_article(text: str, blocks: list[Block] | None = None) -> Article:
    """An article of nothing but its text; without blocks, every line that is not empty is a paragraph."""
    if blocks is None:
        blocks = [Block(BlockKind.PARAGRAPH, found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    return Article("", "", None, "en", "", "", "", "", text, tuple(blocks))


def read_cases(path: Path) -> tuple[Article, list[Expected]]:
    """Reads a file of cases as one article, with the passages expected in order, those inside others behind them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    source = "\n".join(line for line in lines if not line.startswith("//"))
    text, blocks, expected = "", [], []
    for paragraph in re.split(r"\n\s*\n", source.strip()):
        kind, cite = BlockKind.PARAGRAPH, ""
        if head := _HEAD.match(paragraph):
            kind, cite = _KINDS[head.group(1)], head.group(2) or ""
        plain, found = _strip(paragraph[head.end() if head else 0 :], len(text))
        blocks.append(Block(kind, len(text), len(text) + len(plain), cite))
        expected.extend(found)
        text += plain + "\n\n"
    return make_article(text, blocks), sorted(expected, key=lambda item: (item.start, item.depth))


def _strip(paragraph: str, offset: int) -> tuple[str, list[Expected]]:
    plain, found, opened = "", [], []
    position = 0
    while position < len(paragraph):
        if match := _OPEN.match(paragraph, position):
            opened.append((offset + len(plain), match))
            position = match.end()
        elif paragraph[position] == "⟧":
            start, head = opened.pop()
            flags = frozenset(filter(None, head.group("flags").split(",")))
            found.append(
                Expected(start, offset + len(plain), head.group("kind"), flags, head.group("label") or "", len(opened))
            )
            position += 1
        else:
            plain += paragraph[position]
            position += 1
    assert not opened, f"a passage is not closed: {paragraph}"
    return plain, found
