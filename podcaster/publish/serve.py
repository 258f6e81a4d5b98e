"""A preview of the show on this machine, served as hosts must serve it: HEAD, ranges, types, ETag and 304.

It serves exactly the files that would be published, and no other; and drafts to nobody but this machine. A web page
open beside it cannot read them: it is given no leave to (no CORS), and an address of its own that it has made lead here
(DNS rebinding) is not answered, because the browser names it as the host.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from podcaster.address import Address
from podcaster.errors import PodcasterError, PublishError
from podcaster.feed.site.pages import PAGE, render_pages
from podcaster.library.gathering import gather
from podcaster.patterns import on_demand
from podcaster.publish.plan import plan_uploads
from podcaster.store import EPISODE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from podcaster.publish.plan import Upload
    from podcaster.settings import Settings

HOST = "127.0.0.1"
OWN_NAMES = frozenset({HOST, "localhost"})
"""What a browser on this machine calls it, with whatever port leads here."""

RANGE = on_demand(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
"""No file has more bytes than eighteen digits count."""

SECURITY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; script-src 'self'; style-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The policy that the pages are made to work under."""


class ShowPreview:
    """The files of a show at an address of this machine, made again when an episode changes."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], *, drafts: bool) -> None:
        self.settings = settings
        self.clock = clock
        self.drafts = drafts
        self.address = ""
        self.lock = Lock()
        self.seen: tuple[Any, ...] = ()
        self.uploads: dict[str, Upload] = {}

    def find(self, path: str) -> Upload | None:
        """The file at a path of the address.

        Raises:
            PodcasterError: The show cannot be put together.
        """
        with self.lock:
            seen = versions(self.settings.output)
            if seen != self.seen or not self.uploads:
                channel = gather(self.settings, self.clock(), self.address, drafts=self.drafts).channel
                pages = render_pages(channel, self.settings.output)
                uploads = plan_uploads(channel, self.settings.output, pages)
                self.uploads = {upload.path: upload for upload in uploads}
                self.seen = seen
        return self.uploads.get(path + PAGE if not path or path.endswith("/") else path)


def versions(output: Path) -> tuple[tuple[Path, int], ...]:
    """The episodes that are there, each with the time of its last change; one may be replaced meanwhile."""
    found = []
    for file in sorted(output.glob(f"*/{EPISODE_FILE}")):
        with suppress(FileNotFoundError):
            found.append((file, file.stat().st_mtime_ns))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """What of a file is answered."""

    status: HTTPStatus
    """Whether all of it, a part or (where nothing fits) none is answered."""
    start: int
    """Offset of the first byte."""
    end: int
    """Behind the last byte."""


def choose_part(header: str, size: int) -> ByteRange:
    """What to answer to a Range header (RFC 9110, 14): one range; everything when it asks for several, or nonsense."""
    match = RANGE.fullmatch(header.strip()) if header else None
    if not match or not (match[1] or match[2]):
        return ByteRange(HTTPStatus.OK, 0, size)
    if match[1]:
        start, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
    else:
        start, end = max(0, size - int(match[2])), size
    if start >= end:
        return ByteRange(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, 0, 0)
    return ByteRange(HTTPStatus.PARTIAL_CONTENT, start, end)


def is_own_name(host: str) -> bool:
    """Whether a Host header names this machine, not a name of somebody else's that leads to it."""
    return re.sub(r":\d{1,5}$", "", host.strip()).casefold() in OWN_NAMES


class PreviewHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    protocol_version = "HTTP/1.1"
    server_version = "podcaster"
    sys_version = ""
    preview: ShowPreview
    """What is answered from."""

    def do_GET(self) -> None:
        """Answer with a file."""
        self.answer(body=True)

    def do_HEAD(self) -> None:
        """Answer with what is known of a file."""
        self.answer(body=False)

    def answer(self, *, body: bool) -> None:
        """Find a file and answer with it."""
        if not is_own_name(self.headers.get("Host", "")):
            self.say(HTTPStatus.MISDIRECTED_REQUEST, "Ask for this show at its own address.\n", body=body)
            return
        asked = Address(self.path).split
        path = unquote(asked.path).lstrip("/") if asked else self.path
        try:
            upload = self.preview.find(path)
        except (PodcasterError, OSError) as error:
            self.say(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error}\n", body=body)
            return
        if upload is None and self.preview.find(f"{path}/"):
            self.start(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"/{quote(path)}/", "Content-Length": "0"})
        elif upload is None:
            self.say(HTTPStatus.NOT_FOUND, "There is no such file in this show.\n", body=body)
        else:
            self.send_upload(upload, body=body)

    def send_upload(self, upload: Upload, *, body: bool) -> None:
        """Answer with a file, a part of it, or that it has not changed."""
        tag = f'"{upload.sha256[:32]}"'
        headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "no-cache", "Content-Type": upload.type}
        if upload.type.startswith("text/html"):
            headers["Content-Security-Policy"] = SECURITY
        if tag in self.headers.get("If-None-Match", ""):
            self.start(HTTPStatus.NOT_MODIFIED, headers)
            return
        wanted = self.headers.get("Range", "") if self.headers.get("If-Range", tag) == tag else ""
        part = choose_part(wanted, upload.size)
        if part.status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self.start(part.status, {"Content-Range": f"bytes */{upload.size}", "Content-Length": "0"})
            return
        if part.status is HTTPStatus.PARTIAL_CONTENT:
            headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{upload.size}"
        self.start(part.status, headers | {"Content-Length": str(part.end - part.start)})
        if body:
            self.send_part(upload, part)

    def send_part(self, upload: Upload, part: ByteRange) -> None:
        """Send the bytes of a part; a player that hangs up is no error, nor an episode that is made again meanwhile."""
        try:
            place = 0
            for data in upload.parts():
                self.wfile.write(data[max(0, part.start - place) : max(0, part.end - place)])
                place += len(data)
                if place >= part.end:
                    return
        except OSError:  # or the file is another one by now
            self.close_connection = True

    def say(self, status: HTTPStatus, text: str, *, body: bool) -> None:
        """Answer with a sentence."""
        data = text.encode()
        self.start(status, {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(data))})
        if body:
            self.wfile.write(data)

    def start(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        """Send the head of an answer."""
        self.send_response(status)
        own = {"Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff"}
        for name, value in (own | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: the terminal belongs to the command."""


class PreviewServer(ThreadingHTTPServer):
    """A server on the loopback interface."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that hang up in the middle of a sound."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(settings: Settings, port: int, clock: Callable[[], datetime], *, drafts: bool = False) -> PreviewServer:
    """Open a preview server on the loopback interface; ``serve_forever`` starts it.

    Args:
        settings: The show's settings.
        port: 0: any that is free.
        clock: Says which episodes are out.
        drafts: Show all others too.

    Raises:
        PublishError: The port is taken.
    """
    preview = ShowPreview(settings, clock, drafts=drafts)
    handler = type("ShowHandler", (PreviewHandler,), {"preview": preview})
    try:
        server = PreviewServer((HOST, port), handler)
    except OSError as error:
        raise PublishError(f"Port {port} cannot be used: {error.strerror}.", "Give another one with --port.") from error
    preview.address = f"http://{HOST}:{server.server_address[1]}/"
    return server
