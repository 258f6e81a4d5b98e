"""What has been tried so far, kept from run to run: a long torture goes on where its last slice ended."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tried:
    """A case that was tried."""

    row: str
    """Which row of the table it belongs to."""
    number: int
    """Which of the row's cases."""
    found: tuple[str, ...]
    """What is wrong, a sentence each."""
    seconds: float
    """CPU seconds of the longest command in it."""
    megabytes: float
    """Of the largest."""
    inputs: int = 1
    """How many were tried in it."""


class Ledger:
    """A file of lines, one for each case that was tried.

    Args:
        path: The file; it is made when it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tried: dict[tuple[str, int], Tried] = {}
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        for line in lines:
            row = json.loads(line)
            self.keep(Tried(**(row | {"found": tuple(row["found"])})))

    def keep(self, tried: Tried) -> None:
        """Remember a case."""
        self.tried[tried.row, tried.number] = tried

    def add(self, tried: Tried) -> None:
        """Remember a case, and write it down."""
        self.keep(tried)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(tried)) + "\n")

    def knows(self, row: str, number: int) -> bool:
        """Whether a case was tried."""
        return (row, number) in self.tried

    def table(self) -> Iterator[str]:
        """The table, a line for each row."""
        yield f"| {'tried':44} | cases | found | longest CPU s | most MB |"
        yield "|---|---|---|---|---|"
        for row in dict.fromkeys(each.row for each in self.tried.values()):
            cases = [each for each in self.tried.values() if each.row == row]
            found = sum(len(each.found) for each in cases)
            longest, most = max(each.seconds for each in cases), max(each.megabytes for each in cases)
            yield f"| {row:44} | {sum(each.inputs for each in cases):5} | {found:5} | {longest:13.1f} | {most:7.0f} |"

    def faults(self) -> Iterator[str]:
        """What was found, each kind of a row once."""
        seen: set[tuple[str, str]] = set()
        for each in self.tried.values():
            for fault in each.found:
                if (each.row, fault) not in seen:
                    seen.add((each.row, fault))
                    yield f"{each.row} {each.number}: {fault}"

    def forget(self, rows: Iterable[str]) -> None:
        """Forget rows, so that they are tried again."""
        gone = set(rows)
        self.tried = {key: each for key, each in self.tried.items() if each.row not in gone}
        self.path.write_text("".join(json.dumps(asdict(each)) + "\n" for each in self.tried.values()), "utf-8")
