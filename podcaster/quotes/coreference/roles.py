"""Ties those who are only described to the named people whom the article says to be it, wherever it does."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.coreference.agreement import SERVING, modified_alike
from podcaster.quotes.coreference.delayed import delayed_name
from podcaster.quotes.coreference.headed import called_below
from podcaster.quotes.coreference.openings import HEADS, named_opening
from podcaster.quotes.coreference.people import IMPERSONAL
from podcaster.quotes.coreference.voices import voices_named
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.nouns import sort_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.coreference.people import People, Person
    from podcaster.quotes.mentions.mention import Mention

CLAUSE = 12
"""Words behind a subject within which its verb's objects are looked for."""
_CLAUSE_ENDS = frozenset({"V", "AUX", "SUB", "REL", "Q", ".", ":", ";", ",", "—", "ING"})
ANYBODY = words_in("coreference", "roles anybody")
"""Nouns that say too little of who somebody is."""


_OFFICES = words_in("coreference", "roles offices")
"""Offices of which nobody holds two at once."""


_SERVED = _OFFICES | words_in("coreference", "roles served")
_ACCUSED = words_in("coreference", "roles accused")
_OFFICIALS = words_in("coreference", "roles officials")
"""Who speaks of a suspect or a victim, and is neither."""
_BENCH = frozenset({"judge", "magistrate", "justice", "coroner"})
_PARTIES = words_in("coreference", "roles parties")
"""Who is before a judge, and is none."""
_ALONE = words_in("coreference", "roles alone")
"""Offices whose holder an article's first words may leave to be named: "A federal judge", then "U.S. Judge Roe"."""
SOON = 4
"""Paragraphs behind its first one within which an article names whom that began with."""


_LEADS_PLAYERS = frozenset({"coach", "manager", "owner", "commissioner"})
_PLAYERS = frozenset(noun for noun, broad in lists.BROADER.items() if "player" in broad) - {"captain", "skipper"}
"""Who plays does not coach the team."""


def other_office(person: Person, noun: str) -> bool:
    """Whether somebody cannot be the holder of an office, as the article gives them another one and never this."""
    if noun in _SERVED and noun not in person.nouns and not person.nouns.isdisjoint(SERVING):
        return True
    if noun in _ACCUSED and noun not in person.nouns and not person.nouns.isdisjoint(_OFFICES | SERVING | _OFFICIALS):
        return True
    if noun in _BENCH and person.nouns.isdisjoint(_BENCH) and not person.nouns.isdisjoint(_PARTIES):
        return True
    if noun in _LEADS_PLAYERS and person.nouns & _PLAYERS and not person.nouns & (_LEADS_PLAYERS | person.past):
        return True
    if noun not in _OFFICES or noun in person.nouns:
        return False
    return any(_is_role(each) for each in person.nouns)


def _is_role(noun: str) -> bool:
    """Whether a noun says what somebody does, so that they are no holder of an office that it does not say."""
    if noun in _ANY_TRADE or noun in lists.DEMONYMS or noun.endswith("-old"):
        return False
    anybody = noun in ANYBODY or noun in lists.FEMALE_NOUNS or noun in lists.MALE_NOUNS
    return noun == "leader" or (not anybody and sort_of(noun) == "person")


_ANY_TRADE = words_in("coreference", "roles any trade")
"""What a holder of an office may be besides."""
_RANKS = words_in("coreference", "roles ranks")
"""Words that make another office of an office."""


_JUDGING = ("ing", "ed", "ous", "ful", "less", "spoken")
_OTHERS = words_in("coreference", "roles others")
"""Participles that tell one holder of an office from another."""


def _is_only_judged(mention: Mention) -> bool:
    """Whether what stands before a description's noun says how somebody is, not which one: "the retiring mayor"."""
    words = mention.modifiers - _OTHERS
    return len(words) == len(mention.modifiers) > 0 and all(word.endswith(_JUDGING) for word in words)


def surely_called(mention: Mention, people: Sequence[Person], *, of: bool) -> Person | None:
    """The one whom a definite description means without doubt, as the article has called them so.

    Args:
        mention: The description.
        people: Those spoken of, the last one first.
        of: "of" stands behind it: of "the secretary of state", first who has no other field.
    """
    noun, body = mention.noun, mention.sort == "body"
    found = [one for one in people if noun in one.nouns and (body or one.sort not in IMPERSONAL)]
    if of and not mention.modifiers:
        found.sort(key=lambda one: bool(one.modifiers.get(noun)))
    alike = modified_alike(found[0], mention) if found else "other"
    judged = alike == "new" and len(found) == 1 and (_is_only_judged(mention) or noun in lists.DEMONYMS)
    if body and found:  # "the trade group" is no "bipartisan group"
        return found[0] if alike != "other" or found[0].named else None
    return found[0] if found and (judged or alike in {"none", "same"}) else None


