"""Where sentences end, and how long words are when they are said: rough facts that more than one stage needs."""

from __future__ import annotations

from itertools import accumulate

NOT_SHORT = (
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|Sr|vs))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt|Inc|Ltd))"
    r"(?<!\b(?:Prof|Supt))"
)
"""Pattern in front of a full stop that ends a sentence, and not an abbreviation."""
LETTERS_OF_A_DIGIT = 4
"""A figure's digit takes as long to say as so many letters: "31" is "thirty-one". Espeak's times fit 3 to 5."""


def letters_before(text: str) -> list[int]:
    """How much of a text is said before each of its characters, and in all, counted in letters."""
    return [0, *accumulate(LETTERS_OF_A_DIGIT if sign.isdigit() else 1 for sign in text)]
