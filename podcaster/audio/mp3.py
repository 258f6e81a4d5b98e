"""A mix as a gapless CBR MP3, encoded part by part on all cores, every part kept for the next run.

::

    encoded = encode_mp3(mix, path, sound, store=store, workers=2, progress=tell)

The file is one Info frame, one silent frame, and the frames of the parts. How parts that were encoded apart make one
valid stream:

- A part is whole frames long and silent at both ends (``timeline.LEAD`` and ``TAIL``). A new encoder starts one frame
  behind the part's start, so that its first frame, which refers to nothing before it, lands where the frame before the
  part's first sound has to be. As many frames as the part is long are kept; what follows them is silence.
- A part that music runs into has no silence to start in. PyAV encodes it without a bit reservoir (lameenc cannot switch
  it off), from three frames before its start, so that no frame needs bytes of a frame that is not there.
- The one silent frame in front makes up for the frame by which every part is early.

Every part is decoded again and measured, so loudness and true peak of the encoded file are known without a second pass,
and a part that got over the ceiling is encoded again with a lower limit.

Tags go in front afterwards: the Info header counts from its own frame on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from fastcrc import crc16

from podcaster.audio.limiter import true_peak
from podcaster.audio.loudness import block_energies, decibels
from podcaster.audio.measure import Measured, Programme
from podcaster.audio.parts import PartStore, in_order
from podcaster.audio.rates import BIT_RATES
from podcaster.audio.render import render, to_pcm
from podcaster.audio.timeline import CONTEXT, FRAME, RATE, part_key
from podcaster.errors import AudioError
from podcaster.installed import version_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from podcaster.audio.loudness import Samples
    from podcaster.audio.timeline import Mix, TimelinePart
    from podcaster.content import ContentStore
    from podcaster.settings import Sounds

EFFORT = 7
"""LAME's quality setting, 0 (slow) to 9. By noise-to-mask ratio (PEAQ's ear, lines of all voices;
tests/benchmarks/encoder_quality.py) the fast 7 is as clean as the default 2 on this speech, for a third of its time:

====  ===============  ===============  ===============
kb/s  effort 2         effort 5         effort 7
====  ===============  ===============  ===============
64    -20.6 dB, 1.00   -20.4 dB, 0.70   -20.2 dB, 0.33
96    -25.7 dB, 1.00   -26.3 dB, 0.50   -25.9 dB, 0.29
128   -29.5 dB, 1.00   -31.4 dB, 0.49   -31.9 dB, 0.33
====  ===============  ===============  ===============

