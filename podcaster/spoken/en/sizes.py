"""How large something is: feet and inches, so much by so much, packs, a person's weight; and where on the globe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en import numbers
from podcaster.spoken.en.context import with_stop
from podcaster.spoken.en.figures import say_amount
from podcaster.spoken.en.money import ARTICLE, NOUN
from podcaster.spoken.en.units import unit_words

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

WINDS = {"N": "north", "S": "south", "E": "east", "W": "west"}
EVENT = (
    r" (?:race|dash|sprint|final|relay|hurdles|freestyle|butterfly|backstroke|breaststroke|medley|run|walk|"
    r"swim|track|course|stretch|lap|radius|drive|pool|hike|medal|zone|angle|turn|view|tins?|cans?|jars?|packs?|packets?|bags?|bottles?|box|"
    r"boxes|"
    r"tubs?|cartons?|blocks?|tanks?|engines?|pistols?|guns?|rifles?|handguns?|bullets?|rounds?|lens|lenses|screens?|"
    r"bars?|sachets?|kegs?|drums?|cylinders?|batter(?:y|ies)|cameras?|bomb|bombs|barrier|mark|limit|post|posts)\b"
)
"""Nouns before which a unit has no plural: a 100 m race, two 400 g tins."""
EXTENT = rf"{EVENT}| (?:wide|long|tall|deep|high|away|down|up|from|apart|thick|ahead|behind|above|below)\b"


def say_inches(match: re.Match[str], context: Context) -> str | None:
    """12", 6': not where a quotation mark is open."""
    mark = match[2]
    if mark in "\"'" and context.before(match.start()).count(mark) % 2:
        return None
    one, many = ("foot", "feet") if mark in "'′" else ("inch", "inches")
    if ARTICLE.search(context.before(match.start())) and re.match(" [A-Za-z]", context.after(match.end())):
        many = one
    return f"{context.number(match[1])} {one if match[1] == '1' else many}"


def say_height(match: re.Match[str], context: Context) -> str:
    """6'2", 5’10”, 5 ft 10 in, 6-foot-2: "six foot two"."""
    return with_stop(f"{context.cardinal(int(match[1]))} foot {context.cardinal(int(match[2]))}", match, context)


def in_units(match: re.Match[str], said: list[str], context: Context) -> str:
    """3m x 2.5m x 40cm: each side in its own unit, where they are not all the same; else nothing."""
    last = match["unit"] or match[4] if len(said) == len(("width", "depth")) else match["unit"]
    units = [(unit or "").strip(" -.") for unit in ((match[2], match[4], last) if match[5] else (match[2], last))]
    if len(set(units)) == 1 or not all(unit.isalpha() for unit in units):
        return ""
    sides = zip(said, units, strict=True)
    return " by ".join(f"{side} {unit_words(unit, context)[side != 'one']}" for side, unit in sides)


def say_by(match: re.Match[str], context: Context) -> str:
    """4x4, 1920x1080, 10 × 12 ft, 4'x8', 4x100m: so much by so much, and the unit."""
    parts = [part for part in (match[1], match[3], match[5]) if part]
    said = [
        numbers.pairs(part) if len(part) == 4 and part.isdecimal() else say_amount(part.rstrip("."), context)
        for part in parts
    ]
    if several := in_units(match, said, context):
        return with_stop(several, match, context)
    unit = (match["unit"] or match[4] or match[2] or "").strip(" -")
    if not unit:
        product = "×" in match[0] and (" × " in match[0] or re.match(r" ?=", context.after(match.end())))
        return (" times " if product else " by ").join(said)
    one, many = {"'": ("foot", "feet"), "′": ("foot", "feet"), '"': ("inch", "inches"), "″": ("inch", "inches")}.get(
        unit
    ) or unit_words(unit, context)
    single = stands_alone(match, context)
    if match[2] and match[2].strip(" -") == unit and unit in "'′":
        return " by ".join(f"{part} {many}" for part in said)
    return f"{' by '.join(said)} {one if single else many}"


def stands_alone(match: re.Match[str], context: Context) -> bool:
    """Whether the unit after dimensions has no plural, before a noun."""
    after = context.after(match.end())
    article = ARTICLE.search(context.before(match.start()))
    return bool(
        re.match(rf"-[a-z]|{EVENT}", after)
        or "-" in (match["gap"] or match[4] or "")
        or (article and NOUN.match(after) and not re.match(EXTENT, after))
    )


def say_packs(match: re.Match[str], context: Context) -> str:
    """1 x 400g tin, 6 x 330 ml cans: so many of a weight or a volume."""
    one, many = unit_words(match["unit"], context)
    unit = one if match[2] == "1" or re.match(rf"{EVENT}| [a-z]", context.after(match.end())) else many
    return f"{context.number(match[1])} times {context.number(match[2])} {unit}"


def say_coordinate(match: re.Match[str], context: Context) -> str:
    """51°30'12"N, 0° 7′ W: degrees, minutes and seconds of arc, and where to."""
    counts = zip(match.groups()[:3], ("degree", "minute", "second"), strict=True)
    said = [f"{context.number(part)} {unit}{'s' * (part != '1')}" for part, unit in counts if part]
    return " ".join([*said, WINDS[match[4]]] if match[4] else said)


def say_inch_range(match: re.Match[str], context: Context) -> str | None:
    """3-5" of snow: inches; not the end of what somebody said in straight marks."""
    if match[0].endswith('"') and context.text.count('"') % 2 == 0:
        return None
    return f"{context.number(match[1])} to {context.number(match[2])} inches"


def say_stone(match: re.Match[str], context: Context) -> str:
    """10st 4lb: a person's weight."""
    return f"{context.number(match[1])} stone {context.number(match[2])}{' pounds' * bool(match[3])}"
