"""A feed as a source: RSS and Atom by feedparser, and JSON Feed (jsonfeed.org, version 1.1).

An entry's words are its full text, where the feed has it, else the page that it leads to.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlunsplit

from podcaster.address import Address, joined
from podcaster.article.web import Ask
from podcaster.characters import valid_text
from podcaster.follow.found import FoundPiece, Material, SourceError
from podcaster.follow.mail import with_head
from podcaster.follow.page import BOM
from podcaster.follow.visits import WebSource
from podcaster.patterns import on_demand
from podcaster.times import at, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.article.web import Page
    from podcaster.follow.found import SourceMemory

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
MARKUP = on_demand(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
"""Tags that titles have; "a < b" is none of them."""
SEARCHED = 200_000
"""Bytes of a page in which its feed is looked for."""
LINK = on_demand(r"<link\b[^<>]{1,2000}>", re.IGNORECASE)
FEED_TYPE = on_demand(r"application/(?:(?:rss|atom)\+xml|feed\+json)", re.IGNORECASE)
HREF = on_demand(r"""\bhref\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
FULL = 150
"""Words from which on an entry's content is the article and no teaser: summaries that sites give have below 100."""
ANY_TYPE = frozenset[str]()
REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,8});")
REFERENCES = re.compile(rb"(?:%s)+" % REFERENCE.pattern)
MOST = 1000
"""Entries of a feed that are looked at; sites give 10 to 200."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed, whatever the format."""

    key: str
    """Its own id, or its address; a digest of its words where it has neither."""
    title: str = ""
    """As plain text; empty when it has none."""
    link: str = ""
    """The address of its page; empty when it names none on the web."""
    author: str = ""
    """Names, joined by commas; empty when none is given."""
    content: str = ""
    """Its markup; empty when it has none."""
    published: float = 0.0
    """In seconds since 1970; 0: it does not say."""
    updated: float = 0.0
    """When it was last changed, in seconds since 1970; 0: it does not say."""
    sections: tuple[str, ...] = ()
    """Its categories, in the feed's order."""


class FeedSource(WebSource):
    """A feed on the web."""

    def look(self, memory: SourceMemory) -> Iterable[FoundPiece]:
        """The entries that are in the feed now, the oldest first; none when it says that it has not changed.

        Raises:
            PodcasterError: It cannot be had, or is none.
        """
        ask = Ask(ANY_TYPE, ACCEPT, memory.values.get("etag", ""), memory.values.get("modified", ""))
        page = self.fetch_named(self.following.feed, ask)
        if not page.fresh:
            return
        entries = read_feed(page, self.following.feed)
        yield from passed_over([self.found(entry) for entry in entries], self.following.backlog, memory)
        memory.values |= {"etag": page.etag, "modified": page.modified}

    def found(self, entry: FeedEntry) -> FoundPiece:
        """An entry as a piece."""
        whole = self.following.text == "feed" or (self.following.text == "auto" and is_full(entry.content))
        material = entry_material(entry) if whole and entry.content else None
        version = material.data.decode() if material else f"{entry.updated}"
        stamp = hashlib.sha256(f"{entry.title}\n{version}".encode()).hexdigest()[:32]
        return FoundPiece(
            entry.key,
            stamp,
            entry.title,
            entry.link,
            embargo=entry.published,
            material=material,
            sections=entry.sections,
        )


def passed_over(found: list[FoundPiece], backlog: int, memory: SourceMemory) -> Iterator[FoundPiece]:
    """What a look gives; at the first one all but the newest few are noted as known, and not made."""
    first = not memory.values.get("followed")
    memory.values["followed"] = True
    old = len(found) - backlog if first and backlog else 0
    for place, each in enumerate(found):
        yield each if place >= old else FoundPiece(each.key, each.stamp, each.title, each.address, old=True)


def is_full(content: str) -> bool:
    """Whether an entry's content is the article itself."""
    from lxml import etree
    from lxml.html import fromstring

    if not content.strip():
        return False
    try:
        return len(str(fromstring(content).text_content()).split()) >= FULL
    except (ValueError, AssertionError, etree.LxmlError):
        return False


def entry_material(entry: FeedEntry) -> Material:
    """An entry's own words as a page."""
    day = at(entry.published) if entry.published else None
    page = f"<article>{entry.content}</article>"
    head = with_head(page, title=entry.title, author=entry.author, day=day, link=entry.link)
    return Material.of(BOM + head, ".html")


def read_feed(page: Page, name: str) -> list[FeedEntry]:
    """The entries of a feed, the oldest first.

    Raises:
        SourceError: It is no feed.
    """
    is_json = page.media_type.endswith("json") or page.data.lstrip()[:1] == b"{"
    entries = list(json_entries(page, name) if is_json else xml_entries(page, name))
    if any(entry.published or entry.updated for entry in entries):
        return sorted(entries, key=lambda entry: entry.published or entry.updated)
    return entries[::-1]


