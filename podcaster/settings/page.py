"""The settings file that a new show gets: every setting with its default and what it means, made from ``settings``."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from podcaster.settings.check import range_of
from podcaster.settings.load import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 110
OPENING = """\
# The settings of a show. Each stands here with its default, behind a #: take the # away and change what you want.
# Passwords and keys never stand here; they come from the environment.
"""
FREE = {
    "engines": "Each engine has a table of its own, [engines.NAME]; podcaster engines tells which there are.",
    "recognisers": "Each recogniser has a table of its own: [recognisers.whisper] takes model, mirror and beam.",
    "targets": "Each place to publish to has a table of its own, [targets.NAME].",
    "sources": "Each place that articles come from has a table of its own, [sources.NAME], for podcaster watch.",
}
"""Sections whose tables the user names."""


def settings_page() -> str:
    """A podcaster.toml with every setting, commented out."""
    sections = [OPENING]
    for section in fields(Settings):
        kind = get_type_hints(Settings)[section.name]
        if is_dataclass(kind) and isinstance(kind, type):
            sections.extend(_section(section.name, kind))
        elif section.name in FREE:
            named = next((part for part in get_args(kind) if is_dataclass(part)), None)
            rows = list(_settings(named)) if isinstance(named, type) else []
            sections.append("\n".join((comment(FREE[section.name]), f"#[{section.name}.NAME]", *rows)) + "\n")
    return "\n".join(sections)


def _section(name: str, kind: type) -> Iterator[str]:
    """A table of the file, and the tables inside it."""
    hints = get_type_hints(kind)
    summary = (inspect.getdoc(kind) or "").partition(": ")[2]
    yield "\n".join((comment(summary[:1].upper() + summary[1:]), f"[{name}]", *_settings(kind))) + "\n"
    for item in fields(kind):
        inner = hints[item.name]
        listed = next((part for part in get_args(inner) if is_dataclass(part)), None)
        if isinstance(inner, type) and is_dataclass(inner):
            yield from _section(f"{name}.{item.name}", inner)
        elif isinstance(listed, type):
            yield "\n".join((f"#[[{name}.{item.name}]]", *_settings(listed))) + "\n"


def _settings(kind: type) -> Iterator[str]:
    """The settings of a table, each with what it means above it."""
    meanings = docstrings(kind)
    hints = get_type_hints(kind)
    full = get_type_hints(kind, include_extras=True)
    for item in fields(kind):
        if any(is_dataclass(part) for part in (hints[item.name], *get_args(hints[item.name]))):
            continue
        meaning = meanings.get(item.name, "")
        if get_origin(hints[item.name]) is Literal:
            meaning = f"{meaning} One of: {', '.join(map(str, get_args(hints[item.name])))}.".strip()
        if allowed := range_of(full[item.name]):
            meaning = f"{meaning} A number {allowed}.".strip()
        if meaning:
            yield comment(meaning)
        yield f"#{item.name} = {value_of(item)}"


def value_of(item: Field[Any]) -> str:
    """A setting's default, as TOML."""
    value = item.default
    if value is MISSING or value is None:
        return "..."
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value) if isinstance(value, str) else repr(value)


def _quoted(text: object) -> str:
    return f'"{text}"'


def comment(text: str) -> str:
    """A text as comment lines, without the marks of docstrings."""
    plain = " ".join(text.replace("``", "").split())
    return "\n".join(f"# {line}" for line in textwrap.wrap(plain, WIDTH, break_on_hyphens=False))


def docstrings(kind: type) -> dict[str, str]:
    """What stands under each field of a dataclass."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(following, ast.Expr) and isinstance(field.target, ast.Name):
            found[field.target.id] = inspect.cleandoc(ast.literal_eval(following.value))
    return found
