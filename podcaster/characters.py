"""What a text from outside may consist of: Unicode that can be written down."""

from __future__ import annotations

from podcaster.patterns import on_demand

ILLEGAL = on_demand("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may have (XML 1.0, 2.2), and that lxml writes in none: most control characters."""
LONE = on_demand("[\ud800-\udfff]")
"""Halves of letters, which JSON, YAML and the names of files can hold and no encoding can write."""


def valid_text(text: str) -> str:
    r"""A text in which two halves of a letter are one, as in ``"\ud83d\ude00"`` of JSON, and a lone half is U+FFFD."""
    if not LONE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def composed(text: str) -> str:
    """A text in which a letter and its accents are one sign where Unicode has one (Normalization Form C).

    "é" is one sign or "e" and an accent; both look alike, and are one name. Text out of PDFs, of macOS and of some
    editorial systems has two. What is composed already stays as it is, byte for byte.
    """
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def places_in_pieces(text: str) -> list[int]:
    """Where the signs of ``composed(text)`` stand in a text, and where it ends; empty where that cannot be told."""
    from unicodedata import combining, normalize

    starts = [place for place, sign in enumerate(text) if not place or not combining(sign)]
    places, whole = list[int](), ""
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        letter = normalize("NFC", text[start:end])
        places += [min(start + number, end - 1) for number in range(len(letter))]
        whole += letter
    return [*places, len(text)] if whole == composed(text) else []
