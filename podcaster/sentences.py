"""Where sentences end, and how long words are when they are said: rough facts that more than one stage needs."""

from __future__ import annotations

from itertools import accumulate, pairwise

from podcaster.patterns import on_demand

STOPS = ".!?…。！？．।॥؟۔"
"""Signs that end a sentence, in all scripts (UAX 29 has them as STerm and ATerm)."""
CLOSING = "”’\"')]»«“」』）"
"""Signs that may stand behind them."""
NOT_SHORT = (
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Lt|St|Jr|Sr|vs))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Rev|Sgt|Inc|Ltd))"
    r"(?<!\b(?:Prof|Supt))"
)
"""Pattern in front of a full stop that ends a sentence, and not an abbreviation."""
SENTENCE_BREAK = on_demand(rf"{NOT_SHORT}(?<![.!?…])[.!?…]++[\"”’')\]]*+\s++(?=[\"“‘'(\[]*[^\W_a-z])")
"""The end of a sentence with the space behind it, where another one follows; it costs no more than the text is long."""
LETTERS_OF_A_DIGIT = 4
"""A figure's digit takes as long to say as so many letters: "31" is "thirty-one". Espeak's times fit 3 to 5."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing marks put aside."""
    return text.rstrip(f"{CLOSING} \t\n").endswith(tuple(STOPS))


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without the space around them."""
    breaks = (match.end() for match in SENTENCE_BREAK.finditer(text))
    return [part for start, end in pairwise((0, *breaks, len(text))) if (part := text[start:end].strip())]


def letters_before(text: str) -> list[int]:
    """How much of a text is said before each of its characters, and in all, counted in letters."""
    return [0, *accumulate(LETTERS_OF_A_DIGIT if sign.isdigit() else 1 for sign in text)]
