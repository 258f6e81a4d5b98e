"""A sitemap as a source (sitemaps.org 0.9, and Google's news extension): each page that it names becomes a piece."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.article.sources import LARGEST
from podcaster.article.web import Ask
from podcaster.errors import ArticleError, PodcasterError
from podcaster.follow.feeds import ANY_TYPE, iso_moment, plain, web_address
from podcaster.follow.found import FoundPiece, SourceError
from podcaster.follow.visits import WebSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from podcaster.follow.found import SourceMemory

MOST_MAPS = 20
"""Sitemaps of an index that are looked at, the newest first."""
MOST_PAGES = 50_000
"""Pages of one sitemap at most (sitemaps.org)."""


class SitemapSource(WebSource):
    """A sitemap on the web."""

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The pages that it names now, the oldest first; none when it says that it has not changed.

        Raises:
            PodcasterError: It cannot be had, or is none.
        """
        known = set(memory.values.get("maps", {}))
        found = {each.key: (name, each) for name, each in self.pages(self.following.sitemap, memory, named=True)}
        pages = sorted(found.values(), key=lambda row: row[1].embargo)
        left = sum(name not in known for name, _ in pages) - self.following.backlog if self.following.backlog else 0
        for name, each in pages:
            old = name not in known and left > 0  # also of a sitemap that comes in later
            left -= old
            yield FoundPiece(each.key, each.stamp, each.title, each.address, old=True) if old else each

    def pages(self, address: str, memory: SourceMemory, *, named: bool = False) -> Iterator[tuple[str, FoundPiece]]:
        """The pages of a sitemap, or of those that an index names, each with its sitemap."""
        name = str(Address(address))
        known = memory.values.setdefault("maps", {}).get(name, ["", ""])
        ask = Ask(ANY_TYPE, "application/xml, text/xml, */*;q=0.5", *known)
        page = self.fetch_named(address, ask) if named else self.visits.fetch(address, ask)
        if not page.fresh:
            return
        root = parse_map(page.data, address)
        if local(root) == "sitemapindex" and named:
            yield from self.pages_of_index(root, memory)
            return  # it is asked for whole each time: one that is as it was leads to sitemaps that are not
        if local(root) == "urlset":
            yield from ((name, found_of(row)) for row in children(root) if web_address(row.get("loc", "")))
        else:
            raise SourceError(f"{address} is no sitemap.", "Give the address of the sitemap itself.")
        memory.values["maps"][name] = [page.etag, page.modified]

    def pages_of_index(self, root: _Element, memory: SourceMemory) -> Iterator[tuple[str, FoundPiece]]:
        """The pages of the sitemaps of an index. One that cannot be had keeps the others from nothing.

        Raises:
            PodcasterError: None can be had.
        """
        maps = sorted(children(root), key=lambda row: row.get("lastmod", ""), reverse=True)[:MOST_MAPS]
        failed: list[PodcasterError] = []
        for row in maps:
            try:
                yield from self.pages(row.get("loc", ""), memory)
            except (SourceError, ArticleError) as error:
                failed.append(error)
        if failed and len(failed) == len(maps):
            raise failed[0]
        memory.warning = str(failed[0]) if failed else ""


def found_of(row: dict[str, str]) -> FoundPiece:
    """A page of a sitemap as a piece."""
    moment = iso_moment(row.get("publication_date")) or iso_moment(row.get("lastmod"))
    return FoundPiece(row["loc"], row.get("lastmod", ""), row.get("title", ""), row["loc"], embargo=moment)


def parse_map(data: bytes, address: str) -> _Element:
    """The root of a sitemap, unpacked where it is packed. No entity of it is resolved.

    Raises:
        SourceError: It is no XML, or too large.
    """
    from lxml import etree

    if data[:2] == b"\x1f\x8b":
        unpacking = zlib.decompressobj(wbits=31)
        try:
            data = unpacking.decompress(data, LARGEST)
        except zlib.error as error:
            raise SourceError(f"{address} came damaged: its compression is broken.") from error
        if unpacking.unconsumed_tail:
            raise SourceError(f"{address} is larger than {LARGEST // 1_000_000} MB.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{address} is no sitemap: {error}.", "Give the address of the sitemap itself.") from error


def local(element: _Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(root: _Element) -> Iterator[dict[str, str]]:
    """What each entry of a sitemap says: the text of each element in it, and in its news, by name."""
    for number, entry in enumerate(root):
        if number >= MOST_PAGES:
            return
        news = next((each for each in entry if local(each) == "news"), ())
        yield {local(each): " ".join(plain(each.text).split()) for each in (*news, *entry)}
