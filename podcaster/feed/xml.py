"""XML as feed readers take it, written with the standard library."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from podcaster.characters import ILLEGAL
from podcaster.patterns import on_demand

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
}
"""Prefix -> namespace. Elements are named with the prefix, as many readers look for that and not for the namespace."""

MARKUP = on_demand("(<[^>]*>)")

TAG = on_demand(r"<([/!?]?[A-Za-z!?-][^<>]*)>")
ENTITY = on_demand(r"&(?=#?\w+;)")


def clean(text: str) -> str:
    """A text without the characters that XML forbids, which ElementTree writes all the same, and spaces at its ends."""
    return ILLEGAL.sub("", text).strip()


def plain(text: str) -> str:
    """A text that is read the same by those who take it for HTML and by those who do not.

    Directories show titles as they stand, some readers drop what looks like a tag, and the W3C's validator refuses it:
    the marks of a tag become ‹ and ›, and an entity's name is parted from its ampersand by a sign without width.
    """
    return ENTITY.sub("&\u2060", TAG.sub("‹\\1›", clean(text)))


def one_line(text: str) -> str:
    """A plain text without line breaks, as titles are."""
    return plain(" ".join(text.split()))


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element; attributes without a value are left out."""
    kept = {name: clean(value) for name, value in attributes.items() if value}
    element = ET.SubElement(parent, tag, kept)
    if text:
        element.text = clean(text)
    return element


def add_text(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element with a text, unless there is none."""
    if text := clean(text):
        ET.SubElement(parent, tag).text = text


def serialise(root: ET.Element) -> bytes:
    """A document in UTF-8, with a line an element.

    In texts, ampersands and angle brackets become numbers: the W3C validator warns of ``&lt;`` in a title, and readers
    that decode twice do less harm. In attributes they keep their names: some parsers know no numbers there and drop the
    element.
    """
    ET.indent(root, "")
    parts = MARKUP.split(ET.tostring(root, encoding="unicode"))
    parts[::2] = [text.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;") for text in parts[::2]]
    text = "".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
