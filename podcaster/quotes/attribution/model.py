"""The values of attribution: somebody who can have said a passage, and who is taken to have said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.choice import Features


@dataclass(slots=True)
class Candidate:
    """Somebody who can have said a passage."""

    features: Features
    mention: int = -1
    """Index of the mention; -1 for a speaker carried over."""
    carried: int = -1
    """Index of the passage whose speaker goes on; -1 for a mention."""
    verb: str = ""
    evidence: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Attribution:
    """Who said a passage."""

    person: int = -1
    """The person's number; -1 for nobody."""
    confidence: float = 0.0
    verb: str = ""
    evidence: tuple[tuple[int, int], ...] = ()
    addressed: int = -1
    """Of an interviewer's turn: the person who answers; -1 for nobody."""
    bound: float = 1.0
    """What the confidence is at most."""
    shares: dict[int, float] = field(default_factory=dict)
    """Person -> probability, of everybody who was considered."""
    candidates: list[Candidate] = field(default_factory=list)
