"""What somebody did to a script in a text editor, as the operations that the studio and the commands have.

The script as the history has it and the file are compared line by line. Each difference is an operation, an entry of
its own in the history; what cannot be told apart is one entry more, and so is how the file is laid out where nothing
else was changed. The last entry is the file as it lies there, sign for sign: nothing is taken from it or put into it,
whatever was told, but for the template's announcements of those who speak (``podcaster.project.announcing``).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from podcaster.errors import ScriptError
from podcaster.phrases import phrase
from podcaster.project.announcing import announced, asks_who_speaks
from podcaster.project.comparing import layout_difference
from podcaster.project.journal import Entry, Reread, make_patch, moment
from podcaster.project.naming import people_renamed
from podcaster.project.newcomers import with_tongues
from podcaster.project.operations import rename
from podcaster.project.renames import find_renames, with_renames
from podcaster.project.rereading import make_patches
from podcaster.project.retelling import Retelling
from podcaster.reading import read_show_script
from podcaster.script import format_script
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcaster.model import Script
    from podcaster.project.journal import Renamed
    from podcaster.project.kept import Kept
    from podcaster.settings import Settings

READ_AGAIN = "The article was read again."
MOST = 100
"""Operations up to which each is an entry of its own."""
MOST_LINES = 15_000
"""Lines of all scripts between the two, each of which is written and read: 50 changes of 300 lines took 2.4 s on a
machine that was busy with much else."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that was done to a script."""

    what: str
    """A sentence for the history."""
    text: str
    """The script from then on."""
    people: tuple[Renamed, ...] = ()
    """Who has another name since."""

    def entry(self, now: str, *, again: bool, copy: str) -> Entry:
        """What the history has of it.

        Args:
            now: The script before.
            again: It is what a template has written now.
            copy: What a copy says with which it came, and all that comes behind it; empty: it did not.
        """
        reread = Reread((), ()) if again else None
        copied = make_patches(self.text, copy) if copy else ()
        patch = make_patch(now, self.text)
        return Entry(moment(), "", self.what, patch, outside=not again, reread=reread, copied=copied)


def edits_in(
    now: str, text: str, voice_of: Callable[[Script, str, str], str], settings: Settings, *, again: bool = False
) -> Iterator[Edit]:
    """What somebody has done to a script by other means, as operations: people renamed, the others, and the rest.

    Args:
        now: The script before.
        text: What its file says.
        voice_of: The voice that a person of the script, by the old name, has by the new one.
        settings: The show's.
        again: It is what a template has written now: whoever has another name in it is whom the article names.

    Raises:
        ScriptError: There is a mistake in it.
    """
    if again:
        yield Edit(READ_AGAIN, text)
        return
    what, renames, before, after = "", dict[str, str](), None, read_show_script(text, SCRIPT_FILE, settings, None)
    with suppress(ScriptError):
        before = read_show_script(now, SCRIPT_FILE, settings, None, before=True)
        renames = find_renames(before, after)
    read_show_script(text, SCRIPT_FILE, settings, renames.values())
    if before and renames:
        script = before
        for old, new in renames.items():
            last, script = script, rename(script, old, new, voice_of(before, old, new))
            now = format_script(script)
            yield Edit(phrase("{role} is called {name}.", role=old, name=new), now, people_renamed(last, script, old))
        text = format_script(with_renames(script, after, renames))
        after = read_show_script(text, SCRIPT_FILE, settings, None)
        before = script
    if before and (told := with_tongues(before, after)) != after:
        after, text = told, format_script(told)
    if before:
        spoke = {role.name for role in before.roles}  # whose last line is gone from the file may be listed there still
        after = replace(after, awaited=tuple(role for role in after.awaited if role.name not in spoke))
        edits = operations_in(
            before, after, partial(read_show_script, name=SCRIPT_FILE, settings=settings, before=True)
        )
        if edits and edits[-1].text == format_script(after):
            edits = (*edits[:-1], replace(edits[-1], text=text))
        yield from edits
        now = edits[-1].text if edits else now
    if text != now:
        with suppress(ScriptError):
            what = layout_difference(read_show_script(now, SCRIPT_FILE, settings, None, before=True), after)
        yield Edit(what or "The script was changed by other means.", text)


def edits_made(
    now: str,
    text: str,
    voice_of: Callable[[Script, str, str], str],
    settings: Settings,
    kept: Kept | None,
    *,
    again: bool = False,
) -> tuple[Edit, ...]:
    """What somebody has done to a script by other means, with the template's announcements following who speaks since.

    Args:
        now: The script before.
        text: What its file says.
        voice_of: See ``edits_in``.
        settings: The show's.
        kept: What is kept of the project.
        again: See ``edits_in``.

    Raises:
        ScriptError: There is a mistake in it.
    """
    edits = tuple(edits_in(now, text, voice_of, settings, again=again))
    if again or not asks_who_speaks(kept, settings.files):
        return edits
    with suppress(ScriptError):  # what was there before is none
        texts = (now, *(each.text for each in edits))
        before, *afters = (read_show_script(each, SCRIPT_FILE, settings, None) for each in texts)
        found = []
        for edit, after, each in zip(edits, afters, announced(before, afters, kept, settings), strict=True):
            told = edit.text if each.script is after else format_script(each.script)
            if told != now:
                found.append(replace(edit, what=each.told(edit.what), text=told))
            now = told
        return tuple(found)
    return edits


def operations_in(before: Script, after: Script, read: Callable[[str], Script]) -> tuple[Edit, ...]:
    """What was done to a script, one operation after the other.

    Args:
        before: The script.
        after: What somebody has made of it.
        read: How a script's text is read; it raises a ``ScriptError`` for what is none.

    Returns:
        Nothing where nothing can be told apart, or too much. The last one's script may still differ from ``after``.
    """
    most = min(MOST, MOST_LINES // len(after.lines))
    steps = list(islice(Retelling(before, after).steps(), most + 1))
    if len(steps) > most:
        return ()
    edits: list[Edit] = []
    text, whole = format_script(before), format_script(after)
    with suppress(ScriptError):
        for what, script in steps:
            made = format_script(script)
            if made != whole:
                read(made)  # as it will be read when what comes behind it is taken back
            if made != text:
                edits.append(Edit(what, made))
            text = made
        return tuple(edits)
    return ()
