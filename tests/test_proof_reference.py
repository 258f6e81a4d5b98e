"""A line in an episode against the same line as its voice says it: what is cut, put in or drowned is found."""

from __future__ import annotations

import numpy as np
import pytest
import soxr

from podcaster.audio import edit_clip
from podcaster.engines.pyttsx3 import ESPEAK, Pyttsx3Engine
from podcaster.hearing import Fault
from podcaster.hearing.reference import UNKNOWN, Match, compare_sounds
from podcaster.model import Audio, Voice

pytestmark = pytest.mark.skipif(not ESPEAK, reason="other voices speak here")
RATE = 44100
LINES = (
    "The ferry leaves at seven, and nobody waits for those who are late.",
    "She asked him twice whether the bridge was safe, and twice he said that he did not know.",
    "It rained again.",
)


@pytest.fixture(scope="module")
def clips():
    """Each line as a clip, and as an episode has it: at another level and rate, a little later."""
    engine = Pyttsx3Engine("pyttsx3", {})
    made = []
    for text in LINES:
        audio = edit_clip(engine.synthesize(text, Voice(name="plain", engine="pyttsx3", id="gmw/en-us")))
        samples = np.frombuffer(audio.pcm, "<i2").astype(np.float32) / 32768
        there = np.concatenate((np.zeros(700), 0.5 * soxr.resample(samples, audio.sample_rate, RATE), np.zeros(900)))
        made.append((audio, there.astype(np.float32)))
    engine.close()
    return made


def sound(samples: np.ndarray) -> Audio:
    return Audio(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), RATE)


def hiss(seconds: float, level: float) -> np.ndarray:
    return np.random.default_rng(3).normal(0, level, int(seconds * RATE)).astype(np.float32)


def test_a_line_is_itself_whatever_its_level_and_rate(clips):
    for said, there in clips:
        assert compare_sounds(sound(there), said) == Match(known=True)


def test_a_line_over_music_is_itself(clips):
    music = hiss(12, 0.01)
    for said, there in clips:
        assert compare_sounds(sound(there + music[: len(there)]), said, floor=1e-4) == Match(known=True)


def test_what_is_cut_put_in_or_said_twice_is_found(clips):
    for said, there in clips[:2]:
        half = len(there) // 2
        kinds = {
            Fault.CUT: there[: -int(0.4 * RATE)],
            Fault.DROPPED: np.concatenate((there[: half - RATE // 4], there[half + RATE // 4 :])),
            Fault.NOISE: np.concatenate((there, hiss(0.5, 0.05))),
            Fault.REPEATED: np.concatenate((there, there)),
        }
        assert {fault: compare_sounds(sound(samples), said).fault for fault, samples in kinds.items()} == {
            fault: fault for fault in kinds
        }


def test_what_is_missing_is_told_as_a_share_of_the_line(clips):
    said, there = clips[1]
    third = len(there) // 3
    begin, end = compare_sounds(sound(np.concatenate((there[:third], there[2 * third :]))), said).lost
    assert (begin, end) == (pytest.approx(1 / 3, abs=0.06), pytest.approx(2 / 3, abs=0.06))


def test_another_line_is_unknown(clips):
    for at in range(3):
        assert compare_sounds(sound(clips[at][1]), clips[at - 1][0]) == UNKNOWN
    assert compare_sounds(sound(np.zeros(RATE)), clips[0][0]) == UNKNOWN
