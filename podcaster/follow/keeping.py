"""What is kept: retention by number, age and size; and what a show will take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.library.removing import remove_episode
from podcaster.store import scan_episodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.settings import Settings
    from podcaster.settings.newsroom import Keeping
    from podcaster.store import StoredEpisode

DAY = 86_400.0
GIGABYTE = 1_000_000_000
MONTH = 30
"""Days that an estimate looks back and ahead."""


def expired(stored: Sequence[StoredEpisode], keep: Keeping, now: float) -> list[tuple[StoredEpisode, str]]:
    """The episodes that are kept no longer, with the reason; never a draft, and never the newest one.

    Args:
        stored: All of the show's, the newest first.
        keep: ``[keep]`` of the settings.
        now: The moment, in seconds since 1970.
    """
    found: list[tuple[StoredEpisode, str]] = []
    size = 0
    out = [item for item in stored if not item.episode.draft and not item.episode.undated]
    for place, item in enumerate(out):
        size += size_of(item)
        age = (now - item.episode.published.timestamp()) / DAY
        if place == 0:
            continue
        if keep.episodes and place >= keep.episodes:
            found.append((item, f"The show keeps {keep.episodes} episodes."))
        elif keep.days and age > keep.days:
            found.append((item, f"The show keeps episodes for {keep.days} days."))
        elif keep.gigabytes and size > keep.gigabytes * GIGABYTE:
            found.append((item, f"The show keeps {keep.gigabytes:g} GB."))
    return found


def size_of(item: StoredEpisode) -> int:
    """Bytes of an episode's files."""
    return item.episode.audio.size + sum(file.size for file in item.episode.files)


def expire(settings: Settings, now: float) -> list[tuple[StoredEpisode, str]]:
    """Remove the episodes that are kept no longer.

    Returns:
        Those that were removed, with the reason.
    """
    keep = settings.keep
    if not (keep.episodes or keep.days or keep.gigabytes):
        return []
    gone = expired(scan_episodes(settings.output)[0], keep, now)
    for item, _ in gone:
        remove_episode(item)
    return gone


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a show will take, at the pace of its last month."""

    episodes: float
    """A day."""
    size: float
    """Bytes a month, before anything is removed."""


def estimate(stored: Sequence[StoredEpisode], now: float) -> Estimate:
    """What a show will take.

    Args:
        stored: All of its episodes.
        now: The moment, in seconds since 1970.
    """
    late = [item for item in stored if now - item.episode.published.timestamp() < MONTH * DAY]
    if not late:
        return Estimate(0.0, 0.0)
    first = min(item.episode.published.timestamp() for item in late)
    days = min(float(MONTH), max(1.0, (now - first) / DAY))
    return Estimate(len(late) / days, sum(map(size_of, late)) / days * MONTH)
