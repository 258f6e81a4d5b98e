"""Where an article comes from: a file, an address or standard input; and in which form it is written."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.errors import ArticleError, close_matches
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 20_000_000
"""Bytes of an article at most; pages and texts are far below, and more would only be a mistake."""
HEAD = 8192
"""Characters at the beginning that show the form of a text without a telling name."""


class Form(StrEnum):
    """How an article is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MAIL = "mail"


SUFFIXES = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".mdown": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".xhtml": Form.HTML,
    ".eml": Form.MAIL,
    ".mbox": Form.MAIL,
    ".mbx": Form.MAIL,
    ".mht": Form.MAIL,
    ".mhtml": Form.MAIL,
}
WHOLE_MAIL = re.compile(rb"^(?:mime-version|content-type|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)
"""Fields of a mail that needs decoding; copied headers lack them, and are read as text."""
PAGE = on_demand(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
MARKS = (
    on_demand(r"\A(?:---|\+\+\+)[ \t]*\n.{1,4000}?\n(?:---|\+\+\+)[ \t]*\n", re.DOTALL),
    on_demand(r"^#{1,6} \S", re.MULTILINE),
    on_demand(r"^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    on_demand(r"!?\[[^\]\n]{1,200}\]\((?:https?:|/|\.)[^)\s]{1,400}\)"),
    on_demand(r"(?<!\w)(?:\*\*|__)\w[^*_\n]{0,100}\w(?:\*\*|__)(?!\w)"),
)


FIELD = re.compile(rb"[!-9;-~]{2,60}:[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*")
KNOWN_FIELD = re.compile(
    rb"(?:from|to|subject|date|message-id|mime-version|content-[\w-]+|return-path|received|delivered-to|reply-to|"
    rb"dkim-signature|list-[\w-]+|x-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
MBOX = re.compile(rb"From \S+ {1,2}\w{3} \w{3} [ \d]\d \d\d:\d\d")
"""The line before each mail in a mailbox (mbox)."""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article's bytes, and what is known about them."""

    data: bytes
    """As they were read, in any encoding."""
    name: str
    """What errors call it."""
    form: Form
    """How they are taken apart."""
    charset: str = ""
    """The encoding that its server names."""
    link: str = ""
    """The address it was fetched from, after redirects."""


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a mail file does: three header fields at least, usual ones, and a blank line."""
    head = data[:16384].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n")
    if MBOX.match(head):
        return True
    fields = known = place = 0
    while (found := FIELD.match(head, place)) is not None:
        fields += 1
        known += bool(KNOWN_FIELD.match(found.group()))
        place = found.end()
    return fields >= 3 and known >= 3 and head.startswith(b"\n", place)


def is_address(source: str) -> bool:
    """Whether a source is an address, of whatever scheme, and not a file."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source))


def from_stdin(data: bytes) -> RawArticle:
    """What came on standard input.

    Raises:
        ArticleError: It is too large.
    """
    name = "What came on standard input"
    return RawArticle(checked(data, name), name, sniffed(data))


def open_file(path: Path) -> RawArticle:
    """Read a file.

    Raises:
        ArticleError: It is missing, a folder, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            raise ArticleError(f"{path} is a folder, not an article.", "Give a file in it.")
        if not path.is_file() and path.exists() and not is_stream(path):
            raise ArticleError(f"{path} is no ordinary file.", "Give a file with the article's text in it, or - .")
        with path.open("rb") as file:
            return as_file(path, file.read(LARGEST + 1))
    except FileNotFoundError as error:
        raise ArticleError(f"There is no file {path}.", missing_cure(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no name of a file"
        raise ArticleError(f"{path} cannot be read: {reason}.", "Check its name and permissions.") from error


def as_file(path: Path, data: bytes) -> RawArticle:
    """The bytes of a file, which may lie on another machine.

    Raises:
        ArticleError: It is too large.
    """
    form = SUFFIXES.get(path.suffix.lower())
    if form is Form.TEXT and is_mail(data) and (MBOX.match(data) or WHOLE_MAIL.search(data[:HEAD])):
        form = Form.MAIL
    return RawArticle(checked(data, str(path)), str(path), form or sniffed(data))


def is_stream(path: Path) -> bool:
    """Whether a path is what a shell opened for this run: ``<(command)``, or /dev/stdin.

    A pipe that merely has a name is none: nobody may ever write into it.
    """
    return path.as_posix().startswith(("/dev/fd/", "/dev/stdin", "/proc/self/fd/"))


def missing_cure(path: Path) -> str:
    """What to do about a file that is not there: is one beside it meant, or an address?"""
    if re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", str(path)):
        return f"If it is an address, write https://{path}."
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in SUFFIXES][:200]
    except OSError:
        return f"There is no folder {path.parent} either."
    found = close_matches(path.name, beside)
    return found if found.startswith("Did") else "Check its name and the folder you are in."


def checked(data: bytes, name: str) -> bytes:
    """The bytes, if they are not too many.

    Raises:
        ArticleError: They are.
    """
    if len(data) > LARGEST:
        raise ArticleError(
            f"{name} is larger than {LARGEST // 1_000_000} MB.", "Give the article alone, not a whole book or site."
        )
    return data


def sniffed(data: bytes) -> Form:
    """The form that a text seems to be written in."""
    if is_mail(data):
        return Form.MAIL
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = (
        data[: HEAD * 2].decode("utf-16" if wide else "utf-8", "ignore").lstrip("\ufeff").replace("\r\n", "\n")[:HEAD]
    )
    if PAGE.match(head):
        return Form.HTML
    return Form.MARKDOWN if any(mark.search(head) for mark in MARKS) else Form.TEXT


def without_password(source: str) -> str:
    """An address without the user name and password in it; anything else as it is."""
    return str(Address(source))
