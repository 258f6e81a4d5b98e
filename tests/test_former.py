"""Sound that is made again: who reads the feed never finds a file with another length than it says."""

from __future__ import annotations

import json
import threading
import urllib.request
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from podcaster.episode.former import GRACE
from podcaster.library.writing import write_show
from podcaster.publish.run import Sending, choose_target, publish
from podcaster.settings import load_settings
from tests.newsrooms import ADDRESS, SHORT, go_round, make_show, put, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime.now(UTC)
LATER = NOW + GRACE + timedelta(hours=1)
TARGET = '[sources.drop]\nfolder = "in"\n[targets.web]\nto = "www"\naddress = "https://show.example/web/"\n'


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))


def the_episode(show: Path) -> tuple[Path, dict[str, Any]]:
    """The only episode of a show."""
    (path,) = (show / "output").glob("*/episode.json")
    return path.parent, json.loads(path.read_bytes())


def enclosed(folder: Path) -> list[tuple[str, int]]:
    """The enclosures of a folder's feed: each path in the folder, with the length that it says."""
    items = ET.parse(folder / "feed.xml").getroot().iter("enclosure")
    return [("/".join(unquote(str(item.get("url"))).split("/")[-2:]), int(str(item.get("length")))) for item in items]


def say(show: Path, cache: Path, words: str) -> None:
    """Make the article's episode, with other words."""
    (show / "light.txt").write_text(SHORT.format(name=words), "utf-8")
    run(show, cache, "make", str(show / "light.txt"))


def test_sound_that_no_feed_leads_to_is_replaced_where_it_is(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", "")
    say(show, cache, "hall")
    folder, before = the_episode(show)
    (show / "light.txt").write_text(SHORT.format(name="hall") + "It rained.\n", "utf-8")
    run(show, cache, "make", str(show / "light.txt"))
    after = the_episode(show)[1]
    assert after["audio"]["name"] == before["audio"]["name"]
    assert after["audio"]["sha256"] != before["audio"]["sha256"]
    assert len(list(folder.glob("*.mp3"))) == 1


@pytest.mark.parametrize("place", ["output", "www"])
def test_sound_that_a_feed_leads_to_stays_until_none_does_for_a_day(tmp_path: Path, cache: Path, place: str) -> None:
    show = make_show(tmp_path / "show", TARGET)
    settings = load_settings(show)

    def bring_out(now: datetime) -> list[tuple[str, int]]:
        if place == "output":
            write_show(settings, now)
        else:
            assert publish(settings, choose_target(settings, "web"), now, Sending()).sent
        found = enclosed(show / place)
        assert all((show / place / path).stat().st_size == length for path, length in found)
        return found

    say(show, cache, "hall")
    folder, first = the_episode(show)
    ((one, length),) = bring_out(NOW)
    (show / "light.txt").write_text(SHORT.format(name="hall") + "It rained.\n", "utf-8")
    run(show, cache, "make", str(show / "light.txt"))
    assert enclosed(show / place) == [(one, length)]
    assert (show / place / one).stat().st_size == length, "the feed that is out still leads there"
    ((two, longer),) = bring_out(NOW)
    assert (two != one, longer > length, the_episode(show)[1]["guid"]) == (True, True, first["guid"])
    assert (show / place / one).stat().st_size == length, "somebody has read the feed before"
    run(show, cache, "make", str(show / "light.txt"))
    assert the_episode(show)[1]["audio"]["name"] == two.rpartition("/")[2], "the same sound keeps its name"
    (show / "light.txt").write_text(SHORT.format(name="hall") + "It snowed and snowed.\n", "utf-8")
    run(show, cache, "make", str(show / "light.txt"))
    ((three, _),) = bring_out(NOW + timedelta(minutes=1))
    assert {one, two, three} == {f"{folder.name}/{path.name}" for path in (show / place / folder.name).glob("*.mp3")}
    bring_out(LATER)
    assert not (show / place / two).exists()
    assert (show / place / one).read_bytes() == (show / place / three).read_bytes(), "some apps keep the first address"
    assert bring_out(LATER + GRACE * 2) == bring_out(LATER + GRACE * 3)


def test_sound_of_before_may_come_back(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", "")
    settings = load_settings(show)
    texts = [SHORT.format(name="hall"), SHORT.format(name="hall") + "It rained.\n"]
    for number in (0, 1, 0, 1):
        (show / "light.txt").write_text(texts[number], "utf-8")
        run(show, cache, "make", str(show / "light.txt"))
        write_show(settings, NOW)
        assert all((show / "output" / path).stat().st_size == length for path, length in enclosed(show / "output"))
    episode = the_episode(show)[1]
    names = [each["file"]["name"] for each in episode["former"]]
    assert len(set(names)) == len(names) == 2
    assert episode["audio"]["name"] not in names


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder."""

    def log_message(self, *_: object) -> None:
        """Requests are not told."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on the web."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def read_once(base: str) -> tuple[int, list[str]]:
    """What an app does: read the feed, and ask for each enclosure in it; how many, and what is broken."""
    with urllib.request.urlopen(f"{base}feed.xml") as answer:
        root = ET.fromstring(answer.read())
    broken = []
    items = list(root.iter("enclosure"))
    for item in items:
        path = str(item.get("url")).removeprefix(ADDRESS)
        try:
            with urllib.request.urlopen(urllib.request.Request(base + path, method="HEAD")) as answer:
                length = answer.headers["Content-Length"]
        except OSError as error:
            length = str(error)
        if length != item.get("length"):
            broken.append(f"{path}: {length} instead of {item.get('length')}")
    return len(items), broken


def test_a_reader_who_polls_a_watched_show_never_finds_a_broken_enclosure(
    tmp_path: Path, rounds: Callable[[int], int]
) -> None:
    """Two rounds; ``pytest --long`` has eight."""
    count = rounds(2)
    show = make_show(tmp_path / "show", files=2)
    go_round(show)
    ended = threading.Event()
    seen: list[int] = []
    broken: list[str] = []

    def poll(base: str) -> None:
        while not ended.is_set():
            found, wrong = read_once(base)
            seen.append(found)
            broken.extend(wrong)

    with served(show / "output") as base:
        reader = threading.Thread(target=poll, args=(base,))
        reader.start()
        for number in range(count):
            put(show, "piece-0.txt", SHORT.format(name="hall 0") + f"It rained for {number + 2} days.\n" * (number + 1))
            put(show, f"piece-{number + 2}.txt", SHORT.format(name=f"hall {number + 2}"))
            go_round(show)
        ended.set()
        reader.join()
        assert read_once(base) == (2 + count, [])
    assert broken == []
    assert min(seen) == 2
