"""The registry: who speaks with which voice from episode to episode, in voices/registry.toml of the show's folder.

::

    [people."Jane Doe"]
    voice = "steph"
    gender = "female"
    pinned = true           # decided by a person; without it, by the first cast

    [aliases]
    "J. Doe" = "Jane Doe"

    [articles."lighthouse.md"]      # described, not named: for the next rendering of this article alone
    "a spokeswoman" = "anika"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping  # noqa: TC003  (msgspec reads the annotations)
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from podcaster.cast.registry_text import RegistryText
from podcaster.characters import composed
from podcaster.errors import SettingsError, reason_of
from podcaster.identity import known_by
from podcaster.model import Gender
from podcaster.ordinary import parse_toml, read_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping, Sequence
    from pathlib import Path

    from podcaster.model import Quote, Speaker

LOCK_SECONDS = 60.0
"""How long a run waits for another one that is choosing its cast, which takes less than a second."""


@dataclass(frozen=True, slots=True)
class Regular:
    """Somebody who has a voice for good."""

    voice: str
    """The name of a voice of the pool."""
    gender: Gender = Gender.UNKNOWN
    """What it was known to be when they were cast."""
    pinned: bool = False
    """A person has decided it."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Everyone who has a voice for good."""

    people: Mapping[str, Regular] = field(default_factory=dict)
    """Name -> the voice that it has."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Another name of somebody -> the name in ``people``."""
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Article -> role -> voice, of those who are described there, not named."""

    def name_of(self, role: str) -> str:
        """The name under which a role is registered: its own, or the one it is an alias of."""
        folded = role.casefold()
        names = {name.casefold(): name for name in self.people} | {
            alias.casefold(): name for alias, name in self.aliases.items()
        }
        return names.get(folded, role)

    def person(self, role: str) -> Regular | None:
        """What is registered for a role."""
        return self.people.get(self.name_of(role))

    def going_on(self, before: str, article: str) -> Registry:
        """The same registry, where an article that is known otherwise now has the voices of those described in it."""
        return replace(self, articles={article: self.articles.get(article_key(before), {}), **self.articles})

    def remind(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Quotes, whose speakers have the gender that they are registered with, whatever this article shows."""
        return tuple(
            replace(quote, speaker=self._reminded(quote.speaker), nested=self.remind(quote.nested)) for quote in quotes
        )

    def _reminded(self, speaker: Speaker | None) -> Speaker | None:
        known = self.person(speaker.name) if speaker else None
        if speaker is None or known is None or known.gender is Gender.UNKNOWN:
            return speaker
        return replace(speaker, gender=known.gender)


def read_registry(path: Path) -> Registry:
    """Read a registry; one that does not exist is empty.

    Raises:
        SettingsError: It cannot be read.
    """
    try:
        table = parse_toml(read_utf8(path))
    except FileNotFoundError:
        return Registry()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read: {reason_of(error)}.", "Mend it; deleting it gives everyone new voices."
        ) from error
    return _registry(table, path)


def _registry(table: dict[str, Any], path: Path) -> Registry:
    import msgspec

    try:
        registry = msgspec.convert(table, Registry)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}.".replace("`$.", "`")) from error
    return Registry(
        {composed(name): person for name, person in registry.people.items()},
        {composed(alias): composed(name) for alias, name in registry.aliases.items()},
        {
            article_key(article): {composed(role): voice for role, voice in voices.items()}
            for article, voices in registry.articles.items()
        },
    )


def article_key(key: str) -> str:
    """What the registry knows an article by, or several, for which there is one line (``known_by``)."""
    return composed(key.replace("\n", " ")) if " " in key or "\n" in key else known_by(key)


def _written(table: Mapping[str, Any], name: str, alike: Callable[[str], str] = composed) -> str:
    """How a file writes a name, whose letters may be in pieces there; as it is where it does not have it."""
    return next((key for key in table if alike(key) == name), name)


