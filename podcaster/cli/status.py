"""Commands: status."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer  # noqa: TC002  (Typer reads annotations when it runs)

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import AsJson, console, count, print_json, print_table, size_text
from podcaster.cli.queue import clock_text, moment_text

if TYPE_CHECKING:
    from podcaster.follow.status import Status
    from podcaster.settings import Podcast


@app.command()
def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show on one screen how the newsroom stands: sources, pieces, episodes, what asks for a person, the disk.

    Example: podcaster status
    """
    from podcaster.follow.status import read_status

    settings = settings_of(ctx)
    found = read_status(settings, datetime.now(UTC).timestamp())
    if as_json:
        print_json(status_json(found))
    else:
        show_status(found, settings.show)


def status_json(found: Status) -> dict[str, Any]:
    """The status for programs."""
    return {
        "watching": found.watching,
        "sources": [
            {
                "name": source.name,
                "kind": source.kind,
                "pieces": {str(state): number for state, number in source.counts.items()},
                "looked": moment_text(source.look.at) or None,
                "due": moment_text(source.look.due) or None,
                "newest": moment_text(source.look.newest) or None,
                "failures": source.look.failures,
                "reason": source.look.reason,
            }
            for source in found.sources
        ],
        "episodes": found.episodes,
        "drafts": found.drafts,
        "seconds": round(found.seconds, 1),
        "bytes": found.size,
        "free": found.free,
        "episodes_a_day": round(found.pace.episodes, 2),
        "bytes_a_month": round(found.pace.size),
        "oldest": moment_text(found.oldest) or None,
        "attention": list(found.attention),
    }


def show_status(found: Status, show: Podcast) -> None:
    """The status for people."""
    from podcaster.wording import timestamp

    output = console()
    columns = ("open", "waiting", "made", "published", "failed", "dropped")
    rows = []
    for source in found.sources:
        numbers = {str(state): number for state, number in source.counts.items()}
        numbers["open"] = numbers.get("seen", 0) + numbers.get("read", 0)
        looked = clock_text(source.look.at, show) or "never"
        rows.append((source.name, looked, *(str(numbers.get(column, 0) or "–") for column in columns)))
    print_table(("source", "looked", *columns), rows, right=columns, about=(1,))
    output.print()
    output.print(
        f"{count(found.episodes, 'episode')} ({timestamp(found.seconds)}, {size_text(found.size)}), "
        f"{count(found.drafts, 'draft')}; {size_text(found.free)} free on the disk."
    )
    if found.pace.episodes:
        pace = f"{found.pace.episodes:.1f} episodes a day, {size_text(round(found.pace.size))} a month"
        output.print(f"At the pace of the last month: {pace}.")
    output.print(f"A watch is {'at work' if found.watching else 'not at work'}.")
    for sentence in found.attention:
        output.print(f"! {sentence}", style="yellow")
