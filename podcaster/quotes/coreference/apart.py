"""Two pronouns of one sentence, "he" and "she", are two people, however little their names show."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.quotes.choice import Weighted
    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention

    Option = tuple[dict[int, float], Weighted]

BESIDE = 6
"""Mentions before and behind a pronoun among which one of the other gender is looked for."""
FAINT = 0.02
"""Probability that somebody else is meant which nobody goes below."""
APART = "apart"
"""The feature: the logarithm of the probability that the other pronoun means somebody else."""


def contrary_pronoun(reading: Reading, index: int, mention: Mention) -> int:
    """The nearest pronoun of the other gender in a pronoun's sentence; -1: there is none."""
    low, high = reading.spans[mention.paragraph]
    beside = range(max(low, index - BESIDE), min(high, index + BESIDE + 1))
    for at in sorted(beside, key=lambda each: abs(each - index)):
        other = reading.mentions[at]
        if (
            other.kind == "pronoun"
            and other.sentence == mention.sentence
            and {other.gender, mention.gender} == {"male", "female"}
        ):
            return at
    return -1


def heed(candidates: list[Option], others: Mapping[int, float]) -> list[Option]:
    """The candidates of a pronoun, each with how likely the contrary pronoun means somebody else.

    Args:
        candidates: The people whom it can take up, with their features.
        others: Person -> probability that the contrary pronoun means them.
    """
    return [
        (meant, features | {APART: log(max(FAINT, 1 - sum(others.get(person, 0.0) for person in meant)))})
        for meant, features in candidates
    ]
