"""Numbers with a unit or a magnitude: kilometers, degrees, percent, feet and inches, thousands of followers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en import numbers
from podcaster.spoken.en.figures import DASH, NUMBER, PER, PER_UNIT, SCALE, SIGNED, WORDS, magnitude
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

UNITS = table("units")["units"]
BRITISH = table("units")["british"]
ATTACHED = frozenset(table("units")["attached"])
"""Units that are a word or something else when a space is before them: "5in" but "5 in"."""

SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "±": "plus or minus"}
EVENT = (
    r" (?:race|dash|sprint|final|relay|hurdles|freestyle|butterfly|backstroke|breaststroke|medley|run|walk|"
    r"swim|radius|drive|pool|hike|medal|zone|angle|turn|view)\b"
)
EXTENT = rf"{EVENT}| (?:wide|long|tall|deep|high|away|down|up|from|apart|thick|ahead|behind|above|below)\b"
COUNTED = re.compile(
    r" [a-z]{3,}(?<!ss)s\b| (?:people|men|women|children)\b| [a-z]{3,15} (?:people|men|women|children|"
    r"[a-z]{3,15}(?<!ss)s)\b"
)
LABEL = re.compile(
    r"(?:\b(?:Apt|Apartment|Unit|Room|Suite|Ste|Flat|Gate|Row|Seat|Rm|No|[Nn]umber|Highway|Route|Building|Floor|"
    r"Form|Exhibit|Grade|Class|"
    r"Section|Rule|Type|Pier|Hall|Terminal|Track|Platform)\.? ?#?|#)$"
)


def unit_words(unit: str, context: Context) -> tuple[str, str]:
    """One and many of a unit, in the region's spelling."""
    one, many = UNITS[unit]
    return (british_spelling(one), british_spelling(many)) if context.british else (one, many)


def british_spelling(words: str) -> str:
    """A unit's words as British English spells them."""
    return re.sub(r"(?<![a-z])ton(?=s?$)|(?:met|lit)er", lambda match: str(BRITISH[match[0]]), words)


def signed(figures: str, context: Context) -> str:
    """A number with an optional sign."""
    sign = SIGNS.get(figures[0])
    return f"{sign} {context.number(figures[1:])}" if sign else context.number(figures)


def say_measure(match: re.Match[str], context: Context) -> str | None:
    """5 km, 60mph, 5-10%, 100 km/h, 5°C."""
    unit, first, last = match["unit"], match["first"], match["last"]
    after = context.after(match.end())
    if not is_unit(match, after):
        return None
    one, many = unit_words(unit, context)
    if match["power"]:
        kind = "square" if match["power"] in "²2" else "cubic"
        one, many = f"{kind} {one}", f"{kind} {many}"
    said = signed(first, context) + (f" {magnitude(match['scale'])}" if match["scale"] else "")
    if last:
        said += f" to {context.number(last)}"
    attributive = match["gap"] == "-" or re.match(rf"-[a-z]|{EVENT}", after)
    tail = ""
    if match["per"]:
        per = str(PER[match["per"]])
        tail = f" per {british_spelling(per) if context.british else per}"
    stop = "." if unit.endswith(".") and re.match(r"$|\s+[A-Z“\"]", after) else ""
    return f"{said} {one if said in {'one', 'minus one'} or attributive else many}{tail}{stop}"


def is_unit(match: re.Match[str], after: str) -> bool:
    """Whether what stands after a number is a unit, and not a word or a magnitude."""
    unit = match["unit"]
    if unit in ATTACHED and match["gap"]:
        return False
    if unit in {"m", "t"} and not match["power"] and not match["per"]:
        return bool(re.match(EXTENT, after)) or not COUNTED.match(after)
    if unit == "s":
        return not (match["first"].isdecimal() and (int(match["first"]) % 10 == 0 or len(match["first"]) > 2))
    return True


