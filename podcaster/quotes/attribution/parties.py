"""Who can have said each turn of a story, with features that a small model weighs."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.quotes.attribution.turns import teller_of
from podcaster.quotes.coreference.people import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.attribution.turns import Beat, Shares, Tag, Turn
    from podcaster.quotes.choice import Weighted
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.people import Person

NEAR = 8
"""Turns on either side in which those who are named beside their words make the company of a turn."""
PARTIES = 7
"""People who are weighed for one turn at most."""
REACH = 12
"""Turns on either side in which somebody who speaks takes part in a conversation."""
LEAST = 0.02
"""Probability below which one that a mention may mean is left out."""
SHOWN = 4
"""Points of evidence from which on a gender is shown: a title or a noun, not a pronoun or two that may be another's."""
FEW = 3
"""Points of evidence below which a gender is not known: two pronouns, that may both be another's."""
KNOWN = 2
"""Turns that are somebody's beyond doubt, from which on a way of speaking is known."""
AWAY = 12
"""Paragraphs without a word of somebody, behind which he comes in again."""
SURE = 0.6
"""Probability from which on a tag settles who speaks, for the turns around it."""


@dataclass(slots=True)
class Options:
    """Who can have said one turn."""

    turn: Turn
    """The turn that is to be given to one of them."""
    people: list[int]
    """Numbers of the people, the likeliest first by what stands around; nobody else is weighed."""
    features: list[Weighted] = field(default_factory=list)
    """Of each of the people, in the same order: what speaks for or against them."""


class Company:
    """Where in a text each person takes part, by what is clear before anything is decided."""

    def __init__(self, reading: Reading, turns: Sequence[Turn]) -> None:
        self.reading, self.turns = reading, turns
        self.author = teller_of(reading)
        self.speaks: dict[int, list[int]] = {}
        """Person -> turns that a tag, or an action beside the words, gives them."""
        self.spoken_to: dict[int, list[int]] = {}
        """Person -> turns that call them by name."""
        self.mentions: dict[int, list[int]] = {}
        """Person -> the paragraphs that mention them."""
        self.manners: dict[int, Counter[str]] = {}
        """Person -> ways of speaking, with the turns that have them."""
        for number, turn in enumerate(turns):
            for person in anchors(turn):
                self.speaks.setdefault(person, []).append(number)
                self.manners.setdefault(person, Counter()).update(turn.manners)
            for person in turn.here:
                self.spoken_to.setdefault(person, []).append(number)
        for mention in reading.mentions:
            if mention.person >= 0 and mention.kind != "pronoun":
                self.mentions.setdefault(mention.person, []).append(mention.paragraph)
        self.acting = {mention.person for mention in reading.mentions if mention.role == "subject"}
        self.told = sorted({(at, person) for person, paragraphs in self.mentions.items() for at in paragraphs})

    def near(self, number: int) -> list[int]:
        """Who takes part in the conversation around a turn, the likeliest first."""
        weight: dict[int, float] = {}
        for other in range(max(0, number - REACH), min(len(self.turns), number + REACH + 1)):
            apart = abs(other - number)
            for person in anchors(self.turns[other]):
                weight[person] = weight.get(person, 0.0) + 2 / (1 + apart)
            for person in self.turns[other].here:
                weight[person] = weight.get(person, 0.0) + (1.5 if apart == 1 else 0.7 if apart else 0.0) / (1 + apart)
            if apart <= 2:
                for group in (self.turns[other].told, self.turns[other].told_first, self.turns[other].present):
                    for person, share in group.items():
                        weight[person] = weight.get(person, 0.0) + 0.4 * share / (1 + apart)
            for group in _perhaps(self.turns[other]):
                for person, share in group.items():
                    weight[person] = weight.get(person, 0.0) + share / (1 + apart)
        for group, worth in _groups(self.turns[number]):
            for person, share in group.items():
                weight[person] = weight.get(person, 0.0) + worth * share
        for person, apart in self._told_near(self.turns[number].paragraph):
            weight[person] = weight.get(person, 0.0) + NAMED / (1 + apart)
        ranked = sorted((person for person in weight if self.may_speak(person)), key=lambda held: (-weight[held], held))
        return ranked[:PARTIES]

    def comes_in(self, person: int, paragraph: int) -> bool:
        """Whether the narrator speaks of somebody in a paragraph for the first time, or again after a long while."""
        paragraphs = self.mentions.get(person, [])
        at = bisect_left(paragraphs, paragraph)
        return (
            at < len(paragraphs) and paragraphs[at] == paragraph and (not at or paragraph - paragraphs[at - 1] > AWAY)
        )

    def _told_near(self, paragraph: int) -> Iterator[tuple[int, int]]:
        """Whom the narrator speaks of by name or description in the paragraphs around one, and how far off."""
        low = bisect_left(self.told, (paragraph - BACK, -1))
        for at, person in self.told[low : bisect_left(self.told, (paragraph + AHEAD, -1))]:
            yield person, abs(paragraph - at)

    def manners_features(self, number: int, person: int) -> Weighted:
        """Whether a turn is spoken as somebody speaks elsewhere.

        Args:
            number: The turn.
            person: Somebody who can have spoken in it.
        """
        turn, own = self.turns[number], self.manners.get(person)
        turns = len(self.speaks.get(person, []))
        if own is None or turns < KNOWN:
            return {}
        features: Weighted = {}
        for name in turn.manners:
            features[f"manner {name if own[name] else 'new'}"] = 1.0
        for name, count in own.items():
            if name not in turn.manners and 2 * count >= turns:
                features["manner missing"] = 1.0
        return features

    def may_speak(self, number: int) -> bool:
        """Whether somebody is no body, text, place or group."""
        person = self.reading.people.all[number]
        if person.sort == "place" and number in self.spoken_to:
            return True
        if person.sort in {"body", "place"} and number in self.speaks:
            return True  # "said the Kettle"
        if person.sort in IMPERSONAL or person.plural:
            return False
        heard = number in self.speaks or number in self.spoken_to
        known = person.sort == "person" or person.gender or heard or (person.named and number in self.acting)
        return bool(known)


