"""Whether a clip can be what its line says: engines that lose words without a word are found here."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.model import Audio

SHORTEST = 0.015
"""Seconds that a letter takes at least, at rate 1: four times as fast as espeak speaks."""
LONGEST = 0.8
"""Seconds that a letter takes at most: a digit of a long number that is read as words takes 0.6."""
LONGEST_NAMED = 3.0
"""Seconds that a letter or sign takes at most that is not Latin, because it may be read by its name or number."""
ALLOWANCE = 4.0
"""Seconds that any clip may be longer: silence at its ends, and a sign that is said as a word."""
LAST_LATIN = "\u024f"
"""The end of Latin Extended-B."""
QUIETEST = 0.004
"""Highest sample of a clip that is nothing but noise (-48 dB of full scale); the quietest voice reaches 0.1."""

LONGEST_WORD = 300
"""Characters of a word that are said; the longest words of any dictionary have under 200, and espeak leaves out what is
behind some 800. Scripts that put no space between words are not cut."""
_ENDLESS = on_demand(rf"((?:(?!\s)[!-\u052f]){{{LONGEST_WORD}}})(?:(?!\s)[!-\u052f])+")

_SAID = frozenset("%&@#/*")
"""Punctuation that is said as a word."""


def has_words(text: str) -> bool:
    """Whether there is anything in a text that can be said: not only punctuation."""
    return any(letter in _SAID or unicodedata.category(letter)[0] in "LNS" for letter in text)


def one_line(text: str) -> str:
    """A text in one line, without control characters: one of them ends a text for espeak, another breaks Piper."""
    return " ".join("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text).split())


def cut_words(text: str) -> str:
    """A text with what no word can be, thousands of letters or digits without a space, cut off to its beginning."""
    return _ENDLESS.sub(r"\1", text)


def find_fault(audio: Audio, text: str, rate: float) -> str:
    """What is wrong with the length of what an engine said.

    Args:
        audio: What it said.
        text: What it was given.
        rate: The speed that was asked for, relative to the engine's own.

    Returns:
        A phrase; empty when nothing is.
    """
    if not audio.pcm:
        return "it said nothing"
    if len(audio.pcm) % 2 or audio.sample_rate <= 0:
        return "it gave half a sample"
    letters = sum(map(str.isalnum, text))
    seconds = audio.duration * rate
    if seconds < letters * SHORTEST:
        return f"it said {letters} letters in {audio.duration:.2f} s"
    longest = sum(LONGEST if letter <= LAST_LATIN else LONGEST_NAMED for letter in text)
    if seconds > longest + ALLOWANCE * max(1.0, rate):
        return f"it took {audio.duration:.1f} s for {letters} letters"
    return ""
