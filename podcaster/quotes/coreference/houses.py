"""Names of people that are houses in an article: a store, a firm, a school or a hospital, as all that it says shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

_PLACED = frozenset({"at", "in", "near", "outside", "inside"})
NEAR = 4
"""Words before "at" or "to" among which is the verb."""


def note_houses(people: People, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Takes a name for a house's that stands as one wherever it does: "worked at Grady Lowe", "outside Trader Joe's".

    Args:
        people: Everybody named; changed.
        mentions: All mentions, in order.
        paragraphs: The article's.
    """
    for person in people.all:
        held = [mentions[index] for index in person.mentions]
        if not person.named or person.sort in IMPERSONAL or not held or any(_is_titled(each) for each in held):
            continue
        if any(each.kind != "name" or each.role == "subject" for each in held):
            continue
        if all(_is_house(each, paragraphs[each.paragraph].tokens) for each in held):
            person.sorts["body"] += 3 + person.sorts["person"]
            person.guess = ""


def _is_titled(mention: Mention) -> bool:
    """Whether a title shows a person; a trade does not in a store's name: "Trader Joe's"."""
    store = len(mention.titles) == len(mention.words) == 1 and mention.role == "owner"
    return bool(mention.titles) and not (store and not mention.gender and mention.titles[0] in lists.PERSON_NOUNS)


def _is_house(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a name is where something is or goes, or has a possessive that owns nothing."""
    near = tokens[max(0, mention.first - NEAR) : mention.first]
    before = [token for token in near if token.sentence == mention.sentence]
    behind = tokens[mention.last : mention.last + 2]
    word = before[-1].lower if before else ""
    if behind and behind[0].tag == "POS":
        goes_on = len(behind) > 1 and behind[1].sentence == mention.sentence
        does = (
            goes_on and lists.VERBS.get(behind[1].lower, (behind[1].lower,))[0] != behind[1].lower
        )  # "at Roe's brought"
        return word in _PLACED and (does or not (goes_on and behind[1].tag in {"NN", "NNP", "CD", "Q"}))
    if len(mention.words) < 2:
        return False
    bases = {_base(token) for token in before}
    if word == "at":
        return not bases & lists.AT_PEOPLE
    return word == "to" and bool(bases & lists.TO_PLACES)


def _base(token: Token) -> str:
    return token.base or lists.VERBS.get(token.lower, (token.lower,))[0]
