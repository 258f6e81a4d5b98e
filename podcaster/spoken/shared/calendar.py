"""Dates and times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.rule import Said, oneof, rule

if TYPE_CHECKING:
    from podcaster.spoken.rule import Rule
    from podcaster.spoken.shared.figures import Context
    from podcaster.spoken.shared.tongue import Tongue

VERSIONED = on_demand(
    r"(?:[\d\w]\.|\b(?:versi[oó]n|versiones|versions|versão|versões|versione|versioni|kernels?|noyaux?|v\.?|release|firmware|"
    r"iOS|Android|macOS|Windows|Python|dpkg) )$",
    re.IGNORECASE,
)
"""What figures with dots stand behind that are no date: a version."""
TODAY = on_demand(
    r"\b(?:hoje|ontem|amanhã|dia|até|hoy|ayer|mañana|día|hasta|desde|oggi|ieri|domani|giorno|"
    r"aujourd'hui|hier|demain)[,( ]{1,3}$",
    re.IGNORECASE,
)
"""What a day and its month in figures stand behind."""
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def say_date(match: re.Match[str], context: Context) -> str | None:
    """14/03/2026, 14.03.2026, 2026-03-14, 5.6.: a date in figures, the day first."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    day, month = int(parts.get("day") or parts["day2"]), int(parts.get("month") or parts["month2"])
    if "." in match[0] and VERSIONED.search(context.before(match.start())):
        return None
    year = parts.get("year") or parts.get("year2")
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    value = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
    return context.tongue.date(day, month, value, context.before(match.start()))


