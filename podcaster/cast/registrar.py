"""Many scripts cast in their order, at a cost that does not grow with the registry.

:func:`~podcaster.cast.load.cast_and_register` reads and writes the whole registry for each script. Here it stays in
memory, who is new is appended to the file once a group of scripts, and what another run wrote meanwhile is read again.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcaster.cast.choose import article_of, better_known, choose_by_language, described, new_people
from podcaster.cast.load import load_pool, script_language
from podcaster.cast.registry import Registry, Regular, lock_registry, open_registry, read_registry
from podcaster.cast.registry_text import quoted
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from podcaster.cast.pool import Pool
    from podcaster.model import Cast, Script
    from podcaster.settings import Settings


class GrowingRegistry(Registry):
    """A registry in memory to which people are added; a name is found without a look at all the others."""

    index: dict[str, str]
    """A folded name or alias -> the name in ``people``."""

    @classmethod
    def of(cls, registry: Registry) -> GrowingRegistry:
        """A registry that can grow."""
        growing = cls(dict(registry.people), registry.aliases, dict(registry.articles))
        names = {name.casefold(): name for name in registry.people}
        names |= {alias.casefold(): name for alias, name in registry.aliases.items()}
        object.__setattr__(growing, "index", names)
        return growing

    def name_of(self, role: str) -> str:
        """The name under which a role is registered."""
        return self.index.get(role.casefold(), role)

    def add(self, people: Mapping[str, Regular], article: str, others: Mapping[str, str]) -> None:
        """Add people, and the voices of those who are described in an article."""
        assert isinstance(self.people, dict)
        assert isinstance(self.articles, dict)
        for name, person in people.items():
            self.people[name] = person
            self.index.setdefault(name.casefold(), name)
        if others:
            self.articles[article] = dict(others)


class Registrar:
    """Casts scripts in their order.

    Args:
        settings: The show's settings.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.path = settings.files.registry
        self.registry = GrowingRegistry.of(Registry())
        self.version: tuple[int, int] | None = None
        self.pools: dict[str, Pool] = {}
        self.added: list[str] = []
        self.again = False

    @contextmanager
    def group(self) -> Iterator[None]:
        """Hold the registry while a group of scripts is cast; when the block ends well, the file has who is new.

        Raises:
            SettingsError: The registry cannot be read, or another run does not let go of it.
        """
        with lock_registry(self.path):
            if self.version != self._version_now():
                self.registry = GrowingRegistry.of(read_registry(self.path))
            self.added, self.again = [], False
            yield
            self._save()

    def cast(self, script: Script) -> Cast:
        """Choose a script's cast, and note who is new in it.

        Raises:
            SettingsError: See ``choose_cast``.
        """
        language = script_language(script, self.settings.show)
        cast = choose_by_language(script, self._pool, self.registry, self.settings.cast, language)
        people = new_people(script, cast, self.registry)
        article, others = article_of(script), described(script, cast, self.registry)
        before = self.registry.articles.get(article, {})
        self.again = self.again or bool(before and others != before)
        if others != before:
            self.added += [
                f"\n[articles.{quoted(article)}]",
                *(f"{quoted(k)} = {quoted(v)}" for k, v in others.items()),
            ]
        known = better_known(script, self.registry)
        self.again = self.again or bool(known)
        for name, person in people.items():
            self.added += [f"\n[people.{quoted(name)}]", f"voice = {quoted(person.voice)}"]
            if person.gender != "unknown":
                self.added.append(f"gender = {quoted(str(person.gender))}")
        self.registry.add(people | known, article, others)
        return cast

    def _pool(self, language: str) -> Pool:
        if language not in self.pools:
            self.pools[language] = load_pool(self.settings, language)
        return self.pools[language]

    def _version_now(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_size, status.st_mtime_ns

    def _save(self) -> None:
        """Append who is new; where an article is there already, the file is written anew."""
        if not self.added and not self.again:
            self.version = self._version_now()
            return
        text = self.path.read_text("utf-8") if self.path.is_file() else ""
        whole = text + "\n".join(self.added).lstrip("\n" if not text else "") + "\n"
        if self.again:
            self._rewrite()
        else:
            write_atomic(self.path, whole)
        self.version = self._version_now()

    def _rewrite(self) -> None:
        file = open_registry(self.path)
        there = file.registry.people
        file.set_people({name: person for name, person in self.registry.people.items() if there.get(name) != person})
        for article, voices in self.registry.articles.items():
            if voices != file.registry.articles.get(article):
                file.set_described(article, voices)
        file.save()
