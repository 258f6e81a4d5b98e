"""What programs give to operations is of the kind that their annotations say, or a sentence tells what was expected.

People write ``project.set_pause(3, "1s")``; far below that would be a ``TypeError`` about two types and no operation,
or nothing at all, and a history that cannot be read again.
"""

from __future__ import annotations

import os
from functools import wraps
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from podcaster.characters import composed, valid_text
from podcaster.errors import InputError, PodcasterError
from podcaster.model import Gender
from podcaster.phrases import counted_from
from podcaster.project.doubts import Doubt
from podcaster.refused import in_words
from podcaster.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

SHOWN = 60
"""Characters of a value that a sentence shows."""


def checked(operation: Callable[P, R]) -> Callable[P, R]:
    """An operation that sees what it is given.

    Raises:
        InputError: An argument is of another kind than its annotation says; nothing is done.
        PodcasterError: The system refuses to read or write something.
    """

    @wraps(operation)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        from inspect import signature

        called = signature(operation)
        try:
            given = called.bind(*args, **kwargs)
        except TypeError:  # an argument too many, or too few: as Python says it of every function
            return operation(*args, **kwargs)
        for name, value in given.arguments.items():
            parameter = called.parameters[name]
            if parameter.annotation is parameter.empty:  # self
                continue
            if parameter.kind is parameter.VAR_POSITIONAL:
                given.arguments[name] = tuple(_read(operation, name, parameter.annotation, each) for each in value)
            else:
                given.arguments[name] = _read(operation, name, parameter.annotation, value)
        try:
            return operation(*given.args, **given.kwargs)
        except PodcasterError as error:
            error.what, error.cure = error.args = counted_from(0, error.what), counted_from(0, error.cure)
            raise
        except OSError as error:
            raise in_words(error, _show_of(args[0] if args else None)) from error

    return done


def _show_of(owner: object) -> Path | None:
    """The folder of the show that a show, or a project, is of."""
    settings = getattr(getattr(owner, "_opened", owner), "settings", None)
    return settings.folder if isinstance(settings, Settings) else None


def _read(operation: Callable[..., Any], name: str, annotation: str, value: Any) -> Any:
    """An argument as the operation takes it."""
    kinds = [KINDS[kind] for kind in annotation.split(" | ")]
    for _, read_as in kinds:
        if (read := read_as(value)) is not MISFIT:
            return read
    shown = repr(value)[:SHOWN]
    called = operation.__qualname__.removesuffix(".__init__")
    raise InputError(f"“{name}” of {called} cannot be {shown}.", f"Give {', or '.join(kind for kind, _ in kinds)}.")


MISFIT = object()
"""What is read of a value of another kind."""


def _whole(value: Any) -> object:
    return int(value) if isinstance(value, Integral) and not isinstance(value, bool) else MISFIT


def _number(value: Any) -> object:
    try:
        return float(value) if isinstance(value, Real) and not isinstance(value, bool) else MISFIT
    except OverflowError:  # a whole number that no fraction is as large as
        return MISFIT


def _text(value: Any) -> object:
    return composed(valid_text(value)) if isinstance(value, str) else MISFIT


def _gender(value: Any) -> object:
    return Gender(value) if isinstance(value, str) and value in set(Gender) else MISFIT


def _is(kind: type) -> Callable[[Any], object]:
    return lambda value: value if isinstance(value, kind) else MISFIT


def _source(value: Any) -> object:
    """A file or an address."""
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    return value if isinstance(path, str) and valid_text(path) == path and "\0" not in path else MISFIT


def _path(value: Any) -> object:
    """A path that the file system takes, whether or not there is anything."""
    if _source(value) is MISFIT:
        return MISFIT
    try:
        Path(value).exists()
    except OSError:  # a name that is too long
        return MISFIT
    return value


KINDS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "int": ("a whole number, such as 3", _whole),
    "float": ("a number, such as 1.5", _number),
    "str": ("a text", _text),
    "bool": ("True or False", _is(bool)),
    "None": ("None", _is(type(None))),
    "Gender": (f"a gender: {', '.join(Gender)}", _gender),
    "Doubt": ("a doubt of the project", _is(Doubt)),
    "Progress": ("a function", lambda value: value if callable(value) else MISFIT),
    "Settings": ("the settings of a show, as podcaster.open_show loads them", _is(Settings)),
    "PathName": ("a path", _path),
    "ArticleName": ("a file or an address", _source),
}
"""What an annotation means for people, and what is read of a value."""
