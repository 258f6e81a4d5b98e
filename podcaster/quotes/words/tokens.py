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
    start: int
    end: int
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
    kind: BlockKind
    start: int
    end: int
    tokens: list[Token]
    shouts: bool = False
    """A headline in which nearly every word has a capital, so that capitals show no names."""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """First token and the one behind the last, a sentence each."""
