"""Money: "$3.5 million" is "three point five million dollars", "£2.50" is "two pounds and fifty pence"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.context import with_stop
from podcaster.spoken.en.figures import (
    AMOUNT,
    DASH,
    NUMBER,
    SCALE,
    SHORT_PER,
    VULGAR,
    magnitude,
    per_words,
    say_amount,
)
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

CURRENCIES = table("units")["currencies"]
SIGN = oneof(sign for sign in CURRENCIES if not sign.isalpha())
AFTER_ALONE = frozenset({"kr", "Kr", "zł", "Ft", "Fr"})
"""Letters that are a currency only behind an amount."""
CODE = oneof(sign for sign in CURRENCIES if sign.isalpha() and sign not in AFTER_ALONE)

ARTICLE = on_demand(r"\b(?:an?|another) (?:[\w,-]{1,20} ){0,2}$", re.IGNORECASE)
PRICED = on_demand(
    r" (?:notes?|bills?|coins?|fees?|fines?|cuts?|deals?|loans?|tickets?|prizes?|rewards?|bonus|bonuses|bounty|"
    r"increases?|raises?|minimum|"
    r"budgets?|contracts?|settlements?|donations?|investments?|grants?|gifts?|lawsuits?|funds?|packages?|"
    r"projects?|checks?|cheques?|thresholds?)\b"
)
"""Nouns that an amount stands before even after "the"."""
NOUN = on_demand(
    r" (?!(?:an?|per|and|or|for|to|on|in|at|of|off|from|by|more|less|over|each|every|is|was|plus|with|when|but|as|"
    r"if|while|that|which|"
    r"because|after|before|this|last|next|than|every|into|upfront|extra|apiece|cash|now|today|annually|monthly|"
    r"weekly|daily)\b)(?:[a-z]|[A-Z]{2,5}\b)"
)
THOUSANDS_OF_EUROS = on_demand(r"\d{1,3}\.\d\d0")
"""With one dot in it an amount in euros is in thousands when it could not be cents: €12.500."""


def say_money(match: re.Match[str], context: Context) -> str:
    """$3.5 million, £5bn, $5-$10, US$20, $4.19/gal, a $100-plus dinner."""
    names = CURRENCIES[match["sign"]]
    minus = "minus " if match["minus"] or match["less"] else ""
    tail = per_words(match["per"]) or (match["hyphen"] or "").replace("-", " ")
    single = before_noun(match, context)
    if match["last"]:
        return minus + money_range(match, names, context, singular=single) + tail
    scale = match["scale"]
    if re.fullmatch(r"\d/\d", match["first"]) and scale and scale.strip(" -").isalpha():
        part = say_amount(match["first"], context)
        part = "half" if match["first"] == "1/2" else part
        half = f"{part} {'' if single or part.endswith('s') else 'a '}{'of a ' * (part.endswith('s') and not single)}"
        return f"{minus}{half}{magnitude(scale)} {names[0] if single else names[1]}{tail}"
    more = " plus" * bool(match["more"] or match["plus"])
    return minus + money(match["first"], scale, names, context, singular=single) + more + tail


def money_range(match: re.Match[str], names: list[str], context: Context, *, singular: bool) -> str:
    """Two amounts: "five to ten dollars"; each with its cents where one has cents, and a sign of its own."""
    first, last, scale, scale2 = match["first"], match["last"], match["scale"], match["scale2"]
    if (
        match["sign2"]
        and names[2]
        and not (scale or scale2)
        and any(re.search(r"\.\d\d$", part) for part in (first, last))
    ):
        return " to ".join(money(part, None, names, context, singular=False) for part in (first, last))
    said = f"{amount(first, scale, context)} to {amount(last, scale2, context)}"
    return f"{said} {names[0] if singular else names[1]}"


def before_noun(match: re.Match[str], context: Context) -> bool:
    """Whether an amount stands before its noun ("a $5 coffee", "a $10-a-day plan"), where it has no plural."""
    before, after = context.before(match.start()), context.after(match.end())
    if match["hyphen"]:
        return bool(re.search(r"\b(?:an?|the|his|her|their|its|this|that) $", before, re.IGNORECASE))
    if match[0].endswith(("dollar", "euro", "pound", "yen")):
        return True
    return bool(re.match(r"-[a-z]", after) or PRICED.match(after) or (ARTICLE.search(before) and NOUN.match(after)))


def money(figures: str, scale: str | None, names: list[str], context: Context, *, singular: bool) -> str:
    """An amount and its currency: "three dollars and fifty cents", "three point five million dollars"."""
    one, many, cent, cents = names
    if THOUSANDS_OF_EUROS.fullmatch(figures) and one == "euro":
        figures = figures.replace(".", "")
    simple = not numbers.INDIAN.fullmatch(figures) and not re.search(rf"[/{''.join(VULGAR)}]", figures)
    whole, point, part = numbers.plain(figures).partition(".") if simple else (figures, "", "")
    if singular and not scale and len(part) == 2 and cent and int(whole or 0):
        small = cents if cent == "penny" else cent
        rest = f" and {context.cardinal(int(part))} {small}" * bool(int(part))
        return f"{context.cardinal(int(whole))} {one}{rest}"
    if scale or not point or len(part) != 2 or not cent or singular:
        said = amount(figures, scale, context)
        return f"{said} {one if said == 'one' or singular else many}"
    small = f"{context.cardinal(int(part))} {cent if int(part) == 1 else cents}" if int(part) else ""
    large = f"{context.cardinal(int(whole))} {one if whole == '1' else many}" if int(whole or 0) or not small else ""
    return " and ".join(filter(None, (large, small)))


def amount(figures: str, scale: str | None, context: Context) -> str:
    """A number and its magnitude: "three point five million"."""
    return f"{say_amount(figures, context)} {magnitude(scale)}".strip()


def say_money_after(match: re.Match[str], context: Context) -> str | None:
    """100€, 20 USD, 50¢, 3,50 €, 3,000 kr."""
    sign = match["sign"].strip()
    if sign in AFTER_ALONE and context.after(match.end()).startswith("'"):
        return None
    names = CURRENCIES[sign]
    first, last = match["first"], match["last"]
    tail = per_words(match["per"])
    if last:
        return f"{amount(first, None, context)} to {amount(last, match['scale'], context)} {names[1]}{tail}"
    said = money(first, match["scale"], names, context, singular=False) + tail
    return with_stop(said, match, context)


def say_pence(match: re.Match[str], context: Context) -> str | None:
    """50p, in British texts or beside pounds."""
    if not context.british and "£" not in context.text and not re.match("kWh|mile|litre", match["per"].strip(" /")):
        return None
    said = f"{numbers.cardinal(int(match[1]))} {'penny' if match[1] == '1' else 'pence'}{per_words(match['per'])}"
    return Said(said, "pence: the text is British or has pounds in it")


def say_cents(match: re.Match[str], context: Context) -> str | None:
    """80c, beside dollars or euros."""
    if not re.search(r"[$€]\d", context.text):
        return None
    return Said(
        f"{context.cardinal(int(match[1]))} {'cent' if match[1] == '1' else 'cents'}",
        "cents: the text has dollars in it",
    )


def say_notes(match: re.Match[str], context: Context) -> str:
    """$5s and $20s: notes of so much; $100s of is a count of money."""
    said = numbers.plural(context.number(match[2]))
    if match[2] in {"100", "1,000", "1000"} and match[0].endswith(" of"):
        return Said(f"{said.removeprefix('one ')} of {CURRENCIES[match[1]][1]} of", "a count of money, not a note")
    return Said(said, "notes of so much")


PER_ANY = (
    r"(?P<per>(?: ?/ ?(?!\d)(?:kWh|MWh|GB|MB|TB|L|sq\.? (?:ft|mi|m|km|yd)\b|[a-z]{1,12})(?![A-Za-z])[²³]?){1,3}"
    rf"|(?: per (?:{SHORT_PER})(?![\w²³])))"
)
"""What money may be for with slashes; any word will do."""
RULES = (
    rule("notes of money", "sign", rf"({SIGN})(\d{{1,3}}|1,?000)s\b(?: of(?= [a-z]))?", say_notes),
    rule(
        "money, sign before",
        "sign letter",
        rf"(?P<minus>(?<![A-Za-z])[-−–](?=[^\w\s]))?(?P<sign>{SIGN}|(?:{CODE})(?= ?\d)) ?(?P<less>[-−](?=\d))?"
        rf"(?P<first>(?<=€)\d{{1,6}},\d\d(?![\d,])|[1-9]/[2-9](?= (?:million|billion|trillion))|{AMOUNT})"
        rf"(?P<scale>{SCALE}|"
        rf" [MB](?![\w.&]))?(?P<more>\+(?!\w))?"
        rf"(?:{DASH}(?P<sign2>(?:{SIGN}) ?)?(?P<last>{NUMBER})(?![\d%-])(?P<scale2>{SCALE})?)?(?!\d)"
        rf"(?:{PER_ANY}|(?P<hyphen>-(?:an?|per)-)|[ -](?:dollar|euro|pound|yen)s?\b|(?P<plus>-plus\b))?",
        say_money,
    ),
    rule(
        "money, sign after",
        "digit",
        rf"(?P<first>{AMOUNT})(?:[-–](?P<last>{NUMBER}))?(?P<scale>{SCALE})?"
        rf"(?P<sign>(?<=\d)(?:{SIGN})(?!\d)| ?(?:{SIGN})(?! ?\d)| ?(?:(?:{CODE})\b|"
        rf"(?:{oneof(AFTER_ALONE)})(?!\w)))(?:(?<=kr)\.|(?<=Kr)\.)?"
        rf"{PER_ANY}?",
        say_money_after,
    ),
    rule("cents", "digit", r"(\d{1,2})c\b(?![-/])", say_cents),
    rule("pence", "digit", r"(\d{1,2})p\b(?P<per>(?: ?/ ?(?:kWh|[a-z]{1,12})\b)?)", say_pence),
)
