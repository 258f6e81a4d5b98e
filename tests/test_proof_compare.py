"""What should be said against what was heard: golden cases, the sounds of words, and the ends of a line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcaster.hearing import Fault, Heard, Phonemes
from podcaster.hearing.alignment import align
from podcaster.hearing.compare import differences
from podcaster.hearing.edges import edge_faults
from podcaster.hearing.listen import STYLE, _is_before, names_in, prepare_text
from podcaster.hearing.sounds import distance, lost
from podcaster.model import Audio
from tests.sound_cases import RATE, babble

DATA = Path(__file__).parent / "data" / "hearing"
SOUNDS = ["p", "t", "k", "s", "z", "m", "n", "ɹ", "l", "iː", "ə", "æ", "oʊ", "tʃ", "h"]


@pytest.fixture(scope="module")
def phonemes():
    with Phonemes("en") as found:
        yield found


def cases() -> list[tuple[str, str, str]]:
    lines = [
        line for line in (DATA / "english.txt").read_text("utf-8").splitlines() if " => " in line and line[0] != "#"
    ]
    found = []
    for line in lines:
        texts, _, faults = line.partition(" => ")
        said, _, heard = texts.partition("|")
        found.append((said.strip(), heard.strip(), faults.strip()))
    return found


@pytest.mark.parametrize(("said", "heard", "expected"), cases())
def test_golden_cases(phonemes, said: str, heard: str, expected: str) -> None:
    names = {word.removeprefix("name:").casefold().strip(".,") for word in said.split() if word.startswith("name:")}
    first = phonemes.words(prepare_text(said.replace("name:", ""), None, "en"))
    other = phonemes.words(prepare_text(heard, None, "en"))

    def words(of, span) -> str:
        return " ".join(word.text for word in of[slice(*span)]) or "-"

    found = [
        f"{item.fault}: {words(first, item.said)} / {words(other, item.heard)}"
        for item in differences(first, other, names)
    ]
    assert ("; ".join(found) or "-") == expected


@pytest.mark.parametrize(
    ("said", "heard", "before"),
    [
        ("she said", "And she said", True),
        ("Some days it says rye", "For some days it says rye", True),
        ("she said", "she said and", False),
        ("she said", "yesterday morning she said", False),
        ("no comment", "no comment no comment", False),
    ],
)
def test_a_short_word_before_a_piece_is_the_recognisers_way_to_begin(phonemes, said, heard, before) -> None:
    assert _is_before(differences(phonemes.words(said), phonemes.words(heard))) is before


@given(st.sampled_from(SOUNDS), st.sampled_from(SOUNDS))
def test_a_distance_of_sounds_has_no_direction(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert 0 < lost(one) <= 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["the", "cat", "sat", "down", "quietly"]), max_size=8), st.data())
def test_an_alignment_keeps_every_sound_of_both_sides_in_order(phonemes, words: list[str], data) -> None:
    other = data.draw(st.permutations(words))
    said, heard = phonemes.words(" ".join(words)), phonemes.words(" ".join(other))
    pairs = align(said, heard)
    for side, texts in (("said", said), ("heard", heard)):
        places = [at for pair in pairs if (at := getattr(pair, side)) is not None]
        assert places == [at for at, word in enumerate(texts) for _ in word.sounds]
    assert (sum(pair.cost for pair in pairs) == 0) == ([w.sounds for w in said] == [w.sounds for w in heard])


def test_names_are_what_never_stands_without_a_capital() -> None:
    texts = ["The mayor, Rose Hill, rose early.", "Old Quentin saw the old mayor."]
    assert names_in(texts, ["Ada Byron"]) == {"hill", "quentin", "ada", "byron"}


def test_phonemes_of_the_lexicon_are_taken_as_they_are(phonemes) -> None:
    assert phonemes.words("[[wˈɪn]]")[0].sounds == phonemes.words("win")[0].sounds
    assert STYLE.ipa == "piper"


def sound(*parts: np.ndarray) -> Audio:
    samples = np.concatenate(parts)
    return Audio(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), RATE)


def still(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE))


def hiss(seconds: float, level: float = 0.1) -> np.ndarray:
    return np.random.default_rng(3).normal(0, level, int(seconds * RATE))


VOICE = np.frombuffer(babble(2.0).pcm, "<i2") / 32768


@pytest.mark.parametrize(
    ("parts", "end", "faults"),
    [
        ((VOICE, still(0.1)), 2.0, []),
        ((still(0.6), VOICE, still(0.1)), 2.6, [Fault.LATE]),
        ((VOICE, hiss(0.6), still(0.1)), 2.0, [Fault.NOISE]),
        ((VOICE, hiss(0.6), still(0.1)), 2.6, [Fault.NOISE]),  # where the recogniser takes it for a word
        ((VOICE[: RATE // 2],), 0.5, [Fault.CUT]),
    ],
    ids=["well", "late", "noise", "noise taken for a word", "cut"],
)
def test_the_ends_of_a_line(parts, end: float, faults: list[Fault]) -> None:
    assert edge_faults(sound(*parts), Heard("words", end)) == faults


def test_the_end_of_one_or_two_words_is_not_taken_from_the_recogniser_alone() -> None:
    line = VOICE[: round(0.85 * RATE)]
    assert edge_faults(sound(line, still(0.1)), Heard("utter nonsense", 0.55)) == []
    assert edge_faults(sound(line, hiss(0.6), still(0.1)), Heard("utter nonsense", 0.55)) == [Fault.NOISE]
    assert edge_faults(sound(line, still(0.1)), Heard("one and two and three", 0.55)) == [Fault.NOISE]


def test_music_under_a_line_is_no_noise() -> None:
    line = np.concatenate((VOICE, still(0.7)))
    line = line + hiss(3.0, 0.02)[: len(line)]
    assert edge_faults(sound(line), Heard("words", 2.0), floor=0.02**2) == []
