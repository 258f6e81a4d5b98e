"""How written text is said: numbers, money, abbreviations, signs, and the pronunciation lexicon.

``say_text`` is the door. An engine tells what it needs by a ``Style``; the ``Spoken`` it gets keeps the way back to the
text as written, so that transcripts show what was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.spoken.text import Decision, Spoken, SpokenSpan, Style

if TYPE_CHECKING:
    from podcaster.spoken.lexicon import Lexicon

__all__ = ["Decision", "Spoken", "SpokenSpan", "Style", "is_english", "say_text"]


def say_text(text: str, lexicon: Lexicon | None = None, style: Style | None = None, *, language: str = "en") -> Spoken:
    """Write a text the way it is said.

    Args:
        text: What one role says, without its quotation marks or with them.
        lexicon: How names and terms are said; None for the rules alone.
        style: What the engine needs; None for espeak-ng's needs.
        language: BCP 47 tag of the text. English (``en-GB`` and its like with British forms), German, French, Spanish,
            Italian and Portuguese are read by rules; any other language gets its markup cleaned, its pauses, and the
            lexicon.

    Returns:
        The spoken text and the map to the original. The text is empty when there is nothing to say.
    """
    from podcaster.spoken.say import say

    return say(text, lexicon, style or Style(), language)


def is_english(language: str) -> bool:
    """Whether the rules for English (numbers, abbreviations, quotes) apply to a BCP 47 language tag."""
    from podcaster.spoken.languages import language_of

    return language_of(language) == "en"
