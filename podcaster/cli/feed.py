"""Commands: feed, check, publish, serve, episodes."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import complain, console, print_json, progress, say
from podcaster.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcaster.feed.check.findings import Finding
    from podcaster.model import Episode
    from podcaster.publish.run import Outcome

AsJson = Annotated[bool, typer.Option("--json", help="Print the result for programs.")]
Address = Annotated[str, typer.Option(help="The web address of the show's folder, over the settings.")]


@app.command()
def feed(ctx: typer.Context, address: Address = "", as_json: AsJson = False) -> None:
    """Write the show's feed and web pages beside its episodes.

    Example: podcaster feed --address https://example.org/show/
    """
    from podcaster.publish.run import write_show
    from podcaster.store import load_episodes

    settings, now = settings_of(ctx), datetime.now(UTC)
    channel, files = write_show(settings, now, address)
    if as_json:
        print_json({"feed": str(files[-1]), "address": channel.self_link, "episodes": len(channel.episodes)})
        return
    console().print(str(files[-1]))
    say(f"{count(len(channel.episodes), 'episode')}, to be heard at {channel.self_link}")
    for item in load_episodes(settings.output):
        if (state := state_of(item.episode, now)) != "out":
            say(f"{item.folder.name} stays out: {state}.")


@app.command()
def check(ctx: typer.Context, address: Address = "", as_json: AsJson = False) -> None:
    """Find what directories and apps would refuse about the show, before it is published.

    Exit code 1 when there is an error; warnings alone do not count.

    Example: podcaster check --json
    """
    from podcaster.feed.check.findings import errors_of
    from podcaster.publish.run import check as check_show

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
    as_json: AsJson = False,
) -> None:
    """Check the show and send to a target what is not there yet, the feed last.

    Targets stand in podcaster.toml: a folder, S3 or what speaks its language, Google Cloud Storage, Azure, SFTP or
    WebDAV. Passwords come from the environment: PODCASTER_TARGET_PASSWORD, or the variables of the cloud's own tools.

    Example: podcaster publish web --dry-run
    """
    from podcaster.publish.run import Wishes, choose_target
    from podcaster.publish.run import publish as publish_show

    settings = settings_of(ctx)
    place = choose_target(settings, target)
    with sending() as (checked, sent):
        outcome = publish_show(
            settings, place, datetime.now(UTC), Wishes(dry_run, drop), checking=checked, sending=sent
        )
    show_outcome(outcome, as_json=as_json)


@contextmanager
def sending() -> Iterator[tuple[Callable[[int, int], None], Callable[[int, int], None]]]:
    """A bar of checked episodes and a bar of sent bytes; no bars when nobody looks."""
    target = console(stderr=True)
    if not target.is_terminal:
        yield (lambda _done, _total: None), (lambda _done, _total: None)
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn())
    with Progress(*columns, DownloadColumn(), TransferSpeedColumn(), console=target, transient=True) as bars:
        checking = bars.add_task("Check", total=None, visible=False)
        upload = bars.add_task("Send", total=None, visible=False)
        yield (
            lambda done, total: bars.update(checking, description=f"Check {done}/{total}", visible=done < total),
            lambda done, total: bars.update(upload, completed=done, total=total, visible=True),
        )


def show_outcome(outcome: Outcome, *, as_json: bool) -> None:
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


def show_plan(outcome: Outcome) -> None:
    """Print the files of a run and the feed's address."""
    plan, output = outcome.plan, console()
    for verb, uploads in (("send", plan.new), ("replace", plan.replaced)):
        for upload in uploads if not outcome.sent else ():
            output.print(f"{verb} {upload.path} ({size_text(upload.size)})")
    done = "sent" if outcome.sent else "to send"
    files = len(plan.new) + len(plan.replaced)
    say(f"{count(files, 'file')} {done} ({size_text(plan.size)}), {len(plan.kept)} already there.")
    output.print(outcome.address)


def size_text(size: int) -> str:
    """Bytes as people read them."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= scale:
            return f"{size / scale:.1f} {unit}"
    return f"{size} B"


def count(number: int, noun: str) -> str:
    """A number of things."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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


episodes = typer.Typer(no_args_is_help=False)
app.add_typer(episodes, name="episodes", invoke_without_command=True)

Name = Annotated[
    str,
    typer.Argument(
        help="An episode's folder, slug, number or guid, or a word of its folder that no other has.", show_default=False
    ),
]


