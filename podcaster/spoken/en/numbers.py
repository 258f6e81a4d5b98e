"""Number words: how figures are said in English.

num2words makes the words; this module chooses the form (count, year, decade, digits one by one) and the regional habit
("one hundred five" in American English, "one hundred and five" in British English).
"""

from __future__ import annotations

import re
from functools import lru_cache

from podcaster.patterns import on_demand
from podcaster.spoken.counting import in_words

LONGEST = 15
"""Digits of the longest number said as a count; a longer one (an account, a serial number) is read digit by digit."""

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
INDIAN = on_demand(r"\d{1,2}(?:,\d{2})+,\d{3}")
"""Grouped in lakhs and crores."""
DENOMINATORS = {2: "half", 4: "quarter"}
HALVES = {2: "halves"}


@lru_cache(maxsize=4096)
def _words(number: int, form: str) -> str:
    """What num2words says for a number, without its commas."""
    return in_words(number, form=form).replace(",", "")


@lru_cache(maxsize=4096)
def cardinal(number: int, *, british: bool = False) -> str:
    """A count: 1250 is "one thousand two hundred fifty"."""
    if number < 0:
        return f"minus {cardinal(-number, british=british)}"
    if len(str(number)) > LONGEST:
        return digits(str(number))
    words = _words(number, "cardinal")
    return words if british else words.replace(" and ", " ")


@lru_cache(maxsize=1024)
def ordinal(number: int, *, british: bool = False) -> str:
    """A rank: 21 is "twenty-first"."""
    if len(str(number)) > LONGEST:
        return digits(str(number))
    words = _words(number, "ordinal")
    return words if british else words.replace(" and ", " ")


def digits(figures: str) -> str:
    """Figures one by one: "911" is "nine one one"."""
    return " ".join(DIGITS[int(figure)] for figure in figures if figure.isdecimal())


def indian(number: int, *, british: bool = False) -> str:
    """A count in lakhs and crores: 1250000 is "twelve lakh fifty thousand"."""
    crores, rest = divmod(number, 10_000_000)
    lakhs, rest = divmod(rest, 100_000)
    parts = [
        f"{cardinal(count, british=british)} {name}" for count, name in ((crores, "crore"), (lakhs, "lakh")) if count
    ]
    return " ".join([*parts, cardinal(rest, british=british)] if rest or not parts else parts)


def plain(figures: str) -> str:
    """A written number with nothing but digits and a decimal point, whatever groups it: 12,5 is 12.5."""
    figures = re.sub("[ '_]", "", figures)
    if figures.count(".") > 1 or re.fullmatch(r"[\d.]*\d,\d{1,2}", figures):
        return figures.replace(".", "").replace(",", ".")
    return figures.replace(",", "")


def number(figures: str, *, british: bool = False) -> str:
    """A written number in any grouping: "1,250.75", "12,50,000", "1 250", "12,5", "0.5", ".5", "007"."""
    if INDIAN.fullmatch(figures):
        return indian(int(figures.replace(",", "")), british=british)
    whole, point, part = plain(figures).partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        said = digits(whole)
    else:
        said = cardinal(int(whole), british=british) if whole else ""
    return f"{said} point {digits(part)}".strip() if point and part else said


@lru_cache(maxsize=1024)
def year(value: int, *, british: bool = False) -> str:
    """A year: 1066 "ten sixty-six", 1905 "nineteen oh five", 2000 "two thousand", 2024 "twenty twenty-four"."""
    century, rest = divmod(value, 100)
    if not 1000 <= value < 10000 or (century % 10 == 0 and rest < 10):
        return cardinal(value, british=british)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {f'oh {DIGITS[rest]}' if rest < 10 else cardinal(rest)}"


def pairs(figures: str) -> str:
    """A number that names something (a flight, a road, an aircraft): "747" "seven forty-seven", "101" "one oh one"."""
    value = int(figures)
    if figures.startswith("0"):
        return digits(figures)
    if len(figures) == 3 and value % 100:
        first, rest = divmod(value, 100)
        return f"{DIGITS[first]} {f'oh {DIGITS[rest]}' if rest < 10 else cardinal(rest)}"
    if len(figures) == 4:
        return year(value)
    return number(figures)


def plural(words: str) -> str:
    """The plural of number words: "nineties", "sixes", "hundreds"."""
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}{'es' if words.endswith(('x', 's')) else 's'}"


def decade(value: int) -> str:
    """A decade or century by its first year: 1990 "nineteen nineties", 1900 "nineteen hundreds"."""
    return plural(year(value) if value >= 1000 else cardinal(value))


def fraction(top: int, bottom: int) -> str:
    """A fraction: 1/2 "one half", 3/4 "three quarters", 2/3 "two thirds", 1/100 "one hundredth"."""
    part = DENOMINATORS.get(bottom) or ordinal(bottom).removeprefix("one ")
    if top != 1:
        part = HALVES.get(bottom) or f"{part}s"
    return f"{cardinal(top)} {part}"