class RegistryFile:
    """A registry that is held by this run alone, to be read and changed."""

    def __init__(self, path: Path, text: str, registry: Registry) -> None:
        self.path = path
        self.text = text
        """What the file is to say."""
        self.registry = registry

    def set_people(self, given: Mapping[str, Regular]) -> None:
        """Give people voices for good."""

        def tables(all_of_it: MutableMapping[str, Any]) -> None:
            people = all_of_it.setdefault("people", {})
            for name, values in said.items():
                entry = people.setdefault(name, {})
                for key, value in values.items():
                    if value is not None:
                        entry[key] = value
                    elif key in entry:
                        del entry[key]

        def lines(text: RegistryText) -> None:
            for name, values in said.items():
                text.put(("people", name), values)

        there = self._tables("people")
        said = {_written(there, name): _values(person) for name, person in given.items()}
        self._change(lines, tables)

    def rename_person(self, old: str, new: str) -> None:
        """Have somebody, who is there, have another name, which nobody has: in the same place of the file."""

        def tables(all_of_it: MutableMapping[str, Any]) -> None:
            all_of_it["people"][new] = all_of_it["people"].pop(old)

        old = _written(self._tables("people"), old)
        self._change(lambda text: text.rename(("people", old), ("people", new)), tables)

    def remove_person(self, name: str, heir: str = "") -> None:
        """Forget somebody's voice.

        Args:
            name: Who.
            heir: Who they are known as now, and who has what people have written about them.
        """

        def tables(all_of_it: MutableMapping[str, Any]) -> None:
            del all_of_it["people"][name]

        people = self._tables("people")
        name, heir = _written(people, name), _written(people, heir)
        self._change(lambda text: text.remove(("people", name), ("people", heir) if heir else ()), tables)

    def set_described(self, article: str, voices: Mapping[str, str]) -> None:
        """Keep the voices of those who are described in an article."""

        def tables(all_of_it: MutableMapping[str, Any]) -> None:
            all_of_it.setdefault("articles", {})[article] = dict(voices)

        there = self._tables("articles")
        article = _written(there, article, article_key)
        values = dict.fromkeys(there.get(article, {})) | dict(voices)
        self._change(lambda text: text.put(("articles", article), values), tables)

    def set_alias(self, alias: str, name: str) -> None:
        """Make a name mean somebody, who has the voice that was registered under it where they have none."""

        def tables(all_of_it: MutableMapping[str, Any]) -> None:
            all_of_it.setdefault("aliases", {})[written] = name

        written = _written(self._tables("aliases"), alias)
        self._change(lambda text: text.put(("aliases",), {written: name}), tables)
        people = self.registry.people
        for before in [each for each in people if each.casefold() == alias.casefold()]:
            if name in people:
                self.remove_person(before, name)
            else:
                self.rename_person(before, name)

    def save(self) -> None:
        """Write the file, whole or not at all."""
        from podcaster.store import write_atomic

        write_atomic(self.path, self.text)

    def _tables(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = parse_toml(self.text).get(name, {})
        return found

    def _change(
        self, lines: Callable[[RegistryText], None], tables: Callable[[MutableMapping[str, Any]], None]
    ) -> None:
        """Change the lines, or, where the file is not written in those that we know, what it says.

        Args:
            lines: Changes its text.
            tables: Changes what it says, in the same way.
        """
        meant, text = parse_toml(self.text), RegistryText(self.text)
        tables(meant)
        lines(text)
        if not says_same(text.text, meant):
            import tomlkit

            document = tomlkit.parse(self.text)
            tables(document)
            self.text = tomlkit.dumps(document)
            return
        self.text = text.text


def says_same(text: str, meant: Mapping[str, Any]) -> bool:
    """Whether a text says what is meant; a table with nothing in it says nothing."""
    try:
        said = parse_toml(text)
    except ValueError:
        return False
    return {name: value for name, value in said.items() if value} == {
        name: value for name, value in meant.items() if value
    }


def _values(person: Regular) -> dict[str, str | bool | None]:
    """What a person's table says."""
    gender = None if person.gender is Gender.UNKNOWN else str(person.gender)
    return {"voice": person.voice, "gender": gender, "pinned": person.pinned or None}


@contextmanager
def lock_registry(path: Path) -> Iterator[None]:
    """Hold a registry so that no other run changes it meanwhile.

    Raises:
        SettingsError: Another run does not let go of it.
    """
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise SettingsError(f"Another run holds {path}.", "Wait until it ends, or stop it.") from error
    try:
        yield
    finally:
        lock.release()


def open_registry(path: Path) -> RegistryFile:
    """Read a registry to change it. Hold it meanwhile.

    Raises:
        SettingsError: It cannot be read.
    """
    registry = read_registry(path)
    return RegistryFile(path, read_utf8(path) if path.is_file() else "", registry)


@contextmanager
def hold_registry(path: Path) -> Iterator[RegistryFile]:
    """Hold a registry so that no other run changes it meanwhile, and read it.

    Raises:
        SettingsError: It cannot be read, or another run does not let go of it.
    """
    with lock_registry(path):
        yield open_registry(path)
