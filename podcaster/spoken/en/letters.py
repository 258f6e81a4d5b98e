"""Letters with figures, signs and slashes: GPT-4, R&D, C++, iOS, and/or."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.spoken.en import numbers
from podcaster.spoken.en.capitals import is_listed, is_spelled
from podcaster.spoken.rule import Said, oneof, rule
from podcaster.spoken.words import common, listed, table

if TYPE_CHECKING:
    from podcaster.spoken.en.context import Context

MIXED = table("acronyms")["mixed"]
SLASHED = table("abbreviations")["slashed"]
ELEMENTS = listed("symbols", "elements")
ELEMENT = on_demand(r"([A-Z][a-z]?)(\d{0,3})")
LONGEST_NAME = 5
"""Letters of the longest formula without figures that is not taken for a name: NiMH, KOH."""
MILD = "hell damn damned crap darn bloody idiot bitch bastard piss arse".split()  # noqa: SIM905
"""Words that papers print with a star and anybody may say."""
ENDINGS = ("show", "storm", "face", "head", "faced", "load", "ing", "ed", "ers", "er", "holes", "hole", "ty", "s")
WEEKDAYS = table("abbreviations")["days"]
DAYS = oneof(WEEKDAYS)
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
    if dash and letters in ELEMENTS and len(letters) == 2 and letters.lower() not in common():
        head = context.spell(letters.upper())
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


def say_plus(match: re.Match[str], context: Context) -> str:
    """A+, LGBTQ+, Disney+."""
    letters = match[1]
    if letters == "A":
        return f"{context.style.guard}A-plus"
    return f"{context.spell(letters) if letters.isupper() and is_spelled(letters) else letters} plus"


def say_censored(match: re.Match[str], context: Context) -> str:
    """h*ll, f***, s***ty: a mild word in full, another one by its first letter and its ending."""
    first, stars, rest = match[1], match[2], match[3]
    for word in MILD:
        if re.fullmatch(f"{first}{'.' * len(stars)}{rest}", word, re.IGNORECASE):
            return Said(word if first[0].islower() else word.capitalize(), "a mild word with letters left out")
    letter = f"{context.style.guard}A" if first[0] in "Aa" else first[0].upper()
    ending = next((end for end in ENDINGS if rest.endswith(end)), "")
    return Said(f"{letter}-{ending}" if ending else letter, "a word that the paper does not print: its first letter")


def say_minus(match: re.Match[str], context: Context) -> str | None:
    """A C- in maths, a B-minus: a grade; not the first part of "A- and B-roads"."""
    if re.match(r" (?:and|or|to|bis|&) [A-Z]-?[a-z]?", context.after(match.end())) and re.match(
        r" (?:and|or|to|&) [A-Z]{1,3}-\w", context.after(match.end())
    ):
        return None
    letters = match[1]
    said = f"{context.style.guard}A-minus" if letters == "A" else f"{context.spell(letters)} minus"
    return Said(said, "a grade: nothing is joined by the hyphen")


def say_formula(match: re.Match[str], context: Context) -> str | None:
    """LiFePO4, NaHCO3, NiMH: symbols of elements, letter by letter, and figures."""
    parts = ELEMENT.findall(match[0])
    if (
        len(parts) < 2
        or re.search(r"[A-Z]{2}s$", match[0])
        or any(symbol not in ELEMENTS for symbol, _ in parts)
        or match[0].isupper()
    ):
        return None
    if match[0].isalpha() and (all(len(symbol) == 2 for symbol, _ in parts) or len(match[0]) > LONGEST_NAME):
        return None
    said, letters = [], ""
    for symbol, count in parts:
        letters += symbol
        if count:
            said += [context.spell(letters.upper()), context.number(count)]
            letters = ""
    return Said(" ".join([*said, context.spell(letters.upper())] if letters else said), "symbols of elements")


JOINED = (
    rule("word with capitals inside", "letter sign", rf"({oneof(MIXED)})(['’]s)?(?![\w+#])", say_mixed),
    rule("chemical formula", "letter", r"(?:[A-Z][a-z]?\d{0,3}){2,10}(?![\w-])", say_formula),
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
    rule(
        "days and slashes",
        "letter",
        rf"(?:{DAYS})(?:/(?:{DAYS})){{1,4}}(?![\w/])",
        lambda match, _: ", ".join(WEEKDAYS[day] for day in match[0].split("/")),
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
        r"(?![Nn]oon|[Mm]idnight)([A-Za-z]{1,12})(-?)(\d{1,3}(?:,\d{3}){1,3}(?![\d,])|\d{1,4}(?:\.\d{1,3}){0,3})(['’]?s\b)?(?![\w]|-\d)",
        say_letters_number,
    ),
    rule("letters and numbers", "letter", r"[A-Z]{1,3}\d{1,3}-?[A-Z]{1,3}\d{0,4}(?!\w)", say_pieces),
    rule(
        "word with letters left out",
        "letter",
        r"([A-Za-z]{1,3}|[A-Za-z]{1,12}(?=\*\*))(\*{1,10}(?=[a-z])|\*{2,10})([a-z]{0,6})(?![\w*])",
        say_censored,
    ),
    rule("grade and minus", "letter", r"(A{1,3}|B{1,3}|C{1,3}|AB|D|E|F|O)[-−–](?=$|[\s.,;:!?)”’\"])", say_minus),
    rule(
        "grade and star",
        "letter",
        r"(A)\*(?=$|[\s.,;:!?)”’\"])",
        lambda _, context: f"{context.style.guard}A-star",
    ),
    rule("letters and plus", "letter", r"([A-Z]{1,6}|[A-Z][a-z]{1,12})\+(?!\w)", say_plus),
)
RULES = (
    rule(
        "scale of a temperature",
        "letter",
        r"([CF])(?![\w'’&+-])",
        lambda match, context: (
            {"C": "Celsius", "F": "Fahrenheit"}[match[1]]
            if context.before(match.start()).endswith("degrees ")
            else None
        ),
    ),
    rule(
        "words joined by underscores",
        "letter sign",
        r"_{0,3}[A-Za-z]\w{0,40}_\w{0,60}",
        lambda match, _: re.sub("_+", " ", match[0]).strip(),
    ),
)
