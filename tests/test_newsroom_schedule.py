"""Hours, embargoes and digests on the show's clock: each piece once, at its hour or at once after."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from podcaster import open_show
from podcaster.errors import SettingsError
from podcaster.follow.schedule import last_slot, moment_on, next_slot
from podcaster.follow.state import Database, State
from podcaster.follow.watch import Newsroom
from podcaster.settings import load_settings
from tests.newsrooms import SHORT, episodes, feed_guids, go_round, make_show, put, queue, run

if TYPE_CHECKING:
    from pathlib import Path

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
WORKING = ("mon", "tue", "wed", "thu", "fri")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def same_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_a_year_comes_once(zone: str) -> None:
    """Over a whole year, looked at every five minutes as a timer does, and with naps of a machine asleep."""
    place = ZoneInfo(zone)
    hours = [time(2, 15), time(7, 0)]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    last = now
    taken: list[datetime] = []
    while now < datetime(2027, 1, 1, tzinfo=UTC):
        slot = last_slot(now, hours, (), place)
        if slot and slot > last:
            taken.append(slot)
            last = slot
        now += timedelta(minutes=5)
    shown = [slot.astimezone(place) for slot in taken]
    days = {(each.date(), "night" if each.hour < 5 else "morning") for each in shown}
    assert len(days) == len(shown)
    assert len(shown) in (729, 730, 731)
    late = [each for each in shown if (each.hour, each.minute) not in ((2, 15), (7, 0))]
    assert len(late) <= 1  # the spring night: at once after the gap


def test_an_hour_that_the_clock_leaves_out_is_kept_when_it_goes_on() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = moment_on(datetime(2026, 3, 29, 12, tzinfo=berlin), time(2, 30), berlin)
    assert spring == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    autumn = moment_on(datetime(2026, 10, 25, 12, tzinfo=berlin), time(2, 30), berlin)
    assert autumn == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-03-27T06:30", "2026-03-27T07:00"),
        ("2026-03-27T07:00", "2026-03-27T07:00"),
        ("2026-03-27T07:01", "2026-03-30T07:00"),  # over the week end and the change of the clock
        ("2026-10-23T08:00", "2026-10-26T07:00"),
    ],
)
def test_the_next_working_day_at_seven(now: str, slot: str) -> None:
    zone = ZoneInfo("Europe/Berlin")
    found = next_slot(datetime.fromisoformat(now).replace(tzinfo=zone), [time(7, 0)], WORKING, zone)
    assert found.astimezone(zone).replace(tzinfo=None) == datetime.fromisoformat(slot)


def test_days_without_hours_let_out_at_once_on_those_days() -> None:
    zone = ZoneInfo("Europe/Berlin")
    friday, saturday = datetime(2026, 3, 27, 15, tzinfo=zone), datetime(2026, 3, 28, 15, tzinfo=zone)
    assert next_slot(friday, [], WORKING, zone) == friday
    assert next_slot(saturday, [], WORKING, zone) == datetime(2026, 3, 30, tzinfo=zone)


@pytest.mark.parametrize("settings", ['[watch]\nhours = ["25:00"]', '[watch]\ndays = ["monday"]', 'digest = "7"'])
def test_an_hour_or_day_that_is_none_is_told(tmp_path: Path, settings: str) -> None:
    folder = '[sources.drop]\nfolder = "in"\n'
    text = f"{folder}{settings}\n" if settings.startswith("digest") else f"{settings}\n{folder}"
    with pytest.raises(SettingsError, match=r"no (hour|day)"):
        go_round(make_show(tmp_path / "show", text))


def test_what_is_made_comes_out_at_its_hour_and_not_before(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show", '[watch]\nhours = ["07:00"]\n[sources.drop]\nfolder = "in"\n', files=1)
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 3, 28, 22, tzinfo=zone).astimezone(UTC)
    done, (piece,) = go_round(show, lambda: now)
    assert (done.count("made"), done.count("published")) == (1, 0)
    assert datetime.fromtimestamp(piece.embargo, zone) == datetime(2026, 3, 29, 7, tzinfo=zone)
    assert go_round(show, lambda: now + timedelta(hours=7, minutes=59))[0].count("published") == 0
    assert go_round(show, lambda: now + timedelta(hours=8))[0].count("published") == 1  # one hour was left out
    (episode,) = episodes(show)
    assert feed_guids(show) == [episode["guid"]]
    assert datetime.fromisoformat(episode["published"]) == datetime(2026, 3, 29, 7, tzinfo=zone)


def test_a_machine_that_was_asleep_at_the_hour_lets_out_at_once_after(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\nhours = ["07:00"]\n', files=1)
    now = datetime(2026, 3, 2, 20, tzinfo=UTC)
    go_round(show, lambda: now)
    assert go_round(show, lambda: now + timedelta(days=3))[0].count("published") == 1


def test_an_embargo_in_the_text_is_kept_and_one_that_cannot_be_read_waits(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show")
    text = SHORT.format(name="bridge")
    put(show, "kept.md", f"---\ntitle: The bridge\nembargo: 2026-03-05T12:00\n---\n\n{text}")
    put(show, "page.html", f'<html><head><meta name="embargo" content="soon"></head><article><p>{text}</p></article>')
    now = datetime(2026, 3, 5, 10, 30, tzinfo=UTC)
    done, pieces = go_round(show, lambda: now)
    assert {piece.key: piece.state for piece in pieces} == {"kept.md": State.MADE, "page.html": State.WAITING}
    assert done.count("published") == 0
    assert go_round(show, lambda: now + timedelta(hours=1))[0].count("published") == 1


def test_a_digest_at_seven_on_working_days_has_what_came_since(tmp_path: Path, cache: Path) -> None:
    days = '["mon", "tue", "wed", "thu", "fri"]'
    show = make_show(tmp_path / "show", f'[sources.drop]\nfolder = "in"\ndigest = "07:00"\ndays = {days}\n', files=2)
    zone = ZoneInfo("Europe/Berlin")
    friday = datetime(2026, 3, 27, 9, tzinfo=zone)
    with Database(show) as database:
        now = friday
        newsroom = Newsroom(load_settings(show), database, clock=lambda: now)
        assert newsroom.run(everything=True).count("made") == 0
        now = datetime(2026, 3, 29, 12, tzinfo=zone)
        put(show, "sunday.txt", SHORT.format(name="tower"))
        assert newsroom.run(everything=True).count("made") == 0
        now = datetime(2026, 3, 30, 7, 0, 5, tzinfo=zone)
        done = newsroom.run(everything=True)
        assert (done.count("made"), done.count("published")) == (1, 3)
        (digest,) = episodes(show)
        assert len(digest["chapters"]) >= 3
        put(show, "sunday.txt", SHORT.format(name="tower") + "\nA correction: it was the old tower.\n")
        assert newsroom.run(everything=True).count("made") == 1
        (again,) = episodes(show)
        assert again["guid"] == digest["guid"]
        now = datetime(2026, 3, 31, 9, tzinfo=zone)
        assert newsroom.run(everything=True).count("made") == 0
    assert len(queue(show, cache, "--all")) == 3


def test_a_digest_that_is_out_stays_while_one_of_its_pieces_collides(tmp_path: Path, cache: Path) -> None:
    settings = '[watch]\ndoubt = "wait"\n[sources.drop]\nfolder = "in"\ndigest = "07:00"\n'
    show = make_show(tmp_path / "show", settings, files=2)
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    go_round(show, lambda: now)
    later = now + timedelta(days=1)
    assert go_round(show, lambda: later)[0].count("published") == 2
    project = open_show(show).open(episodes(show)[0]["title"])
    for name in ("hall 0", "hall 1"):
        lines = [at for at, each in enumerate(project.script.lines) if f"The {name} opened on" in each.text]
        project.edit(lines[-1], f"The {name} is open.")
    put(show, "piece-0.txt", SHORT.format(name="hall 0").replace("Monday", "Friday"))
    done, pieces = go_round(show, lambda: later)
    assert (done.count("waiting"), {each.state for each in pieces}) == (1, {State.WAITING})
    assert go_round(show, lambda: later)[0].events == []
    run(show, cache, "queue", "approve", str(pieces[1].id))
    done, pieces = go_round(show, lambda: later)
    assert (done.count("made"), {each.state for each in pieces}) == (1, {State.PUBLISHED})
    put(show, "piece-1.txt", SHORT.format(name="hall 1").replace("Monday", "Friday"))
    assert go_round(show, lambda: later)[0].count("waiting") == 1
    project.refresh()
    for each in project.collisions:
        project.resolve(each.line, theirs=False)
    done, pieces = go_round(show, lambda: later)
    assert (done.count("made"), {each.state for each in pieces}) == (1, {State.PUBLISHED})


def test_a_digest_that_was_cut_off_is_made_of_the_same_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\ndigest = "07:00"\n', files=2)
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    go_round(show, lambda: now)
    later = now + timedelta(days=1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("podcaster.follow.producing.make_episode", killed)
        with pytest.raises(KeyboardInterrupt):
            go_round(show, lambda: later)
    put(show, "late.txt", SHORT.format(name="tower"))
    done, pieces = go_round(show, lambda: later)
    assert done.count("made") == 1
    assert [piece.state for piece in pieces] == [State.PUBLISHED, State.PUBLISHED, State.READ]


def test_a_digest_of_pages_with_addresses_can_be_published(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\ndigest = "07:00"\n')
    for name in ("bridge", "tower"):
        head = f'<head><title>The {name}</title><link rel="canonical" href="https://paper.example/{name}"></head>'
        put(show, f"{name}.html", f"<html>{head}<article><p>{SHORT.format(name=name)}</p></article></html>")
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    go_round(show, lambda: now)
    assert go_round(show, lambda: now + timedelta(days=1))[0].count("published") == 2
    assert "error" not in run(show, cache, "check").stdout


def test_what_is_signed_goes_out_at_its_hour(tmp_path: Path, cache: Path) -> None:
    settings = '[watch]\ndoubt = "wait"\nhours = ["07:00"]\n[sources.drop]\nfolder = "in"\n'
    show = make_show(tmp_path / "show", settings)
    put(show, "doubt.txt", "The hall was full.\n\n“Go home.”\n\n“Stay here.”\n\nNobody knew who had spoken.\n")
    _, (piece,) = go_round(show)
    assert piece.state is State.WAITING
    run(show, cache, "queue", "approve", str(piece.id))
    done, (piece,) = go_round(show)
    assert (piece.state, done.count("published")) == (State.MADE, 0)
    assert go_round(show, lambda: datetime.now(UTC) + timedelta(days=1))[0].count("published") == 1
