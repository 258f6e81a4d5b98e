"""Whom a block quote quotes, where the article says so beside it: "— Ada Byron, miller"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.article.page.sources import SOURCE_MARK
from podcaster.article.parts import tidy
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.article.parts import Part

DASHED = on_demand(r"^(?:[–—―~]|-{1,2})\s*(?P<name>[^.!?]{2,120}|[^!?]{2,60}[A-Z]\.[^.!?]{2,60})\.?$")
"""A line behind a quotation that names its source."""
LONGEST = 120


def named_source(line: str, *, sure: bool = False) -> str:
    """The source that a line names; empty when it is more of the quotation.

    Args:
        line: The line.
        sure: It is known to name the source: it need not begin with a dash.
    """
    if line.startswith(SOURCE_MARK):
        return named_source(tidy(line[1:]), sure=True)
    if found := DASHED.match(line):
        return tidy(found["name"])
    return tidy(line.lstrip("—–―-~ ")).rstrip(".") if sure and 0 < len(line) <= LONGEST * 2 else ""


def attach(parts: list[Part]) -> None:
    """Give block quotes the source that the line behind them names."""
    for index, part in enumerate(parts[1:], start=1):
        above = parts[index - 1]
        if part.kind is not None or above.kind is not BlockKind.QUOTATION or above.cite:
            continue
        if cite := named_source(tidy(part.text[: LONGEST * 2])):
            part.kind = BlockKind.CREDIT
            for other in reversed(parts[:index]):
                if other.kind is not BlockKind.QUOTATION or other.cite:
                    break
                other.cite = cite
    for part in parts:
        part.text = part.text.replace(SOURCE_MARK, "")
