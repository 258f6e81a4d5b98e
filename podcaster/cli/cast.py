"""Commands: cast, and of voices: pin, unpin, alias, people."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli import playing
from podcaster.cli.app import app, settings_of
from podcaster.cli.output import print_json, print_table, progress, say
from podcaster.cli.script import script_text
from podcaster.cli.voices import voices_app
from podcaster.errors import EngineError, SettingsError, close_matches

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

    settings = settings_of(ctx)
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
    print_table(("Role", "Voice", "Lines", "Why"), cells, right=("Lines",), about=3)


def audition(script: Script, chosen: Cast, settings: Settings, folder: Path | None, *, play: bool) -> None:
    """Let everyone say their first line, into files or into the room."""
    from podcaster.engines import Engines
    from podcaster.speaking import speak_lines

    roles = list(dict.fromkeys(line.role for line in script.lines))
    first = tuple(next(line for line in script.lines if line.role == role) for role in roles)
    short = replace(script, sections=(replace(script.sections[0], items=first),))
    with progress() as stages, Engines(settings) as engines:
        clips = list(speak_lines(short, chosen, engines, settings, stages))
    for number, (role, clip) in enumerate(zip(roles, clips, strict=True), 1):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            slug = re.sub(r"[^\w-]+", "-", role).strip("-").casefold()
            target = folder / f"{number:02}-{slug}-{clip.voice.name}.wav"
            playing.write_wav(clip.path, target)
            say(f"{role}: {target}")
        if play:
            say(f"{role}, {clip.voice.name}: {first[number - 1].text}")
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
    from podcaster.cast import Person, hold_registry, load_pool, registry_path

    settings = settings_of(ctx)
    found = load_pool(settings).require(voice, "The pin").voice
    with hold_registry(registry_path(settings)) as file:
        known = file.registry.name_of(name)
        before = file.registry.people.get(known)
        if before is None and not new and known not in (names := speakers_of(settings)):
            meant = close_matches(name, {*names, *file.registry.people})
            raise SettingsError(
                f"Nobody called {name} has spoken in this show.", f"{meant} Add --new to decide it beforehand.".strip()
            )
        file.set_person(known, Person(found.name, before.gender if before else found.gender, pinned=True))
        file.save()
    say(f"{known} speaks with {found.name} from now on.")


def speakers_of(settings: Settings) -> set[str]:
    """Everyone who speaks in an episode of the show."""
    from podcaster.store import scan_episodes

    return {each.role for item in scan_episodes(settings.output)[0] for each in item.episode.performers}


@voices_app.command()
def unpin(ctx: typer.Context, name: Annotated[str, typer.Argument(help="Who, as scripts name them.")]) -> None:
    """Forget which voice somebody has; the next episode with them chooses one.

    Example: podcaster voices unpin "Grace Tolliver"
    """
    from podcaster.cast import hold_registry, registry_path

    with hold_registry(registry_path(settings_of(ctx))) as file:
        known = file.registry.name_of(name)
        if known not in file.registry.people:
            raise SettingsError(f"{name} has no voice yet.", close_matches(name, file.registry.people))
        file.remove_person(known)
        file.save()
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
    from podcaster.cast import hold_registry, registry_path

    with hold_registry(registry_path(settings_of(ctx))) as file:
        known = file.registry.name_of(name)
        if known.casefold() == other.casefold():
            raise SettingsError(f"{other} and {name} are the same name already.")
        file.set_alias(other, known)
        file.save()
    say(f"{other} is {known} from now on.")


@voices_app.command()
def people(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False
) -> None:
    """List everyone who has a voice for good.

    Example: podcaster voices people
    """
    from podcaster.cast import read_registry, registry_path

    registry = read_registry(registry_path(settings_of(ctx)))
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "voice": person.voice,
            "pinned": person.pinned,
            "aliases": [other for other, known in registry.aliases.items() if known == name],
        }
        for name, person in sorted(registry.people.items())
    ]
    if as_json:
        print_json(rows)
        return
    cells = [
        (row["name"], row["voice"], "a pin" if row["pinned"] else "the first cast", ", ".join(row["aliases"]))
        for row in rows
    ]
    print_table(("Name", "Voice", "Decided by", "Also called"), cells, about=3)
