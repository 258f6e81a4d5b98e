"""Counts, ranks, ranges, percent, degrees, units and fractions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.shared.figures import DASH, GROUPED, LAST, NUMBER, NUMBERED, VULGAR, is_one
from podcaster.spoken.shared.money import money_rules
from podcaster.spoken.shared.short import with_stop
from podcaster.spoken.shared.tongue import FEMININE, MASCULINE

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

YEAR = 4
"""Figures of a year."""
CENTURY, LATEST = 1900, 40
"""A law of /90 is of 1990, one of /15 of 2015."""
MARKS_OF = frozenset({5, 10, 20, 100})
"""The most marks that are given: 10/10."""
MOST_MARKS = 20
"""The most marks that schools give (in France); no fraction of twentieths stands in papers."""
HALF_AFTER = on_demand(r"\b([^\W\d_]{3,20}) (?:y|e|et|und) $")
"""What a half belongs to that stands behind it: dos horas y ½."""
RANKED_BEFORE = on_demand(
    r"\b(?:arrivat[oaie]|classificat[oaie]|giunt[oaie]|piazzat[oaie]|terminat[oaie]|finisce|finito|chiude|llegó|quedó|terminó|"
    r"acabó|ficou|terminou|chegou|acabou|il|lo|la|al|allo|alla|nel|nella|del|della|dal|un|una|el|os|o|a|no|na|ao|à) $"
    r"|\bl['’]$",
    re.IGNORECASE,
)
"""What stands before a rank and not before degrees."""
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
    score = figures == "1" and re.search(r"\d (?:a|à) $", context.before(match.start()))
    gender = "" if score or context.labelled(match.start()) else tongue.counted(context.after(match.end()))
    if figures == "1" and gender and not minus:
        noun = re.match(r" ([^\W\d_]+)", context.after(match.end()))
        return tongue.one(gender, context.before(match.start()), noun[1] if noun else "")
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
    if (
        len(first) == YEAR
        and len(last) < YEAR
        and first.isdecimal()
        and last.isdecimal()
        and context.labelled(match.start())
    ):
        return Said(f"{tongue.year(int(first))} {context.amount(last)}", "a law and its year: no range goes down")
    if re.fullmatch(r"1\d{3}|20\d\d", first) and re.fullmatch(r"1\d{3}|20\d\d|\d\d", last) and not gender:
        return tongue.years(first, last)
    if match["colon"]:
        return f"{context.amount(first)} {tongue.word('score')} {context.amount(last)}"
    return f"{context.amount(first, gender)} {tongue.word('to')} {context.amount(last, gender)}"


def say_unit(match: re.Match[str], context: Context) -> str | None:
    """5 km, -3 °C, 5-7 km, 90 m²: an amount and its unit."""
    tongue = context.tongue
    if not tongue.is_unit(match["unit"], context.after(match.end())):
        return None
    one, many, gender = tongue.data["units"][match["unit"]]
    first, last = match["number"], match["last"]
    minus = f"{tongue.word('minus')} " if match["minus"] else ""
    alone = first == "1" and not (minus or last)
    said = tongue.one(gender, context.before(match.start()), one) if alone else minus + context.amount(first, gender)
    if last:
        said += f" {tongue.word('to')} {context.amount(last, gender)}"
    single = not last and tongue.is_single(*context.split(first))
    return with_stop(f"{said} {one if single else many}{tongue.per(match['per'])}", match, context)


def say_percent(match: re.Match[str], context: Context) -> str:
    """21 %, 3-4 %, 3,5 ‰: parts of a hundred or of a thousand."""
    tongue = context.tongue
    minus = f"{tongue.word('minus')} " if match["minus"] else ""
    said = minus + context.amount(match["number"], tongue.percent_gender)
    if match["last"]:
        said += f" {tongue.word('to')} {context.amount(match['last'], tongue.percent_gender)}"
    return f"{said} {tongue.word('permille' if match['of'] == '‰' else 'percent')}"


def say_fraction(match: re.Match[str], context: Context) -> str | None:
    """1/2, 2/3, ¾, 1½."""
    tongue = context.tongue
    top, bottom = VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
    if not 0 < top < bottom:
        return None
    if match["whole"]:
        return tongue.mixed(int(match["whole"]), top, bottom)
    if (top, bottom) == (1, 2) and (noun := HALF_AFTER.search(context.before(match.start()))):
        return tongue.fraction(1, 2, tongue.gender(noun[1]))
    if (top, bottom) == (1, 2) and (half := tongue.half(context.before(match.start()), context.after(match.end()))):
        return half
    said = tongue.fraction(top, bottom, tongue.counted(context.after(match.end())))
    article = re.search(r"\b(une?|una?|uma?|eine?) $", context.before(match.start()), re.IGNORECASE)
    return said.removeprefix(f"{article[1].casefold()} ") if said and article else said


def say_mixed(match: re.Match[str], context: Context) -> str | None:
    """2 ½ horas, 1 1/2 kilos: a whole number, a fraction and what is counted."""
    top, bottom = VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
    noun = match["noun"]
    if not 0 < top < bottom or noun.casefold() in context.tongue.plain_words:
        return None
    return context.tongue.mixed_count(int(match["whole"]), top, bottom, noun)


def say_part(match: re.Match[str], context: Context) -> str | None:
    """1/2 l, 3/4 kg, 1 1/2 km: a part of a unit."""
    top, bottom = VULGAR[match["vulgar"]] if match["vulgar"] else (int(match["top"]), int(match["bottom"]))
    if not 0 < top < bottom:
        return None
    tongue = context.tongue
    one, many, gender = tongue.data["units"][match["unit"]]
    if match["whole"]:
        return tongue.mixed_count(int(match["whole"]), top, bottom, one if match["whole"] == "1" else many)
    return tongue.part(top, bottom, one, gender, context.before(match.start()))


def say_tonnes(match: re.Match[str], context: Context) -> str:
    """Dos millones de t."""
    del match
    return str(context.tongue.data["units"]["t"][1])


def say_degrees(match: re.Match[str], context: Context) -> str | None:
    """-3º, 35° a Foggia, 30ºC: degrees of heat, where the sign is not the mark of a rank."""
    tongue = context.tongue
    before, after = context.before(match.start()), context.after(match.end())
    heat = tongue.data["ordinals"]["heat"]
    why = "degrees: a scale, a minus or a range"
    if not (match["minus"] or match["last"] or match["scale"]):
        why = "degrees: heat is spoken of"
        cued = re.search(rf"\b(?:{heat})", f"{before} {after}", re.IGNORECASE) and not RANKED_BEFORE.search(before)
        if not cued and re.match(tongue.data["ordinals"]["marks"], match["sign"] + after):
            if (
                match["sign"] == "º"
                or tongue.counted(after)
                or RANKED_BEFORE.search(before)
                or len(match["number"]) < 2
            ):
                return None
            why = "degrees: no noun stands behind that could have a rank"
    one, many, gender = tongue.data["units"]["°"]
    said = context.amount(match["number"], gender)
    if match["last"]:
        said += f" {tongue.word('to')} {context.amount(match['last'], gender)}"
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get(match["scale"] or "", "")
    unit = one if is_one(match["number"]) and not match["last"] else many
    return Said(f"{tongue.word('minus') + ' ' if match['minus'] else ''}{said} {unit}{scale}", why)


def say_inches(match: re.Match[str], context: Context) -> str | None:
    """Una pantalla de 6,1": inches, where the mark closes no quotation."""
    if match["mark"] == '"' and context.text.count('"') % 2 == 0:
        return None
    one, many, gender = context.tongue.data["units"]["″"]
    return f"{context.amount(match['number'], gender)} {one if is_one(match['number']) else many}"


