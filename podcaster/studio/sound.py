"""The episode as it was made, for the page: its waveform, cues and chapters; and the show's settings of sound."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.phrases import phrase
from podcaster.proof import FINDINGS
from podcaster.store import EPISODE_FILE, load_episode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.audio import Mix
    from podcaster.model import Episode
    from podcaster.settings import Settings, ShowFolder

PEAKS = 1200
"""Points of the waveform: one a pixel of a wide screen."""
LOUD = 4.0
"""Speech at -16 LUFS has a power of about a fifth of full scale: this fills the picture, and shows pauses, where the
peaks of a second of speech are all alike."""
PIECE = 30.0
"""Seconds that are decoded at once for the waveform."""
FIELDS = {
    "theme": ("sound", "theme", None, None),
    "level": ("sound.music", "level", -60, 12),
    "under": ("sound.music", "under", -60, 12),
    "lead": ("sound.music", "lead", 0, 900),
    "tail": ("sound.music", "tail", 0, 900),
    "sentence": ("sound.pauses", "sentence", 0, 60),
    "paragraph": ("sound.pauses", "paragraph", 0, 60),
    "section": ("sound.pauses", "section", 0, 60),
    "speaker": ("sound.pauses", "speaker", 0, 60),
}
"""Field of the page -> table and key of podcaster.toml, and what it may be."""


class EpisodeSound:
    """An episode's sound, read when it is first asked for and again when it was made anew.

    Args:
        folder: The episode's.
        settings: The show's.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.episode: Episode | None = None
        """As it was made; None where there is none."""
        self.mark = ""
        """The SHA-256 of the audio."""
        self.findings: list[dict[str, Any]] = []
        """What was found when the episode was heard through."""
        self._cues: list[tuple[float, float]] = []
        self._peaks: list[float] = []
        self._of = ""
        """The mark of the audio that the waveform is of."""
        self._seen: object = None
        """What told the episode's files from others when they were read."""
        self.follow()

    def follow(self) -> bool:
        """Read what was made, where it is not known yet. Returns whether anything was read."""
        seen = tuple(map(_mark, (self.folder / name for name in (EPISODE_FILE, "transcript.json", FINDINGS))))
        if seen == self._seen:
            return False
        self._seen = seen
        self._read()
        return True

    def _read(self) -> None:
        try:
            episode = load_episode(self.folder)
            table = json.loads((self.folder / "transcript.json").read_text("utf-8"))
            cues = [(float(each["startTime"]), float(each["endTime"])) for each in table["segments"]]
        except (InputError, OSError, ValueError, KeyError, TypeError):  # there is no episode yet, or it is damaged
            self.episode, self.mark, self._cues, self.findings = None, "", [], []
            return
        self.episode, self.mark = episode, episode.audio.sha256
        self.findings = read_findings(self.folder)
        self._cues = cues

    @property
    def audio(self) -> Path | None:
        """The episode's file; None when there is none."""
        return self.folder / self.episode.audio.name if self.episode else None

    def view(self, *, stale: bool) -> dict[str, Any]:
        """What the page shows."""
        episode = self.episode
        if episode is None:
            return {
                "mark": "",
                "duration": 0,
                "loudness": 0,
                "peak": 0,
                "peaks": [],
                "chapters": [],
                "cues": [],
                "stale": False,
            }
        return {
            "mark": self.mark,
            "duration": episode.duration,
            "loudness": episode.loudness,
            "peak": episode.peak,
            "peaks": self._peaks if self._of == self.mark else [],
            "chapters": [[chapter.start, chapter.title] for chapter in episode.chapters],
            "cues": self._cues,
            "stale": stale,
        }

    def draw(self) -> bool:
        """Work the waveform out, where it is not known. Returns whether it is new."""
        episode, mark = self.episode, self.mark
        if episode is None or self._of == mark:
            return False
        peaks = list(self._measure(episode))
        self._peaks, self._of = peaks, mark
        return True

    def _measure(self, episode: Episode) -> Iterator[float]:
        import numpy as np

        from podcaster.audio.excerpts import read_excerpts

        step = max(episode.duration / PEAKS, 0.01)
        count = max(1, int(PIECE / step))
        starts = [at * count * step for at in range(int(episode.duration / (count * step)) + 1)]
        spans = [(start, start + count * step) for start in starts]
        for audio in read_excerpts(self.folder / episode.audio.name, spans):
            samples = np.square(np.frombuffer(audio.pcm, "<i2").astype(np.float32) / 32768)
            size = max(1, int(step * audio.sample_rate))
            padded = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size)
            yield from (round(min(1.0, LOUD * float(power) ** 0.5), 3) for power in padded.mean(axis=1)[:count])


