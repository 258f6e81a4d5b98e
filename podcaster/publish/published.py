"""The feed that is out now, as its target has it, and the memory of it for checks without a network."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from podcaster import store
from podcaster.errors import PublishError
from podcaster.feed.rss import archive_name
from podcaster.feed.site.pages import EMBED, PAGE
from podcaster.feed.xml import NAMESPACES
from podcaster.ordinary import read_file
from podcaster.store import FEED_FILE, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.publish.targets import Storage

MAX_FEED = 64 << 20
"""Bytes of a feed that are read."""

MAX_ARCHIVES = 10_000


@dataclass(frozen=True, slots=True)
class Published:
    """What a feed that is out says."""

    guid: str = ""
    """The podcast's."""
    enclosures: dict[str, str] = field(default_factory=dict)
    """Guid of every episode -> web address of its audio."""
    files: frozenset[str] = frozenset()
    """Paths, relative to the show's folder, of the files that its episodes lead to."""

    def names(self, path: str) -> bool:
        """Whether it leads to a file of the show's folder."""
        return any(unquote(address).endswith(f"/{path}") for address in self.enclosures.values())


def remember(output: Path, target: str, channel: Channel) -> None:
    """Keep what was published to a target, for :func:`recall`."""
    import msgspec

    enclosures = {item.episode.guid: channel.enclosure(item) for item in channel.episodes}
    data = msgspec.json.encode(Published(channel.guid, enclosures))
    store.write_atomic(output / PUBLISHED / f"{target}.json", data + b"\n")


def recall(output: Path, target: str = "*") -> Published:
    """What was published last, to one target or to all; what cannot be read is left out."""
    import msgspec

    guid = ""
    enclosures: dict[str, str] = {}
    for path in sorted((output / PUBLISHED).glob(f"{target}.json")):
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            known = msgspec.json.decode(read_file(path), type=Published)
            guid = guid or known.guid
            enclosures |= known.enclosures
    return Published(guid, enclosures)


def read_published(storage: Storage) -> Published | None:
    """Read the feed that a target has, with its archive pages; None when it has none.

    Raises:
        PublishError: The target cannot be read, or has a feed.xml that is none.
    """
    data = storage.read(FEED_FILE, MAX_FEED)
    if data is None:
        return None
    published = parse_feed(data)
    enclosures, files = published.enclosures, set(published.files)
    for number in range(1, MAX_ARCHIVES):
        archive = storage.read(archive_name(number), MAX_FEED)
        if archive is None:
            break
        page = parse_feed(archive)
        enclosures = page.enclosures | enclosures
        files |= page.files | {archive_name(number)}
    return Published(published.guid, enclosures, frozenset(files))


def parse_feed(data: bytes) -> Published:
    """What one document of a feed says.

    Raises:
        PublishError: It is no feed.
    """
    try:
        root = ET.fromstring(data)  # noqa: S314  (expat 2.4.1 and later stop documents that grow without end)
    except ET.ParseError as error:
        raise PublishError(
            f"The {FEED_FILE} that is out is not XML: {error}.",
            "If that is not the feed of this show, choose another folder; else remove it and publish again.",
        ) from error
    enclosures = {}
    for item in root.iter("item"):
        enclosure = item.find("enclosure")
        if guid := (item.findtext("guid") or "").strip():
            enclosures[guid] = enclosure.get("url", "") if enclosure is not None else ""
    guid = (root.findtext("channel/podcast:guid", "", NAMESPACES) or "").strip()
    return Published(guid, enclosures, frozenset(files_of(root)))


def files_of(root: ET.Element) -> Iterator[str]:
    """The paths that the episodes of a feed lead to, relative to the folder in which the feed says that it is."""
    links = root.iterfind("channel/atom:link[@rel='self']", NAMESPACES)
    base = next((link.get("href", "") for link in links), "").rpartition("/")[0].partition("://")[2]
    for item in root.iter("item") if base else ():
        for element in item.iter():
            for address in (element.get("url"), element.get("href"), element.text if element.tag == "link" else ""):
                _, found, path = (address or "").partition(f"{base}/")
                if found and path:
                    yield from (unquote(path) + page for page in ((PAGE, EMBED) if path.endswith("/") else ("",)))
