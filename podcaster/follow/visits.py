"""Visits to strangers' servers, as a guest behaves: what robots.txt asks for, a pause between two, nothing twice.

All go through :func:`podcaster.article.web.fetch`.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

from podcaster.address import Address
from podcaster.article.web import Ask, RefusedError, fetch
from podcaster.errors import ArticleError
from podcaster.follow.found import SourceError
from podcaster.follow.page import page_material

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.article.web import Page
    from podcaster.follow.found import Material
    from podcaster.follow.state import Piece
    from podcaster.settings import Fetching
    from podcaster.settings.newsroom import Following

AGENT = "podcaster"
"""What robots.txt knows this program by."""
KEPT = 3600.0
"""Seconds for which a robots.txt is believed; a day is the most (RFC 9309, 2.4)."""
CLOSED = ("User-agent: *", "Disallow: /")
TOO_MANY = 429
LONGEST_PAUSE = 60.0
"""Seconds of a Crawl-delay at most; a round has other sources too."""


class Visits:
    """Visits to web servers, polite ones.

    Args:
        reading: How addresses are fetched.
        pause: Seconds between two visits to the same server.
        sleep: How to wait.
    """

    def __init__(self, reading: Fetching, pause: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self.reading = reading
        self.pause = pause
        self.sleep = sleep
        self.last: dict[str, float] = {}
        self.rules: dict[str, tuple[float, RobotFileParser]] = {}

    def fetch(self, address: str, ask: Ask | None = None, *, named: bool = False) -> Page:
        """Fetch an address.

        Args:
            address: Where it is.
            ask: What is asked for; none: an article.
            named: The user has named this very address, so it is no robot's find.

        Raises:
            SourceError: Its server's robots.txt asks programs to stay away.
            ArticleError: It cannot be had.
        """
        rules = None if named else self.robots(address)
        if rules and not rules.can_fetch(AGENT, address):
            raise SourceError(
                f"{address} is not for programs, says the site's robots.txt.",
                "Ask the site, or save the page as .html into a folder that is watched.",
            )
        self.wait(address, float(rules.crawl_delay(AGENT) or 0) if rules else 0.0)
        try:
            return fetch(address, self.reading, ask or Ask())
        finally:
            self.last[host_of(address)] = time.monotonic()

    def wait(self, address: str, wanted: float) -> None:
        """Wait until the server of an address had its pause."""
        pause = max(self.pause, min(wanted, LONGEST_PAUSE))
        left = self.last.get(host_of(address), -pause) + pause - time.monotonic()
        if left > 0:
            self.sleep(left)

    def robots(self, address: str) -> RobotFileParser:
        """What a server's robots.txt allows; everything when it has none, nothing when it fails (RFC 9309)."""
        host = host_of(address)
        kept, rules = self.rules.get(host, (0.0, None))
        if rules and time.monotonic() - kept < KEPT:
            return rules
        rules = RobotFileParser()
        try:
            page = fetch(f"{host}/robots.txt", self.reading, Ask(types=frozenset(), accept="text/plain"))
            rules.parse(page.data.decode("utf-8", "replace").splitlines())
        except RefusedError as error:
            rules.parse(CLOSED if error.status >= 500 else [])
        except ArticleError as error:
            raise SourceError(error.what, error.cure) from error
        self.rules[host] = time.monotonic(), rules
        return rules


class WebSource:
    """What all sources on the web share: pieces that are pages.

    Args:
        name: The source's, for sentences.
        following: Its settings.
        visits: How to ask for it.
    """

    every = 0.0

    def __init__(self, name: str, following: Following, visits: Visits) -> None:
        self.name = name
        self.following = following
        self.visits = visits

    def fetch_named(self, address: str, ask: Ask) -> Page:
        """Fetch what the settings name.

        Raises:
            SourceError: It is not there, or not for programs.
            ArticleError: It cannot be had.
        """
        try:
            return self.visits.fetch(address, ask, named=True)
        except RefusedError as error:
            if error.status >= 500 or error.status == TOO_MANY:
                raise
            raise SourceError(error.what, f"Correct [sources.{self.name}], or take it out.") from error

    def read(self, piece: Piece) -> Material | None:
        """The page that a piece leads to.

        Raises:
            PodcasterError: It leads to none, or it cannot be had.
        """
        return read_page(self.visits, piece)

    def close(self) -> None:
        """Nothing is held."""


def read_page(visits: Visits, piece: Piece) -> Material:
    """The page of a piece.

    Raises:
        PodcasterError: It has none, or it cannot be had.
    """
    if not piece.address:
        raise SourceError(f"“{piece.title}” leads to no page, and has no text of its own.")
    page = visits.fetch(piece.address)
    return replace(page_material(page), etag=page.etag, modified=page.modified)


def host_of(address: str) -> str:
    """Scheme, host and port of an address, without user and password."""
    return Address(address).site