def broadly_called(mention: Mention, people: Sequence[Person]) -> Person | None:
    """The one named person whom a broader noun fits: a novelist is "the author" where nobody else writes.

    Args:
        mention: The definite description.
        people: Those spoken of before it.
    """
    if mention.modifiers or mention.former:
        return None
    found = [
        one for one in people
        if one.named and one.sort not in IMPERSONAL and mention.noun in one.broadly
        and not (mention.gender and one.gender and mention.gender != one.gender)
    ]  # fmt: skip
    if not found and mention.noun in _OFFICES:
        found = [one for one in people if one.named and "incumbent" in one.nouns]
    return found[0] if len(found) == 1 else None


class Called:
    """Named people by what the article calls them anywhere."""

    def __init__(self, people: People) -> None:
        self._people: list[Person] = [one for one in people.all if one.named and one.sort not in IMPERSONAL]
        self._by_noun: dict[str, list[Person]] | None = None

    def who(self, mention: Mention) -> Person | None:
        """The one named person whom the article calls so, with the same modifiers: "the harbour secretary"."""
        if self._by_noun is None:
            self._by_noun = {}
            for person in self._people:
                for noun in person.modifiers:
                    self._by_noun.setdefault(noun, []).append(person)
        people = [person for person in self._by_noun.get(mention.noun, [])
                  if mention.modifiers & person.modifiers[mention.noun]
                  and mention.modifiers & _RANKS == person.modifiers[mention.noun] & _RANKS]  # fmt: skip
        if not people and mention.noun in _BENCH and "presiding" in mention.modifiers:
            return next((person for person in self._people if not person.nouns.isdisjoint(_BENCH)), None)  # named first
        return people[0] if len(people) == 1 else None


def name_described(reading: Reading, references: References, unnamed: Mapping[str, Sequence[Person]]) -> None:
    """Ties those who are only described to who is said to be it further on: "the former secretary", later named.

    It must be one person alone, and the words must say more than "the man".

    Args:
        reading: The article, read; its mentions and people are changed.
        references: The choices made for its pronouns and descriptions; they are changed.
        unnamed: Those without a name, by the noun for them.
    """
    by_noun: dict[str, list[Person]] = {}
    for person in reading.people.all:
        if person.named and person.sort not in IMPERSONAL:
            for noun in person.nouns - ANYBODY:
                by_noun.setdefault(noun, []).append(person)
    meant = _named_after(reading, unnamed) | voices_named(reading, unnamed.get("voice", ()))
    for noun, people in unnamed.items():
        named = by_noun.get(noun, [])
        named = named if len(named) == 1 else [each for each in named if not _was(each, noun)]
        for person in people:
            if person.number not in meant and len(named) == 1 and _is_later_named(reading, person, named[0]):
                meant[person.number] = named[0].number
    rest = [person for people in unnamed.values() for person in people if person.number not in meant]
    meant |= named_opening(reading, rest) | called_below(reading, rest, ANYBODY)
    meant |= delayed_name(reading, [person for person in rest if person.number not in meant])
    meant = {number: who for number, who in meant.items() if not _belongs_to(reading, number, who)}
    if meant:
        merge(reading, references, meant)


def _belongs_to(reading: Reading, number: int, who: int) -> bool:
    """Whether somebody described is somebody's own, and so not the one: "her coach" is not whose coach it is."""
    held = [reading.mentions[at] for at in reading.people.all[number].mentions]
    return any(one.owner >= 0 and reading.mentions[one.owner].person == who for one in held)


def _was(person: Person, noun: str) -> bool:
    """Whether somebody is called by a noun only as what they were."""
    return noun in person.past - person.present or "former" in person.modifiers.get(noun, ())


def _named_after(reading: Reading, unnamed: Mapping[str, Sequence[Person]]) -> dict[int, int]:
    """Whom the article met without a name and then names: "a spokeswoman said", then "The spokeswoman, Jane Roe,".

    Args:
        reading: The article, read.
        unnamed: Those without a name, by the noun for them.

    Returns:
        The number of the one described -> the number of the one named.
    """
    found: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.kind != "description" or not mention.definite or mention.owner >= 0 or mention.person < 0:
            continue
        named = reading.people.all[mention.person]
        if mention.plural or mention.sort != "person" or not named.named or _has_seat(reading, mention):
            continue
        for person in reversed(unnamed.get(mention.noun, ())):
            met = person.mentions[0] if person.mentions else index
            if met >= index or reading.mentions[met].definite or person.plural:
                continue
            new = named.mentions[0] > met and mention.paragraph - reading.mentions[met].paragraph <= SOON
            alike = not (person.genders and named.gender and person.gender != named.gender)
            if new and alike and modified_alike(person, mention) != "other":
                found[person.number] = named.number
            break
    return found


