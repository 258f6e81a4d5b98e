"""Articles in several languages in one script: each is read by a narrator of its language, and quoted in its voices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.model import NARRATOR, UNATTRIBUTED, Line, Role
from podcaster.script.markup import unescape
from podcaster.wording import has_words, narrator_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Script, Section
    from podcaster.script.views import ArticleView, ShowView

SHORTEST = 12
"""Letters and figures of a line that is looked for inside an article; what is shorter has to be one of its pieces."""


def frame_language(views: Sequence[ArticleView], show: ShowView) -> str:
    """The language of greeting and links: of the articles, or where they are in several, the show's."""
    own = views[0].language
    if len({_primary(view.language) for view in views}) < 2 or not show.language or not has_words(show.language):
        return own
    return show.language


def in_their_languages(script: Script, views: Sequence[ArticleView], language: str) -> Script:
    """A script in which what is of an article in another language has a narrator, and roles, of that language.

    Args:
        script: What a template has written, with one narrator for all.
        views: Its articles.
        language: Of the greeting and the links.
    """
    strange = [view for view in views if _primary(view.language) != _primary(language)]
    if not strange:
        return script
    own = {role for view in views if view not in strange for role in _roles(view)}
    spoken = {role: view.language for view in reversed(strange) for role in _roles(view) if role not in own}
    articles = [_Known(view) for view in strange]
    sections = tuple(_told(section, articles) for section in script.sections)
    names = dict.fromkeys(line.role for section in sections for line in section.lines)
    roles = {role.name: role for role in script.roles}
    narrators = {narrator_in(view.language): view.language for view in strange}
    return replace(
        script,
        sections=sections,
        roles=tuple(
            replace(roles.get(name, Role(name)), language=narrators.get(name, spoken.get(name, ""))) for name in names
        ),
    )


def tongue_at(lines: Sequence[Line], place: int, cast: Mapping[str, Role]) -> str:
    """The language of what stands at a place among the lines of a section, by who reads and speaks there, or nearest.

    A narrator reads one language. Somebody who has the script's own may be quoted in articles of both: that tells
    nothing.

    Args:
        lines: The section's.
        place: One of them.
        cast: What is known of roles; whoever is not in it tells nothing.

    Returns:
        A tag; empty: the script's language.
    """
    near = sorted(range(len(lines)), key=lambda at: abs(at - place))
    names = (lines[at].role for at in near)
    tongues = ((name, cast[name].language if name in cast else "") for name in names)
    return next((language for name, language in tongues if language or name == NARRATOR), "")


def spoken_otherwise(script: Script) -> dict[str, tuple[str, tuple[int, ...]]]:
    """People with a voice of one language who are quoted in another one, too.

    Args:
        script: The script.

    Returns:
        Role -> the other language, and the lines that are in it, numbered from 0.
    """
    known, found = {each.name: each for each in script.roles}, dict[str, tuple[str, tuple[int, ...]]]()
    if not any(each.language for each in script.roles):
        return found
    start = 0
    for section in script.sections:
        lines = section.lines
        for at, line in enumerate(lines):
            own = known[line.role].language if line.role in known else ""
            if line.role in {NARRATOR, narrator_in(own)}:
                continue
            there = tongue_at(lines, at, known | {line.role: Role(line.role)})
            if _primary(own or script.language) != _primary(there or script.language):
                before = found.get(line.role, ("", ()))[1]
                found[line.role] = there or script.language, (*before, start + at)
        start += len(lines)
    return found


def role_there(script: Script, index: int, role: Role) -> Role:
    """A role at one of a script's lines: of the line's language, and the narrator of it, where that is another one.

    Args:
        script: The script.
        index: The line; where there is none, the role stays as it is.
        role: Who comes to speak there.
    """
    known, at = {each.name: each for each in script.roles}, index
    for section in script.sections:
        lines = section.lines
        if 0 <= at < len(lines) and (tongue := tongue_at(lines, at, known)):
            return replace(role, name=narrator_in(tongue) if role.name == NARRATOR else role.name, language=tongue)
        at -= len(lines)
    return role


class _Known:
    """An article in another language, by its letters."""

    def __init__(self, view: ArticleView) -> None:
        self.narrator = narrator_in(view.language)
        self.title = _letters(unescape(view.title))
        texts = [unescape(part.text) for section in view.sections for part in section.parts]
        self.whole = "\n".join(map(_letters, texts))
        self.pieces = {self.title, *(_letters(text) for text in _texts(view))}

    def has(self, text: str) -> bool:
        """Whether a line is the article's."""
        letters = _letters(text)
        return letters in self.pieces or (len(letters) >= SHORTEST and letters in self.whole)


def _told(section: Section, articles: Sequence[_Known]) -> Section:
    """A section, in which the narrator's and the undecided lines of these articles are their narrators'."""
    chapter = next((one for one in articles if _letters(section.title) == one.title), None)

    def told(line: Line) -> Line:
        if line.role not in {NARRATOR, UNATTRIBUTED}:
            return line
        known = chapter or next((one for one in articles if one.has(line.text)), None)
        return replace(line, role=known.narrator) if known else line

    return replace(section, items=tuple(told(item) if isinstance(item, Line) else item for item in section.items))


def _roles(view: ArticleView) -> set[str]:
    names = {unescape(piece.role) for passage in view.passages for piece in passage.pieces}
    turns = (part.turn for section in view.sections for part in section.parts if part.turn)
    names |= {unescape(piece.role) for turn in turns for piece in turn.pieces}
    return names - {NARRATOR, UNATTRIBUTED}


def _texts(view: ArticleView) -> Iterator[str]:
    for section in view.sections:
        for part in section.parts:
            yield from (unescape(piece.text) for piece in part.pieces)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].casefold() or "en"
