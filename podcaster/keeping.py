"""What was decided, kept as a project: one that is begun of an article, or the one that there is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from podcaster.deciding import decide
from podcaster.locks import HeldError
from podcaster.model import Wishes
from podcaster.project.begun import begun_of
from podcaster.project.kept import VERSION, Kept, kept_again, load_kept, save_kept
from podcaster.project.undone import entries_of, undone_decisions
from podcaster.store import SCRIPT_FILE, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.deciding import Decided
    from podcaster.settings import Settings


def keep_made(folder: Path, decided: Decided) -> None:
    """Keep what an episode is made of, for whoever decides again; a history that there is goes on.

    Args:
        folder: Where it is kept.
        decided: What was decided. Where people wrote the script, what was known of its articles stays.
    """
    written = decided.written
    own = written.file.parent if written.file else decided.place.folder  # a copy may have what the place has not
    begun = Kept(VERSION, "", written.fresh or written.text)
    kept = written.known(load_kept(decided.place.folder) or load_kept(own) or begun)
    undone = undone_decisions(entries_of(decided.place.folder))
    save_kept(folder, kept_again(kept, written.script, decided.cast, undone))


def newer_of(decided: Decided) -> Callable[[Path, Path], None] | None:
    """What keeps changes that are made of a script while it is spoken; None where another script is to replace it."""
    from podcaster.project.committing import keep_newer_changes
    from podcaster.writing import written_before

    written = decided.written
    same = written.fresh or written_before(decided.place.folder) == written.text
    if decided.in_place if written.file else same:
        return partial(keep_newer_changes, text=written.text)
    return None


def keep_decided(decided: Decided, settings: Settings) -> Path:
    """Keep what was decided as a project that can be worked on, with or without an episode.

    Returns:
        Its folder.

    Raises:
        PodcasterError: It cannot be kept.
        OSError: It cannot be written.
    """
    from podcaster.project import OpenProject
    from podcaster.project.outside import READ_AGAIN

    if not (decided.place.folder / SCRIPT_FILE).is_file():
        if begun := _begin_project(decided):
            return begun
        asked = Wishes(decided.written.template, draft=decided.place.draft)
        decided = decide(decided.written, settings, asked)  # another run was faster: what it has begun goes on
    folder, written = decided.place.folder, decided.written
    project = OpenProject(folder, settings, "")
    if not written.fresh:  # else what people have changed is in it, and on disk
        project.do(READ_AGAIN, lambda _: written.script, wrote=written.text)
    keep_made(folder, decided)
    return folder


def _begin_project(decided: Decided) -> Path | None:
    """Put a new project in its place, whole or not at all; None where another run has begun one meanwhile."""
    from podcaster.episode import making

    with suppress(HeldError), making(decided.place) as (place, folder):
        if place.before or joined(decided) is not decided:
            raise HeldError(place.folder.name)
        write_atomic(folder / SCRIPT_FILE, decided.written.text)
        keep_made(folder, decided)
        return place.folder
    return None


def joined(decided: Decided) -> Decided:
    """What was decided, with the folder of a project that was begun of the same article meanwhile as its place."""
    place = decided.place
    if place.before is None and not place.begun and decided.into is None:
        project = begun_of(place.folder.parent, decided.written.script)
        if project:
            return replace(decided, place=replace(place, folder=project, begun=True))
    return decided
