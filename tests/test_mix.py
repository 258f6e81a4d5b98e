"""A programme on its timeline and as an MP3: timing, levels, music, joins, and what other people's tools say of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from fastcrc import crc16
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from podcaster.audio import encode_mix, encode_mp3
from podcaster.audio.limiter import true_peak
from podcaster.audio.measure import Measured
from podcaster.audio.mp3 import AT_ONCE, Encoder, decode_mp3, frame_size, split_frames
from podcaster.audio.parts import PartStore
from podcaster.audio.render import _looped, render
from podcaster.audio.timeline import FRAME, LEAD, RATE, TAIL
from podcaster.content import FolderStore
from podcaster.errors import AudioError, InputError, ScriptError
from podcaster.mix import mix_clips
from podcaster.mix.music import EXTENSIONS, find_sound
from podcaster.model import NARRATOR, Ending, Line, Pause, Sound, SoundMode
from podcaster.settings import Music, Pauses, Settings, Sounds, shipped
from tests.sound_cases import conversation, decode, meter, programme, script_of

if TYPE_CHECKING:
    from pathlib import Path

THEME = shipped("scripts") / "sounds" / "theme.opus"
NO_SOUNDS = Sounds()


def no_sound(name: str) -> None:
    return None


def shipped_sound(name: str) -> Path | None:
    return find_sound(Settings().files, "theme", name)


def gaps(mix) -> list[float]:
    return [after.start - before.end for before, after in zip(mix.cues, mix.cues[1:], strict=False)]


def lines_of(script) -> list[Line]:
    return list(script.lines)


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """A conversation of two sections, mixed without music."""
    folder = tmp_path_factory.mktemp("talk")
    lines = conversation(6)
    script = script_of(lines[:12], lines[12:])
    clips = programme(folder, lines)
    return script, clips


@pytest.fixture(scope="module")
def show(tmp_path_factory):
    """A programme with a theme at both ends, a sting, and a bed under a section."""
    folder = tmp_path_factory.mktemp("show")
    lines = conversation(8)
    script = script_of(
        [Sound("theme"), *lines[:8]],
        [Sound("sting", SoundMode.STING), *lines[8:16]],
        [Sound("bed", SoundMode.BED), *lines[16:28]],
        [Sound("theme"), *lines[28:]],
    )
    return script, programme(folder, lines)


def test_lines_keep_their_order_and_never_overlap(talk) -> None:
    script, clips = talk
    mix = mix_clips(script, reversed(clips), NO_SOUNDS, no_sound)
    assert [cue.text for cue in mix.cues] == [line.text for line in script.lines]
    assert all(gap >= 0 for gap in gaps(mix))
    for cue, clip in zip(mix.cues, clips, strict=True):
        assert cue.end - cue.start == pytest.approx(clip.duration, abs=1 / RATE)
    assert mix.cues[-1].end <= mix.duration


def test_pauses_follow_the_endings(talk) -> None:
    script, clips = talk
    pauses = Pauses(phrase=0.1, comma=0.2, sentence=0.5, paragraph=0.9, section=1.5, speaker=0.2)
    mix = mix_clips(script, clips, Sounds(pauses=pauses), no_sound)
    # 50 ms of every pause are the quiet edges that clips keep; at the end of a part it may be a frame shorter.
    asked = {0: 0.2, 1: 0.1, 2: 0.5 + 0.2, 3: 0.9 + 0.2}
    for at, gap in enumerate(gaps(mix)):
        wanted = 1.5 if at == 11 else asked[at % 4]
        assert wanted - 0.05 - FRAME / RATE - 1e-3 <= gap <= wanted - 0.05 + 1e-3


def test_the_script_can_ask_for_a_pause(tmp_path) -> None:
    lines = [Line(NARRATOR, "One.", Ending.SENTENCE, pause=2.0), *[Line(NARRATOR, "Two.", Ending.PARAGRAPH)] * 3]
    script = script_of([lines[0], lines[1], Pause(3.0), lines[2], Pause(1.0), Pause(1.0), lines[3]])
    mix = mix_clips(script, programme(tmp_path, lines), NO_SOUNDS, no_sound)
    assert gaps(mix) == pytest.approx([1.95, 2.95, 1.95], abs=FRAME / RATE)


def test_chapters_are_the_sections(talk) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    assert [chapter.title for chapter in mix.chapters] == ["Part 0", "Part 1"]
    assert mix.chapters[0].start == 0
    assert mix.chapters[0].end == mix.chapters[1].start == mix.cues[12].start
    assert mix.chapters[1].end == mix.duration


def test_every_voice_is_at_one_level(talk) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    gain = {placed.key: placed.gain for part in mix.parts for placed in part.placed}
    whole = np.concatenate([render(part, mix, 0.0)[0] for part in mix.parts])
    heard: dict[str, list[np.ndarray]] = {}
    for cue in mix.cues:
        heard.setdefault(cue.role, []).append(whole[int(cue.start * RATE) : int(cue.end * RATE)])
    levels = [meter(np.concatenate(pieces)[None])[0] for pieces in heard.values()]
    assert max(levels) - min(levels) < 0.5
    by_voice = {clip.voice.name: {gain[other.key] for other in clips if other.voice == clip.voice} for clip in clips}
    assert all(len(gains) == 1 for gains in by_voice.values())


def test_directions_move_one_line_only(talk) -> None:
    script, clips = talk
    softly = list(script.sections[0].items)
    softly[3] = replace(softly[3], gain=-6.0)
    other = script_of(softly, list(script.sections[1].items))
    plain = [item for part in mix_clips(script, clips, NO_SOUNDS, no_sound).parts for item in part.placed]
    moved = [item for part in mix_clips(other, clips, NO_SOUNDS, no_sound).parts for item in part.placed]
    steps = [after.gain - before.gain for before, after in zip(plain, moved, strict=True)]
    assert steps[3] - steps[0] == pytest.approx(-6.0, abs=0.01)
    assert len({round(step, 1) for at, step in enumerate(steps) if at != 3}) == 1


@pytest.mark.parametrize(("preset", "target"), [("podcast", -16.0), ("broadcast", -23.0), ("streaming", -14.0)])
@pytest.mark.parametrize("quality", ["speech", "music"])
def test_loudness_and_peak_of_the_mp3(talk, tmp_path, preset, target, quality) -> None:
    script, clips = talk
    sound = Sounds(loudness=preset, quality=quality)
    mix = mix_clips(script, clips, sound, no_sound)
    encoded = encode_mp3(mix, tmp_path / "a.mp3", sound)
    loudness, peak = meter(decode(tmp_path / "a.mp3"))
    assert loudness == pytest.approx(target, abs=0.5)
    assert peak <= -1.0
    assert encoded.loudness == pytest.approx(loudness, abs=0.1)
    assert encoded.peak == pytest.approx(peak, abs=0.15)


def test_the_mp3_is_the_mix(show, tmp_path) -> None:
    script, clips = show
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    assert any(part.open for part in mix.parts)
    assert not all(part.open for part in mix.parts)
    encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS)
    heard = decode(tmp_path / "a.mp3")[0]
    assert len(heard) == mix.samples
    at = 0
    for part in mix.parts:
        margin = (render(part, mix, -1.5).shape[1] - part.length) // 2
        planned = render(part, mix, -1.5)[0, margin : margin + part.length]
        error = heard[at : at + part.length] - planned
        assert np.sqrt(np.mean(error**2)) < 0.25 * np.sqrt(np.mean(planned**2)) + 1e-5
        # No click where parts meet: the error there is not larger than anywhere else.
        if at:
            join = slice(at - 600, at + 600)
            assert np.abs(np.diff(heard[join])).max() < 0.05
        at += part.length


def test_silence_at_joins_is_silent(talk, tmp_path) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS)
    heard = decode(tmp_path / "a.mp3")[0]
    at = 0
    for part in mix.parts[:-1]:
        at += part.length
        assert np.abs(heard[at - TAIL // 2 : at + LEAD - FRAME]).max() < 1e-3


def test_no_silence_is_longer_than_asked(talk, tmp_path) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS)
    heard = decode(tmp_path / "a.mp3")[0]
    loud = np.flatnonzero(np.abs(heard) > 0.003)
    longest = NO_SOUNDS.pauses.section + NO_SOUNDS.pauses.speaker
    assert np.diff(loud).max() / RATE <= longest + 0.01
    assert loud[0] / RATE < 0.2
    assert (len(heard) - loud[-1]) / RATE < 0.2
    assert np.abs(heard).max() < 1.0


def test_same_bytes_on_any_number_of_threads(show, tmp_path) -> None:
    script, clips = show
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    for workers in (1, 2, 5):
        encode_mp3(mix, tmp_path / f"{workers}.mp3", NO_SOUNDS, workers=workers)
    assert len({(tmp_path / f"{workers}.mp3").read_bytes() for workers in (1, 2, 5)}) == 1


def test_a_changed_line_costs_one_part(tmp_path) -> None:
    lines = conversation(6)
    script = script_of(lines)
    told: list[tuple[int, int]] = []
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    clips = programme(tmp_path / "a", lines)
    first = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encode_mp3(
        first,
        tmp_path / "a.mp3",
        NO_SOUNDS,
        store=FolderStore(tmp_path / "cache"),
        progress=lambda *at: told.append(at),
    )
    assert told[-1] == (len(first.parts), len(first.parts))
    again = encode_mp3(first, tmp_path / "again.mp3", NO_SOUNDS, store=FolderStore(tmp_path / "cache"))
    assert again.reused == again.parts
    assert (tmp_path / "again.mp3").read_bytes() == (tmp_path / "a.mp3").read_bytes()
    # Other words of the same loudness: so small a programme's levels would move with any other.
    other = programme(tmp_path / "b", lines, changed=9)[9]
    clips[9] = replace(clips[9], key=other.key, path=other.path)
    second = mix_clips(script, clips, NO_SOUNDS, no_sound)
    changed = encode_mp3(second, tmp_path / "b.mp3", NO_SOUNDS, store=FolderStore(tmp_path / "cache"))
    assert changed.parts - changed.reused == 1
    fresh = encode_mp3(second, tmp_path / "fresh.mp3", NO_SOUNDS)
    assert fresh.loudness == pytest.approx(changed.loudness, abs=1e-6)
    assert (tmp_path / "fresh.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_a_damaged_cache_is_made_again(talk, tmp_path) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS, store=FolderStore(tmp_path / "cache"))
    for at, path in enumerate(sorted((tmp_path / "cache").rglob("*.part"))):
        data = path.read_bytes()
        path.write_bytes((b"", data[: len(data) // 2], b"rubbish\n" + data)[at % 3])
    encoded = encode_mp3(mix, tmp_path / "b.mp3", NO_SOUNDS, store=FolderStore(tmp_path / "cache"))
    assert encoded.reused == 0
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
@example(at=0, bit=7)
@example(at=12, bit=0)  # in the head
def test_no_flipped_bit_of_a_kept_part_goes_into_an_episode(tmp_path_factory, at: int, bit: int) -> None:
    measured = Measured(1152, (0.25, 1e-9), 0.5)
    folder = tmp_path_factory.getbasetemp() / "flipped"
    store, key = PartStore(FolderStore(folder)), "ab" * 32
    store.fetch(key, lambda: (b"frames\n\0\xff" * 9, measured))
    (path,) = folder.rglob("*.part")
    whole = bytearray(path.read_bytes())
    whole[at % len(whole)] ^= 1 << bit
    path.write_bytes(whole)
    assert store.fetch(key, lambda: (b"frames\n\0\xff" * 9, measured)) == (b"frames\n\0\xff" * 9, measured, False)
    assert store.fetch(key, lambda: (b"", measured)) == (b"frames\n\0\xff" * 9, measured, True)


def test_a_kept_part_in_the_place_of_another_is_noticed(tmp_path) -> None:
    store, measured = PartStore(FolderStore(tmp_path)), Measured(1152, (0.25,), 0.5)
    store.fetch("aa1", lambda: (b"one", measured))
    store.fetch("aa2", lambda: (b"two", measured))
    (tmp_path / "parts" / "aa" / "aa2.part").write_bytes((tmp_path / "parts" / "aa" / "aa1.part").read_bytes())
    assert store.fetch("aa2", lambda: (b"two", measured)) == (b"two", measured, False)


def test_a_missing_clip_leaves_no_file(talk, tmp_path) -> None:
    script, clips = talk
    lost = [replace(clip, path=tmp_path / "gone.wav") if clip.index == 5 else clip for clip in clips]
    mix = mix_clips(script, lost, NO_SOUNDS, no_sound)
    with pytest.raises(AudioError, match=r"gone\.wav"):
        encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS, workers=2)
    assert not (tmp_path / "a.mp3").exists()


def test_info_header(talk, tmp_path) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encoded = encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS)
    data = (tmp_path / "a.mp3").read_bytes()
    frames = split_frames(data)
    assert b"".join(frames) == data
    info = frames[0]
    assert len({frame[:2] for frame in frames}) == 1
    body = info[21:]
    assert body[:8] == b"Info" + (15).to_bytes(4, "big")
    assert int.from_bytes(body[8:12], "big") == len(frames) - 1
    assert int.from_bytes(body[12:16], "big") == len(data) == encoded.size
    table = list(body[16:116])
    assert table == sorted(table)
    for percent in (10, 50, 90):
        assert table[percent] == pytest.approx(percent * 2.56, abs=2)
    lame = body[120:]
    assert lame[:9] == b"LAME3.100"
    delays = int.from_bytes(lame[21:24], "big")
    delay, padding = delays >> 12, delays & 0xFFF
    assert (len(frames) - 1) * FRAME - delay - padding == mix.samples
    assert 529 <= padding <= 4095
    assert int.from_bytes(lame[28:32], "big") == len(data)
    assert int.from_bytes(lame[32:34], "big") == crc16.arc(data[len(info) :])
    assert int.from_bytes(lame[34:36], "big") == crc16.arc(info[: 21 + 120 + 34])
    assert encoded.duration == pytest.approx(mix.samples / RATE)


@pytest.mark.skipif(not shutil.which("mp3val"), reason="mp3val is not installed")
@pytest.mark.parametrize("stereo", ["off", "speakers"])
def test_mp3val_finds_nothing(show, tmp_path, stereo) -> None:
    script, clips = show
    sound = Sounds(stereo=stereo)
    mix = mix_clips(script, clips, sound, shipped_sound)
    encode_mp3(mix, tmp_path / "a.mp3", sound)
    said = subprocess.run(["mp3val", tmp_path / "a.mp3"], capture_output=True, text=True, check=True).stdout
    faults = [line for line in said.splitlines() if "WARNING" in line and "No supported tags" not in line]
    assert faults == []
    assert f"{mix.samples // FRAME + 2} MPEG frames" in said


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_ffmpeg_decodes_exactly_the_mix(show, tmp_path) -> None:
    script, clips = show
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    encode_mp3(mix, tmp_path / "a.mp3", NO_SOUNDS)
    command = ["ffmpeg", "-nostdin", "-v", "warning", "-i", tmp_path / "a.mp3", "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    assert len(done.stdout) == 2 * mix.samples


def test_stereo_has_speech_in_the_middle_and_the_same_loudness(show, tmp_path) -> None:
    script, clips = show
    sound = Sounds(stereo="music")
    mix = mix_clips(script, clips, sound, shipped_sound)
    encode_mp3(mix, tmp_path / "a.mp3", sound)
    heard = decode(tmp_path / "a.mp3")
    loudness, peak = meter(heard)
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1.0
    dry = next(cue for cue in mix.cues if mix.chapters[1].start + 15 < cue.start)
    left, right = heard[:, int(dry.start * RATE) : int(dry.end * RATE)]
    assert np.abs(left - right).max() < 0.05
    theme = heard[:, LEAD : LEAD + 3 * RATE]
    assert np.abs(theme[0] - theme[1]).max() > 0.02


def test_speakers_can_sit_apart(talk, tmp_path) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, Sounds(stereo="speakers"), no_sound)
    whole = np.concatenate([render(part, mix, 0.0) for part in mix.parts], axis=1)
    sides = {}
    for cue in mix.cues:
        left, right = whole[:, int(cue.start * RATE) : int(cue.end * RATE)]
        sides[cue.role] = 10 * np.log10(np.mean(right**2) / np.mean(left**2))
    assert sides[NARRATOR] == pytest.approx(0, abs=0.01)
    assert 1 < sides["Ada"] < 8
    assert -8 < sides["Ben"] < -1


def level(samples: np.ndarray) -> float:
    return meter(samples[None])[0]


def test_a_theme_plays_alone_then_under_the_speech_then_fades(tmp_path) -> None:
    lines = conversation(8)
    clips = programme(tmp_path, lines)
    silent = [replace(clip, path=tmp_path / "none.wav") for clip in clips]
    script = script_of([Sound("theme"), *lines])
    mix = mix_clips(script, silent, NO_SOUNDS, shipped_sound)
    music = np.concatenate([render(replace(part, placed=()), mix, 0.0)[0] for part in mix.parts if not part.open])
    first = mix.cues[0].start
    assert first == pytest.approx(LEAD / RATE + 3.5, abs=0.01)
    alone = level(music[LEAD : int((first - 0.5) * RATE)])
    under = level(music[int((first + 0.2) * RATE) : int((first + 8) * RATE)])
    assert alone == pytest.approx(-16 - 3, abs=2.5)
    assert under == pytest.approx(-16 - 19, abs=2.5)
    assert np.abs(music[int((first + 13.1) * RATE) :]).max() == 0
    assert np.abs(np.diff(music)).max() < 0.05


def test_the_closing_theme_ends_with_the_episode(tmp_path) -> None:
    lines = conversation(2)
    script = script_of([*lines[:4]], [Sound("theme"), *lines[4:]])
    mix = mix_clips(script, programme(tmp_path, lines), NO_SOUNDS, shipped_sound)
    assert mix.duration - mix.cues[-1].end == pytest.approx(NO_SOUNDS.music.tail, abs=0.1)
    music = np.concatenate([render(replace(part, placed=()), mix, 0.0)[0] for part in mix.parts])
    last = mix.cues[-1].end
    assert level(music[int((last + 1.3) * RATE) : int((last + 3) * RATE)]) > -35
    assert np.abs(music[-TAIL:]).max() < 1e-3


@pytest.mark.parametrize("damage", [np.inf, -np.inf, np.nan, 1e12])
def test_a_sound_with_samples_that_are_none_is_refused(tmp_path, damage) -> None:
    """One infinite sample made a blast of the whole theme, 0.7 dB over full scale."""
    import av

    samples = (0.1 * np.sin(np.arange(RATE) / 20)).astype(np.float32)
    samples[RATE // 2] = damage
    path = tmp_path / "theme.wav"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("pcm_f32le", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], "flt", "mono")
        frame.sample_rate = RATE
        file.mux([*stream.encode(frame), *stream.encode(None)])
    lines = conversation(2)
    with pytest.raises(InputError, match=r"theme\.wav has samples that are no sound"):
        mix_clips(script_of([Sound("theme"), *lines]), programme(tmp_path, lines), NO_SOUNDS, lambda _: path)


@pytest.mark.parametrize("form", ["mp3", "flac", "opus"])
def test_what_is_louder_than_asked_for_is_refused(talk, tmp_path, monkeypatch, form) -> None:
    """The measurement of the encoded sound has the last word, whatever went wrong before it."""
    script, clips = talk
    sound = Sounds(format=form)
    mix = mix_clips(script, clips, sound, no_sound)
    for module in ("mp3", "files"):
        monkeypatch.setattr(f"podcaster.audio.{module}.true_peak", lambda _: float("nan") if form == "opus" else 1.08)
    with pytest.raises(AudioError, match=r"over the ceiling of -1\.0"):
        encode_mix(mix, tmp_path / f"a.{form}", sound)
    assert not (tmp_path / f"a.{form}").exists()


def test_a_bed_lies_under_its_section_only(show) -> None:
    script, clips = show
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    bed = mix.chapters[2]
    pieces, at = {}, 0
    for part in mix.parts:
        margin = (render(part, mix, 0.0).shape[1] - part.length) // 2
        pieces[at] = render(replace(part, placed=()), mix, 0.0)[0, margin : margin + part.length]
        at += part.length
    music = np.concatenate(list(pieces.values()))
    inside = music[int((bed.start + 3) * RATE) : int((bed.end - 2) * RATE)]
    windows = inside[: len(inside) // 22050 * 22050].reshape(-1, 22050)
    assert np.sqrt(np.mean(windows**2, axis=1)).min() > 1e-4
    assert np.abs(music[int((bed.start - 0.4) * RATE) : int((bed.start - 0.1) * RATE)]).max() < 1e-6
    for start in list(pieces)[1:]:
        assert abs(music[start] - music[start - 1]) < 0.02


def test_a_sting_waits_for_nobody_to_speak(show) -> None:
    script, clips = show
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    assert mix.cues[8].start - mix.chapters[1].start >= 3.4


def test_stop_fades_the_music(tmp_path) -> None:
    lines = conversation(6)
    script = script_of([Sound("bed", SoundMode.BED), *lines[:8], Sound("", SoundMode.STOP), *lines[8:]])
    mix = mix_clips(script, programme(tmp_path, lines), NO_SOUNDS, shipped_sound)
    ends = [part for part in mix.parts if part.playing]
    assert 0 < len(ends) < len(mix.parts)


def test_a_sound_that_is_not_there(talk) -> None:
    script, clips = talk
    with pytest.raises(ScriptError, match="trombone"):
        mix_clips(script_of([Sound("trombone", SoundMode.STING, 12), *script.lines]), clips, NO_SOUNDS, shipped_sound)


def test_no_theme_where_the_settings_want_none(talk) -> None:
    script, clips = talk
    mix = mix_clips(script_of([Sound("theme"), *script.lines]), clips, Sounds(theme=""), no_sound)
    assert not any(part.playing for part in mix.parts)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_sounds_are_found_in_the_show_first(tmp_path, extension) -> None:
    own = tmp_path / "scripts" / "sounds" / f"theme{extension}"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"")
    assert find_sound(Settings(folder=tmp_path).files, "theme", "theme") == own
    assert find_sound(Settings(folder=tmp_path).files, "theme", own.name) == own
    assert find_sound(Settings(folder=tmp_path).files, "theme", "sting") == shipped("scripts") / "sounds" / "sting.opus"
    assert find_sound(Settings(folder=tmp_path).files, "theme", "../../../etc/hosts") is None
    assert find_sound(Settings(folder=tmp_path).files, "theme", "nothing") is None


def test_room_tone_fills_the_pauses(talk, tmp_path) -> None:
    script, clips = talk
    sound = Sounds(room_tone=-60.0)
    mix = mix_clips(script, clips, sound, no_sound)
    encode_mp3(mix, tmp_path / "a.mp3", sound)
    heard = decode(tmp_path / "a.mp3")[0]
    levels = [
        20 * np.log10(np.sqrt(np.mean(heard[int((cue.end + 0.1) * RATE) : int((after.start - 0.1) * RATE)] ** 2)))
        for cue, after in zip(mix.cues, mix.cues[1:], strict=False)
        if after.start - cue.end > 0.4
    ]
    assert min(levels) == pytest.approx(-60, abs=2)
    assert max(levels) == pytest.approx(-60, abs=2)


def test_an_encoder_that_loses_its_place_is_noticed() -> None:
    assert frame_size(b"\xff\xfb\x90\xc4") == 417
    with pytest.raises(AudioError):
        split_frames(b"\x00" * 100)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_part_of_any_length_is_decoded(channels: int, monkeypatch) -> None:
    """FFmpeg holds no hour of stereo in one: a recording of 70 minutes as one line ended in "Invalid argument"."""
    import av

    held = []

    class Fifo:
        def __init__(self, make=av.AudioFifo) -> None:
            self.joined = make()

        def write(self, frame) -> None:
            self.joined.write(frame)
            held.append(self.joined.samples)

        def read(self):
            return self.joined.read()

    monkeypatch.setattr(av, "AudioFifo", Fifo)
    tone = 0.5 * np.sin(np.arange(20 * RATE) / 20, dtype=np.float32)
    samples = np.stack([tone, -tone][:channels])
    data, heard = Encoder(64 * channels, channels, "").encode(samples)
    assert max(held) <= 2 * AT_ONCE * FRAME
    assert heard.shape == (channels, samples.shape[1] // FRAME * FRAME)
    assert true_peak(heard) == pytest.approx(0.5, abs=0.1)
    for count in (1, 2, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1):
        some = decode_mp3(split_frames(data)[:count])
        assert np.array_equal(some, heard[:, : some.shape[1]])


@pytest.mark.parametrize("quality", ["speech", "standard", "music"])
def test_settings_of_quality(quality, talk) -> None:
    script, clips = talk
    mix = mix_clips(script, clips, NO_SOUNDS, no_sound)
    encoder = Encoder.of(mix, Sounds(quality=quality))
    assert encoder.bit_rate == {"speech": 64, "standard": 96, "music": 128}[quality]


@pytest.mark.parametrize("stereo", ["off", "music", "speakers"])
@pytest.mark.parametrize("quality", ["speech", "standard", "music"])
def test_every_quality_is_encoded(quality, stereo, talk, tmp_path) -> None:
    script, clips = talk
    sound = Sounds(quality=quality, stereo=stereo)
    mix = mix_clips(script, clips, sound, no_sound)
    encoded = encode_mp3(mix, tmp_path / "a.mp3", sound)
    heard = decode(tmp_path / "a.mp3")
    assert heard.shape == (mix.channels, mix.samples)
    assert meter(heard)[0] == pytest.approx(encoded.loudness, abs=0.1)
    assert encoded.loudness == pytest.approx(mix.loudness, abs=0.7)


ITEMS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(list(Ending)), st.sampled_from([NARRATOR, "Ada", "Ben"])),
        st.sampled_from([Pause(0.0), Pause(2.5), Sound("theme"), Sound("bed", SoundMode.BED)]),
        st.sampled_from([Sound("sting", SoundMode.STING), Sound("", SoundMode.STOP)]),
    ),
    max_size=14,
)


@pytest.fixture(scope="module")
def voices(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    return {role: programme(folder, [Line(role, "x")])[0] for role in (NARRATOR, "Ada", "Ben")}


@given(sections=st.lists(ITEMS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_script_gives_a_sound_timeline(sections, voices) -> None:
    made = [
        [Line(item[1], "Words.", item[0]) if isinstance(item, tuple) else item for item in items] for items in sections
    ]
    script = script_of(*made)
    clips = [replace(voices[line.role], index=index) for index, line in enumerate(script.lines)]
    mix = mix_clips(script, clips, NO_SOUNDS, shipped_sound)
    assert len(mix.cues) == len(clips)
    assert all(gap >= 0 for gap in gaps(mix))
    assert all(part.length > 0 and part.length % FRAME == 0 for part in mix.parts)
    assert [chapter.end for chapter in mix.chapters[:-1]] == [chapter.start for chapter in mix.chapters[1:]]
    for part in mix.parts:
        for placed in part.placed:
            assert placed.start >= LEAD
            assert placed.start + placed.length <= part.length - TAIL
        for playing in part.playing:
            places = [place for place, _ in playing.envelope]
            assert places == sorted(places)
        if not part.open:
            assert all(playing.envelope for playing in part.playing)


def test_music_settings_are_obeyed(tmp_path) -> None:
    lines = conversation(4)
    sound = Sounds(music=Music(lead=2.0, tail=3.0))
    script = script_of([Sound("theme"), *lines[:12]], [Sound("theme"), *lines[12:]])
    mix = mix_clips(script, programme(tmp_path, lines), sound, shipped_sound)
    assert mix.cues[0].start == pytest.approx(2.0 + LEAD / RATE, abs=0.01)
    assert mix.duration - mix.cues[-1].end == pytest.approx(3.0, abs=0.1)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 20))
def test_a_loop_is_the_sound_again_and_again(start, count, length):
    sound = np.arange(2 * length, dtype=np.float32).reshape(2, length)
    expected = np.tile(sound, 130)[:, start : start + count]
    assert np.array_equal(_looped(sound, start, start + count), expected)
