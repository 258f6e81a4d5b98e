"""Commands: studio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.output import print_line, progress, say
from podcaster.errors import InputError

EXAMPLES = """
Examples:

  podcaster studio lighthouse

  podcaster studio article.md

  podcaster studio lighthouse --port 0 --no-browser
"""


@app.command(epilog=EXAMPLES)
def studio(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            help="An episode, a show, or an article to make one of; without it, the newest.", metavar="EPISODE"
        ),
    ] = "",
    port: Annotated[int, typer.Option(help="Port; 0: any that is free.", min=0, max=65535)] = 8123,
    host: Annotated[str, typer.Option(help="Address to listen on; this machine alone without it.")] = "127.0.0.1",
    certificate: Annotated[Path | None, typer.Option(help="A certificate (PEM), for TLS.", dir_okay=False)] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM).", dir_okay=False)] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Accept that others can listen in, without TLS.")] = False,
    who: Annotated[str, typer.Option(help="Who works here, for the history.")] = "",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
) -> None:
    """Hear an episode, see why, put it right and sign it off, in the browser. Ctrl-C ends."""
    from podcaster.studio.opening import episode_for, show_of, user_name
    from podcaster.studio.serve import LOOPBACK, Where, check_installed, serve_studio

    check_installed()
    from podcaster.studio.desks import Desks

    settings, what = show_of(what, settings_of(ctx, what))
    choose = not what
    if host not in {LOOPBACK, "::1"} and not (certificate and key) and not plain:
        raise InputError(
            f"Others could listen in on {host}: without TLS everything is sent in the clear.",
            "Give --certificate and --key, or accept it with --plain.",
        )
    with progress() as stages:
        folder = episode_for(what, settings, stages)
    desks = Desks(folder, settings, who or user_name(), choose=choose)
    both = (str(certificate), str(key)) if certificate and key else None
    serve_studio(desks, Where(host, port, both), print_line, browser=not no_browser)
    say("The studio is closed; everything that was confirmed is on disk.")
