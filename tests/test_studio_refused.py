"""What the system refuses, in the studio: the sentences that everybody says, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress

import pytest

from tests import commands
from tests.studios import Studio, until, write_sound

pytest.importorskip("starlette", reason="starlette is not installed")

HEARD = ("line/1.wav", "mix?from=0", "mix.wav?from=0", "say.wav?text=New+words", "preview.wav?sentence=0.7")
MORE = {"line": 1, "role": "Narrator", "text": "More."}


@contextmanager
def bound(pristine, tmp_path):
    """A studio whose user may not write everything."""
    show = tmp_path / "show"
    shutil.copytree(pristine[0], show)
    running = Studio(show, pristine[1], bound=True)
    try:
        yield running
    finally:
        opened(show)
        running.close()
    assert "Traceback" not in running.said()


def opened(show):
    for path in (show, *show.rglob("*")):
        path.chmod(0o755)


def closed(*paths):
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def changes(studio, folder):
    """Everything that the page writes, and what it is answered."""
    sound = write_sound(folder / "x.wav").read_bytes()
    query = {"line": 1, "name": "x.wav", "credit": "", "revision": studio.state()["about"]["revision"]}
    return [
        studio.do("edit", line=1, text="Other words.", unlock=True),
        studio.do("insert", **MORE),
        studio.do("rename", role="Tom Berg", name="Thomas Berg"),
        studio.do("pronounce", word="Lind", said="linnd", scope="show"),
        studio.do("sound_settings", values={"sentence": "0.4"}),
        studio.client.post("/api/bite", params=query, content=sound),
    ]


def test_a_folder_that_may_not_be_written_is_named_with_the_way_out(pristine, tmp_path):
    with bound(pristine, tmp_path) as studio:
        closed(studio.show, *studio.show.rglob("*"))
        before = contents(studio.folder)
        for answer in (*changes(studio, tmp_path), studio.do("sign", name="Ada", note="")):
            assert answer.status_code == 507
            said = answer.json()["error"]
            assert "cannot be written. Allow writing" in said, said
            assert "or choose another show folder." in said
        assert contents(studio.folder) == before
        opened(studio.show)
        assert studio.do("insert", **MORE).status_code == 200


def test_a_cache_that_may_not_be_written_is_named_and_what_is_written_is_kept(pristine, tmp_path, monkeypatch):
    cache = tmp_path / "kept"
    cache.mkdir()
    monkeypatch.setenv("PODCASTER_CACHE", str(cache))
    with bound(pristine, tmp_path) as studio:
        for mode in (0o555, 0):  # not written, not even looked into
            cache.chmod(mode)
            assert studio.do("insert", **MORE).status_code == 200
            for path in HEARD:
                answer = studio.client.get(f"/api/{path}")
                assert answer.status_code == 507, answer.text
                said = answer.json()["error"]
                assert said.startswith(f"The folder {cache} cannot be written. Allow writing there, or"), said
        cache.chmod(0o755)
        assert studio.client.get("/api/line/1.wav").content[:4] == b"RIFF"


def test_a_full_disk_refuses_every_change_and_every_sound_in_sentences(pristine, tmp_path, monkeypatch):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a small disk")
    try:
        monkeypatch.setenv("PODCASTER_CACHE", str(disk / "cache"))
        shutil.copytree(pristine[0], disk / "show")
        running = Studio(disk / "show", pristine[1])
        running.do("insert", **MORE)
        with (disk / "fill").open("wb", buffering=0) as fill, suppress(OSError):
            while True:
                fill.write(bytes(4096))
        before = contents(running.folder)
        refused = [*changes(running, tmp_path), *(running.client.get(f"/api/{path}") for path in HEARD)]
        for answer in refused:
            assert answer.status_code == 507
            assert "No space left on device. Nothing was changed. Free some space, and do" in answer.json()["error"]
        assert contents(running.folder) == before
        assert running.do("render").status_code == 200
        until(lambda: running.state()["about"]["state"] != "working")
        (disk / "fill").unlink()
        assert running.do("insert", **MORE).status_code == 200
        running.close()
        assert "Traceback" not in running.said()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_script_that_is_gone_is_there_again_and_a_folder_in_its_place_is_told(studio):
    script = studio.folder / "script.fountain"
    text = script.read_bytes()
    script.unlink()
    until(lambda: not studio.state()["about"]["trouble"] and script.exists())
    assert script.read_bytes() == text
    script.unlink()
    script.mkdir()
    told = f"{script} cannot be read: It is a folder."
    until(lambda: told in studio.state()["about"]["trouble"])
    assert studio.do("cut", line=0).json()["error"].startswith(told)
    assert studio.do("render").status_code == 200
    until(lambda: studio.state()["about"]["state"] != "working")
    script.rmdir()
    until(lambda: not studio.state()["about"]["trouble"])
    assert studio.do("cut", line=0).status_code == 200
    assert "Traceback" not in studio.said()


def test_what_was_done_is_never_said_to_be_refused(studio):
    """The state cannot be worked out with a mistake in the show's lexicon: a change counts all the same."""
    count = len(studio.script().lines)
    lexicon = studio.show / "voices" / "lexicon.toml"
    lexicon.write_text("[")
    assert studio.do("cut", line=0).json() == {"result": {}}
    assert len(studio.script().lines) == count - 1
    said = studio.client.post("/api/state", json={"have": {}}).json()["error"]
    assert said.startswith(f"{lexicon} ")
    lexicon.unlink()
    assert len(studio.state()["lines"]) == count - 1


def test_an_episode_that_another_program_has_made_or_removed_is_followed(studio):
    studio.do("insert", **MORE)
    assert studio.state()["about"]["state"] == "changed"
    before = studio.state()["sound"]
    told = commands.run(["--show", str(studio.show), "edit", studio.folder.name, "render"])
    assert told.returncode == 0, told.stderr
    until(lambda: studio.state()["about"]["state"] == "made")
    after = studio.state()["sound"]
    assert after["mark"] != before["mark"]
    assert len(after["cues"]) == len(before["cues"]) + 1
    assert studio.client.get("/api/episode").status_code == 200
    for path in studio.folder.iterdir():
        if path.suffix == ".mp3" or path.name in ("episode.json", "transcript.json"):
            path.unlink()
    until(lambda: studio.state()["about"]["state"] == "unmade")
    assert studio.client.get("/api/episode").json()["error"] == "The episode has not been made yet."
    assert studio.do("cut", line=1).status_code == 200
