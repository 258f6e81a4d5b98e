"""Who is announced in a script: a template's own words name speakers, and follow when somebody else says a line.

"Peter Novak:" in front of words that Julia Stern says by now is a false name, spoken aloud. So with each change of
speakers the template is run twice, of the articles as they were read: with what was decided before, and with what is
decided since. Where it writes other words of its own, these come into the script (``podcaster.project.between``); what
is an article's stays, whatever the template would make of it. Templates that never ask who speaks are not run.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from podcaster.errors import PodcasterError, ScriptError
from podcaster.model import Correction, Gender, Line
from podcaster.ordinary import read_utf8
from podcaster.patterns import on_demand
from podcaster.phrases import phrase
from podcaster.project.between import put_between
from podcaster.project.kept import own_quotes
from podcaster.project.laid import Laid
from podcaster.project.numbering import read_in_order
from podcaster.project.own_words import NOBODY, own_words
from podcaster.reading import read_show_script, scripts_of
from podcaster.script import find_template
from podcaster.script.corrections import made_with
from podcaster.script.notes import read_note
from podcaster.script.passages import split_blocks
from podcaster.settings import shipped
from podcaster.store import SCRIPT_FILE
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from podcaster.model import ReadArticle, Script
    from podcaster.project.kept import Kept
    from podcaster.project.undone import QuoteName
    from podcaster.script.corrections import OwnQuotes
    from podcaster.settings import Settings, ShowFolder

ASKS = on_demand(r"\b(?:role|likely|speakers|gender|described|uncertain)\b")
"""What of a view tells who speaks, or whether anybody does; see ``script.views``."""
COMMENT, NAMED = on_demand(r"\{#[\s\S]*?#\}"), on_demand(r"[\"']([^\"']+\.fountain\.j2)[\"']")
"""What a template says for people, and what it extends, imports and includes."""


class Announced(NamedTuple):
    """A script in which the announcements are those of who speaks."""

    script: Script
    """It; the very same where nothing had to follow."""
    untold: str = ""
    """Why the template could not be asked though it announces somebody; empty: it was."""

    def told(self, what: str) -> str:
        """A sentence for the history, with why announcements could not be written anew."""
        if not self.untold:
            return what
        return phrase("{what} Who is announced stays as it was: {reason}", what=what, reason=self.untold)


def announced(
    before: Script,
    afters: Sequence[Script],
    kept: Kept | None,
    settings: Settings,
    read: Sequence[ReadArticle] = (),
) -> list[Announced]:
    """Scripts in which the announcements are of those who speak there now.

    Args:
        before: A script of which the announcements are right, or as people want them.
        afters: What was made of it.
        kept: The articles, what was decided about them, and which template wrote of them.
        settings: The show's.
        read: The articles, as notes number them; none: those kept, as the title page of the first script lists them.
    """
    found = [Announced(after) for after in afters]
    changed = [_changed(before, after) for after in afters]
    if kept is None or not any(changed) or not asks_who_speaks(kept, settings.files):
        return found
    kept = replace(kept, read=tuple(read) or read_in_order(before, kept.read))
    try:
        template = find_template(settings.files, kept.template)
        told = [_decided(script, kept, {}) for script in (before, *afters)]
        told[1:] = [
            _decided(after, kept, _renames(before, after, who), told[0]) if who else told[0]
            for after, who in zip(afters, changed, strict=True)
        ]
        own, *others = _written(told, template, settings)
        wrote = own_words(kept.read, read_show_script(kept.latest, SCRIPT_FILE, settings, None).lines)
    except PodcasterError as error:
        return [_untold(each, who, kept.read, error.what) for each, who in zip(found, changed, strict=True)]
    words = frozenset[str]().union(*map(_narrated, told))
    old = Laid(own, words)
    return [
        Announced(put_between(old, Laid(there, words), Laid(each.script, words), who, wrote)) if who else each
        for each, there, who in zip(found, others, changed, strict=True)
    ]


def _untold(
    each: Announced, changed: Mapping[QuoteName, tuple[str, str]], read: Sequence[ReadArticle], reason: str
) -> Announced:
    """Tell of a template that cannot be asked, where a line of its own names somebody who has said more before."""
    gone = {old for old, _ in changed.values()} - NOBODY
    own = own_words(read, each.script.lines).texts
    return each._replace(untold=reason) if any(name in text for text in own for name in gone) else each


def _quotes_of(line: Line) -> list[QuoteName]:
    return [(parts.get("article", ""), parts["quote"]) for parts in map(read_note, line.notes) if parts]


def _speakers(script: Script) -> dict[QuoteName, str]:
    """Who says each quote, where it begins."""
    said: dict[QuoteName, str] = {}
    for line in script.lines:
        for name in _quotes_of(line) if line.notes else ():
            said.setdefault(name, line.role)
    return said


def _changed(before: Script, after: Script) -> dict[QuoteName, tuple[str, str]]:
    """The quotes that somebody else says: who did before, and who does now."""
    there = {(line.role, line.notes) for line in before.lines}
    if all((line.role, line.notes) in there for line in after.lines):
        return {}
    said, now = _speakers(before), _speakers(after)
    return {name: (said[name], role) for name, role in now.items() if said.get(name, role) != role}


def _renames(before: Script, after: Script, changed: Mapping[QuoteName, tuple[str, str]]) -> dict[str, str]:
    """Who has another name: nobody is called the old one any more, and nobody was called the new one before."""
    old, now = ({role.name for role in script.roles} for script in (before, after))
    became = {name: {new for one, new in changed.values() if one == name} for name in old - now}
    return {name: next(iter(new)) for name, new in became.items() if len(new) == 1 and new.isdisjoint(old)}


def _decided(
    script: Script, kept: Kept, renames: Mapping[str, str], before: Sequence[ReadArticle] = ()
) -> tuple[ReadArticle, ...]:
    """The articles with what is decided in a script: of words that were put apart, about where they begin."""
    seen: set[QuoteName] = set()
    sections = []
    for section in script.sections:
        items = []
        for item in section.items:
            names = set(_quotes_of(item) if isinstance(item, Line) else ())
            items += [] if names and names <= seen else [item]
            seen |= names
        sections.append(replace(section, items=tuple(items)))
    first = replace(script, sections=tuple(sections))
    own = own_quotes(kept)
    read = [
        _as_said(replace(each, corrections=made_with(first, number, each.corrections, quotes)), first, number, quotes)
        for number, (each, quotes) in enumerate(zip(kept.read, own, strict=True), 1)
    ]
    if renames:
        genders = {role.name: role.gender for role in script.roles}
        read = [
            replace(each, corrections={**_called(old, renames, genders), **each.corrections})
            for each, old in zip(read, before, strict=True)
        ]
    return tuple(read)


def _as_said(read: ReadArticle, script: Script, number: int, own: OwnQuotes) -> ReadArticle:
    """An article of which every quote is said by whom a script has, also where it is open who says it."""
    said = {
        key: line.role
        for line in script.lines
        for article, key in _quotes_of(line)
        if article in {"", str(number)} and key in own.words and own.says(line, key)
    }
    genders = {role.name: role.gender for role in script.roles}
    pieces = (piece for _, each in split_blocks(read.article, read.quotes, read.corrections) for piece in each)
    other = {
        piece.key: Correction(said[piece.key], genders.get(said[piece.key], Gender.UNKNOWN), "")
        for piece in pieces
        if piece.key in said and said[piece.key] != piece.role and said[piece.key] not in narrators_abroad()
    }
    return replace(read, corrections={**read.corrections, **other})


def _called(read: ReadArticle, renames: Mapping[str, str], genders: Mapping[str, Gender]) -> dict[str, Correction]:
    """What people who have another name say in an article, also what the script has not."""
    pieces = (piece for _, each in split_blocks(read.article, read.quotes, read.corrections) for piece in each)
    new = ((piece.key, renames[piece.role]) for piece in pieces if piece.key and piece.role in renames)
    return {key: Correction(name, genders.get(name, Gender.UNKNOWN), "") for key, name in new}


def _written(told: Sequence[tuple[ReadArticle, ...]], template: Path, settings: Settings) -> list[Script]:
    """What a template writes of articles with what is decided; once where the same is."""
    different: list[tuple[ReadArticle, ...]] = []
    for each in told:
        if each not in different:
            different.append(each)
    texts = scripts_of(different, settings, template)
    wrong = [text for text in texts if isinstance(text, ScriptError)]
    if wrong:
        raise wrong[0]
    scripts = [read_show_script(str(text), SCRIPT_FILE, settings, None) for text in texts]
    return [scripts[different.index(each)] for each in told]


def _narrated(read: Sequence[ReadArticle]) -> frozenset[str]:
    """The words of articles that are nobody's, as the pieces of a template have them."""
    from podcaster.script.building import view_article
    from podcaster.script.markup import unescape

    found = set[str]()
    for each in read:
        view = view_article(each.article, each.quotes, each.corrections)
        for part in (part for section in view.sections for part in section.parts):
            pieces = (*part.pieces, *(part.turn.pieces if part.turn else ()))
            found |= {unescape(text) for piece in pieces if not piece.quote for text in (piece.text, piece.rest)}
    return frozenset(found)


def asks_who_speaks(kept: Kept | None, files: ShowFolder) -> bool:
    """Whether the template of a project, or one that it is made of, has a word for who speaks; one that is gone may."""
    if kept is None or not kept.read or not kept.template:
        return False
    try:
        template = find_template(files, kept.template)
    except PodcasterError:
        return True
    folders = (template.parent, files.scripts, shipped("scripts"))
    waiting, seen = [template], {template}
    while waiting:
        text = ""
        with suppress(OSError, UnicodeDecodeError):  # it is told where it is rendered
            text = COMMENT.sub("", read_utf8(waiting.pop()))
        if ASKS.search(text):
            return True
        new = {folder / name.rpartition("/")[2] for name in NAMED.findall(text) for folder in folders} - seen
        seen |= new
        waiting += [path for path in new if path.is_file()]
    return False
