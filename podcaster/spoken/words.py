"""The word lists of the languages (``en/data/``), read once when first needed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from podcaster.bytecode import read_table

FOLDER = Path(__file__).parent


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """A word list of a language by the name of its file: ``units``, ``abbreviations``, ``acronyms``, ``symbols``."""
    return read_table(FOLDER / language / "data" / f"{name}.toml")


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(table(name)[key].split())


@cache
def common() -> frozenset[str]:
    """Common English words, lower case."""
    lines = (FOLDER / "en" / "data" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
