"""What people do with a script: pure functions from a script to the script that is meant.

Lines are named by their number from 0, over all sections. A sentence with the way out (``InputError``) says why
something cannot be done; the script is a value, so nothing can be half-done.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from podcaster.characters import ILLEGAL, composed
from podcaster.errors import InputError
from podcaster.model import NARRATOR, UNATTRIBUTED, Ending, Gender, Line, Role, Sound, SoundMode
from podcaster.patterns import on_demand
from podcaster.phrases import NumberedLine, phrase
from podcaster.script.cues import OWN_DELIVERY, read_direction
from podcaster.script.fountain import EXTENSION
from podcaster.script.notes import ALTERED, decide, read_note, with_speaker
from podcaster.script.review import is_doubtful
from podcaster.script.titlepage import with_sections
from podcaster.script.tongues import role_there
from podcaster.wording import role_called

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from podcaster.model import Pause, Script

    Item = Line | Sound | Pause

ADDED = "added"
"""The note at a line that an editor has written."""
LONGEST_NAME = 120
"""Letters of a name; what is longer is a paragraph that was pasted in the wrong place."""
NOT_HELD = on_demand(r"[\n\r\x7f\x85\u2028\u2029]|: |:$|\[\[|\]\]|/\*|\*/|\^$")
"""What no script holds in a name: it reads these in another way, on the title page, above words, or in notes, where a
colon and a space stand behind a name. All other signs come back as they were written, but for those that are
``ILLEGAL``, which no feed has."""


def key_of(line: Line) -> str:
    """What names a quote's words in its article; empty for a line that is no quote."""
    return next((parts["quote"] for parts in map(read_note, line.notes) if parts), "")


def is_quoted(line: Line) -> bool:
    """Whether a line's words are somebody's, as the article quotes them."""
    return bool(key_of(line))


def line_at(script: Script, index: int) -> Line:
    """A line by its number.

    Raises:
        InputError: There is none.
    """
    if not 0 <= index < len(script.lines):
        last = len(script.lines) - 1
        there = phrase("Its lines are {first} to {last}.", first=NumberedLine(0), last=NumberedLine(last))
        raise InputError(phrase("The script has no line {line}.", line=NumberedLine(index)), there)
    return script.lines[index]


def assign(script: Script, lines: Iterable[int], name: str, gender: Gender = Gender.UNKNOWN) -> Script:
    """Give lines to somebody: a speaker, the narrator, or nobody known (the reserve voice).

    A quote that is in the script twice (a template has put it before everything else) is theirs in both places.

    Args:
        script: The script.
        lines: Their numbers.
        name: Who says them.
        gender: Of somebody who is new in the script.
    """
    who, wanted = role_called(named_in(script, name), script.language), set(lines)
    newcomer = role_there(script, min(wanted, default=-1), Role(who, gender))
    wanted |= _said_again(script, [line_at(script, index) for index in wanted])
    return _rebuilt(
        script,
        lambda index, line: decided(line, newcomer.name) if index in wanted else line,
        newcomer=newcomer,
    )


def _said_again(script: Script, lines: Sequence[Line]) -> set[int]:
    """Where quotes that some lines say in the same words are."""
    said = {(line.text, name) for line in lines for name in _quotes_of(line)}
    texts = {text for text, _ in said}
    return {
        index
        for index, line in enumerate(script.lines)
        if line.text in texts and any((line.text, name) in said for name in _quotes_of(line))
    }


def _quotes_of(line: Line) -> set[tuple[str, str]]:
    """The articles, by their numbers, and keys of a line's quotes."""
    return {(parts.get("article", ""), parts["quote"]) for parts in map(read_note, line.notes) if parts}


def decided(line: Line, role: str) -> Line:
    """A line that an editor has given to somebody; its quote is in doubt no more."""
    return replace(line, role=role, notes=tuple(map(decide, line.notes)))


def rename(script: Script, role: str, name: str, voice: str) -> Script:
    """Give a person another name. Gender and voice stay, and nobody else's changes.

    Args:
        script: The script.
        role: The name until now.
        name: The new one.
        voice: The voice that the person has in this cast; empty: as the cast decides.

    Raises:
        InputError: Nobody has that name, or somebody else has the new one.
    """
    old, new = _role(script, role), role_called(name_of(name), script.language)
    if role in {NARRATOR, UNATTRIBUTED}:
        raise InputError(phrase("{role} has no other name.", role=role), "Give single lines to somebody instead.")
    if new == role:
        return script
    others = {NARRATOR, UNATTRIBUTED, *(each.name for each in script.roles)} - {role}
    if taken := next((each for each in sorted(others) if _alike(each, new)), ""):
        way_out = phrase("Give the lines of {role} to {name} instead.", role=role, name=taken)
        raise InputError(phrase("Somebody is called {name} already.", name=taken), way_out)
    return _rebuilt(
        script,
        lambda _, line: _called(line, new) if line.role == role else line,
        {new: replace(old, name=new, voice=old.voice or voice)},
    )


