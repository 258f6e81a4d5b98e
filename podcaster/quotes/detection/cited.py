"""Headlines that letters and columns cite: "Ada Byron (“Let poets count”, 3 March) is right"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.lists import any_of

if TYPE_CHECKING:
    from podcaster.quotes.detection.surroundings import Setting

_MONTH = rf"{any_of('detection', 'cited months')}[a-z]*\.?"
_WHEN = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|"
    rf"{_MONTH}\s\d{{4}}|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?|"
    rf"(?:last\s|this\s)?{any_of('detection', 'cited days')}|"
    r"(?:last|this)\s(?:week|month|weekend)|yesterday|today)"
)
_SECTION = (
    rf"(?:(?:the\s)?(?:news(?:\s\w+)?|{any_of('detection', 'cited sections')})(?:\spages?)?|"
    r"(?:page|pages|p|pp)\.?\s?[a-z]?\d{1,3}(?:\s?[–-]\s?\d{1,3})?|online|op-?ed(?:\spage)?)"
)
_PLACE = rf"(?:{_WHEN}|{_SECTION})"
_OPENS = on_demand(rf"[(\[](?:(?:see|in|re)\s)?(?:{_PLACE}[,:;]\s)*$", re.IGNORECASE)
"""A bracket, perhaps with where and when it was printed, right before the marks."""
_CLOSES = on_demand(rf"^,?\s{_PLACE}(?:,\s{_PLACE})*[,;]?\s?[)\]]", re.IGNORECASE)
"""Where and when it was printed, right behind the marks, and the bracket."""
_TEXT = rf"{any_of('detection', 'cited texts')}s?"
_WRITTEN = on_demand(rf"\b{_TEXT}\s(?:\w+\s){{0,4}}?[(\[]$", re.IGNORECASE)
"""A bracket behind a text: "Rosa Binns's column (“"."""
_DATED = on_demand(rf"^,?\s[(\[]{_PLACE}(?:,\s{_PLACE})*[)\]]", re.IGNORECASE)
"""A bracket with where and when it was printed, behind the marks."""
_REFERS = on_demand(rf"(?:\b{_TEXT}[,:]?\s|^(?:re|apropos|regarding)[:.]?\s(?:[\w’'-]+\s){{0,6}}?)$", re.IGNORECASE)


def is_cited(setting: Setting) -> bool:
    """Whether a passage is the headline of a text that the sentence is about.

    Args:
        setting: The passage and what stands around it.
    """
    if not setting.words or not setting.words[0][:1].isupper() or setting.inner.endswith("."):
        return False
    if setting.left.endswith(("(", "[", " ")) and _OPENS.search(setting.left) is not None:
        printed = not setting.left.endswith(("(", "["))
        closed = setting.right.startswith((")", "]"))
        return (
            (printed and closed)
            or (closed and _WRITTEN.search(setting.left) is not None)
            or (_CLOSES.match(setting.right) is not None)
        )
    return _DATED.match(setting.right) is not None and _REFERS.search(setting.left) is not None
