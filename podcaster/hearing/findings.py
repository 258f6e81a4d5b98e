"""What the listener found: the values of this room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.model import Audio


class Fault(StrEnum):
    """What is wrong with a line."""

    DROPPED = "dropped"
    """Words are missing."""
    ADDED = "added"
    """There are words that nobody wrote."""
    REPEATED = "repeated"
    """Words are said twice."""
    MISHEARD = "misheard"
    """Other words are heard."""
    OTHER = "other"
    """The whole line is heard as something else, or not at all."""
    LATE = "late"
    """The voice begins late."""
    NOISE = "noise"
    """A sound that is no word goes on behind the last one."""
    CUT = "cut"
    """The sound ends in the middle of a word."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line as it was spoken."""

    index: int
    """Which of the script's lines it is, from 0."""
    place: int
    """Line of the script file, from 1; 0 when it was not read from one."""
    role: str
    """Who says it, as the script names them."""
    text: str
    """What should be heard, as it is written."""
    sound: Audio
    """What is listened to."""
    start: float
    """Seconds into the episode at which it begins."""
    end: float
    """Seconds into the episode at which it ends."""
    floor: float = 0.0
    """Mean square (1 = full scale) of what is heard between the lines there, such as music."""
    reference: Audio | None = None
    """The line as its voice says it, before it was mixed; None where that is not known."""
    exact: bool = False
    """Its voice says what it is told (:attr:`podcaster.engines.Engine.exact`)."""
    language: str = "en"
    """BCP 47 tag of what is spoken; one that the listener has phonemes of."""


@dataclass(frozen=True, slots=True)
class HeardFault:
    """A fault of a line."""

    index: int
    """Which of the script's lines it is, from 0."""
    place: int
    """Line of the script file, from 1; 0 when it was not read from one."""
    role: str
    """Who says the line, as the script names them."""
    fault: Fault
    """In which way it is heard otherwise."""
    start: float
    """Seconds into the episode at which the line begins."""
    end: float
    """Seconds at which it ends."""
    said: str
    """The words that should be heard there; empty for what is too many."""
    heard: str
    """What is heard instead; empty for what is missing."""
    line: str
    """All that should be heard in the line."""
    whole: str
    """All that was heard in it."""

    @property
    def sentence(self) -> str:
        """The finding for the episode's list of what wants review."""
        where = f"line {self.place} of the script" if self.place else f"line {self.index + 1}"
        what = {
            Fault.DROPPED: f"“{self.said}” is not heard" if self.said else "a part of it is not heard",
            Fault.ADDED: f"“{self.heard}” is heard, which nobody wrote"
            if self.heard
            else "more is heard than is written",
            Fault.REPEATED: f"“{self.heard}” is heard twice" if self.heard else "a part of it is heard twice",
            Fault.MISHEARD: f"“{self.said}” sounds like “{self.heard}”",
            Fault.OTHER: f"“{self.said}” sounds like “{self.heard}”" if self.heard else f"“{self.said}” is not heard",
            Fault.LATE: "the voice begins late",
            Fault.NOISE: "there is a noise behind the last word",
            Fault.CUT: "the sound is cut off at the end",
        }[self.fault]
        return f"{self.role}, {where}: {what}. Listen to it at {_clock(self.start)}."


def _clock(seconds: float) -> str:
    from podcaster.wording import timestamp

    return timestamp(seconds)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line, heard through."""

    line: SpokenLine
    """The one that was listened to."""
    heard: str
    """All that was heard, the way it is said."""
    words: int
    """How many should be heard."""
    wrong: int
    """How many of them are at fault, and how many there are too many."""
    findings: tuple[HeardFault, ...]
    """What is wrong with it; empty when all is well."""
