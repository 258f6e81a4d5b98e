"""What a headline's quoted words show of themselves: titles of works, and words that somebody says below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.detection.features import is_title_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.surroundings import Setting

_LABEL = on_demand(r"^(?:\s[\w-]+){0,2}:\s")
"""A colon behind a title, and what the text is: "‘Lantern Street’ review: ..."."""
_OF_A_KIND = on_demand(r"^\s(?!(?:to|in|on|at|as|by|for|over|after|of|with|from|and|but|or|says?|is|was)\b)[a-z]")
"""What several words only say the kind of: "‘religious liberty’ law"."""
MOST = 100
"""Headlines whose words are looked for in the text; articles have a few."""


def is_work(setting: Setting) -> bool:
    """Whether a headline opens with a title and a colon: "‘We Were the Lucky Ones’: Joey Roe explains the ending".

    Only capitals show it, and only in a headline that writes other words small.

    Args:
        setting: The passage and what stands around it.
    """
    if not setting.candidate.heading or setting.left.strip() or len(setting.words) < 2:
        return False
    label = _LABEL.match(setting.right)
    if label is None or not is_title_case(setting.words) or setting.inner.endswith((".", "!", "…")):
        return False
    return not is_title_case(setting.right_words)


def said_below(text: str, setting: Setting, spoken: Sequence[Setting]) -> bool:
    """Whether somebody says a headline's words in the text below, where they are no name: "‘exodus’", "‘Shocking’:".

    Args:
        text: The whole text.
        setting: The headline's passage.
        spoken: The passages of the text below that are speech.
    """
    if not setting.words or (
        len(setting.words) > 1 and (is_title_case(setting.words) or _OF_A_KIND.match(setting.right))
    ):
        return False
    first = setting.words[0]
    opens = re.escape(first[0].lower() + first[1:])
    if len(setting.words) > 1:
        opens = f"(?:{opens}|{re.escape(first)})"
    sought = re.compile(rf"\b{opens}" + "".join(rf"\W+{re.escape(word)}" for word in setting.words[1:]) + r"\b")
    return any(sought.search(text, each.candidate.inner_start, each.candidate.inner_end) for each in spoken)
