"""What the studio opens: the episode and the show that are meant, and who works there."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.library.finding import choose_project
from podcaster.project.begun import find_begun
from podcaster.settings import ShowFolder, load_settings
from podcaster.store import load_episodes

if TYPE_CHECKING:
    from podcaster.reading import Progress
    from podcaster.settings import Settings


def show_of(what: str, settings: Settings) -> tuple[Settings, str]:
    """The show that is meant, and what of it: the folder of another show means its newest episode."""
    if what and ShowFolder(Path(what)).settings.is_file():
        return load_settings(Path(what)), ""
    return settings, what


def user_name() -> str:
    """Who sits here, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return "editor"


def episode_for(what: str, settings: Settings, progress: Progress) -> Path:
    """The folder of the episode that is meant: by name, of an article (made now, as a draft), or the newest.

    Raises:
        InputError: There is none.
    """
    if not what:
        stored = load_episodes(settings.output)
        if not stored and (begun := find_begun(settings.output)):
            return begun[-1].folder
        if not stored:
            raise InputError(f"There is no episode in {settings.output}.", "Name an article: podcaster studio ARTICLE")
        return stored[0].folder
    path = Path(what)
    if path.is_dir() or not (path.is_file() or "://" in what):
        return choose_project(settings.output, what).folder
    from podcaster.model import Wishes
    from podcaster.pipeline import make

    return make([what], settings, Wishes(draft=True), progress).folder
