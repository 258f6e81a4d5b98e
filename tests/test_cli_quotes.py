"""The command line: podcaster quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from podcaster.cli import app

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """The bell

“My mother used to say, ‘Ring it twice for the dead,’ and I still do,” said Rosa Finch.

“It is loud,” Omar Reed told the council. “Very loud.”
"""


def run(folder: Path, *options: str, text: str = TEXT) -> tuple[int, str, str]:
    path = folder / "bell.txt"
    path.write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["quotes", *options, str(path)])
    return result.exit_code, result.stdout, result.stderr


def test_json_has_offsets_speakers_and_evidence(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, "--json")
    found = json.loads(out)
    assert code == 0
    assert [quote["speaker"] for quote in found["quotes"] if quote["depth"] == 0] == [
        "Rosa Finch", "Omar Reed", "Omar Reed"]  # fmt: skip
    for quote in found["quotes"]:
        assert TEXT[quote["start"] : quote["end"]] == quote["text"]
    omar = next(quote for quote in found["quotes"] if quote["speaker"] == "Omar Reed")
    assert omar["verb"] == "told"
    assert [TEXT[start:end] for start, end in omar["evidence"]] == ["Omar Reed", "told"]


def test_json_lists_inner_quotes_behind_the_one_around_them(tmp_path: Path) -> None:
    quotes = json.loads(run(tmp_path, "--json")[1])["quotes"]
    inner = [quote for quote in quotes if quote["depth"] == 1]
    assert inner
    assert [quotes[quote["parent"]]["speaker"] for quote in inner] == ["Rosa Finch"]


def test_json_counts_quotes_and_words_of_speakers(tmp_path: Path) -> None:
    speakers = json.loads(run(tmp_path, "--json")[1])["speakers"]
    assert [(speaker["name"], speaker["quotes"], speaker["words"]) for speaker in speakers][1] == ("Omar Reed", 2, 5)


def test_the_view_for_people_shows_the_article_and_a_table(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path)
    assert code == 0
    assert "It is loud" in out
    assert "speaker" in out
    assert "“It is loud,” [Omar Reed] Omar Reed told the council. “Very loud.” [Omar Reed]" in out
    assert "‘Ring it twice for the dead,’ [Rosa Finch's mother] and I still do,” [Rosa Finch]" in out


def test_the_view_marks_an_uncertain_speaker_and_says_what_to_do(tmp_path: Path) -> None:
    _, out, _ = run(
        tmp_path, text="Bells\n\n“It wakes me,” said Rosa Finch.\n\n> The bell is a bully and always was.\n"
    )
    assert "The bell is a bully and always was. [Rosa Finch?]" in out
    assert "1 to review" in out
    assert "put the right name" in out


def test_strict_exits_with_3_when_something_wants_review(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "--strict", text="The bell\n\n“It is loud and it never stops and nobody has said it.")
    assert code == 3
    assert "review" in err


def test_strict_is_content_with_what_is_sure(tmp_path: Path) -> None:
    assert run(tmp_path, "--strict")[0] == 0
