"""Letters in pieces: "é" as "e" and an accent, as text out of PDFs, of macOS and of some editorial systems has it."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

import pytest
from commands import run

import podcaster
from podcaster.article import read_article
from podcaster.cast.registry import Regular, hold_registry, read_registry
from podcaster.characters import composed
from podcaster.project.kept import FILE as PROJECT
from podcaster.script import read_script
from podcaster.settings import Fetching
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from pathlib import Path

WORDS = """The ferry was tied up on Monday. “We shall see,” said José Núñez. “It is loud,” Renée Król told the council.

„Das wird teuer“, sagte Jörg Müller am Ufer.
"""
HEAD = "<head><title>The Ferry</title></head>"
HTML = f"<html>{HEAD}<body><article><h1>The Ferry</h1><p>By Zoë Lavoué</p>{{}}</article></body>"


def pieces(text: str) -> str:
    """The same text, every accent a sign of its own."""
    return normalize("NFD", text)


def markdown(text: str) -> str:
    return f"# The Ferry\n\nBy Zoë Lavoué\n\n{text}"


ARTICLE = markdown(WORDS)


def html(text: str) -> str:
    return HTML.format("".join(f"<p>{each}</p>" for each in text.split("\n\n")))


def named(text: str) -> str:
    """HTML that writes accents as numbers."""
    return "".join(f"&#{ord(each)};" if 0x300 <= ord(each) < 0x370 else each for each in text)


def mail(text: str, subject: str = "The Ferry") -> str:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = pieces("Zoë Lavoué <zoe@paper.example>"), "d@x.example", subject
    letter["Date"] = "Mon, 4 May 2026 10:00:00 +0000"
    letter.set_content(text, cte="8bit")
    return letter.as_bytes().decode()


def described(text: str) -> str:
    """A page whose text stands in its JSON-LD alone, its letters as JSON escapes them."""
    data = {"@type": "NewsArticle", "headline": "The Ferry", "articleBody": text, "author": {"name": "Zoë Lavoué"}}
    return (
        f'<html><head><script type="application/ld+json">{pieces(json.dumps(data))}</script></head><body></body></html>'
    )


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Show:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "podcaster.toml").write_text("[sound]\ntheme = ''\n", "utf-8")
    (folder / "ferry.md").write_text(ARTICLE, "utf-8")
    return podcaster.open_show(folder, who="Ada")


def line_of(project: podcaster.Project, words: str) -> int:
    return next(index for index, line in enumerate(project.script.lines) if line.text.startswith(words))


@pytest.mark.parametrize(
    ("name", "write", "change"),
    [
        ("a.md", markdown, pieces),
        ("a.md", markdown, lambda text: named(pieces(text))),
        ("a.txt", lambda text: markdown(text).removeprefix("# "), pieces),
        ("a.html", html, pieces),
        ("a.html", html, lambda text: named(pieces(text))),
        ("a.eml", mail, pieces),
    ],
)
def test_every_reader_reads_letters_in_pieces_as_whole_ones(tmp_path: Path, name: str, write, change) -> None:
    path = tmp_path / name
    path.write_text(write(WORDS), "utf-8")
    whole = read_article(str(path), Fetching())
    path.write_text(change(write(WORDS)), "utf-8")
    assert read_article(str(path), Fetching()) == whole
    assert "José Núñez" in whole.text


def test_the_text_in_a_pages_data_is_composed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(described(WORDS), "utf-8")
    article = read_article(str(tmp_path / "a.html"), Fetching())
    assert "José Núñez" in article.text
    assert article.byline == "Zoë Lavoué"


def test_the_head_of_a_mail_is_composed(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(mail(WORDS, subject=pieces("Fährmänner")), "utf-8")
    article = read_article(str(tmp_path / "a.eml"), Fetching())
    assert (article.title, article.byline) == ("Fährmänner", "Zoë Lavoué")


def test_what_is_composed_stays_byte_for_byte() -> None:
    text = "ﬁ ½ K² „Ä“ e\u0301\u0327"  # a ligature is a letter of its own for NFC
    assert composed(text).startswith("ﬁ ½ K² „Ä“ ")
    assert composed(ARTICLE) is ARTICLE or composed(ARTICLE) == ARTICLE
    assert is_normalized("NFC", composed(text))


def test_on_the_command_line_quotes_are_the_same_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(pieces(ARTICLE), "utf-8")
    (tmp_path / "b.md").write_text(ARTICLE, "utf-8")

    def told(*arguments: str, given: str | None = None) -> list[tuple[str, str]]:
        result = run(["quotes", *arguments, "--json"], cwd=tmp_path, input=given)
        assert result.returncode == 0, result.stderr
        found = json.loads(result.stdout)["quotes"]
        return [(each["text"], each["speaker"]) for each in found]

    whole = told("b.md")
    assert [speaker for _, speaker in whole] == ["José Núñez", "Renée Król", "Jörg Müller"]
    assert told("a.md") == whole
    assert told("-", given=pieces(ARTICLE)) == whole


def test_a_script_in_pieces_is_the_same_script(show: podcaster.Show) -> None:
    project = show.write(show.folder / "ferry.md")
    assert read_script(pieces(project.text), "s") == read_script(project.text, "s")


def test_a_script_that_an_editor_saved_in_pieces_changes_nothing(show: podcaster.Show) -> None:
    project = show.write(show.folder / "ferry.md")
    project.edit(line_of(project, "The ferry was"), "It was tied up.")
    path = project.folder / SCRIPT_FILE
    path.write_text(pieces(path.read_text("utf-8")), "utf-8")
    again = show.open("ferry")
    assert [role.name for role in again.script.roles] == [role.name for role in project.script.roles]
    assert again.script.lines == project.script.lines
    (show.folder / "ferry.md").write_text(pieces(ARTICLE).replace("Monday", "Tuesday"), "utf-8")
    merged = show.write(show.folder / "ferry.md")
    assert merged.script.lines[line_of(merged, "It was tied")].text == "It was tied up."
    assert len(merged.collisions) == 1  # of the line that both have changed, and of no other


def test_a_name_given_in_pieces_is_who_is_there(show: podcaster.Show) -> None:
    project = show.write(show.folder / "ferry.md")
    at = line_of(project, "It is loud")
    result = run(["edit", "ferry", "assign", str(at + 1), pieces("José Núñez")], cwd=show.folder)
    assert result.returncode == 0, result.stderr
    project = show.open("ferry")
    assert project.script.lines[at].role == "José Núñez"
    project.assign(at, pieces("Renée Król"))
    assert project.script.lines[at].role == "Renée Król"


def test_the_registry_knows_who_is_written_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "registry.toml"
    path.write_text(pieces('[people."José Núñez"]\nvoice = "ed"\n[aliases]\n"J. Núñez" = "José Núñez"\n'), "utf-8")
    assert read_registry(path).person("J. Núñez") == Regular("ed")
    with hold_registry(path) as file:
        file.set_people({"José Núñez": Regular("gene")})
        file.save()
    assert path.read_text("utf-8").count("[people.") == 1
    assert read_registry(path).people == {"José Núñez": Regular("gene")}
    with hold_registry(path) as file:
        file.remove_person("José Núñez")
        file.save()
    assert not read_registry(path).people


def test_a_project_that_an_older_version_kept_in_pieces_goes_on(show: podcaster.Show) -> None:
    project = show.write(show.folder / "ferry.md")
    project.edit(line_of(project, "The ferry was"), "It was tied up.")
    folder = project.folder
    for path in (*(each for each in folder.iterdir() if each.name in {SCRIPT_FILE, PROJECT, "history.jsonl"}),):
        path.write_text(pieces(path.read_text("utf-8")), "utf-8")
    (show.folder / "ferry.md").write_text(pieces(ARTICLE), "utf-8")
    again = show.write(show.folder / "ferry.md")
    assert again.folder == folder
    assert not again.collisions
    assert again.script.lines[line_of(again, "It was tied")].text == "It was tied up."
    assert all(is_normalized("NFC", line.text + line.role) for line in again.script.lines)


@pytest.mark.parametrize("from_stdin", [True, False])
def test_the_places_of_quotes_are_those_of_the_file_however_its_letters_are_written(
    tmp_path: Path, *, from_stdin: bool
) -> None:
    text = "The café was full.\n\n“Très bien,” said Renée Król. “Ça va très bien.”\n\nÅse Núñez said: “Olé to all!”\n"
    found = []
    for written in (text, pieces(text)):
        (tmp_path / "x.txt").write_text(written, "utf-8")
        given = written if from_stdin else None
        result = run(["quotes", "--json", "-" if from_stdin else "x.txt"], cwd=tmp_path, input=given)
        quotes = json.loads(result.stdout)["quotes"]
        found.append([(each["text"], each["speaker"]) for each in quotes])
        for each in quotes:
            assert composed(written[each["start"] : each["end"]]) == each["text"]
    assert found[0] == found[1]
    assert [speaker for _, speaker in found[0]] == ["Renée Król", "Renée Król", "Åse Núñez"]
