"""A show's folder with one article, in which people and the article change what is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""


class Folder:
    """A show's folder with an article in it, worked on with the program's commands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        self.article(BRIDGE)

    def article(self, text: str) -> None:
        (self.path / "b.md").write_text(text, "utf-8")

    def change(self, *changes: tuple[str, str]) -> None:
        """Words of the article are others from now on."""
        text = (self.path / "b.md").read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.article(text)

    def run(self, *arguments: str, code: int = 0) -> str:
        from typer.testing import CliRunner

        from podcaster.cli import app

        result = CliRunner().invoke(app, ["--show", str(self.path), *arguments])
        assert result.exit_code == code, result.output
        return result.output if code else result.stdout

    def make(self) -> str:
        return self.run("make", str(self.path / "b.md"))

    def edit(self, *arguments: str) -> str:
        return self.run("edit", "bridge", *arguments)

    def lines(self) -> list[dict[str, object]]:
        return list(json.loads(self.run("edit", "--json", "bridge"))["lines"])

    def told(self) -> list[str]:
        return [f"{line['role']}: {line['text']}" for line in self.lines()]

    def take_theirs(self) -> None:
        """Settle the one collision that there is with what the article has."""
        (number,) = (str(line["line"]) for line in self.lines() if line["collides"])
        self.edit("resolve", number, "--theirs")

    @property
    def script(self) -> Path:
        (path,) = self.path.glob("output/*/script.fountain")
        return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The folder of an article of which nothing was made yet."""
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    return Folder(tmp_path)


def number_of(folder: Folder, words: str) -> str:
    """The number of the first line with some words, as commands take it."""
    return next(str(index) for index, line in enumerate(folder.told(), 1) if words in line)
