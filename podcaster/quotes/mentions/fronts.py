"""What is no part of a full name beside it, by its shape: letters of a rank or a degree, a trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import row_in, words_in
from podcaster.quotes.mentions.given_names import is_given_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.words.tokens import Token

_SIDES = frozenset({"independent", "independents"})
"""Whom somebody stands for where it is no party."""
_TRADES = row_in("mentions", "fronts trades")
"""What words for trades end in, which given names of the dictionary do not have before another given name."""
_NO_DEGREES = words_in("mentions", "fronts no degrees")
"""Letters behind a name that make a body of it: "Alan Roe FC"."""
RANK, DEGREE = 3, 4
"""Letters of a rank before a name at least ("SHO"; two are initials), and of a degree or an order behind it at most."""


def is_degree(tokens: Sequence[Token], words: Sequence[int]) -> bool:
    """Whether the last word of a name is letters that its bearer has earned: "Patrick Roe SC", "Dr Alan Roe FRS".

    Args:
        tokens: The paragraph's words.
        words: Those of the name.
    """
    last = tokens[words[-1]]
    if last.lower in lists.SUFFIXES:
        return True
    if len(words) < 3 or not last.text.isupper() or not last.text.isalpha() or not 2 <= len(last.text) <= DEGREE:
        return False
    if last.lower in _NO_DEGREES or last.lower in lists.ORGANISATION_WORDS or tokens[words[-2]].text.isupper():
        return False
    return any(is_given_name(tokens[place].text) for place in words[:-2])


def is_full_name(words: Sequence[Token]) -> bool:
    """Whether words are a given name and a surname, the first of them known and none in capitals.

    Args:
        words: The words.
    """
    if len(words) < 2 or any(word.text.isupper() and len(word.text) > 2 for word in words):
        return False
    known = is_given_name(words[0].text) and words[0].lower not in lists.COUNTRIES
    return known and words[-1].lower not in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES


def is_rank(word: Token, behind: Sequence[Token]) -> bool:
    """Whether letters are a rank or an office before a full name: "SHO Baldev Singh".

    Args:
        word: The letters.
        behind: The words of the name behind it.
    """
    capitals = sum(letter.isupper() for letter in word.text)
    letters = word.text.isalpha() and capitals >= max(RANK, len(word.text) - 1)  # "DySP"
    return letters and word.lower not in lists.ORGANISATION_WORDS and is_full_name(behind)


def name_behind(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The words with capitals behind one, of its sentence.

    Args:
        tokens: The paragraph's words.
        place: The word.
    """
    end = place + 1
    while end < len(tokens) and tokens[end].tag == "NNP" and tokens[end].sentence == tokens[place].sentence:
        end += 1
    return tokens[place + 1 : end]


def is_front(words: Sequence[Token], small: Collection[str], inside: Collection[str], ranks: Collection[str]) -> bool:
    """Whether the first word of a name is a rank, a side or a trade before it: "Deckhand Moira Roe".

    Args:
        words: The words of the name, without its titles.
        small: Words that the article writes small.
        inside: Words that it writes with a capital inside a sentence.
        ranks: Letters with a surname that it has before a full name: "sho singh".
    """
    if len(words) < 2:
        return False
    first, behind = words[0], words[1:]
    if is_rank(first, behind) or (len(behind) == 1 and f"{first.lower} {behind[0].lower}" in ranks):
        return True
    if not is_full_name(behind) or is_given_name(first.text):
        return False
    trade = first.lower in small or (first.lower.endswith(_TRADES) and first.lower not in inside)
    return first.lower in _SIDES | lists.DEMONYMS or (trade and first.lower not in lists.ORGANISATION_WORDS)
