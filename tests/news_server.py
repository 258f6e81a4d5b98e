"""A paper's web server for tests: pages with ETags, feeds, a sitemap, robots.txt, and faults when asked for."""

from __future__ import annotations

import hashlib
import html
import json
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = (
    "The {name} opened on Monday, and “nobody was late,” said Grace Tolliver of the {name}. It closed at noon.",
    "Many had come to see it. The mayor cut a ribbon, and a band played until the rain began in earnest.",
)


@dataclass
class Paper:
    """What the server gives: a path's type and bytes."""

    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    """What goes wrong with the next requests for anything but robots.txt, one each; "" for nothing."""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """The status of each answer."""
    address: str = ""

    def put(self, path: str, data: str | bytes, media_type: str = "text/html; charset=utf-8") -> str:
        """Put a page on the server; its address."""
        self.pages[path] = media_type, data.encode() if isinstance(data, str) else data
        return self.address + path

    def article(self, name: str, *, more: str = "", head: str = "") -> str:
        """Put an article on the server; its address."""
        text = "".join(f"<p>{words.format(name=name)}</p>" for words in WORDS) + more
        page = f"<html><head><title>The {name}</title>{head}</head><body><article><h1>The {name}</h1>{text}</article>"
        return self.put(f"/{name}", f"{page}</body></html>")

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for asked, _ in self.requests)


def rss(items: list[dict[str, str]]) -> str:
    """An RSS feed; an item has title, link, and what else: guid, pubDate, description, content."""
    rows = []
    for item in items:
        inner = "".join(
            f"<{name}>{html.escape(value)}</{name}>"
            for name, value in ((key.replace("content", "content:encoded"), value) for key, value in item.items())
        )
        rows.append(f"<item>{inner}</item>")
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return (
        f'<?xml version="1.0"?><rss version="2.0" {space}><channel><title>Paper</title>{"".join(rows)}</channel></rss>'
    )


def atom(entries: list[tuple[str, str, str]]) -> str:
    """An Atom feed of (title, link, updated)."""
    rows = "".join(
        f'<entry><id>tag:{link}</id><title>{title}</title><link href="{link}"/><updated>{updated}</updated></entry>'
        for title, link, updated in entries
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>{rows}</feed>'


def json_feed(items: list[dict[str, Any]]) -> str:
    """A JSON Feed."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items})


def sitemap(pages: list[tuple[str, str]]) -> str:
    """A news sitemap of (address, moment)."""
    rows = "".join(
        f"<url><loc>{address}</loc><lastmod>{moment}</lastmod><news:news><news:title>News</news:title>"
        f"<news:publication_date>{moment}</news:publication_date></news:news>"
        f"<image:image><image:loc>{address}.jpg</image:loc></image:image></url>"
        for address, moment in pages
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    )
    return f'<?xml version="1.0"?><urlset {spaces}>{rows}</urlset>'


def rfc822(moment: float) -> str:
    """A moment as RSS has it."""
    return formatdate(moment, usegmt=True)


class Handler(BaseHTTPRequestHandler):
    """Answers as the paper says."""

    protocol_version = "HTTP/1.1"
    paper: Paper

    def do_GET(self) -> None:
        self.paper.requests.append((self.path, dict(self.headers)))
        fault = ""
        if self.path != "/robots.txt" and self.paper.faults:
            fault = self.paper.faults.pop(0)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.answer(fault)

    def answer(self, fault: str) -> None:
        media_type, data = self.paper.pages.get(self.path, ("text/plain", b""))
        if self.path not in self.paper.pages:
            self.send(404, b"no")
        elif fault.isdecimal():
            self.send(int(fault), b"not now", Retry_After="7")
        elif fault == "cut":
            self.send(200, data[: len(data) // 2], media_type, Content_Length=str(len(data)))
            self.close_connection = True
        elif fault == "reset":
            self.close_connection = True
        elif fault == "slow":
            time.sleep(3)
        elif fault == "garbage":
            self.send(200, bytes(range(1, 32)) * 50, media_type)
        elif self.headers.get("If-None-Match") == self.tag(data):
            self.send(304, b"")
        else:
            self.send(200, data, media_type, ETag=self.tag(data))

    @staticmethod
    def tag(data: bytes) -> str:
        return f'"{hashlib.sha256(data).hexdigest()[:16]}"'

    def send(self, status: int, body: bytes, media_type: str = "text/plain", **headers: str) -> None:
        self.paper.answers.append(status)
        self.send_response(status)
        named = {"Content-Type": media_type, "Content-Length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def publishing() -> Iterator[Paper]:
    """A paper's server, as long as the block lasts."""
    paper = Paper()
    handler = type("PaperHandler", (Handler,), {"paper": paper})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        paper.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield paper
        server.shutdown()
