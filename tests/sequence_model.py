"""What a script must be after an operation, worked out a second time, apart from the program."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from podcaster.model import Ending, Gender, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from podcaster.model import Script

RUN = re.compile(r"(?<![\\\w*_])(\*{1,3}|_)(?=\S)(.+?)(?<=[^\s\\])\1(?![\w*_])")
"""Emphasised words, as the tests write them."""

SYNTHETIC = "voice in this episode is synthetic, and none of them is the voice of a person quoted."
DISCLOSURES = (f"Every {SYNTHETIC}", f"Apart from recordings, every {SYNTHETIC}")
"""What the template says at the end: where all voices are synthetic, and where recordings speak, too."""


class Person(NamedTuple):
    """What the title page says of somebody."""

    gender: str = str(Gender.UNKNOWN)
    voice: str = ""
    language: str = ""


class Chapter(NamedTuple):
    """Where a section begins."""

    title: str
    synopsis: str


class Cue(NamedTuple):
    """A sound, or a pause that is no line's."""

    what: str


@dataclass(frozen=True)
class Row:
    """A line, with all that an operation may change of it."""

    role: str
    text: str
    stress: tuple[str, ...]
    """A mark for each word, empty for a plain one."""
    pause: float | None = None
    rate: float = 1.0
    gain: float = 0.0
    notes: tuple[str, ...] = ()
    ending: str = field(default=str(Ending.PARAGRAPH), compare=False)
    """How it ends; what stands around it may change that."""

    @property
    def quoted(self) -> bool:
        """It has somebody's words, as the article quotes them."""
        return any(quote_of(note) for note in self.notes)

    @property
    def recording(self) -> str:
        """What speaks it in a voice's place; empty: nothing."""
        return next((note for note in self.notes if note.startswith("recording:")), "")

    @property
    def decided(self) -> bool:
        """An editor has said who says it."""
        return any(quote_of(note) and "sure: decided" in note for note in self.notes)


def plain(text: str) -> tuple[str, ...]:
    """The stress of words that have none."""
    return ("",) * len(text.split())


def quote_of(note: str) -> str:
    """The key of the quote that a note is of."""
    found = re.search(r"(?:^|; )quote: ([0-9a-f]{8}(?:-\d+)?)(?:;|$)", note)
    return found[1] if found and note.startswith("speaker: ") else ""


def decided(note: str) -> str:
    """A quote's note once an editor has said who says it."""
    if not quote_of(note):
        return note
    parts = dict(part.split(": ", 1) for part in note.split("; ") if ": " in part)
    kept = {key: value for key, value in parts.items() if key not in {"why", "or", "likely"}} | {"sure": "decided"}
    return "; ".join(f"{key}: {value}" for key, value in kept.items())


def is_comment(note: str) -> bool:
    """Whether a note is a comment, which stands before its line."""
    return note.startswith("/*")


def is_collision(note: str) -> bool:
    """Whether a note tells of something that the article and people have both changed."""
    found = re.match(r"(was|cut|collides)(?: (before|above|below))?(?: \(.+?\))?:", note)
    return bool(found) or note == "collides as above"


@dataclass(frozen=True)
class View:
    """A script, as far as people can change it."""

    title: str
    fields: dict[str, str]
    people: dict[str, Person]
    items: tuple[Row | Cue | Chapter, ...]
    awaited: dict[str, Person] = field(default_factory=dict)
    """Who is on the title page, and says nothing yet."""

    @property
    def rows(self) -> list[Row]:
        """Its lines."""
        return [item for item in self.items if isinstance(item, Row)]

    @property
    def heard(self) -> tuple[object, ...]:
        """What a signature is good for."""
        items = (
            (item.ending, replace(item, stress=(), notes=(item.recording,)))
            if isinstance(item, Row)
            else item.title
            if isinstance(item, Chapter)
            else item
            for item in self.items
        )
        return (*items, *((name, person.gender, person.voice) for name, person in self.people.items()))

    def words(self) -> Counter[str]:
        """All words of its lines."""
        return words_of(row.text for row in self.rows)

    def comments(self) -> Counter[str]:
        """What its comments say, and how often."""
        return Counter(note for row in self.rows for note in row.notes if is_comment(note))

    def noted(self) -> Counter[str]:
        """The words that its notes tell of what collides."""
        return words_of(note for row in self.rows for note in row.notes if is_collision(note))


