"""A whole show checked against the feed that is out, before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.feed.check import check_show
from podcaster.library.gathering import gather
from podcaster.publish.published import recall

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from podcaster.feed.check import Finding
    from podcaster.feed.check.known import WellEpisodes
    from podcaster.library.gathering import Built
    from podcaster.publish.published import Published
    from podcaster.settings import Settings


def nothing(*_: int) -> None:
    """Progress that nobody looks at."""


def check(
    settings: Settings, now: datetime, address: str = "", progress: Callable[[int, int], None] = nothing
) -> tuple[Finding, ...]:
    """Check a whole show without asking anybody, also against what this machine published last.

    Raises:
        PodcasterError: See :func:`gather`.
    """
    known = recall(settings.output)
    built = gather(settings, now, address, known.guid)
    return check_built(built, known, progress)


def check_built(
    built: Built,
    published: Published,
    progress: Callable[[int, int], None],
    *,
    drop: bool = False,
    well: WellEpisodes | None = None,
) -> tuple[Finding, ...]:
    """Check a show against the feed that is out.

    Args:
        built: The show.
        published: What the feed that is out says.
        progress: Told after every episode.
        drop: Let published episodes go out of the feed.
        well: Episodes into whose files nobody need look; None: look into all.
    """
    findings = (
        *built.unread,
        *check_show(
            built.settings,
            built.channel,
            published=published.enclosures,
            published_guid=published.guid,
            kept_back=built.kept_back,
            progress=progress,
            well=well,
        ),
    )
    return tuple(finding for finding in findings if not (drop and finding.rule == "feed.guid.dropped"))
