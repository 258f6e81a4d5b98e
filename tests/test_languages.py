"""Which language is meant: one owner for articles, scripts, casts and settings (articles: ``test_article``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from podcaster.errors import ScriptError, SettingsError
from podcaster.script import read_script
from podcaster.settings import load_settings
from tests.folders import Folder

if TYPE_CHECKING:
    from pathlib import Path

NONE = "Gibberish"


@pytest.fixture
def folder(folder: Folder) -> Folder:
    folder.make()
    return folder


@pytest.mark.parametrize("written", ["de", "DE", "Deutsch", "german", "ger", "deu"])
def test_a_script_and_a_role_are_in_the_language_that_is_meant(written: str) -> None:
    script = read_script(f"Title: T\nLanguage: {written}\nCast:\n    Ada: female, language {written}\n\n@Ada\nJa.", "s")
    assert (script.language, script.metadata["Language"], script.language_of("Ada")) == ("de", "de", "de")


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("Title: T\nLanguage: Gibberish\n", "s:2:11"),
        ("Title: T\nLanguage:\n    Gibberish\n", "s:3:5"),
        ("Title: T\nCast:\n    Ada: female, language Gibberish\n", "s:3:27"),
    ],
)
def test_what_is_no_language_is_refused_with_its_place(page: str, place: str) -> None:
    with pytest.raises(ScriptError, match=f"^{place}: 'Gibberish' is no language; expected a language's tag, such as"):
        read_script(f"{page}\n@Ada\nYes.", "s")


def test_settings_name_a_language_as_people_do(tmp_path: Path) -> None:
    path = tmp_path / "podcaster.toml"
    path.write_text(
        '[show]\nlanguage = "Deutsch"\n[sources.a]\nfolder = "in"\nlanguages = ["english", "ger"]\n', "utf-8"
    )
    settings = load_settings(tmp_path)
    assert (settings.show.language, settings.show.title) == ("de", "Vorgelesen")
    assert settings.sources["a"].languages == ("en", "de")
    path.write_text('[sources.a]\nfolder = "a"\nlanguages = ["Gibberish"]\n', "utf-8")
    with pytest.raises(SettingsError, match=r"languages of \[sources\.a\] must be a language's tag, .* not Gibberish"):
        load_settings(tmp_path)
    path.write_text('[show]\nlanguage = "Gibberish"\n', "utf-8")
    with pytest.raises(
        SettingsError, match=r"show\.language must be a language's tag, such as de or en-GB, or its name"
    ):
        load_settings(tmp_path)


def test_a_name_written_into_the_file_is_the_language_and_what_is_none_is_refused(folder: Folder) -> None:
    text = folder.script.read_text("utf-8")
    folder.script.write_text(text.replace("Language: en", "Language: Deutsch"), "utf-8")
    assert "The script's language is de." in folder.run("edit", "bridge", "history")
    folder.edit("render")
    assert json.loads((folder.script.parent / "episode.json").read_text("utf-8"))["language"] == "de"
    folder.script.write_text(text.replace("Language: en", f"Language: {NONE}"), "utf-8")
    assert f"'{NONE}' is no language" in folder.run("edit", "bridge", code=2)


def test_a_script_of_an_earlier_version_opens_and_says_what_to_do(folder: Folder) -> None:
    """It named a language that is none, and was accepted."""
    for path in (folder.script, folder.script.parent / "project.json"):
        path.write_text(path.read_text("utf-8").replace("Language: en", f"Language: {NONE}"), "utf-8")
    assert f"{NONE} is no language: it is spoken as en. Write a tag" in told(folder)
    folder.edit("words", "4", "It was shut.")
    assert f"Language: {NONE}" in folder.script.read_text("utf-8")
    folder.edit("undo")
    folder.script.write_text(folder.script.read_text("utf-8").replace(NONE, "English"), "utf-8")
    assert "no language" not in told(folder)


def told(folder: Folder, *operation: str) -> str:
    from typer.testing import CliRunner

    from podcaster.cli import app

    return " ".join(CliRunner().invoke(app, ["--show", str(folder.path), "edit", "bridge", *operation]).output.split())


VALKO = """---
language: {language}
---
# Silta

By Ann Poe

Silta suljettiin maanantaina, ja sen yli ei saa kulkea ennen kesää.
"""


def voices_of(folder: Folder) -> set[str]:
    (kept,) = folder.path.glob("output/*-silta/project.json")
    roles = json.loads(kept.read_text("utf-8"))["cast"]["roles"]
    return {role["voice"]["language"] for role in roles.values()}


@pytest.mark.parametrize(("language", "spoken"), [("zh-TW", "cmn"), ("nor", "nb"), ("nn", "nb"), ("fi", "fi")])
def test_a_voice_speaks_a_language_that_its_engine_calls_otherwise(folder: Folder, language: str, spoken: str) -> None:
    (folder.path / "silta.md").write_text(VALKO.format(language=language), "utf-8")
    assert "No voice" not in folder.run("make", str(folder.path / "silta.md"))
    assert voices_of(folder) == {spoken}


def test_a_language_that_no_voice_speaks_is_told_with_the_way_out(folder: Folder) -> None:
    (folder.path / "silta.md").write_text(VALKO.format(language="Klingon"), "utf-8")
    sentence = "No voice that is installed speaks tlh: those of en-US read it by their own rules, which sounds wrong."
    assert sentence in folder.run("make", str(folder.path / "silta.md"))
    assert voices_of(folder) == {"en-US"}
    bridge, silta = (next(folder.path.glob(f"output/*-{each}/script.fountain")) for each in ("bridge", "silta"))
    bridge.write_text(bridge.read_text("utf-8").replace("Language: en", "Language: tlh"), "utf-8")
    assert sentence in told(folder, "render")
    text = silta.read_text("utf-8").replace("Language: tlh", "Language: tlh\nCast:\n    Narrator: voice steph")
    silta.write_text(text, "utf-8")  # people have chosen
    assert "No voice" not in folder.run("make", str(silta))
