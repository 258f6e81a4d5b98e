"""A mail as a page: its HTML part, or its text, with what its headers say of it in the head.

The page is what ``podcaster make`` reads; the subject is its title, the sender its byline, the day its date.
"""

from __future__ import annotations

import html
import re
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TYPE_CHECKING

from podcaster.article.mail import LENIENT
from podcaster.follow.found import Material, SourceError
from podcaster.patterns import on_demand
from podcaster.times import wire_moment

if TYPE_CHECKING:
    from datetime import datetime

PREFIX = on_demand(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
"""What mail programs put before a subject."""
OUTLOOK = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
"""Types of what Outlook packs a mail into (TNEF)."""
HEAD = on_demand(r"</head\s*>", re.IGNORECASE)


def parse_mail(data: bytes) -> EmailMessage:
    """A mail's bytes as a message."""
    parser = BytesParser(EmailMessage, policy=LENIENT)
    mail: EmailMessage
    try:
        mail = parser.parsebytes(data)
    except RecursionError:  # mails in mails in mails
        mail = parser.parsebytes(data, headersonly=True)
    return mail


def page_of(data: bytes) -> Material:
    """The page of a mail.

    Raises:
        SourceError: It has no text.
    """
    return Material.of(mail_page(parse_mail(data)), ".html")


def mail_page(mail: EmailMessage) -> str:
    """A mail as an HTML page.

    Raises:
        SourceError: It has no text, or one that cannot be decoded.
    """
    called = subject_of(mail) or "without a subject"
    try:
        part = mail.get_body(preferencelist=("html", "plain"))
        content = part.get_content() if part is not None else ""
        markup = part is not None and part.get_content_type() == "text/html"
    except (LookupError, ValueError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        raise SourceError(f"The mail “{called}” cannot be decoded: {error}.") from error
    if not isinstance(content, str) or not content.strip():
        outlook = any(part.get_content_type() in OUTLOOK for part in mail.walk())
        way = "Its words are in winmail.dat, which Outlook alone reads: have it sent again as HTML." if outlook else ""
        raise SourceError(f"The mail “{called}” has no text.", way)
    if not markup:
        lines = re.split(r"\n\s*\n", content.replace("\r\n", "\n"))
        content = "".join(f"<p>{html.escape(line.strip())}</p>\n" for line in lines if line.strip())
        content = f"<article>{content}</article>"
    return with_head(content, title=subject_of(mail), author=sender_of(mail), day=day_of(mail), headline=not markup)


def with_head(
    page: str, *, title: str, author: str, day: datetime | None, link: str = "", headline: bool = True
) -> str:
    """A page, or a part of one, with what is known of it in its head.

    Args:
        page: The markup.
        title: Its title; empty when it has none, and is called by its first words.
        author: Who wrote it; empty when that is not known.
        day: When it came out.
        link: Where it is on the web; empty when it is not.
        headline: Set the title above the text, where the text has none.
    """
    facts = [f"<title>{html.escape(title)}</title>", f'<meta property="og:title" content="{html.escape(title)}">']
    facts = facts if title else []  # its first words are its title then, in its own language
    if author:
        facts.append(f'<meta name="author" content="{html.escape(author)}">')
    if day:
        facts.append(f'<meta property="article:published_time" content="{day.isoformat()}">')
    if link:
        facts.append(f'<link rel="canonical" href="{html.escape(link)}">')
    head = "\n".join(facts)
    if HEAD.search(page):
        page = re.sub(r"<title\b[^>]*>.*?</title\s*>", "", page, count=1, flags=re.DOTALL | re.IGNORECASE)
        return HEAD.sub(lambda found: f"{head}\n{found[0]}", page, count=1)
    above = f"<h1>{html.escape(title)}</h1>\n" if headline and title else ""
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n{head}\n</head><body>\n{above}{page}\n</body></html>\n'
    )


def subject_of(mail: EmailMessage) -> str:
    """A mail's subject, without what mail programs put before it; empty when it has none."""
    return PREFIX.sub("", " ".join(str(mail.get("Subject", "")).split()))


def sender_of(mail: EmailMessage) -> str:
    """The name of who sent a mail; empty when there is only an address."""
    sender = mail.get("From")
    addresses = getattr(sender, "addresses", ())
    return " ".join(str(addresses[0].display_name).split()) if addresses else ""


def day_of(mail: EmailMessage) -> datetime | None:
    """When a mail was sent; None when it does not say so, or in no way that can be read."""
    return wire_moment(str(mail.get("Date", "")))
