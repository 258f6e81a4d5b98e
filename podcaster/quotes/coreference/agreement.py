"""Whether what is said of somebody, and where it is said, fits a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.states import states_in
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import gender_of_noun, singular

if TYPE_CHECKING:
    from podcaster.quotes.choice import Weighted
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

SHOWS = 2
"""Points of evidence of a gender that rule out the other one: a doubtful pronoun has one."""
GIVES = words_in("coreference", "agreement gives")
"""Verbs of two objects."""
SERVING = words_in("coreference", "agreement serving")
"""Who works for others, and is not the candidate."""
SIGNED = 30
"""Letters beside the name in a byline: "By", "Words by", a role."""


def talks(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with quoted words, as the turns of a conversation do."""
    return bool(paragraph.tokens) and paragraph.tokens[0].tag == "Q"


def is_signature(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a paragraph holds nothing but the article's byline."""
    if not reading.byline or paragraph.end - paragraph.start > len(reading.byline) + SIGNED:
        return False
    return reading.byline.casefold() in reading.text[paragraph.start : paragraph.end].casefold()


def modified_alike(person: Person, mention: Mention) -> str:
    """Whether somebody was called by a description's noun with the same modifiers: "the State coach"."""
    if not mention.modifiers:
        return "none"
    known = person.modifiers.get(mention.noun, set())
    if mention.noun in lists.DEMONYMS:
        # Only states tell two of a party apart: "the committee's top Democrat" may be "the Illinois Democrat".
        known = states_in(known) if states_in(mention.modifiers) else set()
    return "same" if known & mention.modifiers else "other" if known else "new"


def called(mention: Mention) -> str:
    """What a description's noun is known as, or looks like: "the railway" is nobody named, "the welder" may be."""
    return mention.sort or ("agent" if mention.noun.endswith(("er", "or", "ist", "ee", "ian", "ant")) else "unknown")


def can_be(person: Person, mention: Mention) -> bool:
    """Whether somebody's gender and sort allow that a mention stands for them."""
    if person.plural or person.they or person.sort in IMPERSONAL or _are_many(person):
        return False
    return sum(person.genders.values()) < SHOWS or person.gender == mention.gender


def may_be_called(reading: Reading, person: Person, mention: Mention) -> bool:
    """Whether somebody named may be meant by a description, as far as their sort and gender allow it.

    Args:
        reading: The text, read.
        person: The one named.
        mention: The description.
    """
    if not person.named or not _may_be_one(reading, person) or (mention.gender and not can_be(person, mention)):
        return False
    return reading.story or not _is_of_other_gender(person, mention)


def _may_be_one(reading: Reading, person: Person) -> bool:
    """Whether a named person is a human being, or may be one by a whole name that does something, in an article."""
    if person.sort or reading.story or not 2 <= len(person.words) <= 3:
        return person.sort == "person"
    first = reading.mentions[person.mentions[0]]
    return first.role == "subject" and reading.paragraphs[first.paragraph].tokens[first.first].tag != "DT"


def _is_of_other_gender(person: Person, mention: Mention) -> bool:
    """Whether a description's own noun shows that it is nobody with such a given name: "the grandmother" is no Ron."""
    shows = mention.noun not in person.nouns and gender_of_noun(mention.noun)
    return bool(shows and person.guess and not person.shared and person.gender and person.gender != shows)


def shows_gender(reading: Reading, person: Person, mention: Mention) -> bool:
    """Whether a mention that clearly means somebody shows their gender.

    "Her" may be who something is given to, not whose it is ("Roe gave her full credit"), and what is no subject is
    somebody else's where the given name speaks against it.

    Args:
        reading: The text, read.
        person: The one meant.
        mention: A pronoun or a description.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    given = mention.noun == "her" and mention.first > 0 and tokens[mention.first - 1].base in GIVES
    contrary = mention.role != "subject" and person.guess not in {"", mention.gender} and not person.shared
    other = mention.kind == "pronoun" and (contrary or may_be_anothers(reading, person, mention))
    return bool(mention.gender) and not given and not other


def may_be_anothers(reading: Reading, person: Person, mention: Mention) -> bool:
    """Whether a pronoun behind somebody without a name may mean whom their phrase names: "An aide to Ms Roe said she".

    Args:
        reading: The text, read.
        person: Whom the pronoun is taken for.
        mention: The pronoun.
    """
    if person.named or person.genders:
        return False
    begin, end = reading.spans[mention.paragraph]
    near = [
        other
        for other in reading.mentions[begin:end]
        if other.sentence == mention.sentence and other.last <= mention.first
    ]
    at = next((place for place, other in enumerate(near) if other.person == person.number), len(near))
    held = [reading.people.all[other.person] for other in near[at + 1 :] if other.person >= 0]
    return any(one.number != person.number and one.gender == mention.gender for one in held)


def _are_many(person: Person) -> bool:
    """Whether a name is a people's or a party's: "Mexicans", "Democrats"."""
    word = person.words[0].lower() if len(person.words) == 1 else ""
    return word.endswith("s") and singular(word) in lists.DEMONYMS and word not in lists.DEMONYMS


def newness(mention: Mention) -> Weighted:
    """Features of a description that may mean nobody met before."""
    noun = "title" if mention.noun in lists.TITLES or mention.noun in lists.HONORIFICS else "other"
    length = min(mention.head - mention.first, 3)
    names = ["new", f"new {noun}", f"new length {length}", f"new role {mention.role or 'none'}",
             f"new gender {bool(mention.gender)}"]  # fmt: skip
    return dict.fromkeys(names, 1.0)
