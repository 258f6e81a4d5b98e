"""Clips that sound a little like speech, and an independent meter; for the tests of sound."""

from __future__ import annotations

import hashlib
import wave
from typing import TYPE_CHECKING

import av
import numpy as np

from podcaster.audio import edit_clip, measure_energies
from podcaster.model import NARRATOR, Audio, Clip, Ending, Line, Script, Section, Voice

if TYPE_CHECKING:
    from pathlib import Path

RATE = 22050


def babble(seconds: float, *, pitch: float = 110.0, level: float = 0.3, seed: int = 0) -> Audio:
    """Syllables of a buzzing voice with some breath in it."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    tone = pitch * (1 + 0.05 * np.sin(2 * np.pi * 0.7 * time + seed))
    phase = 2 * np.pi * np.cumsum(tone) / RATE
    voice = sum(np.sin(k * phase + k * k) / k**0.8 for k in range(1, 30))
    voice = voice / np.abs(voice).max() + 0.05 * rng.standard_normal(len(time))
    syllables = np.repeat(rng.uniform(0.15, 1.0, int(seconds * 5) + 1), RATE // 5)[: len(time)]
    smooth = np.convolve(syllables, np.hanning(901) / np.hanning(901).sum(), "same")
    wavy = level * voice * smooth
    return Audio(np.rint(np.clip(wavy, -1, 1) * 32767).astype("<i2").tobytes(), RATE)


def silence(seconds: float, rate: int = RATE) -> bytes:
    return bytes(2 * int(seconds * rate))


def save_clip(folder: Path, index: int, audio: Audio, voice: str) -> Clip:
    """A clip on disk, trimmed and measured as the stage that speaks does it."""
    audio = edit_clip(audio)
    path = folder / f"{index}.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, audio.sample_rate, 0, "NONE", ""))
        file.writeframes(audio.pcm)
    energies, peak = measure_energies(audio.pcm, audio.sample_rate)
    key = hashlib.sha256(audio.pcm + voice.encode()).hexdigest()
    return Clip(index, key, Voice(voice, "test", voice), path, audio.duration, energies, peak)


PITCHES = {NARRATOR: 105.0, "Ada": 190.0, "Ben": 130.0}
LEVELS = {NARRATOR: 0.3, "Ada": 0.05, "Ben": 0.8}


def programme(folder: Path, lines: list[Line], *, seconds: float = 1.5, changed: int | None = None) -> list[Clip]:
    """A clip for every line, of a voice a role, each voice with its own level."""
    return [
        save_clip(
            folder,
            index,
            babble(
                seconds + 0.37 * (index % 4) + (0.2 if index == changed else 0.0),
                pitch=PITCHES[line.role],
                level=LEVELS[line.role],
                seed=index + (1000 if index == changed else 0),
            ),
            line.role,
        )
        for index, line in enumerate(lines)
    ]


def conversation(paragraphs: int) -> list[Line]:
    """Paragraphs of narration with quotations inside."""
    lines: list[Line] = []
    for at in range(paragraphs):
        who = ("Ada", "Ben")[at % 2]
        lines += [
            Line(NARRATOR, "It was, they said,", Ending.PHRASE),
            Line(who, "a good year", Ending.PHRASE),
            Line(NARRATOR, "for the town.", Ending.SENTENCE),
            Line(who, "It was.", Ending.PARAGRAPH),
        ]
    return lines


def script_of(*sections: list[object], titles: tuple[str, ...] = ()) -> Script:
    named = [
        Section(titles[at] if at < len(titles) else f"Part {at}", tuple(items)) for at, items in enumerate(sections)
    ]
    return Script("Title", {}, (), tuple(named))


def decode(path: Path) -> np.ndarray:
    """What a gapless player plays: channels by samples."""
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


def meter(samples: np.ndarray, rate: int = 44100) -> tuple[float, float]:
    """Integrated loudness as played, and true peak, by ffmpeg's meter."""
    layout = "mono" if len(samples) == 1 else "stereo"
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="fltp", layout=layout)
    ebur128 = graph.add("ebur128", "dualmono=true:metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(ebur128)
    ebur128.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), "fltp", layout)
    frame.sample_rate = rate
    graph.push(frame)
    graph.push(None)
    loudness, peaks = -120.0, [1e-6]
    while True:
        try:
            measured = graph.pull().metadata
        except (av.EOFError, av.BlockingIOError):
            return loudness, 20 * float(np.log10(max(peaks)))
        loudness = float(measured.get("lavfi.r128.I", loudness))
        peaks += [float(value) for key, value in measured.items() if "true_peaks_ch" in key]
