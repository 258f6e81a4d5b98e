"""Dates, years and times of day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.clock import HALF, clock, say_dotted_time, say_duration, say_military, say_time
from podcaster.spoken.en.context import with_stop
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
SHORT = table("abbreviations")["months"]
DAYS = oneof(table("abbreviations")["days"])
LOWER = {month.lower() for month in MONTHS} - {"may", "march"}
"""Months without a capital that are no other word."""
MONTH = rf"(?:{oneof([*MONTHS, *SHORT, *LOWER])})\b\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:1\d|20)\d\d"
NO_MORE = r"(?![\w]|[.,:/\-]\d)"
DASH = r" ?[-–—] ?"

YEAR_BEFORE = on_demand(
    r"\b(?:in|since|by|from|until|till|before|after|during|circa|early|late|mid|around|year|years|of|between|"
    r"spring|summer|fall|autumn|"
    r"winter|election|class|season|as of|copyright|©|vintage|AD|A\.D\.|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,?|"
    + "|".join([*MONTHS, *(f"{short}\\." for short in SHORT)])
    + r"),?[ -][(‘“\"]?$",
    re.IGNORECASE,
)
COUNTED = on_demand(
    r"[ -](?:(?!is\b|was\b|has\b|its\b|as\b|this\b|les\b|us\b|plus\b|across\b|does\b|elections?\b|games\b|"
    r"olympics\b|protests\b|"
    r"finals\b|series\b|riots\b)"
    r"[a-z]{2,20}(?<!ss)(?<!us)s\b|people\b|men\b|women\b|children\b|police\b|square\b|cubic\b|percent\b|"
    r"per cent\b|or (?:so|more)\b|(?:[a-z]{3,15} ){1,2}"
    r"(?:people|men|women|children|troops|soldiers|workers|employees|miles|feet|times|years|dollars|calories|words)\b)"
)


PART_BEFORE = on_demand(
    r"\b(?:[Ff]ig(?:ure)?|[Ss]ec(?:tion)?|[Cc]h(?:apter)?|[Tt]able|[Ee]q(?:uation)?|[Vv]ers(?:ion)?|[Ss]tep|"
    r"[Rr]ule|[Cc]lause|"
    r"[Pp]ara(?:graph)?|[Aa]ppendix|[Rr]elease|[Pp]art|[Ii]tem|[Uu]pdate|[Ff]irmware|[Ee]xample|[Aa]rticle|[Ll]emma|"
    r"[Tt]heorem|[Bb]uild|iOS|Android|Python|Linux|Windows|v)s?\.? $|§ ?$"
)
"""Words before numbers with dots that count parts or versions, not days."""
RANK_ALONE = on_demand(rf" \d{{1,2}}(?:st|nd|rd|th)\b(?! (?:of )?{MONTH})")
"""Friday 13th: a day of the month without the month."""
ARTICLE = on_demand(r"\bthe (?:\d{1,2}(?:st|nd|rd|th)(?:, | and | or |, and )){0,4}$", re.IGNORECASE)
"""An article before a day, or before days that this one ends: the 1st, 2nd and 23rd of December."""


def month_name(written: str) -> str:
    """A month's full name."""
    written = written.rstrip(".")
    return str(SHORT.get(written, written[0].upper() + written[1:]))


def day_of(month: str, day: str, year: str | None, context: Context) -> str:
    """A date in the order of the region: "January fifth", "the fifth of January"."""
    rank = numbers.ordinal(int(day))
    said = f"the {rank} of {month}" if context.british else f"{month} {rank}"
    return f"{said}, {short_year(year, context)}" if year else said


def short_year(year: str, context: Context) -> str:
    """A year of four figures, or of two in this century or the last."""
    if len(year) == 2:
        year = f"20{year}" if int(year) < 50 else f"19{year}"
    return context.year(year)


