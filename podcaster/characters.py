"""What a text from outside may consist of: Unicode that can be written down."""

from __future__ import annotations

import re

LONE = re.compile("[\ud800-\udfff]")
"""Halves of letters, which JSON, YAML and the names of files can hold and no encoding can write."""


def valid_text(text: str) -> str:
    r"""A text in which two halves of a letter are one, as in ``"\ud83d\ude00"`` of JSON, and a lone half is U+FFFD."""
    if not LONE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
