"""The studio's desk: one project, open, with what the page may do with it and what it is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from podcaster.content import open_content
from podcaster.errors import InputError, PodcasterError
from podcaster.model import Gender
from podcaster.project import Project
from podcaster.project import operations as op
from podcaster.project.merge import resolve
from podcaster.script import say_the_same
from podcaster.script.said import said_entry, with_said
from podcaster.speech.recorded import FOLDER, KEY, LARGEST, recording_note
from podcaster.studio import view
from podcaster.studio.going_out import release, send_show
from podcaster.studio.sound import Sounds, view_settings, write_settings
from podcaster.studio.voices import Voices

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from podcaster.model import Cast, Episode, Script
    from podcaster.settings import Settings

    Values = dict[str, Any]

ENDINGS = frozenset({".wav", ".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".aiff"})
"""Of recordings that keep their own; whatever it is called, a file is what its bytes are."""


class Desk:
    """One project, open in any number of windows.

    Args:
        folder: The episode's.
        settings: The show's.
        who: Who works here, for the history.
    """

    def __init__(self, folder: Path, settings: Settings, who: str) -> None:
        self.settings, self.who = settings, who
        self.lock = Lock()
        """One operation at a time."""
        self.project = Project(folder, settings, who)
        self.voices = Voices(self.project)
        self.sounds = Sounds(folder, settings)
        self.listeners: set[asyncio.Queue[tuple[str, Values]]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.rendering = False
        self.latest = 0
        """The line that was changed last."""
        self.show_changed = False
        """Something of the show was changed here that the episode was not made with yet."""
        self._cast: tuple[str, Cast] | None = None
        self._made: tuple[Episode | None, Script | None] | None = None
        self._parts: dict[str, tuple[str, Any]] = {}
        self._seen: object = None

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
        """Every part of the state, with its mark; worked out again when something has changed."""
        seen = (self.project.revision, self.project.text, self.sounds.mark, self.rendering, len(self.voices.spoken))
        if seen != self._seen:
            self._parts = {name: (view.mark_of(value), value) for name, value in self._state().items()}
            self._seen = seen
        return self._parts

    def _state(self) -> Values:
        project, cast = self.project, self.cast()
        script = project.script
        self._made_script()
        article = (
            {"article": view.view_article(project)} if self._needs_article() else {"article": self._parts["article"][1]}
        )
        return {
            "texts": view.texts(),
            "about": self._about(),
            "decisions": [*view.view_decisions(project), *view.view_heard(script, self.sounds.findings)],
            "lines": view.view_lines(project, self.voices.spoken),
            "script": view.view_script(script),
            "cast": view.view_cast(project, cast, self.voices.pinned()),
            "voices": self.voices.offered(),
            "words": view.view_words(script, self.voices.known_words()),
            "history": view.view_history(project),
            "sound": self.sounds.view(stale=not self._is_made()) | {"fields": view_settings(self.settings)},
            "merge": view.view_merge(script),
            **article,
        }

    def _needs_article(self) -> bool:
        return "article" not in self._parts or not (self.project.kept and self.project.kept.read)

    def _about(self) -> Values:
        project = self.project
        undo, redo = project.undoable, project.redoable
        return {
            "title": project.script.title,
            "show": self.settings.show.title,
            "folder": project.folder.name,
            "language": project.script.language,
            "revision": project.revision,
            "undo": undo.what if undo else None,
            "redo": redo.what if redo else None,
            "signature": view.view_signature(project),
            "require_signature": self.settings.publish.require == "signed",
            "state": self._what_state(),
            "editor": self.who,
            "sounds": self.voices.sound_names(),
            "targets": sorted(self.settings.targets),
        }

    def _what_state(self) -> str:
        if self.rendering:
            return "being made"
        return "made as it is here" if self._is_made() else "changed since it was made"

    def _is_made(self) -> bool:
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
        from podcaster.cast import preview_cast

        if self._cast is None or self._cast[0] != self.project.text:
            self._cast = (self.project.text, preview_cast(self.project.script, self.settings))
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
            raise InputError(f"The studio cannot {name[:40]}.")
        with self.lock:
            try:
                told: Values = action(revision, **values) or {}
            except TypeError as error:
                raise InputError("The page and the studio do not understand each other.", "Reload the page.") from error
        self.tell("changed", {})
        return told

    def change(self, what: str, make: Callable[[Script], Script], revision: int | None) -> None:
        """Change the script."""
        before = view.line_marks(self.project.script)
        if self.project.do(what, make, revision):
            after = view.line_marks(self.project.script)
            self.latest = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)

    def speak_ahead(self) -> str | None:
        """Speak a line that is not spoken as it is now, the ones that were changed last first.

        Returns:
            Its mark; None when there is nothing to speak, or no time.
        """
        return None if self.rendering else self.voices.speak_ahead(self.latest, self.cast())

    def do_decide(self, revision: int | None, decision: str, choice: Values, alike: bool) -> None:  # noqa: FBT001
        """Settle who says something, or that it is heard as it should be."""
        if decision.startswith("heard:"):
            line = int(decision.rpartition(":")[2])
            what = f"Line {line + 1} is heard as it should be."
            self.change(what, lambda script: op.set_note(script, line, "heard", view.FINE), revision)
            return
        doubt = next((each for each in self.project.doubts if each.id == decision), None)
        if doubt is None:
            raise InputError("This is decided already.")
        lines = [doubt.line, *(doubt.alike if alike else ())]
        name, gender = str(choice["name"]), Gender(choice.get("gender", "unknown"))
        words = self.project.script.lines[doubt.line].text[:40]
        also = f" and {len(lines) - 1} like it" if len(lines) > 1 else ""
        self.change(f"{name} says “{words} …”{also}.", lambda script: op.assign(script, lines, name, gender), revision)

    def do_assign(self, revision: int | None, line: int, name: str) -> None:
        """Give a line to somebody."""
        self.change(f"{name} says line {line + 1}.", lambda script: op.assign(script, [line], name), revision)

    def do_rename(self, revision: int | None, role: str, name: str) -> None:
        """Give a person another name."""
        voice = self.cast().voice(role).name if role in self.cast().roles else ""
        self.change(f"{role} is called {name}.", lambda script: op.rename(script, role, name, voice), revision)

    def do_gender(self, revision: int | None, role: str, gender: str) -> None:
        """Say which gender a person has."""
        wanted = Gender(gender)
        self.change(f"{role} is {gender}.", lambda script: op.set_gender(script, role, wanted), revision)

    def do_voice(self, revision: int | None, role: str, voice: str, pin: bool) -> Values:  # noqa: FBT001
        """Have a person speak with a voice, here or in the whole show."""
        self.voices.require(voice)
        if pin:
            self.voices.pin(role, voice)
            self._cast = None
            self.forget()
        self.change(f"{role} speaks with {voice}.", lambda script: op.set_voice(script, role, voice), revision)
        return {"say": f"{role} has {voice} in the whole show now." if pin else ""}

    def do_edit(self, revision: int | None, line: int, text: str, unlock: bool) -> None:  # noqa: FBT001
        """Change a line's words."""
        self.change(f"Changed the words of line {line + 1}.", lambda s: op.edit(s, line, text, unlock=unlock), revision)

    def do_split(self, revision: int | None, line: int, at: int) -> None:
        """Make two lines of one."""
        self.change(f"Split line {line + 1}.", lambda script: op.split(script, line, at), revision)

    def do_join(self, revision: int | None, line: int) -> None:
        """Make one line of two."""
        self.change(f"Joined line {line + 1} with the next.", lambda script: op.join(script, line), revision)

    def do_move(self, revision: int | None, line: int, to: int) -> None:
        """Move a line."""
        self.change(f"Moved line {line + 1} to {to + 1}.", lambda script: op.move(script, line, to), revision)

    def do_insert(self, revision: int | None, line: int, role: str, text: str) -> None:
        """Write a line of one's own."""
        self.change(f"Inserted a line at {line + 1}.", lambda script: op.insert(script, line, role, text), revision)

    def do_cut(self, revision: int | None, line: int) -> None:
        """Take a line out."""
        words = op.line_at(self.project.script, line).text[:40]
        self.change(f"Cut “{words} …”.", lambda script: op.cut(script, line), revision)

    def do_pause(self, revision: int | None, line: int, seconds: float | None) -> None:
        """Ask for silence behind a line."""
        self.change(f"Set the pause behind line {line + 1}.", lambda s: op.set_pause(s, line, seconds), revision)

    def do_direct(self, revision: int | None, line: int, direction: str) -> None:
        """Say how a line is spoken."""
        self.change(
            f"Line {line + 1} is spoken so: {direction or 'as usual'}.",
            lambda s: op.direct(s, line, direction),
            revision,
        )

    def do_sound(self, revision: int | None, line: int, sound: str, mode: str) -> None:
        """Play a sound before a line."""
        self.change(f"Plays {sound} before line {line + 1}.", lambda s: op.play_sound(s, line, sound, mode), revision)

    def do_pronounce(self, revision: int | None, word: str, said: str, scope: str) -> Values:
        """Say a word in some way, in this episode or in the show."""
        entry = said_entry(word, said, word)
        if scope == "show":
            self.voices.remember(entry)
            self.show_changed = True
            self.forget()
            return {"say": f"{word} is said so in the whole show."}
        self.change(f"{word} is said {said}.", lambda script: with_said(script, word, said), revision)
        return {}

    def do_take(self, revision: int | None, collision: str, side: str) -> None:
        """Settle a collision between the article and the script."""
        line = int(collision)
        words = "the article's" if side == "theirs" else "the edited"
        self.change(
            f"Took {words} words at line {line + 1}.", lambda s: resolve(s, line, theirs=side == "theirs"), revision
        )

    def do_undo(self, _: int | None) -> Values:
        """Take the latest change back."""
        return {"say": f"Taken back: {self.project.undo()}"}

    def do_redo(self, _: int | None) -> Values:
        """Make a change again."""
        return {"say": f"Made again: {self.project.redo()}"}

    def do_sign(self, _: int | None, name: str, note: str) -> Values:
        """Sign the episode as it is."""
        self.project.sign(" ".join(name.split())[:120], " ".join(note.split())[:500])
        return {"say": "Signed."}

    def do_unsign(self, _: int | None) -> None:
        """Take the signature back."""
        self.project.withdraw(self.who)

    def do_unbite(self, revision: int | None, line: int) -> None:
        """Have a voice speak a line again that a recording spoke."""
        self.change(f"A voice speaks line {line + 1} again.", lambda s: op.set_note(s, line, KEY, ""), revision)

    def do_sound_settings(self, _: int | None, values: Values) -> Values:
        """Change music and pauses of the show."""
        self.settings = write_settings(self.settings, values)
        self.voices.settings = self.project.settings = self.sounds.settings = self.settings
        self.show_changed = True
        self._seen = None
        return {"say": "Kept in podcaster.toml."}

    def bite(self, line: int, name: str, credit: str, data: bytes, revision: int | None) -> None:
        """Have a recording speak a line.

        Raises:
            PodcasterError: It is no sound, or too long; nothing is changed.
        """
        from podcaster.slug import slug_of
        from podcaster.speech.recorded import recorded_clip
        from podcaster.store import write_atomic

        if len(data) > LARGEST:
            raise InputError(f"The recording is larger than {LARGEST // 1_000_000} MB.", "Cut out the words you need.")
        with self.lock:
            op.line_at(self.project.script, line)
            ending = Path(name).suffix.lower()
            file = (slug_of(Path(name).stem) or "recording") + (ending if ending in ENDINGS else ".sound")
            folder = self.project.folder / FOLDER
            new = not (folder / file).exists()
            folder.mkdir(exist_ok=True)
            write_atomic(folder / file, data)
            note = recording_note(file, credit)
            try:
                asked = replace(self.project.script.lines[line], notes=(note,))
                recorded_clip(asked, line, self.project.folder, open_content(self.settings))
                self.change(f"A recording speaks line {line + 1}.", lambda s: op.set_note(s, line, KEY, note), revision)
            except BaseException:
                if new:
                    (folder / file).unlink(missing_ok=True)
                raise
        self.tell("changed", {})

    def do_render(self, _: int | None) -> Values:
        """Make the episode, in the background."""
        self._begin("The episode is made.", self._make)
        return {}

    def do_publish(self, _: int | None, target: str, first: bool) -> Values:  # noqa: FBT001
        """Let the episode out, and send the show to a target, in the background."""
        if not self._is_made():
            raise InputError("The script has changed since the episode was made.", "Make it, and publish it then.")
        if self.settings.publish.require == "signed" and not (self.project.signature and self.project.signature.valid):
            raise InputError("Nobody has signed this episode as it is.", "Sign it off, and publish it then.")

        def publish() -> str:
            release(self.project.folder, self.settings)
            return send_show(self.settings, target, first=first, progress=self._progress)

        self._begin("", publish)
        return {}

    def _begin(self, ended: str, work: Callable[[], str | None]) -> None:
        """Do something long, one at a time; the pages are told how far it is."""
        if self.rendering:
            raise InputError("The episode is being made already.", "Wait until that is done.")
        self.rendering = True
        Thread(target=self._work, args=(ended, work), name="studio", daemon=True).start()

    def _work(self, said: str, work: Callable[[], str | None]) -> None:
        told: Values = {"stage": said, "ended": True}
        try:
            told["stage"] = work() or said
        except (PodcasterError, OSError) as error:
            told |= {"stage": "", "error": str(error)}
        finally:
            self.rendering = False
            with self.lock:
                self.project.refresh()
                self.forget()
        self.tell("progress", told)
        self.tell("changed", {})

    def _make(self) -> None:
        from podcaster.pipeline import Wishes, make
        from podcaster.store import SCRIPT_FILE

        make([str(self.project.folder / SCRIPT_FILE)], self.settings, Wishes(), self._progress)
        self.sounds.refresh()
        self.show_changed = False

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.tell("progress", {"stage": stage, "done": done, "total": total})

    def follow(self) -> None:
        """See whether somebody has changed the script by other means, and tell the pages."""
        with self.lock:
            if self.project.refresh():
                self._seen = None
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
        """Work the state out again when it is next asked for."""
        self._seen = None

    def close(self) -> None:
        """End the engines."""
        self.voices.close()
