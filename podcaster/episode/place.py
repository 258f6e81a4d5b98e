"""Where an episode goes: which folder, under which guid, in place of which older one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.episode.details import Details, details_of, slug_of
from podcaster.episode.folder import unwritable
from podcaster.episode.names import SCRIPT_FILE
from podcaster.errors import InputError
from podcaster.store import EPISODE_FILE, episode_guid, find_episode, podcast_guid

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
    def replaced(self) -> tuple[str, ...]:
        """Names of the files in the folder that the new episode replaces."""
        if self.before is None:
            return ()
        return (EPISODE_FILE, *(file.name for file in (self.before.audio, *self.before.files)))


def place_episode(script: Script, settings: Settings, today: date) -> Place:
    """Find the place of a script's episode; the same article comes to the same place again.

    Raises:
        InputError: Nothing can be written there, or an episode.json of the show cannot be read.
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
    """A folder's name that no other article's episode has: the same, or with a number."""
    names = (folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 1000)))
    return next(name for name in names if not (name / EPISODE_FILE).exists())


def check_unedited(place: Place, script: str) -> None:
    """See that a new script does not replace one that an editor has changed since it was made.

    Args:
        place: Where the episode goes.
        script: The Fountain text that would be written there.

    Raises:
        InputError: The script there was edited, and is not the one to be written.
    """
    path = place.folder / SCRIPT_FILE
    recorded = [file.sha256 for file in place.before.files if file.name == SCRIPT_FILE] if place.before else []
    if not recorded or not path.is_file():
        return
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() not in recorded and data != script.encode():
        raise InputError(
            f"{path} was edited since it was made, and a new script would replace it.",
            f"Make the episode from it (podcaster make {path}), or write a new script with --force.",
        )
