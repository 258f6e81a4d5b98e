"""How a script itself wants words said: ``Said:`` on its title page, for this episode alone.

::

    Said:
        Siobhan = shiv-awn
        Nguyen = /wɪn/
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.phrases import phrase
from podcaster.spoken.entry import RUN, make_entry
from podcaster.spoken.lexicon import Lexicon

if TYPE_CHECKING:
    from podcaster.model import Script
    from podcaster.spoken.entry import LexiconEntry

KEY = "Said"


def said_entry(word: str, said: str, place: str) -> LexiconEntry:
    """How a word is said.

    Args:
        word: As it is written.
        said: A respelling (``shiv-awn``), or IPA between slashes (``/wɪn/``).
        place: What an error sentence calls it.

    Raises:
        SettingsError: It cannot be said so.
    """
    if len(said) > 2 and said.startswith("/") and said.endswith("/"):
        return make_entry(word, place, ipa=said[1:-1])
    return make_entry(word, place, say=said)


def asked_entry(word: str, said: str) -> LexiconEntry:
    """How somebody asks for a word to be said: as ``said_entry``, and no half-closed IPA is taken for a respelling.

    What is kept already is not looked at in this way: scripts and lexicons go on as they are.

    Raises:
        InputError: There is no word, or IPA has one of its slashes only.
        SettingsError: It cannot be said so.
    """
    if not RUN.search(word):
        raise InputError(phrase("“{word}” has no letter and no figure.", word=word), "Write a word or a name.")
    said = said.strip()
    inside = said.strip("/").strip()
    if "/" in {said[:1], said[-1:]} and not (inside and said == f"/{inside}/"):
        way_out = phrase("Write phonemes as /{inside}/, or respell the word without them.", inside=inside or "wɪn")
        raise InputError(phrase("“{said}” does not stand between two slashes.", said=said), way_out)
    return said_entry(word, said, word)


def said_in(script: Script) -> Lexicon:
    """The script's own lexicon.

    Raises:
        SettingsError: An entry cannot be said.
    """
    lines = [line.partition("=") for line in script.metadata.get(KEY, "").split("\n") if line.strip()]
    return Lexicon(
        said_entry(word.strip(), said.strip(), f"{KEY}: of the script, {word.strip()}") for word, _, said in lines
    )


def with_said(script: Script, word: str, said: str) -> Script:
    """A script that wants a word said in some way; ``said`` empty: as everywhere else.

    Raises:
        InputError: The title page, which has "word = said", cannot hold the word.
    """
    if said and "=" in word:
        raise InputError(
            phrase("A script cannot hold how “{word}” is said, for the = in it.", word=word),
            "Have it said so in the whole show, whose lexicon can.",
        )
    word, said = " ".join(word.split()), " ".join(said.split())
    kept = [
        line
        for line in script.metadata.get(KEY, "").split("\n")
        if line.strip() and line.partition("=")[0].strip() != word
    ]
    lines = [*kept, f"{word} = {said}"] if said else kept
    metadata = {key: text for key, text in script.metadata.items() if key != KEY}
    return replace(script, metadata=metadata | ({KEY: "\n".join(lines)} if lines else {}))
