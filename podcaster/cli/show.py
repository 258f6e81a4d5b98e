"""Commands: init, doctor, cache."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import console, print_json, print_table, say
from podcaster.errors import InputError

if TYPE_CHECKING:
    from podcaster.engines import EngineReport
    from podcaster.settings import Settings

BUILT_IN = "pyttsx3"
"""The engine that every installation has, and that speaks when nothing is set up."""

NOT_COPIED = shutil.ignore_patterns("registry.toml", "corrections.toml", "*.lock", ".*", "__pycache__", "*.py")
"""What a checkout's scripts/ and voices/ have besides what ships."""


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to make, or an empty one.", metavar="DIR")]) -> None:
    """Start a show of one's own: settings, templates, voices and a sample article to try.

    Example: podcaster init my-show
    """
    from podcaster.settings import FILE_NAME, shipped
    from podcaster.settings.page import settings_page

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not empty.", "Name a new folder, so that nothing in this one is overwritten.")
    before = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    sample = folder / "harbour-lights.md"
    try:
        for kind in ("scripts", "voices"):
            shutil.copytree(shipped(kind), folder / kind, ignore=NOT_COPIED)
        (folder / FILE_NAME).write_text(settings_page(), "utf-8")
        shutil.copy(Path(__file__).parent.parent / "samples" / sample.name, sample)
    except BaseException:  # half a show would be in the way of the next try
        for kind in ("scripts", "voices"):
            shutil.rmtree(folder / kind, ignore_errors=True)
        for name in (FILE_NAME, sample.name):
            (folder / name).unlink(missing_ok=True)
        if not before:
            folder.rmdir()
        raise
    say(
        f"The show is in {folder}. Its name, voices and templates are yours to change: begin with {folder / FILE_NAME}."
    )
    say(f"Try it: cd {folder} && podcaster make {sample.name}")


@app.command()
def doctor(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Tell what is here, what is missing, and how to get it.

    Example: podcaster doctor
    """
    checks = examine(settings_of(ctx))
    if as_json:
        print_json(checks)
        return
    rows = [
        (
            "ok" if check["ok"] else "optional" if check["optional"] else "!",
            check["what"],
            check["state"],
            check["cure"],
        )
        for check in checks
    ]
    print_table(("", "What", "State", "Cure"), rows, about=3)


def examine(settings: Settings) -> list[dict[str, Any]]:
    """Every check of ``doctor``: what, whether it is well, its state, and the cure."""
    import importlib.metadata
    import platform

    from podcaster.engines import installed_engines

    checks = [
        finding("Python", sys.version_info >= (3, 11), platform.python_version(), "Install Python 3.11 or later."),
        finding("Settings", True, str(settings.folder)),
        finding("Output", writable(settings.output), str(settings.output), f"Allow writing to {settings.output}."),
        finding(
            "Cache",
            writable(settings.cache),
            str(settings.cache),
            "Set PODCASTER_CACHE to a folder that can be written.",
        ),
    ]
    for package in ("av", "lameenc", "pydub", "pyttsx3", "espeakng-loader", "trafilatura"):
        try:
            checks.append(finding(package, True, importlib.metadata.version(package)))
        except importlib.metadata.PackageNotFoundError:
            needed = package != "espeakng-loader" or sys.platform == "linux"
            checks.append(finding(package, not needed, "missing", f"pip install {package}" if needed else ""))
    return [*checks, *(engine_finding(engine, settings) for engine in installed_engines(settings))]


def engine_finding(engine: EngineReport, settings: Settings) -> dict[str, Any]:
    """The row of an engine: one that the settings do not ask for may be missing."""
    kind = engine.name.partition(":")[0]
    asked = {BUILT_IN, *settings.engines, *(name.partition(":")[0] for name in settings.cast.engines)}
    state = "; ".join(engine.problems) or "ready"
    return finding(f"Engine {engine.name}", not engine.problems, state, engine.cure, optional=kind not in asked)


def finding(what: str, ok: bool, state: str, cure: str = "", *, optional: bool = False) -> dict[str, Any]:
    """One row of ``doctor``; what is optional may be missing."""
    return {"what": what, "ok": ok, "optional": optional, "state": state, "cure": "" if ok else cure}


def writable(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)


@app.command("cache")
def show_cache(
    ctx: typer.Context,
    clear: Annotated[bool, typer.Option("--clear", help="Remove it all; it is made again when it is needed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Show what is kept of earlier runs: spoken lines, encoded parts, and what was heard in lines.

    Example: podcaster cache --clear
    """
    from podcaster.cache import cache_size, clear_cache

    folder = settings_of(ctx).cache
    if clear:
        removed = clear_cache(folder)
        say(f"{removed.files} files removed, {removed.size / 1e6:.1f} MB.")
    sizes = cache_size(folder)
    if as_json:
        kinds = {kind: {"files": found.files, "bytes": found.size} for kind, found in sizes.items()}
        print_json({"folder": str(folder), **kinds})
    elif not clear:
        out = console()
        out.print(folder)
        for kind, found in sizes.items():
            out.print(f"{kind}: {found.files} files, {found.size / 1e6:.1f} MB")