def anchors(turn: Turn) -> list[int]:
    """Who speaks in a turn beyond doubt."""
    if turn.tag is not None:
        if turn.tag.kind == "pronoun":
            return []
        return [person for person, share in turn.tag.people.items() if share >= SURE]
    named = [beat for beat in turn.beats if beat.kind in {"name", "first"}]
    return [person for beat in named[:1] for person, share in beat.people.items() if share >= SURE]


TOLD, FOLLOWS, PRESENT, ACTS, TAGGED = 1.0, 0.5, 0.3, 3.0, 8.0
"""How much what a turn shows of people counts for their being among the few that are considered: who is told of, who
follows, who is there, who acts beside the words, whom its tag names. By hand; the weights decide between those."""


NAMED, BACK, AHEAD = 0.5, 30, 4
"""What being spoken of in a paragraph near by counts, and how many paragraphs back and ahead are near. By hand: the
right one is among those considered in 97 of 100 turns of our scenes, in 94 without it."""


def _perhaps(turn: Turn) -> list[Shares]:
    """Whom a turn's pronouns may mean."""
    if turn.tag is not None:
        return [turn.tag.people] if turn.tag.kind == "pronoun" else []
    return [beat.people for beat in turn.beats if beat.kind == "pronoun"]


def _groups(turn: Turn) -> list[tuple[Shares, float]]:
    groups: list[tuple[Shares, float]] = [(turn.told, TOLD), (turn.follows, FOLLOWS), (turn.present, PRESENT)]
    groups += [(beat.people, ACTS) for beat in turn.beats]
    if turn.tag is not None:
        groups.append(({person: share for person, share in turn.tag.people.items() if share >= LEAST}, TAGGED))
    return groups


def options_of(reading: Reading, turns: Sequence[Turn], found: Sequence[Attribution]) -> list[Options]:
    """Who can have said each turn, with the features of each.

    Args:
        reading: The text, read.
        turns: Its turns.
        found: The attributions of its passages so far.
    """
    company = Company(reading, turns)
    held: list[Options] = []
    for number, turn in enumerate(turns):
        people = company.near(number)
        local = found[turn.passages[0]].shares
        near = range(max(0, number - NEAR), min(len(turns), number + NEAR + 1))
        turn.company = len({person for other in near for person in anchors(turns[other])})
        one = Options(turn, people)
        one.features = [_features(company, number, person, local) for person in people]
        held.append(one)
    return held


def _features(company: Company, number: int, person: int, local: Shares) -> Weighted:
    turn, who = company.turns[number], company.reading.people.all[person]
    tagged = "tag" if turn.tag is not None else "beat" if turn.beats else "bare"
    features: Weighted = {f"local {tagged}": math.log(max(local.get(person, 0.0), 0.01))}
    features |= _shown(company, turn, person, who)
    if turn.tag is None or turn.tag.kind == "pronoun":
        features |= _narrated(turn, person, tagged) | company.manners_features(number, person)
        if turn.tag is not None and who.named and turn.told.get(person, 0.0) > SURE:
            features["told by name tag"] = 1.0
        if (
            turn.tag is None
            and turn.told_first.get(person, 0.0) > SURE
            and company.comes_in(person, turn.paragraph - 1)
        ):
            features["comes in"] = 1.0
    if turn.tag is None or turn.tag.kind in {"pronoun", "description"}:
        features |= _company_features(company, number, person, "tag" if turn.tag is not None else "bare")
    if person in turn.here:
        features["addressed"] = 1.0
    elif person in turn.named:
        features["spoken of"] = 1.0
    if person in turn.hearers:
        features["hearer"] = 1.0
    if not who.named:
        features[f"unnamed {tagged}"] = 1.0
    return features


