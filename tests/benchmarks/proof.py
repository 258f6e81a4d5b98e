"""How many planted faults the listener finds, and how often it cries out for nothing.

    python tests/benchmarks/proof.py EPISODE [EPISODE ...] [--seed 1]

Run it in a folder whose podcaster.toml says where Whisper is, with folders of episodes that are without faults. First
each is heard as it is: a line with a finding is a false alarm, counted per hour of sound. Then thirty faults are
planted in copies, a kind after the other and a line each, and the copies are heard through as anybody's episode is:

- dropped: a word of four letters or more is cut out, where Whisper's word times say that it is;
- doubled: the line is heard twice;
- noise: 0.6 s of noise behind the last word, 12 dB under the voice's loudest;
- another: the sound of another line of the episode, of about the same length;
- cut: the line ends in the middle of its last word.

A fault is found when its line is among the findings.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np

from podcaster.audio.excerpts import read_excerpts
from podcaster.hearing import load_recogniser
from podcaster.hearing.whisper import WhisperRecogniser
from podcaster.proof import TRANSCRIPT, Proof, proof_episode
from podcaster.settings import Settings, load_settings
from podcaster.store import load_episode

KINDS = ("dropped", "doubled", "noise", "another", "cut")
FAULTS = 30
SHORTEST = 5
"""Words that a line has at least in which a fault is planted."""
LONGEST = 20.0
"""Seconds that it has at most, so that one window of the recogniser holds it doubled or not."""
NOISE = 0.6
"""Seconds of a planted noise."""
QUIETER = 12.0
"""dB of the noise under the loudest tenth of a second."""
SNAP = 0.05
"""Seconds around a word's border in which the softest place is cut."""


@dataclass(frozen=True)
class Source:
    """An episode without faults."""

    folder: Path
    segments: list[dict[str, Any]]
    samples: np.ndarray
    rate: int

    def sound(self, line: int) -> np.ndarray:
        """What is heard of a line."""
        one = self.segments[line]
        return self.samples[round(one["startTime"] * self.rate) : round(one["endTime"] * self.rate)]


def read_source(folder: Path) -> Source:
    """Decode an episode."""
    (whole,) = read_excerpts(folder / load_episode(folder).audio.name, [(0.0, 1e6)])
    segments = json.loads((folder / TRANSCRIPT).read_bytes())["segments"]
    return Source(folder, segments, np.frombuffer(whole.pcm, "<i2").astype(np.float32) / 32768, whole.sample_rate)


@cache
def word_model(folder: str) -> Any:
    """Whisper, for the times of words only."""
    from faster_whisper import WhisperModel

    return WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)


def word_times(sound: np.ndarray, rate: int, model: Any) -> list[tuple[str, float, float]]:
    """The words of a sound, each with its beginning and end in seconds."""
    import soxr

    pieces, _ = model.transcribe(soxr.resample(sound, rate, 16000), language="en", word_timestamps=True, beam_size=1)
    return [(word.word.strip(), word.start, word.end) for piece in pieces for word in piece.words or ()]


def softest(sound: np.ndarray, rate: int, at: float) -> int:
    """The softest sample near a time."""
    width, first = round(0.01 * rate), max(0, round((at - SNAP) * rate))
    power = np.convolve(np.square(sound[first : round((at + SNAP) * rate)]), np.ones(width), "same")
    return first + int(np.argmin(power)) if power.size else first


def drop_word(sound: np.ndarray, rate: int, model: Any, chance: random.Random) -> np.ndarray | None:
    """The sound without one word inside of it."""
    words = [each for each in word_times(sound, rate, model)[1:-1] if len(re.sub(r"\W", "", each[0])) >= 4]
    if not words:
        return None
    _, start, end = chance.choice(words)
    return np.concatenate((sound[: softest(sound, rate, start)], sound[softest(sound, rate, end) :]))


def cut_off(sound: np.ndarray, rate: int, model: Any) -> np.ndarray | None:
    """The sound up to the middle of its last word."""
    words = word_times(sound, rate, model)
    if not words or len(re.sub(r"\W", "", words[-1][0])) < 4:
        return None
    _, start, end = words[-1]
    return sound[: round((start + end) / 2 * rate)]


