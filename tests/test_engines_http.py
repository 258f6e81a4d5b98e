"""The http engine against a real server with every fault that such servers are known for."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest
from speech_server import KEY, beep, serving

from podcaster.content import FolderStore
from podcaster.engines import Engines, GivenUpError, load_engine
from podcaster.engines import http as http_engine
from podcaster.engines.http import LONGEST_RETRY_AFTER, _retry_after
from podcaster.engines.pieces import split_text
from podcaster.errors import EngineError, SettingsError
from podcaster.model import Cast, Casting, Gender, Line, Voice
from podcaster.settings import Settings
from podcaster.speech import speak

TEXT = "The ferry leaves at seven."


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.fixture(autouse=True)
def _quick(monkeypatch, server):
    monkeypatch.setattr(http_engine, "FIRST_WAIT", 0.01)
    server.counts.clear()
    server.requests.clear()
    server.delay = 0.0
    server.busiest = 0


def engine_of(server, **options):
    options = {"base_url": server.url, "timeout": 0.6, **options}
    return load_engine("http", {"http": options})


def voice(name: str, **changes) -> Voice:
    return Voice(name, "http", name, **changes)


@pytest.mark.parametrize("kind", ["wav", "mp3", "flac", "opus", "aac", "pcm"])
def test_every_format_is_decoded(server, kind):
    audio = engine_of(server, format=kind, sample_rate=22050).synthesize(TEXT, voice("plain"))
    assert audio.duration == pytest.approx(beep(TEXT).duration, abs=0.15)
    assert server.requests[-1]["response_format"] == kind


def test_it_asks_as_the_protocol_says(server):
    engine = engine_of(server, model="kokoro", extra={"lang_code": "a"})
    engine.synthesize(TEXT, voice("af_alto", rate=1.25))
    sent = server.requests[-1]
    assert sent == {
        "input": TEXT, "voice": "af_alto", "model": "kokoro", "response_format": "wav", "speed": 1.25, "lang_code": "a",
        "authorization": None,
    }  # fmt: skip
    engine_of(server).synthesize(TEXT, voice("af_alto"))
    assert "model" not in server.requests[-1]
    assert "speed" not in server.requests[-1]


@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        ("slow-down", 3), ("slow-down-until", 3), ("twice", 3), ("hang-once", 2), ("cut-once", 2), ("chunks", 2),
        ("empty-once", 2), ("json-once", 2),
    ],
)  # fmt: skip
def test_what_may_pass_is_tried_again(server, fault, requests):
    audio = engine_of(server).synthesize(TEXT, voice(f"x-{fault}"))
    assert audio.pcm == beep(TEXT).pcm
    assert server.counts[f"x-{fault}"] == requests


@pytest.mark.parametrize("fault", ["silence-once", "short-once"])
def test_a_wrong_sound_is_found_by_the_check_of_clips(server, fault, tmp_path):
    cast = Cast({"Ann": Casting(voice(f"x-{fault}"), "test")})
    with Engines(Settings(engines={"http": {"base_url": server.url}})) as engines:
        (clip,) = speak([Line("Ann", TEXT)], cast, engines, FolderStore(tmp_path))
    assert clip.duration == pytest.approx(beep(TEXT).duration, abs=0.1)
    assert server.counts[f"x-{fault}"] == 2


@pytest.mark.parametrize(
    ("fault", "requests", "said"),
    [
        ("always", 3, "boom"), ("json-always", 3, "model not found"), ("noise", 3, "no sound"), ("key", 1, "401"),
        ("voice", 1, "no such voice"), ("long", 1, "input too long"), ("elsewhere", 1, "307"),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_given_up(server, monkeypatch, fault, requests, said):
    monkeypatch.setenv("SPEECH_KEY", KEY)
    with pytest.raises(GivenUpError, match=said) as caught:
        engine_of(server, retries=2, key_env="SPEECH_KEY").synthesize(TEXT, voice(f"x-{fault}"))
    assert server.counts[f"x-{fault}"] == requests
    assert KEY not in str(caught.value)


def test_the_key_comes_from_the_environment_and_is_sent(server, monkeypatch):
    monkeypatch.setenv("SPEECH_KEY", KEY)
    engine = engine_of(server, key_env="SPEECH_KEY")
    engine.synthesize(TEXT, voice("plain"))
    assert server.requests[-1]["authorization"] == f"Bearer {KEY}"
    assert KEY not in engine.fingerprint(voice("plain"))


def test_a_missing_key_and_a_missing_server_are_problems(server, monkeypatch):
    monkeypatch.delenv("SPEECH_KEY", raising=False)
    assert "SPEECH_KEY" in engine_of(server, key_env="SPEECH_KEY").check()[0].what
    assert not engine_of(server).check()
    (problem,) = load_engine("http", {"http": {"base_url": "http://127.0.0.1:9/v1"}}).check()
    assert "No server answers" in problem.what
    assert "base_url" in load_engine("http", {}).check()[0].cure


@pytest.mark.parametrize("url", ["http://user:secret@host/v1", "ftp://host/v1", "localhost:8880"])
def test_an_address_with_a_key_in_it_is_refused(url):
    with pytest.raises(SettingsError, match="base_url") as caught:
        load_engine("http", {"http": {"base_url": url}})
    assert "secret" not in str(caught.value)


def test_voices_are_listed_by_the_server_or_the_settings(server, monkeypatch):
    voices = engine_of(server).voices()
    assert [(item.id, item.language, item.gender) for item in voices] == [
        ("af_alto", "en-US", Gender.FEMALE),
        ("bm_bass", "en-GB", Gender.MALE),
        ("plain", "en", Gender.UNKNOWN),
    ]
    monkeypatch.setattr(type(server), "voices", {"voices": [{"id": "one"}, {"name": "two"}]})
    assert [item.id for item in engine_of(server).voices()] == ["one", "two"]
    listed = engine_of(server, voices=["a", {"id": "b", "gender": "male", "language": "de", "licence": "CC0"}]).voices()
    assert [(item.id, item.gender, item.language, item.licence) for item in listed] == [
        ("a", Gender.UNKNOWN, "en", ""),
        ("b", Gender.MALE, "de", "CC0"),
    ]
    monkeypatch.setattr(type(server), "voices", None)
    with pytest.raises(EngineError, match="does not list its voices"):
        engine_of(server).voices()


def test_no_more_requests_at_once_than_allowed(server, tmp_path):
    server.delay = 0.03
    lines = [Line("Ann", f"Line {count}.") for count in range(12)]
    cast = Cast({"Ann": Casting(voice("plain"), "test")})
    with Engines(Settings(engines={"http": {"base_url": server.url, "parallel": 3}})) as engines:
        assert len(list(speak(lines, cast, engines, FolderStore(tmp_path)))) == 12
    assert server.busiest == 3


def test_long_texts_are_sent_in_pieces(server):
    text = " ".join(f"This is sentence {count}." for count in range(40))
    audio = engine_of(server, max_characters=100).synthesize(text, voice("plain"))
    pieces = [request["input"] for request in server.requests]
    assert " ".join(pieces) == text
    assert max(map(len, pieces)) <= 100
    assert audio.duration > beep(text).duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two. Three.", ["One. Two.", "Three."]),
        ("“One.” Two, and more.", ["“One.”", "Two, and", "more."]),
        ("Unbroken" * 3, ["Unbrokenun"[:8] + "Un", "brokenUnbr", "oken"]),
        ("Short.", ["Short."]),
    ],
)
def test_split_text(text, expected):
    assert split_text(text, 10) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3", 3), ("0.5", 0.5), ("-4", 0), ("9999", LONGEST_RETRY_AFTER), ("", None), ("soon", None), ("nan", None)],
)
def test_retry_after_in_seconds(value, expected):
    assert _retry_after(value) == expected


def test_retry_after_as_a_date():
    assert _retry_after(formatdate(time.time() + 30, usegmt=True)) == pytest.approx(30, abs=1.5)


def test_several_servers_are_engines_of_their_own(server):
    settings = Settings(engines={"http": {"near": {"base_url": server.url}, "far": {"base_url": server.url}}})
    with Engines(settings) as engines:
        assert engines.get("http:near").voices()[0].engine == "http:near"
        assert engines.get("http:far").synthesize(TEXT, voice("plain")).pcm
        with pytest.raises(EngineError, match=r"no engine called http:fur.*http:far"):
            engines.get("http:fur")
