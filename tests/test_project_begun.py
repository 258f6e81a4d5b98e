"""Projects that have no episode yet: known by their article, and found as episodes are."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from commands import run

import podcaster
from podcaster.engines import Engines
from podcaster.errors import InputError
from podcaster.library.finding import choose_episode
from podcaster.model import Wishes
from podcaster.pipeline import render, write
from podcaster.studio.desks import Desks
from podcaster.studio.opening import episode_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLE = """# The Bridge

By Ann Poole

The bridge was closed on Monday. “We shall see,” said Mara Lind, who lives beside it.

It had been open for years.
"""


def quiet(*_: object) -> None:
    """No progress."""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Show:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "podcaster.toml").write_text("[sound]\ntheme = ''\n[feed]\naddress = 'https://paper.example/show'\n")
    (folder / "b.md").write_text(ARTICLE, "utf-8")
    return podcaster.open_show(folder, who="Ada")


def edited(show: podcaster.Show) -> podcaster.Project:
    """A project in which somebody has changed a line."""
    project = show.write(show.folder / "b.md")
    assert project.edit(line_of(project, "The bridge was closed"), "It was shut.")
    return project


def line_of(project: podcaster.Project, words: str) -> int:
    return next(index for index, line in enumerate(project.script.lines) if line.text.startswith(words))


def corrected(show: podcaster.Show, before: str, after: str) -> Path:
    """The article, in which something has changed."""
    path = show.folder / "b.md"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return path


def words(project: podcaster.Project) -> list[str]:
    return [line.text for line in project.script.lines]


def folders(show: podcaster.Show) -> list[str]:
    return sorted(path.name for path in show.settings.output.iterdir() if not path.name.startswith("."))


def retitled(project: podcaster.Project) -> None:
    """Have people set what the title page says."""
    path = project.folder / "script.fountain"
    text = path.read_text("utf-8").replace("Title: The Bridge", "Title: A Bridge Shut").replace("Ann Poole", "Bea Roe")
    assert "\nSummary: " in text
    text = "\n".join("Summary: All of it." if line.startswith("Summary: ") else line for line in text.split("\n"))
    path.write_text(text, "utf-8")


def command(show: podcaster.Show, *arguments: str, code: int = 0) -> str:
    done = run(["--show", str(show.folder), *arguments])
    assert done.returncode == code, done.stderr
    return str(done.stdout if code == 0 else done.stderr)


def test_an_article_under_another_headline_is_the_same_project(show: podcaster.Show) -> None:
    before = edited(show)
    again = show.write(corrected(show, "# The Bridge", "# The Old Bridge"))
    assert again.folder == before.folder
    assert folders(show) == [before.folder.name]
    assert again.script.title == "The Old Bridge"
    assert {"The Old Bridge.", "It was shut."} <= set(words(again))
    assert again.history[0].what == "Changed the words of line 4."
    assert again.undo().startswith("The article was read again")
    assert again.undo() == "Changed the words of line 4."
    assert "The bridge was closed on Monday." in words(again)


def test_an_article_under_another_headline_becomes_the_episode_of_its_project(show: podcaster.Show) -> None:
    before = edited(show)
    made = json.loads(command(show, "make", str(corrected(show, "# The Bridge", "# The Old Bridge")), "--json"))
    assert (made["title"], made["folder"]) == ("The Old Bridge", str(before.folder))
    assert folders(show) == [before.folder.name]
    project = show.open(before.folder)
    assert "It was shut." in words(project)
    assert len(project.history) == 2
    assert project.undo().startswith("The article was read again")


def test_what_was_edited_before_the_first_rendering_outlives_the_next_reading(show: podcaster.Show) -> None:
    project = edited(show)
    assert project.render().edited
    command(show, "make", str(corrected(show, "for years", "for ages")))
    project.refresh()
    assert {"It was shut.", "It had been open for ages."} <= set(words(project))


def test_an_episode_of_which_an_older_version_did_not_know_that_it_was_edited_is_merged(show: podcaster.Show) -> None:
    project = edited(show)
    project.render()
    path = project.folder / "episode.json"
    path.write_text(path.read_text("utf-8").replace('"edited": true', '"edited": false'), "utf-8")
    command(show, "make", str(corrected(show, "for years", "for ages")))
    project.refresh()
    assert {"It was shut.", "It had been open for ages."} <= set(words(project))


def test_two_articles_of_one_title_and_day_are_two_projects(show: podcaster.Show) -> None:
    other = show.folder / "c.md"
    other.write_text(ARTICLE.replace("closed", "opened"), "utf-8")
    first, second = edited(show), show.write(other)
    assert first.folder != second.folder
    assert "The bridge was opened on Monday." in words(second)
    assert len(second.history) == 0
    command(show, "make", str(other))
    assert "It was shut." in words(show.open(first.folder))
    assert {first.folder.name, second.folder.name} == set(folders(show))


def test_of_two_projects_that_an_older_version_has_begun_the_one_goes_on_that_was_worked_on(
    show: podcaster.Show,
) -> None:
    project = edited(show)
    later = project.folder.with_name("2099-01-01-later")
    shutil.copytree(project.folder, later)
    (later / "history.jsonl").unlink()
    (later / "script.fountain").write_text(json.loads((later / "project.json").read_text("utf-8"))["script"], "utf-8")
    assert show.write(show.folder / "b.md").folder == project.folder


def test_a_project_that_loses_its_source_is_known_by_what_it_began_with(show: podcaster.Show) -> None:
    project = edited(show)
    path = project.folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("Source: b.md\n", ""), "utf-8")
    assert "Source" not in show.open(project.folder).script.metadata
    again = show.write(show.folder / "b.md")
    assert "It was shut." in words(again)
    assert not again.collisions
    assert show.open(project.folder).render().title == "The Bridge"
    assert folders(show) == [project.folder.name]


def test_nothing_is_left_of_a_project_that_could_not_be_kept(
    show: podcaster.Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("podcaster.keeping.save_kept", full)
        with pytest.raises(podcaster.PodcasterError, match="No space"):
            show.write(show.folder / "b.md")
    assert folders(show) == []
    assert show.write(show.folder / "b.md").articles


def test_a_project_begun_while_its_episode_is_made_is_the_episodes(show: podcaster.Show) -> None:
    decided = write([str(show.folder / "b.md")], show.settings, Wishes(), quiet)
    project = edited(show)
    moved = project.folder.rename(project.folder.with_name("2020-01-01-elsewhere"))
    with Engines(show.settings) as engines:
        made = render(decided, engines, show.settings, Wishes(), quiet)
    assert made.folder == moved
    assert folders(show) == [moved.name]
    there = show.open(moved)
    assert "It was shut." in words(there)
    assert there.undo() == "Changed the words of line 4."


@pytest.mark.parametrize("way", ["make", "edit", "api", "studio"])
def test_what_people_have_set_on_the_title_page_is_the_episodes(show: podcaster.Show, way: str) -> None:
    project = show.write(show.folder / "b.md")
    retitled(project)
    if way == "make":
        command(show, "make", str(corrected(show, "for years", "for ages")))
    elif way == "edit":
        command(show, "edit", "bridge", "render")
    elif way == "api":
        show.open("bridge").render()
    else:
        desks = Desks(project.folder, show.settings, "Ada")
        assert [(each["name"], each["published"]) for each in desks.listed()] == [(project.folder.name, None)]
        desks.first._make()
        desks.first.follow()
        assert desks.first.parts()["about"][1]["state"] == "made"
        desks.close()
    (episode,) = show.episodes
    assert (episode.title, episode.author, episode.description) == ("A Bridge Shut", "Bea Roe", "All of it.")
    assert episode.edited
    assert folders(show) == [project.folder.name]


def test_an_address_that_people_give_leaves_the_article_the_same(show: podcaster.Show) -> None:
    project = show.write(show.folder / "b.md")
    path = project.folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("Source: ", "Link: https://paper.example/b\nSource: "), "utf-8")
    guids = {show.open(project.folder).render().guid}
    for _ in range(2):
        made = json.loads(command(show, "make", str(corrected(show, "for", "for very")), "--json"))
        guids.add(made["guid"])
    assert len(guids) == 1
    assert show.episodes[0].link == "https://paper.example/b"
    assert folders(show) == [project.folder.name]


def test_a_project_without_an_episode_is_found_as_episodes_are(show: podcaster.Show, monkeypatch) -> None:
    project = show.write(show.folder / "b.md")
    retitled(project)
    monkeypatch.chdir(show.folder)
    for name in (project.folder.name, str(project.folder), "bridge", "a-bridge-shut", "b.md", "bridge shut", "shut"):
        state = json.loads(command(show, "edit", name, "--json"))
        assert state["folder"] == str(project.folder), name
    assert show.open(show.folder / "b.md").folder == project.folder
    assert episode_for("bridge", show.settings, quiet) == project.folder
    assert episode_for("", show.settings, quiet) == project.folder


def test_what_may_mean_several_is_told_as_of_episodes(show: podcaster.Show) -> None:
    first = show.write(show.folder / "b.md")
    first.render()
    (show.folder / "c.md").write_text(ARTICLE.replace("The Bridge", "Bridge of Ash"), "utf-8")
    second = show.write(show.folder / "c.md")
    told = command(show, "edit", "bridge", code=2)
    assert f"bridge could be {first.folder.name} and {second.folder.name}" in told
    assert json.loads(command(show, "edit", "ash", "--json"))["title"] == "Bridge of Ash"
    assert "Did you mean" in command(show, "edit", f"{second.folder.name}s", code=2)


def test_what_has_no_episode_is_listed_and_told_and_is_in_no_feed(show: podcaster.Show) -> None:
    project = show.write(show.folder / "b.md")
    name = project.folder.name
    (row,) = json.loads(command(show, "episodes", "--json"))
    assert (row["folder"], row["title"], row["state"], row["published"]) == (name, "The Bridge", "begun", None)
    assert f"{name}  –  The Bridge  [no episode yet" in command(show, "episodes")
    told = command(show, "episodes", "set", "bridge", "--draft", code=2)
    assert f"{name} has no episode yet." in told
    assert f"podcaster edit {name} render" in told
    with pytest.raises(InputError, match="no episode yet"):
        choose_episode(show.settings.output, str(show.folder / "b.md"))
    (show.folder / "c.md").write_text(ARTICLE.replace("The Bridge", "Bridge of Ash"), "utf-8")
    show.write(show.folder / "c.md").render()
    assert [episode.title for episode in show.episodes] == ["Bridge of Ash"]
    command(show, "feed")
    assert "The Bridge" not in (show.settings.output / "feed.xml").read_text("utf-8")
    command(show, "episodes", "remove", "the-bridge", "--yes")
    assert name not in folders(show)


@pytest.mark.parametrize("rendered", [True, False])
def test_a_script_that_is_written_anew_has_none_of_the_edits_but_in_its_history(
    show: podcaster.Show, *, rendered: bool
) -> None:
    project = edited(show)
    if rendered:
        project.render()
    command(show, "make", str(show.folder / "b.md"), "--force")
    project.refresh()
    assert "The bridge was closed on Monday." in words(project)
    assert project.undo() == "The script was written anew, without what was changed here."
    assert "It was shut." in words(project)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("before", ["nothing", "an edited project"])
def test_whenever_a_run_is_killed_the_project_is_whole_or_as_it_was(show: podcaster.Show, before: str) -> None:
    for count in itertools.count(1):
        shutil.rmtree(show.settings.output, ignore_errors=True)
        (show.folder / "b.md").write_text(ARTICLE, "utf-8")
        if before == "an edited project":
            edited(show)
            corrected(show, "# The Bridge", "# The Old Bridge")
        ended = killed_at(count, lambda: show.write(show.folder / "b.md"))
        project = show.write(show.folder / "b.md")
        assert folders(show) == [project.folder.name]
        assert (len(project.articles), project.collisions) == (1, ())
        if before == "an edited project":
            assert {"It was shut.", "The Old Bridge."} <= set(words(project))
        while project.undoable:
            project.undo()
        assert "The bridge was closed on Monday." in words(project)
        if ended:
            break
    assert count > 5


def killed_at(count: int, work: Callable[[], object]) -> bool:
    """Do something in another process that is killed before it changes something in output/ for the n-th time.

    Returns:
        Whether it came to its end before.
    """
    child = os.fork()
    if child == 0:
        changes = itertools.count(1)

        def look(event: str, arguments: tuple[object, ...]) -> None:
            kind = event in {"os.rename", "os.mkdir", "os.remove", "os.truncate", "shutil.rmtree"}
            kind = kind or (event == "open" and str(arguments[1])[:1] in {"w", "x", "a"})
            if (
                kind
                and "/output/" in str(arguments[0])
                and ".locks" not in str(arguments[0])
                and next(changes) == count
            ):
                os._exit(9)

        sys.addaudithook(look)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
