"""Commands: queue, with list, show, retry, approve and drop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.address import Address, without_logins
from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import AsJson, console, print_json, say
from podcaster.errors import InputError

if TYPE_CHECKING:
    from podcaster.follow.state import Piece
    from podcaster.settings import Podcast

queue = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(queue, name="queue", invoke_without_command=True)

PieceName = Annotated[str, typer.Argument(help="A piece's number, its key, or words of its title.", show_default=False)]
All = Annotated[bool, typer.Option("--all", help="Those that are made, published or dropped too.")]
SourceName = Annotated[str, typer.Option(help="Of this source alone.")]


@queue.callback()
def default(ctx: typer.Context, every: All = False, source: SourceName = "", as_json: AsJson = False) -> None:
    """List the pieces that are not done: to be made, tried in vain, waiting for a person, failed.

    Example: podcaster queue
    """
    if ctx.invoked_subcommand is None:
        list_pieces(ctx, every=every, source=source, as_json=as_json)


@queue.command("list")
def list_pieces(ctx: typer.Context, every: All = False, source: SourceName = "", as_json: AsJson = False) -> None:
    """List the pieces that are not done: to be made, tried in vain, waiting for a person, failed.

    Example: podcaster queue list --all
    """
    from podcaster.follow.queue import listed, open_queue
    from podcaster.settings import Following

    settings = settings_of(ctx)
    with open_queue(settings.folder) as database:
        pieces = listed(settings.sources, database, source, every=every)
    if as_json:
        print_json([piece_json(piece) for piece in pieces])
        return
    output = console()
    for piece in pieces:
        tries = f" ({piece.tries} tried)" if piece.tries else ""
        following = settings.sources.get(piece.source, Following())
        when = waits(piece, settings.show, following.digest)
        output.print(f"{piece.id:>5}  {piece.state:<9} {piece.source:<10} {piece.name}{tries}{when}")
        if piece.reason:
            output.print(f"       {piece.reason}", style="dim")
    if not pieces:
        say("Nothing waits." if not every else "There is no piece yet.")


def waits(piece: Piece, show: Podcast, digest: str) -> str:
    """Until when a piece waits by itself, on the show's clock; empty: it does not."""
    import time

    if piece.state in {"seen", "read"} and piece.due > time.time():
        return f", next try {clock_text(piece.due, show)}"
    if piece.state in {"read", "made"} and piece.embargo > time.time():
        return f", comes out {clock_text(piece.embargo, show)}"
    if piece.state == "read" and digest and not piece.guid:
        return f", in the digest at {digest}"
    return ""


def clock_text(seconds: float, show: Podcast) -> str:
    """A moment on the show's clock, for people; empty for none."""
    from podcaster.times import at, find_zone, show_time

    return f"{show_time(at(seconds), find_zone(show.time_zone)):%Y-%m-%d %H:%M}" if seconds else ""


def piece_json(piece: Piece) -> dict[str, Any]:
    """A piece for programs; moments as ISO 8601 in UTC, null where there is none."""
    from dataclasses import asdict

    plain = {name: without_logins(getattr(piece, name)) for name in ("key", "title", "address", "reason")}
    values = asdict(piece) | plain | {"state": str(piece.state)}
    moments = {name: moment_text(values[name]) or None for name in ("begun", "due", "embargo", "seen", "changed")}
    return values | moments


def moment_text(seconds: float) -> str:
    """A moment as ISO 8601 in UTC; empty for none."""
    from podcaster.times import at

    return at(seconds).isoformat(timespec="seconds") if seconds else ""


