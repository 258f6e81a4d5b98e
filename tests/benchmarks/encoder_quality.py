"""Which effort the MP3 encoder needs on speech, by what can be heard and not by signal-to-noise.

::

    python tests/benchmarks/encoder_quality.py [--clips 40]

Lines of the sample article, in the voices of the pool, are encoded at each bit rate and effort. What the encoder adds
is compared with what the ear lets the speech hide, band by band, as PEAQ does (ITU-R BS.1387-1, basic version):
noise-to-mask ratio in quarter-Bark bands, after the outer ear, internal noise and spreading. Reported:

- **total NMR**: its mean over bands and frames, in dB; under -9 is a usual mark of transparency;
- **disturbed**: frames in which any band's noise is 1.5 dB and more over the mask;
- **worst**: the 99th percentile of the frames' mean NMR, in dB.

CPU is relative to effort 2, LAME's default, at the same bit rate.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soxr

from podcaster.audio import edit_clip
from podcaster.audio.loudness import amplitude, block_energies, speech_loudness
from podcaster.audio.mp3 import Encoder, decode_mp3, split_frames
from podcaster.audio.timeline import FRAME, RATE
from podcaster.cast import read_pool
from podcaster.engines import Engines
from podcaster.settings import load_settings, shipped

if TYPE_CHECKING:
    from numpy.typing import NDArray

ARTICLE = Path(__file__).parent.parent.parent / "podcaster" / "samples" / "harbour-lights.md"
WINDOW = 2048
PLAYED_AT = 92.0
"""dB SPL of full scale, PEAQ's assumption."""
EFFORTS = (0, 2, 3, 4, 5, 6, 7, 9)


def bark(hertz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Schroeder's scale, as in PEAQ."""
    return 7 * np.arcsinh(np.asarray(hertz) / 650)


class Ear:
    """PEAQ's FFT-based ear."""

    def __init__(self) -> None:
        hertz = np.fft.rfftfreq(WINDOW, 1 / RATE)
        khz = np.maximum(hertz, 20) / 1000
        outer = -0.6 * 3.64 * khz**-0.8 + 6.5 * np.exp(-0.6 * (khz - 3.3) ** 2) - 1e-3 * khz**3.6
        self._outer = 10 ** (outer / 10)
        edges = np.arange(bark(80), bark(18000), 0.25)
        self._band = np.digitize(bark(hertz), edges)
        self._count = len(edges)
        self._centre = edges + 0.125
        middle = 650 * np.sinh(self._centre / 7) / 1000
        self._noise = 10 ** (0.1456 * middle**-0.8)
        offset = np.where(self._centre - bark(80) <= 12, 3.0, 0.25 * (self._centre - bark(80)))
        self._offset = 10 ** (offset / 10)

    def bands(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        """Power in each band of each frame."""
        frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[:: WINDOW // 2]
        spectrum = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)) ** 2 / (WINDOW / 4) ** 2
        power = spectrum * self._outer * 10 ** (PLAYED_AT / 10)
        return np.stack([power[:, self._band == band].sum(axis=1) for band in range(1, self._count + 1)], axis=1)

    def mask(self, power: NDArray[np.float64]) -> NDArray[np.float64]:
        """What the sound hides, in each band of each frame: spread to its neighbours, down by the offset."""
        loud = power + self._noise
        middle = 650 * np.sinh(self._centre / 7)
        distance = self._centre[None, :] - self._centre[:, None]
        level = 10 * np.log10(loud)
        spread = np.zeros_like(loud)
        for band in range(self._count):
            upper = -24 - 230 / middle[band] + 0.2 * level[:, band]
            slope = np.where(distance[band] < 0, 27 * distance[band], np.minimum(upper, -4)[:, None] * distance[band])
            share = 10 ** (slope / 10)
            spread += (loud[:, band] / share.sum(axis=1))[:, None] ** 0.4 * share**0.4
        return spread**2.5 / self._offset


def noise_to_mask(clean: NDArray[np.float32], coded: NDArray[np.float32]) -> tuple[float, float, float]:
    """Total NMR in dB, share of disturbed frames, the 99th percentile of the frames' NMR in dB."""
    ear = Ear()
    power = ear.bands(clean)
    ratio = ear.bands(coded - clean) / ear.mask(power)
    ratio = ratio[power.sum(axis=1) > 1e4]  # 40 dB SPL: PEAQ leaves out frames without energy too
    frames = ratio.mean(axis=1)
    total = 10 * np.log10(frames.mean())
    disturbed = np.mean(ratio.max(axis=1) > 10**0.15)
    return float(total), float(disturbed), float(10 * np.log10(np.percentile(frames, 99)))


def speech(clips: int) -> NDArray[np.float32]:
    """Lines in the voices of the pool, one behind the other, at -16 LUFS as played."""
    text = re.sub(r"[#*>“”]", "", ARTICLE.read_text("utf-8"))
    lines = [line for line in re.split(r"(?<=[.!?])\s+", text) if len(line) > 40][:clips]
    settings = load_settings()
    voices = [voice for voice in read_pool(shipped("voices") / "pool.toml") if voice.voice.engine == "pyttsx3"]
    pieces = []
    with Engines(settings) as engines:
        for number, line in enumerate(lines):
            voice = voices[number % len(voices)].voice
            audio = edit_clip(engines.ready(voice.engine).synthesize(line, voice))
            samples = np.frombuffer(audio.pcm, "<i2").astype(np.float32) / 32768
            samples = soxr.resample(samples, audio.sample_rate, RATE, quality="VHQ")
            loudness = speech_loudness([tuple(block_energies(samples, RATE))])
            pieces += [samples * amplitude(-16 - loudness), np.zeros(RATE // 2, np.float32)]
    return np.concatenate(pieces)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Encoder effort by noise-to-mask ratio.")
    parser.add_argument("--clips", type=int, default=40)
    clean = speech(parser.parse_args().clips)
    clean = np.clip(clean, -0.85, 0.85)[: len(clean) // FRAME * FRAME]
    print("| kb/s | effort | total NMR | disturbed | worst | CPU |")
    print("|---|---|---|---|---|---|")
    for bit_rate in (64, 96, 128):
        took: dict[int, float] = {}
        for effort in EFFORTS:
            encoder = Encoder(bit_rate, 1, "", effort)
            lame = encoder.lame()
            pcm = encoder.pcm(clean[None]).tobytes()
            start = time.process_time()
            data = bytes(lame.encode(pcm)) + bytes(lame.flush())
            took[effort] = time.process_time() - start
            coded = decode_mp3(split_frames(data))[0, 1105 : 1105 + len(clean)]
            total, disturbed, worst = noise_to_mask(clean[: len(coded)], coded)
            cost = took[effort] / took.get(2, took[effort])
            print(
                f"| {bit_rate} | {effort} | {total:.1f} dB | {disturbed:.1%} | {worst:.1f} dB | {cost:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
