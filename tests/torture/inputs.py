"""Everything that the program reads from strangers: a good one of each kind, the slowest of each, and mutations."""

from __future__ import annotations

import json
import random
import struct
import threading
import wave
from collections.abc import Callable
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from tests.torture.victim import POOL, SETTINGS

BODY = "The tide came in at night.\n\n“I saw it,” said Grace Tolliver, who keeps the light.\n\nBob Tolliver laughed.\n"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>The Light</title><link rel="canonical" href="https://a.example/x">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The Light", "datePublished": "2026-03-14"}
</script></head><body><nav><a href="/">Home</a></nav><article><h1>The Light</h1><p class="x">The tide <b>came</b> in at
night &amp; went.</p><blockquote><p>“I saw it,” said Grace Tolliver, who keeps the light.</p></blockquote><ul><li>One
<li>Two</ul><table><tr><td>A</td></tr></table></article></body></html>"""
SCRIPT = """Title: The Light
Source: light.md
Draft date: 2026-03-14
Cast:
    Grace Tolliver: female, voice high

# The Light
= About a light.

> SOUND: theme

The tide came in *at night*. [[a note; sure: 90 %]]

@Grace Tolliver
(slowly)
I saw it.
(pause 0.5)

/* nothing */

> PAUSE: 1.5

The end.
"""
TEMPLATE = """{# Mine #}{% extends "_base.fountain.j2" %}
{% block body %}
{% for section in article.sections %}
# {{ section.title or article.title }}
{% for part in section.parts %}
{{ part.text | upper }}

{% endfor %}
{% endfor %}
{% endblock %}
"""
PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
<lexeme><grapheme>Tolliver</grapheme><alias>tolly ver</alias></lexeme></lexicon>
"""
EPISODE = """{"guid": "deda15a9-2c84-5702-899b-c7574ca76d87", "slug": "the-light", "title": "The Light", "author": "",
"description": "@", "published": "2026-05-01T06:00:00Z", "language": "en", "link": "", "source": "light.md",
"duration": 33.25, "loudness": -16.18, "peak": -7.51, "files": [], "chapters": [],
"audio": {"name": "the-light.mp3", "type": "audio/mpeg", "size": 437189, "sha256": "6ea1"}}"""
MAIL = f"""From: Grace Tolliver <grace@light.example>
To: readers@light.example
Subject: =?utf-8?q?The_L=C3=ADght?=
Date: Sat, 14 Mar 2026 06:00:00 +0100
Message-ID: <1@light.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

The tide came in=E2=80=A6
--b
Content-Type: text/html; charset=utf-8

<p>{BODY}</p>
--b--
"""
LONG = f"<p>{BODY * 12}</p>"
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Light</title><item><guid>1</guid>
<title>The &#233;Light</title><link>http://127.0.0.1:9/a</link><pubDate>Sat, 14 Mar 2026 06:00:00 GMT</pubDate>
<dc:creator>A</dc:creator><category>B</category><content:encoded><![CDATA[{LONG}]]></content:encoded></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Light</title><entry><id>tag:a,2026:1</id>
<title type="html">The &lt;b&gt;Light</title><link href="http://127.0.0.1:9/a"/><updated>2026-03-14T06:00:00+01:00</updated>
<author><name>A</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Light",
        "items": [
            {
                "id": "1",
                "url": "http://127.0.0.1:9/a",
                "title": "The Light",
                "content_html": LONG,
                "date_published": "2026-03-14T06:00:00+01:00",
                "authors": [{"name": "A"}],
                "tags": ["b"],
            }
        ],
    }
)
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{}/page</loc>
<lastmod>2026-03-14</lastmod><news:news><news:title>The Light</news:title>
<news:publication_date>2026-03-14T06:00:00Z</news:publication_date></news:news></url></urlset>"""
LOOK = ("sources", "check", "news", "--pieces", "1")
LEXICON = '[words]\nTolliver = "tolly ver"\n'
REGISTRY = '[people."Grace Tolliver"]\nvoice = "high"\ngender = "female"\n'


def sound() -> bytes:
    """A short WAV."""
    data = BytesIO()
    with wave.open(data, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", place % 99 * 99) for place in range(4000)))
    return data.getvalue()


def picture() -> bytes:
    """A cover that directories take."""
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (1400, 1400), (10, 90, 90)).save(data, "PNG")
    return data.getvalue()


Kind = tuple[Callable[[Path], bytes], str, tuple[str, ...]]


def kinds() -> dict[str, Kind]:
    """Kind -> a good one, where it stands in a show, and the command that reads it."""

    def of(text: str | bytes) -> Callable[[Path], bytes]:
        return lambda _: text.encode() if isinstance(text, str) else text

    episode = "output/2026-03-14-the-light"
    front = f'---\ntitle: "The Light"\ndate: 2026-03-14\nauthor: A\nlink: https://a.example/x\n---\n\n{BODY}'
    return {
        "text": (of(BODY), "new.txt", ("script", "{show}/new.txt")),
        "Markdown": (of(front), "new.md", ("script", "{show}/new.md")),
        "page": (of(PAGE), "new.html", ("script", "{show}/new.html")),
        "script": (of(SCRIPT), "new.fountain", ("cast", "{show}/new.fountain")),
        "template": (of(TEMPLATE), "scripts/own.fountain.j2", ("script", "{show}/light.md", "--template", "own")),
        "settings": (of(SETTINGS), "podcaster.toml", ("episodes",)),
        "pool": (of(POOL), "voices/pool.toml", ("cast", "{show}/light.md")),
        "registry": (of(REGISTRY), "voices/registry.toml", ("cast", "{show}/light.md")),
        "lexicon": (of(LEXICON), "voices/lexicon.toml", ("say", "Tolliver came", "--print")),
        "PLS": (of(PLS), "new.pls", ("lexicon", "import", "{show}/new.pls")),
        "episode": (lambda show: (show / episode / "episode.json").read_bytes(), f"{episode}/episode.json", ("feed",)),
        "sound": (of(sound()), "scripts/sounds/theme.wav", ("make", "{show}/light.md", "--force")),
        "cover": (of(picture()), "new.png", ("make", "{show}/light.md", "--force", "--cover", "{show}/new.png")),
        "mail": (of(MAIL), "new.eml", ("script", "{show}/new.eml")),
        "mailbox": (of(f"From a@b.example Sat Mar 14 06:00:00 2026\n{MAIL}"), "web/news", LOOK),
        "RSS feed": (of(RSS), "web/news", LOOK),
        "Atom feed": (of(ATOM), "web/news", LOOK),
        "JSON feed": (of(JSON_FEED), "web/news", LOOK),
        "sitemap": (lambda _: SITEMAP.format(served()).encode(), "web/news", LOOK),
    }


OFTEN = {"script": 8, "settings": 8, "lexicon": 8, "PLS": 8, "sound": 1, "cover": 1, "episode": 1}
"""How often a kind is tried while others are four times: a sound takes ten times as long as a script."""


def follow(show: Path, kind: str) -> None:
    """Have a show follow a mutated source, where the kind is one."""
    _, where, line = kinds()[kind]
    if line != LOOK:
        return
    setting = {"mailbox": "mbox", "sitemap": "sitemap"}.get(kind, "feed")
    place = where if setting == "mbox" else f"{served()}{show / where}"
    with (show / "podcaster.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[article]\nallow_private = true\n[watch]\npause = 0\n[sources.news]\n{setting} = "{place}"\n')


@lru_cache
def served() -> str:
    """The address of a server of this machine that gives out the files ``web/news`` of shows, by their whole paths."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = Path(self.path)
            known = path.name == "news" and path.is_file()
            data = path.read_bytes() if known else PAGE.encode()
            types = {"news": "application/json" if data[:1] == b"{" else "application/xml", "page": "text/html"}
            self.send_response(200 if known or path.name == "page" else 404)
            self.send_header("Content-Type", types.get(path.name, "text/plain"))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


