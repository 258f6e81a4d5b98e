"""The settings of how an episode is made: reading, script, cast, speech and sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from podcaster.settings.check import Range

Silence = Annotated[float, Range(0, 60)]
"""Seconds of a pause."""
Decibels = Annotated[float, Range(-60, 12)]
"""Of music, in LU relative to the speech."""
FadeSeconds = Annotated[float, Range(0, 60)]
"""Seconds in which a level changes."""
MusicSeconds = Annotated[float, Range(0, 900)]
"""Seconds of music; no more is read of a sound."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """``[article]``: how articles are fetched."""

    allow_private: bool = False
    """Fetch from private and loopback addresses too."""
    timeout: Annotated[float, Range(0.1, 3600)] = 20.0
    """Seconds for the whole of one page."""
    tables: Literal["announce", "rows", "skip"] = "announce"
    """What becomes of tables: a line says that there is one, each row is a sentence, or they are passed over."""


@dataclass(frozen=True, slots=True)
class Scripting:
    """``[script]``: how the script is written."""

    template: str = "narration"
    """The template, one of those that podcaster templates lists."""
    foreign: Literal["narrator", "quotation"] = "narrator"
    """Who speaks the quotes of an article whose language has no rules for speakers (all but English, German, Spanish,
    French, Italian and Portuguese): the narrator, or one voice for all of them."""


@dataclass(frozen=True, slots=True)
class Casts:
    """``[cast]``: who speaks with which voice."""

    narrator: str = ""
    """The narrator's voice; empty: the first of the pool's narrators."""
    reserve: str = ""
    """The voice for quotes whose speaker is uncertain; empty: the pool's reserve voice."""
    engines: tuple[str, ...] = ()
    """The engines whose voices are taken, the preferred one first; empty: all that the pool names, in its order."""
    accent: str = ""
    """Language and region of the voices in English shows, such as "en-GB" or "en-US"; empty: those of the article, else
    of the show. Where a cast needs more voices, those of other accents come in."""
    fallback: bool = True
    """Go on without a preferred engine that is not installed; else that is an error."""


@dataclass(frozen=True, slots=True)
class Speech:
    """``[speech]``: how lines are spoken."""

    workers: Annotated[int, Range(0, 256)] = 0
    """Lines spoken at once; 0: one a core."""
    cache_size: Annotated[int, Range(0, 10_000_000)] = 4096
    """Megabytes of speech and encoded parts to keep; an hour takes 200. What the last hours used stays in any case."""
    fallback: str = ""
    """The voice of the pool that speaks when another one's engine is missing or fails; empty: the run stops then."""


@dataclass(frozen=True, slots=True)
class Proofing:
    """``[proof]``: how a finished episode is heard through."""

    recogniser: str = "whisper"
    """Who listens."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """``[sound.pauses]``: seconds of silence behind a line, by how it ends."""

    phrase: Silence = 0.08
    """In the middle of a sentence, where a quotation begins or ends: no more than the voices need to be told apart."""
    comma: Silence = 0.18
    """In the middle of a sentence, behind a comma, colon, semicolon or dash."""
    sentence: Silence = 0.4
    """Behind a sentence, within a paragraph."""
    paragraph: Silence = 0.65
    """Behind a paragraph."""
    heading: Silence = 0.8
    """Behind a heading that is read out."""
    section: Silence = 1.2
    """Between two sections, which are chapters."""
    speaker: Silence = 0.12
    """More than that behind a sentence when somebody else speaks next."""


@dataclass(frozen=True, slots=True)
class Music:
    """``[sound.music]``: how music goes with speech. Levels are in LU relative to the speech."""

    level: Decibels = -3.0
    """When it plays alone."""
    under: Decibels = -19.0
    """While somebody speaks; listeners follow speech without effort when what is under it is 15 to 20 LU softer."""
    attack: FadeSeconds = 0.4
    """Seconds in which it goes down before the first word."""
    release: FadeSeconds = 1.2
    """Seconds in which it comes up again behind the last one."""
    lead: MusicSeconds = 3.5
    """Seconds that a theme plays alone before the speech starts."""
    stay: MusicSeconds = 9.0
    """Seconds of speech under which a theme goes on before it fades."""
    fade: Annotated[float, Range(0.01, 60)] = 4.0
    """Seconds of a fade."""
    tail: MusicSeconds = 7.0
    """Seconds that the closing theme plays on behind the last word."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """``[sound]``: timing, music, loudness and format."""

    theme: str = "theme"
    """The sound that ``> SOUND: theme`` plays: a name in scripts/sounds, or a file; empty for none."""
    format: Literal["mp3", "m4b", "opus", "flac", "wav"] = "mp3"
    """Of the episode: MP3 for a podcast; M4B (AAC) or Opus for other players; FLAC or WAV to work on."""
    quality: Literal["speech", "standard", "music"] = "standard"
    """Bit rate: 64, 96 or 128 kb/s in MP3 and AAC (more in stereo), two thirds of that in Opus."""
    loudness: Literal["podcast", "broadcast", "streaming"] = "podcast"
    """Integrated loudness as played: -16, -23 or -14 LUFS."""
    peak: Annotated[float, Range(-20, 0)] = -1.0
    """Highest true peak of the encoded file, in dBTP."""
    stereo: Literal["off", "music", "speakers"] = "off"
    """Off: one channel. Music: in stereo, all speech in the middle. Speakers: placed a little apart as well."""
    room_tone: Annotated[float | None, Range(-120, -30)] = None
    """Level of a soft noise under everything, in dB (-70 is just there); unset: silence between the words."""
    pauses: Pauses = field(default_factory=Pauses)
    """The silence between lines."""
    music: Music = field(default_factory=Music)
    """The level and timing of music."""
