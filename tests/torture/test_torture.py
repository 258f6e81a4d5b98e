"""A short, seeded part of the torture; ``python -m tests.torture`` is all of it.

Of what is drawn or combined there, each kind is here at least once: every command that runs beside others, every file
that is damaged and every way to damage it, every input, kills and power cuts at the beginning and at the end.
"""

from __future__ import annotations

import os
import random
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from tests.torture import rounds
from tests.torture.cases import LARGE
from tests.torture.inputs import damages, follow, kinds, mutate
from tests.torture.victim import Death, run


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
    death = Death(random.Random(17).choice(renames), torn=in_two_steps)
    assert rounds.kill_and_go_on(tmp_path, original, line, death, in_two_steps=in_two_steps) == []


def test_what_ten_set_at_once_while_it_is_made_is_kept(tmp_path: Path) -> None:
    assert rounds.ten_at_once(tmp_path / "show") == []


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


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rounds.busy_show(tmp_path_factory.mktemp("busy") / "show")


@pytest.mark.parametrize(
    "names",
    [
        ("make", "episodes set", "publish --drop"),
        ("voices pin", "make of another", "feed"),
        ("watch", "batch", "publish --drop"),
        ("studio", "studio", "episodes set"),
    ],
)
def test_commands_at_once_lose_and_mix_nothing(busy: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    shutil.copytree(busy, tmp_path / "show")
    assert rounds.pair(tmp_path / "show", names) == []


@pytest.mark.parametrize(("what", "step"), [("make", 0), ("make", -4), ("episodes set", 0), ("episodes set", 3)])
def test_what_was_confirmed_outlives_a_power_cut(original: Path, tmp_path: Path, what: str, step: int) -> None:
    script = str(rounds.folder_of(original, "light") / "script.fountain")
    line = ("make", script) if what == "make" else rounds.COMMANDS[what]
    if step < 0:
        step += rounds.steps_of(original, tmp_path, line, in_two_steps=False)
    assert rounds.cut_power(tmp_path, original, line, step) == []


@pytest.mark.parametrize("kind", kinds())
def test_no_input_is_too_much(kind: str, original: Path, tmp_path: Path) -> None:
    make, place, line = kinds()[kind]
    show = tmp_path / "show"
    shutil.copytree(original, show)
    (show / place).parent.mkdir(parents=True, exist_ok=True)
    follow(show, kind)
    for data in (make(original), mutate(make(original), random.Random(f"{kind} 17"))):
        (show / place).write_bytes(data)
        ended = run(show, *(part.format(show=show) for part in line))
        assert not ended.fell, ended.said
        assert ended.megabytes < LARGE
        assert data != make(original) or ended.code == 0, ended.said  # a good one is read, or a bad one says nothing


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("output/2026-03-14-the-light/episode.json", "half"),
        ("output/2026-03-14-the-light/episode.json", "deep"),
        ("output/2026-03-14-the-light/project.json", "one bad byte"),
        ("output/2026-03-14-the-light/project.json", "a folder"),
        ("voices/pool.toml", "half"),
        ("voices/pool.toml", "one bad byte"),
    ],
)
def test_a_damaged_file_is_a_sentence(name: str, damage: str, original: Path, tmp_path: Path) -> None:
    show = tmp_path / "show"
    shutil.copytree(original, show)
    data = damages((show / name).read_bytes())[damage]
    (show / name).unlink()
    if data is None:
        (show / name).mkdir()
    else:
        (show / name).write_bytes(data)
    for line in (("episodes",), ("make", "{show}/light.md", "--force"), ("feed",)):
        ended = run(show, *(part.format(show=show) for part in line))
        assert not ended.fell, ended.said


def test_an_embargo_outlives_making_again(tmp_path: Path) -> None:
    show = rounds.make_show(tmp_path / "show")
    settings = show / "podcaster.toml"
    settings.write_text(settings.read_text("utf-8").replace("[show]", '[show]\ntime_zone = "Europe/Berlin"'), "utf-8")
    article = rounds.write_article(show, "light", "The Light", "tide")
    assert run(show, "make", str(article)).code == 0
    for given, meant, made_again in (
        ("2098-10-26T02:30+02:00", "2098-10-26T00:30:00Z", False),  # the hour that comes twice
        ("2098-10-26T02:30+01:00", "2098-10-26T01:30:00Z", True),
        ("2099-03-01T06:00-05:00", "2099-03-01T11:00:00Z", False),
        ("2099-07-01T06:00", "2099-07-01T04:00:00Z", True),
        ("2099-12-01T06:00", "2099-12-01T05:00:00Z", False),
    ):
        assert run(show, "episodes", "set", "light", "--published", given).code == 0
        if made_again:
            assert run(show, "make", str(article), "--title", f"The Light {given[:4]}").code == 0
            assert run(show, "feed").code == 0
            assert "<item>" not in (show / "output" / "feed.xml").read_text("utf-8"), "it is not out"
        _, table = rounds.episodes(show)["light"]
        assert datetime.fromisoformat(table["published"]) == datetime.fromisoformat(meant)
    for given in ("2098-10-26T02:30", "2099-03-29T02:30"):  # twice, and never
        refused = run(show, "episodes", "set", "light", "--published", given)
        assert (refused.code, refused.fell) == (2, False)


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("endless", ["/dev/zero", "a pipe"])
def test_what_never_ends_is_not_read(kind: str, endless: str, original: Path, tmp_path: Path) -> None:
    _, place, line = kinds()[kind]
    show = tmp_path / "show"
    shutil.copytree(original, show)
    (show / place).parent.mkdir(parents=True, exist_ok=True)
    (show / place).unlink(missing_ok=True)
    if endless == "a pipe":
        os.mkfifo(show / place)
    else:
        (show / place).symlink_to(endless)
    follow(show, kind)
    ended = run(show, *(part.format(show=show) for part in line))
    assert not ended.fell, ended.said
    assert ended.code >= 0, "it had to be killed"
    assert ended.megabytes < LARGE
