"""Adjectives with which a speaker weighs a thing: "Roe warned of “severe” floods", "it was a ‘first-class’ view"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_WEIGHS = on_demand(
    r"[a-z]+(?:-[a-z]+)+$|(?:un|dis|mis|ir)[a-z]{4,}$|"
    r"[a-z]{2,}(?:ful|ous|less|able|ible|some|ish|ive|ing|ant|ent|ed|al|ic|ary|ere|eme|tile|[kmps]y)$"
)
"""A compound, or a word with the ending of an adjective: "severe", "sticky", "state-of-the-art"."""
_NO_ADJECTIVE = on_demand(r"[a-z]+(?:ment|-and-[a-z]+|[a-z]-up|-in|-out)$")
"""What ends alike: "punishment", "park-and-ride", "pop-up", "drive-in"."""
_INTO = "|".join(sorted(lists.PREPOSITIONS - {"like", "as", "to"}))
_OPEN = on_demand(rf"(?:(?<!\bas\s)\ban?|\b(?:some|such|more|further|{_INTO}))\s$")
"""Before words that bring a thing in; what is known already goes by a name: "the “smart” meters"."""
_THING = on_demand(r"\s(?P<word>[a-z][a-z-]+)\b")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_TELLS_OF = frozenset({("of",), ("about",), ("against",), ("that",)})
"""Behind verbs that report only so: "warned of", "complained about", "insisted that"."""
_OF_THINGS = frozenset({"add", "continue", "state", "note", "ask"})
"""Bases of verbs that do something else to a thing: "added a “virtual” ward"."""
_NO_THING = (
    lists.PREPOSITIONS | lists.CONJUNCTIONS | lists.SUBORDINATORS | lists.RELATIVES | lists.AUXILIARIES | lists.ADVERBS
)
_MOST_WORDS = 2
_NEAR = 16
"""Words before the passage among which the verb is that reports it."""


def is_weighed(setting: Setting) -> bool:
    """Whether a word or two before a noun weigh it, in what somebody is told to say.

    Args:
        setting: The passage and what stands around it.
    """
    words, candidate = setting.words, setting.candidate
    if not words or len(words) > _MOST_WORDS or candidate.heading or candidate.depth or not setting.inner.islower():
        return False
    thing = None if setting.inner.endswith((",", ".", "!", "?", "…")) else _THING.match(setting.right)
    if thing is None or thing["word"] in _NO_THING or thing["word"].endswith("ly"):
        return False
    if _WEIGHS.match(words[-1]) is None or _NO_ADJECTIVE.match(words[-1]) is not None:
        return False
    return _OPEN.search(setting.left) is not None and _is_reported(setting.left_words)


def _is_reported(before: tuple[str, ...]) -> bool:
    """Whether the nearest verb that reports, of some words before a passage, has somebody who says it."""
    for at in range(len(before) - 1, max(0, len(before) - _NEAR), -1):
        base, sort = lists.VERBS.get(before[at], ("", ""))
        alone = sort == "say" and base not in _OF_THINGS
        if alone or (sort in {"say", "speak"} and before[at + 1 : at + 2] in _TELLS_OF):
            by = at - 1
            while by > 0 and (before[by] in lists.ADVERBS or before[by].endswith("ly")):
                by -= 1
            return before[by] not in _BE
    return False
