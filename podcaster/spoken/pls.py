"""The W3C Pronunciation Lexicon Specification 1.0, in and out.

Speech services take such files: Amazon Polly (PutLexicon), Azure (SSML ``<lexicon uri>``), ElevenLabs (dictionaries).
See https://www.w3.org/TR/pronunciation-lexicon/.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from podcaster.errors import SettingsError
from podcaster.spoken.entry import RUN, LexiconEntry, make_entry
from podcaster.spoken.text import Style, spell

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
XML_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
IPA = {"ipa", ""}


class _Reader:
    """Collects lexemes while the parser goes through the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[LexiconEntry] = []
        self.language = ""
        self.alphabet = ""
        self.root = ""
        self.text: list[str] = []
        self.graphemes: list[str] = []
        self.phonemes: list[tuple[str, str, bool]] = []
        self.aliases: list[str] = []
        self.attributes: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append

    @property
    def place(self) -> str:
        """Where the parser is, for an error's sentence."""
        return f"{self.name}:{self.parser.CurrentLineNumber}"

    def refuse(self, *_: object) -> None:
        """A lexicon has no use for a document type, and one can make a small file huge."""
        raise SettingsError(
            f"{self.place}: the file declares a DOCTYPE or an entity, which is not read.", "Take the declaration out."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        kind = tag.rsplit(" ", 1)[-1]
        if not self.root:
            self.root = kind
            self.language = attributes.get(XML_LANGUAGE, "")
            self.alphabet = attributes.get("alphabet", "")
            if kind != "lexicon":
                raise SettingsError(f"{self.place}: not a pronunciation lexicon, but <{kind}>.", "Give a W3C PLS file.")
        elif kind == "lexeme":
            self.graphemes, self.phonemes, self.aliases = [], [], []
        self.attributes = attributes
        self.text.clear()

    def end(self, tag: str) -> None:
        """An element ends."""
        kind, text = tag.rsplit(" ", 1)[-1], " ".join("".join(self.text).split())
        if kind == "grapheme":
            self.graphemes.append(text)
        elif kind == "alias":
            self.aliases.append(text)
        elif kind == "phoneme":
            alphabet = self.attributes.get("alphabet", self.alphabet).lower()
            self.phonemes.append((text, alphabet, self.attributes.get("prefer") == "true"))
        elif kind == "lexeme":
            self.lexeme()
        self.text.clear()

    def lexeme(self) -> None:
        """Make the entries of a lexeme, one a spelling."""
        readable = [(text, prefer) for text, alphabet, prefer in self.phonemes if alphabet in IPA]
        if self.phonemes and not readable and not self.aliases:
            raise SettingsError(
                f"{self.place}: the phonemes of {', '.join(self.graphemes)} are in the alphabet {self.phonemes[0][1]}, "
                "and only IPA is read.",
                "Convert them to IPA, or give the word an alias.",
            )
        ipa = next((text for text, prefer in readable if prefer), readable[0][0] if readable else "")
        alias = self.aliases[0] if self.aliases else ""
        for word in self.graphemes:
            spelled = alias and alias == spell("".join(RUN.findall(word)), Style("spaced"))
            say = "" if spelled else alias
            self.entries.append(make_entry(word, self.place, say=say, ipa=ipa, spell=bool(spelled), lang=self.language))


def parse_pls(data: bytes, name: str) -> list[LexiconEntry]:
    """Read a PLS file.

    Args:
        data: The file's bytes.
        name: Its name, for error sentences.

    Returns:
        An entry for every spelling; the file's ``xml:lang`` is the entries' language.

    Raises:
        SettingsError: It is not well-formed, not a lexicon, declares a document type or entities, or has phonemes in
            another alphabet than IPA.
    """
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two for an encoding that there is none of
        raise SettingsError(
            f"{name} is not well-formed XML: {error}.", "Open it in an editor that checks XML."
        ) from error
    return reader.entries


def format_pls(entries: Iterable[LexiconEntry], language: str) -> str:
    """Write entries as a PLS file.

    Args:
        entries: Those of another language are left out: a file has one language.
        language: BCP 47 tag for ``xml:lang``.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" alphabet="ipa" xml:lang="{escape(language)}">',
    ]
    for entry in entries:
        if not entry.speaks(language):
            continue
        alias = spell("".join(RUN.findall(entry.word)), Style("spaced")) if entry.spell else entry.say
        lines.append("  <lexeme>")
        lines.append(f"    <grapheme>{escape(entry.word, quote=False)}</grapheme>")
        if entry.ipa:
            lines.append(f"    <phoneme>{escape(entry.ipa, quote=False)}</phoneme>")
        if alias:
            lines.append(f"    <alias>{escape(alias, quote=False)}</alias>")
        lines.append("  </lexeme>")
    return "\n".join([*lines, "</lexicon>", ""])
