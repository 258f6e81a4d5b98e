"""How long the silence behind a line is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.audio.clips import AFTER, BEFORE
from podcaster.model import Ending

if TYPE_CHECKING:
    from podcaster.model import Line
    from podcaster.settings import Pauses

EDGES = BEFORE + AFTER
"""Seconds of near silence that a clip keeps at its ends: part of the pause that is heard."""
BREATHS = frozenset(",;:–—-")
"""Marks inside a sentence at which a reader breathes."""
CLOSERS = "\"'”’»)]"
"""What may stand behind such a mark."""


def pause_after(line: Line, following: Line | None, pauses: Pauses) -> float:
    """Seconds between a line's clip and the next.

    Args:
        line: The line.
        following: The next line in the same section; None at the end of one.
        pauses: The settings.
    """
    if line.pause is not None:
        return max(0.0, line.pause - EDGES)
    if line.ending is Ending.PHRASE:
        breath = line.text.rstrip().rstrip(CLOSERS)[-1:] in BREATHS
        seconds = pauses.comma if breath else pauses.phrase
    else:
        seconds = getattr(pauses, line.ending.value)
        if following is not None and following.role != line.role:
            seconds += pauses.speaker
    return max(0.0, seconds - EDGES)
