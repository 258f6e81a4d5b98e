"""What is here, what is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.cast.upgrade import EMBEDDED
from podcaster.engines import installed_engines

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.engines import EngineReport
    from podcaster.settings import Settings

PACKAGES = ("av", "lameenc", "pydub", "pyttsx3", "espeakng-loader", "trafilatura")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    """Its name for people."""
    ok: bool
    """It is there and works."""
    optional: bool
    """Whether it may be missing."""
    state: str
    """What was found, for people."""
    cure: str
    """What to do; empty when nothing."""


def examine(settings: Settings) -> tuple[Check, ...]:
    """Look at everything that a show needs on this machine."""
    output, cache = settings.output, settings.cache
    recent = sys.version_info >= (3, 11)
    return (
        _check("Python", platform.python_version(), "Install Python 3.11 or later.", ok=recent),
        _check("Settings", str(settings.folder)),
        _check("Output", str(output), f"Allow writing to {output}.", ok=writable(output)),
        _check("Cache", str(cache), "Set PODCASTER_CACHE to a folder that can be written.", ok=writable(cache)),
        *map(_package, PACKAGES),
        *(_engine(engine, settings) for engine in installed_engines(settings.engines)),
    )


def _package(name: str) -> Check:
    try:
        return _check(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        needed = name != "espeakng-loader" or sys.platform == "linux"
        return _check(name, "missing", f"pip install {name}", ok=not needed)


def _engine(engine: EngineReport, settings: Settings) -> Check:
    """An engine: one that the settings do not ask for may be missing."""
    kind = engine.name.partition(":")[0]
    asked = {EMBEDDED, *settings.engines, *(name.partition(":")[0] for name in settings.cast.engines)}
    state = "; ".join(engine.problems) or "ready"
    optional = kind not in asked
    return _check(f"Engine {engine.name}", state, engine.cure, ok=not engine.problems, optional=optional)


def _check(what: str, state: str, cure: str = "", *, ok: bool = True, optional: bool = False) -> Check:
    return Check(what, ok, optional, state, "" if ok else cure)


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
