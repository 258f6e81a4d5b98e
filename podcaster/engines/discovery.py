"""Finding engines: entry points of the group ``podcaster.engines``, those that ship and those of plug-ins alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.engines.base import API_VERSION, Engine, GivenUpError
from podcaster.errors import EngineError, PodcasterError, close_matches
from podcaster.installed import PlugIn, offers
from podcaster.settings import SETTINGS_FILE
from podcaster.settings.check import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from podcaster.settings import Settings

GROUP = "podcaster.engines"
OWN = "podcaster"
"""The distribution whose engines no plug-in can take the name of."""


@dataclass(frozen=True, slots=True)
class EngineReport:
    """How one engine stands, for people."""

    name: str
    """As the settings and voices name it."""
    version: str
    """The engine's own; empty when it cannot be loaded."""
    source: str
    """The distribution it comes from, with its version."""
    problems: tuple[str, ...]
    """What is missing; empty when it is ready."""
    cure: str
    """What to do about the problems; empty when there are none."""


@cache
def _found() -> tuple[dict[str, PlugIn], tuple[PlugIn, ...]]:
    """The engines by name, and the entry points that are left out because their name is taken."""
    chosen: dict[str, PlugIn] = {}
    left: list[PlugIn] = []
    for entry in sorted(offers(GROUP), key=lambda item: (item.distribution != OWN, item.source)):
        taken = chosen.setdefault(entry.name, entry)
        if taken is not entry and taken.value != entry.value:
            left.append(entry)
    return chosen, tuple(left)


def _engine_class(entry: PlugIn) -> type[Engine]:
    """Load an engine's class.

    Raises:
        EngineError: Whatever went wrong in it, with the name of its distribution.
    """
    cure = f"Update or uninstall {entry.distribution}."
    try:
        kind = entry.load()
    except Exception as error:
        raise EngineError(f"The engine {entry.name} of {entry.source} cannot be loaded: {error!r}.", cure) from error
    version = getattr(kind, "api_version", None)
    if not (isinstance(kind, type) and issubclass(kind, Engine)):
        raise EngineError(f"The engine {entry.name} of {entry.source} is not an Engine.", cure)
    if version != API_VERSION:
        raise EngineError(
            f"The engine {entry.name} of {entry.source} is written for version {version} of the interface, "
            f"not {API_VERSION}.",
            cure,
        )
    return kind


def engine_names(tables: Mapping[str, dict[str, Any]]) -> tuple[str, ...]:
    """Every name that can be loaded, the built-in ones first; ``<kind>:<name>`` for what is set up several times."""
    names: list[str] = []
    for kind in _found()[0]:
        section = tables.get(kind, {})
        several = bool(section) and all(isinstance(value, dict) for value in section.values())
        names += [f"{kind}:{name}" for name in section] if several else [kind]
    return tuple(names)


def load_engine(name: str, tables: Mapping[str, dict[str, Any]]) -> Engine:
    """Make an engine with its options from the settings.

    Args:
        name: An entry point's name, or ``<kind>:<name>`` for one of several that the settings set up.
        tables: The settings' ``[engines.<name>]``, each an engine's.

    Raises:
        EngineError: There is none of that name, or it is broken.
        SettingsError: An option of its is wrong.
    """
    kind, _, instance = name.partition(":")
    entry = _found()[0].get(kind)
    if entry is None:
        raise EngineError(f"There is no engine called {name}.", close_matches(name, engine_names(tables)))
    engine_class = _engine_class(entry)
    section: Any = tables.get(kind, {})
    if instance:
        if not isinstance(section.get(instance), dict):
            raise EngineError(
                f"The settings set up no engine called {name}.",
                close_matches(name, engine_names(tables)) or f"Add [engines.{kind}.{instance}] to podcaster.toml.",
            )
        section = section[instance]
    try:
        return engine_class(name, section)
    except PodcasterError:
        raise
    except Exception as error:
        raise EngineError(f"The engine {name} of {entry.source} cannot be set up: {error!r}.") from error


def installed_engines(tables: Mapping[str, dict[str, Any]]) -> tuple[EngineReport, ...]:
    """How every engine stands. A broken one is reported, and does not keep the others from being listed."""
    chosen, left = _found()
    reports = [_report(name, chosen[name.partition(":")[0]], tables) for name in engine_names(tables)]
    for entry in left:
        problem = f"{entry.source} offers an engine of a name that is taken: {entry.name}."
        cure = f"Ask its author for another name, or uninstall {entry.distribution}."
        reports.append(EngineReport(entry.name, "", entry.source, (problem,), cure))
    return tuple(reports)


def _report(name: str, entry: PlugIn, tables: Mapping[str, dict[str, Any]]) -> EngineReport:
    try:
        engine = load_engine(name, tables)
        problems = tuple(engine.check())
        engine.close()
    except PodcasterError as error:
        return EngineReport(name, "", entry.source, (error.what,), error.cure)
    except Exception as error:  # noqa: BLE001 (a stranger's check may raise anything)
        return EngineReport(name, "", entry.source, (f"Its check failed: {error!r}.",), "Report it to its author.")
    whats = tuple(problem.what for problem in problems)
    return EngineReport(name, engine.version, entry.source, whats, " ".join(problem.cure for problem in problems))


class Engines:
    """The engines of one run: each is made when it is first asked for, and all are closed at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._loaded: dict[str, Engine] = {}
        self._checked: set[str] = set()
        self._lock = Lock()

    def __enter__(self) -> Engines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, engine: Engine) -> None:
        """Use an engine that is no plug-in, under its own name."""
        self._loaded[engine.name] = engine

    def get(self, name: str) -> Engine:
        """The engine of a name.

        Raises:
            EngineError: There is none, or it is broken.
            SettingsError: An option of its is wrong.
        """
        with self._lock:
            if name not in self._loaded:
                self._loaded[name] = load_engine(name, self.settings.engines)
            return self._loaded[name]

    def ready(self, name: str) -> Engine:
        """The engine of a name, checked: what it needs is here.

        Raises:
            EngineError: See :meth:`get`; or something is missing.
            SettingsError: An option of its is wrong.
        """
        engine = self.get(name)
        with self._lock:
            if name not in self._checked:
                for problem in engine.check():
                    raise GivenUpError(problem.what, problem.cure)
                self._checked.add(name)
        return engine

    def close(self) -> None:
        """Close every engine that was used."""
        while self._loaded:
            self._loaded.popitem()[1].close()


def read_options(kind: type[Any], name: str, options: Any) -> Any:
    """Check an engine's section of the settings and make the engine's own value of it.

    Args:
        kind: A frozen dataclass with a default for every option.
        name: The engine's name.
        options: The section.

    Raises:
        SettingsError: An option is unknown, of the wrong type, or not allowed.
    """
    return read_table(options, kind, SETTINGS_FILE, f"engines.{name.replace(':', '.')}.")
