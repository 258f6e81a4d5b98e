"""The process that turns words into phonemes: words in on standard input, espeak-ng's phonemes out.

Espeak keeps one state a process, and engines use it too; so it has a process of its own here. It answers in the frames
of ``engines/worker.py``. A request is one line of JSON: ``voice`` and ``words``; the answer is a list of phonemes for
each, or with ``stress`` its transcription in one piece.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys

RETRIEVAL, UTF8, IPA = 1, 1, 2
SEPARATOR = "_"


def main(library: str, data: str) -> None:
    """Answer requests until standard input ends."""
    espeak = ctypes.CDLL(library)
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    espeak.espeak_TextToPhonemes.argtypes = (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
    ready = espeak.espeak_Initialize(RETRIEVAL, 0, os.fsencode(data), 0) > 0
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if not ready:
            frame(b"E", b"espeak-ng cannot be initialised")
        elif espeak.espeak_SetVoiceByName(request["voice"].encode()):
            frame(b"E", f"espeak-ng has no voice {request['voice']!r}".encode())
        else:
            read = whole if request.get("stress") else phonemes
            frame(b"A", json.dumps([read(espeak, word) for word in request["words"]]).encode())
            frame(b"D", b"0")


def phonemes(espeak: ctypes.CDLL, word: str) -> list[str]:
    """The phonemes of a word, in IPA, without stress."""
    rest = ctypes.c_char_p(word.encode())
    found: list[str] = []
    while rest.value:
        clause = espeak.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA | ord(SEPARATOR) << 8)
        found += clause.decode().replace(" ", SEPARATOR).split(SEPARATOR)
    return [sound for each in found if (sound := each.strip("ˈˌ \n"))]


def whole(espeak: ctypes.CDLL, text: str) -> str:
    """The transcription of a word or phrase, in IPA, with stress."""
    rest = ctypes.c_char_p(text.encode())
    found: list[str] = []
    while rest.value:
        found.append(espeak.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA).decode().strip())
    return " ".join(found)


def frame(kind: bytes, data: bytes) -> None:
    """Write a frame."""
    sys.stdout.buffer.write(kind + len(data).to_bytes(4, "little") + data)
    sys.stdout.buffer.flush()
