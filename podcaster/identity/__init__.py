"""What articles are known by, compared: two addresses of one page, two ways to write one file's name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import quote, urlunsplit

from podcaster.address import Address
from podcaster.characters import composed

PORTS = {"http": 80, "https": 443}
PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""Characters that mean the same, written as they are or as %XX (RFC 3986, 2.3)."""
SAFE = "!$&'()*+,;=:@/?%"
"""Characters that may stand in a path or a query as they are (RFC 3986, 3.3 and 3.4)."""
ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
AGAIN = re.compile(r"#\d{1,5}\Z")
"""The number of another article of one file; a folder's mark has six digits (``article.origin``)."""
ROUTE = ("!", "/")
"""How a fragment begins that a page's own scripts show other pages by; each of them is a page of its own."""


def known_by(key: str) -> str:
    """A key of articles, one a line, as two that mean the same are written alike."""
    return "\n".join(page_of(each) if "://" in each else composed(each) for each in key.split("\n"))


@lru_cache(4096)
def page_of(address: str) -> str:
    """The address of a page as all that lead to it are written (RFC 3986, 6.2.2 and 6.2.3), as it is where it is none.

    Scheme and host are small letters, the usual port and an empty path are not told apart from none, what need not be
    encoded is not, and there is no place in the page. Nor is there what tells where a reader came from
    (``tracking.txt``).
    """
    whole = Address(address)
    parts = whole.split
    if parts is None or not whole.is_web:
        return address
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return address
    host = f"[{host}]" if ":" in host else host
    login, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port not in (None, PORTS[parts.scheme]) else ""
    query = "&".join(each for each in parts.query.split("&") if not _tracks(each.partition("=")[0]))
    fragment = parts.fragment if parts.fragment.startswith(ROUTE) else ""
    path = _without_dots(_encoded(parts.path)) or "/"
    return urlunsplit((parts.scheme, f"{login}{at}{host}{port}", path, _encoded(query), fragment))


def _encoded(text: str) -> str:
    """A path or query in which only that is encoded which must be, in capitals."""

    def plain(found: re.Match[str]) -> str:
        letter = chr(int(found[1], 16))
        return letter if letter in PLAIN else found[0].upper()

    return ENCODED.sub(plain, quote(text, safe=SAFE))


def _without_dots(path: str) -> str:
    """A path without steps to the same folder and to the one above (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    steps: list[str] = []
    for step in path.split("/")[1:]:
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    ending = "/" if path.endswith(("/.", "/..")) and steps else ""
    return f"/{'/'.join(steps)}{ending}"


def _tracks(name: str) -> bool:
    """Whether a parameter tells where a reader came from."""
    whole, beginnings = _tracking()
    name = name.casefold()
    return name in whole or name.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = (Path(__file__).parent / "tracking.txt").read_text("utf-8").splitlines()
    names = [line.strip().casefold() for line in lines if line.strip() and not line.startswith("#")]
    beginnings = tuple(each.removesuffix("*") for each in names if each.endswith("*"))
    return frozenset(each for each in names if not each.endswith("*")), beginnings


def name_of_file(key: str) -> str:
    """The name of an article's file, whichever of the articles that it has had is meant (``project.known``)."""
    return AGAIN.sub("", composed(key))
