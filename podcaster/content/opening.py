"""The store that a show's settings, and the environment, ask for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from podcaster.content.folder import FolderStore

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.content.base import ContentStore
    from podcaster.settings import Settings


def open_content(settings: Settings) -> ContentStore:
    """The content store of a show; nothing is read or made before it is used.

    Raises:
        SettingsError: The bucket that workers share has no right address.
    """
    if settings.shared_cache:
        return shared(settings.cache, settings.shared_cache)
    return FolderStore(settings.cache)


@cache
def shared(folder: Path, address: str) -> ContentStore:
    """One store a process for each bucket: its connections are used again, and it knows when the bucket is away."""
    from podcaster.content.shared import SharedStore

    return SharedStore(folder, address)
