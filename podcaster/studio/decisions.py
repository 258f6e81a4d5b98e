"""What wants a decision, as the page asks about it: doubts of the project, and what a listener found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.studio.table import worded
from podcaster.studio.view import utf16

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.model import Line, Script
    from podcaster.project import Doubt, OpenProject

Parts = dict[str, Any]

FINE = "heard: as it should be"
"""The note at a line that a listener found fault with and an editor did not."""


def view_decisions(project: OpenProject) -> list[Parts]:
    """What the project is not sure of: who says something first, then what is a quotation, tables and names."""
    questions, lines = project.questions, project.script.lines
    words = sum(each.kind == "word" for each in questions)
    return [
        _view(project, lines, doubt, words - 1 if doubt.kind == "word" else len(doubt.alike))
        for doubt in (*project.doubts, *questions)
    ]


def _view(project: OpenProject, lines: Sequence[Line], doubt: Doubt, alike: int) -> Parts:
    read = project.kept.read if project.kept else ()
    place = doubt.place if doubt.place and doubt.place.read == 0 else None
    span = (place.start, place.end) if place else doubt.span
    at = utf16(read[0].article.text) if span else (lambda offset: offset)
    passage = read[0].article.text[slice(*span)] if doubt.kind == "narrated" and span else ""
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "line": doubt.line,
        "word": doubt.reason if doubt.kind == "word" else "",
        "text": passage or ("" if doubt.kind == "table" else lines[doubt.line].text),
        "reason": "" if doubt.kind == "word" else worded("reason", doubt.reason),
        "start": at(span[0]) if span else None,
        "end": at(span[1]) if span else None,
        "evidence": [[at(start), at(end)] for start, end in place.quote.evidence] if place else [],
        "choices": [
            {"name": c.name, "hint": worded("hint", c.hint), "values": {"name": c.name, "gender": str(c.gender)}}
            for c in doubt.choices
        ],
        "alike": alike,
    }


def view_heard(script: Script, findings: Sequence[Parts]) -> list[Parts]:
    """Lines that a recogniser heard otherwise than they are written, and that nobody has changed or passed since."""
    wanted = []
    for number, found in enumerate(findings):
        index = found["line"]
        line = script.lines[index] if 0 <= index < len(script.lines) else None
        if line is None or line.text != found.get("text") or FINE in line.notes:
            continue
        wanted.append(
            {
                "id": f"heard:{number}:{index}",
                "kind": "heard",
                "line": index,
                "word": "",
                "text": line.text,
                "reason": found["sentence"],
                "start": None,
                "end": None,
                "evidence": [],
                "choices": [],
                "alike": 0,
            }
        )
    return wanted
