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

from podcaster.characters import composed
from podcaster.errors import SettingsError, reason_of
from podcaster.identity import known_by
from podcaster.model import Gender
from podcaster.ordinary import parse_toml, read_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tomlkit import TOMLDocument

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

    def __init__(self, path: Path, document: TOMLDocument, registry: Registry) -> None:
        self.path = path
        self.document = document
        self.registry = registry

    def set_person(self, name: str, person: Regular) -> None:
        """Give somebody a voice for good."""
        import tomlkit

        people = self.document.setdefault("people", tomlkit.table(is_super_table=True))
        name = _written(people, name)
        entry = people.get(name) or tomlkit.table()
        entry["voice"] = person.voice
        for key, value, default in (("gender", str(person.gender), "unknown"), ("pinned", person.pinned, False)):
            if value != default:
                entry[key] = value
            elif key in entry:
                del entry[key]
        people[name] = entry

    def set_described(self, article: str, voices: Mapping[str, str]) -> None:
        """Keep the voices of those who are described in an article."""
        import tomlkit

        articles = self.document.setdefault("articles", tomlkit.table(is_super_table=True))
        articles[_written(articles, article, article_key)] = dict(voices)

    def remove_person(self, name: str) -> None:
        """Forget somebody's voice."""
        people = self.document["people"]
        del people[_written(people, name)]

    def set_alias(self, alias: str, name: str) -> None:
        """Make a name mean somebody; what was registered under it is forgotten."""
        import tomlkit

        aliases = self.document.setdefault("aliases", tomlkit.table())
        aliases[_written(aliases, alias)] = name
        if alias in self.registry.people:
            self.remove_person(alias)

    @property
    def text(self) -> str:
        """What the file is to say."""
        import tomlkit

        return tomlkit.dumps(self.document)

    def save(self) -> None:
        """Write the file, whole or not at all."""
        from podcaster.store import write_atomic

        write_atomic(self.path, self.text)


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
    import tomlkit

    registry = read_registry(path)
    document = tomlkit.parse(read_utf8(path)) if path.is_file() else tomlkit.document()
    return RegistryFile(path, document, registry)


@contextmanager
def hold_registry(path: Path) -> Iterator[RegistryFile]:
    """Hold a registry so that no other run changes it meanwhile, and read it.

    Raises:
        SettingsError: It cannot be read, or another run does not let go of it.
    """
    with lock_registry(path):
        yield open_registry(path)
