"""What directories and apps would refuse, found before anything is published and without a network.

A rule is a few lines in one of the modules here: ``settings`` (the show), ``episodes`` (episode.json), ``files``,
``mp3`` and ``transcripts`` (what lies beside it). :func:`check_show` runs them all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from podcaster.cover import undrawn
from podcaster.errors import InputError
from podcaster.feed.channel import cover_of
from podcaster.feed.check.episodes import check_episode, check_published, check_together
from podcaster.feed.check.files import check_files
from podcaster.feed.check.findings import Finding, Level, error, errors_of, warning
from podcaster.feed.check.settings import check_picture, check_settings
from podcaster.feed.rss import render_feed
from podcaster.store import EPISODE_FILE, FEED_FILE, StoredEpisode, load_episode, newest_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.feed.check.known import WellEpisodes
    from podcaster.settings import Settings

__all__ = ["Finding", "Level", "check_show", "errors_of", "read_episodes"]

MAX_FEED = 10 << 20
"""Bytes of a feed; Apple and Spotify stop reading somewhere above ten million."""


def read_episodes(output: Path) -> tuple[tuple[StoredEpisode, ...], tuple[Finding, ...]]:
    """Read all episodes that can be read, the newest first, and say which cannot."""
    episodes, findings = [], []
    for path in sorted(output.glob("*")):
        if path.name.startswith(".") or not path.is_dir():
            continue
        place = f"output/{path.name}"
        if (path / EPISODE_FILE).is_file():
            try:
                episodes.append(StoredEpisode(path, load_episode(path)))
            except InputError as fault:
                cure = "Make the episode again, or take its folder out of output/."
                findings.append(error("episode.json", f"{place}/{EPISODE_FILE}", fault.what, cure))
        elif any(path.glob("*.mp3")):
            what = "The folder has audio but no episode.json; it is left out."
            findings.append(warning("episode.missing", place, what, "Make the episode again, or remove the folder."))
    episodes.sort(key=newest_first)
    return tuple(episodes), tuple(findings)


def check_show(
    settings: Settings,
    channel: Channel,
    *,
    published: Mapping[str, str] | None = None,
    published_guid: str = "",
    kept_back: Sequence[StoredEpisode] = (),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    well: WellEpisodes | None = None,
) -> tuple[Finding, ...]:
    """Check a whole show: settings, cover, every episode that is out with its files, and the feed itself.

    Args:
        settings: The show's settings.
        channel: What its feed is made from.
        published: Guid -> web address of the audio, as the feed that is out has them.
        published_guid: The podcast's guid in that feed.
        kept_back: Drafts, and episodes whose time has not come.
        progress: Told after every episode.
        well: Episodes into whose files nobody need look; None: look into all.
    """
    findings = [*check_settings(settings.show, settings.feed, channel.address)]
    findings += check_picture(settings.output / channel.cover, "[show] cover", "show.cover")
    places = [f"output/{item.folder.name}" for item in channel.episodes]
    for done, (item, place) in enumerate(zip(channel.episodes, places, strict=True), 1):
        findings += check_episode(item, f"{place}/{EPISODE_FILE}", settings.show)
        findings += check_files(item, place, well)
        findings += check_letters(item, place, settings.show.title)
        progress(done, len(places))
    findings += check_together(channel.episodes, places)
    findings += check_published(channel.episodes, published or {}, FEED_FILE, kept_back)
    if published_guid and published_guid != channel.guid:
        what = f"The podcast was published with the guid {published_guid}, and has {channel.guid} now."
        cure = f'Set guid = "{published_guid}" in [show] of podcaster.toml; or publish to another place.'
        findings.append(error("feed.podcast.guid", FEED_FILE, what, cure))
    findings += check_feed(channel, signed=settings.publish.require == "signed")
    return tuple(dict.fromkeys(findings))


def check_letters(item: StoredEpisode, place: str, show_title: str) -> Iterator[Finding]:
    """Whether a drawn cover shows the whole title."""
    if not item.episode.own_cover and cover_of(item.episode) and (told := undrawn(item.episode.title, show_title)):
        lacking, _, cure = told.partition(": ")
        cure = f"{cure[:1].upper()}{cure[1:]} Then make the episode again."
        yield warning("cover.letters", f"{place}/cover.jpg", f"{lacking}.", cure)


def check_feed(channel: Channel, *, signed: bool = False) -> Iterator[Finding]:
    """The documents that would be published; with ``signed`` nothing goes out that nobody has signed as it is."""
    if not channel.episodes:
        what = "No episode is out; Spotify refuses an empty feed."
        cure = "Make one, or end a draft with podcaster episodes set --no-draft."
        if signed:
            cure += " One that was changed since it was made is made again, and signed in podcaster studio."
        yield warning("feed.empty", FEED_FILE, what, cure)
    if channel.feed.limit < 1:
        return
    for name, data in render_feed(channel).items():
        yield from check_document(name, data)


def check_document(name: str, data: bytes) -> Iterator[Finding]:
    """One document of a feed: well-formed, not too large, every audio once."""
    try:
        root = ET.fromstring(data)  # noqa: S314  (written by this program a moment ago)
    except ET.ParseError as fault:
        yield error("feed.xml", name, f"It is not well-formed: {fault}.", "Report it with the episode it is about.")
        return
    if len(data) > MAX_FEED:
        what = f"It has {len(data) // 1024} KiB; some directories stop reading."
        yield warning("feed.size", name, what, "Set limit in [feed] lower.")
    yield from check_enclosures(name, root)


def check_enclosures(name: str, root: ET.Element) -> Iterator[Finding]:
    """Every enclosure has its own address."""
    addresses = Counter(element.get("url", "") for element in root.iter("enclosure"))
    for address in (address for address, count in addresses.items() if count > 1):
        yield error("feed.enclosure", name, f"Two episodes have the audio {address}.", "Remove one of the two.")