def _shown(company: Company, turn: Turn, person: int, who: Person) -> Weighted:
    """What the tag and the actions in a turn's paragraph show of a person."""
    features: Weighted = {}
    if turn.tag is not None:
        features |= _tag_features(turn.tag, person, who)
    for beat in turn.beats:
        for name, value in _beat_features(beat, person, who, turn).items():
            features[name] = max(value, features.get(name, value))
    shown = [turn.tag.kind] if turn.tag is not None else [beat.kind for beat in turn.beats]
    if person == company.author and any(kind != "first" for kind in shown):
        features["author told of"] = 1.0
    return features


def _narrated(turn: Turn, person: int, tagged: str) -> Weighted:
    """What the narration in a turn's paragraph and beside it tells of a person."""
    around = {"told": turn.told, "told of": turn.told_first, "follows": turn.follows, "present": turn.present}
    return {f"{name} {tagged}": group[person] for name, group in around.items() if group.get(person, 0.0) > LEAST}


def _tag_features(tag: Tag, person: int, who: Person) -> Weighted:
    share = tag.people.get(person, 0.0)
    if tag.kind in {"name", "first"}:
        return {f"tag {tag.kind}": share}
    features: Weighted = {f"tag {tag.kind} share": math.log(max(share, LEAST))}
    if tag.kind == "description":
        called = "noun" if tag.noun in who.nouns or person == tag.own else "no noun" if who.named else "another"
        kin = " of somebody" if tag.owner else ""
        features[f"tag description {called}{kin}"] = 1.0
        if person in tag.owner:
            features["tag owner"] = 1.0
    if tag.gender:
        features[f"tag {tag.kind} {_agrees(who, tag.gender)}"] = 1.0
    return features


def _agrees(who: Person, gender: str) -> str:
    """How a person's gender goes with the one that a word shows."""
    shown = max(who.genders.values(), default=0)
    own = who.gender if shown >= FEW else who.guess
    if not own:
        return "gender unknown"
    return ("gender" if own == gender else "other gender") + (" shown" if shown >= SHOWN else " guessed")


def _beat_features(beat: Beat, person: int, who: Person, turn: Turn) -> Weighted:
    far = "" if beat.near else " far"
    place = f"{'before' if beat.before else 'behind'}{far}{' tagged' if turn.tag is not None else ''}"
    share = beat.people.get(person, 0.0)
    if beat.kind != "pronoun":
        return {f"beat {place}": share} if share > LEAST else {}
    if turn.tag is not None:
        return {}
    odds = math.log(max(share, LEAST))
    return {f"beat {place} pronoun share": odds, f"beat pronoun {_agrees(who, beat.gender)}": 1.0}


def _company_features(company: Company, number: int, person: int, how: str) -> Weighted:
    turn = company.turns[number]
    speaks, called = company.speaks.get(person, []), company.spoken_to.get(person, [])
    at = bisect_left(speaks, number)
    behind = number - speaks[at - 1] if at else FAR_OFF
    at = bisect_right(speaks, number)
    ahead = speaks[at] - number if at < len(speaks) else FAR_OFF
    features = {f"spoke {bucket(behind)} {how}": 1.0, f"speaks {bucket(ahead)} {how}": 1.0}
    if number - 1 in called:
        features[f"called before {how}"] = 1.0
    if number + 1 in called:
        features[f"called behind {how}"] = 1.0
    paragraphs = company.mentions.get(person, [])
    at = bisect_right(paragraphs, turn.paragraph)
    since = turn.paragraph - paragraphs[at - 1] if at else FAR_OFF
    features[f"mentioned {bucket(since)} {how}"] = 1.0
    if person == company.author:
        features[f"author {how}"] = 1.0
    features[f"often {how}"] = math.log(1 + len(speaks)) / 3
    return features


FAR_OFF = 99
"""Turns, or paragraphs, to what there is none of."""


def bucket(count: int) -> str:
    """A count of turns or paragraphs, in words: near ones one by one, far ones together."""
    return next((name for most, name in _BUCKETS if count <= most), "far")


_BUCKETS = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (16, "9-16"))
