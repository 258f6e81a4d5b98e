"""A show sent to a target: checked, compared with what is there, sent, and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.episode.former import settle_former
from podcaster.errors import PublishError, SettingsError, close_matches
from podcaster.feed.check import errors_of
from podcaster.feed.check.known import WellEpisodes
from podcaster.feed.site.pages import render_pages
from podcaster.library.gathering import gather
from podcaster.publish.check import check_built, nothing
from podcaster.publish.journal import open_journal
from podcaster.publish.plan import plan_uploads
from podcaster.publish.private import BEFORE, left_behind, with_token
from podcaster.publish.published import Published, read_published, recall, remember
from podcaster.publish.send import Plan, Sender
from podcaster.publish.targets import Destination, find_place, open_storage

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from podcaster.feed.channel import Channel
    from podcaster.feed.check import Finding
    from podcaster.settings import Feed, Settings


@dataclass(frozen=True, slots=True)
class Sending:
    """What the user asks for in this run."""

    dry_run: bool = False
    """Only tell what would be done."""
    drop: bool = False
    """Let published episodes go out of the feed."""


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """What became of a run."""

    plan: Plan
    """What was sent, or would be; empty when a check found an error."""
    findings: tuple[Finding, ...]
    """The rules that the show breaks, warnings too."""
    notes: tuple[str, ...]
    """What could be better about the host, a sentence each."""
    address: str
    """Where the feed is."""
    sent: bool
    """False when it was a dry run, a check found an error, or somebody said no."""


def choose_target(settings: Settings, name: str) -> Destination:
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
    publish(moved, find_place(f"{name}-before", target, settings.folder), now, Sending(drop=drop))
    return f"The feed of the token before says that the show has moved; unset {BEFORE} when all apps have followed."


def publish(
    settings: Settings,
    place: Destination,
    now: datetime,
    wishes: Sending,
    *,
    checking: Callable[[int, int], None] = nothing,
    sending: Callable[[int, int], None] = nothing,
    agree: Callable[[Channel, Plan], bool] = lambda _channel, _plan: True,
) -> PublishOutcome:
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
            if not wishes.dry_run:
                settle_former(settings.output, now)
            first = published == Published()
            built = gather(settings, now, address, published.guid)
            well = WellEpisodes(settings.output / store.PUBLISHED / "well.txt")
            findings = check_built(built, published, checking, drop=wishes.drop, well=well)
            well.save()
            pages = render_pages(built.channel, settings.output) if settings.site.pages else {}
            sender = Sender(built.channel, place, storage, journal)
            if errors_of(findings):
                return PublishOutcome(Plan(), findings, (), built.channel.self_link, sent=False)
            plan = sender.compare(plan_uploads(built.channel, settings.output, pages), published)
            go = not wishes.dry_run and (not first or agree(built.channel, plan))
            if go:
                built.keep_dates()
                sender.progress = adder(sending, plan.size)
                sender.send(plan)
                store.record_guid(settings.output, built.channel.guid)
                remember(settings.output, place.name, built.channel)
                sender.notes += moving(settings.feed, built.channel)
            return PublishOutcome(plan, findings, tuple(sender.notes), built.channel.self_link, sent=go)
    except Timeout as error:
        what = f"Another run is publishing to {place.name}."
        raise PublishError(what, "Wait until it is done.") from error


def moving(feed: Feed, channel: Channel) -> list[str]:
    """What is left to do when the show has moved."""
    if not feed.moved_to:
        return []
    old, new = channel.self_link, feed.moved_to
    return [f"Let {old} answer 301 (moved permanently) with {new}, and keep it up for a month or more."]


def adder(progress: Callable[[int, int], None], total: int) -> Callable[[int], None]:
    """Progress by what was added, from progress by how much is done."""
    done = 0

    def add(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    return add
