"""The store that a show's settings ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.content.folder import FolderStore

if TYPE_CHECKING:
    from podcaster.content.base import ContentStore
    from podcaster.settings import Settings


def open_content(settings: Settings) -> ContentStore:
    """The content store of a show; nothing is read or made before it is used."""
    return FolderStore(settings.cache)
