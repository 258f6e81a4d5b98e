"""What an office is for, before its holder's name: "Minister for Culture, Community and Youth | Jane Roe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.given_names import is_given_name, may_be_given
from podcaster.quotes.mentions.offices import SEATS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcaster.quotes.words.tokens import Token

_FOR = frozenset({"of", "for"})
_AND = frozenset({"and", "&"})
_MINISTERS = frozenset(
    {"minister", "secretary", "undersecretary", "commissioner", "spokesman", "spokeswoman", "spokesperson"}
)
"""Whose offices are for several things."""
_OTHERS = SEATS | words_in("mentions", "portfolios others")
"""Offices of others, of which "and" begins to tell: "Minister for Health Jane Roe and Mayor John Poe"."""
LISTED = 16
"""Words that an office is for, at most."""


def holder_length(words: Sequence[str]) -> int:
    """How many words at the end of an office and a name are the name: two, or more where the family's comes first.

    Args:
        words: In small letters: "minister for health lim boon keng".
    """
    if len(words) < 5 or words[-3] not in lists.FAMILY_FIRST or not all(map(_is_short, words[-2:])):
        return 2
    return 4 if len(words) > 5 and words[-4] not in _FOR and is_given_name(words[-4].capitalize()) else 3


def _is_short(word: str) -> bool:
    """Whether a word has one syllable, as the parts of Chinese and Korean given names have."""
    vowels = "".join(" " if letter not in "aeiouy" else letter for letter in word).split()
    return word.isalpha() and len(vowels) == 1


def inside_portfolios(tokens: Sequence[Token], starts: Collection[int]) -> frozenset[int]:
    """The commas and small words of a paragraph inside an office that stands before its holder's full name.

    Args:
        tokens: The paragraph's words.
        starts: Those that begin a sentence.
    """
    found: set[int] = set()
    for place in range(1, len(tokens) - 2):
        if tokens[place].lower not in _FOR or tokens[place - 1].lower not in _MINISTERS:
            continue
        if tokens[place - 1].tag == "NNP" and (small := _small_words(tokens, place, starts)):
            found.update(small)
    return frozenset(found)


def _small_words(tokens: Sequence[Token], place: int, starts: Collection[int]) -> list[int]:
    """The small words of the office that "of" or "for" at a place begins; none where no full name ends it."""
    small, at = [place], place + 1
    if tokens[at].lower == "state" and tokens[at + 1].lower == "for":
        small.append(at + 1)
        at += 2
    run: list[Token] = []
    while at < min(len(tokens), place + LISTED) and at not in starts:
        if tokens[at].tag == "NNP":
            run.append(tokens[at])
            at += 1
            continue
        if not run or _is_somebody(run):
            break
        listed = (
            [at, at + 1] if tokens[at].tag == "," and at + 1 < len(tokens) and tokens[at + 1].lower in _AND else [at]
        )
        goes_on = listed[-1] + 1 < len(tokens) and tokens[listed[-1] + 1].tag == "NNP"
        if not goes_on or not (tokens[at].tag == "," or tokens[at].lower in _AND):
            break
        small, run, at = small + listed, [], listed[-1] + 1
    last = tokens[small[-1]].lower
    if len(small) < 2 or last == ",":
        return []
    words = [token.lower for token in tokens[place - 1 : at]]
    count = holder_length(words)
    field, name = run[:-count], run[-count:]
    full = count > 2 or (len(name) == 2 and may_be_given(name[0].text))
    return small if field and full and not any(_is_role(token) for token in field) else []


def _is_somebody(run: Sequence[Token]) -> bool:
    """Whether a run of capitals ends with a full name, or has an office of its own: "Health Jane Roe and ..."."""
    named = len(run) > 1 and is_given_name(run[-2].text)
    return named or any(_is_role(token) for token in run)


def _is_role(token: Token) -> bool:
    return token.lower in _MINISTERS | _OTHERS or token.lower in lists.HONORIFICS
