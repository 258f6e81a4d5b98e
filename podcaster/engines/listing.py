"""Voices that the settings list, for engines that cannot tell theirs."""

from __future__ import annotations

from dataclasses import dataclass

from podcaster.model import Gender, Voice


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """A voice in an engine's ``voices``."""

    id: str
    language: str = "en"
    gender: Gender = Gender.UNKNOWN
    licence: str = ""


def listed_voices(engine: str, entries: tuple[str | ListedVoice, ...]) -> list[Voice]:
    """The voices of an engine by what its settings list: bare ids, or tables with what is known of them."""
    voices = []
    for entry in entries:
        listed = ListedVoice(entry) if isinstance(entry, str) else entry
        voices.append(Voice(listed.id, engine, listed.id, listed.language, listed.gender, licence=listed.licence))
    return voices
