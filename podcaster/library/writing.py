"""The feed, its archive pages, the covers and the web pages written beside the episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster import store
from podcaster.episode.former import settle_former
from podcaster.errors import PublishError
from podcaster.feed.channel import cover_of, path_of, web_address
from podcaster.feed.check import errors_of
from podcaster.feed.rss import render_feed
from podcaster.feed.site.pages import EMBED, render_pages
from podcaster.library.gathering import gather
from podcaster.locks import FEED, hold_show
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.settings import Settings


def write_show(settings: Settings, now: datetime, address: str = "") -> tuple[Channel, list[Path]]:
    """Write feed.xml, its archive pages, the cover and the web pages beside the episodes.

    Returns:
        What the feed was made from, and the files.

    Raises:
        PodcasterError: See :func:`gather`; or an episode cannot be read.
    """
    web_address(address or settings.feed.address)  # refused before there is anything in the folder, locks included
    with hold_show(settings.output, FEED):
        settle_former(settings.output, now)
        return _write_show(settings, now, address)


def _write_show(settings: Settings, now: datetime, address: str) -> tuple[Channel, list[Path]]:
    built = gather(settings, now, address)
    for finding in built.unread:
        if finding in errors_of([finding]):
            raise PublishError(finding.what, finding.cure)
    built.keep_dates()
    place_covers(built.channel, settings.output)
    files = render_pages(built.channel, settings.output) if settings.site.pages else {}
    files |= render_feed(built.channel)
    for name, data in files.items():
        path = settings.output / name
        if not path.is_file() or path.read_bytes() != data:
            store.write_atomic(path, data, durable=path.suffix == ".xml")
    remove_stale(built.channel, settings.output, set(files))
    store.record_guid(settings.output, built.channel.guid)
    return built.channel, [settings.output / name for name in files]


STALE = on_demand(
    r"(?:(?:site|player|icon|show)-[0-9a-f]{8}\.(?:css|js|jpg)|feed-archive-\d+\.xml"
    r"|[^/]+/(?:(?:cover|thumb)-[0-9a-f]{8}\.(?:jpe?g|png)|index\.html|embed\.html))"
)
"""What this program writes beside the episodes for the feed and the pages, relative to their folder."""
HALF = on_demand(r"\.(?P<name>.+)\.[0-9a-f]{32}\.part")
"""What a killed run was writing (``store.writing``); nobody else writes a feed's files while one is written."""
MADE_BY_US = b'content="podcaster"'
"""In every page of an episode; a page of somebody else stays."""


def remove_stale(channel: Channel, output: Path, files: set[str]) -> None:
    """Remove what an earlier feed or page led to and nothing leads to: old covers, styles, drafts' pages, halves."""
    wanted = files | {path_of(item, cover) for item in channel.episodes if (cover := cover_of(item.episode))}
    folders = {path.parent for path in output.glob(f"*/{store.EPISODE_FILE}")}
    for path in [*output.glob("*-*.*"), *(path for folder in folders for path in folder.iterdir())]:
        name = path.relative_to(output).as_posix()
        if name in wanted or not STALE.fullmatch(name) or not path.is_file():
            continue
        own = path.suffix != ".html" or path.name == EMBED or MADE_BY_US in path.read_bytes()[:4096]
        if own:
            path.unlink(missing_ok=True)
    for path in [*output.glob(".*.part"), *(path for folder in folders for path in folder.glob(".*.part"))]:
        match = HALF.fullmatch(path.name)
        if match and path.with_name(match["name"]).relative_to(output).as_posix() in wanted:
            path.unlink(missing_ok=True)


def place_covers(channel: Channel, output: Path) -> None:
    """Put a copy of each episode's cover beside it, under the name that the feed leads to."""
    for item in channel.episodes:
        cover = cover_of(item.episode)
        if cover is None:
            continue
        source, path = item.folder / cover.name, output / path_of(item, cover)
        if source.is_file() and not path.exists():
            store.write_atomic(path, source.read_bytes())
