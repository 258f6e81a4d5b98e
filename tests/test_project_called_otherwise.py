"""An article that calls somebody otherwise by now: it is the same person to the show, who keeps their voice."""

from __future__ import annotations

from pathlib import Path

import pytest

import podcaster
from tests.test_project_naming import BRIDGE, LATER, edit, folder_of, heard, make, registered, run, show

__all__ = ["show"]
NAMES = (("Mara Lind", "Mara Lindgren"),)


def call(show: Path, *names: tuple[str, str]) -> None:
    """Correct names in the article, and write an article about the first of them."""
    text = (show / "bridge.md").read_text("utf-8")
    for old, new in names:
        assert old in text
        text = text.replace(old, new)
    (show / "bridge.md").write_text(text, "utf-8")
    (show / "later.md").write_text(LATER.format(name=names[0][1]), "utf-8")


@pytest.mark.parametrize("edited", [False, True])
def test_whom_the_article_calls_otherwise_keeps_the_voice_in_this_episode_and_in_later_ones(
    show: Path, *, edited: bool
) -> None:
    make(show, "bridge.md")
    before = registered(show)
    if edited:
        edit(show, "words", "4", "It was closed early.")
    call(show, *NAMES)
    make(show, "bridge.md")
    wanted = {"Omar Reed": before["Omar Reed"], "Mara Lindgren": before["Mara Lind"]}
    assert registered(show) == wanted
    assert heard(show, "the-bridge")["Mara Lindgren"] == before["Mara Lind"]
    assert ("edited by hand" in run(show, "make", str(show / "bridge.md"))) == edited
    make(show, "later.md")
    assert heard(show, "another")["Mara Lindgren"] == before["Mara Lind"]
    (folder_of(show, "another") / "script.fountain").unlink()
    (folder_of(show, "another") / "episode.json").unlink()
    edit(show, "undo")
    assert "Mara Lind:" in edit(show)
    assert {name: voice for name, voice in registered(show).items() if name != "Ida Moss"} == before
    edit(show, "redo")
    assert {name: voice for name, voice in registered(show).items() if name != "Ida Moss"} == wanted
    edit(show, "render")
    assert heard(show, "the-bridge")["Mara Lindgren"] == before["Mara Lind"]
    make(show, "bridge.md")
    assert heard(show, "the-bridge")["Mara Lindgren"] == before["Mara Lind"]
    assert "Nothing to undo" not in run(show, "edit", "the-bridge", "undo")


def test_what_the_title_page_has_of_a_person_stays_under_the_new_name(show: Path) -> None:
    make(show, "bridge.md")
    edit(show, "voice", "Mara Lind", "anika")
    edit(show, "gender", "Omar Reed", "female")
    call(show, *NAMES, ("Omar Reed", "Omar Reid"))
    make(show, "bridge.md")
    script = (folder_of(show, "the-bridge") / "script.fountain").read_text("utf-8")
    assert "Mara Lindgren: female, voice anika" in script
    assert "Omar Reid: female" in script
    assert heard(show, "the-bridge")["Mara Lindgren"] == "anika"
    assert set(registered(show)) == {"Mara Lindgren", "Omar Reid"}


def test_two_people_are_called_otherwise_at_once_and_have_their_names_back(show: Path) -> None:
    make(show, "bridge.md")
    before = registered(show)
    call(show, *NAMES, ("Omar Reed", "Omar Reid"))
    make(show, "bridge.md")
    assert registered(show) == {"Mara Lindgren": before["Mara Lind"], "Omar Reid": before["Omar Reed"]}
    edit(show, "undo")
    assert registered(show) == before


def test_who_is_another_person_is_not_taken_for_the_one_before(show: Path) -> None:
    make(show, "bridge.md")
    before = registered(show)
    text = (show / "bridge.md").read_text("utf-8")
    both = f"{text}\n“It was I,” said Mara Lindgren, who keeps the lock.\n"
    (show / "bridge.md").write_text(both, "utf-8")
    make(show, "bridge.md")
    voices = registered(show)
    assert {name: voices[name] for name in before} == before
    assert voices["Mara Lindgren"] != before["Mara Lind"]
    (show / "bridge.md").write_text(text.replace("Mara Lind", "Ida Moss"), "utf-8")  # who had said it after all
    make(show, "bridge.md")
    assert registered(show)["Mara Lind"] == before["Mara Lind"]
    (show / "bridge.md").write_text(text.replace("Mara Lind", "Karl Lind"), "utf-8")
    make(show, "bridge.md")
    assert registered(show)["Karl Lind"] not in before.values()


def test_whom_the_show_knows_by_the_new_name_keeps_that_voice(show: Path) -> None:
    call(show, *NAMES)
    make(show, "later.md")
    known = registered(show)["Mara Lindgren"]
    (show / "bridge.md").write_text(BRIDGE, "utf-8")
    make(show, "bridge.md")
    before = registered(show)
    call(show, *NAMES)
    make(show, "bridge.md")
    assert heard(show, "the-bridge")["Mara Lindgren"] == known
    assert registered(show) == {name: voice for name, voice in before.items() if name != "Mara Lind"}
    edit(show, "undo")
    assert registered(show) == before


def test_a_name_that_is_heard_in_another_episode_stays_registered(show: Path) -> None:
    make(show, "bridge.md")
    make(show, "lind.md")
    before = registered(show)
    call(show, *NAMES)
    make(show, "bridge.md")
    assert registered(show) == before | {"Mara Lindgren": before["Mara Lind"]}
    edit(show, "undo")
    assert registered(show) == before


def test_a_script_written_anew_by_force_has_the_voices_of_before(show: Path) -> None:
    make(show, "bridge.md")
    before = registered(show)
    for number, new in enumerate(("Mara Lindgren", "Mara Lund")):
        if number:
            edit(show, "words", "4", "It was closed early.")
        old = "Mara Lindgren" if number else "Mara Lind"
        call(show, (old, new))
        run(show, "make", "--force", str(show / "bridge.md"))
        assert registered(show) == {"Omar Reed": before["Omar Reed"], new: before["Mara Lind"]}
        assert heard(show, "the-bridge")[new] == before["Mara Lind"]


def test_a_project_without_an_episode_has_them_too(show: Path) -> None:
    opened = podcaster.open_show(show)
    opened.write(show / "bridge.md")
    before = registered(show)
    call(show, *NAMES)
    project = opened.write(show / "bridge.md")
    assert registered(show) == {"Omar Reed": before["Omar Reed"], "Mara Lindgren": before["Mara Lind"]}
    assert project.cast.voice("Mara Lindgren").name == before["Mara Lind"]
    project.undo()
    assert registered(show) == before
    project.redo()
    assert registered(show)["Mara Lindgren"] == before["Mara Lind"]
