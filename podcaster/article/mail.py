"""Mail files (.eml, mbox): the standard library takes them apart; the text is read as a page or as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from podcaster.article.encoding import decode
from podcaster.article.headers import LONGEST_FIELD, Header, bare_subject
from podcaster.article.parts import Facts, Part, tidy
from podcaster.article.sources import MBOX
from podcaster.characters import composed, valid_text
from podcaster.errors import ArticleError
from podcaster.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES = 50
"""Messages of a mailbox that one episode may hold."""
DEPTH = 20
"""Levels of messages in messages that are looked into."""


class Lenient(EmailPolicy):
    """The standard library's policy, which falls over heads that are not written as they should be, in many ways.

    It takes time that grows with the square of a field's length; so of a long one, the beginning is taken apart.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """A field; as it was written where it cannot be taken apart."""
        value = value[:LONGEST_FIELD]
        try:
            return super().header_fetch_parse(name, value)
        except Exception:  # noqa: BLE001  (AttributeError, IndexError, ValueError, TypeError and OverflowError were seen)
            return valid_text(value)


LENIENT: Any = Lenient()


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its text, and what its header tells."""

    text: str
    """The best one that it has: HTML where there is some."""
    html: bool
    """That is HTML."""
    plain: str
    """Its text as plain text, where it has that too."""
    facts: Facts
    """What its header tells: subject, sender, day, language."""


def letters(data: bytes, name: str) -> list[Letter]:
    """The mails in a file.

    Args:
        data: A mail, or a mailbox in the form mbox.
        name: What errors call it.

    Raises:
        ArticleError: It holds no mail with a text, or more than one episode can hold.
    """
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    try:
        found = [message_from_bytes(piece, policy=LENIENT) for piece in split_mailbox(data)]
    except RecursionError as error:
        raise ArticleError(f"{name} has too many mails in each other.", "Save the one you want as .eml.") from error
    if len(found) > MESSAGES:
        raise ArticleError(
            f"{name} holds {len(found)} mails; {MESSAGES} are the most for one episode.",
            "Save the one you want as .eml.",
        )
    read = [letter for message in found if (letter := letter_of(message, name)) is not None]
    if not read:
        raise ArticleError(f"{name} has no mail with a text in it.", "Save the mail's text as .txt and give that.")
    return read


def read_mail(data: bytes, name: str) -> tuple[list[Part], Facts]:
    """The parts of a mail file, and what it tells about itself.

    A mailbox of several mails is read as one text, each behind its subject as a heading.

    Raises:
        ArticleError: As for ``letters``.
    """
    read = [letter_parts(letter) for letter in letters(data, name)]
    parts, facts = read[0]
    for more, told in read[1:]:
        parts.append(Part(told.title, BlockKind.HEADING))
        parts += [part for part in more if part.kind is not BlockKind.TITLE]
        facts.left_out = (*facts.left_out, *told.left_out)
    return parts, facts


def letter_parts(letter: Letter) -> tuple[list[Part], Facts]:
    """The parts of one mail: of its HTML, unless its plain text holds much more."""
    from podcaster.article.html import read_html
    from podcaster.article.readings import prose_length
    from podcaster.article.text import text_parts

    facts = letter.facts
    if letter.html:
        parts, told = read_html(letter.text, mail=facts)
        if prose_length(parts) * 2 >= len(letter.plain) or not letter.plain.strip():
            facts.language = facts.language or told.language
            facts.unknown_language = facts.unknown_language or told.unknown_language
            facts.summary = told.summary
            facts.left_out = told.left_out
            return parts, facts
    return text_parts(letter.plain, facts, mail=True)[1], facts


def split_mailbox(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox (mbox: each begins with a line "From "); a mail that is none is one."""
    if not MBOX.match(data) and not data.startswith(b"From "):
        yield data
        return
    lines: list[bytes] = []
    for line in BytesIO(data):
        if line.startswith(b"From ") and (not lines or not lines[-1].strip()) and (not lines or MBOX.match(line)):
            if lines:
                yield b"".join(lines)
            lines = []
        else:
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
    yield b"".join(lines)


def letter_of(message: EmailMessage, name: str) -> Letter | None:
    """The text of a mail with what its header tells; None when it has none.

    The HTML part is taken where there is one: it has the headings and the sources of quotations.
    """
    html, plain = best_parts(message)
    texts = [decoded(part, name) if part is not None else "" for part in (html, plain)]
    if plain is not None and texts[1]:
        texts[1] = unflowed(texts[1], plain)
    if not texts[0].strip() and not texts[1].strip():
        return None
    rich = bool(texts[0].strip())
    return Letter(texts[0] if rich else texts[1], rich, texts[1], header_facts(message))


def best_parts(message: MIMEPart, depth: int = DEPTH) -> tuple[MIMEPart | None, MIMEPart | None]:
    """The HTML part and the plain part of a mail; of a mail that only carries another one, that one's."""
    html = plain = None
    try:
        html, plain = message.get_body(("html",)), message.get_body(("plain",))
        parts = list(message.walk())
    except (KeyError, AttributeError, ValueError, LookupError, RecursionError):
        parts = []
    for part in parts[:200]:
        if html is not None or plain is not None:
            break
        if part.get_content_type() == "message/rfc822" and depth:
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                html, plain = best_parts(inner[0], depth - 1)
        elif part.get_content_type() == "text/html":
            html = part
        elif part.get_content_type() == "text/plain":
            plain = part
    return html, plain


def decoded(part: MIMEPart, name: str) -> str:
    """The text of one part; the character set that it names is a hint, as it is for pages."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = part.get_content_charset() or ""
    return decode(payload, name, charset, markup=part.get_content_type() == "text/html")


def unflowed(text: str, part: MIMEPart) -> str:
    """A text whose lines are paragraphs again, where the mail says that it was wrapped with spaces (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    delsp = str(part.get_param("delsp") or "").lower() == "yes"
    lines: list[str] = []
    for line in text.split("\n"):
        if (
            lines
            and lines[-1].endswith(" ")
            and lines[-1].strip() != "--"
            and line.startswith(">") == lines[-1].startswith(">")
        ):
            bare = line.lstrip("> ") if line.startswith(">") else line.removeprefix(" ")
            lines[-1] = (lines[-1][:-1] if delsp else lines[-1]) + bare
        else:
            lines.append(line.removeprefix(" "))
    return "\n".join(lines)


def header_facts(message: EmailMessage) -> Facts:
    """What the header of a mail tells."""
    facts = Facts(language=tidy(field(message, "Content-Language").split(",")[0]))
    Header(field(message, "Subject"), field(message, "From"), field(message, "Date")).fill(facts)
    facts.title = bare_subject(facts.title)
    sender = re.sub(r"<[^>]*>|\"", "", field(message, "From")).strip()
    if not facts.byline and "@" not in sender:
        facts.publisher = tidy(sender)
    return facts


def field(message: EmailMessage, name: str) -> str:
    """A header's text; empty when it is missing."""
    return tidy(composed(str(message.get(name, ""))))
