"""The suite for authors of engines passes for every engine that ships, and fails for one that is broken."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from speech_server import serving

from podcaster.engines import load_engine
from podcaster.settings import settings_from

DATA = Path(__file__).parent / "data" / "piper"


def run_suite(
    folder: Path, settings: str, *arguments: str, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    (folder / "podcaster.toml").write_text(settings)
    command = [sys.executable, "-m", "pytest", "--pyargs", "podcaster.testing", "-q", "-rs", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path or "")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_suite_passes_for_every_engine_that_ships(tmp_path):
    flite = shutil.which("flite")
    piper = importlib.util.find_spec("piper")
    settings = ""
    if piper:
        settings += f'[engines.piper]\nvoices = "{DATA}"\ndeterministic = true\n'
    if flite:
        argv = [
            "flite",
            "-voice",
            "{voice}",
            "--setf",
            "duration_stretch={stretch}",
            "-f",
            "{text_file}",
            "-o",
            "{out}",
        ]
        settings += f'[engines.command.flite]\nargv = {argv}\nvoices = ["slt", "rms"]\n'
    with serving() as server:
        settings += f'[engines.http]\nbase_url = "{server.url}"\nmax_characters = 1000\n'
        done = run_suite(tmp_path, settings, "-vv")
    assert done.returncode == 0, done.stdout
    names = ["pyttsx3", "http", *(["piper"] if piper else []), *(["command:flite"] if flite else [])]
    assert all(f"[{name}" in done.stdout for name in names)
    assert not [line for line in done.stdout.splitlines() if line.startswith("SKIPPED") and any(map(line.count, names))]


BROKEN = """
import wave, sys
with wave.open(sys.argv[1], "wb") as file:
    file.setparams((1, 2, 16000, 0, "NONE", ""))
    file.writeframes(bytes([0, 32, 0, 224]) * 8000)
"""


def test_the_suite_fails_for_an_engine_that_loses_words(tmp_path):
    (tmp_path / "broken.py").write_text(BROKEN)
    settings = (
        f'[engines.command.lossy]\nargv = ["{sys.executable}", "{tmp_path / "broken.py"}", "{{out}}"]\nvoices = ["a"]\n'
    )
    done = run_suite(tmp_path, settings, "-k", "lossy")
    assert done.returncode == 1
    assert "said" in done.stdout
    assert "failed" in done.stdout


@pytest.mark.parametrize("name", ["pyttsx3"])
def test_one_engine_can_be_chosen(tmp_path, name):
    listed = run_suite(tmp_path, "", "-k", name, "--collect-only").stdout
    assert f"[{name}" in listed
    assert "[http" not in listed


README = Path(__file__).parent.parent / "podcaster" / "engines" / "README.md"


def test_the_engine_of_the_tutorial_is_found_and_passes(tmp_path):
    """What ``pip install`` would lay out: the module, and the entry point beside it."""
    text = README.read_text("utf-8")
    blocks = {kind: re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("toml", "python")}
    project = next(tomllib.loads(block) for block in blocks["toml"] if "[project]" in block)
    (tmp_path / "podcaster_morse.py").write_text(blocks["python"][0])
    info = tmp_path / "podcaster_morse-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['project']['name']}\nVersion: 1.0\n")
    ((name, value),) = project["project"]["entry-points"]["podcaster.engines"].items()
    (info / "entry_points.txt").write_text(f"[podcaster.engines]\n{name} = {value}\n")
    done = run_suite(tmp_path, "", "-k", "morse", path=tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"passed, 1 skipped", done.stdout), done.stdout  # threads: it speaks one line at a time


def test_the_settings_of_the_readme_are_settings():
    block = re.search(r"## Settings\n\n```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert block
    settings = settings_from(tomllib.loads(block[1]), "podcaster.toml")
    for name in ("pyttsx3", "piper", "http", "command:flite", "command:say"):
        assert load_engine(name, settings.engines).name == name
