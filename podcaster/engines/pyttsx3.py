"""The engine that always works: pyttsx3, on espeak-ng out of a wheel (Linux) or on the voices of macOS and Windows."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from podcaster.engines.base import API_VERSION, Engine, GivenUpError, Problem
from podcaster.engines.worker import WorkerPool
from podcaster.errors import AudioError, EngineError
from podcaster.installed import version_of
from podcaster.model import Audio, Gender, Voice
from podcaster.settings.check import Range
from podcaster.spoken.text import ESPEAK_GUARD, Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ESPEAK = sys.platform not in ("darwin", "win32")
"""Whether espeak-ng speaks; else the system does."""
DRIVER = 1
"""Version of our driver for espeak; a change of it that can be heard raises the number."""
SLOWEST, FASTEST = 80, 450
"""What espeak takes, in words a minute."""
PITCHES = (
    (-6.6, 0),
    (-5.4, 10),
    (-4.4, 20),
    (-3.1, 30),
    (-1.6, 40),
    (0.0, 50),
    (1.7, 60),
    (3.4, 70),
    (5.3, 80),
    (7.0, 90),
    (8.9, 99),
)
"""Semitones and espeak's pitch setting: the shift of the median pitch of a passage against setting 50, measured on the
voices en-us, f2 and anika, which agree within 0.4 semitones (steph moves a quarter more, announcer half as much)."""
VOLUME = 0.7
"""Of espeak's full volume, at which its loudest voices (klatt5, Gene, ed) are cut off at full scale."""
TIME_LIMIT = 30.0
"""Seconds that a line may take; espeak speaks a thousand times faster than a person listens."""
TIME_LIMIT_LETTER = 0.02
"""Seconds more for every letter."""

_LICENCE = "GPL-3.0-or-later"


@dataclass(frozen=True, slots=True)
class Pyttsx3Options:
    """``[engines.pyttsx3]``: how it speaks."""

    words_per_minute: Annotated[int, Range(SLOWEST, FASTEST)] = 155
    """The speed that a voice's rate 1.0 means, as espeak counts; a passage of news comes out at 1.15 times as many."""


class Pyttsx3Engine(Engine):
    """Speaks through pyttsx3 in processes of its own."""

    api_version = API_VERSION
    style = Style(letters="dotted", ellipsis=True, guard=ESPEAK_GUARD if ESPEAK else "")
    parallel = 0
    spare = 1 if ESPEAK else 0
    exact = ESPEAK

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        from podcaster.engines.discovery import read_options

        super().__init__(name, options)
        self._options: Pyttsx3Options = read_options(Pyttsx3Options, name, options)
        self.version = _versions()

    @cached_property
    def _pool(self) -> WorkerPool:
        module = "podcaster.engines.pyttsx3_worker"
        if not ESPEAK:
            return WorkerPool(module, ["nsss" if sys.platform == "darwin" else "sapi5", ""], {})
        import espeakng_loader

        data = {"ESPEAK_DATA_PATH": espeakng_loader.get_data_path()}
        return WorkerPool(module, ["podcaster_espeak", espeakng_loader.get_library_path()], data, twins=True)

    def check(self) -> Sequence[Problem]:
        """Whether pyttsx3 and espeak-ng are installed."""
        needed = ("pyttsx3", "espeakng-loader") if ESPEAK else ("pyttsx3",)
        return [
            Problem(f"{package} is not installed.", f"pip install {package}")
            for package in needed
            if not version_of(package)
        ]

    def voices(self) -> Sequence[Voice]:
        """Every voice that pyttsx3 lists and, with espeak, every variant of American English.

        The other voices take variants too: "gmw/en-gb+f2".
        """
        found = json.loads(self._pool.ask({"voices": True}, TIME_LIMIT)[0])
        voices = [
            Voice(
                name=identifier,
                engine=self.name,
                id=identifier,
                language=(languages or ["en"])[0].replace("_", "-"),
                gender=_gender(gender),
                licence=_LICENCE if ESPEAK else "",
            )
            for identifier, _, languages, gender in found
        ]
        return voices + (self._variants() if ESPEAK else [])

    def _variants(self) -> list[Voice]:
        return [
            Voice(
                f"en-us+{path.name}",
                self.name,
                f"gmw/en-us+{path.name}",
                "en-us",
                _variant_gender(path),
                licence=_LICENCE,
            )
            for path in sorted(_data_path().joinpath("voices", "!v").iterdir(), key=lambda path: path.name.casefold())
        ]

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002
        """The speed that rate 1.0 means, and the level."""
        return f"{self._options.words_per_minute} {VOLUME}"

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Say a text in a worker process.

        Raises:
            EngineError: The voice is unknown, or the process failed.
        """
        limit = TIME_LIMIT + len(text) * TIME_LIMIT_LETTER
        request: dict[str, Any] = {"text": text, "voice": voice.id, "limit": limit, "volume": VOLUME}
        request["rate"] = round(min(max(self._options.words_per_minute * voice.rate, SLOWEST), FASTEST))
        if ESPEAK:
            request["pitch"] = pitch_setting(voice.pitch)
        try:
            data, done = self._pool.ask(request, limit)
        except EngineError as error:
            raise self._explained(error, voice) from error
        if int(done):
            return Audio(data, int(done))
        from podcaster.audio import decode_audio

        try:
            return decode_audio(data)
        except AudioError as error:
            raise EngineError(error.what) from error

    def _explained(self, error: EngineError, voice: Voice) -> EngineError:
        if "has no" not in error.what:
            return error
        names = [item.id for item in self.voices()]
        near = get_close_matches(voice.id, names, n=3) or [f'what "podcaster voices --engine {self.name}" lists']
        return GivenUpError(f"{error.what}.", f"Did you mean {' or '.join(near)}?")

    def prepare(self, count: int) -> None:
        """Start the processes."""
        self._pool.prepare(count)

    def restart(self) -> None:
        """Speak in fresh processes from here on."""
        self._pool.restart()

    def close(self) -> None:
        """End the processes."""
        if "_pool" in self.__dict__:
            self._pool.close()


def pitch_setting(semitones: float) -> int:
    """Espeak's pitch setting (0-99) for a shift in semitones, as near as it gets."""
    if semitones <= PITCHES[0][0]:
        return PITCHES[0][1]
    for (low, first), (high, last) in pairwise(PITCHES):
        if semitones <= high:
            return round(first + (semitones - low) / (high - low) * (last - first))
    return PITCHES[-1][1]


def _versions() -> str:
    """What decides the sound of every voice: the libraries, our driver, and the system where its voices speak."""
    if ESPEAK:
        return f"{version_of('pyttsx3')}+{version_of('espeakng-loader')}+{DRIVER}"
    import platform

    return f"{version_of('pyttsx3')}+{platform.release()}"


def _data_path() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


def _gender(name: str) -> Gender:
    """A gender by the name a driver has for it: "female", "Female", "VoiceGenderFemale"."""
    folded = name.casefold()
    if folded.endswith("female"):
        return Gender.FEMALE
    return Gender.MALE if folded.endswith("male") else Gender.NEUTRAL if folded.endswith("neuter") else Gender.UNKNOWN


def _variant_gender(path: Path) -> Gender:
    """The gender that an espeak variant's file states."""
    words = path.read_text("utf-8", "replace").split()
    at = words.index("gender") + 1 if "gender" in words else len(words)
    return _gender(words[at]) if at < len(words) else Gender.UNKNOWN
