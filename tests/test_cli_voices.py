"""The commands engines, voices, voices install and say, as a user runs them."""

from __future__ import annotations

import json
import shutil
import wave
from pathlib import Path

import pytest
from test_engines_piper import DATA, NAME, mirror, needs_piper  # noqa: F401  (a fixture)
from typer.testing import CliRunner

from podcaster.cli import app, playing

FLITE = ["flite", "-voice", "{voice}", "-f", "{text_file}", "-o", "{out}"]
ENGINES = f"""
[engines.piper]
voices = "{DATA}"

[engines.command.own]
argv = ["no-such-program-here"]
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a show of its own."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, expected: int = 0, settings: str = ""):
        Path("podcaster.toml").write_text(settings)
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == expected, result.output
        return result

    return invoke


def test_engines_are_listed_with_what_is_missing(run):
    reports = {report["name"]: report for report in json.loads(run("engines", "--json", settings=ENGINES).stdout)}
    assert reports["pyttsx3"]["problems"] == []
    assert reports["command:own"]["problems"] == ["The program no-such-program-here is not found."]
    assert "base_url" in reports["http"]["cure"]
    assert "pyttsx3" in run("engines").stdout


@needs_piper
def test_voices_are_those_of_the_pool_and_of_every_engine_that_is_ready(run):
    result = run("voices", "--all", "--json", "--language", "en-US", settings=ENGINES)
    voices = {voice["name"]: voice for voice in json.loads(result.stdout)}
    assert voices["steph"]["use"] == "speaker"
    assert voices["steph"]["gender"] == "female"
    assert voices["en-us+whisper"]["use"] == ""
    assert voices["en_US-choir-low#tenor"]["speaker_id"] == "tenor"
    assert "no-such-program-here is not found" in result.stderr
    assert "en-us+steph" not in voices  # the pool has it, under a name of its own


@needs_piper
def test_of_the_pools_engines_people_see_the_pool_and_programs_see_all(run):
    listed = run("voices", settings=ENGINES)
    assert "steph" in listed.stdout
    assert "choir" in listed.stdout  # of an engine that the pool does not choose from
    assert "whisper" not in listed.stdout
    assert "--all" in listed.stderr
    assert "whisper" in run("voices", "--all").stdout
    every = json.loads(run("voices", "--json").stdout)
    assert {"steph", "en-us+whisper"} <= {voice["name"] for voice in every}
    french = json.loads(run("voices", "--language", "fr", "--json").stdout)
    assert {voice["language"].split("-")[0] for voice in french} == {"fr"}


def test_voices_of_one_engine_and_language(run):
    voices = json.loads(run("voices", "--engine", "pyttsx3", "--language", "fr", "--json").stdout)
    assert voices
    assert {voice["language"].split("-")[0] for voice in voices} == {"fr"}
    assert "command:own" in run("voices", "--engine", "command:oen", expected=1, settings=ENGINES).stderr


def test_a_voice_is_heard_in_a_file_without_what_the_cache_keeps_in_it(run):
    run("voices", "--say", "Good evening.", "--voice", "steph", "-o", "steph.wav")
    data = Path("steph.wav").read_bytes()
    with wave.open("steph.wav") as file:
        assert 0.4 < file.getnframes() / file.getframerate() < 2
        assert len(data) == 44 + 2 * file.getnframes()
    run("voices", "--say", "Good evening.", "--voice", "anika", "-o", "anika.wav")
    assert Path("anika.wav").read_bytes() != data
    assert "Did you mean steph" in run("voices", "--say", "Hi.", "--voice", "stepf", expected=2).stderr


def test_say_prints_how_a_text_is_said_and_speaks_nothing(run):
    text = "Dr. Lee paid $3.5 million in World War II."
    assert run("say", "--print", text).stdout == (
        "Doctor Lee paid three point five million dollars in World War two.\n"
    )
    assert run("say", "--print", "--raw", text).stdout == f"{text}\n"
    assert not Path("cache").exists()


def test_say_explains_what_was_decided(run):
    text = "Gary, IN, paid $5 in World War II."
    printed = run("say", "--explain", text).stdout
    assert printed.startswith("Gary, Indiana, paid five dollars in World War two.\n")
    for words in ("Written", "Why", "Indiana", "Roman numeral", "money, sign before"):
        assert words in printed
    told = json.loads(run("say", "--json", text).stdout)
    assert told["text"] == "Gary, Indiana, paid five dollars in World War two."
    assert [(each["written"], each["said"]) for each in told["decisions"]] == [
        ("IN", "Indiana"),
        ("$5", "five dollars"),
        ("II", "two"),
    ]
    assert all(text[each["start"] : each["end"]] == each["written"] and each["why"] for each in told["decisions"])
    assert not Path("cache").exists()


def test_say_speaks_by_the_rules_or_raw(run):
    run("say", "It cost $5.", "-o", "said.wav")
    run("say", "It cost $5.", "--raw", "-o", "raw.wav")
    run("say", "It cost five dollars.", "--raw", "-o", "words.wav")
    assert Path("said.wav").read_bytes() == Path("words.wav").read_bytes() != Path("raw.wav").read_bytes()


def test_say_plays_where_it_can_and_writes_a_file_where_not(run, monkeypatch, tmp_path):
    monkeypatch.setattr(playing, "PLAYERS", (("no-such-player",),))
    assert "say.wav" in run("say", "Hello.").stderr
    assert Path("say.wav").stat().st_size > 10_000
    heard = tmp_path / "heard.wav"
    player = tmp_path / "player"
    player.write_text(f'#!/bin/sh\ncp "$1" {heard}\n')
    player.chmod(0o755)
    Path("say.wav").unlink()
    monkeypatch.setattr(playing, "PLAYERS", (("false",), (str(player),)))
    run("say", "Hello.")
    assert heard.stat().st_size > 10_000
    assert not Path("say.wav").exists()


def test_a_voice_of_piper_is_installed_from_a_local_mirror(run, mirror):  # noqa: F811
    settings = f'[engines.piper]\nmirror = "{mirror}"\nvoices = "{mirror.parent / "voices"}"\n'
    result = run("voices", "install", NAME, settings=settings)
    assert "its licence is CC0 1.0" in result.stderr
    assert (mirror.parent / "voices" / f"{NAME}.onnx").is_file()
    assert "installed already" in run("voices", "install", NAME, settings=settings).stderr
    assert (
        "Did you mean en_US-solo-low" in run("voices", "install", "en_US-sol-low", settings=settings, expected=2).stderr
    )


@needs_piper
def test_a_voice_that_is_not_in_the_pool_is_heard_too(run):
    run("say", "Hello.", "--voice", "en_US-choir-low#bass", "-o", "bass.wav", settings=ENGINES)
    with wave.open("bass.wav") as file:
        assert file.getframerate() == 16000


@needs_piper
@pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed")
def test_any_engine_is_heard(run):
    settings = f"{ENGINES}\n[engines.command.flite]\nargv = {FLITE}\n"
    pool = """
[[voice]]
name = "solo"
engine = "piper"
id = "en_US-solo-low"
gender = "neutral"
use = ["narrator"]

[[voice]]
name = "slt"
engine = "command:flite"
id = "slt"
gender = "female"
"""
    Path("voices").mkdir()
    Path("voices/pool.toml").write_text(pool)
    run("say", "Hello.", "-o", "solo.wav", settings=settings)
    run("say", "Hello.", "--voice", "slt", "-o", "slt.wav", settings=settings)
    assert Path("solo.wav").read_bytes() != Path("slt.wav").read_bytes()