@queue.command("show")
def show_piece(ctx: typer.Context, piece: PieceName, as_json: AsJson = False) -> None:
    """Show a piece: where it stands, why, and all that became of it.

    Example: podcaster queue show 12
    """
    from podcaster.follow.queue import choose_piece, open_queue

    with open_queue(settings_of(ctx).folder) as database:
        found = choose_piece(database, piece)
        moves = database.moves(found)
    values = piece_json(found)
    history = [{"at": moment_text(move.at), "state": str(move.state), "reason": move.reason} for move in moves]
    if as_json:
        print_json(values | {"moves": history})
        return
    output = console()
    for name, value in values.items():
        if value:
            output.print(f"{name:<10} {value}")
    output.print()
    for row in history:
        output.print(f"{row['at']}  {row['state']:<9} {row['reason']}")


@queue.command("add")
def add_pages(
    ctx: typer.Context,
    addresses: Annotated[
        list[str], typer.Argument(help="Addresses of articles; - reads them from standard input, one a line.")
    ],
    source: Annotated[str, typer.Option(help="A source of podcaster.toml with addresses = true.")] = "desk",
) -> None:
    """Give addresses of articles to be made with the next round; one that is known already is not taken twice.

    Example: podcaster queue add https://example.org/news/lighthouse
    """
    from podcaster.follow.queue import add_addresses
    from podcaster.follow.state import Database

    settings = settings_of(ctx)
    given = [line.strip() for each in addresses for line in (sys.stdin if each == "-" else (each,))]
    with Database(settings.folder) as database:
        added = add_addresses(settings.sources, database, source, [each for each in given if each])
    for piece in added:
        say(f"{piece.id}  {Address(piece.address)}")
    say(f"{len(added)} new. They are made with the next round: podcaster watch")


@queue.command("retry")
def retry_piece(
    ctx: typer.Context,
    piece: Annotated[str, typer.Argument(help="A piece's number or key; none: with --all.", show_default=False)] = "",
    every: Annotated[bool, typer.Option("--all", help="All that failed or wait for their next try.")] = False,
) -> None:
    """Try pieces again at the next round: those that failed, were dropped, or wait.

    Example: podcaster queue retry 12
    """
    from podcaster.follow.queue import choose_piece, open_queue, retry

    if bool(piece) == every:
        raise InputError("Which piece?", "Give its number, or --all.")
    with open_queue(settings_of(ctx).folder) as database:
        for each in retry(database, None if every else choose_piece(database, piece)):
            say(f"{each.id}  {each.name} is tried again: podcaster watch")


@queue.command("approve")
def approve_piece(
    ctx: typer.Context,
    piece: Annotated[
        str,
        typer.Argument(help="A piece's number, key, or words of its title; none: with --source.", show_default=False),
    ] = "",
    source: Annotated[str, typer.Option(help="All that wait of this source.")] = "",
) -> None:
    """Let out an episode that waits for a person; it comes out with the next round.

    It goes as it is; one in which all that was in doubt is decided (podcaster edit) comes out by itself. After a site
    was built anew, --source NAME lets out all that was held back of it.

    Example: podcaster queue approve 12
    """
    from podcaster.follow.queue import approve, approve_all, choose_piece, open_queue

    if bool(piece) == bool(source):
        raise InputError("Which piece?", "Give its number, or --source NAME for all of a source.")
    settings = settings_of(ctx)
    with open_queue(settings.folder) as database:
        if source:
            found = approve_all(settings, database, source)
        else:
            found = (approve(settings, database, choose_piece(database, piece)),)
    for each in found:
        say(f"{each.id}  {each.name} comes out with the next round: podcaster watch")


@queue.command("drop")
def drop_piece(ctx: typer.Context, piece: PieceName) -> None:
    """Make no episode of a piece, now and later; one that is made stays, see podcaster episodes remove.

    Example: podcaster queue drop 12
    """
    from podcaster.follow.queue import choose_piece, drop, open_queue

    with open_queue(settings_of(ctx).folder) as database:
        found = drop(database, choose_piece(database, piece))
    say(f"{found.id}  {found.name} is dropped; podcaster queue retry {found.id} takes it back.")
    if found.folder:
        name = found.folder.rpartition("/")[2]
        say(f"Its episode stays as it is. To take that away: podcaster episodes remove {name}")
