"""stub"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcaster.feed.channel import Channel


def render_pages(channel: Channel) -> dict[str, bytes]:
    """Write the pages."""
    return {}
