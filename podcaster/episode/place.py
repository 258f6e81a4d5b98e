"""Where an episode goes: which folder, under which guid, in place of which older one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.episode.details import Details, details_of, slug_of
from podcaster.episode.folder import unwritable
from podcaster.errors import InputError
from podcaster.store import EPISODE_FILE, SCRIPT_FILE, episode_guid, find_episode, load_episode, podcast_guid

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from podcaster.model import Episode, Script
    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """Where an episode goes."""

    folder: Path
    guid: str
    slug: str
    details: Details
    before: Episode | None
    """The episode of the same article that stands there, which the new one replaces."""

    @property
    def recorded(self) -> tuple[str, ...]:
        """The SHA-256 of the script that the episode there was made of."""
        return tuple(file.sha256 for file in self.before.files if file.name == SCRIPT_FILE) if self.before else ()

    @property
    def replaced(self) -> tuple[str, ...]:
        """Names of the files in the folder that the new episode replaces."""
        if self.before is None:
            return ()
        return (EPISODE_FILE, *(file.name for file in (self.before.audio, *self.before.files)))


def place_episode(script: Script, settings: Settings, today: date) -> Place:
    """Find the place of a script's episode; the same article comes to the same place again.

    Raises:
        InputError: Nothing can be written there.
    """
    show = settings.show
    details = details_of(script, show=show.title, author=show.author, language=show.language, today=today)
    _check_writable(settings.output)
    stored = find_episode(settings.output, details.link, details.source)
    if stored is None:
        podcast = podcast_guid(settings.output, show.guid, settings.feed.address, show.title)
        slug = slug_of(details.title)
        folder = settings.output / f"{details.published:%Y-%m-%d}-{slug}"
        return Place(_free(folder), episode_guid(podcast, details.key), slug, details, None)
    before = stored.episode
    if not script.metadata.get("Draft date"):
        details = replace(details, published=before.published)
    return Place(stored.folder, before.guid, before.slug, details, before)


def _check_writable(output: Path) -> None:
    """Find out before anything is spoken that an episode cannot be kept."""
    place = output
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise unwritable(output)


def _free(folder: Path) -> Path:
    """A folder's name that no other article's episode has: the same, or with a number.

    One whose episode.json cannot be read is taken over: by its name it is of this article.
    """
    if _is_damaged(folder):
        return folder
    names = (folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 1000)))
    return next(name for name in names if not (name / EPISODE_FILE).exists())


def _is_damaged(folder: Path) -> bool:
    """Whether a folder has an episode.json that cannot be read."""
    try:
        load_episode(folder)
    except InputError:
        return (folder / EPISODE_FILE).exists()
    return False


def edited_script(place: Place) -> str:
    """The script that stands in the place, when somebody has changed it by hand since a template wrote it.

    Returns:
        Its text; empty when there is none, or nobody has touched it.
    """
    path = place.folder / SCRIPT_FILE
    if not path.is_file():
        return ""
    data = path.read_bytes()
    if place.before and not place.before.edited and hashlib.sha256(data).hexdigest() in place.recorded:
        return ""
    return data.decode("utf-8", "replace")


def was_edited(place: Place, text: str) -> bool:
    """Whether a script that an episode is made of was changed by hand, now or before."""
    if place.before is None:
        return False
    return place.before.edited or hashlib.sha256(text.encode()).hexdigest() not in place.recorded


def keep_newer_script(place: Place, folder: Path, text: str) -> None:
    """Keep a script that was saved again while the episode was being made of what it was before.

    Args:
        place: Where the episode goes; its script is what the episode is made of.
        folder: The folder that is being made.
        text: What the script was when it was read.
    """
    path = place.folder / SCRIPT_FILE
    if path.is_file() and (data := path.read_bytes()) != text.encode():
        (folder / SCRIPT_FILE).write_bytes(data)


def check_free(place: Place) -> None:
    """See that no other run has put another article's episode there meanwhile.

    Raises:
        InputError: One has.
    """
    taken = (place.folder / EPISODE_FILE).is_file() and not _is_damaged(place.folder)
    if taken and load_episode(place.folder).guid != place.guid:
        raise InputError(
            f"Another run has made the episode of another article in {place.folder} meanwhile.",
            "Run the same command again; nothing has to be spoken again.",
        )
