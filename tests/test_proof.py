"""An episode heard through by the real recogniser; its model installed; what was heard before remembered."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podcaster.audio.excerpts import read_excerpts
from podcaster.cli import app
from podcaster.engines.download import Mirror
from podcaster.errors import EngineError
from podcaster.hearing.whisper_model import FILES, files_fault, install_model
from podcaster.store import load_episode

SCRIPT = """\
Title: The Sale

Most of the money went to the school and the new road.

The children walked home together in the afternoon.

Nobody told us that the train had already left.

She opened the window and looked at the garden.
"""
RUNNER = CliRunner()


def run(show: Path, *arguments: str) -> str:
    done = RUNNER.invoke(app, ["--show", str(show), *arguments], env={"PODCASTER_CACHE": str(show / "cache")})
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory, whisper_model: Path) -> Path:
    """A show with one episode of four lines."""
    show = tmp_path_factory.mktemp("show")
    (show / "podcaster.toml").write_text(f"[recognisers.whisper]\nmodel = {str(whisper_model)!r}\n")
    (show / "sale.fountain").write_text(SCRIPT)
    run(show, "make", str(show / "sale.fountain"))
    return show


@pytest.fixture
def show(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "show")


def folder_of(show: Path) -> Path:
    return next((show / "output").glob("*/episode.json")).parent


def change_words(show: Path, old: str, new: str) -> None:
    """Have the script and the transcript say what is not in the sound."""
    for name in ("script.fountain", "transcript.json"):
        path = folder_of(show) / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.real
def test_an_episode_that_is_well_has_no_findings(show: Path) -> None:
    found = json.loads(run(show, "proof", "sale", "--json"))
    assert (found["lines"], found["findings"], found["error_rate"]) == (4, [], 0.0)
    assert found["words"] == 38
    assert load_episode(folder_of(show)).review == ()


@pytest.mark.real
def test_faults_are_found_told_and_kept_for_review(show: Path) -> None:
    change_words(show, "the new road", "the new narrow road")
    change_words(show, "the train had", "the ferry boat had")
    change_words(show, "opened the window and looked", "opened the and looked")
    found = json.loads(run(show, "proof", "sale", "--json"))["findings"]
    assert [(each["line"], each["fault"], each["said"], each["heard"]) for each in found] == [
        (1, "dropped", "narrow", ""),
        (3, "misheard", "ferry boat", "train"),
        (4, "added", "", "window"),
    ]
    review = load_episode(folder_of(show)).review
    assert len(review) == 3
    assert "Narrator, line 3 of the script: “narrow” is not heard. Listen to it at 00:0" in review[0]
    table = run(show, "proof", "sale")
    assert "4 lines heard" in table
    assert "3 with a fault" in table
    change_words(show, "the new narrow road", "the new road")
    run(show, "proof", "sale")
    assert len(load_episode(folder_of(show)).review) == 2  # what is mended is taken off the list


@pytest.mark.real
def test_what_was_heard_is_remembered(show: Path) -> None:
    run(show, "proof", "sale", "--json")
    kept = {path: path.stat().st_mtime_ns for path in (show / "cache" / "heard").rglob("*.json")}
    assert kept
    damaged = sorted(kept)[0]
    damaged.write_text("{")
    time.sleep(0.01)
    assert json.loads(run(show, "proof", "sale", "--json"))["findings"] == []
    assert set((show / "cache" / "heard").rglob("*.json")) == set(kept)
    assert damaged.read_text() != "{"


@pytest.mark.real
def test_a_script_that_was_changed_since_is_refused_with_the_way_out(show: Path) -> None:
    path = folder_of(show) / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("garden", "orchard"), "utf-8")
    done = RUNNER.invoke(app, ["--show", str(show), "proof", "sale"], env={"PODCASTER_CACHE": str(show / "cache")})
    assert done.exit_code == 2
    assert "was changed since the episode was made" in done.output


@pytest.mark.real
def test_excerpts_are_the_sound_of_the_whole_file(made: Path) -> None:
    audio = folder_of(made) / load_episode(folder_of(made)).audio.name
    (whole,) = read_excerpts(audio, [(0.0, 3600.0)])
    spans = [(0.5, 1.5), (1.2, 2.0), (4.0, 4.5)]
    for (start, end), piece in zip(spans, read_excerpts(audio, spans), strict=True):
        at = int(start * 44100) // 1152 * 1152
        assert end - start <= piece.duration < end - start + 2 * 1152 / 44100
        assert piece.pcm == whole.pcm[2 * at : 2 * at + len(piece.pcm)]


@pytest.mark.real
def test_the_model_is_installed_whole_whatever_breaks_off(whisper_model: Path, tmp_path: Path) -> None:
    target = tmp_path / "model"
    install_model(Mirror(str(whisper_model)), target)
    assert not files_fault(target)
    chance = random.Random(1)
    for file in FILES:
        path = target / file.name
        data = path.read_bytes()
        cut = chance.randrange(1, len(data))
        path.unlink()
        (target / f".{file.name}.part").write_bytes(data[:cut])  # a run that was killed there
        assert "not installed" in files_fault(target)
        install_model(Mirror(str(whisper_model)), target)
        assert path.read_bytes() == data
        path.write_bytes(data[:cut] + bytes([data[cut] ^ 1]) + data[cut + 1 :])
        assert file.name in files_fault(target)
        install_model(Mirror(str(whisper_model)), target)
        assert not files_fault(target)


def test_a_mirror_with_another_model_leaves_nothing_that_hears(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "config.json").write_bytes(b"x" * FILES[0].size)
    with pytest.raises(EngineError, match="is not what it should be"):
        install_model(Mirror(str(mirror)), tmp_path / "model")
    assert not (tmp_path / "model" / "config.json").exists()


def test_without_a_model_one_sentence_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text('[recognisers.whisper]\nmodel = "nowhere"\n')
    (tmp_path / "sale.fountain").write_text(SCRIPT)
    run(tmp_path, "make", str(tmp_path / "sale.fountain"))
    done = RUNNER.invoke(app, ["--show", str(tmp_path), "proof", "sale"], env={"PODCASTER_CACHE": str(tmp_path / "c")})
    assert done.exit_code == 1
    assert "nowhere is no Whisper model: config.json is missing." in done.output
    wrong = RUNNER.invoke(app, ["--show", str(tmp_path), "proof"])
    assert (wrong.exit_code, "Which episode?" in wrong.output) == (2, True)


@pytest.mark.real
def test_faults_that_are_planted_in_the_sound_are_found(made: Path, show: Path, monkeypatch) -> None:
    """The benchmark's ways to plant faults, one a line; how many of thirty are found is told there."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))
    from proof import plant, read_source, write_copy

    source = read_source(folder_of(made))
    kinds = {0: "noise", 1: "another", 2: "doubled"}
    faults = {line: plant(source, kind, line, [0, 1, 2, 3], None, seed=1) for line, kind in kinds.items()}
    target = folder_of(show)
    shutil.rmtree(target)
    write_copy(source, faults, target)
    found = json.loads(run(show, "proof", "sale", "--json"))["findings"]
    assert {each["line"] for each in found} == {1, 2, 3}
