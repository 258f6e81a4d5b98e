"""Long texts in pieces: cut where a pause is, and their sounds joined again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.errors import EngineError
from podcaster.model import Audio
from podcaster.sentences import split_spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECE_PAUSE = 0.2
"""Seconds between the pieces of a text that was too long for one request."""


def split_text(text: str, most: int) -> list[str]:
    """Cut a text into pieces of at most so many characters: between sentences, else between words, else anywhere."""
    pieces: list[str] = []
    for sentence in split_spoken(text) if len(text) > most else [text]:
        if pieces and len(pieces[-1]) + 1 + len(sentence) <= most:
            pieces[-1] = f"{pieces[-1]} {sentence}"
            continue
        rest = sentence
        while len(rest) > most:
            cut = rest.rfind(" ", 1, most + 1)
            cut = cut if cut > 0 else most
            pieces.append(rest[:cut])
            rest = rest[cut:].lstrip()
        pieces.append(rest)
    return [piece for piece in pieces if piece.strip()]


def join_sounds(sounds: Sequence[Audio]) -> Audio:
    """The sounds of a text's pieces, one behind the other.

    Raises:
        EngineError: They do not have the same number of samples a second.
    """
    rate = sounds[0].sample_rate
    if any(sound.sample_rate != rate for sound in sounds):
        raise EngineError("it answered with different sample rates")
    pause = bytes(2 * round(PIECE_PAUSE * rate))
    words: list[tuple[str, float]] = []
    start = 0.0
    for sound in sounds:
        words += [(word, start + time) for word, time in sound.words]
        start += sound.duration + len(pause) / 2 / rate
    return Audio(pause.join(sound.pcm for sound in sounds), rate, tuple(words))
