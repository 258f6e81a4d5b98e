"""A name that somebody has a post at is a body's: "a former employee of Bayou Outreach"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.mentions.given_names import is_given_name
from podcaster.quotes.mentions.nouns import POSTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_AT = frozenset({"of", "at", "with", "from"})
HAS_POSTS = 3
"""Points of evidence that a name is a body's: as much as a word for a body in the name itself."""


def note_employers(people: People, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Takes the names that people have a post at for bodies'.

    Args:
        people: Everybody named; changed.
        mentions: All mentions.
        paragraphs: The article's.
    """
    for index in range(1, len(mentions)):
        mention, before = mentions[index], mentions[index - 1]
        if mention.kind != "name" or mention.titles or mention.gender or before.noun not in POSTS:
            continue
        tokens = paragraphs[mention.paragraph].tokens
        joined = before.paragraph == mention.paragraph and before.last == mention.first - 1
        if not joined or tokens[before.last].lower not in _AT or before.kind != "description":
            continue
        person = people.all[mention.person]
        if person.sort not in IMPERSONAL | {"person"} and not is_given_name(person.words[0]):
            person.sorts["body"] += HAS_POSTS
