"""Reads the signs of a paragraph that may be quotation marks: which are, and which way each of them faces.

A sign is read from its own shape and the characters on both sides. Apostrophes, elisions ('90s, rock 'n' roll) and
measures (6'2") fall away here; a possessive (the players' bus) stays as a doubtful mark for the pairing to decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from unicodedata import category

from podcaster.patterns import on_demand
from podcaster.quotes.lists import any_of

_SIGN = on_demand(r"``|‘‘|’’|'''|''|,,(?=\w)|[“”„‟«»\"″＂‘’‚‛'`´‹›]")
_SIGNS = frozenset("“”„‟«»\"″＂‘’‚‛'`´‹›")
OPEN_SHAPES = frozenset({"“", "„", "‟", "«", "``", "‘‘", ",,", "‘", "‚", "‛", "`", "‹"})
CLOSE_SHAPES = frozenset({"”", "»", "’’", "’", "´", "›"})
_SINGLES = frozenset({"‘", "’", "‚", "‛", "'", "`", "´"})
_GUILLEMETS = {"«": "«", "»": "«", "‹": "‹", "›": "‹"}
LOW_SHAPES = frozenset({"„", "‚", ",,"})

# Words that lose their beginning in writing: no quotation opens at their apostrophe.
_ELISION = on_demand(rf"(?:\d0s|n['’]|{any_of('detection', 'signs elided')}\b)", re.IGNORECASE)
# Words that may: there a quotation opens only where a mark closes it for sure.
_MAYBE_ELISION = on_demand(rf"(?:\d\d(?![\d%])|{any_of('detection', 'signs perhaps elided')}\b)", re.IGNORECASE)
# Ends of words with an apostrophe behind them: possessives (players', Marx', Jacques'), dropped letters (goin', o').
_WEAK_END = on_demand(rf"(?:[sxz]|\w\win|(?<![\w'’]){any_of('detection', 'signs cut short')})$", re.IGNORECASE)
_FEET = on_demand(r"['’′´]\s?\d{1,2}(?:\.\d+|\s?[½¼¾⅛])?(?:[\"”″]|''|’’|\b)")
_INCHES_BEFORE = on_demand(r"\d\s?['’′´]\s?\d{1,2}(?:\.\d+|\s?[½¼¾⅛])?$")
_ELIDED = on_demand(r"\b(?:[dlnsc]|qu)['’]$", re.IGNORECASE)
"""A word that loses its end before a vowel, and stands before a mark without a space."""
_CLASSES = {"w": "#@&_%*", "(": "([{<", ")": ")]}>", "-": "-–—―/|", ".": ".…"}
"""Characters whose class their Unicode category does not give."""
MAX_RUN = 6
"""Signs in a row that are looked over for the character beside them."""
_LINE_OF_SIGHT = 16
"""How far back the text before a sign is read, in characters."""


class SignKind(Enum):
    """What a sign can be where it stands."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"
    WEAK = "weak"
    """A single mark that closes, or the apostrophe of a possessive or a dropped letter."""


@dataclass(slots=True)
class Mark:
    """A sign that may open or close a quotation."""

    start: int
    """Offset of its first character in the whole text."""
    end: int
    """Offset behind it: two single signs side by side are one mark."""
    shape: str
    """The characters themselves: "“", "''"."""
    group: str
    """Marks of one group close each other: '"', "'", "«" or "‹"."""
    reading: SignKind
    """What the characters beside it let it be: that it opens, closes, or either."""
    wrong_way: bool = False
    """The reading contradicts the shape: a closing sign opens, or an opening one closes."""
    strict: bool = True
    """The characters on both sides allow no other reading; of a single mark that opens: it is no apostrophe either."""


def read_marks(text: str, start: int, end: int) -> list[Mark]:
    """Gives every sign of a paragraph its reading.

    Args:
        text: The whole text.
        start: Offset where the paragraph begins.
        end: Offset behind the paragraph.

    Returns:
        The marks in order; signs that are no quotation marks are left out.
    """
    marks: list[Mark] = []
    position = start
    doubles = text.count('"', start, end)
    while sign := _SIGN.search(text, position, end):
        position = sign.end()
        shape = sign.group()
        before, after = _neighbour(text, sign.start() - 1, start, -1), _neighbour(text, sign.end(), end, 1)
        if shape == "«" and _ELIDED.search(text, max(start, sign.start() - 4), sign.start()):
            before = "("  # "parle d’« une voix »"
        if shape == "'''":
            # Three straight signs are a double and a single mark; the double one is outside.
            shape = "''" if before == " " else "'"
            position = sign.start() + len(shape)
        if _is_elision(text, sign.start(), shape, end):
            position = max(position, _behind_elision(text, sign.start(), end))
            continue
        if _is_measure(text, sign.start(), shape, start, doubles) or _is_markup(text, sign.start(), shape):
            continue
        group = "'" if shape in _SINGLES else _GUILLEMETS.get(shape, '"')
        mark = Mark(sign.start(), position, shape, group, SignKind.EITHER)
        if group != "'":
            marks.append(_read_double(mark, before, after))
        elif single := _read_single(text, mark, before, after, start):
            marks.append(single)
    return marks


