"""Whether two scripts say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import Line

if TYPE_CHECKING:
    from podcaster.model import Pause, Script, Sound


def say_the_same(one: Script, other: Script) -> bool:
    """Whether two scripts would be heard alike: the same words, voices, pauses, sounds and chapters in the same order.

    Notes to the editor and places in the file do not count.
    """
    return _heard(one) == _heard(other)


def _heard(script: Script) -> list[object]:
    return [part for section in script.sections for part in (section.title, *map(_bare, section.items))]


def _bare(item: Line | Sound | Pause) -> Line | Sound | Pause:
    return replace(item, notes=(), markup="", place=0) if isinstance(item, Line) else replace(item, place=0)
