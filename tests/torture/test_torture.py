"""A short, seeded part of the torture; ``python -m tests.torture`` is all of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.torture import rounds
from tests.torture.victim import Death, run, start


def test_articles_of_one_title_and_date_at_once_are_episodes_of_their_own(tmp_path: Path) -> None:
    assert rounds.one_title(tmp_path / "show", 3) == []


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rounds.show_with_an_episode(tmp_path_factory.mktemp("original") / "show")


@pytest.mark.parametrize("in_two_steps", [False, True])
def test_a_killed_run_loses_nothing_that_a_person_decided(original: Path, tmp_path: Path, in_two_steps: bool) -> None:
    line = ("make", str(original / "output" / "2026-03-14-the-light" / "script.fountain"))
    count = rounds.steps_of(original, tmp_path, line, in_two_steps=in_two_steps)
    assert count > 20
    renames = range(count - 14, count + 1)  # the folder takes its place, and the old one goes
    chosen = random.Random(17).sample(renames, 2)
    for step in chosen:
        death = Death(step, torn=step % 2 == 0)
        assert rounds.kill_and_go_on(tmp_path, original, line, death, in_two_steps=in_two_steps) == []


def test_what_is_set_at_once_or_while_it_is_made_is_kept(tmp_path: Path) -> None:
    show = rounds.show_with_an_episode(tmp_path / "show", edited=False)
    making = start(show, "make", str(show / "light.md"))
    setting = (("--no-draft",), ("--number", "8"), ("--season", "4"), ("--explicit",), ("--description", "Mine."))
    ended = rounds.at_once(show, [("episodes", "set", "light", *each) for each in setting])
    assert [each.code for each in [making.wait(), *ended]] == [0] * 6
    wanted = {"draft": False, "number": 8, "season": 4, "explicit": True, "description": "Mine.", "kind": "bonus"}
    assert list(rounds.lost(show, wanted)) == []
    assert list(rounds.faults(show)) == []


def test_one_damaged_episode_stops_no_other(tmp_path: Path) -> None:
    show = rounds.show_with_an_episode(tmp_path / "show", edited=False)
    damaged = show / "output" / "2026-01-01-damaged"
    damaged.mkdir()
    data = (show / "output" / "2026-03-14-the-light" / "episode.json").read_bytes()
    (damaged / "episode.json").write_bytes(data.replace(b"The Light", b"The \xe9Light"))
    listed = run(show, "episodes")
    assert listed.code == 0
    assert listed.said.count("Error: ") == 1
    assert "2026-01-01-damaged/episode.json is not an episode" in listed.said
    assert "2026-03-14-the-light" in listed.said
    assert run(show, "episodes", "set", "light", "--season", "5").code == 0
    refused = run(show, "feed")
    assert (refused.code, refused.fell) == (1, False)
    assert "2026-01-01-damaged" in refused.said
    assert run(show, "make", str(show / "light.md")).code == 0
