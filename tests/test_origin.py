"""Which article something is made of, its language, and the one door through which every command reads it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run
from shows import A_TIDE
from typer.testing import CliRunner

from podcaster.article.origin import name_source
from podcaster.cli import app
from podcaster.episode import place_episode
from podcaster.episode.notes import make_notes
from podcaster.model import Origin, Wishes
from podcaster.pipeline import write_articles
from podcaster.reading import read_show_script
from podcaster.script import read_corrections, remember_corrections
from podcaster.settings import Settings, load_settings
from podcaster.store import decode_episode, encode_episode, find_episode, save_episode
from podcaster.times import making_moment

ADDRESSES = ("https://paper.example/bridge", "https://paper.example/bell")
PAGE = """<html lang="{language}"><head><title>{title}</title><link rel="canonical" href="{address}"></head><body>
<article>
<h1>{title}</h1><p>The {title} has been closed since Monday, and nobody in the town knows when it will open again.</p>
<p>“{words},” said Mara Lind, who has looked after it for a year and lives on the other side of the river now.</p>
<p>“It is loud, and it always was,” Omar Reed told the council, which met on Tuesday to hear of the matter.</p>
</article></body></html>"""


def quiet(*_: object) -> None:
    """No progress."""


@pytest.fixture
def show(tmp_path: Path) -> Settings:
    for address, words in zip(ADDRESSES, ("We shall see", "Nobody asked us"), strict=True):
        name = address.rpartition("/")[2]
        page = PAGE.format(language="en", title=name.title(), address=address, words=words)
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    return load_settings(tmp_path)


def digest(show: Settings) -> str:
    sources = [str(show.folder / name) for name in ("bridge.html", "bell.html")]
    return write_articles(sources, show, Wishes(template="digest"), quiet).text


def test_a_digest_has_several_origins_and_no_link_of_its_own(show: Settings) -> None:
    script = read_show_script(digest(show), "s", show)
    assert script.origins == tuple(Origin(address) for address in ADDRESSES)
    details = place_episode(script, show, making_moment()).details
    assert details.link == ""
    assert details.key == "\n".join(ADDRESSES)


def test_a_digest_credits_every_author_once_and_leads_to_every_article(show: Settings) -> None:
    for name, author in (("bridge", "Ann Poole"), ("bell", "Bea Roe")):
        path = show.folder / f"{name}.html"
        path.write_text(path.read_text("utf-8").replace("<head>", f'<head><meta name="author" content="{author}">'))
    text = digest(show)
    details = place_episode(read_show_script(text, "s", show), show, making_moment()).details
    assert details.author == "Ann Poole, Bea Roe"
    notes = make_notes(details, (), ())
    assert all(f'<a href="{address}">' in notes for address in ADDRESSES)
    assert "Written by Ann Poole, Bea Roe." in notes
    same = text.replace("    Bea Roe\n", "")
    assert place_episode(read_show_script(same, "s", show), show, making_moment()).details.author == "Ann Poole"


def test_the_corrections_of_a_digest_are_found_again(show: Settings) -> None:
    text = digest(show)
    assert text.count("@Mara Lind [[") == 2
    edited = text.replace("@Mara Lind [[", "@Ines Holm [[").replace("Cast:", "Cast:\n    Ines Holm: female")
    assert remember_corrections(read_show_script(edited, "s", show), show.files.corrections)
    again = digest(show)
    assert again.count("@Ines Holm [[") == 2
    alone = write_articles([str(show.folder / "bell.html")], show, Wishes(), quiet).text
    assert "@Ines Holm [[speaker: Ines Holm; verb: said; sure: corrected" in alone


def test_what_two_articles_of_a_digest_both_say_is_corrected_in_one(show: Settings) -> None:
    text = digest(show)
    loud = re.findall(r"@Omar Reed \[\[.*quote: (\w+); article: (\d)\]\]", text)
    assert [article for _, article in loud] == ["1", "2"]
    assert len({key for key, _ in loud}) == 1
    before, _, behind = text.rpartition("@Omar Reed [[")
    edited = f"{before}@Mara Lind [[{behind}"
    assert remember_corrections(read_show_script(edited, "s", show), show.files.corrections)
    assert [quote["speaker"] for quote in quotes(show, "bridge.html")] == ["Mara Lind", "Omar Reed"]
    assert [quote["speaker"] for quote in quotes(show, "bell.html")] == ["Mara Lind", "Mara Lind"]
    older = edited.replace("; article: 1]]", "]]").replace("; article: 2]]", "]]")
    assert remember_corrections(read_show_script(older, "s", show), show.files.corrections)
    assert [quote["speaker"] for quote in quotes(show, "bridge.html")] == ["Mara Lind", "Mara Lind"]


@pytest.fixture
def old_digest(show: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A digest as a version left it that noted no article at a quote and stored corrections under both addresses."""
    monkeypatch.setenv("PODCASTER_CACHE", str(show.folder / "cache"))
    show.files.settings.write_text("[sound]\ntheme = ''\n", "utf-8")
    sources = [str(show.folder / name) for name in ("bridge.html", "bell.html")]
    folder = Path(json.loads(command(show, "make", "--template", "digest", "--json", *sources))["folder"])
    path = folder / "script.fountain"
    said = {key: words for words in ("Nobody asked us,", "We shall see,") for key in key_of(path, words)}
    path.write_text(re.sub(r"; article: \d\]\]", "]]", path.read_text("utf-8")), "utf-8")
    stored = "".join(
        f'{key} = {{speaker = "Ines Holm", gender = "female", words = "{words}"}}\n' for key, words in said.items()
    )
    show.files.voices.mkdir(exist_ok=True)
    show.files.corrections.write_text(f'["{ADDRESSES[0]}\\n{ADDRESSES[1]}"]\n{stored}', "utf-8")
    text = path.read_text("utf-8").replace("@Mara Lind [[speaker: Mara Lind", "@Ines Holm [[speaker: Ines Holm")
    text = re.sub(r"(speaker: Ines Holm.*?sure: )[\d.]+", r"\1corrected", text)
    path.write_text(text.replace("Cast:", "Cast:\n    Ines Holm: female"), "utf-8")
    return folder


