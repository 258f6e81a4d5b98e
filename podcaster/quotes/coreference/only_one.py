"""Who is meant by an age, by children, or as a source: "the 27-year-old", "the mother of two", "the insider"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.ages import CHILD, CHILDREN, OLD, is_of_age
from podcaster.quotes.coreference.kin import PARENTS
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention


def only_one(reading: Reading, recent: Sequence[int], mention: Mention) -> Person | None:
    """The one whom an age or a number of children can mean, of those spoken of: "the 27-year-old", "the mum of two".

    Args:
        reading: The article, read; in a story nobody is told so.
        recent: The mentions before, in order.
        mention: The description.
    """
    if not mention.modifiers.isdisjoint(_COMPARED):
        return _older_of(reading, recent, mention)
    told, parent = OLD.fullmatch(mention.noun), _is_parent(reading, mention)
    if not (told or parent) or mention.owner >= 0 or reading.story:
        return None
    near = [at for at in recent[-LATELY:] if mention.paragraph - reading.mentions[at].paragraph <= NEAR]
    grown = parent or (told is not None and int(told[1]) >= CHILD)
    found: list[Person] = []
    for person in (reading.people.all[number] for number in dict.fromkeys(reading.mentions[at].person for at in near)):
        if not _may_be(person, mention) or _is_a_headlines(reading, person):
            continue
        child = not person.named and any(reading.mentions[each].noun in CHILDREN for each in person.mentions)
        if not (grown and child) and (told is None or person.nouns.isdisjoint(_AGELESS)):
            found.append(person)
    return found[0] if len(found) == 1 and found[0].named else None


def _older_of(reading: Reading, recent: Sequence[int], mention: Mention) -> Person | None:
    """The older or younger of the two whose ages the article tells: "the older brother", "the younger chef"."""
    if mention.owner >= 0 or reading.story:
        return None
    near = [at for at in recent[-LATELY:] if mention.paragraph - reading.mentions[at].paragraph <= NEAR]
    aged: dict[int, int] = {}
    for person in (reading.people.all[reading.mentions[at].person] for at in near):
        ages = [int(told[1]) for told in map(OLD.fullmatch, person.nouns) if told]
        if person.named and ages and _may_be(person, mention):
            aged[person.number] = ages[0]
    if len(aged) != len({*aged.values()}) or len(aged) != TWO:
        return None
    choose = max if mention.modifiers & {"older", "elder"} else min
    return reading.people.all[choose(aged, key=aged.__getitem__)]


TWO = 2
_COMPARED = frozenset({"older", "elder", "younger"})


def spoke_last(reading: Reading, recent: Sequence[int], speaking: Container[int], mention: Mention) -> Person | None:
    """The one just quoted whom a number of children or a word for a source means: "the mum of two", "the insider".

    Args:
        reading: The article, read; in a story nobody is told so.
        recent: The mentions before, in order.
        speaking: The mentions that are subjects of reporting verbs.
        mention: The description.
    """
    if OLD.fullmatch(mention.noun) and not reading.story and mention.owner < 0:
        return _of_age_just_quoted(reading, recent, speaking, mention)
    alike = next((nouns for nouns in _SOURCES if mention.noun in nouns), None)
    if reading.story or mention.owner >= 0 or mention.plural or not (alike or _is_parent(reading, mention)):
        return None
    if alike is None and (told := _told_of(reading, recent, speaking, mention)) is not None:
        return told
    for at in reversed(recent[-LATELY:]):
        before = reading.mentions[at]
        if mention.paragraph - before.paragraph > NEAR:
            break
        if at not in speaking:
            continue
        person = reading.people.all[before.person]
        if alike is None:
            return person if person.named and _may_be(person, mention) else None
        if before.kind == "description" and before.noun in alike and not before.plural and before.owner < 0:
            return person if not person.named else None
    return None


def _of_age_just_quoted(
    reading: Reading, recent: Sequence[int], speaking: Container[int], mention: Mention
) -> Person | None:
    """The one whom the sentence before words quotes, as an age goes on with: "Her son said so. “...,” the 24-year-old".

    Nobody whose age is told already as another, and no one who speaks of others for their office.
    """
    here, sentence = mention.paragraph, mention.sentence - 1
    if sentence < 0:
        here -= 1
        tokens = reading.paragraphs[here].tokens
        told = [token.sentence for token in tokens if token.tag not in {"Q", ".", ",", "?"}]
        sentence = told[-1] if told else 0
    asked = reading.paragraphs[mention.paragraph].tokens[0].lower in {"asked", "pressed", "quizzed"}
    found: Person | None = None
    for at in reversed(recent[-LATELY:]):
        before = reading.mentions[at]
        if (before.paragraph, before.sentence) < (here, sentence):
            break
        person = reading.people.all[before.person]
        beside = (before.paragraph, before.sentence) == (here, sentence) and before.role != "owner"
        if not beside or not _may_be(person, mention) or person is found:
            continue
        first = reading.mentions[person.mentions[0]]
        new = person.named and (first.paragraph, first.sentence) == (here, sentence) and mention.sentence > 0
        if found is not None or not (at in speaking or new):
            return None
        if not asked and not person.nouns.isdisjoint(_AGELESS):
            return None
        found = person
    behind = (reading.mentions[at] for at in range(*reading.spans[mention.paragraph]))
    of = any(found is not None and each.person == found.number for each in behind if each.first > mention.last)
    return None if of else found  # "the 34-year-old said of Roe"


def _told_of(reading: Reading, recent: Sequence[int], speaking: Container[int], mention: Mention) -> Person | None:
    """The one told of since somebody spoke last, whom a number of children means: a parent, or who was just brought in.

    "Next to speak was Jane Roe, whose twins are six" is of her, whoever was quoted before; so is a sentence that a
    woman not met before is the subject of.
    """
    everybody = reading.people.all
    parents: set[int] = set()
    new: set[int] = set()
    for at in reversed(recent[-LATELY:]):
        before = reading.mentions[at]
        person = everybody[before.person]
        if mention.paragraph - before.paragraph > NEAR or (at in speaking and person.named):
            break
        if not person.named or not _may_be(person, mention):
            continue
        if not person.nouns.isdisjoint(PARENTS):
            parents.add(person.number)
        met = person.mentions[0] == at and before.kind == "name" and before.role == "subject"
        if met and mention.paragraph - before.paragraph <= 1:
            new.add(person.number)
    found = parents or new
    return everybody[min(found)] if len(found) == 1 else None


def _is_parent(reading: Reading, mention: Mention) -> bool:
    """Whether a description says how many children somebody has: "the mother of two", "the mum-of-two"."""
    behind = [token.lower for token in reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 2]]
    return "-of-" in mention.noun or (behind[:1] == ["of"] and (behind[-1] in _NUMBERS or behind[-1].isdecimal()))


def _is_a_headlines(reading: Reading, person: Person) -> bool:
    """Whether only the article's headline has a noun for somebody, whom the text names: "Boy finds his bike"."""
    return not person.named and all(reading.mentions[at].paragraph == 0 for at in person.mentions)


def _may_be(person: Person, mention: Mention) -> bool:
    """Whether somebody is one human being, of the gender and the age that a description shows."""
    shown = max(person.genders, key=person.genders.__getitem__) if person.genders else person.guess
    other = bool(mention.gender and shown and mention.gender != shown) and not (person.shared and not person.genders)
    aged = any(OLD.fullmatch(noun) for noun in person.nouns)
    one = (
        person.sort == "person"
        or (aged and not person.sort)
        or (not person.sort and len(person.words) > 1 and bool(person.guess))
    )
    return not person.plural and one and not other and is_of_age(person, mention.noun)


_SOURCES = (
    frozenset({"source", "insider", "pal", "friend", "mate", "confidant", "aide"}),
    frozenset({"source", "onlooker", "eyewitness", "witness", "bystander", "observer", "passer-by"}),
)
"""What one source who is not named goes by, from one tag to the next."""
LATELY, NEAR = 60, 3
"""Mentions, and paragraphs, back in which those are looked for whom an age means."""
_NUMBERS = words_in("rules", "numbers")
_AGELESS = words_in("coreference", "only one ageless")
"""What those are called of whom an article tells no age: they speak of somebody else."""