(total noise-to-mask ratio, CPU). All are far under -9 dB, a usual mark of transparency. On theme and bed effort 7
is the cleanest of the three at 64 and 96 kb/s."""
LAME_SCALE = {192: 0.97}
"""What LAME multiplies samples with before it encodes them, by bit rate; 0.95 at all lower ones. It is made up for, or
the file would be half a decibel soft (measured on sines at 64 to 192 kb/s, mono and stereo, at efforts 2, 5 and 7)."""
VERSION = 2
"""Raised when the same part would give other bytes."""
ENCODER_DELAY = 576
"""Samples, as every LAME counts them."""
HEADROOM = 0.3
"""dB under the ceiling that the limiter works at, because encoding raises peaks: those of 65 parts of limited speech by
at most 0.14 dB at 64 kb/s, 0.06 at 96 and 0.02 at 128 (by 0.61, 0.38 and 0.12 at effort 5)."""
TRIES = 6
AT_ONCE = 32
"""Frames that the decoder gets as one packet. One by one, Python's part in each costs more; with a whole part the
buffers fall out of the processor's caches, which takes an eighth longer."""
PRIMING = 4
"""Frames of an open part's encoder that are left out: three that prime it, and the one by which it is early."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """What became of a mix."""

    duration: float
    """Seconds, exactly as a gapless player plays it."""
    loudness: float
    """Integrated, as played, measured on the encoded sound, in LUFS."""
    peak: float
    """True peak of the encoded sound, in dBTP."""
    size: int
    """Bytes."""
    bit_rate: int
    """kb/s."""
    parts: int
    """How many it was put together from."""
    reused: int
    """Parts that were taken from the cache."""


def encode_mp3(
    mix: Mix,
    path: Path,
    sound: Sounds,
    *,
    store: ContentStore | None = None,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Encoded:
    """Write a mix as an MP3 without tags.

    Args:
        mix: The programme.
        path: The file to write; it is overwritten, and removed again when that fails.
        sound: The settings of quality.
        store: Where encoded parts are kept; None: none are.
        workers: Parts encoded at once. The bytes are the same for any number.
        progress: Told after every part: how many are done, of how many.

    Raises:
        AudioError: A clip or a sound cannot be read, or the encoder failed.
        OSError: The file cannot be written.
    """
    encoder = Encoder.of(mix, sound)
    kept = PartStore(store)

    def make(part: TimelinePart) -> tuple[bytes, Measured, bool]:
        return kept.fetch(part_key(part, mix, encoder, VERSION), lambda: _encode_part(part, mix, encoder))

    programme = Programme()
    try:
        with path.open("wb") as file:
            silence = encoder.silence()
            info = InfoHeader(encoder, silence)
            file.write(info.placeholder() + silence)
            for done, (frames, measured, reused) in enumerate(in_order(make, mix.parts, workers), 1):
                file.write(frames)
                info.add(frames, measured)
                programme.add(measured, reused=reused)
                if progress:
                    progress(done, len(mix.parts))
            file.seek(0)
            file.write(info.frame(programme.peak))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Encoded(
        duration=mix.duration,
        loudness=programme.loudness,
        peak=decibels(programme.peak),
        size=path.stat().st_size,
        bit_rate=encoder.bit_rate,
        parts=len(mix.parts),
        reused=programme.reused,
    )


def _encode_part(part: TimelinePart, mix: Mix, encoder: Encoder) -> tuple[bytes, Measured]:
    """Encode a part so that it stays under the mix's ceiling, and measure what was encoded."""
    limit_at = mix.ceiling - HEADROOM
    for _ in range(TRIES):
        samples = render(part, mix, limit_at)
        frames, decoded = encoder.encode_open(samples) if part.open else encoder.encode(samples)
        if decoded.shape[1] != part.length:
            raise AudioError("The MP3 encoder gave a part of the wrong length.", "Please report this.")
        peak = true_peak(decoded)
        if decibels(peak) <= mix.ceiling:
            break
        limit_at -= decibels(peak) - mix.ceiling + 0.1
    check_peak(peak, mix)
    energies = np.mean([block_energies(channel, RATE) for channel in decoded], axis=0)
    return frames, Measured(part.length, tuple(map(float, energies)), peak)


def check_peak(peak: float, mix: Mix) -> None:
    """See that what was encoded is no louder than it may be; the last word before anybody hears it.

    Raises:
        AudioError: It is, or its peak is no number.
    """
    if not (peak >= 0 and decibels(peak) <= mix.ceiling):
        raise AudioError(
            f"The encoded sound peaks at {decibels(peak):.1f} dBTP, over the ceiling of {mix.ceiling:.1f}.",
            "Look for a sound in the script or the settings that is damaged, and leave it out.",
        )


