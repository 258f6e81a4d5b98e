"""How probable it is that the speaker found is right: what an attribution rests on, weighed by a model of its own.

The model that chooses compares people with each other; where the text is of a kind that it knows little of, it is wrong
and sure. This one is fitted to its choices on articles that its weights had not seen, right or wrong. Of what it was
given to look at (also the way, the rival, names known and unknown, tags beside it), the form of the text, the kind of
mention and the sort of person are what helped on articles that it had not seen either.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.quotes.attribution.model import Attribution
    from podcaster.quotes.choice import Weighted
    from podcaster.quotes.coreference.analysis import Reading

MOST_ODDS = 6.0
"""Log odds beyond which a share says nothing more."""
TALK = 0.4
"""Share of an article's paragraphs that open with quoted words from which on it is one long conversation."""


UNTOLD = frozenset({"nothing", "pronoun"})
"""What leaves it to the conversation around a turn who speaks in it."""


class Certainty:
    """Weighs the attributions of one article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.form = _form(reading)

    def signs(self, one: Attribution) -> Weighted:
        """What one attribution rests on.

        Args:
            one: It; it has a person.

        Returns:
            Features with their values.
        """
        mention = self.reading.mentions[one.mention] if one.mention >= 0 else None
        sort = self.reading.people.all[one.person].sort
        names = [f"form {self.form}", f"sort {sort or 'unknown'}", f"by {mention.kind if mention else 'none'}"]
        return {"odds": _odds(one.confidence)} | dict.fromkeys(names, 1.0)


def told_signs(one: Attribution) -> Weighted:
    """What an attribution in a story rests on.

    Args:
        one: It; it has a person.

    Returns:
        Features with their values.
    """
    odds = _odds(one.confidence)
    signs = {"odds": odds, f"told {one.told}": 1.0, f"odds {one.told}": odds}
    return signs | {f"{one.told if one.told in UNTOLD else 'told'} {sign}": 1.0 for sign in one.around}


def sure_of(signs: Weighted, weights: Mapping[str, float]) -> float:
    """The probability of being right, from what an attribution rests on (logistic regression)."""
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-score))


def _form(reading: Reading) -> str:
    """The form of an article: "talk" where many paragraphs open with quoted words, as in a novel, else "report"."""
    paragraphs = [paragraph for paragraph in reading.paragraphs if paragraph.tokens]
    opening = sum(1 for paragraph in paragraphs if paragraph.tokens[0].tag == "Q")
    return "talk" if opening > TALK * len(paragraphs) else "report"


def _odds(share: float) -> float:
    held = min(max(share, 1e-6), 1 - 1e-6)
    return max(-MOST_ODDS, min(MOST_ODDS, math.log(held / (1 - held))))
