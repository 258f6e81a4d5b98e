"""A disk that is full, refuses or is cut off: an operation is done and said to be, or not done and told."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import podcaster
from podcaster.errors import PodcasterError
from tests.commands import ordinary_user, run
from tests.project_faults import DONE, KILLED, REFUSED, contents, die, refuse, run_at

ARTICLE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""
OPERATIONS = {
    "first": lambda project: project.edit(3, "It was shut."),
    "insert": lambda project: project.insert(3, "Narrator", "Once more."),
    "everywhere": lambda project: project.pronounce("Mara", "mah-rah", everywhere=True),
    "undo everywhere": lambda project: project.undo(),
    "rename": lambda project: project.rename("Mara Lind", "Mara Lund"),
    "outside": lambda project: project.insert(3, "Narrator", "Once more."),
}
"""An episode's first change, one more, one that changes the lexicon, its undoing, one that
changes the registry, and one after an edit of the file."""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disk") / "show"
    folder.mkdir()
    (folder / "b.md").write_text(ARTICLE)
    podcaster.open_show(folder).write(folder / "b.md")
    (folder / "voices").mkdir(exist_ok=True)
    (folder / "voices/registry.toml").write_text('[people."Mara Lind"]\nvoice = "f5-high"\ngender = "female"\n')
    return folder


@pytest.fixture(scope="module", params=OPERATIONS)
def case(written, tmp_path_factory, request):
    """A show in which an operation comes next, and the operation."""
    show = tmp_path_factory.mktemp("case") / "show"
    shutil.copytree(written, show)
    project = opened(show)
    if request.param != "first":
        project.insert(3, "Narrator", "Before.")
    if request.param == "undo everywhere":
        project.pronounce("Mara", "mah-rah", everywhere=True)
    if request.param == "outside":
        file = project.folder / "script.fountain"
        file.write_text(file.read_text().replace("It was closed", "It was shut"))
    return show, OPERATIONS[request.param]


def opened(show: Path):
    return podcaster.open_show(show).open("bridge")


def state_of(show: Path):
    project = opened(show)
    lexicon = show / "voices/lexicon.toml"
    return (
        tuple(line.text for line in project.script.lines),
        tuple((entry.what, entry.patch) for entry in project.history),
        *(file.read_bytes() if file.exists() else None for file in (lexicon, show / "voices/registry.toml")),
    )


def two_states(show: Path, operation, tmp_path: Path):
    """How the show is before and after the operation."""
    after = tmp_path / "after"
    shutil.copytree(show, after)
    operation(opened(after))
    before = tmp_path / "before"
    shutil.copytree(show, before)
    return state_of(before), state_of(after)


@pytest.mark.parametrize("how", ["once", "from then on", "killed"])
def test_whatever_step_is_refused_or_the_last_the_state_is_one_of_two_and_told(case, tmp_path, how):
    show, operation = case
    before, after = two_states(show, operation, tmp_path)
    assert before != after
    at, seen = 0, set()
    while True:
        copy = tmp_path / f"at{at}"
        shutil.copytree(show, copy)
        act = die if how == "killed" else refuse
        ended, reached = run_at(lambda copy=copy: operation(opened(copy)), at, act, on=how == "from then on")
        now = state_of(copy)
        assert now in (before, after), (at, ended)
        if ended != KILLED:
            assert ended in (DONE, REFUSED), at
            assert (ended == REFUSED) == (now == before), (at, ended)
        seen.add(now == after)
        if not reached:
            break
        if now == before:
            assert operation(opened(copy)) is not None  # and one can go on
        shutil.rmtree(copy)
        at += 1
    assert at > 3
    assert seen == {False, True}


def test_what_is_refused_leaves_every_file_as_it_was(case, tmp_path):
    show, operation = case
    opened(show)  # an edit of the file is taken up
    was = contents(show)
    size = max(path.stat().st_size for path in opened(show).folder.iterdir())
    refused = 0
    for limit in {0, 1, 20, size // 4, size // 2, size - 10}:
        copy = tmp_path / f"limit{limit}"
        shutil.copytree(show, copy)
        full = lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
        ended, _ = run_at(lambda copy=copy: operation(opened(copy)), -1, refuse, before=full)
        assert ended in (DONE, REFUSED)
        if ended == REFUSED:
            assert contents(copy) == was, limit
            assert not list(copy.rglob("*.part"))
            refused += 1
    assert refused


def test_an_operation_refused_by_a_full_disk_is_not_done_later(written, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a small disk")
    try:
        shutil.copytree(written, disk, dirs_exist_ok=True)
        opened(disk).edit(3, "Hm")
        before, files = state_of(disk), contents(disk)
        with (disk / ".fill").open("wb", buffering=0) as fill, suppress(OSError):
            while True:
                fill.write(bytes(4096))
        with pytest.raises(PodcasterError, match=r"No space left.*Free some space"):
            opened(disk).insert(3, "Narrator", "Hm more")
        done = run(["--show", str(disk), "edit", "bridge", "words", "4", "Hm more"], text=True)
        assert done.returncode == 1
        assert "Free some space and run the same command again." in done.stderr
        assert contents(disk) == files
        assert state_of(disk) == before  # and a full disk can be looked at
        (disk / ".fill").unlink()
        assert state_of(disk) == before
        opened(disk).insert(3, "Narrator", "Hm more")
        assert [line.text for line in opened(disk).script.lines].count("Hm more") == 1
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def ordinary(show: Path, *words: str, cache: Path):
    """A command of somebody whom permissions bind."""
    line = [*ordinary_user(), sys.executable, "-m", "podcaster", *words]
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(cache)}
    return subprocess.run(line, cwd=show, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def closed(written, tmp_path):
    """A show that may be read, but not written."""
    show = tmp_path / "show"
    shutil.copytree(written, show)
    opened(show).edit(3, "It was shut.")
    script = opened(show).folder / "script.fountain"
    script.write_text(script.read_text().replace("It is loud", "It is very loud"))  # not taken up yet
    folders = [show, *(path for path in show.rglob("*") if path.is_dir())]
    for path in (*folders, *show.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    yield show
    for path in folders:
        path.chmod(0o755)


def test_to_look_needs_no_writing(closed, tmp_path):
    was = contents(closed)
    looks = [
        ["edit", "bridge"],
        ["edit", "bridge", "--json"],
        ["edit", "bridge", "history"],
        ["quotes", "b.md"],
        ["episodes"],
        ["status"],
        ["cast", "b.md"],
        ["script", "b.md"],
    ]
    for words in looks:
        done = ordinary(closed, *words, cache=tmp_path / "cache")
        assert done.returncode == 0, (words, done.stderr)
        assert "Error" not in done.stderr
    shown = ordinary(closed, "edit", "bridge", cache=tmp_path / "cache").stdout
    assert "It was shut." in shown
    assert "It is very loud" in shown
    assert contents(closed) == was


def test_a_program_looks_at_what_it_may_not_write(closed, tmp_path):
    code = """
