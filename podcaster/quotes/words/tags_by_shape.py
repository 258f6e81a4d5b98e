"""A verb that reports because of where it stands: "“Fruit,” Jane Roe corrected." says who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.words.paragraphs import last_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph, Token

_SUBJECT = frozenset({"NNP", "DT", "PRP", "PRP$", "NN", "POS"})
_BEHIND = frozenset({".", ",", "PRP"})
SUBJECT = 6
"""Words of the one who speaks, at most."""


def tag_told(paragraphs: Iterable[Paragraph], passages: Sequence[Passage], text: str) -> None:
    """Takes the verb behind quoted words and their comma for one of speech, in an article: stories weigh what is done.

    Args:
        paragraphs: Their words have their tags, which are changed.
        passages: The article's top-level passages.
        text: Its text.
    """
    opened = {number for number, each in enumerate(passages) if last_mark(text, each) == ","}
    for paragraph in paragraphs:
        _tag(paragraph, opened)


def _tag(paragraph: Paragraph, opened: Container[int]) -> None:
    tokens = paragraph.tokens
    for begin, end in paragraph.sentences:
        if tokens[begin].tag != "Q" or tokens[begin].passage not in opened:
            continue
        at = begin + 1
        while at < min(end, begin + 1 + SUBJECT) and tokens[at].tag in _SUBJECT and not _is_past(tokens[at]):
            at += 1
        first = at == begin + 1
        verb = tokens[at] if at + 1 < end else tokens[begin]
        if _is_past(verb) and _ends(tokens[at + 1], first=first) and not (first and not verb.lower.endswith("ed")):
            verb.base = verb.base or verb.lower
            verb.tag, verb.verb = "V", verb.verb if verb.verb in {"say", "speak"} else "speak"


def _is_past(token: Token) -> bool:
    if not token.text.islower() or token.tag not in {"V", "NN"}:
        return False
    base = lists.VERBS.get(token.lower, ("",))[0]
    irregular = token.tag == "V" and base not in {"", token.lower} and not token.lower.endswith(("s", "ing"))
    return token.lower.endswith("ed") or irregular


def _ends(after: Token, *, first: bool) -> bool:
    """Whether nothing follows that the verb does: behind the words said at once, somebody does."""
    return after.tag in ({"NNP", "DT", "PRP$"} if first else _BEHIND)
