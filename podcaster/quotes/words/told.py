"""A verb that reports because of where it stands: "“Fruit,” Jane Roe corrected." says who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.words.tokens import Paragraph, Token

_SUBJECT = frozenset({"NNP", "DT", "PRP", "PRP$", "NN", "POS"})
_BEHIND = frozenset({".", ",", "PRP"})
SUBJECT = 6
"""Words of the one who speaks, at most."""


def tag_told(paragraph: Paragraph, opened: set[int]) -> None:
    """Takes the verb behind quoted words and their comma for one of speech.

    Args:
        paragraph: Its words have their tags, which are changed.
        opened: The numbers of the passages that end in a comma.
    """
    tokens = paragraph.tokens
    for begin, end in paragraph.sentences:
        if tokens[begin].tag != "Q" or tokens[begin].passage not in opened:
            continue
        at = begin + 1
        while at < min(end, begin + 1 + SUBJECT) and tokens[at].tag in _SUBJECT and not _is_past(tokens[at]):
            at += 1
        if at + 1 < end and _is_past(tokens[at]) and _ends(tokens[at + 1], first=at == begin + 1):
            verb = tokens[at]
            verb.base = verb.base or verb.lower
            verb.tag, verb.verb = "V", verb.verb if verb.verb in {"say", "speak"} else "speak"


def _is_past(token: Token) -> bool:
    return token.text.islower() and token.lower.endswith("ed") and token.tag in {"V", "NN"}


def _ends(after: Token, *, first: bool) -> bool:
    """Whether nothing follows that the verb does: behind the words said at once, somebody does."""
    return after.tag in ({"NNP", "DT", "PRP$"} if first else _BEHIND)
