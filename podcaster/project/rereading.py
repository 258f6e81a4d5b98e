"""What the template has written of an article, read off the history: what both sides of a merge have begun with.

Where an article was read again, the entry has what the template had written before and what it has written now, told by
where the script is otherwise: a few lines, and never out of step with the script, whenever a run is stopped. Entries of
older versions have only the first, as a whole text; what was written last is kept beside the history then
(``Kept.written``).
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from podcaster.project.journal import Patch, Reread, stacks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.project.journal import Entry, Journal
    from podcaster.project.kept import Kept


def make_patches(text: str, other: str) -> tuple[Patch, ...]:
    """Where another text is otherwise, place by place; their lines are counted in the first one."""
    old, new = text.split("\n"), other.split("\n")
    places = (each for each in SequenceMatcher(None, old, new).get_opcodes() if each[0] != "equal")
    return tuple(Patch(start, tuple(old[start:end]), tuple(new[first:last])) for _, start, end, first, last in places)


def apply_patches(text: str, patches: Sequence[Patch]) -> str:
    """The other text."""
    lines = text.split("\n")
    for patch in reversed(patches):
        lines[patch.at : patch.at + len(patch.removed)] = patch.added
    return "\n".join(lines)


def reread_of(kept: Kept | None, journal: Journal, before: str, after: str, wrote: str) -> Reread | None:
    """What an entry tells of an article that was read again; None where it has nothing to tell.

    Args:
        kept: What is kept of the project beside its history.
        journal: The history.
        before: The script before it.
        after: The script since.
        wrote: What the template has written now; empty: no article was read again.
    """
    base = base_written(kept, journal) if wrote else ""
    if not wrote or (before == after and wrote == base == latest_written(kept, journal)):
        return None
    return Reread(make_patches(before, base) if base else None, make_patches(after, wrote))


def written_after(entry: Entry, state: str, before: str) -> str:
    """What the template had written last after an entry, of any version, and before an episode was made of it.

    Args:
        entry: The entry.
        state: The script since.
        before: What it had written last before the entry.
    """
    if entry.reread is not None:
        return apply_patches(state, entry.reread.now)
    return before if entry.outside or entry.who else state


def taken_back_at(entries: Sequence[Entry]) -> int | None:
    """The first reading of the article after the last one that still counts; None: no later one was taken back."""
    done = stacks_of(entries).done
    reads = [number for number, entry in enumerate(entries) if entry.rereads]
    found = None
    while reads and reads[-1] not in done:
        found = reads[-1]
        reads = [number for number in stacks_of(entries[:found]).done if entries[number].rereads]
    return found


def latest_written(kept: Kept | None, journal: Journal) -> str:
    """What the template wrote last; empty where that is not known."""
    if kept is None:
        return ""
    last = next((number for number, entry in reversed([*enumerate(journal.entries)]) if entry.rereads), None)
    reread = None if last is None else journal.entries[last].reread
    if last is None or reread is None:
        return kept.from_template
    return apply_patches(_states(kept, journal)[last + 1], reread.now)


def base_written(kept: Kept | None, journal: Journal) -> str:
    """What the template wrote last of all that is in the script: before what was read again, and taken back."""
    at = taken_back_at(journal.entries)
    if kept is None or at is None:
        return latest_written(kept, journal)
    entry = journal.entries[at]
    if entry.reread is None:
        return entry.base
    before = entry.reread.before
    return "" if before is None else apply_patches(_states(kept, journal)[at], before)


def texts_of(kept: Kept, journal: Journal) -> Iterator[str]:
    """All that somebody may have a copy of: the script in each of its states, what templates wrote, and copies."""
    yield kept.script
    yield from filter(None, (kept.written,))
    states = _states(kept, journal)
    for entry, before, after in zip(journal.entries, states, states[1:], strict=False):
        if entry.reread:
            yield apply_patches(before, entry.reread.before or ())
            yield apply_patches(after, entry.reread.now)
        if entry.copied:
            yield apply_patches(after, entry.copied)
        yield from filter(None, (entry.base, after))


def _states(kept: Kept, journal: Journal) -> list[str]:
    return list(journal.states(kept.script))
