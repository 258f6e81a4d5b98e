"""The files that keep a show: one episode.json an episode folder, and what must never be half-written.

Only this module knows how an :class:`~podcaster.model.Episode` is written down. A show's folder is

::

    output/<date>-<slug>/episode.json     an episode, beside its audio, transcripts, chapters, notes and cover
    output/<date>-<slug>/script.fountain  its script; without an episode.json, that of one that is not made yet
    output/feed.xml                       the feed
    output/show.json                      what was assigned once and must not change: the podcast's guid
"""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from podcaster.durable import bring_back, is_partial, olds, sync_folder
from podcaster.errors import InputError, reason_of
from podcaster.identity import known_by
from podcaster.locks import SHOW, hold
from podcaster.model import Episode, File
from podcaster.ordinary import read_file
from podcaster.slug import is_safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EPISODE_FILE = "episode.json"
SCRIPT_FILE = "script.fountain"
SHOW_FILE = "show.json"
FEED_FILE = "feed.xml"
PUBLISHED = ".published"
"""The folder, beside the episodes, of what was sent to each target."""

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast guids (podcast namespace, ``<podcast:guid>``)."""

CHUNK = 1 << 20
"""Bytes read at once, so that memory stays flat with the length of an episode."""


@dataclass(frozen=True, slots=True)
class StoredEpisode:
    """An episode and the folder it lies in."""

    folder: Path
    """Where its files lie."""
    episode: Episode
    """What its episode.json says."""

    @property
    def audio(self) -> Path:
        """Its audio file."""
        return self.folder / self.episode.audio.name


@contextmanager
def writing(path: Path, *, durable: bool = True) -> Iterator[IO[bytes]]:
    """Write a file that appears whole or not at all: a temporary name in the same folder, then a rename.

    Readers see the old file or the new one, also after a crash. The file gets the permissions any new file gets.

    Args:
        path: The file.
        durable: Wait until the disk has it. A file that is quickly made again need not, and one in a folder that is
            being made waits with all others.

    Raises:
        OSError: The folder cannot be written, or the disk is full; what stood there before is untouched.
    """
    durable = durable and not is_partial(path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
        if durable:
            sync_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_atomic(path: Path, data: bytes | str, *, durable: bool = True) -> None:
    """Write a whole file at once, or nothing; text becomes UTF-8.

    Raises:
        OSError: See :func:`writing`.
    """
    with writing(path, durable=durable) as file:
        file.write(data.encode() if isinstance(data, str) else data)


def save_script(path: Path, text: str, *, force: bool = False) -> None:
    """Write a script to a file of its own, but not over somebody's edited one.

    Raises:
        InputError: The file holds another script, and ``force`` is not given.
    """
    if path.exists() and not force and path.read_bytes() != text.encode():
        raise InputError(f"{path} holds another script, perhaps an edited one.", "Name another file, or add --force.")
    write_atomic(path, text)


def describe_file(path: Path, media_type: str) -> File:
    """Size and SHA-256 of a file, as an episode keeps them.

    Raises:
        OSError: It cannot be read.
    """
    import hashlib

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return File(path.name, media_type, file.tell(), digest.hexdigest())


def encode_episode(episode: Episode) -> bytes:
    """An episode as JSON; the same episode gives the same bytes."""
    import msgspec

    table = msgspec.to_builtins(episode)
    kept = {key: msgspec.json.decode(value) for key, value in table.pop("extra").items()}
    return msgspec.json.format(msgspec.json.encode(table | kept), indent=1) + b"\n"


def decode_episode(data: bytes, name: str) -> Episode:
    """Read an episode from its JSON. Keys of a newer version of the program are kept in ``extra``, each as JSON text.

    Args:
        data: The JSON.
        name: What error sentences call it.

    Raises:
        InputError: It is not JSON, lacks a field, or a field has the wrong type.
    """
    import msgspec

    known = set(Episode.__dataclass_fields__) - {"extra"}
    try:
        table: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
        episode = msgspec.convert({key: table[key] for key in table if key in known}, Episode, strict=True)
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's errors are ValueErrors
        raise InputError(
            f"{name} is not an episode: {error}.", "Make the episode again, or take the folder out of output/."
        ) from error
    check_names(episode, name)
    published = episode.published if episode.published.tzinfo else episode.published.replace(tzinfo=UTC)
    extra = {key: msgspec.json.encode(table[key]).decode() for key in table if key not in known}
    link = "" if "\n" in episode.link else episode.link  # older versions joined the addresses of several articles
    return replace(episode, link=link, published=published, extra=extra)


def check_names(episode: Episode, name: str) -> None:
    """See that an episode, which may come from a stranger, leads to files of its own folder and nowhere else.

    Raises:
        InputError: It does not.
    """
    for each in (
        episode.slug,
        episode.audio.name,
        *(file.name for file in episode.files),
        *(each.file.name for each in episode.former),
    ):
        if not is_safe_name(each):
            raise InputError(
                f"{name} is not an episode: {each!r} is not the name of a file in its folder.",
                "Make the episode again, or take the folder out of output/.",
            )


def save_episode(folder: Path, episode: Episode) -> None:
    """Write an episode's episode.json into its folder, whole or not at all."""
    write_atomic(folder / EPISODE_FILE, encode_episode(episode))


