"""Bylines and dates: the names of authors and the day of publication, out of the ways in which they are written."""

from __future__ import annotations

import re
from datetime import date

from podcaster.article.parts import tidy

BY = re.compile(
    r"^(?:(?:words|text|written|story|report|reported|posted|interview)\s+)?by[:\s]\s*(?=\S)", re.IGNORECASE
)
SEPARATORS = re.compile(r"\s*(?:[;,|•·]|\s&\s|\sand\s|\swith\s|\s[–—-]\s)\s*", re.IGNORECASE)
CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'\-]*"
NAME = re.compile(
    rf"{CAPITAL}(?:\s+(?:(?:de|da|di|del|della|der|den|van|von|vom|zu|la|le|du|dos|bin|ibn|al|el|ter|ten|y|e)\s+)*"
    rf"{CAPITAL}){{1,4}}"
)
OFFICE = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|bureau|news|newsroom|press|times|"
    r"post|magazine|editorial|desk|agency|agencies|reuters|producers?|team|special to|published|updated|posted|senior|"
    r"deputy|chief|twitter|facebook|follow)\b|[@/]|\.(?:com|org|net|co|uk)\b",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
    re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|"
    r"october|november|december)\b\W*$",
    re.IGNORECASE,
)
AROUND_DATE = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|created|date|on|at|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"\d{1,2}[:.]\d\d(?::\d\d)?|[ap]\.?m\.?|[A-Z]{2,4}|[+-]\d\d:?\d\d|T|Z|\d+ min(?:ute)?s? read)\b\.?",
    re.IGNORECASE,
)
NAMES_AT_MOST = 6


def byline_names(line: str) -> tuple[str, ...]:
    """The authors that a line such as "By Ada Byron and Grace Hopper, staff writers" names; none if it is no byline."""
    if len(line) > 200 or not (found := BY.match(line)) or line.endswith((".", "!", "?", ":", "”", '"')):
        return ()
    return split_names(line[found.end() :], strict=True)


def split_names(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """The names of people in a text that lists authors, without titles, addresses and sites.

    Args:
        text: "Ada Byron; Grace Hopper, Senior Reporter".
        strict: No name at all when a piece looks like neither a name nor a title: then the text is a sentence.
    """
    cleaned = re.sub(r"\([^)]*\)|https?://\S+|\S+@\S+", " ", tidy(text))
    cleaned = re.sub(BY, "", without_date(cleaned))
    names: list[str] = []
    for piece in SEPARATORS.split(cleaned):
        name = tidy(WEEKDAY.sub("", BY.sub("", piece.strip(" .,:-–—"))))
        if not name or OFFICE.search(name):
            continue
        if NAME.fullmatch(name):
            name = capitalised(name)
            if name.casefold() not in (known.casefold() for known in names):
                names.append(name)
        elif strict and not names:
            return ()
    return tuple(names[:NAMES_AT_MOST])


def capitalised(name: str) -> str:
    """A name in capitals as it is usually written: "ADA BYRON" is Ada Byron."""
    return name.title().replace("’S", "’s") if name.isupper() and len(name) > 4 else name


def join_names(names: tuple[str, ...]) -> str:
    """Names as one phrase: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def find_date(text: str) -> date | None:
    """The first date in a text that is written out or in ISO 8601; None when there is none."""
    for pattern in DATES:
        if found := pattern.search(text):
            parts = found.groupdict()
            month = int(parts["number"]) if "number" in parts else MONTHS.index(parts["month"][:3].lower()) + 1
            try:
                return date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue
    return None


def without_date(text: str) -> str:
    """A text without the first date in it."""
    for pattern in DATES:
        if found := pattern.search(text):
            return f"{text[: found.start()]} {text[found.end() :]}"
    return text


def is_dateline(line: str) -> bool:
    """Whether a line says when the article appeared, and nothing else."""
    if len(line) > 120 or find_date(line) is None:
        return False
    rest = AROUND_DATE.sub(" ", without_date(line))
    rest = AROUND_DATE.sub(" ", without_date(rest))
    return not re.search(r"\w", rest)
