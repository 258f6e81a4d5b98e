"""What may be secret stays inside, and what cannot be written down does not come in."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from podcaster.address import Address
from podcaster.article import read_article
from podcaster.article.origin import name_source
from podcaster.characters import valid_text
from podcaster.cli import app
from podcaster.episode.details import Details
from podcaster.episode.tags import make_tags
from podcaster.errors import SettingsError
from podcaster.feed.channel import web_address
from podcaster.publish.targets import find_place
from podcaster.script import write_script
from podcaster.settings import (
    Feed,
    Fetching,
    Funding,
    Podcast,
    Settings,
    ShowPerson,
    Target,
    load_settings,
    settings_from,
    shipped,
)

HIDDEN = [
    "https://user:hunter2@host.example/x",
    "https://user:p@hunter2@host.example/x",
    "HTTPS://user:hunter2/x@host.example/x",
    "https://user:hunter2@[host/x",
    "https://user:hunter2@host:99x/x",
    "sftp://user:hunter2@host/x",
]


@pytest.mark.parametrize("whole", HIDDEN)
def test_an_address_prints_without_its_password(whole: str) -> None:
    address = Address(whole)
    assert address.has_login
    assert "hunter2" not in f"{address} {address!r} {[address]}"


@pytest.mark.parametrize(
    "whole",
    ["https://show.example/@name/x", "https://show.example/?to=a@b", "https://[::1]:80/a@b", "http://h:80/a@b", "a.md"],
)
def test_an_address_without_one_prints_as_it_is(whole: str) -> None:
    assert (str(Address(whole)), Address(whole).has_login) == (whole, False)


@given(st.text(st.characters(blacklist_characters="/?#@\\", blacklist_categories=("Cs", "Cc", "Z")), min_size=8))
def test_no_password_is_printed_whatever_it_is(secret: str) -> None:
    secret = f"pass{secret}"
    for whole in (f"https://user:{secret}@host.example/", f"davs://{secret}@host/", f"https://u:{secret}/@host/"):
        assert secret not in str(Address(whole))


@pytest.mark.parametrize("whole", [*HIDDEN, "//user:hunter2@host/", "user:hunter2@host.example"])
@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (kind, item.name)
        for kind in (Podcast, Feed, Target, Funding, ShowPerson)
        for item in fields(kind)
        if item.name in {"link", "picture", "licence_link", "address", "endpoint", "prefixes", "moved_to"}
    ],
)
def test_no_setting_that_everybody_reads_has_a_password(kind: type, key: str, whole: str) -> None:
    assert is_dataclass(kind)
    given = {key: [whole] if key == "prefixes" else whole}
    table = {
        "Podcast": {"show": given},
        "Feed": {"feed": given},
        "Target": {"targets": {"web": {"to": "x"} | given}},
        "Funding": {"show": {"funding": [{"link": "https://a.example"} | given]}},
        "ShowPerson": {"show": {"persons": [{"name": "A"} | given]}},
    }[kind.__name__]
    with pytest.raises(SettingsError) as caught:
        settings_from(table, "podcaster.toml")
    assert key in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("whole", [*HIDDEN, "https://[host/", "https://host:99x/", "https:///x"])
def test_no_wrong_address_is_repeated_with_its_password(whole: str, tmp_path: Path) -> None:
    for refuse in (
        lambda: web_address(whole),
        lambda: find_place("web", Target(to="s3://b/x", endpoint=whole), tmp_path),
        lambda: find_place("web", Target(to=whole.replace("https:", "davs:").replace("HTTPS:", "davs:")), tmp_path),
    ):
        with pytest.raises(SettingsError) as caught:
            refuse()
        assert "hunter2" not in str(caught.value)


@given(st.text(st.characters() | st.characters(categories=("Cs",))))
def test_what_comes_in_can_be_written_down(text: str) -> None:
    valid = valid_text(text)
    assert valid.encode().decode() == valid
    assert valid_text(valid) == valid


def test_an_address_that_is_no_latin_text_gets_into_a_tag() -> None:
    link = "https://a.example/\ufffd?q=é%20"
    details = Details("T", "A", "S", "D", datetime(2026, 3, 14, tzinfo=UTC), "en", link, "a.md")
    tag = make_tags(details, duration=1.0, chapters=(), lyrics="", cover=b"", number=None)
    assert b"https://a.example/%EF%BF%BD?q=%C3%A9%20" in tag


def test_two_halves_of_a_letter_are_one(tmp_path: Path) -> None:
    assert valid_text("a \ud83d\ude00 day \ud83d!") == "a 😀 day \ufffd!"
    path = tmp_path / "a.md"
    path.write_text('---\ntitle: "A \\ud83d\\ude00 \\ud83d"\nauthor: "\\udc00 X"\n---\n\nThe tide came in.\n', "utf-8")
    article = read_article(str(path), Fetching())
    assert (article.title, article.byline) == ("A 😀 \ufffd", "\ufffd X")


def test_a_title_of_signs_alone_is_not_read_out(tmp_path: Path) -> None:
    path = tmp_path / "the-light.md"
    path.write_text('---\ntitle: "!!!"\n---\n\nThe tide came in.\n', "utf-8")
    article = read_article(str(path), Fetching())
    text = write_script(article, (), template=shipped("scripts") / "narration.fountain.j2", show=Podcast())
    assert article.title == "!!!"
    assert "# the light" in text


def test_files_whose_names_are_no_text_are_told_apart(tmp_path: Path) -> None:
    names = {name_source(str(tmp_path / f"caf{byte}.md"), tmp_path) for byte in ("\udce9", "\udce8", "\ufffd")}
    names |= {
        name_source(str(tmp_path / f"caf{byte}.md"), tmp_path / "show") for byte in ("\udce9", "\udce8", "\ufffd")
    }
    assert len(names) == 6
    assert all(valid_text(name) == name for name in names)


def test_bytes_that_are_no_text_do_not_get_in_by_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from podcaster import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["podcaster", "lexicon", "add", "caf\udce9", "kafay"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert "caf\ufffd" in (load_settings(tmp_path).folder / "voices" / "lexicon.toml").read_text("utf-8")


def test_settings_with_a_password_stop_every_command(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text(f'[feed]\naddress = "{HIDDEN[1]}"\n', "utf-8")
    for command in ("feed", "check", "episodes", "publish"):
        result = CliRunner().invoke(app, ["--show", str(tmp_path), command])
        assert result.exit_code == 2
        assert "hunter2" not in result.output
        assert "feed.address has a user or password in it" in result.output.replace("\n", " ")


def test_settings_without_one_are_taken() -> None:
    assert settings_from({"feed": {"address": "https://a.example/@b/"}}, "x").feed.address
    assert Settings().feed.address == ""
