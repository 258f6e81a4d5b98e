"""Finds where a report's dateline ends: "DIXVILLE NOTCH, N.H. (AP) —" says where it was written, and is nobody."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes import lists

if TYPE_CHECKING:
    from podcaster.quotes.words.tokens import Paragraph, Token

WORDS = 12
"""Words and marks before a dateline's dash, at most."""
_INSIDE = frozenset({"NNP", "CD", ",", "(", ")", ".", "POS", "CC", "?"})


def dateline_end(paragraph: Paragraph) -> int:
    """The token behind the dash of a paragraph's dateline; 0 when it begins with none.

    Args:
        paragraph: Its words have their tags.
    """
    tokens = paragraph.tokens
    dash = next((at for at, token in enumerate(tokens[: WORDS + 1]) if token.tag == "—"), 0)
    if not dash or dash + 1 >= len(tokens) or any(token.tag not in _INSIDE for token in tokens[:dash]):
        return 0
    follows = tokens[dash + 1]
    begins = follows.tag == "Q" or follows.text[0].isupper() or follows.text[0].isdigit()
    return dash + 1 if begins and _is_place(tokens[:dash]) else 0


def _is_place(tokens: list[Token]) -> bool:
    """Whether words are in capitals, or have a country's name or a state's short one behind a comma: "Salina, Kan."."""
    word = tokens[0].text
    if word.isupper() and len(word) > 1:
        return True
    rest = [token for before, token in pairwise(tokens) if before.tag == ","]
    named = any(token.lower in lists.COUNTRIES or token.text.endswith(".") for token in rest)
    return tokens[0].tag == "NNP" and (named or tokens[-1].tag == ")")
