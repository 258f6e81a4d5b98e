"""What a script leaves open is decided: whose project it is, who speaks with which voice, for which episode."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.errors import InputError, ScriptError
from podcaster.project.kept import FILE as PROJECT
from podcaster.reading import as_read, read_show_script, script_of
from podcaster.script import check_review, find_template
from podcaster.store import SCRIPT_FILE, scan_episodes
from podcaster.times import making_moment
from podcaster.writing import Written, written_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.episode import Place
    from podcaster.model import Cast, ReadArticle, Wishes
    from podcaster.project import OpenProject
    from podcaster.project.kept import Kept
    from podcaster.settings import Settings
    from podcaster.store import StoredEpisode

ANEW = "The script was written anew, without what was changed here."


@dataclass(frozen=True, slots=True)
class Decided:
    """What an episode is made of, before anything is spoken."""

    written: Written
    """What is spoken."""
    place: Place
    """Where the episode goes."""
    cast: Cast
    """Who speaks it with which voice."""
    into: Path | None = None
    """An empty folder that it fills, which another machine puts into that place; None: it takes its place itself."""

    @property
    def in_place(self) -> bool:
        """Whether it is made of the script that its folder has."""
        file = self.written.file
        return file is not None and is_in_place(file, self.place)


def decide(written: Written, settings: Settings, wishes: Wishes, cast: Cast | None = None) -> Decided:
    """Decide what a script leaves open: where its episode goes, and who speaks with which voice.

    Args:
        written: The script.
        settings: The show's settings.
        wishes: What this run asks for. Where that is no template, the one that its project has goes on writing it.
        cast: Who speaks, where that is decided and registered already.

    Raises:
        ReviewError: Something wants review, and the run is to stop then.
        InputError: The script in the folder was edited, and this one cannot be merged with it; or nothing can be
            written there.
        SettingsError: A voice that is asked for does not exist.
    """
    from podcaster.cast import cast_and_register

    stored = scan_episodes(settings.output)[0]
    as_known = _as_kept(_as_known(written, settings, stored, wishes), settings, wishes)
    written, cast = as_known, cast if as_known.text == written.text else None
    place = place_of(written, settings, stored, draft=wishes.draft)
    if written.file:
        written = _by_people(written, written.file, place, settings, force=wishes.force)
        place = place_of(written, settings, stored, draft=wishes.draft)
    in_place = written.file is not None and is_in_place(written.file, place)
    if not in_place:
        written = _with_what_is_there(written, place.folder, settings)
        written = _as_decided(written, place.folder, settings, anew=wishes.force)
    if wishes.force and not in_place:
        _start_anew(written, place.folder, settings)
    elif not in_place:
        merged = reconcile(written, place, settings)
        if merged is not written:
            written, cast = merged, None
            # what people have made of the title page is the episode's
            place = place_of(written, settings, stored, draft=wishes.draft)
    if wishes.strict:
        check_review(written.script)
    cast = cast or cast_and_register(written.script, settings, edited=written.by_hand, formerly=place.formerly)
    return Decided(written, place, cast)


def _as_known(written: Written, settings: Settings, stored: Sequence[StoredEpisode], wishes: Wishes) -> Written:
    """A script of articles, as the show knows these: by what their project was made of, with what was decided there."""
    from podcaster.project.known import Recognised, read_as, recognise
    from podcaster.script import format_script

    file = written.file
    if file and file.name == SCRIPT_FILE and file.resolve().parent.parent == settings.output.resolve():
        there = (item.episode.guid for item in stored if item.folder.resolve() == file.resolve().parent)
        return replace(written, recognised=Recognised(guid=next(there, "")))
    articles = [each.article for each in written.read]
    known = recognise(stored, settings.output, written.script, articles, wishes.earlier, same=wishes.force)
    written = replace(written, recognised=known, notices=(*written.notices, *filter(None, (known.told,))))
    read = read_as(written.read, known, settings.files.corrections)
    if known.script:
        return replace(written, text=format_script(known.script), script=known.script)
    return written if read == written.read else _of(read, written, settings)


def _as_kept(written: Written, settings: Settings, wishes: Wishes) -> Written:
    """A script as its project has it: of articles as the user has said once, and by its own template."""
    from podcaster.project.kept import load_kept

    folder = written.recognised.folder if written.recognised else None
    with suppress(InputError):  # it has no such template any more, or what is known of it cannot be read
        kept = load_kept(folder) if folder and written.read and not written.file else None
        if kept:
            written = _as_said(written, kept, settings)
        if kept and not wishes.template and kept.template not in {"", written.template}:
            return _of(written.read, replace(written, template=kept.template), settings)
    return written


def _as_said(written: Written, kept: Kept, settings: Settings) -> Written:
    """A script of articles as the user has said before, wherever nothing is said of them in this run.

    What was said of one is not said of quite another one that comes in its place.
    """
    from podcaster.project.likeness import are_others

    overrides = written.overrides.over(kept.overrides)
    if overrides == written.overrides or are_others(written.read, kept.read):
        return written
    read = tuple(as_read(each.article, settings, overrides) for each in written.read)
    return _of(read, replace(written, overrides=overrides), settings)


def _of(read: tuple[ReadArticle, ...], written: Written, settings: Settings) -> Written:
    """The script of the same articles, of which something else is known."""
    text = script_of(read, settings, find_template(settings.files, written.template))
    return replace(written, text=text, script=read_show_script(text, "the script", settings), read=read)


def _as_decided(written: Written, folder: Path, settings: Settings, *, anew: bool) -> Written:
    """A template's script without what was remembered of speakers and is decided no more in the one that is there.

    Somebody may have edited that file, and only now is it read.
    """
    from podcaster.project.kept import FILE

    if not any(each.corrections for each in written.read) or not (folder / FILE).is_file():
        return written
    from podcaster.project import OpenProject
    from podcaster.project.decisions import corrected_now, follow_known

    with suppress(InputError, ScriptError):  # what is there is no script: nothing is decided in it
        project = OpenProject(folder, settings, "")
        if anew:
            follow_known(project.script, project.kept, settings.files)
    read = corrected_now(written.read, settings.files)
    if all(one.corrections == other.corrections for one, other in zip(read, written.read, strict=True)):
        return written
    return _of(read, written, settings)


def _with_what_is_there(written: Written, folder: Path, settings: Settings) -> Written:
    """See that the script that is there is, where it is gone, or empty, and its history knows what it was."""
    if not folder.is_dir():  # a new one; what reads histories is not loaded for it
        return written
    from podcaster.project.committing import is_gone

    if is_gone(folder):
        from podcaster.project import OpenProject
        from podcaster.project.notices import told_restored

        with suppress(InputError, ScriptError):
            told = told_restored(folder, restored=OpenProject(folder, settings, "").restored)
            return replace(written, notices=(*told, *written.notices))
    return written


def _start_anew(written: Written, folder: Path, settings: Settings) -> None:
    """Put a new script over one that was edited, in the history too: else that would have the edits again."""
    from podcaster.project.journal import FILE

    edited = (folder / FILE).is_file()
    _instead(written, folder, settings, ANEW if edited else "")


def place_of(written: Written, settings: Settings, stored: Sequence[StoredEpisode], *, draft: bool) -> Place:
    """Where the episode of a script goes: to the one of the same article, else to the project that was begun of it."""
    from podcaster.episode import place_episode
    from podcaster.project.begun import begun_of, files_of
    from podcaster.project.known import Recognised

    known = written.recognised or Recognised()
    project = known.folder or begun_of(settings.output, written.script, written.file)
    place = place_episode(
        written.script, settings, making_moment(), draft=draft, project=project, guid=known.guid, known=stored
    )
    details = replace(place.details, files=known.files or files_of(place.folder, written.script))
    return replace(place, formerly=known.cast_as, details=details)


def is_in_place(file: Path, place: Place) -> bool:
    """Whether a script is the one that lies in an episode's place."""
    return file.resolve() == (place.folder / SCRIPT_FILE).resolve()


