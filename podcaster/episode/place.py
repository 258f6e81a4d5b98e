"""Where an episode goes: which folder, under which guid, in place of which older one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import chain, count
from typing import TYPE_CHECKING

from podcaster.episode.details import Details, day_of, details_of
from podcaster.errors import InputError
from podcaster.ordinary import read_file
from podcaster.slug import unique_slug
from podcaster.store import (
    EPISODE_FILE,
    SCRIPT_FILE,
    episode_guid,
    episode_of,
    find_episode,
    load_episode,
    podcast_guid,
    scan_episodes,
)
from podcaster.times import find_zone, show_time, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from podcaster.model import Episode, Script
    from podcaster.settings import Settings
    from podcaster.store import StoredEpisode


@dataclass(frozen=True, slots=True)
class Place:
    """Where an episode goes."""

    folder: Path
    """The episode's own, which may not be there yet."""
    guid: str
    """What apps know the episode by, for ever."""
    slug: str
    """Its title as it stands in addresses."""
    details: Details
    """What the episode says about itself."""
    before: Episode | None
    """The episode of the same article that stands there, which the new one replaces."""
    undated: bool = False
    """It gets its date when it comes out."""
    draft: bool = False
    """It stays out of the feed."""
    begun: bool = False
    """Its project lies in the folder, and has no episode yet."""
    formerly: str = ""
    """What its articles were known by before, where that was otherwise (``Script.key``)."""

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


def place_episode(
    script: Script,
    settings: Settings,
    now: datetime,
    *,
    draft: bool = False,
    project: Path | None = None,
    guid: str = "",
    known: Sequence[StoredEpisode] | None = None,
) -> Place:
    """Find the place of a script's episode; the same article comes to the same place again.

    Args:
        script: The script.
        settings: The show's settings.
        now: The moment.
        draft: Keep it out of the feed; one that is a draft already stays one.
        project: The folder of its project, where that is known: it keeps its name, whatever the title is now.
        guid: Of the episode of its articles, where that is known already, whatever they were known by.
        known: The show's episodes, where somebody has just looked at them.

    Raises:
        InputError: Nothing can be written there.
        SettingsError: The show's time zone is none.
    """
    show = settings.show
    zone = find_zone(show.time_zone)
    details = details_of(script, show, show_time(now, zone))
    day = day_of(script.metadata.get("Draft date", ""))
    by_article = settings.feed.date == "article" and day is not None
    _check_writable(settings.output)
    known = scan_episodes(settings.output)[0] if known is None else known
    stored = episode_of(known, details.key, details.articles, guid)
    if stored is not None:
        return _place_again(stored, details, settings, day, draft=draft)
    if by_article:
        details = replace(details, published=start_of(details.dated, zone))
    podcast = podcast_guid(settings.output, show.guid, settings.feed.address, show.title)
    guid = episode_guid(podcast, details.key)
    slug = unique_slug(details.title, {item.episode.slug for item in known}, guid)
    folder = project or _free(settings.output / f"{details.dated:%Y-%m-%d}-{slug}")
    return Place(folder, guid, slug, details, None, undated=not by_article, draft=draft, begun=project is not None)


def place_anew(place: Place) -> Place:
    """A place as it is now: somebody may have changed the episode there meanwhile, or another run have made it."""
    stored = find_episode(place.folder.parent, place.details.key, place.details.articles, place.guid)
    if stored is None:
        return place
    before, there = place.before, stored.episode

    def changed(name: str) -> bool:
        return before is None or getattr(before, name) != getattr(there, name)

    draft = there.draft if changed("draft") else place.draft
    return replace(
        place,
        folder=stored.folder,
        guid=there.guid,
        slug=there.slug,
        before=there,
        undated=there.undated if changed("undated") else place.undated,
        draft=draft or (before is None and place.draft),
        details=replace(
            place.details,
            published=there.published if changed("published") else place.details.published,
            description=there.description if "description" in there.by_hand else place.details.description,
        ),
    )


