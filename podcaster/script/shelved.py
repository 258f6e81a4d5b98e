"""The templates that ship, compiled once and kept beside the program's bytecode: that takes longer than rendering."""

from __future__ import annotations

import marshal
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from podcaster.bytecode import recall, remember
from podcaster.script.filters import FILTERS
from podcaster.script.sandbox import Compiled, ScriptEnvironment, TemplateFolders
from podcaster.settings import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = "_*.fountain.j2"
"""What other templates extend or import."""


@cache
def _version() -> str:
    """What decides, besides a template's text, what becomes of it."""
    return f"{jinja2.__version__} {blake2b(Path(__file__).with_name('sandbox.py').read_bytes()).hexdigest()}"


class Shelved(Compiled):
    """Templates that were compiled before, in this process or another one."""

    def load_bytecode(self, bucket: Any) -> None:
        """Give a template's code, where it is known."""
        super().load_bytecode(bucket)
        if bucket.code is None and (data := recall(_name(bucket))):
            with suppress(ValueError, TypeError, EOFError):  # it is damaged
                bucket.code = marshal.loads(data)  # noqa: S302  (as Python reads its bytecode)
                super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Any) -> None:
        """Keep a template's code."""
        super().dump_bytecode(bucket)
        remember(_name(bucket), marshal.dumps(bucket.code))


def _name(bucket: Any) -> str:
    return f"template {_version()} {bucket.key} {bucket.checksum}"


def compiled_for(template: Path) -> Compiled:
    """What a template that ships, and those that templates share, were compiled to.

    Only what ships is compiled here and kept; what strangers wrote is compiled where it is rendered.
    """
    folder = shipped("scripts")
    names: Sequence[str] = [path.name for path in sorted(folder.glob(SHARED))]
    names = [*names, template.name] if template.parent == folder else names
    kept = Shelved()
    environment = ScriptEnvironment(TemplateFolders((folder,)), kept)
    environment.filters |= FILTERS
    environment.optimized = False  # else what a filter makes of words that never change would be in the code
    for name in names:
        with suppress(Exception):  # what is wrong with it is told where it is rendered
            environment.get_template(name)
    compiled = Compiled()
    compiled.codes = kept.codes
    return compiled
