"""What a page says about itself for machines: JSON-LD (schema.org), and the fields of its head."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any

from podcaster.address import Address, joined
from podcaster.article.authors import byline_names, capitalised, join_names, split_names
from podcaster.article.boxes import named
from podcaster.article.dates import find_date
from podcaster.article.parts import Facts, tidy
from podcaster.languages import tag_of
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement
    from trafilatura.metadata import Document

ARTICLE_TYPES = on_demand(r"Article|Posting|Report|Review|Recipe|AnalysisNews|CreativeWork", re.IGNORECASE)
ESCAPED = 3
"""Times that some systems escape a text of JSON-LD at most."""
DEPTH = 12
"""Levels of nesting followed in JSON-LD."""
TAGS = on_demand(r"<[^>]{1,2000}>")
SITE_BEHIND = on_demand(r"\s+(?:[|–—·•»]|-{1,2}|::)\s+(?P<site>[^|–—·•»]{2,60})$")


def linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    """The objects about articles in a page's JSON-LD; broken ones are passed over."""
    found: list[dict[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            value = json.loads((script.text or "").strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(item for item in objects(value) if ARTICLE_TYPES.search(str(item.get("@type", ""))))
    return found


def objects(value: Any, depth: int = DEPTH) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, the outer ones first."""
    if depth and isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            yield from objects(value.get(key), depth - 1)
    elif depth and isinstance(value, list):
        for item in value:
            yield from objects(item, depth - 1)


def article_body(data: list[dict[str, Any]]) -> str:
    """The longest text that JSON-LD gives as the article's own; empty when there is none."""
    bodies = (item.get("articleBody") or item.get("text") for item in data)
    return max((clean_body(body) for body in bodies if isinstance(body, str)), key=len, default="")


def clean_body(body: str) -> str:
    """A text out of JSON-LD with its markup and entities resolved, paragraphs as lines."""
    import html

    text = body
    for _ in range(ESCAPED):
        text = html.unescape(text)
    if "<p" in text or "<br" in text:
        text = re.sub(r"</p>|<br\s*/?>", "\n", text)
    return "\n".join(line for line in (tidy(line) for line in TAGS.sub(" ", text).split("\n")) if line)


def page_facts(tree: HtmlElement, data: list[dict[str, Any]], link: str) -> Facts:
    """Title, authors, date and the rest of a page.

    Args:
        tree: The whole page.
        data: Its JSON-LD.
        link: Where it was fetched from; empty when it was a file.
    """
    from trafilatura.metadata import extract_metadata

    document = extract_metadata(
        tree, default_url=link or None, date_config={"extensive_search": False, "original_date": True}
    )
    publisher = tidy(document.sitename or "")
    return Facts(
        title=page_title(tree, document.title or "", publisher),
        byline=join_names(page_authors(tree, data, document)),
        published=find_date(ld_first(data, "datePublished")) or find_date(document.date or ""),
        language=page_language(tree),
        link=canonical(tree, document.url or "", link),
        publisher="" if publisher == (document.hostname or "") and "." in publisher else publisher,
        summary=tidy(document.description or ""),
    )


def ld_first(data: list[dict[str, Any]], key: str) -> str:
    """The first text that JSON-LD gives under a key."""
    return next((item[key] for item in data if isinstance(item.get(key), str) and item[key]), "")


def page_title(tree: HtmlElement, title: str, publisher: str) -> str:
    """The article's title without the site's name behind it."""
    title = tidy(title)
    headings = [tidy(heading.text_content()) for heading in tree.iter("h1")]
    if title and any(title.startswith(heading) and len(heading) > 15 for heading in headings):
        return next(heading for heading in headings if title.startswith(heading) and len(heading) > 15)
    if (found := SITE_BEHIND.search(title)) and publisher and squeezed(found["site"]) == squeezed(publisher):
        return title[: found.start()]
    return title or next((heading for heading in headings if heading), "")


def squeezed(name: str) -> str:
    """A name by its letters alone, for comparing."""
    return re.sub(r"\W+|\bthe\b|\.(?:com|org|net)$", "", name.lower())


def page_authors(tree: HtmlElement, data: list[dict[str, Any]], document: Document) -> tuple[str, ...]:
    """The authors: as JSON-LD names them, else the head, else the page itself; sites and agencies are none."""
    site = squeezed(document.sitename or "")
    candidates = [ld_authors(data), *meta_authors(tree), *shown_authors(tree), document.author or ""]
    for candidate in candidates:
        names = tuple(name for name in split_names(candidate) if squeezed(name) != site)
        if names:
            return names
    return ()


def ld_authors(data: list[dict[str, Any]]) -> str:
    """The authors in JSON-LD, separated by semicolons."""
    for item in data:
        authors = item.get("author") or item.get("creator")
        listed = authors if isinstance(authors, list) else [authors]
        names = [author.get("name") if isinstance(author, dict) else author for author in listed]
        flat = [
            name for entry in names for name in (entry if isinstance(entry, list) else [entry]) if isinstance(name, str)
        ]
        if flat:
            return "; ".join(capitalised(name) for name in flat)
    return ""


def meta_authors(tree: HtmlElement) -> list[str]:
    """The authors in the head's fields."""
    wanted = {"author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author"}
    fields = ((meta.get("name") or meta.get("property") or "").lower() for meta in tree.iter("meta"))
    return [meta.get("content") or "" for meta, name in zip(tree.iter("meta"), fields, strict=True) if name in wanted]


def shown_authors(tree: HtmlElement) -> list[str]:
    """The authors in the lines that a page calls its byline."""
    lines = tree.iter("p", "div", "span", "address", "li")
    shown = (tidy(line.text_content()[:300]) for line in lines if BYLINE.search(line.get("class") or ""))
    return ["; ".join(byline_names(line)) for line in itertools.islice(shown, 20)]


BYLINE = named("byline")


def page_language(tree: HtmlElement) -> str:
    """The language that the page declares: the first that is one, else what it calls so."""
    root = tree.getroottree().getroot()
    named = [root.get("lang"), root.get("xml:lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    for meta in tree.iter("meta"):
        key = (meta.get("http-equiv") or meta.get("property") or meta.get("name") or "").lower()
        if key in {"content-language", "og:locale", "language", "dc.language"}:
            named.append(meta.get("content"))
    said = [text for text in named if text and text.strip()]
    return next((tag for tag in map(tag_of, said) if tag), said[0] if said else "")


def canonical(tree: HtmlElement, found: str, fetched: str) -> str:
    """The article's own address: what the page calls canonical, else where it came from."""
    named = [element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"]
    for address in (*named, found, fetched):
        full = joined(fetched, address) if address else ""
        if Address(full).is_web:
            return full
    return ""
