"""Ties the first of two roles to the name behind the second: "Her friend and biographer, Jane Roe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token


def link_two_roles(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Gives a role that "and" joins to a bare one the name which that one has beside it.

    Args:
        mentions: All mentions, in order; those before such a bare role are changed.
        paragraphs: The article's.
        people: Everybody named; changed.
    """
    for index in range(1, len(mentions)):
        second, first = mentions[index], mentions[index - 1]
        if second.person < 0 or first.person >= 0 or first.paragraph != second.paragraph:
            continue
        person = people.all[second.person]
        tokens = paragraphs[second.paragraph].tokens
        if person.named and person.sort == "person" and _is_one(first, second, tokens):
            note(person, first, index - 1)


def _is_one(first: Mention, second: Mention, tokens: Sequence[Token]) -> bool:
    """Whether two roles are one person's: "his agent and friend", not "his agent and his friend", "wife and son"."""
    joined = [token.lower for token in tokens[first.last : second.first]] == ["and"]
    role = first.kind == "description" and first.sort == "person" and not first.plural
    if not (joined and role) or second.plural or second.owner >= 0 or tokens[second.first].tag in {"DT", "PRP$"}:
        return False
    if second.kind == "name" and not (second.titles and first.owner >= 0):
        return False  # "the mayor and councillor Jane Roe" may be two
    apart = first.noun in lists.RELATIVES and second.noun in lists.RELATIVES
    return not apart and not (first.gender and second.gender and first.gender != second.gender)