def xml_entries(page: Page, name: str) -> Iterator[FeedEntry]:
    """The entries of an RSS or Atom feed, in its own order.

    Raises:
        SourceError: It is none.
    """
    import feedparser

    charset = f"; charset={page.charset}" if page.charset else ""
    headers = {"content-type": f"{page.media_type or 'application/xml'}{charset}", "content-location": page.link}
    try:
        feed = feedparser.parse(REFERENCES.sub(whole_letters, page.data), response_headers=headers)
    except Exception as error:
        raise no_feed(page, name) from error
    if not feed.entries and not feed.get("version"):
        raise no_feed(page, name)
    for item in feed.entries[:MOST]:
        content = max((plain(each.get("value")) for each in item.get("content", [])), key=len, default="")
        yield FeedEntry(
            key=own_key(plain(item.get("id") or item.get("link")), page.link)
            or digest_of(item.get("title"), item.get("summary")),
            title=title_of(item.get("title")),
            link=web_address(item.get("link", "")),
            author=", ".join(filter(None, (plain(each.get("name")) for each in item.get("authors", [])))),
            content=content or plain(item.get("summary")),
            published=moment_of(item.get("published_parsed")),
            updated=moment_of(item.get("updated_parsed")),
            sections=tuple(plain(tag.get("term")) for tag in item.get("tags", [])),
        )


def no_feed(page: Page, name: str) -> SourceError:
    """The error for what is no feed; a page that names its feed says where that is."""
    head = page.data[:SEARCHED].decode("utf-8", "replace")
    links = (link for link in LINK.findall(head) if FEED_TYPE.search(link))
    named = (joined(page.link, html.unescape(found[1])) for link in links if (found := HREF.search(link)))
    way = next((f"Its page names this one: {each}" for each in named if web_address(each)), "")
    return SourceError(f"{name} is no feed.", way or "Give the address of the RSS, Atom or JSON feed itself.")


def whole_letters(found: re.Match[bytes]) -> bytes:
    """References to halves of letters, which some write for emoji and feedparser cannot take, as those to letters."""
    numbers = [int(each[1:], 16) if each[:1] in b"xX" else int(each) for each in REFERENCE.findall(found[0])]
    text = "".join(chr(number) if number <= sys.maxunicode else "\ufffd" for number in numbers)
    valid = valid_text(text)
    return (
        found[0]
        if valid == text and max(numbers) <= sys.maxunicode
        else "".join(f"&#{ord(letter)};" for letter in valid).encode()
    )


def json_entries(page: Page, name: str) -> Iterator[FeedEntry]:
    """The entries of a JSON Feed, in its own order.

    Raises:
        SourceError: It is none.
    """
    import msgspec

    try:
        feed = msgspec.json.decode(page.data, type=dict[str, Any])
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name} is no feed: {error}.", "Give the address of the feed itself.") from error
    if "jsonfeed.org" not in str(feed.get("version", "")) or not isinstance(feed.get("items"), list):
        raise SourceError(f"{name} is JSON, and no JSON Feed.", "Give the address of the feed itself.")
    for item in feed["items"][:MOST]:
        if not isinstance(item, dict):
            continue
        authors = listed(item.get("authors")) or [item.get("author")]
        text = "".join(f"<p>{html.escape(line)}</p>" for line in plain(item.get("content_text")).split("\n\n"))
        yield FeedEntry(
            key=plain(item.get("id") or item.get("url") or digest_of(item.get("title"), item.get("content_text"))),
            title=title_of(item.get("title")),
            link=link_from(page, item.get("url") or item.get("external_url")),
            author=", ".join(plain(each.get("name")) for each in authors if isinstance(each, dict)),
            content=plain(item.get("content_html")) or text,
            published=iso_moment(item.get("date_published")),
            updated=iso_moment(item.get("date_modified")),
            sections=tuple(map(plain, listed(item.get("tags")))),
        )


def own_key(name: object, feed: str) -> str:
    """An entry's id. One that is an address on the feed's own host goes without scheme and host.

    feedparser makes addresses even of plain numbers; so they stay the same when the site goes from http to https, or
    its feed to another place.
    """
    entry, home = Address(str(name)).split, Address(feed).split
    if entry and home and entry.hostname and entry.hostname == home.hostname:
        return urlunsplit(("", "", entry.path, entry.query, entry.fragment)) or "/"
    return str(name)


def digest_of(*texts: object) -> str:
    """What tells an entry from others that has no id and no link."""
    return hashlib.sha256("\n".join(map(plain, texts)).encode()).hexdigest()[:32]


def plain(value: object) -> str:
    """A value of a stranger's feed as a text that can be written down; empty for none."""
    return valid_text(str(value)) if value else ""


def title_of(value: object) -> str:
    """A title as plain words: some feeds have markup in it, and some escape what is escaped already."""
    return " ".join(html.unescape(MARKUP.sub("", plain(value))).split())


def listed(value: object) -> list[Any]:
    """A value of a stranger's feed that should be a list; empty when it is none."""
    return value if isinstance(value, list) else []


def web_address(text: object) -> str:
    """An address of the web; empty when it is none."""
    address = plain(text).strip()
    return address if Address(address).is_web else ""


def link_from(page: Page, value: object) -> str:
    """An address in full, as a document of the web means it; empty when it is none."""
    return web_address(joined(page.link, value)) if isinstance(value, str) and value.strip() else ""


def moment_of(parsed: Any) -> float:
    """A moment as feedparser gives it (in UTC), in seconds since 1970; 0 for none."""
    try:
        return bounded(float(calendar.timegm(parsed))) if parsed else 0.0
    except (ValueError, OverflowError, TypeError):
        return 0.0


def iso_moment(text: object) -> float:
    """A moment in ISO 8601, in seconds since 1970; 0 for none."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return 0.0
    return bounded((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
