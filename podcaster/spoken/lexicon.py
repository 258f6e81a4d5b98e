"""The pronunciation lexicon: how names and terms are said, for every engine in its own way."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from podcaster.errors import SettingsError, close_matches
from podcaster.ordinary import parse_toml, read_file
from podcaster.patterns import on_demand
from podcaster.settings import shipped as shipped_folder
from podcaster.settings.folder import LEXICON_FILE
from podcaster.spoken.entry import RUN, LexiconEntry, make_entry
from podcaster.spoken.text import Style
from podcaster.spoken.text import spell as spell_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from podcaster.settings import ShowFolder

LARGEST = 16_000_000
"""Bytes of the largest lexicon file that is read; a full English dictionary has about half of it."""
POSSESSIVE = on_demand(r"['’]s\b")
HISSING = ("s", "z", "ʃ", "ʒ", "tʃ", "dʒ")
VOICELESS = ("p", "t", "k", "f", "θ", "x")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text that an entry stands for."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character, a possessive ending included."""
    said: str
    """What is said in its stead."""
    word: str
    """The headword of the entry."""


class Lexicon:
    """Entries, found by word.

    Args:
        entries: A later entry takes the place of an earlier one with the same word and language.
    """

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        self.entries = tuple({(entry.word, entry.lang.casefold()): entry for entry in entries}.values())
        self._index: dict[str, list[tuple[int, LexiconEntry]]] = {}
        for entry in sorted(
            self.entries, key=lambda item: (len(item.word), not item.shipped, len(item.lang)), reverse=True
        ):
            first = RUN.search(entry.word)
            if first:
                self._index.setdefault(first[0].casefold(), []).append((first.start(), entry))

    def __bool__(self) -> bool:
        return bool(self.entries)

    def __or__(self, other: Lexicon) -> Lexicon:
        """Both; what ``other`` says wins."""
        return Lexicon((*self.entries, *other.entries))

    def find(self, text: str, language: str, style: Style) -> list[Hit]:
        """Where entries stand in a text: whole words, the longest entry at a place, from left to right."""
        hits: list[Hit] = []
        done = 0
        for run in RUN.finditer(text):
            for offset, entry in self._index.get(run[0].casefold(), ()):
                start = run.start() - offset
                if start < done or not _stands_at(entry, text, start) or not entry.speaks(language):
                    continue
                end = start + len(entry.word)
                suffix = POSSESSIVE.match(text, end)
                said = render(entry, text[start:end], bool(suffix), style)
                if said is not None:
                    done = suffix.end() if suffix else end
                    hits.append(Hit(start, done, said, entry.word))
                    break
        return hits

    def words_in(self, text: str) -> tuple[str, ...]:
        """Words of the entries that stand in a text of any language, each once, in order."""
        found: dict[str, None] = {}
        for run in RUN.finditer(text):
            for offset, entry in self._index.get(run[0].casefold(), ()):
                if _stands_at(entry, text, run.start() - offset):
                    found[entry.word] = None
        return tuple(found)

    def unused(self, used: Iterable[str]) -> tuple[str, ...]:
        """Words of the user's own entries that are not among ``used``, in order."""
        seen = set(used)
        return tuple(dict.fromkeys(item.word for item in self.entries if not item.shipped and item.word not in seen))


def _stands_at(entry: LexiconEntry, text: str, start: int) -> bool:
    """Whether an entry's word stands at a place as a whole word, and not inside an address or a handle."""
    end = start + len(entry.word)
    if start < 0 or not entry.matches(text[start:end]):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or before[-1] in "_@#/"):
        return entry.word[0] in "@#"
    if len(before) == 2 and before[1] == "." and before[0].isalnum():
        return False
    return not after or not (after[0].isalnum() or after[0] in "_@" or (after[0] in "./" and after[1:].isalnum()))


