"""The note at a quote: who says it, why, and how sure that is; and what names it in the show's corrections.

``[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]``. An editor may change the name above the words; the
note keeps what the program had decided, so that the change is seen and remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from podcaster.model import UNATTRIBUTED
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from podcaster.script.passages import RolePassage

UNCERTAIN = "uncertain"
DECIDED = "decided"
"""How sure a speaker is whom an editor has named, or confirmed."""
CORRECTED = "corrected"
"""How sure a speaker is whom an editor has named in an earlier script of the article."""
BASE, CUT, THEIRS = "was:", "cut:", "collides:"
"""How the notes begin that tell of a collision (``project.merge``): what stood at a line, or was cut beside it, and
what the article's new script has there. Of what is no line, with its name: ``collides (Title): The Bridge``."""
BEFORE, ABOVE, BELOW = "before", "above", "below"
"""Where it stood beside the line: ``cut before: Narrator: It ends.``; above: before the heading, in the chapter before.
Older versions wrote ``cut:`` for before, with ``collides:`` of the same."""
COPY = "in a copy"
"""Where the other side is from that collides, if it is not the article: ``collides in a copy: Narrator: It ends.``"""
GONE = "(taken out)"
"""What a note says of a side on which the lines are not."""
MORE = "collides as above"
"""The note at a line that belongs to the collision noted at the line before."""
ALTERED = "altered"
"""The note at quoted words that an editor has changed: they are no longer verbatim."""
PARTS = ("speaker", "likely", "why", "or", "verb", "sure", "quote", "article")
"""The parts of a quote's note, in the order in which they are written."""
COLLISION = on_demand(rf"(was|cut|collides)( {COPY})?(?: (before|above|below))?(?: \((.+?)\))?:(?= |$)(.*)")
KEY = on_demand(r"[0-9a-f]{8}(?:-\d+)?")


def write_note(piece: RolePassage, article: int = 0) -> str:
    """The note of a quote; empty for narration.

    Args:
        piece: The quote.
        article: Which of the script's articles it is from, from 1: two may have the same words; 0: it has one only.
    """
    quote = piece.quote
    if quote is None:
        return ""
    parts = {"speaker": UNCERTAIN if piece.uncertain else piece.role}
    if piece.uncertain:
        parts["likely"] = quote.speaker.name if quote.speaker else ""
    if quote.review and not piece.corrected:
        parts["why"] = quote.review
        parts["or"] = ", ".join(chance.speaker.name for chance in quote.rivals)
    parts |= {
        "verb": quote.verb,
        "sure": CORRECTED if piece.corrected else f"{quote.confidence:.2f}",
        "quote": piece.key,
        "article": str(article or ""),
    }
    return _written({key: _bare(value) for key, value in parts.items() if value})


class CollisionNote(NamedTuple):
    """A note of what collides."""

    side: str
    """``BASE``, ``CUT`` or ``THEIRS``."""
    part: str
    """What it is of: "Title", "Heading", "gender of Jane Doe"; empty for lines."""
    value: str
    """What that side has; a line as "Role: words"."""
    where: str = ""
    """``BEFORE``, ``ABOVE`` or ``BELOW`` where it is of what was cut there; empty where it is of the line itself."""
    copy: bool = False
    """Whether that side is a copy of the script that was edited elsewhere; else it is the article."""

    @property
    def of(self) -> tuple[str, bool]:
        """What is told of: a part of the line or script, or of what was cut beside it."""
        return self.part, bool(self.where)

    @property
    def shown(self) -> str:
        """As people read it."""
        return f"{self.part}: {self.value}" if self.part else self.value


def collision_note(side: str, part: str, value: str, where: str = "", *, copy: bool = False) -> str:
    """A note of what collides; see ``CollisionNote``."""
    clean = value.replace("[[", "[ [").replace("]]", "] ]").replace("\n", " / ")
    return f"{' '.join(filter(None, (side[:-1], COPY if copy else '', where, part and f'({part})')))}: {clean}"


