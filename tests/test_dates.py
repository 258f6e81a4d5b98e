"""When an episode comes out: on the show's clock, by what a person said, and once for all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import make_episode, show_settings
from typer.testing import CliRunner

from podcaster import settings as conf
from podcaster import store
from podcaster.cli import app
from podcaster.episode.place import Place, place_episode
from podcaster.errors import InputError, SettingsError
from podcaster.library.changing import Changes, change_episode
from podcaster.library.dating import date_episodes, next_moment
from podcaster.library.writing import write_show
from podcaster.model import Line, Script, Section
from podcaster.publish.run import Sending, publish
from podcaster.publish.targets import find_place
from podcaster.times import find_zone, making_moment, read_moment, start_of

BERLIN = find_zone("Europe/Berlin")
MADE = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 3, 18, 30, 15, 400, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T06:00-05:00", "2026-03-01T06:00:00-05:00"),
        ("2026-03-01 06:00Z", "2026-03-01T06:00:00+00:00"),
        ("2026-03-01T06:00", "2026-03-01T06:00:00+01:00"),
        ("2026-07-01T06:00", "2026-07-01T06:00:00+02:00"),
        ("2026-03-01", "2026-03-01T00:00:00+01:00"),
    ],
)
def test_a_moment_has_its_own_offset_or_the_shows(text: str, moment: str) -> None:
    assert read_moment(text, BERLIN).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-29T02:30", "does not exist"),
        ("2026-10-25T02:30", "Write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00."),
        ("tomorrow", "is no date and time"),
        ("2026-13-01", "is no date and time"),
    ],
)
def test_a_moment_that_is_none_or_two_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputError, match=re.escape(told)):
        read_moment(text, BERLIN)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)), st.sampled_from(["", "Europe/Berlin", "Asia/Tokyo"]))
def test_a_moment_that_is_read_is_the_one_that_was_written(moment: datetime, name: str) -> None:
    zone = find_zone(name)
    moment = moment.replace(microsecond=0)
    try:
        read = read_moment(moment.isoformat(), zone)
    except InputError:
        return
    assert read.replace(tzinfo=None) == moment
    assert read_moment(read.isoformat(), None) == read


def test_an_unknown_time_zone_is_named_with_what_is_meant() -> None:
    with pytest.raises(SettingsError, match="Did you mean Europe/Berlin"):
        find_zone("Berlin")
    with pytest.raises(SettingsError, match="There is no time zone"):
        find_zone("../../etc/passwd")


def test_the_moment_of_making_is_an_input_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert making_moment() == datetime(2026, 2, 2, 2, 40, tzinfo=UTC)
    for wrong in ("tomorrow", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(SettingsError, match="no number of seconds since 1970"):
            making_moment()


# ---- an episode that is made, and made again ------------------------------------------------------------------------


def script_of(day: str = "2026-03-14") -> Script:
    page = {"Title": "The Light", "Source": "light.md", "Summary": "By the article."}
    return Script(
        "The Light", page | ({"Draft date": day} if day else {}), (), (Section("", (Line("Narrator", "A."),)),)
    )


def keep(place: Place, settings: conf.Settings) -> None:
    """Put an episode into its place, as ``make`` does."""
    make_episode(settings.output, 1, folder=place.folder)
    before = place.before
    store.save_episode(
        place.folder,
        replace(
            store.load_episode(place.folder),
            guid=place.guid,
            slug=place.slug,
            title="The Light",
            source="light.md",
            link="",
            published=place.details.published,
            description=place.details.description,
            undated=place.undated,
            draft=place.draft,
            by_hand=before.by_hand if before else (),
        ),
    )


@pytest.fixture
def settings(tmp_path: Path) -> conf.Settings:
    made = show_settings(tmp_path)
    return replace(made, show=replace(made.show, time_zone="Europe/Berlin"))


def test_an_episode_has_the_date_of_the_moment_at_which_it_comes_out(settings: conf.Settings, tmp_path: Path) -> None:
    place = place_episode(script_of(), settings, MADE)
    assert place.folder.name == "2026-03-14-the-light", "its folder has the article's day"
    keep(place, settings)
    make_episode(settings.output, 2, undated=True, published=MADE + timedelta(hours=1))
    target = find_place("web", conf.Target("www"), tmp_path)
    publish(settings, target, LATER, Sending(dry_run=True))
    assert store.load_episode(place.folder).undated, "a dry run decides nothing"
    assert publish(settings, target, LATER, Sending()).sent
    first, second = (store.load_episode(item.folder) for item in store.load_episodes(settings.output)[::-1])
    assert (first.title, first.undated, second.undated) == ("The Light", False, False)
    assert first.published.isoformat() == "2026-04-03T20:30:14+02:00"
    assert second.published - first.published == timedelta(seconds=1), "in the order in which they were made"
    feed = (tmp_path / "www" / "feed.xml").read_text("utf-8")
    assert "<pubDate>Fri, 03 Apr 2026 20:30:14 +0200</pubDate>" in feed
    publish(settings, target, LATER + timedelta(days=5), Sending())
    assert store.load_episode(place.folder) == first, "it came out once"


def test_the_feed_beside_the_episodes_dates_them_too(settings: conf.Settings) -> None:
    keep(place_episode(script_of(), settings, MADE), settings)
    write_show(settings, LATER)
    before = (settings.output / "feed.xml").read_bytes()
    write_show(settings, LATER + timedelta(days=1))
    assert (settings.output / "feed.xml").read_bytes() == before


def test_what_a_person_set_stays_when_it_is_made_again(settings: conf.Settings) -> None:
    place = place_episode(script_of(), settings, MADE)
    keep(place, settings)
    embargo = read_moment("2026-05-01T06:00-05:00", BERLIN)
    change_episode(settings.output, "light", Changes(published=embargo, description="In my words.", draft=True))
    again = place_episode(script_of(), settings, LATER)
    assert (again.details.published, again.undated) == (embargo, False)
    assert again.details.description == "In my words."
    assert again.draft
    keep(again, settings)
    change_episode(settings.output, "light", Changes(description="", draft=False))
    last = place_episode(script_of(), settings, LATER)
    assert last.details.description == "By the article.", "until the person takes it back"
    assert not last.draft
    assert last.details.published == embargo


def test_a_date_that_is_out_does_not_change(settings: conf.Settings) -> None:
    old = datetime(2026, 3, 14, tzinfo=UTC)
    keep(replace(place_episode(script_of(), settings, MADE), undated=False), settings)
    folder = settings.output / "2026-03-14-the-light"
    store.save_episode(folder, replace(store.load_episode(folder), published=old))
    for date_by in ("publishing", "article"):
        chosen = replace(settings, feed=replace(settings.feed, date=date_by))
        assert place_episode(script_of(), chosen, LATER).details.published == old
    assert place_episode(script_of("2026-03-20"), settings, LATER).details.published == old


def test_the_articles_day_is_a_choice(settings: conf.Settings) -> None:
    chosen = replace(settings, feed=replace(settings.feed, date="article"))
    place = place_episode(script_of(), chosen, MADE)
    assert place.details.published.isoformat() == "2026-03-14T00:00:00+01:00"
    assert not place.undated
    keep(place, settings)
    assert place_episode(script_of("2026-03-20"), chosen, LATER).details.published == start_of(
        date(2026, 3, 20), BERLIN
    )
    without = place_episode(script_of(""), chosen, MADE)
    assert without.details.published == place.details.published


def test_drafts_get_no_date_until_they_come_out(settings: conf.Settings) -> None:
    place = place_episode(script_of(), settings, MADE, draft=True)
    keep(place, settings)
    every, dated = date_episodes(store.load_episodes(settings.output), LATER)
    assert (every[0].episode.draft, dated) == (True, ())


def test_an_episode_does_not_come_out_in_the_second_of_another(settings: conf.Settings) -> None:
    def stored() -> tuple[store.StoredEpisode, ...]:
        return store.load_episodes(settings.output)

    late = LATER.replace(microsecond=980_000)
    keep(place_episode(script_of(), settings, MADE), settings)
    assert next_moment(stored(), late) == late
    write_show(settings, late)
    other = replace(script_of(), title="The Mill", metadata={"Source": "mill.md"})
    keep(place_episode(other, settings, MADE), settings)
    assert next_moment(stored(), late) == late.replace(microsecond=0) + timedelta(seconds=1)
    write_show(settings, late)
    first, second = stored()
    assert first.episode.slug == "the-mill"
    assert first.episode.published - second.episode.published == timedelta(seconds=1)


def test_two_episodes_of_one_title_have_files_of_two_names(settings: conf.Settings) -> None:
    place = place_episode(script_of(), settings, MADE)
    keep(place, settings)
    other = place_episode(replace(script_of("2026-03-15"), metadata={"Source": "other.md"}), settings, MADE)
    assert (place.slug, other.slug) == ("the-light", f"the-light-{other.guid[:6]}")


def test_an_embargo_is_told_and_kept_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text('[show]\ntime_zone = "Europe/Berlin"\n')
    folder = make_episode(tmp_path / "output", 1)
    for text, told in (
        ("2999-03-01T06:00-05:00", "scheduled for 2999-03-01 06:00-05:00"),
        ("2999-03-01T06:00", "scheduled for 2999-03-01 06:00+01:00"),
        ("now", "out"),
    ):
        result = CliRunner().invoke(app, ["--show", str(tmp_path), "episodes", "set", "tide-1", "--published", text])
        assert result.exit_code == 0, result.output
        assert told in result.stderr
    assert store.load_episode(folder).by_hand == ("published",)
