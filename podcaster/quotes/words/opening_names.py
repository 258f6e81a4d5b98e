"""Names that look like other words where they open a sentence: "Reading Borough Council", "Rolling Stone", "No 10"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.words.tokens import Token

_NUMBER = frozenset({"no", "number"})
_HOUSES = frozenset({"10", "11", "ten", "eleven"})
"""The houses in Downing Street whose number alone speaks."""
_OF_A_HOUSE = words_in("tokens", "opening names of a house")
"""Who is named by the house: the No 10 shirt is another's."""
_ENDING = frozenset({"Out", "Up", "Off", "Down"})
"""Small words that have a capital at the end of a name: "Time Out"."""


def name_houses(tokens: Sequence[Token], place: int, *, begins: bool) -> None:
    """Tags a word as (part of) a name where it is one in spite of its form.

    Args:
        tokens: The paragraph's words, those up to ``place`` tagged; their tags are changed.
        place: The word.
        begins: It begins a sentence.
    """
    token = tokens[place]
    if not token.text[0].isupper():
        return
    if token.lower in _NUMBER and _is_house(tokens, place):
        token.tag = tokens[place + 1].tag = "NNP"
    elif begins:
        token.tag = "NNP" if token.tag == "ING" and opens_a_body(tokens, place) else token.tag
    elif token.text in _ENDING and place and tokens[place - 1].tag == "NNP":
        token.tag = "NNP"


def _is_house(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word and the number behind it are a house that speaks: "No 10 said", "a No 10 source"."""
    if place + 2 >= len(tokens):
        return False
    number, behind = tokens[place + 1], tokens[place + 2]
    before = tokens[place - 1].tag if place else ""
    if number.lower not in _HOUSES:
        return False
    if behind.lower in _OF_A_HOUSE:
        return True
    does = behind.lower in lists.AUXILIARIES or behind.lower in lists.VERBS or not behind.text[0].isalnum()
    return does and before not in {"DT", "PRP$", "POS", "NN", "NNP", "CD"}  # "the No 10 said" is a player


def opens_a_body(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word in -ing is the first of a body's name that does something: "Reading Borough Council said".

    With one other word, whatever that is, where they say or judge something: "Rolling Stone called".

    Args:
        tokens: The paragraph's words, those behind ``place`` tagged or not.
        place: The word.
    """
    end = place + 1
    while end < len(tokens) and tokens[end].tag in {"word", "NNP"} and tokens[end].text[0].isupper():
        end += 1
    if end == place + 1 or end >= len(tokens):
        return False
    verb = tokens[end].lower
    if tokens[end - 1].lower not in lists.ORGANISATION_WORDS:
        base, sort = lists.VERBS.get(verb, ("", ""))
        return end == place + 2 and verb != base and sort in {"say", "call"}
    return verb in lists.AUXILIARIES or (verb in lists.VERBS and verb != lists.VERBS[verb][0])
