"""What has to be at a target, in the order in which it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.feed.channel import media_of, path_of
from podcaster.feed.rss import render_feed
from podcaster.store import FEED_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from podcaster.feed.channel import Channel


class FileKind(IntEnum):
    """What a file is; files are sent in this order, so that nothing names a file that is not there yet."""

    FORMER = 0
    """Sound that an episode had before; only kept, or replaced, where it is."""
    AUDIO = 1
    SIDE = 2
    COVER = 3
    PAGE = 4
    ARCHIVE = 5
    FEED = 6


CACHE = {
    FileKind.FORMER: "public, max-age=3600",
    FileKind.AUDIO: "public, max-age=3600",
    FileKind.SIDE: "public, max-age=3600",
    FileKind.COVER: "public, max-age=86400",
    FileKind.PAGE: "public, max-age=300",
    FileKind.ARCHIVE: "public, max-age=3600",
    FileKind.FEED: "public, max-age=300",
}
"""How long others may keep a copy. Audio has no endless one, because a correction replaces it under the same
address."""

FEED_TYPE = "application/rss+xml"

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that has to be at a target."""

    kind: FileKind
    """Decides when it is sent and how long copies may be kept."""
    path: str
    """Relative to the show's folder there."""
    source: Path | bytes
    """A file on this machine, or the content itself."""
    type: str
    """Media type."""
    size: int
    """In bytes."""
    sha256: str
    """Of its content, in hexadecimal."""

    @property
    def cache_control(self) -> str:
        """How long others may keep a copy."""
        return CACHE[self.kind]

    def parts(self) -> Iterator[bytes]:
        """Its bytes, some at a time.

        Raises:
            OSError: The file cannot be read.
        """
        if isinstance(self.source, bytes):
            yield self.source
            return
        with self.source.open("rb") as file:
            while part := file.read(store.CHUNK):
                yield part


def upload_bytes(kind: FileKind, path: str, data: bytes, media_type: str) -> Upload:
    """An upload of something that is in memory."""
    return Upload(kind, path, data, media_type, len(data), hashlib.sha256(data).hexdigest())


def plan_uploads(channel: Channel, output: Path, pages: Mapping[str, bytes]) -> tuple[Upload, ...]:
    """Everything that has to be at a target, in the order in which it is sent.

    Args:
        channel: The show.
        output: The folder of its episodes, with its cover.
        pages: Path -> document of its web pages.
    """
    uploads = [upload for item in channel.episodes for upload in episode_uploads(item)]
    cover = output / channel.cover
    described = store.describe_file(cover, TYPES.get(cover.suffix, "image/jpeg"))
    uploads.append(Upload(FileKind.COVER, channel.cover, cover, described.type, described.size, described.sha256))
    uploads += (upload_bytes(FileKind.PAGE, path, data, TYPES[path[path.rfind(".") :]]) for path, data in pages.items())
    uploads += feed_uploads(render_feed(channel))
    return tuple(sorted(uploads, key=lambda upload: upload.kind))


def episode_uploads(item: store.StoredEpisode) -> Iterator[Upload]:
    """The files of an episode."""
    for file in media_of(item.episode):
        kind = FileKind.COVER if file.type.startswith("image/") else FileKind.SIDE
        if file is item.episode.audio:
            kind = FileKind.AUDIO
        yield Upload(kind, path_of(item, file), item.folder / file.name, file.type, file.size, file.sha256)
    for file in (each.file for each in item.episode.former):
        path = f"{item.folder.name}/{file.name}"
        yield Upload(FileKind.FORMER, path, item.folder / file.name, file.type, file.size, file.sha256)


def feed_uploads(documents: Mapping[str, bytes]) -> Iterator[Upload]:
    """The documents of a feed."""
    for name, data in documents.items():
        yield upload_bytes(FileKind.FEED if name == FEED_FILE else FileKind.ARCHIVE, name, data, FEED_TYPE)
