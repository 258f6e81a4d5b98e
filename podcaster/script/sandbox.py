"""Where templates run: sandboxed, strict, and with an end.

Templates come from strangers. Jinja2's sandbox keeps them from Python's insides; they see no file and no environment
variable; an unknown name is an error; and loops, calls and output are counted, so that what runs away is told with its
line. What counting cannot see is held by the process that they run in (``limited``).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, TemplateNotFound, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from podcaster.errors import close_matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

SUFFIX = ".fountain.j2"

STEPS = 250_000
"""Loop passes and calls that one rendering may take. A template that prints a book of 100,000 words piece by piece
takes about a third."""

SECONDS = 8
"""CPU time that one rendering of a short article may take, with the reading of what it wrote."""

SIZE_A_SECOND = 100_000
"""Characters of an article for which it may take one second more; ``narration`` takes a quarter of one."""

MEGABYTES = 400
"""Memory that one rendering may take, with the reading of what it wrote."""

LONGEST_OUTPUT = 20_000_000
"""Characters."""

LONGEST_TEXT = 1_000_000
"""Characters of a text that a template puts together, and the largest number it may hand to a method."""

DROPPED_FILTERS = (
    "center", "e", "escape", "filesizeformat", "forceescape", "format", "indent", "pprint", "random", "safe", "tojson",
    "urlencode", "urlize", "wordwrap", "xmlattr",
)  # fmt: skip
"""Jinja2's filters that are of no use for a script, are for HTML, give something else each time, or can fill the
memory."""


TEXT_METHODS = frozenset(
    {
        "capitalize", "count", "endswith", "find", "isalpha", "isdigit", "islower", "isnumeric", "isupper", "lower",
        "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit", "rstrip", "split", "splitlines",
        "startswith", "strip", "swapcase", "title", "upper",
    }
)  # fmt: skip
"""The methods of texts that templates may call: those that make nothing longer."""


class TemplateLimitError(Exception):
    """A template ran too long, or made too much."""


class MissingName(StrictUndefined):
    """A name that a template uses and that does not exist."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        owner = self._undefined_obj
        name = str(self._undefined_name)
        known = [field for field in getattr(owner, "__slots__", ()) or dir(owner) if not field.startswith("_")]
        if not hasattr(owner, "__dataclass_fields__"):
            return f"there is no {name!r}."
        kind = type(owner).__name__.removesuffix("View").lower()
        return f"{kind} has no {name!r}. {close_matches(name, known)}"


SHIPPED = "shipped/"
"""What stands before a template's name to mean the one that ships, so that a show's own can extend it."""


class TemplateFolders(BaseLoader):
    """Loads templates, and nothing else, from a few folders; the first one that has a name wins.

    Args:
        folders: Where to look. The last one is that of the templates that ship.
        main: The template to render, wherever it is.
    """

    def __init__(self, folders: Sequence[Path], main: Path | None = None) -> None:
        self.folders = folders
        self.main = main

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Read a template by its file name."""
        if self.main and template == self.main.name:
            return self.main.read_text("utf-8"), str(self.main), lambda: True
        name = template.removeprefix(SHIPPED)
        for folder in self.folders[-1:] if name != template else self.folders:
            path = folder / name
            if "/" in name or "\\" in name or not name.endswith(SUFFIX) or not path.is_file():
                continue
            if path.resolve().parent != folder.resolve():
                continue  # a link that leads out of the folder
            return path.read_text("utf-8"), str(path), lambda: True
        raise TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        """The file names of all templates."""
        return sorted({path.name for folder in self.folders for path in folder.glob(f"*{SUFFIX}")})


class Compiled(BytecodeCache):
    """Templates that were compiled before in this process, by what they say: compiling takes longer than rendering."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Any) -> None:
        """Give a template's code, where it is known."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Any) -> None:
        """Keep a template's code."""
        self.codes[bucket.key, bucket.checksum] = bucket.code


class ScriptEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 for scripts."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def __init__(self, loader: BaseLoader, compiled: Compiled | None = None) -> None:
        super().__init__(
            loader=loader,
            undefined=MissingName,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=compiled,
        )
        self.steps = 0
        self.deadline = time.process_time() + SECONDS
        for name in DROPPED_FILTERS:
            self.filters.pop(name, None)
        self.filters |= {"_counted": self.count, "_joined": self.put_together}
        self.filters |= {"join": self.join, "replace": self.replace}
        for name in ("lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)

    def wrap_str_format(self, value: Any) -> Any:
        """Refuse ``format`` of texts, which can make anything as long as it likes."""
        if super().wrap_str_format(value) is not None:
            raise TemplateLimitError("format() of texts is not for scripts; write texts together with ~")
        return None

    def tick(self) -> None:
        """Count a step.

        Raises:
            TemplateLimitError: There were too many, or they took too long.
        """
        self.steps += 1
        if self.steps > STEPS or (self.steps % 256 == 0 and time.process_time() > self.deadline):
            raise TemplateLimitError("it runs too long; look for a loop inside a loop, or a macro that calls itself")

    def count(self, items: Iterable[Any]) -> Iterator[Any]:
        """Pass on what a loop runs over, and count it."""
        for item in items:
            self.tick()
            yield item

    def put_together(self, *parts: Any) -> str:
        """What ``~`` does, within limits."""
        return self.join(parts)

    def join(self, parts: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
        """What Jinja2's filter of this name does, within limits."""
        self.tick()
        texts: list[str] = []
        size = 0
        for part in parts:
            texts.append(str(self.getattr(part, attribute) if attribute else part))
            size += len(texts[-1]) + len(between)
            self.check_size(size)
        return between.join(texts)

    def replace(self, text: Any, old: str, new: str, count: int = -1) -> str:
        """What Jinja2's filter of this name does, within limits."""
        self.tick()
        whole = str(text)
        self.check_size(len(whole) + whole.count(old) * len(new))
        return whole.replace(old, new, count)

    def check_size(self, size: float) -> None:
        """Refuse what would fill the memory."""
        if size > LONGEST_TEXT:
            raise TemplateLimitError(f"it makes something longer than {LONGEST_TEXT:,}")

    def check(self, value: Any) -> Any:
        """Refuse a text or number that fills the memory."""
        if isinstance(value, str | list | tuple):
            self.check_size(len(value))
        elif isinstance(value, int | float):
            self.check_size(abs(value))
        return value

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Do the sums that could make something huge, after looking at their size."""
        self.tick()
        if operator == "**":
            raise TemplateLimitError("powers are not for scripts")
        if operator == "*":
            sizes = [len(side) if isinstance(side, str | list | tuple) else side for side in (left, right)]
            if any(isinstance(side, str | list | tuple) for side in (left, right)):
                self.check_size(sizes[0] * sizes[1])
        if operator == "%" and isinstance(left, str):
            raise TemplateLimitError("% is for numbers; write texts together with ~")
        return self.check(super().call_binop(context, operator, left, right))

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro, and count it."""
        self.tick()
        if isinstance(getattr(obj, "__self__", None), str) and obj.__name__ not in TEXT_METHODS:
            raise TemplateLimitError(f"{obj.__name__}() of texts is not for scripts; there are filters, and ~")
        for value in (*args, *kwargs.values()):
            self.check(value)
        return super().call(context, obj, *args, **kwargs)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, and put the counting into loops and ``~``."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if not loop.recursive:
                loop.iter = nodes.Filter(loop.iter, "_counted", [], [], None, None, lineno=loop.lineno)
        self._limit_joins(tree)
        return tree

    def _limit_joins(self, tree: nodes.Node) -> None:
        for node in tree.find_all(nodes.Node):
            for field, value in node.iter_fields():
                if isinstance(value, nodes.Concat):
                    setattr(node, field, _joined(value))
                elif isinstance(value, list):
                    setattr(node, field, [_joined(item) if isinstance(item, nodes.Concat) else item for item in value])


def _joined(node: nodes.Concat) -> nodes.Filter:
    first, *rest = node.nodes
    return nodes.Filter(first, "_joined", rest, [], None, None, lineno=node.lineno)