def say_day_in_figures(match: re.Match[str], context: Context) -> str | None:
    """Del 28/06 al 3/07, martes 4/2: a day and its month in figures, which could be a fraction."""
    tongue = context.tongue
    day, month = int(match[1]), int(match[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    before, after = context.before(match.start()), context.after(match.end())
    days = "|".join({re.escape(day.removesuffix("-feira")) for day in tongue.data["months"]["weekdays"].values()})
    if re.search(rf"\b(?:{days})(?:-feira)?\.?[,( ]{{1,3}}(?:dia |el |le )?$", before, re.IGNORECASE):
        why = "a date: after a day of the week"
    elif TODAY.search(before):
        why = "a date: after a word for a day"
    elif "0" in {match[1][0], match[2][0]}:
        why = "a date: a zero before a figure"
    elif re.match(r" (?:al?|au|às?|ao) \d{1,2}/\d{1,2}(?![\d/])", after) or re.search(
        r"\d/\d{1,2} (?:al?|au|às?|ao) $", before
    ):
        why = "a date: one of two"
    else:
        return None
    return Said(tongue.date(day, month, None, before), why)


def say_month_in_figures(match: re.Match[str], context: Context) -> str | None:
    """Stand: 03/2024, de 05/2023 a 07/2024: a month and its year; not a law of a year."""
    if context.labelled(match.start()):
        return None
    tongue = context.tongue
    return Said(tongue.month_of(int(match[1]), int(match[2])), "a month and its year: a zero before the month")


def say_roman_month(match: re.Match[str], context: Context) -> str | None:
    """31-XII-1999: the month in Roman figures."""
    month = ROMAN_MONTHS.index(match[2]) + 1
    return context.tongue.date(int(match[1]), month, int(match[3]), context.before(match.start()))


def say_day_month(match: re.Match[str], context: Context) -> str | None:
    """1. Mai 1990, 3 ene. 2024: a day and a month in letters, where the language says more than the number."""
    tongue = context.tongue
    short = {name.casefold(): month for name, month in tongue.data["months"]["short"].items()}
    month = str(short.get(match["month"].rstrip(".").casefold(), match["month"]))
    names = [name.casefold() for name in tongue.months]
    if month.casefold() not in names:
        return None
    year = int(match["year"]) if match["year"] else None
    return tongue.date(int(match["day"]), names.index(month.casefold()) + 1, year, context.before(match.start()))


def say_time(match: re.Match[str], context: Context) -> str | None:
    """20:30, 20h30, 9.00 h, 9 Uhr: a time of day."""
    tongue = context.tongue
    hour, minute, second = (match["hour"], match["minute"], match["second"])
    marked = bool(match["mark"] or match["unit"])
    before = context.before(match.start())
    score = tongue.data["times"].get("score")
    if score and not marked and re.search(score, before) and not re.search(tongue.data["times"]["at"], before):
        return None
    if match["dot"] and not (marked or re.search(tongue.data["times"]["cue"], before)):
        return None
    if int(hour) > 24 or (hour == "24" and minute and minute != "00") or (not minute and not marked):
        return None
    said = tongue.clock(int(hour), int(minute) if minute else None, int(second) if second else None, marked=marked)
    unit = (match["unit"] or "").strip()
    written = minute and unit in tongue.data["duration"]["hour"] and not said.endswith(unit)
    return Said(f"{said} {unit}" if written else said, "a time of day")


def say_weekday(match: re.Match[str], context: Context) -> str:
    """Ven. 14 feb., am Mo., dem 4. März: a day of the week."""
    return weekday(match[1], context.tongue)


def say_weekdays(match: re.Match[str], context: Context) -> str:
    """Mo–Fr, lun.-vie.: from one day of the week to another."""
    tongue = context.tongue
    joint = match[2] or f" {tongue.word('to')} "
    return f"{weekday(match[1], tongue)}{joint}{weekday(match[3], tongue)}"


def weekday(written: str, tongue: Tongue) -> str:
    """A day of the week in full."""
    name = str(tongue.data["months"]["weekdays"][written.casefold()])
    return name[0].upper() + name[1:] if written[0].isupper() else name


def weekdays(tongue: Tongue) -> str:
    """A pattern of the short forms of the days, as they stand in a sentence and at its beginning."""
    short = tongue.data["months"]["weekdays"]
    return oneof([*(() if tongue.capital_nouns else short), *(day[0].upper() + day[1:] for day in short)])


def say_times(match: re.Match[str], context: Context) -> str | None:
    """9-12.30, 9:00–12:30, 10h-14h, 8-15 h: from one time of day to another."""
    tongue = context.tongue
    hour, minute, mark = match["hour"], match["minute"], match["mark"]
    if int(hour) > 24 or int(match["hour2"]) > 24:
        return None
    if minute is None and not mark and match["unit2"]:
        first = tongue.cardinal(int(hour), tongue.clock_gender)
    else:
        first = tongue.clock(int(hour), int(minute or 0) if not mark else None, None, marked=bool(mark))
    minute2 = match["minute2"]
    last = tongue.clock(int(match["hour2"]), int(minute2) if minute2 else None, None, marked=bool(match["unit2"]))
    return f"{first} {tongue.word('to')} {last}"


def time_rules(unit: str) -> tuple[Rule, ...]:
    """The rules for times of day, with a pattern for what stands behind one: Uhr, h."""
    return (
        rule(
            "times, a range",
            "digit",
            rf"(?P<hour>\d{{1,2}})(?:[.:h](?P<minute>[0-5]\d)|(?P<mark> ?h\b)|)(?:{unit})? ?[-–] ?(?P<hour2>\d{{1,2}})"
            rf"(?:[.:h](?P<minute2>[0-5]\d)(?P<unit>{unit}| ?h\b)?|(?P<unit2>{unit}| ?h\b))(?![\w:]|[.,]\d)",
            say_times,
        ),
        rule(
            "time of day",
            "digit",
            rf"(?P<hour>\d{{1,2}})(?:(?::|(?P<mark> ?h ?)|(?P<dot>\.))(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
            rf"(?P<unit>{unit})?(?![\w:]|[.,]\d)",
            say_time,
        ),
    )


def calendar_rules(tongue: Tongue) -> tuple[Rule, ...]:
    """The rules for dates and times."""
    short = tongue.data["months"]["short"]
    months = oneof([*tongue.months, *(f"{name}." for name in short)])
    agency = r" \([^\W\d_][\w /]{1,30}\)\.?\s?[-–—]"  # "Sevilla, 14 nov (EFE).-", "BOLOGNA, 6 FEB - "
    months = rf"{months}|(?i:{oneof(short)})\.?(?= \d{{4}}(?!\d)|{agency})|{oneof(map(str.upper, short))}(?= [-–—] )"
    unit, days = tongue.data["times"]["unit"], weekdays(tongue)
    return (
        rule(
            "weekdays, a range",
            "letter",
            rf"({days})(?:\.? ?[-–] ?|\.( (?:a|al|au|à|bis|e|y|et|und) ))({days})\b\.?(?!\w)",
            say_weekdays,
        ),
        rule(
            "weekday, short",
            "letter",
            rf"({days})(?:\.(?=,? (?:de[mnr] )?\d)|(?=,? \d{{1,2}}{tongue.data['months']['between']}(?:{months})))",
            say_weekday,
        ),
        rule(
            "date with the year first",
            "digit",
            r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])(?P<day2>)(?P<month2>)(?P<year2>)",
            say_date,
        ),
        rule(
            "date in figures",
            "digit",
            r"(?P<day>\d{1,2})º?(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)(?![\w/-]|[.,]\d)",
            say_date,
        ),
        rule("day and month with a slash", "digit", r"(\d{1,2})/(\d{1,2})(?![\w/])", say_day_in_figures),
        rule("month and year in figures", "digit", r"(0[1-9])/((?:19|20)\d\d)(?![\w/])", say_month_in_figures),
        rule(
            "month in Roman figures",
            "digit",
            rf"(\d{{1,2}})[-./]({oneof(ROMAN_MONTHS)})[-./](\d{{4}})(?!\d)",
            say_roman_month,
        ),
        rule(
            "day and month",
            "digit",
            rf"(?P<day>\d{{1,2}}){tongue.data['months']['between']}(?P<month>{months})"
            rf"(?:{tongue.data['months']['before_year']}(?P<year>\d{{4}})(?!\d))?(?!\w)",
            say_day_month,
        ),
        *time_rules(unit),
    )
