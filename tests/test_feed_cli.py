"""The commands feed, check, publish, serve and episodes, as a user runs them."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shows import change_episode, make_episode, make_show
from typer.testing import CliRunner

from podcaster import store
from podcaster.cli import app
from podcaster.errors import InputError
from podcaster.library.finding import choose_episode

TOML = """
[show]
title = "Read Aloud & “Well”"
author = "The Readers"
description = "Articles, read aloud."
email = "show@show.example"
categories = ["News > Daily News"]

[feed]
address = "https://show.example/cast/"

[targets.www]
to = "www"
"""


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return make_show(tmp_path_factory.mktemp("cli"), 3)


@pytest.fixture
def folder(good, tmp_path):
    shutil.copytree(good.output, tmp_path / "output")
    (tmp_path / "podcaster.toml").write_text(TOML)
    return tmp_path


@pytest.fixture
def podcaster(folder):
    def run(*arguments, code=0, stdin=""):
        result = CliRunner().invoke(app, ["--show", str(folder), *arguments], input=stdin)
        assert result.exit_code == code, result.output
        return result

    return run


def test_feed_writes_the_feed_and_the_pages(podcaster, folder):
    result = podcaster("feed")
    assert result.stdout.strip() == str(folder / "output" / "feed.xml")
    assert "3 episodes, to be heard at https://show.example/cast/feed.xml" in result.stderr
    assert (folder / "output" / "index.html").is_file()
    table = json.loads(podcaster("feed", "--json", "--address", "https://other.example").stdout)
    assert table == {
        "feed": str(folder / "output" / "feed.xml"),
        "address": "https://other.example/feed.xml",
        "episodes": 3,
    }


def test_everything_that_the_feed_leads_to_is_in_the_folder(podcaster, folder):
    podcaster("feed")
    text = (folder / "output" / "feed.xml").read_text("utf-8")
    files = set(re.findall(r'"https://show\.example/cast/([^"]+\.\w+)"', text))
    assert {Path(name).suffix for name in files} == {".jpg", ".mp3", ".vtt", ".srt", ".json", ".xml"}
    assert [name for name in files if not (folder / "output" / name).is_file()] == []


def test_feed_says_what_stays_out(podcaster, folder):
    change_episode(folder / "output" / "2025-03-02-tide-1", draft=True)
    change_episode(folder / "output" / "2025-03-03-tide-2", published=datetime(2999, 1, 1, tzinfo=UTC))
    result = podcaster("feed")
    assert "1 episode, to be heard" in result.stderr
    assert "2025-03-02-tide-1 stays out: draft." in result.stderr
    assert "2025-03-03-tide-2 stays out: scheduled." in result.stderr


def test_feed_without_an_address_says_what_to_do(podcaster, folder):
    (folder / "podcaster.toml").write_text("[show]\n")
    assert "Set address" in podcaster("feed", code=2).stderr


def test_feed_without_an_episode_says_what_to_do(podcaster, folder):
    shutil.rmtree(folder / "output")
    assert "podcaster make ARTICLE" in podcaster("feed", code=1).stderr


def test_check_names_rule_place_and_cure(podcaster, folder):
    assert "0 errors, 0 warnings." in podcaster("check").stderr
    (folder / "output" / "2025-03-02-tide-1" / "tide-1.mp3").unlink()
    change_episode(folder / "output" / "2025-03-03-tide-2", loudness=-20.0)
    result = podcaster("check", code=1)
    first, cure, second, *_ = result.stdout.splitlines()
    assert first == "error: output/2025-03-02-tide-1/tide-1.mp3: The file is missing. [audio.missing]"
    assert cure == "    Make the episode again."
    assert second.startswith("warning: output/2025-03-03-tide-2/episode.json: It has -20.0 LUFS")
    rows = json.loads(podcaster("check", "--json", code=1).stdout)
    assert [(row["level"], row["rule"]) for row in rows] == [("warning", "audio.loudness"), ("error", "audio.missing")]


def test_publish_sends_and_tells(podcaster, folder):
    dry = podcaster("publish", "--dry-run")
    assert "send 2025-03-02-tide-1/tide-1.mp3" in dry.stdout
    assert "to send" in dry.stderr
    assert not (folder / "www").exists()
    result = podcaster("publish", "www", "--yes")
    assert result.stdout == "https://show.example/cast/feed.xml\n"
    assert re.search(r"\d+ files sent \([\d.]+ [kM]?B\), 0 already there", result.stderr)
    assert (folder / "www" / "feed.xml").is_file()
    table = json.loads(podcaster("publish", "--json").stdout)
    assert (table["sent"], table["new"], table["findings"]) == (True, [], [])
    assert table["kept"] > 20


def test_the_first_publish_lists_what_goes_out_and_asks(podcaster, folder):
    podcaster("episodes", "set", "tide-3", "--draft")
    for answer, code in (("n\n", 1), ("", 2)):
        result = podcaster("publish", stdin=answer, code=code)
        assert "2 episodes would go out" in result.stderr
        assert "2025-03-02 06:00  The tide, part 1 & “more”" in result.stderr
        assert "part 3" not in result.stderr
        assert not (folder / "www").exists()
    assert "say yes with --yes" in result.stderr
    podcaster("publish", stdin="y\n")
    assert (folder / "www" / "feed.xml").read_text().count("<item>") == 2
    podcaster("episodes", "set", "tide-3", "--no-draft")
    podcaster("publish")
    assert (folder / "www" / "feed.xml").read_text().count("<item>") == 3, "from then on nobody is asked"


def test_publish_stops_at_an_error(podcaster, folder):
    podcaster("publish", "--yes")
    shutil.rmtree(folder / "output" / "2025-03-02-tide-1")
    result = podcaster("publish", code=1)
    assert result.stdout == ""
    assert "is not in the feed any more" in result.stderr
    assert "nothing was published" in result.stderr
    dry = podcaster("publish", "--drop", "--dry-run").stdout
    assert "remove 2025-03-02-tide-1/tide-1.mp3\n" in dry
    assert (folder / "www" / "2025-03-02-tide-1" / "tide-1.mp3").is_file()
    assert re.search(r"\d files sent .*, \d+ removed", podcaster("publish", "--drop").stderr)
    assert (folder / "www" / "feed.xml").read_text().count("<item>") == 2
    assert not (folder / "www" / "2025-03-02-tide-1").exists()


def test_a_published_episode_that_is_kept_back_is_named_with_the_way_back(podcaster, folder):
    podcaster("publish", "--yes")
    podcaster("episodes", "set", "tide-1", "--draft")
    podcaster("episodes", "set", "tide-2", "--published", "2999-01-01")
    said = podcaster("publish", code=1).stderr
    assert "2025-03-02-tide-1 is a draft now" in said
    assert "podcaster episodes set 2025-03-02-tide-1 --no-draft" in said
    assert "2025-03-03-tide-2 comes out at 2999-01-01 00:00 UTC now" in said
    assert "Bring its folder back" not in said
    podcaster("publish", "--drop")
    assert (folder / "www" / "feed.xml").read_text().count("<item>") == 1


@pytest.mark.parametrize("command", ["feed", "check"])
def test_nothing_is_written_before_the_address_is_known(podcaster, folder, command):
    (folder / "podcaster.toml").write_text("[show]\n")
    before = sorted((folder / "output").rglob("*"))
    podcaster(command, code=2)
    assert sorted((folder / "output").rglob("*")) == before


def test_check_knows_what_was_published_without_asking(podcaster, folder):
    podcaster("publish", "--yes")
    podcaster("check")
    shutil.rmtree(folder / "output" / "2025-03-02-tide-1")
    change_episode(folder / "output" / "2025-03-03-tide-2", guid="another")
    shutil.rmtree(folder / "www")
    rows = json.loads(podcaster("check", "--json", code=1).stdout)
    assert {row["rule"] for row in rows} == {"feed.guid.dropped", "feed.guid.changed"}
    podcaster("publish", code=1)


def test_publish_without_a_target_says_what_to_do(podcaster, folder):
    (folder / "podcaster.toml").write_text(TOML.partition("[targets")[0])
    assert "Add [targets.web]" in podcaster("publish", code=2).stderr


def test_episodes_are_listed(podcaster, folder):
    change_episode(folder / "output" / "2025-03-02-tide-1", draft=True)
    lines = podcaster("episodes").stdout.splitlines()
    assert lines[0] == "   3  2025-03-04-tide-3  00:06  The tide, part 3 & “more”"
    assert lines[2].endswith("[draft]")
    rows = json.loads(podcaster("episodes", "list", "--json").stdout)
    assert [row["state"] for row in rows] == ["out", "out", "draft"]
    assert json.loads(podcaster("episodes", "show", "tide-1").stdout)["title"] == "The tide, part 1 & “more”"


def test_an_episode_is_changed_without_its_guid(podcaster, folder):
    before = store.load_episode(folder / "output" / "2025-03-02-tide-1")
    podcaster("episodes", "set", "tide-1", "--draft", "--number", "7", "--season", "0", "--kind", "bonus", "--explicit")
    after = store.load_episode(folder / "output" / "2025-03-02-tide-1")
    assert before.changed is None
    assert after.changed is not None
    assert after == replace(
        before, draft=True, number=7, season=None, kind="bonus", explicit=True, changed=after.changed
    )
    result = podcaster("episodes", "set", "tide-1", "--no-draft", "--published", "2999-01-01")
    assert "scheduled" in result.stderr
    podcaster(
        "episodes", "set", "tide-1", "--location", "Port Ellen geo:55.6,-6.2 osm:R113314", "--location", "The pier"
    )
    places = json.loads(podcaster("episodes", "show", "tide-1").stdout)["locations"]
    assert [(each["name"], each["geo"], each["osm"]) for each in places] == [
        ("Port Ellen", "geo:55.6,-6.2", "R113314"),
        ("The pier", "", ""),
    ]
    podcaster("episodes", "set", "tide-1", "--tag", "the  sea", "--tag", "boats")
    assert json.loads(podcaster("episodes", "show", "tide-1").stdout)["tags"] == ["the sea", "boats"]
    podcaster("episodes", "set", "tide-1", "--tag", "none")
    assert json.loads(podcaster("episodes", "show", "tide-1").stdout)["tags"] == []
    assert "is no place" in podcaster("episodes", "set", "tide-1", "--location", "Pier geo:north", code=2).stderr
    assert "full" in podcaster("episodes", "set", "tide-1", "--kind", "ful", code=2).stderr
    podcaster("episodes", "set", "tide-1", "--number", "-1", code=2)


def test_an_episode_is_removed_when_the_user_says_so(podcaster, folder):
    podcaster("episodes", "remove", "tide-1", stdin="n\n", code=1)
    assert (folder / "output" / "2025-03-02-tide-1").is_dir()
    podcaster("episodes", "remove", "tide-1", "--yes")
    assert sorted(path.name for path in (folder / "output").glob("[!.]*")) == ["2025-03-03-tide-2", "2025-03-04-tide-3"]


def test_episodes_are_renumbered_by_date(podcaster, folder):
    make_episode(folder / "output", 4, kind="trailer")
    change_episode(folder / "output" / "2025-03-02-tide-1", number=5)
    dry = podcaster("episodes", "renumber", "--dry-run")
    assert "2025-03-02-tide-1: 5 -> 1" in dry.stdout
    assert store.load_episode(folder / "output" / "2025-03-02-tide-1").number == 5
    podcaster("episodes", "renumber")
    numbers = [item.episode.number for item in store.load_episodes(folder / "output")]
    assert numbers == [None, 3, 2, 1]
    podcaster("episodes", "renumber", "--start", "10")
    assert [item.episode.number for item in store.load_episodes(folder / "output")] == [None, 12, 11, 10]


def test_episodes_are_found_by_folder_slug_number_and_guid(folder):
    output = folder / "output"
    item = choose_episode(output, "2025-03-03-tide-2")
    for name in ("tide-2", "2", item.episode.guid, f"{item.folder}/"):
        assert choose_episode(output, name) == item
    with pytest.raises(InputError, match="Did you mean 2025-03-03-tide-2"):
        choose_episode(output, "2025-03-03-tide2")
    change_episode(output / "2025-03-02-tide-1", number=2)
    with pytest.raises(InputError, match="could be"):
        choose_episode(output, "2")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_serve_tells_its_address_and_ends_with_ctrl_c(folder):
    command = [sys.executable, "-m", "podcaster", "--show", str(folder), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}feed.xml", timeout=20) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert process.returncode == 0


def test_help_loads_nothing_heavy():
    heavy = (
        "numpy av lameenc mutagen PIL jinja2 msgspec obstore paramiko httpx filelock podcaster.feed podcaster.publish"
    )
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom podcaster.cli import app\n"
        "assert CliRunner().invoke(app, ['publish', '--help']).exit_code == 0\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_damaged_episode_is_named_and_the_others_stay_usable(podcaster, folder):
    (folder / "output" / "2025-03-02-tide-1" / "episode.json").write_text('{"guid": ')
    listed = podcaster("episodes")
    assert "2025-03-03-tide-2" in listed.stdout
    assert "2025-03-02-tide-1" not in listed.stdout
    assert "2025-03-02-tide-1/episode.json is not an episode" in listed.stderr
    podcaster("episodes", "set", "tide-2", "--draft")
    assert "is not an episode" in podcaster("episodes", "show", "2025-03-02-tide-1", code=2).stderr
    for command, told in (("feed", "stderr"), ("check", "stdout"), ("publish", "stderr")):
        assert "2025-03-02-tide-1/episode.json is not an episode" in getattr(podcaster(command, code=1), told)
    assert not (folder / "www" / "feed.xml").exists()


def test_a_word_of_an_episodes_name_is_enough_where_it_is_the_only_one(podcaster, folder):
    change_episode(folder / "output" / "2025-03-02-tide-1", slug="the-bakery-at-dawn")
    (folder / "output" / "2025-03-02-tide-1").rename(folder / "output" / "2025-03-02-the-bakery-at-dawn")
    podcaster("episodes", "set", "bakery", "--draft")
    assert store.load_episode(folder / "output" / "2025-03-02-the-bakery-at-dawn").draft
    assert "could be" in podcaster("episodes", "set", "tide", "--draft", code=2).stderr


def test_what_a_killed_feed_was_writing_is_removed(podcaster, folder):
    podcaster("feed")
    episode = next((folder / "output").glob("*/index.html"))
    halves = [path.with_name(f".{path.name}.{'0' * 32}.part") for path in (folder / "output" / "feed.xml", episode)]
    others = folder / "output" / f".mine.{'0' * 32}.part"
    for path in (*halves, others):
        path.write_bytes(b"half")
    podcaster("feed")
    assert [path.exists() for path in (*halves, others)] == [False, False, True]
