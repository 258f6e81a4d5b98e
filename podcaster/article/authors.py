"""Bylines: the names of authors, out of the ways in which they are written; the words are in ``data/bylines.txt``."""

from __future__ import annotations

import re
from functools import cache

from podcaster.article import notices
from podcaster.article.dates import DATA, without_date
from podcaster.article.parts import tidy
from podcaster.patterns import on_demand

CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'\-]*"
PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|vom|zu|la|le|du|dos|das|do|bin|ibn|al|el|ter|ten|y|e)"
NAME = on_demand(rf"{CAPITAL}(?:\s+(?:{PARTICLE}\s+)*{CAPITAL}){{1,4}}")
SPANISH_AND = rf"\s(?:y|e)\s(?={CAPITAL}\s+(?:{PARTICLE}\s+)*{CAPITAL})"
"""The word for "and" that stands inside names too: José Ortega y Gasset."""
MARKS = r"\s*[;,|•·]\s*|\s&\s|\s[–—-]\s"
WEEKDAY = on_demand(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|"
    r"october|november|december)\b\W*$",
    re.IGNORECASE,
)
ADDRESS = on_demand(r"[@/]|\.(?:com|org|net|co|uk|example)\b", re.IGNORECASE)
PICTURES = on_demand(
    r"\s(?=(?:photos?|photographs?|pictures?|fotos?|bild(?:er)?|imagen|im[aá]gen[se]*|immagini|illustrations?|video)\s*:)",
    re.IGNORECASE,
)
"""Where a list of authors goes on with those who took the pictures, without a mark: "Text: A. B. Fotos: C. D."."""
EMPLOYED = on_demand(rf"(?P<name>{NAME.pattern})\s(?:for|of|at|from)\s(?:the\s)?[A-Z][\w .&’'-]*")
"""An author and the paper: "Jon Falk for the Valley Herald"."""
NAMES_AT_MOST = 6
LONGEST = 200
"""Characters of a byline at most."""


@cache
def by_pattern(*, foreign: bool) -> re.Pattern[str]:
    """What stands before the names in a byline.

    Args:
        foreign: Whether the text is in another language than English, where "de" and "di" are such words too.
    """
    words = [*notices.entries("by", DATA), *(notices.entries("by among foreign words", DATA) if foreign else ())]
    colon = "|".join(notices.entries("by with a colon", DATA))
    return on_demand(
        rf"^(?:(?:(?:words|text|written|story|report|reported|posted|interview)\s+)?(?:{'|'.join(words)})(?:[:\s]\s*)(?=\S)"
        rf"|(?:{colon})\s*:\s*(?=\S))",
        re.IGNORECASE,
    )


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What separates names, what is none, and what the names behind it did instead of writing."""
    between = "|".join(notices.entries("and", DATA))
    office = "|".join(notices.entries("office", DATA))
    picture = "|".join(notices.entries("picture by", DATA))
    return (
        on_demand(rf"{MARKS}|\s(?:{between})\s|{SPANISH_AND}", re.IGNORECASE),
        on_demand(rf"\b(?:{office})\b", re.IGNORECASE),
        on_demand(rf"^(?:{picture})(?:\s*:|\s+(?:by|von|par|por|di|de)\b|$)", re.IGNORECASE),
    )


@cache
def leading_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name in a piece of a byline: the word for "and"; what somebody is."""
    between, role = ("|".join(notices.entries(kind, DATA)) for kind in ("and", "role"))
    return (
        on_demand(rf"^(?:{between})\s+", re.IGNORECASE),
        on_demand(
            rf"^(?:(?:our|unserer?[mn]?|notre|nuestr[oa]|noss[oa]|nostr[oa]|onze|vår|vores|nasz\w*)\s+)?(?:{role})\s+",
            re.IGNORECASE,
        ),
    )


def in_language(byline: str, language: str) -> str:
    """Names joined by ``join_names`` as the language of the article joins them."""
    words = notices.entries(f"join {language.split('-', maxsplit=1)[0]}", DATA)
    first, found, last = byline.rpartition(" and ")
    return f"{first} {words[0]} {last}" if found and words else byline


def byline_names(line: str, *, foreign: bool = False) -> tuple[str, ...]:
    """The authors that a line such as "By Ada Byron and Grace Hopper, staff writers" names; none if it is no byline.

    Args:
        line: The line.
        foreign: Whether the text around it is in another language than English.
    """
    if len(line) > LONGEST or not (found := by_pattern(foreign=foreign).match(line)):
        return ()
    if line.endswith((".", "!", "?", ":", "”", '"')):
        return ()
    return split_names(line[found.end() :], strict=True)


def split_names(text: str, *, strict: bool = False) -> tuple[str, ...]:
    """The names of people in a text that lists authors, without titles, addresses and sites.

    Args:
        text: "Ada Byron; Grace Hopper, Senior Reporter".
        strict: No name at all when a piece looks like neither a name nor a title: then the text is a sentence.
    """
    between, office, picture = patterns()
    leading, role = leading_patterns()
    by = by_pattern(foreign=False)
    cleaned = re.sub(r"\([^)]*\)|https?://\S+|\S+@\S+", " ", tidy(text))
    cleaned = PICTURES.sub(" | ", by.sub("", without_date(cleaned)))
    names: list[str] = []
    for piece in between.split(cleaned):
        bare = leading.sub("", piece.strip(" .,:-–—/"))
        bare = role.sub("", bare) if NAME.fullmatch(role.sub("", bare)) else bare
        if picture.match(bare):
            continue
        bare = found["name"] if (found := EMPLOYED.fullmatch(bare)) else bare
        name = tidy(WEEKDAY.sub("", by.sub("", bare)))
        if not name or office.search(name) or ADDRESS.search(name):
            continue
        if NAME.fullmatch(name):
            name = capitalised(name)
            if name.casefold() not in (known.casefold() for known in names):
                names.append(name)
        elif strict and not names:
            return ()
    return tuple(names[:NAMES_AT_MOST])


def without_office(line: str) -> str:
    """A line without the words for what somebody is at a paper."""
    return " ".join(patterns()[1].sub(" ", line).split()).strip(" ,|·•–—-")


def is_office(line: str) -> bool:
    """Whether a line says what somebody is at a paper, or how to write to them: what stands under a name."""
    return bool(patterns()[1].search(line) or re.search(r"\S@\S+\.\w", line)) and len(line) <= LONGEST // 2


def capitalised(name: str) -> str:
    """A name in capitals as it is usually written: "ADA BYRON" is Ada Byron."""
    return name.title().replace("’S", "’s") if name.isupper() and len(name) > 4 else name


def join_names(names: tuple[str, ...]) -> str:
    """Names as one phrase: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)