def key_of(script: Path, words: str) -> list[str]:
    return re.findall(rf"quote: ([0-9a-f-]+)[^\n]*\n{words}", script.read_text("utf-8"))


def command(show: Settings, *arguments: str) -> str:
    done = run(["--show", str(show.folder), *arguments])
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def speakers(show: Settings) -> list[list[object]]:
    return [[quote["speaker"] for quote in quotes(show, name)] for name in ("bridge.html", "bell.html")]


@pytest.mark.parametrize("known", [True, False])
def test_corrections_of_several_articles_together_are_each_ones_own(
    show: Settings, old_digest: Path, *, known: bool
) -> None:
    before = show.files.corrections.read_text("utf-8")
    assert speakers(show) == [["Ines Holm", "Omar Reed"], ["Ines Holm", "Omar Reed"]]
    if not known:
        (old_digest / "project.json").unlink()
    command(show, "edit", old_digest.name, "render")
    assert show.files.corrections.read_text("utf-8") == before
    lines = json.loads(command(show, "edit", old_digest.name, "--json"))["lines"]
    line = next(each["line"] for each in lines if each["text"].startswith("Nobody asked us"))
    command(show, "edit", old_digest.name, "assign", str(line), "Rosa Roe")
    command(show, "edit", old_digest.name, "render")
    assert speakers(show) == [["Ines Holm", "Omar Reed"], ["Rosa Roe", "Omar Reed"]]
    tables = tomllib.loads(show.files.corrections.read_text("utf-8"))
    (key,) = key_of(old_digest / "script.fountain", "Nobody asked us")
    assert ADDRESSES[0] not in tables
    assert tables[ADDRESSES[1] if known else "\n".join(ADDRESSES)][key]["speaker"] == "Rosa Roe"
    if known:
        bridge, bell = json.loads((old_digest / "project.json").read_text("utf-8"))["read"]
        assert key in bell["corrections"]
        assert key not in bridge["corrections"]