def say_by(match: re.Match[str], context: Context) -> str:
    """3 x 4 m, 4x4: so much by so much."""
    tongue = context.tongue
    names = tongue.data["units"].get(match["unit"] or "")
    unit = f" {names[0 if is_one(match['number']) else 1]}" if names else ""
    by = tongue.by(match[0], context.after(match.end()))
    return f"{context.amount(match['number'], names[2] if names else '')}{unit} {by} "


def say_each(match: re.Match[str], context: Context) -> str:
    """20 euros/mes, 2 dosis/día: so many of something for each of something."""
    tongue = context.tongue
    noun = match["noun"]
    return f"{context.amount(match['number'], tongue.counted(f' {noun}'))} {noun}{tongue.per(match['per'], price=True)}"


def say_slash(match: re.Match[str], context: Context) -> str:
    """2023/2024, 463/2020, 24/7: two seasons, a law of a year, or one number after the other."""
    tongue = context.tongue
    first, last = match["first"], match["last"]
    if len(first) == YEAR and (last == str(int(first) + 1) or last == f"{int(first) + 1}"[2:]):
        return Said(tongue.season(first, last), "a season: a year and the next one")
    if int(last) == MOST_MARKS or (int(last) in MARKS_OF and int(first) >= int(last)):
        return Said(
            f"{tongue.cardinal(int(first))} {tongue.word('over')} {tongue.cardinal(int(last))}", "so many marks"
        )
    first = first.replace(".", "")
    if len(last) == YEAR and (len(first) < YEAR or "." in match["first"]):
        return Said(f"{tongue.cardinal(int(first))} {tongue.word('slash')} {tongue.year(int(last))}", "a law of a year")
    if len(last) == 2 and not last.startswith("0") and context.labelled(match.start()):
        year = int(last) + (CENTURY if int(last) > LATEST else CENTURY + 100)
        return Said(f"{tongue.cardinal(int(first))} {tongue.word('slash')} {tongue.year(year)}", "a law of a year")
    begins = tongue.digits(first) if first.startswith("0") else tongue.cardinal(int(first))
    return f"{begins} {tongue.cardinal(int(last))}"


