"""Commands: watch."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import bars, count, print_json, say
from podcaster.errors import SIGNALLED, InputError, PodcasterError, Terminated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcaster.follow.office import Event, Round
    from podcaster.reading import Progress


@app.command()
def watch(
    ctx: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Go round once and end, for a timer (cron, systemd, launchd).")
    ] = False,
    log: Annotated[
        Literal["text", "json"], typer.Option(help="How what happens is told on stderr: for people, or a line of JSON.")
    ] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="With --once: print for programs what was done.")] = False,
) -> None:
    """Turn what the show's sources bring into episodes, each piece once; without --once until Ctrl-C.

    Sources stand in podcaster.toml, such as [sources.drop] with folder = "in". podcaster queue tells what waits, was
    tried in vain or needs a person; podcaster status, how all stands.

    Example: podcaster watch --once
    """
    from podcaster.follow.office import Event, no_bars
    from podcaster.follow.seen import Pulse, showing
    from podcaster.follow.state import Database, is_there
    from podcaster.follow.watch import Newsroom, watch_for_ever, watching

    settings = settings_of(ctx)
    if not settings.sources and not is_there(settings.folder):
        raise InputError(
            "The settings name no source to watch.", 'Add [sources.drop] with folder = "in" to podcaster.toml.'
        )
    pulse, tell = Pulse(), teller(log)

    def told(event: Event) -> None:
        pulse.beat()
        tell(event)

    @contextmanager
    def beating() -> Iterator[Progress]:
        with bars() if log == "text" else no_bars() as shown:

            def noted(stage: str, done: int, total: int) -> None:
                pulse.beat()  # a long episode is no watch that stands still
                shown(stage, done, total)

            yield noted

    with watching(settings), Database(settings.folder) as database, showing(settings, pulse):
        newsroom = Newsroom(settings, database, told, bars=beating)
        if not once:
            tell(Event("begun", f"Watching {', '.join(settings.sources) or 'what is in the queue'}; Ctrl-C ends."))
            with told_end(tell, log):
                watch_for_ever(newsroom, pulse.beat)
        done = newsroom.run(everything=True)
    if as_json:
        print_json(round_json(done))
    elif log == "json":
        tell(Event("ended", in_short(done)))
    else:
        say(in_short(done))
    if not done.well:
        raise typer.Exit(PodcasterError.exit_code)


@contextmanager
def told_end(tell: Callable[[Event], None], form: str) -> Iterator[None]:
    """Tell why a watch ends in the form of its log.

    Raises:
        Exit: It has ended.
    """
    from podcaster.follow.office import Event

    try:
        yield
    except (KeyboardInterrupt, Terminated) as error:
        tell(Event("ended", "Stopped; the next watch goes on from there."))
        number = signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT
        raise typer.Exit(SIGNALLED + number) from None
    except PodcasterError as error:
        if form == "text":
            raise
        tell(Event("ended", str(error)))
        raise typer.Exit(error.exit_code) from error


def teller(form: str) -> Callable[[Event], None]:
    """Who tells what happens, as it happens."""

    def as_text(event: Event) -> None:
        took = f" ({event.seconds:.1f} s)" if event.seconds else ""
        say(f"{datetime.now(UTC).astimezone():%H:%M:%S} {event.kind:<9} {event.text}{took}")

    def as_line(event: Event) -> None:
        line = {"at": datetime.now(UTC).isoformat(timespec="milliseconds")} | asdict(event)
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)

    return as_line if form == "json" else as_text


def round_json(done: Round) -> dict[str, object]:
    """A round for programs."""
    kinds = ("new", "changed", "made", "dropped", "waiting", "published", "expired", "retry", "failed", "problem")
    return {kind: done.count(kind) for kind in kinds} | {"events": [asdict(event) for event in done.events]}


def in_short(done: Round) -> str:
    """A round in a line."""
    parts = [f"{done.count('new')} new", f"{count(done.count('made'), 'episode')} made"]
    if done.count("waiting"):
        parts.append(f"{done.count('waiting')} waiting for a person")
    if done.count("published"):
        parts.append(f"{done.count('published')} published")
    if wrong := done.count("failed") + done.count("retry"):
        parts.append(f"{wrong} failed (podcaster queue)")
    if done.count("problem"):
        parts.append(count(done.count("problem"), "problem"))
    return f"{', '.join(parts)}."
