"""How numbers are written: the parts that every pattern with a number in it is made of, and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en import numbers
from podcaster.spoken.rule import oneof
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

MAGNITUDES = table("units")["magnitudes"]
PER = table("units")["per"]
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9),
    "⅒": (1, 10),
}  # fmt: skip

METRIC = (
    r"(?=[ -]?(?:[%€‰°]|per ?cent\b|"
    r"[mb]illion\b|[kcm]?m\b|[km]?g\b|[lL]\b|euros?\b|degrees\b|points?\b|lit(?:er|re)s?\b|"
    r"(?:kilo|centi|milli)?met(?:er|re)s?\b|kilo(?:gram)?s?\b|[kMG]Wh?\b|times\b|hours?\b))"
)
"""What is measured after a decimal comma, which without it might be two numbers of a list."""
WHOLE = (
    r"\d{1,3}(?:\.\d{3}){1,6},\d{1,2}(?![\d,.]\d|\d)"  # 1.234,56
    r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)"  # 12,50,000
    r"|\d{1,3}(?:,\d{3}){1,6}(?!\d)"  # 1,250,000
    r"|[1-9]\d{0,2}(?: \d{3}){1,6},\d{1,2}(?![\d,.]\d|\d)"  # 1 250,50
    r"|[1-9]\d{0,2}(?: \d{3}){1,6}(?=[-–][1-9]\d{0,2} \d{3}(?![\d-]))"  # 1 000-2 000
    r"|[1-9]\d{0,2}(?: \d{3}){1,6}(?! ?[\d:/–-]|[-.,]\d|[A-Za-z])"  # 1 250 000
    r"|\d{1,3}(?:\.\d{3}){2,6}(?![\d.]\d|\d)"  # 1.250.000
    r"|[1-9]\d{0,2}(?:'\d{3}){1,6}(?![\w'])|[1-9]\d{0,2}(?:_\d{3}){1,6}(?!\w)"  # 1'250'000, 1_250_000
    rf"|\d{{1,6}},\d{{1,2}}(?![\d,]){METRIC}"  # 12,5 %
    r"|\d{1,40}"
)
NUMBER = rf"(?:(?:{WHOLE})(?:\.\d{{1,40}})?|\.\d{{1,40}})"
"""A number in any of the groupings that papers use: 1,250.75, 12,50,000, 1 250 000, 1.250.000, 1.250,75, 12,5 %."""
MIXED = rf"(?:\d{{1,6}}[ -]\d{{1,2}}[/⁄]\d{{1,3}}(?![\d/])|\d{{0,9}} ?[{''.join(VULGAR)}])"
"""A number with a fraction: 5 3/8, 1½, ½."""
AMOUNT = rf"(?:{MIXED}|{NUMBER})"
SIGNED = rf"[-−–+±]?{NUMBER}"
DASH = r"(?: ?[-–—~] ?| to )"
WORDS = "hundred|thousand|million|billion|trillion|lakh|crore"
SCALE = (
    rf"(?:[ -]?(?:lakh[ -]crore|thousand[ -](?:million|billion|crore)|{WORDS})\b"
    r"| ?(?:bn|Bn|BN|bln|mln|mn|mil|mio|tn|trn|bil|cr)\b(?:\.(?= [a-z]))?"
    r"|(?:[kKmMbBtT]|mm|MM)\b)"
)
SHORT_PER = oneof(unit for unit, word in PER.items() if unit != word and unit not in {"s", "t", "g", "m", "l", "d"})
UNIT_PER = rf"(?:(?: ?/ ?(?:{oneof(PER)})| per (?:{SHORT_PER}))(?![\w²³]))"
PER_UNIT = rf"(?P<per>{UNIT_PER}{{1,3}})"
"""What an amount is for, with slashes: /h, /kg, /user/month."""


def magnitude(written: str | None) -> str:
    """The word for a magnitude as written: "bn" is "billion"."""
    if not written:
        return ""
    return " ".join(str(MAGNITUDES[part]) for part in re.split("[ -]", written.strip(" -.")))


def per_words(written: str | None) -> str:
    """What an amount is for: "/user/month" is " per user per month"."""
    parts = re.findall(r"sq\.? [a-z]{1,2}\.?|[^\s/]+", written or "")
    return "".join(f" per {PER.get(part, part)}" for part in parts if part != "per")


def mixed(whole: str, top: int, bottom: int) -> str:
    """A whole number and a fraction: "two and a half", "one and three quarters"."""
    part = numbers.fraction(top, bottom)
    if not whole:
        return part
    return f"{whole} and {part.replace('one ', 'an ' if bottom == 8 else 'a ', 1) if top == 1 else part}"


def say_amount(figures: str, context: Context) -> str:
    """An amount in words: a number in any grouping, or one with a fraction."""
    if sign := re.search(rf"[{''.join(VULGAR)}]$", figures):
        whole = figures[:-1].strip()
        return mixed(context.number(whole) if whole else "", *VULGAR[sign[0]])
    if found := re.fullmatch(r"(\d+)[ -](\d+)[/⁄](\d+)", figures):
        return mixed(context.number(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d+)[/⁄](\d+)", figures):
        return numbers.fraction(int(found[1]), int(found[2]))
    return context.number(figures)
