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
from podcaster.project.laid import Laid
from podcaster.project.numbering import read_in_order
from podcaster.project.operations import changed_items
from podcaster.project.own_words import NOBODY, own_words
from podcaster.reading import read_show_script, scripts_of
from podcaster.script import find_template
from podcaster.script.corrections import OwnQuotes, made_with
from podcaster.script.notes import read_note
from podcaster.script.passages import split_blocks
from podcaster.sentences import SENTENCE_BREAK
from podcaster.settings import shipped
from podcaster.store import SCRIPT_FILE
from podcaster.wording import narrators_abroad

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from podcaster.model import ReadArticle, Script
    from podcaster.project.kept import Kept
    from podcaster.project.undone import QuoteName
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
    *,
    by_template: bool = False,
) -> list[Announced]:
    """Scripts in which the announcements are of those who speak there now.

    Args:
        before: A script of which the announcements are right, or as people want them.
        afters: What was made of it.
        kept: The articles, what was decided about them, and which template wrote of them.
        settings: The show's.
        read: The articles, as notes number them; none: those kept, as the title page of the first script lists them.
        by_template: The first script is just as the template has written it; where that would not write it so, as
            another template has, nothing follows. Lines that people have changed are not told then: they were.
    """
    found = [Announced(after) for after in afters]
    there = {(line.role, line.notes) for line in before.lines}
    same = all((line.role, line.notes) in there for after in afters for line in after.lines)
    if kept is None or same or not asks_who_speaks(kept, settings.files):
        return found
    changed = [_changed(before, after) for after in afters]
    if not any(changed):
        return found
    kept = replace(kept, read=tuple(read) or read_in_order(before, kept.read))
    try:
        template = find_template(settings.files, kept.template)
        pieced = [_Pieced(each, number, alone=len(kept.read) < 2) for number, each in enumerate(kept.read, 1)]
        first = _each_once(before)
        base = [each.decided(first, {}, {}) for each in pieced]
        told = [base]
        for after, who in zip(afters, changed, strict=True):
            renames, script = _renames(before, after, who), _each_once(after)
            told.append([each.decided(script, renames, was) for each, was in zip(pieced, base, strict=True)])
        own, *others = _written(kept.read, told, template, settings)
        wrote = own_words(kept.read, read_show_script(kept.latest, SCRIPT_FILE, settings, None).lines)
    except PodcasterError as error:
        return [_untold(each, who, kept.read, error.what) for each, who in zip(found, changed, strict=True)]
    if by_template and [line.text for line in own.lines] != [line.text for line in before.lines]:
        return found
    words = frozenset(text for each in pieced for text in each.narrated if text)
    old = Laid(own, words)
    return [
        Announced(put_between(old, Laid(new, words), Laid(each.script, words), who, wrote, tells=not by_template))
        if who
        else each
        for each, new, who in zip(found, others, changed, strict=True)
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
    said, now = _speakers(before), _speakers(after)
    return {name: (said[name], role) for name, role in now.items() if said.get(name, role) != role}


def _renames(before: Script, after: Script, changed: Mapping[QuoteName, tuple[str, str]]) -> dict[str, str]:
    """Who has another name: nobody is called the old one any more, and nobody was called the new one before."""
    old, now = ({role.name for role in script.roles} for script in (before, after))
    became = {name: {new for one, new in changed.values() if one == name} for name in old - now}
    return {name: next(iter(new)) for name, new in became.items() if len(new) == 1 and new.isdisjoint(old)}


class _Pieced:
    """An article in pieces, whoever says them.

    Args:
        read: It, as it was read.
        number: Which of the script's articles it is, from 1.
        alone: The script is of no other.
    """

    def __init__(self, read: ReadArticle, number: int, *, alone: bool) -> None:
        self.read, self.number = read, number
        self.pieces = [piece for _, each in split_blocks(read.article, read.quotes, {}) for piece in each]
        words = {piece.key: piece.text for piece in self.pieces if piece.key}
        self.own = OwnQuotes(lambda: words, alone=alone)

    @property
    def narrated(self) -> Iterator[str]:
        """The words that are nobody's, also without what only says who speaks, or whose turn it is."""
        for text in (piece.text for piece in self.pieces if piece.quote is None):
            first = SENTENCE_BREAK.search(text)
            yield from (text, text[first.end() if first else 0 :].strip(), text.partition(":")[2].strip())

    def decided(
        self, script: Script, renames: Mapping[str, str], before: Mapping[str, Correction]
    ) -> dict[str, Correction]:
        """Who says which quote in a script, as corrections of the article's own speakers.

        Args:
            script: It, with each quote once.
            renames: Who has another name, also at quotes that the script does not have.
            before: The same before.
        """
        said = {
            key: line.role
            for line in script.lines
            for article, key in _quotes_of(line)
            if article in {"", str(self.number)} and key in self.own.words and self.own.says(line, key)
        }
        genders = {role.name: role.gender for role in script.roles}
        found = made_with(script, self.number, self.read.corrections, self.own)
        for piece in filter(lambda each: each.key, self.pieces):
            role = found[piece.key].speaker if piece.key in found else piece.role
            if piece.key in said and said[piece.key] != role and said[piece.key] not in narrators_abroad():
                role = said[piece.key]
            elif piece.key not in found:
                called = renames.get(before[piece.key].speaker if piece.key in before else piece.role)
                role = called or role
            if role != (found[piece.key].speaker if piece.key in found else piece.role):
                found[piece.key] = Correction(role, genders.get(role, Gender.UNKNOWN), "")
        return found


def _each_once(script: Script) -> Script:
    """A script with each quote where it begins: words may have been put apart."""
    seen: set[QuoteName] = set()

    def once(_: int, line: Line) -> tuple[Line, ...]:
        names = set(_quotes_of(line))
        again = bool(names) and names <= seen
        seen.update(names)
        return () if again else (line,)

    return changed_items(script, once)


def _written(
    read: Sequence[ReadArticle], told: Sequence[list[dict[str, Correction]]], template: Path, settings: Settings
) -> list[Script]:
    """What a template writes of articles with what is decided about each; once where the same is."""
    different = [each for number, each in enumerate(told) if each not in told[:number]]
    decided = [
        [replace(one, corrections=corrections) for one, corrections in zip(read, each, strict=True)]
        for each in different
    ]
    texts = scripts_of(decided, settings, template)
    wrong = [text for text in texts if isinstance(text, ScriptError)]
    if wrong:
        raise wrong[0]
    scripts = [read_show_script(str(text), SCRIPT_FILE, settings, None) for text in texts]
    return [scripts[different.index(each)] for each in told]


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
