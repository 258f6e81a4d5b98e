"""What commands print with: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.plain import Plain, is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console
    from rich.progress import Progress

AsJson = Annotated[bool, typer.Option("--json", help="Print the result for programs.")]


BEHIND_BARS: list[Console] = []
"""What prints to stderr while bars are shown there: above them, where another console would write into them."""


def console(*, stderr: bool = False) -> Console | Plain:
    """What plain lines are printed with: Rich on a terminal."""
    if stderr and BEHIND_BARS:
        return BEHIND_BARS[-1]
    return rich_console(stderr=stderr) if is_terminal(stderr=stderr) else Plain(stderr=stderr)


def rich_console(*, stderr: bool = False) -> Console:
    """A Rich console that never reads markup or emoji out of an article's words."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=True)


def complain(what: str, cure: str = "") -> None:
    """Say on stderr what went wrong and what to do about it."""
    target = console(stderr=True)
    target.print(f"Error: {what} {cure}".rstrip(), style="red" if target.is_terminal else None)


def say(*words: str) -> None:
    """A plain line on stderr: progress and notices, so that stdout holds only the result."""
    console(stderr=True).print(*words)


def print_line(text: str) -> None:
    """A line of the result, on stdout, there at once for a program that reads it."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """The result for programs, on stdout."""
    unicode = (sys.stdout.encoding or "").casefold().replace("-", "").startswith("utf")
    json.dump(value, sys.stdout, ensure_ascii=not unicode, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()


def print_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[str] = (),
    about: Sequence[int] = (),
    styles: Sequence[str] = (),
) -> None:
    """A table on stdout whose words are never broken: half a path can be neither read nor copied.

    Args:
        headings: One for each column.
        rows: The cells of each row.
        right: Headings of the columns of numbers.
        about: The columns that stand under their row where the screen is too narrow, in the order in which they are
            moved there. Where that is not enough, every cell has a line of its own, behind its heading.
        styles: The style of each row, for terminals.
    """
    out = console()
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(headings, *cells, strict=True)]
    below: list[int] = []
    for index in about:
        if fits(widths, below, out.width):
            break
        below.append(index)
    if not fits(widths, below, out.width):
        print_records(headings, cells)
        return

    def line(row: Sequence[str]) -> str:
        parts = [
            " " * (widths[index] - width_of(row[index])) + row[index]
            if headings[index] in right
            else row[index] + " " * (widths[index] - width_of(row[index]))
            for index in range(len(row))
            if index not in below
        ]
        return "  ".join(parts).rstrip()

    out.print(line(headings), style="bold" if out.is_terminal else None)
    print_below("  ".join(headings[index] for index in sorted(below)))
    for place, row in enumerate(cells):
        out.print(line(row), style=styles[place] if styles and out.is_terminal else None)
        print_below("  ".join(row[index] for index in sorted(below) if row[index]))


def fits(widths: Sequence[int], below: Sequence[int], screen: int) -> bool:
    """Whether the columns that are not moved below their row fit on a screen."""
    shown = [width for index, width in enumerate(widths) if index not in below]
    return sum(shown) + 2 * (len(shown) - 1) <= screen


def print_records(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows too wide for the screen: the first cell, and under it each other cell behind its heading."""
    for first, *others in rows:
        print_below(first, indent="")
        for heading, cell in zip(headings[1:], others, strict=True):
            if cell:
                print_below(f"{heading}: {cell}" if heading else cell)


def print_below(text: str, *, indent: str = "    ") -> None:
    """Words under a row, broken between words alone."""
    from textwrap import wrap

    out = console()
    for part in wrap(
        text,
        max(20, out.width),
        initial_indent=indent,
        subsequent_indent=indent or "  ",
        break_long_words=False,
        break_on_hyphens=False,
    ):
        out.print(part)


def width_of(text: str) -> int:
    """The columns that a text takes on a screen."""
    from rich.cells import cell_len

    return cell_len(text)


class Stages:
    """Progress of a run: a bar a stage on a terminal, a plain line a stage otherwise."""

    def __init__(self, bars: Progress | None) -> None:
        self.bars = bars
        self.tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` steps of a stage are finished; ``total`` 0 when it cannot be known.

        When a stage is named for the first time, those before it are finished.
        """
        if self.bars is None:
            if stage not in self.tasks:
                self.tasks[stage] = None
                say(f"{stage} ...")
            return
        if stage not in self.tasks:
            for task in self.bars.tasks:
                steps = task.total or task.completed or 1
                self.bars.update(task.id, completed=steps, total=steps)
            self.tasks[stage] = self.bars.add_task(stage, total=total or None)
        self.bars.update(self.tasks[stage], completed=done, total=total or None)


@contextmanager
def progress() -> Iterator[Stages]:
    """Show the progress of a run on stderr."""
    target = console(stderr=True)
    if isinstance(target, Plain):
        yield Stages(None)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=target, transient=True) as bars:
        BEHIND_BARS.append(target)
        try:
            yield Stages(bars)
        finally:
            BEHIND_BARS.remove(target)


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on a terminal, under what is printed; nothing elsewhere, where a log has its lines."""
    if not console(stderr=True).is_terminal:
        yield lambda *_: None
        return
    with progress() as stages:
        yield stages


def size_text(size: int) -> str:
    """Bytes as people read them."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= scale:
            return f"{size / scale:.1f} {unit}"
    return f"{size} B"


def count(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
