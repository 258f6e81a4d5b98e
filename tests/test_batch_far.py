"""A batch whose workers share the store alone: what is lost or damaged there, and batches that were stopped."""

from __future__ import annotations

import os
import shutil
import time
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from podcaster.batch import Batch
from podcaster.batch.far import UNUSED, far_write, unpacked
from podcaster.batch.ways import Far
from podcaster.content.parcels import ParcelError, Parcels
from podcaster.errors import SettingsError
from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.settings import load_settings
from podcaster.store import describe_file, load_episode
from tests.newsrooms import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.settings import Settings


class Here:
    """A worker in this process, which notes what it does."""

    count = cores = 1

    def __init__(self, behind: Callable[[str], None] = lambda _: None) -> None:
        self.done: list[str] = []
        self.behind = behind

    def submit(self, task: Any, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(task(*arguments))
        self.done.append(arguments[0].__name__)
        self.behind(self.done[-1])
        return future

    def result(self, future: Future[Any]) -> Any:
        return future.result()

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def show(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A show with an article, and a folder as the store."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))
    monkeypatch.setenv("PODCASTER_SHARED_CACHE", str(tmp_path / "store"))
    folder = tmp_path / "show"
    (folder / "scripts" / "sounds").mkdir(parents=True)
    (folder / "scripts" / "sounds" / "README.md").write_text("Sounds.\n")
    (folder / "podcaster.toml").write_text("")
    (folder / "light.txt").write_text(SHORT.format(name="light"), "utf-8")
    return load_settings(folder)


def made(show: Settings, workers: Here) -> list[str]:
    """What became of the article: why it failed, or nothing."""
    batch = Batch(show, Wishes(), workers, far=True)
    return [outcome.error for outcome in batch.run([str(show.folder / "light.txt")])]


def test_what_is_lost_or_damaged_on_the_way_is_made_again(show: Settings, tmp_path: Path) -> None:
    store = tmp_path / "store"
    faults = [lambda: [path.write_bytes(b"x" * path.stat().st_size) for path in store.glob("results/*/*")]]

    def behind(task: str) -> None:
        if task == "far_render" and faults:
            faults.pop()()

    workers = Here(behind)
    batch = Batch(show, Wishes(), workers, far=True)
    shutil.rmtree(store / "shows")  # and the workers have not fetched the show yet
    (outcome,) = batch.run([str(show.folder / "light.txt")])
    assert workers.done == ["far_write", "far_write", "far_render", "far_render"]
    assert not list(store.glob("results/*/*"))
    assert outcome.made
    (folder,) = (path.parent for path in show.output.glob("*/episode.json"))
    episode = load_episode(folder)
    assert all(describe_file(folder / file.name, file.type) == file for file in (episode.audio, *episode.files))


def test_a_batch_that_was_stopped_takes_what_workers_have_made(show: Settings, tmp_path: Path) -> None:
    def stop(task: str) -> None:
        if task == "far_render":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(show, Here(stop))
    assert list((tmp_path / "store" / "results").glob("*/parcel.json"))
    workers = Here()
    assert made(show, workers) == [""]
    assert workers.done == ["far_write", "as_it_is"]
    assert len(list(show.output.glob("*/episode.json"))) == 1


def test_a_place_that_changed_meanwhile_and_a_store_that_stays_away(
    show: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = [lambda: make([str(show.folder / "light.txt")], show, Wishes(), lambda *_: None)]

    def behind(task: str) -> None:
        if task == "far_render" and changes:
            changes.pop()()

    workers = Here(behind)
    assert made(show, workers) == [""]
    assert workers.done.count("far_render") == 2  # it is made again in the place of what somebody else has made
    assert len(list(show.output.glob("*/episode.json"))) == 1
    shutil.rmtree(tmp_path / "store")
    far = Far(show, Wishes())
    (tmp_path / "store").rename(tmp_path / "gone")
    (tmp_path / "store").write_text("no folder")
    with pytest.raises(ParcelError, match="cannot be reached"):
        far.parcels.send({"a": show.folder / "light.txt"}, "results/a")
    assert far.parcels.noted("results/a") is None
    monkeypatch.delenv("PODCASTER_SHARED_CACHE")
    with pytest.raises(SettingsError, match="no PODCASTER_SHARED_CACHE"):
        far_write("light.txt", None, show, Wishes(), far.show)


def test_shows_that_no_batch_uses_leave_a_workers_cache(show: Settings) -> None:
    far = Far(show, Wishes())
    for name in ("unused", ".unused.01234567.partial", "used"):
        (show.cache / "shows" / name).mkdir(parents=True)
        age = time.time() - (0 if name == "used" else 2 * UNUSED)
        os.utime(show.cache / "shows" / name, (age, age))
    (show.folder / "voices").mkdir()
    (show.folder / "voices" / "lexicon.toml").write_text("")
    far.mend()  # with what is new in the show
    there = unpacked(far.show, show, far.parcels).folder
    assert {"used", there.name} <= {path.name for path in there.parent.iterdir()}
    assert not list(there.parent.glob("*unused*"))
    assert (there / "voices" / "lexicon.toml").is_file()


def test_no_file_of_a_parcel_leads_out_of_its_folder(show: Settings, tmp_path: Path) -> None:
    parcels = Parcels(show.shared_cache)
    parcel = parcels.send({"a.txt": show.folder / "light.txt"}, "results/x")
    for name in ("../a.txt", "/etc/a.txt", "b/../../a.txt", ".hidden"):
        with pytest.raises(ParcelError, match="not the name"):
            parcels.fetch(replace(parcel, files=(replace(parcel.files[0], path=name),)), tmp_path / "here")
    assert not (tmp_path / "here").exists()
    shutil.rmtree(tmp_path / "store" / "results")
    with pytest.raises(ParcelError, match="has lost a file"):
        parcels.fetch(parcel, tmp_path / "here")
