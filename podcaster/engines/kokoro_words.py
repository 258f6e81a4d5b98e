"""Which phonemes of a piece are which of its words, so that the model's durations tell when words begin.

Espeak-ng, which made the phonemes, joins short words ("in the" becomes "ɪnðə") and takes signs and initials apart. So
the words of both are matched in order: by their lengths, by how they begin, and by the marks behind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STEPS = ((1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 0), (0, 1))
"""How many words of the text and of the phonemes can stand for each other, the likelier first."""
BAND = 8
"""How many words a match may be off the even place."""
UNLIKELY, UNALIKE, ONE_MARK, NOTHING = 1.0, 1.5, 3.0, 6.0
"""What costs as much as so many letters of difference: a word more than one to one; a beginning that the other cannot
sound like; a mark that stands behind one side only; a word that the other side does not have."""
NEAR = 2
"""Signs around the even place in which a word that was joined to the one before is looked for."""
SILENT = frozenset("ˈˌː[]")
"""Signs that take no time of their own."""
MARKS = ".,;:!?…—–"
VOWELS = "aɑæɐəɛɜiɪoɔuʊʌᵻAIOQWYe"
BEGINNINGS = {
    "b": "b", "c": "ksʧʃʦ", "d": "dðʤ", "f": "f", "g": "ɡʤnʒɣʎɲ", "h": "hwʧʒ" + VOWELS, "j": "ʤjxʒ", "k": "kn",
    "l": "lʎ", "m": "m", "n": "nɲ", "p": "pfsn", "q": "k", "r": "ɹɾrʁ", "s": "szʃʒ", "t": "tθðʧʃ", "v": "vfbβ",
    "w": "wvhɹ", "x": "zsɡkx", "y": "jʝ" + VOWELS, "z": "zsθʦʣ",
}  # fmt: skip
"""Signs that a word with such a first letter may begin with; with any other letter it begins with a vowel or glide."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    size: int
    """Letters, or signs that sound."""
    first: str
    """The first of them."""
    marked: bool
    """A mark at which the voice pauses stands behind it."""


def word_places(text: str, said: str) -> list[tuple[str, int]]:
    """Where in the phonemes the words of a text begin.

    Args:
        text: As espeak-ng was given it.
        said: Its phonemes in the model's alphabet, with spaces between words.

    Returns:
        Words of the text with places in ``said``, which rise. A word that is not said is left out.
    """
    written, sounds = _words(text, r"[^\s—–]+"), _words(said, r"[^\s.,;:!?…—]+")
    found: list[tuple[str, int]] = []
    for words, group in _matches(written, sounds):
        if group:
            start, end = group[0].start, group[-1].end
            whole, before = sum(word.size for word in words), 0
            for place, word in enumerate(words):
                even = start + round((end - start) * before / whole)
                at = _beginning(said, word, even, end) if place else start
                found.append((text[word.start : word.end], max(at, found[-1][1] + 1 if place else 0)))
                before += word.size
    return [(word, min(at, len(said) - 1)) for word, at in found]


def _beginning(said: str, word: _Word, even: int, end: int) -> int:
    """Where a word that was joined to the one before begins: at a sign that fits near the even place."""
    fitting = [at for at in range(even - NEAR, min(even + NEAR + 1, end)) if _alike(word.first, said[at])]
    return min(fitting, key=lambda at: abs(at - even), default=even)


def _alike(letter: str, sign: str) -> bool:
    return letter.isdigit() or sign in BEGINNINGS.get(letter, VOWELS + "jwɥ")


def _words(text: str, pattern: str) -> list[_Word]:
    found = []
    for match in re.finditer(pattern, text):
        heard = [sign for sign in match[0] if sign.isalnum() and sign not in SILENT]
        if heard:
            size = sum(4 if sign.isdigit() else 1 for sign in heard) + len(re.findall(r"\b[A-Z]\b", match[0]))
            behind = on_demand(rf"[\"”’')\]\s]*[{MARKS}]?").match(text, match.end())
            last = (match[0] + (behind[0] if behind else "")).rstrip("\"”’')] \t")[-1:]
            found.append(_Word(match.start(), match.end(), size, heard[0].casefold(), last in MARKS))
    return found


def _matches(written: list[_Word], sounds: list[_Word]) -> Iterator[tuple[list[_Word], list[_Word]]]:
    """The cheapest way to match all of both, as runs of words and of sounds."""
    pace = sum(word.size for word in sounds) / max(1, sum(word.size for word in written))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for x, y in _places(len(written), len(sounds)):
        options = []
        for wide, high in STEPS:
            before = x - wide, y - high
            if before in best:
                price = _price(written[before[0] : x], sounds[before[1] : y], pace)
                options.append((best[before][0] + price, before))
        if options:
            best[x, y] = min(options, key=lambda option: option[0])
    at, turns = (len(written), len(sounds)), []
    while at in best and at != (0, 0):
        turns.append((at, best[at][1]))
        at = best[at][1]
    for (x, y), before in reversed(turns):
        yield written[before[0] : x], sounds[before[1] : y]


def _places(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Where words and sounds may meet: about as far on in both."""
    for x in range(width + 1):
        even = round(x * height / max(1, width))
        for y in range(max(0, even - BAND), min(height, even + BAND) + 1):
            if x or y:
                yield x, y


def _price(words: Sequence[_Word], sounds: Sequence[_Word], pace: float) -> float:
    if not words or not sounds:
        return NOTHING
    off = abs(sum(word.size for word in words) * pace - sum(sound.size for sound in sounds))
    unalike = 0.0 if _alike(words[0].first, sounds[0].first) else UNALIKE
    inner = sum(word.marked for word in (*words[:-1], *sounds[:-1]))
    marks = inner + (words[-1].marked != sounds[-1].marked)
    return off + unalike + UNLIKELY * (len(words) + len(sounds) - 2) + ONE_MARK * marks
