"""Whom a story means by "the old woman", or by "a man in a brown hat" who is named later: somebody whom it names.

She is who would speak where she does if she were not: what the conversation around her words shows, with herself left
out. A stranger who comes in is nobody who has spoken already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.chain import posteriors
from podcaster.quotes.attribution.identity import ANYBODY, become
from podcaster.quotes.attribution.parties import Options, anchors
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.people import IMPERSONAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References

LIKELY = 0.6
"""Probability from which on it is somebody named. Of 26 in our scenes 25 were right, each by weights that had not seen
it; of those without a gender, and of voices, half."""
LATE = 20
"""Paragraphs behind the first word of somebody within which his name is told, where he is known to begin with."""
FEW, NEAR = 3, 6
"""Turns of somebody that are looked at, and turns on either side of one that show who else would speak there."""
_UNKNOWN = frozenset({"stranger", "newcomer", "visitor", "other"})


def meet_again(
    reading: Reading,
    references: References,
    found: Sequence[Attribution],
    scenes: Sequence[Sequence[Options]],
    weights: Mapping[str, float],
) -> bool:
    """Takes those who are only described, and speak, for the named people who would speak there.

    Args:
        reading: The text, read; its people and mentions are changed.
        references: The choices made for its pronouns and descriptions, which are changed.
        found: The attributions of its passages, which are changed.
        scenes: Its conversations.
        weights: Of the features of turns and changes of speaker.

    Returns:
        Whether anybody was.
    """
    first: dict[int, int] = {}
    for index, mention in enumerate(reading.mentions):
        if mention.kind != "pronoun" and mention.person >= 0:
            first.setdefault(mention.person, index)
    spoke = _first_spoken(scenes)
    meant: dict[int, int] = {}
    for scene in scenes:
        for person, places in _described(reading, scene, first).items():
            if person in meant:
                continue
            likely = _instead(reading, scene, person, places, weights)
            best = max(likely, key=lambda one: (likely[one], -one), default=-1)
            if best < 0 or likely[best] < LIKELY or best in meant or not _is_like(reading, person, best):
                continue
            mention = reading.mentions[first[person]]
            late = best in first and reading.mentions[first[best]].paragraph > mention.paragraph + LATE
            known = (mention.definite or mention.owner >= 0) and not late
            if known or spoke.get(best, mention.paragraph) >= mention.paragraph:
                meant[person] = best
    become(reading, references, found, meant)
    return bool(meant)


def _first_spoken(scenes: Sequence[Sequence[Options]]) -> dict[int, int]:
    """Person -> the paragraph in which he speaks beyond doubt for the first time."""
    spoke: dict[int, int] = {}
    for scene in scenes:
        for option in scene:
            for person in anchors(option.turn):
                spoke.setdefault(person, option.turn.paragraph)
    return spoke


def _described(reading: Reading, scene: Sequence[Options], first: Mapping[int, int]) -> dict[int, list[int]]:
    """Those without a name, but of a gender, who speak in a conversation, each with some of their turns."""
    found: dict[int, list[int]] = {}
    for place, option in enumerate(scene):
        for number in anchors(option.turn):
            person = reading.people.all[number]
            unknown = person.named or not person.gender or person.nouns & _UNKNOWN or number not in first
            if not unknown and len(found.get(number, [])) < FEW:
                found.setdefault(number, []).append(place)
    return found


def _instead(
    reading: Reading, scene: Sequence[Options], person: int, places: Sequence[int], weights: Mapping[str, float]
) -> dict[int, float]:
    """Who would speak in somebody's turns if he were not there, with the mean probability."""
    found: dict[int, float] = {}
    for place in places:
        low = max(0, place - NEAR)
        around = [_without(option, person) for option in scene[low : place + NEAR + 1]]
        for one, share in posteriors(around, weights, reading.people)[place - low].items():
            found[one] = found.get(one, 0.0) + share / len(places)
    found.pop(person, None)
    return found


def _without(option: Options, person: int) -> Options:
    kept = [place for place, one in enumerate(option.people) if one != person]
    if not kept:
        return option
    return Options(option.turn, [option.people[at] for at in kept], [option.features[at] for at in kept])


_YOUNG = frozenset({"boy", "girl", "child", "lad", "lass"})
_PARENTS = frozenset({"mother", "father", "mamma", "papa"})
"""Who is called so is seldom called by the given name alone, as the children are: "their mother" is not Polly."""


def _is_like(reading: Reading, person: int, other: int) -> bool:
    """Whether a description can be of somebody with a name: by gender, no child has a title, and an office one has."""
    one, named = reading.people.all[person], reading.people.all[other]
    if not named.named or named.sort in IMPERSONAL or not one.gender or one.gender != named.gender:
        return False
    if one.nouns & _YOUNG:
        return named.title not in {"Mr.", "Mrs.", "Sir", "Lady", "Lord"}
    office = bool(one.nouns) and not one.nouns & (ANYBODY | named.nouns | (OTHER_END.keys() - _PARENTS))
    return not office or bool(named.title) or len(named.words) > 1
