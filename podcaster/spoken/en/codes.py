"""What is written in figures and letters but counts nothing: codes, references, flights, verses, ZIP codes, models.

Most need a word beside them that tells what they are (a PIN, a flight, a clause); the lists of such words are in
``data/cues.toml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.capitals import is_spelled
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import listed, table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

CUES = table("cues")
BOOKS = CUES["books"]
PAIRED = on_demand(rf"\b(?:{oneof(listed('cues', 'paired'))})s? (?:#|no\. ?|number )?$")
"""Words before a number that is said by twos: Flight 1402, RTX 4090."""
DIGIT_CUE = on_demand(
    r"\b(?:(?:[Cc]ard|[Nn]umber|[Pp]late|[Aa]ccount|[Tt]icket|[Pp]hone)s? (?:that )?"
    r"end(?:s|ed|ing)(?: in| with)?|last (?:four|4) digits"
    r"(?: are| were|:)?) $"
    rf"|\b(?:{oneof(listed('cues', 'digits'))})s?"
    r"\.?(?: (?:code|number|no\.?|card|is|was|of|ending|in|the|for)){0,3}:? #?$"
)
STATES = table("abbreviations")["postal"]
STATE_BEFORE = on_demand(rf"\b(?:{oneof([*STATES, *STATES.values()])})\.?,? $")
STREET_AFTER = on_demand(
    rf" (?:[NSEW]{{1,2}}\.? |North |South |East |West )?(?:[A-Z0-9][\w'’.]{{0,20}} ){{1,3}}"
    rf"(?:{oneof([*table('abbreviations')['streets'], *table('abbreviations')['streets'].values()])})\b"
)
CASE_BEFORE = on_demand(
    r"\b(?:(?:[Cc]ase|[Dd]ocket|[Ff]ile|[Cc]laim|[Cc]omplaint|[Rr]ecord|[Ff]iling) (?:(?:[Nn]umber|[Nn]os?\.?|#) ?)?|"
    r"(?:[Cc]ase|[Dd]ocket|[Ff]ile|[Cc]laim) (?:number|no\.) (?:is|was) |[Cc]ause [Nn]o\. )$"
)
SHORT_CODE = on_demand(r"\b(?:[Tt]ext(?:ed|ing|s)?|SMS) (?:(?:the )?(?:words? )?[“\"‘']?[A-Z]{2,12}[”\"’']? )?to $")
"""A number that one sends a short message to."""
LAWS = on_demand(r"\b(?:Section|Article|Rule|Title)s? $")
"""Before a number of three figures that names a law."""
SAVINGS = frozenset({"529", "457", "1031", "1099"})
"""Sections of the tax law that plans and forms are called by."""
AIRCRAFT = on_demand(r"\b(?:Boeing|Airbus|airliners?|[Jj]etliners?|Dreamliner|[Pp]lanes?|[Ff]leet|[Pp]ilots?)\b")
CHANGES = 3
"""Changes between letters and figures in a code that is nobody's model."""
THREE = 3
"""Figures of a part of a lineage that are said one by one."""
ROMAN_BOOK = {"1": "First", "2": "Second", "3": "Third", "I": "First", "II": "Second", "III": "Third"}


def said_digits(written: str) -> str:
    """A code figure by figure and letter by letter, with a pause where it has a mark or a space."""
    groups = re.findall(r"[A-Za-z]+|\d+", written)
    return ", ".join(numbers.digits(group) if group.isdecimal() else " ".join(group.upper()) for group in groups)


def say_code(match: re.Match[str], context: Context) -> str | None:
    """PIN 8842, gate code 0417, SSN 078-05-1120, ISBN 978-0-14-032872-1: figure by figure."""
    before = context.before(match.start())
    cue = DIGIT_CUE.search(before)
    if (
        not cue
        or len(re.sub(r"\D", "", match[0])) < 3
        or re.match(r" (?:per ?cent|million|years?|people|times)\b|%", context.after(match.end()))
    ):
        return None
    return Said(said_digits(match[0]), f"a code: after {cue[0].strip()!r}")


