"""What a script has, in order: headings, lines, sounds and pauses; and a script put together of them again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from podcaster.model import Line, Section
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.model import Pause, Script, Sound

WORD = on_demand(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a section begins."""

    title: str
    """The section's."""
    synopsis: str
    """Its note for the show notes."""


if TYPE_CHECKING:
    ScriptUnit = Line | Sound | Pause | Heading


def units_of(script: Script) -> Iterator[ScriptUnit]:
    """What a script has, in order, without its places in a file."""
    for section in script.sections:
        yield Heading(section.title, section.synopsis)
        for item in section.items:
            yield replace(item, place=0)


def sections_of(units: Iterable[ScriptUnit], first: str) -> tuple[Section, ...]:
    """The sections that units make, with those in which nothing stands.

    Args:
        units: In order.
        first: The title of what stands before the first heading.
    """
    headings, items = [Heading(first, "")], [list[Any]()]
    for unit in units:
        if isinstance(unit, Heading):
            headings.append(unit)
            items.append([])
        else:
            items[-1].append(unit)
    sections = [Section(each.title, tuple(inside), each.synopsis) for each, inside in zip(headings, items, strict=True)]
    return tuple(sections if items[0] else sections[1:])


def key_of(unit: ScriptUnit) -> tuple[object, ...]:
    """What makes two units the same though somebody has changed how they are said: words, a title, or all of a cue."""
    if isinstance(unit, Line):
        return ("line", unit.text)
    return ("heading", unit.title) if isinstance(unit, Heading) else ("cue", unit)


def words_of(text: str) -> list[str]:
    """The words of a text, whatever their case and whatever signs stand at them."""
    return WORD.findall(text.casefold())
