"""The Typer application, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from podcaster import __version__
from podcaster.cli.output import complain
from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from podcaster.settings import Settings

INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the signal's number, as shells have it."""


class Commands(TyperGroup):
    """A group of commands that turns errors into sentences."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; print one sentence for an expected failure."""
        try:
            return super().invoke(ctx)
        except PodcasterError as error:
            complain(error.what, error.cure)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            complain("Stopped.", "What was spoken is kept; the same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            if isinstance(error, BrokenPipeError) or (not error.filename and error.errno != errno.ENOSPC):
                raise
            place = error.filename or "the disk"
            complain(
                f"{place}: {error.strerror}.",
                "Free some space and run the same command again." if error.errno == errno.ENOSPC else "",
            )
            raise typer.Exit(PodcasterError.exit_code) from error


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the CPU of the panels, and it reads well in a pipe
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        typer.echo(f"podcaster {__version__}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    show: Annotated[
        Path | None,
        typer.Option(
            help="The show's folder. Without it: the nearest one above that has a podcaster.toml.", file_okay=False
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn a written article into a podcast episode in which every quoted person speaks in a voice of their own."""
    ctx.obj = show


def settings_of(ctx: typer.Context) -> Settings:
    """The settings of the show that a command works on."""
    from podcaster.settings import load_settings

    return load_settings(ctx.obj)
