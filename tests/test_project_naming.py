"""Somebody who is renamed in one episode keeps the voice in the show: registry and script agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cast import read_registry
from podcaster.cli import app
from podcaster.errors import PodcasterError
from podcaster.project.journal import Journal

BRIDGE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""
LATER = """# Another

By Bob Coe

It was open.

“So it does,” said {name}.

“It smells,” said Ida Moss.
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "bridge.md").write_text(BRIDGE, "utf-8")
    (tmp_path / "lund.md").write_text(LATER.format(name="Mara Lund"), "utf-8")
    (tmp_path / "lind.md").write_text(LATER.format(name="Mara Lind").replace("Another", "Other"), "utf-8")
    return tmp_path


def run(show: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["--show", str(show), *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def edit(show: Path, *words: str) -> str:
    return run(show, "edit", "the-bridge", *words)


def make(show: Path, name: str) -> None:
    run(show, "make", str(show / name))


def registered(show: Path) -> dict[str, str]:
    return {name: person.voice for name, person in read_registry(show / "voices" / "registry.toml").people.items()}


def folder_of(show: Path, slug: str) -> Path:
    (found,) = (show / "output").glob(f"*-{slug}")
    return found


def heard(show: Path, slug: str) -> dict[str, str]:
    episode: dict[str, Any] = json.loads((folder_of(show, slug) / "episode.json").read_text("utf-8"))
    return {each["role"]: each["voice"] for each in episode["performers"]}


def test_a_person_renamed_keeps_the_voice_in_later_episodes(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    edit(show, "rename", "Mara Lind", "Mara Lund")
    assert registered(show) == {"Omar Reed": voices["Omar Reed"], "Mara Lund": voices["Mara Lind"]}
    edit(show, "render")
    make(show, "lund.md")
    assert heard(show, "another")["Mara Lund"] == heard(show, "the-bridge")["Mara Lund"] == voices["Mara Lind"]


def test_a_person_renamed_before_the_first_rendering_leaves_no_name_that_nobody_hears(show: Path) -> None:
    project = podcaster.open_show(show).write(show / "bridge.md")
    voices = registered(show)
    project.rename("Mara Lind", "Mara Lund")
    assert registered(show) == {"Omar Reed": voices["Omar Reed"], "Mara Lund": voices["Mara Lind"]}
    project.render()
    assert sorted(registered(show)) == ["Mara Lund", "Omar Reed"]
    assert heard(show, "the-bridge")["Mara Lund"] == voices["Mara Lind"]


def test_undo_and_redo_take_the_registry_with_them(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    edit(show, "rename", "Mara Lind", "Mara Lund")
    edit(show, "undo")
    assert registered(show) == voices
    edit(show, "redo")
    assert sorted(registered(show)) == ["Mara Lund", "Omar Reed"]
    edit(show, "undo")
    assert registered(show) == voices


def test_undo_takes_no_voice_from_whom_another_episode_has_by_the_new_name(show: Path) -> None:
    make(show, "bridge.md")
    edit(show, "rename", "Mara Lind", "Mara Lund")
    make(show, "lund.md")
    edit(show, "undo")
    assert registered(show)["Mara Lund"] == registered(show)["Mara Lind"]


@pytest.mark.parametrize("rendered", [True, False])
def test_the_old_name_keeps_its_voice_where_others_hear_it(show: Path, *, rendered: bool) -> None:
    make(show, "bridge.md")
    other = podcaster.open_show(show).write(show / "lind.md")
    if rendered:
        other.render()
    voices = registered(show)
    edit(show, "rename", "Mara Lind", "Mara Lund")
    assert registered(show) == voices | {"Mara Lund": voices["Mara Lind"]}
    assert other.cast.voice("Mara Lind").name == voices["Mara Lind"]
    edit(show, "undo")
    assert registered(show) == voices


@pytest.mark.parametrize("wide", ["@Mara Lind", "Mara Lind"])
def test_a_name_changed_in_the_file_is_the_registrys_too(show: Path, wide: str) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    script = folder_of(show, "the-bridge") / "script.fountain"
    script.write_text(script.read_text("utf-8").replace(wide, wide.replace("Lind", "Lund")), "utf-8")
    edit(show)
    assert registered(show) == {"Omar Reed": voices["Omar Reed"], "Mara Lund": voices["Mara Lind"]}
    for _ in json.loads(run(show, "edit", "the-bridge", "--json", "history")):
        edit(show, "undo")
    assert registered(show) == voices


def test_a_name_that_the_show_knows_alone_can_be_brought_back(show: Path) -> None:
    """One letter from another on the title page, it is no slip as long as the show has it; undo gives it back to it."""
    make(show, "bridge.md")
    script = folder_of(show, "the-bridge") / "script.fountain"
    script.write_text(script.read_text("utf-8").replace("    Mara Lind:", "    Mara Linn:"), "utf-8")
    before = edit(show), registered(show)
    edit(show, "rename", "Mara Lind", "Mara Linn")
    assert "Mara Lind" not in registered(show)
    edit(show, "undo")
    assert (edit(show), registered(show)) == before


def test_a_name_changed_in_a_copy_is_the_registrys_once_it_is_made(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    text = (folder_of(show, "the-bridge") / "script.fountain").read_text("utf-8")
    (show / "mine.fountain").write_text(text.replace("Mara Lind", "Mara Lund"), "utf-8")
    run(show, "make", str(show / "mine.fountain"), "--force")
    assert heard(show, "the-bridge")["Mara Lund"] == voices["Mara Lind"]
    assert registered(show) == {"Omar Reed": voices["Omar Reed"], "Mara Lund": voices["Mara Lind"]}


def test_whom_the_show_knows_by_the_new_name_keeps_the_shows_voice(show: Path) -> None:
    make(show, "lund.md")
    known = registered(show)["Mara Lund"]
    make(show, "bridge.md")
    before = registered(show)
    assert before["Mara Lind"] != known
    edit(show, "rename", "Mara Lind", "Mara Lund")
    assert registered(show) == {name: voice for name, voice in before.items() if name != "Mara Lind"}
    edit(show, "render")
    assert heard(show, "the-bridge")["Mara Lund"] == known
    edit(show, "undo")
    assert registered(show) == before


def test_what_an_editor_has_decided_of_the_old_name_stays(show: Path) -> None:
    make(show, "bridge.md")
    run(show, "voices", "pin", "Mara Lind", "anika")
    edit(show, "rename", "Mara Lind", "Mara Lund")
    people = read_registry(show / "voices" / "registry.toml").people
    assert [(people[name].voice, people[name].pinned) for name in ("Mara Lind", "Mara Lund")] == [("anika", True)] * 2
    edit(show, "undo")
    assert set(registered(show)) == {"Mara Lind", "Omar Reed"}


def test_a_pin_of_the_new_name_stays_when_the_rename_is_taken_back(show: Path) -> None:
    make(show, "bridge.md")
    edit(show, "rename", "Mara Lind", "Mara Lund")
    run(show, "voices", "pin", "Mara Lund", "anika")
    edit(show, "undo")
    assert registered(show)["Mara Lund"] == registered(show)["Mara Lind"] == "anika"


def test_other_letters_of_the_same_name_are_the_same_entry(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    edit(show, "rename", "Mara Lind", "Mara LIND")
    assert registered(show) == voices
    edit(show, "undo")
    assert registered(show) == voices


def test_who_was_described_is_known_by_the_name_from_then_on(show: Path) -> None:
    text = BRIDGE.replace("said Mara Lind", "a spokeswoman said")
    (show / "bridge.md").write_text(text, "utf-8")
    make(show, "bridge.md")
    voice = heard(show, "the-bridge")["a spokeswoman"]
    edit(show, "rename", "a spokeswoman", "Mara Lund")
    assert registered(show)["Mara Lund"] == voice
    edit(show, "undo")
    assert set(registered(show)) == {"Omar Reed"}


def test_a_voice_for_one_episode_is_for_that_one_alone(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    edit(show, "voice", "Mara Lind", "anika")
    edit(show, "rename", "Mara Lind", "Mara Lund")
    assert registered(show)["Mara Lund"] == voices["Mara Lind"]
    edit(show, "render")
    assert heard(show, "the-bridge")["Mara Lund"] == "anika"


def test_where_the_history_cannot_be_written_the_registry_is_as_it_was(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(show, "bridge.md")
    before = (show / "voices" / "registry.toml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Journal, "append", full)
    with pytest.raises((OSError, PodcasterError)):
        podcaster.open_show(show).open("the-bridge").rename("Mara Lind", "Mara Lund")
    assert (show / "voices" / "registry.toml").read_bytes() == before
    assert "Mara Lund" not in (folder_of(show, "the-bridge") / "script.fountain").read_text("utf-8")


def test_a_rename_of_an_earlier_version_is_taken_back_as_ever(show: Path) -> None:
    make(show, "bridge.md")
    voices = registered(show)
    edit(show, "rename", "Mara Lind", "Mara Lund")
    history = folder_of(show, "the-bridge") / "history.jsonl"
    entry = json.loads(history.read_text("utf-8"))
    del entry["renamed"]
    history.write_text(json.dumps(entry, ensure_ascii=False) + "\n", "utf-8")
    edit(show, "undo")
    assert registered(show)["Mara Lund"] == voices["Mara Lind"]
    assert "Mara Lind" in edit(show)


def test_a_name_taken_from_the_article_is_the_registrys_too(show: Path) -> None:
    make(show, "bridge.md")
    voice = registered(show)["Mara Lind"]
    edit(show, "rename", "Mara Lind", "Mara Lund")
    edit(show, "render")
    (show / "bridge.md").write_text(BRIDGE.replace("Mara Lind", "Mara Lundgren"), "utf-8")
    make(show, "bridge.md")
    (collision,) = podcaster.open_show(show).open("the-bridge").collisions
    edit(show, "resolve", str(collision.line + 1), "--theirs")
    assert (registered(show)["Mara Lundgren"], "Mara Lund" in registered(show)) == (voice, False)
    edit(show, "undo")
    assert (registered(show)["Mara Lund"], "Mara Lundgren" in registered(show)) == (voice, False)