def add_noise(sound: np.ndarray, rate: int, seed: int) -> np.ndarray:
    """The sound with noise at its end."""
    size = rate // 10
    loudest = np.sqrt(np.square(sound[: len(sound) // size * size].reshape(-1, size)).mean(axis=1).max())
    noise = np.random.default_rng(seed).normal(0, loudest * 10 ** (-QUIETER / 20), round(NOISE * rate))
    return np.concatenate((sound, noise.astype(np.float32)))


def another_line(source: Source, line: int, usable: list[int]) -> np.ndarray | None:
    """The sound of the line whose length is nearest."""
    size = len(source.sound(line))
    others = sorted((abs(len(source.sound(each)) - size), each) for each in usable if each != line)
    return source.sound(others[0][1]) if others else None


def plant(source: Source, kind: str, line: int, usable: list[int], model: Any, seed: int) -> np.ndarray | None:
    """A line's sound with a fault; None where this kind cannot be planted."""
    sound, rate = source.sound(line), source.rate
    match kind:
        case "dropped":
            return drop_word(sound, rate, model, random.Random(seed))
        case "doubled":
            return np.concatenate((sound, np.zeros(round(0.15 * rate), np.float32), sound))
        case "noise":
            return add_noise(sound, rate, seed)
        case "another":
            return another_line(source, line, usable)
        case _:
            return cut_off(sound, rate, model)


def write_copy(source: Source, faults: dict[int, np.ndarray], folder: Path) -> None:
    """A copy of an episode whose sound has faults, with the times of its transcript moved along."""
    shutil.copytree(source.folder, folder)
    parts, moved, last = [], 0, 0
    segments = [dict(each) for each in source.segments]
    for line, each in enumerate(segments):
        start, end = round(each["startTime"] * source.rate), round(each["endTime"] * source.rate)
        sound = faults.get(line, source.samples[start:end])
        parts += [source.samples[last:start], sound]
        each["startTime"] = (start + moved) / source.rate
        moved += len(sound) - (end - start)
        each["endTime"] = (end + moved) / source.rate
        last = end
    parts.append(source.samples[last:])
    encode(np.concatenate(parts), source.rate, folder / load_episode(folder).audio.name)
    (folder / TRANSCRIPT).write_text(json.dumps({"version": "1.0.0", "segments": segments}), "utf-8")


def encode(samples: np.ndarray, rate: int, path: Path) -> None:
    """Write an MP3 of 128 kbit/s."""
    pcm = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
    with av.open(str(path), "w", format="mp3") as out:
        stream = out.add_stream("libmp3lame", rate=rate, layout="mono", bit_rate=128_000)
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=rate, frame_size=1152)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


def plan(sources: list[Source], model: Any, seed: int) -> list[tuple[int, int, str, np.ndarray]]:
    """Which faults are planted: episode, line, kind and sound, one a line."""
    chance = random.Random(seed)
    usable = [
        [
            at
            for at, each in enumerate(source.segments)
            if len(each["body"].split()) >= SHORTEST and each["endTime"] - each["startTime"] <= LONGEST
        ]
        for source in sources
    ]
    places = [(which, line) for which, lines in enumerate(usable) for line in lines]
    chance.shuffle(places)
    planned: list[tuple[int, int, str, np.ndarray]] = []
    for which, line in places:
        kind = KINDS[len(planned) % len(KINDS)]
        sound = plant(sources[which], kind, line, usable[which], model, chance.randrange(1 << 30))
        if sound is not None:
            planned.append((which, line, kind, sound))
        if len(planned) == FAULTS:
            break
    return planned


def hear(folder: Path, settings: Settings) -> Proof:
    """Hear an episode through."""
    return proof_episode(folder, settings, lambda *_: None)


def false_alarms(sources: list[Source], settings: Settings, scratch: Path) -> None:
    """Print what is found where nothing is."""
    seconds, alarms = 0.0, 0
    for number, source in enumerate(sources):
        folder = scratch / f"clean-{number}"
        shutil.copytree(source.folder, folder)
        proof = hear(folder, settings)
        seconds += proof.seconds
        alarms += len({finding.index for finding in proof.findings})
        for finding in proof.findings:
            print(f"  false alarm: {finding.sentence} [{finding.line} | {finding.whole}]")
    print(f"{alarms} false alarms in {seconds / 60:.1f} min: {alarms * 3600 / seconds:.1f} per hour")


def planted(sources: list[Source], settings: Settings, scratch: Path, model: Any, seed: int) -> None:
    """Print which planted faults are found."""
    found, faults = Counter[str](), plan(sources, model, seed)
    for number, source in enumerate(sources):
        mine = {line: (kind, sound) for which, line, kind, sound in faults if which == number}
        folder = scratch / f"planted-{number}"
        write_copy(source, {line: sound for line, (_, sound) in mine.items()}, folder)
        verdicts = hear(folder, settings).verdicts
        for line, (kind, _) in sorted(mine.items()):
            found[kind] += bool(verdicts[line].findings)
            if not verdicts[line].findings:
                print(f"  missed: {kind}: {source.segments[line]['body']} | heard: {verdicts[line].heard}")
    print(f"{found.total()} of {len(faults)} planted faults found: {dict(sorted(found.items()))}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("episodes", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = load_settings()
    recogniser = load_recogniser(settings)
    if not isinstance(recogniser, WhisperRecogniser):
        parser.error("the planting of faults needs Whisper's word times")
    sources = [read_source(folder) for folder in options.episodes]
    with tempfile.TemporaryDirectory() as scratch:
        false_alarms(sources, settings, Path(scratch))
        planted(sources, settings, Path(scratch), word_model(str(recogniser.folder)), options.seed)


if __name__ == "__main__":
    main()