def names_for(place: Place) -> Iterator[tuple[str, Path]]:
    """The slugs and folders that an episode may have, the best first; one that is made again has its own.

    A project that has no episode yet has its folder; its files are named when they are first made.
    """
    if place.before is not None:
        yield place.slug, place.folder
        return
    output, title = place.folder.parent, place.details.title
    taken = _taken(output)
    slug = unique_slug(title, taken, place.guid)
    for each in dict.fromkeys((slug, unique_slug(title, {slug, *taken}, place.guid))):
        yield each, place.folder if place.begun else _free(output / f"{place.details.dated:%Y-%m-%d}-{each}")


def _taken(output: Path) -> set[str]:
    """The slugs of a show's episodes."""
    return {item.episode.slug for item in scan_episodes(output)[0]}


def _place_again(
    stored: StoredEpisode, details: Details, settings: Settings, day: date | None, *, draft: bool
) -> Place:
    """The place of an episode that is made again: what a person set, and the date that it had, stay."""
    before = stored.episode
    moment, undated = before.published, before.undated
    if day and settings.feed.date == "article" and "published" not in before.by_hand:
        undated = False
        if day not in (moment.date(), moment.astimezone(UTC).date()):
            moment = start_of(day, find_zone(settings.show.time_zone))
    details = replace(
        details,
        published=moment,
        day=day or day_of(stored.folder.name[: len("2026-05-01")]) or moment.date(),
        description=before.description if "description" in before.by_hand else details.description,
    )
    return Place(stored.folder, before.guid, before.slug, details, before, undated, draft or before.draft)


def unwritable(folder: Path) -> InputError:
    """The error for a folder that cannot be written."""
    return InputError(f"The folder {folder} cannot be written.", "Allow writing there, or choose another show folder.")


def _check_writable(output: Path) -> None:
    """Find out before anything is spoken that an episode cannot be kept."""
    place = output
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise unwritable(output)


def _free(folder: Path) -> Path:
    """A folder's name that no other article's episode or project has: the same, or with a number.

    One whose episode.json cannot be read is taken over: by its name it is of this article.
    """
    if _is_damaged(folder):
        return folder
    names = chain((folder,), (folder.with_name(f"{folder.name}-{number}") for number in count(2)))
    return next(name for name in names if not any((name / file).exists() for file in (EPISODE_FILE, SCRIPT_FILE)))


def _is_damaged(folder: Path) -> bool:
    """Whether a folder has an episode.json that cannot be read."""
    try:
        load_episode(folder)
    except InputError:
        return (folder / EPISODE_FILE).exists()
    return False


def edited_script(place: Place, written: str, *, by_people: bool = False) -> str:
    """The script that stands in the place, when somebody has changed it by hand since a template wrote it.

    Args:
        place: Where an episode goes.
        written: What a template wrote last of its article; empty where that is not known.
        by_people: People have brought the script with which its project began.

    Returns:
        Its text; empty when there is none, or nobody has touched it.
    """
    path = place.folder / SCRIPT_FILE
    if not path.is_file():
        return ""
    data = read_file(path)
    untouched = place.before and not place.before.edited and hashlib.sha256(data).hexdigest() in place.recorded
    if untouched and not by_people and (not written or data == written.encode()):
        return ""
    return data.decode("utf-8", "replace")


def was_edited(place: Place, text: str, written: str) -> bool:
    """Whether a script that an episode is made of was changed by hand, now or before.

    Args:
        place: Where the episode goes.
        text: The script.
        written: What a template wrote last of its article; empty where that is not known.
    """
    if written and text != written:
        return True
    if place.before is None:
        return False
    return place.before.edited or hashlib.sha256(text.encode()).hexdigest() not in place.recorded


def is_made_of(episode: Episode, text: str) -> bool:
    """Whether an episode was made of this very script."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return any(file.name == SCRIPT_FILE and file.sha256 == digest for file in episode.files)


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