def render(entry: LexiconEntry, written: str, possessive: bool, style: Style) -> str | None:  # noqa: FBT001
    """An entry as an engine takes it.

    Returns:
        None when the entry has nothing that this engine can say: only phonemes, where it takes none.
    """
    ending = "'s" if possessive else ""
    if entry.ipa and style.ipa:
        return _phonemes(entry.ipa + (_possessive_sound(entry.ipa) if possessive else ""), written + ending, style)
    if entry.spell:
        return spell_letters("".join(RUN.findall(written)), style, ending)
    if not entry.say:
        return None
    return (escape(entry.say, quote=False) if style.ipa == "ssml" else entry.say) + ending


def _phonemes(ipa: str, written: str, style: Style) -> str:
    """Phonemes inside a text."""
    if style.ipa == "piper":
        return f"[[{ipa}]]"
    if style.ipa == "markdown":
        return f"[{written}](/{ipa}/)"
    return f'<phoneme alphabet="ipa" ph="{escape(ipa)}">{escape(written, quote=False)}</phoneme>'


def _possessive_sound(ipa: str) -> str:
    """How the possessive ending sounds after a transcription."""
    end = ipa.rstrip("ˈˌː.")
    if end.endswith(HISSING):
        return "ɪz"
    return "s" if end.endswith(VOICELESS) else "z"


def find_lexicon(files: ShowFolder) -> Lexicon:
    """The lexicon of a show: what ships, and over it the show's own voices/lexicon.toml.

    Raises:
        SettingsError: A file cannot be read, or an entry is wrong.
    """
    standard, own = shipped_folder("voices") / LEXICON_FILE, files.lexicon
    lexicon = read_lexicon(standard, standard=True) if standard.is_file() else Lexicon()
    same = own.is_file() and standard.is_file() and own.samefile(standard)
    return lexicon | read_lexicon(own) if own.is_file() and not same else lexicon


def read_lexicon(path: Path, *, standard: bool = False) -> Lexicon:
    """Read a lexicon file, TOML or W3C PLS (by its ending).

    Args:
        path: The file.
        standard: Whether it is the one that ships with the program.

    Raises:
        SettingsError: It cannot be read, or an entry is wrong; the sentence names the place.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise SettingsError(
                f"{path} is larger than {LARGEST // 1_000_000} MB.", "Split it, or keep only the words you need."
            )
        data = read_file(path)
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    if path.suffix.lower() in {".pls", ".xml"}:
        from podcaster.spoken.pls import parse_pls

        return Lexicon(parse_pls(data, str(path)))
    return parse_lexicon(data, str(path), standard=standard)


def parse_lexicon(data: bytes, name: str, *, standard: bool = False) -> Lexicon:
    """Parse the text of a lexicon in TOML.

    Raises:
        SettingsError: It is not TOML, or an entry is wrong.
    """
    try:
        table = parse_toml(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{name} is not valid TOML: {error}.", 'An entry is a line like "Nguyen" = { say = "win" }.'
        ) from error
    if unknown := sorted(set(table) - {"words"}):
        raise SettingsError(f"{name} has an unknown table, {unknown[0]}.", "All entries stand under [words].")
    words = table.get("words", {})
    if not isinstance(words, dict):
        raise SettingsError(f"{name}: words is not a table.", "Write [words], and the entries under it.")
    return Lexicon(entry for word, value in words.items() for entry in _entries(word, value, name, standard=standard))


def _entries(word: str, value: Any, name: str, *, standard: bool) -> Iterator[LexiconEntry]:
    """The entries of one word: a respelling, a table, or a list of tables for several languages."""
    place = f'{name}, "{word}"'
    for item in value if isinstance(value, list) else [value]:
        options = {"say": item} if isinstance(item, str) else item
        if not isinstance(options, dict):
            raise SettingsError(f"{place}: neither a text nor a table.", 'Write "Nguyen" = { say = "win" }.')
        hints = {"say": str, "ipa": str, "spell": bool, "case": bool, "lang": str}
        for key, given in options.items():
            if key not in hints:
                raise SettingsError(f"{place}: unknown key {key}.", close_matches(key, hints))
            if not isinstance(given, hints[key]):
                kind = "true or false" if hints[key] is bool else "a text in quotes"
                raise SettingsError(
                    f"{place}: {key} is not {kind}.", f"Write {key} = {'true' if kind[0] == 't' else chr(34) * 2}."
                )
        yield make_entry(word, place, shipped=standard, **options)
