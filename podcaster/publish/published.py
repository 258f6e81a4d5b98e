"""The feed that is out now, as its target has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from podcaster.errors import PublishError
from podcaster.feed.rss import archive_name
from podcaster.feed.xml import NAMESPACES
from podcaster.store import FEED_FILE

if TYPE_CHECKING:
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

    def names(self, path: str) -> bool:
        """Whether it leads to a file of the show's folder."""
        return any(unquote(address).endswith(f"/{path}") for address in self.enclosures.values())


def read_published(storage: Storage) -> Published:
    """Read the feed that a target has, with its archive pages.

    Raises:
        PublishError: The target cannot be read, or has a feed.xml that is none.
    """
    data = storage.read(FEED_FILE, MAX_FEED)
    if data is None:
        return Published()
    guid, enclosures = parse_feed(data)
    for number in range(1, MAX_ARCHIVES):
        archive = storage.read(archive_name(number), MAX_FEED)
        if archive is None:
            break
        enclosures = parse_feed(archive)[1] | enclosures
    return Published(guid, enclosures)


def parse_feed(data: bytes) -> tuple[str, dict[str, str]]:
    """The podcast's guid, and the guid and audio of every episode of a feed.

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
    return (root.findtext("channel/podcast:guid", "", NAMESPACES) or "").strip(), enclosures
