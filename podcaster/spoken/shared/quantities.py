"""Counts, ranges, percent, units and money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.shared.figures import DASH, NUMBER, VULGAR, is_one, split
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE, MILLION

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

YEAR = 4
"""Figures of a year."""
SIGN = r"(?P<minus>(?<![\w)])[-−](?=\d))?"


def say_count(match: re.Match[str], context: Context) -> str:
    """A number, with the gender of what it counts."""
    tongue = context.tongue
    figures = match["number"]
    minus = f"{tongue.word('minus')} " if match["minus"] else ""
    if re.fullmatch(r"0\d+", figures):
        return minus + tongue.digits(figures)
    if not minus and re.fullmatch(r"1[1-9]\d\d|20\d\d", figures) and is_year(match, context):
        return Said(tongue.year(int(figures)), "a year: four figures without a mark, and nothing is counted")
    labelled = re.search(rf"(?:{tongue.data['nouns']['labels']})\.? $", context.before(match.start()))
    gender = "" if labelled else tongue.counted(context.after(match.end()))
    if figures == "1" and gender and not minus:
        return tongue.one(gender, context.before(match.start()))
    return minus + context.amount(figures, gender)


def is_year(match: re.Match[str], context: Context) -> bool:
    """Whether four figures are a year: nothing stands behind them that could be counted."""
    return not context.tongue.counted(context.after(match.end()))


def say_range(match: re.Match[str], context: Context) -> str:
    """10-12, 20–35, 1914-1918, 3-1: from one number to another."""
    tongue = context.tongue
    first, last = match["first"], match["last"]
    after = context.after(match.end())
    gender = tongue.counted(after)
    if re.match(r" ?=", after):
        return Said(f"{context.amount(first)} {tongue.word('minus')} {context.amount(last)}", "arithmetic: = follows")
    if re.fullmatch(r"0\d+", last):
        return Said(tongue.phone([first, last]), "a code: its second part begins with a zero")
    if re.fullmatch(r"1\d{3}|20\d\d", first) and re.fullmatch(r"1\d{3}|20\d\d|\d\d", last) and not gender:
        end = tongue.year(int(last)) if len(last) > 2 else tongue.cardinal(int(last))
        return f"{tongue.year(int(first))} {tongue.word('to')} {end}"
    if match["dash"] == ":" or (not gender and tongue.word("score") != tongue.word("to") and match["dash"] == ":"):
        return f"{context.amount(first)} {tongue.word('score')} {context.amount(last)}"
    return f"{context.amount(first, gender)} {tongue.word('to')} {context.amount(last, gender)}"


def say_unit(match: re.Match[str], context: Context) -> str | None:
    """5 km, -3 °C, 5-7 km, 90 m²: an amount and its unit."""
    tongue = context.tongue
    one, many, gender = tongue.data["units"][match["unit"]]
    first, last = match["number"], match["last"]
    minus = f"{tongue.word('minus')} " if match["minus"] else ""
    said = minus + context.amount(first, gender)
    if last:
        said += f" {tongue.word('to')} {context.amount(last, gender)}"
    per = tongue.data["per"].get((match["per"] or "").strip(" /"), "")
    single = (is_one(first) or tongue.word("below two is one") == "yes" and int(split(first)[0]) < 2) and not last  # noqa: RUF021
    stop = "." if match[0].endswith(".") and re.match(r"$|\n| [A-ZÀ-Ý]", context.after(match.end())) else ""
    return f"{said} {one if single else many}{f' {per}' if per else ''}{stop}"


def say_percent(match: re.Match[str], context: Context) -> str:
    """21 %, 3-4 %: parts of a hundred."""
    tongue = context.tongue
    minus = f"{tongue.word('minus')} " if match["minus"] else ""
    said = minus + context.amount(match["number"], tongue.percent_gender)
    if match["last"]:
        said += f" {tongue.word('to')} {context.amount(match['last'], tongue.percent_gender)}"
    return f"{said} {tongue.word('percent')}"


def say_money(match: re.Match[str], context: Context) -> str:
    """5 €, $1.000, 2 M€, R$ 4,5 bilhões, 0,99 €: an amount in a currency."""
    tongue = context.tongue
    per = tongue.data["per"].get((match["per"] or "").strip(" /"), "")
    return f"{amount_of_money(match, context)} {per}".strip()


def amount_of_money(match: re.Match[str], context: Context) -> str:
    """An amount with its currency, without what it is for."""
    tongue = context.tongue
    names = tongue.data["currencies"][match["sign"]]
    figures, scale = match["number"], (match["scale"] or "").strip()
    last = match["last"]
    if last:
        return f"{context.amount(figures, names[2])} {tongue.word('to')} {context.amount(last, names[2])} {names[1]}"
    if scale:
        named = re.match(rf" (?:de |d['’]|di )?{names[1]}\b", context.after(match.end()))
        return scaled(figures, scale, context) + ("" if named else tongue.of(names[1]))
    whole, part = split(figures)
    if len(part) == 2 and len(names) > 3:
        return tongue.price(int(whole), int(part), names)
    said = context.amount(figures, names[2])
    many = names[1]
    if not part and int(whole) >= MILLION and int(whole) % MILLION == 0:
        return said + tongue.of(many)
    return f"{said} {names[0] if is_one(figures) else many}"


def scaled(figures: str, scale: str, context: Context) -> str:
    """A number of millions or of more."""
    one, many, gender = context.tongue.data["scales"][scale]
    return f"{context.amount(figures, gender)} {one if is_one(figures) else many}"


def say_scaled(match: re.Match[str], context: Context) -> str:
    """3 Mrd., 2 mln: a short form for millions."""
    return scaled(match["number"], match["scale"].strip(), context)


def say_fraction(match: re.Match[str], context: Context) -> str | None:
    """1/2, 2/3, ¾, 1½."""
    tongue = context.tongue
    top, bottom = VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
    if not 0 < top < bottom:
        return None
    if match["whole"]:
        return tongue.mixed(int(match["whole"]), top, bottom)
    return tongue.fraction(top, bottom, tongue.counted(context.after(match.end())))


def say_slash(match: re.Match[str], context: Context) -> str:
    """2023/2024, 463/2020, 24/7: two seasons, a law of a year, or one number after the other."""
    tongue = context.tongue
    first, last = match["first"], match["last"]
    if len(last) == YEAR and len(first) == YEAR and int(last) == int(first) + 1:
        return f"{tongue.year(int(first))} {tongue.word('to')} {tongue.year(int(last))}"
    if len(first) == YEAR and len(last) == 2 and int(last) == int(first[2:]) + 1:
        return f"{tongue.year(int(first))} {tongue.word('to')} {tongue.cardinal(int(last))}"
    if len(last) == YEAR and len(first) < YEAR:
        return Said(f"{tongue.cardinal(int(first))} {tongue.word('slash')} {tongue.year(int(last))}", "a law of a year")
    return f"{tongue.cardinal(int(first))} {tongue.cardinal(int(last))}"


def say_sum(match: re.Match[str], context: Context) -> str:
    """90+3: so much and so much."""
    return f"{context.amount(match['first'])} {context.tongue.word('plus')} {context.amount(match['last'])}"


def say_phone(match: re.Match[str], context: Context) -> str | None:
    """+34 600 111 222, 01 23 45 67 89: a telephone number."""
    tongue = context.tongue
    cued = match[0].startswith(("+", "0")) or re.search(tongue.data["phone"]["cue"], context.before(match.start()))
    if not cued:
        return None
    said = tongue.phone(re.findall(r"\d+", match[0]))
    return f"{tongue.word('plus')} {said}" if match[0].startswith("+") else said


def say_ordinal(match: re.Match[str], context: Context) -> str | None:
    """1.º, 3.ª, 1er, 2e: a rank."""
    tongue = context.tongue
    mark = match["mark"].strip(".")
    gender = FEMININE if mark in tongue.data["ordinals"]["feminine"].split() else MASCULINE
    if said := tongue.marked(int(match["number"]), mark, gender):
        return said
    return tongue.ranked(int(match["number"]), gender, context.before(match.start()), context.after(match.end()))


def quantity_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for what is counted and measured."""
    data = tongue.data
    units, signs, scales = oneof(data["units"]), oneof(data["currencies"]), oneof(data["scales"])
    range_end = rf"(?: ?{DASH} ?(?P<last>{NUMBER}))?"
    number = rf"(?P<number>{NUMBER})"
    per = rf"(?P<per> ?/ ?(?:{oneof(data['per'])})(?!\w))?"
    fraction = (
        rf"(?:(?P<whole>\d{{1,3}}) ?)?(?:(?P<vulgar>[{''.join(VULGAR)}])|(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,3}}))"
    )
    return (
        rule("telephone number", "digit sign", data["phone"]["pattern"], say_phone),
        rule("ordinal", "digit", rf"(?P<number>\d{{1,4}})(?P<mark>{data['ordinals']['marks']})", say_ordinal),
        rule(
            "money, sign before",
            "sign letter",
            rf"(?P<sign>{signs}) ?{number}{range_end}(?P<scale> ?(?:{scales}))?(?!\w){per}",
            say_money,
        ),
        rule(
            "money, sign after",
            "digit",
            rf"{number}{range_end}(?P<scale> ?(?:{scales}))?(?: (?:de|di|d['’]))? ?(?P<sign>{signs})(?!\w){per}",
            say_money,
        ),
        rule("percent", "digit sign", rf"{SIGN}{number}{range_end} ?(?:%|v\. ?H\.)", say_percent),
        rule(
            "measure",
            "digit sign",
            rf"{SIGN}{number}{range_end} ?(?P<unit>{units})(?P<per> ?/ ?(?:{oneof(data['per'])}))?(?![\w²³/])",
            say_unit,
        ),
        rule("number with magnitude", "digit", rf"{number}(?P<scale> ?(?:{scales}))(?!\w)", say_scaled),
        rule("fraction", "digit sign", rf"{fraction}(?![\w/])", say_fraction),
        rule("two numbers and a slash", "digit", r"(?P<first>\d{1,4})/(?P<last>\d{1,4})(?![\w/])", say_slash),
        rule("sum", "digit", rf"(?P<first>{NUMBER}) ?\+ ?(?P<last>{NUMBER})(?!\w)", say_sum),
        rule(
            "range or score",
            "digit",
            rf"(?P<first>{NUMBER}) ?(?P<dash>{DASH}|:) ?(?P<last>{NUMBER})(?![\w:-])",
            say_range,
        ),
        rule("number", "digit sign", rf"{SIGN}{number}", say_count),
    )
