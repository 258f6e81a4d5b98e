"""Captions: lines cut to what is read at a glance, and shown when their words are heard."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcaster.audio import measure_energies
from podcaster.episode.captions import LINES, _times, split_cue
from podcaster.mix.anchors import find_anchors
from podcaster.model import Clip, Cue, Gender, Voice

ROOT = Path(__file__).parent.parent
VOICES = ("gmw/en-us", "gmw/en-us+f2", "gmw/en-us+steph", "gmw/en-us+announcer")
LINE = (
    "The council met on Monday. Mr. Pell, who has 31 boats, spoke for an hour and a half about the light, the fog and "
    "the sea! “Nobody listened,” he said."
)


def cue(text: str, *anchors: tuple[int, float]) -> Cue:
    return Cue(10.0, 10.0 + len(text) / 10, "Narrator", text, anchors)


def clip(pcm: bytes, rate: int) -> Clip:
    energies, peak = measure_energies(pcm, rate)
    voice = Voice("plain", "pyttsx3", "gmw/en-us", "en-us", Gender.MALE)
    return Clip(0, "", voice, Path(), len(pcm) / 2 / rate, energies, peak)


def test_a_line_is_cut_at_sentences_clauses_and_words() -> None:
    assert [caption.text for caption in split_cue(cue(LINE), 32, "Narrator: ")] == [
        "Narrator: The council met on\nMonday.",
        "Mr. Pell, who has 31 boats,\nspoke for an hour",
        "and a half about the light, the\nfog and the sea!",
        "“Nobody listened,” he said.",
    ]
    assert [caption.text for caption in split_cue(cue("Yes. No. Perhaps."), 32)] == ["Yes. No. Perhaps."]


TEXTS = st.lists(st.text(alphabet="ab,.!?” 1—", max_size=45), max_size=60).map(" ".join)


@given(TEXTS, st.sampled_from([32, 65]), st.sampled_from(["", "Ada Pell: "]))
@example("", 32, "Ada: ")
@example("x" * 300, 32, "")
def test_captions_hold_every_word_once_in_two_lines(text: str, width: int, label: str) -> None:
    captions = split_cue(cue(text), width, label)
    assert "".join(" ".join(caption.text for caption in captions).split()) == "".join((label + text).split())
    for caption in captions:
        lines = caption.text.split("\n")
        assert all(len(line) <= width or " " not in line for line in lines)
        assert len(lines) <= LINES or any(len(word) + len(label) > width for word in text.split())
    assert captions[0].start == 10.0
    assert captions[-1].end == 10.0 + len(text) / 10
    for before, after in pairwise(captions):
        assert before.end == after.start
        assert before.start < after.start


def test_words_between_anchors_follow_each_other_evenly_and_figures_take_longer() -> None:
    line = cue("One two. Three four.", (7, 11.0), (9, 11.4))
    assert _times(line, [0, 9]) == [10.0, 11.4]
    assert _times(line, [4])[0] == pytest.approx(10.0 + 4 / 7)
    assert _times(line, [15])[0] == pytest.approx(11.4 + 6 / 11 * 0.6)
    figures = cue("ab 12 ab")
    early, late = _times(figures, [3, 6])
    assert late - early > 2 * (early - figures.start)


def test_a_line_without_marks_or_without_pauses_has_no_anchors() -> None:
    tone = b"".join(round(8000 * (-1) ** (place // 50)).to_bytes(2, "little", signed=True) for place in range(22050))
    assert find_anchors("No marks here", clip(tone + bytes(22050) + tone, 22050)) == ()
    assert find_anchors("One. Two.", clip(tone, 22050)) == ()
    assert find_anchors("One. Two.", clip(bytes(4000), 22050)) == ()
    (stop, pause), (word, on) = find_anchors("Once. Twice.", clip(tone + bytes(22050) + tone, 22050))
    assert (stop, word) == (4, 6)
    assert pause == pytest.approx(1.0, abs=0.1)
    assert on == pytest.approx(1.5, abs=0.1)


def test_an_engine_that_knows_its_words_is_believed_where_they_are_said_as_they_are_written() -> None:
    line = "“It cost £23 million,” he said, well under A.I. prices."
    said = "“It cost twenty-three million pounds,” he said, well under [[ˌAˈI]] prices."
    words = tuple((word, place / 10) for place, word in enumerate(said.split()))
    told = replace(clip(bytes(4000), 1000), words=words)
    assert [(line[at:].split(maxsplit=1)[0], time) for at, time in find_anchors(line, told)] == [
        ("“It", 0.0), ("cost", 0.1), ("£23", 0.2), ("million,”", 0.3), ("he", 0.5), ("said,", 0.6), ("well", 0.7),
        ("under", 0.8), ("A.I.", 0.9), ("prices.", 1.0),
    ]  # fmt: skip
    late = replace(told, words=(("“It", 0.0), ("cost", 3.0), ("twenty-three", 3.0)), duration=2.0)
    assert find_anchors(line, late) == ((0, 0.0), (4, 2.0))  # they rise, and none is behind the end


def test_sentences_begin_when_espeak_says_they_do() -> None:
    """Espeak's own events are the truth. Measured: sentences 0.03 s (90 %: 0.12 s), words 0.09 s (90 %: 0.31 s)."""
    text = (ROOT / "podcaster" / "samples" / "harbour-lights.md").read_text("utf-8")
    lines = [part.replace("\n", " ") for part in text.split("\n\n") if len(re.findall(r"[.!?]\s", part)) > 1][:12]
    spoken = [[VOICES[place % len(VOICES)], line] for place, line in enumerate(lines)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.word_times"],
        input=json.dumps(spoken),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    sentences, words = [], []
    for line, (path, rate, times) in zip(lines, json.loads(done.stdout), strict=True):
        pcm = Path(path).read_bytes()
        Path(path).unlink()
        sound = clip(pcm, rate)
        heard = Cue(0.0, sound.duration, "Narrator", line, find_anchors(line, sound))
        first = {match.end() for match in re.finditer(r"[.!?]\s+(?=[“A-Z])", line)}
        for offset, truth in times:
            error = abs(_times(heard, [offset])[0] - truth)
            words.append(error)
            if offset in first or (line[offset - 1 : offset] == "“" and offset - 1 in first):
                sentences.append(error)
    print(f"\n{len(sentences)} sentences, {len(words)} words: off by", *map(median_and_tenth, (sentences, words)))
    assert len(sentences) >= 15
    assert statistics.median(sentences) <= 0.05
    assert statistics.quantiles(sentences, n=10)[-1] <= 0.2
    assert statistics.quantiles(words, n=10)[-1] <= 0.35


def median_and_tenth(errors: list[float]) -> str:
    return f"{statistics.median(errors):.2f} s, {statistics.quantiles(errors, n=10)[-1]:.2f} s (90 %)"
