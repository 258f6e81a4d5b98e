"""How a line of a script ends, by its layout alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, Ending
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from podcaster.model import Line


def ends_between(text: str, following: str) -> bool:
    """Whether a sentence ends with ``text``: it has an end mark, and what follows does not go on in lower case."""
    first = next((sign for sign in following if sign.isalpha()), "")
    return ends_sentence(text) and not first.islower()


def natural_ending(line: Line, following: Line, *, blanks: int, cue: bool) -> Ending:
    """How a line ends by the layout alone.

    Args:
        line: The line.
        following: The next one of the same section.
        blanks: The largest number of blank lines in a row between them.
        cue: A sound or a pause stands between them.
    """
    if blanks > 1 or cue or line.role == following.role == NARRATOR:
        return Ending.PARAGRAPH
    return Ending.SENTENCE if ends_between(line.text, following.text) else Ending.PHRASE
