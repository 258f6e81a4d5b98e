"""A page of the web as the material of a piece: in UTF-8, with its own address in its head."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from podcaster.address import Address, joined
from podcaster.article.encoding import decode
from podcaster.follow.found import Material
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.article.web import Page

BOM = "\ufeff"
"""Says that a file is UTF-8, whatever the page says of the encoding that it had."""
HEAD = on_demand(r"<head\b[^>]*>", re.IGNORECASE)
LINK = on_demand(r"<link\b[^>]{1,2000}>", re.IGNORECASE)
CANONICAL = on_demand(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
ADDRESS = on_demand(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
FORMS = {"text/plain": ".txt", "text/markdown": ".md"}


def page_material(page: Page) -> Material:
    """The material of a page that was fetched.

    Raises:
        ArticleError: It is no text.
    """
    suffix = FORMS.get(page.media_type, ".html")
    parts = Address(page.link).split
    if parts and parts.path.lower().endswith((".md", ".markdown")):
        suffix = ".md"
    text = decode(page.data, page.link, page.charset, markup=suffix == ".html")
    if suffix == ".html":
        text = BOM + with_address(text, page.link)
    return Material.of(text, suffix)


def with_address(text: str, fetched: str) -> str:
    """A page with its address in its head: what the page itself calls canonical, else where it was fetched from."""
    address = own_address(text, fetched)
    tag = f'<link rel="canonical" href="{html.escape(address)}">'
    if HEAD.search(text):
        return HEAD.sub(lambda found: f"{found[0]}{tag}", text, count=1)
    return f"<head>{tag}</head>{text}"


def own_address(text: str, fetched: str) -> str:
    """What a page calls its canonical address, in full; where it was fetched from when it calls none."""
    for link in LINK.findall(text):
        if CANONICAL.search(link) and (found := ADDRESS.search(link)):
            named = joined(fetched, html.unescape(next(filter(None, found.groups()), "")))
            if Address(named).is_web:
                return named
    return fetched
