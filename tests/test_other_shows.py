"""An episode that is named by its folder, from outside its show: it is its own show's, or that is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from podcaster.settings import load_settings
from podcaster.studio.opening import episode_for, show_of

ARTICLE = "# The Bridge\n\nIt was closed on Monday.\n\n“We shall see,” said Mara Lind.\n"


@pytest.fixture
def shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two shows beside one another, of which the first has an episode and no podcaster.toml."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    for name in "abc":
        (tmp_path / name).mkdir()
    (tmp_path / "b" / "podcaster.toml").write_text('[show]\ntitle = "Other"\n[sound]\ntheme = ""\n')
    (tmp_path / "a" / "bridge.md").write_text(ARTICLE, "utf-8")
    podcaster.open_show(tmp_path / "a").write(tmp_path / "a" / "bridge.md").render()
    return tmp_path


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("here", ["b", "c"])
@pytest.mark.parametrize("way", ["absolute", "relative", "linked"])
def test_it_is_its_own_show_that_every_command_works_on(
    shows: Path, monkeypatch: pytest.MonkeyPatch, here: str, way: str
) -> None:
    monkeypatch.chdir(shows / here)
    (folder,) = (shows / "a" / "output").glob("*-the-bridge")
    (shows / "linked").symlink_to(folder)
    name = {"absolute": str(folder), "relative": f"../a/output/{folder.name}/", "linked": "../linked"}[way]
    before, made = files(shows / here), json.loads(run("episodes", "show", name))["guid"]
    run("edit", name, "words", "3", "It was shut.")
    run("edit", name, "say", "Lind", "lynd", "--everywhere")
    run("edit", name, "rename", "Mara Lind", "Mara Holm")
    assert run("edit", name, "render").strip() == str(folder / "the-bridge.mp3")
    run("episodes", "set", name, "--number", "7")
    shown = json.loads(run("episodes", "show", name))
    assert (shown["guid"], shown["number"]) == (made, 7)
    assert "Mara Holm" in {each["role"] for each in shown["performers"]}
    settings, what = show_of(name, load_settings(shows / "a"))
    assert episode_for(what, settings, lambda *_: None) == folder
    assert files(shows / here) == before
    assert "lynd" in (shows / "a" / "voices" / "lexicon.toml").read_text("utf-8")
    assert "Mara Holm" in (shows / "a" / "voices" / "registry.toml").read_text("utf-8")
    run("episodes", "remove", name, "--yes")
    assert not folder.exists()


def test_its_script_is_its_own_show_s_too(shows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shows / "b")
    (script,) = (shows / "a" / "output").glob("*-the-bridge/script.fountain")
    script.write_text(script.read_text("utf-8").replace("\n\nIt was closed", "\n\nIt was shut"), "utf-8")
    before = files(shows / "b")
    assert str(script.parent) in json.loads(run("make", "--json", str(script)))["folder"]
    assert "Welcome to Read Aloud" in run("script", str(script))
    run("cast", str(script))
    assert "It was shut" in run("edit", str(script))
    assert files(shows / "b") == before
    assert "Title: The Bridge" in run("--show", str(shows / "b"), "script", str(script))


def test_where_another_show_is_named_it_is_refused_with_the_way_out(
    shows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shows / "c")
    (folder,) = (shows / "a" / "output").glob("*-the-bridge")
    before = files(shows)
    told = f"{folder} is an episode of another show, {shows / 'a'}."
    for words in (["edit", str(folder), "undo"], ["proof", str(folder)], ["episodes", "remove", str(folder)]):
        assert told in " ".join(run("--show", str(shows / "b"), *words, code=2).split())
    with pytest.raises(podcaster.PodcasterError, match="is an episode of another show") as caught:
        podcaster.open_show(shows / "b").open(folder)
    assert f"podcaster --show {shows / 'a'}" in caught.value.cure
    with pytest.raises(podcaster.PodcasterError, match="is an episode of another show"):
        episode_for(str(folder), load_settings(shows / "b"), lambda *_: None)
    assert files(shows) == before
    run("--show", str(shows / "a"), "edit", str(folder))
    assert podcaster.open_show(shows / "a").open(folder).folder == folder


def test_a_folder_that_is_in_no_show_is_no_episode_of_one(shows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shows)
    (folder,) = (shows / "a" / "output").glob("*-the-bridge")
    folder.rename(shows / "copy")
    assert "There is no episode" in run("edit", "copy", code=2)
    assert "There is no episode" in run("--show", "b", "edit", str(shows / "copy"), code=2)


def test_a_mere_name_is_the_show_s_own(shows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies in the working folder; in a show's output it is that show's."""
    (folder,) = (shows / "a" / "output").glob("*-the-bridge")
    podcaster.open_show(shows / "b").write(shows / "a" / "bridge.md").render()
    monkeypatch.chdir(folder.parent)
    assert podcaster.open_show(shows / "b").open(folder.name).folder.is_relative_to(shows / "b")
    assert json.loads(run("edit", folder.name, "--json"))["folder"] == str(folder)
    monkeypatch.chdir(folder)
    assert json.loads(run("edit", ".", "--json"))["folder"] == str(folder)
