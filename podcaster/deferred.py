"""Packages whose names are loaded when they are first used (PEP 562): who wants one room does not load all of them."""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers take it: the engines' processes load this, and stay small
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def deferred(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's ``__getattr__``.

    Args:
        package: Its name.
        homes: Each public name -> the module of the package that it lives in.
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name)
        from importlib import import_module

        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return load
