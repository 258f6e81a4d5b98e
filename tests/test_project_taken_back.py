"""A merge with an article that was taken back: a decision, told truthfully, and undone when somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import podcaster
from tests.folders import Folder, number_of

if TYPE_CHECKING:
    pass

SHUT = "It was shut on Monday."
TUESDAY = "Narrator: It was closed on Tuesday after a night of rain."


def told(folder: Folder, key: str) -> list[object]:
    """What is told of lines, of one kind; not of the summary, which has the lines' words."""
    found = [each for line in folder.lines() for each in (line[key] if isinstance(line[key], list) else ())]
    return [each for each in found if not str(each).startswith("Summary: ")]


def edited(folder: Folder) -> None:
    """A script that was edited and merged with a changed article; the merge was taken back."""
    folder.make()
    folder.edit("words", number_of(folder, "Monday"), SHUT)
    folder.edit("render")
    folder.change(("Monday", "Tuesday"), ("said Mara Lind", "told us Mara Lind"))
    folder.make()
    assert told(folder, "collides") == [TUESDAY]
    folder.edit("undo")


def test_what_the_article_has_otherwise_is_shown_and_make_says_how_to_have_it(folder: Folder) -> None:
    edited(folder)
    before = folder.told()
    for _ in range(2):
        said = folder.make()
        assert "what the article has otherwise was taken back" in said
        assert f"podcaster edit {folder.script.parent.name} redo" in said
        assert "nothing new" not in said
        assert "edited by hand" not in said
    assert folder.told() == before
    shown = folder.edit()
    assert f"< Taken back here, but in the article: {TUESDAY}" in shown
    assert "< Taken back here, but in the article: Narrator: told us Mara Lind." in shown
    assert f"podcaster edit {folder.script.parent.name} redo" in shown
    folder.edit("redo")
    assert told(folder, "collides") == [TUESDAY]
    assert "Narrator: told us Mara Lind." in folder.told()
    assert told(folder, "taken_back") == []
    assert "nothing new" in folder.make()


def test_a_further_change_of_the_article_is_merged_with_all_that_was_taken_back(folder: Folder) -> None:
    edited(folder)
    folder.make()
    folder.change(("It is loud", "It is so loud"))
    folder.make()
    assert told(folder, "collides") == [TUESDAY]
    lines = folder.told()
    assert {f"Narrator: {SHUT}", "Narrator: told us Mara Lind.", "Omar Reed: It is so loud,"} <= set(lines)
    folder.edit("undo")
    assert told(folder, "taken_back") == [TUESDAY, "Narrator: told us Mara Lind.", "Omar Reed: It is so loud,"]


def test_what_was_taken_back_can_be_had_after_other_changes_too(folder: Folder) -> None:
    edited(folder)
    folder.edit("words", number_of(folder, "said Mara"), "Mara Lind said that.")
    assert "was taken back" in folder.make()
    folder.edit("redo")
    assert told(folder, "collides") == [TUESDAY, "Narrator: told us Mara Lind."]
    folder.edit("undo")
    assert {f"Narrator: {SHUT}", "Narrator: Mara Lind said that."} <= set(folder.told())
    assert told(folder, "taken_back") == [TUESDAY, "Narrator: told us Mara Lind."]


def test_where_nobody_has_edited_anything_it_is_not_said_that_somebody_has(folder: Folder) -> None:
    folder.make()
    folder.change(("Monday", "Tuesday"))
    folder.make()
    folder.edit("undo")
    said = folder.make()
    assert "was taken back" in said
    assert "edited by hand" not in said
    assert told(folder, "taken_back") == [TUESDAY]
    folder.change(("rain", "snow"))
    folder.make()
    assert "Narrator: It was closed on Tuesday after a night of snow." in folder.told()
    assert told(folder, "taken_back") == told(folder, "collides") == []


def test_a_speaker_named_after_it_was_taken_back_is_no_change_of_the_article(folder: Folder) -> None:
    edited(folder)
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("render")  # from now on the template has it from the editor
    assert "was taken back" in folder.make()
    assert f"Narrator: {SHUT}" in folder.told()
    assert told(folder, "collides") == []


