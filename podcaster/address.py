"""Addresses that print without the user and password in them, and strangers' addresses taken apart.

Nobody else takes addresses apart: what a stranger wrote may be none (``http://[x``, a port of 9 digits), and the
standard library raises a ValueError at it, or only when its port is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from podcaster.patterns import on_demand

SCHEME = r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)"
LOGIN = on_demand(rf"{SCHEME}[^/?#]*@")
"""What stands before a host; the last @ ends it, because passwords have some too."""
SPLIT_LOGIN = on_demand(rf"{SCHEME}[^/?#@\[\]]*:(?!\d*[/?#])[^/?#@]*[/?#].*@")
"""The same of a password with a slash, which an address cannot have: what should be a port is no number."""
BARE_LOGIN = on_demand(r"(?://)?[^/?#\s]*@")
"""The same, where somebody has left the scheme out."""


IN_TEXT = on_demand(rf"{SCHEME}[^/?#\s\"'<>]*@")
"""The same among other words."""


def without_logins(text: str) -> str:
    """A text in which no address has a user and a password."""
    return IN_TEXT.sub(r"\g<scheme>", text)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address, or a target's. Whatever prints it prints it without what opens it.

    Args:
        whole: As it was given, with what may be secret in it.
    """

    whole: str = field(repr=False)
    """As it was given, with what may be secret in it."""

    def __str__(self) -> str:
        return SPLIT_LOGIN.sub(r"\g<scheme>", LOGIN.sub(r"\g<scheme>", self.whole))

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    @property
    def split(self) -> SplitResult | None:
        """Its parts; None of one that is not written as addresses are."""
        try:
            parts = urlsplit(self.whole)
            _ = parts.port
        except ValueError:
            return None
        return parts

    @property
    def is_web(self) -> bool:
        """Whether it leads to a host of the web."""
        parts = self.split
        return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)

    @property
    def site(self) -> str:
        """Scheme, host and port, without user and password; empty when it is not written as addresses are."""
        parts = self.split
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts else ""

    @property
    def login(self) -> tuple[str, str] | None:
        """The user and the password in it; None where there is no user."""
        parts = self.split
        return (unquote(parts.username), unquote(parts.password or "")) if parts and parts.username else None

    @property
    def has_login(self) -> bool:
        """Whether a user or a password stands in it, or what looks like one."""
        return any(each.match(self.whole) for each in (LOGIN, SPLIT_LOGIN, BARE_LOGIN))


def joined(base: str, address: str) -> str:
    """An address as the page at another one means it; empty when it is none."""
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return ""
    return whole if Address(whole).split else ""
