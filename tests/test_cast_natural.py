"""Natural voices: once they are installed they are the cast, and a show's people change over when it says so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podcaster.cast import Registry, Regular, choose_cast, hold_registry, load_pool, read_pool, read_registry
from podcaster.cast.pool import Pool, by_accent
from podcaster.cast.upgrade import OLD, plan_upgrade, upgrade
from podcaster.cli import app
from podcaster.engines.kokoro_files import MODEL, VOICES, voice_sums
from podcaster.errors import SettingsError
from podcaster.model import NARRATOR, UNATTRIBUTED, Gender
from podcaster.script import read_script
from podcaster.settings import Casts, Podcast, Settings, shipped

SHIPPED = read_pool(shipped("voices") / "pool.toml")
ALL_NATURAL = [item for item in SHIPPED if item.voice.engine == "kokoro"]
NATURAL = [item for item in ALL_NATURAL if item.voice.language.startswith("en")]
NEWS = """Title: T
Language: {language}
Cast:
    Ann: female
    Bea: female
    Cal: male
    Dan: male
    Eve

Hello.

@Ann
One.

@Bea
Two.

@Cal
Three.

@Dan
Four.

@Eve
Five.

@Unattributed
Who?
"""


def natural_pool(accent: str) -> Pool:
    return Pool(by_accent(NATURAL, accent), accent=accent)


def cast_of(accent: str) -> dict[str, str]:
    script = read_script(NEWS.format(language=accent), "t")
    cast = choose_cast(script, natural_pool(accent), Registry(), Casts())
    return {role: casting.voice.name for role, casting in cast.roles.items()}


def test_every_voice_is_there_with_the_reason():
    assert {item.voice.id for item in ALL_NATURAL} == set(voice_sums())
    for item in ALL_NATURAL:
        assert item.why
        assert item.f0 > 50
        assert len(item.mel) == 16


PITCHES = {Gender.FEMALE: (165, 200), Gender.MALE: (110, 140)}
"""Hertz: under the first a voice is called low, from the second on high."""


def test_what_is_said_of_voices_is_what_was_measured():
    for item in ALL_NATURAL:
        named = re.search(r"(low|middle|high) pitch", item.why)
        if named and item.voice.gender in PITCHES:
            low, high = PITCHES[item.voice.gender]
            assert named[1] == ("low" if item.f0 < low else "high" if item.f0 >= high else "middle"), item.voice.name
        for share in re.findall(r"([\d.]+) % (?:of words )?misheard", item.why):
            assert item.wer == pytest.approx(float(share) / 100), item.voice.name
    men = [item for item in NATURAL if item.voice.gender is Gender.MALE and "C+" in item.why]
    assert min(men, key=lambda item: item.f0).voice.name == "michael"
    assert min((item for item in NATURAL if item.voice.id[0] == "b"), key=lambda item: item.f0).voice.name == "lewis"


def test_the_voices_of_a_language_speak_at_one_speed():
    for language in {item.voice.language[:2] for item in ALL_NATURAL}:
        speeds = [item.wpm for item in ALL_NATURAL if item.voice.language.startswith(language) and item.uses]
        assert 0 < max(speeds) <= 1.05 * min(speeds), language


def test_the_english_voices_are_measured():
    for item in NATURAL:
        assert item.why
        assert item.f0 > 50
        assert len(item.mel) == 16
        assert item.level < 0
        assert 170 <= item.wpm <= 200 or not item.uses  # one speed


def test_the_narrator_and_the_reserve_voice_are_nobody_elses_in_either_accent():
    for accent, prefix in (("en-US", "a"), ("en", "a"), ("en-GB", "b"), ("en-IE", "b")):
        names = cast_of(accent)
        assert len(set(names.values())) == len(names) == 7
        found = {role: natural_pool(accent).require(name, "x") for role, name in names.items()}
        assert {item.voice.id[0] for role, item in found.items() if role != "Eve"} == {prefix}
        assert "narrator" in found[NARRATOR].uses
        assert found[UNATTRIBUTED].uses == ("reserve",)
        assert found["Eve"].voice.gender is Gender.NEUTRAL


def test_a_whisper_and_a_part_are_never_cast():
    people = "".join(f"    P{number}: {'female' if number % 2 else 'male'}\n" for number in range(40))
    lines = "".join(f"@P{number}\nYes.\n\n" for number in range(40))
    script = read_script(f"Title: T\nCast:\n{people}\nHello.\n\n{lines}", "t")
    cast = choose_cast(script, natural_pool("en-US"), Registry(), Casts())
    used = {casting.voice.id for casting in cast.roles.values()}
    assert not used & {"af_nicole", "am_santa"}
    assert natural_pool("en-US").require("nicole", "A pin").voice.id == "af_nicole"


@pytest.fixture
def show(tmp_path, natural_models):
    """A show on a machine where the natural voices are installed: the files themselves, without their sums checked."""
    pytest.importorskip("kokoro_onnx", reason="podcaster[natural] is not installed")
    from podcaster.engines.download import Mirror
    from podcaster.engines.kokoro_files import install_natural

    install_natural(Mirror(str(natural_models)), tmp_path / "kokoro")
    assert {path.name for path in (tmp_path / "kokoro").iterdir()} == {MODEL, VOICES}
    (tmp_path / "podcaster.toml").write_text(f'[engines.kokoro]\nvoices = "{tmp_path / "kokoro"}"\n')
    return Settings(folder=tmp_path, engines={"kokoro": {"voices": str(tmp_path / "kokoro")}})


def register(show: Settings, **people: Regular) -> Path:
    path = show.folder / "voices" / "registry.toml"
    with hold_registry(path) as file:
        file.set_people(people)
        file.set_described("a.md", {"a clerk": "anika", "a guard": "fenrir"})
        file.save()
    return path


@pytest.mark.real
def test_once_installed_they_are_the_cast_and_old_voices_are_kept(show):
    pool = load_pool(show, "en")
    assert {item.voice.engine for item in pool.voices} == {"kokoro"}
    assert pool.require("steph", "A pin").voice.engine == "pyttsx3"
    assert pool.require("steph+2", "A pin").voice.pitch == 2
    script = read_script(NEWS.format(language="en"), "t")
    cast = choose_cast(script, pool, Registry({"Ann": Regular("steph", Gender.FEMALE)}), Casts())
    assert cast.voice("Ann").engine == "pyttsx3"
    assert {cast.voice(role).engine for role in (NARRATOR, UNATTRIBUTED, "Bea", "Cal", "Eve")} == {"kokoro"}
    assert {item.voice.engine for item in load_pool(show, "de").voices} == {"pyttsx3"}
    only = replace(show, cast=Casts(engines=("pyttsx3",)))
    assert {item.voice.engine for item in load_pool(only, "en").voices} == {"pyttsx3"}


@pytest.mark.real
def test_the_accent_is_the_articles_else_the_shows_else_as_it_is_set(show):
    british = replace(show, show=Podcast(language="en-GB"))
    assert load_pool(show, "en").used_as("narrator")[0].voice.language == "en-US"
    assert load_pool(british, "en-GB").used_as("narrator")[0].voice.language == "en-GB"
    forced = replace(british, cast=Casts(accent="en-US"))
    assert load_pool(forced, "en-GB").used_as("narrator")[0].voice.language == "en-US"


@pytest.mark.real
def test_an_upgrade_gives_everybody_a_voice_of_their_gender_near_their_pitch(show):
    path = register(
        show,
        Ann=Regular("steph", Gender.FEMALE),
        Bob=Regular("announcer", Gender.MALE, pinned=True),
        Cy=Regular("heart", Gender.FEMALE),
        Di=Regular("gone-voice", Gender.FEMALE),
    )
    changes = {change.name: change for change in plan_upgrade(show)}
    assert set(changes) == {"Ann", "Bob", "Di"}
    assert read_registry(path).people["Ann"].voice == "steph"  # shown, not done
    pool = load_pool(show, "en")
    assert pool.require(changes["Ann"].after, "x").voice.gender is Gender.FEMALE
    assert changes["Bob"].after == "onyx"  # the lowest of the men
    done = upgrade(show)
    after = read_registry(path)
    assert done == tuple(changes.values())
    assert after.people["Bob"] == Regular("onyx", Gender.MALE, pinned=True)
    assert after.people["Cy"].voice == "heart"
    assert len({person.voice for person in after.people.values()}) == 4
    assert after.articles["a.md"] == {"a guard": "fenrir"}
    assert read_registry(path.with_name(path.name + OLD)).people["Ann"].voice == "steph"
    assert plan_upgrade(show) == ()


@pytest.mark.real
def test_a_shows_own_pool_gets_the_natural_voices(show):
    own = show.folder / "voices" / "pool.toml"
    own.parent.mkdir()
    own.write_text('[[voice]]\nname = "s"\nengine = "pyttsx3"\nid = "gmw/en-us+steph"\ngender = "female"\n')
    register(show, Ann=Regular("s", Gender.FEMALE))
    assert {item.voice.engine for item in load_pool(show).voices} == {"pyttsx3"}
    assert [change.before for change in plan_upgrade(show)] == ["s"]
    upgrade(show)
    assert {item.voice.engine for item in load_pool(show).voices} == {"kokoro"}
    assert load_pool(show).require("s", "x").voice.engine == "pyttsx3"


@pytest.mark.real
def test_the_command_shows_first_and_asks(show, monkeypatch):
    path = register(show, Ann=Regular("steph", Gender.FEMALE))
    monkeypatch.chdir(show.folder)
    first = CliRunner().invoke(app, ["voices", "upgrade"])
    assert first.exit_code == 0
    assert "steph" in first.stdout
    assert "Nothing is changed" in first.stderr
    assert read_registry(path).people["Ann"].voice == "steph"
    listed = json.loads(CliRunner().invoke(app, ["voices", "upgrade", "--json"]).stdout)
    assert [each["name"] for each in listed] == ["Ann"]
    assert CliRunner().invoke(app, ["voices", "upgrade", "--yes"]).exit_code == 0
    assert read_registry(path).people["Ann"].voice == listed[0]["after"]


def test_without_natural_voices_an_upgrade_says_how_to_get_them(tmp_path):
    with pytest.raises(SettingsError, match="No natural voices") as caught:
        plan_upgrade(Settings(folder=tmp_path))
    assert "voices install natural" in caught.value.cure


def test_the_first_episode_says_that_natural_voices_can_be_had(tmp_path, monkeypatch):
    from podcaster.cast.upgrade import natural_hint
    from podcaster.model import Wishes
    from podcaster.pipeline import make

    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    settings = Settings(folder=tmp_path)
    hints = []
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nIt rained.\n")
        hints.append(
            natural_hint(make([str(tmp_path / f"{name}.md")], settings, Wishes(), lambda *_: None).episode, settings)
        )
        (tmp_path / f"{name}.md").unlink()
    assert "podcaster voices install natural" in hints[0]
    assert not hints[1]
