"""What an episode is called, whose it is and when it came out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.model import Script

SLUG_LENGTH = 60
"""Letters of a title that name its files: enough to tell episodes apart, short enough for every file system."""

SUMMARY_LENGTH = 300
"""Letters of the article that stand for it where it has no summary of its own: what podcast apps show before a fold."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an episode before it sounds."""

    title: str
    author: str
    show: str
    description: str
    published: datetime
    language: str
    link: str
    source: str
    """The article's file or address, as the script has it; where it has none, the script's title."""

    @property
    def key(self) -> str:
        """What makes it the same episode when it is made again: the article's address, else its source."""
        return self.link or self.source


def details_of(script: Script, *, show: str, author: str, language: str, today: date) -> Details:
    """Read an episode's details off the title page of its script.

    Args:
        script: The script.
        show: The show's title.
        author: The show's author, where the script names none.
        language: The show's language, where the script names none.
        today: The date of an episode whose script has none.
    """
    page = {key.casefold(): value for key, value in script.metadata.items()}
    source = page.get("source", "") or script.title
    link = page.get("link", "") or (source if source.startswith(("http://", "https://")) else "")
    return Details(
        title=script.title or "Untitled",
        author=page.get("author", "") or author,
        show=show,
        description=page.get("summary", "") or summary_of(first_words(script)),
        published=day_of(page.get("draft date", "")) or datetime(today.year, today.month, today.day, tzinfo=UTC),
        language=page.get("language", "") or language,
        link=link,
        source=source,
    )


def first_words(script: Script) -> str:
    """What is said behind the introduction, which greets and says nothing of the matter."""
    sections = script.sections[1:] if len(script.sections) > 1 else script.sections
    return " ".join(line.text for section in sections for line in section.lines)


def day_of(text: str) -> datetime | None:
    """The beginning of a day written as 2026-05-01, in UTC; None when it is not written so."""
    try:
        return datetime.combine(date.fromisoformat(text.strip()), datetime.min.time(), UTC)
    except ValueError:
        return None


def slug_of(title: str) -> str:
    """A title as a file name: ASCII letters and digits, words joined by hyphens."""
    bare = re.sub(r"(?<=\w)[’'](?=\w)", "", unicodedata.normalize("NFKD", title.lower()))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    words = re.findall(r"[a-z0-9]+", letters)
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
    return slug or "episode"


def summary_of(text: str) -> str:
    """The first sentences of a text, up to ``SUMMARY_LENGTH`` letters, whole where they fit."""
    text = " ".join(text.split())
    if len(text) <= SUMMARY_LENGTH:
        return text
    head = text[: SUMMARY_LENGTH + 1]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? ", ".” ", '." '))
    if stop > SUMMARY_LENGTH // 3:
        return head[: stop + 2].rstrip()
    return head[: head.rfind(" ")].rstrip(",;:— ") + " …"