def say_scaled(match: re.Match[str], context: Context) -> str | None:
    """10K followers, 5m people, 8bn, 3 million, 5-10 million."""
    scale = match["scale"].strip()
    after, before = context.after(match.end()), context.before(match.start())
    if LABEL.search(before) or (len(scale) == 1 and re.match(r" [A-Z][a-z]", after)):
        return None
    if scale in {"K", "k"} and not COUNTED.match(after):
        return None if match["first"] in {"401", "403"} else f"{context.number(match['first'])} K"
    last = f" to {context.number(match['last'])}" if match["last"] else ""
    return f"{context.number(match['first'])}{last} {magnitude(scale)}"


def say_inches(match: re.Match[str], context: Context) -> str | None:
    """12", 6': not where a quotation mark is open."""
    mark = match[2]
    if mark in "\"'" and context.before(match.start()).count(mark) % 2:
        return None
    one, many = ("foot", "feet") if mark in "'′" else ("inch", "inches")
    return f"{context.number(match[1])} {one if match[1] == '1' else many}"


def say_hours(match: re.Match[str], context: Context) -> str:
    """2h 15m, 1h30m."""
    hours, minutes = int(match[1]), int(match[2])
    return (
        f"{context.cardinal(hours)} hour{'s' * (hours != 1)} {context.cardinal(minutes)} minute{'s' * (minutes != 1)}"
    )


def say_height(match: re.Match[str], context: Context) -> str:
    """6'2", 5’10”, 5 ft 10 in, 6-foot-2: "six foot two"."""
    return f"{context.cardinal(int(match[1]))} foot {context.cardinal(int(match[2]))}"


def say_by(match: re.Match[str], context: Context) -> str:
    """4x4, 1920x1080."""
    first, last = (
        numbers.pairs(part) if len(part) == 4 and part.isdecimal() else context.number(part)
        for part in (match[1], match[2])
    )
    return f"{first} by {last}"


RULES = (
    rule("feet and inches", "digit", r"(\d) ?['’′] ?(1[01]|\d)(?: ?[\"”″]| ?(?:''|’’)|(?=[ ,.;)]|$))", say_height),
    rule(
        "feet and inches in words",
        "digit",
        r"(\d)(?: ?ft\.? |-foot-| foot )(1[01]|\d)(?: ?in\b\.?| inches)?(?![\w%-])",
        say_height,
    ),
    rule(
        "size in inches",
        "digit",
        r"(\d{1,3}(?:\.\d{1,2})?)[\"″] ?[x×] ?(\d{1,3}(?:\.\d{1,2})?)[\"″]",
        lambda match, context: f"{say_by(match, context)} inches",
    ),
    rule("inches or feet", "digit", r"(\d{1,3}(?:\.\d)?)(\"|″|′|'(?= |$))(?!\w)", say_inches),
    rule("hours and minutes", "digit", r"(\d{1,2}) ?hr?s?\.? ?(\d{1,2}) ?m(?:ins?)?\b", say_hours),
    rule("dimensions", "digit", r"(\d{1,5}(?:\.\d{1,3})?)(?: ?x ?|×)(\d{1,5}(?:\.\d{1,3})?)(?!\w)", say_by),
    rule("multiple", "digit", rf"({NUMBER})[xX×](?!\w)", lambda match, context: f"{context.number(match[1])} times"),
    rule(
        "measure",
        "digit sign",
        rf"(?P<first>{SIGNED})(?P<scale> (?:{WORDS}))?(?:(?:%|°|°?[CF]|ft|k?m|[kc]?m|kg|"
        rf"lbs?)?{DASH}(?P<last>{NUMBER}))?"
        rf"(?P<gap>[ -])?(?P<unit>{oneof(UNITS)})(?P<power>[²³23](?!\w))?(?:{PER_UNIT})?(?![\w/])",
        say_measure,
    ),
    rule(
        "number with magnitude",
        "digit",
        rf"(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?(?P<scale>{SCALE})(?![\w-]{{0,20}}\d)",
        say_scaled,
    ),
)
