"""An article that was read again: merged with what people have made of its script, once more where they took that back.

A merge that is taken back is a decision: the script stays as it was, and what the article has otherwise is shown beside
it. Whoever wants it makes it again; and when the article changes once more, all of it is put into the script, for what
was taken back is not in what both sides have begun with.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from podcaster.errors import InputError, ScriptError
from podcaster.merging.collisions import collisions_of
from podcaster.merging.differing import show_differences
from podcaster.merging.lineage import lineage_of
from podcaster.merging.merge import merge
from podcaster.merging.resolving import resolve
from podcaster.merging.uncorrected import uncorrected
from podcaster.project import OpenProject
from podcaster.project.journal import stacks_of
from podcaster.project.kept import script_in
from podcaster.project.renames import called_otherwise
from podcaster.reading import read_show_script
from podcaster.script import format_script
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.merging.collisions import Collision
    from podcaster.model import ReadArticle, Script
    from podcaster.project.journal import Entry
    from podcaster.settings import Settings

MERGED = "The article was read again, and merged with what was changed here."
READ_AGAIN = "The article was read again."


def latest_of(project: OpenProject) -> str:
    """What the template wrote last; empty where that is not known."""
    return project.kept.from_template if project.kept else ""


def base_of(project: OpenProject) -> str:
    """What the template wrote last of all that is in the script: before what was read again, and taken back."""
    entries, text = project.journal.entries, latest_of(project)
    done = set(stacks_of(entries).done)
    read = [number for number, entry in enumerate(entries) if entry.base]
    while read and read[-1] not in done:
        text = entries[read[-1]].base
        read = [number for number in stacks_of(entries[: read[-1]]).done if entries[number].base]
    return text


class Merged(NamedTuple):
    """An episode's script with what the article has now."""

    script: Script
    """Both."""
    renames: dict[str, str]
    """People whom the article calls otherwise, and whom the show knows so from then on: old name -> new."""


def merged(project: OpenProject, theirs: Script, read: Sequence[ReadArticle]) -> Merged:
    """An episode's script with what the article has now.

    Args:
        project: The episode's.
        theirs: What the template writes of the article now.
        read: The articles, as they were read for it.
    """
    base = base_of(project)
    if not base:
        return Merged(show_differences(project.script, theirs), {})
    ours, known = project.script, project.kept.read if project.kept else ()
    before, now = uncorrected(_read(project, base), ours, theirs, known, read)
    return Merged(merge(before, ours, now, lineage_of(project).became), called_otherwise(before, ours, now))


def put_instead(folder: Path, theirs: Script, settings: Settings, what: str = "") -> None:
    """Put a script of the article in the place of the one that is there, where it calls somebody otherwise.

    The show knows the person by the new name from then on, and the script is in its history, so that who takes that
    back has the name back, too.

    Args:
        folder: The episode's, or its project's.
        theirs: What the template writes now.
        settings: The show's.
        what: A sentence for the history, where it comes there whomever it calls otherwise.
    """
    with suppress(InputError, ScriptError):  # what is there is no script: it is of nobody
        there = read_show_script(script_in(folder), SCRIPT_FILE, settings)
        renames = called_otherwise(there, there, theirs)
        if renames or what:
            project = OpenProject(folder, settings, "")
            project.do(what or READ_AGAIN, lambda _: theirs, base=base_of(project), renames=renames)


def is_taken_back(project: OpenProject, theirs: Script, read: Sequence[ReadArticle]) -> bool:
    """Whether people have taken back what the article has now; but for speakers whom they have named since."""
    latest = latest_of(project)
    if latest == base_of(project):
        return False
    known = project.kept.read if project.kept else ()
    before, now = uncorrected(_read(project, latest), project.script, theirs, known, read)
    return format_script(before) == format_script(now)


def redoable(project: OpenProject) -> Entry | None:
    """What ``redo`` would make again."""
    entries = project.journal.entries
    if project.redoable or latest_of(project) == base_of(project):
        return project.redoable
    return next(entry for entry in reversed(entries) if entry.base)


def redo(project: OpenProject) -> str:
    """Make a change again that was taken back: the latest, or a merge after which people went on. Returns what it was.

    Raises:
        InputError: There is none.
    """
    project.refresh()
    if project.redoable:
        return project.redo()
    base, latest = base_of(project), latest_of(project)
    new = merged(project, _read(project, latest), project.kept.read if project.kept else ())
    if base == latest or not project.do(MERGED, lambda _: new.script, base=base, renames=new.renames):
        raise InputError("There is nothing to make again.")
    return MERGED


def taken_back(project: OpenProject) -> tuple[Collision, ...]:
    """What the article has otherwise since somebody took it back, by lines; nothing where nobody did."""
    latest = latest_of(project)
    if latest == base_of(project):
        return ()
    script = merged(project, _read(project, latest), project.kept.read if project.kept else ()).script
    for each in reversed(collisions_of(script)):
        with suppress(InputError):  # the article has none of its lines
            script = resolve(script, each.line, theirs=True)
    shown = collisions_of(show_differences(project.script, script))
    told = {(each.line, each.theirs) for each in collisions_of(project.script)}
    return tuple(each for each in shown if (each.line, each.theirs) not in told)


def _read(project: OpenProject, text: str) -> Script:
    return read_show_script(text, SCRIPT_FILE, project.settings)
