"""Makes the sounds that ship with podcaster: theme, sting and bed.

Run it to make them again, or change the notes and make your own::

    python scripts/sounds/make_sounds.py [FOLDER]

All three are one small piece in D for mallets, a soft bass and a pad. Everything is computed: there is no sample in it.
It needs numpy and PyAV, which podcaster brings along.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Sound = NDArray[np.float64]

RATE = 48000
"""Samples a second: what Opus works at."""
BIT_RATE = 112_000
BEAT = 60 / 100
"""Seconds: a walking pace."""
BAR = 4 * BEAT
SEED = 1852
"""Of the small unevenness in time and touch without which mallets sound like a machine."""


@dataclass(frozen=True)
class Note:
    """One note of one instrument."""

    at: float
    """Beats from the start."""
    pitch: int
    """MIDI number; 60 is middle C."""
    touch: float
    """How hard, 0 to 1."""
    pan: float = 0.0
    length: float = 1.0
    """Beats, for instruments that hold."""


# Each bar: the notes that the mallets run through, low to high, and the bass (beat, note).
CHORDS = (
    ((57, 62, 64, 66, 69), ((0.0, 38), (2.5, 45))),  # D with its ninth
    ((54, 57, 59, 64, 66), ((0.0, 35), (2.5, 42))),  # B minor, eleventh
    ((55, 57, 62, 66, 71), ((0.0, 43), (2.5, 38))),  # G major seventh, ninth
    ((52, 57, 62, 64, 67), ((0.0, 45), (2.0, 40), (3.0, 42))),  # A suspended
    ((52, 55, 59, 62, 66), ((0.0, 40), (2.0, 45), (3.5, 45))),  # E minor ninth, on to A
)
FINAL = ((50, 57, 64, 66, 71), 38)
RUN = (0, 2, 1, 3, 2, 4, 1, 3)
"""Which note of the chord each eighth plays: never straight up or down."""
STRESS = (1.0, 0.55, 0.7, 0.6, 0.85, 0.5, 0.75, 0.55)
TUNE = (
    (0.0, 78, 0.9), (1.5, 81, 0.7), (2.0, 76, 0.85), (3.5, 74, 0.6),
    (4.0, 76, 0.8), (5.5, 78, 0.6), (6.5, 71, 0.75),
    (8.5, 74, 0.6), (9.0, 76, 0.65), (9.5, 78, 0.75), (10.5, 81, 0.7), (11.0, 83, 0.85),
    (12.0, 81, 0.85), (14.0, 79, 0.6), (14.5, 76, 0.7),
    (16.5, 74, 0.65), (17.5, 78, 0.75), (18.5, 76, 0.7), (19.5, 73, 0.6),
    (20.0, 78, 0.85), (21.0, 81, 0.45), (22.0, 86, 0.4),
)  # fmt: skip
"""The melody: (beat, note, touch). It asks in bars one and two, climbs in three, and comes home in six."""


def frequency(pitch: float) -> float:
    """Hertz of a MIDI note."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def mallet(note: Note) -> Sound:
    """A wooden bar with a tube under it: a fundamental that rings, and two overtones that knock and are gone."""
    tone = frequency(note.pitch)
    ring = 1.1 * (220 / tone) ** 0.45
    time = np.arange(int(RATE * ring * 4)) / RATE
    wave = np.sin(2 * np.pi * tone * time) * np.exp(-time / ring)
    wave += 0.20 * note.touch * np.sin(2 * np.pi * 3.99 * tone * time) * np.exp(-time / (ring * 0.16))
    wave += 0.05 * note.touch**2 * np.sin(2 * np.pi * 9.4 * tone * time) * np.exp(-time / 0.02)
    return np.asarray(note.touch * wave * np.minimum(1, time / 0.003))


