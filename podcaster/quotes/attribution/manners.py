"""Ways of speaking: what is one person's at one turn of a story is likely theirs at another."""

from __future__ import annotations

import re

from podcaster.patterns import on_demand

_MANNERS = {
    "sir": on_demand(r"\bsir\b", re.IGNORECASE),
    "madam": on_demand(r"\b(?:ma['’]am|madam|milady|my lady|m['’]lady)\b", re.IGNORECASE),
    "miss": on_demand(r"\bmiss\b(?! [A-Z])"),
    "parent": on_demand(r"\b(?:mother|mamma|mama|mum|mummy|mom|father|papa|dad|daddy)\b(?=[,.!?—–-]|$)", re.IGNORECASE),
    "dear": on_demand(r"\bmy (?:dear|love|child|boy|girl)\b|\b(?:dear|darling|sweetheart|honey)\b", re.IGNORECASE),
    "dialect": on_demand(
        r"\b(?:ain['’]t|yer|ye|em|un|gonna|wanna|nowt|summat|tha|thee|thy|them there|weren['’]t no|don['’]t \w+ no|"
        r"(?:he|she|it) don['’]t|(?:I|you|we|they) (?:was|has|knows|says|seen|done)|as how|[a-z]{2,}in['’](?= )|"
        r"o['’](?= )|dunno|d['’]ye|y['’]know|fella|feller)(?![a-z])|(?<![A-Za-z])['’](?:e|ere|im|ave|ad|er|ow|ouse)\b",
        re.IGNORECASE,
    ),
}
"""Ways of speaking that not everybody of a story has: what is the one's at one time is the one's at another."""


def manners_of(words: str) -> frozenset[str]:
    """The ways of speaking that words show.

    Args:
        words: What somebody says.
    """
    return frozenset(name for name, shows in _MANNERS.items() if shows.search(words))
