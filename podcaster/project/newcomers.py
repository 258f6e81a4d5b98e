"""Whom people have put into a script: what they say is of the language of the article in which it stands.

The template says it of whom the article quotes. Of somebody else it is told by who reads and speaks around, also where
an article is found to be in another language once it has grown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, Line
from podcaster.script.titlepage import list_roles
from podcaster.script.tongues import tongue_at
from podcaster.wording import narrator_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Role, Script, Section


def in_its_language(
    sections: Sequence[Section], cast: Mapping[str, Role], base: Script, ours: Script, theirs: Script
) -> tuple[tuple[Section, ...], tuple[Role, ...]]:
    """What three scripts were merged to, with those whom people have put in as what stands around is now.

    Args:
        sections: What is said.
        cast: What is known of roles.
        base: What both have begun with.
        ours: What people have made of it.
        theirs: What the template writes now.

    Returns:
        What is said by whom, and everyone who speaks.
    """
    own = {role.name for role in ours.roles} - {role.name for script in (base, theirs) for role in script.roles}
    here = {role.name: role for role in ours.roles}
    follow = {role.name for role in list_roles(ours.sections, here, own) if here.get(role.name) == role} & own
    grown = {role.language for role in theirs.roles} - {role.language for role in ours.roles} - {""}
    sections = tuple(_narrated(section, cast, theirs, grown) if grown else section for section in sections)
    return sections, list_roles(sections, cast, follow)


def _narrated(section: Section, cast: Mapping[str, Role], theirs: Script, grown: set[str]) -> Section:
    """A section in which the narrator of a language that is new reads what people have given to the narrator there."""
    read = {line.text for line in theirs.lines if line.role == NARRATOR}
    added = [line.role == NARRATOR and line.text not in read for line in section.lines]
    lines = [
        replace(line, role=UNATTRIBUTED) if new else line for line, new in zip(section.lines, added, strict=True)
    ]  # who tells nothing of what is read around
    tongues = iter([tongue_at(lines, at, cast) if new else "" for at, new in enumerate(added)])
    return replace(
        section,
        items=tuple(
            replace(item, role=narrator_in(tongue))
            if isinstance(item, Line) and (tongue := next(tongues)) in grown
            else item
            for item in section.items
        ),
    )


def with_tongues(before: Script, after: Script) -> Script:
    """A script that was edited elsewhere, with the language of people of whom its title page says all but that."""
    there = {role.name for role in before.roles}
    new = {role.name for role in after.roles if not role.language} - there - {NARRATOR, UNATTRIBUTED}
    roles = list_roles(after.sections, {role.name: role for role in after.roles}, new) if new else after.roles
    return replace(after, roles=roles)
