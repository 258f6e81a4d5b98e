"""Settling what wants a decision, whatever kind it is of: one operation of the project each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.model import NARRATOR, Gender
from podcaster.phrases import phrase
from podcaster.project.operations import assign, named_in
from podcaster.project.passages import leave_passage, voice_passage
from podcaster.project.tables import leave_table, read_table, rows_of
from podcaster.project.unknown import leave_words
from podcaster.script.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from podcaster.model import Script
    from podcaster.project.doubts import Doubt
    from podcaster.project.project import OpenProject

    Settlement = tuple[str, Callable[[Script], Script]]

SHOWN = 40
"""Characters of a line that a sentence of the history shows."""


def settle(project: OpenProject, name: str, choice: Mapping[str, Any], *, alike: bool, revision: int | None) -> None:
    """Settle a doubt.

    Args:
        project: The episode's.
        name: The doubt's id.
        choice: "name" and "gender" of who says it; of a table "read"; of a word nothing: it is right.
        alike: Settle those that are alike in the same way.
        revision: The state that it is meant for; None: whatever it is now.

    Raises:
        InputError: It is decided already, or cannot be decided so; nothing is changed.
    """
    doubt = next((each for each in (*project.doubts, *project.questions) if each.id == name), None)
    if doubt is None:
        raise InputError("This is decided already.")
    kinds = {"narrated": _narrated, "table": _table, "word": _word}
    what, change = kinds.get(doubt.kind, _speaker)(project, doubt, choice, alike)
    project.do(what, change, revision)


def _who(choice: Mapping[str, Any]) -> tuple[str, Gender]:
    try:
        return str(choice["name"]), Gender(choice.get("gender", "unknown"))
    except (KeyError, ValueError) as error:
        raise InputError("This says nothing about who speaks.") from error


def _speaker(project: OpenProject, doubt: Doubt, choice: Mapping[str, Any], alike: bool) -> Settlement:  # noqa: FBT001
    lines = [doubt.line, *(doubt.alike if alike else ())]
    name, gender = _who(choice)
    name = named_in(project.script, name)
    words = project.script.lines[doubt.line].text[:SHOWN]
    what = phrase("{name} says “{words} …”.", name=name, words=words)
    if len(lines) > 1:
        what = phrase("{name} says “{words} …” and {count} like it.", name=name, words=words, count=len(lines) - 1)
    return what, lambda script: assign(script, lines, name, gender)


def _narrated(project: OpenProject, doubt: Doubt, choice: Mapping[str, Any], _: bool) -> Settlement:  # noqa: FBT001
    assert doubt.place is not None
    assert project.kept is not None
    words = one_line(project.kept.read[doubt.place.read].article.text[doubt.place.start : doubt.place.end])
    name, gender = _who(choice)
    if name == NARRATOR:
        what = phrase("The narrator reads {words} …", words=words[:SHOWN])
        return what, lambda script: leave_passage(script, doubt.line, words)
    what = phrase("{name} says {words} …", name=name, words=words[:SHOWN])
    return what, lambda script: voice_passage(script, doubt.line, words, name, gender)


def _table(project: OpenProject, doubt: Doubt, choice: Mapping[str, Any], _: bool) -> Settlement:  # noqa: FBT001
    key = doubt.id.split(":")[1]
    if not choice.get("read"):
        return "A table is left out.", lambda script: leave_table(script, doubt.line, key)
    rows = rows_of(project.kept, key)
    what = phrase("The narrator reads a table of {count} rows.", count=len(rows))
    return what, lambda script: read_table(script, doubt.line, key, rows)


def _word(project: OpenProject, doubt: Doubt, _: Mapping[str, Any], alike: bool) -> Settlement:  # noqa: FBT001
    others = [each.reason for each in project.questions if each.kind == "word"] if alike else []
    words = list(dict.fromkeys([doubt.reason, *others]))
    what = phrase("{words}: said right.", words=", ".join(words[:3]))
    if len(words) > 3:
        what = phrase("{words} and others: said right.", words=", ".join(words[:3]))
    return what, lambda script: leave_words(script, doubt.line, words)
