"""What Python would work out anew in every process though it is always the same, kept beside the modules' bytecode.

Python keeps a module compiled (``__pycache__``), but its regular expressions are compiled, the tables that it reads are
parsed, and the methods of its dataclasses are written and compiled, whenever a program starts: 0.4 s of CPU time for an
article of 700 words, of 3.3 in all. So they are kept as bytecode is: in a file beside it, for one version of Python,
written where Python would write bytecode and done without where it cannot be. An entry's key is what it was made of, so
that no entry is ever out of date; who can write there can change the program itself.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, cast

_sre: Any = import_module("_sre")
"""What runs compiled expressions; the library's stubs do not have it."""
MOST = 1 << 24
"""Bytes from which on the file is begun anew: more than twice what articles of all languages and every command need."""
DAMAGED = (OSError, ValueError, TypeError, EOFError, RuntimeError, OverflowError)
"""What half a file, or one of another program, brings up."""


class _Shelf:
    """The file, as it was when it was first asked for, and what is new since."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp = [sys.hexversion, _sre.MAGIC, _sre.CODESIZE]
        self.known = self._read()
        self.fresh: dict[str, bytes] = {}

    def _read(self) -> dict[str, bytes]:
        with suppress(*DAMAGED):
            stamp, known = marshal.loads(self.path.read_bytes())  # noqa: S302  (as Python reads its bytecode)
            if stamp == self.stamp:
                return cast("dict[str, bytes]", known)
        return {}

    def save(self) -> None:
        """Add what is new to the file; whole or not at all."""
        if not self.fresh or sys.dont_write_bytecode:
            return
        known = self._read() | self.fresh
        if sum(map(len, known.values())) > MOST:
            known = self.fresh
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            beside.write_bytes(marshal.dumps((self.stamp, known)))
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
        self.fresh = {}


@cache
def _shelf() -> _Shelf:
    return _Shelf(Path(cache_from_source(__file__)).with_name(f"kept.{sys.implementation.cache_tag}.bin"))


def keep() -> None:
    """Keep what was worked out in this process for the next one."""
    _shelf().save()


def recall(key: str) -> bytes | None:
    """What was remembered, by this process or one before."""
    shelf = _shelf()
    return shelf.fresh.get(key) or shelf.known.get(key)


def remember(key: str, data: bytes) -> None:
    """Keep something that is always the same.

    Args:
        key: All that it was made of.
        data: As ``marshal`` writes it.
    """
    _shelf().fresh[key] = data


def compile_kept(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives.

    Args:
        pattern: An expression that is always the same; what is made of a stranger's text is not for keeping.
        flags: As ``re`` has them.

    Raises:
        re.error: There is a mistake in it.
    """
    shelf, key = _shelf(), f"{int(flags)} {pattern}"
    with suppress(AttributeError, *DAMAGED):  # of another Python, whose insides are others: as it comes, then
        parts = marshal.loads(shelf.known[key]) if key in shelf.known else None  # noqa: S302
        if parts is None:
            parts = _translate(pattern, int(flags))
            shelf.fresh[key] = marshal.dumps(parts)
        whole, code, groups, names, order = parts
        return cast("re.Pattern[str]", _sre.compile(pattern, whole, array("I", code).tolist(), groups, names, order))
    return re.compile(pattern, flags)


def _translate(pattern: str, flags: int) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """What an expression is made of: the first half of ``re.compile``, which takes nearly all of its time."""
    insides: Any = re
    parsed = insides._parser.parse(pattern, flags)
    code = array("I", insides._compiler._code(parsed, flags))
    names = dict(parsed.state.groupdict)
    order: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        order[number] = name
    return flags | parsed.state.flags, code.tobytes(), parsed.state.groups - 1, names, tuple(order)


def keep_dataclasses() -> None:
    """Have the methods kept that ``dataclasses`` writes for each class, as a text that Python compiles.

    A third of the time in which ``podcaster make`` is imported goes into it: 38 of 115 ms, and 14 of 81 behind that.
    """
    import dataclasses

    insides: Any = dataclasses
    insides.exec = _run_kept  # what the module calls is looked up in it before it is looked up in the language


def keep_expressions() -> None:
    """Have the expressions kept that modules compile when they are imported, of libraries too: 12 ms of ``make``.

    They are always the same; what is compiled elsewhere may be made of a stranger's text.
    """
    insides: Any = re
    compile_anew = insides._compiler.compile

    def compile_once(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        asker = sys._getframe(3)  # behind two functions of ``re``
        always = isinstance(pattern, str) and asker.f_code.co_name == "<module>"
        return compile_kept(pattern, flags) if always else cast("re.Pattern[Any]", compile_anew(pattern, flags))

    insides._compiler.compile = compile_once


def _run_kept(text: str, variables: dict[str, Any], names: dict[str, Any]) -> None:
    """What ``exec`` does with a text that is the same whenever the program starts."""
    shelf, key = _shelf(), f"dataclass {text}"
    code = None
    with suppress(*DAMAGED):
        code = marshal.loads(shelf.known[key]) if key in shelf.known else None  # noqa: S302
    if code is None:
        code = compile(text, "<string>", "exec", dont_inherit=True)
        shelf.fresh[key] = marshal.dumps(code)
    exec(code, variables, names)  # noqa: S102  (as dataclasses does)


def read_table(path: Path) -> dict[str, Any]:
    """A table of the program's own, in TOML.

    Args:
        path: A file that ships.

    Raises:
        OSError: It cannot be read.
        TOMLDecodeError: There is a mistake in it.
    """
    from hashlib import blake2b

    data = path.read_bytes()
    shelf, key = _shelf(), f"toml {blake2b(data, digest_size=16).hexdigest()}"
    if key in shelf.known:
        with suppress(*DAMAGED):
            return cast("dict[str, Any]", marshal.loads(shelf.known[key]))  # noqa: S302
    import tomllib

    table = tomllib.loads(data.decode())
    with suppress(ValueError):  # a date cannot be kept so
        shelf.fresh[key] = marshal.dumps(table)
    return table
