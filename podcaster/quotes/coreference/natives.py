"""Who is from where, so that "the Chilean" is the one of two players who is of Chile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.countries import country_of
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.mentions.names import ORIGINS
from podcaster.quotes.mentions.offices import is_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

STEM = 4
"""Letters that the name of a place and of who is from there share at least: "Serb" and "Serbia"."""


def note_natives(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Notes of everybody whose place the article tells what it calls people from there: "the Chilean".

    Args:
        mentions: All mentions of the article.
        paragraphs: Its paragraphs.
        people: Everybody named; they are changed.
    """
    called = {
        mention.noun
        for mention in mentions
        if mention.kind == "description" and mention.definite and not mention.plural
        and is_people(paragraphs[mention.paragraph].tokens, mention.head, ())
    }  # fmt: skip
    for mention in mentions if called else ():
        if mention.kind != "name" or mention.person < 0 or people.all[mention.person].sort in IMPERSONAL:
            continue
        for place in _places(mention, mentions, paragraphs[mention.paragraph]):
            people.all[mention.person].nouns.update(noun for noun in called if _is_of(noun, place))


def _places(mention: Mention, mentions: Sequence[Mention], paragraph: Paragraph) -> Iterator[str]:
    """The words for where somebody is from: behind the name or before it, in small letters."""
    tokens = paragraph.tokens
    yield from mention.modifiers
    yield from mention.titles
    if mention.owner >= 0:
        yield from (word.lower() for word in mentions[mention.owner].words)
    before = tokens[mention.first - 1].lower if mention.first else ""
    for word in (before, *mention.modifiers):
        if word.endswith(ORIGINS):
            yield word.rpartition("-")[0]
    at = mention.last + (mention.last < len(tokens) and tokens[mention.last].tag == ",")
    if at < len(tokens) and tokens[at].lower in {"of", "from"}:
        at += 1
        while at < len(tokens) and tokens[at].tag == "NNP":
            yield tokens[at].lower
            at += 1


def _is_of(noun: str, place: str) -> bool:
    """Whether somebody from a place is called so: "chilean" and "chile", "dubliner" and "dublin"."""
    country = country_of(noun.removesuffix("woman").removesuffix("man"))
    if country in lists.COUNTRIES:
        return country_of(place) == country
    return noun.startswith(place) or (len(noun) >= STEM and place.startswith(noun[:STEM]))
