"""Whom a feature opens with before it says who that is: "The chef is late. ...", then "Jane Roe, 44, has ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.people import SPELLED
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE})
"""Blocks above the text."""
OPENING = 6
"""Paragraphs within which a feature names whom it opened with."""
UNNAMED = on_demand(
    r"\banonymity\b|\b(?:can)?not\s(?:to\s)?be\s(?:publicly\s)?(?:named|identified|quoted)\b|"
    r"\b(?:declined|refused|asked)\s(?:not\s)?to\sbe\s(?:publicly\s)?(?:named|identified)\b|"
    r"\bnot\sauthori[sz]ed\sto\b|\bon\sbackground\b|"
    r"(?:\bnot|n['’]t)\s(?:want|wish)\sto\sbe\s(?:\w+\s)?(?:named|identified|quoted)\b"
)
"""Who asks for it is not named further down."""
AGED = range(3, 5)
"""Words with which an age and its comma stand before a name."""
_NAME_IS = (("name", "is"), ("name", "was"))


def named_opening(reading: Reading, unnamed: Sequence[Person]) -> dict[int, int]:
    """Whom an article opens with, where nobody is named before a paragraph begins with who that is.

    Args:
        reading: The article, read; pronouns of its opening that mean nobody are changed.
        unnamed: Those without a name.

    Returns:
        The number of the one described -> the number of the one named; empty where an article begins otherwise.
    """
    running = [each for each in reading.paragraphs if each.kind not in HEADS and each.tokens][:OPENING]
    named, place = next(
        ((one, each) for each in running[1:] if (one := _names(reading, each)) is not None), (None, None)
    )
    if named is None or place is None or reading.story:
        return {}
    who = reading.people.all[named.person]
    if UNNAMED.search(reading.text, 0, place.start) is not None:
        return {}
    before = reading.mentions[: reading.spans[place.index][0]]
    if any(mention.kind == "name" and _may_be(reading, mention.person) for mention in before):
        return {}
    numbers = {mention.person for mention in before if _opens(reading, mention)}
    found = [person for person in unnamed if person.number in numbers and not person.plural]
    offices = {title for title in named.titles if title in lists.TITLES or sort_of(title) == "person"}
    offices.update(*(SPELLED.get(title, "").split() for title in offices))
    if offices and any(reading.mentions[each.mentions[0]].noun not in offices for each in found):
        return {}  # "Prosecutor Roe" is not the inspector
    fits = all(not each.genders or not who.gender or each.gender == who.gender for each in found)
    return {each.number: named.person for each in found} if fits and len(numbers) == len(found) <= MOST else {}


MOST = 2
"""Descriptions that one person may have there: "the man" of the headline, and "the man in the straw hat"."""


def _names(reading: Reading, paragraph: Paragraph) -> Mention | None:
    """The full name that a paragraph begins with as its subject, or behind "Her name is"; None: neither."""
    begin, end = reading.spans[paragraph.index]
    words = tuple(token.lower for token in paragraph.tokens[1:3])
    told = paragraph.tokens[0].tag == "PRP$" and words in _NAME_IS
    for mention in reading.mentions[begin : min(end, begin + 3)]:
        first = mention.first == 3 if told else mention.role == "subject" and _is_first(paragraph, mention.first)
        if mention.kind == "name" and first and len(mention.words) > 1 and _may_be(reading, mention.person):
            return mention
    return None


def _is_first(paragraph: Paragraph, at: int) -> bool:
    """Whether a paragraph begins at a word, or only with somebody's age before it: "At 52, Jane Roe"."""
    words = paragraph.tokens[:at]
    aged = at in AGED and words[0].lower in {"at", "now", "aged"} and words[-1].tag == ","
    return at == 0 or (aged and any(token.tag == "CD" for token in words))


def _opens(reading: Reading, mention: Mention) -> bool:
    """Whether a mention may be of whom an article is about, yet to be named: "the man at the wheel"."""
    one = mention.kind == "description" and mention.definite and not mention.plural and mention.owner < 0
    behind = reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 1]
    if mention.noun in OTHER_END and behind and behind[0].lower == "of":
        return False  # "the father of a man", who may be the one named
    return one and mention.sort == "person" and (mention.role == "subject" or not mention.paragraph)


def _may_be(reading: Reading, number: int) -> bool:
    """Whether a named person may be a human being."""
    return number >= 0 and reading.people.all[number].sort == "person"
