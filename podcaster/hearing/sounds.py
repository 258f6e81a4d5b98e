"""How alike two phonemes are, and how little one is missed: what makes "quay" and "key" the same, and "t" nearly "d".

Phonemes are espeak-ng's, in IPA. Distances are between 0 (the same) and 1 (nothing in common).
"""

from __future__ import annotations

from functools import cache

VOWELS = frozenset("iɪeɛæaɑɒɔoʊuʌəɐɜɚᵻɨøœyɘɤɯɶʉ")
"""First letters of vowels and diphthongs."""
REDUCED = frozenset({"ə", "ɐ", "ɪ", "ᵻ", "ʌ", "ɚ", "ɨ"})
"""Vowels of unstressed syllables, which every accent and speed changes into one another."""
VOWEL = 0.35
"""Between two vowels: accents differ most in them, and recognisers mind them least."""
SHADE = 0.1
"""Between a vowel and its long or reduced form."""
NEAR = 0.3
"""Between two consonants that differ in one feature."""
GLIDE = 0.3
"""Between a semivowel and its vowel, or an r and the vowel that it colours."""
CONSONANT = 0.8
"""Between other consonants."""
APART = 1.0
"""Between a consonant and a vowel."""

_NEAR = (
    "pb", "td", "kɡ", "kg", "fv", "sz", "θð", "ʃʒ", "mn", "nŋ", "tɾ", "dɾ", "ðd", "θf", "θs", "ðz", "vð", "bv", "pf",
    "tθ", "ɹw", "lw", "lɹ", "sʃ", "zʒ", "ɡɣ", "xk", "xh", "tʔ", "kʔ", "rɹ", "lɫ", "mŋ", "pt", "kt",
)  # fmt: skip
_GLIDES = ("jiɪ", "wuʊ", "ɹɚɜ")
_PAIRS = frozenset(frozenset(pair) for pair in _NEAR)
_AFFRICATES = {"tʃ": "tʃ", "dʒ": "dʒ", "ts": "ts"}
WEAK = {"h": 0.4, "ɹ": 0.4, "r": 0.4, "ə": 0.35, "ɐ": 0.35, "ᵻ": 0.35, "ɪ": 0.5, "t": 0.7, "d": 0.7, "ʔ": 0.2, "j": 0.5}
"""What it costs when a phoneme is missing or too many, where that is less than 1: sounds that speech swallows."""


def is_vowel(phoneme: str) -> bool:
    """Whether a phoneme is a vowel or a diphthong."""
    return phoneme[:1] in VOWELS


def lost(phoneme: str) -> float:
    """What it costs when a phoneme is missing, or too many: 0 to 1."""
    return WEAK.get(plain(phoneme), 1.0)


@cache
def distance(one: str, other: str) -> float:
    """How unlike two phonemes are: 0 to 1."""
    first, second = plain(one), plain(other)
    if first == second:
        return 0.0 if one == other else SHADE / 2
    if is_vowel(first) and is_vowel(second):
        shade = first[0] == second[0] or {first, second} <= REDUCED
        return SHADE if shade else VOWEL
    if is_vowel(first) or is_vowel(second):
        return GLIDE if any(first[0] in group and second[0] in group for group in _GLIDES) else APART
    if first in _AFFRICATES or second in _AFFRICATES:
        shared = set(_AFFRICATES.get(first, first)) & set(_AFFRICATES.get(second, second))
        return NEAR if shared else CONSONANT
    return NEAR if frozenset((first, second)) in _PAIRS else CONSONANT


@cache
def plain(phoneme: str) -> str:
    """A phoneme without length and other marks."""
    return "".join(letter for letter in phoneme if letter not in "ːˑ̩̃ʲˠ͡").replace("g", "ɡ") or phoneme
