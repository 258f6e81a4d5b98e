"""A script that is gone, or empty, is what its history says: a full disk or a sync client takes nothing away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app
from tests.folders import Folder, number_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHUT = "It was shut on Monday."
TOLD = "was gone, or empty; it is there again, as it was last."


@pytest.fixture
def folder(folder: Folder) -> Folder:
    folder.make()
    folder.edit("words", number_of(folder, "Monday"), SHUT)
    return folder


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_text("\n", "utf-8")


WAYS = pytest.mark.parametrize("spoil", [delete, empty])


@WAYS
def test_an_edited_script_is_there_again_whatever_is_done_next(folder: Folder, spoil: Callable[[Path], None]) -> None:
    script = folder.script
    before = script.read_bytes()
    for command in (
        ("edit", "bridge", "history"),
        ("edit", "bridge"),
        ("make", str(folder.path / "b.md")),
        ("make", str(script)),
        ("edit", "bridge", "render"),
    ):
        spoil(script)
        folder.run(*command)
        assert script.read_bytes() == before, command
    spoil(script)
    folder.edit("undo")
    assert number_of(folder, "closed on Monday")


@WAYS
def test_it_is_told_by_the_commands_and_to_programs(folder: Folder, spoil: Callable[[Path], None]) -> None:
    for command in (("make", str(folder.path / "b.md")), ("edit", "bridge")):
        spoil(folder.script)
        result = CliRunner().invoke(app, ["--show", str(folder.path), *command])
        assert result.exit_code == 0
        assert TOLD in " ".join(result.output.split())
    spoil(folder.script)
    project = podcaster.open_show(folder.path).open("bridge")
    assert [told.endswith(TOLD) for told in project.notices] == [True]
    assert podcaster.open_show(folder.path).open("bridge").notices == ()


@WAYS
def test_a_new_script_over_it_leaves_what_it_was_in_the_history(folder: Folder, spoil: Callable[[Path], None]) -> None:
    spoil(folder.script)
    folder.run("make", "--force", str(folder.path / "b.md"))
    assert any("closed on Monday" in line for line in folder.told())
    folder.edit("undo")
    assert f"Narrator: {SHUT}" in folder.told()


def test_one_that_nobody_has_edited_is_there_again_too(folder: Folder) -> None:
    folder.edit("undo")
    before = folder.script.read_bytes()
    path = folder.script
    (path.parent / "history.jsonl").unlink()
    path.unlink()
    folder.edit()
    assert path.read_bytes() == before