def words_of(texts: Iterable[str]) -> Counter[str]:
    """Words, and how often each is there."""
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text))


def view_of(script: Script) -> View:
    """A script as it is now."""
    items: list[Row | Cue | Chapter] = []
    for section in script.sections:
        items.append(Chapter(section.title, section.synopsis))
        for item in section.items:
            items.append(row_of(item) if isinstance(item, Line) else Cue(str(replace(item, place=0))))
    people, awaited = (
        {role.name: Person(str(role.gender), role.voice, role.language) for role in roles}
        for roles in (script.roles, script.awaited)
    )
    return View(script.title, dict(script.metadata), people, tuple(items), awaited)


def row_of(line: Line) -> Row:
    """A line as it is now."""
    return Row(line.role, line.text, stress_of(line), line.pause, line.rate, line.gain, line.notes, str(line.ending))


def stress_of(line: Line) -> tuple[str, ...]:
    """How each word of a line is marked."""
    if not line.markup:
        return plain(line.text)
    runs = [(match.start(2), match.end(2), match[1]) for match in RUN.finditer(line.markup)]
    words = [match.span() for match in re.finditer(r"\S+", line.markup)]
    return tuple(
        next((mark for begin, end, mark in runs if begin < behind and first < end), "") for first, behind in words
    )


