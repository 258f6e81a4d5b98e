"""The only module that reads the web.

Addresses come from strangers: only http and https, no address inside the user's own network, no more bytes and no more
time than an article needs. Names are resolved once for each hop, every address of a name is checked, and the connection
goes to the checked address, so that a name cannot point elsewhere between check and connection (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from podcaster import __version__
from podcaster.article.sources import LARGEST, Form, Source, sniffed, without_password
from podcaster.errors import ArticleError

if TYPE_CHECKING:
    from podcaster.settings import Reading

HOPS = 10
"""Redirects followed at most; browsers follow 20, sites need three."""
TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"})
NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")
"""All that has been given out of IPv6 (IANA, "IPv6 Global Unicast Address Assignments")."""
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

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave."""

    data: bytes
    media_type: str
    """Without parameters, in small letters; empty when the server named none."""
    charset: str
    link: str
    """Where it was in the end, after redirects."""


def from_web(address: str, reading: Reading) -> Source:
    """The article at an address.

    Raises:
        ArticleError: As for ``fetch``.
    """
    page = fetch(address, reading)
    markdown = page.media_type == "text/markdown" or urlsplit(page.link).path.lower().endswith((".md", ".markdown"))
    if not page.media_type:
        form = sniffed(page.data)
    elif page.media_type in {"text/plain", "text/markdown"}:
        form = Form.MARKDOWN if markdown else Form.TEXT
    else:
        form = Form.HTML
    return Source(page.data, without_password(address), form, page.charset, page.link)


def fetch(address: str, reading: Reading) -> Page:
    """Fetch a page.

    Raises:
        ArticleError: It cannot be had, takes too long, is too large, is no text, or is on a private address and that is
            not allowed.
    """
    shown = without_password(address)
    results: queue.Queue[Page | BaseException] = queue.Queue(1)
    deadline = time.monotonic() + reading.timeout

    def work() -> None:
        try:
            results.put(follow(address, reading, deadline))
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


def too_slow(shown: str, reading: Reading) -> ArticleError:
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


def follow(address: str, reading: Reading, deadline: float) -> Page:
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
        outcome = step(address, reading, deadline, auth)
        if isinstance(outcome, Page):
            return outcome
        address = outcome
    raise ArticleError(f"{without_password(address)} redirects for ever.", COPY)


