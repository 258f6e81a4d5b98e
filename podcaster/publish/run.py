"""The show's folder, built, checked and published: the steps behind the commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.errors import PublishError, SettingsError, close_matches
from podcaster.feed.channel import cover_of, is_out, make_channel, path_of, place_cover, web_address
from podcaster.feed.check import Finding, check_show, errors_of, read_episodes
from podcaster.feed.rss import render_feed
from podcaster.feed.site.pages import EMBED, render_pages
from podcaster.locks import FEED, hold_show
from podcaster.publish.episodes import date_episodes
from podcaster.publish.journal import open_journal
from podcaster.publish.plan import plan_uploads
from podcaster.publish.private import BEFORE, left_behind, with_token
from podcaster.publish.published import Published, read_published, recall, remember
from podcaster.publish.send import Plan, Sender
from podcaster.publish.targets import Place, find_place, open_storage
from podcaster.times import find_zone, show_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.settings import Settings


def nothing(*_: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Built:
    """A show, gathered from its folder."""

    settings: Settings
    channel: Channel
    unread: tuple[Finding, ...]
    """Episodes that cannot be read."""
    kept_back: tuple[store.StoredEpisode, ...]
    """Drafts, and episodes whose time has not come."""
    dated: tuple[store.StoredEpisode, ...]
    """Episodes that come out now for the first time, with this moment as their date."""

    def keep_dates(self) -> None:
        """Keep the dates of the episodes that come out now, for ever."""
        with hold_show(self.settings.output):
            for item in self.dated:
                episode = store.load_episode(item.folder)
                if episode.undated:
                    after = replace(episode, published=item.episode.published, undated=False, changed=None)
                    store.save_episode(item.folder, after)


def gather(settings: Settings, now: datetime, address: str = "", guid: str = "", *, drafts: bool = False) -> Built:
    """Read a show's folder.

    Args:
        settings: Its settings.
        now: Which episodes are out.
        address: Where it will be on the web; empty: as the settings say.
        guid: The podcast's guid as it is out, for a folder that does not know it.
        drafts: Take drafts and episodes of the future too.

    Raises:
        SettingsError: The address is missing or wrong, or the cover is missing.
        PublishError: The folder has no episodes at all.
    """
    if guid and not settings.show.guid and not store.recorded_guid(settings.output):
        settings = replace(settings, show=replace(settings.show, guid=guid))
    episodes, unread = read_episodes(settings.output)
    if not episodes and not unread:
        raise PublishError(f"There is no episode in {settings.output}.", "Make one: podcaster make ARTICLE")
    web_address(address or settings.feed.address)  # refused before anything is written
    if drafts:
        episodes = tuple(
            replace(item, episode=replace(item.episode, draft=False, published=min(item.episode.published, now)))
            for item in episodes
        )
    elif settings.publish.require == "signed":
        episodes = tuple(map(partial(hold_unsigned, settings), episodes))
    episodes, dated = date_episodes(episodes, show_time(now, find_zone(settings.show.time_zone)))
    cover = place_cover(settings).name
    channel = make_channel(settings, episodes, address=address, cover=cover, now=now)
    kept_back = tuple(item for item in episodes if not is_out(item.episode, now))
    return Built(settings, channel, unread, kept_back, dated)


def hold_unsigned(settings: Settings, item: store.StoredEpisode) -> store.StoredEpisode:
    """An episode that nobody has signed as it is stays in, like a draft."""
    from podcaster.cast import read_registry, registry_path
    from podcaster.project.signing import is_signed

    people = read_registry(registry_path(settings)).people
    if item.episode.draft or is_signed(item.folder, item.episode, people):
        return item
    return replace(item, episode=replace(item.episode, draft=True))


def write_show(settings: Settings, now: datetime, address: str = "") -> tuple[Channel, list[Path]]:
    """Write feed.xml, its archive pages, the cover and the web pages beside the episodes.

    Returns:
        What the feed was made from, and the files.

    Raises:
        PodcasterError: See :func:`gather`; or an episode cannot be read.
    """
    web_address(address or settings.feed.address)  # refused before there is anything in the folder, locks included
    with hold_show(settings.output, FEED):
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


STALE = re.compile(
    r"(?:(?:site|player|icon|show)-[0-9a-f]{8}\.(?:css|js|jpg)|feed-archive-\d+\.xml"
    r"|[^/]+/(?:(?:cover|thumb)-[0-9a-f]{8}\.(?:jpe?g|png)|index\.html|embed\.html))"
)
"""What this program writes beside the episodes for the feed and the pages, relative to their folder."""
MADE_BY_US = b'content="podcaster"'
"""In every page of an episode; a page of somebody else stays."""


def remove_stale(channel: Channel, output: Path, files: set[str]) -> None:
    """Remove what an earlier feed or page led to and nothing leads to now: old covers, styles, pages of drafts."""
    wanted = files | {path_of(item, cover) for item in channel.episodes if (cover := cover_of(item.episode))}
    folders = {path.parent for path in output.glob(f"*/{store.EPISODE_FILE}")}
    for path in [*output.glob("*-*.*"), *(path for folder in folders for path in folder.iterdir())]:
        name = path.relative_to(output).as_posix()
        if name in wanted or not STALE.fullmatch(name) or not path.is_file():
            continue
        own = path.suffix != ".html" or path.name == EMBED or MADE_BY_US in path.read_bytes()[:4096]
        if own:
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


def check(
    settings: Settings, now: datetime, address: str = "", progress: Callable[[int, int], None] = nothing
) -> tuple[Finding, ...]:
    """Check a whole show without asking anybody, also against what this machine published last.

    Raises:
        PodcasterError: See :func:`gather`.
    """
    known = recall(settings.output)
    built = gather(settings, now, address, known.guid)
    return examine(built, known, Wishes(), progress)


def choose_target(settings: Settings, name: str) -> Place:
    """The target of a name; without one, the only target of the settings.

    Raises:
        SettingsError: There is no such target, or none at all, or several to choose from.
    """
    targets = settings.targets
    if not targets:
        raise SettingsError(
            "The settings name no target to publish to.",
            'Add [targets.web] with to = "s3://bucket/show" and address = "https://..." to podcaster.toml.',
        )
    if not name and len(targets) > 1:
        raise SettingsError("Which target?", close_matches("", targets))
    name = name or next(iter(targets))
    if name not in targets:
        raise SettingsError(f"There is no target {name} in podcaster.toml.", close_matches(name, targets))
    return find_place(name, with_token(name, targets[name]), settings.folder)


def tell_the_old_place(settings: Settings, name: str, now: datetime, address: str, *, drop: bool = False) -> str:
    """Let the feed at the place of a private target's old token say where the show is now.

    Returns:
        A sentence of it; empty when there is no such place.

    Raises:
        PodcasterError: It cannot be published there.
    """
    old = left_behind(settings, name, address)
    if old is None:
        return ""
    moved, target = old
    publish(moved, find_place(f"{name}-before", target, settings.folder), now, Wishes(drop=drop))
    return f"The feed of the token before says that the show has moved; unset {BEFORE} when all apps have followed."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run."""

    plan: Plan
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    address: str
    """Where the feed is."""
    sent: bool
    """False when it was a dry run, a check found an error, or somebody said no."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for in this run."""

    dry_run: bool = False
    drop: bool = False
    """Let published episodes go out of the feed."""