@dataclass(frozen=True, slots=True)
class Encoder:
    """Settings of an MP3 encoder, and encoding with them."""

    bit_rate: int
    """In kb/s."""
    channels: int
    """1, or 2 for stereo."""
    version: str
    """Of the libraries that encode: others may encode the same sound otherwise."""
    effort: int = EFFORT
    """LAME's quality, where lower numbers take longer."""

    @classmethod
    def of(cls, mix: Mix, sound: Sounds) -> Encoder:
        """What the settings ask for."""
        codecs = f"{version_of('lameenc')} {version_of('av')}"
        return cls(BIT_RATES[sound.quality][mix.channels - 1], mix.channels, codecs)

    def lame(self) -> Any:
        """A fresh LAME."""
        import lameenc

        lame = lameenc.Encoder()
        lame.silence()
        lame.set_bit_rate(self.bit_rate)
        lame.set_in_sample_rate(RATE)
        lame.set_out_sample_rate(RATE)  # else it takes 32,000 for stereo at 96 kb/s, and the frames are others
        lame.set_channels(self.channels)
        lame.set_quality(self.effort)
        return lame

    def pcm(self, samples: Samples) -> NDArray[np.int16]:
        """Samples as the encoder takes them."""
        return to_pcm(samples / np.float32(LAME_SCALE.get(self.bit_rate, 0.95)))

    def silence(self) -> bytes:
        """One frame of silence."""
        lame = self.lame()
        data = bytes(lame.encode(bytes(2 * self.channels * 3 * FRAME))) + bytes(lame.flush())
        return split_frames(data)[0]

    def encode(self, samples: Samples) -> tuple[bytes, Samples]:
        """Encode a part that is silent at both ends.

        Returns:
            Its frames, and what a decoder makes of them.
        """
        lame = self.lame()
        data = bytes(lame.encode(self.pcm(samples[:, FRAME:]).tobytes())) + bytes(lame.flush())
        count = samples.shape[1] // FRAME
        frames = split_frames(data)[:count]
        return b"".join(frames), decode_mp3(frames)

    def encode_open(self, samples: Samples) -> tuple[bytes, Samples]:
        """Encode a part that music runs into, or out of: it comes with ``CONTEXT`` samples at both ends.

        Returns:
            Its frames, and what a decoder that heard what is before them makes of them.
        """
        import av

        codec = av.CodecContext.create("libmp3lame", "w")
        codec.sample_rate = RATE
        codec.layout = "mono" if self.channels == 1 else "stereo"
        codec.format = "s16p"
        codec.bit_rate = self.bit_rate * 1000
        codec.options = {"reservoir": "0", "compression_level": str(self.effort)}
        # Three frames prime the encoder; see PRIMING for the fourth.
        pcm = self.pcm(samples[:, CONTEXT - (PRIMING - 1) * FRAME :])
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm.T), "s16p", codec.layout.name)
        frame.sample_rate = RATE
        fifo = av.AudioFifo()
        fifo.write(frame)
        pieces = [bytes(packet) for block in fifo.read_many(FRAME) for packet in codec.encode(block)]
        pieces += [bytes(packet) for packet in codec.encode(None)]
        count = (samples.shape[1] - 2 * CONTEXT) // FRAME
        frames = split_frames(b"".join(pieces))[: count + PRIMING]
        return b"".join(frames[PRIMING:]), decode_mp3(frames)[:, PRIMING * FRAME :]


def decode_mp3(frames: list[bytes]) -> Samples:
    """All that a decoder makes of MP3 frames: channels by samples, full scale = 1."""
    import av

    codec: Any = av.CodecContext.create("mp3float", "r")
    samples = np.empty((1 if frames[0][3] >> 6 == _ONE_CHANNEL else 2, len(frames) * FRAME), np.float32)
    packets = [av.Packet(b"".join(frames[at : at + AT_ONCE])) for at in range(0, len(frames), AT_ONCE)]
    # In C, for as arrays the frames took an eighth of the time that decoding takes; never the whole part: an hour of it
    # is more than FFmpeg holds in one, and in memory it would be there three times.
    joined = av.AudioFifo()
    done = 0
    for packet in (*packets, None):
        for frame in codec.decode(packet):
            joined.write(frame)
        if piece := joined.read():
            samples[:, done : done + piece.samples] = piece.to_ndarray()
            done += piece.samples
    return samples[:, :done]