def _called(line: Line, name: str) -> Line:
    """A line of somebody's who has another name now; where it was in doubt that they say it, it still is."""
    notes = tuple(map(partial(with_speaker, name=name), line.notes)) if is_doubtful(line) else line.notes
    return replace(line, role=name, notes=notes)


def set_gender(script: Script, role: str, gender: Gender) -> Script:
    """Say which gender a person has; the cast follows."""
    return _rebuilt(script, _same, {role: replace(_role(script, role), gender=gender)})


def set_voice(script: Script, role: str, voice: str) -> Script:
    """Have a role speak with a voice in this episode; empty: as the cast decides."""
    return _rebuilt(script, _same, {role: replace(_role(script, role), voice=voice)})


def edit(script: Script, index: int, text: str, *, unlock: bool = False) -> Script:
    """Change a line's words.

    Args:
        script: The script.
        index: The line.
        text: What it says from now on.
        unlock: Change quoted words too; they are marked as altered then.

    Raises:
        InputError: There are no words, or they are quoted and not unlocked.
    """
    line, words = line_at(script, index), " ".join(text.split())
    if not any(sign.isalnum() for sign in words):
        raise InputError("A line needs words.", "Cut the line instead.")
    if words == line.text:
        return script
    if is_quoted(line) and not unlock:
        raise InputError(
            "These words are quoted: they stand in the article like this.",
            "Unlock the line to change them; they are marked as altered then.",
        )
    notes = (*line.notes, ALTERED) if is_quoted(line) and ALTERED not in line.notes else line.notes
    return _changed(script, index, replace(line, text=words, markup="", notes=notes))


def move(script: Script, index: int, to: int) -> Script:
    """Move a line to another place: before the line that is there, or behind it when it comes from above."""
    line = line_at(script, index)
    line_at(script, to)
    if to == index:
        return script

    def place(number: int, item: Line) -> tuple[Item, ...]:
        if number == index:
            return ()
        if number == to:
            return (item, line) if to > index else (line, item)
        return (item,)

    return changed_items(script, place)


def insert(script: Script, index: int, role: str, text: str) -> Script:
    """Write a line of one's own before a line, or behind the last one.

    Raises:
        InputError: There are no words, or no such place.
    """
    words, last = " ".join(text.split()), len(script.lines)
    if not any(sign.isalnum() for sign in words):
        raise InputError("A line needs words.")
    newcomer = role_there(script, min(index, last - 1), Role(named_in(script, role)))
    line = Line(newcomer.name, words, Ending.PARAGRAPH, notes=(ADDED,))
    if index != last:
        line_at(script, index)
    elif not last:
        raise InputError("The script has no line to stand behind.")

    def place(number: int, item: Line) -> tuple[Item, ...]:
        if number == index:
            return (line, item)
        return (item, line) if index == last and number == last - 1 else (item,)

    return changed_items(script, place, newcomer=newcomer)


def cut(script: Script, index: int) -> Script:
    """Take a line out.

    Raises:
        InputError: It is the last one.
    """
    line_at(script, index)
    if len(script.lines) == 1:
        raise InputError("A script needs a line.")
    return changed_items(script, lambda number, item: () if number == index else (item,))


def set_pause(script: Script, index: int, seconds: float | None) -> Script:
    """Ask for silence behind a line; None: the rules decide."""
    if seconds is not None and not 0 <= seconds <= 60:
        raise InputError(phrase("A pause lasts between 0 and 60 seconds, not {seconds}.", seconds=f"{seconds:g}"))
    return _changed(script, index, replace(line_at(script, index), pause=seconds))


def direct(script: Script, index: int, direction: str) -> Script:
    """Say how a line is spoken, as under a name: ``slowly, softly``; empty: as the voice does."""
    try:
        delivery = read_direction(direction, OWN_DELIVERY) if direction.strip() else OWN_DELIVERY
    except ValueError as error:
        raise InputError(phrase("The line cannot be spoken so ({reason}).", reason=error)) from error
    if isinstance(delivery, float):
        return set_pause(script, index, delivery)
    return _changed(script, index, replace(line_at(script, index), rate=delivery.rate, gain=delivery.gain))


