"""Real recordings in place of synthetic voices: a note at a line names a file in the episode's folder.

``[[recording: minister.wav; credit: Radio Wexcombe]]``. The sound is trimmed and levelled like a spoken line.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from podcaster.errors import AudioError, InputError
from podcaster.model import Clip, Voice
from podcaster.phrases import phrase
from podcaster.slug import is_safe_name
from podcaster.speech.cache import StoredClip, find_clip, store_clip
from podcaster.speech.check import QUIETEST

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.content import ContentStore
    from podcaster.model import Line

KEY = "recording"
FOLDER = "recordings"
"""Of an episode's folder; it is not published."""
LARGEST = 50_000_000
"""Bytes: five minutes of uncompressed stereo."""
LONGEST = 300.0
"""Seconds; longer than this is a programme, not a quote."""


class Recording(NamedTuple):
    """What a line's note asks for."""

    file: str
    """Its name in the folder of the recordings of the episode."""
    credit: str
    """Whom the notes name for it; empty: nobody."""


def recording_of(line: Line) -> Recording | None:
    """The recording that speaks a line; None when a voice does."""
    for note in line.notes:
        parts = dict(part.split(": ", 1) for part in note.split("; ") if ": " in part)
        if parts.get(KEY):
            return Recording(parts[KEY], parts.get("credit", ""))
    return None


def recording_note(file: str, credit: str) -> str:
    """The note that asks for a recording."""
    bare = credit.replace(";", ",").replace("[[", "[").replace("]]", "]").strip()
    return f"{KEY}: {file}" + (f"; credit: {bare}" if bare else "")


def recorded_clip(line: Line, index: int, episode: Path, store: ContentStore) -> Clip:
    """The recording of a line, trimmed, as a clip.

    Args:
        line: A line with a recording.
        index: Its number.
        episode: The episode's folder.
        store: Where clips are kept.

    Raises:
        InputError: The file is not there, or too large.
        AudioError: It is no sound, silent, or too long.
    """
    from podcaster.audio.clips import edit_clip
    from podcaster.audio.decode import decode_audio
    from podcaster.audio.loudness import measure_energies

    recording = recording_of(line)
    assert recording is not None
    data = read_recording(episode / FOLDER, recording.file)
    key = hashlib.sha256(b"recording\0" + data).hexdigest()
    stored = find_clip(store, key)
    cached = stored is not None
    if stored is None:
        audio = edit_clip(decode_audio(data))
        if audio.duration > LONGEST:
            long = phrase("{file} is longer than {count} minutes.", file=recording.file, count=round(LONGEST / 60))
            raise AudioError(long, "Cut out the words you need.")
        energies, peak = measure_energies(audio.pcm, audio.sample_rate)
        if peak < QUIETEST:
            raise AudioError(phrase("{file} is silent.", file=recording.file), "Choose a recording with words in it.")
        stored = store_clip(store, key, audio, energies, peak)
    voice = Voice(name=recording.credit or "recording", engine=KEY, id=recording.file)
    return _clip(index, key, voice, stored, cached=cached)


def _clip(index: int, key: str, voice: Voice, stored: StoredClip, *, cached: bool) -> Clip:
    return Clip(index, key, voice, stored.path, stored.duration, stored.energies, stored.peak, cached)


def read_recording(folder: Path, name: str) -> bytes:
    """The bytes of a recording.

    Raises:
        InputError: There is none of that name, or it is too large.
    """
    path = folder / name
    if not is_safe_name(name) or not path.is_file():
        gone = phrase("The recording {file} is not in {folder}.", file=name, folder=folder)
        raise InputError(gone, "Put it there, or take the note from the line.")
    if path.stat().st_size > LARGEST:
        large = phrase("{path} is larger than {size} MB.", path=path, size=LARGEST // 1_000_000)
        raise InputError(large, "Cut out the words you need.")
    return path.read_bytes()
