"""The values of references: whom pronouns and descriptions can stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.quotes.choice import Weighted


@dataclass(slots=True)
class Reference:
    """Whom a mention can stand for."""

    options: list[dict[int, float]]
    """Of each antecedent: the people whom it means, with probabilities."""
    features: list[Weighted]
    """Of each antecedent: what speaks for or against it; empty ones where no weights chose."""
    shares: list[float]
    """Of each antecedent: the probability that it is the one."""

    def people(self) -> dict[int, float]:
        """Everybody who may be meant, with probabilities."""
        found: dict[int, float] = {}
        for option, share in zip(self.options, self.shares, strict=True):
            for person, part in option.items():
                found[person] = found.get(person, 0.0) + share * part
        return found


@dataclass(slots=True)
class References:
    """The choices made for the pronouns of an article, by the mention's index."""

    held: dict[int, Reference] = field(default_factory=dict)
    """Index of the mention -> whom it can stand for; mentions that a rule gives to one person are not in it."""
    unnamed: dict[int, int] = field(default_factory=dict)
    """Of descriptions: the person who is meant when it is nobody met before."""
