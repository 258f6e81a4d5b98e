"""Real podcast apps and checkers take a real show: made of the sample articles, published, and served by a web host."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from filelock import FileLock
from shows import show_settings
from test_feed import node

from podcaster import pipeline, store
from podcaster import settings as conf
from podcaster.library.writing import write_show
from podcaster.model import Wishes
from podcaster.publish.check import check
from podcaster.publish.plan import FEED_TYPE, FileKind, Upload
from podcaster.publish.run import Sending, publish
from podcaster.publish.serve import PreviewHandler, PreviewServer
from podcaster.publish.targets import find_place

SAMPLES = sorted((Path(pipeline.__file__).parent / "samples").iterdir())


def needs(*programs):
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")


def run(*arguments, **options):
    return subprocess.run(
        [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **options,
    )


class Folder:
    """Answers with the files of a folder, for the handler of the preview server: HEAD, ranges, ETags, types."""

    def __init__(self, folder):
        self.folder = folder

    def find(self, path):
        file = self.folder / (path + "index.html" if not path or path.endswith("/") else path)
        if not file.is_file():
            return None
        kind = FEED_TYPE if file.suffix == ".xml" else mimetypes.guess_type(file.name)[0] or "text/plain"
        described = store.describe_file(file, kind)
        return Upload(FileKind.PAGE, path, file, kind, described.size, described.sha256)


@contextmanager
def serving(folder):
    """A web host: the address at which it has the files of a folder."""
    handler = type("FolderHandler", (PreviewHandler,), {"preview": Folder(folder)})
    with PreviewServer(("127.0.0.1", 0), handler) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{opened.server_address[1]}/"
        opened.shutdown()
        thread.join()


@dataclass(frozen=True)
class Site:
    """A show as it is out."""

    folder: Path
    address: str

    @property
    def feed(self):
        return self.folder / "feed.xml"

    @property
    def feed_address(self):
        return self.address + "feed.xml"


@pytest.fixture(scope="module")
def show(tmp_path_factory):
    """The episodes of the sample articles: spoken, mixed, encoded. Made once, for all processes of a run."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = show_settings(shared / "samples")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PODCASTER_CACHE", str(shared / "samples" / "cache"))
        with FileLock(shared / "samples.lock"):
            if not (made.output / "feed.xml").exists():
                for sample in SAMPLES:
                    pipeline.make([str(sample)], made, Wishes(), lambda *_: None)
                write_show(made, datetime.now(UTC))
        yield made


@pytest.fixture(scope="module")
def site(show, tmp_path_factory):
    """The show, published to a folder that a web host serves."""
    folder = tmp_path_factory.mktemp("www")
    with serving(folder) as address:
        place = find_place("www", conf.Target(str(folder), address=address), folder)
        assert publish(show, place, datetime.now(UTC), Sending()).sent
        yield Site(folder, address)


def audio_of(show):
    return sorted(item.episode.audio.sha256 for item in store.load_episodes(show.output))


def downloaded(folder):
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.mp3"))


def test_gpodder_subscribes_and_downloads_byte_for_byte(show, site, tmp_path):
    needs("gpo")
    environment = {
        **os.environ,
        "GPODDER_HOME": str(tmp_path / "home"),
        "GPODDER_DOWNLOAD_DIR": str(tmp_path / "audio"),
        "HOME": str(tmp_path),
    }
    for command in (["subscribe", site.feed_address], ["update"], ["download"]):
        result = run("gpo", *command, env=environment, input="")
        assert result.returncode == 0, result.stdout + result.stderr
    assert downloaded(tmp_path / "audio") == audio_of(show)


def test_newsboat_and_podboat_download_byte_for_byte(show, site, tmp_path):
    check_newsboat(site.feed_address, audio_of(show), tmp_path)


def check_newsboat(feed_address, audio, tmp_path):
    """Newsboat queues, and podboat downloads, all the audio of a feed."""
    needs("newsboat", "podboat", "script")
    environment = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm"}
    (tmp_path / "urls").write_text(f"{feed_address}\n")
    (tmp_path / "config").write_text(f'download-path "{tmp_path}/audio/"\npodcast-auto-enqueue yes\nmax-downloads 8\n')
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
        limit = time.monotonic() + 300
        while downloaded(tmp_path) != audio and time.monotonic() < limit:
            time.sleep(0.2)
        podboat.communicate(b"qy")
    assert downloaded(tmp_path) == audio


def test_the_show_passes_its_own_checks(show):
    findings = check(show, datetime.now(UTC))
    assert [finding for finding in findings if finding.level == "error"] == []
    assert {finding.rule for finding in findings} <= {"episode.review"}


