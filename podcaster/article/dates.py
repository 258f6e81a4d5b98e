"""Dates of publication, and the lines that name one, in the languages of ``data/bylines.txt``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from podcaster.article import notices
from podcaster.patterns import on_demand

DATA = "bylines.txt"
LONGEST = 120
"""Characters of a dateline at most."""
TIME = (
    r"\d{1,2}\s?(?:[:.h]\s?\d\d(?:[:.]\d\d)?h?|h\b)\s*(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|[ap]\.?m\.?|[A-Z]{2,4}|"
    r"[+-]\d\d:?\d\d|T\d\d:?\d\d\S*|T|Z|"
    r"\d+[ -]min(?:ute)?s? (?:read|lesezeit|de lectura|de leitura|di lettura|leestijd)|"
    r"(?:lesezeit|(?:reading|read) time|(?:tiempo de )?lectura|(?:tempo de )?leitura|(?:tempo di )?lettura|"
    r"(?:temps de )?lecture|leestijd)\s*:?\s*\d+\s*min\w*"
)
RELATIVE = on_demand(
    lambda: (
        rf"\b(?:{'|'.join(notices.entries('published', DATA))})\W{{1,3}}"
        rf"(?:{'|'.join(notices.entries('from today', DATA))})\b"
    ),
    re.IGNORECASE,
)
"""A day that is told from today: "Publié aujourd'hui à 6 h"."""
FIGURES = on_demand(
    r"(?<![\d/.·-])(?:\d{1,2}([/.·-])\d{1,2}\1(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([/.])\d{1,2}\2\d{1,2})(?![\d/])"
)
"""A day in figures. Which is the month the figures alone do not tell, but that it is a day they do."""
DAY_FIRST = on_demand(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/])")
"""A day in figures with strokes."""
MONTHS = 12
PLACE = on_demand(
    r"[^\W\d_a-zß-ÿ][\w’'.-]*(?:[ -][^\W\d_a-zß-ÿ][\w’'.-]*){0,2}(?: \([\w. ]{2,20}\))?"
    r"(?:\s*[,|·•–—]\s*|\s-\s)(?=\D{0,12}\d)"
)
"""A town before a date: "Ellenbrück, 3. März 2024"."""


@cache
def months() -> tuple[re.Pattern[str], ...]:
    """The ways in which each month is written."""
    listed = (notices.entries(f"month {number}", DATA) for number in range(1, 13))
    return tuple(on_demand("|".join(entries), re.IGNORECASE) for entries in listed)


def any_month() -> str:
    """A regular expression for any month."""
    return "|".join(month.pattern for month in months())


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The ways in which dates are written: ISO 8601, figures with dots, day and month, month and day."""
    month, year = f"(?P<month>{any_month()})", r"(?P<year>(?:19|20)\d\d)\b"
    return (
        on_demand(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
        on_demand(rf"\b(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{year}"),
        on_demand(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?\s+(?:of\s+|de\s+|d[’'])?{month}\b\.?,?\s+(?:de[l]?\s+)?{year}",
            re.IGNORECASE,
        ),
        on_demand(rf"\b{month}\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}", re.IGNORECASE),
    )


@cache
def around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words around a date, and a day without its year."""
    words = "|".join(notices.entries("date", DATA))
    return (
        on_demand(rf"(?<!\w)(?:{TIME}|{words})(?!\w)\.?", re.IGNORECASE),
        on_demand(rf"\b\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\s+)?(?:{any_month()})\b\.?", re.IGNORECASE),
    )


@cache
def month_and_year() -> re.Pattern[str]:
    """An issue's month: "March 2025"."""
    return on_demand(rf"\W*(?:{any_month()})\.? (?:de |del )?(?:19|20)\d\d\W*", re.IGNORECASE)


def found_date(text: str) -> tuple[re.Match[str], date] | None:
    """The first date in a text and where it stands; None when there is none."""
    for pattern in patterns():
        if not (found := pattern.search(text)):
            continue
        parts = found.groupdict()
        number = int(parts["number"]) if parts.get("number") else month_number(parts["month"])
        try:
            return found, date(int(parts["year"]), number, int(parts["day"]))
        except ValueError:
            continue
    return None


def month_number(name: str) -> int:
    """The number of a month, from 1."""
    return next(number for number, month in enumerate(months(), start=1) if month.fullmatch(name))


def find_date(text: str, *, day_first: bool = False) -> date | None:
    """The first date in a text that is written out or in figures that mean one thing; None when there is none.

    Args:
        text: The text.
        day_first: Whether figures with strokes name the day before the month, as in all languages here but English.
    """
    found = found_date(text)
    if found or not (figures := DAY_FIRST.search(text)):
        return found[1] if found else None
    day, month, year = (int(each) for each in figures.group(1, 3, 4))
    if not (day_first or day > MONTHS >= month):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_date(text: str) -> str:
    """A text without the first date in it."""
    found = found_date(text)
    return f"{text[: found[0].start()]} {text[found[0].end() :]}" if found else text


def around_date(line: str) -> tuple[str, str]:
    """What stands before the first date of a line, without the words that announce a date; and the rest of the line."""
    found = found_date(line)
    if not found:
        return line, ""
    above = line[: found[0].start()].rstrip(" ,|·•–—-")
    words = "|".join(notices.entries("date", DATA))
    return re.sub(rf"(?:\s+(?:{words}):?)+$", "", above, flags=re.IGNORECASE), line[found[0].start() :]


def is_dateline(line: str) -> bool:
    """Whether a line says when (and perhaps where) the article appeared, and nothing else."""
    if len(line) > LONGEST:
        return False
    dated = find_date(line) is not None or RELATIVE.search(line) or FIGURES.search(line)
    if not dated:
        return bool(month_and_year().fullmatch(line))
    words, day = around()
    for bare in (line, PLACE.sub("", line, count=1)):
        rest = FIGURES.sub(" ", RELATIVE.sub(" ", without_date(without_date(bare))))
        rest = words.sub(" ", words.sub(" ", day.sub(" ", rest)))
        if not re.search(r"\w", rest):
            return True
    return False
