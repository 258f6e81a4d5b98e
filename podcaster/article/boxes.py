"""What the elements of a page are, by their classes, ids and names. The words are data: ``data/boxes.txt``."""

from __future__ import annotations

import re

from podcaster.article import notices
from podcaster.patterns import on_demand

DATA = "boxes.txt"


def named(kind: str, before: str = r"(?:^|[\s_-])", behind: str = r"(?:$|[\s_-])") -> re.Pattern[str]:
    """A pattern for the names of a kind, which is written when it is first used.

    Args:
        kind: The section of the file.
        before: What stands before such a name; a name is one of the words that hyphens join, unless it is said.
        behind: What stands behind it.
    """
    return on_demand(lambda: f"{before}(?:{'|'.join(notices.entries(kind, DATA))}){behind}", re.IGNORECASE)
