"""Commands: sources, with list and check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.address import Address, without_logins
from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import AsJson, console, count, print_json, say, size_text
from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from podcaster.follow.preview import PiecePreview

sources = typer.Typer(cls=Commands, no_args_is_help=False)
app.add_typer(sources, name="sources", invoke_without_command=True)


@sources.callback()
def default(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the places that articles come from; check looks at one.

    Example: podcaster sources
    """
    if ctx.invoked_subcommand is None:
        list_sources(ctx, as_json=as_json)


@sources.command("list")
def list_sources(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the places that articles come from.

    Example: podcaster sources list --json
    """
    from podcaster.follow.open import kind_of

    found = [
        {"name": name, "kind": (kind := kind_of(name, following)), "place": str(Address(str(getattr(following, kind))))}
        for name, following in settings_of(ctx).sources.items()
    ]
    if as_json:
        print_json(found)
        return
    for row in found:
        console().print(f"{row['name']:<12} {row['kind']:<9} {row['place']}")
    if not found:
        say('There is none yet. Add [sources.drop] with folder = "in" to podcaster.toml.')


@sources.command("check")
def check_source(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A source of podcaster.toml.", show_default=False)],
    pieces: Annotated[int, typer.Option(help="How many of its newest pieces are read.", min=1, max=100)] = 10,
    as_json: AsJson = False,
) -> None:
    """Look at a source as if for the first time: what would come, how each piece would read, and what it takes.

    Nothing is made.

    Example: podcaster sources check news
    """
    from podcaster.follow.keeping import expected
    from podcaster.follow.preview import preview
    from podcaster.wording import timestamp

    settings = settings_of(ctx)
    looked = preview(settings, name, pieces)
    shown = looked.shown
    seconds, size = expected(looked.words, settings)
    if as_json:
        told = {"warning": looked.warning, "seconds": round(seconds), "bytes": size}
        print_json({"pieces": looked.total, **told, "shown": [preview_json(each) for each in shown]})
    else:
        newest = f"; the newest {len(shown)}:" if shown else "."
        say(f"{name} has {count(looked.total, 'piece')} now{newest}")
        if looked.warning:
            say(looked.warning)
        for each in shown:
            show_preview(each)
        if looked.words:
            made = count(len(looked.words), "episode")
            say(f"{made} of {sum(looked.words):,} words: about {timestamp(seconds)} and {size_text(size)}.")
    if shown and all(each.reading is None for each in shown):
        raise typer.Exit(PodcasterError.exit_code)


def preview_json(each: PiecePreview) -> dict[str, Any]:
    """A piece, as it would read, for programs."""
    reading = each.reading
    article = reading.article if reading else None
    return {
        "key": str(Address(each.found.key)),
        "title": article.title if article else without_logins(each.found.title),
        "address": str(Address(each.found.address)),
        "state": str(each.state) if each.state else "new",
        "byline": article.byline if article else "",
        "published": article.published.isoformat() if article and article.published else None,
        "language": article.language if article else "",
        "link": article.link if article else "",
        "sections": list(reading.facts.sections) if reading else [],
        "paid": bool(reading and reading.facts.paid),
        "words": reading.words if reading else 0,
        "words_without_rules": each.before,
        "taken": list(each.taken),
        "unwanted": each.unwanted,
        "problem": each.problem,
    }


def show_preview(each: PiecePreview) -> None:
    """A piece, as it would read, for people: what the rules take out is marked with a minus."""
    output = console()
    row = preview_json(each)
    output.print()
    output.print(f"{row['title'] or row['key']}  [{row['state']}]", style="bold")
    if each.reading is None:
        output.print(f"  {each.problem}", style="yellow")
        return
    words = count(each.reading.words, "word")
    if each.taken:
        words += f" ({each.before} without the rules)"
    facts = (row["byline"], row["published"], row["language"], ", ".join(row["sections"]), words, row["link"])
    output.print(f"  {' · '.join(str(fact) for fact in facts if fact)}")
    if each.unwanted:
        output.print(f"  Dropped: {each.unwanted}", style="yellow")
    article = each.reading.article
    spoken = [article.text_of(block) for block in article.blocks if block.spoken]
    for text in (spoken[0], spoken[-1]) if len(spoken) > 1 else spoken:
        output.print(f"  {' '.join(text.split())[:160]}", style="dim")
    for text in each.taken:
        output.print(f"- {text[:160]}", style="red")
