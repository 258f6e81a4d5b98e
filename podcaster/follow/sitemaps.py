"""A sitemap as a source (sitemaps.org 0.9, and Google's news extension): each page that it names becomes a piece."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.article.sources import LARGEST
from podcaster.article.web import Ask
from podcaster.follow.feeds import ANY_TYPE, iso_moment, passed_over, plain, web_address
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
        found = {each.key: each for each in self.pages(self.following.sitemap, memory, named=True)}
        if found:
            pages = sorted(found.values(), key=lambda each: each.embargo)
            yield from passed_over(pages, self.following.backlog, memory)

    def pages(self, address: str, memory: SourceMemory, *, named: bool = False) -> Iterator[FoundPiece]:
        """The pages of a sitemap, or of those that an index names."""
        name = str(Address(address))
        known = memory.values.setdefault("maps", {}).get(name, ["", ""])
        page = self.visits.fetch(address, Ask(ANY_TYPE, "application/xml, text/xml, */*;q=0.5", *known), named=named)
        if not page.fresh:
            return
        root = parse_map(page.data, address)
        if local(root) == "sitemapindex" and named:
            maps = sorted(children(root), key=lambda row: row.get("lastmod", ""), reverse=True)
            for row in maps[:MOST_MAPS]:
                yield from self.pages(row.get("loc", ""), memory)
        elif local(root) == "urlset":
            yield from (found_of(row) for row in children(root) if web_address(row.get("loc", "")))
        else:
            raise SourceError(f"{address} is no sitemap.", "Give the address of the sitemap itself.")
        memory.values["maps"][name] = [page.etag, page.modified]


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
