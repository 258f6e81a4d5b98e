"""An episode's folder while it is made: whose its name is, and how it takes its place."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from podcaster.durable import bring_back, clear_up, hidden, replace_folder
from podcaster.episode.former import keep_former
from podcaster.episode.place import names_for, place_anew, unwritable
from podcaster.errors import InputError
from podcaster.locks import FEED, HeldError, article_lock, hold, hold_show, name_lock
from podcaster.store import EPISODE_FILE, load_episode, save_episode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from podcaster.episode.place import Place
    from podcaster.model import Episode

BY_A_PERSON = (
    "draft",
    "published",
    "undated",
    "season",
    "number",
    "kind",
    "explicit",
    "soundbites",
    "locations",
    "tags",
    "corrections",
    "by_hand",
    "extra",
)
"""What others than ``make`` change of an episode."""


@contextmanager
def making(place: Place, last: Callable[[Path, Path], object] | None = None) -> Iterator[tuple[Place, Path]]:
    """Give a folder to fill; when the block ends well it takes its place among the show's episodes, in one step.

    From the first moment to the last nobody else makes the same article's episode or one of the same name: the same
    article's waits, another one's gets another name. What was changed meanwhile of the episode that stands there is
    kept, and so are files in its folder that this program did not make. A run that is killed leaves the episode as it
    was, and something hidden that the next run clears up.

    Args:
        place: Where the episode goes, as far as that was known when it was placed.
        last: Given the folder that stands there and the new one, when nobody changes either any more.

    Returns:
        Where it goes now, and an empty folder.

    Raises:
        InputError: The place cannot be written, or another run has its name.
    """
    output = place.folder.parent
    try:
        output.mkdir(parents=True, exist_ok=True)
        with hold(output, article_lock(place.guid)), ExitStack() as owning:
            with hold_show(output):
                bring_back(output)
                place = take_name(place_anew(place), owning)
            clear_up(place.folder)
            partial = hidden(place.folder, "partial")
            partial.mkdir()
            try:
                yield place, partial
                with hold_show(output, FEED), hold_show(output):  # a feed that is being written has read what is there
                    bring_back(output)
                    put(place, partial, last)
            except BaseException:
                shutil.rmtree(partial, ignore_errors=True)
                raise
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise unwritable(output) from error


def take_name(place: Place, owning: ExitStack) -> Place:
    """Choose a name that no episode has and no other run has taken; one that is made again has its own.

    Args:
        place: Where it goes.
        owning: Holds the name from now on.

    Raises:
        InputError: Another run has all that come into question.
    """
    for slug, folder in names_for(place):
        with ExitStack() as both:
            try:
                for name in {slug, folder.name}:
                    both.enter_context(hold(folder.parent, name_lock(name), wait=False))
            except HeldError:
                continue
            owning.push(both.pop_all())
            return replace(place, slug=slug, folder=folder)
    raise InputError(
        f"Another run is making an episode in {place.folder}.",
        "Run the same command again when it has ended; nothing has to be spoken again.",
    )


def put(place: Place, partial: Path, last: Callable[[Path, Path], object] | None = None) -> None:
    """Put a finished folder in its place.

    Raises:
        InputError: Another article's episode has come there, which no run of this version does.
    """
    there = episode_at(place.folder)
    if there is not None:
        if there.guid != place.guid:
            raise InputError(
                f"The episode of another article has come into {place.folder} meanwhile.",
                "Run the same command again; nothing has to be spoken again.",
            )
        made = load_episode(partial)
        kept = keep_former(keep_changes(made, place.before, there), there, partial, place.folder, datetime.now(UTC))
        if kept != made:
            save_episode(partial, kept)
    former = (*there.former, *(place.before.former if place.before else ())) if there else ()
    replaced = (*place.replaced, *(each.file.name for each in former))
    replaced += tuple(file.name for file in (there.audio, *there.files)) if there else ()
    keep_others(place.folder, partial, {EPISODE_FILE, *replaced} if there else set(replaced))
    if last:
        last(place.folder, partial)
    replace_folder(partial, place.folder)


def episode_at(folder: Path) -> Episode | None:
    """The episode of a folder; None where there is none, or one that cannot be read."""
    try:
        return load_episode(folder)
    except InputError:
        return None


def keep_changes(made: Episode, before: Episode | None, there: Episode) -> Episode:
    """What a person, or a publication, has changed of an episode while it was made again.

    Args:
        made: The new one, in which everything of ``before`` is kept.
        before: What it was when it was begun; None: there was none, and another run has made it meanwhile.
        there: What stands there now.
    """
    changed = {
        name: getattr(there, name)
        for name in (*BY_A_PERSON, *(("description",) if "description" in there.by_hand else ()))
        if before is None or getattr(there, name) != getattr(before, name)
    }
    if before is None and made.draft:
        changed["draft"] = True
    if changed and there.changed and (made.changed is None or there.changed > made.changed):
        changed["changed"] = there.changed
    return replace(made, **changed)


def keep_others(target: Path, partial: Path, replaced: set[str]) -> None:
    """Copy what the user put into the old folder to the new one."""
    if not target.is_dir():
        return
    for path in target.iterdir():
        copy = partial / path.name
        if path.name in replaced or copy.exists():
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, copy, symlinks=True)
        else:
            shutil.copy2(path, copy, follow_symlinks=False)
