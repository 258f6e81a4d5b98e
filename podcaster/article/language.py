"""The language a text is written in."""

from __future__ import annotations

import re

SAMPLE = 20_000
"""Characters looked at; more of them change nothing."""
ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "he", "as", "at", "be",
        "his", "by", "this", "had", "not", "are", "but", "from", "have", "they", "she", "which", "or", "we", "an",
        "were", "been", "their", "has", "would", "will", "who", "her", "you", "said",
    }
)  # fmt: skip
"""The words that are most frequent in English; in other languages few of them are words at all."""
ENGLISH_SHARE = 0.2
"""Of the words of English prose, 30 to 50 % are among ``ENGLISH``; in Dutch, the nearest, under 12 %."""
FEW_WORDS = 12
"""Fewer words than these do not show their language."""
FEW_FOREIGN = 25
"""Fewer words than these, of which few are English, do not show which other language they are in: in a show of another
one they are in that."""


def find_language(text: str, declared: str = "", usual: str = "en") -> str:
    """The language of a text, as a BCP 47 tag; the usual one where nothing speaks for another.

    English is told by its frequent words. Only for other texts the model of py3langid is loaded, which takes most of
    a second.

    Args:
        text: The words that are read.
        declared: What the page or file says. It decides between "en" and "en-GB"; where the words are in another
            language, the words are right: pages often carry the language of their template.
        usual: The language of the show, which a text is in that is too short to show its own.
    """
    sample = text[:SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    primary = declared.split("-", maxsplit=1)[0]
    if len(words) < FEW_WORDS:
        return declared or usual
    if in_english(sample):
        return declared if primary == "en" else "en"
    if primary not in {"", "en"}:
        return declared
    if len(words) < FEW_FOREIGN and usual.split("-", maxsplit=1)[0] != "en":
        return usual
    import py3langid

    return str(py3langid.classify(sample)[0])


def in_english(text: str) -> bool:
    """Whether a text is in English, told by its frequent words; a short one counts as English."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].lower())
    return len(words) < FEW_WORDS or sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words)
