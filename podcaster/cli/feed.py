"""Commands: feed, check."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import AsJson, console, count, print_json, progress, say
from podcaster.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.feed.check.findings import Finding

FeedAddress = Annotated[str, typer.Option(help="The web address of the show's folder, over the settings.")]


@app.command()
def feed(ctx: typer.Context, address: FeedAddress = "", as_json: AsJson = False) -> None:
    """Write the show's feed and web pages beside its episodes.

    Example: podcaster feed --address https://example.org/show/
    """
    from podcaster.library.state import kept_out
    from podcaster.library.writing import write_show
    from podcaster.store import load_episodes

    settings, now = settings_of(ctx), datetime.now(UTC)
    channel, files = write_show(settings, now, address)
    if as_json:
        print_json({"feed": str(files[-1]), "address": channel.self_link, "episodes": len(channel.episodes)})
        return
    console().print(str(files[-1]))
    say(f"{count(len(channel.episodes), 'episode')}, to be heard at {channel.self_link}")
    for item, why in kept_out(load_episodes(settings.output), channel, now):
        say(f"{item.folder.name} stays out: {why}.")


@app.command()
def check(ctx: typer.Context, address: FeedAddress = "", as_json: AsJson = False) -> None:
    """Find what directories and apps would refuse about the show, before it is published.

    Exit code 1 when there is an error; warnings alone do not count.

    Example: podcaster check --json
    """
    from podcaster.feed.check.findings import errors_of
    from podcaster.publish.check import check as check_show

    settings = settings_of(ctx)
    with progress() as stages:
        findings = check_show(settings, datetime.now(UTC), address, lambda done, total: stages("Check", done, total))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        show_findings(findings)
    if errors_of(findings):
        raise typer.Exit(PublishError.exit_code)


def show_findings(findings: Sequence[Finding], *, stderr: bool = False) -> None:
    """Print findings, errors first, and their number; on stderr when they are not the result."""
    from podcaster.feed.check.findings import Level

    output = console(stderr=stderr)
    for level in (Level.ERROR, Level.WARNING):
        for finding in findings:
            if finding.level is level:
                style = ("red" if level is Level.ERROR else "yellow") if output.is_terminal else None
                output.print(f"{level}: {finding.place}: {finding.what} [{finding.rule}]", style=style)
                output.print(f"    {finding.cure}")
    errors = sum(finding.level is Level.ERROR for finding in findings)
    say(f"{count(errors, 'error')}, {count(len(findings) - errors, 'warning')}.")