def say_marks(match: re.Match[str], context: Context) -> str:
    """7,25/10: so many marks of so many."""
    tongue = context.tongue
    return f"{context.amount(match['number'])} {tongue.word('over')} {tongue.cardinal(int(match[2]))}"


def say_lettered(match: re.Match[str], context: Context) -> str:
    """Via Po, 15/A: a house and its letter."""
    tongue = context.tongue
    return f"{tongue.cardinal(int(match[1]))} {tongue.data['signs']['web /']} {match[2]}"


def say_version(match: re.Match[str], context: Context) -> str | None:
    """2.6.27, 192.168.0.1: a version or an address, part by part; 1.234.567 is a count."""
    if re.fullmatch(rf"{GROUPED}", match[0]):
        return None
    tongue = context.tongue
    return f" {tongue.data['signs']['web .']} ".join(tongue.cardinal(int(part)) for part in match[0].split("."))


def say_sum(match: re.Match[str], context: Context) -> str:
    """90+3: so much and so much."""
    return f"{context.amount(match['first'])} {context.tongue.word('plus')} {context.amount(match['last'])}"


def say_ordinal(match: re.Match[str], context: Context) -> str | None:
    """1.º, 3.ª, 1er, 2e: a rank."""
    tongue = context.tongue
    mark = match["mark"].strip(".")
    gender = FEMININE if mark in tongue.data["ordinals"]["feminine"].split() else MASCULINE
    if said := tongue.marked(int(match["number"]), mark, gender):
        return said
    if mark.endswith("s"):
        return re.sub(r"(?<=\w)\b", "s", tongue.ordinal(int(match["number"]), gender))
    return tongue.ranked(int(match["number"]), gender, context.before(match.start()), context.after(match.end()))


FRACTION = rf"(?:(?P<vulgar>[{''.join(VULGAR)}])|(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,3}}))"


