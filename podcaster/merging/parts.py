"""One line that both sides have: each of its parts (words, role, pause, ...) is merged by itself.

What one side alone has changed is taken from it. Where both have changed the same part in different ways, ours stays,
and notes tell what the other side has. Whom an editor has named is named for the new words too.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from functools import reduce
from itertools import accumulate, pairwise, zip_longest
from typing import TYPE_CHECKING, Any

from podcaster.merging.collisions import HEADING, SYNOPSIS, noted_again, told, told_all
from podcaster.model import UNATTRIBUTED, Line
from podcaster.project.units import Heading
from podcaster.script.compare import RECORDING
from podcaster.script.markup import carry_emphasis
from podcaster.script.notes import (
    ALTERED,
    BASE,
    CORRECTED,
    DECIDED,
    GONE,
    MORE,
    THEIRS,
    collision_note,
    decide,
    merge_notes,
    read_collision,
    read_note,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.project.units import ScriptUnit

HOW = ("pause", "rate", "gain")


def pick(base: Any, mine: Any, theirs: Any) -> Any:
    """The value that somebody has changed; ours where both have."""
    return theirs if mine == base else mine


def collide(base: object, mine: object, theirs: object) -> bool:
    """Whether both sides have changed a value in different ways."""
    return base != mine and theirs not in (base, mine)


def merge_unit(base: ScriptUnit, mine: ScriptUnit, theirs: ScriptUnit) -> tuple[ScriptUnit, tuple[str, ...]]:
    """One unit that all three have, and notes for the next line where its collisions cannot stand at itself."""
    if isinstance(base, Line) and isinstance(mine, Line) and isinstance(theirs, Line):
        return merge_line(base, mine, theirs), ()
    if isinstance(base, Heading) and isinstance(mine, Heading) and isinstance(theirs, Heading):
        title = pick(base.title, mine.title, theirs.title)
        synopsis = pick(base.synopsis, mine.synopsis, theirs.synopsis)
        notes = (
            *part_notes(HEADING, base.title, mine.title, theirs.title),
            *part_notes(SYNOPSIS, base.synopsis, mine.synopsis, theirs.synopsis),
        )
        return Heading(title, synopsis), notes
    return pick(base, mine, theirs), ()


def part_notes(part: str, base: str, mine: str, theirs: str) -> tuple[str, ...]:
    """The notes of what is no line, where it collides."""
    if not collide(base, mine, theirs):
        return ()
    return collision_note(BASE, part, base or GONE), collision_note(THEIRS, part, theirs or GONE)


def merge_line(base: Line, mine: Line, theirs: Line) -> Line:
    """One line that all three have."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    theirs, held = _beside_editor(base, mine, theirs)
    names = ("role", "ending", *HOW)
    values = {name: pick(getattr(base, name), getattr(mine, name), getattr(theirs, name)) for name in names}
    words = [(line.text, line.markup) for line in (base, mine, theirs)]
    if mine.text == base.text != theirs.text:  # how they are stressed is no claim to the words
        stressed = theirs.markup or carry_emphasis(mine.markup, mine.text, theirs.text)
        words = [words[0], words[0], (theirs.text, stressed)]
    if held:
        values["role"] = mine.role
    text, markup = pick(*words)
    notes = merge_notes(base.notes, mine.notes, theirs.notes)
    if _is_editors(mine):
        notes = tuple(map(decide, notes))
    if text != theirs.text and not any(map(read_note, mine.notes)):
        notes = tuple(note for note in notes if not read_note(note))  # of a quote whose words these are not
    if (text == theirs.text and ALTERED not in theirs.notes) or not any(map(read_note, notes)):
        notes = tuple(note for note in notes if note != ALTERED)
    merged = replace(mine, text=text, markup=markup, notes=notes, **values)
    clash: dict[str, tuple[Any, Any]] = {
        name: (getattr(base, name), getattr(theirs, name))
        for name in ("role", *HOW)
        if collide(getattr(base, name), getattr(mine, name), getattr(theirs, name))
    }
    if held:
        clash["role"] = base.role, theirs.role
    if collide(*words):
        clash["text"] = (base.text, theirs.text)
    if not clash:
        return merged
    how = not clash.keys().isdisjoint(HOW)
    sides = (replace(merged, **{name: values[side] for name, values in clash.items()}) for side in (0, 1))
    new = (collision_note(kind, "", told(line, how=how)) for kind, line in zip((BASE, THEIRS), sides, strict=True))
    return replace(merged, notes=noted_again(notes, new))


def _beside_editor(base: Line, mine: Line, theirs: Line) -> tuple[Line, bool]:
    """The article's line beside one whose speaker an editor has named, and whether it has another speaker now.

    The name collides then, though it is that of before: the editor has confirmed it.
    """
    if _is_editors(mine, DECIDED) and _is_editors(theirs, CORRECTED):  # which the show remembers from before
        return replace(theirs, role=mine.role), False
    if not _is_editors(mine) or _is_editors(theirs):
        return theirs, False
    if theirs.role == UNATTRIBUTED:  # that nobody is named now is no word against the editor's
        return replace(theirs, role=base.role), False
    if base.role != mine.role:
        return theirs, False
    if _is_editors(base):  # whom the article named before is not known
        return replace(theirs, role=mine.role), False
    return theirs, theirs.role != base.role


def _is_editors(line: Line, *ways: str) -> bool:
    """Whether an editor has said who says a line, now (``DECIDED``) or in an earlier script (``CORRECTED``)."""
    return any(read_note(note).get("sure") in (ways or (DECIDED, CORRECTED)) for note in line.notes)


