"""The word lists of the languages (``en/data/``), read once when first needed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """A word list of a language by the name of its file: ``units``, ``abbreviations``, ``acronyms``, ``symbols``."""
    return tomllib.loads((files("podcaster.spoken") / language / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(table(name)[key].split())


@cache
def common() -> frozenset[str]:
    """Common English words, lower case."""
    lines = (files("podcaster.spoken") / "en" / "data" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
