"""Who of a story is one and the same: a description that somebody has before his name, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.attribution.model import TAGS
from podcaster.quotes.coreference.roles import merge, summed
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import Person

_WORD = on_demand(r"[^\W\d_]+")
SCENE = 25
"""Paragraphs within which somebody who came in as "a tall man" gets his name."""
ANYBODY = words_in("attribution", "identity anybody")
"""Nouns that are no office: "the landlord" may be somebody whom nobody names, "the old man" is one who was named."""
PRESENT = 15
"""Paragraphs back in which those are mentioned who may be meant by "the old man"."""


def identify(reading: Reading, references: References, found: Sequence[Attribution]) -> None:
    """Takes a person without a name and one with a name for one, where a story leaves nobody else.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, each by itself, which are changed.
    """
    become(reading, references, found, _introduced(reading, references))
    told = _Told(reading)
    words = _own_words(reading, found)
    nameless = [
        person for person in reading.people.all if _is_somebody(person) and not person.named and told.by(person)
    ]
    named = [person for person in reading.people.all if _is_somebody(person) and person.named and told.by(person)]
    tagged = {one.person for one in found if one.way in TAGS}
    meant: dict[int, int] = {}
    taken: set[int] = set()
    for person in nameless:
        first = reading.mentions[told.by(person)[0]]
        if first.owner >= 0:
            close = person.number in tagged and first.noun in _CLOSE
            others = [one for one in named if words.get(person.number, set()).isdisjoint(one.words)]
            who = _relative(told, person, others) if close else None
        elif first.definite:
            who = _the_only_one(told, person, named)
        else:
            who = _named_later(told, person, [one for one in named if one.number not in taken], nameless)
        if who is not None:
            meant[person.number] = who.number
            taken.add(who.number)
    become(reading, references, found, meant)


def _own_words(reading: Reading, found: Sequence[Attribution]) -> dict[int, set[str]]:
    """Person -> the words of what a tag says is theirs: who speaks of Joe is not Joe."""
    held: dict[int, set[str]] = {}
    for paragraph in reading.paragraphs:
        for token in paragraph.tokens:
            one = found[token.passage] if token.passage >= 0 else None
            if one is not None and one.person >= 0 and one.way in TAGS:
                held.setdefault(one.person, set()).update(_WORD.findall(reading.text[token.start : token.end]))
    return held


def _introduced(reading: Reading, references: References) -> dict[int, int]:
    """Whose name the narrator tells: "a man named Roe", "Her name was Roe"."""
    meant: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        tokens, at = reading.paragraphs[mention.paragraph].tokens, mention.first
        before = [token.lower for token in tokens[max(0, at - 3) : at]]
        if mention.kind != "name" or mention.person < 0 or not before:
            continue
        if before[-1] in {"named", "called"}:
            place = at - 2
        elif before[1:] in (["name", "was"], ["name", "is"]) and before[0] in {"his", "her", "whose"}:
            place = at - 3
        else:
            continue
        who = _nameless_at(reading, references, range(reading.spans[mention.paragraph][0], index), place)
        if who >= 0 and who != mention.person:
            meant[who] = mention.person
    return meant


PERHAPS = 0.1
"""Probability from which on "her name" may be the name of one who has none so far."""


def _nameless_at(reading: Reading, references: References, indices: range, place: int) -> int:
    """Whom without a name the mention at a token means; -1 for nobody."""
    for index in reversed(indices):
        mention = reading.mentions[index]
        if mention.first <= place < mention.last:
            reference = references.held.get(index)
            people = reference.people() if reference is not None else {mention.person: 1.0}
            free = [one for one in people if one >= 0 and not reading.people.all[one].named and people[one] > PERHAPS]
            if free:
                return max(free, key=lambda one: (people[one], -one))
    return -1


def become(reading: Reading, references: References, found: Sequence[Attribution], meant: Mapping[int, int]) -> None:
    """Makes some people others: whatever is theirs is the others'.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, which are changed.
        meant: Number of a person -> number of who it is.
    """
    if not meant:
        return
    everybody = reading.people.all
    merge(reading, references, meant)
    for number, other in meant.items():
        old, new = everybody[number], everybody[other]
        new.nouns |= old.nouns
        new.genders.update(old.genders)
        new.aliases[old.name] += 1
    references.unnamed = {index: meant.get(number, number) for index, number in references.unnamed.items()}
    for one in found:
        one.person = meant.get(one.person, one.person)
        one.shares, one.acting = summed(one.shares, meant), summed(one.acting, meant)


def _is_somebody(person: Person) -> bool:
    again = person.named and person.speaks and len(person.mentions) > 1
    human = person.sort == "person" or (not person.sort and again)
    return human and not person.plural and bool(person.mentions)


class _Told:
    """Where a story's narrator speaks of each person, pronouns left out."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.held: dict[int, list[int]] = {}
        for index, mention in enumerate(reading.mentions):
            if mention.kind != "pronoun" and mention.person >= 0:
                self.held.setdefault(mention.person, []).append(index)

    def by(self, person: Person) -> list[int]:
        """The mentions of a person by a name or a description."""
        return self.held.get(person.number, [])

    def paragraphs(self, person: Person) -> list[int]:
        """The paragraphs with those."""
        return [self.reading.mentions[index].paragraph for index in self.by(person)]

    def gender(self, person: Person) -> str:
        """The gender that the words for a person show, else what else does."""
        shown = {self.reading.mentions[index].gender for index in self.by(person)} - {""}
        return shown.pop() if len(shown) == 1 else person.gender

    def acts(self, person: Person) -> bool:
        """Whether a person is the subject of something, and no comparison."""
        held = [self.reading.mentions[index] for index in self.by(person)]
        return held[0].role != "owner" and any(mention.role == "subject" for mention in held)

    def enters(self, index: int) -> bool:
        """Whether a mention's sentence lets somebody come in."""
        mention = self.reading.mentions[index]
        tokens = self.reading.paragraphs[mention.paragraph].tokens
        return any(token.sentence == mention.sentence and token.lower in _ENTERS for token in tokens)


