"""Adjectives with which a speaker weighs a thing: "Roe warned of “severe” floods", "it was a ‘first-class’ view"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists
from podcaster.quotes.lists import any_of

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_WEIGHS = on_demand(
    r"[a-z]+(?:-[a-z]+)+$|(?:un|dis|mis|ir)[a-z]{4,}$|"
    r"[a-z]{2,}(?:ful|ous|less|able|ible|some|ish|ive|ing|ant|ent|ed|al|ic|ary|ere|eme|tile|(?:[kmps]|th|tt)y)$"
)
"""A compound, or a word with the ending of an adjective: "severe", "sticky", "state-of-the-art"."""
_NO_ADJECTIVE = on_demand(r"[a-z]+(?:ment|-and-[a-z]+|[a-z]-up|-in|-out)$")
"""What ends alike: "punishment", "park-and-ride", "pop-up", "drive-in"."""
_INTO = "|".join(sorted(lists.PREPOSITIONS - {"like", "as", "to"}))
_OPEN = on_demand(rf"(?:(?<!\bas\s)\ban?|\b(?:some|such|more|further|their|his|her|{_INTO})|['’]s|s['’])\s$")
"""Before words that bring a thing in, or say whose it is; what is known goes by a name: "the “smart” meters"."""
_FOUND = on_demand(r"\b(?:finds?|found)\s$")
_WARNED = on_demand(
    r"(?<!was\s)(?<!were\s)(?<!been\s)(?<!are\s)(?<!is\s)\b"
    rf"(?:{any_of('detection', 'weighing warns')}(?:s|ed|ing)?|sp[eo]aks?|spoke|speaking)\s"
    r"(?:of|about)(?:\san?)?\s$"
)
"""What somebody tells of, by whatever name: "spoke of “despair” among staff"."""
_SPOKE = on_demand(r"\b(?:sp[eo]aks?|spoke|speaking|talk(?:s|ed|ing)?)\sof\san?\s$")
_BEHIND = on_demand(r"^[^“”\"]{2,60},\s(?:according\sto|said|says)\s")
"""Who tells of it, at the end of the sentence: "has a “dismal” record, according to the union"."""
_IT_IS = on_demand(
    r"\b(?:it|this|that|he|she|they)\s(?:is|was|are|were|(?:had|has|have|would)\s(?:have\s)?been?)\san?\s$"
)
"""What somebody says that something is, by whatever word: "insisted it was a “clear” foul"."""
_JUDGED = on_demand(
    rf"\b{any_of('detection', 'weighing judges')}"
    r"(?:e|es|ed|s|ing|y|ies|ied)?\s(?:(?:the|its|their|his|her|an?)\s|(?:[\w’'-]+\s){1,3}(?<=['’]s\s))$"
)
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
    """Whether a word or two weigh what a noun names, in what somebody is told to say, or are what he tells of.

    Args:
        setting: The passage and what stands around it.
    """
    words, candidate = setting.words, setting.candidate
    if not words or len(words) > _MOST_WORDS or candidate.heading or candidate.depth or not setting.inner.islower():
        return False
    thing = None if setting.is_closed else _THING.match(setting.right)
    if thing is not None and (thing["word"] in _NO_THING or thing["word"].endswith("ly")):
        thing = None
    if (_SPOKE if thing is not None else _WARNED).search(setting.left) is not None:
        return True
    if _IT_IS.search(setting.left) is not None and _is_reported(setting.left_words, more=frozenset({"speak"})):
        return True
    if thing is None or _WEIGHS.match(words[-1]) is None or _NO_ADJECTIVE.match(words[-1]) is not None:
        return False
    if _FOUND.search(setting.left) is not None or _JUDGED.search(setting.left) is not None:
        return True
    reported = _BEHIND.match(setting.right) is not None or _is_reported(setting.left_words)
    return reported and _OPEN.search(setting.left) is not None


def _is_reported(before: tuple[str, ...], more: frozenset[str] = frozenset()) -> bool:
    """Whether the nearest verb that reports, of some words before a passage, has somebody who says it.

    Args:
        before: The words.
        more: Sorts of verbs that will do besides those which report whatever follows.
    """
    for at in range(len(before) - 1, max(0, len(before) - _NEAR), -1):
        base, sort = lists.VERBS.get(before[at], ("", ""))
        alone = (sort == "say" and base not in _OF_THINGS) or sort in more
        owned = "what" in before[max(0, at - 4) : at]  # "what he admitted had been a"
        if alone or (sort in {"say", "speak"} and (owned or before[at + 1 : at + 2] in _TELLS_OF)):
            by = at - 1
            while by > 0 and (before[by] in lists.ADVERBS or before[by].endswith("ly")):
                by -= 1
            return before[by] not in _BE
    return False
