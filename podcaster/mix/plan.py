"""The plan of a programme: the script walked once, every clip and sound given its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.audio.timeline import FRAME, LEAD, MIN_CUT, RATE, TAIL, Mix
from podcaster.errors import ScriptError
from podcaster.mix.anchors import find_anchors
from podcaster.mix.cut import PlacedClip, make_parts
from podcaster.mix.levels import TARGETS, programme_gain, voice_gains
from podcaster.mix.music import Track
from podcaster.mix.timing import EDGES, pause_after
from podcaster.model import NARRATOR, Chapter, Cue, Ending, Line, Pause, Sound, SoundMode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from podcaster.model import Clip, Script, Section
    from podcaster.settings import Sounds

    FindSound = Callable[[str], Path | None]

HIGHEST_PEAK = -0.5
"""dBTP that no programme is allowed over, whatever the settings say: an MP3 encoder needs room for its own scale."""
LONGEST = 30.0
"""Seconds after which a part is cut at the end of a sentence too; else only paragraphs and more end one."""
SHORTEST = 5.0
"""Seconds under which a part is not worth an encoder of its own."""
BED_LEAD = 1.0
"""Seconds that a bed plays alone before the speech goes on."""
CLOSING = 45.0
"""A theme with no more speech than this behind it closes the episode: it stays until the end and plays out."""
CLOSING_FADE = 1.0
"""Seconds of fade at the end of the closing theme, for music that has no ending of its own."""
PLACES = (0.25, -0.25, 0.4, -0.4, 0.12, -0.12)
"""Where speakers sit, from left (-1) to right (1), in the order of their first line; the narrator is in the middle."""
CUTS = frozenset({Ending.PARAGRAPH, Ending.HEADING, Ending.SECTION})


def mix_clips(script: Script, clips: Iterable[Clip], sounds: Sounds, find_sound: FindSound) -> Mix:
    """Place every clip and sound of a script in time, at its level.

    Args:
        script: What is said and played, in order.
        clips: A clip for every line, in any order. All are needed before the first can be placed at its level.
        sounds: The settings.
        find_sound: Where the sound of a name lies; None when there is none.

    Raises:
        ScriptError: The script asks for a sound that does not exist.
        InputError: A sound cannot be read.
    """
    spoken = sorted(clips, key=lambda clip: clip.index)
    desk = _Desk(spoken, sounds, find_sound)
    for section in script.sections:
        desk.play_section(section)
    desk.finish()
    target = TARGETS[sounds.loudness]
    gains = voice_gains(spoken, target)
    placed = [replace(item, gain=item.gain + gains[item.clip.voice]) for item in desk.spoken]
    more = programme_gain(placed, desk.tracks, sounds.music, target)
    placed = [replace(item, gain=round(item.gain + more, 1)) for item in placed]
    return Mix(
        parts=make_parts(desk.cuts, placed, desk.tracks, sounds.music, target + more),
        channels=1 if sounds.stereo == "off" else 2,
        cues=tuple(desk.cues),
        chapters=tuple(desk.chapters),
        loudness=target,
        ceiling=min(sounds.peak, HIGHEST_PEAK),
        room_tone=sounds.room_tone,
    )


class _Desk:
    """The programme as far as the script was read. Places are samples from its start."""

    def __init__(self, clips: Sequence[Clip], sounds: Sounds, find_sound: FindSound) -> None:
        self.spoken: list[PlacedClip] = []
        self.tracks: list[Track] = []
        self.cues: list[Cue] = []
        self.chapters: list[Chapter] = []
        self.cuts = [0]
        self._clips = clips
        self._sounds = sounds
        self._find = find_sound
        self._left = sum(clip.duration for clip in clips)
        self._line = 0
        self._at = 0
        """End of the last sound."""
        self._gap = LEAD / RATE
        """Seconds to the next."""
        self._asked = False
        """The script itself asked for the gap."""
        self._cut = False
        """A part may end in the gap."""
        self._busy = 0
        """Until here a theme plays, and no part ends."""
        self._closing = False
        """The last track plays until the end."""
        self._places: dict[str, float] = {NARRATOR: 0.0}

    def play_section(self, section: Section) -> None:
        """Place all of a section; it becomes a chapter."""
        first: int | None = None
        lines = [item for item in section.items if isinstance(item, Line)]
        following = iter([*lines[1:], None])
        for item in section.items:
            start = None
            match item:
                case Line():
                    start = self._say(item, next(following))
                case Sound():
                    start = self._play(item)
                case Pause():
                    self._pause(item.seconds)
            first = start if first is None else first
        self._stop_beds()
        if not self._asked and lines:
            self._wait(max(self._gap, self._sounds.pauses.section - EDGES), cut=True)
        if first is not None:
            self._open_chapter(section, first)

    def finish(self) -> None:
        """End the programme: the closing theme plays out, the last part is filled up to whole frames."""
        if self._closing:
            self._close()
        end = max([self._at, *(track.stop for track in self.tracks)]) + TAIL
        self.cuts.append(-(-end // FRAME) * FRAME)
        if self.chapters:
            self.chapters[-1] = replace(self.chapters[-1], end=self.cuts[-1] / RATE)

    def _say(self, line: Line, following: Line | None) -> int:
        clip = self._clips[self._line]
        self._line += 1
        self._left -= clip.duration
        start = self._advance()
        length = round(clip.duration * RATE)
        self.spoken.append(PlacedClip(clip, start, length, line.gain, self._place(line.role)))
        anchors = tuple((place, start / RATE + time) for place, time in find_anchors(line.text, clip))
        self.cues.append(Cue(start / RATE, (start + length) / RATE, line.role, line.text, anchors))
        self._at = start + length
        sentence_long = line.ending is Ending.SENTENCE and self._at - self.cuts[-1] > LONGEST * RATE
        self._wait(pause_after(line, following, self._sounds.pauses), cut=line.ending in CUTS or sentence_long)
        self._asked = line.pause is not None
        return start

    def _place(self, role: str) -> float:
        if self._sounds.stereo != "speakers":
            return 0.0
        return self._places.setdefault(role, PLACES[(len(self._places) - 1) % len(PLACES)])

    def _pause(self, seconds: float) -> None:
        """A pause that the script asks for stands in place of the one the rules gave; a second one adds to it."""
        self._gap = seconds + (self._gap if self._asked else -EDGES)
        self._gap = max(self._gap, 0.0)
        self._asked = True

    def _wait(self, seconds: float, *, cut: bool) -> None:
        self._gap, self._cut, self._asked = seconds, cut, False

    def _advance(self) -> int:
        """Where the next sound starts. The part ends in the gap before it, when it may and there is room.

        A part starts on a whole frame, so the gap gets up to one frame (26 ms) shorter there, never longer.
        """
        start = max(LEAD, self._at + round(self._gap * RATE))
        long_enough = self._at - self.cuts[-1] >= SHORTEST * RATE
        if self._cut and self._gap >= MIN_CUT and long_enough and self._at >= self._busy:
            self.cuts.append((start - LEAD) // FRAME * FRAME)
            start = self.cuts[-1] + LEAD
        return start

    def _play(self, sound: Sound) -> int | None:
        if sound.mode is SoundMode.STOP:
            self._stop(self.tracks, self._at)
            return None
        if sound.name == "theme" and not self._sounds.theme:
            return None
        self._cut = True
        track = self._load(sound, self._advance())
        self._stop(self.tracks, track.start, ends=True)
        self._closing = False
        play = {SoundMode.STING: self._sting, SoundMode.BED: self._bed, SoundMode.THEME: self._theme}
        play[sound.mode](track)
        return track.start

    def _load(self, sound: Sound, start: int) -> Track:
        from podcaster.audio.sounds import load_music

        path = self._find(self._sounds.theme if sound.name == "theme" else sound.name)
        if path is None:
            raise ScriptError(
                f"Line {sound.place} of the script asks for a sound that does not exist, {sound.name}.",
                "Put it into scripts/sounds as mp3, wav, flac, ogg or m4a, or take the line out.",
            )
        music = load_music(path)
        return Track(path, music.key, music.length, music.loudness, music.energies, start, start + music.length, 0)

    def _sting(self, track: Track) -> None:
        self.tracks.append(track)
        self._at = self._busy = track.stop
        self._wait(self._sounds.pauses.sentence, cut=True)

    def _bed(self, track: Track) -> None:
        self.tracks.append(replace(track, loop=True, stop=1 << 62))
        self._at = track.start + round(BED_LEAD * RATE)
        self._wait(0.0, cut=False)

    def _theme(self, track: Track) -> None:
        music = self._sounds.music
        self._at = track.start + min(round(music.lead * RATE), track.length)
        self._wait(0.0, cut=False)
        fades = self._at + round((music.stay + music.fade) * RATE)
        self._closing = self._left <= CLOSING
        self._busy = 1 << 62 if self._closing else min(track.stop, fades)
        if fades < track.stop:
            track = replace(track, stop=fades, fade=round(music.fade * RATE))
        self.tracks.append(track)

    def _close(self) -> None:
        """Let the closing theme play on behind the last word, so that its own ending ends the episode."""
        track = self.tracks.pop()
        stop = self._at + round(self._sounds.music.tail * RATE)
        offset = -(stop - track.start) % track.length
        loop = stop - track.start > track.length
        fade = round(CLOSING_FADE * RATE)
        self.tracks.append(replace(track, stop=stop, fade=fade, offset=offset, loop=loop))

    def _stop_beds(self) -> None:
        self._stop([track for track in self.tracks if track.stop >= 1 << 62], self._at)

    def _stop(self, tracks: Sequence[Track], place: int, *, ends: bool = False) -> None:
        """Fade what is playing, from ``place`` on, or so that it ends there."""
        fade = round(self._sounds.music.fade * RATE)
        for track in tracks:
            stop = place if ends else place + fade
            if track.start < place < track.stop and stop < track.stop:
                at = self.tracks.index(track)
                self.tracks[at] = replace(track, stop=stop, fade=min(fade, stop - track.start))
                self._busy = min(self._busy, stop)

    def _open_chapter(self, section: Section, start: int) -> None:
        begin = start / RATE if self.chapters else 0.0
        if self.chapters:
            self.chapters[-1] = replace(self.chapters[-1], end=begin)
        self.chapters.append(Chapter(begin, begin, section.title, section.synopsis))
