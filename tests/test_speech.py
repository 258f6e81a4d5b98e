"""Speaking lines through real engines: complete, in order, the same every time, and from the cache."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
import wave
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcaster.content import FolderStore
from podcaster.engines import Engine, Engines, GivenUpError
from podcaster.engines.pieces import PIECE_PAUSE
from podcaster.errors import EngineError
from podcaster.model import Audio, Cast, Casting, Line, Voice
from podcaster.settings import Settings, Speech
from podcaster.speech import speak, thread_count
from podcaster.speech.cache import find_clip, store_clip
from podcaster.speech.check import LONGEST_WORD, cut_words, find_fault, has_words
from podcaster.speech.run import MOST
from podcaster.speech.threads import Threads
from podcaster.spoken import say_text
from podcaster.testing.tone import GAP, LETTER, SAMPLE_RATE, ToneEngine

WOMAN = Voice("woman", "pyttsx3", "gmw/en-us+f2")
MAN = Voice("man", "pyttsx3", "gmw/en-us")
TONE = Voice("low", "tone", "220")
HIGH = Voice("high", "tone", "880")


def cast_of(**voices: Voice) -> Cast:
    return Cast({role: Casting(voice, "test") for role, voice in voices.items()})


@pytest.fixture
def engines():
    with Engines(Settings()) as found:
        found.add(ToneEngine("tone", {}))
        yield found


def test_an_engine_of_other_processes_speaks_one_line_more_than_there_are_cores():
    engine = ToneEngine("tone", {})
    engine.parallel, engine.spare = 0, 1
    assert [thread_count(engine, Speech(workers=cores)) for cores in (1, 2, 8)] == [1, 3, 9]
    engine.parallel = 2
    assert thread_count(engine, Speech(workers=8)) == 2


class Faulty(ToneEngine):
    """Answers the first calls with what it is given, and then as it should."""

    parallel = 1

    def __init__(self, *faults: Audio | Exception) -> None:
        super().__init__("faulty", {})
        self.faults = list(faults)
        self.restarts = 0
        self.calls = 0

    def synthesize(self, text: str, voice: Voice) -> Audio:
        self.calls += 1
        if not self.faults:
            return super().synthesize(text, voice)
        fault = self.faults.pop(0)
        if isinstance(fault, Exception):
            raise fault
        return fault

    def restart(self) -> None:
        self.restarts += 1


SHAKY = Voice("shaky", "faulty", "440")


def test_a_clip_a_line_in_order_in_the_roles_voices(engines, tmp_path):
    lines = [Line("Ann", f"Number {count} of the lines."[: 8 + count % 12]) for count in range(40)]
    lines = [replace(line, role="Bob") if index % 3 else line for index, line in enumerate(lines)]
    clips = list(speak(lines, cast_of(Ann=TONE, Bob=HIGH), engines, FolderStore(tmp_path)))
    assert [clip.index for clip in clips] == list(range(40))
    assert [clip.voice.name for clip in clips] == ["high" if index % 3 else "low" for index in range(40)]
    for line, clip in zip(lines, clips, strict=True):
        text = line.text.strip(" .")
        letters = sum(map(str.isalnum, text))
        expected = letters * LETTER + (len(text) - letters) * GAP
        assert clip.duration == pytest.approx(expected, abs=0.05)


def test_a_clip_is_a_plain_wav_file_with_its_measurements(engines, tmp_path):
    (clip,) = speak([Line("Ann", "Hello there.")], cast_of(Ann=TONE), engines, FolderStore(tmp_path))
    with wave.open(str(clip.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE)
        assert file.getnframes() / SAMPLE_RATE == clip.duration
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    assert clip.peak == max(map(abs, samples)) / 32768
    assert len(clip.energies) == -(-len(samples) // (SAMPLE_RATE // 10))


def test_the_second_run_speaks_nothing(engines, tmp_path):
    lines = [Line("Ann", f"Line {count}.") for count in range(5)]
    first = list(speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    second = list(speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    assert not any(clip.cached for clip in first)
    assert all(clip.cached for clip in second)
    assert [replace(clip, cached=False) for clip in second] == first


def test_one_changed_word_speaks_one_line(engines, tmp_path):
    lines = [Line("Ann", f"Line {count}.") for count in range(5)]
    list(speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    lines[2] = Line("Ann", "Line two, corrected.")
    assert [clip.cached for clip in speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path))] == [
        True,
        True,
        False,
        True,
        True,
    ]


def test_a_recast_speaks_that_roles_lines(engines, tmp_path):
    lines = [Line("Ann", "One."), Line("Bob", "Two."), Line("Ann", "Three.")]
    list(speak(lines, cast_of(Ann=TONE, Bob=TONE), engines, FolderStore(tmp_path)))
    clips = speak(lines, cast_of(Ann=TONE, Bob=HIGH), engines, FolderStore(tmp_path))
    assert [clip.cached for clip in clips] == [True, False, True]


def test_what_is_shown_and_what_comes_after_a_line_change_nothing(engines, tmp_path):
    list(speak([Line("Ann", "One.")], cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    line = Line("Ann", "One.", pause=3.0, gain=-6.0, notes=("loud?",), place=12)
    renamed = replace(TONE, name="another name", licence="CC0")
    (clip,) = speak([line], cast_of(Ann=renamed), engines, FolderStore(tmp_path))
    assert clip.cached


@pytest.mark.parametrize(
    "change", [{"id": "330"}, {"rate": 1.1}, {"pitch": 1.0}, {"speaker_id": "3"}, {"language": "en-GB"}]
)
def test_what_changes_the_sound_changes_the_key(engines, tmp_path, change):
    list(speak([Line("Ann", "One.")], cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    (clip,) = speak([Line("Ann", "One.")], cast_of(Ann=replace(TONE, **change)), engines, FolderStore(tmp_path))
    assert not clip.cached


def test_a_new_version_of_the_engine_speaks_again(engines, tmp_path):
    list(speak([Line("Ann", "One.")], cast_of(Ann=TONE), engines, FolderStore(tmp_path)))
    engines.get("tone").version = "2"
    (clip,) = speak([Line("Ann", "One.")], cast_of(Ann=TONE), engines, FolderStore(tmp_path))
    assert not clip.cached


def test_a_line_is_spoken_as_it_is_said_and_at_its_own_rate(engines, tmp_path):
    lines = [Line("Ann", "5"), Line("Ann", "fivefive", rate=2.0)]
    clips = list(
        speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path), spoken=lambda line, voice: line.text * 4)
    )
    assert clips[0].duration == pytest.approx(4 * LETTER, abs=0.05)
    assert clips[1].duration == pytest.approx(32 * LETTER / 2, abs=0.05)
    assert clips[1].voice.rate == 2.0


def test_the_same_line_is_spoken_once(tmp_path):
    engine = Faulty()
    with Engines(Settings()) as found:
        found.add(engine)
        clips = list(
            speak(
                [Line("Ann", "Ho."), Line("Ann", "Hi."), Line("Ann", "Ho.")],
                cast_of(Ann=SHAKY),
                found,
                FolderStore(tmp_path),
            )
        )
    assert engine.calls == 2
    assert [clip.index for clip in clips] == [0, 1, 2]
    assert clips[0].path == clips[2].path


@pytest.mark.parametrize("text", ["...", "—", "?!", " ", "“…”"])
def test_a_line_without_words_is_a_short_silence(engines, tmp_path, text):
    (clip,) = speak([Line("Ann", text)], cast_of(Ann=WOMAN), engines, FolderStore(tmp_path))
    assert 0 < clip.duration < 0.1
    assert clip.peak == 0


SILENT = Audio(bytes(2 * SAMPLE_RATE), SAMPLE_RATE)
CUT = Audio(b"\0\x20" * 100, SAMPLE_RATE)
ENDLESS = Audio(b"\0\x20\0\xe0" * SAMPLE_RATE * 20, SAMPLE_RATE)


@pytest.mark.parametrize(
    "fault", [EngineError("it fell over"), Audio(b"", SAMPLE_RATE), SILENT, CUT, ENDLESS, Audio(b"\0", 1)]
)
def test_a_bad_clip_is_tried_again_in_a_fresh_state(tmp_path, fault):
    engine = Faulty(fault, fault)
    with Engines(Settings()) as found:
        found.add(engine)
        (clip,) = speak([Line("Ann", "A line of some length.")], cast_of(Ann=SHAKY), found, FolderStore(tmp_path))
    assert engine.restarts == 2
    assert clip.peak > 0.1


@pytest.mark.parametrize("fault", [EngineError("it fell over"), SILENT])
def test_a_line_that_stays_bad_is_named(tmp_path, fault):
    line = Line("Ann", "A line of some length.", place=17)
    with Engines(Settings()) as found:
        found.add(Faulty(fault, fault, fault))
        with pytest.raises(EngineError, match=r"Ann cannot say line 17 .*shaky.*A line of some length") as caught:
            list(speak([line], cast_of(Ann=SHAKY), found, FolderStore(tmp_path)))
    assert caught.value.cure
    assert FolderStore(tmp_path).amounts()["clips"].files == 0


def test_what_cannot_be_helped_is_not_tried_again(tmp_path):
    engine = Faulty(GivenUpError("the key is wrong"))
    with Engines(Settings()) as found:
        found.add(engine)
        with pytest.raises(EngineError, match="the key is wrong"):
            list(speak([Line("Ann", "Hello.")], cast_of(Ann=SHAKY), found, FolderStore(tmp_path)))
    assert engine.calls == 1


def test_a_fallback_speaks_when_the_user_said_so(engines, tmp_path):
    engines.add(Faulty(*[EngineError("it fell over")] * 3))
    lines = [Line("Ann", "Hello there."), Line("Bob", "Good morning."), Line("Cid", "It is gone.")]
    cast = cast_of(Ann=SHAKY, Bob=HIGH, Cid=Voice("gone", "no-such-engine", "x"))
    clips = list(speak(lines, cast, engines, FolderStore(tmp_path), fallback=TONE))
    assert [clip.voice.name for clip in clips] == ["low", "high", "low"]


def test_an_unknown_engine_is_named_with_those_there_are(engines, tmp_path):
    with pytest.raises(EngineError, match=r"no engine called pyttsx.*Did you mean pyttsx3"):
        list(speak([Line("Ann", "Hello.")], cast_of(Ann=replace(MAN, engine="pyttsx")), engines, FolderStore(tmp_path)))


def test_progress_counts_to_the_end(engines, tmp_path):
    seen = []
    lines = [Line("Ann", f"Line {count}.") for count in range(3)]
    list(
        speak(
            lines,
            cast_of(Ann=TONE),
            engines,
            FolderStore(tmp_path),
            progress=lambda done, total: seen.append((done, total)),
        )
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


# pyttsx3 itself


def sound(clip) -> bytes:
    return clip.path.read_bytes()


def test_the_same_samples_in_any_order_on_any_number_of_workers(tmp_path):
    texts = [f"The ferry leaves at {count}, and nobody waits; ask {count} times." for count in range(24)]
    lines = [Line("Ann" if count % 2 else "Bob", text) for count, text in enumerate(texts)]
    cast = cast_of(Ann=WOMAN, Bob=MAN)
    runs = []
    for number, (order, workers) in enumerate([(lines, 1), (lines[::-1], 3), (lines[5:] + lines[:5], 2)]):
        with Engines(Settings()) as engines:
            clips = list(
                speak(order, cast, engines, FolderStore(tmp_path / str(number)), speech=Speech(workers=workers))
            )
        runs.append({line.text: sound(clip) for line, clip in zip(order, clips, strict=True)})
    assert runs[0] == runs[1] == runs[2]
    assert len(set(runs[0].values())) == 24


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda text: any(map(str.isalpha, text)) and text.isprintable()))
def test_any_text_becomes_a_clip(tmp_path_factory, text):
    cache = tmp_path_factory.getbasetemp() / "any"
    (clip,) = speak([Line("Ann", f"So {text}")], cast_of(Ann=MAN), ENGINES, FolderStore(cache))
    assert clip.duration > 0
    assert clip.peak > 0


ENGINES = Engines(Settings())
"""Shared by the examples of a property, so that each does not start its own processes."""


@pytest.fixture(scope="module", autouse=True)
def _close_shared_engines():
    yield
    ENGINES.close()


def test_hundreds_of_lines_lose_none(tmp_path):
    lines = [Line("Ann", f"Item {count}.", rate=1.0 + count % 5 / 10) for count in range(300)]
    with Engines(Settings()) as engines:
        clips = list(speak(lines, cast_of(Ann=WOMAN), engines, FolderStore(tmp_path)))
    assert len({clip.path for clip in clips}) == 300
    assert all(clip.peak > 0.05 and clip.duration > 0.2 for clip in clips)


# The cache


def test_clips_land_in_the_cache_while_others_are_spoken(engines, tmp_path):
    running = speak(
        [Line("Ann", f"Line {count}.") for count in range(6)], cast_of(Ann=TONE), engines, FolderStore(tmp_path)
    )
    next(running)
    running.close()
    assert FolderStore(tmp_path).amounts()["clips"].files >= 1
    clips = list(
        speak([Line("Ann", f"Line {count}.") for count in range(6)], cast_of(Ann=TONE), engines, FolderStore(tmp_path))
    )
    assert clips[0].cached


def test_speaking_begins_before_anybody_asks_for_a_clip(engines, tmp_path):
    lines = [Line("Ann", f"Line {count}.") for count in range(3)]
    speaking = speak(lines, cast_of(Ann=TONE), engines, FolderStore(tmp_path))
    deadline = time.monotonic() + 10
    while FolderStore(tmp_path).amounts()["clips"].files < len(lines) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert FolderStore(tmp_path).amounts()["clips"].files == len(lines)
    assert len(list(speaking)) == len(lines)


KEY = "ab" + "0" * 62
BEEP = Audio(b"\x01\x02" * 1000, SAMPLE_RATE)
SAID = replace(BEEP, words=(("Où", 0.0), ("“is”", 0.01144999), ("it?", 0.0302)))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_entry_counts_as_none(tmp_path_factory, data):
    cache = tmp_path_factory.getbasetemp() / "damaged"
    stored = store_clip(FolderStore(cache), KEY, data.draw(st.sampled_from([BEEP, SAID])), (0.25, 0.5), 0.125)
    whole = stored.path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:at], whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :], whole + b"x"])
    )
    stored.path.write_bytes(damaged)
    assert find_clip(FolderStore(cache), KEY) is None
    assert not stored.path.exists()


def test_clips_in_each_others_place_are_noticed(tmp_path):
    first, second = (store_clip(FolderStore(tmp_path), key, BEEP, (0.25,), 0.125) for key in (KEY, KEY[::-1] + "0"))
    second.path.write_bytes(first.path.read_bytes())
    assert find_clip(FolderStore(tmp_path), KEY) == first
    assert find_clip(FolderStore(tmp_path), KEY[::-1] + "0") is None


def test_a_clip_with_a_damaged_header_is_spoken_again_in_the_same_run(engines, tmp_path):
    lines = [Line("Ann", "A line."), Line("Ann", "Another one.")]
    cast = cast_of(Ann=TONE)
    first = list(speak(lines, cast, engines, FolderStore(tmp_path)))
    good = first[0].path.read_bytes()
    for at in range(44):
        first[0].path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        again = list(speak(lines, cast, engines, FolderStore(tmp_path)))
        assert [clip.cached for clip in again] == [False, True]
        assert again[0].path.read_bytes() == good


@pytest.mark.parametrize("sound", [BEEP, SAID])
def test_an_entry_comes_back_exactly(tmp_path, sound):
    stored = store_clip(FolderStore(tmp_path), KEY, sound, (0.1, 1e-9), 1 / 3)
    assert find_clip(FolderStore(tmp_path), KEY) == stored
    rounded = tuple((word, round(time, 4)) for word, time in sound.words)
    assert (stored.duration, stored.words) == (1000 / SAMPLE_RATE, rounded)
    with wave.open(str(stored.path)) as file:  # other readers skip what stands behind the samples
        assert file.readframes(2000) == sound.pcm


def test_an_entry_without_words_is_as_those_of_older_versions(tmp_path):
    stored = store_clip(FolderStore(tmp_path), KEY, BEEP, (0.25, 0.5), 0.125)
    older = "e13d0a30c799ebcafd8d97ea2743278b26f36b1b8d4dd18391ce40dbc59ca6a9"
    assert hashlib.sha256(stored.path.read_bytes()).hexdigest() == older


class Telling(ToneEngine):
    """An engine that knows when its words begin."""

    def synthesize(self, text, voice):
        sound = super().synthesize(text, voice)
        start, words = 0.0, []
        for word in text.split():
            words.append((word, start))
            start += sound.duration * (len(word) + 1) / len(text)
        return replace(sound, words=tuple(words))


def test_the_times_of_words_go_through_pieces_trimming_and_the_cache(tmp_path, monkeypatch):
    monkeypatch.setattr("podcaster.speech.run.MOST", 40)
    line = Line("Ann", "One word after the other one. And one more of them behind it, which ends.")
    for cached in (False, True):
        with Engines(Settings()) as engines:
            engines.add(Telling("tone", {}))
            (clip,) = speak([line], cast_of(Ann=TONE), engines, FolderStore(tmp_path))
        assert (clip.cached, [word for word, _ in clip.words]) == (cached, line.text.split())
        times = [time for _, time in clip.words]
        assert times == sorted(times)
        assert 0 <= times[0] < 0.02 < times[-1] < clip.duration
        # The second piece begins behind the pause.
        assert times[6] - times[5] > PIECE_PAUSE


RUN = """
import sys
from pathlib import Path
from podcaster.content import FolderStore
from podcaster.engines import Engines
from podcaster.model import Cast, Casting, Line, Voice
from podcaster.settings import Settings
from podcaster.speech import speak, thread_count
cast = Cast({"Ann": Casting(Voice("woman", "pyttsx3", "gmw/en-us+f2"), "")})
count = int(sys.argv[2])
lines = [Line("Ann", f"This is line number {number} of the script, and it goes on.") for number in range(count)]
with Engines(Settings()) as engines:
    for clip in speak(lines, cast, engines, FolderStore(Path(sys.argv[1]))):
        print(clip.key, clip.path.stat().st_size, flush=True)
