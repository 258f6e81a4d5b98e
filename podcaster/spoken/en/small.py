"""Texts without capitals: titles, saints, streets, eras, rulers and dotted letters that are written small."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en.abbreviations import DIRECTIONS, STREETS, TITLES
from podcaster.spoken.numerals import value
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import listed

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

SMALL_TITLES = "mr mrs ms dr prof rev sgt capt gov sen lt"
SAINTS = (
    "paul|peter|john|louis|mary|george|james|petersburg|helena|patrick|andrew|joseph|thomas|francis|martin|anne|mark|"
    "luke|matthew|nicholas|augustine|moritz|pancras|albans|ives"
)
SMALL_STREETS = "st ave blvd rd ln pkwy hwy expy"
ADDRESS_BEFORE = on_demand(r"\b\d{1,5} (?:[nsew] |north |south |east |west )?(?:[a-z0-9]+ ){1,3}$")
NUMBERED_WAR = on_demand(
    r"\b(?:(?:vol|ch|chap|pt|sec|fig|p|pp|art)\.|"
    r"canto|scene|world war|super bowl|chapter|section|part|volume|act|title|phase|type|book) $"
)
RULER_BEFORE = on_demand(r"\b([a-z]+) $")
ERA_BEFORE = on_demand(
    r"(?:^|\b(?:in|from|of|until|by|around|about|circa|since|to|before|after|year) )$", re.IGNORECASE
)


def say_small_title(match: re.Match[str], _: Context) -> str:
    """Mr. smith, in a text without capitals."""
    return str(TITLES[match[1].capitalize()]).lower()


def say_small_numeral(match: re.Match[str], context: Context) -> str | None:
    """World war ii, henry viii: a numeral in small letters."""
    before, number = context.before(match.start()), value(match[1].upper())
    if NUMBERED_WAR.search(before):
        return Said(context.cardinal(number), "a number: after what is counted")
    name = RULER_BEFORE.search(before)
    if not name or name[1].capitalize() not in listed("names", "rulers") or match[1] == "i":
        return None
    return Said(f"the {context.ordinal(number)}", f"a ruler: after {name[1]}")


def say_era(match: re.Match[str], context: Context) -> str | None:
    """2000 bc, in 750 ad."""
    if match[2] in {"ad", "ce"} and not ERA_BEFORE.search(context.before(match.start())):
        return None
    number = context.year(match[1]) if match[2] in {"ad", "ce"} else context.number(match[1])
    return f"{number} {context.spell(match[2].upper())}"


def say_small_street(match: re.Match[str], context: Context) -> str | None:
    """123 main st, in a text without capitals."""
    if not ADDRESS_BEFORE.search(context.before(match.start())):
        return None
    return Said(str(STREETS[match[1].capitalize()]).lower(), "a street: after a house number")


def say_small_direction(match: re.Match[str], context: Context) -> str | None:
    """1211 e arques ave."""
    if not re.search(r"\b\d{1,5} $", context.before(match.start())):
        return None
    return f"{DIRECTIONS[match[1].upper()].lower()} "


SCAN = (
    rf"(?:{'|'.join(SMALL_TITLES.split())}|st)\. (?=[a-z])|(?:{'|'.join(SMALL_STREETS.split())})(?:\.|\b)(?=,|$)|"
    r"[nsew] (?=[a-z0-9]+(?: [a-z]+){0,2} (?:st|ave|blvd|rd|ln|street|avenue|road)\b)|"
    r"x{0,3}(?:ix|iv|v?i{1,3}|v)\b(?=[ ,.;)]|$)|(?:u\.s|u\.k|e\.u|u\.n)(?![a-z])"
)
"""Where such a rule may apply."""
RULES = (
    rule("title in small letters", "letter", rf"({'|'.join(SMALL_TITLES.split())})\.(?= [a-z])", say_small_title),
    rule("saint in small letters", "letter", rf"st\.(?= (?:{SAINTS})\b)", "saint"),
    rule("letters with stops, small", "letter", r"(u\.s|u\.k|e\.u|u\.n)\.?(?![a-z])",
         lambda match, context: context.spell(match[1].replace(".", "").upper())),
    rule("street in small letters", "letter", rf"({oneof(SMALL_STREETS.split())})(?:\.|\b)(?=,|$)", say_small_street),
    rule(
        "direction in small letters",
        "letter",
        r"([nsew]) (?=[a-z0-9]+(?: [a-z]+){0,2} (?:st|ave|blvd|rd|ln|street|avenue|road)\b)",
        say_small_direction,
    ),
    rule("numeral in small letters", "letter", r"(x{0,3}(?:ix|iv|v?i{1,3}|v))(?![\w'’.-]\w|\w)", say_small_numeral),
    rule("era in small letters", "digit", r"(\d{1,5}) (bce|bc|ce|ad)(?!\w)", say_era),
)  # fmt: skip
