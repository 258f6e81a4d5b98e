"""Voices of different engines in one episode, and a failure in the middle, through the whole program."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from speech_server import serving
from typer.testing import CliRunner

from podcaster.cli import app

DATA = Path(__file__).parent / "data" / "piper"
pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("piper") is None or shutil.which("flite") is None, reason="piper-tts or flite is missing"
)

SCRIPT = """\
Title: Four engines
Language: en
Cast:
    Narrator: male, voice plain
    Pia: female, voice pia
    Hal: male, voice hal
    Flo: female, voice flo

# One

The ferry leaves at seven.

@Pia
I will be there, with the boxes.

@Hal
So will the others, I think.

@Flo
Nobody waits for those who are late.
"""

POOL = """
[[voice]]
name = "plain"
engine = "pyttsx3"
id = "gmw/en-us"
gender = "male"
use = ["narrator", "reserve"]

[[voice]]
name = "pia"
engine = "piper"
id = "en_US-choir-low"
speaker_id = "alto"
gender = "female"

[[voice]]
name = "hal"
engine = "http"
id = "HAL"
gender = "male"

[[voice]]
name = "flo"
engine = "command:flite"
id = "slt"
gender = "female"
"""

SETTINGS = """
[engines.piper]
voices = "{data}"
deterministic = true

[engines.http]
base_url = "{url}"
voices = ["HAL"]
retries = 1

[engines.command.flite]
argv = ["flite", "-voice", "{{voice}}", "-f", "{{text_file}}", "-o", "{{out}}"]
voices = ["slt"]

[sound]
theme = ""

[speech]
fallback = "{fallback}"
"""


@pytest.fixture
def show(tmp_path, monkeypatch):
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "pool.toml").write_text(POOL)
    (tmp_path / "four.fountain").write_text(SCRIPT)
    with serving() as server:

        def make(fallback: str = "", pool: str = POOL):
            (tmp_path / "podcaster.toml").write_text(SETTINGS.format(data=DATA, url=server.url, fallback=fallback))
            (tmp_path / "voices" / "pool.toml").write_text(pool)
            return CliRunner().invoke(app, ["make", "four.fountain"])

        yield make


def performers(folder: Path) -> dict[str, str]:
    (path,) = folder.glob("output/*/episode.json")
    return {item["role"]: item["engine"] for item in json.loads(path.read_text())["performers"]}


def test_an_episode_mixes_voices_of_four_engines(show, tmp_path):
    result = show()
    assert result.exit_code == 0, result.output
    assert performers(tmp_path) == {"Narrator": "pyttsx3", "Pia": "piper", "Hal": "http", "Flo": "command:flite"}


FAILING = POOL.replace('id = "HAL"', 'id = "x-always"')


def test_a_failure_in_the_middle_stops_with_the_line(show, tmp_path):
    result = show(pool=FAILING)
    assert result.exit_code == 1
    said = " ".join(result.stderr.split())
    assert re.search(
        r"Hal cannot say line \d+ of the script with the voice hal \(http\): .*boom.*So will the others", said
    )
    assert not list(tmp_path.glob("output/*"))


def test_or_goes_on_with_the_fallback_and_says_so(show, tmp_path):
    result = show(fallback="plain", pool=FAILING)
    assert result.exit_code == 0, result.output
    assert performers(tmp_path) == {"Narrator": "pyttsx3", "Pia": "piper", "Hal": "pyttsx3", "Flo": "command:flite"}
    assert "no voice" not in result.stderr


def test_a_run_with_pyttsx3_alone_imports_neither_onnxruntime_nor_a_web_client(tmp_path):
    arguments = ["--show", str(tmp_path), "say", "Hello.", "-o", str(tmp_path / "out.wav")]
    code = (
        "import sys; from podcaster.cli import app; from typer.testing import CliRunner;"
        f"result = CliRunner().invoke(app, {arguments}); print(result.output); assert result.exit_code == 0;"
        "print([name for name in ('onnxruntime', 'piper', 'httpx', 'pyttsx3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip().endswith("[]")
