"""XML as feed readers take it, written with the standard library."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
}
"""Prefix -> namespace. Elements are named with the prefix, as many readers look for that and not for the namespace."""

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may have (XML 1.0, 2.2); ElementTree writes them all the same."""


def clean(text: str) -> str:
    """A text without the characters that XML forbids, and without spaces at its ends."""
    return ILLEGAL.sub("", text).strip()


def one_line(text: str) -> str:
    """A text without line breaks, as titles are."""
    return " ".join(text.split())


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

    Ampersands and angle brackets become numbers: the W3C validator warns of ``&lt;`` in a title, and readers that
    decode twice do less harm.
    """
    ET.indent(root, "")
    text = ET.tostring(root, encoding="unicode")
    text = text.replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