def _has_seat(reading: Reading, mention: Mention) -> bool:
    """Whether a description goes on with the place of an office: "the MP for Port East" takes up no "one MP"."""
    behind = reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 2]
    return len(behind) > 1 and behind[0].lower in {"of", "for", "from"} and behind[1].tag == "NNP"


def _is_country(reading: Reading, at: int) -> bool:
    """Whether a mention is of a country: "France's interior minister"."""
    mention = reading.mentions[at]
    return mention.kind == "name" and mention.words[-1].lower() in lists.COUNTRIES


def _is_later_named(reading: Reading, person: Person, named: Person) -> bool:
    if person.plural or person.named or not person.mentions or not named.mentions:
        return False
    first = reading.mentions[person.mentions[0]]
    headed = reading.paragraphs[first.paragraph].kind in HEADS or not (first.paragraph or reading.story)
    ruled = first.owner >= 0 and _is_country(reading, first.owner)
    if not (first.definite or headed) or (first.owner >= 0 and not ruled) or first.sort != "person":
        return False
    past = first.noun in named.past - named.present and not first.former  # "a former pilot" is not "the pilot"
    if past or (person.genders and named.gender and person.gender != named.gender):
        return False
    known = named.modifiers.get(first.noun, set())
    then = reading.mentions[named.mentions[0]]
    if headed and first.noun in _ALONE and then.titles and then.paragraph - first.paragraph <= SOON:
        return named.mentions[0] > person.mentions[0]
    if ruled and not known:
        return named.mentions[0] > person.mentions[0] and then.paragraph - first.paragraph <= SOON
    return named.mentions[0] > person.mentions[0] and (
        known == first.modifiers
        or first.modifiers < known
        or (headed and bool(known) and _adds_place(reading, first, known))
    )


def _adds_place(reading: Reading, mention: Mention, known: AbstractSet[str]) -> bool:
    """Whether a headline says of an office what its holder's title does, and where: "Halden police chief"."""
    tokens = reading.paragraphs[mention.paragraph].tokens[mention.first : mention.last]
    front = [*takewhile(lambda token: token.lower not in known, tokens)]
    place = {token.lower for token in front}
    return bool(place) and all(token.tag == "NNP" for token in front) and mention.modifiers == known | place


def merge(reading: Reading, references: References, meant: Mapping[int, int]) -> None:
    """Gives described persons' mentions to who is meant.

    Args:
        reading: The article, read; mentions and people are changed.
        references: The choices made for pronouns, which are changed.
        meant: Number of a person -> number of who it is.
    """
    everybody = reading.people.all
    for number, other in meant.items():
        for index in everybody[number].mentions:
            reading.mentions[index].person = other
        everybody[other].mentions.extend(everybody[number].mentions)
        everybody[number].mentions = []
    for other in set(meant.values()):
        everybody[other].mentions = sorted(set(everybody[other].mentions))
    for reference in references.held.values():
        reference.options = [summed(option, meant) for option in reference.options]


def summed(option: Mapping[int, float], meant: Mapping[int, int]) -> dict[int, float]:
    """Probabilities of people, where some of them are others.

    Args:
        option: Person -> probability.
        meant: Number of a person -> number of who it is.
    """
    held: dict[int, float] = {}
    for number, share in option.items():
        who = meant.get(number, number)
        held[who] = held.get(who, 0.0) + share
    return held


def objects_of(reading: Reading, index: int) -> set[int]:
    """Those named as an object of the verb that a mention is the subject of: "she said of Roe" is not Roe.

    Args:
        reading: The article, read.
        index: The mention.
    """
    mention = reading.mentions[index]
    paragraph = reading.paragraphs[mention.paragraph]
    end = min(paragraph.sentences[mention.sentence][1], mention.last + CLAUSE)
    place = mention.last
    while place < end and paragraph.tokens[place].tag in {"AUX", "RB"}:
        place += 1
    if place >= end or paragraph.tokens[place].tag != "V":
        return set()
    place += 1
    while place < end and paragraph.tokens[place].tag not in _CLAUSE_ENDS:
        place += 1
    found: set[int] = set()
    for other in reading.mentions[index + 1 : index + 1 + CLAUSE]:
        if other.paragraph != mention.paragraph or other.first >= place:
            break
        if other.kind == "name" and other.role == "object":
            found.add(other.person)
    return found
