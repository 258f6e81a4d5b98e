"""Addresses that print without the user and password in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

SCHEME = r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)"
LOGIN = re.compile(rf"{SCHEME}[^/?#]*@")
"""What stands before a host; the last @ ends it, because passwords have some too."""
SPLIT_LOGIN = re.compile(rf"{SCHEME}[^/?#@\[\]]*:(?!\d*[/?#])[^/?#@]*[/?#].*@")
"""The same of a password with a slash, which an address cannot have: what should be a port is no number."""
BARE_LOGIN = re.compile(r"(?://)?[^/?#\s]*@")
"""The same, where somebody has left the scheme out."""


IN_TEXT = re.compile(rf"{SCHEME}[^/?#\s\"'<>]*@")
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
    def login(self) -> tuple[str, str] | None:
        """The user and the password in it; None where there is no user."""
        parts = self.split
        return (unquote(parts.username), unquote(parts.password or "")) if parts and parts.username else None

    @property
    def has_login(self) -> bool:
        """Whether a user or a password stands in it, or what looks like one."""
        return any(each.match(self.whole) for each in (LOGIN, SPLIT_LOGIN, BARE_LOGIN))
