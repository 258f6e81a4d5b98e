"""An engine for tests: a tone a voice, so that a sound tells who spoke, and a length a letter."""

from __future__ import annotations

import math
from array import array
from functools import cache
from typing import TYPE_CHECKING

from podcaster.engines.base import API_VERSION, Engine, GivenUpError
from podcaster.model import Audio, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_RATE = 22050
LETTER = 0.06
"""Seconds that a letter or digit sounds, at rate 1."""
GAP = 0.03
"""Seconds of silence for every other character."""
PITCHES = (220, 330, 440, 550, 660, 880)
"""Hz, one a voice."""
LEVEL = 8000
"""Of 32767."""


class ToneEngine(Engine):
    """Beeps, as long as the text is."""

    api_version = API_VERSION
    version = "1"
    parallel = 0

    def voices(self) -> Sequence[Voice]:
        """A voice a pitch: its id is the frequency in Hz."""
        return [Voice(f"tone-{hertz}", self.name, str(hertz)) for hertz in PITCHES]

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """A sine for every letter, silence for what is between them.

        Raises:
            GivenUpError: The voice's id is no number.
        """
        try:
            hertz = float(voice.id) * 2 ** (voice.pitch / 12)
        except ValueError as error:
            raise GivenUpError(f"There is no tone called {voice.id}.") from error
        letter, gap = (
            _tone(hertz, round(LETTER / voice.rate * SAMPLE_RATE)),
            bytes(2 * round(GAP / voice.rate * SAMPLE_RATE)),
        )
        return Audio(b"".join(letter if character.isalnum() else gap for character in text), SAMPLE_RATE)


@cache
def _tone(hertz: float, count: int) -> bytes:
    """So many samples of a sine."""
    step = 2 * math.pi * hertz / SAMPLE_RATE
    return array("h", (round(LEVEL * math.sin(step * index)) for index in range(count))).tobytes()
