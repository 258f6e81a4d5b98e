"""When two names are one article's: addresses of one page, names of one file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from commands import run
from shows import A_TIDE
from web_server import Server, running

import podcaster
from podcaster.cast.registry import hold_registry, read_registry
from podcaster.identity import known_by, page_of
from podcaster.library.finding import choose_project
from podcaster.model import Origin
from podcaster.script import read_corrections
from podcaster.store import EPISODE_FILE, SCRIPT_FILE, find_episode, save_episode

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "https://paper.example/a/b"


@pytest.mark.parametrize(
    "address",
    [
        "HTTPS://Paper.Example/a/b",
        "https://paper.example:443/a/b",
        "https://paper.example:/a/b",
        "https://paper.example./a/b",
        "https://paper.example/a/b#top",
        "https://paper.example/a/b?",
        "https://paper.example/%61/b",
        "https://paper.example/x/../a/./b",
        "https://paper.example/a/b?utm_source=nl&utm_medium=email",
        "https://paper.example/a/b?fbclid=x#top",
        "https://paper.example/a/b?GCLID=x",
    ],
)
def test_addresses_of_one_page_are_one(address: str) -> None:
    assert page_of(address) == PAGE
    assert page_of(PAGE) == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "http://paper.example/a/b",
        "https://paper.example:8443/a/b",
        "https://paper.example/A/b",
        "https://paper.example/a/b/",
        "https://paper.example/a%2Fb",
        "https://paper.example/a/b?id=2",
        "https://paper.example/a/b?utmost=2",
        "https://paper.example/a/b?source=nl",  # some sites name their pages so
        "https://paper.example/a/b#!/2",
        "https://paper.example/a/b#/2",
    ],
)
def test_addresses_of_other_pages_are_others(address: str) -> None:
    assert page_of(address) != PAGE
    assert page_of(page_of(address)) == page_of(address)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://localhost:8765", "http://localhost:8765/"),
        ("https://paper.example?id=1&utm_campaign=x&p=2", "https://paper.example/?id=1&p=2"),
        ("https://paper.example/%c3%a4%7E", "https://paper.example/%C3%A4~"),
        ("https://paper.example/ä b", "https://paper.example/%C3%A4%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("https://paper.example/a/..", "https://paper.example/"),
        ("https://paper.example/../../a", "https://paper.example/a"),
        ("http://[x", "http://[x"),
        ("https://paper.example:99999999/", "https://paper.example:99999999/"),
        ("ftp://Paper.example/#a", "ftp://Paper.example/#a"),
    ],
)
def test_an_address_is_written_in_one_way(address: str, written: str) -> None:
    assert page_of(address) == written


def test_keys_of_several_articles_are_compared_each_by_itself() -> None:
    assert known_by("HTTPS://paper.example/a/b#x\nbe\u0301.md") == f"{PAGE}\nb\u00e9.md"


def test_an_episode_kept_under_another_address_of_its_page_is_found(tmp_path: Path) -> None:
    kept = ("https://Paper.example/a/b#top", "https://paper.example/?utm_source=nl")
    for number, link in enumerate(kept):
        folder = tmp_path / "output" / str(number)
        folder.mkdir(parents=True)
        save_episode(folder, replace(A_TIDE, link=link, source=link, slug=f"s{number}", guid=f"g{number}"))
    output = tmp_path / "output"
    for number, address in enumerate((PAGE, "https://paper.example")):
        found = find_episode(output, address, address)
        assert found is not None
        assert found.folder.name == str(number)
        assert choose_project(output, address).folder.name == str(number)
    assert find_episode(output, "https://paper.example/other") is None


def test_corrections_kept_under_another_address_of_its_page_are_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    old = '["HTTPS://paper.example/a/b"]\n1a2b3c4d = {speaker = "Ann", words = "Yes"}\n1 = {speaker = "Bea"}\n'
    path.write_text(f'{old}["{PAGE}"]\n1 = {{speaker = "Cleo"}}\n', "utf-8")
    found = read_corrections(path, Origin(PAGE))
    assert {key: each.speaker for key, each in found.items()} == {"1a2b3c4d": "Ann", "1": "Cleo"}


def test_voices_kept_under_another_address_of_its_page_are_its_own(tmp_path: Path) -> None:
    path = tmp_path / "registry.toml"
    path.write_text('[articles."https://paper.example/a/b#top"]\n"a baker" = "ed"\n', "utf-8")
    assert read_registry(path).articles == {PAGE: {"a baker": "ed"}}
    with hold_registry(path) as file:
        file.set_described(PAGE, {"a baker": "gene"})
        file.save()
    assert path.read_text("utf-8").count("[articles.") == 1


def test_five_addresses_of_a_page_are_one_episode(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n[article]\nallow_private = true\n", "utf-8")
    with running(Server()) as server:
        site = server.address
        for address in (site, f"{site}/", f"{site}/#top", f"{site.upper()}/", f"{site}/?utm_source=nl"):
            result = run(["make", address.replace("HTTP", "http", 1) if "#" in address else address], cwd=tmp_path)
            assert result.returncode == 0, result.stderr
    (folder,) = [path.parent for path in (tmp_path / "output").glob(f"*/{EPISODE_FILE}")]
    episode = json.loads((folder / EPISODE_FILE).read_text("utf-8"))
    assert episode["link"] == episode["source"] == f"{site}/"
    assert f"Source: {site}/\n" in (folder / SCRIPT_FILE).read_text("utf-8").replace("\r", "")


def test_what_an_editor_made_of_it_stays_where_the_address_was_kept_otherwise(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n[article]\nallow_private = true\n", "utf-8")
    show = podcaster.open_show(tmp_path)
    with running(Server()) as server:
        project = show.write(f"{server.address}/page")
        path = project.folder / SCRIPT_FILE
        line = next(index for index, each in enumerate(project.script.lines) if each.text.startswith("One."))
        project.edit(line, "It sang.")
        for file in project.folder.iterdir():  # as an older version kept it
            if file.is_file():
                file.write_text(file.read_text("utf-8").replace("/page", "/page#top"), "utf-8")
        again = show.write(f"{server.address}/page?utm_source=nl")
    assert again.folder == project.folder
    assert again.script.lines[line].text == "It sang."
    assert not again.collisions
    assert f"{server.address}/page\n" in path.read_text("utf-8")
