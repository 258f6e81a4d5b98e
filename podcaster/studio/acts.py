"""What the page does with a script: each is an operation of the project's, on disk before it is confirmed."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.content import open_content
from podcaster.errors import InputError
from podcaster.merging.again import redo
from podcaster.merging.collisions import is_of_copy, named_at
from podcaster.merging.resolving import resolve
from podcaster.model import Gender, SoundMode
from podcaster.phrases import phrase
from podcaster.project import operations as op
from podcaster.project.everywhere import changed_file, changed_registry
from podcaster.project.recordings import put_recording
from podcaster.project.recut import join, split
from podcaster.project.settling import settle
from podcaster.script.said import asked_entry, with_said
from podcaster.speech.recorded import FOLDER, LARGEST, recording_note
from podcaster.studio import view
from podcaster.studio.decisions import FINE
from podcaster.studio.sound import settings_with, sound_names
from podcaster.studio.table import text, worded

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from threading import Lock

    from podcaster.model import Cast, Script
    from podcaster.project import OpenProject
    from podcaster.project.everywhere import Shared
    from podcaster.settings import Settings
    from podcaster.studio.voices import Voices

    Values = dict[str, Any]

ENDINGS = frozenset({".wav", ".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".aiff"})
"""Of recordings that keep their own; whatever it is called, a file is what its bytes are."""


def recording_name(name: str, data: bytes, folder: Path) -> str:
    """What a recording is called in its folder: as it came, unless another one that a line may speak is called so."""
    from podcaster.slug import is_safe_name, slug_of

    stem, ending = slug_of(Path(name).stem), Path(name).suffix.lower()
    stem = stem if is_safe_name(stem) else "recording"
    ending = ending if ending in ENDINGS else ".sound"
    there = folder / f"{stem}{ending}"
    if not there.exists() or there.read_bytes() == data:
        return there.name
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{ending}"


def did(what: str, line: int | None = None, **values: object) -> str:
    """A sentence for the history, from the table of texts; lines count from one there."""
    if line is not None:
        values["line"] = line + 1
    return text(f"did.{what}", **values)


class Acts:
    """The operations of the page, by their names behind ``do_``; a desk has what they work on.

    Each returns what the page should say: a key of its texts under "say", and the values in it; often nothing.
    """

    settings: Settings
    """The show's."""
    project: OpenProject
    """The episode that is edited."""
    voices: Voices
    """Who speaks lines and samples for the page."""
    lock: Lock
    """Lets one operation at a time through, and none while the state is worked out."""
    who: str
    """Under which name the history keeps what is done here."""
    latest: int
    """The line that was changed last."""
    show_changed: bool
    """Something of the show was changed here that the episode was not made with yet."""

    _cast: tuple[str, Cast] | None
    """The script it is of, and the cast."""

    def cast(self) -> Cast:
        """Who speaks with which voice now."""
        raise NotImplementedError

    def forget(self) -> None:
        """Work the state out again when it is next asked for."""
        raise NotImplementedError

    def tell(self, event: str, values: Values) -> None:
        """Tell every open page."""
        raise NotImplementedError

    def take(self, settings: Settings) -> None:
        """Go on with the show's settings as they are now."""
        raise NotImplementedError

    def change(
        self,
        what: str,
        make: Callable[[Script], Script],
        revision: int | None,
        shared: AbstractContextManager[Shared] | None = None,
        renames: str = "",
    ) -> None:
        """Change the script, and files of the show's with it."""
        before = view.line_marks(self.project.script)
        self.project.do(what, make, revision, shared, renames)
        self.was(before)

    def was(self, before: list[str]) -> None:
        """Note where the script differs from what it was: what is spoken ahead begins there."""
        after = view.line_marks(self.project.script)
        changed = (at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
        self.latest = next(changed, self.latest)

    def do_decide(self, revision: int | None, decision: str, choice: Values, alike: bool) -> None:  # noqa: FBT001
        """Settle what wants a decision."""
        if decision.startswith("heard:"):
            line = int(decision.rpartition(":")[2])
            self.change(did("heard", line), lambda script: op.set_note(script, line, "heard", FINE), revision)
            return
        before = view.line_marks(self.project.script)
        settle(self.project, decision, choice, alike=alike, revision=revision)
        self.was(before)

    def do_assign(self, revision: int | None, line: int, name: str, gender: str = Gender.UNKNOWN) -> None:
        """Give a line to somebody."""
        new, name = Gender(gender), op.named_in(self.project.script, name)
        self.change(did("assign", line, name=name), lambda script: op.assign(script, [line], name, new), revision)

    def do_rename(self, revision: int | None, role: str, name: str) -> None:
        """Give a person another name."""
        voice = self.project.voice_of(self.project.script, role, name)
        what = did("rename", role=role, name=name)
        self.change(what, lambda script: op.rename(script, role, name, voice), revision, renames=role)
        self._recast()

    def do_gender(self, revision: int | None, role: str, gender: str) -> None:
        """Say which gender a person has."""
        wanted = Gender(gender)
        self.change(
            did("gender", role=role, gender=gender), lambda script: op.set_gender(script, role, wanted), revision
        )

    def do_voice(self, revision: int | None, role: str, voice: str, pin: bool) -> Values:  # noqa: FBT001
        """Have a person speak with a voice, here or in the whole show."""
        self.voices.require(voice, role)
        what, shared = did("pin" if pin else "voice", role=role, voice=voice), self._pin(role, voice) if pin else None
        self.change(what, lambda script: op.set_voice(script, role, voice), revision, shared)
        if not pin:
            return {}
        self._recast()
        return {"say": "said.pinned", "role": role, "voice": voice}

    def do_unpin(self, revision: int | None, role: str) -> Values:
        """Let the cast decide about a person's voice in episodes to come."""
        voice = self.cast().voice(role).name
        self.change(did("unpin", role=role), lambda script: script, revision, self._pin(role, voice, pinned=False))
        self._recast()
        return {"say": "said.unpinned", "role": role}

    def _pin(self, role: str, voice: str, *, pinned: bool = True) -> AbstractContextManager[Shared]:
        known = next((each for each in self.project.script.roles if each.name == role), None)
        gender = known.gender if known else Gender.UNKNOWN
        return changed_registry(self.settings.files.registry, role, gender, voice, pinned=pinned)

    def _recast(self) -> None:
        """The show's own files have changed: they decide about voices and sounds."""
        self._cast = None
        self.forget()

    def do_edit(self, revision: int | None, line: int, text: str, unlock: bool) -> None:  # noqa: FBT001
        """Change a line's words."""
        self.change(did("edit", line), lambda s: op.edit(s, line, text, unlock=unlock), revision)

    def do_split(self, revision: int | None, line: int, at: int) -> None:
        """Make two lines of one."""
        self.change(did("split", line), lambda script: split(script, line, at), revision)

    def do_join(self, revision: int | None, line: int) -> None:
        """Make one line of two."""
        self.change(did("join", line), lambda script: join(script, line), revision)

    def do_move(self, revision: int | None, line: int, to: int) -> None:
        """Move a line."""
        self.change(did("move", line, to=to + 1), lambda script: op.move(script, line, to), revision)

    def do_insert(self, revision: int | None, line: int, role: str, text: str) -> None:
        """Write a line of one's own."""
        self.change(did("insert", line), lambda script: op.insert(script, line, role, text), revision)

    def do_cut(self, revision: int | None, line: int) -> None:
        """Take a line out."""
        words = op.line_at(self.project.script, line).text[:40]
        self.change(did("cut", words=words), lambda script: op.cut(script, line), revision)

    def do_pause(self, revision: int | None, line: int, seconds: float | None) -> None:
        """Ask for silence behind a line."""
        self.change(did("pause", line), lambda s: op.set_pause(s, line, seconds), revision)

    def do_direct(self, revision: int | None, line: int, direction: str) -> None:
        """Say how a line is spoken."""
        what = did("direct" if direction else "direct.usual", line, direction=direction)
        self.change(what, lambda script: op.direct(script, line, direction), revision)

    def do_sound(self, revision: int | None, line: int, sound: str, mode: str) -> None:
        """Play a sound before a line."""
        if mode != SoundMode.STOP and sound not in sound_names(self.settings.files):
            raise InputError(phrase("The show has no sound {name}.", name=sound[:80]))
        self.change(did("sound", line, sound=sound), lambda s: op.play_sound(s, line, sound, mode), revision)

    def do_drop_cue(self, revision: int | None, cue: int) -> None:
        """Take a sound or a pause out."""
        self.change(did("drop_cue", cue=cue + 1), lambda script: op.drop_cue(script, cue), revision)

    def do_pronounce(self, revision: int | None, word: str, said: str, scope: str) -> Values:
        """Say a word in some way, in this episode or in the show."""
        if said or scope == "show":
            asked_entry(word, said)
        if scope == "show":
            self.project.say_everywhere(word, said, revision)
            self.voices.forget_word(word)
            self.show_changed = True
            self.forget()
            return {"say": "said.show", "word": word}
        what = did("pronounce" if said else "pronounce.usual", word=word, said=said)
        self.change(what, lambda script: with_said(script, word, said), revision)
        return {}

    def do_take(self, revision: int | None, collision: str, side: str) -> None:
        """Settle a collision between the article, or a copy, and the script."""
        line = int(collision)
        theirs = side == "theirs"
        copy = is_of_copy(self.project.script, line)
        what = did("take.mine" if not theirs else "take.copy" if copy else "take.theirs", line)
        written = self.project.written_lines if theirs else ()
        renames = named_at(self.project.script, line) if theirs else ""
        self.change(
            what, lambda script: resolve(script, line, theirs=theirs, written=written), revision, renames=renames
        )

    def do_undo(self, _: int | None) -> Values:
        """Take the latest change back."""
        return {"say": "said.undone", "what": self._went(self.project.undo())}

    def do_redo(self, _: int | None) -> Values:
        """Make a change again, or put in what the article has and was taken back."""
        return {"say": "said.redone", "what": self._went(redo(self.project))}

    def _went(self, what: str) -> str:
        """Go on with the show's files as they are now, if they went back or on."""
        entry = self.project.journal.entries[-1]
        shared = entry.shared
        if shared or entry.people:
            self._recast()
        if "settings" in shared:
            self.take(settings_with(self.settings, {})[0])
        return worded("did", what)

    def do_sign(self, revision: int | None, name: str, note: str) -> Values:
        """Sign the episode as it is."""
        self.project.sign(name, " ".join(note.split())[:500], revision)
        return {"say": "said.signed"}

    def do_unsign(self, _: int | None) -> None:
        """Take the signature back."""
        self.project.withdraw(self.who)

    def do_unbite(self, revision: int | None, line: int) -> None:
        """Have a voice speak a line again that a recording spoke."""
        self.change(did("unbite", line), lambda s: put_recording(s, line, ""), revision)

    def do_sound_settings(self, revision: int | None, values: Values) -> Values:
        """Change music and pauses of the show."""
        _, path, text = settings_with(self.settings, values)
        shared = changed_file(path, "settings", text)
        self.change(did("settings"), lambda script: script, revision, nullcontext(shared))
        self.take(settings_with(self.settings, {})[0])
        return {"say": "said.settings"}

    def bite(self, line: int, name: str, credit: str, data: bytes, revision: int | None) -> None:
        """Have a recording speak a line.

        Raises:
            PodcasterError: It is no sound, or too long; nothing is changed.
        """
        from podcaster.speech.recorded import recorded_clip
        from podcaster.store import write_atomic

        if len(data) > LARGEST:
            raise InputError(
                phrase("The recording is larger than {size} MB.", size=LARGEST // 1_000_000),
                "Cut out the words you need.",
            )
        with self.lock:
            op.line_at(self.project.script, line)
            folder = self.project.folder / FOLDER
            file = recording_name(name, data, folder)
            new = not (folder / file).exists()
            folder.mkdir(exist_ok=True)
            write_atomic(folder / file, data)
            note = recording_note(file, credit)
            try:
                asked = replace(self.project.script.lines[line], notes=(note,))
                recorded_clip(asked, line, self.project.folder, open_content(self.settings))
                self.change(did("bite", line), lambda s: put_recording(s, line, note), revision)
            except BaseException:
                if new:
                    (folder / file).unlink(missing_ok=True)
                raise
        self.tell("changed", {})
