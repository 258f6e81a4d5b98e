"""The newsroom over a folder: each piece becomes one episode, once, whatever stops it, and nothing is taken half."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from podcaster import open_show
from podcaster.errors import EngineError, InputError, SettingsError
from podcaster.follow.folder import stamp_of
from podcaster.follow.making import MadeEpisode, make_episode
from podcaster.follow.queue import choose_piece, drop, listed
from podcaster.follow.state import Database, State
from podcaster.follow.tables import STEPS, VERSION
from podcaster.follow.trouble import StateError
from podcaster.follow.watch import Newsroom, watching
from podcaster.library.changing import Changes, change_episode
from podcaster.settings import load_settings, settings_from
from tests import commands
from tests.newsrooms import DOUBTFUL, SHORT, command, episodes, feed_guids, go_round, look, make_show, put, queue, run

if TYPE_CHECKING:
    from collections.abc import Callable

MAIL = """\
From: =?utf-8?q?Ada_Byr=C3=B6n?= <ada@paper.example>
Subject: Fwd: The ferry is late
Date: Mon, 2 Mar 2026 08:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=X

--X
Content-Type: text/plain; charset=utf-8

The plain part is not read.
--X
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><title>x</title></head><body><p>The ferry was late on Monday, and =E2=80=9Cnobody was surprised,=E2=80=9D
said Grace Tolliver, who sells fish on the quay.</p><p>The harbour office blamed the tide.</p></body></html>
--X--
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_each_file_of_a_folder_becomes_one_episode_once(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    put(show, "text.txt", SHORT.format(name="market"))
    put(show, "deep/er/markdown.md", f"# The bridge\n\n{SHORT.format(name='bridge')}")
    put(
        show,
        "page.html",
        f"<html><title>The tower</title><article><p>{SHORT.format(name='tower')}</p></article></html>",
    )
    put(show, "letter.eml", MAIL)
    put(show, ".hidden.txt", "Not this.")
    put(show, "picture.jpg", "Nor this.")
    first = look(show, cache)
    assert (first["new"], first["made"], first["published"]) == (4, 4, 4)
    made = episodes(show)
    assert [each["title"] for each in made] == [
        "The bridge",
        "The ferry is late",
        "The market opened on Monday.",
        "The tower",
    ]
    assert made[1]["author"] == "Ada Byrön"
    assert sorted(feed_guids(show)) == sorted(each["guid"] for each in made)
    again = look(show, cache)
    assert not again["events"]
    assert episodes(show) == made


def test_a_file_that_is_still_written_is_not_taken_half(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    path = show / "in" / "slow.txt"
    with path.open("w") as file:
        file.write("The first half.\n\n")
        file.flush()
        assert look(show, cache)["new"] == 0
        file.write("And the second half, which came later.\n")
    assert look(show, cache)["made"] == 1
    (script,) = show.glob("output/*/script.fountain")
    assert "second half" in script.read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who writes a file")
def test_a_file_that_somebody_holds_open_is_not_taken(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    path = put(show, "old.txt", SHORT.format(name="pier"))
    holder = "import sys\nwith open(sys.argv[1], 'a') as file:\n    print('open', flush=True)\n    sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        writer.stdout.readline()
        assert look(show, cache)["new"] == 0
        writer.communicate()
    assert look(show, cache)["made"] == 1


def test_a_file_that_changes_is_made_again_under_its_guid(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    path = put(show, "news.txt", SHORT.format(name="gate"))
    look(show, cache)
    (before,) = episodes(show)
    path.touch()
    touched = look(show, cache)
    assert (touched["changed"], touched["made"]) == (1, 0)
    assert [piece["state"] for piece in queue(show, cache, "--all")] == ["published"]
    put(show, "news.txt", SHORT.format(name="gate") + "\nLater it opened again.\n")
    changed = look(show, cache)
    assert (changed["changed"], changed["made"]) == (1, 1)
    (after,) = episodes(show)
    assert after["guid"] == before["guid"]
    assert after["audio"]["sha256"] != before["audio"]["sha256"]


def test_a_file_that_is_renamed_is_the_same_piece(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    path = put(show, "draft.txt", SHORT.format(name="gate"))
    look(show, cache)
    path.rename(path.with_name("final.txt"))
    assert not look(show, cache)["events"]
    assert len(episodes(show)) == 1


def test_two_watches_of_one_show_are_one_too_many(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    settings = load_settings(show)
    with watching(settings):
        told = run(show, cache, "watch", "--once", code=2).stderr
        assert "Another podcaster watch is at work" in told
        assert json.loads(run(show, cache, "status", "--json").stdout)["watching"]


def test_what_cannot_be_read_is_a_dead_letter_until_it_changes(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", files=1)
    put(show, "empty.txt", "")
    done = look(show, cache, code=1)
    assert (done["made"], done["failed"]) == (1, 1)
    (letter,) = queue(show, cache)
    assert letter["state"] == "failed"
    assert letter["reason"].startswith("empty is empty.")
    assert not look(show, cache)["events"]
    run(show, cache, "queue", "retry", "empty")
    assert look(show, cache, code=1)["failed"] == 1
    run(show, cache, "queue", "drop", "empty")
    assert not queue(show, cache)
    shown = json.loads(run(show, cache, "queue", "show", "empty", "--json").stdout)
    states = [move["state"] for move in shown["moves"]]
    assert states == ["seen", "failed", "seen", "failed", "dropped"]
    status = json.loads(run(show, cache, "status", "--json").stdout)
    assert status["sources"][0]["pieces"] == {"dropped": 1, "published": 1}
    assert "1 episode" in run(show, cache, "status").stdout


def test_what_is_in_doubt_waits_for_a_person(tmp_path: Path, cache: Path) -> None:
    source = '[sources.drop]\nfolder = "in"\nseason = 2\ntags = ["Town & sea", "council"]\n'
    show = make_show(tmp_path / "show", f'[watch]\ndoubt = "wait"\n{source}', files=1)
    put(show, "doubt.txt", DOUBTFUL)
    done = look(show, cache)
    assert (done["made"], done["waiting"], done["published"]) == (1, 1, 1)
    (waiting,) = queue(show, cache)
    assert "Who says" in waiting["reason"]
    assert waiting["guid"] not in feed_guids(show)
    run(show, cache, "queue", "approve", str(waiting["id"]))
    assert look(show, cache)["published"] == 1
    assert waiting["guid"] in feed_guids(show)
    assert [each["season"] for each in episodes(show)] == [2, 2]
    assert [each["tags"] for each in episodes(show)] == [["Town & sea", "council"]] * 2
    feed = ET.parse(show / "output" / "feed.xml").getroot()
    assert [each.text for each in feed.iterfind("channel/item/category")] == ["Town & sea", "council"] * 2


def test_what_changes_while_it_waits_waits_on(tmp_path: Path, cache: Path) -> None:
    show = waiting_show(tmp_path, "doubt.txt", DOUBTFUL)
    assert look(show, cache)["waiting"] == 1
    put(show, "doubt.txt", DOUBTFUL.replace("hall", "house"))
    done = look(show, cache)
    assert (done["waiting"], done["made"], feed_guids(show)) == (1, 0, [])
    (piece,) = queue(show, cache)
    run(show, cache, "queue", "approve", str(piece["id"]))
    assert look(show, cache)["published"] == 1
    put(show, "doubt.txt", DOUBTFUL.replace("hall", "castle"))  # what has been let go so does not hold it up again
    done = look(show, cache)
    assert (done["waiting"], done["made"], done["published"]) == (0, 1, 1)
    put(show, "doubt.txt", DOUBTFUL.replace("hall", "castle") + "\n“Come back.”\n\nNobody knew that either.\n")
    done, (episode,) = look(show, cache), episodes(show)
    assert (done["waiting"], done["made"], feed_guids(show)) == (1, 0, [episode["guid"]])
    assert "Come back" in queue(show, cache)[0]["reason"]


def waiting_show(folder: Path, name: str, text: str, settings: str = "") -> Path:
    """A show where what is in doubt waits, with a piece."""
    show = make_show(folder / "show", f'[watch]\ndoubt = "wait"\n{settings}[sources.drop]\nfolder = "in"\n')
    put(show, name, text)
    return show


GATE = "# The gate\n\n" + SHORT.format(name="gate")


def colliding_show(folder: Path, cache: Path, settings: str = "") -> tuple[Path, str]:
    """A show whose episode is edited and its article changed in the same line, and the number of that."""
    show = waiting_show(folder, "news.txt", GATE, settings)
    look(show, cache)
    (line,) = [str(each["line"]) for each in lines_of(show, cache) if "opened on Monday" in each["text"]]
    run(show, cache, "edit", "gate", "words", line, "The gate is open.")
    put(show, "news.txt", GATE.replace("Monday", "Friday"))
    return show, line


def test_what_collides_in_an_episode_that_is_out_waits_and_the_old_one_stays(tmp_path: Path, cache: Path) -> None:
    show, line = colliding_show(tmp_path, cache)
    (before,), feed = episodes(show), (show / "output/feed.xml").read_bytes()
    done = look(show, cache)
    assert (done["waiting"], done["made"], done["published"]) == (1, 0, 0)
    (piece,) = queue(show, cache)
    assert piece["state"] == "waiting"
    assert "it now has “Narrator: The gate opened on Friday.”" in piece["reason"]
    assert "podcaster edit " in piece["reason"]
    assert (episodes(show), (show / "output/feed.xml").read_bytes()) == ([before], feed)
    assert look(show, cache)["waiting"] == 0  # told once
    run(show, cache, "edit", "gate", "resolve", line, "--theirs")
    done = look(show, cache)
    assert (done["made"], done["published"], queue(show, cache)) == (1, 1, [])
    (after,) = episodes(show)
    assert (after["guid"], after["published"], after["draft"]) == (before["guid"], before["published"], False)
    assert "Friday" in next((show / "output").glob("*/*.vtt")).read_text("utf-8")
    assert look(show, cache)["made"] == 0


def test_what_collides_comes_out_as_it_is_where_a_person_approves_it(tmp_path: Path, cache: Path) -> None:
    show, line = colliding_show(tmp_path, cache)
    look(show, cache)
    run(show, cache, "queue", "approve", "gate")
    done = look(show, cache)
    assert (done["made"], done["published"], queue(show, cache)) == (1, 1, [])
    assert [each["line"] for each in lines_of(show, cache) if each["collides"]] == [int(line)]
    put(show, "news.txt", GATE.replace("Monday", "Friday").replace("noon", "one"))  # nothing new collides
    assert look(show, cache)["published"] == 1
    put(show, "news.txt", GATE.replace("Monday", "Sunday").replace("noon", "one"))
    assert look(show, cache)["waiting"] == 1


def test_what_collides_and_is_taken_back_in_the_article_waits_no_more(tmp_path: Path, cache: Path) -> None:
    show, _ = colliding_show(tmp_path, cache)
    look(show, cache)
    put(show, "news.txt", GATE.replace("Monday", "Sunday"))
    assert look(show, cache)["waiting"] == 1
    assert "Sunday" in queue(show, cache)[0]["reason"]
    put(show, "news.txt", GATE)
    done = look(show, cache)
    assert (done["made"], done["published"], queue(show, cache)) == (1, 1, [])
    assert "The gate is open." in [each["text"] for each in lines_of(show, cache)]


def test_what_collides_before_its_hour_is_a_draft_until_it_is_decided(tmp_path: Path, cache: Path) -> None:
    show, line = colliding_show(tmp_path, cache, 'hours = ["07:00"]\n')
    assert look(show, cache)["waiting"] == 1
    assert [each["draft"] for each in episodes(show)] == [True]
    assert go_round(show, lambda: datetime.now(UTC) + timedelta(days=1))[0].count("published") == 0
    run(show, cache, "edit", "gate", "resolve", line)
    hour = datetime.now(UTC) + timedelta(days=3)  # the one that it was made for has passed
    done, (piece,) = go_round(show, lambda: hour)
    assert (done.count("made"), done.count("published")) == (1, 0)
    assert hour.timestamp() < piece.embargo
    assert go_round(show, lambda: hour + timedelta(days=1))[0].count("published") == 1


def test_what_collides_comes_out_where_a_person_has_rendered_it(tmp_path: Path, cache: Path) -> None:
    show, _ = colliding_show(tmp_path, cache)
    look(show, cache)
    run(show, cache, "edit", "gate", "render")
    done = look(show, cache)
    assert (done["made"], done["published"], queue(show, cache)) == (1, 1, [])


def test_what_collides_in_an_episode_that_is_kept_no_longer_waits_for_nobody(tmp_path: Path, cache: Path) -> None:
    show, _ = colliding_show(tmp_path, cache, "[keep]\nepisodes = 1\n")
    assert look(show, cache)["waiting"] == 1
    put(show, "later.txt", SHORT.format(name="tower"))
    look(show, cache)
    look(show, cache)
    assert queue(show, cache) == []
    assert {each["state"] for each in queue(show, cache, "--all")} == {"dropped", "published"}


def test_what_collides_and_is_tried_again_waits_again(tmp_path: Path, cache: Path) -> None:
    show, _ = colliding_show(tmp_path, cache)
    look(show, cache)
    run(show, cache, "queue", "retry", "gate")
    assert look(show, cache)["waiting"] == 1


def test_doubts_that_are_decided_hold_nothing_back(tmp_path: Path, cache: Path) -> None:
    show = waiting_show(tmp_path, "doubt.txt", DOUBTFUL)
    look(show, cache)
    project = open_show(show).open("hall")
    assert len(project.doubts) == 2
    project.assign(project.doubts[0], "Ada Lane")
    assert look(show, cache)["made"] == 0
    project.assign(project.doubts[0], "Ada Lane")
    done = look(show, cache)
    assert (done["made"], done["published"]) == (1, 1)


def test_a_mistake_in_a_script_that_waits_decides_nothing(tmp_path: Path, cache: Path) -> None:
    show, _ = colliding_show(tmp_path, cache)
    look(show, cache)
    script = next((show / "output").glob("*/script.fountain"))
    script.write_text(script.read_text("utf-8").split("\n\n")[0] + "\n", "utf-8")
    assert look(show, cache)["made"] == 0
    assert [each["state"] for each in queue(show, cache)] == ["waiting"]


def lines_of(show: Path, cache: Path) -> list[dict[str, Any]]:
    """The lines of the show's script."""
    lines: list[dict[str, Any]] = json.loads(run(show, cache, "edit", "gate", "--json").stdout)["lines"]
    return lines


def test_what_a_person_dates_later_comes_out_at_its_hour(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show", '[watch]\ndoubt = "wait"\n[sources.drop]\nfolder = "in"\n')
    put(show, "doubt.txt", DOUBTFUL)
    moment, passed = datetime.now(UTC), count()

    def clock() -> datetime:
        return moment + timedelta(milliseconds=next(passed))

    assert go_round(show, clock)[0].count("waiting") == 1
    (episode,) = episodes(show)
    hour = moment + timedelta(hours=3)
    change_episode(show / "output", episode["slug"], Changes(draft=False, published=hour))
    assert go_round(show, clock)[0].count("published") == 0
    moment = hour + timedelta(seconds=1)
    assert go_round(show, clock)[0].count("published") == 1


def test_two_of_one_second_both_reach_the_target_at_once(tmp_path: Path) -> None:
    """The second one waits for a second of its own, and the target is told of that one."""
    target = (
        '[watch]\npublish = ["web"]\n[targets.web]\nto = "www"\naddress = "https://show.example/"\nverify = false\n'
    )
    show = make_show(tmp_path / "show", f'{target}[sources.drop]\nfolder = "in"\n', files=1)
    assert go_round(show)[0].count("published") == 1
    (episode,) = episodes(show)
    put(show, "second.txt", SHORT.format(name="bridge"))
    moment, began = datetime.fromisoformat(episode["published"]), []

    def clock() -> datetime:  # the second in which the first one came out goes on when the second one is made
        passed = time.monotonic() - (began or [time.monotonic()])[0]
        return moment + timedelta(seconds=passed)

    def making(*arguments: Any) -> MadeEpisode:
        made = make_episode(*arguments)
        began.append(time.monotonic())
        return made

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("podcaster.follow.producing.make_episode", making)
        assert go_round(show, clock)[0].count("published") == 1


def test_what_a_person_drops_while_it_is_made_does_not_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = make_show(tmp_path / "show", files=2)

    def dropping(*arguments: Any) -> MadeEpisode:
        made = make_episode(*arguments)
        with Database(show) as database:
            for piece in database.pieces():
                drop(database, piece)
        return made

    monkeypatch.setattr("podcaster.follow.producing.make_episode", dropping)
    _, pieces = go_round(show)
    assert {piece.state for piece in pieces} == {State.DROPPED}
    assert [piece.begun for piece in pieces] == [0, 0]
    assert [each["draft"] for each in episodes(show)] == [True]  # of the one that was being made
    assert not feed_guids(show)


def test_tries_wait_longer_and_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show = make_show(tmp_path / "show", files=1)
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def broken(*_: object) -> None:
        raise EngineError("The voice is hoarse.")

    monkeypatch.setattr("podcaster.follow.producing.make_episode", broken)
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: moment)
        waits = []
        for _ in range(4):
            assert newsroom.run().count("retry") == 1
            (piece,) = database.pieces()
            waits.append(piece.due - moment.timestamp())
            assert not newsroom.run().events
            moment += timedelta(seconds=waits[-1] + 1)
        assert waits == [60, 240, 960, 3840]
        assert newsroom.run().count("failed") == 1
        (piece,) = database.pieces(State.FAILED)
        assert (piece.tries, piece.reason) == (5, "The voice is hoarse.")


def test_a_clock_that_was_ahead_and_is_set_right_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = make_show(tmp_path / "show", files=1)
    moment = datetime(2036, 3, 1, 12, tzinfo=UTC)

    def broken(*_: object) -> None:
        raise EngineError("The voice is hoarse.")

    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, clock=lambda: moment)
        with monkeypatch.context() as patched:
            patched.setattr("podcaster.follow.producing.make_episode", broken)
            assert newsroom.run().count("retry") == 1
        database.keep_note("brought out", str(moment.timestamp()))
        moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
        done = newsroom.run()
        assert (done.count("made"), done.count("published")) == (1, 1)
        assert database.look("drop").at == moment.timestamp()
        (piece,) = database.pieces()
        assert [move.state for move in database.moves(piece)][-2:] == [State.MADE, State.PUBLISHED]


def test_a_piece_that_kills_its_runs_is_put_aside(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show")
    with Database(show) as database:
        piece = database.add("drop", "poison.txt", 1.0, stamp="1:1")
        newsroom = Newsroom(load_settings(show), database)
        for _ in range(10):
            database.update(database.piece(piece.id), begun=1.0)
            newsroom.looking.recover()
        assert database.piece(piece.id).state is State.FAILED


def test_a_source_that_is_not_there_is_told_and_looked_at_again(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\n[sources.lost]\nfolder = "gone"\n', files=1)
    put(show, "report.docx", "PK")
    done = look(show, cache, code=1)
    assert (done["made"], done["problem"]) == (1, 2)
    assert "report.docx is not read: save it" in run(show, cache, "sources", "check", "drop").stderr
    assert "There is no folder" in run(show, cache, "status").stdout


def test_a_day_has_no_more_episodes_than_a_source_may_bring(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\ndaily = 1\n', files=2)
    assert look(show, cache)["made"] == 1
    assert look(show, cache)["made"] == 0
    (waiting,) = queue(show, cache)
    assert waiting["due"] is not None
    assert waiting["due"] > datetime.now(UTC).isoformat()


def test_the_log_is_a_line_of_json_an_event(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", files=1)
    told = run(show, cache, "watch", "--once", "--log", "json", "--json").stderr
    kinds = [json.loads(line)["kind"] for line in told.splitlines()]
    assert kinds == ["new", "made", "published"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"sources": {"a": {"folder": "in", "daily": -1}}}, "sources.a.daily must be from 0"),
        ({"sources": {"a": {"foldr": "in"}}}, "Did you mean folder?"),
        ({"watch": {"tries": 0}}, "watch.tries must be from 1"),
        ({"watch": {"doubt": "never"}}, "watch.doubt must be one of reserve, wait"),
    ],
)
def test_a_mistake_in_the_settings_is_named(table: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings_from(table, "podcaster.toml")
    assert told in str(error.value)


def test_a_show_without_sources_says_how_to_have_one(tmp_path: Path, cache: Path) -> None:
    assert "[sources.drop]" in run(tmp_path, cache, "watch", "--once", code=2).stderr
    assert "Begin with" in run(tmp_path, cache, "queue", code=2).stderr
    show = make_show(tmp_path / "show", '[sources.empty]\ntemplate = "brief"\n')
    assert "[sources.empty]" in run(show, cache, "watch", "--once", code=2).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_a_second_connection_takes_no_lock_from_the_first(tmp_path: Path) -> None:
    with Database(tmp_path) as watch:
        watch.keep_note("a", "1")
        with Database(tmp_path) as metrics:
            assert metrics.note("a") == "1"
        connected = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1])"
        other = f"{connected}; print(c.execute('SELECT value FROM notes').fetchall()); c.close()"
        command = [sys.executable, "-ISc", other, str(watch.path)]
        subprocess.run(command, check=True, capture_output=True)  # it takes the log away if it believes to be the last
        watch.keep_note("a", "2")
        assert "'2'" in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_settings_that_change_are_followed_and_a_mistake_in_them_is_not(tmp_path: Path) -> None:
    show = make_show(tmp_path)
    told: list[str] = []
    with Database(show) as database:
        newsroom = Newsroom(load_settings(show), database, lambda event: told.append(f"{event.kind} {event.text}"))
        assert newsroom.renewed() is newsroom
        settings = show / "podcaster.toml"
        settings.write_text(settings.read_text("utf-8") + "daly = 1\n", "utf-8")
        assert newsroom.renewed() is newsroom.renewed() is newsroom
        settings.write_text(settings.read_text("utf-8").replace("daly", "daily"), "utf-8")
        assert newsroom.renewed().office.following("drop").daily == 1
    assert [each.partition(" ")[0] for each in told] == ["problem", "settings"]


def test_a_database_of_the_future_is_left_alone(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        database.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StateError, match="newer version"):
        Database(tmp_path)


@pytest.mark.parametrize("version", range(1, VERSION))
def test_the_database_of_an_older_version_goes_on(tmp_path: Path, version: int) -> None:
    (tmp_path / "newsroom").mkdir()
    with sqlite3.connect(tmp_path / "newsroom/state.db") as older:
        older.executescript(";".join(STEPS[step] for step in range(1, version + 1)))
        older.execute("INSERT INTO pieces (source, key, state) VALUES ('drop', 'gate.txt', 'waiting')")
        older.execute(f"PRAGMA user_version = {version}")
    with Database(tmp_path) as database:
        (piece,) = database.pieces(State.WAITING)
        assert (piece.key, piece.held) == ("gate.txt", 0)


def test_a_piece_is_found_by_what_people_remember(tmp_path: Path) -> None:
    with Database(tmp_path) as database:
        one = database.add("drop", "ferry.txt", 1.0, title="The ferry is late")
        database.add("drop", "ferry-2.txt", 2.0, title="The ferry is here")
        assert choose_piece(database, "ferry.txt") == choose_piece(database, str(one.id)) == one
        assert choose_piece(database, "is late") == one
        for name in ("ferry", "tram", "77", "", "9" * 40):
            with pytest.raises(InputError):
                choose_piece(database, name)
        assert listed({}, database, "drop") == [one, database.piece(2)]
        with pytest.raises(SettingsError, match="There is no source tram"):
            listed({}, database, "tram")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_at_any_point_each_piece_is_one_episode(
    tmp_path: Path, cache: Path, rounds: Callable[[int], int]
) -> None:
    """Three kills; ``pytest --long`` has twelve."""
    kills_and_pieces(tmp_path / "show", cache, kills=rounds(3), seed=19)


def kills_and_pieces(show: Path, cache: Path, *, kills: int, seed: int) -> None:
    """Kill a watch again and again at random moments while pieces come; then let one run to its end."""
    chance = random.Random(seed)
    make_show(show, files=1)
    line, environment = command(show, cache, "watch", "--once")
    begun = time.monotonic()
    run(show, cache, "watch", "--once")
    whole = time.monotonic() - begun
    for number in range(1, kills + 1):
        put(show, f"piece-{number}.txt", SHORT.format(name=f"hall {number}"))
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with commands.start(line, env=environment, start_new_session=True, **nowhere) as watch:
            time.sleep(chance.uniform(0.0, whole))
            watch.send_signal(signal.SIGKILL)
        guids = feed_guids(show)  # it parses, whenever that is
        assert len(guids) == len(set(guids))
        assert set(guids) <= {each["guid"] for each in episodes(show)}
    run(show, cache, "watch", "--once")
    assert [each["title"] for each in episodes(show)] == sorted(
        f"The hall {number} opened on Monday." for number in range(kills + 1)
    )
    assert sorted(feed_guids(show)) == sorted(each["guid"] for each in episodes(show))
    assert {piece["state"] for piece in queue(show, cache, "--all")} == {"published"}


def test_a_round_reads_no_more_of_the_state_however_much_was_ever_seen(tmp_path: Path) -> None:
    counts = []
    for number in (10, 2000):
        show = make_show(tmp_path / f"show-{number}", files=3)
        with Counting(show) as database:
            with database.change():
                for old in range(number):
                    piece = database.add("drop", f"old-{old}.txt", 1.0, stamp=f"1:{old}", guid=f"guid {old}")
                    database.update(piece, state=State.PUBLISHED)
                for place in range(3):
                    stamp = stamp_of(show / "in" / f"piece-{place}.txt")
                    database.update(database.add("drop", f"piece-{place}.txt", 1.0, stamp=stamp), state=State.DROPPED)
            newsroom = Newsroom(load_settings(show), database)
            database.read = 0
            assert newsroom.run(everything=True).events == []
            newsroom.next_due()
            counts.append(database.read)
    assert counts[0] == counts[1] < 10


class Counting(Database):
    """A state database that counts the rows that are read of it."""

    read = 0

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        found = super().rows(statement, *values)
        self.read += len(found)
        return found
