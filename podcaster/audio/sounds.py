"""Music and noises: any file PyAV reads, as samples at the rate of the mix."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from podcaster.audio.decode import open_sound
from podcaster.audio.timeline import RATE
from podcaster.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.audio.loudness import Samples

MAX_SECONDS = 900.0
"""How much of a sound is read: no more fits a show's music, and memory stays bounded whatever the file says it is."""
LOUDEST = 1e6
"""The highest sample that is a sound: files of floating point are written at full scale 1, some at 32768."""
CURE = "Give an mp3, wav, flac, ogg or m4a file."


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSound:
    """A sound in memory."""

    samples: Samples
    """Channels (1 or 2) by samples, at the rate of the mix, full scale = 1."""
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms, as one channel that is played over two loudspeakers."""
    loudness: float
    """Integrated, in LUFS as played."""
    key: str
    """SHA-256 of the file."""

    @property
    def length(self) -> int:
        """In samples."""
        return int(self.samples.shape[1])


def load_music(path: Path) -> LoadedSound:
    """Read a sound: mp3, wav, flac, ogg, opus, m4a or whatever else PyAV decodes.

    Raises:
        InputError: The file cannot be read, or there is no sound in it.
    """
    try:
        stamp = path.stat()
    except OSError as error:
        raise InputError(f"The sound {path} cannot be read: {error.strerror}.", CURE) from error
    return _load(path, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int, _size: int) -> LoadedSound:
    import numpy as np

    from podcaster.audio.loudness import block_energies, integrated_loudness

    samples = _decode(path)
    energies = np.mean([block_energies(channel, RATE) for channel in samples], axis=0)
    with path.open("rb") as file:
        key = hashlib.file_digest(file, "sha256").hexdigest()
    return LoadedSound(samples, tuple(energies.tolist()), integrated_loudness(energies), key)


def _decode(path: Path) -> Samples:
    """All of a file's first sound, resampled well, one or two channels."""
    import av
    import numpy as np
    import soxr

    rate, seconds = RATE, 0.0
    decoded = av.AudioFifo()  # joined in C: as arrays, the small frames of Opus took as long as their decoding
    try:
        with open_sound(str(path)) as file:
            stream = file.streams.audio[0]
            rate = stream.rate
            layout = "mono" if stream.layout.nb_channels == 1 else "stereo"
            convert = av.AudioResampler(format="fltp", layout=layout)
            for frame in file.decode(stream):
                is_so = frame.format.name == "fltp" and frame.layout.name == layout and frame.sample_rate == rate
                for piece in [frame] if is_so else convert.resample(frame):
                    piece.pts = None
                    decoded.write(piece)
                seconds += frame.samples / rate
                if seconds > MAX_SECONDS:
                    break
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        raise InputError(f"The sound {path} is not audio that can be read.", CURE) from error
    sound = decoded.read()
    if sound is None:
        raise InputError(f"There is no sound in {path}.", CURE)
    whole = np.asarray(sound.to_ndarray(), np.float32)
    if not float(np.abs(whole).max(initial=0.0)) <= LOUDEST:  # also where there is no number
        raise InputError(f"The sound {path} has samples that are no sound: infinite, or no numbers.", CURE)
    if rate == RATE:
        return whole
    return np.ascontiguousarray(soxr.resample(whole.T, rate, RATE, quality="VHQ").T)
