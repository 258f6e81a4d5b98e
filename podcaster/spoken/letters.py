"""Capitals: acronyms said as words or letter by letter, capitals for emphasis, letters with figures or signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken import numbers
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import common, listed, table

if TYPE_CHECKING:
    from podcaster.spoken.rule import Place

MIXED = table("acronyms")["mixed"]
SLASHED = table("abbreviations")["slashed"]
ONSET = (
    "(?:[BCDFGHJKLMNPRSTVWZ]|BL|BR|CH|CL|CR|DR|FL|FR|GL|GR|KR|PH|PL|PR|SC|SH|SK|SL|SM|SN|SP|ST|STR|SW|TH|TR|TW|WH|WR)?"
)
CODA = (
    "(?:[BCDFGKLMNPRSTVXYZ]|CK|CT|FT|LD|LL|LT|MP|ND|NG|NK|NT|PT|RD|RK|RL|RM|RN|RS|RT|SH|SK|SS|ST|TH|TS|NS|LS|KS|PS|CH)?"
)
PRONOUNCEABLE = re.compile(
    rf"{ONSET}(?:A|E|I|O|U|AI|AY|EA|EE|EI|OA|OI|OO|OU|UE)(?:{CODA}{ONSET}(?:A|E|I|O|U|Y|AI|EA|EE|OO|OU|IA|IO)){{0,5}}{CODA}E?$"
)
WORD_LENGTH = 4
"""Unknown capitals this long are said as a word when they can be; shorter ones are spelled."""


def say_capitals(match: re.Match[str], place: Place) -> str | None:
    """FBI, CEOs, NASA, NEVER."""
    word, ending = match[1], (match[2] or "").replace("-", " ")
    if word in listed("acronyms", "ambiguous") or not known(word):
        if shouted(match, place):
            return word.lower() + ending
    if word in listed("acronyms", "said"):
        return (word.capitalize() if len(word) < WORD_LENGTH else word) + ending
    if word in listed("acronyms", "spelled"):
        return place.spell(word, plural_ending(ending))
    if word.lower() in common() and not ending.startswith("s"):
        return word.lower() + ending
    if len(word) < WORD_LENGTH or not PRONOUNCEABLE.match(word):
        return place.spell(word, plural_ending(ending)) if len(word) <= 6 else None
    return (word.capitalize() if len(word) > WORD_LENGTH else word) + ending


def plural_ending(ending: str) -> str:
    """The ending as ``spell`` wants it."""
    return ending.replace("’", "'").strip()


def known(word: str) -> bool:
    """Whether capitals are a listed acronym."""
    return word in listed("acronyms", "said") or word in listed("acronyms", "spelled")


def shouted(match: re.Match[str], place: Place) -> bool:
    """Whether a word in capitals stands among others that are plain words: emphasis, not an acronym."""
    around = re.findall(r"\b[A-Z][A-Z'’]+\b", run_before(place, match.start()) + " " + run_after(place, match.end()))
    return any(is_plain(word) for word in around)


def run_before(place: Place, position: int) -> str:
    """The words in capitals just before."""
    found = re.search(r"(?:\b[A-Z'’]{1,20}[,;:]? ){1,3}$", place.before(position))
    return found[0] if found else ""


def run_after(place: Place, position: int) -> str:
    """The words in capitals just after."""
    found = re.match(r"(?:[,;:]? [A-Z'’]{1,20}\b(?![a-z])){1,3}", place.after(position))
    return found[0] if found else ""


def is_plain(word: str) -> bool:
    """Whether capitals are surely a plain word."""
    return (
        word not in listed("acronyms", "ambiguous")
        and not known(word)
        and (word.lower().replace("’", "'") in common() or "'" in word or "’" in word)
    )


def say_mixed(match: re.Match[str], place: Place) -> str:
    """PhD, iOS, C++: as the list says."""
    return " ".join(part_of(part, place) for part in str(MIXED[match[1]]).split()) + (match[2] or "")


def part_of(part: str, place: Place) -> str:
    """One part of a listed form: after a star it is spelled."""
    if not part.startswith("*"):
        return part
    letters = part[1:]
    return place.spell(letters.removesuffix("s"), "s") if letters.endswith("s") else place.spell(letters)


def say_and(match: re.Match[str], place: Place) -> str:
    """R&D, AT&T, Q&A, M&Ms."""
    parts = re.split(r" ?& ?", match[1])
    said = " and ".join(place.spell(part) if len(part) < 4 or not PRONOUNCEABLE.match(part) else part for part in parts)
    return said + ("'s" if match[2] else "")


def say_letters_number(match: re.Match[str], place: Place) -> str | None:
    """COVID-19, B-52, GPT-4, M4, A320, G7, v2.0, iPhone15."""
    letters, dash, figures, ending = match[1], match[2], match[3], match[4] or ""
    if letters in {"v", "V"}:
        if dash:
            return None
        head = "version"
    elif letters.isupper() and len(letters) <= 5:
        said_whole = letters in listed("acronyms", "said") or (len(letters) > 4 and PRONOUNCEABLE.match(letters))
        head = letters if said_whole else place.spell(letters)
        head = letters.lower() if len(letters) > 2 and not known(letters) and letters.lower() in common() else head
    elif letters.islower() and len(letters) == 1:
        head = letters
    else:
        head = letters
    if not figures.isdigit():
        number = (
            " point ".join(place.number(part) for part in figures.split("."))
            if figures.count(".") > 1
            else place.number(figures)
        )
    elif len(figures) == 3 or (len(figures) == 4 and figures[2:] != "00"):
        number = numbers.pairs(figures)
    else:
        number = place.number(figures)
    gap = "-" if head == "A" else " "  # espeak-ng says a lone A "uh"
    return (
        head
        + gap
        + (number if not ending.startswith("s") else numbers.plural(number))
        + ("'s" if ending.startswith(("'", "’")) else "")
    )


def say_pieces(match: re.Match[str], place: Place) -> str | None:
    """H1N1, R2-D2, A1B2: letters and figures in turn."""
    parts = re.findall(r"[A-Za-z]+|\d+", match[0])
    return " ".join(
        place.number(part) if part.isdigit() else place.spell(part) if part.isupper() and len(part) < 4 else part
        for part in parts
    )


def say_slashed(match: re.Match[str], place: Place) -> str | None:
    """and/or, he/she, w/, input/output."""
    written = match[0]
    known_form = SLASHED.get(written) or SLASHED.get(written.lower())
    if known_form:
        said = " ".join(part_of(part, place) for part in str(known_form).split())
        return said[0].upper() + said[1:] if written[0].isupper() and written[1:2].islower() else said
    return None


def say_slash(match: re.Match[str], place: Place) -> str | None:
    """writer/director: "writer slash director"; capitals are spelled."""
    return " slash ".join(
        place.spell(part) if part.isupper() and len(part) < 4 else part for part in match[0].split("/")
    )


def say_compound(match: re.Match[str], place: Place) -> str | None:
    """AFL-CIO, CD-ROM, X-ray: the capitals before a hyphen are spelled where they are spelled alone."""
    return None


def say_camel(match: re.Match[str], _: Place) -> str:
    """snake_case: the words of it."""
    return re.sub(r"_+", " ", match[0]).strip()


RULES = (
    rule("word with capitals inside", "letter sign", rf"({oneof(MIXED)})(['’]s)?(?![\w+#])", say_mixed),
    rule("letters and letters", "letter", r"([A-Z]{1,4}(?: ?& ?[A-Z]{1,4}){1,2})(s|['’]s)?(?!\w)", say_and),
    rule(
        "with and without",
        "letter",
        r"(?:w/o|c/o|b/c|n/a|N/A|w/)(?!\w)|w/(?=\w)",
        lambda match, place: (
            f"{SLASHED[match[0].lower()]}{' ' * (place.text[match.end() : match.end() + 1].isalnum())}"
        ),
    ),
    rule(
        "two words and a slash",
        "letter",
        rf"(?:{oneof([*SLASHED, *(word[0].upper() + word[1:] for word in SLASHED)])})(?!\w)",
        say_slashed,
    ),
    rule("words and slashes", "letter", r"[A-Za-z'’]{1,30}(?:/[A-Za-z'’]{1,30}){1,3}(?![\w/.])", say_slash),
    rule("K to 12", "letter", r"[Kk]-(12|8|6)\b", lambda match, place: f"K through {place.number(match[1])}"),
    rule(
        "letters and a number",
        "letter",
        r"([A-Za-z]{1,12})(-?)(\d{1,4}(?:\.\d{1,3}){0,3})(['’]?s)?(?![\w]|-\d)",
        say_letters_number,
    ),
    rule("letters and numbers", "letter", r"[A-Z]{1,3}\d{1,3}-?[A-Z]{1,3}\d{0,4}(?!\w)", say_pieces),
    rule(
        "letter and plus",
        "letter",
        r"([A-Z]{1,6}|[A-Z][a-z]{1,12})\+(?!\w)",
        lambda match, place: f"{place.spell(match[1]) if match[1].isupper() else match[1]} plus",
    ),
    rule("capitals", "letter", r"([A-Z]{2,20})(['’]?s\b|-(?=[A-Z]{2}))?(?![a-z0-9_]|['’][A-Z])", say_capitals),
    rule("words joined by underscores", "letter sign", r"_{0,3}[A-Za-z]\w{0,40}_\w{0,60}", say_camel),
)
