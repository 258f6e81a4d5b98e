"""Sound that others made, of any format, as plain samples in memory."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from podcaster.errors import AudioError
from podcaster.model import Audio

if TYPE_CHECKING:
    from av.container import InputContainer

MAX_SECONDS = 3600.0
"""No answer to a text of a few thousand letters is longer; a file that says so is broken or hostile."""
TOLERANT = 19
"""The major version of PyAV from which on tags in any encoding are read, and ``metadata_errors`` is no argument."""


def decode_audio(data: bytes, *, raw_rate: int = 0) -> Audio:
    """Decode a sound: WAV, MP3, FLAC, Ogg, AAC, AIFF or whatever else PyAV reads; several channels become one.

    The sizes in a WAV file's header are not believed: programs that stream write placeholders there.

    Args:
        data: The whole file.
        raw_rate: Take the data as bare 16-bit samples of one channel, so many a second. 0: it has a header.

    Raises:
        AudioError: It is no sound, is cut off, or is longer than an hour.
    """
    if raw_rate:
        return Audio(data[: len(data) // 2 * 2], raw_rate)
    import av

    pieces: list[bytes] = []
    try:
        with open_sound(BytesIO(data)) as file:
            stream = file.streams.audio[0]
            convert = av.AudioResampler(format="s16", layout="mono")
            rate, samples = stream.rate, 0
            for frame in file.decode(stream):
                for piece in convert.resample(frame):
                    pieces.append(bytes(piece.planes[0])[: piece.samples * 2])
                    samples += piece.samples
                if samples > MAX_SECONDS * rate:
                    raise AudioError(f"The sound is longer than {MAX_SECONDS / 60:.0f} minutes.")
            pieces += [bytes(piece.planes[0])[: piece.samples * 2] for piece in convert.resample(None)]
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise AudioError(f"It is no sound that can be decoded: {why}.") from error
    if not pieces:
        raise AudioError("There is no sound in it.")
    return Audio(b"".join(pieces), rate)


def open_sound(file: str | BytesIO) -> InputContainer:
    """Open a sound, whatever encoding its tags are in.

    Args:
        file: A path, or the whole file.

    Raises:
        av.FFmpegError: It is no sound.
        OSError: It cannot be read.
    """
    import av

    options: dict[str, Any] = {} if int(av.__version__.partition(".")[0]) >= TOLERANT else {"metadata_errors": "ignore"}
    container: InputContainer = av.open(file, "r", **options)
    return container
