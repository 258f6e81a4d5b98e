"""Dashes, ellipses, brackets, arithmetic signs, arrows and pictures."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import table

if TYPE_CHECKING:
    from podcaster.spoken.rule import Place

SIGNS = table("symbols")["signs"]
BETWEEN = table("symbols")["between"]
PAUSED = ",.;:!?…—–"
OPENING = "“‘(["


def pause(match: re.Match[str], place: Place) -> str:
    """A comma for a dash or bracket, unless there is a pause already."""
    near = place.before(match.start()).rstrip()
    before = near[-1:]
    after = place.after(match.end()).lstrip()
    if not before or before in OPENING or re.search(r"(?:^|\s)[\"']$", near):
        return ""
    if not after or after[0] in ",.;:!?”’)" or re.match(r"[\"'](?!\w)", after):
        return ""
    return " " if before in PAUSED else ", "


def say_ellipsis(match: re.Match[str], place: Place) -> str:
    """A pause; three dots where the engine takes them for one."""
    before = place.before(match.start()).rstrip()
    after = place.after(match.end())
    gap = " " if after[:1].isalnum() else ""
    if not before or before[-1] in '“"‘(':
        return ""
    if place.style.ellipsis:
        return f"...{gap}"
    if before[-1] in ",.;:!?":
        return gap
    if re.match(r"[\"”’)\s]*$|[\"”’)]*\s+[\"“]?[A-Z]", after):
        return f".{gap}"
    return "" if after[:1] in {",", ".", ";", ":", "!", "?"} else f",{gap}"


def say_between(match: re.Match[str], _: Place) -> str:
    """A sign between two things: x < y."""
    return f" {BETWEEN[match[1]]} "


def say_sign(match: re.Match[str], _: Place) -> str:
    """A sign that has a name."""
    words = str(SIGNS[match[1]])
    return f" {words} " if words else ""


def say_picture(match: re.Match[str], place: Place) -> str:
    """An emoji says nothing beside words; alone it is named."""
    from unicodedata import name

    if re.search(r"\w", place.text):
        return ""
    said = " ".join(name(character, "").lower() for character in match[0] if character > "\u2100")
    return re.sub(r"\b(?:heavy|black|white) ", "", said).strip()


def raised(match: re.Match[str], place: Place) -> str:
    """x^2, x^10."""
    return {"2": " squared", "3": " cubed"}.get(match[1]) or f" to the {place.ordinal(int(match[1]))}"


def closing(match: re.Match[str], place: Place) -> str:
    """A pause after a bracket closes, unless the sentence pauses or ends there."""
    after = place.after(match.end())
    return "," if re.match(r" \w", after) else ""


def compared(match: re.Match[str], place: Place) -> str | None:
    """< 5, ≥10: with nothing before that is compared."""
    if re.search(r"[\w)%] ?$", place.before(match.start())):
        return None
    words = {"<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "<=": "at most", ">=": "at least"}
    return f"{words.get(match[1], '')} "


PICTURE = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U000e0020-\U000e007f\u20e3]"

PAUSES = (
    rule("ellipsis", "sign", r" ?(?:\.{2,20}|…{1,9}|(?:\. ){2,5}\.)", say_ellipsis),
    rule("dash", "sign", r" ?(?:[—―⸺⸻]{1,9}|-{2,9}) ?| [–-] |(?<=\w)–(?=[^\W\d])", pause),
    rule("dash at an end", "sign", r" ?[–-]$|(?<![^\s])[-–] ", pause),
)
MARKUP = (
    rule(
        "sign of markup",
        "sign",
        r"[&<>]",
        lambda match, place: escape(match[0], quote=False) if place.style.ipa == "ssml" else None,
    ),
)
SAID = (
    rule("smiley", "sign", r"(?::-?[()DPp/|]|;-?\)|:'\(|<3)(?!\w)", ""),
    rule("copyright", "sign", r"\([cC]\) ?", "copyright "),
    rule("mark of a trade", "sign", r" ?\((?:tm|TM|r|R)\)", ""),
    rule("opening bracket", "sign", r" ?\((?=\S)", pause),
    rule("closing bracket", "sign", r"\)", closing),
    rule("raised to", "sign", r"\^(\d{1,2})(?!\w)", raised),
    rule("about", "sign", r"[~≈∼] ?(?=[$£€¥]?\d)", "about "),
    rule("plus or minus", "sign", r"(?:±|\+/-) ?(?=[$£€¥]?\d)", "plus or minus "),
    rule("at most, at least", "sign", r"([<>≤≥]=?) ?(?=[$£€¥]?\d)", compared),
    rule(
        "sign between",
        "sign",
        rf" ?({oneof(BETWEEN)}) ?(?=\w|[$£€¥(])",
        lambda match, place: (
            say_between(match, place) if re.search(r"[\w)%] ?$", place.before(match.start())) else None
        ),
    ),
    rule("named sign", "sign", rf"({oneof(SIGNS)})", say_sign),
    rule("picture", "sign", rf"{PICTURE}(?:[\u200d\ufe0f\U0001f3fb-\U0001f3ff]|{PICTURE})*", say_picture),
    rule(
        "hyphen that is no minus",
        "sign",
        r"-",
        lambda match, place: "" if not place.text[match.end() : match.end() + 1].isalnum() else "-",
    ),
)
