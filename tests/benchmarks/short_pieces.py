"""Short pieces, as partial quotes are, in the natural voices, heard by the recogniser that podcaster proof uses.

    python tests/benchmarks/short_pieces.py [--voices heart,emma] [--pieces 40] [--save FOLDER]

Run it in a folder whose podcaster.toml says where Kokoro and Whisper are. Forty pieces of one to eight words, none of
which ends a sentence, go the way of every line: spoken, trimmed, faded. For each voice: pieces in which podcaster proof
finds nothing; the pitch of the last voiced 80 ms over the piece's median, in semitones (a sentence's end falls by 3 to
6); and the level of the last 20 ms under the loudest, in decibels (a cut word is louder there).
"""

from __future__ import annotations

import argparse
import wave
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from measure_voices import PITCHES, frames

from podcaster.audio import edit_clip
from podcaster.cast import PoolVoice, read_pool
from podcaster.content import open_content
from podcaster.engines.discovery import Engines
from podcaster.hearing import HeardFault, Listener, Memory, Phonemes, SpokenLine, load_recogniser
from podcaster.model import Audio
from podcaster.settings import Settings, load_settings, shipped

PIECES = (
    "a disgrace", "no comment", "sad and", "hard to watch", "absolutely not", "deeply worried",
    "a complete waste of money", "never", "the worst I have seen", "we will not go back", "not fit for purpose",
    "every single day", "a matter of weeks, not months", "utter nonsense", "too little, too late", "on the brink",
    "we were told nothing at all", "a turning point for the whole town", "shocked and saddened", "unacceptable",
    "it broke my heart", "the right thing to do", "completely out of control", "a once in a lifetime chance",
    "I was wrong", "bloody brilliant", "very few people understood it", "as soon as possible", "a very British problem",
    "beyond repair", "what choice did we have", "nobody came", "the longest night of my life", "fake news",
    "we are open for business", "hope", "a slap in the face", "they knew", "good for nothing", "one of us",
)  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """How one piece came out."""

    text: str
    heard: str
    faults: tuple[HeardFault, ...]
    end_pitch: float
    end_level: float


def end_pitch(samples: np.ndarray, rate: int) -> float:
    """The pitch of the last voiced frames over the median of all, in semitones; nan where little is voiced."""
    length, found = int(0.04 * rate), []
    for frame in frames(samples / np.abs(samples).max(), length, rate // 100):
        centred = frame - frame.mean()
        if np.sqrt((centred**2).mean()) < 0.02:
            continue
        likeness = np.correlate(centred, centred, "full")[length - 1 :]
        low, high = int(rate / PITCHES[1]), int(rate / PITCHES[0])
        lag = low + int(np.argmax(likeness[low:high]))
        if likeness[lag] > 0.5 * likeness[0]:
            found.append(rate / lag)
    return float(12 * np.log2(np.median(found[-8:]) / np.median(found))) if len(found) >= 12 else float("nan")


def end_level(samples: np.ndarray, rate: int) -> float:
    """The level of the last 20 ms against the loudest 20 ms, in decibels."""
    step = rate // 50
    power = np.square(samples[len(samples) % step :].reshape(-1, step)).mean(axis=1)
    return float(10 * np.log10(power[-1] / power.max() + 1e-9))


def hear(text: str, item: PoolVoice, engines: Engines, listener: Listener) -> tuple[Heard, Audio]:
    """Speak a piece as a line of an episode is spoken, and hear it."""
    sound = edit_clip(engines.get(item.voice.engine).synthesize(text, item.voice))
    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / 32768
    # As in an episode: at one level, with a pause around.
    loud = samples * (0.1 / np.sqrt(np.square(samples).mean()))
    pause = np.zeros(sound.sample_rate // 8, np.float32)
    whole = np.clip(np.concatenate([pause, loud, pause]), -1, 1)
    there = Audio((whole * 32767).astype("<i2").tobytes(), sound.sample_rate)
    verdict = listener.judge(SpokenLine(0, 0, "Piece", text, there, 0.0, there.duration))
    rate = sound.sample_rate
    return Heard(text, verdict.heard, verdict.findings, end_pitch(samples, rate), end_level(samples, rate)), sound


def save(folder: Path, name: str, sound: Audio) -> None:
    """Keep a piece, to be listened to and looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sound.sample_rate)
        file.writeframes(sound.pcm)


def main(voices: list[str], count: int, folder: Path | None, settings: Settings) -> None:
    """Print a row a voice, and what was heard wrong."""
    pool = [item for item in read_pool(shipped("voices") / "pool.toml") if item.voice.engine == "kokoro" and item.uses]
    chosen = [item for item in pool if not voices or item.voice.name in voices]
    if not chosen:
        raise SystemExit(f"No natural voice that casts take is called {', '.join(voices)}.")
    memory = Memory(load_recogniser(settings), open_content(settings))
    right = total = 0
    with Engines(settings) as engines, Phonemes() as phonemes, ThreadPoolExecutor(2) as threads:
        listener = Listener(memory, {"en": phonemes}, None, frozenset())
        for item in chosen:

            def one(text: str, item: PoolVoice = item) -> Heard:
                found, sound = hear(text, item, engines, listener)
                if folder is not None:
                    save(folder, f"{item.voice.name}-{text.replace(' ', '-')}", sound)
                return found

            found = list(threads.map(one, PIECES[:count]))
            good = sum(not each.faults for each in found)
            right, total = right + good, total + len(found)
            pitch = np.nanmedian([each.end_pitch for each in found])
            level = np.median([each.end_level for each in found])
            print(f"{item.voice.name:10} {good}/{len(found)}  end {pitch:+.1f} st  {level:.0f} dB", end="  ")
            print(*(f"{each.text!r}: {each.heard!r}" for each in found if each.faults), sep="; ", flush=True)
    print(f"all: {right}/{total} = {100 * right / total:.1f} %")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--voices", default="", help="only these, by their names in the pool")
    parser.add_argument("--pieces", type=int, default=len(PIECES))
    parser.add_argument("--save", type=Path, help="keep the sounds in this folder")
    given = parser.parse_args()
    main([name for name in given.voices.split(",") if name], given.pieces, given.save, load_settings())
