"""The episodes of a show that are open: a desk each, opened when a page asks for it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError
from podcaster.phrases import phrase
from podcaster.project.begun import find_begun
from podcaster.slug import is_safe_name
from podcaster.store import SCRIPT_FILE, scan_episodes
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from podcaster.settings import Settings

MOST = 6
"""Episodes that stay open while nobody looks at them: a long one takes some 20 MB."""


class Desks:
    """The episodes of a show that are open.

    Args:
        first: The folder of the episode that is opened at once.
        settings: The show's.
        who: Who works here, for the history.
        choose: A show was asked for: the page offers its episodes.
    """

    def __init__(self, first: Path, settings: Settings, who: str, *, choose: bool = False) -> None:
        self.who, self.choose = who, choose
        self.loop: asyncio.AbstractEventLoop | None = None
        self.speakers = Speakers()
        self.first = Desk(first, settings, who, self.speakers)
        self._others: dict[str, Desk] = {}
        self._lock = Lock()

    @property
    def open(self) -> list[Desk]:
        """All that are open."""
        return [self.first, *self._others.values()]

    def desk(self, name: str) -> Desk:
        """The desk of an episode.

        Args:
            name: Its folder's name; empty: the first.

        Raises:
            InputError: The show has no such episode.
            PodcasterError: It cannot be opened.
        """
        if not name or name == self.first.project.folder.name:
            return self.first
        with self._lock:
            if name not in self._others:
                output = self.first.settings.output
                if not is_safe_name(name) or not (output / name / SCRIPT_FILE).is_file():
                    raise InputError(phrase("The show has no episode {name}.", name=name[:80]))
                self._make_room()
                self._others[name] = Desk(output / name, self.first.settings, self.who, self.speakers)
                self._others[name].loop = self.loop
            return self._others[name]

    def _make_room(self) -> None:
        idle = [name for name, desk in self._others.items() if not desk.listeners and not desk.rendering]
        for name in idle[: max(0, len(self._others) + 1 - MOST)]:
            del self._others[name]

    def share(self, settings: Settings) -> None:
        """Have all go on with the show's settings as they are now."""
        for desk in self.open:
            if desk.settings is not settings:
                desk.take(settings)
                desk.tell("changed", {})

    def listed(self) -> list[dict[str, Any]]:
        """The show's episodes, the newest first, then what has none yet; damaged ones are left out."""
        output = self.first.settings.output
        none = {"published": None, "duration": 0, "draft": False, "review": 0}
        return [
            {
                "name": item.folder.name,
                "title": item.episode.title,
                "published": item.episode.published.isoformat(),
                "duration": item.episode.duration,
                "draft": item.episode.draft,
                "review": len(item.episode.review),
            }
            for item in scan_episodes(output)[0]
        ] + [{"name": each.folder.name, "title": each.title} | none for each in find_begun(output)]

    def end(self) -> None:
        """Let all pages know that it is over, so that nothing waits for them."""
        for desk in self.open:
            desk.ended = True
            desk.tell("ended", {})

    def close(self) -> None:
        """End the engines."""
        self.speakers.close()
