"""Real podcast apps and checkers take a real show: made by the program, served by its preview server."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from shows import NOW, make_show, show_settings
from test_feed import node

from podcaster import pipeline, store
from podcaster.publish.run import check, write_show
from podcaster.publish.serve import open_server

SAMPLES = Path(pipeline.__file__).parent / "samples"
LATER = datetime(2030, 1, 1, tzinfo=UTC)


def needs(*programs):
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")


def run(*arguments, **options):
    return subprocess.run(
        [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **options,
    )


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    return make_show(tmp_path_factory.mktemp("five"), 5)


@pytest.fixture(scope="module")
def server(five):
    with open_server(five, 0, lambda: NOW) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{opened.server_address[1]}/feed.xml"
        opened.shutdown()
        thread.join()


def audio_of(show):
    return sorted(item.episode.audio.sha256 for item in store.load_episodes(show.output))


def downloaded(folder):
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.mp3"))


def test_gpodder_subscribes_and_downloads_byte_for_byte(five, server, tmp_path):
    needs("gpo")
    environment = {
        **os.environ,
        "GPODDER_HOME": str(tmp_path / "home"),
        "GPODDER_DOWNLOAD_DIR": str(tmp_path / "audio"),
        "HOME": str(tmp_path),
    }
    for command in (["subscribe", server], ["update"], ["download"]):
        result = run("gpo", *command, env=environment, input="")
        assert result.returncode == 0, result.stdout + result.stderr
    assert downloaded(tmp_path / "audio") == audio_of(five)


def test_newsboat_and_podboat_download_byte_for_byte(five, server, tmp_path):
    needs("newsboat", "podboat", "script")
    environment = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm"}
    (tmp_path / "urls").write_text(f"{server}\n")
    (tmp_path / "config").write_text(f'download-path "{tmp_path}/audio/"\npodcast-auto-enqueue yes\n')
    (tmp_path / ".newsboat").mkdir()
    common = ["-C", tmp_path / "config"]
    result = run(
        "newsboat", *common, "-u", tmp_path / "urls", "-c", tmp_path / "db", "-q", "-x", "reload", env=environment
    )
    assert result.returncode == 0, result.stdout + result.stderr
    queue = next((path for path in tmp_path.rglob("queue")), None)
    assert queue is not None, "newsboat queued nothing"
    command = ["script", "-qec", f"podboat -C {tmp_path}/config -q {queue} -a", "/dev/null"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment, cwd=tmp_path
    ) as podboat:
        limit = time.monotonic() + 60
        while downloaded(tmp_path) != audio_of(five) and time.monotonic() < limit:
            time.sleep(0.2)
        podboat.communicate(b"qy")
    assert downloaded(tmp_path) == audio_of(five)


# ---- a show that the program made ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Episodes of the sample articles, spoken, mixed and encoded."""
    folder = tmp_path_factory.mktemp("made")
    settings = show_settings(folder)
    for sample in ("bakery.txt", "night-bus.txt"):
        pipeline.make([str(SAMPLES / sample)], settings, pipeline.Wishes(), lambda *_: None)
    write_show(settings, LATER)
    return settings


def test_a_made_show_passes_its_own_checks(made):
    errors = [finding for finding in check(made, LATER) if finding.level == "error"]
    assert errors == []
    rules = {finding.rule for finding in check(made, LATER)}
    assert rules <= {"episode.review"}


def test_an_episode_made_again_keeps_its_guid_and_address_and_notes_a_change(made, tmp_path):
    shutil.copytree(made.output, tmp_path / "output")
    settings = show_settings(tmp_path)
    item = next(item for item in store.load_episodes(settings.output) if "bakery" in item.folder.name)
    pipeline.make([str(SAMPLES / "bakery.txt")], settings, pipeline.Wishes(), lambda *_: None)
    again = store.load_episode(item.folder)
    assert again.changed is None
    assert again.audio == item.episode.audio
    script = item.folder / "script.fountain"
    script.write_text(script.read_text("utf-8").replace("oven", "stove"), "utf-8")
    pipeline.make([str(script)], settings, pipeline.Wishes(), lambda *_: None)
    corrected = store.load_episode(item.folder)
    assert corrected.changed is not None
    assert corrected.audio != again.audio
    assert (corrected.guid, corrected.audio.name) == (again.guid, again.audio.name)
    write_show(settings, LATER)
    feed = (settings.output / "feed.xml").read_text("utf-8")
    assert f"<lastBuildDate>{format_datetime(corrected.changed)}</lastBuildDate>" in feed


def test_xmllint_feedparser_and_gpodders_parser_read_its_feed(made):
    feedparser = pytest.importorskip("feedparser")
    podcastparser = pytest.importorskip("podcastparser")
    path = made.output / "feed.xml"
    parsed = feedparser.parse(str(path))
    assert not parsed.bozo
    assert len(parsed.entries) == 2
    with path.open("rb") as file:
        episodes = podcastparser.parse("https://show.example/cast/feed.xml", file)["episodes"]
    durations = [round(item.episode.duration) for item in store.load_episodes(made.output)]
    assert [episode["total_time"] for episode in episodes] == durations
    needs("xmllint")
    result = run("xmllint", "--noout", path)
    assert (result.returncode, result.stderr) == (0, "")


def test_mp3val_and_ffprobe_find_its_audio_right(made):
    needs("mp3val", "ffprobe")
    for item in store.load_episodes(made.output):
        result = run("mp3val", item.audio)
        assert "WARNING" not in result.stdout, result.stdout
        assert "ERROR" not in result.stdout, result.stdout
        shown = run("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", item.audio)
        assert shown.stderr == ""
        table = json.loads(shown.stdout)
        assert abs(float(table["format"]["duration"]) - item.episode.duration) < 0.1
        titles = [chapter["tags"]["title"] for chapter in table["chapters"]]
        assert titles == [chapter.title for chapter in item.episode.chapters]


def test_the_w3cs_parser_finds_no_fault_in_its_transcripts(made):
    script = """
        const {WebVTTParser} = require("webvtt-parser");
        const entities = {"&amp;": "&", "&lt;": "<", "&gt;": ">"};
        const parse = (path) => new WebVTTParser(entities).parse(require("fs").readFileSync(path, "utf8"), "metadata");
        const read = process.argv.slice(1).map(parse);
        console.log(JSON.stringify(read.map((tree) => ({cues: tree.cues.length, errors: tree.errors}))));
    """
    episodes = store.load_episodes(made.output)
    for row, item in zip(node(script, *(item.folder / "transcript.vtt" for item in episodes)), episodes, strict=True):
        assert row["errors"] == []
        segments = json.loads((item.folder / "transcript.json").read_bytes())["segments"]
        assert row["cues"] == len(segments)


def test_podcast_indexs_parser_keeps_its_transcripts_and_chapters(made):
    script = """
        const {parseFeed} = require("podcast-partytime");
        console.log(JSON.stringify(parseFeed(require("fs").readFileSync(process.argv[1], "utf8"))));
    """
    feed = node(script, made.output / "feed.xml")
    assert [len(item["podcastTranscripts"]) for item in feed["items"]] == [3, 3]
    assert all(item["podcastChapters"]["url"].endswith("chapters.json") for item in feed["items"])