def per_pattern(tongue: Tongue) -> str:
    """What an amount is for: /kg, /MWh, /persona."""
    named = {*tongue.data["per"], *(unit for unit in tongue.data["units"] if "/" not in unit)}
    return rf"(?P<per> ?/ ?(?:{oneof(named)}|[^\W\d_]{{3,15}})(?![\w/]))?"


def measure_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for degrees, percent and units."""
    data = tongue.data
    units = oneof(data["units"])
    named = oneof({*data["per"], *(unit for unit in data["units"] if "/" not in unit)})
    return (
        rule("percent", "digit sign", rf"{SIGN}{NUMBERED}{LAST} ?(?P<of>%(?!-?Punkt)|‰|v\. ?H\.)", say_percent),
        rule(
            "measure",
            "digit sign",
            rf"{SIGN}{NUMBERED}{LAST} ?(?P<unit>{units}){per_pattern(tongue)}(?![\w²³/]|['’]\w)",
            say_unit,
        ),
        rule("tonnes", "letter", r"t(?=(?<= d[ei] t)(?![\w’'-]))", say_tonnes),
        rule("inches", "digit", rf"{NUMBERED} ?(?P<mark>″|\")(?!\w)", say_inches),
        rule("dimension", "digit", rf"(?!0x){NUMBERED}(?: ?(?P<unit>{units}))? ?[xX×] ?(?=\d)", say_by),
        rule(
            "count for each", "digit", rf"{NUMBERED} (?P<noun>[^\W\d_]{{3,20}}) ?/ ?(?P<per>{named})(?![\w/])", say_each
        ),
    )


def quantity_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for what is counted and measured."""
    marks = tongue.data["ordinals"]["marks"]
    colon = " : |:" if tongue.word("score") != tongue.word("to") else ":"
    return (
        rule(
            "degrees",
            "digit sign",
            rf"{SIGN}{NUMBERED}{LAST} ?(?P<sign>[°º])(?: ?(?P<scale>[CF])(?!\w))?(?!\w)",
            say_degrees,
        ),
        rule("version or address", "digit", r"\d{1,3}(?:\.\d{1,3}){2,4}(?![\w.,]\d|\w)", say_version),
        rule("ordinal", "digit", rf"(?P<number>\d{{1,4}})(?P<mark>{marks})", say_ordinal),
        *money_rules(tongue, per_pattern(tongue)),
        *measure_rules(tongue),
        rule(
            "part of a unit",
            "digit sign",
            rf"(?:(?P<whole>\d{{1,3}}) ?)?{FRACTION} ?(?P<unit>{oneof(tongue.data['units'])})(?![\w²³/])",
            say_part,
        ),
        rule(
            "mixed number",
            "digit",
            rf"(?P<whole>\d{{1,3}}) ?{FRACTION} (?:d['’]|de )?(?P<noun>[^\W\d_]{{3,20}})",
            say_mixed,
        ),
        rule("fraction", "digit sign", rf"(?:(?P<whole>\d{{1,3}}) ?)?{FRACTION}(?![\w/])", say_fraction),
        rule("marks", "digit", r"(?P<number>\d{1,3}[.,]\d{1,2})/(5|10|20|100)(?![\w/])", say_marks),
        rule("number and letter", "digit", r"(\d{1,4})/([A-Za-gi-ru-z]|bis|ter)(?![\w/])", say_lettered),
        rule(
            "two numbers and a slash",
            "digit",
            r"(?P<first>\d{1,3}\.\d{3}|\d{1,4})/(?P<last>\d{1,4})(?![\w/])",
            say_slash,
        ),
        rule("sum", "digit", rf"(?P<first>{NUMBER}) ?\+ ?(?P<last>{NUMBER})(?!\w)", say_sum),
        rule(
            "range or score",
            "digit",
            rf"(?P<first>{NUMBER})(?: ?(?P<dash>{DASH}) ?|(?P<colon>{colon}))(?P<last>{NUMBER})(?![\w:-])",
            say_range,
        ),
        rule("number", "digit sign", rf"{SIGN}{NUMBERED}", say_count),
    )