def say_short_code(match: re.Match[str], context: Context) -> str | None:
    """Text HELP to 80077: figure by figure."""
    if not SHORT_CODE.search(context.before(match.start())):
        return None
    return Said(numbers.digits(match[0]), "a number for short messages: after a word for sending one")


def say_case(match: re.Match[str], context: Context) -> str | None:
    """Case number 23-1147: its parts, by twos."""
    cue = CASE_BEFORE.search(context.before(match.start()))
    if not cue:
        return None
    parts = match[0].split("-")
    said = ", ".join(numbers.pairs(part) if len(part) in {3, 4} else context.number(part) for part in parts)
    return Said(said, f"the number of a case or file: after {cue[0].strip()!r}")


def say_zip(match: re.Match[str], context: Context) -> str | None:
    """DE 19901, ZIP code 83702-1234: after a state, figure by figure."""
    if not STATE_BEFORE.search(context.before(match.start())):
        return None
    return Said(f"{said_digits(match[0])}", "a ZIP code: after a state")


def say_house(match: re.Match[str], context: Context) -> str | None:
    """2788 San Luis Expy: a house number, by twos."""
    if not STREET_AFTER.match(context.after(match.end())) or match[1].endswith("00"):
        return None
    return Said(numbers.pairs(match[1]), "a house number: before a street")


def say_paired(match: re.Match[str], context: Context) -> str | None:
    """Flight 1402, RTX 4090, the 404 error: a number that names something, by twos."""
    before, after = context.before(match.start()), context.after(match.end())
    named = PAIRED.search(before) or re.match(r" (?:error|errors|page|not found)\b", after)
    law = len(match[1]) == THREE and LAWS.search(before)
    law = law or (match[1] in SAVINGS and re.match(r" (?:plans?|accounts?|savings|exchanges?|forms?)\b", after))
    flown = re.fullmatch(r"7[0-8]7", match[1]) and AIRCRAFT.search(context.text)
    if not (named or law or flown) or match[1].endswith("000"):
        return None
    return Said(numbers.pairs(match[1]) + (match[2] or ""), "a name in figures, said by twos")


def say_verse(match: re.Match[str], context: Context) -> str:
    """John 3:16, Genesis 3:1-5, 1 Corinthians 13: chapter and verse of the Bible."""
    number = f"{ROMAN_BOOK[match['number'].strip()]} " if match["number"] else ""
    book = str(BOOKS.get(match["book"], match["book"]))
    verse = f" {context.number(match['verse'])}" if match["verse"] else ""
    last = f" to {context.number(match['last'])}" if match["last"] else ""
    return f"{number}{book} {context.number(match['chapter'])}{verse}{last}"


def say_clause(match: re.Match[str], context: Context) -> str:
    """501(c)(3), 3(a)-(c), 12(b): parts of a law."""
    figures = match[1]
    said = numbers.pairs(figures) if re.fullmatch(r"\d{3}", figures) else context.number(figures)
    for mark, letter, figure in re.findall(r"(-|–|)\((?:([A-Za-z]{1,4})|(\d{1,2}))\)", match[2]):
        part = context.number(figure) if figure else letter
        said += f"{' to' * bool(mark)} {part.upper() if part == 'a' else part}"
    return said


def say_docket(match: re.Match[str], context: Context) -> str:
    """21-cv-4480: the year, the kind and the number of a case."""
    number = numbers.pairs(match[3]) if len(match[3]) in {3, 4} and match[3][0] != "0" else said_digits(match[3])
    return f"{context.number(match[1])} {context.spell(match[2].upper())} {number}"


def say_long_code(match: re.Match[str], _: Context) -> str | None:
    """1HGCM82633A: letters and figures mixed, too long for a name: each by its own."""
    changes = len(re.findall(r"(?<=\d)[A-Z]|(?<=[A-Z])\d", match[0]))
    return said_digits(match[0]) if changes >= CHANGES else None


