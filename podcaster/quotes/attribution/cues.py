"""What the words of a turn show of who says them, names left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.quotes.choice import Weighted

MOST_WORDS = 40
"""Words of a turn that are compared with those of others."""
LONG_WORD = 4
"""Letters at least of a word that says what a turn is about."""
_WORD = on_demand(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?")
_ENDS = on_demand(r"(?:ing|ed|es|s|e)$")
_YOU = frozenset({"you", "your", "yours", "thee", "thou", "thy", "ye"})
_THEM = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
_MY_WIFE = on_demand(r"\bmy (?:dear |late |poor )?(?:wife|missus|fianc[ée]e|girlfriend)\b", re.IGNORECASE)
_MY_HUSBAND = on_demand(r"\bmy (?:dear |late |poor )?(?:husband|fianc[ée]|boyfriend)\b", re.IGNORECASE)
_ANYBODYS = frozenset({
    "about", "anything", "away", "back", "because", "been", "come", "could", "does", "down", "even", "ever", "from",
    "going", "good", "have", "here", "into", "just", "know", "like", "made", "make", "might", "more", "much", "must",
    "never", "nothing", "only", "over", "right", "said", "says", "shall", "should", "some", "something", "still",
    "take", "tell", "than", "that", "them", "then", "there", "they", "think", "this", "told", "very", "want", "well",
    "were", "what", "when", "where", "which", "will", "with", "would", "your",
})  # fmt: skip
"""Longer words that everybody uses."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of a turn show."""

    you: bool = False
    """They speak to somebody as "you"."""
    about: tuple[str, ...] = ()
    """The genders of whom they speak of as "he" and "she"."""
    own: str = ""
    """The gender of who says them: "my wife" is a man's."""
    words: frozenset[str] = frozenset()
    """What they are about: the longer ones."""


def cues_of(words: str) -> Cues:
    """What words show.

    Args:
        words: What is said in one turn, as far as it is looked at.
    """
    every = [word.lower() for word in _WORD.findall(words)]
    held = set(every)
    about = sorted({_THEM[word] for word in held if word in _THEM})
    own = "male" if _MY_WIFE.search(words) else "female" if _MY_HUSBAND.search(words) else ""
    kept = [word for word in every if len(word) >= LONG_WORD and word not in _ANYBODYS and word.isalpha()]
    return Cues(bool(held & _YOU), tuple(about), own, frozenset(_ENDS.sub("", word) for word in kept[:MOST_WORDS]))


def spoken_features(cues: Cues, gender: str, *, alone: bool) -> Weighted:
    """What the words of a turn show of one person as who says them.

    Args:
        cues: What the words show.
        gender: The person's.
        alone: Nobody else of the gender takes part.
    """
    if not gender:
        return {}
    features: Weighted = {f"says about {about == gender}{' alone' if alone else ''}": 1.0 for about in cues.about}
    if cues.own:
        features[f"says own {cues.own == gender}"] = 1.0
    return features
