"""Speakers that an editor has put right, kept for the article's next script.

voices/corrections.toml of the show's folder has a table for each article, by its origin's key (its address or file);
in it, a line for each quote, by the key that its note carries::

    ["https://example.org/lighthouse"]
    1a2b3c4d = {speaker = "Jane Doe", gender = "female", words = "I thought a whale had come into"}

A table for several articles, whose keys stand in its name with a line break between them, has what nobody could tell
of which of them it is: in a digest of a version that did not note it. Each article has those entries that are of its
quotes.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from podcaster.characters import composed
from podcaster.errors import SettingsError, reason_of
from podcaster.identity import known_by
from podcaster.model import NARRATOR, UNATTRIBUTED, Correction, Gender, Speaker
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.patterns import on_demand
from podcaster.script.notes import ALTERED, CORRECTED, DECIDED, UNCERTAIN, read_note, written_role
from podcaster.script.passages import split_blocks
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from tomlkit import TOMLDocument

    from podcaster.model import Article, Line, Origin, Quote, Script

    NotedLine = tuple[Line, dict[str, str]]  # a line of a quote, and its note

SHOWN_WORDS = 8
"""How many of a quote's words stand in the file, for people who read it."""
WORD = on_demand(r"[^\W_]+")


class OwnQuotes:
    """The quotes of one of a script's articles, by the keys that name them in notes and corrections.

    Args:
        find: Gives what each of them says, as far as that is known; asked when it is first wanted.
        alone: The script is of no other article: a quote of which no note says whose it is, is this one's.
    """

    def __init__(self, find: Callable[[], Mapping[str, str]] = dict, *, alone: bool = True) -> None:
        self._find, self.alone = find, alone

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Quote's key -> what it says."""
        return self._find()

    def may_have(self, key: str) -> bool:
        """Whether a quote may be the article's, of which no note says whose it is."""
        return self.alone or key in self.words

    def says(self, line: Line, key: str) -> bool:
        """Whether a line that has a quote's note has its words, or an editor has changed them there.

        A note may stand at words that are not its quote's: an older version put it there, or a hand in the file. Who
        says those words tells nothing of the quote.
        """
        said, there = _counted(line.text), {parts["quote"] for parts in map(read_note, line.notes) if parts}
        if len(there) > 1 and self._is_of_another(said, key, there):
            return False
        if ALTERED in line.notes or key not in self.words:
            return True
        quoted = sum((_counted(self.words[each]) for each in there if each in self.words), Counter[str]())
        joined = not there <= self.words.keys() and _counted(self.words[key]) <= said
        return joined or 2 * (said & quoted).total() >= said.total()

    def _is_of_another(self, said: Counter[str], key: str, there: Collection[str]) -> bool:
        """Whether a line that was joined of several quotes, and split again, has another one's words and not this's."""
        shares = {each: (said & _counted(self.words[each])).total() for each in there if each in self.words}
        own = shares.get(key, said.total())
        return max(shares.values(), default=0) > own and 2 * own < _counted(self.words[key]).total()


def _counted(text: str) -> Counter[str]:
    """The words of a text, whatever their case."""
    return Counter(WORD.findall(text.casefold()))


UNKNOWN_QUOTES = OwnQuotes()
"""Where only the script is known, and it is of one article."""


def read_corrections(
    path: Path, origin: Origin, quoted: Callable[[], Collection[str]] | None = None
) -> dict[str, Correction]:
    """What editors have put right in an article.

    Args:
        path: The show's voices/corrections.toml; it need not exist.
        origin: Which article.
        quoted: Gives the keys of the article's quotes, where a table is of several articles. None: all of such a table
            may be of this one.

    Returns:
        Quote's key -> who says it.

    Raises:
        SettingsError: The file cannot be read.
    """
    try:
        tables = parse_toml(read_utf8(path))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {reason_of(error)}.", "Mend it, or delete it to forget corrections."
        ) from error
    key = origin.key
    before = {} if origin.address else tables.get(PurePath(key).name, {})  # older versions wrote a file's name alone
    try:
        shared = {key: entry for name in _joined(tables, origin) for key, entry in tables[name].items()}
        if shared and quoted:
            own = quoted()
            shared = {key: entry for key, entry in shared.items() if key in own}
        entries = before | shared
        for name in (*_otherwise(tables, key), key):
            entries |= tables.get(name, {})
        return {
            key: Correction(
                composed(entry["speaker"]), Gender(entry.get("gender", Gender.UNKNOWN)), entry.get("words", "")
            )
            for key, entry in entries.items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"{path}: {key} has an entry that is wrong: {error}.") from error


def _otherwise(tables: Iterable[str], key: str) -> list[str]:
    """The names of an article's tables that an older version wrote, which did not know two addresses of a page."""
    return [name for name in tables if name != key and "\n" not in name and known_by(name) == known_by(key)]


