"""What the program says of its own to listeners: in scripts, notes, feeds and pages, in the episode's language.

Every language is a folder in ``languages/``; its README says how to add one.
"""

from __future__ import annotations

from podcaster.wording.catalogue import (
    Words,
    date_form,
    has_words,
    languages,
    narrator_in,
    narrators_abroad,
    recorded_label,
    role_called,
    role_label,
    with_region,
    words_of,
)
from podcaster.wording.clocks import clock, timestamp

__all__ = [
    "Words",
    "clock",
    "date_form",
    "has_words",
    "languages",
    "narrator_in",
    "narrators_abroad",
    "recorded_label",
    "role_called",
    "role_label",
    "timestamp",
    "with_region",
    "words_of",
]
