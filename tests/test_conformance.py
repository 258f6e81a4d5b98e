"""The suite for authors of engines passes for every engine that ships, and fails for one that is broken."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from speech_server import serving

DATA = Path(__file__).parent / "data" / "piper"


def run_suite(folder: Path, settings: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "podcaster.toml").write_text(settings)
    command = [sys.executable, "-m", "pytest", "--pyargs", "podcaster.testing", "-q", "-rs", "-p", "no:cacheprovider"]
    return subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=False)


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
        done = run_suite(tmp_path, settings)
    assert done.returncode == 0, done.stdout
    names = ["pyttsx3", "http", *(["piper"] if piper else []), *(["command:flite"] if flite else [])]
    listed = run_suite(tmp_path, settings, "--collect-only").stdout
    assert all(f"[{name}" in listed for name in names)
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
