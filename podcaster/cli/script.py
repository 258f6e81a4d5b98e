"""Commands: script, templates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.article import Articles, stdin_for
from podcaster.cli.output import console, print_json, print_table, progress, say
from podcaster.errors import ScriptError

if TYPE_CHECKING:
    from podcaster.settings import Settings

EXAMPLES = """
Examples:

  podcaster script article.md -o article.fountain

  podcaster script article.md --template dramatized

  podcaster script monday.md tuesday.md --template digest -o week.fountain

  podcaster script article.fountain --pdf article.pdf
"""

templates_app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    help="List the templates that scripts are written with, copy and check them.",
    epilog="Example: podcaster templates copy narration",
)
app.add_typer(templates_app, name="templates")


@app.command(epilog=EXAMPLES)
def script(
    ctx: typer.Context,
    articles: Articles,
    template: Annotated[str, typer.Option(help="The template: a name that podcaster templates lists, or a file.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write it to this file.", dir_okay=False)
    ] = None,
    pdf: Annotated[Path | None, typer.Option(help="Print a reading copy to this PDF file.", dir_okay=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that holds another script.")] = False,
) -> None:
    """Write the script of an article, to read, edit and make an episode of.

    A .fountain script is checked, and written in the one form that the program writes.
    """
    from podcaster.store import save_script

    settings = settings_of(ctx, articles[0])
    text = script_text(articles, settings, template)
    if pdf is not None:
        write_pdf(text, pdf)
    if output is not None:
        save_script(output, text, force=force)
        say(f"Written to {output}; podcaster make {output} makes the episode.")
    elif pdf is None:
        sys.stdout.write(text)


def script_text(articles: list[str], settings: Settings, template: str) -> str:
    """The script of some articles, or of a script, as Fountain."""
    from podcaster.model import Wishes
    from podcaster.pipeline import write_articles
    from podcaster.reading import is_script, read_show_script, read_text
    from podcaster.script import format_script

    if is_script(articles):
        return format_script(read_show_script(read_text(Path(articles[0])), articles[0], settings))
    with progress() as stages:
        stdin = stdin_for("-" if "-" in articles else "")
        written = write_articles(articles, settings, Wishes(template), stages, stdin)
    for sentence in written.notices:
        say(sentence)
    return written.text


def write_pdf(text: str, path: Path) -> None:
    """Print a reading copy of a script."""
    from podcaster.script import read_script
    from podcaster.script.printing import print_script
    from podcaster.store import write_atomic

    write_atomic(path, print_script(read_script(text, "the script")))
    say(f"Printed to {path}.")


@templates_app.callback()
def templates(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False
) -> None:
    """List the templates that scripts are written with.

    Example: podcaster templates
    """
    if ctx.invoked_subcommand is not None:
        return
    from podcaster.script import list_templates

    settings = settings_of(ctx)
    found = list_templates(settings.files)
    if as_json:
        print_json(
            [
                {**{key: getattr(item, key) for key in ("name", "description", "own")}, "path": str(item.path)}
                for item in found
            ]
        )
        return
    chosen = settings.script.template
    rows = [
        (item.name + " *" * (item.name == chosen), "this show" if item.own else "shipped", item.description)
        for item in found
    ]
    print_table(("Template", "From", "What it makes"), rows, about=(2,))
    say("* is the one that the settings choose.")


@templates_app.command()
def copy(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A template, or _base or _macros, which the templates share.")],
    force: Annotated[bool, typer.Option("--force", help="Write over the show's own.")] = False,
) -> None:
    """Copy a template into the show's scripts/, where it wins over the one that ships.

    Example: podcaster templates copy _base
    """
    from podcaster.script.templates import copy_template

    target = copy_template(settings_of(ctx).files, name, force=force)
    say(f"Copied to {target}. podcaster templates check {name} tries it.")


@templates_app.command()
def check(
    ctx: typer.Context,
    template: Annotated[str, typer.Argument(help="A template's name or file.")],
) -> None:
    """Render a template with articles that are hard to get right, and say what goes wrong.

    Example: podcaster templates check scripts/mine.fountain.j2
    """
    from podcaster.script import find_template, list_sounds
    from podcaster.script.awkward import check_template

    settings = settings_of(ctx)
    path, folder = find_template(settings.files, template), settings.files.scripts
    failed: dict[str, list[str]] = {}
    for report in check_template(path, settings.show, list_sounds(settings.files), folder):
        if not report.problem:
            console().print(f"right  {report.name}: {report.says}")
            continue
        names = failed.setdefault(report.problem, [])
        names.append(report.name)
        if len(names) == 1:
            console().print(f"fails  {report.name}: {report.problem}")
    for name, *others in failed.values():
        if others:
            console().print(f"fails  {len(others)} more in the same way as {name}")
    if failed:
        raise ScriptError(f"{template} goes wrong with {sum(map(len, failed.values()))} articles.")


@templates_app.command()
def docs() -> None:
    """Print the page that documents every template, and every variable, filter and macro that templates get.

    Example: podcaster templates docs > templates.md
    """
    from podcaster.script.reference import write_reference

    sys.stdout.write(write_reference())
