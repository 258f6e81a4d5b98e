"""A show as it goes out at one address: all that its feed and its pages are made from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from podcaster import store
from podcaster.address import Address
from podcaster.errors import InputError, SettingsError
from podcaster.slug import web_link
from podcaster.store import FEED_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from podcaster.model import Episode, File
    from podcaster.settings import Feed, Podcast, Settings
    from podcaster.store import StoredEpisode

MAX_PICTURE = 32 << 20
"""Bytes of a cover that are read; directories take half of one MiB."""

CHAPTERS_TYPE = "application/json+chapters"

TRANSCRIPT_TYPES = ("text/vtt", "application/x-subrip", "application/json")
"""In the order in which a feed names them: the one that Apple takes, with the speakers' names, first."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A show at one address, with the episodes that are out."""

    show: Podcast
    """The settings of the show itself."""
    feed: Feed
    """The settings of its feed."""
    guid: str
    """What apps know the show by, wherever its feed moves."""
    address: str
    """Where its folder is on the web; ends with a slash."""
    cover: str
    """Name of the show's cover, in the same folder."""
    episodes: tuple[StoredEpisode, ...]
    """The newest first."""
    pages: bool = True
    """Every episode has a web page."""

    def at(self, path: str) -> str:
        """The web address of a file of the show."""
        return self.address + quote(path)

    @property
    def self_link(self) -> str:
        """The web address of the feed."""
        return self.at(FEED_FILE)

    @property
    def link(self) -> str:
        """The show's web page."""
        return web_link(self.show.link) or self.address

    def page(self, item: StoredEpisode) -> str:
        """The web page of an episode: its own, else the article's, else the show's."""
        return self.at(f"{item.folder.name}/") if self.pages else web_link(item.episode.link) or self.link

    def picture(self, item: StoredEpisode) -> str:
        """The web address of an episode's cover; the show's when it has none."""
        cover = cover_of(item.episode)
        return self.at(path_of(item, cover) if cover else self.cover)

    def enclosure(self, item: StoredEpisode) -> str:
        """The web address at which an episode is heard, with the prefixes that count downloads."""
        address = self.at(path_of(item, item.episode.audio))
        for prefix in reversed(self.feed.prefixes):
            address = prefix.rstrip("/") + "/" + address.removeprefix("https://")
        return address


def make_channel(
    settings: Settings, episodes: Iterable[StoredEpisode], *, address: str, cover: str, now: datetime
) -> Channel:
    """Gather what a feed needs; drafts, and episodes whose time has not come, stay out.

    Args:
        settings: The show's settings.
        episodes: All its episodes.
        address: Where the show's folder is on the web.
        cover: Name of the show's cover, as :func:`place_cover` gives it.
        now: Which episodes are out.

    Raises:
        SettingsError: The address is missing, or not one of the web.
    """
    base = web_address(address or settings.feed.address)
    return Channel(
        show=settings.show,
        feed=settings.feed,
        guid=store.podcast_guid(settings.output, settings.show.guid, base, settings.show.title),
        address=base,
        cover=cover,
        episodes=tuple(item for item in episodes if is_out(item.episode, now)),
        pages=settings.site.pages,
    )


def is_out(episode: Episode, now: datetime) -> bool:
    """Whether an episode belongs into the feed."""
    return not episode.draft and not episode.retired and episode.published <= now


def web_address(address: str) -> str:
    """An address with a slash at its end.

    Raises:
        SettingsError: It is missing, or not one of the web.
    """
    if not address:
        raise SettingsError(
            "The feed needs to know where the show will be on the web.",
            'Set address = "https://example.org/show/" in [feed] of podcaster.toml, or give --address.',
        )
    shown = Address(address)
    if shown.has_login:
        raise SettingsError(
            f"The address {shown} was given with a user or password in it, and everybody reads the feed.",
            "Take it out; secrets of a target come from the environment.",
        )
    web = address.startswith(("https://", "http://")) and address.isascii() and not any(c in address for c in " ?#")
    if not web or shown.split is None or not shown.split.hostname:
        raise SettingsError(
            f"{shown} is not the web address of a folder.", 'It looks like "https://example.org/show/".'
        )
    return address.rstrip("/") + "/"