def _neighbour(text: str, position: int, limit: int, step: int) -> str:
    """The class of the nearest character that is no sign.

    "w" for words and symbols, "." for stops, "p" for other punctuation, "-" for dashes, "(" and ")" for brackets,
    " " for none.
    """
    run = 0
    while run < MAX_RUN and position != limit - (step < 0) and text[position] in _SIGNS:
        position += step
        run += 1
    if position == limit - (step < 0):
        return " "
    # A single stop behind a sign ends a sentence; several may begin what is quoted.
    single = text[position] == "." and not text.startswith("..", position)
    return "p" if single and step > 0 else _class_of(text[position])


def _class_of(char: str) -> str:
    if char.isspace():
        return " "
    listed = next((name for name, chars in _CLASSES.items() if char in chars), "")
    return listed or ("w" if category(char)[0] in "LNMS" else "p")


def _opens_here(before: str, after: str) -> bool:
    return (before in " (-" and after in "w(") or (before in " (" and after == ".")


def _closes_here(before: str, after: str) -> bool:
    return before in "wp.)-" and after in " p.)-" and not (before == "-" and after == "-")


def _is_elision(text: str, position: int, shape: str, end: int) -> bool:
    if shape not in _SINGLES:
        return False
    if position and text[position - 1].isalnum():
        return position + 1 < end and text[position + 1].isalnum()
    always = _ELISION.match(text, position + 1, end) is not None
    return always or (shape == "’" and _MAYBE_ELISION.match(text, position + 1, end) is not None)


def _behind_elision(text: str, position: int, end: int) -> int:
    """Behind both apostrophes of 'n', else behind the one."""
    return position + 3 if text[position + 1 : min(end, position + 3)].lower() in {"n'", "n’"} else position + 1


def _is_measure(text: str, position: int, shape: str, start: int, doubles: int) -> bool:
    """Whether it stands for feet, inches, minutes or seconds."""
    if shape == "″" and position and text[position - 1].isdigit():
        return True
    if position == start or not (text[position - 1].isdigit() or text[position - 1] in "½¼¾⅛"):
        return False
    if shape in _SINGLES:
        return _FEET.match(text, position) is not None
    if shape not in {'"', "”", "''"}:
        return False
    if _INCHES_BEFORE.search(text, max(start, position - _LINE_OF_SIGHT), position):
        return True
    follows = text[position + 1 : position + 3]
    return shape == '"' and doubles % 2 == 1 and follows[:1] in {" ", "-"} and follows[1:].islower()


def _is_markup(text: str, position: int, shape: str) -> bool:
    """Whether it encloses an attribute's value in left-over HTML."""
    return shape == '"' and position > 0 and text[position - 1] == "="


def _read_double(mark: Mark, before: str, after: str) -> Mark:
    opens, closes = _opens_here(before, after), _closes_here(before, after)
    mark.strict = opens or closes
    if mark.shape in OPEN_SHAPES:
        mark.reading = SignKind.CLOSE if closes and mark.shape not in LOW_SHAPES else SignKind.OPEN
        mark.wrong_way = mark.reading is SignKind.CLOSE
    elif mark.shape in CLOSE_SHAPES:
        mark.reading = SignKind.OPEN if opens else SignKind.CLOSE
        mark.wrong_way = mark.reading is SignKind.OPEN
    elif opens != closes:
        mark.reading = SignKind.OPEN if opens else SignKind.CLOSE
    return mark


def _read_single(text: str, mark: Mark, before: str, after: str, start: int) -> Mark | None:
    """Reads a single sign; None for an apostrophe."""
    if _opens_here(before, after) or (mark.shape in OPEN_SHAPES and before in " (-" and after == " "):
        mark.reading = SignKind.OPEN
        mark.wrong_way = mark.shape in CLOSE_SHAPES
        mark.strict = not mark.wrong_way and _MAYBE_ELISION.match(text, mark.end) is None
        starts_sentence = mark.end < len(text) and text[mark.end].isupper()
        return mark if not mark.wrong_way or starts_sentence else None
    if _closes_here(before, after):
        mark.reading = SignKind.CLOSE
        mark.wrong_way = mark.shape in OPEN_SHAPES
        behind = text[max(start, mark.start - _LINE_OF_SIGHT) : mark.start]
        if _WEAK_END.search(behind):
            mark.reading = SignKind.WEAK
        return mark
    if before == " " and after in " p.)" and mark.shape in {"'", "’"}:  # a stray space before it
        mark.reading, mark.strict = SignKind.WEAK, False
        return mark
    if before in "p." and after == "w":  # a missing space: said,'No' or no.'He
        mark.reading, mark.strict = SignKind.EITHER, False
        return mark
    return None
