"""The values of attribution: somebody who can have said a passage, and who is taken to have said it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.choice import Features


class Way(StrEnum):
    """How the text shows who said a passage, in words for an editor."""

    TAG = "tag in the same sentence"
    TAG_BEFORE = "tag in the sentence before"
    TAG_BEHIND = "tag in the sentence after"
    TAG_FAR = "tag elsewhere in the paragraph"
    BEAT = "who acts in the same paragraph"
    NAMED = "named beside it, without a verb"
    INTRODUCED = "introduced in the paragraph before"
    GOES_ON = "same speaker goes on"
    TURN = "turns of a conversation"
    LABEL = "label before the words"
    REPEATED = "same words have a speaker elsewhere"
    INNER = "said inside somebody's words"
    NONE = ""


TAGS = frozenset({Way.TAG, Way.TAG_BEFORE, Way.TAG_BEHIND, Way.TAG_FAR})
"""Ways with a reporting clause."""


@dataclass(slots=True)
class Candidate:
    """Somebody who can have said a passage."""

    features: Features
    """What is true of this candidate and has a weight: the share is reckoned from their sum."""
    mention: int = -1
    """Index of the mention; -1 for a speaker carried over."""
    carried: int = -1
    """Index of the passage whose speaker goes on; -1 for a mention."""
    verb: str = ""
    """The word that introduces the passage: "said", "according to"; empty where no word reports it."""
    evidence: list[tuple[int, int]] = field(default_factory=list)
    """Offsets in the article of the mention, and of the verb where there is one; empty for a speaker carried over."""
    way: Way = Way.NONE
    """How the text shows that this one speaks."""
    tight: bool = False
    """A reporting clause that touches the passage names them."""
    holds: bool = False
    """The passage can only stand in what this clause reports."""


@dataclass(slots=True)
class Attribution:
    """Who said a passage."""

    person: int = -1
    """The person's number; -1 for nobody."""
    confidence: float = 0.0
    """Probability that the person said it; 0 for nobody."""
    verb: str = ""
    """The word that introduces the passage: "said", "according to"; empty when there is none."""
    evidence: tuple[tuple[int, int], ...] = ()
    """Offsets in the article of the words that decided it; empty where none did."""
    addressed: int = -1
    """Of an interviewer's turn: the person who answers; -1 for nobody."""
    bound: float = 1.0
    """What the confidence is at most."""
    way: Way = Way.NONE
    """What decided it."""
    mention: int = -1
    """Index of the mention that decided it; -1 for a speaker carried over."""
    acting: dict[int, float] = field(default_factory=dict)
    """Person -> probability, by what the passage's own paragraph tells of them without a reporting verb."""
    shares: dict[int, float] = field(default_factory=dict)
    """Person -> probability, of everybody who was considered."""
    candidates: list[Candidate] = field(default_factory=list)
    """All that were weighed, whom weights are fitted to; empty where there were none, or a rule set them aside."""
    told: str = ""
    """In a story: what names the speaker in the paragraph, a kind of tag, "beat" or "nothing"; empty elsewhere."""
    around: tuple[str, ...] = ()
    """In a story: what its conversation shows of how sure that is: how many take part, how far the next name stands."""
