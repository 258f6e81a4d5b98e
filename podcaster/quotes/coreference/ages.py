"""How old somebody is, as the article says: who "the 51-year-old", "the teenager" and "the pensioner" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.lists import row_in, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph, Token

OLDEST = 115
"""Years; a larger number behind a name is no age."""
CHILD = 18
"""Years below which somebody is nobody's wife or teacher."""
CHILDREN = words_in("coreference", "ages children")
"""Nouns that a child may be met by."""
_NUMBERS = ("", *row_in("rules", "numbers"))
_YOUNG = {f"{word}-year-old": age for age, word in enumerate(_NUMBERS) if word}
_IN_WORDS = on_demand(r"\b([a-z]{3,6})-year-old\b")
NEAR_CHILD = 2
"""People spoken of last, among whom a child without a name is looked for."""
STAGES = (
    (range(13, 20), ("teenager", "teen", "youngster")),
    (range(6, 18), ("schoolboy", "schoolgirl", "boy", "girl", "child")),
    (range(65, OLDEST), ("pensioner", "retiree")),
    (range(80, 90), ("octogenarian",)),
    (range(90, 100), ("nonagenarian",)),
    (range(100, OLDEST), ("centenarian",)),
)
"""Ages, and what people of them are called."""
OLD = on_demand(r"(\d{1,3})-year-old")
"""An age in years, as a noun."""


def note_ages(mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People) -> None:
    """Adds what people are called for their age: "Rhonda Roe, 51, wept. The 51-year-old ...".

    Args:
        mentions: All mentions; those of names have their people.
        paragraphs: The article's paragraphs.
        people: Everybody named; their nouns are changed.
    """
    for mention in mentions:
        if mention.kind != "name" or mention.person < 0 or mention.sort in {"body", "text"}:
            continue
        age = age_behind(paragraphs[mention.paragraph].tokens, mention)
        if not age:
            continue
        nouns = people.all[mention.person].nouns
        nouns.add(f"{age}-year-old")
        if age < len(_NUMBERS):
            nouns.add(f"{_NUMBERS[age]}-year-old")
        for years, words in STAGES:
            if age in years:
                nouns.update(words)


def stages_of(noun: str) -> set[str]:
    """What somebody is called besides who is called by an age: "the 17-year-old" is "the teenager"."""
    told = OLD.fullmatch(noun)
    return {word for years, words in STAGES if told and int(told[1]) in years for word in words}


def age_behind(tokens: Sequence[Token], mention: Mention) -> int:
    """The age that stands behind a name, between marks, or before it; 0: none does.

    Args:
        tokens: Of its paragraph.
        mention: The name.
    """
    called = " ".join((mention.noun, *mention.modifiers))
    if told := OLD.search(called):
        return int(told[1])
    if told := _IN_WORDS.search(called):
        return _YOUNG.get(told[0], 0)
    behind = tokens[mention.last : mention.last + 5]
    if len(behind) < 3 or behind[0].tag not in {",", "("}:
        return 0
    at = 2 if behind[1].lower == "aged" else 3 if [each.lower for each in behind[1:3]] == ["who", "is"] else 1
    if len(behind) < at + 2 or behind[at + 1].tag not in {",", ")", "."}:
        return 0
    if behind[at].lower in _NUMBERS:
        return _NUMBERS.index(behind[at].lower)
    return int(behind[at].text) if behind[at].text.isdecimal() and int(behind[at].text) < OLDEST else 0


def behind_age(tokens: Sequence[Token], mention: Mention) -> int:
    """The token behind a name and the age between commas behind it: the comma of "Jane Roe, 52 | , a teacher".

    Args:
        tokens: Of its paragraph.
        mention: The name.
    """
    at, end = mention.last, mention.last + 2
    end += end < len(tokens) and tokens[at + 1].lower == "aged"
    counted = end < len(tokens) and tokens[at].tag == tokens[end].tag == "," and tokens[end - 1].text.isdecimal()
    return end if counted and int(tokens[end - 1].text) < OLDEST else at


def is_of_age(person: Person, noun: str) -> bool:
    """Whether somebody may be called so, by the age that the article gives: Roe, 34, is not "the 16-year-old".

    Args:
        person: Somebody.
        noun: Of a description.
    """
    if not any(OLD.fullmatch(each) for each in person.nouns):
        told = OLD.fullmatch(noun)
        return told is None or _fits_kin(person, int(told[1]))
    return noun in person.nouns or not (
        OLD.fullmatch(noun) or noun in _YOUNG or any(noun in words for _, words in STAGES)
    )


def _fits_kin(person: Person, age: int) -> bool:
    """Whether somebody whose grandparent is told of, or grandchild, may be of an age."""
    young, old = not person.nouns.isdisjoint(_GRANDCHILD), not person.nouns.isdisjoint(_GRANDPARENT)
    return young == old or (age < GRANDPARENT if old is False else age >= GRANDPARENT)


_GRANDCHILD = frozenset({"grandson", "granddaughter"})
_GRANDPARENT = words_in("coreference", "ages grandparent")
GRANDPARENT = 36
"""Years below which nobody has grandchildren, and above which grandparents are seldom alive."""


def child_met(noun: str, recent: Sequence[Person], mentions: Sequence[Mention]) -> Person | None:
    """The child without a name whom a child's age means: "Their daughter has other plans", then "the 12-year-old".

    Args:
        noun: Of the description.
        recent: Those spoken of before it, the last one first.
        mentions: All mentions.
    """
    told = OLD.fullmatch(noun)
    if noun not in _YOUNG and (told is None or int(told[1]) >= CHILD):
        return None
    for person in recent[:NEAR_CHILD]:
        one = not person.named and not person.plural
        if one and any(mentions[each].noun.split("-")[-1] in CHILDREN for each in person.mentions):
            return person
    return None
