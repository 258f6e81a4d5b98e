"""A script that was edited elsewhere and comes back: mailed to somebody, or on the desk while others went on here.

What was done to it there is told from the state that it was copied from: the one, of all that the history has, from
which it has the fewest lines otherwise. That is put into the script as it is now like a change of the article
(``podcaster.merging.merge``), and is in the history as operations. A copy that has come back once is such a state too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from podcaster.locks import hold_show
from podcaster.merging.lineage import lineage_of
from podcaster.merging.merge import merge
from podcaster.model import Line, Role
from podcaster.project.numbering import numbered_as
from podcaster.project.outside import edits_in
from podcaster.project.rereading import texts_of
from podcaster.project.undone import NOTE
from podcaster.reading import read_show_script
from podcaster.script import collisions_told, format_script
from podcaster.script.notes import THEIRS, collision_note, read_collision
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from podcaster.model import Pause, Script, Sound
    from podcaster.project import OpenProject


ALIKE = 0.5
"""Part of a script's lines that are in what it is a copy of; else it is another script, such as that of the next week
under the same title, and takes its place. Of the scripts of different articles in ``tests/data/scripts`` none has more
than 0.27 of another's lines."""


def take_copy(project: OpenProject, copy: str) -> bool:
    """Put what was done to a copy of an episode's script elsewhere into the script.

    Args:
        project: The episode's.
        copy: What the copy says.

    Returns:
        Whether the script is another one since.

    Raises:
        ScriptError: There is a mistake in the copy.
        OSError: It cannot be written.
    """
    with hold_show(project.settings.output):
        project.refresh()
        texts = texts_of(project.kept, project.journal) if project.kept else ()
        begun, text = nearest(copy, (*texts, project.text)), copy
        if begun != project.text and alike(copy, begun) >= ALIKE:
            read = (read_show_script(each, SCRIPT_FILE, project.settings, None) for each in (begun, copy))
            before, theirs = (numbered_as(each, project.script) for each in read)
            merged = merge(before, project.script, theirs, lineage_of(project).became)
            text = format_script(_with_listed(_noted_as_copied(merged, project.script), theirs))
        return project.take(text, copy)


def _noted_as_copied(script: Script, before: Script) -> Script:
    """A script that was merged with a copy: what collides since is the copy's, and not the article's."""
    known = {note for line in before.lines for note in line.notes}

    def noted(note: str) -> str:
        found = None if note in known else read_collision(note)
        return collision_note(*found[:4], copy=True) if found and found.side == THEIRS else note

    def item_of(item: Line | Sound | Pause) -> Line | Sound | Pause:
        if not isinstance(item, Line):
            return item
        return replace(item, notes=tuple(dict.fromkeys(map(noted, item.notes))))

    sections = (replace(section, items=tuple(map(item_of, section.items))) for section in script.sections)
    return replace(script, sections=tuple(sections))


def _with_listed(script: Script, theirs: Script) -> Script:
    """A script that lists whom a copy has named where both collide, with the gender and voice of the copy's cast."""
    read = (read_collision(note) for line in script.lines for note in line.notes)
    said = [note.value for note in read if note and note.copy and not note.part]
    known = {role.name for role in (*script.roles, *script.awaited)}
    new = (role for role in theirs.roles if role.name not in known and role != Role(role.name))
    listed = tuple(role for role in new if any(value.startswith(f"{role.name}: ") for value in said))
    return replace(script, awaited=(*script.awaited, *listed))


def as_edited(project: OpenProject, copy: str) -> str:
    """What a copy says that takes the script's place, with what is known of people whom it calls otherwise."""
    return [copy, *(edit.text for edit in edits_in(project.text, copy, project.voice_of, project.settings))][-1]


def told_copy(file: Path, path: Path, script: Script, *, new: bool) -> tuple[str, ...]:
    """What is told of a copy that has come back.

    Args:
        file: The copy.
        path: The script's file.
        script: The script since.
        new: Whether it is another one since.
    """
    came = f"What was done to {file} is in {path} now."
    nothing = f"{file} has nothing new: {path} has gone on since, and stays."
    return tuple(filter(None, (came if new else nothing, collisions_told(script, path.parent))))


def nearest(text: str, others: Iterable[str]) -> str:
    """Which of some texts another one was most probably made of: that with the fewest lines otherwise.

    Then that which has most of its words; a text in which a line was cut tells nothing of that line's words. Of several
    that are as near the first: what the others have since is shown as a collision where the text changed the same, and
    is not lost.
    """
    lines = lines_of(text)
    known = dict.fromkeys(others)
    counts = sorted((_apart(lines, lines_of(each)), number, each) for number, each in enumerate(known))
    best, found = (len(lines) + 1, 0), ""
    for least, _, each in counts:
        if found and least > best[0]:
            break
        other = lines_of(each)
        same = sum(block.size for block in SequenceMatcher(None, lines, other).get_matching_blocks())
        distance = len(lines) + len(other) - 2 * same, (Counter(text.split()) - Counter(each.split())).total()
        if not found or distance < best:
            best, found = distance, each
    return found


def alike(text: str, other: str) -> float:
    """The part of a text's lines that another one has, in whatever order; 1: all."""
    lines = Counter(lines_of(text))
    return (lines & Counter(lines_of(other))).total() / max(lines.total(), 1)


def lines_of(text: str) -> list[str]:
    """The lines of a text that are not blank, without notes: those of what collides say nothing of the words."""
    return [line for line in map(str.rstrip, NOTE.sub("", text).split("\n")) if line]


def _apart(one: list[str], other: list[str]) -> int:
    """How many parts only one of two texts has, in whatever order."""
    mine, theirs = Counter(one), Counter(other)
    return (mine - theirs).total() + (theirs - mine).total()