def test_a_correction_of_several_articles_is_taken_back_where_it_stands(show: Settings, old_digest: Path) -> None:
    sources = [str(show.folder / name) for name in ("bridge.html", "bell.html")]
    command(show, "make", "--force", "--template", "digest", *sources)
    assert speakers(show)[1] == ["Ines Holm", "Omar Reed"]
    path = old_digest / "script.fountain"
    text = re.sub(
        r"@Ines Holm \[\[speaker: Ines Holm(.*?)sure: corrected(.*)\nNobody",
        r"@Mara Lind [[speaker: Mara Lind\1sure: 0.98\2\nNobody",
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")
    command(show, "make", str(path))
    assert speakers(show) == [["Ines Holm", "Omar Reed"], ["Mara Lind", "Omar Reed"]]


def test_an_old_episode_of_several_articles_is_found_and_loses_its_joined_link(show: Settings) -> None:
    joined = "\n".join(ADDRESSES)
    old = replace(A_TIDE, link=joined, source=joined)
    save_episode(show.output / "2026-01-01-old", old)
    assert decode_episode(encode_episode(old), "x").link == ""
    found = find_episode(show.output, joined)
    assert found is not None
    assert found.episode.guid == old.guid


def test_corrections_of_an_older_version_are_found_by_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text('["a.md"]\n1a2b3c4d = {speaker = "Ann"}\n["in/a.md"]\n5a2b3c4d = {speaker = "Bea"}\n', "utf-8")
    assert {item.speaker for item in read_corrections(path, Origin(file="in/a.md")).values()} == {"Ann", "Bea"}


def test_two_files_never_share_a_name(tmp_path: Path) -> None:
    names = {name_source(str(path), tmp_path / "show") for path in (tmp_path / "a" / "x.md", tmp_path / "b" / "x.md")}
    assert len(names) == 2
    assert not any(str(tmp_path) in name for name in names)
    assert name_source(str(tmp_path / "show" / "in" / "x.md"), tmp_path / "show") == "in/x.md"
    assert name_source("https://ann:secret@paper.example/x", tmp_path) == "https://paper.example/x"


def test_a_script_without_a_language_has_the_shows(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text('[show]\nlanguage = "de"\n')
    show = load_settings(tmp_path)
    assert read_show_script("Guten Tag.", "s", show).language == "de"
    assert read_show_script("Title: T\nLanguage: fr\n\nBonjour.", "s", show).language == "fr"
    (tmp_path / "s.fountain").write_text("Title: T\n\nDas kostet 3 Euro.\n", "utf-8")
    result = CliRunner().invoke(app, ["--show", str(tmp_path), "cast", "--json", str(tmp_path / "s.fountain")])
    assert "en" not in json.loads(result.stdout)[0]["voice"].split("-")[0]


def quotes(show: Settings, name: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, ["--show", str(show.folder), "quotes", "--json", str(show.folder / name)])
    return list(json.loads(result.stdout)["quotes"])


def test_quotes_shows_what_an_editor_has_put_right(show: Settings) -> None:
    assert [quote["speaker"] for quote in quotes(show, "bell.html")] == ["Mara Lind", "Omar Reed"]
    edited = digest(show).replace("@Mara Lind [[", "@Ines Holm [[").replace("Cast:", "Cast:\n    Ines Holm: female")
    remember_corrections(read_show_script(edited, "s", show), show.files.corrections)
    assert [quote["speaker"] for quote in quotes(show, "bell.html")] == ["Ines Holm", "Omar Reed"]


def test_quotes_reads_a_foreign_article_by_the_rules_of_its_language(show: Settings) -> None:
    text = (
        "Der Bürgermeister\n\n„Wir müssen jetzt handeln“, sagte Weber am Montag. Schmidt nickte und ging nach Hause.\n"
    )
    (show.folder / "amt.txt").write_text(text, "utf-8")
    assert [quote["speaker"] for quote in quotes(show, "amt.txt")] == ["Weber"]
