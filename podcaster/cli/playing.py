"""Playing a clip through whatever this machine plays sounds with, and writing it into a file of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.model import Audio

PLAYERS = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-loglevel", "quiet", "-autoexit", "-nodisp"),
    ("play", "-q"),
)
"""Programs that play a WAV file, with what keeps them quiet, in the order in which they are tried."""


def play(path: Path) -> bool:
    """Play a WAV file.

    Returns:
        Whether something here could.
    """
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME)
        return True
    for program, *arguments in PLAYERS:
        found = shutil.which(program)
        # A player may be here and no loudspeaker: then the next one is tried, and in the end there is the file.
        if found and not subprocess.run([found, *arguments, str(path)], capture_output=True, check=False).returncode:  # noqa: S603
            return True
    return False


def play_sound(sound: Audio) -> bool:
    """Play a sound in memory.

    Returns:
        Whether something here could.
    """
    import tempfile
    import wave

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(sound.sample_rate)
            file.writeframes(sound.pcm)
        return play(path)


def write_wav(clip: Path, target: Path) -> None:
    """Write a clip's sound into a WAV file without what the cache keeps in it, whole or not at all."""
    import wave

    from podcaster.store import writing

    with wave.open(str(clip)) as source, writing(target) as file, wave.open(file, "wb") as out:
        out.setparams(source.getparams())
        out.writeframes(source.readframes(source.getnframes()))
