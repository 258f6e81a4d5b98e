"""Line ends of a text that was wrapped by hand, which end no paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from podcaster.model import Article

WIDTHS = range(40, 121)
"""Characters a line: texts are wrapped by hand to widths like these."""
RAGGED = 0.85
"""Share of the width that a wrapped line fills at least, with the next line's first word."""
FULL, FEW = 0.7, 3
"""Share of the lines inside paragraphs that are full in a wrapped text at least, and how many lines show it."""
LONGEST_WORD = 40
"""Characters of the next line that are looked through for its first word."""


class Wrapped:
    """Whether an article is wrapped, and which of its line ends only wrap it.

    Args:
        article: The article; its blocks are paragraphs.
    """

    def __init__(self, article: Article) -> None:
        self.text = article.text
        lines = [block for block in article.blocks if block.spoken and "\n" in self.text[block.start : block.end]]
        ends = [(start, end) for block in lines for start, end in _lines(self.text, block.start, block.end)]
        self.width = max((end - start for start, end in ends), default=0)
        full = sum(self._is_full(start, end) for start, end in ends)
        if self.width not in WIDTHS or len(ends) < FEW or full < FULL * len(ends):
            self.width = 0

    def only_wraps(self, match: re.Match[str]) -> bool:
        """Whether a line end, as a match that may have blanks before it, stands inside a paragraph."""
        end = self.text.find("\n", match.start())
        behind = self.text[end + 1 : end + 2]
        if not self.width or not behind or behind.isspace():
            return False  # a blank line, or one that is set in
        return self._is_full(self.text.rfind("\n", 0, end) + 1, end)

    def _is_full(self, start: int, end: int) -> bool:
        word = self.text[end + 1 : end + 1 + LONGEST_WORD].split(maxsplit=1)
        return bool(word) and end - start + 1 + len(word[0]) > RAGGED * self.width


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a paragraph but its last."""
    found = []
    while (behind := text.find("\n", start, end)) >= 0:
        found.append((start, behind))
        start = behind + 1
    return found
