"""Commands: voices (and its sub-commands), engines, say."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import console, print_json, say
from podcaster.errors import EngineError

if TYPE_CHECKING:
    from podcaster.model import Voice
    from podcaster.settings import Settings

voices_app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    help="List the voices, hear one, install one, and decide who speaks with which.",
)
app.add_typer(voices_app, name="voices")


@app.command()
def engines(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List the engines, what is missing, and how to get it.

    Example: podcaster engines
    """
    from podcaster.engines import installed_engines

    reports = installed_engines(settings_of(ctx))
    if as_json:
        print_json([asdict(report) for report in reports])
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for heading in ("Engine", "Version", "From", "State", "Cure"):
        table.add_column(heading, overflow="fold")
    for report in reports:
        state = " ".join(report.problems) or "ready"
        table.add_row(report.name, report.version, report.source, state, report.cure)
    console().print(table)


@voices_app.callback()
def voices(
    ctx: typer.Context,
    engine: Annotated[str, typer.Option(help="Only the voices of this engine.")] = "",
    language: Annotated[str, typer.Option(help="Only voices of this language, such as en or en-GB.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List the voices of all engines.

    Example: podcaster voices --language en-GB
    """
    if ctx.invoked_subcommand is None:
        list_voices(settings_of(ctx), engine, language, as_json=as_json)


def list_voices(settings: Settings, engine: str, language: str, *, as_json: bool) -> None:
    """Print the voices that fit."""
    found = [voice for voice in installed_voices(settings, engine) if speaks(voice, language)]
    if as_json:
        print_json([asdict(voice) for voice in found])
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for heading in ("Voice", "Engine", "Id", "Language", "Gender", "Licence"):
        table.add_column(heading, overflow="fold")
    for voice in found:
        number = f" #{voice.speaker_id}" if voice.speaker_id else ""
        table.add_row(voice.name, voice.engine, voice.id + number, voice.language, voice.gender, voice.licence)
    console().print(table)


def installed_voices(settings: Settings, engine: str) -> list[Voice]:
    """The voices of one engine, or of all that are ready; the others are named on stderr."""
    from podcaster.engines import Engines, engine_names

    with Engines(settings) as engines:
        if engine:
            return list(engines.ready(engine).voices())
        voices: list[Voice] = []
        for name in engine_names(settings):
            try:
                voices += engines.ready(name).voices()
            except EngineError as error:
                say(f"{name}: {error}")
        return voices


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice is of a language: "en" fits every English, "en-GB" only the British ones."""
    wanted, has = language.casefold(), voice.language.casefold().replace("_", "-")
    return has == wanted or has.startswith(f"{wanted}-" if wanted else "")
