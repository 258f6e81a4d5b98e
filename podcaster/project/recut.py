"""Two lines of one, and one of two: words are cut and joined anywhere, a recording of them is not.

A recording that speaks a line in a voice's place (``podcaster.speech.recorded``) has all of its words, and nobody knows
at which moment which of them is said. At both halves it would be heard twice, and where one line is made of two, what
another recording or a voice says of it would not be heard at all. So both are refused until somebody has taken it out.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count, zip_longest
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.model import Ending, Line
from podcaster.phrases import NumberedLine, phrase
from podcaster.project.operations import changed_items, is_quoted, line_at
from podcaster.script.endings import ends_between
from podcaster.script.markup import emphasis_of, escape_inside, split_emphasis
from podcaster.script.notes import behind

if TYPE_CHECKING:
    from podcaster.model import Script


def place_behind(script: Script, index: int, words: str) -> int:
    """How many characters of a line go before the end of some of its words, at their first place.

    Raises:
        InputError: The line does not have them.
    """
    text = line_at(script, index).text
    if words not in text:
        what = phrase("Line {line} has no “{words}”.", line=NumberedLine(index), words=words)
        raise InputError(what, phrase("It says: {text}", text=text))
    return text.index(words) + len(words)


def split(script: Script, index: int, at: int) -> Script:
    """Make two lines of one.

    Args:
        script: The script.
        index: The line.
        at: Characters of its text that stay in the first one.

    Raises:
        InputError: One of them would have no words, or a recording speaks the line.
    """
    line = line_at(script, index)
    require_voice(line, index)
    first, second = line.text[:at].strip(), line.text[at:].strip()
    inside = at < 0 or line.text[at - 1 : at + 1].isalnum()
    if inside or not all(any(sign.isalnum() for sign in part) for part in (first, second)):
        raise InputError("Both parts of a line need whole words.", "Split it between two words.")
    ending = Ending.SENTENCE if ends_between(first, second) else Ending.PHRASE
    head, tail = split_emphasis(line.markup, line.text, first, second)
    one, other = replace(line, text=first, markup=head), replace(line, text=second, markup=tail)
    parts = (replace(one, ending=ending, pause=None), replace(other, notes=behind(line.notes)))
    return changed_items(script, lambda number, item: parts if number == index else (item,))


def join(script: Script, index: int) -> Script:
    """Make one line of a line and the next.

    Raises:
        InputError: There is no next one, or it is somebody else's, or only one of them is quoted; or a recording
            speaks only one of them, or another one each.
    """
    from podcaster.speech.recorded import recording_of

    line = line_at(script, index)
    following = _next_line(script, index)
    if following is None or following.role != line.role or is_quoted(following) != is_quoted(line):
        raise InputError(
            "This line cannot be joined with the next.", "Join lines of one section that the same person says."
        )
    if recording_of(line) != recording_of(following):  # that of both is one that an older version left at two halves
        recorded = index if recording_of(line) else index + 1
        raise _of_recording(phrase("The recording at line {line} does not say both.", line=recorded + 1))
    notes = tuple(dict.fromkeys((*line.notes, *following.notes)))
    text = f"{line.text} {following.text}"
    markup = emphasis_of(text, " ".join(each.markup or escape_inside(each.text) for each in (line, following)))
    whole = replace(line, text=text, markup=markup, ending=following.ending, pause=following.pause, notes=notes)
    return changed_items(
        script, lambda number, item: (whole,) if number == index else () if number == index + 1 else (item,)
    )


def _next_line(script: Script, index: int) -> Line | None:
    """The line behind another one, when nothing stands between them and both are of one section."""
    numbers = count()
    for section in script.sections:
        for item, following in zip_longest(section.items, section.items[1:]):
            if isinstance(item, Line) and next(numbers) == index:
                return following if isinstance(following, Line) else None
    return None


def require_voice(line: Line, index: int) -> None:
    """See that a line of which a part is to be a line of its own is spoken by a voice.

    Raises:
        InputError: A recording speaks it.
    """
    from podcaster.speech.recorded import recording_of

    if recording_of(line):
        raise _of_recording(
            phrase("The recording at line {line} cannot be cut with its words.", line=NumberedLine(index))
        )


def _of_recording(what: str) -> InputError:
    return InputError(
        what, "Take the recording from the line first: its note in the script, or under Cast in the studio."
    )
