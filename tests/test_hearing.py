"""Listening without ears: an independent recogniser on the finished episode, and how different its voices are."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
import soxr

from podcaster.audio import encode_mp3
from podcaster.audio.timeline import RATE
from podcaster.cast import read_pool
from podcaster.content import FolderStore
from podcaster.engines import Engines
from podcaster.mix import mix_clips
from podcaster.model import NARRATOR, Cast, Casting, Ending, Line
from podcaster.settings import Settings, Sounds, shipped
from podcaster.speech import speak
from tests.sound_cases import decode, script_of

pocketsphinx = pytest.importorskip("pocketsphinx", reason="pocketsphinx is not installed")

TEXTS = (
    "The old house by the river was sold in the spring.",
    "We had no idea that anybody would come to see it.",
    "Most of the money went to the school and the new road.",
    "I asked my father what he thought about the weather.",
    "The children walked home together in the afternoon.",
    "Nobody told us that the train had already left.",
    "She opened the window and looked at the garden.",
    "There were seven people in the room when the lights went out.",
    "He put the letter on the table and closed the door.",
)
LISTENS_AT = 16000


@pytest.fixture(scope="module")
def episode(tmp_path_factory):
    """Nine lines in three voices, as an MP3; what the engine gave for each, and where each is heard."""
    folder = tmp_path_factory.mktemp("hearing")
    pool = [voice.voice for voice in read_pool(shipped("voices") / "pool.toml") if voice.voice.engine == "pyttsx3"]
    roles = {NARRATOR: pool[0], "Ada": pool[1], "Ben": pool[2]}
    lines = [
        Line(role, text, Ending.PARAGRAPH if number % 3 == 2 else Ending.SENTENCE)
        for number, (text, role) in enumerate(zip(TEXTS, itertools.cycle(roles), strict=False))
    ]
    cast = Cast({role: Casting(voice, "test") for role, voice in roles.items()})
    with Engines(Settings(folder=folder)) as engines:
        clips = list(speak(lines, cast, engines, FolderStore(folder / "cache")))
        raw = [engines.ready("pyttsx3").synthesize(line.text, roles[line.role]) for line in lines]
    mix = mix_clips(script_of(lines), clips, Sounds(), lambda _: None)
    encode_mp3(mix, folder / "a.mp3", Sounds())
    heard = decode(folder / "a.mp3")[0]
    finished = [heard[int(cue.start * RATE) : int(cue.end * RATE)] for cue in mix.cues]
    return mix.cues, raw, finished


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.casefold())


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory):
    """It knows the words of all lines and which may follow which; any other order is possible, but less likely."""
    sentences = [["<s>", *words(text), "</s>"] for text in TEXTS]
    known = sorted({word for sentence in sentences for word in sentence})
    pairs = sorted({pair for sentence in sentences for pair in itertools.pairwise(sentence)})
    single = [f"{-np.log10(len(known)):.4f} {word} {np.log10(0.4):.4f}" for word in known]
    after = {word: sum(first == word for first, _ in pairs) for word in known}
    double = [f"{np.log10(0.6 / after[first]):.4f} {first} {second}" for first, second in pairs]
    parts = ["\\data\\", f"ngram 1={len(single)}", f"ngram 2={len(double)}", ""]
    parts += ["\\1-grams:", *single, "", "\\2-grams:", *double, "", "\\end\\", ""]
    model = tmp_path_factory.mktemp("model") / "words.arpa"
    model.write_text("\n".join(parts))
    return pocketsphinx.Decoder(samprate=LISTENS_AT, loglevel="FATAL", lm=str(model), lw=3.0)


def recognise(decoder, samples: np.ndarray, rate: int) -> list[str]:
    """The words that the recogniser hears; each line is heard afresh."""
    pcm = np.pad(soxr.resample(samples, rate, LISTENS_AT), LISTENS_AT // 2)
    pcm = np.rint(pcm / np.abs(pcm).max() * 20000).astype("<i2")
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return words(found.hypstr) if found else []


def errors(said: list[str], heard: list[str]) -> int:
    """Words wrong, missing or too many: Levenshtein's distance."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, 1):
        before, row[0] = row[0], at
        for other, guess in enumerate(heard, 1):
            before, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, before + (word != guess))
    return row[-1]


def test_the_episode_is_as_easy_to_follow_as_the_engine(episode, recogniser) -> None:
    cues, raw, finished = episode
    count = sum(len(words(cue.text)) for cue in cues)
    spoken = [(np.frombuffer(audio.pcm, "<i2").astype(np.float32), audio.sample_rate) for audio in raw]
    engine = [recognise(recogniser, samples, rate) for samples, rate in spoken]
    mastered = [recognise(recogniser, samples, RATE) for samples in finished]
    by_engine = sum(errors(words(cue.text), heard) for cue, heard in zip(cues, engine, strict=True)) / count
    by_episode = sum(errors(words(cue.text), heard) for cue, heard in zip(cues, mastered, strict=True)) / count
    assert by_engine < 0.3, "the recogniser cannot hear the engine itself"
    # One word in twenty is what the recogniser changes its mind about when the same sound comes a millisecond later.
    assert by_episode <= by_engine + 0.05


def pitch(samples: np.ndarray) -> float:
    """Median pitch of the voiced frames, in Hz, by autocorrelation."""
    width, found = int(0.04 * RATE), []
    for start in range(0, len(samples) - width, width):
        frame = samples[start : start + width] * np.hanning(width)
        if np.sqrt(np.mean(frame**2)) < 0.02:
            continue
        spectrum = np.abs(np.fft.rfft(frame, 2 * width)) ** 2
        likeness = np.fft.irfft(spectrum)[:width]
        lags = likeness[RATE // 400 : RATE // 60]
        if lags.max() > 0.4 * likeness[0]:
            found.append(RATE / (RATE // 400 + int(np.argmax(lags))))
    return float(np.median(found))


def colour(samples: np.ndarray) -> np.ndarray:
    """Mean spectrum in 16 bands of equal width in mel from 80 to 8,000 Hz, in dB, less its mean."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, 2048)[::1024]
    power = (np.abs(np.fft.rfft(frames * np.hanning(2048), axis=1)) ** 2).mean(axis=0)
    mel = 2595 * np.log10(1 + np.fft.rfftfreq(2048, 1 / RATE) / 700)
    edges = np.linspace(2595 * np.log10(1 + 80 / 700), 2595 * np.log10(1 + 8000 / 700), 17)
    bands = [power[(mel >= low) & (mel < high)].mean() for low, high in itertools.pairwise(edges)]
    levels = 10 * np.log10(bands)
    return levels - levels.mean()


def test_voices_of_an_episode_differ(episode) -> None:
    cues, _, finished = episode
    by_role: dict[str, list[np.ndarray]] = {}
    for cue, samples in zip(cues, finished, strict=True):
        by_role.setdefault(cue.role, []).append(samples)
    sounds = {role: np.concatenate(pieces) for role, pieces in by_role.items()}
    for first, second in itertools.combinations(sounds.values(), 2):
        semitones = 12 * np.log2(pitch(first) / pitch(second))
        decibels = np.sqrt(np.mean((colour(first) - colour(second)) ** 2))
        assert np.hypot(semitones, decibels) > 3
    for pieces in by_role.values():
        others = [pitch(samples) for samples in pieces]
        assert max(others) / min(others) < 1.3
