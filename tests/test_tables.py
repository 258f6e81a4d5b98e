"""Tables on narrow screens: names, ids and paths are whole, and no line is wider than the screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from podcaster.cli import app
from podcaster.cli.output import print_table

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    (
        "episode-one",
        "12",
        "voices/recordings/long-folder/take-01.wav",
        "It was heard to lack the words of a line.",
    ),
    ("two", "3", "a.wav", ""),
]
HEADINGS = ("Name", "Lines", "File", "Why")


@pytest.mark.parametrize("screen", [200, 80, 60, 48])
def test_no_cell_is_broken(screen: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", str(screen))
    print_table(HEADINGS, ROWS, right=("Lines",), about=(3,))
    lines = capsys.readouterr().out.splitlines()
    assert max(map(cell_len, lines)) <= screen
    assert all(any(cell in line for line in lines) for row in ROWS for cell in row[:3])
    assert "heard to lack the words" in " ".join(" ".join(lines).split())


def test_on_a_very_narrow_screen_every_cell_stands_behind_its_heading(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    print_table(HEADINGS, ROWS, right=("Lines",), about=(3,))
    assert capsys.readouterr().out.splitlines()[:3] == [
        "episode-one",
        "    Lines: 12",
        "    File:",
    ]


@pytest.mark.parametrize("screen", ["80", "60"])
@pytest.mark.parametrize(
    ("command", "keys"),
    [(["voices"], ("name", "id")), (["templates"], ("name",)), (["lexicon", "list"], ("word", "say"))],
)
def test_commands_show_names_whole(screen: str, command: list[str], keys: tuple[str, ...], tmp_path: Path) -> None:
    runner = CliRunner(env={"COLUMNS": screen, "PODCASTER_CACHE": str(tmp_path)})
    folder = ["--show", str(tmp_path)]
    wanted = json.loads(runner.invoke(app, [*folder, *command, "--json"]).stdout)
    shown = runner.invoke(app, [*folder, *command]).stdout
    words = {word for line in shown.splitlines() for word in line.split()}
    named = [entry[key] for entry in wanted for key in keys if entry[key] and " " not in entry[key]]
    if command == ["voices"]:  # programs get all voices, people those of the pool
        named = [name for name in named if name in shown.split()]
        assert "gmw/en-us" in named
    assert named
    assert set(named) <= words
    assert max(map(cell_len, shown.splitlines())) <= int(screen)