def _joined(tables: Iterable[str], origin: Origin) -> list[str]:
    """The names of the tables of several articles, this one among them."""
    names = {origin.key} if origin.address else {origin.key, PurePath(origin.key).name}
    names = set(map(known_by, names))
    return [name for name in tables if "\n" in name and not names.isdisjoint(known_by(name).split("\n"))]


def quote_words(article: Article, quotes: Sequence[Quote]) -> dict[str, str]:
    """What the quotes of an article say, by what names them in notes and corrections."""
    pieces = (piece for _, each in split_blocks(article, quotes, {}) for piece in each)
    return {piece.key: piece.text for piece in pieces if piece.key}


def find_corrections(script: Script, article: int, own: OwnQuotes = UNKNOWN_QUOTES) -> dict[str, Correction]:
    """The quotes of a script whose speaker is not the one that the program wrote, or was confirmed by an editor.

    Args:
        script: The script.
        article: Which of its articles, from 1; 0: only those that may be of any, for notes of an older version do not
            say whose they are.
        own: The article's quotes: what may be of any is its own where it has such a quote.

    Returns:
        Quote's key -> who says it now; of a quote that was split, who says most of it.
    """
    genders = {role.name: role.gender for role in script.roles}
    found = {}
    for key, said in _saying_most(script, article, own).items():
        if any(map(_is_named, said)):
            line, _ = said[0]
            found[key] = Correction(_speaker(line), genders.get(line.role, Gender.UNKNOWN), _first_words(line))
    return found


def _saying_most(script: Script, article: int, own: OwnQuotes) -> dict[str, list[NotedLine]]:
    """For each quote of an article the lines, each with its note, of whoever says it; of one that was split, most."""
    lines: dict[str, dict[str, list[NotedLine]]] = {}
    for line, parts in _quoted(script, article, own):
        if own.says(line, parts["quote"]):
            lines.setdefault(parts["quote"], {}).setdefault(line.role, []).append((line, parts))
    return {key: max(roles.values(), key=_share) for key, roles in lines.items()}


def _share(pieces: Sequence[NotedLine]) -> tuple[int, bool]:
    """How many words of a quote somebody says, and whether an editor has named them there."""
    return sum(len(line.text.split()) for line, _ in pieces), any(map(_is_named, pieces))


def _is_named(piece: NotedLine) -> bool:
    """Whether an editor has said of a piece of a quote who says it."""
    line, parts = piece
    return _is_another(line, parts["speaker"]) or parts.get("sure") == DECIDED


def _speaker(line: Line) -> str:
    """Who says a line, as its article alone has it: the narrator of another language is its narrator."""
    return NARRATOR if line.role in narrators_abroad() else line.role


def _is_another(line: Line, speaker: str) -> bool:
    """Whether somebody else says a line than its note tells; a narrator of another language reads what is uncertain."""
    if speaker == written_role(line.role):
        return False
    return line.role not in narrators_abroad() or speaker not in {UNCERTAIN, NARRATOR}


def made_with(
    script: Script,
    article: int,
    before: Mapping[str, Correction],
    own: OwnQuotes = UNKNOWN_QUOTES,
    undone: AbstractSet[tuple[str, str]] = frozenset(),
) -> dict[str, Correction]:
    """The corrections that a script is made with.

    Args:
        script: The script.
        article: Which of its articles, from 1.
        before: Those that it was written with. One is left out where its quote has the program's own speaker again,
            because somebody has taken it back.
        own: See ``find_corrections``.
        undone: Quotes that are not in it any more, with what was decided about them: numbers of articles, and keys.

    Returns:
        Quote's key -> who says it.
    """
    before = {key: item for key, item in before.items() if undone.isdisjoint({("", key), (str(article), key)})}
    sure = sureness(script, article, own)
    there = {key: item for key, item in before.items() if sure.get(key, CORRECTED) in {CORRECTED, DECIDED}}
    return there | find_corrections(script, article, own)


def sureness(script: Script, article: int, own: OwnQuotes = UNKNOWN_QUOTES) -> dict[str, str]:
    """How sure a script's notes are of who says an article's quotes, or most of a split one; see ``made_with``."""
    said = _saying_most(script, article, own).items()
    notes = {key: [parts.get("sure", "") for _, parts in pieces] for key, pieces in said}
    return {key: DECIDED if DECIDED in sure else sure[-1] for key, sure in notes.items()}


def written_corrections(script: Script, article: int) -> dict[str, Correction]:
    """The corrections that a template has put into a script, by its notes."""
    genders = {role.name: role.gender for role in script.roles}
    return {
        parts["quote"]: Correction(_speaker(line), genders.get(line.role, Gender.UNKNOWN), _first_words(line))
        for line, parts in _quoted(script, article)
        if parts.get("sure") == CORRECTED
    }


def _quoted(script: Script, article: int, own: OwnQuotes = UNKNOWN_QUOTES) -> Iterator[NotedLine]:
    """The quotes of one of a script's articles, each with its note. Older notes do not say whose they are."""
    for line in script.lines:
        for parts in filter(None, map(read_note, line.notes)):
            said, key = parts.get("article", ""), parts["quote"]
            if said == str(article) if said else own.may_have(key):
                yield line, parts


