"""What differs between two versions of a line, heading, cue, person or title page: a sentence for each difference.

With each comes the version behind it, so that one difference after the other can be made, and taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.model import COMMENTS, Ending, Line, Pause, SoundMode
from podcaster.phrases import phrase
from podcaster.project.units import Heading
from podcaster.script.cues import Delivery, write_directions, write_number, write_sound
from podcaster.script.said import KEY as SAID
from podcaster.script.titlepage import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Role, Script, Section, Sound
    from podcaster.project.units import ScriptUnit

WORDS = 40
"""Characters of a line that stand for it in the history."""


def line_differences(line: Line, there: Line, number: int) -> Iterator[tuple[str, Line]]:
    """What differs between two lines, but for how they end.

    Args:
        line: The one.
        there: The other.
        number: The line's, from 0.
    """
    if line.role != there.role:
        line = replace(line, role=there.role, notes=there.notes)
        yield phrase("{name} says “{words} …”.", name=line.role, words=line.text[:WORDS]), line
    if (line.text, line.markup) != (there.text, there.markup):
        line = replace(line, text=there.text, markup=there.markup, notes=there.notes)
        yield phrase("Changed the words of line {line}.", line=number + 1), line
    if line.pause != there.pause:
        line = replace(line, pause=there.pause)
        yield phrase("Set the pause behind line {line}.", line=number + 1), line
    if (line.rate, line.gain) != (there.rate, there.gain):
        line = replace(line, rate=there.rate, gain=there.gain)
        how = write_directions(Delivery(line.rate, line.gain)).strip("()")
        what = phrase("Line {line} is spoken so: {direction}.", line=number + 1, direction=how)
        yield what if how else phrase("Line {line} is spoken as usual.", line=number + 1), line
    if line.notes != there.notes:
        yield phrase("Changed the notes at line {line}.", line=number + 1), replace(line, notes=there.notes)


def heading_differences(heading: Heading, there: Heading) -> Iterator[tuple[str, Heading]]:
    """What differs between two headings."""
    if heading.title != there.title:
        what = phrase("The heading “{title}” is “{name}” now.", title=heading.title, name=there.title)
        heading = replace(heading, title=there.title)
        yield what, heading
    if heading.synopsis != there.synopsis:
        yield phrase("Changed the note below the heading “{title}”.", title=heading.title), there


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a script, by the lines around."""

    line: int
    """The number of the line that it is, or that it stands before; from 0."""
    lines: int
    """How many there are."""


def cue_difference(cue: Sound | Pause, there: Sound | Pause, spot: Spot) -> Iterator[tuple[str, Sound | Pause]]:
    """What differs between two sounds or pauses."""
    if cue != there:
        yield inserted(there, spot), there


def inserted(unit: ScriptUnit, spot: Spot) -> str:
    """What is said of what is new in a script."""
    if isinstance(unit, Line):
        return phrase("Inserted a line at {line}.", line=spot.line + 1)
    if isinstance(unit, Heading):
        return phrase("Inserted the heading “{title}”.", title=unit.title)
    if isinstance(unit, Pause):
        return phrase("A pause of {seconds} s {place}.", seconds=write_number(unit.seconds), place=_at(spot))
    if unit.mode is SoundMode.STOP:
        return phrase("Sound is stopped {place}.", place=_at(spot))
    return phrase("Plays {sound} {place}.", sound=_name(unit), place=_at(spot))


def taken_out(unit: ScriptUnit, spot: Spot) -> str:
    """What is said of what a script has no longer."""
    if isinstance(unit, Line):
        return phrase("Cut “{words} …”.", words=unit.text[:WORDS])
    if isinstance(unit, Heading):
        return phrase("Took out the heading “{title}”.", title=unit.title)
    if isinstance(unit, Pause):
        return phrase("Took out the pause {place}.", place=_at(spot))
    return phrase("Took out the sound {sound} {place}.", sound=_name(unit), place=_at(spot))


def moved(units: Sequence[ScriptUnit], spot: Spot, to: Spot) -> str:
    """What is said of what stands elsewhere now.

    Args:
        units: It, and what was moved with it.
        spot: Where the first of them stood.
        to: Where it stands now.
    """
    unit, count = units[0], sum(isinstance(each, Line) for each in units)
    if isinstance(unit, Heading) and count:
        return phrase(
            "Moved the heading “{title}” and {count} lines: {place}.", title=unit.title, count=count, place=_at(to)
        )
    if count > 1:
        return phrase("Moved {count} lines from line {line} to {to}.", count=count, line=spot.line + 1, to=to.line + 1)
    if isinstance(unit, Line):
        return phrase("Moved line {line} to {to}.", line=spot.line + 1, to=to.line + 1)
    if isinstance(unit, Heading):
        return phrase("The heading “{title}” is {place} now.", title=unit.title, place=_at(to))
    if isinstance(unit, Pause):
        return phrase("The pause {place} is {to} now.", place=_at(spot), to=_at(to))
    return phrase("Plays {sound} {place}, not {other}.", sound=_name(unit), place=_at(to), other=_at(spot))


def _at(spot: Spot) -> str:
    return phrase("before line {line}", line=spot.line + 1) if spot.line < spot.lines else phrase("at the end")


def _name(sound: Sound) -> str:
    """As a cue has it; its mode is told where it is not the usual one."""
    return write_sound(sound).removeprefix("> SOUND: ")


