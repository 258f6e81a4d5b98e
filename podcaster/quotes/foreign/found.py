"""Who said a passage, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.foreign.named import Named

NAMED, GOES_ON, MEANT = 0.9, 0.75, 0.6
"""How sure a name beside the verb is, a speaker who goes on in the same paragraph, and a pronoun or a guess."""
LEAST = 0.01
"""How sure nobody is who may still be told by what stands around."""
ANNOUNCED = "announced by a colon"
NO_SUBJECT = "a verb whose subject was named before"


@dataclass(frozen=True)
class Found:
    """Who said a passage, and why."""

    person: Named | None
    confidence: float = 0.0
    way: str = ""
    verb: str = ""
    evidence: tuple[tuple[int, int], ...] = ()
    tagged: bool = False
    """Words beside the passage report it, whoever they mean."""

    @property
    def strange(self) -> bool:
        """Whether a pronoun reports it that fits nobody who was named."""
        return self.tagged and self.person is None and not self.confidence


NOBODY = Found(None)
