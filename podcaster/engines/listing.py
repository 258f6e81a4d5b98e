"""Voices that the settings list, for engines that cannot tell theirs."""

from __future__ import annotations

from dataclasses import dataclass

from podcaster.model import Gender, Voice


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """A voice in an engine's ``voices``."""

    id: str
    """What the engine calls it."""
    language: str = "en"
    """BCP 47 tag of what it speaks."""
    gender: Gender = Gender.UNKNOWN
    """How it sounds."""
    licence: str = ""
    """Of the sound that it makes; empty when that is not known."""


def listed_voices(engine: str, entries: tuple[str | ListedVoice, ...]) -> list[Voice]:
    """The voices of an engine by what its settings list: bare ids, or tables with what is known of them."""
    voices = []
    for entry in entries:
        listed = ListedVoice(entry) if isinstance(entry, str) else entry
        voices.append(Voice(listed.id, engine, listed.id, listed.language, listed.gender, licence=listed.licence))
    return voices