def bell(note: Note) -> Sound:
    """The tune's voice, between a vibraphone and a celesta; it trembles a little as it fades."""
    tone = frequency(note.pitch)
    time = np.arange(int(RATE * 4.5)) / RATE
    wave = np.sin(2 * np.pi * tone * time) * np.exp(-time / 1.25)
    wave += 0.32 * np.sin(2 * np.pi * 2.0 * tone * time + 0.4) * np.exp(-time / 0.55)
    wave += 0.10 * note.touch * np.sin(2 * np.pi * 4.01 * tone * time) * np.exp(-time / 0.22)
    tremble = 1 - 0.12 * np.minimum(1, time) * (1 - np.cos(2 * np.pi * 4.6 * time)) / 2
    return np.asarray(note.touch * wave * tremble * np.minimum(1, time / 0.004))


def bass(note: Note) -> Sound:
    """A plucked string with its top rolled off."""
    tone = frequency(note.pitch)
    time = np.arange(int(RATE * note.length * BEAT + RATE * 0.4)) / RATE
    wave = np.zeros_like(time)
    for partial, level in enumerate((1.0, 0.45, 0.22, 0.08), 1):
        wave += level * np.sin(2 * np.pi * partial * tone * time) * np.exp(-time * partial / 1.3)
    release = np.clip((time[-1] - time) / 0.4, 0, 1) ** 2
    return np.asarray(note.touch * wave * release * np.minimum(1, time / 0.012))


def pad(note: Note) -> Sound:
    """A breath of strings: three slightly different sines an octave apart from their echo, slow to come and go."""
    tone = frequency(note.pitch)
    length = note.length * BEAT + 1.2
    time = np.arange(int(RATE * length)) / RATE
    wave = sum(np.sin(2 * np.pi * tone * detune * time + detune * 9) for detune in (0.9975, 1.0, 1.003))
    wave = wave + 0.25 * np.sin(2 * np.pi * 2 * tone * time)
    shape = np.sin(np.pi * np.clip(time / length, 0, 1)) ** 1.5
    return np.asarray(note.touch * wave * shape)


def place(notes: Iterable[Note], instrument: object, level: float, seconds: float, *, ring: bool) -> Sound:
    """Play notes with an instrument: two channels. ``ring``: what sounds beyond the end comes in again at the start."""
    rng = np.random.default_rng(SEED)
    count = int(seconds * RATE)
    track = np.zeros((2, count))
    for note in notes:
        start = int(max(0.0, note.at * BEAT + rng.normal(0, 0.004)) * RATE)
        wave = instrument(note) * level * (1 + rng.normal(0, 0.04))  # type: ignore[operator]
        where = np.arange(start, start + len(wave))
        where = where % count if ring else where[where < count]
        angle = (note.pan + 1) * np.pi / 4
        for channel, factor in enumerate((np.cos(angle), np.sin(angle))):
            np.add.at(track[channel], where, wave[: len(where)] * factor)
    return track


def room(track: Sound, *, ring: bool) -> Sound:
    """A small wooden hall around it: noise that dies away in a second, darker and darker, other on each side."""
    rng = np.random.default_rng(SEED)
    length = int(1.6 * RATE)
    time = np.arange(length) / RATE
    count = track.shape[1] if ring else track.shape[1] + length
    wet = np.zeros_like(track)
    for channel in range(2):
        noise = rng.standard_normal(length) * np.exp(-time / 0.28)
        spectrum = np.fft.rfft(noise)
        hertz = np.fft.rfftfreq(length, 1 / RATE)
        noise = np.fft.irfft(spectrum / (1 + (hertz / 2500) ** 2) * (hertz / (hertz + 150)), length)
        noise[: int(0.012 * RATE)] = 0  # the walls are some steps away
        noise /= np.sqrt(np.sum(noise**2))
        mixed = 0.8 * track[channel] + 0.2 * track[1 - channel]
        wet[channel] = np.fft.irfft(np.fft.rfft(mixed, count) * np.fft.rfft(noise, count), count)[: track.shape[1]]
    return track + 0.30 * wet


def mallets(bars: int, touch: float) -> list[Note]:
    """The running eighths."""
    return [
        Note(4 * bar + eighth / 2, chord[RUN[eighth]], touch * STRESS[eighth], 0.35 * (-1) ** eighth)
        for bar, (chord, _) in enumerate(CHORDS[:bars])
        for eighth in range(8)
    ]