def say_motorway(match: re.Match[str], context: Context) -> str:
    """A1(M): a road that is a motorway."""
    return f"{guarded('A', context)}-{context.number(match[1])} M"


def say_lineage(match: re.Match[str], context: Context) -> str:
    """B.1.1.7, BA.2.86, XBB.1.5: a lineage of a virus."""
    return f"{context.spell(match[1])} " + " ".join(
        numbers.digits(part) if len(part) == THREE else context.number(part) for part in match[2].strip(".").split(".")
    )


def say_model(match: re.Match[str], context: Context) -> str:
    """i7-12700K, A320neo, 10b-5, H-1B, RTX4090Ti: figures and letters in turn."""
    said: list[str] = []
    for part in re.findall(r"[A-Za-z]+|\d+", match[0]):
        if part.isdecimal():
            said.append(numbers.pairs(part) if len(part) in {3, 4} and part[0] != "0" else context.number(part))
        elif len(part) == 1 or (part.isupper() and is_spelled(part)):
            said.append(guarded(part, context) if not said else context.spell(part.upper()))
        else:
            said.append(part)
    return " ".join(said).replace("\u200bA ", "\u200bA-")


def guarded(letters: str, context: Context) -> str:
    """Letters before a number: an A alone is no article."""
    return f"{context.style.guard}A" if letters == "A" and context.style.guard else context.spell(letters.upper())


def say_zone(match: re.Match[str], context: Context) -> str:
    """GMT-5, UTC+2, UTC−03:30: hours before or after the time of Greenwich."""
    sign = "plus" if match[2] == "+" else "minus"
    minutes = f" {context.number(match[4])}" if match[4] and int(match[4]) else ""
    return f"{context.spell(match[1])} {sign} {context.number(match[3].lstrip('0') or '0')}{minutes}"


def say_vanity(match: re.Match[str], context: Context) -> str:
    """1-800-FLOWERS: figures, then the word."""
    area = "eight hundred" if match[2] == "800" else numbers.digits(match[2])
    words = " ".join(context.spell(part) if len(part) < 3 else part.capitalize() for part in match[3].split("-"))
    return f"{numbers.digits(match[1] or '')} {area} {words}".strip()


def say_ticker(match: re.Match[str], context: Context) -> str:
    """$TSLA, $F: a stock by its company's name where everybody knows it, or by its letters."""
    name = COMPANIES.get(match[1])
    return Said(str(name), "a company by the letters of its stock") if name else context.spell(match[1])


def say_exchange(match: re.Match[str], context: Context) -> str:
    """LSE: LND, NASDAQ:AAPL: an exchange and the letters of a stock."""
    exchange = match[1].capitalize() if match[1] in {"NASDAQ", "EURONEXT"} else context.spell(match[1])
    return f"{exchange}, {context.spell(match[2])}"


def say_bill(match: re.Match[str], context: Context) -> str:
    """H.R. 3684, S. 1260: bills of a parliament."""
    number = numbers.pairs(match[2]) if len(match[2]) > 2 else context.number(match[2])
    return f"{context.spell(match[1].replace('.', ''))} {number}"