def test_an_episode_made_again_keeps_its_guid_gives_other_sound_an_address_and_notes_a_change(show, tmp_path):
    shutil.copytree(show.output, tmp_path / "output")
    settings = show_settings(tmp_path)
    bakery = next(sample for sample in SAMPLES if sample.stem == "bakery")
    pipeline.make([str(bakery)], settings, Wishes(), lambda *_: None)  # from here its file has another way to it
    item = next(item for item in store.load_episodes(settings.output) if "bakery" in item.folder.name)
    pipeline.make([str(bakery)], settings, Wishes(), lambda *_: None)
    again = store.load_episode(item.folder)
    assert again.changed == item.episode.changed
    assert again.audio == item.episode.audio
    script = item.folder / "script.fountain"
    script.write_text(script.read_text("utf-8").replace("oven", "stove"), "utf-8")
    pipeline.make([str(script)], settings, Wishes(), lambda *_: None)
    corrected = store.load_episode(item.folder)
    assert corrected.changed is not None
    assert corrected.audio != again.audio
    assert corrected.guid == again.guid
    assert corrected.audio.name != again.audio.name  # directories ignore other sound at an address they know
    write_show(settings, datetime.now(UTC))
    feed = (settings.output / "feed.xml").read_text("utf-8")
    assert f"<lastBuildDate>{format_datetime(corrected.changed)}</lastBuildDate>" in feed


def test_xmllint_feedparser_and_gpodders_parser_read_its_feed(show, site):
    feedparser = pytest.importorskip("feedparser")
    podcastparser = pytest.importorskip("podcastparser")
    parsed = feedparser.parse(str(site.feed))
    assert not parsed.bozo
    assert len(parsed.entries) == len(SAMPLES) == 5
    with site.feed.open("rb") as file:
        episodes = podcastparser.parse(site.feed_address, file)["episodes"]
    stored = store.load_episodes(show.output)
    assert [episode["total_time"] for episode in episodes] == [round(item.episode.duration) for item in stored]
    assert [episode["guid"] for episode in episodes] == [item.episode.guid for item in stored]
    sizes = [[enclosure["file_size"] for enclosure in episode["enclosures"]] for episode in episodes]
    assert sizes == [[item.episode.audio.size] for item in stored]
    needs("xmllint")
    result = run("xmllint", "--noout", site.feed)
    assert (result.returncode, result.stderr) == (0, "")


def test_mp3val_and_ffprobe_find_its_audio_right(show, site):
    needs("mp3val", "ffprobe")
    for item in store.load_episodes(show.output):
        audio = site.folder / item.folder.name / item.audio.name
        result = run("mp3val", audio)
        assert "WARNING" not in result.stdout, result.stdout
        assert "ERROR" not in result.stdout, result.stdout
        shown = run("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", audio)
        assert shown.stderr == ""
        table = json.loads(shown.stdout)
        assert abs(float(table["format"]["duration"]) - item.episode.duration) < 0.1
        titles = [chapter["tags"]["title"] for chapter in table["chapters"]]
        assert titles == [chapter.title for chapter in item.episode.chapters]


def test_the_w3cs_parser_finds_no_fault_in_its_transcripts(site):
    script = """
        const {WebVTTParser} = require("webvtt-parser");
        const entities = {"&amp;": "&", "&lt;": "<", "&gt;": ">"};
        const parse = (path) => new WebVTTParser(entities).parse(require("fs").readFileSync(path, "utf8"), "metadata");
        const read = process.argv.slice(1).map(parse);
        console.log(JSON.stringify(read.map((tree) => ({cues: tree.cues.length, errors: tree.errors}))));
    """
    transcripts = sorted(site.folder.glob("*/transcript.vtt"))
    assert len(transcripts) == len(SAMPLES)
    for row, path in zip(node(script, *transcripts), transcripts, strict=True):
        assert row["errors"] == []
        assert row["cues"] >= len(json.loads(path.with_suffix(".json").read_bytes())["segments"])


def test_podcast_indexs_parser_keeps_its_transcripts_and_chapters(site):
    script = """
        const {parseFeed} = require("podcast-partytime");
        console.log(JSON.stringify(parseFeed(require("fs").readFileSync(process.argv[1], "utf8"))));
    """
    items = node(script, site.feed)["items"]
    assert [len(item["podcastTranscripts"]) for item in items] == [3] * len(SAMPLES)
    named = [file["url"] for item in items for file in (*item["podcastTranscripts"], item["podcastChapters"])]
    assert all((site.folder / address.removeprefix(site.address)).is_file() for address in named)
