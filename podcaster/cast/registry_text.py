"""The registry's text, changed line by line: what people have written around a table stays with whom it is about.

A comment that stands right above a table, or in it, is about that table. One with an empty line below it is about all
that follows, and stays where it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcaster.ordinary import parse_toml
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Mapping

    Path = tuple[str, ...]
    """A table's name, part by part."""
    Value = str | bool

BARE = on_demand(r"[A-Za-z0-9_-]+")
KEY = on_demand(r"""\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*=\s*""")
"""A key at the beginning of a line, up to its value."""


def quoted(text: str) -> str:
    """A text as TOML's basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


@dataclass(slots=True)
class _Table:
    path: Path
    """Its name; empty: what stands before the first one, and what has another form."""
    lead: list[str]
    """Empty lines and comments before it."""
    lines: list[str]
    """Its name, and what is in it."""


class RegistryText:
    """A text in TOML, each of whose tables has a line for its name and one for each value.

    Whoever changes one that may have another form has to look what the text says then.
    """

    def __init__(self, text: str) -> None:
        self._end = "" if text and not text.endswith("\n") else "\n"
        self._tables = [_Table((), [], [])]
        behind: list[str] = []
        for line in text.removesuffix("\n").split("\n") if text else []:
            if line.lstrip().startswith("["):
                self._tables.append(_Table(_path_of(line), self._lead(behind), [line]))
                behind = []
            elif line.strip() and not line.lstrip().startswith("#"):
                self._tables[-1].lines += [*behind, line]
                behind = []
            else:
                behind.append(line)
        self._tail = self._lead(behind) if "" in map(str.strip, behind) else []
        self._tables[-1].lines += [] if self._tail else behind

    @property
    def text(self) -> str:
        """What it says now."""
        lines = [line for table in self._tables for line in (*table.lead, *table.lines)] + self._tail
        return "\n".join(lines) + self._end if lines else ""

    def put(self, path: Path, values: Mapping[str, Value | None]) -> None:
        """Have a table say something; it need not be there.

        Args:
            path: Its name.
            values: Its values by their keys; None: there is none. What is not among them stays.
        """
        table = self._find(path) or self._new(path)
        missing = dict(values)
        lines = table.lines[:1]
        for line in table.lines[1:]:
            key = _key_of(line)
            lines += _with_value(line, key, missing.pop(key)) if key in missing else [line]
        last = max(number for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#"))
        added = [f"{_key(key)} = {_value(value)}" for key, value in missing.items() if value is not None]
        table.lines = [*lines[:last], *added, *lines[last:]]

    def rename(self, path: Path, new: Path) -> None:
        """Have a table, which is there, be that of somebody else, with what is written around it."""
        if table := self._find(path):
            comment = _comment(table.lines[0])
            table.path, table.lines[0] = new, _header(new) + (f"  {comment}" if comment else "")

    def remove(self, path: Path, heir: Path = ()) -> None:
        """Take a table out.

        Args:
            path: Its name.
            heir: The table that its comments are about from now on; else they stay where they are.
        """
        table = self._find(path)
        if table is None:
            return
        at, to = self._tables.index(table), self._find(heir) if heir else None
        above = len(table.lead)
        while above and table.lead[above - 1].strip():
            above -= 1
        left, comments = table.lead[:above], [*table.lead[above:], *filter(None, map(_comment, table.lines))]
        if to:
            to.lead += comments
        elif comments:
            left += [*comments, ""]
        del self._tables[at]
        behind = self._tables[at].lead if at < len(self._tables) else self._tail
        if any(line.strip() for line in left):
            behind[:] = [*left, *(behind[1:] if behind and not behind[0].strip() and not left[-1].strip() else behind)]
        if not any(each.lines for each in self._tables[:at]):
            while behind and not behind[0].strip():
                del behind[0]

    def _find(self, path: Path) -> _Table | None:
        return next((table for table in self._tables if table.path == path), None) if path else None

    def _new(self, path: Path) -> _Table:
        """A table behind the last one of its kind, else at the end."""
        like = [number for number, each in enumerate(self._tables, 1) if each.path[:1] == path[:1]]
        at = like[-1] if like and len(path) > 1 else len(self._tables)
        new = _Table(path, [], [_header(path)])
        if at < len(self._tables):
            behind = self._tables[at]
            if not behind.lead or behind.lead[0].strip():
                behind.lead.insert(0, "")
        else:
            new.lead, self._tail = self._tail, []
        before = new.lead or next((each.lines for each in reversed(self._tables[:at]) if each.lines), [])
        if before and before[-1].strip():
            new.lead.append("")
        self._tables.insert(at, new)
        return new

    def _lead(self, lines: list[str]) -> list[str]:
        """What of the lines behind a table is about what follows; the rest is the table's own."""
        blank = next((number for number, line in enumerate(lines) if not line.strip()), 0)
        if self._tables[-1].lines:
            self._tables[-1].lines += lines[:blank]
            return lines[blank:]
        return lines


def _parsed(line: str) -> dict[str, Any]:
    try:
        return parse_toml(line)
    except ValueError:
        return {}


def _path_of(line: str) -> Path:
    path, inner = [], _parsed(line)
    while isinstance(inner, dict) and len(inner) == 1:
        (name, inner), *_ = inner.items()
        path.append(name)
    return tuple(path) if inner == {} else ()


def _key_of(line: str) -> str | None:
    found = _parsed(line)
    return next((key for key, value in found.items() if not isinstance(value, dict)), None)


def _comment(line: str) -> str:
    """What is written at a line; the whole of one that is nothing else."""
    said = _parsed(line)
    ends = (at for at, sign in enumerate(line) if sign == "#" and _parsed(line[:at]) == said)
    return next((line[at:] for at in ends), "") if "#" in line else ""


def _with_value(line: str, key: str | None, value: Value | None) -> list[str]:
    comment = _comment(line)
    if value is None:
        return [comment] if comment else []
    if _parsed(line) == {key: value}:
        return [line]
    before = match[0] if (match := KEY.match(line)) else f"{_key(key or '')} = "
    return [before + _value(value) + (f"  {comment}" if comment else "")]


def _header(path: Path) -> str:
    return f"[{'.'.join(map(_key, path))}]"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else quoted(name)


def _value(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else quoted(value)
