"""What mail programs put into the HTML of a mail, by the names that they give it: earlier mails and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.page.tree import leave_out, names_of, text_of
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

EARLIER = frozenset(
    {
        "gmail_quote",
        "gmail_extra",
        "moz-cite-prefix",
        "yahoo_quoted",
        "protonmail_quote",
        "tutanota_quote",
        "zmail_extra",
    }
)
"""Classes of earlier mails: Gmail's, Thunderbird's, Yahoo's, Proton's, Tuta's, Zoho's."""
SIGNATURES = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block"})
OWN_WORDS = 12
"""Words that a mail has of its own at least; with fewer it passes another one on, and that is its text."""


def drop_earlier(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out the earlier mails and the signatures of a mail.

    Args:
        page: The mail's page; it is changed.
        out: Where the words are noted that are taken out, with the reason.
    """
    earlier = [element for element in page.iter("div", "blockquote", "span") if is_earlier(element)]
    outer = [element for element in earlier if not any(above in earlier for above in element.iterancestors())]
    quoted = sum(len(text_of(element).split()) for element in outer)
    if len(text_of(page).split()) - quoted >= OWN_WORDS:
        for element in outer:
            leave_out(element, "an earlier mail", out)
    drop_copied(page, out)
    for element in list(page.iter("div", "pre", "span")):
        if not SIGNATURES.isdisjoint(classes(element)):
            leave_out(element, "a signature", out)


def drop_copied(page: HtmlElement, out: list[LeftOut]) -> None:
    """Take out an earlier mail that stands below its fields (Outlook), and nothing around it: all that follows."""
    for element in list(page.iter("div", "p")):
        if element.getparent() is None or not is_header(element):
            continue
        top = element
        while (holder := top.getparent()) is not None and text_of(holder) == text_of(element):
            top = holder
        before = sum(len(text_of(each).split()) for each in top.itersiblings(preceding=True))
        if before < OWN_WORDS:
            continue
        for each in [top, *top.itersiblings()]:
            leave_out(each, "an earlier mail", out)
        return


def is_header(element: HtmlElement) -> bool:
    """Whether an element holds the fields of a mail, and nothing else."""
    if len(element.text_content()) > LONGEST_FIELDS:
        return False
    return bool(FIELDS.match(" ".join(" ".join(element.itertext()).split())))


FIELDS = on_demand(
    r"(?:from|von|de|da|van)\s?:.{2,200}?\b(?:sent|date|gesendet|datum|envoyé|enviado|fecha|data|inviato|verzonden)\s?:"
    r".{2,300}?\b(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp)\s?:",
    re.IGNORECASE,
)
"""The fields that Outlook puts above an earlier mail."""
LONGEST_FIELDS = 700
"""Characters of them at most; lists of receivers are long."""


def is_earlier(element: HtmlElement) -> bool:
    """Whether an element holds an earlier mail, or the line that announces one."""
    return not EARLIER.isdisjoint(classes(element)) or (
        element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    )


def classes(element: HtmlElement) -> frozenset[str]:
    """The names of an element, in small letters."""
    return frozenset(names_of(element).lower().split())
