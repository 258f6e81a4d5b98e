"""Money: "$3.5 million" is "three point five million dollars", "£2.50" is "two pounds and fifty pence"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en import numbers
from podcaster.spoken.en.figures import DASH, NUMBER, PER, PER_UNIT, SCALE, magnitude
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

CURRENCIES = table("units")["currencies"]
SIGN = oneof(sign for sign in CURRENCIES if not sign.isalpha())
CODE = oneof(sign for sign in CURRENCIES if sign.isalpha())

ARTICLE = re.compile(r"\b(?:an?|another) (?:[\w-]{1,20},? ){0,2}$", re.IGNORECASE)
PRICED = re.compile(
    r" (?:notes?|bills?|coins?|fees?|fines?|cuts?|deals?|loans?|tickets?|prizes?|rewards?|bonus|bonuses|bounty|"
    r"increases?|raises?|minimum|"
    r"budgets?|contracts?|settlements?|donations?|investments?|grants?|gifts?|lawsuits?|funds?|packages?|"
    r"projects?|checks?|cheques?|thresholds?)\b"
)
"""Nouns that an amount stands before even after "the"."""
NOUN = re.compile(
    r" (?!(?:an?|per|and|or|for|to|on|in|at|of|off|from|by|more|less|over|each|every|is|was|plus|with|when|but|as|"
    r"if|while|that|which|"
    r"because|after|before|this|last|next|than|every|into|upfront|extra|apiece|cash|now|today|annually|monthly|"
    r"weekly|daily)\b)[a-z]"
)


def say_money(match: re.Match[str], context: Context) -> str:
    """$3.5 million, £5bn, $5-$10, US$20."""
    names = CURRENCIES[match["sign"]]
    minus = "minus " if match["minus"] else ""
    tail = f" per {PER[match['per']]}" if match["per"] else (match["hyphen"] or "").replace("-", " ")
    if match["last"]:
        said = f"{amount(match['first'], match['scale'], context)} to {amount(match['last'], match['scale2'], context)}"
        return f"{minus}{said} {names[0] if before_noun(match, context) else names[1]}{tail}"
    return minus + money(match["first"], match["scale"], names, context, singular=before_noun(match, context)) + tail


def before_noun(match: re.Match[str], context: Context) -> bool:
    """Whether an amount stands before its noun ("a $5 coffee", "a $10-a-day plan"), where it has no plural."""
    before, after = context.before(match.start()), context.after(match.end())
    if match["hyphen"]:
        return bool(re.search(r"\b(?:an?|the|his|her|their|its) $", before))
    if match[0].endswith(("dollar", "euro", "pound", "yen")):
        return True
    return bool(re.match(r"-[a-z]", after) or PRICED.match(after) or (ARTICLE.search(before) and NOUN.match(after)))


def money(figures: str, scale: str | None, names: list[str], context: Context, *, singular: bool) -> str:
    """An amount and its currency: "three dollars and fifty cents", "three point five million dollars"."""
    one, many, cent, cents = names
    whole, point, part = figures.replace(",", "").partition(".")
    if scale or not point or len(part) != 2 or not cent or singular:
        said = amount(figures, scale, context)
        return f"{said} {one if said == 'one' or singular else many}"
    small = f"{context.cardinal(int(part))} {cent if int(part) == 1 else cents}" if int(part) else ""
    large = f"{context.cardinal(int(whole))} {one if whole == '1' else many}" if int(whole or 0) or not small else ""
    return " and ".join(filter(None, (large, small)))


def amount(figures: str, scale: str | None, context: Context) -> str:
    """A number and its magnitude: "three point five million"."""
    return f"{context.number(figures)} {magnitude(scale)}".strip()


def say_money_after(match: re.Match[str], context: Context) -> str:
    """100€, 20 USD, 50¢."""
    return money(match["first"], match["scale"], CURRENCIES[match["sign"]], context, singular=False)


def say_pence(match: re.Match[str], context: Context) -> str | None:
    """50p, in British texts or beside pounds."""
    if not context.british and "£" not in context.text:
        return None
    return f"{numbers.cardinal(int(match[1]))} {'penny' if match[1] == '1' else 'pence'}"


RULES = (
    rule(
        "money, sign before",
        "sign letter",
        rf"(?P<minus>[-−–](?=[^\w\s]))?(?P<sign>{SIGN}|(?:{CODE})(?= ?\d)) ?(?P<first>{NUMBER})(?P<scale>{SCALE}|"
        rf" [MB](?![\w.&]))?"
        rf"(?:{DASH}(?:(?:{SIGN}) ?)?(?P<last>{NUMBER})(?![\d%-])(?P<scale2>{SCALE})?)?(?!\d)"
        rf"(?:{PER_UNIT}|(?P<hyphen>-(?:an?|per)-)|-(?:dollar|euro|pound|yen)s?\b)?",
        say_money,
    ),
    rule(
        "money, sign after",
        "digit",
        rf"(?P<first>{NUMBER})(?P<scale>{SCALE})?(?: ?(?P<sign>(?:{SIGN})(?! ?\d)|(?:{CODE})\b))",
        say_money_after,
    ),
    rule("pence", "digit", r"(\d{1,2})p\b", say_pence),
)