import podcaster, traceback
project = podcaster.open_show(".").open("bridge")
values = [getattr(project, name) for name in ("folder", "script", "revision", "cast", "doubts", "articles", "history",
    "undoable", "redoable", "signature", "altered", "collisions")]
assert project.refresh() is False
assert project.script.lines[3].text == "It was shut."
for operation in (lambda: project.edit(3, "No."), project.undo, lambda: project.sign("Ada"), project.render,
        lambda: project.pronounce("Mara", "mah-rah", everywhere=True), lambda: podcaster.open_show(".").write("b.md")):
    try:
        operation()
    except podcaster.PodcasterError as error:
        assert "cannot be written. Allow writing" in str(error), error
    else:
        raise AssertionError("it was written")
assert project.script.lines[3].text == "It was shut." and project.revision == len(values[6])
"""
    line = [*ordinary_user(), sys.executable, "-c", code]
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(line, cwd=closed, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["make", "b.md"],
        ["edit", "bridge", "words", "4", "No."],
        ["edit", "bridge", "undo"],
        ["edit", "bridge", "render"],
        ["script", "b.md", "--output", "z.fountain"],
        ["lexicon", "add", "Mara", "mah-rah"],
        ["voices", "pin", "Mara Lind", "f5-high"],
    ],
)
def test_what_cannot_be_written_is_told_with_the_way_out(closed, tmp_path, words):
    was = contents(closed)
    done = ordinary(closed, *words, cache=tmp_path / "cache")
    assert done.returncode == 2, done.stdout + done.stderr
    assert re.search(r"The (?:folder|file) \S+ cannot be written\. Allow writing (?:there|it), or choose", done.stderr)
    assert contents(closed) == was


@pytest.mark.parametrize("mode", [0o555, 0])
def test_a_cache_that_cannot_be_written_is_told_with_the_way_out(written, tmp_path, mode):
    show, cache = tmp_path / "show", tmp_path / "cache"
    shutil.copytree(written, show)
    cache.mkdir()
    cache.chmod(mode)
    done = ordinary(show, "make", "b.md", cache=cache)
    cache.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert f"The folder {cache} cannot be written. Allow writing there, or choose another" in done.stderr
    assert "PODCASTER_CACHE" in done.stderr


def test_a_file_in_the_place_of_the_cache_is_told_with_the_way_out(written, tmp_path):
    show, cache = tmp_path / "show", tmp_path / "cache"
    shutil.copytree(written, show)
    cache.write_text("")
    done = ordinary(show, "make", "b.md", cache=cache)
    assert done.returncode == 2, done.stderr
    assert f"{cache} is a file, and a folder is needed there. Take it away, or choose another" in done.stderr
