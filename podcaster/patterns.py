"""Regular expressions that are compiled when they are first used.

The rules of a language are two hundred expressions with all its months, units and titles in them, and a short article
needs a third of them. To compile the others took a twentieth of the time that 700 words take as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from podcaster.bytecode import compile_kept

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

METHODS = (
    "match",
    "search",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
)
"""Everything that an expression has."""


class _Waiting:
    """An expression that is not compiled yet; once it is, its methods stand here as if they were this object's own."""

    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        if name not in METHODS and name != "pattern":
            raise AttributeError(name)
        pattern, flags = self._given
        if name == "pattern":
            self.pattern = pattern if isinstance(pattern, str) else pattern()
            return self.pattern
        made = compile_kept(self.pattern, flags)
        self.__dict__.update((method, getattr(made, method)) for method in METHODS)
        return self.__dict__[name]


def on_demand(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, but a mistake in the expression shows when it is first used.

    Args:
        pattern: The expression, or what writes it then: of words that stand in a file.
        flags: As ``re`` has them.
    """
    return cast("re.Pattern[str]", _Waiting(pattern, flags))
