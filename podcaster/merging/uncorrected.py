"""What the template would have written had nobody named a speaker: by that it is told who has changed one.

Whom people have named in a script, the template names in its next one (voices/corrections.toml). Merged like that, the
article would seem to name the same person, whomever it names now. So both sides of a merge begin with whom the article
itself names, wherever the script has the decision already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, Role
from podcaster.project.operations import changed_items
from podcaster.script.notes import CORRECTED, read_note, write_note, written_role
from podcaster.script.passages import split_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from podcaster.model import Line, ReadArticle, Script
    from podcaster.project.undone import QuoteName
    from podcaster.script.passages import RolePassage


def uncorrected(
    base: Script,
    ours: Script,
    theirs: Script,
    before: Sequence[ReadArticle],
    now: Sequence[ReadArticle],
    held: Callable[[], Collection[QuoteName]],
) -> tuple[Script, Script]:
    """What the template wrote before and writes now, with the article's own speakers and genders in place of people's.

    Args:
        base: What it wrote before.
        ours: What people have made of it.
        theirs: What it writes now. Whom somebody has named elsewhere, and the script does not have yet, stays.
        before: The articles that it wrote the first of.
        now: Those that it writes the other of.
        held: Gives the quotes whose speakers the show remembers: what was named once, when the template wrote, and is
            taken back since, is nothing that the article has.
    """
    base = _with_genders(base, ours, theirs)
    if not any(_corrected_in(line) for script in (base, theirs) for line in script.lines):
        return base, theirs
    here: dict[QuoteName, set[str]] = defaultdict(set)
    for line in ours.lines:
        for parts in filter(None, map(read_note, line.notes)):
            here[_name_of(parts)].add(line.role)
    new = {name for line in theirs.lines if (name := _corrected_in(line)) and line.role not in here[name]}
    new = new.intersection(held()) if new else new
    own = _as_the_article(base, before, new), _as_the_article(theirs, now, new)
    return _ending_as(own[0], base, theirs), _ending_as(own[1], theirs, base)


def _with_genders(base: Script, ours: Script, theirs: Script) -> Script:
    """A script with the genders that both others have: the template writes those that the show knows from people."""
    here, there = ({role.name: role.gender for role in script.roles} for script in (ours, theirs))
    known = {name: gender for name, gender in here.items() if there.get(name) == gender}
    return replace(base, roles=tuple(replace(each, gender=known.get(each.name, each.gender)) for each in base.roles))


def _as_the_article(script: Script, read: Sequence[ReadArticle], left: set[QuoteName]) -> Script:
    """A script with the article's own speakers at all quotes that an editor has corrected, but for some."""
    own: dict[QuoteName, tuple[RolePassage, int]] = {}
    for number, each in enumerate(read, 1):
        article = number if len(read) > 1 else 0
        pieces = (piece for _, inside in split_blocks(each.article, each.quotes, {}) for piece in inside)
        own |= {(str(article or ""), piece.key): (piece, article) for piece in pieces if piece.key}
    roles = dict[str, Role]()

    def changed(_: int, line: Line) -> tuple[Line]:
        name = _corrected_in(line)
        if not name or name in left or name not in own:
            return (line,)
        piece, article = own[name]
        if piece.quote and piece.quote.speaker and piece.role != UNATTRIBUTED:
            roles[piece.role] = Role(piece.role, piece.quote.speaker.gender)
        note = write_note(piece, article)
        return (replace(line, role=piece.role, notes=tuple(note if read_note(n) else n for n in line.notes)),)

    script = changed_items(script, changed)
    return replace(script, roles=tuple(_known(role, roles) for role in script.roles))


def _ending_as(script: Script, was: Script, other: Script) -> Script:
    """A script in which lines end as in another one, where the narrator speaks there in one of them alone.

    A quote that the narrator says ends as every paragraph of theirs does, and so does the line before it: how it would
    with the article's own speaker, only the other one tells.

    Args:
        script: As the article has it.
        was: The same, line by line, as the template has written it.
        other: What it has written another time.
    """
    told = {(line.text, following.text): line.ending for line, following in pairwise(other.lines)}
    pairs = zip(script.lines, was.lines, strict=True)
    others = [one.role != there.role and NARRATOR in {one.role, there.role} for one, there in pairs]
    if not any(others):
        return script

    def ended(at: int, line: Line) -> tuple[Line]:
        following = script.lines[at + 1] if any(others[at : at + 2]) and at + 1 < len(others) else None
        ending = told.get((line.text, following.text), line.ending) if following else line.ending
        return (replace(line, ending=ending),)

    return changed_items(script, ended)


def _known(role: Role, found: Mapping[str, Role]) -> Role:
    """A role that is new in a script, with what the article tells of the person."""
    return found[role.name] if role == Role(role.name) and role.name in found else role


def _corrected_in(line: Line) -> QuoteName | None:
    """The quote of a line that the template has given to whom an editor had named."""
    notes = list(filter(None, map(read_note, line.notes)))
    if len(notes) != 1 or notes[0].get("sure") != CORRECTED or notes[0]["speaker"] != written_role(line.role):
        return None
    return _name_of(notes[0])


def _name_of(parts: Mapping[str, str]) -> QuoteName:
    return parts.get("article", ""), parts["quote"]
