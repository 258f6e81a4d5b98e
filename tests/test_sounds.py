"""The sounds that ship are what their script makes."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from podcaster.audio.sounds import load_music
from podcaster.settings import shipped

FOLDER = shipped("scripts") / "sounds"
NAMES = ("theme", "sting", "bed")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sounds")
    subprocess.run([sys.executable, FOLDER / "make_sounds.py", folder], check=True)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_script_makes_the_shipped_sound(made, name: str) -> None:
    shipped_one, again = load_music(FOLDER / f"{name}.opus"), load_music(made / f"{name}.opus")
    assert shipped_one.length == again.length
    # The same bytes where numpy and libopus are the same; close where they are not.
    error = np.sqrt(np.mean((shipped_one.samples - again.samples) ** 2) / np.mean(shipped_one.samples**2))
    assert error < 0.05


@pytest.mark.parametrize("name", NAMES)
def test_shipped_sounds_are_small_and_unclipped(name: str) -> None:
    path = FOLDER / f"{name}.opus"
    assert path.stat().st_size < 400_000
    music = load_music(path)
    assert -25 < music.loudness < -14
    assert np.abs(music.samples).max() < 0.9


def test_the_theme_begins_at_once_and_ends_in_silence() -> None:
    music = load_music(FOLDER / "theme.opus")
    assert 12 < music.length / 44100 < 20
    assert np.abs(music.samples[:, :4410]).max() > 0.05
    assert np.abs(music.samples[:, -4410:]).max() < 0.005


def test_the_bed_goes_round_without_a_seam() -> None:
    samples = load_music(FOLDER / "bed.opus").samples
    seam = np.abs(samples[:, 0] - samples[:, -1]).max()
    assert seam < 2 * np.abs(np.diff(samples, axis=1)).max()
    ends = [np.sqrt(np.mean(part**2)) for part in (samples[:, :22050], samples[:, -22050:])]
    assert 0.3 < ends[0] / ends[1] < 3
