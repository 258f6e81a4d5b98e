"""Commands: edit, with everything that people do with an episode's script; each is undoable."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import Commands, app, load_show
from podcaster.cli.lines import show_state
from podcaster.cli.output import AsJson, console, print_json, progress, say
from podcaster.model import Gender

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.api import Project
    from podcaster.settings import Settings

EXAMPLES = """
Examples:

  podcaster edit lighthouse

  podcaster edit lighthouse assign 7 "Jane Doe" --alike

  podcaster edit lighthouse rename Doe "Jane Doe"

  podcaster edit lighthouse undo

  podcaster edit lighthouse render
"""


class Operations(Commands):
    """The operations behind an episode's name; ``--json`` may stand anywhere."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put what is the group's before the episode's name."""
        front = ["--json"] if "--json" in args else []
        return super().parse_args(ctx, front + [each for each in args if each != "--json"])


@dataclass
class Opened:
    """An episode, opened when it is first needed: help needs none."""

    settings: Callable[[], Settings]
    """Loads those of the show."""
    name: str
    """What the user calls the episode: a folder, a slug, a number, a guid, its article, or a part of its title."""
    as_json: bool
    """Answer for programs."""
    revision: int | None
    """The state in which the script must be for a change; None: any."""

    @cached_property
    def project(self) -> Project:
        """The episode's project."""
        from podcaster.api import Show
        from podcaster.studio.opening import user_name

        project = Show(self.settings(), os.environ.get("PODCASTER_EDITOR", "") or user_name()).open(self.name)
        for told in project.notices:
            say(told)
        return project


edit = typer.Typer(
    cls=Operations,
    invoke_without_command=True,
    subcommand_metavar="[OPERATION [ARGUMENTS]...]",
    help="Show an episode's lines, numbered, with what is in doubt; or change them. Each change can be undone.",
    epilog=EXAMPLES,
)
app.add_typer(edit, name="edit")

LineNumber = Annotated[int, typer.Argument(help="A line's number, as podcaster edit EPISODE lists them.", min=1)]
Revision = Annotated[
    int | None,
    typer.Option(help="Before EPISODE: refuse when the script is in another state than this; --json prints it."),
]


@edit.callback()
def default(
    ctx: typer.Context,
    episode: Annotated[
        str, typer.Argument(help="An episode's folder, slug, number or guid, its article, or a part of its title.")
    ],
    as_json: AsJson = False,
    revision: Revision = None,
) -> None:
    """Open the episode; without an operation, show it."""
    show = ctx.obj
    ctx.obj = opened = Opened(lambda: load_show(show, episode), episode, as_json, revision)
    if ctx.invoked_subcommand is None:
        show_state(opened.project, as_json=as_json)


def done(ctx: typer.Context, *, changed: bool, what: str = "") -> None:
    """Say what became of an operation."""
    project, as_json = ctx.obj.project, ctx.obj.as_json
    last = project.history[-1] if project.history else None
    what = what or (last.what if last else "")
    if as_json:
        print_json({"changed": changed, "what": what if changed else "", "revision": project.revision})
    else:
        say(what if changed else "Nothing has changed.")


@edit.command()
def assign(
    ctx: typer.Context,
    line: LineNumber,
    name: Annotated[str, typer.Argument(help='Who says it; "Narrator" too.')],
    gender: Annotated[Gender, typer.Option(help="Of somebody who is new in the script.")] = Gender.UNKNOWN,
    alike: Annotated[bool, typer.Option("--alike", help="Also all lines in doubt for the same reason.")] = False,
) -> None:
    """Say who says a line.

    Example: podcaster edit lighthouse assign 7 "Jane Doe" --alike
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.assign(line - 1, name, gender=gender, alike=alike, revision=revision))


@edit.command()
def rename(ctx: typer.Context, role: str, name: str) -> None:
    """Give a person another name; the voice stays, and so does everybody else's.

    The show knows the person by the new name from then on. Whom it knows by that name already keeps the voice there.

    Example: podcaster edit lighthouse rename Doe "Jane Doe"
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.rename(role, name, revision=revision))


@edit.command()
def words(
    ctx: typer.Context,
    line: LineNumber,
    text: str,
    unlock: Annotated[bool, typer.Option("--unlock", help="Change quoted words too; they are marked.")] = False,
) -> None:
    """Change a line's words.

    Example: podcaster edit lighthouse words 3 "It began on a Monday."
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.edit(line - 1, text, unlock=unlock, revision=revision))


@edit.command()
def split(
    ctx: typer.Context,
    line: LineNumber,
    behind: Annotated[str, typer.Argument(help="The last words that stay in the first of the two.")],
) -> None:
    """Make two lines of one.

    Example: podcaster edit lighthouse split 3 "on a Monday."
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.split(line - 1, behind, revision=revision))


