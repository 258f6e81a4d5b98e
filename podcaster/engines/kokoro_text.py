"""From words to the phonemes that Kokoro was trained on.

Espeak-ng says how words sound, in the International Phonetic Alphabet; Kokoro's own alphabet (that of misaki, by the
model's makers) has one letter for each diphthong and affricate, and fewer signs. Misaki itself, with spaCy's small
model, was no better: of 40 sentences in two voices, heard by Whisper base, 6.0 % of the words were wrong by letters
with espeak-ng and 5.9 % with misaki; the listener found a fault in none of the 80 and in two (capitals spelled out).
"""

from __future__ import annotations

import re
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.patterns import on_demand
from podcaster.sentences import split_spoken
from podcaster.spoken.en.context import is_british

if TYPE_CHECKING:
    from collections.abc import Sequence

BEST = 220
"""Characters of a piece that the model speaks best; its users report 160 to 250."""
MOST = 300
"""Characters of a piece at most. English has about one phoneme a character, and the model takes 510."""

_TIE = "^"
_BOTH = (
    ("ʔˌn\u0329", "tᵊn"), ("ʔn\u0329", "tᵊn"), ("ʔ", "t"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"),
    ("e^ɪ", "A"), ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"),
    ("ɬ", "l"), ("ʲ", ""), ("\u0303", ""),
)  # fmt: skip
"""Espeak's signs, with diphthongs tied, and the model's, in both accents."""
_BRITISH = (("e^ə", "ɛː"), ("iə", "ɪə"), ("ə^ʊ", "Q"), ("o^ʊ", "Q"))
_AMERICAN = (("o^ʊ", "O"), ("ə^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""), ("ɾ", "T"))
_SYLLABIC = on_demand("(\\S)\u0329")
_DIPHTHONGS = on_demand("aɪ|aʊ|eɪ|ɔɪ|oʊ|əʊ|dʒ|tʃ|eə")
"""Pairs that stand for one sound in transcriptions without ties, as people write them."""

_IPA = on_demand(r"\[\[(.*?)\]\]")
_MARKS = on_demand(r"\s*(\.{2,}|…|[;:,!?—–]|\.(?=[\s\"”’')\]]|$))[\"”’')\]]*\s*|\s*[()\[\]]+\s*")
"""A mark at which the voice pauses or turns, with what stands around it; not the dots inside U.S or 3.5."""
_BREATHS = (on_demand(r"(?<=[;:—])\s*(?=\S)|\s+(?=[–—])"), on_demand(r"(?<=,)\s+"), on_demand(r"\s+(?=(?:and|but|or|because|which|who|that|when|while|after|before|y|pero|porque|que|et|ou|mais|qui|car|ma|perché|che|mas|quando)\b)"), on_demand(r"\s+"))  # fmt: skip  # noqa: E501
"""Where one breathes inside a sentence, the better places first."""

_espeak = Lock()


_FOREIGN = {"es": "es", "fr": "fr-fr", "it": "it", "pt": "pt-br"}
"""Languages that the model speaks besides English, and espeak-ng's names of them; Portuguese is Brazil's."""
_FOREIGN_SIGNS = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("s^s", "S"),
    ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("^", ""), ("-", ""),
)  # fmt: skip
"""Espeak's signs and the model's, for languages that are not English (misaki's EspeakG2P, by the model's makers)."""


def phonemes(text: str, language: str) -> str:
    """A text in the model's alphabet, with the marks at which it pauses.

    Args:
        text: Words as they are to be said; runs of IPA stand in double brackets.
        language: "es", "fr", "it" and "pt" are read as such; "en-GB" and others of British habits so, all else as
            American English.
    """
    british = is_british(language)
    foreign = _FOREIGN.get(language.partition("-")[0].casefold(), "")
    said: list[str] = []
    at = 0
    for match in _IPA.finditer(text):
        said += [
            _read(text[at : match.start()], british=british, foreign=foreign),
            _own_signs(match[1], british=british, foreign=foreign),
        ]
        at = match.end()
        if match[1].isascii():  # an article's own brackets: "items[[0]]"
            said[-1] = _read(match[1], british=british, foreign=foreign)
    said.append(_read(text[at:], british=british, foreign=foreign))
    return re.sub(r"\s+([;:,.!?…])", r"\1", " ".join(" ".join(said).split()))


def _read(text: str, *, british: bool, foreign: str) -> str:
    """Words and marks in the model's alphabet."""
    parts: list[str] = []
    at = 0
    for match in _MARKS.finditer(text):
        parts += [text[at : match.start()], _mark(match[1] or ",")]
        at = match.end()
    parts.append(text[at:])
    words = [index for index in range(0, len(parts), 2) if parts[index].strip()]
    for index, sound in zip(
        words, _sounds([parts[index].strip() for index in words], british=british, foreign=foreign), strict=True
    ):
        parts[index] = sound
    return "".join(parts).strip().lstrip(",;:.!?… ")


def _mark(mark: str) -> str:
    return "… " if mark[0] == "." and len(mark) > 1 else "—" if mark == "–" else f"{mark} "


def _sounds(texts: Sequence[str], *, british: bool, foreign: str) -> list[str]:
    with _espeak:  # it has one state a process
        found: list[str] = _backend(foreign or ("en-gb" if british else "en-us")).phonemize(list(texts))
    return [_convert(sound.strip(), british=british, foreign=foreign) for sound in found]


@cache
def _backend(language: str) -> Any:
    import logging

    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    quiet = logging.getLogger("podcaster.phonemizer")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False
    return EspeakBackend(
        language,
        with_stress=True,
        tie=_TIE,
        punctuation_marks="\ue000",  # else it takes the dots out of E.P.A
        language_switch="remove-flags",
        logger=quiet,
    )


def _own_signs(ipa: str, *, british: bool, foreign: str) -> str:
    """A transcription by a person, in the model's alphabet."""
    tied = _DIPHTHONGS.sub(lambda match: _TIE.join(match[0]), ipa.replace("\u0361", "").replace("\u035c", ""))
    return _convert(tied.replace("g", "ɡ"), british=british, foreign=foreign)


def _convert(sound: str, *, british: bool, foreign: str) -> str:
    if foreign:
        for espeak, own in _FOREIGN_SIGNS:
            sound = sound.replace(espeak, own)
        return sound
    for espeak, own in (*_BOTH, *(_BRITISH if british else _AMERICAN)):
        sound = sound.replace(espeak, own)
    sound = re.sub(r"e(?!\^)", "A", sound) if not british else sound
    return _SYLLABIC.sub(r"ᵊ\1", sound).replace("\u0329", "").replace(_TIE, "")


def breathe(text: str) -> list[str]:
    """Cut a text where one would breathe, in pieces of the length that the model speaks best."""
    pieces: list[str] = []
    *others, last = split_spoken(text)
    for sentence in (*(each.rstrip("\"”’')]") for each in others), last):  # a closing mark would hide the full stop
        for part in _shorten(sentence.strip()):
            if pieces and len(pieces[-1]) + 1 + len(part) <= BEST and len(part) < len(text):
                pieces[-1] += f" {part}"
            else:
                pieces.append(part)
    return [piece for piece in pieces if piece]


def _shorten(sentence: str) -> list[str]:
    """A sentence in as few pieces as it needs, cut as near to even as the better places allow."""
    if len(sentence) <= MOST:
        return [sentence]
    wanted = len(sentence) / (len(sentence) // BEST + 1)
    for place in _BREATHS:
        cuts = [match.end() for match in place.finditer(sentence) if not _inside(sentence, match.start())]
        near = [cut for cut in cuts if 0.5 * wanted <= cut <= MOST]
        if near:
            cut = min(near, key=lambda at: abs(at - wanted))
            return [sentence[:cut].strip(), *_shorten(sentence[cut:].strip())]
    return [sentence[:MOST], *_shorten(sentence[MOST:])]


def _inside(text: str, at: int) -> bool:
    """Whether a place is inside of a transcription."""
    return text.rfind("[[", 0, at) > text.rfind("]]", 0, at)
