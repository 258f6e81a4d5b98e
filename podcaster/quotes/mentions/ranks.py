"""The rank of an office: a deputy mayor is not the mayor, and a health minister not the prime minister."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BELOW = frozenset({"deputy", "vice", "assistant", "lieutenant", "shadow", "under"})
"""Words that make an office below it of an office."""
ABOVE = frozenset({"prime", "first", "chief"})
"""Words that make another office of a minister's."""
PREFIXED = ("vice-", "deputy-", "under-")
"""The same, as parts of a word: "vice-captain"."""
_GRADES = frozenset({"professor", "lecturer", "producer", "curator", "engineer"})
"""What an assistant of the kind is called besides: "the professor"."""


def rank_of(noun: str, modifiers: Iterable[str]) -> frozenset[str]:
    """The words before an office that make another office of it.

    Args:
        noun: The office: "mayor".
        modifiers: What stands before it, in small letters.
    """
    if noun in _GRADES:
        return frozenset()
    words = frozenset(modifiers)
    return words & (BELOW | ABOVE if noun == "minister" else BELOW)
