"""Measure the voices of a pool: median pitch and mean spectrum, written back into the file.

    python tests/benchmarks/measure_voices.py voices/pool.toml [--distances]

Each voice says the same sentences through its engine. Pitch: the median over voiced frames of 40 ms, by
autocorrelation. Spectrum: mean power of the loud frames in 16 bands of equal width in mel from 80 to 8,000 Hz, in
decibels, less its mean.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import tomlkit

from podcaster.cast import PoolVoice, distance, read_pool
from podcaster.engines.discovery import Engines
from podcaster.settings import Settings

SENTENCES = (
    "The harbour lamp was switched off when the ships no longer needed it.",
    "I thought a whale had come into the bay, and then it sang a second verse.",
    "Nobody spoke for a moment; seven people looked at the water below.",
    "We found every answer in the old log, under a jar of yellow paint.",
)
BANDS = 16
LOWEST, HIGHEST = 80.0, 8000.0
PITCHES = (50.0, 450.0)


def frames(samples: np.ndarray, length: int, step: int) -> np.ndarray:
    """Successive pieces of a sound."""
    return np.lib.stride_tricks.sliding_window_view(samples, length)[::step]


def median_pitch(samples: np.ndarray, rate: int) -> float:
    """Median pitch of the voiced frames in hertz; 0 when nothing is voiced."""
    length = int(0.04 * rate)
    low, high = int(rate / PITCHES[1]), int(rate / PITCHES[0])
    found = []
    for frame in frames(samples / np.abs(samples).max(), length, rate // 100):
        centred = frame - frame.mean()
        if np.sqrt((centred**2).mean()) < 0.02:
            continue
        likeness = np.correlate(centred, centred, "full")[length - 1 :]
        lag = low + int(np.argmax(likeness[low:high]))
        if likeness[lag] > 0.5 * likeness[0]:
            found.append(rate / lag)
    return float(np.median(found)) if found else 0.0


def mel(hertz: np.ndarray | float) -> np.ndarray:
    """The mel scale (O'Shaughnessy)."""
    return 2595 * np.log10(1 + np.asarray(hertz) / 700)


def mean_spectrum(samples: np.ndarray, rate: int) -> np.ndarray:
    """Mean power of the loud frames by band, in decibels, less its mean."""
    power = np.abs(np.fft.rfft(frames(samples, 1024, 512) * np.hanning(1024))) ** 2
    total = power.sum(axis=1)
    mean = power[total > total.max() * 1e-3].mean(axis=0)
    places = mel(np.fft.rfftfreq(1024, 1 / rate))
    edges = np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2)
    bands = []
    for low, middle, high in zip(edges, edges[1:], edges[2:], strict=False):
        weights = np.clip(np.minimum((places - low) / (middle - low), (high - places) / (high - middle)), 0, None)
        bands.append(10 * np.log10((mean * weights).sum() / weights.sum() + 1e-12))
    return np.array(bands) - np.mean(bands)


def measure(item: PoolVoice, engines: Engines) -> tuple[float, list[int]]:
    """Pitch and spectrum of one voice."""
    sounds = [engines.get(item.voice.engine).synthesize(text, item.voice) for text in SENTENCES]
    rate = sounds[0].sample_rate
    samples = np.concatenate([np.frombuffer(sound.pcm, "<i2") for sound in sounds]) / 32768
    return median_pitch(samples, rate), [round(float(value)) for value in mean_spectrum(samples, rate)]


def main(path: Path, *, show: bool) -> None:
    """Measure all voices of a pool and write what was found into it."""
    document = tomlkit.parse(path.read_text("utf-8"))
    with Engines(Settings()) as engines:
        for entry, item in zip(document["voice"], read_pool(path), strict=True):
            pitch, spectrum = measure(item, engines)
            entry["f0"] = round(pitch)
            entry["mel"] = spectrum
    path.write_text(tomlkit.dumps(document), "utf-8")
    voices = read_pool(path)
    for one in voices if show else ():
        near = sorted((distance(one, other), other.voice.name) for other in voices if other is not one)[:4]
        print(f"{one.voice.name:12}", one.voice.gender, round(one.f0), *(f"{name} {far:.1f}" for far, name in near))


if __name__ == "__main__":
    main(Path(sys.argv[1]), show="--distances" in sys.argv)
