"""Finds where a report's dateline ends: "DIXVILLE NOTCH, N.H. (AP) —" says where it was written, and is nobody."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from podcaster.quotes.words.tokens import Paragraph, Token

WORDS = 12
"""Words and marks before a dateline's dash, at most."""
OPENING = 6
"""Blocks of an article among which a report's first paragraph is."""
_INSIDE = frozenset({"NNP", "CD", ",", "(", ")", ".", "POS", "CC", "?"})


def dateline_end(paragraph: Paragraph) -> int:
    """The token behind the dash of a paragraph's dateline; 0 when it begins with none.

    Args:
        paragraph: Its words have their tags.
    """
    tokens = paragraph.tokens
    if colon := _before_colon(paragraph):
        return colon
    dash = next((at for at, token in enumerate(tokens[: WORDS + 1]) if token.tag == "—"), 0)
    if not dash or dash + 1 >= len(tokens) or any(token.tag not in _INSIDE for token in tokens[:dash]):
        return 0
    follows = tokens[dash + 1]
    begins = follows.tag == "Q" or follows.text[0].isupper() or follows.text[0].isdigit()
    return dash + 1 if begins and _is_place(tokens[:dash]) else 0


def _before_colon(paragraph: Paragraph) -> int:
    """The token behind the colon of a place that opens a report: "Kochi: A man was held on Monday"; 0 for none.

    Not of who says what follows ("Police: Stay away", "Jane Roe: We never left"), nor far down in the text.
    """
    tokens = paragraph.tokens
    colon = next((at for at, token in enumerate(tokens[: WORDS + 1]) if token.tag == ":"), 0)
    if not colon or colon + 1 >= len(tokens) or paragraph.shouts or paragraph.index > OPENING:
        return 0
    words = [token.lower for token in tokens[:colon] if token.tag == "NNP"]
    named = is_given_name(tokens[0].text) or any(word in lists.TITLES or sort_of(word) for word in words)
    placed = all(token.tag in _INSIDE for token in tokens[:colon]) and tokens[0].tag == "NNP" and not named
    behind = tokens[colon + 1]
    told = any(token.tag in {"V", "AUX"} for token in tokens[colon + 1 :])
    return colon + 1 if placed and told and behind.tag != "Q" and behind.text[0].isupper() else 0


def _is_place(tokens: list[Token]) -> bool:
    """Whether words are in capitals, or have a country's name or a state's short one behind a comma: "Salina, Kan."."""
    word = tokens[0].text
    if word.isupper() and len(word) > 1:
        return True
    rest = [token for before, token in pairwise(tokens) if before.tag == ","]
    named = any(token.lower in lists.COUNTRIES or token.text.endswith(".") for token in rest)
    return tokens[0].tag == "NNP" and (named or tokens[-1].tag == ")")
