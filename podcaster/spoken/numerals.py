"""Roman numerals, the same in every language."""

from __future__ import annotations

from itertools import pairwise

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def value(numeral: str) -> int:
    """The number that a Roman numeral writes, in capitals."""
    values = [VALUES[letter] for letter in numeral]
    return sum(-this if this < following else this for this, following in pairwise([*values, 0]))
