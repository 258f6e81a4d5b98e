"""A mix for audio editors: one file a line, music by itself, and a labels file that Audacity imports."""

from __future__ import annotations

import re
import wave
from typing import TYPE_CHECKING

import numpy as np

from podcaster.audio.render import read_voice, render, to_pcm
from podcaster.audio.timeline import CONTEXT, RATE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from podcaster.audio.timeline import Mix

LABELS = "labels.txt"
MUSIC = "music.wav"


def export_lines(mix: Mix, folder: Path) -> tuple[Path, ...]:
    """Write every line as a WAV of its own, at its level in the mix, and where each begins and ends.

    Args:
        mix: The programme.
        folder: Where to; it is made when it is not there.

    Returns:
        The files: the lines in order as ``0001-Name.wav``, the music alone as ``music.wav`` where there is any, and
        ``labels.txt``: start, end and text of each line, in seconds, with tabs between them.

    Raises:
        AudioError: A clip or a sound cannot be read.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    placed = [clip for part in mix.parts for clip in part.placed]
    for number, (clip, cue) in enumerate(zip(placed, mix.cues, strict=True), 1):
        path = folder / f"{number:04}-{_file_name(cue.role)}.wav"
        with _wav(path, 1) as file:
            file.writeframes(to_pcm(read_voice(clip)[None]).tobytes())
        paths.append(path)
    if any(part.playing for part in mix.parts):
        paths.append(_write_music(mix, folder / MUSIC))
    labels = folder / LABELS
    rows = (f"{cue.start:.6f}\t{cue.end:.6f}\t{cue.role}: {_one_line(cue.text)}\n" for cue in mix.cues)
    labels.write_text("".join(rows), "utf-8", newline="\n")
    return (*paths, labels)


def _write_music(mix: Mix, path: Path) -> Path:
    """All music without the speech, in place."""
    from dataclasses import replace

    with _wav(path, mix.channels) as file:
        for part in mix.parts:
            pcm: NDArray[np.int16] = np.zeros((part.length, mix.channels), np.dtype("<i2"))
            if part.playing:
                samples = render(replace(part, placed=()), mix, mix.ceiling)
                pcm = to_pcm(samples[:, CONTEXT : CONTEXT + part.length] if part.open else samples)
            file.writeframes(pcm.tobytes())
    return path


def _wav(path: Path, channels: int) -> wave.Wave_write:
    file = wave.open(str(path), "wb")  # noqa: SIM115  # the caller closes it
    file.setparams((channels, 2, RATE, 0, "NONE", ""))
    return file


def _file_name(role: str) -> str:
    """A role's name as part of a file's name that any system takes."""
    return re.sub(r"[^\w.-]+", "-", role).strip("-.")[:40] or "line"


def _one_line(text: str) -> str:
    return " ".join(text.split())