def _mark(path: Path) -> object:
    """What tells a file from the one that was there before; None: it cannot be looked at."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def read_findings(folder: Path) -> list[dict[str, Any]]:
    """What ``podcaster proof`` found in an episode; none where it was not heard through, or the file is damaged."""
    try:
        rows = json.loads((folder / FINDINGS).read_text("utf-8"))
        return [row for row in rows if isinstance(row["line"], int) and isinstance(row["sentence"], str)]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def wave_of(mix: Mix) -> Iterator[bytes]:
    """A mix as a WAV file, part by part; its length stands in the header."""
    import struct

    from podcaster.audio.render import render, to_pcm
    from podcaster.audio.timeline import CONTEXT, RATE

    size, channels = mix.samples * mix.channels * 2, mix.channels
    form = struct.pack("<HHIIHH", 1, channels, RATE, RATE * channels * 2, channels * 2, 16)
    yield b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + struct.pack("<I", len(form)) + form
    yield b"data" + struct.pack("<I", size)
    for part in mix.parts:
        samples = render(part, mix, mix.ceiling)
        yield to_pcm(samples[:, CONTEXT : CONTEXT + part.length] if part.open else samples).tobytes()


def view_settings(settings: Settings) -> list[dict[str, Any]]:
    """The settings of sound that the page changes."""
    sound = settings.sound
    tables: dict[str, Any] = {"sound": sound, "sound.music": sound.music, "sound.pauses": sound.pauses}
    fields = []
    for name, (table, key, low, high) in FIELDS.items():
        field: dict[str, Any] = {"name": name, "value": getattr(tables[table], key)}
        if low is None:
            field["options"] = list(dict.fromkeys(["", *sound_names(settings.files), sound.theme]))
        else:
            field |= {"min": low, "max": high}
        fields.append(field)
    return fields


def settings_with(settings: Settings, values: dict[str, Any]) -> tuple[Settings, Path, str]:
    """The settings with other music and pauses, and the file that would say so; nothing is written.

    Raises:
        InputError: A value is no number.
        SettingsError: A value is not allowed.
    """
    import tomlkit

    from podcaster.settings import settings_from

    path = settings.files.settings
    document = tomlkit.parse(path.read_text("utf-8")) if path.is_file() else tomlkit.document()
    for name, value in values.items():
        if name not in FIELDS:
            raise InputError(phrase("There is no setting {name}.", name=name[:40]))
        table, key, low, high = FIELDS[name]
        place: Any = document
        for step in table.split("."):
            place = place.setdefault(step, tomlkit.table())
        place[key] = _sound(settings, str(value)) if low is None else _number(value, name, low, high)
    text = tomlkit.dumps(document)
    return replace(settings_from(tomlkit.parse(text).unwrap(), str(path)), folder=settings.folder), path, text


def _sound(settings: Settings, name: str) -> str:
    """The name of a sound that the show has, or what its settings say already; empty: none."""
    if name and name != settings.sound.theme and name not in sound_names(settings.files):
        raise InputError(phrase("The show has no sound {name}.", name=name[:80]))
    return name


def sound_names(files: ShowFolder) -> list[str]:
    """The sounds that a script may play."""
    from pathlib import Path

    from podcaster.script import list_sounds

    return sorted({Path(each).stem for each in list_sounds(files)})


def _number(value: Any, name: str, low: object, high: object) -> float:
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        way_out = phrase("Give a number from {low} to {high}.", low=low, high=high)
        raise InputError(phrase("{name} is no number.", name=name), way_out) from error
