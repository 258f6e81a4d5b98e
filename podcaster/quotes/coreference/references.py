"""Decides whom pronouns and descriptions stand for, going through the article in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import BlockKind
from podcaster.quotes import lists
from podcaster.quotes.choice import Weighted, score, shares
from podcaster.quotes.coreference import roles
from podcaster.quotes.coreference.ages import child_met, is_of_age, stages_of
from podcaster.quotes.coreference.agreement import (
    SHOWS,
    called,
    can_be,
    is_signature,
    may_be_called,
    modified_alike,
    newness,
    shows_gender,
    talks,
)
from podcaster.quotes.coreference.answering import Answers
from podcaster.quotes.coreference.antecedents import Antecedents, goes_on
from podcaster.quotes.coreference.apart import contrary_pronoun, heed
from podcaster.quotes.coreference.binding import NamedInWords, explained, named_around
from podcaster.quotes.coreference.bodies import body_called
from podcaster.quotes.coreference.brought_in import passed_over
from podcaster.quotes.coreference.groups import stands_for
from podcaster.quotes.coreference.headed import is_headed, met_so
from podcaster.quotes.coreference.just_named import just_named
from podcaster.quotes.coreference.kin import Ties, other_ends
from podcaster.quotes.coreference.leading import leader_called
from podcaster.quotes.coreference.meant import Reference, References
from podcaster.quotes.coreference.only_one import only_one, spoke_last
from podcaster.quotes.coreference.people import note
from podcaster.quotes.coreference.phrased import (
    is_of_another,
    is_told_apart,
    one_of,
    phrase_of,
    told_before,
    told_behind,
)
from podcaster.quotes.coreference.pointed import reporters
from podcaster.quotes.coreference.predicates import tells_what_he_is
from podcaster.quotes.coreference.relations import relation
from podcaster.quotes.coreference.stances import doubted
from podcaster.quotes.coreference.tenure import hold_office, inherit
from podcaster.quotes.coreference.told_bodies import ToldBodies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.apart import Option
    from podcaster.quotes.coreference.people import Person
    from podcaster.quotes.mentions.mention import Mention

WINDOW = 60
"""Mentions looked back at for a pronoun's person: far beyond any antecedent measured on the development sets."""
FAINT = 0.02
"""Share of an antecedent's meaning below which a person is left out."""
LIKELY = 0.3
"""Probability from which on a mention counts as one of a person's when people are ranked."""
CLEAR = 0.66
"""Probability from which on a pronoun shows its person's gender."""
SURE = 0.85
"""Probability from which on it rules out the other gender."""
AUTHOR = "the author"
"""The first person of an article without a byline."""


def resolve(reading: Reading, weights: Mapping[str, float]) -> References:
    """Sets ``person`` of every pronoun and description that has one.

    Args:
        reading: The article's paragraphs, mentions and people; mentions and people are changed.
        weights: Of the features of an antecedent.
    """
    references = References()
    resolver = _Resolver(reading, weights, references)
    for index, mention in enumerate(reading.mentions):
        resolver.visit(index, mention)
    roles.name_described(reading, references, resolver.unnamed)
    return references


