"""A mix as a file of any format: MP3 by parts, the others as one stream through PyAV.

::

    encoded = encode_mix(mix, path, sound, metadata={"title": "..."}, cover=jpeg, workers=2, progress=tell)

MP3 comes without tags; M4B, Opus and FLAC come with the metadata, chapters and cover in them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from podcaster.audio.limiter import true_peak
from podcaster.audio.loudness import block_energies, decibels
from podcaster.audio.measure import Measured, Programme
from podcaster.audio.mp3 import Encoded, check_peak, encode_mp3
from podcaster.audio.parts import in_order
from podcaster.audio.rates import BIT_RATES, MASTERS, OPUS_SHARE
from podcaster.audio.render import render
from podcaster.audio.timeline import CONTEXT, RATE
from podcaster.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from podcaster.audio.loudness import Samples
    from podcaster.audio.timeline import Mix, TimelinePart
    from podcaster.content import ContentStore
    from podcaster.settings import Sounds

MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "m4b": "audio/mp4",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
"""Format, which is also the file's extension -> media type."""
CODECS = {
    "m4b": ("ipod", "aac", RATE, "fltp"),
    "opus": ("ogg", "libopus", 48000, "flt"),
    "flac": ("flac", "flac", RATE, "s32"),
    "wav": ("wav", "pcm_s24le", RATE, "s32"),
}
"""Format -> container, codec, samples a second, how the codec takes them. The masters have 24 bits."""
CODEC_OPTIONS = {"opus": {"vbr": "constrained", "application": "audio"}, "flac": {"bits_per_raw_sample": "24"}}
BIT_EXACT = 1 << 23
"""FFmpeg's flag for files without a clock or a library's version in them."""
HEADROOM = {"m4b": 1.2, "opus": 1.0, "flac": 0.1, "wav": 0.1}
"""dB under the ceiling that the limiter works at. A file that is over the ceiling all the same (AAC at 64 kb/s added
1.3 dB to limited speech) is written again, lower."""
TRIES = 4
MEASURED_SECONDS = 20


