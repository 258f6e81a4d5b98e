"""An episode found by what people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.errors import InputError, close_matches
from podcaster.store import scan_episodes

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.store import StoredEpisode


def choose_episode(output: Path, name: str) -> StoredEpisode:
    """Find an episode by its folder, slug, number or guid.

    Raises:
        InputError: There is none, or there are several, or its episode.json cannot be read.
    """
    stored, damaged = scan_episodes(output)
    wanted = name.rstrip("/")
    for folder, error in damaged.items():
        if wanted in (folder.name, str(folder)):
            raise error
    found = (
        [
            item
            for item in stored
            if wanted in (item.folder.name, str(item.folder), item.episode.slug, item.episode.guid)
        ]
        or [item for item in stored if name == str(item.episode.number)]
        or [item for item in stored if wanted and wanted.casefold() in item.folder.name.casefold().split("-")]
        or [item for item in stored if wanted and item.episode.slug.startswith(wanted.casefold())]
    )
    if not found:
        cure = close_matches(name, [item.folder.name for item in stored]) or "Make one: podcaster make ARTICLE"
        raise InputError(f"There is no episode {name} in {output}.", cure)
    if len(found) > 1:
        names = " and ".join(item.folder.name for item in found)
        raise InputError(f"{name} could be {names}.", "Name the folder.")
    return found[0]
