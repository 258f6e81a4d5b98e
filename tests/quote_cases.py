"""Reads the golden cases of quotes and speakers, tests/data/quotes/*.txt (the format: the README there)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "quotes"
_LINE = re.compile(r'(?P<indent>\s*)"(?P<words>.+)" -> (?P<speaker>.+?)(?: \((?P<gender>female|male|unknown)\))?$')


@dataclass(frozen=True)
class Expected:
    """One expectation of a case."""

    words: str
    speaker: str
    gender: str
    nested: bool


@dataclass(frozen=True)
class Case:
    """An article, and who says what in it."""

    name: str
    text: str
    expected: tuple[Expected, ...]


def load_cases(folder: Path = FOLDER) -> list[Case]:
    """All golden cases of a folder."""
    cases = []
    for path in sorted(folder.glob("*.txt")):
        text, _, lines = path.read_text("utf-8").partition("----\n")
        found = []
        for line in lines.splitlines():
            match = _LINE.match(line)
            assert match, f"{path.name}: {line}"
            found.append(Expected(match["words"], match["speaker"], match["gender"] or "", bool(match["indent"])))
        cases.append(Case(path.stem, text, tuple(found)))
    return cases
