"""Commands: init, doctor, cache."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import console, print_json, print_table, say


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to make, or an empty one.", metavar="DIR")]) -> None:
    """Start a show of one's own: settings, templates, voices and a sample article to try.

    Example: podcaster init my-show
    """
    from podcaster.settings import SETTINGS_FILE
    from podcaster.starting import start_show

    sample = start_show(folder)
    begin = folder / SETTINGS_FILE
    say(f"The show is in {folder}. Its name, voices and templates are yours to change: begin with {begin}.")
    say(f"Try it: cd {folder} && podcaster make {sample.name}")


@app.command()
def doctor(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Tell what is here, what is missing, and how to get it.

    Example: podcaster doctor
    """
    from podcaster.doctor import examine

    checks = examine(settings_of(ctx))
    if as_json:
        print_json([asdict(check) for check in checks])
        return
    marks = ("ok" if check.ok else "optional" if check.optional else "!" for check in checks)
    rows = [(mark, check.what, check.state, check.cure) for mark, check in zip(marks, checks, strict=True)]
    print_table(("", "What", "State", "Cure"), rows, about=(3,))


@app.command("cache")
def show_cache(
    ctx: typer.Context,
    clear: Annotated[bool, typer.Option("--clear", help="Remove it all; it is made again when it is needed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Show what is kept of earlier runs: spoken lines, encoded parts, and what was heard in lines.

    Example: podcaster cache --clear
    """
    from podcaster.content import open_content

    settings = settings_of(ctx)
    store = open_content(settings)
    if clear:
        removed = store.clear()
        say(f"{removed.files} files removed, {removed.size / 1e6:.1f} MB.")
    sizes = store.amounts()
    if as_json:
        kinds = {str(kind): {"files": found.files, "bytes": found.size} for kind, found in sizes.items()}
        print_json({"folder": str(settings.cache), **kinds})
    elif not clear:
        out = console()
        out.print(settings.cache)
        for kind, found in sizes.items():
            out.print(f"{kind}: {found.files} files, {found.size / 1e6:.1f} MB")