SIGNS = """[[ ]] * _ {{ }} {% %} < > </ &# ; " ' “ ” \\ @ # = --- [ ] ( ) : , - | ``` <!-- --> <p> <b> é 😀 -1 1e999 nan
true null ../ \\ud83d 9999999999999999999999999999999999999999""".split()  # noqa: SIM905
SIGNS += ["\n\n", "\n", "\r", "\x00", "\ufeff", "\u2028", "\u202e", " " * 50]
RAW = (b"\xff", b"\xe9", b"\x00", b"\xed\xa0\x80", b"\xfe\xff", b"\x1b[2J", b"\x80" * 8)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The same with a few things wrong."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        place, length = chance.randrange(len(out) + 1), chance.choice((1, 1, 2, 5, 20, 200))
        piece = bytes(out[place : place + length])
        change = chance.randrange(7)
        if change == 0:
            del out[place : place + length]
        elif change == 1:
            out[place:place] = piece * chance.choice((1, 2, 5, 50))
        elif change == 2:
            out[place : place + length] = chance.randbytes(length)
        elif change == 3:
            out[place:place] = chance.choice(SIGNS).encode() * chance.choice((1, 1, 1, 3, 200))
        elif change == 4:
            out[place:place] = chance.choice(RAW)
        elif change == 5 and out:
            other = chance.randrange(len(out))
            out[place:place] = out[other : other + length]
        elif change == 6:
            del out[place:]
    return bytes(out[:400_000])