def encode_mix(
    mix: Mix,
    path: Path,
    sound: Sounds,
    *,
    metadata: Mapping[str, str] | None = None,
    cover: bytes = b"",
    store: ContentStore | None = None,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Encoded:
    """Write a mix in the format of the settings.

    Args:
        mix: The programme.
        path: The file to write; it is overwritten, and removed again when that fails.
        sound: The settings of format and quality.
        metadata: For M4B, Opus and FLAC: "title", "artist", "album", "date", "genre", "comment".
        cover: A JPEG for the same.
        store: Where encoded parts of an MP3 are kept; None: none are.
        workers: Parts rendered and encoded at once.
        progress: Told after every part: how many are done, of how many.

    Raises:
        AudioError: A clip or a sound cannot be read, or the encoder failed.
        OSError: The file cannot be written.
    """
    if sound.format == "mp3":
        return encode_mp3(mix, path, sound, store=store, workers=workers, progress=progress)
    import av

    limit_at = mix.ceiling - HEADROOM[sound.format]
    try:
        for _ in range(TRIES):
            bit_rate = _write_stream(_Stream(mix, path, sound, limit_at, workers), dict(metadata or {}), progress)
            programme = _measure(path)
            if decibels(programme.peak) <= mix.ceiling:
                break
            limit_at -= decibels(programme.peak) - mix.ceiling + 0.2
        check_peak(programme.peak, mix)
        if cover:
            _add_cover(path, sound.format, cover)
    except av.FFmpegError as error:
        path.unlink(missing_ok=True)
        raise AudioError(f"{path.name} cannot be encoded: {error}.") from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Encoded(
        duration=mix.duration,
        loudness=programme.loudness,
        peak=decibels(programme.peak),
        size=path.stat().st_size,
        bit_rate=bit_rate,
        parts=len(mix.parts),
        reused=0,
    )


@dataclass(frozen=True, slots=True)
class _Stream:
    """What is written, and how."""

    mix: Mix
    path: Path
    sound: Sounds
    limit_at: float
    """dBTP that the limiter keeps the samples under."""
    workers: int

    @property
    def layout(self) -> str:
        return "mono" if self.mix.channels == 1 else "stereo"

    @property
    def bit_rate(self) -> int:
        """kb/s; 0 for a master."""
        if self.sound.format in MASTERS:
            return 0
        rate = BIT_RATES[self.sound.quality][self.mix.channels - 1]
        return round(rate * OPUS_SHARE) if self.sound.format == "opus" else rate


def _write_stream(stream: _Stream, metadata: Mapping[str, str], progress: Callable[[int, int], None] | None) -> int:
    """Write the parts one behind the other. Returns the bit rate in kb/s."""
    import av

    container, codec, rate, sample_format = CODECS[stream.sound.format]
    options = {"fflags": "+bitexact"} | ({"rf64": "auto"} if container == "wav" else {})
    with av.open(str(stream.path), "w", format=container, options=options) as file:
        file.metadata.update(metadata)
        file.set_chapters(_chapters(stream.mix))
        track: Any = file.add_stream(codec, rate=rate, layout=stream.layout, format=sample_format)
        track.codec_context.options = CODEC_OPTIONS.get(stream.sound.format, {})
        track.codec_context.flags |= BIT_EXACT
        if stream.bit_rate:
            track.bit_rate = stream.bit_rate * 1000
        resampler = av.AudioResampler(sample_format, stream.layout, rate, track.codec_context.frame_size or 4096)
        frames = (_frame(samples, stream.layout, at) for samples, at in _rendered(stream, progress))
        for frame in chain(frames, [None]):
            for piece in resampler.resample(frame):
                file.mux(track.encode(piece))
        file.mux(track.encode(None))
    return stream.bit_rate


def _rendered(stream: _Stream, progress: Callable[[int, int], None] | None) -> Iterator[tuple[Samples, int]]:
    """The samples of every part, and where it starts."""

    def make(part: TimelinePart) -> Samples:
        samples = render(part, stream.mix, stream.limit_at)
        return samples[:, CONTEXT : CONTEXT + part.length] if part.open else samples

    at = 0
    for done, samples in enumerate(in_order(make, stream.mix.parts, stream.workers), 1):
        yield samples, at
        at += samples.shape[1]
        if progress:
            progress(done, len(stream.mix.parts))


def _frame(samples: Samples, layout: str, at: int) -> Any:
    """Samples as PyAV takes them."""
    import av

    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(np.clip(samples, -1, 1)), "fltp", layout)
    frame.sample_rate = RATE
    frame.pts = at
    return frame


def _chapters(mix: Mix) -> list[Any]:
    """Chapters as PyAV takes them, in milliseconds."""
    from fractions import Fraction

    return [
        {
            "id": number,
            "start": round(chapter.start * 1000),
            "end": round(chapter.end * 1000),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(mix.chapters)
    ]


def _add_cover(path: Path, form: str, cover: bytes) -> None:
    """Put a JPEG into a file that has none; WAV has no place for it."""
    import mutagen
    from mutagen import flac, mp4

    if form == "wav":
        return
    tags: Any = mutagen.File(path)
    picture: Any = flac.Picture()  # type: ignore[no-untyped-call]
    picture.type, picture.mime, picture.data = 3, "image/jpeg", cover
    if form == "m4b":
        tags["covr"] = [mp4.MP4Cover(cover, mp4.MP4Cover.FORMAT_JPEG)]  # type: ignore[no-untyped-call]
    elif form == "flac":
        tags.add_picture(picture)
    else:
        tags["metadata_block_picture"] = [base64.b64encode(picture.write()).decode()]
    tags.save()


def _measure(path: Path) -> Programme:
    """Loudness and peak of a whole file, read as a stream."""
    import av

    programme = Programme()
    waiting: list[Samples] = []

    def measure() -> None:
        if waiting:
            block = np.concatenate(waiting, axis=1)
            energies = np.mean([block_energies(channel, RATE) for channel in block], axis=0)
            measured = Measured(block.shape[1], tuple(map(float, energies)), true_peak(block))
            programme.add(measured, reused=False)
            waiting.clear()

    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        resampler = av.AudioResampler("fltp", stream.layout, RATE)
        for frame in chain(file.decode(stream), [None]):
            waiting += [np.asarray(piece.to_ndarray(), np.float32) for piece in resampler.resample(frame)]
            if sum(block.shape[1] for block in waiting) >= MEASURED_SECONDS * RATE:
                measure()
    measure()
    return programme
