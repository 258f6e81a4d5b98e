"""The words of a paragraph, as the rules of attribution see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.model import BlockKind


@dataclass(slots=True)
class Token:
    """A word, a mark, or a quoted passage as a whole."""

    text: str
    """The word; of a passage its marks, with a comma between them when it ends in one."""
    lower: str
    """``text`` in lower case, with straight apostrophes; of a passage a pair of marks, of a possessive "'s"."""
    start: int
    """Offset of its first character in the article."""
    end: int
    """Offset behind its last character."""
    tag: str
    """"Q" passage, "DT" determiner, "PRP" pronoun, "PRP$" possessive pronoun, "POS" 's, "REL", "IN", "CC", "SUB",
    "AUX", "RB" adverb, "V" verb, "ING", "TO", "NNP" capitalised, "CD" number, "NN" any other word;
    a mark is its own tag."""
    base: str = ""
    """Of verbs: the uninflected form."""
    verb: str = ""
    """Of verbs: how it reports ("say", "speak", "call", "common")."""
    passage: int = -1
    """Of passages: its place in the list of passages."""
    sentence: int = 0
    """Which of the paragraph's sentences it is in."""


@dataclass(slots=True)
class Paragraph:
    """A block of the article, or the inside of a passage, as words."""

    index: int
    """Its number in the article; of the inside of a passage 0."""
    kind: BlockKind
    """That of its block; a standfirst counts as a heading, the inside of a passage as running text."""
    start: int
    """Offset of its first character in the article."""
    end: int
    """Offset behind its last character."""
    tokens: list[Token]
    """In order; each passage right inside the paragraph is one of them, with all that is in it."""
    shouts: bool = False
    """A headline in which nearly every word has a capital, so that capitals show no names."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """First token and the one behind the last, a sentence each."""
