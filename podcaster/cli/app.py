"""The Typer application, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from podcaster import __version__
from podcaster.cli.output import complain
from podcaster.errors import SIGNALLED, InputError, PodcasterError, Terminated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcaster.settings import Settings

UsageError: Any = typer.BadParameter.__base__
"""What Typer raises at a command line that it cannot read; it has no name for it that every version exports."""
ROOMS = {
    "make": ("episode",), "script": ("script",), "quotes": ("quotes",), "read": ("article",), "cast": ("cast",),
    "voices": ("voices", "cast", "upgrade"), "say": ("voices",), "lexicon": ("lexicon",), "templates": ("script",),
    "engines": ("voices",), "proof": ("proof",), "edit": ("edit",), "studio": ("studio",), "feed": ("feed",),
    "check": ("feed",), "publish": ("publish",), "serve": ("publish",), "episodes": ("episodes",), "batch": ("batch",),
    "sources": ("sources",), "watch": ("watch",), "queue": ("queue",), "status": ("status",), "init": ("show",),
    "doctor": ("show",), "cache": ("show",),
}  # fmt: skip
"""The modules that a command is in, by its name. They stand as the help lists the commands: from an article to an
episode, then the show, then the machine."""

NUMBERS: dict[Any, str] = {int: "a whole number", float: "a number, such as 1.5"}
"""What an annotation means for people."""
SHOWN = 60
"""Characters of a value that a sentence shows."""


class _Plain:
    """How an option is read that is a text, or that was not given: without Typer's library for types.

    That library takes longer to import than everything else that a command needs to begin.
    """

    def __init__(self, option: Any) -> None:
        self.full = option.get_runtime_param
        self.described = option.type_descriptor
        self.type = self.described.annotation
        self.many = option.nargs != 1 or option.multiple

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value that a command gets."""
        if (value is None and not self.many) or (self.type is str and type(value) is str):
            return value
        if self.type == list[str] and value and all(type(each) is str for each in value):
            return list(value)
        param._runtime_param = None
        try:
            return self.full().coerce(value, param=param, ctx=ctx)
        except typer.BadParameter as error:
            raise self.misread(value, error, param, ctx) from error

    def misread(self, value: Any, error: Exception, param: Any, ctx: Any) -> Exception:
        """What is wrong with a number, or one of a few words, as the program says it; else as Typer does.

        Typer gives the words of its library for types: "Input should be a valid integer, unable to parse string ...".
        """
        if not (allowed := self.allowed()):
            return error
        name = next((each for each in param.opts if each.startswith("--")), param.name)
        shown = value if len(value := str(value)) <= SHOWN else f"{value[:SHOWN]} …"
        return InputError(f"{name} of {called(ctx)} cannot be “{shown}”.", f"Give {allowed}.")

    def allowed(self) -> str:
        """What may be given, where it is a number or one of a few words."""
        if self.described.choices:
            *others, last = (str(getattr(each, "value", each)) for each in self.described.choices)
            return f"{', '.join(others)} or {last}" if others else last
        if self.type not in NUMBERS:
            return ""
        low, high = self.described.parameter_info.min, self.described.parameter_info.max
        bounds = f" from {low} to {high}" if high is not None else f", {low} or more" if low is not None else ""
        return NUMBERS[self.type] + bounds


def called(ctx: Any) -> str:
    """What a command is called, without the values that stand between its names: podcaster edit assign."""
    return f"{called(ctx.parent)} {ctx.info_name}" if ctx.parent else str(ctx.info_name)


def read_plainly(command: Any, ctx: Any) -> Any:
    """A command whose texts are read without Typer's library for types, where this version of Typer lets it be so."""
    for option in command.get_params(ctx) if command else ():
        if getattr(option, "_runtime_param", False) is None and hasattr(option, "type_descriptor"):
            option._runtime_param = _Plain(option)
    return command


