"""Opening the studio: a socket on this machine, a token, and uvicorn."""

from __future__ import annotations

import asyncio
import logging
import socket
import tempfile
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import EngineError, PublishError
from podcaster.studio.guard import Guard, new_token

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    import uvicorn

    from podcaster.studio.desks import Desks

LOOPBACK = "127.0.0.1"


def check_installed() -> None:
    """See that what the studio needs is installed.

    Raises:
        EngineError: It is not.
    """
    from importlib.util import find_spec

    if missing := [name for name in ("starlette", "uvicorn") if find_spec(name) is None]:
        raise EngineError(f"The studio needs {' and '.join(missing)}.", "Install it: pip install 'podcaster[studio]'")


def _server(config: uvicorn.Config, desks: Desks) -> uvicorn.Server:
    """A server that ends the streams of events before it waits for them."""
    import uvicorn

    logging.getLogger("uvicorn.error").addFilter(lambda record: not _is_cut_off(record))

    class StudioServer(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            desks.end()
            super().handle_exit(sig, frame)

    return StudioServer(config)


def _is_cut_off(record: logging.LogRecord) -> bool:
    """Whether it tells of a request that ended because the studio did: nothing is wrong."""
    return record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)


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
        listening.listen()  # whoever reads the address may ask at once
    except OSError as error:
        listening.close()
        raise PublishError(f"{host}:{port} cannot be used: {error.strerror}.", "Give another --port.") from error
    return listening


def shown_host(host: str) -> str:
    """A host as it stands in an address; for "all addresses", the one by which others reach this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (compared, not listened on)
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect(("192.0.2.1", 9))  # a documentation address (RFC 5737): nothing is sent
            return str(asking.getsockname()[0])
        return LOOPBACK
    return f"[{host}]" if ":" in host else host


def leading_to(address: str, folder: Path) -> str:
    """A page in a folder of nobody else's that leads to an address: what a browser is started with, all users see."""
    page = folder / "studio.html"
    page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={address}">', "utf-8")
    return page.as_uri()


@dataclass(frozen=True, slots=True)
class Where:
    """Where the studio is to be reached."""

    host: str = LOOPBACK
    """The address to listen on."""
    port: int = 0
    """0: any that is free."""
    certificate: tuple[str, str] | None = None
    """Files of a certificate and its key, for TLS; None: plain HTTP."""


def serve_studio(desks: Desks, where: Where, opened: Callable[[str], None], *, browser: bool) -> None:
    """Serve the studio until Ctrl-C.

    Args:
        desks: The show's episodes.
        where: Where it is to be reached.
        opened: Told the address, with its token, when it can be opened.
        browser: Open it.

    Raises:
        PodcasterError: The port is taken, or the certificate cannot be read.
    """
    import uvicorn

    from podcaster.studio.app import make_app

    host, certificate = where.host, where.certificate
    listening = open_socket(host, where.port)
    number = listening.getsockname()[1]
    shown = shown_host(host)
    token = new_token()
    names = {shown, "localhost"} if host in {LOOPBACK, "::1"} else {shown, socket.gethostname(), "localhost", LOOPBACK}
    app = Guard(make_app(desks), token, number, names, secure=certificate is not None)
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
    try:
        config.load()
    except OSError as error:  # among them those of TLS
        listening.close()
        raise PublishError(
            f"The certificate cannot be used: {error}.", "Give a certificate and its key as PEM."
        ) from error
    server = _server(config, desks)
    opened(address)
    with tempfile.TemporaryDirectory(prefix="podcaster-") as folder, suppress(KeyboardInterrupt):
        if browser:
            threading.Timer(0.3, webbrowser.open, [leading_to(address, Path(folder))]).start()
        server.run(sockets=[listening])  # an interrupt has ended it in peace, and is told again
