"""A show gathered from its folder: which episodes are out at a moment, and what their feed is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.errors import PublishError
from podcaster.feed.channel import is_out, make_channel, place_cover, web_address
from podcaster.feed.check import read_episodes
from podcaster.library.dating import date_episodes, next_moment
from podcaster.locks import hold_show
from podcaster.times import find_zone, show_time

if TYPE_CHECKING:
    from datetime import datetime

    from podcaster.feed.channel import Channel
    from podcaster.feed.check import Finding
    from podcaster.settings import Settings, ShowFolder


@dataclass(frozen=True, slots=True)
class Built:
    """A show, gathered from its folder."""

    settings: Settings
    """The show's."""
    channel: Channel
    """What its feed is made of."""
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
    else:
        if settings.publish.require == "signed":
            episodes = tuple(map(partial(hold_unsigned, settings.files), episodes))
        now = next_moment(episodes, now)
    episodes, dated = date_episodes(episodes, show_time(now, find_zone(settings.show.time_zone)))
    cover = place_cover(settings).name
    channel = make_channel(settings, episodes, address=address, cover=cover, now=now)
    kept_back = tuple(item for item in episodes if not is_out(item.episode, now))
    return Built(settings, channel, unread, kept_back, dated)


def hold_unsigned(files: ShowFolder, item: store.StoredEpisode) -> store.StoredEpisode:
    """An episode that nobody has signed as it is stays in, like a draft."""
    from podcaster.cast import read_registry
    from podcaster.project.signing import is_signed

    people = read_registry(files.registry).people
    if item.episode.draft or is_signed(item.folder, item.episode, people):
        return item
    return replace(item, episode=replace(item.episode, draft=True))