def said(unit: ScriptUnit) -> object:
    """What is heard of a unit; its notes, and how the script is laid out, are not."""
    return replace(unit, notes=(), ending=Line("", "").ending, place=0) if isinstance(unit, Line) else unit


def is_as_the_article(base: Sequence[ScriptUnit], mine: Sequence[ScriptUnit]) -> bool:
    """Whether people have said nothing of their own in some lines: they have the same words, said by the same people.

    A pause, a direction, a stress, a split or another place is no claim to the words: what the article takes back is
    not said any more because of one. Another word, a speaker whom somebody has named, and a recording are.

    Args:
        base: What they have begun with.
        mine: What they have made of it.
    """
    olds, ours = ([unit for unit in units if isinstance(unit, Line)] for units in (base, mine))
    if (len(olds), len(ours)) != (len(base), len(mine)) or not (olds and ours) or _spoken(olds) != _spoken(ours):
        return False
    known = {note for line in olds for note in line.notes}
    own = {note for line in ours for note in line.notes} - known
    return not any(
        read_note(note).get("sure") == DECIDED or note == MORE or note.startswith(RECORDING) or read_collision(note)
        for note in own
    )


def _spoken(lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    """Who says which words, one after the other, however they are split into lines."""
    said: list[tuple[str, list[str]]] = []
    for line in lines:
        if said and said[-1][0] == line.role:
            said[-1][1].extend(line.text.split())
        else:
            said.append((line.role, line.text.split()))
    return said


def merge_recut(
    base: Sequence[ScriptUnit], mine: Sequence[ScriptUnit], theirs: Sequence[ScriptUnit]
) -> list[Line] | None:
    """Lines that people have split or joined, with what the article has changed in them.

    Returns:
        None where that cannot be told: words of ours are others too, or the article's cut does not fall between them.
    """
    olds, ours, news = ([unit for unit in units if isinstance(unit, Line)] for units in (base, mine, theirs))
    if (len(olds), len(ours), len(news)) != (len(base), len(mine), len(theirs)) or not (olds and ours and news):
        return None
    old, new = _joined(olds), _joined(news)
    if _joined(ours).text != old.text or len({line.role for line in olds}) > 1 or len({line.role for line in news}) > 1:
        return None
    cuts = _cuts(ours)
    there = _moved(cuts, old.text.split(), new.text.split())
    if there is None:
        return None
    found = []
    for line, span, others in zip(ours, pairwise(cuts), pairwise(there), strict=True):
        last = span[1] == cuts[-1]
        parts = [_piece(old, span, alone=len(ours) == 1), _piece(new, others, alone=len(ours) == 1)]
        if not last:
            parts = [replace(each, ending=line.ending, pause=None) for each in parts]
        found.append(merge_line(parts[0], line, parts[1]))
    return found


def merge_apart(base: Line, pieces: Sequence[Line], theirs: Sequence[ScriptUnit]) -> list[Line] | None:
    """Pieces of a line that people have put apart, with what the article has changed in each.

    Args:
        base: The line.
        pieces: What people have made of it: together they have its words. How a piece ends is theirs.
        theirs: What the article has in its place.

    Returns:
        The pieces; None where the article has no such line in its place.
    """
    news = [unit for unit in theirs if isinstance(unit, Line)]
    if len(news) != len(theirs) or len({line.role for line in news}) > 1:
        return None
    new = _joined(news) if news else replace(base, text="")
    cuts = _cuts(pieces)
    there = _moved(cuts, base.text.split(), new.text.split(), near=True)
    assert there is not None
    found = []
    for line, span, others in zip(pieces, pairwise(cuts), pairwise(there), strict=True):
        old, other = (
            replace(_piece(each, place), ending=line.ending, pause=each.pause if span[1] == cuts[-1] else None)
            for each, place in ((base, span), (new, others))
        )
        gone = (*told_all([old], BASE), *told_all((), THEIRS))
        found.append(merge_line(old, line, other) if other.text else replace(line, notes=noted_again(line.notes, gone)))
    return found


def _cuts(lines: Sequence[Line]) -> list[int]:
    """The numbers of words at which some lines begin, and the last one ends."""
    return [*accumulate((len(line.text.split()) for line in lines), initial=0)]


def _piece(line: Line, words: tuple[int, int], *, alone: bool = False) -> Line:
    """A line with some of its words only."""
    return replace(line, text=" ".join(line.text.split()[slice(*words)]), markup=line.markup if alone else "")


def _joined(lines: Sequence[Line]) -> Line:
    """Some lines as one."""

    def two(one: Line, other: Line) -> Line:
        notes = tuple(dict.fromkeys((*one.notes, *other.notes)))
        text = f"{one.text} {other.text}"
        return replace(one, text=text, markup="", ending=other.ending, pause=other.pause, notes=notes)

    return reduce(two, lines)


def _moved(cuts: Sequence[int], old: Sequence[str], new: Sequence[str], *, near: bool = False) -> list[int] | None:
    """Where places between words are when some of the words are others; None where one fell among those.

    Words that are new just there go with those before; with ``near`` also those among which one fell, and nothing may
    be left between two.
    """
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    found = [0]
    for cut in cuts[1:-1]:
        inside = [at + cut - start for start, at, size in blocks if size and start <= cut <= start + size]
        if not inside and not near:
            return None
        found.append(max(inside, default=next(at for start, at, _ in blocks if start >= cut)))
    found.append(len(new))
    return found if near or all(one < other for one, other in zip_longest(found[:-1], found[1:])) else None
