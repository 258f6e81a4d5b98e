"""Sound that an episode had before it was made again, and that a feed still leads to.

Readers go by the feed that they read: its address, with the length that it says. So audio that a feed leads to is not
replaced under its address, because no file and feed change at the same moment, and caches on the way change later
still. The new sound gets an address of its own, with a part of its hash. The old one stays until no feed has led there
for ``GRACE``. Then the episode's first address, which some apps keep for ever, gets the new sound, and others go. The
guid stays in all this, so apps know the episode for the same; what counts downloads by address counts the new sound
anew.
"""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from podcaster.locks import hold_show
from podcaster.model import FormerAudio
from podcaster.ordinary import read_file
from podcaster.store import PUBLISHED, load_episode, save_episode, scan_episodes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.model import Episode, File
    from podcaster.store import StoredEpisode

GRACE = timedelta(days=1)
"""How long sound stays that no feed leads to any more. Apps look at a feed every few hours, and hear of a new address
then; what they have begun to load is loaded within the day."""


def keep_former(made: Episode, there: Episode, partial: Path, folder: Path, now: datetime) -> Episode:
    """Give the sound of an episode that was made again its name, and keep beside it what feeds lead to.

    Args:
        made: The new episode.
        there: The one that it replaces.
        partial: The new one's folder.
        folder: The old one's folder.
        now: The moment.

    Returns:
        The new episode, not saved: with its audio's name, and what it had before.
    """
    if there.audio.sha256 == made.audio.sha256:
        former = there.former
        audio = rename(partial, made.audio, there.audio.name)
    else:
        led = leads_to(read_feeds(folder.parent), f"{folder.name}/{there.audio.name}")
        former = (*there.former, *((FormerAudio(there.audio, now),) if led else ()))
        taken = {each.file.name for each in former}
        name = own_name(made.slug, made.audio) if made.audio.name in taken else made.audio.name
        audio = rename(partial, made.audio, name)
        former = tuple(each for each in former if each.file.name != name)
    kept = tuple(each for each in former if (folder / each.file.name).is_file())
    for each in kept:
        copy_whole(folder / each.file.name, partial / each.file.name)
    return replace(made, audio=audio, former=kept)


def own_name(slug: str, audio: File) -> str:
    """The name of sound that replaces other sound of its episode."""
    dot = audio.name.rfind(".")
    return f"{slug}-{audio.sha256[:8]}{audio.name[dot:]}"


def rename(folder: Path, file: File, name: str) -> File:
    """Give a file another name."""
    if name != file.name:
        (folder / file.name).rename(folder / name)
    return replace(file, name=name)


def copy_whole(path: Path, target: Path) -> None:
    """Let a file be at another place too: the same file where the system can, else a copy."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)


def read_feeds(output: Path) -> tuple[bytes, ...]:
    """The feeds of a show that are out: those in its folder, and what is known of those at its targets."""
    paths = [*output.glob("feed*.xml"), *(output / PUBLISHED).glob("*.json")]
    feeds = []
    for path in paths:
        with suppress(OSError):
            feeds.append(read_file(path))
    return tuple(feeds)


def leads_to(feeds: Sequence[bytes], path: str) -> bool:
    """Whether a feed leads to a file, given by its path in the show's folder."""
    wanted = f'/{quote(path)}"'.encode()
    return any(wanted in feed for feed in feeds)


def settle_former(output: Path, now: datetime | None = None) -> None:
    """See to the sound that episodes had before: before a feed is written, or published.

    Args:
        output: The folder of the show's episodes.
        now: The moment; None: this one.

    Raises:
        OSError: The folder cannot be written.
    """
    now = now or datetime.now(UTC)
    having = [item for item in scan_episodes(output)[0] if item.episode.former]
    if not having:
        return
    feeds = read_feeds(output)
    for item in having:
        with hold_show(output):
            settle(replace(item, episode=load_episode(item.folder)), feeds, now)


def settle(item: StoredEpisode, feeds: Sequence[bytes], now: datetime) -> None:
    """See to the sound that an episode had before; hold the show."""
    episode, kept, gone = item.episode, [], []
    for each in episode.former:
        name = each.file.name
        if leads_to(feeds, f"{item.folder.name}/{name}"):
            kept.append(replace(each, since=now))
        elif now - each.since < GRACE or each.file.sha256 == episode.audio.sha256:
            kept.append(each)
        elif name == f"{episode.slug}{name[name.rfind('.') :]}" and each.file.type == episode.audio.type:
            put_whole(item.folder / episode.audio.name, item.folder / name)
            kept.append(replace(each, file=replace(episode.audio, name=name)))
        else:
            gone.append(item.folder / name)
    if tuple(kept) != episode.former:
        save_episode(item.folder, replace(episode, former=tuple(kept)))
    for path in gone:
        path.unlink(missing_ok=True)


def put_whole(path: Path, target: Path) -> None:
    """Put a file in the place of another one, in one step."""
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        copy_whole(path, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
