"""How a newsroom stands, as one value."""

from __future__ import annotations

import math
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError
from podcaster.follow.keeping import MONTH, Estimate, estimate
from podcaster.follow.open import kind_of
from podcaster.follow.state import OPEN, WATCH, Database, Look, State, is_there
from podcaster.follow.tables import FOLLOWED, UNPUBLISHED
from podcaster.locks import HeldError, hold
from podcaster.store import scan_episodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from podcaster.settings import Following, Settings


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How a source stands."""

    name: str
    """As in the settings."""
    kind: str
    """"folder", "feed" ...; empty when the settings do not say it, or name it no more."""
    counts: Mapping[State, int]
    """How many of its pieces are in each state; those without any may be absent."""
    look: Look
    """When it was last looked at, and how that went."""
    silence: str = ""
    """How long it has been silent, when that is too long."""


@dataclass(frozen=True, slots=True)
class Status:
    """How a newsroom stands."""

    watching: bool
    """A watch is at work."""
    sources: tuple[SourceStatus, ...]
    """Those of the settings, then former ones that still have pieces."""
    episodes: int
    """How many the show has, drafts too."""
    drafts: int
    """How many of them are kept out of the feed."""
    seconds: float
    """Of all episodes together."""
    size: int
    """Bytes of all episodes' audio."""
    free: int
    """Bytes on the show's disk."""
    oldest: float
    """When the oldest piece was seen that is still to be made; 0: there is none."""
    pace: Estimate
    """What the show will take, at the pace of its last month."""
    attention: tuple[str, ...]
    """What asks for a person, a sentence each."""


def read_status(settings: Settings, now: float) -> Status:
    """How a show's newsroom stands.

    Args:
        settings: The show's.
        now: The moment, in seconds since 1970.
    """
    counts: dict[str, dict[State, int]] = {}
    looks: dict[str, Look] = {}
    silent: dict[str, str] = {}
    unpublished = ""
    oldest = 0.0
    if is_there(settings.folder):
        with Database(settings.folder) as database:
            counts = database.counts()
            looks = {name: database.look(name) for name in {*counts, *settings.sources}}
            for name, following in settings.sources.items():
                silent[name] = silence(following, looks[name], database.note(f"{FOLLOWED} {name}"), now)
            unpublished = database.note(UNPUBLISHED)
            oldest = min((piece.seen for piece in database.pieces(*OPEN)), default=0.0)
    sources = tuple(
        SourceStatus(
            name,
            _kind(settings.sources, name),
            counts.get(name, {}),
            looks.get(name, Look(name)),
            silent.get(name, ""),
        )
        for name in dict.fromkeys((*settings.sources, *counts))
    )
    stored, damaged = scan_episodes(settings.output)
    free, pace = shutil.disk_usage(settings.folder).free, estimate(stored, now)
    unsent = (f"What is made did not come out: {unpublished}",) if unpublished else ()
    attention = (
        *unsent,
        *asking(sources, oldest, now),
        *filling(free, pace),
        *(error.what for error in damaged.values()),
    )
    return Status(
        watching=is_watching(settings.output),
        sources=sources,
        episodes=len(stored),
        drafts=sum(item.episode.draft for item in stored),
        seconds=sum(item.episode.duration for item in stored),
        size=sum(item.episode.audio.size for item in stored),
        free=free,
        oldest=oldest,
        pace=pace,
        attention=attention,
    )


def silence(following: Following, look: Look, followed: str, now: float) -> str:
    """That a source has been silent for longer than it may be, the end of a sentence; empty: it has not."""
    since = look.newest or float(followed or now)
    if not following.silent or now - since <= following.silent * 3600:
        return ""
    return f"has brought nothing new for {(now - since) / 3600:.0f} hours."


def asking(sources: tuple[SourceStatus, ...], oldest: float, now: float) -> Iterator[str]:
    """What asks for a person."""
    for source in sources:
        if source.look.reason:
            yield f"{source.name}: {source.look.reason}"
        if source.silence:
            yield f"{source.name} {source.silence}"
        if waiting := source.counts.get(State.WAITING):
            yield f"{source.name}: {waiting} waiting for a person (podcaster queue)."
        if failed := source.counts.get(State.FAILED):
            yield f"{source.name}: {failed} failed (podcaster queue)."
    if oldest and now - oldest > LATE:
        yield f"The oldest piece that is not made was seen {(now - oldest) / 3600:.0f} hours ago."


def filling(free: int, pace: Estimate) -> Iterator[str]:
    """That the disk is soon full."""
    days = free / (pace.size / MONTH) if pace.size else math.inf
    if days < MONTH:
        yield f"At this pace the disk is full in {days:.0f} days: [keep] of podcaster.toml removes old episodes."


LATE = 86_400.0
"""Seconds after which a piece that is not made asks for a person."""


def is_watching(output: Path) -> bool:
    """Whether a watch is at work in a show."""
    if not output.is_dir():
        return False
    try:
        with hold(output, WATCH, wait=False):
            return False
    except HeldError:
        return True
    except OSError:
        return False


def _kind(sources: Mapping[str, Following], name: str) -> str:
    try:
        return kind_of(name, sources[name])
    except (KeyError, PodcasterError):
        return ""
