"""Gives the turns of a story's conversations to those who are present, all of a conversation together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.chain import conversations, posteriors
from podcaster.quotes.attribution.identity import ANYBODY
from podcaster.quotes.attribution.model import TAGS, Way
from podcaster.quotes.attribution.parties import LEAST, NEAR, anchors, bucket, options_of
from podcaster.quotes.attribution.turns import turns_of
from podcaster.quotes.lists import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.attribution.parties import Options
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References
    from podcaster.quotes.detection.passages import Passage
    from podcaster.quotes.words.tokens import Paragraph

CLEAR = 0.8
"""Probability from which on a passage's own tag stands against the rest of its paragraph."""


def scenes_of(
    reading: Reading,
    references: References,
    passages: Sequence[Passage],
    found: Sequence[Attribution],
    where: Mapping[int, tuple[Paragraph, int]],
) -> list[list[Options]]:
    """The conversations of a story, each turn with who can have said it.

    Args:
        reading: The text, read.
        references: The choices made for its pronouns.
        passages: Its top-level passages.
        found: Their attributions, each by itself.
        where: The paragraph and token of each passage.
    """
    return conversations(options_of(reading, turns_of(reading, references, passages, found, where), found))


def likely_turns(
    reading: Reading, scenes: Sequence[Sequence[Options]], weights: Mapping[str, float]
) -> list[tuple[Options, dict[int, float]]]:
    """The turns of a story, each with the probability of everybody who can have spoken.

    Args:
        reading: The text, read.
        scenes: Its conversations.
        weights: Of the features of turns and changes of speaker.
    """
    return [
        (one, shares)
        for scene in scenes
        for one, shares in zip(scene, posteriors(scene, weights, reading.people), strict=True)
    ]


def settle_scenes(
    reading: Reading, scenes: Sequence[Sequence[Options]], found: Sequence[Attribution], weights: Mapping[str, float]
) -> None:
    """Mends the attributions of a story's passages by what the conversations around them show.

    Args:
        reading: The text, read.
        scenes: Its conversations.
        found: The attributions, which are changed.
        weights: Of the features of turns and changes of speaker.
    """
    for scene in scenes:
        _settle_offices(reading, scene, weights)
        around = _around(scene)
        for one, shares, (signs, company) in zip(
            scene, posteriors(scene, weights, reading.people), around, strict=True
        ):
            if not shares:
                continue
            for number in one.turn.passages:
                _take(reading, found[number], one, shares)
                belongs = "inside" if found[number].person in company else "outside"
                found[number].around = (*signs, belongs)


SETTLED, ANOTHER = 0.9, 0.7
"""Probability from which on "said the conductor" is the conductor's, of whom the narrator has no name, and that of
somebody named from which on he may be that one all the same."""
OFTEN = 3
"""Times that somebody of unknown gender is spoken of, from which on he is one of the story's people."""


def _settle_offices(reading: Reading, scene: Sequence[Options], weights: Mapping[str, float]) -> None:
    """Takes a tag with somebody's office for his name, where nobody who is named is likely to be meant."""
    places = [place for place, option in enumerate(scene) if _in_office(reading, option)]
    if not places:
        return
    before = posteriors(scene, weights, reading.people)
    for place in places:
        named = (share for one, share in before[place].items() if reading.people.all[one].named)
        option, tag = scene[place], scene[place].turn.tag
        if tag is not None and max(named, default=0.0) < ANOTHER:
            tag.kind = "name"
            option.features = [{"tag name": tag.people.get(one, 0.0)} for one in option.people]


def _in_office(reading: Reading, option: Options) -> bool:
    """Whether the tag of a turn is a description of somebody without a name, more than "the man", and met before."""
    tag = option.turn.tag
    if tag is None or tag.kind != "description" or tag.noun in ANYBODY or tag.owner:
        return False
    number = max(tag.people, key=lambda one: (tag.people[one], -one), default=-1)
    if number not in option.people or tag.people[number] < SETTLED:
        return False
    person = reading.people.all[number]
    told = sum(reading.mentions[index].kind != "pronoun" for index in person.mentions)
    met = told >= OFTEN or (told > 1 and bool(person.gender))
    return met and not person.named and person.sort == "person"


COUPLE = 2
"""People who take turns, so that each turn says whose the next one is."""


def _around(scene: Sequence[Options]) -> list[tuple[tuple[str, str], set[int]]]:
    """Of each turn of a conversation: how many take part, how many turns off somebody is named, and who takes part."""
    named = [anchors(one.turn) for one in scene]
    found = []
    for place in range(len(scene)):
        low, high = max(0, place - NEAR), place + NEAR + 1
        company = {person for people in named[low:high] for person in people}
        apart = [abs(other - place) for other in range(low, min(high, len(scene))) if named[other] and other != place]
        off = bucket(min(apart, default=NEAR + 1))
        found.append(((f"company {'couple' if len(company) <= COUPLE else 'crowd'}", f"named {off}"), company))
    return found


def _take(reading: Reading, one: Attribution, option: Options, shares: Mapping[int, float]) -> None:
    person = max(shares, key=lambda held: (shares[held], -held))
    tag = option.turn.tag
    own = one.way in TAGS and one.mention >= 0 and reading.mentions[one.mention].kind == "name"
    if own and one.person != person and one.confidence >= CLEAR:
        return
    one.told = tag.kind if tag is not None else "beat" if option.turn.beats else "nothing"
    if one.person != person and one.way not in TAGS:
        one.evidence, one.verb, one.way = (), "", Way.BEAT if option.turn.beats else Way.TURN
    one.person, one.confidence = person, shares[person]
    one.shares = {held: share for held, share in shares.items() if share >= LEAST or held == person}


_FURNITURE = words_in("attribution", "scenes furniture")
"""Nouns that are somebody, or a body that speaks, in news, and things in a story."""


A_NAME = 5
"""Points for a thing that has the name of who made it, of which the narrator only ever speaks as "a Brandt"."""


def furnish(reading: Reading) -> None:
    """Takes the things of a story for things: nobody is "a chair" there, and nothing that is no person says anything.

    Args:
        reading: The text, read; its mentions are changed.
    """
    things: dict[int, bool] = {}
    for mention in reading.mentions:
        before = reading.paragraphs[mention.paragraph].tokens[mention.first - 1].lower if mention.first else ""
        if mention.kind == "description" and mention.person < 0:
            if mention.noun in _FURNITURE:
                mention.sort = "place"
            elif before in {"like", "as"} and not mention.definite:
                mention.sort = ""  # "like a man who has lost his hat"
        elif mention.kind == "name":
            things[mention.person] = things.get(mention.person, True) and before in {"a", "an"}
    for number, alone in things.items():
        if alone and number >= 0:
            reading.people.all[number].sorts["body"] += A_NAME
