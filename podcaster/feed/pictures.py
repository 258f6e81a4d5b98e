"""Covers in the sizes in which they are out: as they were made, and small for lists and pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.cover import picture_width, small_cover
from podcaster.errors import InputError
from podcaster.feed.channel import cover_of, path_of

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.store import StoredEpisode

THUMB_SIZE, ICON_SIZE = 600, 96
"""Pixels a side of the covers on pages, and of the icon in a browser's tab."""

THUMBS = ".thumbs"
"""In the folder of the episodes: covers made small before, by what they were made of."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A cover in one size."""

    address: str
    """Where it is on the web."""
    width: int
    """Pixels."""
    type: str
    """Media type."""


def show_pictures(channel: Channel) -> list[Picture]:
    """The show's cover, the largest first; none when there is no episode, and so no folder to look in."""
    if not channel.episodes:
        return []
    path = channel.episodes[0].folder.parent / channel.cover
    kind = "image/png" if path.suffix == ".png" else "image/jpeg"
    width = picture_width(path) if path.is_file() else 0
    found = [Picture(channel.at(channel.cover), width, kind)] if width else []
    if width > THUMB_SIZE and channel.pages:
        small = thumb(path.parent, path, THUMB_SIZE)
        found.append(Picture(channel.at(named("show", small, "jpg")), THUMB_SIZE, "image/jpeg"))
    return found


def pictures_of(channel: Channel, item: StoredEpisode) -> list[Picture]:
    """An episode's own cover, the largest first; none when it has none."""
    cover = cover_of(item.episode)
    path = item.folder / cover.name if cover else None
    if cover is None or path is None or not path.is_file() or not (width := picture_width(path)):
        return []
    found = [Picture(channel.at(path_of(item, cover)), width, cover.type)]
    small = episode_thumb(item.folder.parent, item) if width > THUMB_SIZE and channel.pages else None
    if small:
        found.append(Picture(channel.at(thumb_path(item, small)), THUMB_SIZE, "image/jpeg"))
    return found


def thumb_path(item: StoredEpisode, small: bytes) -> str:
    """Where an episode's small cover is, relative to the show's folder."""
    return f"{item.folder.name}/{named('thumb', small, 'jpg')}"


def named(stem: str, data: bytes, suffix: str) -> str:
    """A file name that changes with its content."""
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def episode_thumb(output: Path, item: StoredEpisode) -> bytes | None:
    """An episode's cover, small; None when it has none."""
    cover = cover_of(item.episode)
    path = item.folder / cover.name if cover else None
    if cover is None or path is None or not path.is_file():
        return None
    try:
        return thumb(output, path, THUMB_SIZE, cover.sha256)
    except InputError:
        return None


def thumb(output: Path, path: Path, size: int, digest: str = "") -> bytes:
    """A cover, small. It is made once for every content.

    Raises:
        InputError: It is no picture.
    """
    digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
    kept = output / THUMBS / f"{digest}-{size}.jpg"
    if not kept.exists():
        store.write_atomic(kept, small_cover(path, size=size), durable=False)
    return kept.read_bytes()
