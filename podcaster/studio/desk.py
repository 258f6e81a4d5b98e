"""The studio's desk: one project, open, with what the page may do with it and what it is told."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.errors import InputError, PodcasterError
from podcaster.merging.again import redoable
from podcaster.phrases import phrase
from podcaster.project import OpenProject
from podcaster.project.operations import line_at
from podcaster.script import say_the_same
from podcaster.studio import view
from podcaster.studio.decisions import view_decisions, view_heard
from podcaster.studio.sound import EpisodeSound, settings_with, sound_names, view_settings
from podcaster.studio.table import sentence_of, texts, worded
from podcaster.studio.voices import Voices
from podcaster.studio.works import Works

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.audio import Mix
    from podcaster.model import Cast, Clip, Episode, Script
    from podcaster.settings import Settings
    from podcaster.studio.voices import Speakers

    Values = dict[str, Any]


AHEAD = 24
"""Lines that are spoken and mixed at once when the script is played from a line: two minutes, give or take."""
PREVIEW = 5
"""Lines at the beginning or the end that other music and pauses are tried on."""


@dataclass(frozen=True, slots=True)
class HeardLines:
    """Some lines as they will be heard."""

    mark: str
    """What tells it from others."""
    mix: Mix
    """Placed in time, not yet rendered."""
    next: int | None
    """The line behind it; None at the end."""

    @property
    def times(self) -> list[tuple[float, float]]:
        """When each line begins and ends, in seconds."""
        return [(cue.start, cue.end) for cue in self.mix.cues]


class Desk(Works):
    """One project, open in any number of windows.

    Args:
        folder: The episode's.
        settings: The show's.
        who: Who works here, for the history.
        speakers: What speaks for all episodes that are open.
    """

    def __init__(self, folder: Path, settings: Settings, who: str, speakers: Speakers) -> None:
        self.settings, self.who = settings, who
        self.lock = Lock()
        """One operation at a time, and none while the state is worked out."""
        self.project = OpenProject(folder, settings, who)
        self.project.wording = partial(worded, "did")
        self.voices = Voices(self.project, speakers)
        self.sounds = EpisodeSound(folder, settings)
        self.listeners: set[asyncio.Queue[tuple[str, Values]]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.rendering = False
        self.ended = False
        """The studio is closing: nobody is told anything any more."""
        self.trouble = ""
        """Why nothing can be done now: somebody has made something else of the script's file than a script."""
        self.latest = 0
        """The line that was changed last."""
        self.show_changed = False
        """Something of the show was changed here that the episode was not made with yet."""
        self._run: HeardLines | None = None
        self._cast: tuple[str, Cast] | None = None
        self._made: tuple[Episode | None, Script | None] | None = None
        self._parts: dict[str, tuple[str, Any]] = {}
        self._seen: object = None
        self._changes = object()
        """Another one whenever something has changed that the script does not tell of."""

    def answer(self, have: dict[str, str]) -> Values:
        """The parts of the state that differ from what a page has.

        Args:
            have: Part -> its mark.
        """
        parts = self.parts()
        return {
            "parts": {
                name: {"mark": mark, "value": value} for name, (mark, value) in parts.items() if have.get(name) != mark
            }
        }

    def parts(self) -> dict[str, tuple[str, Any]]:
        """Every part of the state, with its mark; worked out again when something has changed.

        What is spoken changes often and while the rest stays, so it is a part of its own, looked up each time. The
        state is never one of half an operation, and an older one never takes a newer one's place.
        """
        with self.lock:
            seen = (self._changes, self.project.revision, self.project.text, self.sounds.mark, self.rendering)
            if seen != self._seen:
                self._parts = {name: (view.mark_of(value), value) for name, value in self._state().items()}
                self._seen = seen
            stale = view.view_stale(self.project.script, self.voices.spoken)
            return self._parts | {"stale": (view.mark_of(stale), stale)}

    def _state(self) -> Values:
        project, cast = self.project, self.cast()
        script = project.script
        self._made_script()
        article = (
            {"article": view.view_article(project)} if self._needs_article() else {"article": self._parts["article"][1]}
        )
        return {
            "texts": texts(),
            "about": self._about(),
            "decisions": [*view_decisions(project), *view_heard(script, self.sounds.findings)],
            "lines": view.view_lines(project),
            "script": view.view_script(script),
            "cast": view.view_cast(project, cast, self.voices.pinned()),
            "voices": self.voices.offered(cast),
            "words": view.view_words(script, self.voices.known_words()),
            "history": view.view_history(project),
            "sound": self.sounds.view(stale=not self.is_made()) | {"fields": view_settings(self.settings)},
            "merge": view.view_merge(script),
            **article,
        }

    def _needs_article(self) -> bool:
        return "article" not in self._parts or not (self.project.kept and self.project.kept.read)

    def _about(self) -> Values:
        project = self.project
        undo, redo = project.undoable, redoable(project)
        return {
            "title": project.script.title,
            "show": self.settings.show.title,
            "folder": project.folder.name,
            "language": project.script.language,
            "revision": project.revision,
            "undo": undo.what if undo else None,
            "redo": redo.what if redo else None,
            "redo_merges": bool(redo and redo.rereads),
            "signature": view.view_signature(project),
            "require_signature": self.settings.publish.require == "signed",
            "state": self._what_state(),
            "editor": self.who,
            "trouble": self.trouble,
            "sounds": sound_names(self.settings.files),
            "targets": sorted(self.settings.targets),
        }

    def _what_state(self) -> str:
        if self.rendering:
            return "working"
        return "made" if self.is_made() else "changed" if self.sounds.episode else "unmade"

    def is_made(self) -> bool:
        """Whether the episode is what the script says now."""
        script, made = self.project.script, self._made_script()
        same = made is not None and say_the_same(made, script) and view.line_marks(made) == view.line_marks(script)
        return same and not self.show_changed

    def _made_script(self) -> Script | None:
        """The script as it was when the episode was made of it; what it says was spoken then."""
        if self._made is None or self._made[0] is not self.sounds.episode:
            episode = self.sounds.episode
            script = self.project.made(episode) if episode else None
            self._made = (episode, script)
            self.voices.spoken.update(view.line_marks(script) if script else ())
        return self._made[1]

    def cast(self) -> Cast:
        """Who speaks with which voice now; nothing is registered."""
        if self._cast is None or self._cast[0] != self.project.text:
            self._cast = (self.project.text, self.project.cast)
        return self._cast[1]

    def do(self, name: str, values: Values, revision: int | None) -> Values:
        """Do an operation of the page.

        Returns:
            What the page should say, under "say"; often nothing.

        Raises:
            PodcasterError: It cannot be done; nothing is changed.
            OSError: It cannot be written; nothing is changed.
        """
        action = getattr(self, f"do_{name}", None)
        if action is None or not name.islower():
            raise InputError(phrase("The studio cannot {name}.", name=name[:40]))
        with self.lock:
            try:
                told: Values = action(revision, **values) or {}
            except (TypeError, AttributeError, ValueError, LookupError, ArithmeticError) as error:
                raise InputError("The page and the studio do not understand each other.", "Reload the page.") from error
        self.tell("changed", {})
        return told

    def speak_ahead(self) -> bool:
        """Speak a line that is not spoken as it is now, the ones that were changed last first, and tell the pages.

        Returns:
            Whether there was one, and time for it.
        """
        with self._speaking():
            return not self.rendering and self.voices.speak_ahead(self.latest, self.cast())

    def line(self, index: int) -> Clip:
        """A line as it is heard.

        Raises:
            PodcasterError: There is no such line, or it cannot be spoken.
        """
        with self._speaking():
            return self.voices.line(index, self.cast())

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """Tell the pages when lines were spoken that were not before.

        They are told to ask, not which line it was: an answer from before may still be on its way to them, and would
        be drawn over what they were told.
        """
        before = len(self.voices.spoken)
        try:
            yield
        finally:
            if len(self.voices.spoken) != before:
                self.tell("spoken", {})

    def follow(self) -> None:
        """See whether somebody has changed the script, or made the episode, by other means, and tell the pages."""
        with self.lock:
            trouble, changed = "", False
            try:
                changed = self.project.refresh()
            except (PodcasterError, OSError) as error:
                trouble = sentence_of(error, self.settings.folder)
            before = self.sounds.mark
            changed = self.sounds.follow() or changed
            if self.sounds.mark != before:
                self.show_changed = False
            if changed or trouble != self.trouble:
                self.trouble = trouble
                self.forget()
                self.tell("changed", {})

    def tell(self, event: str, values: Values) -> None:
        """Tell every open page, from any thread."""
        if self.loop is None:
            return

        def put() -> None:
            for queue in self.listeners:
                queue.put_nowait((event, values))

        self.loop.call_soon_threadsafe(put)

    def forget(self) -> None:
        """Work the state out again when it is next asked for, even if it is being worked out now."""
        self._changes = object()

    def mix(self, first: int) -> HeardLines:
        """The script from a line on, mixed: a run of lines. The latest one is kept, for its times are asked for first.

        Raises:
            PodcasterError: There is no such line, or one cannot be spoken.
        """
        line_at(self.project.script, first)
        mark = view.mark_of([first, view.line_marks(self.project.script), view.view_script(self.project.script)])
        if self._run is None or self._run.mark != mark:
            last = min(first + AHEAD, len(self.project.script.lines))
            with self._speaking():
                planned = self._planned(first, last, self.settings)
            self._run = HeardLines(mark, planned, last if last < len(self.project.script.lines) else None)
        return self._run

    def preview(self, values: Values, *, end: bool) -> Mix:
        """The beginning, or the end, with other music and pauses.

        Raises:
            PodcasterError: A value is not allowed, or a line cannot be spoken.
        """
        count = len(self.project.script.lines)
        first = max(0, count - PREVIEW) if end else 0
        return self._planned(first, min(count, first + PREVIEW), settings_with(self.settings, values)[0])

    def _planned(self, first: int, last: int, settings: Settings) -> Mix:
        from podcaster.mix import find_sound, mix_clips

        script, clips = self.voices.lines(first, last, self.cast())
        return mix_clips(script, clips, settings.sound, partial(find_sound, settings.files, settings.sound.theme))

    def take(self, settings: Settings) -> None:
        """Go on with the show's settings as they are now."""
        self.settings = self.voices.settings = self.project.settings = self.sounds.settings = settings
        self.show_changed = True
        self.forget()