class _Resolver:
    def __init__(self, reading: Reading, weights: Mapping[str, float], references: References) -> None:
        self.reading, self.people, self.weights, self.references = reading, reading.people, weights, references
        self.recent: list[int] = []
        self.antecedents = Antecedents(reading)
        self.speaking = self.antecedents.speaking
        self.spoken = NamedInWords(reading)
        self.answers = Answers(reading, references)
        self.bodies = ToldBodies(reading, self.speaking)
        self.unnamed: dict[str, list[Person]] = {}
        self.ties = Ties()
        self.called = roles.Called(self.people)
        self.called_so: dict[str, set[int]] = {}
        """Of each noun: those whom an earlier description may mean ("the retired postman", then "the postman")."""
        self.author: Person | None = None
        self.narrator = self._author().number if any(each.noun == "i" for each in reading.mentions) else -1
        self.signed = {
            paragraph.index
            for paragraph in reading.paragraphs
            if paragraph.kind is BlockKind.BYLINE or is_signature(reading, paragraph)
        }
        """Paragraphs that only say who wrote the article."""

    def visit(self, index: int, mention: Mention) -> None:
        if mention.kind == "pronoun":
            self._pronoun(index, mention)
        elif mention.kind == "description" and mention.person < 0:
            self._description(index, mention)
        if mention.noun and mention.kind != "pronoun" and mention.owner >= 0 and mention.person >= 0:
            owner = self.reading.mentions[mention.owner].person
            if owner >= 0:
                self.ties.add(owner, mention.noun, mention.person)
                inherit(self.people.all[mention.person], mention.noun, self.people.all[owner])
                self._note_other_end(mention)
        if mention.person >= 0 and mention.noun.endswith("-old"):
            self.people.all[mention.person].nouns |= stages_of(mention.noun)
        if mention.person >= 0 and mention.noun != "i":
            self.recent.append(index)
            if len(self.recent) > 2 * WINDOW:
                del self.recent[:WINDOW]

    def _note_other_end(self, mention: Mention) -> None:
        """Notes that who has a son is "the mother" or "the father", where it is clear whose son it is."""
        reference = self.references.held.get(mention.owner)
        owner = self.people.all[self.reading.mentions[mention.owner].person]
        if reference is None or reference.people().get(owner.number, 0.0) > CLEAR:
            owner.nouns.update(other_ends(mention.noun, owner.gender))

    def _pronoun(self, index: int, mention: Mention) -> None:
        shows = lists.PRONOUNS[mention.noun]
        if shows == "first":
            if mention.noun == "i":
                note(self._author(), mention, index)
            return
        if shows in {"male", "female"}:
            self._choose(index, mention, self._apart(index, mention, self._candidates(index, mention)))
        elif shows == "plural":
            self._plain(index, mention, plural=True)
        elif shows == "neuter":
            self._plain(index, mention, plural=False)

    def _author(self) -> Person:
        """Whoever says "I" outside quotation marks."""
        if self.author is None:
            words = tuple(self.reading.byline.split())
            known = self.people.find_full(words, "") if 1 < len(words) < 5 else None
            if known is None and 1 < len(words) < 5 and "and" not in words:
                known = self.people.add(words, sort="person")
            self.author = known or self.people.add(description=AUTHOR, sort="person")
        return self.author

    def _candidates(self, index: int, mention: Mention) -> list[Option]:
        """The people whom a "he" or "she" can take up, each with the features that their mentions before it have."""
        groups: dict[int, list[tuple[int, float]]] = {}
        nobody = roles.objects_of(self.reading, index) | explained(self.reading, index)
        nobody |= self.answers.barred(index, mention)
        for back in reversed(self.recent[-WINDOW:]):
            other = self.reading.mentions[back]
            if other.paragraph in self.signed:
                continue
            for person, share in self._fitting(back, mention).items():
                if person not in nobody:
                    groups.setdefault(person, []).append((back, share))
            if mention.paragraph - other.paragraph > 4 and len(groups) > 1:
                break
        for person in passed_over(self.reading, self.antecedents, index, groups):
            groups.pop(person, None)
        adds, features = index in self.antecedents.adding, self.antecedents.features
        named = {"named behind": named_around(self.reading, index), "named in words": self.spoken.of(index)}
        third = self.spoken.tells_of_another(index)
        return doubted(self.reading, index, [
            ({person: 1.0}, features(index, held, self.people.all[person]) | ranks | goes_on(ranks, adds=adds)
             | (self.antecedents.told_of(held[0][0], ranks) if third else {})
             | {name: 1.0 for name, people in named.items() if person in people})
            for (person, held), ranks in zip(groups.items(), self._ranks(groups), strict=True)
        ])  # fmt: skip

    def _apart(self, index: int, mention: Mention, candidates: list[Option]) -> list[Option]:
        """The candidates, as far as a pronoun of the other gender beside it leaves them."""
        at = contrary_pronoun(self.reading, index, mention) if len(candidates) > 1 else -1
        other = self.references.held.get(at)
        if at > index:
            other = self._reference(self._candidates(at, self.reading.mentions[at]))
        return heed(candidates, other.people()) if other is not None else candidates

    def _ranks(self, groups: Mapping[int, Sequence[tuple[int, float]]]) -> list[Weighted]:
        """How people stand to one another: who was mentioned last, was last what a sentence is about, spoke last."""
        held: dict[str, dict[int, int]] = {"rank": {}, "topic": {}, "speaks": {}, "subject": {}}
        for person, mentions in groups.items():
            for back, share in mentions:
                if share < LIKELY:
                    continue
                for name in self._standing(back):
                    held[name].setdefault(person, back)
        places: dict[str, dict[int, int]] = {}
        for name, latest in held.items():
            order = sorted(set(latest.values()), reverse=True)
            places[name] = {person: 1 + order.index(back) for person, back in latest.items()}
        return [
            {
                f"{name} {min(place[person], 4)}" if person in place else f"{name} never": 1.0
                for name, place in places.items()
            }
            for person in groups
        ]

    def _standing(self, index: int) -> list[str]:
        names = ["rank"]
        if index in self.antecedents.topics:
            names.append("topic")
        if self.antecedents.role(index) == "speaks":
            names.append("speaks")
        if self.reading.mentions[index].role == "subject":
            names.append("subject")
        return names

    def _fitting(self, index: int, mention: Mention) -> dict[int, float]:
        """The people whom a mention means, those left out whom a pronoun's gender and number rule out."""
        other = self.reading.mentions[index]
        if other.kind != "name" and other.gender and mention.gender and other.gender != mention.gender:
            return {}
        reference = self.references.held.get(index)
        meant = reference.people() if reference is not None else {self.reading.mentions[index].person: 1.0}
        kept = {number: share for number, share in meant.items() if can_be(self.people.all[number], mention)}
        total = sum(kept.values())
        return {number: share / total for number, share in kept.items() if share > FAINT * total} if total else {}

    def _choose(self, index: int, mention: Mention, candidates: list[Option]) -> None:
        if not candidates:
            return
        self.references.held[index] = reference = self._reference(candidates)
        people = reference.people()
        best = max(people, key=people.__getitem__)
        person = self.people.all[best]
        clear = people[best] > CLEAR
        new = mention.kind == "description" and person.named and mention.noun not in person.nouns | roles.ANYBODY
        note(person, mention, index, clear=clear and not (new and self.reading.story))
        # A pronoun with one likely antecedent shows that person's gender; a doubtful one shows little.
        if clear and shows_gender(self.reading, person, mention):
            person.genders[mention.gender] += SHOWS if people[best] > SURE else 1
            person.sorts["person"] += 1

    def _reference(self, candidates: Sequence[Option]) -> Reference:
        held = [features for _, features in candidates]
        parts = shares([score(features, self.weights) for features in held])
        return Reference([meant for meant, _ in candidates], held, parts)

    def _plain(self, index: int, mention: Mention, *, plural: bool) -> None:
        """Takes "they" and "it" for the last group or body that was a subject."""
        if (person := stands_for(self.reading, self.antecedents, self.recent, index, plural=plural)) is not None:
            note(person, mention, index)

    def _description(self, index: int, mention: Mention) -> None:
        again = not self.reading.story and self.called_so.get(mention.noun)
        if not mention.sort and index not in self.speaking and not again:
            return
        bare = not mention.definite and not mention.plural and not self._has_determiner(mention)
        if bare and mention.role != "subject" and index not in self.speaking and mention.sort == "person":
            return  # "to be president" means nobody
        if mention.sort == "person" and not mention.gender and not self.reading.story:
            mention.gender = told_before(self.reading, mention)
        if tells_what_he_is(self.reading, self.references, index, mention):
            return
        unnamed = self.unnamed.get(mention.noun, ())
        bodies = self.bodies.meant(index, mention, self.recent, unnamed)
        if meant := bodies or just_named(self.reading, self.recent, self.antecedents, index):
            self._take(index, mention, meant)
            return
        person = self.answers.questioned(index, mention) or self._known(mention)
        if person is not None:
            note(person, mention, index)
            return
        options = self._anaphors(index, mention)
        person = met_so(self.reading, mention, self.unnamed, headed=True) or self._new(mention)
        turn = talks(self.reading.paragraphs[mention.paragraph])
        if options:
            new = newness(mention) | {f"new talks {turn} {index in self.speaking}": 1.0}
            known = [({number: 1.0}, features) for number, features in options.items()]
            self._choose(index, mention, [*known, ({person.number: 1.0}, new)])
            self.references.unnamed[index] = person.number
            likely = {number for number, share in self.references.held[index].people().items() if share > LIKELY}
            self.called_so.setdefault(mention.noun, set()).update(likely & options.keys())
        else:
            note(person, mention, index)
        if mention.person == person.number:
            self.unnamed.setdefault(mention.noun, []).append(person)

    def _take(self, index: int, mention: Mention, people: Mapping[int, float]) -> None:
        """Takes a noun for those whom it may mean; -1 is somebody without a name."""
        meant = [{number if number >= 0 else self._new(mention).number: 1.0} for number in people]
        self.references.held[index] = Reference(meant, [{}] * len(meant), [*people.values()])
        clear = mention.sort == "person" and len(people) == 1
        note(self.people.all[next(iter(people))], mention, index, clear=clear)

    def _new(self, mention: Mention) -> Person:
        """Somebody without a name, met for the first time."""
        phrase = one_of(self.reading, self.recent, self.speaking, mention) or phrase_of(self.reading, mention)
        person = self.people.add(description=phrase, sort=mention.sort or "body")
        person.plural = mention.plural
        return person

    def _anaphors(self, index: int, mention: Mention) -> dict[int, Weighted]:
        """The named people whom "the actor" can mean: those spoken of in the last paragraphs."""
        if not mention.definite or mention.plural or mention.sort not in {"person", ""} or mention.owner >= 0:
            return {}
        if is_told_apart(self.reading, mention):
            return {}
        whose = is_of_another(self.reading, mention) or (index in self.antecedents.shouting and not self.reading.story)
        groups: dict[int, list[tuple[int, float]]] = {}
        nobody = roles.objects_of(self.reading, index) | self.answers.barred(index, mention) | {self.narrator}
        if not self.reading.story:
            nobody |= self.spoken.of(index) | reporters(self.reading, index)
        called_so = self.called_so.get(mention.noun, ())
        shown = told_behind(self.reading, mention)
        for back in reversed(self.recent[-WINDOW:]):
            other = self.reading.mentions[back]
            person = self.people.all[other.person]
            knows = mention.noun in person.nouns or person.number in called_so
            if mention.paragraph - other.paragraph > 3 and not knows:
                continue
            if not may_be_called(self.reading, person, mention):
                continue
            if (shown and person.gender and shown != person.gender) or (whose and not knows):
                continue
            barred = other.person in nobody or roles.other_office(person, mention.noun)
            if barred or not is_of_age(person, mention.noun):
                continue
            groups.setdefault(other.person, []).append((back, 1.0))
        found: dict[int, Weighted] = {}
        holding = hold_office((self.people.all[number] for number in groups), mention)
        alike = {number for number in holding if mention.noun in self.people.all[number].nouns
                 and modified_alike(self.people.all[number], mention) != "other"}  # fmt: skip
        groups = {number: held for number, held in groups.items() if number in (alike or holding)}
        everybody = () if self.reading.story else groups
        broadly = {number for number in everybody if mention.noun in self.people.all[number].broadly}
        for (number, held), ranks in zip(groups.items(), self._ranks(groups), strict=True):
            person = self.people.all[number]
            about = self.antecedents.features(index, held, person) | ranks
            features = {f"the {name}": value for name, value in about.items()
                        if not name.startswith("gender") or mention.gender}  # fmt: skip
            turn = talks(self.reading.paragraphs[mention.paragraph])
            knows = mention.noun in person.nouns or number in called_so
            says = "known" if knows else "called" if number in broadly else "other" if person.nouns else "none"
            names = [f"the noun {says}",
                     f"the modifier {modified_alike(person, mention)}", f"the called {called(mention)}",
                     f"the talks {turn} {index in self.speaking}"]  # fmt: skip
            features |= dict.fromkeys(names, 1.0)
            found[number] = features
        return found

    def _known(self, mention: Mention) -> Person | None:  # noqa: PLR0911  (a rule a return)
        """Somebody already met whom a description means without doubt."""
        if mention.owner >= 0:
            return relation(self.reading, mention, self.unnamed, self.ties, self._recent_people())
        if is_told_apart(self.reading, mention):
            return None
        same = met_so(self.reading, mention, self.unnamed)
        if not mention.definite:
            return same if mention.plural and not self._has_determiner(mention) else None
        if same and not any(person.named and mention.noun in person.nouns for person in self._recent_people()):
            return same
        if not mention.plural and not mention.sort:
            met = self.called_so.get(mention.noun, set())
            again = len(met) == 1 and not self.reading.story
            return self.people.all[min(met)] if again else None  # "the shrimper" again
        if mention.plural or mention.sort not in {"person", "body"}:
            return None
        child = child_met(mention.noun, self._recent_people(), self.reading.mentions)
        child = child or spoke_last(self.reading, self.recent, self.speaking, mention)
        if (grown := child or only_one(self.reading, self.recent, mention)) is not None:
            return grown
        holding = hold_office(self._recent_people(), mention)
        one = [person for person in self._recent_people() if not person.plural and person.number in holding
               and not is_headed(self.reading, person)]  # fmt: skip
        behind = self.reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 1]
        if (sure := roles.surely_called(mention, one, of=[each.lower for each in behind] == ["of"])) is not None:
            return sure
        if mention.sort == "person" and mention.modifiers and (told := self.called.who(mention)) is not None:
            return told
        if mention.sort == "person":
            return leader_called(self.reading, mention, one) or roles.broadly_called(mention, one)
        return body_called(mention.noun, self._recent_people(), modified=bool(mention.modifiers))

    def _has_determiner(self, mention: Mention) -> bool:
        return self.reading.paragraphs[mention.paragraph].tokens[mention.first].tag == "DT"

    def _recent_people(self) -> list[Person]:
        seen: dict[int, Person] = {}
        for back in reversed(self.recent[-WINDOW:]):
            person = self.people.all[self.reading.mentions[back].person]
            seen.setdefault(person.number, person)
        return list(seen.values())