def correct_quotes(
    article: Article, quotes: Sequence[Quote], corrections: Mapping[str, Correction]
) -> tuple[Quote, ...]:
    """Quotes with the speakers that editors have put right.

    Args:
        article: The article.
        quotes: Its quotes, in order, with those inside them.
        corrections: Of ``read_corrections``.
    """
    if not corrections:
        return tuple(quotes)
    pieces = (piece for _, each in split_blocks(article, quotes, corrections) for piece in each if piece.corrected)
    said = {(piece.quote.start, piece.quote.end): corrections[piece.key] for piece in pieces if piece.quote}
    return tuple(_corrected(quote, said) for quote in quotes)


def _corrected(quote: Quote, said: Mapping[tuple[int, int], Correction]) -> Quote:
    quote = replace(quote, nested=tuple(_corrected(each, said) for each in quote.nested))
    correction = said.get((quote.start, quote.end))
    if correction is None:
        return quote
    nobody = correction.speaker in {NARRATOR, UNATTRIBUTED}
    speaker = None if nobody else Speaker(correction.speaker, correction.gender)
    return replace(quote, speaker=speaker, review="", confidence=1.0)


def _first_words(line: Line) -> str:
    return " ".join(line.text.split()[:SHOWN_WORDS])


def remember_corrections(script: Script, path: Path, quoted: Sequence[OwnQuotes] = ()) -> dict[str, Correction]:
    """Keep the speakers that an editor has changed in a script, for the next script of the same article.

    Args:
        script: A script that was written from an article, and perhaps edited since.
        path: The show's voices/corrections.toml.
        quoted: Each article's quotes; empty where only the script is known. Then what may be of any of several
            articles is kept for all of them together.

    Returns:
        What is new in the file.

    Raises:
        SettingsError: The file cannot be read.
    """
    found: dict[str, Correction] = {}
    origins = script.origins
    together = len(origins) > 1 and not quoted
    for number, origin in enumerate(origins, 1):
        own = quoted[number - 1] if number <= len(quoted) else OwnQuotes(alone=not together)
        if changed := find_corrections(script, number, own):
            found |= _remember(path, origin.key, changed, read_corrections(path, origin))
    if together and (changed := find_corrections(script, 0)):
        alike = [read_corrections(path, origin) for origin in origins]
        known = {key: item for key, item in changed.items() if all(each.get(key) == item for each in alike)}
        found |= _remember(path, script.key, changed, known)
        for origin in origins:  # what stands in an article's own table goes before
            now = read_corrections(path, origin)
            _remember(path, origin.key, {key: item for key, item in changed.items() if key in now}, now)
    return found


def _remember(
    path: Path, table: str, changed: Mapping[str, Correction], known: Mapping[str, Correction]
) -> dict[str, Correction]:
    """Keep in a table of the file what is not known. Returns it."""
    new = {key: item for key, item in changed.items() if known.get(key) != item}
    if new:
        _write(path, table, new)
    return new


def set_corrections(path: Path, origin: Origin, changed: Mapping[str, Correction]) -> None:
    """Keep who says some quotes of an article.

    Raises:
        SettingsError: The file cannot be read.
    """
    if changed:
        _remember(path, origin.key, changed, read_corrections(path, origin))


def forget_corrections(path: Path, origin: Origin, taken_back: Mapping[str, Correction]) -> dict[str, Correction]:
    """Take corrections out of the show's file again, unless somebody has decided otherwise since.

    Returns:
        What is out of it.

    Raises:
        SettingsError: The file cannot be read.
    """
    key, known = origin.key, read_corrections(path, origin) if taken_back else {}
    gone = {
        key: item
        for key, item in taken_back.items()
        if key in known and (known[key].speaker, known[key].gender) == (item.speaker, item.gender)
    }
    if gone:
        with _held(path) as document:
            for table in {key, PurePath(key).name, *_otherwise(document, key), *_joined(document, origin)}:
                for quote in gone:
                    document.get(table, {}).pop(quote, None)
    return gone


def _write(path: Path, article: str, entries: dict[str, Correction]) -> None:
    import tomlkit

    with _held(path) as document:
        table = document.setdefault(article, tomlkit.table())
        for key, item in entries.items():
            entry = tomlkit.inline_table()
            entry["speaker"] = item.speaker
            if item.gender is not Gender.UNKNOWN:
                entry["gender"] = str(item.gender)
            entry["words"] = item.words
            table[key] = entry


@contextmanager
def _held(path: Path) -> Iterator[TOMLDocument]:
    """The file's document, to be changed by this run alone; written when it is left."""
    import tomlkit
    from filelock import FileLock

    from podcaster.store import write_atomic

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        document = tomlkit.parse(read_utf8(path)) if path.is_file() else tomlkit.document()
        yield document
        write_atomic(path, tomlkit.dumps(document))