def basses(bars: int) -> list[Note]:
    """The bass."""
    notes = []
    for bar, (_, line) in enumerate(CHORDS[:bars]):
        ends = [beat for beat, _ in line[1:]] + [4.0]
        notes += [
            Note(4 * bar + beat, pitch, 0.8, length=end - beat) for (beat, pitch), end in zip(line, ends, strict=True)
        ]
    return notes


def pads(bars: int) -> list[Note]:
    """The chords, held."""
    return [
        Note(4 * bar, pitch, 0.5, pan, 4.6)
        for bar, (chord, _) in enumerate(CHORDS[:bars])
        for pitch, pan in zip(chord[:4], (-0.5, 0.5, -0.2, 0.2), strict=True)
    ]


def chord(at: float, notes: Iterable[int], touch: float) -> list[Note]:
    """A chord rolled from below."""
    return [Note(at + 0.07 * step, pitch, touch, 0.3 * (-1) ** step) for step, pitch in enumerate(notes)]


def theme() -> Sound:
    """Five bars and a last chord that rings out."""
    seconds = 5 * BAR + 5.6
    final = 20.0
    notes, root = FINAL
    held = [*pads(5), *(Note(final, pitch, 0.5, length=5.0) for pitch in notes[:4])]
    return room(
        place([*mallets(5, 0.8), *chord(final, notes, 0.7)], mallet, 0.26, seconds, ring=False)
        + place([Note(*tone, pan=0.1) for tone in TUNE], bell, 0.30, seconds, ring=False)
        + place([*basses(5), Note(final, root, 0.8, length=6)], bass, 0.30, seconds, ring=False)
        + place(held, pad, 0.05, seconds, ring=False),
        ring=False,
    )


def sting() -> Sound:
    """The tune's first three notes over a rolled chord."""
    seconds = 3.4
    return room(
        place(chord(0.0, CHORDS[0][0], 0.75), mallet, 0.26, seconds, ring=False)
        + place([Note(0.0, 78, 0.8), Note(0.75, 81, 0.7), Note(1.25, 76, 0.8)], bell, 0.30, seconds, ring=False)
        + place([Note(0.0, 38, 0.8, length=3.5)], bass, 0.30, seconds, ring=False),
        ring=False,
    )


def bed() -> Sound:
    """Four bars without the tune, to go round for as long as needed."""
    once = 4 * BAR
    parts = [
        place([*mallets(4, 0.6)], mallet, 0.22, once, ring=True),
        place(basses(4), bass, 0.26, once, ring=True),
        place(pads(4), pad, 0.07, once, ring=True),
    ]
    return room(np.asarray(sum(parts)), ring=True)


def finish(track: Sound, *, ring: bool) -> NDArray[np.float32]:
    """Level it, and fade the very ends of what does not go round."""
    track = track / np.abs(track).max() * 0.5
    if not ring:
        count = int(1.2 * RATE)
        track[:, -count:] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    return np.asarray(track, np.float32)


def write_opus(path: Path, track: NDArray[np.float32]) -> None:
    """Write it as Ogg Opus; the same samples give the same bytes."""
    with av.open(str(path), "w", format="ogg", options={"fflags": "+bitexact", "serial_offset": "1"}) as file:
        stream = file.add_stream("libopus", rate=RATE, layout="stereo")
        stream.bit_rate = BIT_RATE
        stream.codec_context.options = {"vbr": "on", "application": "audio", "compression_level": "10"}
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(track.T).reshape(1, -1), "flt", "stereo")
        frame.sample_rate = RATE
        frame.pts = 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


SOUNDS = {"theme": (theme, False), "sting": (sting, False), "bed": (bed, True)}


def main(folder: Path) -> None:
    """Make all of them."""
    for name, (compose, ring) in SOUNDS.items():
        write_opus(folder / f"{name}.opus", finish(compose(), ring=ring))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