def change_of(episode: Episode) -> datetime | None:
    """The moment, for ``changed`` of an episode that is out and was changed just now; None of one that is not out."""
    now = datetime.now(UTC).replace(microsecond=0)
    return now if episode.published <= now and not episode.undated else None


def load_episode(folder: Path) -> Episode:
    """Read the episode of a folder.

    Raises:
        InputError: The folder has none, or it cannot be read.
    """
    path = folder / EPISODE_FILE
    try:
        data = read_file(path)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    return decode_episode(data, str(path))


def newest_first(item: StoredEpisode) -> tuple[float, str]:
    """What sorts episodes: the newest first, those of one moment in the order of their slugs."""
    return -item.episode.published.timestamp(), item.episode.slug


def scan_episodes(output: Path) -> tuple[tuple[StoredEpisode, ...], dict[Path, InputError]]:
    """All episodes of a show that can be read, and what is wrong with the others.

    An episode whose replacement was cut off is brought back first.

    Returns:
        The episodes, the newest first, those of one moment in the order of their slugs; and the folders of the others,
        each with the error that reading its episode.json gives.
    """
    if any(olds(output)):
        with suppress(OSError), hold(output, SHOW):
            bring_back(output)
    stored: list[StoredEpisode] = []
    damaged: dict[Path, InputError] = {}
    for path in sorted(output.glob(f"*/{EPISODE_FILE}")):
        if path.parent.name.startswith("."):
            continue
        try:
            stored.append(StoredEpisode(path.parent, load_episode(path.parent)))
        except InputError as error:
            if path.exists():  # else it was removed meanwhile
                damaged[path.parent] = error
    stored.sort(key=newest_first)
    return tuple(stored), damaged


def load_episodes(output: Path) -> tuple[StoredEpisode, ...]:
    """All episodes of a show, the newest first; those of one moment in the order of their slugs.

    Raises:
        InputError: An episode.json cannot be read.
    """
    stored, damaged = scan_episodes(output)
    for error in damaged.values():
        raise error
    return stored


def find_episode(output: Path, key: str, source: str = "", guid: str = "") -> StoredEpisode | None:
    """The episode that was made of the same article, or articles, before (``Episode.key``).

    A damaged one is passed over, so that it does not keep other articles from being made.

    Args:
        output: The folder of the show's episodes.
        key: See ``episode_of``, as the next two.
        source: What the articles are known by.
        guid: Its own, where that is known.
    """
    return episode_of(scan_episodes(output)[0], key, source, guid)


def episode_of(stored: Sequence[StoredEpisode], key: str, source: str = "", guid: str = "") -> StoredEpisode | None:
    """The one of a show's episodes that was made of the same article, or articles, before (``Episode.key``).

    Args:
        stored: The episodes.
        key: What makes it the same.
        source: What the articles are known by: where no episode has the key, it is the one that was made of them, and
            leads to another address since somebody has given it one.
        guid: Its own, where that is known: the one that has it goes before.
    """
    key, source = known_by(key), known_by(source)
    own = (item for item in stored if item.episode.guid == guid)
    same = (item for item in stored if known_by(item.episode.key) == key)
    made = (item for item in stored if source and known_by(item.episode.source) == source)
    return next(chain(own, same, made), None)


def address_guid(address: str) -> str:
    """The podcast guid that belongs to a feed's address, by the podcast namespace's rule.

    A UUIDv5 of the address without its scheme and without slashes at its end.
    """
    bare = address.split("://", 1)[-1].rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))


def recorded_guid(output: Path) -> str:
    """The podcast guid that was assigned before; empty when none was.

    Raises:
        InputError: show.json cannot be read.
    """
    import msgspec

    path = output / SHOW_FILE
    try:
        return str(msgspec.json.decode(read_file(path), type=dict[str, str]).get("guid", ""))
    except FileNotFoundError:
        return ""
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise InputError(
            f"{path} cannot be read: {reason_of(error)}.",
            "Write the podcast's guid as guid into [show] of podcaster.toml, and delete the file.",
        ) from error


def podcast_guid(output: Path, configured: str, address: str, title: str) -> str:
    """The podcast's guid: the one in the settings, else the one recorded, else the one of its address.

    Args:
        output: The folder of the show's episodes.
        configured: ``guid`` of ``[show]``; empty when it is not set.
        address: Where the folder of the feed will be; empty when that is not known yet.
        title: The show's title, which stands in for the address until there is one. Nothing is recorded then.
    """
    feed = f"{address.rstrip('/')}/{FEED_FILE}" if address else f"podcaster:{title}"
    return configured or recorded_guid(output) or address_guid(feed)


def record_guid(output: Path, guid: str) -> None:
    """Keep the podcast's guid for ever: whatever moves later, this one is used again."""
    if recorded_guid(output) != guid:
        import msgspec

        write_atomic(output / SHOW_FILE, msgspec.json.encode({"guid": guid}) + b"\n")


def episode_guid(podcast: str, key: str) -> str:
    """An episode's guid: a UUIDv5 that stays the same whenever the same article is made for the same podcast.

    Args:
        podcast: The podcast's guid.
        key: The article's canonical address; where it has none, what identifies its source.
    """
    return str(uuid.uuid5(uuid.UUID(podcast), key))