class Commands(TyperGroup):
    """A group of commands that turns errors into sentences."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name."""
        return read_plainly(super().get_command(ctx, cmd_name), ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own options."""
        read_plainly(self, ctx)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; print one sentence for an expected failure."""
        try:
            return super().invoke(ctx)
        except PodcasterError as error:
            from podcaster.phrases import counted_from

            complain(counted_from(1, error.what), counted_from(1, error.cure))  # as people number lines
            raise typer.Exit(error.exit_code) from error
        except UsageError as error:
            if not (told := misplaced(error)):
                raise
            complain(*told)
            raise typer.Exit(error.exit_code) from error
        except (KeyboardInterrupt, Terminated) as error:
            complain("Stopped.", "What was spoken is kept; the same command goes on from there.")
            number = signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT
            raise typer.Exit(SIGNALLED + number) from None
        except BrokenPipeError:
            raise
        except MemoryError as error:
            complain("There is not enough memory.", "Close other programs, or make the article in several pieces.")
            raise typer.Exit(PodcasterError.exit_code) from error
        except OSError as error:
            from podcaster.refused import in_words

            refused = in_words(error, _show_of(ctx))
            complain(refused.what, refused.cure)
            raise typer.Exit(refused.exit_code) from error
        except RuntimeError as error:
            if str(error) != NO_THREAD:
                raise
            complain("The system lets this program start no more threads.", "End other programs, or allow it more.")
            raise typer.Exit(PodcasterError.exit_code) from error


def _show_of(ctx: Any) -> Path | None:
    """The show's folder, as far as it is known when something is refused."""
    from podcaster.settings import load_settings

    folder = ctx.find_root().obj
    try:
        return load_settings(folder if isinstance(folder, Path) else None).folder
    except (PodcasterError, OSError):
        return None


def misplaced(error: Any) -> tuple[str, str] | None:
    """What to say of an option that is the program's own and stands behind a command, or of a number below 0.

    Returns:
        What is wrong, and the way out; None of any other mistake.
    """
    if type(error).__name__ != "NoSuchOption" or error.ctx is None:
        return None
    if error.option_name[1:2].isdigit():
        return (
            f"{error.option_name} was read as an option of {called(error.ctx)}.",
            "Write -- before what begins with a hyphen and is none, and options before that.",
        )
    root = error.ctx.find_root()
    for option in root.command.params:
        if error.option_name in option.opts:
            value = "" if option.is_flag else f" {option.name.upper()}"
            behind = error.ctx.command_path.removeprefix(root.command_path)
            return (
                f"{error.option_name} stands before the command.",
                f"podcaster {error.option_name}{value}{behind} …",
            )
    return None


class Program(Commands):
    """All commands. To load and describe them takes longer than most of them, so that is done for those asked for."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name."""
        rooms = ROOMS.get(cmd_name) or (() if cmd_name in self.commands else EVERY)
        if not all(f"podcaster.cli.{room}" in sys.modules for room in rooms):
            self.load(rooms)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names of the commands in the order of the help; a plug-in's behind the program's own."""
        self.load(EVERY)
        order = list(ROOMS)
        return sorted(self.commands, key=lambda name: order.index(name) if name in ROOMS else len(order))

    def load(self, rooms: Iterable[str]) -> None:
        """Have the commands of some modules."""
        for room in rooms:
            import_module(f"podcaster.cli.{room}")
        self.commands.update(get_group(app).commands)


NO_THREAD = "can't start new thread"
"""What Python raises, as a plain RuntimeError, where a user's processes and threads are limited (``ulimit -u``)."""
EVERY = tuple(dict.fromkeys(room for rooms in ROOMS.values() for room in rooms))
"""All modules of commands."""

app = typer.Typer(
    cls=Program,
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


def settings_of(ctx: typer.Context, episode: str = "") -> Settings:
    """The settings of the show that a command works on; see ``load_show``.

    Raises:
        SettingsError: There is no such folder; or see ``load_settings``.
    """
    return load_show(ctx.obj, episode)


def load_show(folder: Path | None, episode: str = "") -> Settings:
    """The settings of a show's folder.

    Args:
        folder: The folder. None: that of the show that the working folder is in.
        episode: What the command is told of an episode: one named by its folder, or its script, is in a show, which is
            meant then, unless another one is named.

    Raises:
        SettingsError: There is no such folder; or see ``load_settings``.
    """
    from podcaster.settings import ShowFolder, load_settings
    from podcaster.settings.load import folder_here, folder_named

    if folder is not None:
        folder_named(folder)
    if folder is None and episode:
        from podcaster.library.finding import show_with

        folder = show_with(ShowFolder(folder_here()).output, episode)
    return load_settings(folder)
