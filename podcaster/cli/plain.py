"""Printing where there is no terminal: what Rich prints there, without loading Rich, which takes as long as reading."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

DROPPED = dict.fromkeys((7, 8, 11, 12, 13))
"""Control characters that are not printed: bell, backspace, vertical tab, form feed, carriage return."""
NARROW = 80
"""Columns where nobody says how many there are."""


class Plain:
    """As much of a Rich console as the commands use, for a pipe or a file."""

    is_terminal = False

    def __init__(self, *, stderr: bool) -> None:
        self._stderr = stderr

    @property
    def width(self) -> int:
        """Columns: as ``COLUMNS`` says, or of the terminal that one of the streams has."""
        columns = os.environ.get("COLUMNS", "")
        if columns.isdigit() and int(columns):
            return int(columns)
        for stream in (0, 1, 2):
            with suppress(OSError, ValueError):
                return os.get_terminal_size(stream).columns or NARROW
        return NARROW

    def print(self, *words: object, style: str | None = None, end: str = "\n", soft_wrap: bool = True) -> None:
        """Print words with spaces between them; there are no styles, and no line is broken."""
        del style, soft_wrap
        stream = sys.stderr if self._stderr else sys.stdout
        text = " ".join(map(str, words)).translate(DROPPED)
        stream.write("\n".join(line.expandtabs() for line in text.split("\n")) + end)
        stream.flush()


def is_terminal(*, stderr: bool) -> bool:
    """Whether styles and bars may be shown, as Rich decides it."""
    compatible = os.environ.get("TTY_COMPATIBLE", "")
    if compatible in {"0", "1"}:
        return compatible == "1"
    if "FORCE_COLOR" in os.environ:
        return bool(os.environ["FORCE_COLOR"])
    with suppress(ValueError):  # it is closed
        return (sys.stderr if stderr else sys.stdout).isatty()
    return False
