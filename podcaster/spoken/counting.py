"""num2words, of which a process loads the languages that it speaks: the package loads all sixty, for 0.1 s."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

OWN = "podcaster_num2words"
"""What the package's modules are loaded as; whoever imports num2words itself gets all of it, as always."""


def in_words(number: int, language: str = "en", form: str = "cardinal") -> str:
    """A number in words.

    Args:
        number: Zero or more.
        language: As num2words has it: ``en``, ``pt_BR``.
        form: ``cardinal``, ``ordinal`` or ``year``.
    """
    return str(getattr(_converter(language), f"to_{form}")(number))


@cache
def _converter(language: str) -> Any:
    if OWN not in sys.modules:
        package, spec = ModuleType(OWN), find_spec("num2words")
        assert spec is not None, "num2words is one of the program's requirements"
        package.__path__ = list(spec.submodule_search_locations or ())
        sys.modules[OWN] = package
    name = language.upper()
    return getattr(import_module(f"{OWN}.lang_{name}"), f"Num2Word_{name}")()