COMPANIES = CUES["companies"]
BOOK = oneof({*BOOKS, *BOOKS.values()})
RULES = (
    rule(
        "verse of the Bible",
        "digit letter",
        rf"(?P<number>(?:[123]|I{{1,3}}) )?(?P<book>{BOOK})\.? (?P<chapter>\d{{1,3}}):(?P<verse>\d{{1,3}})"
        r"(?:[-–](?P<last>\d{1,3}))?(?![\d:])",
        say_verse,
    ),
    rule(
        "numbered book of the Bible",
        "digit",
        rf"(?P<number>[123] )(?P<book>{oneof(listed('cues', 'numbered'))})\.? (?P<chapter>\d{{1,3}})"
        r"(?P<verse>(?!x)x)?(?P<last>(?!x)x)?(?![\d:])",
        say_verse,
    ),
    rule(
        "case number",
        "digit",
        r"\d{2,4}-\d{3,6}(?![\w-])",
        say_case,
    ),
    rule(
        "telephone number in letters",
        "digit",
        r"(?:(1)-)?(8\d\d|900)-([A-Z]{2,8}(?:-[A-Z]{1,7}){0,2}|(?<=1-8\d\d-)[a-z]{1,8}(?:-[a-z]{1,7}){0,2})(?![\w-])",
        say_vanity,
    ),
    rule(
        "code",
        "digit letter",
        r"(?:[A-Z]{1,3}[ -]?|[a-z]{1,3})?\d[\dXx]{0,19}(?:[ -]\d[\dXx]{0,9}){0,5}(?![\w,.]\d|\w)",
        say_code,
    ),
    rule("number for short messages", "digit", r"\d{4,6}(?![\w,.]\d|\w)", say_short_code),
    rule(
        "number of a person",
        "digit",
        r"\d{3}-\d\d-\d{4}(?![\w-])",
        lambda match, _: Said(said_digits(match[0]), "a social security number: by its groups"),
    ),
    rule("ZIP code", "digit", r"\d{5}(?:-\d{4})?(?![\w-])", say_zip),
    rule("house number", "digit", r"(\d{4,5})(?=[ ])", say_house),
    rule("number by twos", "digit", r"(\d{3,4})(?!\w|[.,:]\d|[-–]\d)()", say_paired),
    rule(
        "part of a law",
        "digit",
        r"(\d{1,4}(?:\.\d{1,3})?)((?:(?:[-–](?=\())?\((?:[a-z]{1,4}|\d{1,2}|[A-Z])\)){1,5})(?!\w)",
        say_clause,
    ),
    rule(
        "quarters, a range",
        "letter",
        r"(Q[1-4]|H[12])[-–](Q[1-4]|H[12])(?!\w)",
        lambda match, context: " to ".join(f"{part[0]} {context.number(part[1])}" for part in match.groups()),
    ),
    rule("docket", "digit", r"(\d\d?)-(cv|cr|mc|md|bk|mj)-0*(\d{1,6})(?![\w-])", say_docket),
    rule("long code", "digit letter", r"[A-Z\d]{9,20}(?!\w)", say_long_code),
    rule("motorway", "letter", r"A(\d{1,4})\(M\)", say_motorway),
    rule("lineage", "letter", r"([A-Z]{1,3})((?:\.\d{1,3}){2,5}|\.\d{1,3}\.\d{1,3})(?![\w]|\.\d)", say_lineage),
    rule(
        "lineage of a listed family",
        "letter",
        r"(BA|BQ|XBB|EG|JN|KP|LP|XEC|CH)((?:\.\d{1,3}){1,5})(?![\w]|\.\d)",
        say_lineage,
    ),
    rule("time zone and hours", "letter", r"(GMT|UTC)([-−–+])(\d{1,2})(?::([0-5]\d))?(?![\w:])", say_zone),
    rule("ticker", "sign", r"\$([A-Z]{1,5})(?![\w$])", say_ticker),
    rule(
        "ticker with its exchange",
        "letter",
        r"(NYSE|NASDAQ|LSE|ASX|TSX|TSE|HKEX|NSE|BSE|AIM|AMEX|OTC|EURONEXT|JSE): ?([A-Z]{1,5})(?!\w)",
        say_exchange,
    ),
    rule("bill", "letter", r"(H\.R\.|S\.|H\.J\.) (\d{2,4})(?!\w|[,.]\d)", say_bill),
    rule(
        "model",
        "letter digit",
        r"(?:(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-)[A-Za-z]{1,3}-?\d{1,4}-\d{2,5}[A-Z]{0,2}|[A-Z]{1,4}-?\d{1,4}(?:neo|ceo|Ti|ER|XT|[A-Z])"
        r"|\d{1,3}[a-df-z]-\d{1,3})(?![\w-])",
        say_model,
    ),
)