class Draft:
    """A view that is being changed.

    Args:
        view: As it was.
    """

    def __init__(self, view: View) -> None:
        self.title, self.fields, self.people = view.title, dict(view.fields), dict(view.people)
        self.awaited = view.awaited
        self.items = list(view.items)

    @property
    def view(self) -> View:
        """As it is now: whose last line is gone is not on the title page."""
        rows = [item for item in self.items if isinstance(item, Row)]
        people = {name: self.people.get(name, Person()) for name in dict.fromkeys(row.role for row in rows)}
        awaited = {name: person for name, person in self.awaited.items() if name not in people}
        return View(self.title, self.fields, people, tuple(self.items), awaited)

    def listed(self, name: str, person: Person) -> Person:
        """Somebody who speaks now: as the title page has said before, and else as is said of them."""
        page = self.awaited.get(name, person)
        if page.gender not in {str(Gender.UNKNOWN), person.gender}:
            return page._replace(language=page.language or person.language)
        return Person(person.gender, page.voice or person.voice, page.language or person.language)

    def place(self, line: int) -> int:
        """Where a line stands among all items."""
        return [place for place, item in enumerate(self.items) if isinstance(item, Row)][line]

    def row(self, line: int) -> Row:
        """A line by its number."""
        row = self.items[self.place(line)]
        assert isinstance(row, Row)
        return row

    def put(self, line: int, *new: Row | Cue, instead: int = 1) -> None:
        """Put something in the place of lines that stand behind each other."""
        at = self.place(line)
        self.items[at : at + instead] = new

    def assign(self, lines: Sequence[int], name: str, gender: str = str(Gender.UNKNOWN)) -> None:
        self.people.setdefault(name, self.listed(name, Person(gender)))
        said = {(self.row(line).text, key) for line in lines for key in map(quote_of, self.row(line).notes) if key}
        again = [
            line
            for line, row in enumerate(self.view.rows)
            if any((row.text, key) in said for key in map(quote_of, row.notes))
        ]
        for line in {*lines, *again}:
            row = self.row(line)
            self.put(line, replace(row, role=name, notes=tuple(map(decided, row.notes))))

    def rename(self, role: str, name: str, voice: str) -> None:
        if name == role:
            return
        known = self.people.pop(role)
        self.people[name] = self.listed(name, known._replace(voice=known.voice or voice))
        for at, item in enumerate(self.items):
            if isinstance(item, Row) and item.role == role:
                doubtful = any(f"speaker: {role}; why: " in f"{note};" for note in item.notes)
                renamed = (re.sub(r"^speaker: [^;]*", f"speaker: {name}", note) for note in item.notes)
                self.items[at] = replace(item, role=name, notes=tuple(renamed) if doubtful else item.notes)

    def split(self, line: int, at: int) -> None:
        row = self.row(line)
        first, second = row.text[:at].strip(), row.text[at:].strip()
        behind = tuple(note for note in row.notes if not is_comment(note))
        if any(is_collision(note) for note in behind):
            behind = (*(note for note in behind if not is_collision(note)), "collides as above")
        self.put(
            line,
            replace(row, text=first, stress=row.stress[: len(first.split())], pause=None),
            replace(row, text=second, stress=row.stress[-len(second.split()) :], notes=behind),
        )

    def join(self, line: int) -> None:
        one, other = self.row(line), self.row(line + 1)
        notes = tuple(sorted(dict.fromkeys((*one.notes, *other.notes)), key=is_comment, reverse=True))
        whole = replace(one, text=f"{one.text} {other.text}", stress=one.stress + other.stress, notes=notes)
        self.put(line, replace(whole, pause=other.pause), instead=2)

    def move(self, line: int, to: int) -> None:
        if line != to:
            row, before = self.row(line), self.place(to)
            del self.items[self.place(line)]
            self.items.insert(before, row)  # from above, the place is one further down by now: behind the line

    def insert(self, line: int, role: str, text: str) -> None:
        row = Row(role, " ".join(text.split()), plain(text), notes=("added",))
        rows = len(self.view.rows)
        self.items.insert(self.place(line) if line < rows else self.place(rows - 1) + 1, row)

    def cut(self, line: int) -> None:
        del self.items[self.place(line)]

    def edit(self, line: int, text: str) -> None:
        row, words = self.row(line), " ".join(text.split())
        if words != row.text:
            notes = (*row.notes, "altered") if row.quoted and "altered" not in row.notes else row.notes
            self.put(line, replace(row, text=words, stress=plain(words), notes=notes))

    def note(self, line: int, key: str, note: str) -> None:
        row = self.row(line)
        notes = tuple(each for each in row.notes if not each.startswith(f"{key}:"))
        self.put(line, replace(row, notes=(*notes, note) if note else notes))

    def record(self, line: int, note: str) -> None:
        """Have a recording speak a line, or a voice again; the closing sentence says which it is."""
        self.note(line, "recording", note)
        recorded = any(row.recording for row in self.view.rows)
        old, new = DISCLOSURES if recorded else DISCLOSURES[::-1]
        for at, row in enumerate(self.view.rows):
            if row.text == old and not row.recording:
                self.put(at, replace(row, text=new, stress=plain(new)))

    def drop_cue(self, number: int) -> None:
        cues = [at for at, item in enumerate(self.items) if isinstance(item, Cue)]
        del self.items[cues[number]]

    def say(self, word: str, said: str) -> None:
        lines = [each for each in self.fields.pop("Said", "").split("\n") if each and each.split(" = ")[0] != word]
        lines += [f"{word} = {said}"] if said else []
        if lines:
            self.fields["Said"] = "\n".join(lines)

    def keep_mine(self, line: int) -> None:
        rows, end = self.view.rows, line + 1
        while end < len(rows) and "collides as above" in rows[end].notes and not _collides(rows[end]):
            end += 1
        for at in range(line, end):
            row = self.row(at)
            self.put(at, replace(row, notes=tuple(note for note in row.notes if not is_collision(note))))


def _collides(row: Row) -> bool:
    return any(note.startswith("collides") and note != "collides as above" for note in row.notes)


def changed(view: View, how: Callable[[Draft], None]) -> View:
    """A view with something done to it."""
    draft = Draft(view)
    how(draft)
    return draft.view
