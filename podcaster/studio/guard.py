"""Who may talk to the studio: the person who was given its address, from this machine, in its own pages.

A web page of somebody else's that is open beside the studio can send requests to it, or make a name of its own lead
here (DNS rebinding). So the Host must be this machine's; a request that changes something must come from the studio's
own pages (Origin, Sec-Fetch-Site and a header that no form can send); and every request must carry the token of the
address that was printed, as a cookie that no script and no other site gets.
"""

from __future__ import annotations

import hmac
import secrets
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from podcaster.studio.table import text

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "podcaster_studio"
"""With the port behind it: a browser sends a host's cookies to all its ports, and two studios may be open."""
HEADER = b"x-studio"
"""A form of another site cannot set it, and a script of another site may not without leave."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""No script but the studio's own files. Attributes of style carry the colours of speakers, which the server makes."""

GOING_ON = (
    b'<!doctype html><title>podcaster studio</title><link rel="icon" href="data:,">'
    b'<meta http-equiv="refresh" content="0;url=/">'
)
"""Leads to the studio."""

SAFE = {
    b"content-security-policy": POLICY.encode(),
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}


def new_token() -> str:
    """What stands in the address: 256 random bits."""
    return secrets.token_urlsafe(32)


class Guard:
    """ASGI middleware that lets in nobody else, and puts the headers of safety on every answer.

    Args:
        app: The application behind it.
        token: What the address that was printed carries.
        port: Where it listens.
        hosts: The names and addresses by which the studio is reached, without ports.
        secure: Whether it is reached over TLS.
    """

    def __init__(self, app: ASGIApp, token: str, port: int, hosts: Collection[str], *, secure: bool = False) -> None:
        self.app = app
        self.token = token
        self.cookie = f"{COOKIE}_{port}"
        self.hosts = {host.casefold() for host in hosts}
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if bare_host(host) not in self.hosts:
            await refuse(send, HTTPStatus.MISDIRECTED_REQUEST, text("refused.host"))
            return
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and scope["path"] == "/" and given:
            await self.let_in(send, given)
            return
        if not self.knows(headers):
            await refuse(send, HTTPStatus.FORBIDDEN, text("refused.stranger"))
            return
        if scope["method"] not in {"GET", "HEAD"} and not from_own_page(headers, host):
            await refuse(send, HTTPStatus.FORBIDDEN, text("refused.origin"))
            return
        await self.app(scope, receive, with_headers(send))

    async def let_in(self, send: Send, given: str) -> None:
        """Turn the token of the address into a cookie, and go on without it.

        By a page that goes on, not by a redirect: browsers send no strict cookie along a redirect that another site's
        link began, and the address may be clicked in a terminal that is a web page.
        """
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            await refuse(send, HTTPStatus.FORBIDDEN, text("refused.token"))
            return
        flags = "; Secure" if self.secure else ""
        cookie = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict{flags}"
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(GOING_ON)).encode()),
            (b"cache-control", b"no-store"),
            (b"set-cookie", cookie.encode()),
        ]
        sending = with_headers(send)
        await sending({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
        await sending({"type": "http.response.body", "body": GOING_ON})

    def knows(self, headers: dict[bytes, bytes]) -> bool:
        """Whether the cookie of the token is there."""
        try:
            cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            return False
        given = cookies[self.cookie].value if self.cookie in cookies else ""
        return hmac.compare_digest(given.encode(), self.token.encode())


def bare_host(host: str) -> str:
    """A Host header without its port, in small letters."""
    name, _, port = host.strip().casefold().rpartition(":")
    return name if name and port.isdigit() else host.strip().casefold()


def from_own_page(headers: dict[bytes, bytes], host: str) -> bool:
    """Whether a request that changes something was sent by a page of this very address."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    site = headers.get(b"sec-fetch-site", b"same-origin")
    return (
        HEADER in headers
        and site == b"same-origin"
        and origin.partition("://")[2].casefold() == host.strip().casefold()
    )


def with_headers(send: Send) -> Send:
    """A ``send`` that puts the headers of safety on the answer."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message.get("headers", [])}
            added = [(name, value) for name, value in SAFE.items() if name not in own]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sending


async def refuse(send: Send, status: HTTPStatus, sentence: str) -> None:
    """Answer with a sentence."""
    body = f"{sentence}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    sending = with_headers(send)
    await sending({"type": "http.response.start", "status": status, "headers": headers})
    await sending({"type": "http.response.body", "body": body})
