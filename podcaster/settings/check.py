"""Checks of what users set: unknown keys, wrong types, choices and numbers out of range, each refused in a sentence."""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from podcaster.address import Address
from podcaster.errors import SettingsError, close_matches

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "unset",
}
"""The names that msgspec has for types -> what they are called in a sentence."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be, both ends included: ``Annotated[float, Range(0, 60)]``."""

    low: float
    """The smallest."""
    high: float
    """The largest."""

    def __str__(self) -> str:
        return f"from {self.low:.10g} to {self.high:.10g}"

    def holds(self, value: float) -> bool:
        """Whether a value is in it; what is no number (nan) is not."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Public:
    """An address, or several, that everybody may read: ``Annotated[str, Public()]``."""

    def holds(self, value: str | tuple[str, ...]) -> bool:
        """Whether no user or password is in it."""
        return not any(Address(each).has_login for each in ((value,) if isinstance(value, str) else value))


def read_table(table: dict[str, Any], kind: type[T], path: str, prefix: str = "") -> T:
    """Check a table and make the value of it.

    Args:
        table: As parsed.
        kind: The dataclass that knows its settings.
        path: The file it stands in, for the sentence.
        prefix: What stands before its settings' names, such as "engines.http.".

    Raises:
        SettingsError: It has an unknown key, a value of the wrong type, or one that is not allowed.
    """
    if not table and _needs_nothing(kind):
        return kind()  # nothing to check: to find out what each setting may be takes 5 ms, in which nothing else begins

    import msgspec

    check_keys(table, kind, path, prefix)
    try:
        value = msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise _explained(str(error), kind, path, prefix) from error
    _check_values(value, path, prefix)
    return value


def _needs_nothing(kind: type) -> bool:
    """Whether every setting has a value where none is given."""
    return all(item.default is not MISSING or item.default_factory is not MISSING for item in fields(kind))


def check_keys(table: dict[str, Any], kind: type, path: str, prefix: str = "") -> None:
    """Refuse a key that no setting has, and name the ones that were probably meant.

    Raises:
        SettingsError: There is one.
    """
    hints = get_type_hints(kind)
    known = [item.name for item in fields(kind) if hints[item.name] is not Path]  # the show's folder is no setting
    for key, value in table.items():
        if key not in known:
            raise SettingsError(f"{path} has an unknown setting, {prefix}{key}.", close_matches(key, known))
        for inner, table_kind, name in tables_in(value, hints[key], f"{prefix}{key}"):
            check_keys(inner, table_kind, path, f"{name}.")


def tables_in(value: Any, hint: Any, name: str) -> Iterator[tuple[dict[str, Any], type, str]]:
    """The tables that a setting holds, each with the class that knows its keys and its name."""
    if isinstance(hint, type) and is_dataclass(hint):
        if isinstance(value, dict):
            yield value, hint, name
        return
    kind = next((part for part in get_args(hint) if isinstance(part, type) and is_dataclass(part)), None)
    if kind is None:
        return
    if isinstance(value, dict):
        yield from ((item, kind, f"{name}.{key}") for key, item in value.items() if isinstance(item, dict))
    elif isinstance(value, list):
        yield from ((item, kind, name) for item in value if isinstance(item, dict))


def range_of(hint: Any) -> Range | None:
    """The range of a setting, by its type with extras."""
    if get_origin(hint) is not Annotated:
        return None
    return next((extra for extra in get_args(hint)[1:] if isinstance(extra, Range)), None)


def _check_values(value: Any, path: str, prefix: str) -> None:
    """Refuse a number that is out of its range, and a secret where everybody reads it."""
    for name, hint in get_type_hints(type(value), include_extras=True).items():
        given, allowed = getattr(value, name), range_of(hint)
        for inner, key in _tables(given, name):
            _check_values(inner, path, f"{prefix}{key}.")
        if any(isinstance(extra, Public) and not extra.holds(given) for extra in get_args(hint)[1:]):
            raise SettingsError(
                f"{path}: {prefix}{name} has a user or password in it, and everybody may read it.",
                "Take it out; secrets come from the environment alone.",
            )
        if allowed and given is not None and not allowed.holds(given):
            raise SettingsError(f"{path}: {prefix}{name} must be {allowed}, not {given}.")


def _tables(given: Any, name: str) -> Iterator[tuple[Any, str]]:
    """The tables that a setting holds, each with its name."""
    if is_dataclass(given):
        yield given, name
    elif isinstance(given, dict):
        yield from ((item, f"{name}.{key}") for key, item in given.items() if is_dataclass(item))
    elif isinstance(given, tuple):
        yield from ((item, name) for item in given if is_dataclass(item))


def _explained(message: str, kind: type, path: str, prefix: str) -> SettingsError:
    """What msgspec refused, as a sentence."""
    what, _, place = message.partition(" - at `$")
    place = place.strip(".`")
    name = f"{path}: {prefix}{place}"
    if found := re.fullmatch(r"Invalid enum value '?(.*?)'?", what):
        choices = _choices_at(kind, place)
        return SettingsError(f"{name} must be one of {', '.join(choices)}, not {found[1]}.")
    if found := re.fullmatch(r"Expected `(.*?)`, got `(.*?)`", what):
        wanted = " or ".join(KINDS.get(part, part) for part in found[1].split(" | ") if part != "null")
        return SettingsError(f"{name} must be {wanted}, not {KINDS.get(found[2], found[2])}.")
    return SettingsError(f"{name}: {what}.")


def _choices_at(kind: Any, place: str) -> list[str]:
    """What a setting can be, by its place as msgspec writes it: ``show.persons[0].role``, ``targets[...].to``."""
    for step in re.findall(r"\[[^\]]*\]|[^.\[\]]+", place):
        if step.startswith("["):
            kind = next(part for part in reversed(get_args(kind)) if part is not ...)
        else:
            table = next(part for part in (kind, *get_args(kind)) if is_dataclass(part))
            kind = get_type_hints(table)[step]
    return (
        [str(choice.value) for choice in kind]
        if isinstance(kind, type) and issubclass(kind, Enum)
        else list(map(str, get_args(kind)))
    )
