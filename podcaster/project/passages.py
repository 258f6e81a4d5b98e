"""Passages of which it is not sure that they are somebody's words at all, and what an editor makes of them.

One that was taken for speech is a line of its own; one that was not stands inside a line of the narrator's, marks and
all, and becomes a line when an editor gives it to somebody.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.model import NARRATOR, UNATTRIBUTED, Ending, Gender, Line, QuoteKind, Role
from podcaster.phrases import NumberedLine, phrase
from podcaster.project.doubts import Choice, Doubt, QuotePlace, note_of, place_of
from podcaster.project.operations import changed_items, key_of, line_at, named_in
from podcaster.project.recut import require_voice
from podcaster.script.markup import one_line
from podcaster.script.notes import DECIDED, written_role
from podcaster.script.passages import DANGLING, MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Quote, Script
    from podcaster.project.kept import Kept

ASKED_FROM, ASKED_TO = 0.2, 0.85
"""Probabilities of being speech between which a passage is asked about: of 2,900 passages in 158 annotated articles 4 %
are in it, and of those 54 % are speech; below it 4 % are, above it 99 % (weights fitted to the same articles)."""
SEEN = "passage"
"""How the note begins that says that a passage was looked at and stays the narrator's."""
NARRATED = {
    QuoteKind.TITLE: "It was taken for a title, and the narrator reads it ({sure} sure).",
    QuoteKind.SCARE: "It was taken for words held at a distance, and the narrator reads it ({sure} sure).",
    QuoteKind.TERM: "It was taken for a word that is mentioned, and the narrator reads it ({sure} sure).",
}
"""Why the narrator reads a passage."""
_SIGNS = "".join(sign for marks in MARKS.values() for sign in marks)


def is_asked(quote: Quote) -> bool:
    """Whether it is open that a passage is somebody's words."""
    return quote.speech is not None and ASKED_FROM <= quote.speech < ASKED_TO


def find_passages(script: Script, kept: Kept | None, places: Mapping[str, QuotePlace]) -> Iterator[Doubt]:
    """The passages that nobody has decided about, in the order of the script."""
    yield from sorted((*_spoken(script, places), *_narrated(script, kept)), key=lambda doubt: doubt.line)


def _spoken(script: Script, places: Mapping[str, QuotePlace]) -> Iterator[Doubt]:
    """Lines of somebody's that may be nobody's speech."""
    for index, line in enumerate(script.lines):
        note = note_of(line)
        place = place_of(note, places)
        if place is None or not is_asked(place.quote) or note.get("sure") == DECIDED or note.get("why"):
            continue
        if line.role in {NARRATOR, UNATTRIBUTED}:
            continue
        gender = next(role.gender for role in script.roles if role.name == line.role)
        choices = (Choice(line.role, gender, "says it now"),)
        reason = phrase("It was taken for somebody's words ({sure} sure).", sure=f"{place.quote.speech:.0%}")
        yield Doubt(f"passage:{note['quote']}:{index}", "passage", index, reason, choices, (), place)


def _narrated(script: Script, kept: Kept | None) -> Iterator[Doubt]:
    """Passages inside the narrator's lines that may be somebody's speech."""
    at = 0
    for number, read in enumerate(kept.read if kept else ()):
        for quote in read.quotes:
            if quote.kind is QuoteKind.SPEECH or not is_asked(quote):
                continue
            words = one_line(read.article.text[quote.start : quote.end])
            found = _line_with(script.lines, words, at)
            if found is None:
                continue
            at = found
            if f"{SEEN} {key_of_words(words)}: {DECIDED}" in script.lines[found].notes:
                continue
            reason = phrase(NARRATED[quote.kind], sure=f"{1 - (quote.speech or 0):.0%}")
            place = QuotePlace(number, quote.start, quote.end, quote)
            name = f"narrated:{key_of_words(words)}:{found}"
            yield Doubt(name, "narrated", found, reason, _around(script, found), (), place)


def _line_with(lines: Sequence[Line], words: str, first: int) -> int | None:
    """The narrator's line in which some words stand, from a line on."""
    return next((at for at in range(first, len(lines)) if lines[at].role == NARRATOR and words in lines[at].text), None)


def _around(script: Script, index: int, most: int = 8) -> tuple[Choice, ...]:
    """The people who speak nearest to a line."""
    quoted = [at for at, line in enumerate(script.lines) if key_of(line) and line.role not in {NARRATOR, UNATTRIBUTED}]
    near = dict.fromkeys(script.lines[at].role for at in sorted(quoted, key=lambda at: abs(at - index)))
    genders = {role.name: role.gender for role in script.roles}
    return tuple(Choice(name, genders[name], "speaks close by") for name in list(near)[:most])


def key_of_words(words: str) -> str:
    """What names a passage's words in its article, as a quote's key does."""
    return hashlib.sha256(words.strip(_SIGNS).encode()).hexdigest()[:8]


def leave_passage(script: Script, index: int, words: str) -> Script:
    """Have the narrator go on reading a passage, and ask no more."""
    line = line_at(script, index)
    note = f"{SEEN} {key_of_words(words)}: {DECIDED}"
    seen = replace(line, notes=(*line.notes, note))
    return changed_items(script, lambda number, item: (seen,) if number == index else (item,))


def voice_passage(script: Script, index: int, words: str, name: str, gender: Gender = Gender.UNKNOWN) -> Script:
    """Give a passage inside a line to somebody: it becomes a line of its own, without its marks.

    Args:
        script: The script.
        index: The line that it stands in.
        words: The passage with its marks, as the line has it.
        name: Who says it.
        gender: Of somebody who is new in the script.

    Raises:
        InputError: The line does not have these words, or a recording speaks it.
    """
    line, who = line_at(script, index), named_in(script, name)
    require_voice(line, index)
    before, found, behind = line.text.partition(words)
    said = words.strip(_SIGNS + " ")
    if not found or not any(sign.isalnum() for sign in said):
        raise InputError(
            phrase("Line {line} has no such words any more.", line=NumberedLine(index)), "Look at it as it is now."
        )
    if dangling := DANGLING.match(behind):
        said, behind = said + dangling[0], behind[dangling.end() :]
    note = f"speaker: {written_role(who)}; sure: {DECIDED}; quote: {key_of_words(words)}"
    parts = [
        replace(line, text=before.strip(), markup="", ending=Ending.PHRASE, pause=None),
        Line(who, said, Ending.PHRASE, rate=line.rate, gain=line.gain, notes=(note,)),
        replace(line, text=behind.strip(), markup="", notes=()),
    ]
    kept = [part for part in parts if any(sign.isalnum() for sign in part.text)]
    kept[-1] = replace(kept[-1], ending=line.ending, pause=line.pause)
    new = tuple(kept)
    return changed_items(script, lambda number, item: new if number == index else (item,), newcomer=Role(who, gender))
