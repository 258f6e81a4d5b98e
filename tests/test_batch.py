"""A batch: the same bytes and registry as one after the other, on processes and on Dask, also when workers die."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from podcaster import open_show
from podcaster.batch import Batch, DaskWorkers, LocalWorkers
from podcaster.batch.acts import speak_part
from podcaster.cast import cast_and_register, read_registry
from podcaster.cast.registrar import Registrar
from podcaster.errors import SettingsError
from podcaster.model import Wishes
from podcaster.settings import load_settings
from tests import commands
from tests.buckets import see_nothing_of
from tests.newsrooms import SHORT, episodes, run

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.batch import Workers
    from podcaster.settings import Settings

PEOPLE = ("Alex Doe", "Daniel Okafor", "Mara Lindqvist", "Alex Doe", "Ada Byron")
SAID = "The {hall} opened.\n\n“Nobody was late,” said {person} of it. {glad} was glad.\n\n“Well,” said a spokeswoman.\n"
NAMES = ("0.txt", "1.txt", "2.txt", "2b.txt", "3.txt", "4.txt")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))


def show_of(folder: Path) -> tuple[Settings, list[str]]:
    """A show with five articles, two of one title and one that is none."""
    folder.mkdir()
    (folder / "podcaster.toml").write_text("")
    for number, person in enumerate(PEOPLE):
        hall = f"hall {min(number, 3)}"
        glad = "Everybody" if number == 3 else "She"  # who Alex is, only an article before it tells
        (folder / f"{number}.txt").write_text(SAID.format(hall=hall, person=person, glad=glad))
    (folder / "2b.txt").write_text("")
    return load_settings(folder), [
        str(folder / name) for name in ("0.txt", "1.txt", "2.txt", "2b.txt", "3.txt", "4.txt")
    ]


def digest(folder: Path) -> dict[str, object]:
    """All that a show has made; of the registry what it says, because its tables have no order."""
    found: dict[str, object] = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "output").rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
    return found | {"registry": read_registry(folder / "voices" / "registry.toml")}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, object]:
    """What comes out when one is made after the other."""
    folder = tmp_path_factory.mktemp("alone") / "show"
    _, sources = show_of(folder)
    for source in sources:
        code = 2 if source.endswith("2b.txt") else 0
        run(folder, cache, "make", source, code=code, env={"SOURCE_DATE_EPOCH": "1770000000"})
    return digest(folder)


def made_by(workers: Workers, settings: Settings, sources: list[str], **how: bool) -> list[str]:
    """The sources that failed."""
    try:
        outcomes = list(Batch(settings, Wishes(), workers, **how).run(sources))
    finally:
        workers.close()
    assert [outcome.source for outcome in outcomes] == sources
    return [outcome.source for outcome in outcomes if outcome.made is None]


@pytest.mark.parametrize(("count", "by_line"), [(1, False), (3, True)])
def test_any_number_of_workers_makes_the_same_bytes(
    tmp_path: Path, alone: dict[str, object], count: int, by_line: bool
) -> None:
    settings, sources = show_of(tmp_path / "show")
    assert made_by(LocalWorkers(count), settings, sources, by_line=by_line) == [sources[3]]
    assert digest(settings.folder) == alone


def test_workers_that_share_a_bucket_alone_make_the_same_bytes(
    tmp_path: Path, alone: dict[str, object], bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    settings, sources = show_of(tmp_path / "show")
    monkeypatch.setenv("PODCASTER_SHARED_CACHE", bucket)
    workers = DaskWorkers(count=2)
    workers.client.run(see_nothing_of, str(tmp_path))
    assert made_by(workers, settings, sources, by_line=True, far=True) == [sources[3]]
    assert digest(settings.folder) == alone


def test_the_lines_of_one_article_are_spoken_by_all_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "long.txt").write_text(
        "".join(f"It was day {number} of many.\n\n“Well,” said Ada.\n\n" for number in range(9))
    )
    workers, submitted = LocalWorkers(2), []
    submit = workers.submit

    def watched(task: Any, *arguments: Any) -> Any:
        submitted.append(arguments)
        return submit(task, *arguments)

    monkeypatch.setattr(workers, "submit", watched)
    assert not made_by(workers, load_settings(tmp_path), [str(tmp_path / "long.txt")], by_line=True)
    parts = [arguments[-2:] for arguments in submitted if arguments[0] is speak_part]
    assert len(parts) >= 3
    assert [first for first, _ in parts[1:]] == [end for _, end in parts[:-1]]  # in a row, without a gap
    assert parts[0][0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kind", ["processes", "dask"])
def test_workers_that_are_killed_lose_nothing(tmp_path: Path, alone: dict[str, object], kind: str) -> None:
    settings, sources = show_of(tmp_path / "show")
    workers: LocalWorkers | DaskWorkers
    if kind == "dask":
        pytest.importorskip("distributed", reason="Dask is not installed")
        workers = DaskWorkers(count=2)
    else:
        workers = LocalWorkers(2)
    ended = threading.Event()

    def kill() -> None:
        for _ in range(2):
            time.sleep(1.5)
            if ended.is_set():
                return
            if isinstance(workers, DaskWorkers):
                pids = [worker.process.pid for worker in workers.cluster.workers.values() if worker.process]
            else:
                pids = list(workers.pool._processes)
            if pids:
                os.kill(pids[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        assert made_by(workers, settings, sources) == [sources[3]]
    finally:
        ended.set()
        killer.join()
    assert digest(settings.folder) == alone


def test_the_command_tells_each_and_fails_for_one(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "show"
    _, sources = show_of(folder)
    done = run(folder, cache, "batch", "-", "--json", "--workers", "2", code=1, input="\n".join(sources))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["source"] for row in rows] == sources
    assert "is empty" in rows[3]["error"]
    assert len(episodes(folder)) == 5
    assert "1 failed" in done.stderr


def test_the_command_tells_what_collides(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "podcaster.toml").touch()
    articles = {name: folder / f"{name}.md" for name in ("bridge", "tower")}
    for name, path in articles.items():
        path.write_text(f"# The {name} at work\n\n{SHORT.format(name=name)}", "utf-8")
    paths = [str(path) for path in articles.values()]
    assert "collide" not in run(folder, cache, "batch", *paths, "--workers", "1").stderr
    project = open_show(folder).open("bridge")
    for at, line in enumerate(project.script.lines):
        if "opened on Monday" in line.text or "closed at noon" in line.text:
            project.edit(at, "Own words stand here.")
    for path in articles.values():
        path.write_text(path.read_text("utf-8").replace("Monday", "Friday").replace("noon", "one"), "utf-8")
    told = "2 places collide: the edited lines stay, and notes in the script show the article's."
    told += f" To see them: podcaster edit {project.folder.name}"
    done = run(folder, cache, "batch", *paths, "--workers", "1", "--json")
    assert [json.loads(line)["made"]["collisions"] for line in done.stdout.splitlines()] == [told, ""]
    done = run(folder, cache, "batch", *paths, "--workers", "1")
    assert [line for line in done.stderr.splitlines() if "collide" in line] == [f"{paths[0]}: {told}"]
    assert told in run(folder, cache, "make", paths[0]).stdout.replace("\n", " ")


def test_the_command_tells_what_no_voice_speaks(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "show"
    folder.mkdir()
    (folder / "podcaster.toml").touch()
    for language in ("tlh", "fi"):
        page = f"---\nlanguage: {language}\n---\n# Silta {language}\n\nSilta suljettiin maanantaina kesään asti.\n"
        (folder / f"{language}.md").write_text(page, "utf-8")
    paths = [str(folder / f"{language}.md") for language in ("tlh", "fi")]
    done = run(folder, cache, "batch", *paths, "--workers", "1")
    assert f"{paths[0]}: No voice that is installed speaks tlh" in done.stderr
    assert done.stderr.count("No voice") == 1


def test_an_address_that_is_no_schedulers_is_told() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(SettingsError, match="nonsense is no address of a Dask scheduler"):
        DaskWorkers("nonsense")


def test_a_registrar_decides_as_one_after_the_other(tmp_path: Path) -> None:
    from podcaster.batch.acts import write_piece

    (one, _), (two, sources) = show_of(tmp_path / "one"), show_of(tmp_path / "two")
    scripts = [write_piece(source, two, Wishes()).script for source in sources if "2b" not in source]
    registrar = Registrar(two)
    casts: list[object] = []
    for start in (0, 2, 4):
        with registrar.group():
            casts += [registrar.cast(script) for script in scripts[start : start + 2]]
    assert casts == [cast_and_register(script, one) for script in scripts]
    assert read_registry(one.files.registry) == read_registry(two.files.registry)


def test_a_registrar_sees_what_others_write_and_keeps_what_stands_there(tmp_path: Path) -> None:
    from podcaster.batch.acts import write_piece

    settings, sources = show_of(tmp_path / "show")
    path = settings.files.registry
    path.parent.mkdir()
    path.write_text('[people."Ada Byron"]\nvoice = "f2"\npinned = true\n[aliases]\n"Mara" = "Mara Lindqvist"\n')
    registrar = Registrar(settings)
    with registrar.group():
        registrar.cast(write_piece(sources[0], settings, Wishes()).script)
    after = read_registry(path)
    assert (after.people["Ada Byron"].pinned, "Alex Doe" in after.people) == (True, True)
    path.write_text(path.read_text().replace("Alex Doe", "Somebody Else"))
    with registrar.group():
        cast = registrar.cast(write_piece(sources[5], settings, Wishes()).script)
        assert "Somebody Else" in registrar.registry.people
    assert cast.voice("Ada Byron").name == "f2"


def test_a_batch_of_short_articles_ends_when_it_is_told(tmp_path: Path, cache: Path) -> None:
    import subprocess

    from tests.newsrooms import command

    folder = tmp_path / "show"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(SHORT.format(name=f"hall {number}"))
    line, environment = command(folder, cache, "batch", *(str(path) for path in sorted(folder.glob("*.txt"))))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with commands.start(line, env=environment, **pipes) as process:
        assert "->" in process.stdout.readline()  # it is at work: one is made
        process.terminate()
        _, told = process.communicate(timeout=180)
    assert process.returncode == 128 + signal.SIGTERM
    assert "Stopped" in told


def test_workers_go_on_for_thousands_of_tasks() -> None:
    workers = LocalWorkers(2)
    try:
        tasks = [workers.submit(abs, -number) for number in range(1500)]
        assert sum(workers.result(task) for task in tasks) == sum(range(1500))
    finally:
        workers.close()
