"""Commands: proof."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import AsJson, console, count, print_json, print_table, progress, say
from podcaster.errors import InputError

if TYPE_CHECKING:
    from podcaster.hearing import HeardFault
    from podcaster.proof import Proof

EXAMPLES = """
Examples:

  podcaster proof lighthouse

  podcaster proof --play 2026-03-14-lighthouse

  podcaster proof --install
"""


@app.command(epilog=EXAMPLES)
def proof(
    ctx: typer.Context,
    episode: Annotated[
        str,
        typer.Argument(
            help="An episode's folder, slug, number or guid, its article, or a part of its title.", metavar="EPISODE"
        ),
    ] = "",
    play: Annotated[bool, typer.Option("--play", help="Play every line that something is wrong with.")] = False,
    as_json: AsJson = False,
    install: Annotated[bool, typer.Option("--install", help="Install the model that listens, and do no more.")] = False,
    place: Annotated[
        str, typer.Option("--from", help="A folder or an address that has the model's files; else its makers' site.")
    ] = "",
    again: Annotated[bool, typer.Option("--again", help="Install it even if it is there.")] = False,
) -> None:
    """Hear an episode through: which lines lack words, have words too many, are misheard, end in noise or are cut off.

    Words are compared by their sound. What is found is put into the episode's list of what wants review.
    """
    from podcaster.hearing.install import install_listener
    from podcaster.library.finding import choose_episode
    from podcaster.proof import proof_episode

    settings = settings_of(ctx, episode)
    if install:
        with progress() as stages:
            told = partial(stages, "Downloading")
            path = install_listener(settings, place, again=again, notice=say, progress=told)
        say(f"It is in {path}.")
        return
    if not episode:
        raise InputError("Which episode?", "podcaster episodes lists them.")
    folder = choose_episode(settings.output, episode).folder
    with progress() as stages:
        found = proof_episode(folder, settings, stages)
    if as_json:
        print_json(proof_json(found))
    else:
        show_proof(found)
    if play:
        play_findings(found)


def proof_json(found: Proof) -> dict[str, Any]:
    """What was heard, for programs."""
    return {
        "folder": str(found.folder),
        "seconds": round(found.seconds, 3),
        "lines": len(found.verdicts),
        "words": sum(verdict.words for verdict in found.verdicts),
        "error_rate": round(found.error_rate, 4),
        "findings": [finding_json(finding) for finding in found.findings],
    }


def finding_json(finding: HeardFault) -> dict[str, Any]:
    """A finding, for programs."""
    return {
        "line": finding.index + 1,
        "script_line": finding.place,
        "role": finding.role,
        "fault": finding.fault.value,
        "start": round(finding.start, 3),
        "end": round(finding.end, 3),
        "said": finding.said,
        "heard": finding.heard,
        "whole_said": finding.line,
        "whole_heard": finding.whole,
    }


def show_proof(found: Proof) -> None:
    """What was heard, for people."""
    from podcaster.wording import timestamp

    out = console()
    if found.findings:
        rows = []
        for finding in found.findings:
            said, heard = shortened(finding.said or finding.line), shortened(finding.heard or finding.whole)
            rows.append((timestamp(finding.start), str(finding.place), finding.role, finding.fault.value, said, heard))
        print_table(("Time", "Line", "Role", "Fault", "Should be", "Heard"), rows, right=("Line",))
        out.print()
    bad = len({finding.index for finding in found.findings})
    out.print(
        f"{count(len(found.verdicts), 'line')} heard, {timestamp(found.seconds)}: {bad or 'none'} with a fault; "
        f"{100 * found.error_rate:.1f} % of the words misheard."
    )


SHOWN = 60
"""Characters of a line that the table shows."""


def shortened(text: str) -> str:
    """The beginning of a text."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def play_findings(found: Proof) -> None:
    """Play every line with a fault, each once.

    Raises:
        InputError: Nothing here can play a sound.
    """
    from podcaster.cli.playing import play_sound
    from podcaster.proof import excerpt_of
    from podcaster.wording import timestamp

    for finding in {finding.index: finding for finding in found.findings}.values():
        when = timestamp(finding.start)
        say(f"{when}  {finding.role}: {finding.line}")
        if not play_sound(excerpt_of(found, finding)):
            raise InputError("Nothing here can play a sound.", f"Listen to the episode from {when} on.")
