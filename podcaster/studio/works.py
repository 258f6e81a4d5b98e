"""What takes long, done in the background, one thing at a time: making the episode, and publishing the show."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError, PodcasterError
from podcaster.studio.acts import Acts
from podcaster.studio.going_out import release, send_show
from podcaster.studio.table import sentence_of, worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.studio.sound import EpisodeSound

    Values = dict[str, Any]


class Works(Acts):
    """Making and publishing; the pages are told how far it is."""

    sounds: EpisodeSound
    """The sound of the episode as it was last made."""
    rendering: bool
    """The episode is being made or published; no other may begin."""

    def is_made(self) -> bool:
        """Whether the episode is what the script says now."""
        raise NotImplementedError

    def follow(self) -> None:
        """See what has changed on disk."""
        raise NotImplementedError

    def do_render(self, _: int | None) -> Values:
        """Make the episode, in the background."""
        self._begin("said.made", self._make)
        return {}

    def do_publish(self, _: int | None, target: str, first: bool) -> Values:  # noqa: FBT001
        """Let the episode out, and send the show to a target, in the background."""
        if not self.is_made():
            raise InputError("The script has changed since the episode was made.", "Make it, and publish it then.")
        if self.settings.publish.require == "signed" and not (self.project.signature and self.project.signature.valid):
            raise InputError("Nobody has signed this episode as it is.", "Sign it off, and publish it then.")

        def publish() -> Values:
            release(self.project.folder, self.settings.output)
            return {"address": send_show(self.settings, target, first=first, progress=self._progress)}

        self._begin("said.published", publish)
        return {}

    def _begin(self, said: str, work: Callable[[], Values]) -> None:
        """Do something long, one at a time; the pages are told how far it is.

        Args:
            said: What they say at the end, as a key of their texts.
            work: Gives the values in it.
        """
        if self.rendering:
            raise InputError("The episode is being made already.", "Wait until that is done.")
        self.rendering = True
        Thread(target=self._work, args=(said, work), name="studio", daemon=True).start()

    def _work(self, said: str, work: Callable[[], Values]) -> None:
        told: Values = {"ended": True}
        try:
            told |= work() | {"say": said}
        except (PodcasterError, OSError) as error:
            told["error"] = sentence_of(error, self.settings.folder)
        except Exception as error:
            told["error"] = sentence_of(error)
            raise
        finally:
            self.rendering = False
            self.forget()
            self.follow()
            self.tell("progress", told)
            self.tell("changed", {})

    def _make(self) -> Values:
        from podcaster.model import Wishes
        from podcaster.pipeline import make
        from podcaster.store import SCRIPT_FILE

        make([str(self.project.folder / SCRIPT_FILE)], self.settings, Wishes(), self._progress)
        self.show_changed = False
        return {}

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.tell("progress", {"stage": worded("stage", stage), "done": done, "total": total})
