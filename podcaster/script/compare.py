"""Whether two scripts say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import Line

if TYPE_CHECKING:
    from podcaster.model import Pause, Script, Sound


RECORDING = "recording:"
"""How the note begins that puts a recording in a voice's place; it is heard."""


def say_the_same(one: Script, other: Script) -> bool:
    """Whether two scripts would be heard alike: the same words, voices, pauses, sounds and chapters in the same order.

    Notes to the editor and places in the file do not count.
    """
    return heard(one) == heard(other)


def heard(script: Script) -> list[object]:
    """All that is heard of a script, in order, without notes and places in the file."""
    return [part for section in script.sections for part in (section.title, *map(_bare, section.items))]


def _bare(item: Line | Sound | Pause) -> Line | Sound | Pause:
    if not isinstance(item, Line):
        return replace(item, place=0)
    recorded = tuple(note for note in item.notes if note.startswith(RECORDING))
    return replace(item, notes=recorded, markup="", place=0)
