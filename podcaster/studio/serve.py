"""Opening the studio: a socket on this machine, a token, and uvicorn."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from podcaster.errors import EngineError, PublishError
from podcaster.studio.guard import Guard, new_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.settings import Settings

LOOPBACK = "127.0.0.1"


def check_installed() -> None:
    """See that what the studio needs is installed.

    Raises:
        EngineError: It is not.
    """
    from importlib.util import find_spec

    if missing := [name for name in ("starlette", "uvicorn") if find_spec(name) is None]:
        raise EngineError(f"The studio needs {' and '.join(missing)}.", "Install it: pip install 'podcaster[studio]'")


def open_socket(host: str, port: int) -> socket.socket:
    """A socket to listen on.

    Raises:
        PublishError: The port is taken, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PublishError(f"{host}:{port} cannot be used: {error.strerror}.", "Give another --port.") from error
    return listening


def serve_studio(
    folder: Path, settings: Settings, who: str, *, host: str, port: int, certificate: tuple[str, str] | None,
    opened: Callable[[str], None], browser: bool,
) -> None:  # fmt: skip
    """Serve the studio of an episode until Ctrl-C.

    Args:
        folder: The episode's.
        settings: The show's.
        who: Who works here.
        host: The address to listen on.
        port: 0: any that is free.
        certificate: Files of a certificate and its key, for TLS; None: plain HTTP.
        opened: Told the address, with its token, when it can be opened.
        browser: Open it.

    Raises:
        PodcasterError: The episode cannot be opened, or the port is taken.
    """
    import uvicorn

    from podcaster.studio.app import make_app
    from podcaster.studio.desk import Desk

    desk = Desk(folder, settings, who)
    listening = open_socket(host, port)
    number = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    token = new_token()
    names = {shown, "localhost"} if host in {LOOPBACK, "::1"} else {shown, socket.gethostname(), "localhost", LOOPBACK}
    app = Guard(make_app(desk), token, names, secure=certificate is not None)
    address = f"{'https' if certificate else 'http'}://{shown}:{number}/?token={token}"
    own, key = certificate or (None, None)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        ssl_certfile=own,
        ssl_keyfile=key,
    )
    server = uvicorn.Server(config)
    opened(address)
    if browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    server.run(sockets=[listening])