def transcripts_of(episode: Episode) -> list[File]:
    """An episode's transcripts, the one with speakers' names that most apps read first."""
    found = [file for file in episode.files if file.name.startswith("transcript") and file.type in TRANSCRIPT_TYPES]
    return sorted(found, key=lambda file: TRANSCRIPT_TYPES.index(file.type))


def chapters_of(episode: Episode) -> File | None:
    """An episode's file of chapters."""
    return next((file for file in episode.files if file.type == CHAPTERS_TYPE), None)


def cover_of(episode: Episode) -> File | None:
    """An episode's own cover."""
    return next((file for file in episode.files if file.type in ("image/jpeg", "image/png")), None)


def media_of(episode: Episode) -> list[File]:
    """The files of an episode that its feed or page leads to; not its script, which has the editor's notes."""
    rest = (chapters_of(episode), cover_of(episode))
    return [episode.audio, *transcripts_of(episode), *(file for file in rest if file is not None)]


def path_of(item: StoredEpisode, file: File) -> str:
    """Where a file of an episode is on the web, relative to the show's folder.

    A cover's name gets a part of its hash, because apps ask again for a picture only when its address changes. All
    other names stay as they are in the folder, where audio that was made again has a name of its own.
    """
    name = file.name
    if file == cover_of(item.episode):
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem}-{file.sha256[:8]}{dot}{suffix}"
    return f"{item.folder.name}/{name}"


def place_cover(settings: Settings) -> Path:
    """Put the show's cover into the folder of its episodes, and say where.

    Its name holds a part of its hash, because apps ask again for a picture only when its address changes.

    Raises:
        SettingsError: The settings name a picture that is not there.
    """
    path = _show_cover(settings)
    for old in settings.output.glob("cover-????????.*"):
        if old != path and re.fullmatch(r"cover-[0-9a-f]{8}\.(?:jpe?g|png)", old.name):
            old.unlink(missing_ok=True)
    return path


def _show_cover(settings: Settings) -> Path:
    """The show's cover as a file of its output folder, drawn or copied where it is not there yet."""
    if not settings.show.cover:
        digest = hashlib.sha256(f"drawn 1 {settings.show.title}{settings.show.colour}".encode()).hexdigest()
        path = settings.output / f"cover-{digest[:8]}.jpg"
        if not path.exists():
            from podcaster.cover import draw_cover

            draw_cover(settings.show.title, settings.show.title, path, colour=settings.show.colour)
        return path
    source = settings.folder / settings.show.cover
    data = _read_picture(source)
    path = settings.output / f"cover-{hashlib.sha256(data).hexdigest()[:8]}{source.suffix.lower()}"
    if not path.exists():
        store.write_atomic(path, data)
    return path


def _read_picture(path: Path) -> bytes:
    """A picture that the settings name.

    Raises:
        SettingsError: It cannot be read, is no picture, or is too large for one; nothing is copied where all can read.
    """
    from podcaster.cover import check_cover

    cure = "Correct cover in [show] of podcaster.toml."
    try:
        if not path.is_file() and path.exists():
            raise SettingsError(f"The cover {path} is not a file.", cure)
        with path.open("rb") as file:
            data = file.read(MAX_PICTURE + 1)
    except OSError as error:
        raise SettingsError(f"The cover {path} cannot be read: {error.strerror}.", cure) from error
    if len(data) > MAX_PICTURE:
        raise SettingsError(f"The cover {path} has more than {MAX_PICTURE >> 20} MB.", cure)
    try:
        check_cover(path)
    except InputError as error:
        raise SettingsError(error.what, cure) from error
    return data