def reconcile(written: Written, place: Place, settings: Settings) -> Written:
    """Put a new script and what people have made of the one before into one.

    Args:
        written: What a template has written now.
        place: Where its episode goes.
        settings: The show's settings.

    Returns:
        The script with the changes of both sides, on disk and in the history already; as it was where nobody has
        changed the one that is there.

    Raises:
        InputError: What is there cannot be merged: it is of another article, or has a mistake.
    """
    from podcaster.episode import edited_script

    path = place.folder / SCRIPT_FILE
    base = written_before(place.folder)
    if not edited_script(place, base, by_people=not base and (place.folder / PROJECT).is_file()):
        return _instead(written, place.folder, settings)
    from podcaster.merging.again import is_taken_back, opened, read_again, told_merged
    from podcaster.project.decisions import keep_corrections
    from podcaster.project.numbering import same_articles
    from podcaster.project.recordings import recording_notices
    from podcaster.script import format_script, say_the_same

    project = opened(path, settings)
    if written.fresh:  # it was merged with what another run has put there: what counts is what the template wrote
        fresh = read_show_script(written.fresh, str(path), settings)
        written = replace(written, text=written.fresh, script=fresh, fresh="")
    there = project.script
    recognised = written.recognised and written.recognised.folder == place.folder
    if not recognised and not same_articles(there, written.script):
        if say_the_same(there, written.script):
            return written
        raise cannot_merge(path)
    if is_taken_back(project, written.script, written.read):
        again = f"podcaster edit {place.folder.name} redo"
        notices: tuple[str, ...] = (
            f"{path} stays: what the article has otherwise was taken back. To have it: {again}",
        )
    else:
        new = read_again(project, written.script, written.read)
        notices = told_merged(path, project.script, new=new)
    if project.text == written.text:
        _keep_read(project, written)
        return written
    written = replace(written, text=project.text, script=project.script, fresh=format_script(written.script))
    kept = keep_corrections(project.script, place.folder, settings.files)
    notices += (*kept, *recording_notices(project), *written.notices)
    _keep_read(project, written)
    return replace(written, notices=notices)


