"""What is kept: retention by number, age and size; and what a show will take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.audio.rates import MASTERS, kilobits
from podcaster.episode.former import GRACE, leads_to, read_feeds
from podcaster.library.removing import remove_episode
from podcaster.locks import hold_show
from podcaster.store import load_episode, save_episode, scan_episodes
from podcaster.times import at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.settings import Settings
    from podcaster.settings.newsroom import Keeping, KeptOnDisk
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
    out = [item for item in stored if not (item.episode.draft or item.episode.undated or item.episode.retired)]
    come = [item for item in out if item.episode.published.timestamp() <= now]  # and not one under embargo
    return [found for found in beyond(come, keep, now) if found[0] is not come[0]]


def beyond(
    stored: Sequence[StoredEpisode], limits: Keeping | KeptOnDisk, now: float
) -> list[tuple[StoredEpisode, str]]:
    """The episodes that are more, older or larger than some limits allow, with the reason.

    Args:
        stored: Those that are counted, the newest first.
        limits: By number, age and size; 0: none.
        now: The moment, in seconds since 1970.
    """
    found: list[tuple[StoredEpisode, str]] = []
    size = 0
    for place, item in enumerate(stored):
        size += size_of(item)
        age = (now - item.episode.published.timestamp()) / DAY
        if limits.episodes and place >= limits.episodes:
            found.append((item, f"The show keeps {limits.episodes} episodes."))
        elif limits.days and age > limits.days:
            found.append((item, f"The show keeps episodes for {limits.days:g} days."))
        elif limits.gigabytes and size > limits.gigabytes * GIGABYTE:
            found.append((item, f"The show keeps {limits.gigabytes:g} GB."))
    return found


def size_of(item: StoredEpisode) -> int:
    """Bytes of an episode's files."""
    return item.episode.audio.size + sum(file.size for file in item.episode.files)


def expire(settings: Settings, now: float) -> list[tuple[StoredEpisode, str]]:
    """Find the episodes that are kept no longer, and remove those that were retired long enough ago.

    Returns:
        Those to be retired, with the reason.
    """
    keep = settings.keep
    if not (keep.episodes or keep.days or keep.gigabytes):
        return []
    stored = scan_episodes(settings.output)[0]
    remove_retired(settings.output, stored, keep.disk, now)
    return expired(stored, keep, now)


def retire(item: StoredEpisode, now: float) -> None:
    """Take an episode out of the feeds that come.

    Its files go by a later call of ``expire``, when no feed has led to them for ``GRACE``: somebody may have read the
    feed a moment before, and a target may not have taken the new one yet.
    """
    with hold_show(item.folder.parent):
        save_episode(item.folder, replace(load_episode(item.folder), retired=at(now)))


def remove_retired(output: Path, stored: Sequence[StoredEpisode], disk: KeptOnDisk, now: float) -> None:
    """Remove the folders of episodes that were retired long enough ago, and that the disk is not to keep longer."""
    retired = [item for item in stored if item.episode.retired]
    if disk.episodes or disk.days or disk.gigabytes:
        dated = [item for item in stored if not (item.episode.draft or item.episode.undated)]
        over = {id(item) for item, _ in beyond(dated, disk, now)}
        retired = [item for item in retired if id(item) in over]
    feeds = read_feeds(output) if retired else ()
    for item in retired:
        if leads_to(feeds, f"{item.folder.name}/{item.episode.audio.name}"):
            retire(item, now)
        elif item.episode.retired and now - item.episode.retired.timestamp() >= GRACE.total_seconds():
            remove_episode(item.folder)


WORDS_A_MINUTE, AROUND = 164.0, 11.0
"""Words that the narrators and voices say, and seconds of what is said around an article, without music: articles of
18, 53, 191, 397 and 613 words took 18, 29, 79, 166 and 242 seconds."""
COVER, IN_SOUND, THUMBNAIL = 160_000, 55_000, 46_000
"""Bytes of a drawn cover (117,000 to 199,000), of the small one and the tags in the sound, and of the web page's."""
TEXTS = 10_000, 120
"""Bytes of script, transcripts, notes and what they were made of: of each episode, and of each of its words."""
PAGES = 9_000, 20
"""Of its web pages."""


def expected(words: Sequence[int], settings: Settings) -> tuple[float, int]:
    """What episodes will take in the show's folder that are not made yet.

    Args:
        words: Of each, to narrate.
        settings: The show's: its sound, its theme, and whether it has web pages.

    Returns:
        Their seconds, and their bytes.
    """
    sound, music = settings.sound, settings.sound.music
    around = AROUND + (music.lead + music.tail + music.fade if sound.theme else 0.0)
    seconds = sum(each / WORDS_A_MINUTE * 60 + around for each in words)
    each, a_word = TEXTS
    each += COVER + (0 if sound.format in MASTERS else IN_SOUND)
    if settings.feed.address and settings.site.pages:
        each, a_word = each + COVER + THUMBNAIL + PAGES[0], a_word + PAGES[1]
    return seconds, round(seconds * kilobits(sound) * 1000 / 8) + each * len(words) + a_word * sum(words)


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
