"""What an episode is called, whose it is and when it came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from podcaster.sentences import SENTENCE_BREAK
from podcaster.wording import words_of

if TYPE_CHECKING:
    from datetime import datetime

    from podcaster.model import Episode, Script
    from podcaster.settings import Podcast

SUMMARY_LENGTH = 300
"""Letters of the article that stand for it where it has no summary of its own: what podcast apps show before a fold."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an episode before it sounds."""

    title: str
    """Of the episode; "Untitled" in its language where the script has none."""
    author: str
    """Who wrote the article, or each of several; empty when that is not known."""
    show: str
    """The show's title; empty for an episode that lies there already."""
    description: str
    """What it is about, in a sentence or two."""
    published: datetime
    """Its date in the feed."""
    language: str
    """BCP 47 tag of what is spoken."""
    link: str
    """The article's address; empty when it has none."""
    source: str
    """What the script was written from (``Script.key``), an article a line; where that is not known, its title."""
    maker: str = ""
    """The show's author."""
    colour: str = ""
    """The show's, for a drawn cover."""
    files: tuple[str, ...] = ()
    """``Episode.article_files``."""
    day: date | None = None
    """The article's own day, or the day on which an episode without one was made; None: as published."""

    @property
    def key(self) -> str:
        """What makes it the same episode when it is made again: the article's address, else its source."""
        return self.link or self.source

    @property
    def articles(self) -> str:
        """What its articles are known by, one a line; empty where only its title is known."""
        return self.source if self.source != self.title else ""

    @property
    def links(self) -> tuple[str, ...]:
        """Where the article is to be read, or each of several."""
        return (self.link,) if self.link else tuple(self.source.split("\n"))

    @property
    def artist(self) -> str:
        """Whose it is, as players show it: the article's author, else the show's, else the show."""
        return self.author or self.maker or self.show

    @property
    def dated(self) -> date:
        """The day that its folder and the audio's tag have, whenever it is published."""
        return self.day or self.published.date()


def details_of(script: Script, show: Podcast, now: datetime) -> Details:
    """Read an episode's details off the title page of its script.

    Args:
        script: The script.
        show: The show.
        now: The moment, on the show's clock.
    """
    page = {key.casefold(): value for key, value in script.metadata.items()}
    return Details(
        title=script.title or words_of(script.language)("untitled"),
        author=", ".join((page.get("author") or page.get("authors", "")).split("\n")),
        show=show.title,
        description=page.get("summary", "") or summary_of(first_words(script)),
        published=now,
        language=script.language,
        link=link_of(script),
        source=script.key,
        maker=show.author,
        colour=show.colour,
        day=day_of(page.get("draft date", "")) or now.date(),
    )


def link_of(script: Script) -> str:
    """Where the article of a script is to be read, as its title page says; empty where it is of several, or of none."""
    own = next((value for key, value in script.metadata.items() if key.casefold() == "link"), "")
    origins = script.origins
    return own or (origins[0].address if len(origins) == 1 else "")


def details_again(episode: Episode) -> Details:
    """The details of an episode that is made already, for its notes."""
    return Details(
        title=episode.title,
        author=episode.author,
        show="",
        description=episode.description,
        published=episode.published,
        language=episode.language,
        link=episode.link,
        source=episode.source,
    )


def first_words(script: Script) -> str:
    """What is said behind the introduction, which greets and says nothing of the matter."""
    sections = script.sections[1:] if len(script.sections) > 1 else script.sections
    return " ".join(line.text for section in sections for line in section.lines)


def day_of(text: str) -> date | None:
    """A day written as 2026-05-01; None when it is not written so."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def summary_of(text: str) -> str:
    """The first sentences of a text, up to ``SUMMARY_LENGTH`` letters, whole where they fit."""
    text = " ".join(text.split())
    if len(text) <= SUMMARY_LENGTH:
        return text
    head = text[: SUMMARY_LENGTH + 1]
    ends = (match.end() for match in SENTENCE_BREAK.finditer(text[: 2 * SUMMARY_LENGTH]))
    stop = max((end for end in ends if end <= len(head)), default=0)
    if stop > SUMMARY_LENGTH // 3:
        return head[:stop].rstrip()
    return head[: head.rfind(" ")].rstrip(",;:— ") + " …"