def damages(data: bytes) -> dict[str, bytes | None]:
    """Damage -> what is left of a file; None: a folder stands in its place."""
    return {
        "empty": b"",
        "half": data[: len(data) // 2],
        "zeros": bytes(len(data)),
        "other bytes": random.Random(7).randbytes(len(data) or 9),
        "one bad byte": data[: len(data) // 3] + b"\xe9" + data[len(data) // 3 :],
        "UTF-16": data.decode("utf-8", "replace").encode("utf-16"),
        "twice": data * 2,
        "deep": b"[" * 200_000,
        "deep in a list": b"a = " + b"[" * 200_000,
        "another kind": json.dumps({"a": [1, {"b": None}]}).encode(),
        "a folder": None,
    }


def growing() -> dict[str, tuple[str, Callable[[int], str]]]:
    """What takes longest of each kind that is read: its kind, and a text of about a number of bytes."""

    def times(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
        return lambda size: before + piece * (size // len(piece.encode())) + after

    head = "<html><head><title>T</title></head><body><article><p>The tide came in at night.</p>"
    return {
        "text: lines": ("text", times("The tide came in.\n")),
        "text: paragraphs": ("text", times("The tide came in at night.\n\n")),
        "text: one line": ("text", times("The tide came in at night. ")),
        "Markdown: paragraphs": ("Markdown", times("The tide *came* in.\n\n")),
        "Markdown: quotes": ("Markdown", times("> The tide came in.\n\n")),
        "Markdown: brackets": ("Markdown", times("[", BODY)),
        "page: paragraphs": ("page", times("<p>The tide came in at night.</p>", head)),
        "page: open paragraphs": ("page", times("<p>The tide came in at night.", head)),
        "page: bold": ("page", times("<b>x</b> ", head + "<p>")),
        "page: nested": ("page", times("<div>", head)),
        "page: comments": ("page", times("<!--", head)),
        "page: quotes": ("page", times("<p>“I saw it,” said Bob.</p>", head)),
        "text: quotes": ("text", times("The tide came in. “I saw it,” said Bob.\n\n")),
        "text: open quotes": ("text", times("‘I saw it. ")),
        "Markdown: comments": ("Markdown", times("<!-- ", BODY)),
        "Markdown: front matter": ("Markdown", times("a: b\n", "---\n", "---\n" + BODY)),
        "page: divs": ("page", times("<div>The tide came in at night.</div>", head)),
        "script: notes": ("script", times("[[", "Hello.\n\n")),
        "script: emphasis": ("script", times("*a _b ", "Hello.\n\n")),
        "script: comments": ("script", times("/* ", "Hello.\n\n")),
        "script: lines": ("script", times("Hello there.\n\n")),
        "script: names": ("script", lambda size: "\n\n".join(f"@Person {each}\nHi." for each in range(size // 18))),
        "template: texts": ("template", times("{{ article.title }}\n")),
        "template: braces": ("template", times("{{ ", "Title: T\n\n")),
        "lexicon: words": (
            "lexicon",
            lambda size: "".join(["[words]\n", *(f'w{each} = "a"\n' for each in range(size // 12))]),
        ),
        "PLS: words": (
            "PLS",
            lambda size: (
                PLS.replace(
                    "</lexicon>",
                    "".join(
                        f"<lexeme><grapheme>w{each}</grapheme><alias>a</alias></lexeme>" for each in range(size // 64)
                    ),
                )
                + "</lexicon>"
            ),
        ),
        "settings: sources": (
            "settings",
            lambda size: SETTINGS + "".join(f'[sources.s{each}]\nfolder = "in"\n' for each in range(size // 32)),
        ),
        "settings: lists": ("settings", times('"a", ', SETTINGS + "[watch]\nhours = [", "]\n")),
        "pool: voices": (
            "pool",
            lambda size: (
                POOL
                + "".join(
                    f'[[voice]]\nname = "v{each}"\nengine = "tone"\nid = "440"\nlanguage = "en"\nuse = ["speaker"]\n'
                    for each in range(size // 90)
                )
            ),
        ),
        "episode: description": ("episode", lambda size: EPISODE.replace("@", "The tide came in. " * (size // 18))),
        "lexicon: one long": ("lexicon", times("a", '[words]\nTolliver = "', '"\n')),
        "PLS: nested": ("PLS", times("<a>", PLS.partition("<lexeme>")[0])),
        "template: loops": ("template", times("{% for a in article.sections %}x{% endfor %}\n", "Title: T\n\n")),
        "registry: aliases": (
            "registry",
            lambda size: "".join(["[aliases]\n", *(f'"A {each}" = "Grace Tolliver"\n' for each in range(size // 28))]),
        ),
        "registry: people": (
            "registry",
            lambda size: "".join(f'[people."P {each}"]\nvoice = "high"\n' for each in range(size // 35)),
        ),
    }
