"""The note at a quote: who says it, why, and how sure that is; and what names it in the show's corrections.

``[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]``. An editor may change the name above the words; the
note keeps what the program had decided, so that the change is seen and remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.script.passages import RolePassage

UNCERTAIN = "uncertain"
DECIDED = "decided"
"""How sure a speaker is whom an editor has named, or confirmed."""
CORRECTED = "corrected"
"""How sure a speaker is whom an editor has named in an earlier script of the article."""
BASE, CUT, THEIRS = "was:", "cut:", "collides:"
"""How the notes begin that tell of a collision (``project.merge``): what stood at a line, or was cut before it, and
what the article's new script has there."""
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


def decide(note: str) -> str:
    """A quote's note from the moment at which an editor has decided who says it: no doubt is left in it."""
    parts = read_note(note)
    kept = {key: value for key, value in parts.items() if key not in {"why", "or", "likely"}}
    return _written(kept | {"sure": DECIDED}) if parts else note


def with_speaker(note: str, name: str) -> str:
    """A quote's note that says of somebody else that they are its speaker."""
    parts = read_note(note)
    return _written(parts | {"speaker": _bare(name)}) if parts else note


def _written(parts: dict[str, str]) -> str:
    return "; ".join(f"{key}: {value}" for key, value in parts.items())


def _bare(text: str) -> str:
    return text.replace(";", ",").replace("[[", "[").replace("]]", "]").strip(" ,")


def read_note(note: str) -> dict[str, str]:
    """The parts of a quote's note; empty when it is some other note."""
    parts = dict(part.split(": ", 1) for part in note.split("; ") if ": " in part)
    return parts if "speaker" in parts and KEY.fullmatch(parts.get("quote", "")) else {}
