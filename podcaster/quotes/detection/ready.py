"""Ready phrases before what they are a kind of: "sell “no questions asked” refunds", "an “all you can eat” buffet"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes import lists

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_LEAST = 3
"""Words of a ready phrase, at least: what is shorter is as often what somebody calls a thing."""
_KIND = on_demand(r"^\s(?P<noun>[a-z][a-z-]+)(?=[\s.,;]|$)")
_NO_NOUN = (
    lists.PREPOSITIONS | lists.CONJUNCTIONS | lists.SUBORDINATORS | lists.RELATIVES | lists.AUXILIARIES | lists.ADVERBS
)
_DOES = frozenset({"use", "offer"})
"""What is done with a thing, by verbs that tell of words elsewhere."""


def is_ready(setting: Setting) -> bool:
    """Whether some words in small letters only say of what kind the thing behind them is, and nobody says anything.

    Args:
        setting: The passage and what stands around it.
    """
    words = setting.words
    if len(words) < _LEAST or not words[0][0].islower() or setting.candidate.heading or setting.candidate.depth:
        return False
    kind = None if setting.is_closed else _KIND.match(setting.right)
    if kind is None or kind["noun"] in _NO_NOUN or kind["noun"].endswith("ly"):
        return False
    if setting.left.rstrip().endswith(("'s", "’s", "s'", "s’")) or not setting.left.strip():
        return False
    return not any(_reports(word) for word in (*setting.left_raw, *setting.right_words[1:]))


def _reports(word: str) -> bool:
    base, sort = lists.VERBS.get(word.lower(), ("", ""))
    return sort in {"say", "speak", "call"} and base not in _DOES