def say_iso_date(match: re.Match[str], context: Context) -> str | None:
    """2024-01-05."""
    year, month, day = match[1], int(match[2]), match[3]
    if not 1 <= month <= 12:
        return None
    said = day_of(MONTHS[month - 1], day, year, context)
    time = clock(match[4], match[5], None, context) if match[4] else None
    return f"{said}, {time}{' ' + context.spell('UTC') if match[6] else ''}" if time else said


def say_slashed_date(match: re.Match[str], context: Context) -> str | None:
    """01/05/2024, in the order of the region unless only the other one is possible; 05.01.2024 has the day first."""
    first, mark, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if mark == "." and PART_BEFORE.search(context.before(match.start())):
        return None
    if ((context.british or mark == ".") and second <= 12) or first > 12:
        first, second = second, first
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return day_of(MONTHS[first - 1], str(second), year, context)


def say_hyphened_date(match: re.Match[str], context: Context) -> str:
    """3-Oct-2023."""
    return day_of(month_name(match[2]), match[1], match[3], context)


def say_hyphened_day(match: re.Match[str], context: Context) -> str:
    """Jan-15-2020, Sept-11."""
    return day_of(month_name(match[1]), match[2], match[3] or "", context)


def say_month_day(match: re.Match[str], context: Context) -> str | None:
    """January 5, 2024; Jan. 5; March 5-7."""
    month, day, last, year = match["month"], match["day"], match["last"], match["year"]
    said = f"{month_name(month)} {numbers.ordinal(int(day))}"
    if last:
        said += f" to {numbers.ordinal(int(last))}"
    return f"{said}, {context.year(year)}" if year else said


def say_day_month(match: re.Match[str], context: Context) -> str | None:
    """5 January 2024; 5-7 January; the 5th of January."""
    day, last, month, year = match["day"], match["last"], match["month"], match["year"]
    ranks = numbers.ordinal(int(day)) + (f" to the {numbers.ordinal(int(last))}" if last else "")
    article = "" if ARTICLE.search(context.before(match.start())) else "the "
    said = f"{article}{ranks} of {month_name(month)}"
    return f"{said} {context.year(year)}" if year else said


def say_dates(match: re.Match[str], context: Context) -> str:
    """Nov. 30-Dec. 2; March 3, 2020–April 5, 2021; 30 Nov–2 Dec: from one date to another."""
    said = []
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        date = day_of(month_name(match[month]), match[day], None, context)
        said.append(f"{date}, {context.year(match[year])}" if match[year] else date)
    return " to ".join(said)


def say_months(match: re.Match[str], context: Context) -> str:
    """Oct-Dec, May–June 2024, Jan./Feb.: from one month to another."""
    joint = "and" if "/" in match[0] else "to"
    said = f"{month_name(match['month'])} {joint} {month_name(match['month2'])}"
    return f"{said} {context.year(match['year'])}" if match["year"] else with_stop(said, match, context)


def say_month(match: re.Match[str], context: Context) -> str:
    """Jan. 2024, or Jan. alone."""
    year = match["year"]
    return f"{month_name(match['month'])} {context.year(year)}" if year else month_name(match["month"])


def say_weekday(match: re.Match[str], context: Context) -> str:
    """Mon., Tues."""
    day = str(table("abbreviations")["days"][match[1].capitalize()])
    ranked = RANK_ALONE.match(context.after(match.end()))
    return f"{day} the" if ranked else with_stop(day, match, context)


def say_weekdays(match: re.Match[str], _: Context) -> str:
    """Mon.-Fri."""
    days = table("abbreviations")["days"]
    return f"{days[match[1]]} to {days[match[2]]}"


def say_decade(match: re.Match[str], _: Context) -> str | None:
    """1990s, '90s, 90s."""
    value = match[1]
    if len(value) == 2 and value == "00":
        return "two thousands"
    return numbers.decade(int(value))


def say_year_range(match: re.Match[str], context: Context) -> str | None:
    """2020-21, 1914–18, 1939-1945, 2019-present."""
    first, last = match[1], match[2]
    if len(last) == 2 and int(last) <= int(first[2:]) and (int(first[2:]), int(last)) != (99, 0):
        return None
    if len(last) == 4 and int(last) < int(first):
        return None
    said = (
        context.year(last)
        if len(last) == 4
        else (numbers.cardinal(int(last)) if last[0] != "0" else f"oh {numbers.DIGITS[int(last[1])]}")
    )
    return f"{context.year(first)} to {said}"


