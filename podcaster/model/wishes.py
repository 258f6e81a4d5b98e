"""What the user asks for in one run, and what of it counts for those after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of an article, over what it says itself. Its project keeps that.

    Raises:
        ValueError: The day is none.
    """

    title: str | None = None
    """None: nothing is said of it; empty: the article's own, whatever was said before. So in all of them."""
    author: str | None = None
    """Its byline."""
    published: str | None = None
    """Its day: 2026-03-14."""

    def __post_init__(self) -> None:
        self.day  # noqa: B018  (project.json may say anything)

    @property
    def day(self) -> date | None:
        """Its day; None: the article's own."""
        return date.fromisoformat(self.published) if self.published else None

    def over(self, before: Overrides) -> Overrides:
        """The same, with what was said before wherever nothing is said now."""
        return Overrides(
            before.title or None if self.title is None else self.title,
            before.author or None if self.author is None else self.author,
            before.published or None if self.published is None else self.published,
        )


NOTHING_SAID = Overrides()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for in this run, over the article and the settings."""

    template: str = ""
    """Of the script; empty: the settings'."""
    overrides: Overrides = NOTHING_SAID
    """What is said of each article, over its own."""
    cover: Path | None = None
    """A picture for the episode."""
    lines: Path | None = None
    """A folder for every line as a file of its own, for an audio editor."""
    strict: bool = False
    """Stop when something wants review."""
    force: bool = False
    """Write a new script over one that was edited."""
    draft: bool = False
    """Keep the episode out of the feed."""
    proof: bool = False
    """Hear every line, and have what is misheard spoken again another way."""
    called: tuple[str, ...] = ()
    """What scripts and episodes call what is read, each; empty: as it is named. A copy is called as what it is of."""
    earlier: Path | None = None
    """The folder of the project that it is a new version of, whatever it is known by; None: that is to be found."""
    alone: bool = False
    """No other thread of this process may be importing: a short article is read beside it, while it loads codecs."""
