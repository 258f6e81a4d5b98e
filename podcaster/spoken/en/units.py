"""The units that stand after a number, in every way in which they are written, and how one and many are said."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

BRITISH = table("units")["british"]
ATTACHED = frozenset(table("units")["attached"])
"""Units that are a word or something else when a space is before them: "5in" but "5 in"."""
SHOUTED = "kg km cm kmh kph mph lbs lb oz ft ml hrs hr mins sqm sqft kwh khz rpm bpm fps cc kw knots yds yrs".split()  # noqa: SIM905
"""Units that are written in capitals too: 12KG."""


@cache
def units() -> dict[str, tuple[str, str]]:
    """How one and many of each unit are said."""
    data = table("units")
    made: dict[str, tuple[str, str]] = {}
    for base, (one, many, taken) in data["metric"].items():
        made[base] = (one, many)
        for prefix in taken:
            word = data["prefixes"][prefix]
            made[prefix + base] = (word + one, word + many)
    made |= {unit: (one, many) for unit, (one, many) in data["units"].items()}
    made |= {unit.lower(): made[unit] for unit in ("Hz", "kHz", "MHz", "GHz")}
    return made | {unit.upper(): made[unit] for unit in SHOUTED if unit in made and unit.upper() not in made}


@cache
def unit_names() -> frozenset[str]:
    """The words for units, one and many, in both spellings."""
    words = {word for pair in units().values() for word in pair if word.isalpha() and len(word) > 2}
    return frozenset(words | {british_spelling(word) for word in words})


def british_spelling(words: str) -> str:
    """A unit's words as British English spells them."""
    return re.sub(r"(?<![a-z])ton(?=s?$)|(?:met|lit)er", lambda match: str(BRITISH[match[0]]), words)


def unit_words(unit: str, context: Context) -> tuple[str, str]:
    """One and many of a unit, in the region's spelling."""
    one, many = units()[unit]
    return (british_spelling(one), british_spelling(many)) if context.british else (one, many)
