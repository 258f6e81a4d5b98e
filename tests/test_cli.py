"""The command line: help, errors as sentences with exit codes, and nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from podcaster import __version__
from tests.commands import run as fork

SAMPLE = Path(__file__).parent.parent / "podcaster" / "samples" / "harbour-lights.md"
HEAVY = {"av", "numpy", "lameenc", "pydub", "pyttsx3", "httpx", "trafilatura", "lxml", "jinja2", "mutagen", "PIL"}


def podcaster(show: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(show / "cache"), "COLUMNS": "200"}
    return fork(["--show", str(show), *arguments], env=environment)


def podcaster_with(show: Path, *arguments: str, before: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    """A process of its own, in which something is done first."""
    line = [sys.executable, "-m", "podcaster", "--show", str(show), *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, preexec_fn=before)


def test_help_imports_no_engine_no_codec_and_no_web_client() -> None:
    line = [sys.executable, "-X", "importtime", "-m", "podcaster", "--help"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    imported = {row.rpartition("|")[2].strip().partition(".")[0] for row in done.stderr.splitlines()}
    assert "typer" in imported
    assert not imported & HEAVY


def test_the_version(tmp_path: Path) -> None:
    assert podcaster(tmp_path, "--version").stdout == f"podcaster {__version__}\n"


def test_an_option_of_the_program_behind_a_command_is_told_where_it_stands(tmp_path: Path) -> None:
    for command, option, way in (
        (["batch", "a.txt"], "--show=x", "podcaster --show SHOW batch …"),
        (["queue", "list"], "--show", "podcaster --show SHOW queue list …"),
        (["make", "a.txt"], "--version", "podcaster --version make …"),
    ):
        done = podcaster(tmp_path, *command, option)
        assert (done.returncode, done.stderr) == (
            2,
            f"Error: {option.partition('=')[0]} stands before the command. {way}\n",
        )
    assert "No such option: --shw" in podcaster(tmp_path, "batch", "a.txt", "--shw", "x").stderr


def commands() -> list[list[str]]:
    import typer.main

    from podcaster.cli import app
    from podcaster.cli.app import EVERY

    found: list[list[str]] = []

    def walk(group: object, path: list[str]) -> None:
        for name, command in getattr(group, "commands", {}).items():
            found.append([*path, name])
            walk(command, [*path, name])

    program = typer.main.get_command(app)
    program.load(EVERY)
    walk(program, [])
    return found


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(path: list[str]) -> None:
    from typer.testing import CliRunner

    from podcaster.cli import app

    shown = CliRunner().invoke(app, [*path, "--help"])
    assert shown.exit_code == 0
    assert "Example" in shown.stdout
    assert f"podcaster {path[0]}" in shown.stdout.split("Example", 1)[1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "There is no file"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
        (b"   \n\n  ", ""),
    ],
    ids=["missing", "empty", "binary", "blank"],
)
def test_an_article_that_is_none_is_one_sentence(tmp_path: Path, content: bytes | None, told: str) -> None:
    article = tmp_path / "article.txt"
    if content is not None:
        article.write_bytes(content)
    done = podcaster(tmp_path, "make", str(article))
    assert done.returncode == 2
    assert done.stderr.count("Error:") == 1
    assert "Traceback" not in done.stderr
    assert told in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["make", str(SAMPLE), "--template", "naration"], "narration"),
        (["make", "http://127.0.0.1:9/page"], "private"),
        (["make", str(SAMPLE.parent)], "folder"),
        (["make", "no.fountain"], "no.fountain"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = podcaster(tmp_path, *arguments)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("[cast]\nnarrator = 'plane'", "plain"),
        ("[cast]\nengines = ['pipr']\nfallback = false", "piper"),
        ("[cast]\nengines = ['pipr']", "There is no engine pipr, which engines of [cast] names. Did you mean piper?"),
        ("[cast]\nengines = ['nope']", "There is no engine nope"),
        ("[show]\ntitel = 'x'", "title"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_close(tmp_path: Path, toml: str, told: str) -> None:
    (tmp_path / "podcaster.toml").write_text(toml)
    done = podcaster(tmp_path, "make", str(SAMPLE))
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert not (tmp_path / "output").exists()


def test_an_output_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("in the way")
    done = podcaster(tmp_path, "make", str(SAMPLE))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_a_file_that_is_no_cover_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_text("no picture")
    done = podcaster(tmp_path, "make", str(SAMPLE), "--cover", str(tmp_path / "cover.png"))
    assert done.returncode == 2
    assert "cover.png is not a picture. Give a JPEG or PNG file." in done.stderr
    assert "Speaking" not in done.stderr


def test_a_source_that_is_not_there_is_told_with_the_way_to_have_one(tmp_path: Path) -> None:
    done = podcaster(tmp_path, "sources", "check", "drop")
    assert done.returncode == 2
    assert 'Add [sources.drop] with folder = "in" to podcaster.toml.' in done.stderr


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a small disk")
    try:
        environment = dict(os.environ) | {"PODCASTER_CACHE": str(tmp_path / "cache")}
        line = [sys.executable, "-m", "podcaster", "--show", str(disk), "make", str(SAMPLE)]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr
        assert [path.name for path in (disk / "output").iterdir()] in ([], [".locks"])
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_no_half_of_a_show(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no limits for a process")
    import resource

    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new", tmp_path / "empty"):
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (9000, 9000))
        done = podcaster_with(tmp_path, "init", str(folder), before=limit)
        assert done.returncode == 1
        assert re.search(rf"^Error: {folder}/\S+: File too large\.", done.stderr), done.stderr
        assert "Traceback" not in done.stderr
        assert not folder.exists() or not list(folder.iterdir())
        assert podcaster(tmp_path, "init", str(folder)).returncode == 0


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.4, 0.8, 1.3])
def test_a_signal_leaves_nothing_half_written(tmp_path: Path, seconds: float, sent: signal.Signals) -> None:
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(tmp_path / "cache")}
    line = [sys.executable, "-m", "podcaster", "--show", str(tmp_path), "make", str(SAMPLE)]
    with subprocess.Popen(line, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        time.sleep(seconds)
        process.send_signal(sent)
        _, said = process.communicate(timeout=120)
    assert process.returncode in (128 + sent, 0, -sent)
    assert "Traceback" not in said
    output = tmp_path / "output"
    left = [path.name for path in output.iterdir()] if output.exists() else []
    assert not [name for name in left if name.startswith(".") and name != ".locks"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM")
def test_a_signal_waits_until_a_module_is_imported(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import time\nprint('begun', flush=True)\ntime.sleep(0.5)\nprint('there', flush=True)"
    )
    code = (
        "import signal, time; from podcaster.__main__ import stop; signal.signal(signal.SIGTERM, stop); "
        "import slow; time.sleep(5); print('too late')"
    )
    line = [sys.executable, "-c", code]
    with subprocess.Popen(line, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=120)[0] == "there\n"
    assert process.returncode == 128 + signal.SIGTERM


def test_a_show_of_ones_own(tmp_path: Path) -> None:
    show = tmp_path / "my show"
    assert podcaster(tmp_path, "init", str(show)).returncode == 0
    assert (show / "podcaster.toml").is_file()
    assert (show / "scripts" / "narration.fountain.j2").is_file()
    assert (show / "voices" / "pool.toml").is_file()
    assert (show / "harbour-lights.md").read_text("utf-8") == SAMPLE.read_text("utf-8")
    refused = podcaster(tmp_path, "init", str(show))
    assert refused.returncode == 2
    assert "not empty" in refused.stderr
    script = podcaster(show, "script", str(show / "harbour-lights.md"))
    assert script.returncode == 0
    assert "@Grace Tolliver" in script.stdout


def test_doctor_says_what_is_here(tmp_path: Path) -> None:
    done = podcaster(tmp_path, "doctor", "--json")
    checks = {check["what"]: check for check in json.loads(done.stdout)}
    assert checks["Python"]["ok"]
    assert checks["Engine pyttsx3"]["ok"]
    assert podcaster(tmp_path, "doctor").returncode == 0


def test_doctor_tells_what_is_optional_from_what_is_asked_for(tmp_path: Path) -> None:
    def row(what: str) -> dict[str, object]:
        found = json.loads(podcaster(tmp_path, "doctor", "--json").stdout)
        return next(check for check in found if check["what"] == what)

    assert (row("Engine http")["ok"], row("Engine http")["optional"]) == (False, True)
    shown = podcaster(tmp_path, "doctor").stdout
    assert [line.split()[0] for line in shown.splitlines() if "Engine http" in line] == ["optional"]
    (tmp_path / "podcaster.toml").write_text("[cast]\nengines = ['http', 'pyttsx3']\n")
    assert (row("Engine http")["ok"], row("Engine http")["optional"]) == (False, False)
    assert not row("Engine pyttsx3")["optional"]


def test_a_stage_that_is_followed_by_another_is_finished() -> None:
    from rich.progress import Progress

    from podcaster.cli.output import Stages

    bars = Progress(disable=True)
    stages = Stages(bars)
    stages("Reading", 0, 0)
    assert not bars.tasks[0].finished
    stages("Speaking", 3, 9)
    assert [task.finished for task in bars.tasks] == [True, False]
    stages("Encoding", 0, 4)
    assert [(task.completed, task.total) for task in bars.tasks] == [(1, 1), (9, 9), (0, 4)]


def test_only_the_result_is_on_stdout_with_json(tmp_path: Path) -> None:
    done = podcaster(tmp_path, "read", str(SAMPLE), "--json")
    assert set(json.loads(done.stdout)) >= {"title", "byline", "published", "language", "blocks"}
    assert {tuple(sorted(block)) for block in json.loads(done.stdout)["blocks"]} == {
        ("cite", "kind", "spoken", "text", "why")
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")
@pytest.mark.parametrize(("sent", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143)])
def test_a_signal_is_one_sentence_and_its_exit_code(tmp_path: Path, sent: str, status: int) -> None:
    environment = dict(os.environ) | {"PODCASTER_CACHE": str(tmp_path / "cache")}
    line = [sys.executable, "-m", "podcaster", "--show", str(tmp_path), "make", str(SAMPLE)]
    with subprocess.Popen(line, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "Speaking" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(getattr(signal, sent))
        said = process.stderr.read()
        assert process.wait(timeout=120) == status
    assert "Stopped." in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell on Windows")
@pytest.mark.parametrize("closed", ["", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_an_episode_is_made_by_a_bare_service(tmp_path: Path, closed: str) -> None:
    """Without streams to read and print, and without any variable of the environment."""
    bare = {"PYTHONPATH": str(Path(__file__).parents[1]), "PODCASTER_CACHE": str(tmp_path / "cache")}
    line = f"'{sys.executable}' -m podcaster --show '{tmp_path}' make '{SAMPLE}' {closed}"
    done = subprocess.run(["/bin/sh", "-c", line], env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.glob("output/*/*.mp3"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell on Windows")
def test_nothing_comes_from_a_closed_stream(tmp_path: Path) -> None:
    line = f"'{sys.executable}' -m podcaster --show '{tmp_path}' make - <&-"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "What came on standard input is empty." in done.stderr


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = podcaster(tmp_path / "nope", "episodes")
    assert done.returncode == 2
    assert f"There is no folder {tmp_path / 'nope'}" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody is in")
def test_a_working_folder_that_was_deleted_is_one_sentence(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); from podcaster.__main__ import main"
    )
    line = [sys.executable, "-c", f"{code}; sys.argv[1:] = ['episodes']; main()"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The folder that you are in does not exist any more." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), os.strerror(errno.EMFILE)),
        (RuntimeError("can't start new thread"), "no more threads"),
    ],
    ids=["files", "threads"],
)
def test_an_error_of_the_system_without_a_file_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    from typer.testing import CliRunner

    from podcaster.cli import app

    def broken(_: object) -> None:
        raise error

    monkeypatch.setattr("podcaster.settings.load_settings", broken)
    result = CliRunner().invoke(app, ["--show", str(tmp_path), "episodes"])
    assert result.exit_code == 1
    assert result.stderr.count("Error:") == 1
    assert told in result.stderr


@pytest.mark.parametrize("arguments", [["read"], ["quotes"], ["script"], ["read", "--json"]], ids=" ".join)
def test_a_terminal_without_unicode_shows_what_it_can(tmp_path: Path, arguments: list[str]) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    line = [sys.executable, "-m", "podcaster", "--show", str(tmp_path), *arguments, str(SAMPLE)]
    done = subprocess.run(line, env=dict(os.environ) | plain, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert b"Grace Tolliver" in done.stdout
    if "--json" in arguments:
        assert "\N{LEFT DOUBLE QUOTATION MARK}" in " ".join(
            block["text"] for block in json.loads(done.stdout)["blocks"]
        )


def test_the_help_lists_every_command_in_order(tmp_path: Path) -> None:
    from podcaster.cli.app import ROOMS

    shown = podcaster(tmp_path, "--help").stdout.partition("Commands:")[2]
    listed = [row.split()[0] for row in shown.splitlines() if row.startswith("  ") and not row.startswith("   ")]
    assert listed == list(ROOMS)


@pytest.mark.parametrize(
    "text", ["plain", "a\tb\t\n\tc", "bell\a and\r\nreturn", "", "  spaces  ", "wide " * 60, "[b]:smile:[/b]"]
)
def test_without_a_terminal_lines_are_those_of_rich(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    from podcaster.cli.output import console, rich_console

    for end in ("\n", ""):
        console().print(text, style="red", end=end)
        plain = capsys.readouterr().out
        rich_console().print(text, style="red", end=end)
        assert plain == capsys.readouterr().out


@pytest.mark.parametrize("columns", ["", "x", "57"])
def test_without_a_terminal_tables_are_as_wide_as_rich_has_them(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    from podcaster.cli.output import console, rich_console

    monkeypatch.setenv("COLUMNS", columns)
    assert console().width == rich_console().width
    for name, value in (("FORCE_COLOR", ""), ("FORCE_COLOR", "1"), ("TTY_COMPATIBLE", "0"), ("TTY_COMPATIBLE", "1")):
        monkeypatch.setenv(name, value)
        assert console(stderr=True).is_terminal == rich_console(stderr=True).is_terminal
