"""Ways of speaking: what is one person's at one turn of a story is likely theirs at another."""

from __future__ import annotations

import re

from podcaster.patterns import on_demand
from podcaster.quotes.lists import any_of

_MANNERS = {
    "sir": on_demand(r"\bsir\b", re.IGNORECASE),
    "madam": on_demand(rf"\b{any_of('attribution', 'madams', ' ')}\b", re.IGNORECASE),
    "miss": on_demand(r"\bmiss\b(?! [A-Z])"),
    "parent": on_demand(
        rf"\b(?:{any_of('attribution', 'mothers')}|{any_of('attribution', 'fathers')})\b(?=[,.!?—–-]|$)",
        re.IGNORECASE,
    ),
    "dear": on_demand(
        rf"\bmy {any_of('attribution', 'manners my')}\b|\b{any_of('attribution', 'manners dears')}\b",
        re.IGNORECASE,
    ),
    "dialect": on_demand(
        rf"\b(?:{any_of('attribution', 'manners dialect', ' ')}|weren['’]t no|don['’]t \w+ no|(?:he|she|it) don['’]t|"
        rf"(?:I|you|we|they) {any_of('attribution', 'manners they says')}|[a-z]{{2,}}in['’](?= )|o['’](?= ))(?![a-z])|"
        rf"(?<![A-Za-z])['’]{any_of('attribution', 'manners dropped h')}\b",
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
