"""Letters with figures, signs and slashes: GPT-4, R&D, C++, iOS, and/or."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.spoken.en import numbers
from podcaster.spoken.en.capitals import is_listed, is_spelled
from podcaster.spoken.rule import oneof, rule
from podcaster.spoken.words import common, table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

MIXED = table("acronyms")["mixed"]
SLASHED = table("abbreviations")["slashed"]
SHORT_SLASHED = [form for form in SLASHED if len(form) <= 3]


def spelled_parts(form: str, context: Context) -> str:
    """A listed form, its parts after a star spelled: ``*CO two`` is "C.O two"."""
    said = []
    for part in form.split():
        letters = part.removeprefix("*")
        if letters == part:
            said.append(part)
        else:
            said.append(context.spell(letters.removesuffix("s"), "s" * letters.endswith("s")))
    return " ".join(said)


def say_mixed(match: re.Match[str], context: Context) -> str:
    """PhD, iOS, C++: as the list says."""
    return spelled_parts(str(MIXED[match[1]]), context) + (match[2] or "")


def say_and(match: re.Match[str], context: Context) -> str:
    """R&D, AT&T, Q&A, M&Ms."""
    parts = re.split(r" ?& ?", match[1])
    return " and ".join(context.spell(part) if is_spelled(part) else part for part in parts) + "'s" * bool(match[2])


def say_slashed(match: re.Match[str], context: Context) -> str:
    """and/or, he/she, w/."""
    written = match[0]
    said = spelled_parts(str(SLASHED.get(written) or SLASHED[written[0].lower() + written[1:]]), context)
    return said[0].upper() + said[1:] if written[0].isupper() and written[1:2].islower() else said


def say_slash(match: re.Match[str], context: Context) -> str:
    """writer/director: "writer slash director"."""
    parts = match[0].split("/")
    joint = " " if all(part.isupper() and len(part) < 3 for part in parts) else " slash "
    return joint.join(context.spell(part) if part.isupper() and is_spelled(part) else part for part in parts)


def say_letters_number(match: re.Match[str], context: Context) -> str | None:
    """COVID-19, B-52, GPT-4, M4, A320, v2.0, iPhone15."""
    letters, dash, figures, ending = match[1], match[2], match[3], (match[4] or "").replace("’", "'")
    if dash and not letters[0].isupper():
        return None
    head = letters_of(letters, context)
    if letters == "v" and not dash:
        head = "" if context.before(match.start()).lower().endswith("version ") else "version"
    number = number_of(figures, context)
    if ending == "s":
        number = numbers.plural(number)
    # espeak-ng says "uh" for a lone A before a space, and looks up "of a" first.
    head = f"{context.style.guard}A" if head == "A" else head
    joint = "-" if head.endswith("A") and len(head) == 1 + len(context.style.guard) * head.startswith("\u200b") else " "
    return f"{head}{joint}{number}{ending if ending != 's' else ''}".lstrip()


def letters_of(letters: str, context: Context) -> str:
    """The letters before a number: spelled, or a word."""
    if not letters.isupper():
        return context.spell(letters.upper()) if re.fullmatch(r"[b-df-hj-np-tv-xz]{2,4}", letters) else letters
    if letters.lower() in common() and len(letters) > 2 and not is_listed(letters):
        return letters.lower()
    return context.spell(letters) if is_spelled(letters) else letters


def number_of(figures: str, context: Context) -> str:
    """The number after letters: "A320" has "three twenty", "4.5" "four point five"."""
    if "." in figures:
        return (
            " point ".join(context.number(part) for part in figures.split("."))
            if figures.count(".") > 1
            else context.number(figures)
        )
    return numbers.pairs(figures) if len(figures) in {3, 4} and not figures.startswith("0") else context.number(figures)


def say_pieces(match: re.Match[str], context: Context) -> str:
    """H1N1, R2D2, A1B2: letters and figures in turn."""
    parts = re.findall(r"[A-Za-z]+|\d+", match[0])
    return " ".join(context.number(part) if part.isdecimal() else letters_of(part, context) for part in parts)


def say_grades(match: re.Match[str], context: Context) -> str:
    """K-12."""
    return f"K through {context.number(match[1])}"


def say_plus(match: re.Match[str], context: Context) -> str:
    """A+, LGBTQ+, Disney+."""
    return f"{context.spell(match[1]) if match[1].isupper() else match[1]} plus"


JOINED = (
    rule("word with capitals inside", "letter sign", rf"({oneof(MIXED)})(['’]s)?(?![\w+#])", say_mixed),
    rule("letters and letters", "letter", r"([A-Z]{1,4}(?: ?& ?[A-Z]{1,4}){1,2})(s|['’]s)?(?!\w)", say_and),
    rule(
        "short form with a slash",
        "letter",
        rf"(?:{oneof(form for form in SHORT_SLASHED)})(?!/)(?:(?<=/)|(?!\w))",
        say_slashed,
    ),
    rule(
        "two words and a slash",
        "letter",
        rf"(?:{oneof({form for word in SLASHED for form in (word, word[0].upper() + word[1:])})})(?!\w)",
        say_slashed,
    ),
    rule("words and slashes", "letter", r"[A-Za-z'’]{1,30}(?:/[A-Za-z'’]{1,30}){1,3}(?![\w/.])", say_slash),
    rule(
        "to a last grade",
        "letter",
        r"[Kk]-(12|8|6|5)\b",
        lambda match, context: f"K through {context.number(match[1])}",
    ),
    rule(
        "letters and a number",
        "letter",
        r"([A-Za-z]{1,12})(-?)(\d{1,4}(?:\.\d{1,3}){0,3})(['’]?s\b)?(?![\w]|-\d)",
        say_letters_number,
    ),
    rule("letters and numbers", "letter", r"[A-Z]{1,3}\d{1,3}-?[A-Z]{1,3}\d{0,4}(?!\w)", say_pieces),
    rule("letters and plus", "letter", r"([A-Z]{1,6}|[A-Z][a-z]{1,12})\+(?!\w)", say_plus),
)
RULES = (
    rule(
        "words joined by underscores",
        "letter sign",
        r"_{0,3}[A-Za-z]\w{0,40}_\w{0,60}",
        lambda match, _: re.sub("_+", " ", match[0]).strip(),
    ),
)
