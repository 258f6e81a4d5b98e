"""Commands: cast, and of voices: pin, unpin, alias, people."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli import playing
from podcaster.cli.app import app, settings_of
from podcaster.cli.output import print_json, print_table, progress, say
from podcaster.cli.script import script_text
from podcaster.cli.voices import voices_app
from podcaster.errors import EngineError

if TYPE_CHECKING:
    from podcaster.model import Cast, Clip, Script
    from podcaster.settings import Settings

EXAMPLES = """
Examples:

  podcaster cast article.md

  podcaster cast article.fountain --save auditions

  podcaster cast article.md --play
"""


@app.command(epilog=EXAMPLES)
def cast(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(help="An article, as for make, or a .fountain script.")],
    template: Annotated[str, typer.Option(help="The template of the script.")] = "",
    save: Annotated[
        Path | None, typer.Option(help="Save everyone's first line to this folder.", file_okay=False)
    ] = None,
    play: Annotated[bool, typer.Option("--play", help="Play everyone's first line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Show who would speak with which voice, and why. Nobody is registered by it."""
    from podcaster.cast import preview_cast
    from podcaster.reading import is_script, read_show_script

    settings = settings_of(ctx, article)
    script = read_show_script(script_text([article], settings, template), article, settings)
    chosen = preview_cast(script, settings, edited=is_script([article]))
    rows = cast_rows(script, chosen)
    if as_json:
        print_json(rows)
    else:
        show_cast(rows)
    if save is not None or play:
        audition(script, chosen, settings, save, play=play)


def cast_rows(script: Script, chosen: Cast) -> list[dict[str, Any]]:
    """The cast, a row for each role."""
    return [
        {
            "role": role.name,
            "gender": str(role.gender),
            "voice": chosen.voice(role.name).name,
            "engine": chosen.voice(role.name).engine,
            "lines": sum(line.role == role.name for line in script.lines),
            "reason": chosen.roles[role.name].reason,
        }
        for role in script.roles
    ]


def show_cast(rows: list[dict[str, Any]]) -> None:
    """The cast for people."""
    cells = [(row["role"], row["voice"], str(row["lines"]), row["reason"]) for row in rows]
    print_table(("Role", "Voice", "Lines", "Why"), cells, right=("Lines",), about=(3,))


def audition(script: Script, chosen: Cast, settings: Settings, folder: Path | None, *, play: bool) -> None:
    """Let everyone say their first line, into files or into the room."""
    from podcaster.engines import Engines
    from podcaster.slug import slug_of
    from podcaster.speaking import first_lines, speak_lines

    short = first_lines(script)
    with progress() as stages, Engines(settings) as engines:
        clips = list(speak_lines(short, chosen, engines, settings, stages))
    for number, (line, clip) in enumerate(zip(short.lines, clips, strict=True), 1):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"{number:02}-{slug_of(line.role) or 'role'}-{clip.voice.name}.wav"
            playing.write_wav(clip.path, target)
            say(f"{line.role}: {target}")
        if play:
            say(f"{line.role}, {clip.voice.name}: {line.text}")
            play_clip(clip)


def play_clip(clip: Clip) -> None:
    """Play a clip on this machine.

    Raises:
        EngineError: Nothing here can play a sound.
    """
    if not playing.play(clip.path):
        names = ", ".join(player[0] for player in playing.PLAYERS)
        raise EngineError("Nothing here plays a sound.", f"Install one of {names}, or use --save.")


@voices_app.command()
def pin(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Who, as scripts name them.")],
    voice: Annotated[
        str, typer.Argument(help="A voice of the pool, one of them shifted (steph+2), or any that voices lists.")
    ],
    new: Annotated[
        bool, typer.Option("--new", help="Nobody of this name has spoken yet; it is right all the same.")
    ] = False,
) -> None:
    """Decide who speaks with which voice, in this and every later episode.

    Example: podcaster voices pin "Grace Tolliver" steph
    """
    from podcaster.cast.people import pin_voice

    known, spoken = pin_voice(settings_of(ctx), name, voice, new=new)
    say(f"{known} speaks with {spoken} from now on.")


@voices_app.command()
def unpin(ctx: typer.Context, name: Annotated[str, typer.Argument(help="Who, as scripts name them.")]) -> None:
    """Forget which voice somebody has; the next episode with them chooses one.

    Example: podcaster voices unpin "Grace Tolliver"
    """
    from podcaster.cast.people import forget_voice

    known = forget_voice(settings_of(ctx).files.registry, name)
    say(f"{known} has no voice now; the next episode chooses one.")


@voices_app.command()
def alias(
    ctx: typer.Context,
    other: Annotated[str, typer.Argument(help="Another name, as articles have it.", metavar="ALIAS")],
    name: Annotated[str, typer.Argument(help="The name to know them by.")],
) -> None:
    """Make two names one person, with one voice.

    Example: podcaster voices alias "J. Tolliver" "Grace Tolliver"
    """
    from podcaster.cast.people import add_alias

    known = add_alias(settings_of(ctx).files.registry, other, name)
    say(f"{other} is {known} from now on.")


@voices_app.command()
def people(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False
) -> None:
    """List everyone who has a voice for good.

    Example: podcaster voices people
    """
    from podcaster.cast.people import list_people

    known = list_people(settings_of(ctx).files.registry)
    if as_json:
        print_json([asdict(each) for each in known])
        return
    cells = [
        (each.name, each.voice, "a pin" if each.pinned else "the first cast", ", ".join(each.aliases)) for each in known
    ]
    print_table(("Name", "Voice", "Decided by", "Also called"), cells, about=(3,))
