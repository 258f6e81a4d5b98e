"""The frames of an MP3 file, as ISO/IEC 11172-3 and 13818-3 define them, without decoding any sound."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BIT_RATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s of layer III by MPEG version; 2 stands for 2.5 too."""

SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""Hz by the version bits of a header."""

ID3V1_SIZE = 128


@dataclass(slots=True)
class Frames:
    """What the frames of an MP3 file say."""

    count: int = 0
    """Frames with sound."""
    seconds: float = 0.0
    """Their length, less what the encoder's tag says to skip at both ends."""
    sample_rates: set[int] = field(default_factory=set)
    """In hertz; more than one is a fault."""
    bit_rates: set[int] = field(default_factory=set)
    """kbit/s."""
    channels: set[int] = field(default_factory=set)
    """1 or 2 for each frame; more than one number is a fault."""
    header: bool = False
    """There is a Xing or Info header."""
    promised: int | None = None
    """Frames that the header promises."""
    junk: int | None = None
    """Offset of the first bytes that are no frame."""
    truncated: bool = False
    """The last frame lacks its end."""


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """A frame's header."""

    size: int
    """Bytes of the whole frame, this header too."""
    sample_rate: int
    """In hertz."""
    bit_rate: int
    """In kbit/s."""
    channels: int
    """1, or 2 for stereo."""
    samples: int
    """How many the frame holds for each channel."""
    side: int
    """Bytes between the header and the place of a Xing or Info header."""


def read_header(data: bytes) -> FrameHeader | None:
    """A frame's header from its four bytes; None when they are none of layer III."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return None
    version, rate, frequency = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or frequency == 3 or rate in (0, 15):
        return None
    first = version == 3
    bit_rate = BIT_RATES[1 if first else 2][rate]
    sample_rate = SAMPLE_RATES[version][frequency]
    size = (144 if first else 72) * bit_rate * 1000 // sample_rate + (data[2] >> 1 & 1)
    channels = 1 if data[3] >> 6 == 3 else 2
    side = (17 if channels == 1 else 32) if first else (9 if channels == 1 else 17)
    return FrameHeader(size, sample_rate, bit_rate, channels, 1152 if first else 576, side)


def read_frames(path: Path) -> Frames:
    """Walk through all frames of a file.

    Raises:
        OSError: The file cannot be read.
    """
    frames = Frames()
    if path.stat().st_size == 0:
        return frames
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        _walk(data, skip_id3(data), sound_end(data), frames)
    return frames


def skip_id3(data: mmap.mmap) -> int:
    """Where the frames begin: behind the ID3v2 tag, if there is one."""
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size + (10 if data[5] & 0x10 else 0)


def sound_end(data: mmap.mmap) -> int:
    """Where the frames end: before an ID3v1 tag, if there is one."""
    end = len(data)
    return end - ID3V1_SIZE if end >= ID3V1_SIZE and data[end - ID3V1_SIZE : end - ID3V1_SIZE + 3] == b"TAG" else end


def _walk(data: mmap.mmap, position: int, end: int, frames: Frames) -> None:
    """Step from header to header, up to the first bytes that are none."""
    skipped = samples = 0
    first = True
    rate = 0
    while position < end:
        header = read_header(data[position : position + 4])
        if header is None:
            frames.junk = position
            break
        frames.truncated = position + header.size > end
        rate = header.sample_rate
        frames.sample_rates.add(rate)
        frames.channels.add(header.channels)
        if first and _read_info(data, position, header, frames):
            skipped = _gapless(data, position, header)
        else:
            frames.count += 1
            frames.bit_rates.add(header.bit_rate)
            samples += header.samples
        first = False
        position += header.size
    frames.seconds = max(0, samples - skipped) / rate if rate else 0.0


def _read_info(data: mmap.mmap, position: int, header: FrameHeader, frames: Frames) -> bool:
    """Read the Xing or Info header, which is a frame without sound; False when this is a frame with sound."""
    place = position + 4 + header.side
    if data[place : place + 4] not in (b"Xing", b"Info"):
        return False
    frames.header = True
    if data[place + 7] & 1:
        frames.promised = int.from_bytes(data[place + 8 : place + 12], "big")
    return True


LAME_OFFSET = 120
"""Bytes of a Xing header with all its fields; LAME's own tag stands behind it (Mp3 Info Tag revision 1)."""

DELAY_OFFSET = 21
"""Where LAME's tag has the samples to skip at both ends."""


def _gapless(data: mmap.mmap, position: int, header: FrameHeader) -> int:
    """Samples that the encoder added at both ends; 0 when it does not say."""
    place = position + 4 + header.side + LAME_OFFSET
    if not data[place : place + 4].isalnum():
        return 0
    three = int.from_bytes(data[place + DELAY_OFFSET : place + DELAY_OFFSET + 3], "big")
    return (three >> 12) + (three & 0xFFF)
