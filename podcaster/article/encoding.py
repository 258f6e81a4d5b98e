"""Bytes to text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from podcaster.characters import composed
from podcaster.errors import ArticleError
from podcaster.patterns import on_demand

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META = re.compile(
    rb"""<(?:meta[^>]{1,300}?charset|\?xml[^>]{1,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
HEAD = 4096
"""Bytes at the beginning in which a page may name its encoding and a file shows what it is (HTML asks for 1024)."""
KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
CONTROL = on_demand(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STRAY_CONTROLS = 3
"""Control characters that any text may have, unless it is hardly longer than they are."""
SHORT_SHARE = 0.05
"""Share of control characters above which even the shortest text is none."""
CONTROL_SHARE = 0.001
"""Share of control characters above which decoded bytes are no text; text files have none, or a stray form feed."""
SALVAGE_SHARE = 0.001
"""Share of bytes that UTF-8 may fail on and the text still be called UTF-8 with a few broken characters."""


def decode(data: bytes, name: str, declared: str = "", *, markup: bool = False) -> str:
    """The text of a file or page with its letters composed (``characters``); arguments as of ``decode_as_written``."""
    return composed(decode_as_written(data, name, declared, markup=markup))


def decode_as_written(data: bytes, name: str, declared: str = "", *, markup: bool = False) -> str:
    r"""The text of a file or page, line ends as ``\n``.

    Args:
        data: The bytes.
        name: What errors call it.
        declared: The encoding that its server names.
        markup: Whether it may name its own encoding, as HTML does.

    Raises:
        ArticleError: It is a picture, an archive or some other thing that is no text.
    """
    if kind := next((what for magic, what in KINDS if data.startswith(magic)), ""):
        raise ArticleError(
            f"{name} is {kind}, not a text.", "Save the article's text as .txt, .md or .html and give that."
        )
    text = decoded(data, declared or (named_inside(data) if markup else ""))
    if text is None or has_controls(text[: HEAD * 16]):
        raise ArticleError(
            f"{name} is binary data, not a text.", "Save the article's text as .txt, .md or .html and give that."
        )
    text = unmangled(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def unmangled(text: str) -> str:
    """A text with the marks and accents put right that were read as Windows-1252 once: "â€œ" is “, "Ã©" is é.

    Every such run is UTF-8 as a whole, or it stays; a text with none of the usual signs is not looked at.
    """
    if not any(sign in text for sign in MANGLED_SIGNS):
        return text

    def again(run: re.Match[str]) -> str:
        try:
            return b"".join(byte_of(char) for char in run.group()).decode("utf-8")
        except UnicodeError:
            return run.group()

    return MANGLED.sub(again, text)


def byte_of(char: str) -> bytes:
    """The byte that Windows-1252 shows as a character; the five that it does not show stand for themselves."""
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252")


MANGLED_SIGNS = ("â€", "Ã©", "Ã¨", "Ã¼", "Ã¶", "Ã¤", "Ã³", "Ã±", "Ã¡", "Ã§", "Ã£", "Â\xa0", "â‚¬")
MANGLED = on_demand(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
"""What the bytes of one character in UTF-8 look like when each is read as one of Windows-1252."""


def has_controls(text: str) -> bool:
    """Whether so many control characters are in a text that it is none."""
    count = len(CONTROL.findall(text))
    return count > max(min(STRAY_CONTROLS, SHORT_SHARE * len(text)), CONTROL_SHARE * len(text))


def decoded(data: bytes, declared: str) -> str | None:
    """The text in the encoding that its mark, its bytes or its own words name; None when nothing fits."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := wide(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            if is_charset(web_name(declared)):
                return data.decode(web_name(declared))
        except (LookupError, ValueError):
            pass
    salvaged = data.decode("utf-8", "replace")
    if salvaged.count("\ufffd") <= SALVAGE_SHARE * len(salvaged) and len(salvaged) < len(data):
        return salvaged
    return detected(data)


def detected(data: bytes) -> str | None:
    """The text in the likeliest encoding, told by its bytes."""
    from charset_normalizer import from_bytes

    if data.count(0) > max(STRAY_CONTROLS, CONTROL_SHARE * len(data)):
        return None
    western = data.decode("cp1252", "replace")
    if western_prose(western):
        return western
    best = from_bytes(data[: HEAD * 64], cp_exclusion=["utf_7"]).best()
    return data.decode(best.encoding, "replace") if best else western


def western_prose(text: str) -> bool:
    """Whether a text read as Windows-1252 is Western prose: the usual accents and marks, and few of them.

    Guessers give such texts some other code page when only a few bytes differ, and then curly marks are lost.
    """
    odd = [char for char in text[: HEAD * 64] if ord(char) > 127]
    usual = sum(char in "‘’“”–—…•©®™€£§°éèêëàâäáãåçîïíìñôöóòõøûüúùßæœÉÈÀÇÖÄÜÅØÑ«»¡¿\xa0½¼" for char in odd)
    return usual >= 0.9 * len(odd) and len(odd) < 0.15 * len(text)


def wide(data: bytes) -> str:
    """The name of UTF-16 without a mark, which every second zero byte of Western text shows; else nothing."""
    head = data[:HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 8 or max(even, odd) < 0.35 * (len(head) / 2) or min(even, odd) > 0.02 * len(head):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def named_inside(data: bytes) -> str:
    """The encoding that a page names in its head."""
    found = META.search(data[:HEAD])
    return found[1].decode("ascii", "ignore") if found else ""


NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
"""Python's codecs that are no encodings of pages."""


def is_charset(name: str) -> bool:
    """Whether Python knows an encoding of pages by a name.

    Raises:
        LookupError: It knows nothing by that name.
        ValueError: It is no name.
    """
    return codecs.lookup(name).name.replace("_", "-") not in NO_CHARSETS


def web_name(label: str) -> str:
    """An encoding's name for Python. The web's ISO 8859-1 and ASCII are Windows-1252 (WHATWG Encoding Standard)."""
    name = label.strip().lower().replace("_", "-")
    return (
        "cp1252"
        if name in {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"}
        else name
    )
