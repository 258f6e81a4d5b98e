"""The dates of episodes that come out now."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from podcaster.store import newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from podcaster.store import StoredEpisode


def next_moment(episodes: Iterable[StoredEpisode], now: datetime) -> datetime:
    """The moment at which new episodes come out: in a second in which no other did, for which this waits.

    Players order the episodes of one second as they like, so that one that came out last might stand below the others.

    Args:
        episodes: All of a show's.
        now: The moment.
    """
    second = int(now.timestamp())
    ready = [item.episode for item in episodes if not item.episode.draft]
    taken = (int(episode.published.timestamp()) == second for episode in ready if not episode.undated)
    if not any(episode.undated for episode in ready) or not any(taken):
        return now
    rest = second + 1 - now.timestamp()
    time.sleep(rest)
    return now + timedelta(seconds=rest)


def date_episodes(
    episodes: Iterable[StoredEpisode], now: datetime
) -> tuple[tuple[StoredEpisode, ...], tuple[StoredEpisode, ...]]:
    """Date the episodes that come out now: a second apart, in the order in which they were made.

    Args:
        episodes: All of a show's.
        now: The moment, on the show's clock.

    Returns:
        All, the newest first; and those that got a date, which is to be kept when they are published.
    """
    episodes = list(episodes)
    new = sorted(
        (item for item in episodes if item.episode.undated and not item.episode.draft),
        key=lambda item: (item.episode.published, item.episode.slug),
    )
    dated = {
        item.folder: replace(
            item,
            episode=replace(
                item.episode, published=now - timedelta(seconds=len(new) - place), undated=False, changed=None
            ),
        )
        for place, item in enumerate(new, 1)
    }
    every = sorted((dated.get(item.folder, item) for item in episodes), key=newest_first)
    return tuple(every), tuple(dated.values())
