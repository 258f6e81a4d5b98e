"""Texts as the sounds they are made of, so that what is compared is how it sounds, not how it is spelled."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from podcaster.engines.worker import WorkerPool
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

AMERICAN = "gmw/en-us"
LIMIT = 60.0
"""Seconds that a request may take: espeak turns a million words into phonemes meanwhile."""
_IPA = on_demand(r"\[\[(.+?)\]\]")
_WORD = on_demand(r"\[\[.+?\]\]|[^\W_]+(?:['’.][^\W_]+)*['’]?", re.UNICODE)
_IPA_SOUND = on_demand(r"tʃ|dʒ|(?:aɪ|aʊ|eɪ|oʊ|əʊ|ɔɪ|[^\W\d_ˈˌː])ː?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and how it sounds."""

    text: str
    """As it is written there."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset behind its last character."""
    sounds: tuple[str, ...]
    """Its phonemes in IPA, in order."""


class Phonemes:
    """Turns texts into phonemes, by espeak-ng in a process of its own; a word at a time, each asked for once.

    A word by itself, because both sides of a comparison have to be read the same, whatever stands around it.

    Args:
        language: BCP 47 tag. Every English is read with the same voice: accents are not what is compared.
    """

    def __init__(self, language: str = "en") -> None:
        code = language.partition("-")[0].casefold()
        self._voice = AMERICAN if code == "en" else code
        self._known: dict[str, tuple[str, ...]] = {}

    def __enter__(self) -> Phonemes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_pool" in self.__dict__:
            self._pool.close()

    @cached_property
    def _pool(self) -> WorkerPool:
        import espeakng_loader

        files = [espeakng_loader.get_library_path(), espeakng_loader.get_data_path()]
        return WorkerPool("podcaster.hearing.phoneme_worker", files, {})

    def learn(self, texts: Iterable[str]) -> None:
        """Ask for the words of many texts at once.

        Raises:
            EngineError: Espeak has no voice for the language, or failed.
        """
        found = {_key(match.group()) for text in texts for match in _WORD.finditer(text)}
        wanted = sorted(word for word in found - set(self._known) if not _IPA.fullmatch(word))
        if wanted:
            answer = json.loads(self._pool.ask({"voice": self._voice, "words": wanted}, LIMIT)[0])
            self._known |= {word: tuple(sounds) for word, sounds in zip(wanted, answer, strict=True)}

    def transcribe(self, text: str) -> str:
        """A word or phrase in IPA, with stress, as the language's rules read it.

        Raises:
            EngineError: Espeak has no voice for the language, or failed.
        """
        request = {"voice": self._voice, "words": [text], "stress": True}
        return str(json.loads(self._pool.ask(request, LIMIT)[0])[0])

    def words(self, text: str) -> list[Word]:
        """The words of a text. ``[[phonemes]]`` in it, as the lexicon writes them, are taken as they are.

        Raises:
            EngineError: See :meth:`learn`.
        """
        self.learn([text])
        return [Word(found.group(), *found.span(), self._sounds(found.group())) for found in _WORD.finditer(text)]

    def _sounds(self, word: str) -> tuple[str, ...]:
        given = _IPA.fullmatch(word)
        return tuple(_IPA_SOUND.findall(given[1])) if given else self._known[_key(word)]


def _key(word: str) -> str:
    """A word as espeak is asked for it: in small letters, unless its capitals mean that it is spelled."""
    plain = word.replace("’", "'")
    return plain if plain.isupper() and len(plain) > 1 else plain.casefold()
