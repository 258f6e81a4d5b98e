"""The pool: the voices that a cast is chosen from, as voices/pool.toml lists them for people to edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from math import dist, hypot, log2, sqrt
from typing import TYPE_CHECKING, Any

from podcaster.bytecode import read_table
from podcaster.errors import SettingsError, close_matches, reason_of
from podcaster.languages import spoken_as
from podcaster.model import Gender, Voice
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.patterns import on_demand
from podcaster.settings import shipped
from podcaster.settings.check import Range
from podcaster.spoken.en.context import is_british

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

USES = ("narrator", "speaker", "spare", "reserve")
"""What a voice may be for: reading the article; a person quoted; a person when all better voices are taken; quotes
whose speaker is uncertain. A voice for none of them speaks only when somebody asks for it by name."""

SHIFTED = on_demand(r"(?P<name>.+?)(?P<semitones>[+-]\d{1,2}(?:\.\d)?)$")
LARGEST_SHIFT = 12.0
"""Semitones. Nothing sounds like the same kind of person an octave away."""
RANGES = {
    "rate": Range(0.25, 4.0), "pitch": Range(-24.0, 24.0), "wer": Range(0.0, 1.0), "f0": Range(0.0, 1000.0),
    "wpm": Range(0.0, 1000.0), "level": Range(-120.0, 0.0),
}  # fmt: skip
"""What the numbers of a voice may be; outside of them engines give noise, nothing, or their own limit."""

UNMEASURED_SAME, UNMEASURED_OTHER = 4.0, 6.0
"""Distances taken for voices that were not measured: of the same gender, and of different ones. In between those of the
measured pool, where neighbours of one gender are 2 to 6 apart."""

KEYS = {
    "name", "engine", "id", "language", "gender", "use", "rate", "pitch", "speaker_id", "licence", "wer", "f0", "mel",
    "wpm", "level", "why",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoolVoice:
    """A voice of the pool, and what is known of its sound."""

    voice: Voice
    """Its name, its engine, and how that is to speak."""
    uses: tuple[str, ...] = ("speaker",)
    """What it may be given for: "narrator", "speaker", or "spare", when all others are taken."""
    wer: float = 0.1
    """Word error rate of a recogniser that listens to it: how hard it is to follow."""
    f0: float = 0.0
    """Median pitch in hertz; 0: not measured."""
    mel: tuple[float, ...] = ()
    """Mean spectrum in decibels in equal steps of mel from 80 to 8,000 Hz, with its mean taken out; empty: not
    measured."""
    wpm: float = 0.0
    """Words a minute at its rate; 0: not measured."""
    level: float = 0.0
    """Root mean square of its speech in decibels of full scale; 0: not measured. The mix brings all to one loudness."""
    why: str = ""
    """Why it is in the pool, a phrase for people."""

    def shifted(self, semitones: float) -> PoolVoice:
        """The same voice, higher or lower: another one for a listener, though a relative of this."""
        base = SHIFTED.fullmatch(self.voice.name)
        name = f"{self.voice.name if base is None else base['name']}{semitones + self.own_shift:+g}"
        voice = replace(self.voice, name=name, pitch=self.voice.pitch + semitones)
        return replace(self, voice=voice, f0=self.f0 * 2 ** (semitones / 12))

    @property
    def own_shift(self) -> float:
        """By how many semitones its name says that it is shifted."""
        match = SHIFTED.fullmatch(self.voice.name)
        return float(match["semitones"]) if match else 0.0


def distance(one: PoolVoice, other: PoolVoice) -> float:
    """How far apart two voices sound; below 2 they are taken for one person.

    It is the hypotenuse of their pitch difference in semitones and the rms of their spectral difference in decibels.
    """
    if not (one.f0 and other.f0 and one.mel and other.mel):
        if one.voice == replace(other.voice, name=one.voice.name):
            return 0.0
        return UNMEASURED_SAME if one.voice.gender is other.voice.gender else UNMEASURED_OTHER
    count = min(len(one.mel), len(other.mel))
    rms = dist(one.mel[:count], other.mel[:count]) / sqrt(count)
    return hypot(12 * log2(one.f0 / other.f0), rms)


@dataclass(frozen=True, slots=True)
class Pool:
    """All voices to choose from, the preferred ones first."""

    voices: tuple[PoolVoice, ...]
    """Those that are given without being asked for."""
    others: Callable[[], Iterable[Voice]] = tuple
    """Lists the voices that engines have and the pool does not name; people can ask for those too."""
    waiting: tuple[PoolVoice, ...] = ()
    """Voices that nobody is given anew because better ones are installed; those who have one keep it."""
    accent: str = ""
    """Language and region that new voices are to be of, such as "en-GB"; empty: any."""

    def near(self, item: PoolVoice) -> bool:
        """Whether a voice has the accent that is wanted."""
        return not self.accent or is_british(item.voice.language) == is_british(self.accent)

    def used_as(self, use: str) -> tuple[PoolVoice, ...]:
        """The voices for a use."""
        return tuple(item for item in self.voices if use in item.uses)

    def find(self, name: str) -> PoolVoice | None:
        """The voice of a name: one of the pool, one of them shifted by semitones ("steph+2"), or any of an engine."""
        folded = name.casefold()
        named = {item.voice.name.casefold(): item for item in (*self.waiting, *self.voices)}
        if folded in named:
            return named[folded]
        shift = SHIFTED.fullmatch(name)
        if shift and abs(float(shift["semitones"])) <= LARGEST_SHIFT and shift["name"].casefold() in named:
            return named[shift["name"].casefold()].shifted(float(shift["semitones"]))
        for item in (*self.voices, *self.waiting):
            if item.voice.id.casefold() == folded:
                return item
        return next(
            (PoolVoice(voice) for voice in self.others() if folded in {voice.name.casefold(), voice.id.casefold()}),
            None,
        )

    def require(self, name: str, what: str) -> PoolVoice:
        """The voice of a name that somebody asked for.

        Args:
            name: The name.
            what: Where it was asked for, to begin the error sentence with: "The script's cast".

        Raises:
            SettingsError: There is none.
        """
        if (found := self.find(name)) is not None:
            return found
        names = [item.voice.name for item in self.voices]
        raise SettingsError(f"{what} asks for the voice {name!r}, which does not exist.", close_matches(name, names))


def read_pool(path: Path) -> tuple[PoolVoice, ...]:
    """Read the voices of a pool.

    Raises:
        SettingsError: It cannot be read, or an entry is wrong; the sentence names the entry.
    """
    return _read_file(path)[0]


def read_alone(path: Path) -> tuple[str, ...]:
    """Read which engines' voices a pool wants to be the whole cast, where they are installed.

    Raises:
        SettingsError: See :func:`read_pool`; or they are no list of names.
    """
    return _read_file(path)[1]


def _read_file(path: Path) -> tuple[tuple[PoolVoice, ...], tuple[str, ...]]:
    try:
        return _read_text(path, read_utf8(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {reason_of(error)}.") from error


@lru_cache(maxsize=2)
def _read_text(path: Path, text: str) -> tuple[tuple[PoolVoice, ...], tuple[str, ...]]:
    """One run asks for the same pool several times."""
    table = read_table(path) if path.parent == shipped("voices") else parse_toml(text)
    alone = table.get("alone", [])
    if not isinstance(alone, list) or not all(isinstance(name, str) for name in alone):
        raise SettingsError(f"{path}: alone must be a list of engines.", 'Write alone = ["kokoro"], or take it out.')
    entries = table.get("voice", [])
    if not entries or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError(f"{path} has no voices.", "List at least two, each as a [[voice]].")
    voices = tuple(_read_voice(entry, f"{path}, voice {number}") for number, entry in enumerate(entries, 1))
    names = [item.voice.name.casefold() for item in voices]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise SettingsError(f"{path} has two voices called {twice}.", "Give one of them another name.")
    return voices, tuple(alone)


def _read_voice(entry: dict[str, Any], place: str) -> PoolVoice:
    import msgspec

    place = f"{place} ({entry['name']})" if isinstance(entry.get("name"), str) else place
    for key in entry.keys() - KEYS:
        raise SettingsError(f"{place} has an unknown key, {key}.", close_matches(key, KEYS))
    table = dict(entry)
    uses = table.pop("use", ["speaker"])
    uses = [uses] if isinstance(uses, str) else uses
    for use in uses:
        if use not in USES:
            raise SettingsError(f"{place} has an unknown use, {use!r}.", close_matches(str(use), USES))
    sound = {key: table.pop(key) for key in ("wer", "f0", "mel", "wpm", "level", "why") if key in table}
    try:
        voice = msgspec.convert(table, Voice)
        item = msgspec.convert({"voice": voice, "uses": uses} | sound, PoolVoice)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{place}: {error}.".replace("`$.", "`")) from error
    for key, allowed in RANGES.items():
        if key in entry and not allowed.holds(entry[key]):
            raise SettingsError(f"{place}: {key} is {entry[key]!r}; it must be {allowed}.")
    if voice.gender is Gender.UNKNOWN:
        raise SettingsError(f"{place} has no gender.", "Write female, male or neutral: how the voice is heard.")
    return item


def speak_language(
    voices: Sequence[PoolVoice], language: str, offered: Callable[[], Iterable[Voice]]
) -> tuple[PoolVoice, ...]:
    """The voices that speak a language: those of it first, and espeak's made to speak it.

    Args:
        voices: The pool.
        language: Of the script, such as "de" or "en-GB".
        offered: Lists what the engines have; asked only when the pool has too little.
    """
    wanted = spoken_as(language) or "en"
    fitting = [item for item in voices if spoken_as(item.voice.language) == wanted]
    if len(fitting) >= FEW:
        return tuple(fitting)
    natives = [voice for voice in offered() if spoken_as(voice.language) == wanted]
    plain = _nearest([voice for voice in natives if "/" in voice.id and "+" not in voice.id], language)
    known = {(item.voice.engine, item.voice.id) for item in fitting}
    extra = tuple(
        PoolVoice(voice, ("narrator", "speaker"))
        for voice in natives
        if "/" not in voice.id and (voice.engine, voice.id) not in known and "emotional" not in voice.id
    )
    if plain is None:
        return (*fitting, *extra) or tuple(voices)
    # An espeak voice takes every variant: the same throat, another language.
    translated = tuple(_translated(item, plain) for item in voices if item.voice.id.startswith("gmw/en-us"))
    return (*fitting, *translated, *extra) if "/" in natives[0].id else (*fitting, *extra, *translated)


LATIN_AMERICA = frozenset("mx ar co cl pe ve ec gt cu bo do hn py sv ni cr pa uy pr us 419".split())  # noqa: SIM905
"""Regions whose Spanish espeak-ng has one voice for, es-419."""


def _nearest(voices: Sequence[Voice], language: str) -> Voice | None:
    """The voice of the very region, or of the part of the world it is in; else the first. None when there is none."""
    tag = language.casefold().replace("_", "-")
    region = "es-419" if tag.partition("-")[0] == "es" and tag.partition("-")[2] in LATIN_AMERICA else tag
    same = (voice for voice in voices if voice.language.casefold() == region)
    return next(same, next(iter(voices), None))


def by_accent(voices: Sequence[PoolVoice], accent: str) -> tuple[PoolVoice, ...]:
    """Voices, those of an accent first, in their order."""
    pool = Pool(tuple(voices), accent=accent)
    return tuple(sorted(voices, key=lambda item: not pool.near(item)))


FEW = 2
"""With fewer voices of a language than this in the pool, what the engines have is looked at."""


def _translated(item: PoolVoice, native: Voice) -> PoolVoice:
    variant = item.voice.id.removeprefix("gmw/en-us")
    return replace(item, voice=replace(item.voice, id=native.id + variant, language=native.language))
