"""A newsroom that can be seen: metrics, health, summaries, alerts; and what it keeps."""

from __future__ import annotations

import json
import socketserver
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from podcaster.follow.keeping import Estimate, expected, expired, remove_retired, retire
from podcaster.follow.seen import Pulse, showing
from podcaster.follow.state import Database, Look, State
from podcaster.follow.status import filling, read_status, silence
from podcaster.follow.watch import Newsroom
from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.settings import Feed, Settings, Sounds, load_settings
from podcaster.settings.newsroom import Following, Keeping, KeptOnDisk
from podcaster.store import scan_episodes
from tests.dovecot import free_port
from tests.newsrooms import SHORT, episodes, feed_guids, go_round, make_show, put, run
from tests.shows import make_episode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def same_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))


@contextmanager
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook, and what it was told."""
    told: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", told
        server.shutdown()


@contextmanager
def mail_server() -> Iterator[tuple[int, list[str]]]:
    """A mail server, as far as RFC 5321 asks for it, and the mails that it took."""
    mails: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                if line.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 go on\r\n")
                    rows = []
                    while (row := self.rfile.readline()) != b".\r\n":
                        rows.append(row.decode())
                    mails.append("".join(rows))
                self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 well\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1], mails
        server.shutdown()


def get(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_prometheus_reads_the_metrics_and_health_tells_a_watch_that_stands_still(tmp_path: Path) -> None:
    parser = pytest.importorskip("prometheus_client.parser", reason="prometheus-client is not installed")
    port = free_port()
    show = make_show(tmp_path / "show", f'[watch]\nport = {port}\n[sources.drop]\nfolder = "in"\n', files=1)
    put(show, "empty.txt", "")
    go_round(show)
    pulse = Pulse()
    with showing(load_settings(show), pulse):
        status, text = get(f"http://127.0.0.1:{port}/metrics")
        samples = {
            (sample.name, *sorted(sample.labels.values())): sample.value
            for family in parser.text_string_to_metric_families(text)
            for sample in family.samples
        }
        assert status == 200
        assert samples["podcaster_pieces", "drop", "published"] == 1
        assert samples["podcaster_pieces", "drop", "failed"] == 1
        assert samples["podcaster_moves_total", "made"] == 1
        assert samples["podcaster_stage_seconds_count", "Speaking"] == 1
        assert samples["podcaster_queue_age_seconds",] == 0
        assert (samples["podcaster_errors_total", "read"], samples["podcaster_errors_total", "make"]) == (1, 0)
        assert get(f"http://127.0.0.1:{port}/health")[0] == 200
        pulse.last -= 4000
        assert get(f"http://127.0.0.1:{port}/health")[0] == 503
        assert get(f"http://127.0.0.1:{port}/else")[0] == 404


def test_one_summary_a_day_at_its_hour_and_one_after_sleep(tmp_path: Path) -> None:
    with hook() as (address, told):
        settings = f'[watch]\nsummary = "18:00"\nwebhook = "{address}"\n[article]\nallow_private = true\n'
        show = make_show(tmp_path / "show", f'{settings}[sources.drop]\nfolder = "in"\n', files=1)
        for hours in (0, 6, 6.1, 7, 54):  # noon, 18:00 on the show's clock is 17:00 in UTC
            go_round(show, lambda hours=hours: NOON + timedelta(hours=hours))  # type: ignore[misc]
        days = [each["subject"] for each in told]
        assert days == ["The Newsroom: 2026-03-01", "The Newsroom: 2026-03-02", "The Newsroom: 2026-03-04"]
        assert "1 made, 1 published" in told[1]["text"]
        assert "- The hall 0 opened on Monday." in told[1]["text"]
        (show / "scripts").mkdir()
        (show / "scripts" / "summary.txt.j2").write_text("{{ show }} has {{ made }}.")
        go_round(show, lambda: NOON + timedelta(days=5))
        assert told[-1]["text"] == "The Newsroom has 0."
        for day, words in enumerate((b"{{ 1 // 0 }}", b"{{ [show] * 9000000 }}", b"{% for a in [1] %}", b"\xff"), 6):
            (show / "scripts" / "summary.txt.j2").write_bytes(words)
            done, _ = go_round(show, lambda day=day: NOON + timedelta(days=day))  # type: ignore[misc]
            assert "summary.txt.j2" in "".join(event.text for event in done.events if event.kind == "problem")
            assert len(told) == 4


def test_an_alert_is_raised_once_until_all_is_well_again(tmp_path: Path) -> None:
    with hook() as (address, told):
        settings = f'[watch]\nwebhook = "{address}"\n[article]\nallow_private = true\n'
        show = make_show(tmp_path / "show", f'{settings}[sources.drop]\nfolder = "in"\nsilent = 24\n', files=1)
        go_round(show, lambda: NOON)
        for hours in (30, 31):
            go_round(show, lambda hours=hours: NOON + timedelta(hours=hours))  # type: ignore[misc]
        assert [each["text"] for each in told] == ["drop has brought nothing new for 30 hours."]
        put(show, "news.txt", "The bridge is open.\n\n“At last,” said Grace Tolliver.\n")
        go_round(show, lambda: NOON + timedelta(hours=32))
        put(show, "embargoed.md", "---\nembargo: soon\n---\nThe bridge is shut.\n\n“Again,” said Grace Tolliver.\n")
        go_round(show, lambda: NOON + timedelta(hours=90))
        assert len(told) == 2
        assert "waits for a person (podcaster queue). Its embargo cannot be read" in told[1]["text"]


def test_a_source_that_never_brought_anything_is_silent_too_and_a_disk_fills() -> None:
    following, now = Following(folder="in", silent=2), 1_000_000.0
    assert silence(following, Look("drop"), str(now - 3 * 3600), now) == "has brought nothing new for 3 hours."
    assert not silence(following, Look("drop", newest=now - 3600), str(now - 9 * 3600), now)
    assert not silence(Following(folder="in"), Look("drop"), "1.0", now)
    assert "full in 5 days" in next(filling(1_000_000, Estimate(1.0, 6_000_000)))
    assert not list(filling(1_000_000, Estimate(0.0, 0.0)))


def test_what_episodes_will_take_is_told_before() -> None:
    plain = Settings(sound=Sounds(theme=""))
    seconds, size = expected([710], Settings())
    assert 280 < seconds < 310  # an article of 710 words takes 5 minutes
    assert size > seconds * 12_000
    assert expected([710], Settings(sound=Sounds(quality="music")))[1] > size
    assert expected([], Settings()) == (0, 0)
    master = expected([710], Settings(sound=Sounds(format="wav")))[1]
    assert master == pytest.approx(seconds * 44_100 * 3, rel=0.03)  # 24 bits
    assert expected([710], replace(plain, feed=Feed(address="https://a.example/")))[1] > expected([710], plain)[1]


def test_what_a_short_episode_will_take_is_what_it_takes(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text('[sound]\ntheme = ""\n')
    (tmp_path / "light.txt").write_text(SHORT.format(name="light"), "utf-8")
    settings = load_settings(tmp_path)
    made = make([str(tmp_path / "light.txt")], settings, Wishes(), lambda *_: None)
    seconds, size = expected([len(SHORT.split())], settings)
    assert seconds == pytest.approx(made.episode.duration, rel=0.25)
    assert size == pytest.approx(sum(path.stat().st_size for path in made.folder.iterdir()), rel=0.25)


def test_who_cannot_be_told_is_not_asked_at_every_round(tmp_path: Path) -> None:
    settings = '[watch]\nsummary = "12:30"\nwebhook = "http://127.0.0.1:9/hook"\n[article]\nallow_private = true\n'
    show = make_show(tmp_path, f'{settings}[sources.drop]\nfolder = "in"\n')
    moment = NOON
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: moment)
        problems = []
        for seconds in (0, 5, 5, 300, 5):
            moment += timedelta(seconds=seconds)
            problems.append(newsroom.run().count("problem"))
    assert problems == [1, 0, 0, 1, 0]


def test_summaries_come_by_mail(tmp_path: Path) -> None:
    with mail_server() as (port, mails):
        settings = f'[watch]\nsummary = "06:00"\nmail_to = ["desk@show.example"]\nsmtp = "smtp://127.0.0.1:{port}"\n'
        show = make_show(tmp_path / "show", f'{settings}[sources.drop]\nfolder = "in"\n', files=1)
        done, _ = go_round(show, lambda: NOON)
    assert done.count("problem") == 0
    (mail,) = mails
    assert "To: desk@show.example" in mail
    assert "1 made, 1 published" in mail


def test_a_private_webhook_is_not_asked_unless_allowed(tmp_path: Path) -> None:
    with hook() as (address, told):
        settings = f'[watch]\nsummary = "06:00"\nwebhook = "{address}/T0KEN"\n[sources.drop]\nfolder = "in"\n'
        done, _ = go_round(make_show(tmp_path / "show", settings), lambda: NOON)
        assert [event.kind for event in done.events] == ["problem"]
        assert "on a private or loopback address" in done.events[0].text
        assert "T0KEN" not in done.events[0].text
        assert not told


def test_episodes_are_kept_by_number_age_and_size(tmp_path: Path) -> None:
    for number in range(1, 6):
        make_episode(tmp_path, number)
    stored, _ = scan_episodes(tmp_path)
    newest = stored[0].episode.published.timestamp()
    days = 86_400.0

    def gone(keep: Keeping) -> list[str]:
        return [item.episode.slug for item, _ in expired(stored, keep, newest)]

    assert gone(Keeping(episodes=2)) == ["tide-3", "tide-2", "tide-1"]
    assert gone(Keeping(days=2.5)) == ["tide-2", "tide-1"]
    assert gone(Keeping(gigabytes=1e-9)) == ["tide-4", "tide-3", "tide-2", "tide-1"]
    assert gone(Keeping(days=9)) == []
    assert len(expired(stored, Keeping(days=1), newest + 100 * days)) == 4  # the newest one stays
    late = expired(stored, Keeping(episodes=2), newest - days / 2)  # when the newest was still to come
    assert [item.episode.slug for item, _ in late] == ["tide-2", "tide-1"]
    retire(stored[-1], newest)
    retire(stored[-2], newest)
    for disk, left in ((KeptOnDisk(episodes=4), 4), (KeptOnDisk(days=9), 4), (KeptOnDisk(), 3)):
        remove_retired(tmp_path, scan_episodes(tmp_path)[0], disk, newest + 1.5 * days)
        assert len(scan_episodes(tmp_path)[0]) == left


def test_what_is_kept_no_longer_leaves_the_disk_and_the_feed_and_is_not_made_again(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show", '[keep]\nepisodes = 2\n[sources.drop]\nfolder = "in"\n', files=3)
    go_round(show)
    done, pieces = go_round(show)
    assert done.count("expired") == 1
    assert len(feed_guids(show)) == 2
    assert [piece.state for piece in pieces].count(State.DROPPED) == 1
    assert not go_round(show)[0].events
    # Whoever read the feed a moment before still gets what it led to, for a day.
    retired = [each for each in episodes(show) if each["retired"]]
    assert len(retired) == 1
    assert len(list((show / "output").glob("*/*.mp3"))) == 3
    assert {each["guid"] for each in episodes(show)} - {retired[0]["guid"]} == set(feed_guids(show))
    tomorrow = datetime.now(UTC) + timedelta(days=1, minutes=1)
    assert not go_round(show, lambda: tomorrow)[0].events
    assert len(episodes(show)) == len(list((show / "output").glob("*/*.mp3"))) == 2
    assert len(list((show / "newsroom" / "drop").iterdir())) == 3
    go_round(show, lambda: tomorrow + timedelta(days=7))
    assert len(list((show / "newsroom" / "drop").iterdir())) == 2  # nor does it keep the words of what is dropped


def test_a_feed_that_could_not_be_written_without_what_is_retired_is_tried_again(tmp_path: Path) -> None:
    keep = '[watch]\nbackoff = 1\n[keep]\nepisodes = 1\n[sources.drop]\nfolder = "in"\n'
    show = make_show(tmp_path / "show", keep, files=2)
    go_round(show)
    feed = show / "output" / "feed.xml"
    before = feed.read_bytes()
    feed.unlink()
    feed.mkdir()  # nothing can be put in its place
    done = go_round(show)[0]
    assert (done.count("expired"), done.count("problem")) == (1, 1)
    feed.rmdir()
    feed.write_bytes(before)
    assert len(feed_guids(show)) == 2
    later = datetime.now(UTC) + timedelta(hours=2)
    go_round(show, lambda: later)
    assert len(feed_guids(show)) == 1
    assert len(list((show / "output").glob("*/*.mp3"))) == 2


def test_status_tells_what_a_show_will_take(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", files=1)
    go_round(show)
    status = json.loads(run(show, cache, "status", "--json").stdout)
    assert status["episodes_a_day"] == 1
    assert status["bytes_a_month"] > 1_000_000


def test_a_private_feed_moves_to_a_new_token_and_the_old_one_tells_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = 'to = "www/{token}"\naddress = "https://show.example/{token}/"\nverify = false\n'
    settings = f'[watch]\npublish = ["web"]\n[targets.web]\n{target}[sources.drop]\nfolder = "in"\n'
    show = make_show(tmp_path / "show", settings, files=1)
    done, _ = go_round(show)
    assert done.count("published") == 0
    assert any("PODCASTER_FEED_TOKEN" in event.text for event in done.events)
    status = read_status(load_settings(show), time.time())
    assert status.attention[0].startswith("What is made did not come out: PODCASTER_FEED_TOKEN")
    old, new = "a" * 22, "b" * 22
    monkeypatch.setenv("PODCASTER_FEED_TOKEN", old)
    later = datetime.now(UTC)
    assert go_round(show, lambda: later)[0].count("published") == 1
    monkeypatch.setenv("PODCASTER_FEED_TOKEN", new)
    monkeypatch.setenv("PODCASTER_FEED_TOKEN_BEFORE", old)
    put(show, "second.txt", "The bridge is open.\n\n“At last,” said Grace Tolliver.\n")
    assert go_round(show, lambda: later + timedelta(hours=1))[0].count("published") == 1
    before, now = ((show / "www" / token / "feed.xml").read_text("utf-8") for token in (old, new))
    assert f"<itunes:new-feed-url>https://show.example/{new}/feed.xml</itunes:new-feed-url>" in before
    assert "new-feed-url" not in now
    assert old not in now
    guid = "<podcast:guid>"
    assert before.partition(guid)[2][:36] == now.partition(guid)[2][:36]
