"""Lines that a recording speaks, and those that have other words by now than when it was put there.

A recording says all that it says, whatever becomes of its line: somebody may split or join it in a text editor (as
operations that is refused: ``podcaster.project.recut``), an article may change its words. What is heard and what is
written differ then, or words are heard twice, which nobody would see in the script.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.errors import ScriptError
from podcaster.project.operations import changed_items, set_note
from podcaster.project.units import words_of
from podcaster.reading import read_show_script
from podcaster.speech.recorded import KEY, recording_of
from podcaster.store import SCRIPT_FILE
from podcaster.wording import words_of as wording

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from podcaster.model import Line, Script
    from podcaster.project.project import OpenProject


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """A line that a recording speaks in a voice's place."""

    line: int
    """Its number, from 0."""
    file: str
    """The recording's name in the folder ``recordings`` of the episode."""
    credit: str
    """Whom the notes name for it; empty: nobody."""
    said: str
    """What its line said when it was put there, where this one says something else; empty: it says that."""


def recorded_lines(project: OpenProject) -> tuple[RecordedLine, ...]:
    """The lines of an episode that recordings speak, in order."""
    found = [(index, asked) for index, line in enumerate(project.script.lines) if (asked := recording_of(line))]
    said = _said_at_first(project, {asked.file for _, asked in found}) if found else {}
    told = []
    for index, asked in found:
        before, now = said.get(asked.file, ""), project.script.lines[index].text
        told.append(
            RecordedLine(index, asked.file, asked.credit, "" if words_of(before) in ([], words_of(now)) else before)
        )
    return tuple(told)


def recording_notices(project: OpenProject) -> tuple[str, ...]:
    """A sentence for each recording that stands at other words than it was put there for, and of what is false then."""
    recorded = recorded_lines(project)
    told = [
        f"The recording {each.file} speaks line {each.line + 1}; it was put there for: {each.said}"
        for each in recorded
        if each.said
    ]
    lines, (disclosure, beside) = project.script.lines, _disclosures(project.script)
    told += [
        f"Line {index + 1} says “{disclosure}” A recording speaks line {recorded[0].line + 1}: say “{beside}”"
        for index, line in enumerate(lines if recorded else ())
        if line.text == disclosure
    ]
    return tuple(told)


def put_recording(script: Script, index: int, note: str) -> Script:
    """Have a recording speak a line, or, with an empty note, a voice again.

    What the template says of the voices at the end stays true: of two sentences it is the one for a script with, or
    without, recordings. Where somebody has written another, that stays.

    Args:
        script: The script.
        index: The line.
        note: What asks for the recording.

    Raises:
        InputError: There is no such line.
    """
    script = set_note(script, index, KEY, note)
    alone, beside = _disclosures(script)
    old, new = (alone, beside) if any(map(recording_of, script.lines)) else (beside, alone)

    def said(_: int, line: Line) -> tuple[Line]:
        is_template = bool(old) and line.text == old and not recording_of(line)
        return (replace(line, text=new, markup="") if is_template else line,)

    return changed_items(script, said)


def _disclosures(script: Script) -> tuple[str, str]:
    """What a template says of the voices: where all are synthetic, and where recordings speak, too."""
    say = wording(script.language)
    return say("disclosure"), say("disclosure beside recordings")


def _said_at_first(project: OpenProject, files: AbstractSet[str]) -> dict[str, str]:
    """What the lines said at which recordings were put, as far as the history tells; by the names of their files."""
    states = project.journal.states(project.kept.script if project.kept else "")
    again = [False, *(entry.undoes is not None or entry.redoes is not None for entry in project.journal.entries)]
    said, there = dict[str, str](), set[str]()
    for state, back in zip(states, again, strict=True):
        now = {file for file in files if f"{KEY}: {file}" in state}
        new = {file for file in now - there if not (back and file in said)}  # what was taken back and comes again
        there = now
        if new:
            with suppress(ScriptError):
                lines = read_show_script(state, SCRIPT_FILE, project.settings, before=True).lines
                spoken = {asked.file: line.text for line in reversed(lines) if (asked := recording_of(line))}
                said |= {file: spoken[file] for file in new & spoken.keys()}
    return said