def read_collision(note: str) -> CollisionNote | None:
    """What a note tells of a collision; None when it is some other note."""
    found = COLLISION.fullmatch(note)
    if not found:
        return None
    return CollisionNote(f"{found[1]}:", found[4] or "", found[5].strip(), found[3] or "", bool(found[2]))


def collides(notes: Iterable[str]) -> bool:
    """Whether notes tell of a collision."""
    return any(note and note.side == THEIRS for note in map(read_collision, notes))


def is_comment(note: str) -> bool:
    """Whether a note is what an editor has written as a comment: ``/* ... */``, with its marks and lines."""
    return len(note) > 3 and note.startswith("/*") and note.find("*/", 2) == len(note) - 2


def comments_in(notes: Iterable[str]) -> tuple[str, ...]:
    """Those of notes that are comments."""
    return tuple(filter(is_comment, notes))


def behind(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of the second of two lines that one was split into: it belongs to a collision of the first.

    Comments stand before the first.
    """
    notes = tuple(note for note in notes if not is_comment(note))
    if not collides(notes):
        return notes
    return (*(note for note in notes if not read_collision(note)), MORE)


def decide(note: str) -> str:
    """A quote's note from the moment at which an editor has decided who says it: no doubt is left in it."""
    parts = read_note(note)
    kept = {key: value for key, value in parts.items() if key not in {"why", "or", "likely"}}
    return _written(kept | {"sure": DECIDED}) if parts else note


def with_speaker(note: str, name: str) -> str:
    """A quote's note that says of somebody else that they are its speaker."""
    parts = read_note(note)
    return _written(parts | {"speaker": written_role(name)}) if parts else note


def of_article(note: str, numbers: Mapping[str, str]) -> str:
    """A quote's note, where the script's articles have other numbers: old number -> new."""
    parts = read_note(note)
    return _written(parts | {"article": numbers[parts["article"]]}) if parts.get("article") in numbers else note


def _written(parts: dict[str, str]) -> str:
    """A quote's note; its parts stand in one order, however it was put together: it is compared as text, too."""
    known = [key for key in PARTS if key in parts]
    return "; ".join(f"{key}: {parts[key]}" for key in (*known, *(key for key in parts if key not in known)))


def written_role(role: str) -> str:
    """How a note writes who says a quote."""
    return UNCERTAIN if role == UNATTRIBUTED else _bare(role)


def _bare(text: str) -> str:
    """A text without what would end a note or a part of it, or begin or end a comment."""
    text = text.replace(";", ",").replace("[[", "[").replace("]]", "]").replace("/*", "/ *").replace("*/", "* /")
    return text.strip(" ,")


def read_note(note: str) -> dict[str, str]:
    """The parts of a quote's note; empty when it is some other note."""
    parts = dict(part.split(": ", 1) for part in note.split("; ") if ": " in part and note[:2] != "/*")
    return parts if "speaker" in parts and KEY.fullmatch(parts.get("quote", "")) else {}


def merge_notes(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """A line's notes with the changes of both sides. A quote's note stays one: the parts of it are merged.

    Whose key is another one, because the words are, is the same quote's where it stands in the same place.
    """
    olds, news = ({parts["quote"]: parts for parts in map(read_note, notes) if parts} for notes in (base, theirs))
    new_keys = dict(
        zip([key for key in olds if key not in news], [key for key in news if key not in olds], strict=False)
    )
    found = []
    for note in mine:
        parts = read_note(note)
        old = olds.get(parts.get("quote", ""))
        new = news.get(new_keys.get(parts["quote"], parts["quote"])) if old else None
        if old and new:
            if parts.get("sure") == DECIDED and new.get("sure") == CORRECTED:  # the template has it from this editor
                new = new | {"speaker": old["speaker"], "sure": old.get("sure", "")}
            names = dict.fromkeys((*parts, *new))
            picked = {key: new.get(key) if parts.get(key) == old.get(key) else parts.get(key) for key in names}
            found.append(_written({key: value for key, value in picked.items() if value is not None}))
        elif note not in base or note in theirs:
            found.append(note)
    there = {read_note(note).get("quote") for note in found} - {None}
    same = {*base, *found}
    return (*found, *(note for note in theirs if note not in same and read_note(note).get("quote") not in there))
