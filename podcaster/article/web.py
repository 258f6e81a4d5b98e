"""The only module that reads the web.

Addresses come from strangers: only http and https, no address inside the user's own network (``guard``), no more bytes
and no more time than an article needs.
"""

from __future__ import annotations

import queue
import re
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

from podcaster import __version__
from podcaster.address import Address, joined
from podcaster.article.guard import route
from podcaster.article.packing import PackingError, Unpacker
from podcaster.article.sources import LARGEST, Form, RawArticle, sniffed, without_password
from podcaster.errors import ArticleError

if TYPE_CHECKING:
    from podcaster.settings import Fetching

HOPS = 10
"""Redirects followed at most; browsers follow 20, sites need three."""
TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"})
HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; podcaster/{__version__})",
    "Accept": "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
COPY = "Open it in a browser, save the page as .html (or its text as .txt) and give that file."
REASONS = {
    401: ("asks for a password", COPY),
    402: ("asks for money", COPY),
    403: ("refuses to be read by programs", COPY),
    404: ("was not found: the site has no such page (404)", "Check the address."),
    410: ("is gone: the site has removed it (410)", "Check the address, or look for a copy in a web archive."),
    429: ("refuses for now: too many requests (429)", "Try again later."),
    451: ("is withheld for legal reasons (451)", COPY),
}

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of an address: the page of an article, unless something else is said."""

    types: frozenset[str] = TEXTS
    """Media types that are taken; none: all."""
    accept: str = ""
    """The Accept header; empty: that of an article."""
    etag: str = ""
    """Of the version that is here already; the server answers then whether there is another one."""
    modified: str = ""
    """The Last-Modified header of that version."""

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say it."""
        named = {"Accept": self.accept, "If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave."""

    data: bytes
    """The body of the answer; empty when the page has not changed."""
    media_type: str
    """Without parameters, in small letters; empty when the server named none."""
    charset: str
    """The encoding that the server names; empty when it names none."""
    link: str
    """Where it was in the end, after redirects."""
    etag: str = ""
    """Names this version, for the next time; empty when the server gives none."""
    modified: str = ""
    """Its Last-Modified header."""
    fresh: bool = True
    """False: the version that was asked about is still the newest, and ``data`` is empty."""


class RefusedError(ArticleError):
    """A server's answer that is no page.

    Args:
        what: What happened.
        cure: What to do about it.
        status: The HTTP status.
        wait: Seconds after which the server wants to be asked again; 0: it does not say.
    """

    def __init__(self, what: str, cure: str, status: int, wait: float = 0.0) -> None:
        super().__init__(what, cure)
        self.status = status
        self.wait = wait

    def __reduce__(self) -> tuple[type[RefusedError], tuple[str, str, int, float]]:
        """How it comes back from a worker's process."""
        return type(self), (self.what, self.cure, self.status, self.wait)


ARTICLE = Ask()


def from_web(address: str, reading: Fetching) -> RawArticle:
    """The article at an address.

    Raises:
        ArticleError: As for ``fetch``.
    """
    page = fetch(address, reading)
    parts = Address(page.link).split
    named = parts is not None and parts.path.lower().endswith((".md", ".markdown"))
    markdown = named or page.media_type == "text/markdown"
    if not page.media_type:
        form = sniffed(page.data)
    elif page.media_type in {"text/plain", "text/markdown"}:
        form = Form.MARKDOWN if markdown else Form.TEXT
    else:
        form = Form.HTML
    return RawArticle(page.data, without_password(address), form, page.charset, page.link)


def fetch(address: str, reading: Fetching, ask: Ask = ARTICLE) -> Page:
    """Fetch a page.

    Args:
        address: Where it is.
        reading: How it is fetched.
        ask: What is asked for.

    Raises:
        ArticleError: It cannot be had, takes too long, is too large, is of another type, or is on a private address and
            that is not allowed.
    """
    shown = without_password(address)
    results: queue.Queue[Page | BaseException] = queue.Queue(1)
    deadline = time.monotonic() + reading.timeout

    def work() -> None:
        try:
            results.put(follow(address, reading, deadline, ask))
        except BaseException as error:  # noqa: BLE001 (what escapes here would be waited for until the time is up)
            results.put(error)

    # A thread of its own, because looking up a name and reading headers byte by byte have no time limit to be set.
    threading.Thread(target=work, name="fetch", daemon=True).start()
    try:
        result = results.get(timeout=reading.timeout + 0.5)
    except queue.Empty:
        raise too_slow(shown, reading) from None
    if isinstance(result, Page):
        return result
    if isinstance(result, ArticleError):
        raise result
    if isinstance(result, httpx.TimeoutException):
        raise too_slow(shown, reading) from result
    raise unreachable(shown, result) from result


def too_slow(shown: str, reading: Fetching) -> ArticleError:
    """The error for a page that does not come in time."""
    return ArticleError(
        f"{shown} took longer than {reading.timeout:g} seconds.",
        "Try again later, or raise article.timeout in podcaster.toml.",
    )


def unreachable(shown: str, error: BaseException) -> ArticleError:
    """The error for what goes wrong below HTTP."""
    words = str(error).lower()
    if "certificate" in words or "ssl" in words:
        return ArticleError(
            f"{shown} cannot be trusted: its certificate is not valid.", "Check the address and this machine's clock."
        )
    if isinstance(error, httpx.DecodingError):
        return ArticleError(f"{shown} came damaged: its compression is broken.", COPY)
    if isinstance(error, httpx.RemoteProtocolError):
        return ArticleError(f"{shown} broke off before the page was complete.", "Try again later.")
    if isinstance(error, httpx.InvalidURL | ValueError | UnicodeError):
        return ArticleError(f"{shown} is not a valid address.", "Copy it from the browser's address bar.")
    return ArticleError(f"{shown} cannot be reached.", "Check the address and this machine's connection.")


def follow(address: str, reading: Fetching, deadline: float, ask: Ask) -> Page:
    """Fetch a page, over redirects, checking every hop.

    Raises:
        ArticleError: As for ``fetch``.
        httpx.HTTPError: The connection failed.
    """
    seen: set[str] = set()
    credentials = user_of(address)
    home = origin_of(address)
    for _ in range(HOPS + 1):
        if address in seen:
            break
        seen.add(address)
        # The user name and password are for the site that they were given for, not for where it sends us.
        auth = credentials if origin_of(address) == home else None
        outcome = step(address, reading, deadline, auth, ask)
        if isinstance(outcome, Page):
            return outcome
        address = outcome
    raise ArticleError(f"{without_password(address)} redirects for ever.", COPY)


def origin_of(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what a browser takes for one site."""
    parts = Address(address).split
    if parts is None:
        return "", "", None
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def user_of(address: str) -> tuple[str, str] | None:
    """The user name and password in an address."""
    return Address(address).login


def step(address: str, reading: Fetching, deadline: float, auth: tuple[str, str] | None, ask: Ask) -> Page | str:
    """One request: the page, or the address that it redirects to."""
    shown = without_password(address)
    target, headers, extensions, proxy = route(shown, reading)
    left = max(0.05, deadline - time.monotonic())
    trusted = httpx.create_ssl_context()  # with SSL_CERT_FILE, which networks with a certificate of their own need
    with (
        httpx.Client(timeout=left, trust_env=False, verify=trusted, proxy=proxy, headers=HEADERS) as client,
        client.stream("GET", target, headers=headers | ask.headers, extensions=extensions, auth=auth) as response,
    ):
        if response.status_code == NOT_MODIFIED and (ask.etag or ask.modified):
            return Page(b"", "", "", shown, ask.etag, ask.modified, fresh=False)
        if response.is_redirect and not response.headers.get("location"):
            raise ArticleError(f"{shown} redirects without saying where ({response.status_code}).", COPY)
        if response.is_redirect:
            if not (there := joined(shown, response.headers["location"])):
                raise ArticleError(f"{shown} redirects to what is no address.", COPY)
            return there
        if response.status_code >= 400:
            raise refused(shown, response.status_code, response.headers.get("retry-after", ""))
        media_type, charset = content_type(response.headers.get("content-type", ""))
        if media_type and ask.types and media_type not in ask.types:
            raise ArticleError(
                f"{shown} is not a web page but {media_type}.",
                "Give the address of an article, or save its text as .txt.",
            )
        return Page(
            body(response, shown, reading, deadline),
            media_type.replace("x-markdown", "markdown"),
            charset,
            shown,
            response.headers.get("etag", ""),
            response.headers.get("last-modified", ""),
        )


def refused(shown: str, status: int, retry_after: str = "") -> RefusedError:
    """The error for an HTTP status."""
    wait = seconds_of(retry_after)
    if status >= 500:
        return RefusedError(f"{shown} has a problem of its own ({status}).", "Try again later.", status, wait)
    what, cure = REASONS.get(status, (f"was refused ({status})", COPY))
    return RefusedError(f"{shown} {what}.", cure, status, wait)


def seconds_of(retry_after: str) -> float:
    """The seconds that a Retry-After header asks for, as a number or a date (RFC 9110, 10.2.3); 0 for none."""
    from podcaster.times import wire_moment

    if retry_after.strip().isdecimal():
        return float(retry_after)
    moment = wire_moment(retry_after)
    return max(0.0, moment.timestamp() - time.time()) if moment else 0.0


def content_type(header: str) -> tuple[str, str]:
    """Media type and character set of a Content-Type header."""
    media_type, _, parameters = header.partition(";")
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]+)""", parameters, re.IGNORECASE)
    return media_type.strip().lower(), found[1] if found else ""


def body(response: httpx.Response, shown: str, reading: Fetching, deadline: float) -> bytes:
    """The bytes of a page, unpacked, up to the limit of size and time.

    Raises:
        ArticleError: It is too large, too slow, cut off, damaged, or packed in a way that was not asked for.
    """
    length = response.headers.get("content-length", "")
    if length.isdecimal() and float(length) > LARGEST:  # a server may write any number of digits
        raise too_large(shown)
    pieces: list[bytes] = []
    size = 0
    try:
        unpacker = Unpacker(response.headers.get("content-encoding", ""))
        for chunk in response.iter_raw():
            pieces.append(unpacker.take(chunk, LARGEST + 1 - size))
            size += len(pieces[-1])
            if time.monotonic() > deadline:
                raise too_slow(shown, reading)
            if size > LARGEST:
                raise too_large(shown)
    except PackingError as error:
        raise ArticleError(f"{shown} {error}.", COPY) from error
    if not unpacker.complete:
        raise ArticleError(f"{shown} broke off before the page was complete.", "Try again later.")
    return b"".join(pieces)


def too_large(shown: str) -> ArticleError:
    """The error for a page that is too large."""
    return ArticleError(
        f"{shown} is larger than {LARGEST // 1_000_000} MB.", "That is no article; give the page of the article alone."
    )
