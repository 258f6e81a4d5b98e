"""Speaks texts with espeak-ng and tells when each word is heard, by espeak's own events: the truth about captions.

::

    python -m tests.word_times < texts.json > truth.json

In: a list of [voice, text]. Out, for each: the file of the trimmed clip's samples, and [offset, seconds] of each word.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile

import espeakng_loader
import numpy as np

from podcaster.audio import edit_clip
from podcaster.model import Audio

WORD_EVENT = 1
UTF8, END_PAUSE = 1, 0x1000


class Event(ctypes.Structure):
    """``espeak_EVENT`` of espeak-ng's speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


def main() -> None:
    """Answer standard input."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(2, 1000, espeakng_loader.get_data_path().encode(), 0)
    samples: list[bytes] = []
    words: list[tuple[int, float]] = []

    def take(pcm: int, count: int, events: ctypes.Array[Event]) -> int:
        if count > 0:
            samples.append(ctypes.string_at(pcm, 2 * count))
        place = 0
        while events[place].type:
            if events[place].type == WORD_EVENT:
                words.append((events[place].text_position - 1, events[place].audio_position / 1000))
            place += 1
        return 0

    kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))
    callback = kind(take)
    library.espeak_SetSynthCallback(callback)
    answers = []
    for voice, text in json.load(sys.stdin):
        samples.clear()
        words.clear()
        library.espeak_SetVoiceByName(voice.encode())
        data = text.encode()
        library.espeak_Synth(data, len(data) + 1, 0, 0, 0, UTF8 | END_PAUSE, None, None)
        whole = b"".join(samples)
        clip = edit_clip(Audio(whole, rate))
        # Edges are faded, the rest is as it was spoken: its loudest moment tells how much was trimmed off in front.
        loudest = 2 * int(np.argmax(np.abs(np.frombuffer(clip.pcm, "<i2").astype(int))))
        trimmed = (whole.index(clip.pcm[loudest : loudest + 2000]) - loudest) / 2 / rate
        handle, path = tempfile.mkstemp(suffix=".pcm")
        with os.fdopen(handle, "wb") as file:
            file.write(clip.pcm)
        answers.append([path, rate, [(offset, at - trimmed) for offset, at in words]])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