_ENTERS = words_in("attribution", "identity enters")


def _the_only_one(told: _Told, person: Person, named: Iterable[Person]) -> Person | None:
    """Whom "the old man" means, who was never introduced: the only man among those who are there."""
    gender, mine = told.gender(person), told.paragraphs(person)
    if not gender or not person.nouns <= ANYBODY:
        return None
    there = [other for other in named if any(0 <= mine[0] - at <= PRESENT for at in told.paragraphs(other))]
    fitting = [other for other in there if told.gender(other) in {gender, ""}]
    if len(fitting) != 1 or told.gender(fitting[0]) != gender:
        return None
    return fitting[0] if not set(mine) & set(told.paragraphs(fitting[0])) else None


_CLOSE = words_in("attribution", "identity close")


def _relative(told: _Told, person: Person, named: Iterable[Person]) -> Person | None:
    """Whom "her mother" means, who speaks: the only woman with a name among those who are there, herself left out."""
    gender, mine = told.gender(person), told.paragraphs(person)
    owners = {told.reading.mentions[told.reading.mentions[index].owner].person for index in told.by(person)}
    near = range(mine[0] - PRESENT, mine[-1] + PRESENT + 1)
    there = [one for one in named if one.number not in owners and any(at in near for at in told.paragraphs(one))]
    fitting = [one for one in there if told.gender(one) in {gender, ""}]
    if not gender or len(fitting) != 1 or told.gender(fitting[0]) != gender:
        return None
    return fitting[0] if not _beside(told, person, fitting[0]) else None


def _beside(told: _Told, one: Person, other: Person) -> bool:
    """Whether a sentence speaks of both, who are two people then."""
    held = [{(mention.paragraph, mention.sentence) for mention in map(told.reading.mentions.__getitem__, told.by(each))}
            for each in (one, other)]  # fmt: skip
    return bool(held[0] & held[1])


def _named_later(told: _Told, person: Person, named: Iterable[Person], nameless: Iterable[Person]) -> Person | None:
    """The name that "a tall man" gets: the first new one that does not come in, when he is never "the man" again."""
    gender, mine = told.gender(person), told.by(person)
    start, last = told.paragraphs(person)[0], told.paragraphs(person)[-1]
    new = []
    for other in named:
        first = told.by(other)[0]
        at = told.reading.mentions[first].paragraph
        if first > mine[0] and start < at <= last + SCENE and told.gender(other) in {gender, ""}:
            new.append((first, other))
    new.sort(key=lambda held: (told.gender(held[1]) != gender, held[0]))
    opens = told.reading.paragraphs[start].tokens[told.reading.mentions[mine[0]].first].lower
    if not new or not gender or opens not in {"a", "an"} or not told.acts(person):
        return None
    first, other = new[0]
    at = told.reading.mentions[first].paragraph
    rivals = [one for one in nameless if one is not person and told.gender(one) in {gender, ""}
              and not told.reading.mentions[told.by(one)[0]].definite and start - SCENE < told.paragraphs(one)[0] < at
              and told.reading.mentions[told.by(one)[0]].owner < 0]  # fmt: skip
    if rivals or at < last or told.enters(first) or told.reading.mentions[first].role != "subject":
        return None
    return other