"""


def start(cache: Path, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", RUN, str(cache), str(count)], stdout=subprocess.PIPE, text=True)


def children(parent: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_leaves_no_process_and_goes_on_where_it_stopped(tmp_path, how):
    running = start(tmp_path, 2000)
    assert running.stdout is not None
    for _ in range(5):
        running.stdout.readline()
    workers = children(running.pid)
    assert workers
    running.send_signal(how)
    running.wait(60)
    running.stdout.close()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
    kept = {path.stem: path.stat().st_mtime_ns for path in tmp_path.rglob("*.wav")}
    assert len(kept) >= 5
    again = start(tmp_path, 8)
    keys = [line.split()[0] for line in again.communicate()[0].splitlines()]
    assert len(keys) == 8
    assert set(keys[:5]) <= set(kept)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_workers_that_are_killed_lose_no_line_and_change_no_sample(tmp_path):
    lines = [Line("Ann", f"This is line number {count}, and it goes on for a while.") for count in range(200)]
    cast = cast_of(Ann=WOMAN)
    with Engines(Settings()) as engines:
        calm = [sound(clip) for clip in speak(lines, cast, engines, FolderStore(tmp_path / "calm"))]
    choose, others = random.Random(5), set(children(os.getpid()))
    with Engines(Settings()) as engines:
        shaken = []
        for clip in speak(lines, cast, engines, FolderStore(tmp_path / "shaken")):
            shaken.append(sound(clip))
            if clip.index % 40 == 10:
                workers = [child for child in children(os.getpid()) if child not in others]
                victims = workers + [child for worker in workers for child in children(worker)]
                with suppress(ProcessLookupError):
                    os.kill(choose.choice(victims), choose.choice([signal.SIGKILL, signal.SIGSEGV]))
    assert shaken == calm


def test_two_runs_at_once_share_the_cache(tmp_path):
    runs = [start(tmp_path, 30) for _ in range(3)]
    outputs = {run.communicate()[0] for run in runs}
    assert len(outputs) == 1
    assert FolderStore(tmp_path).amounts()["clips"].files == 30
    assert not list(tmp_path.rglob("*.part"))


# The check


@pytest.mark.parametrize(
    ("text", "expected"), [("...", False), ("Hi", True), ("5", True), ("—“”", False), ("%", True), ("日本", True)]
)
def test_has_words(text, expected):
    assert has_words(text) is expected


class Asked(ToneEngine):
    """Keeps what it was asked to say."""

    def __init__(self) -> None:
        super().__init__("asked", {})
        self.texts: list[str] = []

    def synthesize(self, text: str, voice: Voice) -> Audio:
        self.texts.append(text)
        return super().synthesize(text, voice)


def test_a_long_line_is_said_in_pieces_without_losing_a_word(tmp_path):
    engine = Asked()
    text = " ".join(f"Sentence number {count} of one paragraph." for count in range(300)) + " " + "word " * 900 + "end."
    with Engines(Settings()) as found:
        found.add(engine)
        (clip,) = speak([Line("Ann", text)], cast_of(Ann=Voice("a", "asked", "220")), found, FolderStore(tmp_path))
    assert " ".join(engine.texts) == text
    assert len(engine.texts) > 4
    assert max(map(len, engine.texts)) <= MOST
    letters = sum(map(str.isalnum, text))
    assert clip.duration == pytest.approx(letters * LETTER + (len(text) - letters) * GAP, rel=0.02)
    assert len(clip.energies) == -(-round(clip.duration * SAMPLE_RATE) // (SAMPLE_RATE // 10))


@pytest.mark.parametrize("word", ["a" * 200_000, "7" * 5000, "$" + "7" * 5000, "!" * 9000 + "no"])
def test_an_endless_word_is_said_as_far_as_a_word_can_go(engines, tmp_path, word):
    lines = [Line("Ann", f"So {word} it is.")]
    (clip,) = speak(
        lines, cast_of(Ann=WOMAN), engines, FolderStore(tmp_path), spoken=lambda line, _: say_text(line.text).text
    )
    assert 0.5 < clip.duration < 180


def test_words_are_cut_only_where_spaces_part_them():
    assert cut_words("x" * LONGEST_WORD) == "x" * LONGEST_WORD
    assert cut_words(f"a {'x' * 400} b") == f"a {'x' * LONGEST_WORD} b"
    assert cut_words("汉字" * 400) == "汉字" * 400


def test_control_characters_and_line_breaks_never_reach_an_engine(engines, tmp_path):
    lines = [Line("Ann", "One two."), Line("Ann", "One\x00 \x01two.\n")]
    one, other = speak(lines, cast_of(Ann=WOMAN), engines, FolderStore(tmp_path))
    assert one.key == other.key


def test_a_number_that_is_read_out_is_no_fault(engines):
    for text in ("1,234,567,890,123", "A", "I.", "Yes."):
        audio = engines.get("pyttsx3").synthesize(text, MAN)
        assert find_fault(audio, text, 1.0) == ""


def test_an_engine_is_an_engine():
    assert issubclass(ToneEngine, Engine)


def test_threads_are_as_many_as_the_system_allows(monkeypatch) -> None:
    """Under ``ulimit -u`` the second one ended everything with a traceback."""
    allowed = [1]
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if not allowed:
            raise RuntimeError("can't start new thread")
        allowed.pop()
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    threads = Threads(4, "speech")
    assert [threads.submit(abs, -number).result(10) for number in range(5)] == [0, 1, 2, 3, 4]
    threads.stop()
    with pytest.raises(OSError, match="temporarily"):
        Threads(4, "speech").submit(abs, -1)
