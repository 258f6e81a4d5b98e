"""Commands: batch."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.address import Address
from podcaster.cli.app import app, settings_of
from podcaster.cli.output import bars, count, print_line, say
from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from podcaster.batch import Outcome, Workers

EXAMPLES = """
Examples:

  podcaster batch articles/*.md

  ls archive/*.html | podcaster batch - --workers 8 --json

  podcaster batch articles/*.md --scheduler tcp://10.0.0.1:8786

  podcaster batch book/chapter-*.md --unit line
"""


class Unit(StrEnum):
    """What a worker gets at once."""

    ARTICLE = "article"
    LINE = "line"


@app.command(epilog=EXAMPLES)
def batch(
    ctx: typer.Context,
    articles: Annotated[
        list[str], typer.Argument(help="Files and addresses; - reads them from standard input, one a line.")
    ],
    workers: Annotated[int, typer.Option(help="Articles at once; 0: one a core.", min=0, max=1024)] = 0,
    dask: Annotated[bool, typer.Option("--dask", help="Use a Dask cluster on this machine (extra cluster).")] = False,
    scheduler: Annotated[
        str,
        typer.Option(
            help="Use the Dask cluster of this scheduler, such as tcp://HOST:8786. Its workers see the show's folder, "
            "or share a store (PODCASTER_SHARED_CACHE)."
        ),
    ] = "",
    unit: Annotated[
        Unit,
        typer.Option(help="What a worker gets: an article, or, where articles are few and long, some lines of one."),
    ] = Unit.ARTICLE,
    template: Annotated[str, typer.Option(help="The script's template.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Make none in which a quote wants review.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Keep them out of the feed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON for each, as it is done.")] = False,
) -> None:
    """Make an episode of each of many articles, several at once: the same as one after the other, to the byte.

    Who gets which voice is decided in the order of the articles. One that fails does not stop the others; run the same
    command again for those: what was spoken is kept.
    """
    from podcaster.batch import Batch
    from podcaster.model import Wishes
    from podcaster.script import find_template

    settings = settings_of(ctx)
    find_template(settings.files, template or settings.script.template)  # told once, and not of each article
    given = (line.strip() for each in articles for line in (sys.stdin if each == "-" else (each,)))
    team = hired(workers, scheduler, dask=dask or bool(scheduler))
    begun, done, failed, audio = time.monotonic(), 0, 0, 0.0
    try:
        wishes = Wishes(template=template, strict=strict, draft=draft)
        far = bool(scheduler and settings.shared_cache)
        batch_of_all = Batch(settings, wishes, team, by_line=unit is Unit.LINE, far=far)
        with bars() as stages:
            for outcome in batch_of_all.run(source for source in given if source):
                done += outcome.made is not None
                failed += outcome.made is None
                audio += outcome.made.duration if outcome.made else 0.0
                tell(outcome, as_json=as_json)
                stages("Articles", done + failed, 0 if "-" in articles else len(articles))
    finally:
        team.close()
    seconds = time.monotonic() - begun
    told = f"{count(done, 'episode')} ({audio / 3600:.1f} hours) in {seconds:.0f} s on {count(team.count, 'worker')}"
    say(f"{told}; {failed} failed.")
    if failed:
        raise typer.Exit(PodcasterError.exit_code)


def tell(outcome: Outcome, *, as_json: bool) -> None:
    """Tell what became of an article."""
    name = str(Address(outcome.source))
    if as_json:
        print_line(json.dumps(asdict(outcome) | {"source": name}, ensure_ascii=False))
    elif outcome.made:
        print_line(f"{name} -> {outcome.made.folder}")
        for told in filter(None, (outcome.made.collisions, *outcome.made.voices)):
            say(f"{name}: {told}")
    else:
        say(f"Error: {name}: {outcome.error}")


def hired(workers: int, scheduler: str, *, dask: bool) -> Workers:
    """Who does the work."""
    from podcaster.batch import DaskWorkers, LocalWorkers

    if not dask:
        return LocalWorkers(workers)
    team = DaskWorkers(scheduler, workers)
    if not team.hired:
        say(f"The scheduler has no workers yet, and they are waited for. Start some: dask worker {scheduler}")
    return team
