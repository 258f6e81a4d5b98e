"""Read a script: Fountain (fountain.io/syntax), as people write it -> Script.

The parser is our own because screenplain's, which prints our scripts, keeps neither notes, cues, blank lines nor
places, and a mistake has to be named with its line and column. What it takes for a name, a chapter, a cue or words,
screenplain takes for the same.

How a line ends follows from the layout: two blank lines behind it end a paragraph, and so do a cue, and one blank line
between two lines of the narrator; otherwise one blank line ends a sentence, or nothing when no sentence ends there.
``> PAUSE: heading`` (or sentence, paragraph, section, phrase) says it outright.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from podcaster.characters import composed
from podcaster.errors import ScriptError
from podcaster.languages import tag_of
from podcaster.model import COMMENTS, NARRATOR, UNATTRIBUTED, Ending, Line, Pause, Script, Section, Sound
from podcaster.patterns import on_demand
from podcaster.script.blocks import FILLER, Comment, SourceBlock, SourceLine, split_blocks, take_notes
from podcaster.script.cues import OWN_DELIVERY, Delivery, read_direction, read_pause, read_sound
from podcaster.script.endings import natural_ending
from podcaster.script.markup import SCENE, is_transition, one_line, strip_emphasis, unescape
from podcaster.script.titlepage import (
    LANGUAGE,
    awaited_still,
    check_cast,
    check_names,
    list_roles,
    nearest,
    read_title_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from podcaster.model import Role

T = TypeVar("T")

LONGEST_SCRIPT = 20_000_000
"""Characters; more than a hundred hours of speech."""

CUE = on_demand(r">\s*+(?P<key>[^:<]*+):\s*+(?P<rest>[^<]*+)$")
CUE_KEYS = ("SOUND", "PAUSE")
PARENTHESES = on_demand(r"\(.*\)$")
EXTENSION = on_demand(r"(?<!\s)\s*+\((?:V\.?O\.?|O\.?S\.?|O\.?C\.?|CONT['’]?D|PRE-?LAP)\.?\)$", re.IGNORECASE)
"""Remarks that screenwriting programs put behind a name."""

UNHEARD = (
    (on_demand(r"\.[^.\s]"), "a scene heading is not heard; expected # Heading for a chapter"),
    (SCENE, "a scene heading is not heard; expected # Heading for a chapter"),
    (on_demand(r"~"), "lyrics are not sung; expected the words without ~"),
    (on_demand(r"@$"), "a name is missing; expected @ and the name of who speaks"),
)
"""Elements of Fountain that mean nothing to a listener, as their first line shows them."""

NEED_BLANK = (
    (on_demand(r"@\w"), "a name"),
    (on_demand(r">\s*\w+:"), "a cue"),
    (on_demand(r"#+\s"), "a chapter"),
)
"""What begins something of its own and is taken for words when no blank line stands before it."""


@dataclass
class _Chapter:
    """A section while it is being read."""

    title: str
    items: list[Line | Sound | Pause] = field(default_factory=list)
    synopsis: str = ""
    last: int = -1
    """Which item is its latest line; -1 before there is one."""

    @property
    def line(self) -> Line | None:
        """Its latest line."""
        item = self.items[self.last] if self.last >= 0 else None
        return item if isinstance(item, Line) else None

    def change(self, **values: Any) -> None:
        """Change its latest line."""
        assert self.line is not None
        self.items[self.last] = replace(self.line, **values)


def read_script(
    text: str,
    name: str,
    *,
    sounds: Collection[str] | None = None,
    people: Collection[str] | None = (),
    language: str = "",
    before: bool = False,
) -> Script:
    """Read a script.

    Args:
        text: The Fountain file.
        name: What error sentences call it; its stem is the title of a script that has none.
        sounds: The names of all sounds there are, with and without extension. None: not checked.
        people: Names that are right though the title page does not list them, such as those of the registry. None: all
            are.
        language: Of a script whose title page names none: the show's.
        before: It was accepted before: what it calls its language may be none, which is the show's then.

    Raises:
        ScriptError: There is a mistake in it; the sentence begins with ``name:line:column`` and says what was expected.
    """
    script = _Reader(name, sounds, people, before=before).read(composed(text))
    return replace(script, language=tag_of(script.metadata.get(LANGUAGE, "")) or language)


def read_page(text: str, name: str) -> Script:
    """Read a script's title page alone: what it is of, and nothing of what is said.

    Args:
        text: The Fountain file.
        name: What error sentences call it.

    Raises:
        ScriptError: There is a mistake in it.
    """
    reader = _Reader(name, None, None, before=True)
    metadata = reader.read_page(next((block for _, block in split_blocks(composed(text), reader.fail, [])), [])) or {}
    return Script(one_line(metadata.get("Title", "")) or reader.title, metadata, (), ())


class _Reader:
    """One reading of one file."""

    def __init__(
        self, name: str, sounds: Collection[str] | None, people: Collection[str] | None, *, before: bool
    ) -> None:
        self.name = name
        self.sounds = sounds
        self.people = people
        self.before = before
        self.cast: dict[str, Role] = {}
        self.title = re.split(r"[/\\]", name)[-1].split(".", 1)[0] or "Script"
        self.chapters: list[_Chapter] = []
        self.notes: list[str] = []
        self.comments = deque[Comment]()
        """Those that stand before no line yet."""
        self.blanks = 0
        self.cue = False
        """A sound or a pause stands behind the latest line."""
        self.named: Ending | None = None
        self.names: dict[str, str] = {}
        """Names that were written so far, by their letters without capitals."""

    def fail(self, number: int, column: int, what: str) -> NoReturn:
        """Name a mistake and its place."""
        end = "" if what.endswith((".", "?")) else "."
        raise ScriptError(f"{self.name}:{number}:{column}: {what}{end}")

    def at(self, source: SourceLine, column: int, read: Callable[[], T]) -> T:
        """Do what raises ``ValueError`` for a mistake, and name its place."""
        try:
            return read()
        except ValueError as error:
            self.fail(source.number, column, str(error))

    def read(self, text: str) -> Script:
        """Read the file."""
        if len(text) > LONGEST_SCRIPT:
            raise ScriptError(f"{self.name} is too long for a script.", f"The limit is {LONGEST_SCRIPT:,} characters.")
        comments: list[Comment] = []
        blocks = list(split_blocks(text, self.fail, comments))
        self.comments.extend(comments)
        page = self.read_page(blocks[0][1] if blocks else [])
        metadata = page or {}
        if page is not None:
            if told := self.comments_on_page(blocks[0][1]):
                metadata = metadata | {COMMENTS: told}
            del blocks[0]
            for _, block in takewhile(lambda each: not each[1][0].words.startswith("#"), blocks):
                check_cast(block, self.fail)
        for known in (*self.cast, *(self.people or ())):
            self.names.setdefault(known.casefold(), known)
        self.title = one_line(metadata.get("Title", "")) or self.title
        for blanks, block in blocks:
            self.blanks = max(self.blanks, blanks)
            self.read_block(block)
        self.notes += [each.text for each in self.comments]
        self.end_section()
        spoken = [item for chapter in self.chapters for item in chapter.items if isinstance(item, Line)]
        if not spoken:
            self.fail(1, 1, "nothing is spoken in this script; expected at least one line of words")
        if self.people is not None:
            check_names(spoken, self.cast, self.people, self.fail)
        sections = tuple(Section(item.title, tuple(item.items), item.synopsis) for item in self.chapters)
        titled = {"Title": self.title} | metadata | {"Title": self.title}
        roles = list_roles(sections, self.cast)
        return Script(self.title, titled, roles, sections, awaited=awaited_still(self.cast.values(), roles))

    def read_page(self, block: SourceBlock) -> dict[str, str] | None:
        """Read the title page: key -> text without the cast, which is kept; None when the lines are none."""
        lines = [(source.number, source.text.replace(FILLER, "")) for source in block]
        page = read_title_page(lines, self.fail, before=self.before)
        if page is None:
            return None
        metadata, self.cast = page
        return metadata

    def comments_on_page(self, block: SourceBlock) -> str:
        """Take the comments before, in and right below the title page."""
        end, taken = block[-1].number, list[str]()
        while self.comments and self.comments[0].first <= end + 1:
            comment = self.comments.popleft()
            end = max(end, comment.last)
            taken.append(comment.text)
        return "\n".join(taken)

    def read_block(self, block: SourceBlock) -> None:
        """Read lines that stand together: headings, synopses and cues, and then at most one speech."""
        end = block[-1].number
        block, notes = take_notes(block, self.fail)
        readers = {"#": self.read_heading, "=": self.read_synopsis, ">": self.read_cue}
        while block and (read := readers.get(block[0].words[0])):
            read(block.pop(0))
        self.notes += notes
        if block:
            before = list[str]()
            while self.comments and self.comments[0].first <= end:
                before.append(self.comments.popleft().text)
            self.notes = [*before, *self.notes]
            self.read_words(block)

    def read_heading(self, source: SourceLine) -> None:
        """Begin a chapter."""
        title = one_line(strip_emphasis(source.words.lstrip("#")))
        if not title:
            self.fail(source.number, source.column, "this chapter has no title; expected # and its title")
        self.end_section()
        self.chapters.append(_Chapter(title))

    def read_synopsis(self, source: SourceLine) -> None:
        """Read a chapter's note; ``===``, a page break, says nothing to a listener."""
        if not source.words.strip("= "):
            return
        if not self.chapters:
            self.fail(source.number, source.column, "a synopsis stands under the # Heading of its chapter")
        chapter = self.chapters[-1]
        chapter.synopsis = f"{chapter.synopsis} {one_line(strip_emphasis(source.words[1:]))}".strip()

    def read_cue(self, source: SourceLine) -> None:
        """Read a sound or a pause."""
        match = CUE.match(source.words)
        if match is None:
            self.fail(
                source.number, source.column, "expected > SOUND: NAME or > PAUSE: SECONDS; words to be read need no >"
            )
        column, rest = source.column + match.start("rest"), unescape(match["rest"])
        key = match["key"].rstrip()
        if key.upper() == "SOUND":
            self.add(replace(self.at(source, column, lambda: read_sound(rest, self.sounds)), place=source.number))
        elif key.upper() == "PAUSE":
            pause = self.at(source, column, lambda: read_pause(rest))
            if isinstance(pause, Pause):
                self.add(replace(pause, place=source.number))
                return
            if self.cue or not self.chapters or self.chapters[-1].line is None:
                self.fail(source.number, column, "a named pause follows a line; expected seconds here, such as 1.5")
            self.named = pause
        else:
            meant = nearest(key.upper(), CUE_KEYS)
            hint = f"did you mean {meant}?" if meant else f"expected {' or '.join(CUE_KEYS)}"
            self.fail(source.number, source.column + match.start("key"), f"{key!r} is no cue; {hint}")

    def read_words(self, block: SourceBlock) -> None:
        """Read what somebody says."""
        first = block[0].words
        for source in block[1:]:
            for mark, what in NEED_BLANK:
                if mark.match(source.words):
                    plain = f"\\{source.words[0]} for words that begin so"
                    self.fail(source.number, source.column, f"expected an empty line before {what}, or {plain}")
        if first.startswith("@") and len(first) > 1:
            self.read_speech(block, first[1:])
        elif len(block) > 1 and EXTENSION.sub("", first).isupper() and first[0] not in "!.~":
            self.read_speech(block, self.known_name(EXTENSION.sub("", first)))
        else:
            self.read_action(block)

    def read_action(self, block: SourceBlock) -> None:
        """Read a line of the narrator."""
        first = block[0].words
        unheard = next((why for pattern, why in UNHEARD if pattern.match(first)), "")
        if len(block) == 1 and is_transition(first):
            unheard = "a transition is not heard; expected > SOUND: NAME or > PAUSE: SECONDS"
        if unheard and first[0] != "!":
            self.fail(block[0].number, block[0].column, f"{unheard}, or ! before words that are to be read")
        if len(block) == 1 and PARENTHESES.match(first) and _is_direction(first[1:-1]):
            self.fail(block[0].number, block[0].column, "a direction stands under a name; expected @Narrator above it")
        words = [source.words for source in block]
        words[0] = first.removeprefix("!")
        self.say(block[0], NARRATOR, words)

    def known_name(self, capitals: str) -> str:
        """The name, as it is written elsewhere, of somebody written in capitals."""
        return self.names.get(capitals.casefold(), capitals)

    def read_speech(self, block: SourceBlock, name: str) -> None:
        """Read a name, and under it words and directions."""
        role = one_line(strip_emphasis(EXTENSION.sub("", name)))
        role = next((own for own in (NARRATOR, UNATTRIBUTED) if own.casefold() == role.casefold()), role)
        if role.endswith("^"):
            self.fail(block[0].number, block[0].column, "two people cannot speak at once; expected the name without ^")
        delivery, spoken, part = OWN_DELIVERY, 0, SourceBlock()
        for source in block[1:]:
            if not PARENTHESES.match(source.words):
                part.append(source)
                continue
            wish = self.at(source, source.column + 1, lambda: read_direction(source.words[1:-1], delivery))  # noqa: B023
            seconds = wish if isinstance(wish, float) else None
            if part:
                self.say(part[0], role, [line.words for line in part], delivery, seconds)
                part, spoken = [], spoken + 1
            elif seconds is not None:
                self.add(Pause(seconds, source.number))
            delivery = delivery if isinstance(wish, float) else wish
        if part:
            self.say(part[0], role, [line.words for line in part], delivery)
        elif not spoken:
            self.fail(
                block[0].number, block[0].column, f"nothing stands under {role}; expected the words on the next line"
            )

    def say(
        self,
        source: SourceLine,
        role: str,
        words: Sequence[str],
        delivery: Delivery = OWN_DELIVERY,
        pause: float | None = None,
    ) -> None:
        """Add a line, and decide how the one before it ends."""
        raw = one_line(" ".join(words))
        text = one_line(strip_emphasis(raw))
        if not any(sign.isalnum() for sign in text):
            self.fail(source.number, source.column, "nothing here can be spoken; expected words")
        line = Line(
            role,
            text,
            pause=pause,
            rate=delivery.rate,
            gain=delivery.gain,
            notes=tuple(self.notes),
            place=source.number,
            markup=raw if text != one_line(unescape(raw)) else "",
        )
        self.notes.clear()
        if self.chapters and (last := self.chapters[-1].line):
            self.chapters[-1].change(ending=self.named or natural_ending(last, line, blanks=self.blanks, cue=self.cue))
        self.add(line)

    def add(self, item: Line | Sound | Pause) -> None:
        """Add something to the chapter, which is the script's own before the first heading."""
        if not self.chapters:
            self.chapters.append(_Chapter(self.title))
        self.chapters[-1].items.append(item)
        self.cue = not isinstance(item, Line)
        if isinstance(item, Line):
            self.names.setdefault(item.role.casefold(), item.role)
            self.chapters[-1].last = len(self.chapters[-1].items) - 1
            self.named, self.blanks = None, 0

    def end_section(self) -> None:
        """Decide how a chapter's last line ends; it gets the notes that stand behind it."""
        if self.chapters and (last := self.chapters[-1].line):
            self.chapters[-1].change(ending=self.named or Ending.SECTION, notes=(*last.notes, *self.notes))
            self.notes.clear()
        self.named, self.blanks, self.cue = None, 0, False


def _is_direction(text: str) -> bool:
    try:
        read_direction(text, OWN_DELIVERY)
    except ValueError:
        return False
    return True
