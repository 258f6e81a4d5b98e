"""Commands, of voices: upgrade; and the hint that natural voices can be had."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import settings_of
from podcaster.cli.output import AsJson, console, count, print_json, print_table, say
from podcaster.cli.voices import voices_app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.cast.upgrade import VoiceChange
    from podcaster.settings import Casts


@voices_app.command()
def upgrade(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give everybody in this show a natural voice: of the same gender, and of the nearest pitch.

    What would change is shown first. Pins stay pins. The registry as it was is kept beside the new one.

    Example: podcaster voices upgrade
    """
    from podcaster.cast.upgrade import OLD, plan_upgrade, pool_lacks
    from podcaster.cast.upgrade import upgrade as upgrade_voices

    settings = settings_of(ctx)
    changes, lacks = plan_upgrade(settings), pool_lacks(settings.files)
    if as_json:
        print_json([asdict(change) for change in changes])
    else:
        show_changes(changes, settings.cast, lacks=lacks)
    if not (changes or lacks):
        return
    if not yes and (as_json or not may_ask() or not typer.confirm("Do it?")):
        say("Nothing is changed; podcaster voices upgrade --yes does it.")
        return
    done = upgrade_voices(settings)
    say(f"{count(len(done), 'voice')} changed; the files as they were end in {OLD}.")


def may_ask() -> bool:
    """Whether somebody sits at a terminal."""
    import sys

    return sys.stdin.isatty() and console(stderr=True).is_terminal


def show_changes(changes: Sequence[VoiceChange], casts: Casts, *, lacks: bool) -> None:
    """What an upgrade would do, for people."""
    if lacks:
        say("The natural voices come into this show's voices/pool.toml, before its own.")
    if casts.narrator:
        say(f"The narrator stays {casts.narrator}, as [cast] in podcaster.toml says.")
    if not changes:
        say("Nobody in this show has another voice than a natural one.")
        return
    rows = []
    for change in changes:
        before, after = (f"{round(hertz)} Hz" if hertz else "?" for hertz in change.hertz)
        pin = ", pinned" if change.pinned else ""
        rows.append((change.name, change.before, change.after + pin, f"{before} to {after}"))
    print_table(("Name", "Now", "Then", "Pitch"), rows, about=(3,))
