"""A pyttsx3 driver that speaks with espeak-ng at once, in the calling thread.

Pyttsx3's own espeak driver plays through an event loop, swallows errors, and may write no file or two; this one hands
the samples over while they are made, and returns when all are there. :func:`register` makes it known to pyttsx3 under
:data:`NAME`; everything else goes through pyttsx3.

It imports little on purpose: every page of memory that its process holds makes a fork dearer.
"""

from __future__ import annotations

import ctypes
import os
import sys

TYPE_CHECKING = False  # as type checkers take it
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NAME = "podcaster_espeak"
BUFFER = 200
"""Milliseconds of sound that espeak hands over at once."""
DEFAULT_VOICE = "gmw/en-us"

_GENDERS = (None, "male", "female")


class EspeakDriver:
    """What pyttsx3 expects of a driver. One a process: espeak cannot be initialised twice."""

    sample_rate = 0

    def __init__(self, proxy: Any) -> None:
        from pyttsx3.drivers import _espeak

        self._espeak = _espeak
        self._proxy = proxy
        self._sink: Callable[[bytes], object] = len
        rate = _espeak.Initialize(_espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER)
        if rate <= 0:
            raise RuntimeError("espeak-ng cannot be initialised")
        EspeakDriver.sample_rate = rate
        # The breath in some voices is random, and espeak seeds it with the time.
        _espeak.dll.espeak_ng_SetRandSeed(ctypes.c_long(1))
        # Reading all voice files takes as long as a sentence: once here, not once in every fork.
        _espeak.ListVoices(None)
        _espeak.SetSynthCallback(self._on_synth)
        self.setProperty("voice", DEFAULT_VOICE)

    def _on_synth(self, samples: Any, count: int, _events: Any) -> int:
        if count > 0:
            self._sink(ctypes.string_at(samples, 2 * count))
        return 0

    def save_to_file(self, text: str, target: Callable[[bytes], object]) -> None:
        """Speak into ``target``, which is called with 16-bit samples as they are made."""
        self._sink = target
        flags = self._espeak.CHARS_UTF8 | self._espeak.ENDPAUSE
        status = self._espeak.Synth(text.encode(), flags=flags)
        if status:
            raise RuntimeError(f"espeak_Synth returned {status}")

    def getProperty(self, name: str) -> Any:  # noqa: N802 (pyttsx3's name)
        """The voices, or the value of a property."""
        if name == "voices":
            return [self._voice(voice) for voice in self._espeak.ListVoices(None)]
        numbers = {"rate": self._espeak.RATE, "volume": self._espeak.VOLUME, "pitch": self._espeak.PITCH}
        if name == "voice":
            current = self._espeak.GetCurrentVoice()
            return current.contents.identifier.decode().lower() if current else None
        value = self._espeak.GetParameter(numbers[name])
        return value / 100 if name == "volume" else value

    @staticmethod
    def _voice(voice: Any) -> Any:
        from pyttsx3.voice import Voice

        # A byte of priority stands before the language.
        languages = [voice.languages[1:].decode("utf-8", "replace")] if voice.languages else []
        identifier = voice.identifier.decode("utf-8", "replace").lower()  # as pyttsx3's own driver has them
        return Voice(identifier, voice.name.decode("utf-8", "replace"), languages, _GENDERS[voice.gender % 3])

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """Set voice (an identifier, such as "gmw/en-us+f2"), rate (words a minute), volume (0-1) or pitch (0-99)."""
        if name == "voice":
            variant = value.partition("+")[2]
            # Espeak takes the plain voice, without a word, when there is no such variant.
            if variant and not os.path.exists(f"{os.environ['ESPEAK_DATA_PATH']}/voices/!v/{variant}"):  # noqa: PTH110
                raise ValueError(f"espeak-ng has no variant {variant!r}")
            if self._espeak.SetVoiceByName(value.encode()):
                raise ValueError(f"espeak-ng has no voice {value!r}")
            return
        numbers = {"rate": self._espeak.RATE, "volume": self._espeak.VOLUME, "pitch": self._espeak.PITCH}
        self._espeak.SetParameter(numbers[name], round(value * 100) if name == "volume" else round(value), 0)

    def startLoop(self) -> None:  # noqa: N802
        """Run what is queued; the queue ends with a call of ``endLoop``."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing: the loop has ended by itself."""

    def iterate(self) -> None:
        """Nothing: no loop goes on in the background."""

    def stop(self) -> None:
        """Nothing: nothing is being said when this can be called."""

    def destroy(self) -> None:
        """Nothing: espeak stays for the life of the process."""


def register(library: str) -> None:
    """Load espeak-ng and make the driver known to pyttsx3.

    Args:
        library: Path of libespeak-ng. ``ESPEAK_DATA_PATH`` must name the folder of its data.
    """
    # Pyttsx3 asks for the library by its bare name, and gets the one that is loaded already.
    ctypes.CDLL(library, ctypes.RTLD_GLOBAL)
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> EspeakDriver:  # noqa: N802
    """Called by pyttsx3."""
    return EspeakDriver(proxy)
