"""The other formats, and the export for audio editors."""

from __future__ import annotations

import io
import wave

import av
import mutagen
import numpy as np
import pytest
from PIL import Image

from podcaster.audio import encode_mix, export_lines
from podcaster.audio.timeline import RATE
from podcaster.errors import AudioError
from podcaster.mix import mix_clips
from podcaster.mix.music import find_sound
from podcaster.model import Sound
from podcaster.settings import Settings, Sounds
from tests.sound_cases import conversation, decode, meter, programme, script_of


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    lines = conversation(4)
    script = script_of([Sound("theme"), *lines[:8]], lines[8:], titles=("Früh", "Late"))
    return script, programme(tmp_path_factory.mktemp("talk"), lines)


def mixed(talk, sound: Sounds):
    return mix_clips(talk[0], talk[1], sound, lambda name: find_sound(Settings().files, "theme", name))


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (32, 32), "navy").save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("form", ["m4b", "opus", "flac", "wav"])
@pytest.mark.parametrize("stereo", ["off", "music"])
def test_other_formats(talk, tmp_path, form: str, stereo: str) -> None:
    sound = Sounds(format=form, quality="speech", stereo=stereo)
    mix = mixed(talk, sound)
    path = tmp_path / f"a.{form}"
    told: list[int] = []
    encoded = encode_mix(
        mix, path, sound, metadata={"title": "Tïtle", "artist": "A"}, cover=jpeg(), progress=lambda n, _: told.append(n)
    )
    with av.open(str(path)) as file:
        assert file.streams.audio[0].channels == mix.channels
        rate = file.streams.audio[0].rate
        titles = [chapter["metadata"].get("title") for chapter in file.chapters()]
        starts = [chapter["start"] * float(chapter["time_base"]) for chapter in file.chapters()]
        metadata = {**file.streams.audio[0].metadata, **file.metadata}
        frames = [
            frame.to_ndarray().astype(np.float64) for frame in file.decode(audio=0) if frame.format.name == "fltp"
        ]
    if form in {"m4b", "opus"}:
        assert titles == ["Früh", "Late"]
        assert starts == pytest.approx([chapter.start for chapter in mix.chapters], abs=0.002)
        samples = np.concatenate(frames, axis=1)
        assert samples.shape[1] / rate == pytest.approx(mix.duration, abs=0.03)
        loudness, peak = meter(samples, rate)
        assert encoded.loudness == pytest.approx(loudness, abs=0.1)
        assert loudness == pytest.approx(-16, abs=0.5)
        assert peak <= -0.95
    else:
        assert encoded.loudness == pytest.approx(-16, abs=0.5)
    assert encoded.peak <= -1.0
    assert {key.casefold(): value for key, value in metadata.items()}["title"] == "Tïtle"
    assert told[-1] == len(mix.parts)
    if form != "wav":
        tags = mutagen.File(path)
        kept = {"m4b": lambda: bytes(tags["covr"][0]), "flac": lambda: tags.pictures[0].data}
        assert form == "opus" or kept[form]() == jpeg()
        assert form != "opus" or tags["metadata_block_picture"]
    again = tmp_path / f"b.{form}"
    encode_mix(mix, again, sound, metadata={"title": "Tïtle", "artist": "A"}, cover=jpeg(), workers=2)
    assert again.read_bytes() == path.read_bytes()


def test_masters_have_the_samples_of_the_mix(talk, tmp_path) -> None:
    wav, flac = Sounds(format="wav"), Sounds(format="flac")
    encode_mix(mixed(talk, wav), tmp_path / "a.wav", wav)
    encode_mix(mixed(talk, flac), tmp_path / "a.flac", flac)
    first, second = decode(tmp_path / "a.wav"), decode(tmp_path / "a.flac")
    assert first.dtype == second.dtype == np.int32
    assert np.array_equal(first.reshape(-1), second.reshape(-1))
    assert first.size == mixed(talk, wav).samples


def test_a_mix_that_cannot_be_written_leaves_nothing(talk, tmp_path) -> None:
    from dataclasses import replace

    lost = [replace(clip, path=tmp_path / "gone.wav") for clip in talk[1]]
    sound = Sounds(format="opus")
    mix = mix_clips(talk[0], lost, sound, lambda name: find_sound(Settings().files, "theme", name))
    with pytest.raises(AudioError):
        encode_mix(mix, tmp_path / "a.opus", sound)
    assert not (tmp_path / "a.opus").exists()


def test_export_for_editors(talk, tmp_path) -> None:
    mix = mixed(talk, Sounds())
    files = export_lines(mix, tmp_path / "lines")
    labels = [row.split("\t") for row in files[-1].read_text("utf-8").splitlines()]
    assert len(labels) == len(mix.cues)
    heard = []
    for path, (start, end, text), cue in zip(files, labels, mix.cues, strict=False):
        with wave.open(str(path)) as file:
            assert file.getframerate() == RATE
            assert file.getnframes() / RATE == pytest.approx(float(end) - float(start), abs=2e-4)
            heard.append((float(start), np.frombuffer(file.readframes(file.getnframes()), "<i2")))
        assert text == f"{cue.role}: {cue.text}"
        assert cue.role in path.name
    with wave.open(str(tmp_path / "lines" / "music.wav")) as file:
        together = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    # Put back at their labels over the music, the lines make the master again (its limiter apart).
    for start, samples in heard:
        at = round(start * RATE)
        together[at : at + len(samples)] += samples
    sound = Sounds(format="wav")
    encode_mix(mixed(talk, sound), tmp_path / "a.wav", sound)
    master = decode(tmp_path / "a.wav").reshape(-1) / 2**16
    quiet = np.abs(together) < 8000
    assert np.abs(master - together)[quiet].max() < 400
    assert np.median(np.abs(master - together)) < 2
