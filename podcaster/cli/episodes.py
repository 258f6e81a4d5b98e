"""Commands: episodes, with list, show, set, remove and renumber."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import AsJson, complain, console, count, print_json, say
from podcaster.errors import InputError

if TYPE_CHECKING:
    from podcaster.model import Location, Soundbite

episodes = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(episodes, name="episodes", invoke_without_command=True)

EpisodeName = Annotated[
    str,
    typer.Argument(
        help="An episode's folder, slug, number or guid, its article, or a part of its title that no other has.",
        show_default=False,
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
    """List the show's episodes, the newest first, and then the projects of which none has been made yet.

    Example: podcaster episodes list --json
    """
    from podcaster.library.state import state_of
    from podcaster.project.begun import find_begun
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
    begun = find_begun(settings_of(ctx).output)
    unknown = dict.fromkeys(("number", "season", "published", "duration"))
    rows += [
        {"folder": each.folder.name, **unknown, "title": each.title, "state": "begun", "review": 0} for each in begun
    ]
    for error in damaged.values():
        complain(error.what, error.cure)
    if as_json:
        print_json(rows)
        return
    output = console()
    for row, item in zip(rows, stored, strict=False):
        number = f"{row['number']:>4}" if row["number"] else "   –"
        state = "" if row["state"] == "out" else f"  [{row['state']}]"
        output.print(f"{number}  {row['folder']}  {timestamp(item.episode.duration)}  {row['title']}{state}")
    for each in begun:
        output.print(f"   –  {each.folder.name}  –  {each.title}  [no episode yet: podcaster edit NAME render]")
    if not rows and not damaged:
        say("There is no episode yet. Make one: podcaster make ARTICLE")


@episodes.command("show")
def show_episode(ctx: typer.Context, episode: EpisodeName) -> None:
    """Print everything that is known of an episode, as JSON.

    Example: podcaster episodes show 12
    """
    import msgspec

    from podcaster.library.finding import choose_episode

    item = choose_episode(settings_of(ctx, episode).output, episode)
    print_json(msgspec.to_builtins(item.episode))


@episodes.command("set")
def change_episode(
    ctx: typer.Context,
    episode: EpisodeName,
    draft: Annotated[bool | None, typer.Option("--draft/--no-draft", help="Keep it out of the feed.")] = None,
    published: Annotated[
        str | None,
        typer.Option(
            help="When it comes out: 2026-05-01T06:00 on the show's clock, 2026-05-01T06:00-05:00, or now.",
            metavar="TIME",
        ),
    ] = None,
    number: Annotated[int | None, typer.Option(help="Its number; 0: none.")] = None,
    season: Annotated[int | None, typer.Option(help="Its season; 0: none.")] = None,
    kind: Annotated[str | None, typer.Option(help="full, trailer or bonus.")] = None,
    explicit: Annotated[bool | None, typer.Option("--explicit/--clean", help="Whether it is explicit.")] = None,
    description: Annotated[
        str | None, typer.Option(help="What it is about, in a paragraph; empty: by the article, when it is made again.")
    ] = None,
    soundbite: Annotated[
        list[str] | None,
        typer.Option(help="A passage that apps may play to win listeners, such as 1:05-1:25; none: no passage."),
    ] = None,
    tag: Annotated[list[str] | None, typer.Option(help="What it is filed under; none: nothing.")] = None,
    location: Annotated[
        list[str] | None,
        typer.Option(help="A place that it is about, such as 'Port Ellen geo:55.6,-6.2 osm:R113314'; none: no place."),
    ] = None,
) -> None:
    """Change what the feed says about an episode; it stays so when the episode is made again.

    Its guid, audio and address stay as they are.

    Example: podcaster episodes set lighthouse --published 2026-05-01 --no-draft
    """
    from podcaster.library.changing import Changes
    from podcaster.library.changing import change_episode as change
    from podcaster.library.state import state_of
    from podcaster.times import find_zone, read_moment

    settings = settings_of(ctx, episode)
    moment = None if published is None else read_moment(published, find_zone(settings.show.time_zone))
    item = change(
        settings.output,
        episode,
        Changes(
            draft,
            moment,
            number,
            season,
            kind,
            explicit,
            description,
            read_soundbites(soundbite),
            read_locations(location),
            None if tag is None else tuple(" ".join(each.split()) for each in tag if each.strip() and tag != ["none"]),
        ),
    )
    state = state_of(item.episode, datetime.now(UTC))
    when = f" for {item.episode.published.isoformat(' ', 'minutes')}" if state == "scheduled" else ""
    say(f"Changed {item.folder.name}: {state}{when}.")


def read_soundbites(texts: list[str] | None) -> tuple[Soundbite, ...] | None:
    """Passages such as 1:05-1:25, with a title behind a space or without.

    Raises:
        InputError: It is not written so.
    """
    from podcaster.model import Soundbite

    if texts is None:
        return None
    found = []
    for text in texts if texts != ["none"] else []:
        match = re.fullmatch(r"([\d:.]+)-([\d:.]+)(?:\s+(.+))?", text.strip())
        try:
            start, end = (seconds_of(each) for each in match.groups()[:2]) if match else (0.0, 0.0)
        except ValueError:
            match = None
        if match is None:
            raise InputError(f"{text} is no passage.", 'Write it as 1:05-1:25, or "1:05-1:25 Its title".')
        found.append(Soundbite(start, round(end - start, 3), match[3] or ""))
    return tuple(found)


def read_locations(texts: list[str] | None) -> tuple[Location, ...] | None:
    """Places such as "Port Ellen", with their coordinates and their number at OpenStreetMap behind the name.

    Raises:
        InputError: It has no name, or one of the two is not written so.
    """
    from podcaster.model import Location

    if texts is None:
        return None
    found = []
    for text in texts if texts != ["none"] else []:
        match = re.fullmatch(
            r"(?P<name>.+?)(?:\s+(?P<geo>geo:-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?))?(?:\s+osm:(?P<osm>[NWR]\d+))?",
            text.strip(),
        )
        if match is None or "geo:" in match["name"] or "osm:" in match["name"]:
            raise InputError(f"{text} is no place.", 'Write it as "Port Ellen geo:55.6,-6.2 osm:R113314".')
        found.append(Location(match["name"], match["geo"] or "", match["osm"] or ""))
    return tuple(found)


def seconds_of(text: str) -> float:
    """Seconds of a time such as 1:05, 1:02:05 or 65.5."""
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return total


@episodes.command("correct")
def correct_episode(
    ctx: typer.Context,
    episode: EpisodeName,
    text: Annotated[str, typer.Argument(help="What was wrong, and what is right.", show_default=False)] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the last correction back.")] = False,
) -> None:
    """Tell listeners of a mistake: with the day, on the episode's page and in its notes.

    Example: podcaster episodes correct lighthouse "An earlier version said that the lamp was lit in 1911; it was 1912."
    """
    from podcaster.library.changing import correct_episode as correct
    from podcaster.times import find_zone, show_time

    if bool(text.strip()) == undo:
        raise InputError("A correction needs a text, or --undo without one.", "See podcaster episodes correct --help.")
    settings = settings_of(ctx, episode)
    now = show_time(datetime.now(UTC), find_zone(settings.show.time_zone))
    item = correct(settings.output, episode, text, now)
    done = "The last correction is taken back" if undo else "The correction is in the notes and on the page"
    say(f"{done} of {item.folder.name}; podcaster publish sends it.")


@episodes.command("remove")
def remove_episode(
    ctx: typer.Context,
    episode: EpisodeName,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove an episode's folder. The feed that is out keeps it until publish --drop.

    Example: podcaster episodes remove 2026-03-14-lighthouse
    """
    from podcaster.library.finding import choose_project
    from podcaster.library.removing import remove_episode

    item = choose_project(settings_of(ctx, episode).output, episode)
    if not yes:
        what = "with its audio" if item.stored else "with its script, of which no episode has been made"
        typer.confirm(f"Remove {item.folder} {what}?", abort=True, err=True)
    remove_episode(item.folder)
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
    from podcaster.library.changing import renumber

    changed = renumber(settings_of(ctx).output, start, write=not dry_run)
    for name, before, after in changed:
        console().print(f"{name}: {before or '–'} -> {after or '–'}")
    say(f"{count(len(changed), 'episode')} {'to change' if dry_run else 'changed'}.")
