"""Cover art: drawn from a title and a show's name, or taken from the user and checked.

A drawn cover is type on a plain ground with a row of bars below, like two voices taking turns. Colours come from the
show's name, so all covers of a show look alike; the bars come from the title, so no two are the same. The same words
give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from podcaster.errors import InputError, SettingsError
from podcaster.fonts import Type, drawable, is_rightwards, is_unspaced, joins, missing
from podcaster.ordinary import read_file
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image, ImageDraw

SIZE = 3000
"""Pixels a side of a drawn cover: the most that directories take, and what Apple asks for."""
MIN_SIZE, MAX_SIZE = 1400, 3000
"""Pixels a side that all directories take (Apple, "Artwork requirements")."""
MAX_BYTES = 512 * 1024
"""Largest file that all directories take; Spotify, NPR One and Alitu have this limit."""
MAX_PIXELS = 80_000_000
"""Pictures with more pixels are refused before they are decoded."""
CHECKED_SIZE = 100
"""Pixels a side at which a picture is decoded that is only checked."""
SMALL_SIZE = 600
"""Pixels a side of the picture inside an MP3: players must read past it to reach the sound."""


class Palette(NamedTuple):
    """The colours of a cover, as RGB."""

    ground: tuple[int, int, int]
    """What everything stands on."""
    ink: tuple[int, int, int]
    """Of the title."""
    accent: tuple[int, int, int]
    """Of the show's name, and of the bars of one of two voices."""
    second: tuple[int, int, int]
    """Of the bars of the other voice."""


PALETTES = (
    Palette((18, 38, 58), (250, 246, 238), (255, 183, 77), (104, 148, 178)),
    Palette((27, 54, 46), (248, 245, 234), (240, 190, 96), (122, 166, 144)),
    Palette((61, 23, 40), (252, 243, 238), (250, 162, 117), (176, 112, 136)),
    Palette((38, 30, 66), (247, 243, 252), (255, 178, 122), (144, 130, 190)),
    Palette((20, 52, 60), (244, 250, 248), (255, 201, 100), (104, 168, 172)),
    Palette((66, 33, 22), (253, 245, 233), (255, 184, 84), (188, 128, 96)),
    Palette((30, 34, 42), (246, 247, 249), (255, 138, 101), (132, 144, 164)),
    Palette((243, 234, 216), (34, 32, 40), (176, 58, 38), (132, 122, 104)),
    Palette((228, 236, 232), (20, 44, 50), (172, 66, 20), (96, 128, 126)),
    Palette((246, 226, 214), (54, 22, 36), (150, 36, 70), (156, 112, 108)),
)
"""Ground, ink, accent and second accent. Contrast with the ground (WCAG 2): ink 10 or more, accent 4.5."""
MARGIN = 0.085
"""Free edge, as a part of the side; circles and rounded corners of players do not reach it much."""
BARS = 44
"""Bars in the row below the title."""


def draw_cover(title: str, show_title: str, path: Path, *, size: int = SIZE, colour: str = "") -> None:
    """Draw a cover and write it as a JPEG file.

    Args:
        title: What stands large; for the show's own cover its name.
        show_title: The show's name, which stands small above it and chooses the colours. It is not repeated when it is
            the title.
        path: The file to write.
        size: Pixels a side.
        colour: The ground, as #rrggbb; empty: by the show's name.

    Raises:
        OSError: The file cannot be written.
        SettingsError: It is no colour.
    """
    write_atomic(path, cover_bytes(title, show_title, size=size, colour=colour))


def cover_bytes(title: str, show_title: str, *, size: int = SIZE, colour: str = "") -> bytes:
    """A drawn cover, as the bytes of its JPEG file; see :func:`draw_cover`."""
    return _encode(_compose(title, show_title, size, palette_of(show_title, colour)), MAX_BYTES)


