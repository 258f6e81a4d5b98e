"""Names that are safe everywhere: as a file of every system, and as a part of a web address."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from podcaster.address import Address

if TYPE_CHECKING:
    from collections.abc import Container

SLUG_LENGTH = 60
"""Letters of a title that name its files: enough to tell episodes apart, short enough for every file system."""

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""What Windows takes for a device, with any ending ("Naming Files, Paths, and Namespaces", Microsoft)."""

KEY_LENGTH = 6
"""Hexadecimal digits that tell two of one name apart: of a thousand such, two are the same once in 33 shows."""


def slug_of(title: str) -> str:
    """A title as a file name: ASCII letters and digits, words joined by hyphens, other scripts transliterated.

    Returns:
        At most ``SLUG_LENGTH`` letters; none when the title is of signs alone.
    """
    bare = re.sub(r"(?<=\w)[’'](?=\w)", "", unicodedata.normalize("NFKD", title.lower()))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    words = re.findall(r"[a-z0-9]+", _latin(letters))
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
    return slug


def unique_slug(title: str, taken: Container[str], key: str) -> str:
    """A title as a file name that no other has; apps keep episodes by the names of their files.

    Args:
        title: Any text.
        taken: The names that others have.
        key: A UUID of its own, whose beginning tells it from others of the same title, in whatever order they come.
    """
    slug = slug_of(title)
    end = key[:KEY_LENGTH]
    if not slug or slug in DEVICES:
        slug = f"episode-{slug or end}"
    return f"{slug[: SLUG_LENGTH - KEY_LENGTH - 1].rstrip('-')}-{end}" if slug in taken else slug


def is_safe_name(name: str) -> bool:
    """Whether a name, which may come from a stranger, leads to a file of its folder and nowhere else."""
    if name.partition(".")[0].rstrip(" ").casefold() in DEVICES or name.endswith(
        (".", " ")
    ):  # Windows takes it for another
        return False
    return 0 < len(name) <= 255 and not name.startswith(".") and not re.search(r'[/\\:*?"<>|\x00-\x1f\x7f]', name)


def web_link(address: str) -> str:
    """An address that a page or a feed may lead to: of the web, and without a password; empty when it is another."""
    bare = Address(address.strip())
    login = bare.split is None or "@" in bare.split.netloc
    return bare.whole if bare.is_web and not login and not re.search(r"[\s<>\"]", bare.whole) else ""


def _latin(text: str) -> str:
    """A text in ASCII. What has no word between its signs becomes one: ``مرحبا`` is ``mrhba``."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return re.sub(r"(?<=\w)[`'](?=\w)", "", anyascii(text)).lower()
