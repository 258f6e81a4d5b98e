"""Sound: edited, measured, limited; checked against ffmpeg's own meter and filters."""

from __future__ import annotations

import math
import platform
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcaster.audio import decode_audio, edit_clip, integrated_loudness, measure_energies
from podcaster.audio.limiter import _TAPS, HALF, _points, limit, true_peak
from podcaster.audio.loudness import SILENCE, block_energies, speech_loudness
from podcaster.audio.sounds import load_music
from podcaster.errors import InputError
from podcaster.model import Audio
from tests.sound_cases import RATE, babble, meter, save_clip, silence


def pcm(samples: np.ndarray) -> bytes:
    return np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000])
def test_reference_sine_reads_full_scale_at_every_rate(rate: int) -> None:
    time = np.arange(rate * 5) / rate
    energies, peak = measure_energies(pcm(np.sin(2 * np.pi * 997 * time)), rate)
    # BS.1770: a full-scale 997 Hz sine reads -3.01 LUFS in one channel, so 0 as played over two.
    assert integrated_loudness(energies) == pytest.approx(0.0, abs=0.05)
    assert peak == pytest.approx(1.0, abs=0.001)
    assert len(energies) == 50


@pytest.mark.parametrize(("rate", "seed"), [(22050, 1), (44100, 2), (48000, 3)])
def test_loudness_agrees_with_ffmpeg(rate: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    steps = np.repeat(rng.choice([0.0, 0.001, 0.02, 0.3], 120), rate // 8)
    noise = np.cumsum(rng.standard_normal(len(steps)))
    noise = (noise - np.convolve(noise, np.ones(64) / 64, "same")) * steps
    samples = (noise / np.abs(noise).max()).astype(np.float32)
    assert integrated_loudness(block_energies(samples, rate)) == pytest.approx(meter(samples[None], rate)[0], abs=0.06)


def test_loudness_of_nothing_is_silence() -> None:
    assert measure_energies(b"", RATE) == ((), 0.0)
    assert integrated_loudness(()) == SILENCE
    assert speech_loudness([]) == SILENCE
    assert integrated_loudness(measure_energies(silence(2), RATE)[0]) == SILENCE


@given(gain=st.floats(-30, 0), seed=st.integers(0, 50))
@settings(max_examples=20, deadline=None)
def test_loudness_moves_with_gain(gain: float, seed: int) -> None:
    energies, _ = measure_energies(babble(2, seed=seed).pcm, RATE)
    softer = [energy * 10 ** (gain / 10) for energy in energies]
    assert speech_loudness([tuple(softer)]) == pytest.approx(speech_loudness([energies]) + gain, abs=0.01)


def test_pauses_do_not_make_a_voice_softer() -> None:
    spoken = measure_energies(babble(4).pcm, RATE)[0]
    with_pauses = measure_energies(babble(4).pcm + silence(6), RATE)[0]
    assert speech_loudness([with_pauses]) == pytest.approx(speech_loudness([spoken]), abs=0.15)


@given(before=st.floats(0, 1), after=st.floats(0, 1), seed=st.integers(0, 30))
@settings(max_examples=30, deadline=None)
def test_clips_are_trimmed_to_the_voice(before: float, after: float, seed: int) -> None:
    voice = babble(1.0, seed=seed)
    edited = edit_clip(Audio(silence(before) + voice.pcm + silence(after), RATE))
    assert 1.0 - 0.06 <= edited.duration <= 1.0 + 0.06
    samples = np.frombuffer(edited.pcm, "<i2")
    assert abs(int(samples[0])) < 100
    assert abs(int(samples[-1])) < 100


def test_a_silent_clip_is_left_as_it_is() -> None:
    audio = Audio(silence(0.5), RATE)
    assert edit_clip(audio) is audio
    empty = Audio(b"", RATE)
    assert edit_clip(empty) is empty


def test_clips_are_edited_where_no_path_is_set() -> None:
    code = (
        "from podcaster.audio import edit_clip; from podcaster.model import Audio;"
        f"assert edit_clip(Audio(b'\\0\\x20\\0\\xe0' * {RATE}, {RATE})).duration > 1"
    )
    done = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


HEAPS = """
import ctypes, sys, threading
from podcaster.audio.memory import keep_memory
keep_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.fopen.restype = ctypes.c_void_p, ctypes.c_void_p
threads = [threading.Thread(target=libc.malloc, args=(100_000,)) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
file = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has a heap a thread")
def test_threads_share_one_heap(tmp_path) -> None:
    subprocess.run([sys.executable, "-c", HEAPS, str(tmp_path / "heaps")], check=True)
    assert (tmp_path / "heaps").read_text().count("<heap nr=") == 1


def test_clip_keeps_its_voice_untouched(tmp_path) -> None:
    voice = babble(1.0)
    clip = save_clip(tmp_path, 0, Audio(silence(0.3) + voice.pcm + silence(0.3), RATE), "v")
    whole = np.frombuffer(voice.pcm, "<i2")[RATE // 10 : -RATE // 10].tobytes()
    assert whole in clip.path.read_bytes()


@pytest.mark.parametrize("phase", [0.0, 0.3, 0.7, math.pi / 4])
def test_true_peak_sees_between_samples(phase: float) -> None:
    time = np.arange(4000)
    sine = 0.5 * np.sin(2 * np.pi * 11025 / 44100 * time + phase)
    inside = (sine * np.hanning(4000) ** 0.2).astype(np.float32)
    assert true_peak(inside) == pytest.approx(0.5, abs=0.01)


@given(seed=st.integers(0, 1000), level=st.floats(0.2, 4.0), ceiling=st.floats(0.3, 0.9), channels=st.integers(1, 2))
@settings(max_examples=40, deadline=None)
def test_nothing_gets_over_the_limit(seed: int, level: float, ceiling: float, channels: int) -> None:
    rng = np.random.default_rng(seed)
    samples = (rng.standard_normal((channels, 6000)) * np.linspace(0, level, 6000)).astype(np.float32)
    samples = np.apply_along_axis(lambda row: np.convolve(row, np.hanning(7) / 3, "same"), 1, samples)
    samples = samples.astype(np.float32)
    before = samples.copy()
    limit(samples, ceiling, 44100)
    # The gain moves between samples too; what that adds is far below anything heard.
    assert true_peak(samples) <= ceiling * 1.005
    assert np.all(np.abs(samples) <= np.abs(before) + 1e-7)


def test_the_limiter_leaves_alone_what_is_not_near_a_peak() -> None:
    samples = np.frombuffer(babble(2.0).pcm, "<i2").astype(np.float32)[None] / 32768
    samples[0, 20000:20010] = 0.99
    before = samples.copy()
    limit(samples, 0.8, 44100)
    far = np.r_[0:18000, 22000 : samples.shape[1]]
    assert np.array_equal(samples[0, far], before[0, far])
    steps = samples[0, 18000:22000] / np.where(before[0, 18000:22000] == 0, 1, before[0, 18000:22000])
    assert np.abs(np.diff(steps[np.abs(before[0, 18000:22000]) > 0.01])).max() < 0.05


@given(seed=st.integers(0, 1000), length=st.integers(1, 200), share=st.sampled_from([0.0, 0.05, 0.5, 1.0]))
@settings(max_examples=60, deadline=None)
def test_points_are_looked_at_around_every_sample_that_is_asked_for(seed: int, length: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    channel = rng.standard_normal(length).astype(np.float32)
    near = np.union1d(np.flatnonzero(rng.random(length) < share), rng.integers(length))
    padded = np.pad(channel, HALF)
    between = [float(np.abs(padded[at : at + 2 * HALF] @ _TAPS).max()) for at in range(length + 1)]
    highest = [max(between[at], between[at + 1], abs(float(channel[at]))) for at in near]
    assert _points(channel, near) == pytest.approx(np.array(highest), rel=1e-5)


def test_nothing_is_sorted_for_a_sound_that_is_loud_throughout(monkeypatch) -> None:
    """It took twenty times as long: every sample of it is near the ceiling."""
    loud = np.sign(np.sin(np.arange(2 * 44100))).astype(np.float32)
    samples = np.stack([loud, -loud])
    for name in ("unique", "sort", "searchsorted", "union1d"):
        monkeypatch.delattr(np, name)
    limit(samples, 0.8, 44100)
    assert true_peak(samples) <= 0.8 * 1.005


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("a.wav", "pcm_s16le", 48000, "stereo"),
        ("a.flac", "flac", 32000, "mono"),
        ("a.mp3", "libmp3lame", 44100, "stereo"),
        ("a.m4a", "aac", 22050, "mono"),
        ("a.opus", "libopus", 48000, "stereo"),
    ],
)
def test_music_of_any_format_is_read(tmp_path, name: str, codec: str, rate: int, layout: str) -> None:
    import av

    time = np.arange(rate * 2) / rate
    channels = 2 if layout == "stereo" else 1
    tone = np.tile((0.25 * np.sin(2 * np.pi * 440 * time)).astype(np.float32), (channels, 1))
    with av.open(str(tmp_path / name), "w") as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(tone), "fltp", layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(
            stream.codec_context.format, layout, rate, stream.codec_context.frame_size or None
        )
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    music = load_music(tmp_path / name)
    assert music.samples.shape[0] == channels
    assert music.length == pytest.approx(2 * 44100, abs=4000)
    middle = music.samples[0, 30000:60000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) * 44100 / 30000 == pytest.approx(440, abs=2)
    assert np.abs(middle).max() == pytest.approx(0.25, rel=0.1)


def test_tags_in_any_encoding_are_no_fault(tmp_path) -> None:
    samples = babble(0.5).pcm
    title = b"Caf\xe9 \xff\xfe\0"  # no UTF-8
    info = b"INFOINAM" + struct.pack("<I", len(title)) + title
    body = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    body += b"LIST" + struct.pack("<I", len(info)) + info + b"data" + struct.pack("<I", len(samples)) + samples
    data = b"RIFF" + struct.pack("<I", len(body)) + body
    path = tmp_path / "tagged.wav"
    path.write_bytes(data)
    assert load_music(path).length == pytest.approx(len(samples) / 2 * 44100 / RATE, abs=2)
    assert decode_audio(data) == Audio(samples, RATE)


@pytest.mark.parametrize("content", [b"", b"no sound at all", b"RIFF\x00\x00\x00\x00WAVEfmt "])
def test_what_is_no_sound_is_refused_in_a_sentence(tmp_path, content: bytes) -> None:
    path = tmp_path / "noise.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"noise\.wav is not audio that can be read. Give an mp3"):
        load_music(path)
    with pytest.raises(InputError, match=r"missing\.wav"):
        load_music(tmp_path / "missing.wav")
