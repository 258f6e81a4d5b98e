"""Scripts that were edited elsewhere and come back with ``make``: what was done to them there, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from project_faults import KILLED, REFUSED, die, refuse, run_at

import podcaster
from podcaster.merging.copies import nearest, take_copy
from podcaster.project import OpenProject
from podcaster.refused import in_words
from podcaster.script import review_of
from podcaster.settings import load_settings
from tests.folders import Folder, number_of

if TYPE_CHECKING:
    from pathlib import Path

TUESDAY = "Narrator: It was closed on Tuesday after a night of rain."


@pytest.fixture
def desk(folder: Folder) -> Path:
    """A copy of an edited script, whose article has changed since."""
    folder.make()
    folder.edit("words", number_of(folder, "Omar Reed said"), "Omar Reed told us.")
    path = folder.path / "desk.fountain"
    shutil.copy(folder.script, path)
    folder.change(("Monday", "Tuesday"))
    folder.make()
    return path


def change(path: Path, *changes: tuple[str, str]) -> None:
    """Lines of a script are others from now on; its summary has their words, and stays."""
    page, mark, text = path.read_text("utf-8").partition("\n# ")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(page + mark + text, "utf-8")


def collisions(folder: Folder) -> list[object]:
    return [
        each for line in folder.lines() for each in (line["collides"] if isinstance(line["collides"], list) else ())
    ]


def test_what_was_done_to_a_copy_comes_to_what_the_article_has_corrected_since(folder: Folder, desk: Path) -> None:
    change(desk, ("told us", "told them"), ("It is loud", "It is very loud"))
    said = folder.run("make", str(desk))
    assert f"What was done to {desk} is in {folder.script} now." in said
    lines = folder.told()
    assert {TUESDAY, "Narrator: Omar Reed told them.", "Omar Reed: It is very loud,"} <= set(lines)
    history = folder.edit("history").splitlines()
    assert [line.split("  ", 2)[-1] for line in history[-2:]] == [
        "Changed the words of line 7.",
        "Changed the words of line 8.",
    ]
    assert "nothing new" in folder.make()
    folder.change(("Tuesday", "Wednesday"), ("rain", "snow"))
    folder.make()
    assert "Narrator: It was closed on Wednesday after a night of snow." in folder.told()
    assert collisions(folder) == []
    folder.edit("undo")
    folder.edit("undo")
    assert {"Narrator: Omar Reed told us.", "Omar Reed: It is very loud,", TUESDAY} <= set(folder.told())


def test_what_both_have_changed_collides_and_nothing_is_lost(folder: Folder, desk: Path) -> None:
    folder.edit("words", number_of(folder, "told us"), "Omar Reed told everybody.")
    change(desk, ("told us", "told them"), ("Monday", "Friday"))
    folder.run("make", str(desk))
    assert {TUESDAY, "Narrator: Omar Reed told everybody."} <= set(folder.told())
    shown = [str(each) for each in collisions(folder)]
    assert "Narrator: It was closed on Friday after a night of rain." in shown
    assert "Narrator: Omar Reed told them." in shown


def test_what_a_copy_has_is_told_as_the_copys(folder: Folder) -> None:
    folder.make()
    copies = [folder.path / name for name in ("a.fountain", "c.fountain")]
    for path, words in zip(copies, ("Nobody may cross it any more", "It was shut on Monday"), strict=True):
        shutil.copy(folder.script, path)
        change(path, ("It was closed on Monday after a night of rain", words))
    folder.run("make", str(copies[0]))
    said = folder.run("make", str(copies[1]))
    assert "notes in the script show the copy's." in said
    line = number_of(folder, "Nobody may cross")
    assert "[[collides in a copy: Narrator: It was shut on Monday.]]" in folder.script.read_text("utf-8")
    assert "! A copy of the script has: Narrator: It was shut on Monday.\n" in folder.edit()
    assert "The article now has" not in folder.edit()
    project = podcaster.open_show(folder.path).open("bridge")
    (collision,) = project.collisions
    assert collision.copied == collision.theirs == ("Narrator: It was shut on Monday.",)
    assert review_of(project.script)[-1].startswith("A copy of the script was edited where this one was, in line ")
    folder.edit("resolve", line, "--theirs")
    assert "Narrator: It was shut on Monday." in folder.told()
    assert folder.edit("history").splitlines()[-1].endswith(f"Took the copy’s words at line {line}.")


def test_who_is_taken_from_a_copy_has_what_its_cast_says_of_them(folder: Folder) -> None:
    folder.make()
    line, copy = number_of(folder, "We shall"), folder.path / "c.fountain"
    text = folder.script.read_text("utf-8").replace("Cast:\n", "Cast:\n    Ida Moss: female, voice aunty\n")
    copy.write_text(text.replace("@Mara Lind [[", "@Ida Moss [[", 1), "utf-8")
    folder.edit("assign", line, "Omar Reed")
    folder.run("make", str(copy))
    folder.edit("resolve", line, "--theirs")
    assert "Ida Moss: We shall see," in folder.told()
    assert "    Ida Moss: female, voice aunty\n" in folder.script.read_text("utf-8")


def test_a_line_that_a_copy_has_cut_and_that_was_reworded_here_stays(folder: Folder) -> None:
    folder.make()
    copy = folder.path / "c.fountain"
    copy.write_text(re.sub(r"It was closed on Monday.*\n", "", folder.script.read_text("utf-8")), "utf-8")
    folder.edit("words", number_of(folder, "Monday"), "Shut.")
    folder.run("make", str(copy))
    assert "Narrator: Shut." in folder.told()
    assert collisions(folder) == ["(taken out)"]


def test_where_the_article_and_a_copy_collide_one_is_taken_at_a_time(folder: Folder) -> None:
    folder.make()
    copy = folder.path / "c.fountain"
    shutil.copy(folder.script, copy)
    change(copy, ("It was closed", "It was shut"))
    folder.edit("words", number_of(folder, "It was closed"), "Nobody may cross it any more.")
    folder.run("make", str(copy))
    folder.change(("Monday", "Tuesday"))
    assert "notes in the script show the article's and the copy's." in folder.make()
    shown = folder.edit()
    assert f"! The article now has: {TUESDAY}" in shown
    shut = "Narrator: It was shut on Monday after a night of rain."
    assert f"! A copy of the script has: {shut}" in shown
    count, line = len(folder.told()), number_of(folder, "Nobody may cross")
    folder.edit("resolve", line, "--theirs")
    assert folder.edit("history").splitlines()[-1].endswith(f"Took the article’s words at line {line}.")
    assert TUESDAY in folder.told()
    assert "! The article now has: Narrator" not in folder.edit()
    folder.edit("resolve", line, "--theirs")
    assert shut in folder.told()
    assert len(folder.told()) == count
    assert "A copy of the script has" not in folder.edit()


def test_what_a_copy_has_is_not_lost_with_the_line_that_the_article_takes_out(folder: Folder) -> None:
    folder.make()
    copy = folder.path / "c.fountain"
    shutil.copy(folder.script, copy)
    change(copy, ("It was closed", "It was shut"))
    line = number_of(folder, "It was closed")
    folder.edit("words", line, "Nobody may cross it any more.")
    folder.run("make", str(copy))
    folder.change(("It was closed on Monday after a night of rain.\n\n", ""))
    folder.make()
    before = folder.told()
    folder.edit("resolve", line, "--theirs")
    assert folder.told() == [each for each in before if "Nobody may cross" not in each]
    shut = "Narrator: It was shut on Monday after a night of rain."
    assert f"! A copy of the script has: {shut} (before this line, where it was cut)" in folder.edit()
    folder.edit("resolve", line, "--theirs")
    assert folder.told() == [shut if "Nobody may cross" in each else each for each in before]


def test_a_copy_that_was_changed_in_many_places_may_come_back_twice_and_go_on(folder: Folder, desk: Path) -> None:
    words = [("We shall see", "We will wait and see"), ("It is loud", "It is very loud"), ("told us", "told them")]
    change(desk, *words, ("Ann Poe", "Bea Poe"), ("You heard", "That was"))
    for _ in range(2):
        folder.run("make", str(desk))
        before = folder.told()
        assert {TUESDAY, "Mara Lind: We will wait and see,", "Omar Reed: It is very loud,"} <= set(before)
        assert collisions(folder) == []
    folder.change(("Tuesday", "Wednesday"))
    folder.make()
    change(desk, ("told them", "told me"))
    folder.run("make", str(desk))
    assert folder.told() == [each.replace("Tuesday", "Wednesday").replace("told them", "told me") for each in before]


def test_a_copy_of_an_earlier_state_that_nobody_has_changed_changes_nothing(folder: Folder, desk: Path) -> None:
    before = folder.told()
    said = folder.run("make", str(desk))
    assert f"{desk} has nothing new: {folder.script} has gone on since, and stays." in said
    assert folder.told() == before
    assert "nothing new" in folder.make()


def test_who_was_named_here_since_is_not_taken_back_by_a_copy(folder: Folder, desk: Path) -> None:
    folder.edit("assign", number_of(folder, "We shall see"), "Omar Reed")
    change(desk, ("told us", "told them"))
    said = folder.run("make", str(desk))
    assert "says no more" not in said
    assert {"Omar Reed: We shall see,", "Narrator: Omar Reed told them."} <= set(folder.told())
    assert "Omar Reed" in (folder.path / "voices/corrections.toml").read_text("utf-8")


def test_of_a_script_just_written_of_the_article_the_edits_come_into_the_project(folder: Folder, desk: Path) -> None:
    own = folder.path / "own.fountain"
    folder.run("script", str(folder.path / "b.md"), "-o", str(own))
    change(own, ("It is loud", "It is very loud"))
    folder.run("make", str(own))
    assert {TUESDAY, "Narrator: Omar Reed told us.", "Omar Reed: It is very loud,"} <= set(folder.told())
    assert collisions(folder) == []


def test_another_script_under_the_same_title_takes_the_place_of_the_one_before(folder: Folder) -> None:
    page = "Title: The week\n\n"
    for day, words in ("mon", "It rained."), ("tue", "Nobody came."), ("wed", "All is well."):
        path = folder.path / f"{day}.fountain"
        path.write_text(f"{page}{words}\n\n{words[:-1]} here.\n", "utf-8")
        folder.run("make", str(path))
        text = folder.script.read_text("utf-8")
        assert words in text
        assert "[[" not in text
    assert "rained" not in text


def test_of_states_that_are_as_near_by_lines_the_one_with_the_same_words_is_meant() -> None:
    begun, edited, later = "a\nOmar Reed said.\nb\nc", "a\nOmar Reed told us.\nb\nc", "a\nOmar Reed told us.\nc\nb"
    assert nearest("a\nOmar Reed told them.\nb\nc", (begun, edited, later)) == edited
    assert nearest("a\nx\nb\nc", (begun, edited, later)) == begun
    assert nearest("a\nb\nc", (begun, "a\nOmar.\nb\nc")) == begun
    assert nearest("a\nOmar Reed told them.\nc\nb", (begun, edited, later)) == later


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("how", ["refused", "killed"])
def test_a_copy_may_come_again_wherever_its_coming_was_stopped(folder: Folder, desk: Path, how: str) -> None:
    change(desk, ("told us", "told them"), ("It is loud", "It is very loud"))
    place, copy = folder.script.parent, desk.read_text("utf-8")
    wanted = {"It was closed on Tuesday after a night of rain.", "Omar Reed told them.", "It is very loud,"}
    at = 0
    while True:
        show = folder.path.parent / f"{folder.path.name}-{how}{at}"
        shutil.copytree(folder.path, show)
        there = show / place.relative_to(folder.path)

        def take(there: Path = there, show: Path = show) -> bool:
            try:
                return take_copy(OpenProject(there, load_settings(show), ""), copy)
            except OSError as error:
                raise in_words(error) from error

        ended, reached = run_at(take, at, die if how == "killed" else refuse, on=how == "refused")
        assert ended in {0, KILLED, REFUSED}
        take()
        project = podcaster.open_show(show).open("bridge")
        assert wanted <= {line.text for line in project.script.lines}
        assert project.collisions == ()
        for _ in range(2):
            project.undo()
        assert not {"Omar Reed told them.", "It is very loud,"} & {line.text for line in project.script.lines}
        shutil.rmtree(show)
        if not reached:
            break
        at += 1
    assert at > 5


@pytest.mark.parametrize("side", ["here", "in the copy"])
def test_a_collision_that_was_settled_on_one_side_is_settled(folder: Folder, side: str) -> None:
    folder.make()
    folder.edit("words", number_of(folder, "Monday"), "It was shut.")
    folder.change(("Monday", "Tuesday"))
    folder.make()
    desk = folder.path / "desk.fountain"
    shutil.copy(folder.script, desk)
    change(desk, ("It is loud", "It is very loud"))
    if side == "here":
        folder.edit("resolve", number_of(folder, "shut"))
        folder.edit("words", number_of(folder, "Omar Reed said"), "Omar Reed told us.")
    else:
        text = desk.read_text("utf-8")
        desk.write_text("\n".join(line.partition(" [[was:")[0] for line in text.split("\n")), "utf-8")
        folder.edit("words", number_of(folder, "Omar Reed said"), "Omar Reed told us.")
    folder.run("make", str(desk))
    assert {"Narrator: It was shut.", "Omar Reed: It is very loud,", "Narrator: Omar Reed told us."} <= set(
        folder.told()
    )
    assert [each for each in collisions(folder) if "closed" in str(each) and "Summary" not in str(each)] == []
