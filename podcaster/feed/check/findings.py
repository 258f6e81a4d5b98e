"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The show would be refused, or not play: it is not published."""
    WARNING = "warning"
    """Some directory or app refuses it, or listeners are served worse than they could be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that the show breaks."""

    level: Level
    """Whether it stops publishing."""
    rule: str
    """The rule's name, such as "audio.length"; it stays the same from version to version."""
    place: str
    """A setting, or a file relative to the show's folder, with its line where that helps."""
    what: str
    """One sentence."""
    cure: str
    """One sentence: what to do about it."""


def error(rule: str, place: str, what: str, cure: str) -> Finding:
    """A finding that stops publishing."""
    return Finding(Level.ERROR, rule, place, what, cure)


def warning(rule: str, place: str, what: str, cure: str) -> Finding:
    """A finding to know of."""
    return Finding(Level.WARNING, rule, place, what, cure)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that stop publishing."""
    return [finding for finding in findings if finding.level is Level.ERROR]
