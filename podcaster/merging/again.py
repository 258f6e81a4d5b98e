"""An article that was read again: merged with what people have made of its script, once more where they took that back.

A merge that is taken back is a decision: the script stays as it was, and what the article has otherwise is shown beside
it. Whoever wants it makes it again; and when the article changes once more, all of it is put into the script, for what
was taken back is not in what both sides have begun with.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from podcaster.errors import InputError, ScriptError
from podcaster.locks import hold_show
from podcaster.merging.collisions import collisions_of
from podcaster.merging.differing import show_differences
from podcaster.merging.lineage import lineage_of
from podcaster.merging.merge import merge
from podcaster.merging.resolving import resolve
from podcaster.merging.uncorrected import uncorrected
from podcaster.phrases import phrase
from podcaster.project import OpenProject
from podcaster.project.announcing import announced
from podcaster.project.decisions import corrected_now
from podcaster.project.kept import script_in
from podcaster.project.numbering import numbered_as, read_in_order
from podcaster.project.outside import READ_AGAIN
from podcaster.project.renames import called_otherwise
from podcaster.project.rereading import base_written, latest_written, taken_back_at
from podcaster.reading import read_show_script
from podcaster.script import collisions_told, format_script
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.merging.collisions import Collision
    from podcaster.model import ReadArticle, Script
    from podcaster.project.journal import Entry
    from podcaster.project.undone import QuoteName
    from podcaster.settings import Settings

MERGED = "The article was read again, and merged with what was changed here."


def latest_of(project: OpenProject) -> str:
    """What the template wrote last; empty where that is not known."""
    return latest_written(project.kept, project.journal)


def base_of(project: OpenProject) -> str:
    """What the template wrote last of all that is in the script: before what was read again, and taken back."""
    return base_written(project.kept, project.journal)


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
    base, ours = base_of(project), numbered_as(project.script, theirs)
    if not base:
        return Merged(show_differences(ours, theirs), {})
    before, now = _sides(project, base, theirs, read)
    script, renames = merge(before, ours, now, lineage_of(project).became), called_otherwise(before, ours, now)
    return Merged(_announced(project, now, script, read_in_order(theirs, read)), renames)


def put_instead(folder: Path, theirs: Script, settings: Settings, what: str = "", wrote: str = "") -> None:
    """Put a script of the article in the place of the one that is there, where it calls somebody otherwise.

    The show knows the person by the new name from then on, and the script is in its history, so that who takes that
    back has the name back, too.

    Args:
        folder: The episode's, or its project's.
        theirs: What comes there.
        settings: The show's.
        what: A sentence for the history, where it comes there whomever it calls otherwise.
        wrote: The same, where a template has written it now.
    """
    with suppress(InputError, ScriptError):  # what is there is no script: it is of nobody
        text = script_in(folder)
        if text == wrote and not what:
            return
        there = numbered_as(read_show_script(text, SCRIPT_FILE, settings, before=True), theirs)
        renames = called_otherwise(there, there, theirs)
        if renames or what:
            project = OpenProject(folder, settings, "")
            project.do(what or READ_AGAIN, lambda _: theirs, wrote=wrote, renames=renames)


def has_news(project: OpenProject, theirs: Script, read: Sequence[ReadArticle], base: str) -> bool:
    """Whether the article has something that the template had not written before, but for speakers named by people.

    Args:
        project: The episode's.
        theirs: What the template writes of the article now.
        read: The articles, as they were read for it.
        base: What it had written before; empty where that is not known.
    """
    if not base:
        return True
    before, now = _sides(project, base, theirs, read)
    return format_script(before) != format_script(now)


def is_taken_back(project: OpenProject, theirs: Script, read: Sequence[ReadArticle]) -> bool:
    """Whether people have taken back what the article has now; but for speakers whom they have named since."""
    return _anything_taken_back(project) and not has_news(project, theirs, read, latest_of(project))


def read_again(project: OpenProject, theirs: Script, read: Sequence[ReadArticle]) -> bool:
    """Put what the article has now into an episode's script.

    Args:
        project: The episode's.
        theirs: What the template writes of the article now.
        read: The articles, as they were read for it.

    Returns:
        Whether the script is another one since.

    Raises:
        OSError: It cannot be written; nothing is changed.
    """
    wrote = format_script(theirs)
    with hold_show(project.settings.output):
        project.refresh()
        new, before = merged(project, theirs, read), project.text
        news = _anything_taken_back(project) or has_news(project, theirs, read, base_of(project))
        what = READ_AGAIN if format_script(new.script) == wrote else MERGED  # with nothing of people's beside it
        project.do(what, lambda _: new.script, wrote=wrote if news else "", renames=new.renames)
    return project.text != before


def opened(path: Path, settings: Settings) -> OpenProject:
    """The project of a script that something is to be put into.

    Raises:
        InputError: There is a mistake in it.
    """
    try:
        return OpenProject(path.parent, settings, "")
    except ScriptError as error:
        raise InputError(
            phrase("{path} was edited by hand, and there is a mistake in it: {error}", path=path, error=error),
            "Mend it, and what is new in the article is put into it; or write a new script with --force.",
        ) from error


def told_merged(path: Path, script: Script, *, new: bool) -> tuple[str, ...]:
    """What is told of a script that the article was merged with."""
    nothing = "it stays, for the article has nothing new since it was last read"
    told = f"{path} was edited by hand; {'what is new in the article was put into it' if new else nothing}."
    return tuple(filter(None, (told, collisions_told(script, path.parent))))


def redoable(project: OpenProject) -> Entry | None:
    """What ``redo`` would make again."""
    if project.redoable or not _anything_taken_back(project):
        return project.redoable
    return next(entry for entry in reversed(project.journal.entries) if entry.rereads)


def redo(project: OpenProject, revision: int | str | None = None) -> str:
    """Make a change again that was taken back: the latest, or a merge after which people went on. Returns what it was.

    Args:
        project: The episode's.
        revision: The state that it is meant for, or the script's text in it; None: whatever it is now.

    Raises:
        InputError: There is none; or the script is in another state than ``revision``.
    """
    with hold_show(project.settings.output):
        project.expect(revision)
        if project.redoable:
            return project.redo()
        if _anything_taken_back(project):
            latest = latest_of(project)
            new = merged(project, _read(project, latest), project.kept.read if project.kept else ())
            if project.do(MERGED, lambda _: new.script, wrote=latest, renames=new.renames):
                return MERGED
        raise InputError("There is nothing to make again.")


def taken_back(project: OpenProject) -> tuple[Collision, ...]:
    """What the article has otherwise since somebody took it back, by lines; nothing where nobody did."""
    if not _anything_taken_back(project):
        return ()
    script = merged(project, _read(project, latest_of(project)), project.kept.read if project.kept else ()).script
    for each in reversed(collisions_of(script)):
        with suppress(InputError):  # the article has none of its lines
            script = resolve(script, each.line, theirs=True)
    shown = collisions_of(show_differences(numbered_as(project.script, script), script))
    told = {(each.line, each.theirs) for each in collisions_of(project.script)}
    return tuple(each for each in shown if (each.line, each.theirs) not in told)


def _anything_taken_back(project: OpenProject) -> bool:
    """Whether the article has something that people have taken back; it may have its words of before again."""
    if taken_back_at(project.journal.entries) is None or (latest := latest_of(project)) == (base := base_of(project)):
        return False
    return has_news(project, _read(project, latest), project.kept.read if project.kept else (), base)


def _sides(project: OpenProject, base: str, theirs: Script, read: Sequence[ReadArticle]) -> tuple[Script, Script]:
    """What the template wrote before and writes now, with the article's own speakers, also where they are announced."""
    kept = project.kept
    known = kept.read if kept else ()
    read, known = read_in_order(theirs, read), read_in_order(theirs, known)
    before, ours = (numbered_as(script, theirs) for script in (_read(project, base), project.script))

    def held() -> set[QuoteName]:
        articles = enumerate(corrected_now(read, project.settings.files), 1)
        return {(str(number) if len(read) > 1 else "", key) for number, each in articles for key in each.corrections}

    own = uncorrected(before, ours, theirs, known, read, held)
    if own == (before, theirs):
        return own
    return _announced(project, before, own[0], known), _announced(project, theirs, own[1], read)


def _announced(project: OpenProject, written: Script, script: Script, read: Sequence[ReadArticle]) -> Script:
    """A script in which the template announces who speaks there, and not who did where it has written it."""
    ((found, _),) = announced(written, [script], project.kept, project.settings, read, by_template=True)
    return found


def _read(project: OpenProject, text: str) -> Script:
    return read_show_script(text, SCRIPT_FILE, project.settings, before=True)
