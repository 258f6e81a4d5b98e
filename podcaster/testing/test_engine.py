"""What every engine has to do. Run on each engine that is installed and ready, with the settings of the working folder.

::

    pytest --pyargs podcaster.testing              # all of them
    pytest --pyargs podcaster.testing -k acme      # one of them
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from podcaster.engines import engine_names, load_engine
from podcaster.errors import EngineError, PodcasterError
from podcaster.model import Audio, Gender, Voice
from podcaster.settings import load_settings
from podcaster.speech.check import QUIETEST, find_fault
from podcaster.spoken import Style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.engines import Engine

SENTENCE = "The ferry leaves at seven, and nobody waits for those who are late."
AWKWARD = (
    "“Curly” ‘quotes’ — and dashes…",
    "Café, naïve, Zürich, Łódź and 東京.",
    "A thumb 👍 up.",
    "<b>Bold</b> & <speak>marked up</speak>.",
    "$HOME `id` $(id) %PATH% -o /tmp/x; rm",
    "Items[[0]] and [links](/wɪn/).",
    "ALL CAPS, 1,234,567.89 and 100%.",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test is run for every engine."""
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", engine_names(load_settings().engines), indirect=True)


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine that is ready; others are skipped, with what they lack."""
    try:
        made = load_engine(request.param, load_settings().engines)
    except EngineError as error:
        pytest.fail(str(error))
    for problem in made.check():
        pytest.skip(f"{request.param}: {problem.what} {problem.cure}")
    yield made
    made.close()


@cache
def some_voices(engine: Engine) -> tuple[Voice, ...]:
    """Up to three voices of an engine, English ones first."""
    voices = sorted(engine.voices(), key=lambda voice: not voice.language.casefold().startswith("en"))
    return tuple(voices[:3])


def say(engine: Engine, text: str, voice: Voice | None = None) -> Audio:
    """Say a text, in the first voice if not told otherwise, and check the sound as a run would."""
    voice = voice or some_voices(engine)[0]
    audio = engine.synthesize(text, voice)
    fault = find_fault(audio, text, voice.rate)
    assert not fault, f"{text!r}: {fault}"
    assert loudest(audio) >= QUIETEST, f"{text!r}: it is silent"
    return audio


def loudest(audio: Audio) -> float:
    """The highest sample, full scale = 1."""
    import numpy as np

    return float(np.abs(np.frombuffer(audio.pcm, "<i2").astype(np.float32)).max(initial=0.0)) / 32768


def test_it_says_what_it_is(engine: Engine, request: pytest.FixtureRequest) -> None:
    """Name, version, what it needs of a text, how many lines at once."""
    assert engine.name == request.node.callspec.params["engine"]
    assert isinstance(engine.version, str)
    assert engine.version
    assert isinstance(engine.style, Style)
    assert engine.parallel >= 0


def test_it_lists_voices(engine: Engine) -> None:
    """Voices carry the engine's name, and differ."""
    voices = engine.voices()
    assert voices
    assert {voice.engine for voice in voices} == {engine.name}
    assert len({(voice.id, voice.speaker_id) for voice in voices}) == len(voices)
    assert len({voice.name for voice in voices}) == len(voices)
    assert all(voice.language and isinstance(voice.gender, Gender) for voice in voices)


@pytest.mark.parametrize("text", ["Hi.", "No", SENTENCE])
def test_it_speaks(engine: Engine, text: str) -> None:
    """Short and long texts alike."""
    assert say(engine, text).duration > 0.05


def test_a_voice_keeps_its_sample_rate(engine: Engine) -> None:
    """Clips of one voice go together."""
    assert say(engine, "Hi.").sample_rate == say(engine, SENTENCE).sample_rate


def test_voices_sound_different(engine: Engine) -> None:
    """Another voice is another sound."""
    voices = some_voices(engine)
    if len(voices) < 2:
        pytest.skip("it has one voice")
    assert len({say(engine, SENTENCE, voice).pcm for voice in voices}) > 1


def test_a_faster_voice_takes_no_longer(engine: Engine) -> None:
    """The rate is obeyed, or ignored where an engine cannot."""
    voice = some_voices(engine)[0]
    fast, slow = (say(engine, SENTENCE, replace(voice, rate=rate)) for rate in (1.4, 0.8))
    assert fast.duration <= slow.duration * 1.1


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read(engine: Engine, text: str) -> None:
    """Whatever stands in an article is spoken, and never obeyed."""
    say(engine, text)


@pytest.mark.parametrize("text", ["...", "—", "?!"])
def test_punctuation_is_silence_or_an_error(engine: Engine, text: str) -> None:
    """Runs never send it, but an engine must not fall over it."""
    try:
        assert engine.synthesize(text, some_voices(engine)[0]).duration < 5
    except PodcasterError as error:
        assert isinstance(error, EngineError)  # noqa: PT017 (either is right)


def test_a_long_text_is_spoken_whole(engine: Engine) -> None:
    """5,000 characters, and as long as they should be."""
    text = " ".join([SENTENCE] * (5000 // len(SENTENCE)))
    one = say(engine, SENTENCE).duration
    assert say(engine, text).duration > 0.7 * one * text.count(SENTENCE)


def test_an_unknown_voice_is_an_engine_error(engine: Engine) -> None:
    """Or another voice, where a server or program decides so; never another kind of error."""
    try:
        engine.synthesize(SENTENCE, replace(some_voices(engine)[0], id="no-such-voice", name="no-such-voice"))
    except PodcasterError as error:
        assert isinstance(error, EngineError)  # noqa: PT017 (either is right)


def test_threads_get_their_own_lines(engine: Engine) -> None:
    """As many threads as it allows may speak at once."""
    if engine.parallel == 1:
        pytest.skip("it speaks one line at a time")
    texts = [" ".join([SENTENCE] * (1 + number % 3)) for number in range(9)]
    with ThreadPoolExecutor(min(3, engine.parallel or 3)) as threads:
        sounds = list(threads.map(lambda text: say(engine, text), texts))
    alone = [say(engine, text).duration for text in texts[:3]]
    for number, sound in enumerate(sounds):
        assert sound.duration == pytest.approx(alone[number % 3], rel=0.15)


def test_it_speaks_as_well_when_it_was_prepared(engine: Engine) -> None:
    """Whoever makes an episode tells it early that lines will come, perhaps more than once, perhaps for nothing."""
    engine.prepare(2)
    engine.prepare(1)
    say(engine, SENTENCE)


def test_a_fingerprint_stays(engine: Engine) -> None:
    """Else everything would be spoken again each time."""
    voice = some_voices(engine)[0]
    assert engine.fingerprint(voice) == engine.fingerprint(voice)


def test_it_goes_on_after_a_restart(engine: Engine) -> None:
    """A failed line is tried again after it."""
    say(engine, "Before.")
    engine.restart()
    say(engine, "After.")