def publish(
    settings: Settings,
    place: Place,
    now: datetime,
    wishes: Wishes,
    *,
    checking: Callable[[int, int], None] = nothing,
    sending: Callable[[int, int], None] = nothing,
    agree: Callable[[Channel, Plan], bool] = lambda _channel, _plan: True,
) -> Outcome:
    """Check a show, send to a target what is not there yet, and remove there what the show has no more.

    Args:
        settings: The show's settings.
        place: The target.
        now: Which episodes are out.
        wishes: What this run asks for.
        checking: Told after every episode that was checked.
        sending: Told the bytes that were sent, and of how many.
        agree: Asked before anything goes to a target that has no feed yet.

    Raises:
        PodcasterError: It cannot be published; what was published before is as it was.
    """
    from filelock import Timeout

    address = place.target.address or settings.feed.address
    try:
        with open_storage(place) as storage, open_journal(settings.output, place.name) as journal:
            published = read_published(storage) or recall(settings.output, place.name)
            first = published == Published()
            built = gather(settings, now, address, published.guid)
            findings = examine(built, published, wishes, checking)
            pages = render_pages(built.channel, settings.output) if settings.site.pages else {}
            sender = Sender(built.channel, place, storage, journal)
            if errors_of(findings):
                return Outcome(Plan(), findings, (), built.channel.self_link, sent=False)
            plan = sender.compare(plan_uploads(built.channel, settings.output, pages), published)
            go = not wishes.dry_run and (not first or agree(built.channel, plan))
            if go:
                built.keep_dates()
                sender.progress = adder(sending, plan.size)
                sender.send(plan)
                store.record_guid(settings.output, built.channel.guid)
                remember(settings.output, place.name, built.channel)
                sender.notes += moving(settings, built.channel)
            return Outcome(plan, findings, tuple(sender.notes), built.channel.self_link, sent=go)
    except Timeout as error:
        what = f"Another run is publishing to {place.name}."
        raise PublishError(what, "Wait until it is done.") from error


def moving(settings: Settings, channel: Channel) -> list[str]:
    """What is left to do when the show has moved."""
    if not settings.feed.moved_to:
        return []
    old, new = channel.self_link, settings.feed.moved_to
    return [f"Let {old} answer 301 (moved permanently) with {new}, and keep it up for a month or more."]


def examine(
    built: Built, published: Published, wishes: Wishes, progress: Callable[[int, int], None]
) -> tuple[Finding, ...]:
    """Check a show against the feed that is out."""
    findings = (
        *built.unread,
        *check_show(
            built.settings,
            built.channel,
            published=published.enclosures,
            published_guid=published.guid,
            kept_back=built.kept_back,
            progress=progress,
        ),
    )
    return tuple(finding for finding in findings if not (wishes.drop and finding.rule == "feed.guid.dropped"))


def adder(progress: Callable[[int, int], None], total: int) -> Callable[[int], None]:
    """Progress by what was added, from progress by how much is done."""
    done = 0

    def add(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    return add
