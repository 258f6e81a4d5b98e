"""Where an episode stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from podcaster.feed.channel import Channel
    from podcaster.model import Episode
    from podcaster.store import StoredEpisode

EpisodeState = Literal["draft", "new", "out", "retired", "scheduled"]


def state_of(episode: Episode, now: datetime) -> EpisodeState:
    """Whether an episode is out, a draft, waits for its day, comes out with the next feed, or is kept no longer."""
    if episode.draft or episode.undated:
        return "draft" if episode.draft else "new"
    if episode.retired:
        return "retired"
    return "out" if episode.published <= now else "scheduled"


def kept_out(episodes: Iterable[StoredEpisode], channel: Channel, now: datetime) -> Iterator[tuple[StoredEpisode, str]]:
    """The episodes that a feed does not have, each with the reason in a word or two."""
    out = {item.folder for item in channel.episodes}
    for item in episodes:
        if item.folder not in out:
            state = state_of(item.episode, now)
            yield item, state if state in ("draft", "retired", "scheduled") else "not signed"
