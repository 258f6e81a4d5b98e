"""How a script itself wants words said: ``Said:`` on its title page, for this episode alone.

::

    Said:
        Siobhan = shiv-awn
        Nguyen = /wɪn/
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.spoken.entry import make_entry
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
    """A script that wants a word said in some way; ``said`` empty: as everywhere else."""
    word, said = " ".join(word.split()), " ".join(said.split())
    kept = [
        line
        for line in script.metadata.get(KEY, "").split("\n")
        if line.strip() and line.partition("=")[0].strip() != word
    ]
    lines = [*kept, f"{word} = {said}"] if said else kept
    metadata = {key: text for key, text in script.metadata.items() if key != KEY}
    return replace(script, metadata=metadata | ({KEY: "\n".join(lines)} if lines else {}))