def play_sound(script: Script, index: int, name: str, mode: str) -> Script:
    """Play a sound before a line."""
    line_at(script, index)
    sound = Sound(name, SoundMode(mode))
    return changed_items(script, lambda number, item: (sound, item) if number == index else (item,))


def drop_cue(script: Script, number: int) -> Script:
    """Take a sound or a pause out of a script.

    Args:
        script: The script.
        number: Which of its cues it is, from 0, over all sections.

    Raises:
        InputError: There is none.
    """
    numbers = count()
    sections = tuple(
        replace(
            section, items=tuple(item for item in section.items if isinstance(item, Line) or next(numbers) != number)
        )
        for section in script.sections
    )
    if not 0 <= number < next(numbers):
        raise InputError(phrase("The script has no sound or pause {number}.", number=number + 1))
    return replace(script, sections=sections)


def set_note(script: Script, index: int, key: str, note: str) -> Script:
    """Put an editor's note to a line in the place of the one that begins with the same word; empty: take it away."""
    line = line_at(script, index)
    notes = tuple(each for each in line.notes if not each.startswith(f"{key}:"))
    return _changed(script, index, replace(line, notes=(*notes, note) if note else notes))


def _same(_: int, line: Line) -> Line:
    return line


def name_of(name: str) -> str:
    """A name as it stands in a script.

    Raises:
        InputError: Nobody can be called so: a script would not have the same name when it is read again.
    """
    name = composed(name).strip()
    clean, before = " ".join(name.split()), ""
    while clean != before:  # remarks behind it, which no reader of a script takes for the name's
        clean, before = EXTENSION.sub("", clean), clean
    held = not (ILLEGAL.search(name) or NOT_HELD.search(name) or NOT_HELD.search(clean))
    if not clean or len(clean) > LONGEST_NAME or not held:
        shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:40])
        raise InputError(
            phrase("“{name}” is no name for somebody who speaks.", name=shown),
            "Write it in one line of 120 letters at most, without [[ ]] /* */, a colon before a space, a last : or ^.",
        )
    return clean


def named_in(script: Script, name: str) -> str:
    """A name as it stands in a script; who speaks there already, or is listed, has theirs, whatever it is.

    So has who is the only one there with this name in other capitals, or with other white space.

    Raises:
        InputError: Nobody can be called so.
    """
    listed = (*script.roles, *script.awaited)
    if any(role.name == name for role in listed):
        return name
    clean = name_of(name)
    alike = [role.name for role in listed if _alike(role.name, clean)]
    return alike[0] if len(alike) == 1 else clean


def _alike(name: str, other: str) -> bool:
    """Whether two names are the same but for capitals and white space."""
    return " ".join(composed(name).casefold().split()) == " ".join(composed(other).casefold().split())


def _role(script: Script, name: str) -> Role:
    found = next((role for role in script.roles if role.name == name), None)
    if found is None:
        they = phrase("It has {names}.", names=", ".join(role.name for role in script.roles))
        raise InputError(phrase("Nobody in this script is called {name}.", name=name), they)
    return found


def _changed(script: Script, index: int, line: Line) -> Script:
    return _rebuilt(script, lambda number, each: line if number == index else each)


def _rebuilt(
    script: Script,
    change: Callable[[int, Line], Line],
    roles: Mapping[str, Role] | None = None,
    newcomer: Role | None = None,
) -> Script:
    """A script with its lines changed one by one; see ``changed_items``."""

    def one(number: int, item: Line) -> tuple[Item, ...]:
        return (change(number, item),)

    return changed_items(script, one, roles, newcomer)


def changed_items(
    script: Script,
    change: Callable[[int, Line], tuple[Item, ...]],
    roles: Mapping[str, Role] | None = None,
    newcomer: Role | None = None,
) -> Script:
    """A script with every line changed into none, one or more items; other items stay where they are.

    Args:
        script: The script.
        change: A line's number and the line -> what stands there from now on.
        roles: What is known of roles from now on, by name.
        newcomer: A role that may be new; what is known of somebody of that name stays.
    """
    numbers = count()
    sections = []
    for section in script.sections:
        items: list[Item] = []
        for item in section.items:
            items += change(next(numbers), item) if isinstance(item, Line) else (item,)
        sections.append(replace(section, items=tuple(items)))
    known = {newcomer.name: newcomer} if newcomer else {}
    known |= {role.name: role for role in script.roles} | dict(roles or {})
    return with_sections(script, sections, known)
