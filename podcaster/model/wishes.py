"""What the user asks for in one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for in this run, over the article and the settings."""

    template: str = ""
    """Of the script; empty: the settings'."""
    title: str = ""
    """Over the article's own, as the next two."""
    author: str = ""
    """Its byline."""
    published: date | None = None
    """Its day."""
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
