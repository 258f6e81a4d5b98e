"""What a template writes of its own, and the names in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from podcaster.model import NARRATOR, UNATTRIBUTED
from podcaster.project.operations import is_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Line, ReadArticle

NOBODY = frozenset({NARRATOR, UNATTRIBUTED})
"""Roles that are no person's."""


class OwnWords(NamedTuple):
    """What a template wrote of its own: greetings, links, credits; no words of its articles."""

    texts: frozenset[str]
    """Its lines."""
    people: frozenset[str]
    """Who speaks in all that it wrote."""

    def now(self, lines: Sequence[Line]) -> frozenset[str]:
        """The lines, also with the names of those who speak in a script by now."""
        named = [(text, name) for text in self.texts for name in self.people if has_name(text, name)]
        new = {line.role for line in lines} - self.people if named else set[str]()
        return self.texts | {with_name(text, name, each) for text, name in named for each in new}

    def is_like(self, text: str, name: str) -> bool:
        """Whether a line is one of them, but for the name in it."""
        return with_name(text, name, "") in {with_name(each, who, "") for each in self.texts for who in self.people}


def own_words(read: Sequence[ReadArticle], written: Sequence[Line]) -> OwnWords:
    """What a template wrote of its own.

    Args:
        read: The articles; where none is known, nothing is.
        written: All that it wrote.
    """
    articles = " ".join(" ".join(each.article.text.split()) for each in read)
    own = [line for line in written if articles and not is_quoted(line)]
    texts = frozenset(line.text for line in own if line.text not in articles)
    return OwnWords(texts, frozenset(line.role for line in written) - NOBODY)


def has_name(text: str, name: str) -> bool:
    """Whether a text has a name, as whole words."""
    return with_name(text, name, "") != text


def with_name(text: str, name: str, new: str) -> str:
    """A text with another name in the place of one."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: new, text)