def small_cover(path: Path | BytesIO, *, size: int = SMALL_SIZE) -> bytes:
    """A cover as a JPEG small enough for the inside of an MP3.

    Args:
        path: A picture that :func:`check_cover` takes.
        size: The longest side, in pixels.

    Raises:
        InputError: The file is no picture.
    """
    picture, _ = _open(path, size * 2)
    small = picture.convert("RGB")
    small.thumbnail((size, size))
    return _encode(small, MAX_BYTES)


def picture_width(path: Path) -> int:
    """How many pixels wide a picture is, by its header; 0 when it is none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            return picture.width
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return 0


def check_cover(path: Path) -> tuple[str, ...]:
    """What directories would refuse about a cover, a sentence each; nothing when it is right.

    Raises:
        InputError: The file is missing, or no picture.
    """
    picture, (width, height) = _open(path, CHECKED_SIZE)
    return tuple(_shape_faults(width, height)) + tuple(_format_faults(picture, path))


def _shape_faults(width: int, height: int) -> list[str]:
    """What is wrong about a cover's size."""
    faults = []
    if width != height:
        faults.append(f"It is {width} x {height} pixels; a cover is square.")
    if not MIN_SIZE <= min(width, height) <= max(width, height) <= MAX_SIZE:
        faults.append(f"It is {width} x {height} pixels; a side must have {MIN_SIZE} to {MAX_SIZE}.")
    return faults


def _format_faults(picture: Image.Image, path: Path) -> list[str]:
    """What is wrong about a cover's colours, format and file."""
    faults = []
    suffixes = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}.get(picture.format or "", ())
    if not suffixes:
        faults.append(f"It is a {picture.format} file; a cover is a JPEG or PNG file.")
    elif path.suffix.lower() not in suffixes:
        faults.append(f"It is a {picture.format} file, but its name ends in {path.suffix or 'nothing'}.")
    if "A" in picture.getbands() or "transparency" in picture.info:
        faults.append("It has transparent parts; a cover has none.")
    elif picture.mode != "RGB":
        faults.append(f"Its colours are {picture.mode}; a cover has RGB colours.")
    if (size := path.stat().st_size) > MAX_BYTES:
        faults.append(f"It has {size // 1024} KiB; {MAX_BYTES // 1024} KiB is the limit. Save it with a lower quality.")
    return faults


def _open(path: Path | BytesIO, draft: int) -> tuple[Image.Image, tuple[int, int]]:
    """Open a picture from anybody: its header is read, and a huge one refused, before any pixel is decoded.

    Args:
        path: The picture.
        draft: Decode a JPEG at a fraction of its size, but with at least so many pixels a side: many times faster.
            Its data is read to the end all the same, so that half a file is noticed.

    Returns:
        The picture, and its size as its header has it.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(
            path if isinstance(path, BytesIO) else BytesIO(read_file(path)),
            formats=("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"),
        )
        if picture.width * picture.height > MAX_PIXELS:
            raise InputError(f"{path} has {picture.width} x {picture.height} pixels, too many for a cover.")
        size = picture.size
        picture.draft(picture.mode, (draft, draft))
        picture.load()
    except UnidentifiedImageError as error:
        raise InputError(f"{path} is not a picture.", "Give a JPEG or PNG file.") from error
    except Image.DecompressionBombError as error:
        raise InputError(f"{path} has too many pixels for a cover.") from error
    except (OSError, SyntaxError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read as a picture: {why}.", "Give a JPEG or PNG file.") from error
    return picture, size


def _encode(picture: Image.Image, limit: int) -> bytes:
    """A JPEG of the best quality that stays within ``limit`` bytes."""
    for quality in (90, 84, 78, 70, 60, 45):
        data = BytesIO()
        data.name = "cover.jpg"  # by its name, Pillow loads what writes it; by a format, what reads five others too
        picture.save(data, quality=quality, optimize=True, dpi=(72, 72), subsampling=0 if quality > 80 else 2)
        if data.tell() <= limit:
            break
    return data.getvalue()


def _compose(title: str, show_title: str, size: int, palette: Palette) -> Image.Image:
    """The picture of a cover."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (size, size), palette.ground)
    draw = ImageDraw.Draw(picture)
    margin = round(size * MARGIN)
    top = margin
    if show_title.casefold() != title.casefold():
        top = _draw_show(draw, show_title, margin, size, palette)
    bars = round(size * 0.17)
    _draw_title(draw, title, (margin, top, size - margin, size - margin - bars - round(size * 0.06)), palette)
    _draw_bars(draw, title, (margin, size - margin - bars, size - margin, size - margin), palette)
    return picture


