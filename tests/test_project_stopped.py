"""A run that is stopped when it has merged an article, and before its episode is there: what the article wrote is not
taken for anybody's words, whatever the article says next."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from commands import start
from project_faults import DONE, KILLED, REFUSED, die, refuse, run_at
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.journal import Journal
from podcaster.project.kept import load_kept, save_kept
from tests.folders import Folder, number_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MONDAY, TUESDAY, WEDNESDAY = (
    f"It was closed on {day} after a night of rain." for day in ("Monday", "Tuesday", "Wednesday")
)
OURS = "Omar Reed told us."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An episode with an edited line, and its article, which has changed since."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "show").mkdir()
    folder = Folder(tmp_path / "show")
    folder.make()
    folder.edit("words", number_of(folder, "Omar Reed said"), OURS)
    folder.edit("render")
    folder.change(("Monday", "Tuesday"))
    return folder


def fails(folder: Folder, *arguments: str) -> int:
    result = CliRunner().invoke(app, ["--show", str(folder.path), "make", str(folder.path / "b.md"), *arguments])
    return result.exit_code


def check_next_version(folder: Folder, day: str = "Tuesday") -> None:
    """The article changes once more: nobody has touched that line."""
    folder.change((day, "Wednesday"))
    folder.make()
    lines = folder.lines()
    assert {f"Narrator: {WEDNESDAY}", f"Narrator: {OURS}"} <= set(folder.told())
    assert not [each for line in lines for each in line["collides"]]  # type: ignore[attr-defined]
    assert "!" not in folder.edit()
    folder.edit("undo")
    assert f"Narrator: {WEDNESDAY}" not in folder.told()
    assert "was taken back" in folder.make()


def no_voice(folder: Folder) -> None:
    settings = folder.path / "podcaster.toml"
    before = settings.read_text()
    settings.write_text(f"{before}[cast]\nnarrator = 'nobody-has-this'\n")
    assert fails(folder) == 2
    settings.write_text(before)


def wants_review(folder: Folder) -> None:
    folder.article((folder.path / "b.md").read_text("utf-8") + "\n“It is all over, and nobody came.”\n")
    assert fails(folder, "--strict") == 3


def engine_fails(folder: Folder) -> None:
    def speak(*_: object, **__: object) -> None:
        raise podcaster.PodcasterError("The engine is gone.", "Begin again.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("podcaster.pipeline.speak_lines", speak)
        assert fails(folder) != 0


def stopped_by(number: signal.Signals) -> Callable[[Folder], None]:
    def stop(folder: Folder) -> None:
        process = start(["--show", str(folder.path), "make", str(folder.path / "b.md")])
        until = time.monotonic() + 30
        while "Tuesday" not in folder.script.read_text("utf-8") and time.monotonic() < until:
            time.sleep(0.001)
        process.send_signal(number)
        assert process.wait(30) != 0

    return stop


STOPS = {
    "a voice that is not there": no_voice,
    "something that wants review": wants_review,
    "an engine that fails": engine_fails,
    "Ctrl-C": stopped_by(signal.SIGINT),
    "a kill": stopped_by(signal.SIGKILL),
}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("stop", STOPS)
def test_what_the_article_wrote_before_a_make_was_stopped_is_the_article_s(folder: Folder, stop: str) -> None:
    STOPS[stop](folder)
    assert f"Narrator: {TUESDAY}" in folder.told()
    check_next_version(folder)


def test_many_stops_in_a_row_leave_no_collision(folder: Folder) -> None:
    days = ["Tuesday", "Friday", "Sunday", "Monday"]
    for before, day in itertools.pairwise(days):
        engine_fails(folder)
        folder.change((before, day))
    check_next_version(folder, days[-1])


def test_an_article_that_says_what_an_editor_had_said_is_what_both_begin_with_from_then_on(folder: Folder) -> None:
    folder.edit("words", number_of(folder, "Monday"), TUESDAY)
    summary = folder.script.read_text("utf-8").replace("closed on Monday", "closed on Tuesday")
    folder.script.write_text(summary, "utf-8")
    folder.edit()
    engine_fails(folder)
    assert folder.told().count(f"Narrator: {TUESDAY}") == 1
    check_next_version(folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("how", ["refused", "killed"])
def test_at_whatever_step_a_reading_ends_the_next_one_merges_with_what_was_written(folder: Folder, how: str) -> None:
    folder.make()
    folder.change(("Tuesday", "Friday"))
    at, seen = 0, set()
    while True:
        (path := folder.path.parent / f"at{at}").mkdir()
        copy = Folder(path)
        shutil.copytree(folder.path, path, dirs_exist_ok=True)
        act = die if how == "killed" else refuse
        write = lambda path=path: podcaster.open_show(path).write(path / "b.md")  # noqa: E731
        ended, reached = run_at(write, at, act, on=how == "refused")
        assert ended in {DONE, KILLED, REFUSED}
        seen.add("Friday" in copy.script.read_text("utf-8"))
        copy.change(("Friday", "Wednesday"))
        project = podcaster.open_show(path).write(path / "b.md")
        assert project.collisions == ()
        assert {WEDNESDAY, OURS} <= {line.text for line in project.script.lines}
        shutil.rmtree(copy.path)
        if not reached:
            break
        at += 1
    assert at > 5
    assert seen == {True, False}


def test_the_history_has_few_lines_for_what_the_template_wrote(folder: Folder) -> None:
    folder.make()
    entry = Journal(folder.script.parent / HISTORY).entries[-1]
    assert entry.reread
    assert entry.reread.before
    for patches in (entry.reread.before, entry.reread.now):
        assert [(patch.removed, patch.added) for patch in patches] == [((OURS,), ("Omar Reed said.",))]


def test_a_history_of_an_older_version_goes_on(folder: Folder) -> None:
    """That version kept what the template had written before with the entry, and what it wrote last beside it."""
    began = (folder.script.parent / "project.json").read_bytes()
    folder.make()
    history = folder.script.parent / HISTORY
    (*others, last), kept = history.read_bytes().splitlines(), load_kept(folder.script.parent)
    assert kept
    import msgspec

    table = msgspec.json.decode(last)
    del table["reread"]
    table["base"] = msgspec.json.decode(began)["script"]
    history.write_bytes(b"\n".join([*others, msgspec.json.encode(table), b""]))
    assert "nothing new" in folder.make()
    save_kept(folder.script.parent, kept)
    check_next_version(folder)
    folder.edit("undo")  # the merge of the older version
    assert f"Narrator: {MONDAY}" in folder.told()
    folder.edit("redo")
    folder.edit("redo")
    assert {f"Narrator: {WEDNESDAY}", f"Narrator: {OURS}"} <= set(folder.told())
