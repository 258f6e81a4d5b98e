"""Brackets, arithmetic signs, arrows and pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.pauses import pause
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

SIGNS = table("symbols")["signs"]
BETWEEN = table("symbols")["between"]
GREEK = table("symbols")["greek"]
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def say_between(match: re.Match[str], context: Context) -> str | None:
    """A sign between two things: x < y; the star only where it multiplies."""
    before, after = context.before(match.start()), context.after(match.end())
    if not re.search(r"[\w)%] ?$", before):
        return None
    if match[1] == "*" and not (re.search(r"\d ?$", before) and re.match(r"\d|[a-z]\b", after)):
        return None
    return f" {BETWEEN[match[1]]} "


def say_sign(match: re.Match[str], _: Context) -> str:
    """A sign that has a name."""
    words = str(SIGNS[match[1]])
    return ", " if words == "," else f" {words} " if words else ""


def say_function(match: re.Match[str], context: Context) -> str | None:
    """f(x) = 2x: "f of x"."""
    return f" of {match[1]}" if re.search(r"(?<!\w)[fgh]$", context.before(match.start())) else None


def say_heart(match: re.Match[str], context: Context) -> str | None:
    """I ❤ Leeds: a heart of any color between two words is a verb."""
    return "heart" if re.search(r"\b(?:[Ii]|[Ww]e|[Tt]hey|[Yy]ou|who) ?$", context.before(match.start())) else None


def say_picture(match: re.Match[str], context: Context) -> str:
    """An emoji says nothing beside words; alone it is named."""
    from unicodedata import name

    if re.search(r"\w", context.text):
        return ""
    said = " ".join(name(character, "").lower() for character in match[0] if character > "\u2100")
    return re.sub(r"\b(?:heavy|black|white) ", "", said).strip()


def raised(match: re.Match[str], context: Context) -> str:
    """x^2, x^10."""
    return {"2": " squared", "3": " cubed"}.get(match[1]) or f" to the {context.ordinal(int(match[1]))}"


def say_raised(match: re.Match[str], context: Context) -> str:
    """x², 10⁸, 10⁻⁷: a power."""
    figures = match[1].translate(RAISED)
    if figures in {"2", "3"}:
        return " squared" if figures == "2" else " cubed"
    minus = "minus " * figures.startswith("-")
    return f" to the {minus}{context.ordinal(int(figures.strip('+-') or 0))} power"


def say_greek(match: re.Match[str], context: Context) -> str:
    """θ, α-rays, 5σ: a Greek letter by its name."""
    joined = context.text[match.start() - 1 : match.start()].isdecimal()
    return f"{' ' * joined}{GREEK[match[1]]}"


def say_range_dash(match: re.Match[str], context: Context) -> str | None:
    """50p-£1.20, noon–1 p.m., the 1980s-1990s: between numbers, times and months a dash is "to"."""
    return (
        Said(" to ", "a range: numbers or times on both sides")
        if RANGED.search(context.before(match.start()))
        else None
    )


def say_trade_mark(match: re.Match[str], context: Context) -> str | None:
    """Brand (TM), Brand (R): nothing; Rep. Fox (R) has a party."""
    return None if match[0].endswith("(R)") and OFFICE_BEFORE.search(context.before(match.start())) else ""


def closing(match: re.Match[str], context: Context) -> str:
    """A pause after a bracket closes, unless the sentence pauses or ends there."""
    after = context.after(match.end())
    return "," if re.match(r" \w", after) else ""


def compared(match: re.Match[str], context: Context) -> str | None:
    """< 5, ≥10: with nothing before that is compared."""
    if re.search(r"[\w)%] ?$", context.before(match.start())):
        return None
    words = {"<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "<=": "at most", ">=": "at least"}
    return f"{words.get(match[1], '')} "


PICTURE = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U000e0020-\U000e007f\u20e3]"

OFFICE_BEFORE = on_demand(
    r"\b(?:Rep|Sen|Gov|Del|Congress(?:wo)?man|Representative|Senator|Governor|Mayor|President)\.? "
    r"(?:[A-Z][\w.'’-]{0,20} ){0,2}[A-Z][\w'’-]{1,20}$"
)
"""Somebody who has a party."""
MONTH_OR_NOON = "noon|midnight|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}(?![a-z])"
RANGED = on_demand(
    r"(?:[½¼¾⅓⅔]|\d(?:st|nd|rd|th|['’]?s|p|x)?|\d ?[°%'\"′″]|[Nn]oon|[Mm]idnight|\d ?[ap]\.?m\.?|"
    r"\d ?(?:B\.?C\.?(?:E\.?)?|A\.?D\.?|CE)|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?)$"
)
"""What a range begins with: a number, with its ending or sign; noon; a month."""
RANGES = (
    rule("range", "sign", rf" ?[-–—~] ?(?=[$£€¥₹]?\.?\d|{MONTH_OR_NOON}|AD \d)", say_range_dash),
    rule("raised figures", "sign", r"([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\w)", say_raised),
)
SAID = (
    rule("small change", "sign", r"[ΔδΣ](?=[A-Za-z](?!\w))", lambda match, _: f"{GREEK[match[0]]} "),
    rule(
        "Greek letter over a number",
        "sign",
        rf"(?<![^\W\d])({oneof(GREEK)}|π)/(\d{{1,3}})(?!\w)",
        lambda match, context: f"{GREEK.get(match[1], 'pi')} over {context.number(match[2])}",
    ),
    rule("Greek letter", "sign", rf"(?<![^\W\d])({oneof(GREEK)})(?!\w)", say_greek),
    rule("smiley", "sign", r"(?::-?[()DPp/|]|;-?\)|:'\(|<3)(?!\w)", ""),
    rule("function", "sign", r"\(([a-z])\)(?= ?[=+−])", say_function),
    rule("copyright", "sign", r"\([cC]\) ?", "copyright "),
    rule("mark of a trade", "sign", r" ?\((?:tm|TM|r|R)\)", say_trade_mark),
    rule("opening bracket", "sign", r" ?\((?=\S)", pause),
    rule("closing bracket", "sign", r"\)", closing),
    rule("raised to", "sign", r"\^(\d{1,2})(?!\w)", raised),
    rule(
        "raised to a letter",
        "sign",
        r"\^\{?([a-z])\}?(?!\w)",
        lambda match, context: f" to the {context.spell(match[1].upper()) if match[1] == 'a' else match[1]}",
    ),
    rule("about", "sign", r"[~≈∼] ?(?=[$£€¥]?\d)", "about "),
    rule("plus or minus", "sign", r"(?:±|\+/-) ?(?=[$£€¥]?\d)", "plus or minus "),
    rule("at most, at least", "sign", r"([<>≤≥]=?) ?(?=[$£€¥]?\d)", compared),
    rule(
        "sign between",
        "sign",
        rf" ?({oneof(BETWEEN)}) ?(?=\w|[$£€¥(]|\.\d)",
        say_between,
    ),
    rule("number sign", "sign", r"(?:№|(?<![\w#])#(?= )) ?(?=\d)", "number "),
    rule("named sign", "sign", rf"({oneof(SIGNS)})", say_sign),
    rule(
        "heart",
        "sign",
        r"[\u2764\u2665\U0001f499-\U0001f49c\U0001f5a4\U0001f90d\U0001f90e\U0001f9e1](?= ?\w)",
        say_heart,
    ),
    rule("picture", "sign", rf"{PICTURE}(?:[\u200d\ufe0f\U0001f3fb-\U0001f3ff]|{PICTURE})*", say_picture),
    rule(
        "hyphen that is no minus",
        "sign",
        r"-",
        lambda match, context: "" if not context.text[match.end() : match.end() + 1].isalnum() else "-",
    ),
)