def origin_of(address: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what a browser takes for one site."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def user_of(address: str) -> tuple[str, str] | None:
    """The user name and password in an address."""
    from urllib.parse import unquote

    parts = urlsplit(address)
    return (unquote(parts.username), unquote(parts.password or "")) if parts.username else None


def step(address: str, reading: Reading, deadline: float, auth: tuple[str, str] | None) -> Page | str:
    """One request: the page, or the address that it redirects to."""
    shown = without_password(address)
    target, headers, extensions, proxy = route(shown, reading)
    left = max(0.05, deadline - time.monotonic())
    trusted = httpx.create_ssl_context()  # with SSL_CERT_FILE, which networks with a certificate of their own need
    with (
        httpx.Client(timeout=left, trust_env=False, verify=trusted, proxy=proxy, headers=HEADERS) as client,
        client.stream("GET", target, headers=headers, extensions=extensions, auth=auth) as response,
    ):
        if response.is_redirect and not response.headers.get("location"):
            raise ArticleError(f"{shown} redirects without saying where ({response.status_code}).", COPY)
        if response.is_redirect:
            return urljoin(shown, response.headers["location"])
        if response.status_code >= 400:
            raise refused(shown, response.status_code)
        media_type, charset = content_type(response.headers.get("content-type", ""))
        if media_type and media_type not in TEXTS:
            raise ArticleError(
                f"{shown} is not a web page but {media_type}.",
                "Give the address of an article, or save its text as .txt.",
            )
        return Page(
            body(response, shown, reading, deadline), media_type.replace("x-markdown", "markdown"), charset, shown
        )


def refused(shown: str, status: int) -> ArticleError:
    """The error for an HTTP status."""
    if status >= 500:
        return ArticleError(f"{shown} has a problem of its own ({status}).", "Try again later.")
    what, cure = REASONS.get(status, (f"was refused ({status})", COPY))
    return ArticleError(f"{shown} {what}.", cure)


def content_type(header: str) -> tuple[str, str]:
    """Media type and character set of a Content-Type header."""
    media_type, _, parameters = header.partition(";")
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]+)""", parameters, re.IGNORECASE)
    return media_type.strip().lower(), found[1] if found else ""


def body(response: httpx.Response, shown: str, reading: Reading, deadline: float) -> bytes:
    """The bytes of a page, unpacked, up to the limit of size and time."""
    length = response.headers.get("content-length", "")
    pieces: list[bytes] = []
    size = int(length) if length.isdecimal() and int(length) > LARGEST else 0
    chunks = iter(()) if size else response.iter_bytes()
    for chunk in chunks:
        size += len(chunk)
        pieces.append(chunk)
        if time.monotonic() > deadline:
            raise too_slow(shown, reading)
        if size > LARGEST:
            break
    if size > LARGEST:
        raise ArticleError(
            f"{shown} is larger than {LARGEST // 1_000_000} MB.",
            "That is no article; give the page of the article alone.",
        )
    return b"".join(pieces)


def route(shown: str, reading: Reading) -> tuple[str, dict[str, str], dict[str, str], str | None]:
    """How to get to an address: where to connect, with which headers and extensions, through which proxy.

    Without a proxy, the connection goes to the address that was checked, under the host's own name.

    Raises:
        ArticleError: It is no http(s) address, has no host that is known, or is private and that is not allowed.
    """
    parts = urlsplit(shown)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ArticleError(f"{shown} is not a valid address.", "Copy it from the browser's address bar.") from error
    if parts.scheme not in {"http", "https"}:
        raise ArticleError(
            f"{shown} is no web address: only http and https are read.", "Give an http(s) address or a file."
        )
    if not host:
        raise ArticleError(f"{shown} names no host.", "Copy the address from the browser's address bar.")
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if proxy and not proxy_bypass(host):
        check_literal(host, shown, reading)
        return shown, {}, {}, proxy
    address = resolve(host, port or (443 if parts.scheme == "https" else 80), shown, reading)
    literal = f"[{address}]" if ":" in address else address
    target = urlunsplit((parts.scheme, f"{literal}:{port}" if port else literal, parts.path, parts.query, ""))
    name = ascii_name(host)
    shown_name = f"[{name}]" if ":" in name else name
    return target, {"Host": f"{shown_name}:{port}" if port else shown_name}, {"sni_hostname": name}, None


def ascii_name(host: str) -> str:
    """A host's name as it is sent: international names in their ASCII form."""
    return httpx.URL(scheme="http", host=host).raw_host.decode("ascii").strip("[]")


def resolve(host: str, port: int, shown: str, reading: Reading) -> str:
    """The address of a host to connect to.

    Raises:
        ArticleError: The name is unknown, or any of its addresses is private and that is not allowed.
    """
    try:
        found = socket.getaddrinfo(ascii_name(host), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError(
            f"{shown} cannot be reached: there is no host {host}.", "Check the address and this machine's connection."
        ) from error
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    for address in addresses:
        check_public(ipaddress.ip_address(address), shown, reading)
    # IPv4 first: a machine without IPv6 is still told IPv6 addresses, and would wait for nothing.
    return min(addresses, key=lambda address: ":" in address)


def check_literal(host: str, shown: str, reading: Reading) -> None:
    """Refuse a private address that is written as one; other names are the proxy's to resolve.

    Raises:
        ArticleError: It is private, and that is not allowed.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            check_public(ipaddress.ip_address("127.0.0.1"), shown, reading)
        return
    check_public(address, shown, reading)


def check_public(address: Address, shown: str, reading: Reading) -> None:
    """Refuse an address inside a private network, or one that carries such an address in it.

    Raises:
        ArticleError: It is private, and that is not allowed.
    """
    if reading.allow_private or all(is_public(one) for one in meant(address)):
        return
    raise ArticleError(
        f"{shown} is on a private or loopback address, which is not read.",
        "Set allow_private = true under [article] in podcaster.toml to allow it.",
    )


def is_public(address: Address) -> bool:
    """Whether an address is one that anybody can have, and no other kind, which the future may bring."""
    known = address.version == 4 or address in UNICAST or address in NAT64
    return known and address.is_global and not address.is_multicast


def meant(address: Address) -> list[Address]:
    """An address, and the IPv4 address that an IPv6 one stands for (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inside = [address.sixtofour] if address.sixtofour else []
    inside += [address.teredo[1]] if address.teredo else []
    inside += [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in NAT64 else []
    return [address, *(one for one in inside if one)]