@episodes.callback()
def default(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the show's episodes, the newest first; its subcommands look after them.

    Example: podcaster episodes
    """
    if ctx.invoked_subcommand is None:
        list_episodes(ctx, as_json=as_json)


@episodes.command("list")
def list_episodes(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the show's episodes, the newest first.

    Example: podcaster episodes list --json
    """
    from podcaster.store import scan_episodes
    from podcaster.wording import timestamp

    stored, damaged = scan_episodes(settings_of(ctx).output)
    now = datetime.now(UTC)
    rows = [
        {
            "folder": item.folder.name,
            "number": item.episode.number,
            "season": item.episode.season,
            "title": item.episode.title,
            "published": item.episode.published.isoformat(),
            "duration": round(item.episode.duration, 3),
            "state": state_of(item.episode, now),
            "review": len(item.episode.review),
        }
        for item in stored
    ]
    for error in damaged.values():
        complain(error.what, error.cure)
    if as_json:
        print_json(rows)
        return
    output = console()
    for row, item in zip(rows, stored, strict=True):
        number = f"{row['number']:>4}" if row["number"] else "   –"
        state = "" if row["state"] == "out" else f"  [{row['state']}]"
        output.print(f"{number}  {row['folder']}  {timestamp(item.episode.duration)}  {row['title']}{state}")
    if not rows and not damaged:
        say("There is no episode yet. Make one: podcaster make ARTICLE")


def state_of(episode: Episode, now: datetime) -> str:
    """Whether an episode is out, a draft, or waits for its day."""
    return "draft" if episode.draft else "out" if episode.published <= now else "scheduled"


@episodes.command("show")
def show_episode(ctx: typer.Context, episode: Name) -> None:
    """Print everything that is known of an episode, as JSON.

    Example: podcaster episodes show 12
    """
    import msgspec

    from podcaster.publish.episodes import choose_episode

    item = choose_episode(settings_of(ctx).output, episode)
    print_json(msgspec.to_builtins(item.episode))


@episodes.command("set")
def change_episode(
    ctx: typer.Context,
    episode: Name,
    draft: Annotated[bool | None, typer.Option("--draft/--no-draft", help="Keep it out of the feed.")] = None,
    published: Annotated[datetime | None, typer.Option(help="When it comes out, in UTC.")] = None,
    number: Annotated[int | None, typer.Option(help="Its number; 0: none.")] = None,
    season: Annotated[int | None, typer.Option(help="Its season; 0: none.")] = None,
    kind: Annotated[str | None, typer.Option(help="full, trailer or bonus.")] = None,
    explicit: Annotated[bool | None, typer.Option("--explicit/--clean", help="Whether it is explicit.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is about, in a paragraph.")] = None,
) -> None:
    """Change what the feed says about an episode. Its guid, audio and address stay.

    Example: podcaster episodes set lighthouse --published 2026-05-01 --no-draft
    """
    from podcaster.publish.episodes import Changes
    from podcaster.publish.episodes import change_episode as change

    moment = published.replace(tzinfo=UTC) if published else None
    item = change(
        settings_of(ctx).output,
        episode,
        Changes(draft, moment, number, season, kind, explicit, description),
    )
    say(f"Changed {item.folder.name}: {state_of(item.episode, datetime.now(UTC))}.")


@episodes.command("remove")
def remove_episode(
    ctx: typer.Context,
    episode: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove an episode's folder. The feed that is out keeps it until publish --drop.

    Example: podcaster episodes remove 2026-03-14-lighthouse
    """
    from podcaster.publish.episodes import choose_episode, remove_episode

    item = choose_episode(settings_of(ctx).output, episode)
    if not yes:
        typer.confirm(f"Remove {item.folder} with its audio?", abort=True, err=True)
    remove_episode(item)
    say(f"Removed {item.folder.name}.")


@episodes.command("renumber")
def renumber_episodes(
    ctx: typer.Context,
    start: Annotated[int, typer.Option(help="The number of the oldest episode.", min=1)] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Only tell what would change.")] = False,
) -> None:
    """Number the full episodes of every season by their dates, the oldest first; trailers and bonuses get none.

    Example: podcaster episodes renumber --dry-run
    """
    from podcaster.publish.episodes import renumber

    changed = renumber(settings_of(ctx).output, start, write=not dry_run)
    for name, before, after in changed:
        console().print(f"{name}: {before or '–'} -> {after or '–'}")
    say(f"{count(len(changed), 'episode')} {'to change' if dry_run else 'changed'}.")
