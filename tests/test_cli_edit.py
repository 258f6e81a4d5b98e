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


MISREAD = {
    ("gender", "X", "x"): "gender of * edit gender cannot be “x”. Give female, male, neutral or unknown.",
    ("assign", "x", "y"): "line of * assign cannot be “x”. Give a whole number, 1 or more.",
    ("assign", "1", "y", "--gender", "x"): "--gender of * cannot be “x”. Give female, male, neutral or unknown.",
    ("cut", "--", "-1"): "line of * cut cannot be “-1”. Give a whole number, 1 or more.",
    ("cut", "9" * 70): "Error: The script has no line " + "9" * 70,
    ("cut", "9" * 5000): "cannot be “" + "9" * 60 + " …”. Give a whole number, 1 or more.",
    ("pause", "1", "1,5"): "seconds of * pause cannot be “1,5”. Give a number, such as 1.5.",
    ("pause", "1", "nan"): "Error: A pause lasts between 0 and 60 seconds, not nan.",
    ("pause", "1", "-1"): "-1 was read as an option of * pause. Write -- before what begins with a",
    ("say", "", "x"): "Error: “” has no letter and no figure. Write a word or a name.",
    ("say", "Lind", "/zzz"): "“/zzz” does not stand between two slashes. Write phonemes as /zzz/, or respell the word",
    ("say", "Lind", "zzz/"): "“zzz/” does not stand between two slashes.",
    ("say", "Lind", "//", "--everywhere"): "“//” does not stand between two slashes. Write phonemes as /wɪn/, or",
    ("say", "a=b", "x"): "A script cannot hold how “a=b” is said, for the = in it. Have it said so in the whole show",
}
"""What cannot be done with a value, and what is said of it; * is the episode's place in the command."""


@pytest.mark.parametrize("words", MISREAD, ids=lambda words: " ".join(words)[:30])
def test_a_value_that_cannot_be_is_told_in_the_programs_words_with_what_can(words: tuple[str, ...], show: Path) -> None:
    said = run(show, "bridge", *words, code=2)
    parts = MISREAD[words].split("*")
    assert all(part in said for part in parts), said
    assert not [part for part in ("Input should", "Value error", "Usage") if part in said]
    assert run(show, "bridge", "history") == ""


def test_values_of_other_commands_are_told_so_too(show: Path) -> None:
    for words, told in {
        ("studio", "--port", "70000"): "--port of * studio cannot be “70000”. Give a whole number from 0 to 65535.",
        ("edit", "--revision", "x", "bridge"): "--revision of * edit cannot be “x”. Give a whole number.",
        ("episodes", "renumber", "--start", "0"): "--start of * cannot be “0”. Give a whole number, 1 or more.",
        ("watch", "--log", "x"): "--log of * watch cannot be “x”. Give text or json.",
        ("lexicon", "add", "", "x"): "“” has no letter and no figure. Write a word or a name.",
        ("lexicon", "add", "Lind", "/zzz"): "Give phonemes with --ipa, without slashes: --ipa zzz",
    }.items():
        result = CliRunner().invoke(app, ["--show", str(show), *words])
        assert result.exit_code == 2
        assert all(part in result.stderr for part in told.split("*")), result.stderr


def test_what_an_earlier_version_took_for_a_respelling_is_still_read(show: Path) -> None:
    script = next((show / "output").glob("*/script.fountain"))
    script.write_text(script.read_text("utf-8").replace("Cast:", "Said: Lind = /zzz\nCast:"), "utf-8")
    assert Path(run(show, "bridge", "render").strip()).is_file()


def test_the_script_is_listed_for_people(show: Path) -> None:
    text = run(show, "bridge")
    assert "  Mara Lind: We shall see," in text
    assert "      ? " in text
