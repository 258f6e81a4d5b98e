"""Whom people put into a digest of articles in two languages: they speak the language of the article they stand in."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app

BRIDGE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""
SHORT = """# Die Kirche

Von Anna Weber

Die Kirche ist alt.

„Sie bleibt“, sagte Petra Kohl.
"""
CHURCH = """# Die Kirche

Von Anna Weber

Die Kirche ist alt, und niemand weiß, wer sie gebaut hat. Am Montag wurde sie geschlossen.

„Sie bleibt geschlossen, bis das Dach sicher ist“, sagte Petra Kohl vom Bauamt.

„Wir warten schon seit zwei Jahren darauf“, sagte Jan Weiß, der nebenan wohnt.
"""
GROWN = SHORT + CHURCH.split("Weber\n")[1].replace("Petra Kohl", "Karla Voss")


class Digest:
    """A show with a digest of both articles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str) -> str:
        result = CliRunner().invoke(app, ["--show", str(self.folder), *words])
        assert result.exit_code == 0, result.output
        return result.stdout

    def make(self) -> None:
        self.run("make", "--template", "digest", *(str(self.folder / name) for name in ("bridge.md", "church.md")))

    @property
    def file(self) -> Path:
        (found,) = (self.folder / "output").glob("*/script.fountain")
        return found

    def edit(self, *words: str) -> str:
        return self.run("edit", str(self.file.parent), *words)

    @property
    def project(self) -> podcaster.Project:
        return podcaster.open_show(self.folder).open(self.file.parent.name)

    def line(self, words: str) -> str:
        """The number of the line with some words."""
        return str(next(at for at, line in enumerate(self.project.script.lines, 1) if words in line.text))

    def who(self, words: str) -> str:
        """Who says some words."""
        return next(line.role for line in self.project.script.lines if words in line.text)

    def tongue(self, name: str) -> str:
        """The language of somebody, and that their voice has it."""
        project = self.project
        language = next(role.language for role in project.script.roles if role.name == name)
        assert project.cast.voice(name).language.partition("-")[0] == (language or "en")
        return language


@pytest.fixture
def digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Digest:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "bridge.md").write_text(BRIDGE, "utf-8")
    (tmp_path / "church.md").write_text(CHURCH, "utf-8")
    return Digest(tmp_path)


def test_who_is_new_at_a_line_of_a_german_article_speaks_german(digest: Digest) -> None:
    digest.make()
    digest.edit("assign", digest.line("schon seit zwei"), "Hans Meier", "--gender", "male")
    digest.edit("insert", digest.line("sagte Petra Kohl"), "Und das ist gut.", "--role", "Ute Roth")
    digest.edit("assign", digest.line("It is loud"), "Ida Moss")
    assert [digest.tongue(name) for name in ("Hans Meier", "Ute Roth", "Ida Moss")] == ["de", "de", ""]
    digest.edit("rename", "Hans Meier", "Hans Maier")
    assert digest.tongue("Hans Maier") == "de"
    digest.edit("undo")
    assert digest.tongue("Hans Meier") == "de"


def test_the_narrator_of_a_german_line_is_the_german_one(digest: Digest) -> None:
    digest.make()
    narrator = digest.who("Die Kirche ist alt")
    digest.edit("assign", digest.line("schon seit zwei"), "Narrator")
    digest.edit("insert", digest.line("sagte Petra Kohl"), "Und das ist gut.")
    digest.edit("assign", digest.line("It is loud"), "Narrator")
    said = [digest.who(words) for words in ("schon seit zwei", "Und das ist gut", "It is loud")]
    assert said == [narrator, narrator, "Narrator"]
    digest.edit("render")
    tables = tomllib.loads((digest.folder / "voices" / "corrections.toml").read_text("utf-8")).values()
    assert {entry["speaker"] for table in tables for entry in table.values()} == {"Narrator"}
    digest.make()
    assert digest.who("schon seit zwei") == narrator


@pytest.mark.parametrize("listed", ["", "    Hans Meier: male\n"])
def test_who_is_new_in_the_file_speaks_the_language_of_the_article(digest: Digest, listed: str) -> None:
    digest.make()
    text = digest.file.read_text("utf-8").replace("Cast:\n", f"Cast:\n{listed}")
    digest.file.write_text(text.replace("@Jan Weiß", "@Hans Meier\nGanz genau.\n\n@Jan Weiß"), "utf-8")
    assert digest.tongue("Hans Meier") == "de"
    digest.edit("pause", "1", "1")
    assert "Hans Meier: male, language de" in digest.file.read_text("utf-8") or not listed
    assert digest.tongue("Hans Meier") == "de"


def test_whose_language_is_taken_away_in_the_file_has_none(digest: Digest) -> None:
    digest.make()
    digest.edit("assign", digest.line("schon seit zwei"), "Hans Meier")
    text = digest.file.read_text("utf-8")
    digest.file.write_text(text.replace("Hans Meier: unknown, language de", "Hans Meier: unknown"), "utf-8")
    assert digest.tongue("Hans Meier") == ""


def test_once_an_article_is_known_to_be_german_everybody_in_it_speaks_german(digest: Digest) -> None:
    (digest.folder / "church.md").write_text(SHORT, "utf-8")
    digest.make()
    assert digest.tongue("Petra Kohl") == ""
    digest.edit("insert", digest.line("sagte Petra Kohl"), "Und das ist gut.", "--role", "Ute Roth")
    digest.edit("insert", digest.line("Und das ist gut"), "Das sagen alle.")
    digest.edit("insert", digest.line("We shall see"), "It is late.", "--role", "Ida Moss")
    digest.edit("render")
    (digest.folder / "church.md").write_text(GROWN, "utf-8")
    digest.make()
    people = ("Petra Kohl", "Jan Weiß", "Karla Voss", "Ute Roth", "Ida Moss", "Mara Lind")
    assert [digest.tongue(name) for name in people] == ["de", "de", "de", "de", "", ""]
    assert digest.who("Das sagen alle") == digest.who("Die Kirche ist alt") != "Narrator"