def split_frames(data: bytes) -> list[bytes]:
    """Cut a stream of MPEG-1 Layer III frames into its frames; what is not whole at the end is left out."""
    frames, at = [], 0
    while at + 4 <= len(data):
        size = frame_size(data[at : at + 4])
        if at + size > len(data):
            break
        frames.append(data[at : at + size])
        at += size
    return frames


_KILOBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES = (44100, 48000, 32000)
_ONE_CHANNEL = 3


@lru_cache(maxsize=16)  # a stream has a few headers, each thousands of times
def frame_size(header: bytes) -> int:
    """Bytes of the frame with this header.

    Raises:
        AudioError: It is none of MPEG-1 Layer III.
    """
    if header[0] != 0xFF or header[1] & 0xFE != 0xFA or header[2] >> 4 in {0, 15}:
        raise AudioError("The MP3 encoder lost its place.", "Please report this.")
    return 144000 * _KILOBITS[header[2] >> 4] // _RATES[header[2] >> 2 & 3] + (header[2] >> 1 & 1)


class InfoHeader:
    """The Info frame in front of an MP3: its exact length, a table to seek by, delay and padding for gapless playing.

    The layout is Xing's with LAME's extension (the "mp3 info tag", revision 1).
    """

    def __init__(self, encoder: Encoder, silence: bytes) -> None:
        self._encoder = encoder
        self._header = silence[:4]
        self._bytes = len(silence)
        self._crc = crc16.arc(silence)
        self._samples = 0
        self._marks: list[tuple[int, int]] = [(0, self.size), (FRAME, self.size + len(silence))]

    @property
    def size(self) -> int:
        """Bytes of the frame."""
        return frame_size(self._header)

    def placeholder(self) -> bytes:
        """What stands in its place until all is known."""
        return bytes(self.size)

    def add(self, frames: bytes, measured: Measured) -> None:
        """Count the frames of a part."""
        self._bytes += len(frames)
        self._crc = crc16.arc(frames, self._crc)
        self._samples += measured.length
        self._marks.append((self._samples + FRAME, self.size + self._bytes))

    def frame(self, peak: float) -> bytes:
        """The finished frame."""
        total = self.size + self._bytes
        count = self._samples // FRAME + 1
        body = bytearray(b"Info" + (15).to_bytes(4, "big") + count.to_bytes(4, "big") + total.to_bytes(4, "big"))
        body += self._seek_table(count * FRAME, total)
        # Xing's quality runs from 0 (best) to 100.
        body += (10 * (9 - self._encoder.effort)).to_bytes(4, "big")
        padding = count * FRAME - ENCODER_DELAY - self._samples
        body += b"LAME3.100"
        body += bytes([0x01, 0])  # revision 0, constant bit rate; no low-pass given
        body += round(min(peak, 1.99) * (1 << 23)).to_bytes(4, "big")  # highest sample, 9.23 fixed point
        body += bytes(4)  # no replay gain
        body += bytes([0, min(255, self._encoder.bit_rate)])
        body += (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        body += bytes([0b01_0_000_00 | (3 if self._encoder.channels == 2 else 0) << 2, 0, 0, 0])
        body += total.to_bytes(4, "big") + self._crc.to_bytes(2, "big")
        side_information = 17 if self._encoder.channels == 1 else 32
        head = self._header + bytes(side_information) + bytes(body)
        # The header's checksum covers everything before itself.
        return (head + crc16.arc(head).to_bytes(2, "big")).ljust(self.size, b"\0")

    def _seek_table(self, samples: int, total: int) -> bytes:
        """Where the file is at each hundredth of its time, in 256ths of its bytes."""
        times, places = zip(*self._marks, strict=True)
        at = np.interp(np.arange(100) / 100 * samples, times, places)
        return bytes(np.clip(at * 256 / total, 0, 255).astype(np.uint8))