@edit.command()
def join(ctx: typer.Context, line: LineNumber) -> None:
    """Make one line of a line and the next, which the same person says.

    Example: podcaster edit lighthouse join 3
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.join(line - 1, revision=revision))


@edit.command()
def move(ctx: typer.Context, line: LineNumber, to: LineNumber) -> None:
    """Move a line to where another one is.

    Example: podcaster edit lighthouse move 3 5
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.move(line - 1, to - 1, revision=revision))


@edit.command()
def insert(
    ctx: typer.Context,
    line: LineNumber,
    text: str,
    role: Annotated[str, typer.Option(help="Who says it.")] = "Narrator",
) -> None:
    """Write a line before a line; before the one behind the last: at the end.

    Example: podcaster edit lighthouse insert 4 "This was corrected on Friday."
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.insert(line - 1, role, text, revision=revision))


@edit.command()
def cut(ctx: typer.Context, line: LineNumber) -> None:
    """Take a line out.

    Example: podcaster edit lighthouse cut 4
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.cut(line - 1, revision=revision))


@edit.command()
def voice(
    ctx: typer.Context,
    role: str,
    name: Annotated[str, typer.Argument(help="A voice that podcaster voices lists; empty: as the cast decides.")] = "",
) -> None:
    """Have somebody speak with a voice in this episode.

    Example: podcaster edit lighthouse voice "Jane Doe" anika
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.set_voice(role, name, revision=revision))


@edit.command()
def gender(ctx: typer.Context, role: str, gender: Gender) -> None:
    """Say which gender a person has; the voice follows.

    Example: podcaster edit lighthouse gender "Jane Doe" female
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.set_gender(role, gender, revision=revision))


@edit.command()
def pause(
    ctx: typer.Context,
    line: LineNumber,
    seconds: Annotated[float | None, typer.Argument(help="0 to 60; without it, the rules decide.")] = None,
) -> None:
    """Ask for silence behind a line.

    Example: podcaster edit lighthouse pause 3 1.5
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.set_pause(line - 1, seconds, revision=revision))


@edit.command("say")
def pronounce(
    ctx: typer.Context,
    word: str,
    said: Annotated[str, typer.Argument(help="A respelling, or IPA between slashes; empty: as everywhere else.")] = "",
    everywhere: Annotated[bool, typer.Option("--everywhere", help="In the whole show, by its lexicon.")] = False,
) -> None:
    """Have a word said in some way in this episode, or in the whole show.

    Example: podcaster edit lighthouse say Siobhan shiv-awn
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.pronounce(word, said, everywhere=everywhere, revision=revision))


@edit.command()
def resolve(
    ctx: typer.Context,
    line: LineNumber,
    theirs: Annotated[
        bool, typer.Option("--theirs/--ours", help="The article's words, or a copy's, or those here.")
    ] = False,
) -> None:
    """Settle a line that both the article, or a copy of the script, and an editor have changed.

    Example: podcaster edit lighthouse resolve 7 --theirs
    """
    project, revision = ctx.obj.project, ctx.obj.revision
    done(ctx, changed=project.resolve(line - 1, theirs=theirs, revision=revision))


@edit.command()
def play(ctx: typer.Context, line: LineNumber) -> None:
    """Play one line as the episode would have it, or print where its sound lies.

    Example: podcaster edit lighthouse play 7
    """
    from podcaster.cli.playing import play as play_file

    project, as_json = ctx.obj.project, ctx.obj.as_json
    clip = project.speak(line - 1)
    if as_json:
        print_json({"path": str(clip.path), "voice": clip.voice.name, "seconds": round(clip.duration, 3)})
    elif not play_file(clip.path):
        console().print(str(clip.path))


@edit.command()
def undo(ctx: typer.Context) -> None:
    """Take the latest change back; again and again, to the beginning.

    Example: podcaster edit lighthouse undo
    """
    done(ctx, changed=True, what=f"Taken back: {ctx.obj.project.undo()}")


@edit.command()
def redo(ctx: typer.Context) -> None:
    """Make a change again that was taken back, or put in what the article has and was taken back.

    Example: podcaster edit lighthouse redo
    """
    done(ctx, changed=True, what=f"Made again: {ctx.obj.project.redo()}")


@edit.command()
def history(ctx: typer.Context) -> None:
    """Show every change: when, by whom, what.

    Example: podcaster edit lighthouse history
    """
    project, as_json = ctx.obj.project, ctx.obj.as_json
    rows = [{"when": each.when, "who": each.who, "what": each.what} for each in project.history]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        console().print(f"{row['when']}  {row['who'] or '-'}  {row['what']}")


@edit.command()
def render(ctx: typer.Context) -> None:
    """Make the episode as it is now.

    Example: podcaster edit lighthouse render
    """
    project, as_json = ctx.obj.project, ctx.obj.as_json
    known = project.notices
    with progress() as stages:
        made = project.render(stages)
    for told in project.notices:
        if told not in known:
            say(told)
    audio = str(project.folder / made.audio.name)
    if as_json:
        print_json({"audio": audio, "guid": made.guid, "seconds": round(made.duration, 3)})
    else:
        console().print(audio)
