"""Whose head of state or government somebody is, so that "the Ukrainian leader" is Ukraine's president."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import table_in, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_HEADS = words_in("coreference", "countries heads")
"""Nouns for who leads a country, each of which another may take up."""
_OF = frozenset({"", "n", "an", "ian", "ean", "ese", "i", "ish"})
"""What follows a country's name, or all of it but its last letter, in the word for what is of it."""
_OTHERWISE = table_in("coreference", "countries otherwise")
"""Words for countries and what is of them whose beginnings differ -> one of them."""


def same_countries(mentions: Sequence[Mention]) -> None:
    """Makes one word of a country and what is of it where they modify: "India's captain" is no Australian captain.

    Args:
        mentions: All mentions of the article, which are changed.
    """
    for mention in mentions:
        words = set(mention.modifiers)
        if mention.owner >= 0 and mention.kind == "description" and mentions[mention.owner].kind == "name":
            owner = country_of(mentions[mention.owner].words[-1].lower())
            words |= {owner} & lists.COUNTRIES
        if words:
            mention.modifiers = frozenset(map(country_of, words))


def note_countries(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Notes the country of its leader, for every description in the article that calls somebody by both.

    Args:
        mentions: All mentions of the article.
        paragraphs: Its paragraphs.
        people: Everybody named; they are changed.
    """
    called: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "description" and mention.noun in _HEADS:
            for word in mention.modifiers:
                called.setdefault(country_of(word), []).append(mention)
    if not called:
        return
    for mention in mentions:
        if mention.person < 0 or _HEADS.isdisjoint({mention.noun, *mention.titles}) or mention.plural:
            continue
        person = people.all[mention.person]
        for word in _countries(mention, mentions, paragraphs) if person.named else ():
            for other in called.get(country_of(word), ()):
                person.modifiers.setdefault(other.noun, set()).update(other.modifiers)


def _countries(mention: Mention, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> set[str]:
    """The words that may say of what a mention's person is the head: before it, its owner, or behind "of"."""
    found = set(mention.modifiers) | set(mention.titles)
    if mention.owner >= 0 and mentions[mention.owner].kind == "name":
        found.add(mentions[mention.owner].words[-1].lower())
    tokens = paragraphs[mention.paragraph].tokens
    if mention.last + 1 < len(tokens) and tokens[mention.last].lower == "of":
        found.add(tokens[mention.last + 1].lower)
    return found


def country_of(word: str) -> str:
    """One word for a country and what is of it: "ukraine" for "ukrainian"; any other word as it is.

    Args:
        word: The word, in small letters.
    """
    word = _OTHERWISE.get(word, word)
    return word if word in lists.COUNTRIES else _forms().get(word, word)


@cache
def _forms() -> Mapping[str, str]:
    """What is of each country -> its name; of two that a word could be of, the longer one's ("Nigerian")."""
    names = sorted(lists.COUNTRIES, key=lambda name: (len(name), name))
    return {stem + ending: name for name in names for stem in (name, name[:-1]) for ending in _OF}
