"""Whose project an article is: known by its page, else by its file, else by its words."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from commands import run
from web_server import Handler, Server, running

import podcaster
from podcaster.article.origin import name_source
from podcaster.cast.registry import read_registry
from podcaster.project.likeness import ANOTHER, is_alike, runs_of, share
from podcaster.store import EPISODE_FILE, SCRIPT_FILE, load_episodes

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Episode

ARTICLE = """# The Bridge

By Ann Poole

The bridge was closed on Monday after a night of rain, and nobody in the town knows when it opens.

“We shall see,” said Mara Lind, who has looked after it for a year and lives on the other side.

“It is loud, and it always was,” Omar Reed told the council, which met on Tuesday to hear of it.
"""
OTHER = """# A new library

By Ann Poole

Children moved ten thousand books through the snow yesterday, hand to hand, along Mill Street.

“I carried the atlas,” said Peter Novak, aged nine. “My arms are longer now.”

The librarian, Julia Stern, baked for all of them and slept until noon.
"""
ADDRESS = "https://paper.example/bridge"
SETTINGS = "[sound]\ntheme = ''\n[article]\nallow_private = true\n[feed]\naddress = 'https://paper.example/show'\n"


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Show:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "disk" / "show"
    folder.mkdir(parents=True)
    (folder / "podcaster.toml").write_text(SETTINGS, "utf-8")
    (folder / "b.md").write_text(ARTICLE, "utf-8")
    return podcaster.open_show(folder, who="Ada")


def at(address: str, text: str = ARTICLE) -> str:
    return f"---\nlink: {address}\n---\n{text}"


def line_of(project: podcaster.Project, words: str) -> int:
    return next(index for index, line in enumerate(project.script.lines) if line.text.startswith(words))


def worked_on(show: podcaster.Show, name: str = "b.md") -> podcaster.Project:
    """A project in which somebody has decided something."""
    project = show.write(show.folder / name)
    project.assign(line_of(project, "We shall see"), "Omar Reed")
    project.edit(line_of(project, "The bridge was"), "It was shut.")
    return project


def is_worked_on(project: podcaster.Project) -> bool:
    said = {line.text: line.role for line in project.script.lines}
    return said.get("We shall see,") == "Omar Reed" and "It was shut." in said and not project.collisions


def made(show: podcaster.Show, *arguments: str, given: str | None = None) -> str:
    result = run(["make", *arguments], cwd=show.folder, input=given)
    assert result.returncode == 0, result.stderr
    return result.stdout


def folders(show: podcaster.Show) -> list[str]:
    return sorted(path.parent.name for path in show.settings.output.glob(f"*/{SCRIPT_FILE}"))


def only(show: podcaster.Show) -> Episode:
    (episode,) = show.episodes
    return episode


def html(text: str = ARTICLE) -> str:
    title, _, *paragraphs = text.strip().split("\n\n")
    said = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = f"<head><title>{title[2:]}</title></head>"
    return f"<html>{head}<body><article><h1>{title[2:]}</h1>{said}</article></body></html>"


def test_a_draft_that_gets_its_address_is_the_same_episode(show: podcaster.Show) -> None:
    worked_on(show).render()
    before = only(show)
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    told = made(show, "b.md")
    assert f"goes on with this article, which was b.md and is {ADDRESS} now" in " ".join(told.split())
    after = only(show)
    assert (after.guid, after.slug, after.published) == (before.guid, before.slug, before.published)
    assert (after.link, after.source, after.article_files) == (ADDRESS, ADDRESS, ("b.md",))
    for name in ("bridge", "b.md", ADDRESS, f"{ADDRESS}#top"):
        assert is_worked_on(show.open(name))
    assert "goes on" not in made(show, "b.md")
    assert made(show, "b.md").count("From now on") == 0
    run(["feed"], cwd=show.folder)
    feed = (show.settings.output / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == 1
    assert ADDRESS in feed


def test_a_project_without_an_episode_goes_on_under_its_address(show: podcaster.Show) -> None:
    folder = worked_on(show).folder
    (show.folder / "b.md").write_text(at(ADDRESS).replace("Tuesday", "Wednesday"), "utf-8")
    project = show.write(show.folder / "b.md")
    assert project.folder == folder
    assert is_worked_on(project)
    assert project.render().article_files == ("b.md",)
    (show.folder / "b.md").write_text(at(f"{ADDRESS}-shut"), "utf-8")  # it was written wrong
    assert show.write(show.folder / "b.md").folder == folder


def test_what_was_decided_goes_on_though_nobody_has_edited_the_script(show: podcaster.Show) -> None:
    project = show.write(show.folder / "b.md")
    project.assign(line_of(project, "We shall see"), "Omar Reed")
    project.render()
    show.write(show.folder / "b.md").render()  # the template has it from voices/corrections.toml
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    project = show.write(show.folder / "b.md")
    assert project.script.lines[line_of(project, "We shall see")].role == "Omar Reed"
    assert not project.collisions


def test_the_page_of_a_draft_is_the_same_episode(show: podcaster.Show) -> None:
    worked_on(show).render()
    guid = only(show).guid
    with running(Server()) as server:
        server.RequestHandlerClass = type("Paper", (Handler,), {"at_page": lambda each: each.send(html().encode())})
        made(show, f"{server.address}/page")
        assert (only(show).guid, only(show).link) == (guid, f"{server.address}/page")
        assert is_worked_on(show.open("bridge"))


def test_a_copy_of_a_page_is_its_episode_and_leaves_it_its_address(show: podcaster.Show) -> None:
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    worked_on(show).render()
    (show.folder / "b.md").unlink()
    (show.folder / "saved.html").write_text(html(), "utf-8")
    made(show, "saved.html")
    assert only(show).link == ADDRESS
    assert is_worked_on(show.open("bridge"))


@pytest.mark.parametrize("place", ["x/b.md", "later.md", "../outside/b.md"])
def test_a_file_that_is_moved_is_the_same_article(show: podcaster.Show, place: str) -> None:
    worked_on(show).render()
    guid, to = only(show).guid, show.folder / place
    to.parent.mkdir(exist_ok=True)
    (show.folder / "b.md").rename(to)
    to.write_text(ARTICLE.replace("Tuesday", "Wednesday"), "utf-8")
    made(show, place)
    assert only(show).guid == guid
    assert is_worked_on(show.open(place if place.startswith("x") else "bridge"))
    assert only(show).source == name_source(str(to), show.folder.resolve())


def test_files_that_are_both_there_are_two_articles(show: podcaster.Show) -> None:
    worked_on(show)
    shutil.copy(show.folder / "b.md", show.folder / "b2.md")
    project = show.write(show.folder / "b2.md")
    assert len(folders(show)) == 2
    assert not is_worked_on(project)


def test_a_disk_that_another_machine_sees_elsewhere_has_the_same_articles(show: podcaster.Show, tmp_path: Path) -> None:
    articles = show.folder.parent / "articles"
    articles.mkdir()
    shutil.move(show.folder / "b.md", articles / "b.md")
    worked_on(show, "../articles/b.md").render()
    before = only(show)
    (tmp_path / "disk").rename(tmp_path / "volume")
    there = podcaster.open_show(tmp_path / "volume" / "show")
    (there.folder / "../articles/b.md").write_text(ARTICLE.replace("Tuesday", "Wednesday"), "utf-8")
    project = there.write(there.folder / "../articles/b.md")
    assert is_worked_on(project)
    assert "goes on with" not in made(there, "../articles/b.md")
    assert (only(there).guid, only(there).source) == (before.guid, before.source)


def test_a_file_elsewhere_that_an_older_version_knew_by_its_whole_folder_is_found(show: podcaster.Show) -> None:
    articles = show.folder.parent / "articles"
    articles.mkdir()
    shutil.move(show.folder / "b.md", articles / "b.md")
    project = worked_on(show, "../articles/b.md")
    project.render()
    now = only(show).source
    old = f"b.md#{hashlib.sha256(os.fsencode(str(articles.resolve()))).hexdigest()[:6]}"
    for path in (*project.folder.iterdir(), show.settings.files.corrections):
        if path.suffix in {".json", ".fountain", ".jsonl", ".toml"}:
            path.write_text(path.read_text("utf-8").replace(now, old), "utf-8")
    assert only(show).source == old
    assert is_worked_on(show.write(articles / "b.md"))
    assert len(folders(show)) == 1


def test_another_address_and_another_text_in_one_file_are_another_article(show: podcaster.Show) -> None:
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    worked_on(show).render()
    (show.folder / "b.md").write_text(at("https://paper.example/library", OTHER), "utf-8")
    assert "goes on" not in made(show, "b.md")
    assert len(show.episodes) == 2
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    assert is_worked_on(show.write(show.folder / "b.md"))


def test_an_address_is_its_article_whatever_it_says(show: podcaster.Show) -> None:
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    folder = worked_on(show).folder
    (show.folder / "c.md").write_text(at(ADDRESS, OTHER), "utf-8")
    assert show.write(show.folder / "c.md").folder == folder


def test_a_digest_of_which_an_article_gets_its_address_is_the_same(show: podcaster.Show) -> None:
    (show.folder / "c.md").write_text(OTHER, "utf-8")
    project = show.write(show.folder / "b.md", show.folder / "c.md", template="digest")
    project.edit(line_of(project, "The bridge was"), "It was shut.")
    (show.folder / "c.md").write_text(at(ADDRESS, OTHER), "utf-8")
    again = show.write(show.folder / "b.md", show.folder / "c.md", template="digest")
    assert again.folder == project.folder
    assert line_of(again, "It was shut.")
    assert show.write(show.folder / "b.md").folder != project.folder  # one of its articles alone is another episode


def test_an_article_that_is_named_twice_is_in_an_episode_once(show: podcaster.Show) -> None:
    (show.folder / "c.md").write_text(OTHER, "utf-8")
    told = made(show, "--template", "digest", "b.md", "c.md", str(show.folder / "b.md"))
    assert f"{show.folder / 'b.md'} is the same article as b.md: it is in the episode once." in told
    project = show.open(folders(show)[0])
    assert sum("We shall see" in line.text for line in project.script.lines) == 1
    alone = show.write(show.folder / "b.md")
    assert show.write(show.folder / "b.md", show.folder / "b.md").folder == alone.folder


def test_a_digest_in_another_order_is_the_same_episode_in_that_order(show: podcaster.Show) -> None:
    first, second = show.folder / "b.md", show.folder / "c.md"
    second.write_text(OTHER.replace("said Peter Novak", "said a spokeswoman"), "utf-8")
    project = show.write(first, second, template="digest")
    project.assign(line_of(project, "We shall see"), "Omar Reed")
    project.edit(line_of(project, "The bridge was"), "It was shut.")
    project.set_pause(line_of(project, "I carried"), 2.0)
    before, cast = project.render(), {role: each.voice.name for role, each in project.cast.roles.items()}

    def heard() -> list[str]:
        return [line.text for line in project.script.lines]

    first_order = heard()
    told = made(show, "--template", "digest", "c.md", "b.md")
    assert not [part for part in ("goes on with", "From now on", "no more") if part in told]
    after = only(show)
    assert (after.guid, after.source.split("\n")) == (before.guid, before.source.split("\n")[::-1])
    project = show.open(project.folder)
    assert is_worked_on(project)
    assert heard().index("I carried the atlas,") < heard().index("It was shut.")
    assert project.script.lines[line_of(project, "I carried")].pause == 2.0
    assert {role: each.voice.name for role, each in project.cast.roles.items()} == cast
    assert "nothing new" in made(show, "--template", "digest", "c.md", "b.md")
    project.refresh()
    project.undo()
    assert heard() == first_order
    assert {each.theirs for each in project.taken_back}
    project.assign(line_of(project, "It is loud"), "Mara Lind")  # decided of a script in the other order
    project.render()
    assert (only(show).guid, only(show).article_files) == (before.guid, before.article_files)
    assert "no more" not in made(show, "--template", "digest", "b.md", "c.md")
    project.refresh()
    assert is_worked_on(project)
    assert project.taken_back == ()
    show.write(second, first, template="digest")
    project.refresh()
    assert is_worked_on(project)
    assert project.script.lines[line_of(project, "It is loud")].role == "Mara Lind"
    assert [each.article.title for each in project.articles] == ["A new library", "The Bridge"]
    (show.folder / "d.md").write_text(OTHER.replace("Children moved", "Firemen carried"), "utf-8")
    made(show, "--template", "digest", "c.md", "b.md", "d.md")  # with one more it is another: who knows whether it is
    assert len(folders(show)) == 2


def test_a_copy_of_a_digest_comes_back_though_it_has_another_order_since(show: podcaster.Show) -> None:
    first, second = show.folder / "b.md", show.folder / "c.md"
    second.write_text(OTHER, "utf-8")
    project = show.write(first, second, template="digest")
    project.edit(line_of(project, "The librarian"), "Julia Stern baked.")
    project.render()
    copy = project.text.replace("\nThe bridge was", "\nThe old bridge was").replace("@Mara Lind", "@Ida Moss")
    (show.folder / "e.fountain").write_text(copy, "utf-8")
    show.write(second, first, template="digest")
    assert "What was done to e.fountain is in" in " ".join(made(show, "e.fountain").split())
    project = show.open(project.folder)
    assert len(folders(show)) == 1
    assert line_of(project, "Julia Stern baked.") < line_of(project, "The old bridge was")
    assert project.script.lines[line_of(project, "We shall see")].role == "Ida Moss"
    assert project.collisions == ()
    assert "has nothing new" in " ".join(made(show, "e.fountain").split())


def test_a_digest_of_which_nobody_has_edited_anything_has_whom_it_calls_otherwise(show: podcaster.Show) -> None:
    first, second = show.folder / "b.md", show.folder / "c.md"
    second.write_text(OTHER, "utf-8")
    made(show, "--template", "digest", "b.md", "c.md")
    before = read_registry(show.settings.files.registry).people["Mara Lind"].voice
    first.write_text(ARTICLE.replace("Mara Lind", "Mara Lind-Okafor"), "utf-8")
    made(show, "--template", "digest", "c.md", "b.md")
    assert read_registry(show.settings.files.registry).people["Mara Lind-Okafor"].voice == before


def test_a_script_taken_back_to_what_its_article_was_called_before_is_in_its_place(show: podcaster.Show) -> None:
    project = worked_on(show)
    before = project.render()
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    made(show, "b.md")
    project.refresh()
    project.undo()
    assert project.render().guid == before.guid
    assert len(folders(show)) == 1
    assert is_worked_on(project)


def test_a_script_that_names_the_draft_is_of_the_same_episode_and_leaves_it_its_address(show: podcaster.Show) -> None:
    text = run(["script", "b.md"], cwd=show.folder).stdout
    worked_on(show).render()
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    made(show, "b.md")
    (show.folder / "e.fountain").write_text(text.replace("lives on the other side", "lives across it"), "utf-8")
    result = run(["make", "e.fountain"], cwd=show.folder)
    assert result.returncode in (0, 2), result.stderr  # whatever becomes of its words
    assert only(show).link == ADDRESS


def test_who_is_described_keeps_the_voice(show: podcaster.Show) -> None:
    text = ARTICLE.replace("Omar Reed told", "a fisherman told")
    (show.folder / "b.md").write_text(text, "utf-8")
    made(show, "b.md")
    before = read_registry(show.settings.files.registry).articles["b.md"]
    assert list(before) == ["a fisherman"]
    path = show.settings.files.registry
    path.write_text(path.read_text("utf-8").replace(f'"{before["a fisherman"]}"', '"ed-high"'), "utf-8")
    (show.folder / "b.md").write_text(at(ADDRESS, text), "utf-8")
    made(show, "b.md")
    assert read_registry(path).articles[ADDRESS] == {"a fisherman": "ed-high"}


def test_what_came_on_standard_input_and_is_a_file_now_is_the_same(show: podcaster.Show) -> None:
    made(show, "-", given=ARTICLE)
    guid = only(show).guid
    made(show, "b.md")
    assert (only(show).guid, only(show).source) == (guid, "b.md")


def test_a_batch_knows_an_article_by_its_file_too(show: podcaster.Show) -> None:
    worked_on(show).render()
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    result = run(["batch", "b.md", "--workers", "1"], cwd=show.folder)
    assert result.returncode == 0, result.stderr
    assert only(show).link == ADDRESS
    assert is_worked_on(show.open("bridge"))


def test_a_file_used_again_for_another_article_leaves_the_first_its_episode(show: podcaster.Show) -> None:
    worked_on(show).render()
    first = only(show)
    (show.folder / "b.md").write_text(OTHER, "utf-8")
    told = " ".join(made(show, "b.md").split())
    assert "b.md had another article before, “The Bridge”" in told
    assert "add --force" in told
    second = next(each for each in show.episodes if each.guid != first.guid)
    assert (second.title, second.source) == ("A new library", "b.md#2")
    assert first in show.episodes
    assert "had another" not in made(show, "b.md")
    (show.folder / "b.md").write_text(OTHER.replace("snow", "rain"), "utf-8")
    made(show, "b.md")
    (show.folder / "b.md").write_text(ARTICLE, "utf-8")
    assert is_worked_on(show.write(show.folder / "b.md"))
    assert len(folders(show)) == 2
    with pytest.raises(podcaster.PodcasterError, match="could be"):
        show.open("b.md")
    (show.folder / "b.md").write_text(OTHER.upper()[::-1], "utf-8")
    assert show.write(show.folder / "b.md").script.key == "b.md#3"


def test_a_script_of_a_file_used_again_is_of_the_article_whose_words_it_has(show: podcaster.Show) -> None:
    worked_on(show).render()
    (show.folder / "b.md").write_text(OTHER, "utf-8")
    text = run(["script", "b.md"], cwd=show.folder).stdout
    made(show, "b.md")
    (show.folder / "e.fountain").write_text(text.replace("until noon", "until one"), "utf-8")
    made(show, "e.fountain")
    assert len(show.episodes) == 2
    library = show.open("library")
    assert "until one" in library.text
    assert library.script.key == "b.md#2"
    assert is_worked_on(show.open("bridge"))


def test_force_puts_another_article_in_the_place_of_the_one_before(show: podcaster.Show) -> None:
    made(show, "b.md")
    guid = only(show).guid
    (show.folder / "b.md").write_text(OTHER, "utf-8")
    made(show, "--force", "b.md")
    assert (only(show).guid, only(show).title, only(show).source) == (guid, "A new library", "b.md")


def test_an_article_of_which_little_is_left_goes_on_and_that_is_told(show: podcaster.Show) -> None:
    made(show, "b.md")
    kept = "The bridge was closed on Monday after a night of rain."
    (show.folder / "b.md").write_text(f"{OTHER}\n{kept}\n", "utf-8")
    assert "goes on, though its article is little of what it was (“The Bridge”)" in " ".join(made(show, "b.md").split())
    assert len(show.episodes) == 1


def test_a_stub_goes_on_as_whatever_it_becomes(show: podcaster.Show) -> None:
    (show.folder / "b.md").write_text("# Breaking\n\nMore follows soon.\n", "utf-8")
    folder = show.write(show.folder / "b.md").folder
    (show.folder / "b.md").write_text(OTHER, "utf-8")
    assert show.write(show.folder / "b.md").folder == folder


def test_a_piece_of_the_newsroom_is_the_same_whatever_it_says(show: podcaster.Show) -> None:
    path = show.folder / "newsroom" / "wire" / "a-1.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE, "utf-8")
    folder = show.write(path).folder
    path.write_text(OTHER, "utf-8")
    assert show.write(path).folder == folder


@pytest.mark.parametrize("first", ["make", "watch", "older watch"])
def test_a_watched_file_is_the_article_that_it_is_to_everything_else(show: podcaster.Show, first: str) -> None:
    (show.folder / "podcaster.toml").write_text(f'{SETTINGS}[sources.drop]\nfolder = "in"\n', "utf-8")
    (show.folder / "in").mkdir()
    shutil.move(show.folder / "b.md", show.folder / "in" / "b.md")
    watch = ["watch", "--once"]
    run(["make", "in/b.md"] if first == "make" else watch, cwd=show.folder)
    guid = only(show).guid
    if first == "older watch":  # which called it as its own copy
        (copy,) = (show.folder / "newsroom" / "drop").iterdir()
        for path in next(iter(show.settings.output.glob(f"*/{EPISODE_FILE}"))).parent.iterdir():
            if path.suffix in {".json", ".fountain", ".jsonl"}:
                text = path.read_text("utf-8").replace("in/b.md", f"newsroom/drop/{copy.name}")
                path.write_text(text, "utf-8")
    project = show.open("bridge")
    project.assign(line_of(project, "We shall see"), "Omar Reed")
    project.edit(line_of(project, "The bridge was"), "It was shut.")
    project.render()
    made(show, "in/b.md")
    assert show.open("in/b.md").folder == project.folder
    (show.folder / "in" / "b.md").write_text(ARTICLE.replace("Tuesday", "Wednesday"), "utf-8")
    past = (show.folder / "in" / "b.md").stat().st_mtime - 60  # a file that is being written waits
    os.utime(show.folder / "in" / "b.md", (past, past))
    result = run(watch, cwd=show.folder)
    assert result.returncode == 0, result.stderr
    assert (only(show).guid, only(show).source) == (guid, "in/b.md")
    assert is_worked_on(show.open("in/b.md"))
    assert "Wednesday" in show.open("in/b.md").text
    assert "Omar Reed" in run(["quotes", "in/b.md"], cwd=show.folder).stdout.split("speaker")[0].split("“It is")[0]


def test_a_name_in_pieces_and_a_whole_one_are_one_file(show: podcaster.Show) -> None:
    whole, pieces = "Brücke.md", normalize("NFD", "Brücke.md")
    (show.folder / "b.md").rename(show.folder / pieces)
    folder = worked_on(show, pieces).folder
    assert name_source(str(show.folder / pieces), show.folder.resolve()) == whole
    (show.folder / pieces).rename(show.folder / whole)
    assert is_worked_on(show.write(show.folder / whole))
    assert show.open(pieces).folder == folder


def test_files_whose_names_differ_in_form_alone_are_two(show: podcaster.Show) -> None:
    names = ["Brücke.md", normalize("NFD", "Brücke.md")]
    for name in names:
        (show.folder / name).write_text(ARTICLE, "utf-8")
    if len({path.name for path in show.folder.glob("Br*")}) < 2:
        pytest.skip("this disk has one file of both names")
    known = [name_source(str(show.folder / name), show.folder.resolve()) for name in names]
    assert known[0] == names[0]
    assert known[1].startswith(f"{names[0]}#")
    assert known[0] != known[1]


def test_an_episode_kept_under_a_name_in_pieces_is_found(show: podcaster.Show) -> None:
    (show.folder / "b.md").rename(show.folder / "Brücke.md")
    project = worked_on(show, "Brücke.md")
    project.render()
    for path in project.folder.iterdir():
        if path.suffix in {".json", ".fountain", ".jsonl"}:
            path.write_text(path.read_text("utf-8").replace("Brücke.md", normalize("NFD", "Brücke.md")), "utf-8")
    assert is_worked_on(show.write(show.folder / "Brücke.md"))
    assert len(folders(show)) == 1


@pytest.mark.parametrize("every", [4, 5, 8])
def test_a_correction_however_large_is_no_other_article(every: int) -> None:
    said = random.Random(every)
    words = [f"{said.choice('bdfgklmnprst')}{said.choice('aeiou')}{said.randrange(900)}" for _ in range(400)]
    corrected = ["another" if not index % every else word for index, word in enumerate(words)]
    found = share(runs_of([" ".join(words)]), runs_of([" ".join(corrected)]))
    assert found is not None
    assert found >= 4 * ANOTHER
    assert share(runs_of([" ".join(words)]), runs_of([" ".join(words[:40])])) == 1.0  # cut to a tenth


def test_texts_in_scripts_without_spaces_are_compared() -> None:
    one, other = "橋は月曜日に雨の夜の後で閉鎖された。", "図書館の新しい本は子供たちが運んだ。"
    assert is_alike(runs_of([one]), runs_of([f"{one}再び開く。"]))
    assert share(runs_of([one]), runs_of([other])) == 0.0


def test_scripts_that_name_no_source_are_known_by_their_title_as_before(show: podcaster.Show) -> None:
    (show.folder / "scripts").mkdir()
    words = "{% for each in article.passages %}\n@Narrator\n{{ each.words }}\n\n{% endfor %}"
    template = f"Title: {{{{ article.title }}}}\n\n{words}"
    (show.folder / "scripts" / "bare.fountain.j2").write_text(template, "utf-8")
    folder = show.write(show.folder / "b.md", template="bare").folder
    assert show.write(show.folder / "b.md", template="bare").folder == folder


def test_what_is_kept_of_an_episode_says_its_files(show: podcaster.Show) -> None:
    (show.folder / "b.md").write_text(at(ADDRESS), "utf-8")
    made(show, "b.md")
    (folder,) = folders(show)
    kept = json.loads((show.settings.output / folder / EPISODE_FILE).read_text("utf-8"))
    assert kept["article_files"] == ["b.md"]
    result = run(["edit", "bridge", "render"], cwd=show.folder)
    assert result.returncode == 0, result.stderr
    assert load_episodes(show.settings.output)[0].episode.article_files == ("b.md",)
