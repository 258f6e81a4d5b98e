"""The fonts of covers: two that are installed with the program, and the machine's own for letters that those lack."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FACES = {
    "serif": ("font_source_serif_pro", "SourceSerifPro-Semibold.otf"),
    "sans": ("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
}
"""Source Serif and Source Sans (SIL Open Font Licence; Latin, Greek, Cyrillic), and the packages that bring them.

The .otf files, because the .ttf ones have kerning that the plain layout engine applies too far: quotation marks touch.
"""

NAMES = {
    "CJK": "Noto Sans CJK",
    "HIRAGANA": "Noto Sans CJK",
    "KATAKANA": "Noto Sans CJK",
    "KATAKANA-HIRAGANA": "Noto Sans CJK",
    "HANGUL": "Noto Sans CJK",
    "FULLWIDTH": "Noto Sans CJK",
    "IDEOGRAPHIC": "Noto Sans CJK",
}
"""First word of a letter's Unicode name -> a free font that has it, where that is not Noto Sans and the same word."""

UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts without spaces between words: a line may end behind each letter."""

LEVEL = 40
"""Pixels at which a font is asked whether it has a letter."""
NOTHING = "\U0010fffe"
"""A letter that no font has: what is drawn for it is drawn for all that a font lacks."""


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size in pixels, with other fonts for what it lacks."""

    face: str
    """Which of ``FACES`` it is, where that has the letters."""
    size: int
    """In pixels."""

    def getlength(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return sum(load(path, self.size).getlength(part) for path, part in runs(text, self.face))

    def draw(
        self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, fill: tuple[int, int, int]
    ) -> None:
        """Draw a line of text from its left edge; what is read from the right is laid out from there."""
        left, top = place
        parts = list(runs(text, self.face))
        baseline = top + load(face_path(self.face), self.size).getmetrics()[0]
        for path, part in reversed(parts) if is_rightwards(text) else parts:
            font = load(path, self.size)
            if path == face_path(self.face):
                draw.text((left, top), part, font=font, fill=fill)
            else:
                draw.text((left, baseline), part, font=font, fill=fill, anchor="ls")
            left += font.getlength(part)


def is_rightwards(text: str) -> bool:
    """Whether a text is read from the right, by its first letter that has a direction."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in strong if each in ("L", "R", "AL")), "L") != "L"


def runs(text: str, face: str) -> Iterator[tuple[str, str]]:
    """A text in parts that one font draws; letters that no font has are left out."""
    found: list[tuple[str, str]] = []
    path: str | None = None
    for letter in text:
        if not joins(letter):
            path = font_for(letter, face, path)
        if path:
            found.append((path, letter))
    for each, letters in groupby(found, key=lambda item: item[0]):
        yield each, "".join(letter for _, letter in letters)


def joins(letter: str) -> bool:
    """Whether a letter is drawn with the one before it: accents, vowel signs, joiners."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")


def font_for(letter: str, face: str, before: str | None) -> str | None:
    """The font that draws a letter: signs and spaces as the letter before, letters in the face where it has them."""
    own = face_path(face)
    opening = unicodedata.category(letter) == "Pi"
    if before and not letter.isalpha() and not opening and (letter.isspace() or has(letter, before)):
        return before
    if letter.isspace() or has(letter, own):
        return own
    if before and has(letter, before):
        return before
    return next((path for path in machine_fonts() if has(letter, path)), None)


def drawable(text: str, face: str) -> str:
    """A text in composed letters, without those that no font has: an empty box says nothing to anybody."""
    return "".join(part for _, part in runs(unicodedata.normalize("NFC", text), face))


OWN_LETTERS = frozenset(map(chr, range(0x21, 0x100))) | frozenset("“”‘’‚„‹›–—…œŒ€")
"""Letters that the fonts of this program have: to ask a font takes loading the library that draws."""


def missing(text: str) -> dict[str, str]:
    """What no font has: name of a free font that has it -> the letters, each once."""
    found: dict[str, str] = {}
    for letter in dict.fromkeys(unicodedata.normalize("NFC", text)):
        if (
            letter in OWN_LETTERS
            or letter.isspace()
            or joins(letter)
            or not letter.isprintable()
            or font_for(letter, "serif", None)
        ):
            continue
        script = unicodedata.name(letter, "UNKNOWN").split(" ")[0]
        if unicodedata.category(letter) == "So":
            name = "Noto Emoji"
        else:
            name = NAMES.get(script, f"Noto Sans {script.title()}")
        found[name] = found.get(name, "") + letter
    return found


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script without spaces between words."""
    return unicodedata.name(letter, "").split(" ")[0] in UNSPACED


@lru_cache(maxsize=2)
def face_path(face: str) -> str:
    """The file of a face."""
    package, name = FACES[face]
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).parent / "files" / name)


@lru_cache(maxsize=256)
def load(path: str, size: int) -> FreeTypeFont:
    """A font at a size; the faces by the plain layout engine, because the other is not in every build of Pillow."""
    from PIL import ImageFont, features

    own = path in (face_path("serif"), face_path("sans"))
    engine = ImageFont.Layout.BASIC if own or not features.check("raqm") else ImageFont.Layout.RAQM
    return ImageFont.truetype(path, size, layout_engine=engine)


@lru_cache(maxsize=16384)
def has(letter: str, path: str) -> bool:
    """Whether a font has a letter, and not just the box that stands for all it lacks."""
    try:
        font = load(path, LEVEL)
        drawn = font.getmask(letter)
        return drawn.getbbox() is not None and bytes(drawn) != bytes(font.getmask(NOTHING))
    except (OSError, ValueError):  # a font of pictures alone, or a damaged one
        return False


def font_folders() -> list[Path]:
    """Where this system has its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*shared, home / ".local/share/fonts", home / ".fonts"]


@lru_cache(maxsize=1)
def machine_fonts() -> tuple[str, ...]:
    """The machine's fonts, those first that look best on a cover: upright, bold, without serifs, of many scripts."""

    def worth(path: Path) -> tuple[bool, bool, bool, str]:
        name = path.name.casefold()
        plain = not any(word in name for word in ("mono", "italic", "oblique", "condensed", "light", "thin"))
        return (not plain, "noto" not in name, "bold" not in name, name)

    files = {
        path
        for folder in font_folders()
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.casefold() in (".ttf", ".otf", ".ttc")
    }
    return tuple(str(path) for path in sorted(files, key=worth))
