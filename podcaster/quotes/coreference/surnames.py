"""Gives given names the surnames that an article shows them to have: "Jane and John Roe", "his wife Jane"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.people import IMPERSONAL, note, plain
from podcaster.quotes.mentions.given_names import guess_genders, is_given_name, shared_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_SPOUSES = {"wife": "female", "widow": "female", "husband": "male", "widower": "male"}
_TITLES = {"mrs": "female", "ms": "female", "mr": "male"}
NEAR = 3
"""Paragraphs before "his wife Jane" in which he is spoken of by his surname."""


def share_surnames(people: People, mentions: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> None:
    """Gives the first of "Jane and John Roe" the surname that both have, unless somebody else has that given name.

    And the wife of Roe, who is called Jane, where the article goes on with a Mrs Roe.

    Args:
        people: Those who are named in full; they are added to.
        mentions: Everybody mentioned, in order; the names are lengthened.
        paragraphs: The article's paragraphs.
    """
    for index, mention in enumerate(mentions[:-1]):
        after = mentions[index + 1]
        joined = after.first == mention.last + 1 and after.paragraph == mention.paragraph
        if not joined or mention.kind != "name" or after.kind != "name" or mention.titles or after.titles:
            continue
        if len(mention.words) != 1 or len(after.words) != 2 or after.sort in IMPERSONAL:
            continue
        both = (mention.words[0], after.words[0])
        link = paragraphs[mention.paragraph].tokens[mention.last].lower
        if link in {"and", "&"} and all(map(is_given_name, both)) and people.matching(both[0]) == ([], []):
            mention.words = (both[0], after.words[1])
            note(people.add(mention.words), mention, index)
    if not people.story:
        _share_married(people, mentions)


def _share_married(people: People, mentions: Sequence[Mention]) -> None:
    """Gives husbands and wives who are named by a given name the surname by which the article goes on with them."""
    for index, mention in enumerate(mentions):
        gender = _spouse(mentions, index)
        if not gender or people.matching(mention.words[0]) != ([], []):
            continue
        later = {
            other.words[0]
            for other in mentions[index + 1 :]
            if len(other.words) == 1 and other.titles and _TITLES.get(other.titles[-1]) == gender
        }
        surname = next((name for name in later if _has_it(people, mentions, index, name, gender)), "")
        if surname:
            mention.words = (mention.words[0], surname)
            note(people.add(mention.words), mention, index)


def _spouse(mentions: Sequence[Mention], index: int) -> str:
    """The gender of somebody named by a given name as a wife or husband: "his wife Jane"; or empty."""
    mention, before = mentions[index], mentions[index - 1] if index else mentions[index]
    if mention.kind != "name" or len(mention.words) != 1:
        return ""
    own = next((title for title in mention.titles if title in _SPOUSES), "")
    beside = before.kind == "description" and before.owner >= 0 and before.noun in _SPOUSES
    apposed = beside and before.paragraph == mention.paragraph and 0 <= mention.first - before.last < 2
    noun = own if own and mention.owner >= 0 else before.noun if apposed else ""
    return _SPOUSES.get(noun, "")


def _has_it(people: People, mentions: Sequence[Mention], index: int, surname: str, gender: str) -> bool:
    """Whether the one spoken of before has a surname, and nobody else of the spouse's gender has it."""
    last, _ = people.matching(surname)
    given = last[0].words[0] if len(last) == 1 and len(last[0].words) > 1 else ""
    other = given and guess_genders([given]).get(given, "") == gender and not shared_names([given])
    near = (one for one in mentions[:index] if mentions[index].paragraph - one.paragraph <= NEAR)
    told = any(one.kind == "name" and plain(one.words[-1]) == plain(surname) for one in near)
    return bool(given) and not other and told
