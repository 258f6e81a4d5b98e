"""A show: the folder with its settings, voices, templates and episodes."""

from __future__ import annotations

import os
from pathlib import Path

from podcaster.api.checking import checked
from podcaster.api.project import Project, silent
from podcaster.errors import InputError
from podcaster.model import Episode
from podcaster.reading import Progress
from podcaster.settings import Settings, load_settings
from podcaster.settings.load import folder_named

PathName = str | os.PathLike[str]
"""A file or a folder."""
ArticleName = str | os.PathLike[str]
"""A file, or an address."""


class Show:
    """A podcast: articles are made episodes of it.

    Attributes:
        folder: Where it lies.
        settings: What its podcaster.toml says, checked.
        who: Who works with it, for the histories of its episodes.
    """

    @checked
    def __init__(self, settings: Settings, who: str = "") -> None:
        self.settings, self.who = settings, who
        self.folder = settings.folder

    def __repr__(self) -> str:
        return f"Show({str(self.folder)!r})"

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """Its episodes, the newest first.

        Raises:
            InputError: One of them cannot be read.
        """
        from podcaster.store import load_episodes

        return tuple(item.episode for item in load_episodes(self.settings.output))

    @checked
    def write(self, *sources: ArticleName, template: str = "", progress: Progress = silent) -> Project:
        """Read an article and decide everything about its episode; nothing is spoken.

        An article that was written before comes to the same project: what has changed in it since is put into the
        script as people have changed it.

        Args:
            sources: A file or an address of an article; several for a template that takes them.
            template: The script's template; empty: the one that the settings name.
            progress: Told how far it is.

        Raises:
            PodcasterError: It cannot be read; nothing is half-written.
        """
        from podcaster.keeping import keep_decided
        from podcaster.model import Wishes
        from podcaster.pipeline import write

        if not sources:
            raise InputError("No article was given.", "Give a file or an address.")
        decided = write([str(each) for each in sources], self.settings, Wishes(template), progress)
        return Project(keep_decided(decided, self.settings), self.settings, self.who)

    @checked
    def open(self, name: PathName) -> Project:
        """Open the project of an episode, by whatever version of the program it was made, or one that has none yet.

        Args:
            name: The episode's folder, slug, number or guid, its article's file or address, or a part of its title that
                no other has.

        Raises:
            InputError: There is no such episode, or several are meant, or it is a folder of another show.
        """
        from podcaster.library.finding import choose_project, own_name
        from podcaster.store import SCRIPT_FILE

        called, output = own_name(self.settings.output, str(name)), self.settings.output
        if (folder := output / called).parent == output and (folder / SCRIPT_FILE).is_file():
            return Project(folder.resolve(), self.settings, self.who)
        return Project(choose_project(output, called).folder, self.settings, self.who)


@checked
def open_show(folder: PathName | None = None, who: str = "") -> Show:
    """Open a show.

    Args:
        folder: Its folder, which need not have a podcaster.toml, but is there: ``podcaster init`` starts a show. None:
            the nearest one at or above the working folder that has one.
        who: Who works with it, for the histories of its episodes.

    Raises:
        SettingsError: There is no such folder, or it is a file; or its podcaster.toml cannot be read, or something in
            it is wrong.
    """
    return Show(load_settings(folder_named(Path(folder)) if folder is not None else None), who)
