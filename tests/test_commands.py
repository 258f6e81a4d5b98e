"""Commands that are forked are like commands that are started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands
from tests.newsrooms import make_show


def begun(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "podcaster", *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize(
    ("arguments", "status"), [(["--version"], 0), (["episodes"], 0), (["--nope"], 2), (["make", "gone.txt"], 2)]
)
def test_what_it_says_and_how_it_ends_is_the_programs(tmp_path: Path, arguments: list[str], status: int) -> None:
    show = make_show(tmp_path / "show")
    options = {"cwd": show, "env": dict(os.environ) | {"COLUMNS": "70", "PODCASTER_CACHE": str(tmp_path)}}
    real, forked = begun(*arguments, **options), commands.run(arguments, **options)
    assert (forked.returncode, forked.stdout, forked.stderr) == (real.returncode, real.stdout, real.stderr)
    assert forked.args == real.args
    assert forked.returncode == status


def test_it_reads_what_is_given_where_it_is_and_writes_bytes(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show")
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(tmp_path)}
    done = commands.run(
        ["quotes", "-"], input="“Héllo,” said Ada Byron.".encode(), cwd=show, env=environment, text=False
    )
    assert done.returncode == 0, done.stderr
    assert "Héllo".encode() in done.stdout


def test_it_is_killed_and_stopped_by_its_number(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show")
    for number in (signal.SIGKILL, signal.SIGTERM):
        with commands.start(
            ["serve", "--port", "0"], cwd=show, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as one:
            assert one.stdout.readline()
            assert one.poll() is None
            os.kill(one.pid, number)
            assert one.wait(120) in {-number, 128 + number}


def test_a_session_is_its_own_and_two_go_on_at_once(tmp_path: Path) -> None:
    show = make_show(tmp_path / "show")
    options = {"cwd": show, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "start_new_session": True}
    with commands.start(["serve", "--port", "0"], **options) as one, commands.start(["--version"], **options) as two:
        assert os.getsid(one.pid) == one.pid != os.getsid(0)
        assert two.wait(120) == 0
        assert one.stdout.readline()
        assert one.poll() is None
        os.killpg(one.pid, signal.SIGKILL)
    assert one.returncode == -signal.SIGKILL
    with pytest.raises(subprocess.TimeoutExpired):
        commands.run(["serve", "--port", "0"], cwd=show, timeout=0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="forked only there")
def test_what_an_interpreter_reads_when_it_starts_needs_a_start() -> None:
    quiet = {"stdout": subprocess.DEVNULL, "text": False}
    with commands.start(["--version"], env=dict(os.environ) | {"COLUMNS": "9"}, **quiet) as one:
        assert isinstance(one, commands.Forked)
    with commands.start(["--version"], env=dict(os.environ) | {"PYTHONUTF8": "1"}, **quiet) as two:
        assert not isinstance(two, commands.Forked)
    assert (one.returncode, two.returncode) == (0, 0)