def role_differences(role: Role, there: Role) -> Iterator[tuple[str, Role]]:
    """What the title page says otherwise of somebody: gender, voice, language."""
    if role.gender is not there.gender:
        role = replace(role, gender=there.gender)
        yield phrase("{role} is {gender}.", role=role.name, gender=role.gender), role
    if role.voice != there.voice:
        role = replace(role, voice=there.voice)
        voice = role.voice or phrase("the voice that the cast gives")
        yield phrase("{role} speaks with {voice}.", role=role.name, voice=voice), role
    if role.language != there.language:
        role = replace(role, language=there.language)
        language = role.language or phrase("the script's language")
        yield phrase("{role} speaks in {language}.", role=role.name, language=language), role


def awaited_differences(script: Script, there: Script) -> Iterator[tuple[str, tuple[Role, ...]]]:
    """Whom the title pages list otherwise of those who say nothing yet, and all of these since."""
    awaited, wanted = ({role.name: role for role in each.awaited} for each in (script, there))

    def now() -> tuple[Role, ...]:
        """In the other's order."""
        return tuple(awaited[name] for name in dict.fromkeys((*wanted, *awaited)) if name in awaited)

    for name in [*awaited]:
        if name not in {*wanted, *(role.name for role in there.roles)}:
            del awaited[name]
            yield phrase("{role} is listed in the cast no more.", role=name), now()
    for name, role in wanted.items():
        for what, changed in role_differences(awaited[name], role) if name in awaited else ():
            awaited[name] = changed
            yield what, now()
        if name not in awaited:
            awaited[name] = role
            yield phrase("{role} is listed in the cast, and says nothing yet.", role=name), now()


def page_differences(script: Script, there: Script) -> Iterator[tuple[str, Script]]:
    """What the title pages say otherwise of the episode: title, language, how words are said, and all other fields."""
    wanted = dict(there.metadata)
    if script.title != there.title:
        script = _with_field(_with_title(script, there), there, "Title")
        yield phrase("The title is “{title}”.", title=there.title), script
    if script.metadata.get(LANGUAGE) != wanted.get(LANGUAGE):
        script = replace(_with_field(script, there, LANGUAGE), language=there.language)
        what = phrase("The script's language is {language}.", language=wanted.get(LANGUAGE, ""))
        yield what if wanted.get(LANGUAGE) else phrase("The script's language is the show's."), script
    for word, said in _changed_said(script.metadata.get(SAID, ""), wanted.get(SAID, "")):
        what = phrase("{word} is said as everywhere else.", word=word)
        if said:
            what = phrase("{word} is said {said}.", word=word, said=said)
        lines = _said(script.metadata.get(SAID, ""))
        lines = {**lines, word: said} if said else {each: lines[each] for each in lines if each != word}
        same = lines == _said(wanted.get(SAID, ""))
        text = wanted.get(SAID, "") if same else "\n".join(f"{each} = {how}" for each, how in lines.items())
        script = _with_field(script, there, SAID, text)
        yield what, script
    for key in dict.fromkeys((*script.metadata, *wanted)):
        if key not in {"Title", LANGUAGE, SAID} and script.metadata.get(key) != wanted.get(key):
            script = _with_field(script, there, key)
            what = phrase("Changed “{key}” on the title page.", key=key)
            yield "Changed the comments on the title page." if key == COMMENTS else what, script


def _with_title(script: Script, there: Script) -> Script:
    """The script with the other's title, and so its first heading where it says the title in both."""
    first, *others = script.sections
    if (first.title, there.sections[0].title) == (script.title, there.title):
        first = replace(first, title=there.title)
    return replace(script, title=there.title, sections=(first, *others))


def _with_field(script: Script, there: Script, key: str, text: str | None = None) -> Script:
    """The script with a field as the other has it, in the other's order."""
    wanted = there.metadata
    value = wanted.get(key) if text is None else text
    fields = {each: script.metadata[each] for each in script.metadata if each != key}
    fields |= {key: value} if value else {}
    order = [*(each for each in wanted if each in fields), *(each for each in fields if each not in wanted)]
    return replace(script, metadata={each: fields[each] for each in order})


def _said(text: str) -> dict[str, str]:
    lines = [line.partition("=") for line in text.split("\n") if line.strip()]
    return {word.strip(): said.strip() for word, _, said in lines}


def _changed_said(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Words that are said otherwise, and how; empty: as everywhere else."""
    old, new = _said(before), _said(after)
    yield from ((word, new.get(word, "")) for word in dict.fromkeys((*old, *new)) if old.get(word) != new.get(word))


def layout_difference(script: Script, there: Script) -> str:
    """What is said of two scripts that differ in their layout alone; empty: they differ in more than that."""
    if _bare(script) != _bare(there):
        return ""
    if [line.ending for line in script.lines] != [line.ending for line in there.lines]:
        return phrase("The layout was changed, and with it pauses behind lines.")
    return phrase("The layout was changed.")


def _bare(script: Script) -> object:
    """What a script says, however it is laid out."""

    def bare(section: Section) -> Section:
        ended = (replace(item, ending=Ending.PARAGRAPH) if isinstance(item, Line) else item for item in section.items)
        return replace(section, items=tuple(replace(item, place=0) for item in ended))

    roles: Mapping[str, Role] = {role.name: role for role in (*script.roles, *script.awaited)}
    return script.title, dict(script.metadata), roles, tuple(map(bare, script.sections)), script.language
