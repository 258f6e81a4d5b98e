"""Projects that begin with a script that somebody has edited: ``script``, an editor, ``make`` of the script."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from test_project_copies import change, collisions

from podcaster.project.kept import VERSION, Kept, load_kept, save_kept
from tests.folders import Folder

if TYPE_CHECKING:
    from pathlib import Path

SHUT = "It was shut."


def edited(folder: Folder, *arguments: str) -> Path:
    """A script of the article in which somebody has changed a line and the title."""
    path = folder.path / "e.fountain"
    folder.run("script", str(folder.path / "b.md"), "-o", str(path), *arguments)
    change(path, ("It was closed on Monday after a night of rain.", SHUT))
    path.write_text(path.read_text("utf-8").replace("Title: The Bridge", "Title: Bridge shut"), "utf-8")
    return path


def check_edits(folder: Folder) -> None:
    assert f"Narrator: {SHUT}" in folder.told()
    assert "Title: Bridge shut\n" in folder.script.read_text("utf-8")


@pytest.mark.parametrize("template", ["narration", "brief"])
def test_what_was_edited_before_the_project_began_is_an_editor_s(folder: Folder, template: str) -> None:
    said = folder.run("make", str(edited(folder, "--template", template)))
    assert "e.fountain has otherwise than the script of b.md is kept as changed by hand." in said
    kept = load_kept(folder.script.parent)
    assert kept
    assert kept.template == template
    assert [each.article.title for each in kept.read] == ["The Bridge"]
    history = folder.edit("history")
    assert "Changed the words of line " in history
    folder.change(("It is loud", "It is so loud"))
    said = folder.run("make", "--template", template, str(folder.path / "b.md"))
    assert "was edited by hand; what is new in the article was put into it" in said
    check_edits(folder)
    assert "Omar Reed: It is so loud," in folder.told()
    assert collisions(folder) == []
    folder.change(("Monday", "Tuesday"))
    folder.run("make", "--template", template, str(folder.path / "b.md"))
    check_edits(folder)
    assert "Narrator: It was closed on Tuesday after a night of rain." in collisions(folder)


def test_a_script_as_it_was_written_begins_a_project_without_edits(folder: Folder) -> None:
    path = folder.path / "e.fountain"
    folder.run("script", str(folder.path / "b.md"), "-o", str(path))
    assert "by hand" not in folder.run("make", str(path))
    folder.change(("Monday", "Tuesday"))
    assert "by hand" not in folder.make()
    assert "Narrator: It was closed on Tuesday after a night of rain." in folder.told()


@pytest.mark.parametrize("why", ["gone", "changed since", "an older version"])
def test_where_nobody_knows_what_the_template_had_written_all_that_differs_is_shown(folder: Folder, why: str) -> None:
    path, article = edited(folder), folder.path / "b.md"
    if why == "changed since":
        folder.change(("Monday", "Tuesday"))
        os.utime(article, (path.stat().st_mtime + 10,) * 2)
    text = article.read_text("utf-8")
    if why == "gone":
        article.unlink()
    folder.run("make", str(path))
    if why == "an older version":  # which knew no more than the script
        script = path.read_text("utf-8")
        save_kept(folder.script.parent, Kept(VERSION, "", script))
        (folder.script.parent / "history.jsonl").unlink()
    folder.article(text)
    folder.make()
    check_edits(folder)
    day = "Tuesday" if why == "changed since" else "Monday"
    assert f"Narrator: It was closed on {day} after a night of rain." in collisions(folder)
    assert "Title: The Bridge" in collisions(folder)
    assert "nothing new" in folder.make()
