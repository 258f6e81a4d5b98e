"""Episodes removed from the show's folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from podcaster.durable import hidden, sync_folder
from podcaster.locks import hold_show

if TYPE_CHECKING:
    from podcaster.store import StoredEpisode


def remove_episode(item: StoredEpisode) -> None:
    """Remove an episode's folder, so that a run that is cut off leaves no half of it."""
    gone = hidden(item.folder, "gone")
    with hold_show(item.folder.parent):
        item.folder.rename(gone)
        sync_folder(item.folder.parent)
    shutil.rmtree(gone, ignore_errors=True)
