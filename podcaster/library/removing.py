"""Episodes removed from the show's folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from podcaster.durable import hidden, sync_folder
from podcaster.locks import hold_show

if TYPE_CHECKING:
    from pathlib import Path


def remove_episode(folder: Path) -> None:
    """Remove an episode's folder, so that a run that is cut off leaves no half of it."""
    gone = hidden(folder, "gone")
    with hold_show(folder.parent):
        folder.rename(gone)
        sync_folder(folder.parent)
    shutil.rmtree(gone, ignore_errors=True)