def say_fiscal_years(match: re.Match[str], context: Context) -> str:
    """FY2023/24, FY 2023-24."""
    joint = " " if "/" in match[0] else " to "
    return f"{context.spell('FY')} {context.year(match[1])}{joint}{numbers.pairs(match[2])}"


def say_short_year(match: re.Match[str], context: Context) -> str:
    """'08, the class of ’99."""
    value = match["year"]
    return f"oh {numbers.DIGITS[int(value[1])]}" if value[0] == "0" else context.cardinal(int(value))


def say_year(match: re.Match[str], context: Context) -> str | None:
    """Four figures that are a year by what is around them, or for want of anything that is counted."""
    if re.search(r"[$£€¥]$|\d[.,:]$", context.before(match.start())):
        return None
    if COUNTED.match(context.after(match.end())) and not YEAR_BEFORE.search(context.before(match.start())):
        return None
    return context.year(match[0])


RULES = (
    rule(
        "date with slashes",
        "digit",
        rf"({DAY})([/.]|-(?=\d\d?-\d{{4}}))({DAY})\2(\d{{4}}|\d\d){NO_MORE}",
        say_slashed_date,
    ),
    rule(
        "date with dashes",
        "digit",
        rf"(\d{{4}})[-/.](0?[1-9]|1[0-2])[-/.]({DAY})(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d{{1,6}})?)?(Z)?)?{NO_MORE}",
        say_iso_date,
    ),
    rule(
        "dates, a range",
        "letter",
        rf"(?P<month>{MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?(?:, (?P<year>{YEAR}))?{DASH}(?P<month2>{MONTH}) "
        rf"(?P<day2>{DAY})(?:st|nd|rd|th)?(?!\d)(?:, (?P<year2>{YEAR}))?(?!\w)",
        say_dates,
    ),
    rule(
        "dates with the day first, a range",
        "digit",
        rf"(?P<day>{DAY})(?:st|nd|rd|th)? (?P<month>{MONTH})(?: (?P<year>{YEAR}))?{DASH}(?P<day2>{DAY})(?:st|nd|"
        rf"rd|th)? "
        rf"(?P<month2>{MONTH})(?: (?P<year2>{YEAR}))?(?!\w)",
        say_dates,
    ),
    rule(
        "months, a range",
        "letter",
        rf"(?P<month>{MONTH})(?:{DASH}|/)(?P<month2>{MONTH})(?! \d{{1,2}}(?!\d))(?:,? "
        rf"(?P<year>{YEAR}){NO_MORE})?(?!\w)",
        say_months,
    ),
    rule(
        "month and day",
        "letter",
        rf"(?P<month>{MONTH}) (?P<day>{DAY})(?:st|nd|rd|th)?(?:{DASH}(?P<last>{DAY})(?:st|nd|rd|th)?)?(?![\d%]|"
        rf"[.,:]\d|[ -](?:percent|million|billion))(?:,? (?P<year>{YEAR})(?![\d%]|[.,]\d))?(?!\w)",
        say_month_day,
    ),
    rule(
        "day and month",
        "digit",
        rf"(?P<day>{DAY})(?:st|nd|rd|th)?(?:{DASH}(?P<last>{DAY})(?:st|nd|rd|"
        rf"th)?)?(?: of)? (?P<month>{MONTH})(?: (?P<year>{YEAR}){NO_MORE})?",
        say_day_month,
    ),
    rule(
        "month, short",
        "letter",
        rf"(?P<month>(?:{oneof(SHORT)})\.)(?: (?P<year>{YEAR}){NO_MORE}|(?= [a-z(]|,|$))",
        say_month,
    ),
    rule(
        "month and short year",
        "letter",
        rf"(?P<month>{MONTH}) ['’‘](?P<year>\d\d)(?!\w|[.,]\d)",
        lambda match, context: f"{month_name(match['month'])} {say_short_year(match, context)}",
    ),
    rule("month, short, and year", "letter", rf"(?P<month>(?:{oneof(SHORT)})) (?P<year>{YEAR}){NO_MORE}", say_month),
    rule("weekdays, a range", "letter", rf"({DAYS})\.?[-–]({DAYS})\b\.?", say_weekdays),
    rule(
        "weekday, short",
        "letter",
        rf"({DAYS}|(?:{oneof(day.lower() for day in table('abbreviations')['days'])})(?=\. \d))\.(?=,? |$)",
        say_weekday,
    ),
    rule(
        "weekday before a date",
        "letter",
        rf"({DAYS})(?=,? (?:{MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})|,? \d{{1,2}}(?:[:.]\d\d)? "
        rf"?[ap]\.?m|, \d| (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b| \d{{1,2}}(?::\d\d)?[-–]\d)",
        say_weekday,
    ),
    rule(
        "time with a dot",
        "digit",
        r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?:(?: ?[-–—] ?| to | and )(?P<hour2>\d{1,2})\.(?P<minute2>[0-5]\d))?"
        r"(?![\w%]|[.,:]\d| ?(?:%|per ?cent|[mb]illion))",
        say_dotted_time,
    ),
    rule("hours of the day", "digit", r"([01]\d|2[0-3])([0-5]\d)(?= (?:hours|hrs)\b)", say_military),
    rule("duration", "digit", r"(\d{1,2}):([0-5]\d):([0-5]\d)(?![\w:])", say_duration),
    rule(
        "time",
        "digit",
        rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>[0-5]\d)(?![\d%]))?(?: ?(?P<half>{HALF}))?"
        rf"(?:(?:{DASH}| to )(?P<hour2>\d{{1,2}})(?:[:.](?P<minute2>[0-5]\d))?(?: ?(?P<half2>{HALF}))?)?"
        r"(?:(?P<zulu>(?<=:\d\d)Z)|(?<=:\d\d) ?h\b)?(?![\w%]|[:,]\d)",
        lambda match, context: (
            None if "." in match[0][:3] and not (match["half"] or match["half2"]) else say_time(match, context)
        ),
    ),
    rule(
        "century, short",
        "digit",
        r"(\d{1,2})(?:st|nd|rd|th)[ -]c(?:ent)?\.(?= ?(?:[a-z,;)]|B\.?C|A\.?D|CE|$))",
        lambda match, context: with_stop(f"{context.ordinal(int(match[1]))} century", match, context),
    ),
    rule(
        "fiscal years, a range",
        "letter",
        rf"FY ?({YEAR})[-–/](\d{{4}}|\d\d){NO_MORE}",
        say_fiscal_years,
    ),
    rule("years, a range", "digit", rf"({YEAR})[-–—/](\d{{4}}|\d\d){NO_MORE}", say_year_range),
    rule(
        "years until today",
        "digit",
        rf"({YEAR})[-–—](present|today|now)\b",
        lambda match, context: f"{context.year(match[1])} to {match[2]}",
    ),
    rule("day with hyphens", "letter", rf"({MONTH})-({DAY})(?:-(\d{{4}}))?{NO_MORE}(?!-)", say_hyphened_day),
    rule("date with hyphens", "digit", rf"({DAY})-({MONTH})-(\d{{4}}|\d\d){NO_MORE}", say_hyphened_date),
    rule("decade", "digit", r"(?!1000['’]?s of\b)([12]\d\d0)['’]?s\b", say_decade),
    rule("decade, short", "sign digit", r"['’‘]?([1-9]0|00)['’]?s\b", say_decade),
    rule("year, short", "sign", r"['’‘](?P<year>\d\d)(?!\w|[.,]\d)", say_short_year),
    rule("year", "digit", rf"{YEAR}(?!\w|[.,]\d|-\d|['’]s? ?\d)", say_year),
)
