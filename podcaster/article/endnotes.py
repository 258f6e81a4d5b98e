"""Notes at the end of a text that a mark in the text leads to: "¹ The plastic is called butyral."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.page.tree import left_out
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.article.parts import Part
    from podcaster.model import LeftOut

NOTE = on_demand(
    r"[ \t]*(?P<mark>\(\d{1,2}\)|\[\d{1,3}\](?!:[ \t]*<?(?:https?:|www\.|/|#))"
    r"|[⁰¹²³⁴-⁹]{1,3}|\\\*{1,3}|\*{1,3}(?!\S[^\n]*[^\s*\\]\*)|[†‡§¶]{1,3})[.:]?[ \t]*(?=[^\s*\\\[])"
)
"""How a note begins. A figure alone would be an item of a list, and what stands between stars is in italics."""
RAISED = on_demand(r"\s*[⁰¹²³⁴-⁹]{1,3}\s")
RULE = on_demand(r"[ \t]*(?:[_*=—–-][ \t]?){3,}[ \t]*$")
HEADING = on_demand(r"[\W_]*(?:(?:foot|end)?notes?|anmerkungen|fußnoten|notas?|note)[\W_]*$", re.IGNORECASE)
WHY = "a footnote"
LONGEST_SHARE = 0.4
"""Share of a text that its notes may be."""


def marks_in(body: str, marks: Sequence[str]) -> re.Pattern[str] | None:
    """The marks where they stand in a text, each behind a word or a sentence; None when one of them does not.

    Args:
        body: The text above the notes.
        marks: How the notes begin.
    """
    if not marks or len(set(marks)) != len(marks):
        return None
    behind = r"(?<=[\w.,;:!?”’\"')\]])"
    patterns = [rf"{behind}{space(mark)}{re.escape(mark)}(?![\w*])" for mark in marks]
    if any(len(re.findall(each, body)) not in {1, 2} for each in patterns):
        return None
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)))


def space(mark: str) -> str:
    """What may stand between a word and a mark; before brackets it would be a remark or an item."""
    return "" if mark.startswith("(") else r"[ \t]?"


def without_end_notes(text: str, out: list[LeftOut]) -> str:
    """A plain text or Markdown text without the notes at its end, and without their marks.

    Args:
        text: The text.
        out: Where the notes are noted, with the reason.
    """
    groups = [(each.start(), each.group()) for each in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text)]
    first = len(groups)
    marks: list[str] = []
    for index in range(len(groups) - 1, 0, -1):
        lines = groups[index][1].split("\n")
        lines = lines[1:] if RULE.match(lines[0]) and len(lines) > 1 else lines
        if not NOTE.match(lines[0]):
            break
        marks += [found["mark"] for line in lines if (found := NOTE.match(line))]
        first = index
    if not marks:
        return text
    while first > 1 and (RULE.match(groups[first - 1][1]) or HEADING.match(groups[first - 1][1])):
        first -= 1
    place = groups[first][0]
    leading = marks_in(text[:place], marks)
    if leading is None or len(text) - place > LONGEST_SHARE * len(text):
        return text
    out.append(left_out(" ".join(text[place:].split()), WHY))
    return leading.sub("", text[:place].rstrip()) + "\n"


def mark_end_notes(parts: Sequence[Part]) -> None:
    """The same for the parts of a page."""
    told = [part for part in parts if part.kind in {None, BlockKind.QUOTATION, BlockKind.HEADING}]
    notes: list[Part] = []
    for part in reversed(told[1:]):
        if part.kind is not None or not NOTE.match(part.text):
            break
        if RAISED.match(part.text):  # its mark in the text may be gone already
            part.kind, part.why = BlockKind.BOILERPLATE, WHY
        else:
            notes.append(part)
    told = [part for part in told if part.kind is not BlockKind.BOILERPLATE]
    body = told[: len(told) - len(notes)]
    marks = [found["mark"] for note in notes if (found := NOTE.match(note.text))]
    leading = marks_in("\n".join(part.text for part in body), marks)
    if leading is None or sum(len(note.text) for note in notes) > LONGEST_SHARE * sum(len(part.text) for part in told):
        return
    for part in body:
        part.text = leading.sub("", part.text)
    for note in notes:
        note.kind, note.why = BlockKind.BOILERPLATE, WHY
