"""An entry of the pronunciation lexicon: how one word or phrase is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from unicodedata import normalize

from podcaster.errors import SettingsError
from podcaster.patterns import on_demand

LONGEST = 200
"""Characters of the longest word, respelling or transcription."""
RUN = on_demand(r"[^\W_]+")
"""Letters and figures that stand together in a word."""
NOT_IPA = on_demand(r"[\[\]()<>{}/\\|\"&\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """How one word or phrase is said."""

    word: str
    """As written. With a capital in it, it stands for itself and for itself in capitals; else for any case."""
    say: str = ""
    """A respelling in ordinary letters, for engines that take no phonemes: ``win``."""
    ipa: str = ""
    """The phonemes in the International Phonetic Alphabet: ``wˈɪn``."""
    spell: bool = False
    """Spelled letter by letter."""
    case: bool | None = None
    """True: exactly as written only; False: in any case; None: see ``word``."""
    lang: str = ""
    """BCP 47 tag of the texts it is for; empty for all."""
    shipped: bool = False
    """Whether it came with the program."""

    def matches(self, written: str) -> bool:
        """Whether this entry stands for a run of text of the same length."""
        if written == self.word:
            return True
        if self.case or written.casefold() != self.word.casefold():
            return False
        return self.case is False or self.word == self.word.lower() or (written.isupper() and len(written) > 1)

    def speaks(self, language: str) -> bool:
        """Whether it is for texts of a language: ``en`` is for ``en-GB`` too."""
        tag, own = language.casefold().replace("_", "-"), self.lang.casefold().replace("_", "-")
        return not own or tag == own or tag.startswith(f"{own}-")


def make_entry(
    word: str,
    place: str,
    *,
    say: str = "",
    ipa: str = "",
    spell: bool = False,
    case: bool | None = None,
    lang: str = "",
    shipped: bool = False,
) -> LexiconEntry:
    """Check the values of an entry and make it.

    Args:
        word: See ``LexiconEntry``, as for all but ``place``.
        place: Where it stands, for the error's sentence.
        say: A respelling.
        ipa: Phonemes.
        spell: Letter by letter.
        case: Whether capitals matter.
        lang: Language of the texts.
        shipped: Whether it came with the program.

    Raises:
        SettingsError: The word or a value cannot be used.
    """
    word = " ".join(normalize("NFC", word).split())
    entry = LexiconEntry(word, say.strip(), ipa.strip(), spell, case, lang.strip(), shipped)
    if not RUN.search(word):
        raise SettingsError(f"{place}: the word has no letter and no figure.", "Write a word or a name.")
    if not (entry.say or entry.ipa or entry.spell):
        raise SettingsError(
            f"{place}: nothing tells how it is said.", 'Give it say = "...", ipa = "..." or spell = true.'
        )
    if max(len(word), len(entry.say), len(entry.ipa)) > LONGEST:
        raise SettingsError(f"{place}: longer than {LONGEST} characters.", "An entry is a word or a short phrase.")
    if wrong := NOT_IPA.search(entry.ipa):
        raise SettingsError(
            f"{place}: {wrong[0]!r} is no sign of the phonetic alphabet.",
            "Write the phonemes alone, without slashes or brackets.",
        )
    if wrong := re.search(r"[\[\]<>\x00-\x1f]", entry.say):
        raise SettingsError(f"{place}: say has {wrong[0]!r} in it.", "Respell the word in ordinary letters.")
    return entry


def format_entry(entry: LexiconEntry) -> str:
    """An entry as a line of the TOML file."""
    import json

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    given = {
        item.name: getattr(entry, item.name) for item in fields(LexiconEntry) if item.name not in {"word", "shipped"}
    }
    options = ", ".join(
        f"{key} = {quoted(value) if isinstance(value, str) else str(value).lower()}"
        for key, value in given.items()
        if value or (key == "case" and value is not None)
    )
    return f"{quoted(entry.word)} = {{ {options} }}"