def test_two_merges_that_were_taken_back_come_again_one_by_one(folder: Folder) -> None:
    folder.make()
    for old, new in (("Monday", "Tuesday"), ("rain", "snow")):
        folder.change((old, new))
        folder.make()
        folder.lines()
    folder.edit("undo")
    assert told(folder, "taken_back") == ["Narrator: It was closed on Tuesday after a night of snow."]
    folder.edit("undo")
    assert "was taken back" in folder.make()
    assert any("Monday after a night of rain" in line for line in folder.told())
    folder.edit("redo")
    assert "was taken back" in folder.make()
    folder.edit("redo")
    assert "taken back" not in folder.make()
    assert told(folder, "taken_back") == []


def test_an_article_that_is_as_it_was_when_a_merge_was_taken_back_has_nothing_to_make_again(folder: Folder) -> None:
    edited(folder)
    folder.change(("Tuesday", "Monday"), ("told us Mara Lind", "said Mara Lind"))
    folder.make()
    folder.edit("words", number_of(folder, "shut"), f"{SHUT} For long.")
    project = podcaster.open_show(folder.path).open("bridge")
    assert (project.redoable, project.taken_back) == (None, ())
    assert "was taken back" not in folder.make()


def test_a_gender_that_people_have_given_is_no_change_of_the_article(folder: Folder) -> None:
    folder.make()
    folder.edit("gender", "Mara Lind", "neutral")
    folder.edit("words", number_of(folder, "Monday"), SHUT)
    folder.edit("render")  # from now on the template has it from the show
    project = podcaster.open_show(folder.path).open("bridge")
    before = project.revision
    assert "nothing new" in folder.make()
    project.refresh()
    assert (project.revision, project.redoable) == (before, None)
    folder.edit("undo")
    assert any("Monday" in line for line in folder.told())


def test_whom_only_an_editor_had_named_is_nothing_that_the_article_has(folder: Folder) -> None:
    folder.make()
    quote = number_of(folder, "It is loud")
    before = folder.told()
    folder.edit("assign", quote, "Ida Moss")
    folder.edit("render")
    folder.run("make", "--force", str(folder.path / "b.md"))  # which the template writes with whom the editor named
    folder.edit("undo")
    folder.edit("undo")
    assert folder.told() == before
    assert told(folder, "taken_back") == []
    assert "taken back" not in folder.make()
    folder.edit("redo")
    assert folder.told()[int(quote) - 1].startswith("Ida Moss: ")


def test_a_quote_that_the_narrator_says_makes_no_pause_of_the_article_s(folder: Folder) -> None:
    folder.make()
    folder.change(("said Mara Lind", "said Mara Lund"))
    folder.edit("assign", number_of(folder, "We shall"), "Narrator")
    folder.edit("render")  # from now on the template has it from the editor, as every paragraph of the narrator's
    folder.change(("said Mara Lund", "said Mara Lind"), ("Monday", "Tuesday"))
    folder.make()
    folder.edit("undo")
    assert told(folder, "taken_back") == [TUESDAY]
    folder.change(("Tuesday", "Monday"))
    assert "taken back" not in folder.make()
    assert told(folder, "taken_back") == []


def test_what_people_have_put_in_themselves_can_be_made_again_and_is_not_offered_twice(folder: Folder) -> None:
    folder.make()
    folder.change(("Monday", "Tuesday"))
    folder.make()
    folder.edit("undo")
    folder.edit("words", number_of(folder, "Monday"), TUESDAY.removeprefix("Narrator: "))
    project = podcaster.open_show(folder.path).open("bridge")
    while project.redoable:
        project.redo()
    assert "was taken back" not in folder.make()
    assert folder.told().count(TUESDAY) == 1


def test_a_program_sees_what_was_taken_back_and_puts_it_in(folder: Folder) -> None:
    show = podcaster.open_show(folder.path)
    project = show.write(folder.path / "b.md")
    folder.change(("Monday", "Tuesday"))
    project = show.write(folder.path / "b.md")
    project.undo()
    assert project.taken_back[-1].theirs == (TUESDAY,)
    project = show.write(folder.path / "b.md")
    assert project.taken_back[-1].theirs == (TUESDAY,)
    project.redo()
    assert project.taken_back == ()
    assert any("Tuesday" in line.text for line in project.script.lines)
    with pytest.raises(podcaster.PodcasterError, match="nothing to make again"):
        project.redo()


def test_where_no_template_has_written_a_script_there_is_nothing_to_make_again(folder: Folder) -> None:
    (folder.path / "hand.fountain").write_text("Title: By hand\n\nHello there.\n", "utf-8")
    show = podcaster.open_show(folder.path)
    project = show.write(folder.path / "hand.fountain")
    with pytest.raises(podcaster.PodcasterError, match="There is nothing to make again"):
        project.redo()
