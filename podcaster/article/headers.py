"""The fields above a mail: its subject without what programs put before it, who sent it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.article import notices
from podcaster.article.authors import join_names, split_names
from podcaster.article.dates import find_date
from podcaster.article.parts import tidy
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from datetime import date

    from podcaster.article.parts import Facts

DATA = "frames.txt"
LONGEST_FIELD = 2000
"""Characters of a head's field that are read; subjects and names have below 300."""
SUBJECT = on_demand(
    r"^(?:\s*(?:re|fwd?|aw|wg|antw|tr|rv|res|enc|r|i|sv|vs|doorst)\s*(?:\[\d+\])?:\s*|\s*\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
"""What mail programs and lists put before a subject: "Re: ", "[The Slow Post] "."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the fields above a mail tell."""

    subject: str = ""
    """As written, with its "Re:"; empty when there is none."""
    sender: str = ""
    """As written, with addresses; empty when there is none."""
    day: str = ""
    """The date as written, in any form; empty when there is none."""

    def fill(self, facts: Facts) -> None:
        """Put it where nothing is known yet."""
        facts.title = facts.title or bare_subject(self.subject[:LONGEST_FIELD])
        facts.byline = facts.byline or join_names(sender_names(self.sender[:LONGEST_FIELD]))
        facts.published = facts.published or day_of(self.day[:LONGEST_FIELD])


def bare_subject(subject: str) -> str:
    """A subject without what mail programs put before it."""
    bare = tidy(subject)
    return SUBJECT.sub("", bare).strip() or bare


def sender_names(sender: str) -> tuple[str, ...]:
    """The person that a From field names; none for offices, lists and papers."""
    name = re.sub(r"<[^>]*>|\([^)]*\)|\[mailto:[^\]]*\]|\"", " ", sender)
    body = rf"\b(?:{'|'.join(notices.entries('organisation', DATA))})\b|^\s*the\s"
    if re.search(body, name, re.IGNORECASE):
        return ()
    if re.fullmatch(r"\s*[\w’'-]+,\s*[\w’'. -]+", name) and not re.search(r"\d", name):
        name = " ".join(reversed(name.split(",", 1)))
    return split_names(re.split(r"\s(?:at|from|via|@|\|)\s", name)[0])


def day_of(text: str) -> date | None:
    """The day in a Date field."""
    from podcaster.times import wire_moment

    moment = wire_moment(text)
    return moment.date() if moment else find_date(text)
