"""An episode's project: its script with all that is known of it, changed by operations that are on disk at once."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.cast import Registry, read_registry
from podcaster.errors import InputError, SettingsError
from podcaster.locks import hold_show, look_at_show
from podcaster.model import Cast
from podcaster.phrases import phrase
from podcaster.project.announcing import announced
from podcaster.project.committing import forget_beside, is_behind
from podcaster.project.decisions import follow_decisions
from podcaster.project.doubts import find_altered, find_doubts, places_of
from podcaster.project.everywhere import changed_lexicon, patched, with_staying
from podcaster.project.journal import FILE as HISTORY
from podcaster.project.journal import WITHDRAWN, Entry, Journal, make_patch, moment, stacks_of, with_shared
from podcaster.project.kept import Kept, kept_of_old, load_kept, mark_of, save_kept, script_in
from podcaster.project.naming import finish_latest, people_renamed, registered, voice_to_keep, with_people
from podcaster.project.outside import edits_made
from podcaster.project.own_words import OwnWords, own_words
from podcaster.project.rereading import reread_of, written_after
from podcaster.project.signing import Signature, digest_of, signer, text_made
from podcaster.project.together import FileChange, change_together, looking, record
from podcaster.reading import read_show_script
from podcaster.script import format_script
from podcaster.script.said import said_in
from podcaster.store import SCRIPT_FILE, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from podcaster.model import Episode, Line, Script
    from podcaster.project.doubts import Doubt, QuotePlace
    from podcaster.project.everywhere import Shared
    from podcaster.project.outside import Edit
    from podcaster.project.together import Files, Noting
    from podcaster.settings import Settings


class StaleError(InputError):
    """Somebody else has changed the script meanwhile."""


class OpenProject:
    """One episode, open for changes.

    Every operation is on disk before it returns; it can be undone for ever. Several programs may have the same episode
    open: each operation takes the script as it is on disk, and one that was meant for an older state is refused.

    Args:
        folder: The episode's.
        settings: The show's.
        who: Who changes it, for the history.

    Raises:
        InputError: It has no script, or its files are damaged.
        ScriptError: There is a mistake in the script.
    """

    def __init__(self, folder: Path, settings: Settings, who: str) -> None:
        self.folder, self.settings, self.who = folder, settings, who
        self.wording: Callable[[str], str] = str
        """How what the history says is written down: in English, until somebody has another language for it."""
        self.text = ""
        self.script: Script
        self.kept: Kept | None = None
        self.places: dict[str, QuotePlace] = {}
        self._template: OwnWords | None = None
        self._kept_mark: object = None
        self._now = ""
        """The script after the last entry of the history."""
        self._taken = ""
        """What a template wrote last, as far as the history has it."""
        self.restored = False  # the script was gone, or empty, and is as it was again
        self.journal: Journal
        with look_at_show(settings.output) as held:
            self._begin(looking(held=held))

    @property
    def revision(self) -> int:
        """How many changes there were."""
        return len(self.journal.entries)

    @property
    def written_lines(self) -> tuple[Line, ...]:
        """What the template wrote last."""
        return self._read(self.kept.latest).lines if self.kept else ()

    @property
    def template_lines(self) -> frozenset[str]:
        """What the template wrote of its own: greetings, links, credits; no words of an article's or an editor's."""
        if self._template is None:
            self._template = own_words(self.kept.read if self.kept else (), self.written_lines)
        return self._template.now(self.script.lines)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What wants a decision."""
        return find_doubts(self.script, self.kept, self.places)

    @property
    def questions(self) -> tuple[Doubt, ...]:
        """What else an editor should look at: passages that may be no quotation, or one, tables, and unknown names."""
        from podcaster.project.questions import find_questions

        return find_questions(self.script, self.kept, self.places, self.settings.files)

    @property
    def cast(self) -> Cast:
        """Who would speak with which voice now; nothing is registered by it."""
        return self._cast_of(self.script)

    @property
    def altered(self) -> frozenset[int]:
        """Numbers of the lines whose words are quoted and no longer as the article has them."""
        return find_altered(self.script, self.kept, self.places)

    @property
    def undoable(self) -> Entry | None:
        """What ``undo`` would take back."""
        done = stacks_of(self.journal.entries).done
        return self.journal.entries[done[-1]] if done else None

    @property
    def redoable(self) -> Entry | None:
        """What ``redo`` would make again."""
        undone = stacks_of(self.journal.entries).undone
        return self.journal.entries[undone[-1]] if undone else None

    @property
    def digest(self) -> str:
        """What a signature would be of: see ``digest_of``."""
        return digest_of(self.script)

    @property
    def signature(self) -> Signature | None:
        """The latest signature that was not withdrawn."""
        signed = [entry for entry in self.journal.entries if entry.signed]
        if not signed or signed[-1].signed == WITHDRAWN:
            return None
        entry = signed[-1]
        return Signature(entry.who, entry.when, entry.signed, entry.signed == self.digest)

    def made(self, episode: Episode) -> Script | None:
        """The state of the script of which the episode was made; None where the history does not have it."""
        text = text_made(self.kept, self.journal, episode) if self.kept else None
        return None if text is None else self.script if text == self.text else self._read(text)

    def do(
        self,
        what: str,
        change: Callable[[Script], Script],
        revision: int | str | None = None,
        shared: AbstractContextManager[Shared] | None = None,
        renames: str | Mapping[str, str] = "",
        wrote: str = "",
    ) -> bool:
        """Change the script, and files of the show's with it.

        Args:
            what: A sentence for the history.
            change: From the script to the one that is meant.
            revision: The state that it is meant for, or the script's text in it; None: whatever it is now.
            shared: What else changes (``podcaster.project.everywhere``).
            renames: Who has another name, also in the registry (``people_renamed``); a mapping: in a whole new script.
            wrote: What the template has written, where the article was read again; it is kept in any case.

        Returns:
            Whether it changed anything.

        Raises:
            StaleError: The script is in another state than ``revision``.
            InputError: It cannot be done; nothing is changed.
            OSError: It cannot be written; nothing is changed.
        """
        with hold_show(self.settings.output):
            self.expect(revision)
            kept = self.kept if isinstance(renames, str) and not wrote else None
            (meant,) = announced(self.script, [change(self.script)], kept, self.settings)
            script = self._read(text := format_script(meant.script))
            said_in(script)  # what cannot be said is refused here, and not whenever the script is looked at
            people = people_renamed(self.script, script, renames)
            with shared or nullcontext({}) as files, registered(self.settings, self.folder, people) as known:
                reread = reread_of(self.kept, self.journal, self.text, text, wrote)
                if text == self.text and not files and reread is None:
                    return False
                entry = Entry(moment(), self.who, meant.told(what), make_patch(self.text, text), reread=reread)
                self._write(with_people(entry, known), text, script, files, known.files)
            return True

    def say_everywhere(self, word: str, said: str, revision: int | None = None) -> bool:
        """Have a word said in some way in the whole show, by its lexicon; like all else, that can be undone.

        Args:
            word: As it is written.
            said: A respelling, or IPA between slashes; empty: take it out of the show's lexicon.
            revision: The state that it is meant for; None: whatever it is now.

        Returns:
            Whether it changed anything.

        Raises:
            SettingsError: It cannot be said so, or the lexicon has no such word. Else what ``do`` raises.
        """
        what = phrase("{word} is said as it was in the whole show.", word=word)
        if said:
            what = phrase("{word} is said {said} in the whole show.", word=word, said=said)
        with hold_show(self.settings.output):
            self.expect(revision)
            shared = changed_lexicon(self.settings.files.lexicon, word, said)
            return self.do(what, lambda script: script, None, nullcontext(shared))

    def expect(self, revision: int | str | None) -> None:
        """See that the script is in the state that an operation is meant for. The show is held."""
        self._follow()
        if revision not in (None, self.revision, self.text):
            raise StaleError(
                "The script has changed meanwhile.", "Look at it as it is now, and do it again if it is still right."
            )

    def undo(self, revision: int | str | None = None) -> str:
        """Take back the latest change that is not. Returns what it was, and which file of the show's stays as it is.

        Raises:
            InputError: There is none; or the script is in another state than ``revision``.
        """
        with hold_show(self.settings.output):
            self.expect(revision)
            if not (done := stacks_of(self.journal.entries).done):
                raise InputError("There is nothing to undo.")
            return self._again(done[-1], back=True)

    def redo(self) -> str:
        """Make the latest change that was taken back again. Returns the same as ``undo``.

        Raises:
            InputError: There is none.
        """
        with hold_show(self.settings.output):
            self._follow()
            if not (undone := stacks_of(self.journal.entries).undone):
                raise InputError("There is nothing to make again.")
            return self._again(undone[-1], back=False)

    def sign(self, name: str, note: str = "", revision: int | str | None = None) -> None:
        """Sign the episode as it is heard now, or in the state that is meant: see ``do``."""
        what = phrase("Signed the episode. {note}", note=note) if note else "Signed the episode."
        self._sign(signer(name), what, revision, withdrawn=False)

    def withdraw(self, name: str) -> None:
        """Take the signature back."""
        self._sign(name, "Withdrew the signature.", None, withdrawn=True)

    def refresh(self) -> bool:
        """See what others have changed. Returns whether there was anything."""
        with look_at_show(self.settings.output) as held:
            return self._follow(looking(held=held))

    def go_on_in(self, folder: Path) -> None:
        """Go on in another folder, to which the episode has moved."""
        with look_at_show(self.settings.output) as held:
            before, self.folder = self.folder, folder
            try:
                self._begin(looking(held=held))
            except InputError:
                self.folder = before
                self._begin(looking(held=held))
                raise

    def _begin(self, write: Noting) -> None:
        """Read everything, and bring the script's file and the history together."""
        seen, text = mark_of(self.folder), script_in(self.folder)
        self.journal = Journal(self.folder / HISTORY)
        self.kept = load_kept(self.folder)
        if seen != mark_of(self.folder):  # an episode has come in its place, which who holds the show does not see
            self._begin(write)
            return
        if self.kept is None:
            self.kept = kept = kept_of_old(self.folder, text)
            record(write, lambda: save_kept(self.folder, kept))
        self.places = places_of(self.kept)
        self._template, self._kept_mark = None, mark_of(self.folder)
        self._replay(self.kept.script)
        self._reconcile(text, write)
        self.script = self._read(self.text)

    def _follow(self, write: Noting = "must") -> bool:
        """Read what has changed on disk since."""
        if mark_of(self.folder) != self._kept_mark:
            self._begin(write)
            return True
        before, text = (self.revision, self.text), script_in(self.folder)
        if write == "never":  # what is appended meanwhile may be taken back
            self.journal = Journal(self.journal.path)
        elif not self.journal.refresh() and text == self.text == self._now:
            return False
        assert self.kept is not None
        self._replay(self.kept.script)
        self._reconcile(text, write)  # what is no script is not taken up
        self.script = self._read(self.text)
        return (self.revision, self.text) != before

    def _replay(self, text: str) -> None:
        """Go through the history."""
        states = self.journal.states(text)
        self._now = self._taken = next(states)
        for entry, state in zip(self.journal.entries, states, strict=True):
            self._now, self._taken = state, written_after(entry, state, self._taken)

    def _reconcile(self, text: str, write: Noting) -> None:
        """The file is what the history says, or what it was before (a kill came between), or was edited elsewhere.

        What the template has written of the article since is no edit of anybody's.
        """
        self.restored = self.restored or not text.strip()
        known = text == self._now or is_behind(self.folder, text, self.journal, self._now)
        again = self.kept is not None and text == self.kept.written != self._taken
        edits = () if known else edits_made(self._now, text, self.voice_of, self.settings, self.kept, again=again)
        self.text = edits[-1].text if edits else self._now
        record(write, lambda: self._record(text, edits, again=again))

    def take(self, text: str, copy: str) -> bool:
        """Have the script as a copy has made it that was edited elsewhere. The show is held. Returns whether it did."""
        self._follow()
        if edits := edits_made(self._now, text, self.voice_of, self.settings, self.kept):
            self.text = edits[-1].text
            write_atomic(self.folder / SCRIPT_FILE, self.text)
            self._record(self.text, edits, again=False, copy=copy)
            self.script = self._read(self.text)
        return bool(edits)

    def _record(self, text: str, edits: tuple[Edit, ...], *, again: bool, copy: str = "") -> None:
        """The file is written before the history: what a kill leaves is found as edited again."""
        finish_latest(self.journal, self.settings, self.folder)
        if text != self.text:
            write_atomic(self.folder / SCRIPT_FILE, self.text)
        forget_beside(self.folder)
        for edit in edits:
            entry, copy = edit.entry(self._now, again=again, copy=copy), ""
            with registered(self.settings, self.folder, edit.people) as known:
                self._append(with_people(entry, known), edit.text, known.files)

    def _cast_of(self, script: Script) -> Cast:
        from podcaster.cast import preview_cast

        return preview_cast(script, self.settings, edited=True)

    def voice_of(self, script: Script, role: str, name: str) -> str:
        """The voice that a script asks for once somebody has another name; see ``voice_to_keep``."""
        try:
            cast, registry = self._cast_of(script), read_registry(self.settings.files.registry)
        except SettingsError:
            cast, registry = (self.kept.cast if self.kept else None) or Cast({}), Registry()
        return voice_to_keep(script, cast, registry, role, name)

    def _again(self, number: int, *, back: bool) -> str:
        entry = self.journal.entries[number]
        done = self.journal.latest(number) if back else entry
        patch = entry.patch.inverse if back else entry.patch
        if (text := patch.apply(self.text)) is None:
            raise InputError("This cannot be taken back: its place has changed since.", "Change it by hand.")
        patches = {name: each.inverse if back else each for name, each in done.shared.items()}
        new = Entry(moment(), self.who, "", patch, number if back else None, None if back else number)
        with (
            patched(self.settings.files, patches) as files,
            registered(self.settings, self.folder, done.people, back=back, text=done.called) as known,
        ):
            told = with_staying(entry.what, self.settings.files, [each for each in entry.shared if each not in files])
            what = phrase("Took back: {what}", what=told) if back else phrase("Made again: {what}", what=told)
            script = self._read(text, None)  # the show may know a name only then
            self._write(with_people(replace(new, what=what), known), text, script, files, known.files)
        return told

    def _sign(self, name: str, what: str, revision: int | str | None, *, withdrawn: bool) -> None:
        with hold_show(self.settings.output):
            self.expect(revision)
            signed = WITHDRAWN if withdrawn else self.digest
            self._append(Entry(moment(), name, what, make_patch(self.text, self.text), signed=signed), self.text)

    def _write(self, entry: Entry, text: str, script: Script, shared: Shared, names: Files) -> None:
        """Have the history and all files say it, or none of them."""
        files = [*(each.file for each in shared.values()), *names]
        files += [] if text == self.text else [FileChange(self.folder / SCRIPT_FILE, text)]
        self._append(with_shared(entry, {name: each.patch for name, each in shared.items()}), text, files)
        self.text, self.script = text, script

    def _append(self, entry: Entry, text: str, files: Files = ()) -> None:
        entry = replace(entry, what=" ".join(self.wording(entry.what).split()))
        change_together(self.journal, entry, files)
        follow_decisions(self.journal.entries, self.kept, self.settings, self._now, text)
        self._now = text

    def _read(self, text: str, people: Collection[str] | None = ()) -> Script:
        return read_show_script(text, SCRIPT_FILE, self.settings, people, before=True)
