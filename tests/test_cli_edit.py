"""The command line: podcaster edit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import podcaster
from podcaster.cli import app

ARTICLE = """# The Bridge

The bridge was closed on Monday. “We shall see,” said Mara Lind, who lives beside it.

“It is loud,” Omar Reed told the council. “Very loud.” Somebody shouted: “Never again.”
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (tmp_path / "bridge.md").write_text(ARTICLE, "utf-8")
    podcaster.open_show(tmp_path).write(tmp_path / "bridge.md").render()
    return tmp_path


def run(show: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["--show", str(show), "edit", *words])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def lines(show: Path) -> list[dict[str, Any]]:
    return list(json.loads(run(show, "bridge", "--json"))["lines"])


def test_every_operation_is_done_and_undone(show: Path) -> None:
    before = lines(show)
    doubt = next(each["line"] for each in before if each["doubt"])
    narrated = next(each["line"] for each in before if "closed on Monday" in each["text"])
    run(show, "bridge", "assign", str(doubt), "Mara Lind")
    run(show, "bridge", "rename", "Mara Lind", "Mara Holm")
    run(show, "bridge", "words", str(narrated), "The bridge was shut on Monday, and so it stays.")
    run(show, "bridge", "split", str(narrated), "on Monday,")
    run(show, "bridge", "join", str(narrated))
    run(show, "bridge", "move", "1", "2")
    run(show, "bridge", "insert", "1", "Hello.")
    run(show, "bridge", "cut", "1")
    run(show, "bridge", "voice", "Omar Reed", "anika")
    run(show, "bridge", "gender", "Mara Holm", "male")
    run(show, "bridge", "pause", "2", "1.5")
    run(show, "bridge", "say", "Omar", "oh-mar")
    assert lines(show)[doubt - 1]["role"] == "Mara Holm"
    assert len(json.loads(run(show, "bridge", "--json", "history"))) == 12
    for _ in range(12):
        run(show, "bridge", "undo")
    assert lines(show) == before
    assert "nothing to undo" in run(show, "bridge", "undo", code=2)
    run(show, "bridge", "redo")
    assert lines(show)[doubt - 1]["role"] == "Mara Lind"


def test_a_line_is_played_and_the_episode_rendered(show: Path) -> None:
    assert Path(json.loads(run(show, "bridge", "--json", "play", "1"))["path"]).is_file()
    assert Path(run(show, "bridge", "render").strip()).is_file()


def test_a_stale_revision_and_a_wrong_line_are_told(show: Path) -> None:
    run(show, "bridge", "pause", "1", "1")
    assert "changed meanwhile" in run(show, "--revision", "0", "bridge", "pause", "1", "2", code=2)
    assert "has no line 99. Its lines are 1 to " in run(show, "bridge", "cut", "99", code=2)
    assert "Nothing collides at line 1, nor at any other." in run(show, "bridge", "resolve", "1", code=2)


def test_the_script_is_listed_for_people(show: Path) -> None:
    text = run(show, "bridge")
    assert "  Mara Lind: We shall see," in text
    assert "      ? " in text
