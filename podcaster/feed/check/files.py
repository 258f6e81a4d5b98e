"""Rules about the files of an episode: they are there, unchanged, and what they say they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster import store
from podcaster.feed.channel import cover_of, media_of
from podcaster.feed.check.findings import Finding, error, warning
from podcaster.feed.check.mp3 import Frames, read_frames
from podcaster.feed.check.settings import check_picture
from podcaster.feed.check.transcripts import MAX_BYTES, check_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.feed.check.known import WellEpisodes
    from podcaster.model import Episode, File
    from podcaster.store import StoredEpisode

DURATION_TOLERANCE = 0.5
"""Seconds by which frames and episode.json may differ; a frame has 0.026."""

MIN_BIT_RATE = {1: 32, 2: 64}
"""kbit/s by channels (Apple Podcasts, audio requirements)."""

SAMPLE_RATES = {44100, 48000}
"""Hz (the same source)."""

REMAKE = "Make the episode again."


def check_files(item: StoredEpisode, place: str, well: WellEpisodes | None = None) -> Iterator[Finding]:
    """All files that the feed or the pages lead to.

    Args:
        item: The episode.
        place: What findings call its folder.
        well: Episodes into whose files nobody need look; None: look into all.
    """
    found: list[Finding] = []
    for file in media_of(item.episode):
        found += check_file(item.folder / file.name, file, f"{place}/{file.name}")
    if well and not found and well.known(item.episode):
        return
    for file in media_of(item.episode):
        found += check_inside(item, file, f"{place}/{file.name}")
    if well and not found:
        well.add(item.episode)
    yield from found


def check_inside(item: StoredEpisode, file: File, name: str) -> Iterator[Finding]:
    """What is in a file."""
    path = item.folder / file.name
    if not path.is_file():
        return
    if file.name == item.episode.audio.name:
        if file.type == "audio/mpeg":
            yield from check_mp3(path, item.episode, name)
    elif file == cover_of(item.episode):
        yield from check_picture(path, name, "episode.cover")
    elif path.stat().st_size <= MAX_BYTES:
        yield from check_text(file.name, path.read_bytes(), name, item.episode)


def check_file(path: Path, file: File, place: str) -> Iterator[Finding]:
    """A file is there, and is the one that episode.json describes."""
    rule = "audio" if file.type.startswith("audio/") else "file"
    if not path.is_file():
        yield error(f"{rule}.missing", place, "The file is missing.", REMAKE)
    elif (size := path.stat().st_size) != file.size:
        yield error(f"{rule}.length", place, f"It has {size} bytes; episode.json says {file.size}.", REMAKE)
    elif size == 0:
        yield error(f"{rule}.empty", place, "The file is empty.", REMAKE)
    elif store.describe_file(path, file.type).sha256 != file.sha256:
        yield error(f"{rule}.hash", place, "It was changed since it was made.", REMAKE)


def check_mp3(path: Path, episode: Episode, place: str) -> Iterator[Finding]:
    """The frames of an MP3, and the tag before them."""
    frames = read_frames(path)
    if not frames.count:
        yield error("mp3.frames", place, "It is no MP3 file.", REMAKE)
        return
    yield from check_frames(frames, place)
    if abs(frames.seconds - episode.duration) > DURATION_TOLERANCE:
        what = f"Its frames have {frames.seconds:.1f} s; episode.json says {episode.duration:.1f}."
        yield error("mp3.duration", place, what, REMAKE)
    yield from check_tag(path, episode, place)


def check_frames(frames: Frames, place: str) -> Iterator[Finding]:
    """The structure of an MP3."""
    if frames.junk is not None:
        yield error("mp3.junk", place, f"At byte {frames.junk} begins something that is no frame.", REMAKE)
    if frames.truncated:
        yield error("mp3.truncated", place, "Its last frame is cut off.", REMAKE)
    if len(frames.sample_rates) > 1 or len(frames.channels) > 1:
        yield error("mp3.mixed", place, "Its sample rate or channels change on the way.", REMAKE)
    elif not frames.sample_rates <= SAMPLE_RATES:
        rate = next(iter(frames.sample_rates))
        yield warning("mp3.rate", place, f"It has {rate} Hz; Apple asks for 44100 or 48000.", REMAKE)
    least = MIN_BIT_RATE[max(frames.channels)]
    if min(frames.bit_rates) < least:
        what = f"It has {min(frames.bit_rates)} kbit/s; Apple asks for {least} or more."
        yield warning("mp3.bitrate", place, what, "Raise bitrate in [sound], and make the episode again.")
    if len(frames.bit_rates) > 1:
        what = "Its bit rate varies; iPhones jump to wrong places in it."
        yield warning("mp3.vbr", place, what, "Encode it with a constant bit rate.")
    if not frames.header:
        what = "It has no Xing or Info header; players guess its length."
        yield warning("mp3.header", place, what, REMAKE)
    elif frames.promised is not None and frames.promised != frames.count:
        what = f"Its header promises {frames.promised} frames; it has {frames.count}. Players show a wrong length."
        yield error("mp3.count", place, what, "Encode it at once; do not join MP3 files.")


def check_tag(path: Path, episode: Episode, place: str) -> Iterator[Finding]:
    """The ID3 tag."""
    from mutagen.id3 import ID3
    from mutagen.id3._util import ID3NoHeaderError
    from mutagen.id3._util import error as id3_error

    try:
        tag = ID3(path)
    except ID3NoHeaderError:
        yield warning("mp3.tag", place, "It has no ID3 tag: players show its file name.", REMAKE)
        return
    except id3_error as fault:
        yield error("mp3.tag.form", place, f"Its ID3 tag cannot be read: {fault}.", REMAKE)
        return
    if str(tag.get("TIT2", "")) != episode.title:
        yield warning("mp3.tag.title", place, "The title in its tag is another one.", REMAKE)
    if not tag.getall("APIC"):
        yield warning("mp3.tag.cover", place, "It has no cover inside.", REMAKE)
    chapters = [(chapter.start_time, chapter.end_time) for chapter in tag.getall("CHAP")]
    if chapters != sorted(chapters):
        yield error("mp3.chapters.order", place, "Its chapters are out of order.", REMAKE)
    if len(chapters) != min(len(episode.chapters), 255):
        what = f"It has {len(chapters)} chapters inside; episode.json has {len(episode.chapters)}."
        yield warning("mp3.chapters.same", place, what, REMAKE)
