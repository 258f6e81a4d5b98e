"""Who plays whom in a review: "Ellen (Rooney Roe) murmurs" is the part, with whoever plays it in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.naming import guess
from podcaster.quotes.coreference.people import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph


def note_players(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Guesses of those who speak under a given name alone, and of who plays a part: a woman or a man as the part is.

    Args:
        mentions: All mentions, in order.
        paragraphs: The article's.
        people: Everybody named; changed.
    """
    guess(people)
    for index, mention in enumerate(mentions):
        if not _plays(mentions, paragraphs, index):
            continue
        player, part = people.all[mention.person], people.all[mentions[index - 1].person]
        if part.gender and not part.shared and not player.genders and player.guess != part.gender:
            player.guess, player.shared = part.gender, False


def only_play(
    mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: Iterable[Person], index: int
) -> set[int]:
    """Those of some people whom only brackets named before a pronoun, as who plays a part: it means none of them.

    Args:
        mentions: All mentions, in order.
        paragraphs: The article's.
        people: Those whom the pronoun may mean by its gender.
        index: The pronoun's mention.
    """
    found: set[int] = set()
    for person in people:
        held = [at for at in person.mentions[:FEW] if at < index]
        if 0 < len(held) < FEW and all(_plays(mentions, paragraphs, at) for at in held):
            found.add(person.number)
    return found


FEW = 4
"""Mentions of somebody that are looked at: who only plays a part has fewer before a pronoun."""


def _plays(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a mention is a full name in brackets behind another name, and all that stands in them."""
    mention = mentions[index]
    if mention.kind != "name" or len(mention.words) < 2 or not index or mention.sort in IMPERSONAL:
        return False
    part, tokens = mentions[index - 1], paragraphs[mention.paragraph].tokens
    if part.kind != "name" or part.paragraph != mention.paragraph or part.last != mention.first - 1:
        return False
    return mention.last < len(tokens) and tokens[part.last].text == "(" and tokens[mention.last].text == ")"
