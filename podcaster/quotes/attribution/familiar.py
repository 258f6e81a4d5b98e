"""Whom a story means by "the old woman", who speaks before anything is told of her: somebody whom it has named.

"The" and "his" are said of who is known already. Where the first that is told of such a one is that she said something,
she is who would speak there if she were not: what the conversation around her words shows, with herself left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.attribution.chain import posteriors
from podcaster.quotes.attribution.identity import become
from podcaster.quotes.attribution.parties import Options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.coreference.meant import References

LIKELY = 0.6
"""Probability from which on it is somebody named. Of 12 in our scenes 10 were right, and 3 of 5 between it and 0.5."""
MEANT = 0.5
"""Probability from which on a tag means one without a name."""
_UNKNOWN = frozenset({"stranger", "newcomer", "visitor", "other"})


def meet_again(
    reading: Reading,
    references: References,
    found: Sequence[Attribution],
    scenes: Sequence[Sequence[Options]],
    weights: Mapping[str, float],
) -> bool:
    """Takes those who are described for the first time as they speak for the named people who would speak there.

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
    meant: dict[int, int] = {}
    for scene in scenes:
        described = [_described(reading, option, first) for option in scene]
        nameless = {person for person in described if person >= 0}
        if not nameless:
            continue
        shares = posteriors([_without(option, nameless) for option in scene], weights, reading.people)
        for person, likely in zip(described, shares, strict=True):
            best = max(likely, key=lambda one: (likely[one], -one))
            if person >= 0 and person not in meant and likely[best] >= LIKELY and _is_like(reading, person, best):
                meant[person] = best
    become(reading, references, found, meant)
    return bool(meant)


def _described(reading: Reading, option: Options, first: Mapping[int, int]) -> int:
    """Who speaks in a turn under a description that is the first thing told of him; -1 for nobody."""
    tag = option.turn.tag
    if tag is None or tag.kind != "description" or not tag.gender or tag.noun in _UNKNOWN:
        return -1
    person = max(tag.people, key=lambda one: tag.people[one], default=-1)
    if person < 0 or tag.people[person] < MEANT or reading.people.all[person].named or person not in first:
        return -1
    mention = reading.mentions[first[person]]
    known = mention.definite or mention.owner >= 0
    return person if known and mention.paragraph == option.turn.paragraph else -1


def _without(option: Options, nameless: set[int]) -> Options:
    kept = [place for place, person in enumerate(option.people) if person not in nameless]
    if not kept:
        return option
    return Options(option.turn, [option.people[at] for at in kept], [option.features[at] for at in kept])


_YOUNG = frozenset({"boy", "girl", "child", "lad", "lass"})


def _is_like(reading: Reading, person: int, other: int) -> bool:
    """Whether a description can be of somebody with a name: by gender, and no child has a title."""
    one, named = reading.people.all[person], reading.people.all[other]
    child = bool(one.nouns & _YOUNG) and named.title in {"Mr.", "Mrs.", "Sir", "Lady", "Lord"}
    return named.named and bool(one.gender) and one.gender == named.gender and not child
