"""What is installed beside the program: versions, and what plug-ins offer; asked for once, and kept.

The standard library reads what all distributions say of themselves for each question, and loads its library for mails
to do so: 20 ms in which nothing else begins yet, of the 1,200 that an article of 700 words takes.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from podcaster.bytecode import recall, remember

if TYPE_CHECKING:
    from collections.abc import Callable

INFO = (".dist-info", ".egg-info")
"""How the names of folders end in which distributions say what they are."""


@dataclass(frozen=True, slots=True)
class PlugIn:
    """What a distribution offers to this program: an entry point."""

    name: str
    """As settings name it."""
    value: str
    """Module and object, as "acme.engine:AcmeEngine"."""
    distribution: str = "unknown"
    """The installed package that offers it."""
    version: str = ""
    """Of that package; empty when it is not known."""

    @property
    def source(self) -> str:
        """Where it comes from, for people."""
        return f"{self.distribution} {self.version}".strip()

    def load(self) -> Any:
        """The object; whatever its module raises."""
        module, _, path = self.value.partition("[")[0].strip().partition(":")
        found: Any = import_module(module.strip())
        for name in filter(None, path.strip().split(".")):
            found = getattr(found, name)
        return found


def offers(group: str) -> tuple[PlugIn, ...]:
    """All entry points of a group, in the order in which the standard library finds them."""

    def ask() -> list[tuple[str, str, str, str]]:
        from importlib.metadata import entry_points

        found = []
        for entry in entry_points(group=group):
            named = (entry.dist.name, entry.dist.version) if entry.dist else ("unknown", "")
            found.append((entry.name, entry.value, *named))
        return found

    _stamp.cache_clear()  # what was installed since this process began is found
    return tuple(PlugIn(*each) for each in _kept(f"offers {group}", ask))


@cache
def version_of(package: str) -> str:
    """The version of a distribution; empty when it is not installed."""

    def ask() -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version(package)
        except PackageNotFoundError:
            return ""

    return str(_kept(f"version {package}", ask))


def _kept(question: str, ask: Callable[[], Any]) -> Any:
    """The answer to a question, asked again when anything was installed or removed since."""
    key = f"{question} {_stamp(tuple(sys.path))}"
    if known := recall(key):
        return marshal.loads(known)  # noqa: S302  (as Python reads its bytecode)
    answer = ask()
    remember(key, marshal.dumps(answer))
    return answer


@cache
def _stamp(places: tuple[str, ...]) -> str:
    """What differs as soon as something else is installed."""
    from hashlib import blake2b

    found = []
    for place in places:
        with suppress(OSError):
            if names := sorted(name for name in os.listdir(place or ".") if name.endswith(INFO)):  # noqa: PTH208
                found.append((place, names, os.stat(place or ".").st_mtime_ns))  # noqa: PTH116
    return blake2b(repr(found).encode(), digest_size=16).hexdigest()
