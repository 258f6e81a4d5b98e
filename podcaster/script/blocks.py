"""The lines of a Fountain file, block by block: what is spoken of together, without comments and notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from podcaster.patterns import on_demand
from podcaster.script.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLER = "\0"
"""Stands for every character of a boneyard, so that the places of all others stay."""

NOTE = on_demand(r"(?<!\\) ?\[\[(.*?)\]\]", re.DOTALL)
UNCLOSED_NOTE = on_demand(r"(?<!\\)\[\[")
BONEYARD = on_demand(r"/\*.*?\*/", re.DOTALL)

Fail = Callable[[int, int, str], NoReturn]
"""Names a mistake: line, column, what was expected."""


class SourceLine(NamedTuple):
    """A line of the file."""

    number: int
    """From 1."""
    text: str
    """As it stands there, comments blotted out."""

    @property
    def column(self) -> int:
        """Where its words begin, from 1."""
        return len(self.text) - len(self.text.lstrip()) + 1

    @property
    def words(self) -> str:
        """Without indentation, trailing space and boneyards."""
        return self.text.replace(FILLER, "").strip()


SourceBlock = list[SourceLine]
"""Lines with no blank line between them."""


class Comment(NamedTuple):
    """A boneyard: what an editor has written for others."""

    first: int
    """The line of the file in which it begins, from 1."""
    last: int
    """The one in which it ends."""
    text: str
    """As it stands there, with its marks."""


def split_blocks(text: str, fail: Fail, comments: list[Comment]) -> Iterator[tuple[int, SourceBlock]]:
    """The blocks of a file, each with the number of blank lines before it.

    Args:
        text: The file.
        fail: Names a comment without end.
        comments: Those of the file are put into it, before the first block comes.
    """
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).replace(FILLER, " ").expandtabs(4)
    closed = text.rfind("*/") + 2  # behind it every comment would be looked for to the end, and none be found
    text = _blotted(text[:closed], comments) + text[closed:]
    blanks, block = 0, SourceBlock()
    for number, line in enumerate(text.split("\n"), 1):
        source = SourceLine(number, line)
        if (start := line.find("/*")) >= 0:
            fail(number, start + 1, "this comment is not closed; expected */ behind it")
        if source.words:
            block.append(source)
        elif FILLER not in line:
            if block:
                yield blanks, block
                blanks, block = 0, SourceBlock()
            blanks += 1
    if block:
        yield blanks, block


def _blotted(text: str, comments: list[Comment]) -> str:
    """A text with fillers in the place of comments; a line in one that has nothing is no blank line."""
    parts, at, line = list[str](), 0, 1
    for match in BONEYARD.finditer(text):
        line += text.count("\n", at, match.start())
        lines = match[0].split("\n")
        parts += text[at : match.start()], "\n".join(FILLER * (len(each) or 1) for each in lines)
        comments.append(Comment(line, line + len(lines) - 1, match[0]))
        at, line = match.end(), line + len(lines) - 1
    return "".join(parts) + text[at:]


def take_notes(block: SourceBlock, fail: Fail) -> tuple[SourceBlock, list[str]]:
    """Take the notes out of a block; ``fail`` names one without end."""
    whole = "\n".join(source.text for source in block)
    if "[[" not in whole:
        return block, []
    closed = whole.rfind("]]") + 2  # behind it no note has an end
    notes = [one_line(match[1].replace(FILLER, "")) for match in NOTE.finditer(whole[:closed])]
    bare = (NOTE.sub(lambda match: "\n" * match[0].count("\n"), whole[:closed]) + whole[closed:]).split("\n")
    rest = [SourceLine(source.number, line) for source, line in zip(block, bare, strict=True)]
    for source, before in zip(rest, block, strict=True):
        if open_note := UNCLOSED_NOTE.search(source.text):
            column = before.text.rfind("[[") + 1 or open_note.start() + 1
            fail(source.number, column, "this note is not closed; expected ]] behind it")
    return [source for source in rest if source.words], [note for note in notes if note]
