"""A source of the settings, opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import SettingsError, close_matches
from podcaster.follow.desk import NAME as DESK
from podcaster.follow.desk import AddressDesk
from podcaster.follow.feeds import FeedSource
from podcaster.follow.folder import Folder
from podcaster.follow.mailbox import Mailbox
from podcaster.follow.mailfile import MailFile
from podcaster.follow.sitemaps import SitemapSource
from podcaster.settings.newsroom import Following

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.follow.found import Source
    from podcaster.follow.visits import Visits
    from podcaster.settings import Settings

KINDS = ("folder", "feed", "sitemap", "mailbox", "mbox", "addresses")
"""What a source can be: the setting that says where it is."""


def find_following(sources: Mapping[str, Following], name: str) -> Following:
    """The settings of a source.

    Raises:
        SettingsError: There is no such source.
    """
    if name == DESK and name not in sources:
        return Following(addresses=True)
    if name not in sources:
        way = close_matches(name, sources) or f'Add [sources.{name}] with folder = "in" to podcaster.toml.'
        raise SettingsError(f"There is no source {name} in podcaster.toml.", way)
    return sources[name]


def kind_of(name: str, following: Following) -> str:
    """Which kind of source it is.

    Raises:
        SettingsError: It says nothing of where it is, or two things.
    """
    kinds = [kind for kind in KINDS if getattr(following, kind)]
    if len(kinds) != 1:
        which = f"both {' and '.join(kinds)}" if kinds else f"none of {', '.join(KINDS)}"
        raise SettingsError(
            f"[sources.{name}] of podcaster.toml has {which}.", "A source is one place; give each its own."
        )
    return kinds[0]


def place_of(show: Path, written: str) -> Path:
    """A folder or file of a source: from the show's folder, where it is no whole path; "~/" is the user's own."""
    home = written.startswith("~/")
    return Path(written).expanduser() if home else show / written


def open_source(settings: Settings, name: str, visits: Visits) -> Source:
    """A source, to be looked at.

    Args:
        settings: The show's.
        name: The source's.
        visits: How to ask web servers; shared by all sources, so that each server has its pause.

    Raises:
        SettingsError: There is none of that name, or its settings do not say where it is.
    """
    following = find_following(settings.sources, name)
    match kind_of(name, following):
        case "folder":
            return Folder(name, place_of(settings.folder, following.folder))
        case "feed":
            return FeedSource(name, following, visits)
        case "sitemap":
            return SitemapSource(name, following, visits)
        case "mailbox":
            return Mailbox(name, following, settings.article)
        case "mbox":
            return MailFile(place_of(settings.folder, following.mbox), following.backlog)
        case _:
            return AddressDesk(visits)