def _keep_read(project: OpenProject, written: Written) -> None:
    """Keep what was read with the script that has it, whatever becomes of the episode."""
    from podcaster.locks import hold_show
    from podcaster.project.kept import kept_again, load_kept, save_kept
    from podcaster.project.undone import entries_of, undone_decisions

    with hold_show(project.settings.output):
        if kept := load_kept(project.folder):
            undone = undone_decisions(entries_of(project.folder))
            save_kept(project.folder, kept_again(written.known(kept), written.script, kept.cast, undone))


def _instead(written: Written, folder: Path, settings: Settings, what: str = "") -> Written:
    """A script that comes as it is in the place of another one; the show knows people by the names that it has."""
    if (folder / SCRIPT_FILE).is_file():
        from podcaster.merging.again import put_instead

        put_instead(folder, written.script, settings, what, "" if written.file else written.text)
    return written


def _by_people(written: Written, file: Path, place: Place, settings: Settings, *, force: bool) -> Written:
    """A script of people's: the episode's own, a copy of it from elsewhere, or the first known of its article."""
    from podcaster.project.decisions import keep_corrections
    from podcaster.project.numbering import same_articles

    script, folder, there = written.script, file.parent, place.folder / SCRIPT_FILE
    if there.is_file() and not force and not is_in_place(file, place):
        from podcaster.merging.again import opened
        from podcaster.merging.copies import take_copy, told_copy
        from podcaster.script import say_the_same

        project = opened(there, settings)
        if same_articles(project.script, script) or say_the_same(project.script, script):
            new = take_copy(project, written.text)
            told = (*told_copy(file, there, project.script, new=new), *written.notices)
            written = replace(written, text=project.text, script=project.script, file=there, notices=told)
            folder = place.folder
    elif there.is_file() and not is_in_place(file, place):
        from podcaster.merging.again import opened
        from podcaster.merging.copies import as_edited

        with suppress(InputError):  # what is there is no script: nobody has another name
            edited = as_edited(opened(there, settings), written.text)
            written = replace(written, text=edited, script=read_show_script(edited, str(file), settings))
    elif not there.is_file() and not (folder / PROJECT).is_file():
        from podcaster.merging.sources import written_from

        if source := written_from(script, file, settings):
            told = (*source.told, *written.notices)
            written = replace(written, fresh=source.text, read=source.read, template=source.template, notices=told)
    kept = keep_corrections(written.script, folder, settings.files)
    return replace(written, notices=(*kept, *written.notices))


def cannot_merge(path: Path) -> InputError:
    """The error for a script that was edited and that a new one would replace."""
    return InputError(
        f"{path} was edited by hand, and a new script would replace it.",
        f"Make the episode from it (podcaster make {path}), or write a new script with --force.",
    )
