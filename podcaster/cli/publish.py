"""Commands: publish, serve."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.feed import show_findings
from podcaster.cli.output import AsJson, console, count, print_json, rich_console, say, size_text
from podcaster.errors import InputError, PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcaster.feed.channel import Channel
    from podcaster.publish.run import PublishOutcome
    from podcaster.publish.send import Plan
    from podcaster.publish.targets import Destination


@app.command()
def publish(
    ctx: typer.Context,
    target: Annotated[
        str, typer.Argument(help="A target of the settings; not needed when there is only one.", show_default=False)
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only tell what would be sent.")] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Take episodes that are gone out of the published feed.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before a target gets the show for the first time.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check the show and send to a target what is not there yet, the feed last; then remove what is in it no more.

    The first time it lists what would go out, and asks. Drafts and episodes whose time has not come stay here.

    Targets stand in podcaster.toml: a folder, S3 or what speaks its language, Google Cloud Storage, Azure, SFTP or
    WebDAV. Passwords come from the environment: PODCASTER_TARGET_PASSWORD, or the variables of the cloud's own tools.

    Example: podcaster publish web --dry-run
    """
    from podcaster.publish.run import Sending, choose_target, tell_the_old_place
    from podcaster.publish.run import publish as publish_show

    settings = settings_of(ctx)
    place = choose_target(settings, target)
    with sending() as bars:

        def agree(channel: Channel, plan: Plan) -> bool:
            bars.pause()
            return yes or ask_first(place, channel, plan)

        outcome = publish_show(
            settings,
            place,
            datetime.now(UTC),
            Sending(dry_run, drop),
            checking=bars.checked,
            sending=bars.sent,
            agree=agree,
        )
    if outcome.sent and (
        note := tell_the_old_place(settings, place.name, datetime.now(UTC), outcome.address, drop=drop)
    ):
        say(f"Note: {note}")
    show_outcome(outcome, as_json=as_json)
    if not outcome.sent and not dry_run:
        say("Nothing was published.")
        raise typer.Exit(PublishError.exit_code)


def ask_first(place: Destination, channel: Channel, plan: Plan) -> bool:
    """List what would go to a target that has nothing of the show yet, and ask.

    Raises:
        InputError: There is nobody to ask.
    """
    say(f"{place.target.to} has nothing of this show yet. {count(len(channel.episodes), 'episode')} would go out:")
    for item in channel.episodes:
        say(f"  {item.episode.published:%Y-%m-%d %H:%M}  {item.episode.title}")
    question = f"Publish {count(len(plan.new), 'file')} ({size_text(plan.size)}) to {place.name}?"
    try:
        return typer.confirm(question, err=True)
    except typer.Abort as error:
        say("")
        cure = "Look at the list, and say yes with --yes; --dry-run lists the files."
        raise InputError(f"Nobody answered. {question}", cure) from error


@dataclass(frozen=True, slots=True)
class Bars:
    """Who is told how far a run is."""

    checked: Callable[[int, int], None] = lambda _done, _total: None
    """Told the episodes that were checked, and of how many."""
    sent: Callable[[int, int], None] = lambda _done, _total: None
    """Told the bytes that were sent, and of how many."""
    pause: Callable[[], None] = lambda: None
    """Take the bars away until something is sent, so that a question can be read."""


@contextmanager
def sending() -> Iterator[Bars]:
    """A bar of checked episodes and a bar of sent bytes; no bars when nobody looks."""
    target = rich_console(stderr=True)
    if not target.is_terminal:
        yield Bars()
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn())
    with Progress(*columns, DownloadColumn(), TransferSpeedColumn(), console=target, transient=True) as bars:
        checking = bars.add_task("Check", total=None, visible=False)
        upload = bars.add_task("Send", total=None, visible=False)

        def sent(done: int, total: int) -> None:
            bars.start()
            bars.update(upload, completed=done, total=total, visible=True)

        yield Bars(
            lambda done, total: bars.update(checking, description=f"Check {done}/{total}", visible=done < total),
            sent,
            bars.stop,
        )


def show_outcome(outcome: PublishOutcome, *, as_json: bool) -> None:
    """Print what was sent, or what stands in the way."""
    from podcaster.feed.check.findings import errors_of

    errors = errors_of(outcome.findings)
    plan = outcome.plan
    if as_json:
        print_json(
            {
                "feed": outcome.address,
                "sent": outcome.sent,
                "new": [upload.path for upload in plan.new],
                "replaced": [upload.path for upload in plan.replaced],
                "removed": list(plan.removed),
                "kept": len(plan.kept),
                "bytes": plan.size,
                "findings": [asdict(finding) for finding in outcome.findings],
                "notes": list(outcome.notes),
            }
        )
    else:
        if outcome.findings:
            show_findings(outcome.findings, stderr=True)
        for note in outcome.notes:
            say(f"Note: {note}")
    if errors:
        what = f"The show has {count(len(errors), 'error')}; nothing was published."
        raise PublishError(what, "Correct what is listed above, and publish again.")
    if not as_json:
        show_plan(outcome)


def show_plan(outcome: PublishOutcome) -> None:
    """Print the files of a run and the feed's address."""
    plan, output = outcome.plan, console()
    for verb, uploads in (("send", plan.new), ("replace", plan.replaced)):
        for upload in uploads if not outcome.sent else ():
            output.print(f"{verb} {upload.path} ({size_text(upload.size)})")
    for path in plan.removed if not outcome.sent else ():
        output.print(f"remove {path}")
    files = count(len(plan.new) + len(plan.replaced), "file")
    gone = ""
    if plan.removed:
        gone = f", {len(plan.removed)} {'removed' if outcome.sent else 'to remove'}"
    done = "sent" if outcome.sent else "to send"
    say(f"{files} {done} ({size_text(plan.size)}), {len(plan.kept)} already there{gone}.")
    output.print(outcome.address)


@app.command()
def serve(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="The port; 0: any that is free.")] = 8000,
    drafts: Annotated[bool, typer.Option("--drafts", help="Show drafts and episodes of the future too.")] = False,
) -> None:
    """Preview the show on this machine, with its pages and feed, as hosts must serve it. Ctrl-C ends it.

    Example: podcaster serve --drafts --port 8080
    """
    from podcaster.publish.serve import open_server

    settings = settings_of(ctx)
    with open_server(settings, port, lambda: datetime.now(UTC), drafts=drafts) as server:
        say("The show is at the address below, for this machine alone. Ctrl-C ends the preview.")
        console().print(f"http://127.0.0.1:{server.server_address[1]}/")
        with suppress(KeyboardInterrupt):
            server.serve_forever()