def palette_of(show_title: str, colour: str = "") -> Palette:
    """The colours of a show: around one that it has chosen, else by its name.

    Raises:
        SettingsError: The colour is none.
    """
    if colour:
        return _around(colour)
    digest = hashlib.sha256(unicodedata.normalize("NFC", show_title).encode()).digest()
    return PALETTES[int.from_bytes(digest[:4], "big") % len(PALETTES)]


DARK_INK, LIGHT_INK = (24, 24, 30), (252, 249, 243)
ACCENTS = ((255, 190, 92), (255, 138, 101), (172, 52, 24), (120, 30, 60))
"""Accents for a ground that somebody has chosen: the first that can be read on it is taken."""
MIN_CONTRAST = 4.5
"""Of text and its background (WCAG 2, level AA)."""


def _around(colour: str) -> Palette:
    """A palette for a ground."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        raise SettingsError(f"{colour} is no colour (colour of [show]).", 'Write it as "#123a5a": red, green, blue.')
    ground = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
    ink = max((DARK_INK, LIGHT_INK), key=lambda each: contrast(each, ground))
    accent = next((each for each in ACCENTS if contrast(each, ground) >= MIN_CONTRAST), ink)
    mixed = [round(0.55 * one + 0.45 * other) for one, other in zip(ground, ink, strict=True)]
    return Palette(ground, ink, accent, (mixed[0], mixed[1], mixed[2]))


Colour = tuple[int, int, int]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """Relative luminance of a colour (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _draw_show(draw: ImageDraw.ImageDraw, show_title: str, margin: int, size: int, palette: Palette) -> int:
    """Write the show's name at the top with a short rule above it, and say where the room below begins."""
    rule = round(size * 0.008)
    draw.rectangle((margin, margin, margin + round(size * 0.09), margin + rule), fill=palette.accent)
    width, top = size - 2 * margin, margin + round(size * 0.035)
    font, lines = _fit(show_title, "sans", (width, round(size * 0.16)), (round(size * 0.052), round(size * 0.02)))
    leading = round(font.size * 1.25)
    for line in lines:
        left = size - margin - font.getlength(line) if is_rightwards(line) else margin
        font.draw(draw, (left, top), line, palette.accent)
        top += leading
    return top + round(size * 0.035)


def _draw_title(draw: ImageDraw.ImageDraw, title: str, box: tuple[int, int, int, int], palette: Palette) -> None:
    """Write the title as large as its box allows, at the top of it."""
    left, top, right, bottom = box
    room = (right - left, bottom - top)
    font, lines = _fit(title, "serif", room, (round(room[0] * 0.19), round(room[0] * 0.055)))
    leading = round(font.size * LEADING)
    top -= round(font.size * 0.16)  # the letters' own head-room, so that capitals stand at the edge of the box
    for line in lines:
        start = right - font.getlength(line) if is_rightwards(line) else left
        font.draw(draw, (start, top), line, palette.ink)
        top += leading


LEADING = 1.14
"""Distance of a title's lines, in font sizes; below this, accents and descenders touch."""


def _draw_bars(draw: ImageDraw.ImageDraw, title: str, box: tuple[int, int, int, int], palette: Palette) -> None:
    """Draw a row of bars in two colours that take turns, as a conversation looks in an editor of sound."""
    left, top, right, bottom = box
    seed = hashlib.sha512(unicodedata.normalize("NFC", title).encode()).digest()
    step, middle = (right - left) / BARS, (top + bottom) / 2
    thick, colour = step * 0.5, palette.second
    for index in range(BARS):
        byte = seed[index % len(seed)]
        if byte % 5 == 0 and index:
            colour = palette.accent if colour == palette.second else palette.second
        height = (bottom - top) * (0.16 + 0.84 * byte / 255) / 2
        x = left + index * step
        draw.rounded_rectangle((x, middle - height, x + thick, middle + height), radius=thick / 2, fill=colour)


def _fit(text: str, face: str, room: tuple[int, int], sizes: tuple[int, int]) -> tuple[Type, list[str]]:
    """The largest font between two sizes in which a text fits a room, and its lines.

    What does not fit even in the smallest is cut, with an ellipsis.
    """
    largest, smallest = sizes
    leading = LEADING if face == "serif" else 1.25
    words = _words(drawable(text, face))
    size = largest
    while True:
        font = Type(face, size)
        lines = _wrap(words, font, room[0])
        if lines is not None and len(lines) * size * leading <= room[1]:
            return font, _balance(words, font, room[0], lines)
        if size <= smallest:
            return font, _cut(words, font, room, leading)
        size = max(smallest, size * 24 // 25)


def _words(text: str) -> list[str]:
    """What stays together in a line: words, with the space before them; letters, where a script has no spaces."""
    words: list[str] = []
    for word in text.split():
        piece = " " if words else ""
        for letter in word:
            if piece.strip() and not joins(letter) and is_unspaced(letter):
                words.append(piece)
                piece = ""
            piece += letter
        words.append(piece)
    return words


def _wrap(words: list[str], font: Type, width: float) -> list[str] | None:
    """Lines no wider than ``width``; None when a word is."""
    lines: list[str] = []
    for word in words:
        if font.getlength(word.lstrip()) > width:
            return None
        if lines and font.getlength(f"{lines[-1]}{word}") <= width:
            lines[-1] += word
        else:
            lines.append(word.lstrip())
    return lines


def _balance(words: list[str], font: Type, width: int, lines: list[str]) -> list[str]:
    """The same number of lines with the narrowest longest one, so that no word is left alone."""
    low, high, best = 0, width, lines
    while high - low > width // 100:
        middle = (low + high) // 2
        narrower = _wrap(words, font, middle)
        if narrower is not None and len(narrower) == len(lines):
            high, best = middle, narrower
        else:
            low = middle
    return best


def _cut(words: list[str], font: Type, room: tuple[int, int], leading: float) -> list[str]:
    """As many lines as fit, long words broken, an ellipsis at the end of what was cut."""
    pieces: list[str] = []
    for word in words:
        piece = ""
        for letter in word:
            if font.getlength(f"{piece}{letter}-") > room[0]:
                pieces.append(f"{piece}-")
                piece = ""
            piece += letter
        pieces.append(piece)
    lines = _wrap(pieces, font, room[0]) or []
    count = max(1, int(room[1] / (font.size * leading)))
    if len(lines) <= count:
        return lines
    last = lines[count - 1]
    while last and font.getlength(f"{last}…") > room[0]:
        last = last[:-1]
    return [*lines[: count - 1], f"{last.rstrip()}…"]


def undrawn(title: str, show_title: str) -> str:
    """What a drawn cover cannot show, and which fonts it wants, as a sentence; empty when it shows all."""
    lacking = missing(f"{title}{show_title}")
    if not lacking:
        return ""
    fonts = ", ".join(f"{name} ({letters[:MAX_TOLD]})" for name, letters in lacking.items())
    return f"The cover lacks letters that no font of this machine has: install {fonts}, or give a picture."


MAX_TOLD = 12
"""Letters that are named of those that a cover lacks."""
