"""Bodies that are told with the people in them, who speak as one: "a Bench of Justice Roe and Justice Poe said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

_BODIES = frozenset({"bench", "duo", "pair", "quartet", "quintet", "trio"})
"""Nouns for several people together, besides those for bodies."""
_MADE_OF = (("of",), ("comprising",), ("consisting", "of"), ("composed", "of"), ("made", "up", "of"))


def speak_as_one(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, int]:
    """Of the people in a body who are told behind it, two or more, the body that speaks for them.

    Args:
        tokens: A paragraph's words.
        mentions: Its mentions, in order.

    Returns:
        Mention of one of them -> mention of the body.
    """
    found: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        noun = mention.noun or (mention.words[-1].lower() if tokens[mention.first].tag == "DT" else "")
        if not noun or not (sort_of(noun) == "body" or noun in _BODIES):
            continue
        place = _inside(tokens, mention.last)
        people = _listed(tokens, mentions, index + 1, place) if place > 0 else []
        if len(people) > 1 and _is_person(mentions[people[0]]):
            found.update(dict.fromkeys(people, index))
    return found


def _inside(tokens: Sequence[Token], place: int) -> int:
    """Where those are told who make up a body that ends at ``place``; -1 when none are."""
    for words in _MADE_OF:
        if tuple(token.lower for token in tokens[place : place + len(words)]) == words:
            return place + len(words)
    return -1


def _listed(tokens: Sequence[Token], mentions: Sequence[Mention], index: int, place: int) -> list[int]:
    """The names from ``place`` on that commas and "and" join, from mention ``index`` on."""
    found: list[int] = []
    while index < len(mentions) and mentions[index].first < place:
        index += 1  # the "up" of "made up of"
    while index < len(mentions) and mentions[index].first == place and mentions[index].kind == "name":
        found.append(index)
        place = mentions[index].last
        while place < len(tokens) and tokens[place].lower in {",", "and", "&"}:
            place += 1
        index += 1
    return found


def _is_person(mention: Mention) -> bool:
    return mention.sort == "person" or (not mention.sort and len(mention.words) > 1 and is_given_name(mention.words[0]))
