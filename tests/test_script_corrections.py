"""Corrections: a speaker that an editor has put right stays right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcaster.errors import SettingsError
from podcaster.model import NARRATOR, Correction, Gender, Origin
from podcaster.script import (
    awkward,
    format_script,
    read_corrections,
    read_script,
    remember_corrections,
    write_script,
)
from podcaster.script.examples import read_example
from podcaster.settings import Podcast, shipped

LINK = "https://example.org/lighthouse"
TEMPLATES = sorted(path.stem.split(".")[0] for path in shipped("scripts").glob("[a-z]*.fountain.j2"))


def written(path: Path, link: str = LINK, template: str = "narration") -> str:
    article, quotes = read_example(awkward.EXAMPLE)
    article = replace(article, link=link)
    known = read_corrections(path, article.origin)
    return write_script(
        article, quotes, template=shipped("scripts") / f"{template}.fountain.j2", show=Podcast(), corrections=known
    )


def edited(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after, 1)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_script_that_nobody_edited_corrects_nothing(tmp_path: Path, template: str) -> None:
    path = tmp_path / "corrections.toml"
    assert remember_corrections(read_script(written(path, template=template), "x"), path) == {}
    assert not path.exists()


@pytest.mark.parametrize("link", [LINK, ""])
def test_a_changed_name_is_remembered_for_the_next_script(tmp_path: Path, link: str) -> None:
    path = tmp_path / "voices" / "corrections.toml"
    text = edited(written(path, link), "@Unattributed [[", "@Rosa Roe [[")
    text = edited(text, "    Jane Doe: female", "    Jane Doe: female\n    Rosa Roe: female")
    new = remember_corrections(read_script(text, "x"), path)
    assert list(new.values()) == [Correction("Rosa Roe", Gender.FEMALE, "We shall see,")]
    assert remember_corrections(read_script(text, "x"), path) == {}
    again = written(path, link)
    assert "@Rosa Roe [[speaker: Rosa Roe; verb: said; sure: corrected; quote: " in again
    assert "Rosa Roe: female" in again
    assert "@Unattributed" not in again


def test_a_correction_can_be_corrected(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    remember_corrections(read_script(edited(written(path), "@Unattributed [[", "@Rosa Roe [["), "x"), path)
    remember_corrections(read_script(edited(written(path), "@Rosa Roe [[", "@Ray Poe [["), "x"), path)
    assert "@Rosa" not in written(path)
    assert next(iter(read_corrections(path, Origin(LINK)).values())).speaker == "Ray Poe"


def test_a_quote_may_become_the_narrators(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    script = read_script(edited(written(path), "@the county [[", "@Narrator [["), "x")
    remember_corrections(script, path)
    again = read_script(written(path), "x")
    assert next(line.role for line in again.lines if "surplus" in line.text) == NARRATOR
    assert format_script(again) == written(path)


def test_words_may_be_changed_along_with_the_name(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    text = edited(edited(written(path), "@Unattributed [[", "@Ray Poe [["), "We shall see,", "We will see,")
    remember_corrections(read_script(text, "x"), path)
    assert "@Unattributed" not in written(path)


def test_another_article_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    remember_corrections(read_script(edited(written(path), "@Unattributed [[", "@Ray Poe [["), "x"), path)
    assert "@Unattributed" in written(path, "https://example.org/another")


def test_comments_of_people_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(
        '# ours\n["https://example.org/old"]\n1a2b3c4d = {speaker = "Ann", words = "Yes"}  # sure\n', "utf-8"
    )
    remember_corrections(read_script(edited(written(path), "@Unattributed [[", "@Ray Poe [["), "x"), path)
    text = path.read_text("utf-8")
    assert text.startswith("# ours\n")
    assert "# sure" in text
    assert read_corrections(path, Origin("https://example.org/old")) == {"1a2b3c4d": Correction("Ann", words="Yes")}


@pytest.mark.parametrize(
    "text", ["[", '["a.md"]\nk = 3', '["a.md"]\nk = {words = "x"}', '["a.md"]\nk = {speaker = "A", gender = "x"}']
)
def test_a_broken_file_is_an_error_with_its_path(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"corrections\.toml"):
        read_corrections(path, Origin(file="somewhere/a.md"))
