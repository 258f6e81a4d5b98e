"""One episode, open for everything that people do with it; the command line and programs use the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from podcaster.api.checking import checked
from podcaster.errors import InputError
from podcaster.merging.collisions import Collision, collisions_of, is_of_copy, named_at
from podcaster.merging.resolving import resolve
from podcaster.model import Cast, Clip, Episode, Gender, ReadArticle, Script
from podcaster.project import Doubt, OpenProject, Signature
from podcaster.project import operations as op
from podcaster.project.journal import Entry
from podcaster.project.recordings import RecordedLine
from podcaster.project.recut import join, place_behind, split
from podcaster.reading import Progress
from podcaster.settings import Settings
from podcaster.store import SCRIPT_FILE

WORDS = 40
"""Characters of a line that stand for it in the history."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody is told of."""


class Project:
    """One episode, open for changes: ``Show.write`` and ``Show.open`` give it.

    Lines are numbered from 0, as in ``project.script.lines``, also in the sentences of errors; in the history from 1,
    as people read them. Every operation is on disk before it returns, can be undone for ever, and returns whether it
    changed anything. Each takes ``revision``, the state that it is meant for (``project.revision``); where somebody
    else has changed the script since, it raises a ``podcaster.project.StaleError`` and changes nothing. Without it, one
    that names a line, and ``sign``, ``undo`` and ``redo``, are meant for the script that the project shows, in the same
    way; people, words and doubts are found wherever they are by now.

    Raises:
        PodcasterError: Of every operation: it cannot be done, or not be written; nothing is changed.
    """

    def __init__(self, folder: Path, settings: Settings, who: str = "") -> None:
        self._opened = OpenProject(folder, settings, who)
        self._told: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Project({str(self.folder)!r})"

    @property
    def folder(self) -> Path:
        """The episode's folder, whatever the title becomes."""
        return self._opened.folder

    @property
    def script(self) -> Script:
        """The script as it is now."""
        return self._opened.script

    @property
    def text(self) -> str:
        """The script as it stands in ``script.fountain``."""
        return self._opened.text

    @property
    def revision(self) -> int:
        """How many changes there were: what tells one state from another."""
        return self._opened.revision

    @property
    def notices(self) -> tuple[str, ...]:
        """What was mended when it was opened: a script that was gone, or empty, is as its history has it.

        And what is to be mended by people: an old script may name a language that is none. Once ``render`` has made
        the episode, also what was told then, such as that no voice speaks its language.
        """
        from podcaster.project.notices import told_language, told_restored

        restored = told_restored(self.folder, restored=self._opened.restored)
        return tuple(dict.fromkeys((*restored, *told_language(self.script), *self._told)))

    @property
    def cast(self) -> Cast:
        """Who would speak with which voice now; nothing is registered by it.

        Raises:
            SettingsError: The show's settings give somebody no voice.
        """
        return self._opened.cast

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What wants a decision about who says it, in the order of the script."""
        return self._opened.doubts

    @property
    def articles(self) -> tuple[ReadArticle, ...]:
        """The articles as they were read last, each with its quotes; none where only the script is known."""
        return self._opened.kept.read if self._opened.kept else ()

    @property
    def history(self) -> tuple[Entry, ...]:
        """Every change, the oldest first."""
        return tuple(self._opened.journal.entries)

    @property
    def undoable(self) -> Entry | None:
        """What ``undo`` would take back; None: nothing is left."""
        return self._opened.undoable

    @property
    def redoable(self) -> Entry | None:
        """What ``redo`` would make again; None: nothing was taken back."""
        from podcaster.merging.again import redoable

        return redoable(self._opened)

    @property
    def signature(self) -> Signature | None:
        """The latest signature that was not withdrawn, and whether it is of the episode as it is now."""
        return self._opened.signature

    @property
    def altered(self) -> frozenset[int]:
        """Numbers of the lines whose words are quoted and no longer as the article has them."""
        return self._opened.altered

    @property
    def collisions(self) -> tuple[Collision, ...]:
        """Lines that both the article and people have changed since the script was written, in order."""
        return collisions_of(self.script)

    @property
    def taken_back(self) -> tuple[Collision, ...]:
        """What the article has otherwise since what is new in it was taken back; ``redo`` puts it in."""
        from podcaster.merging.again import taken_back

        return taken_back(self._opened)

    @property
    def recordings(self) -> tuple[RecordedLine, ...]:
        """The lines that recordings speak in a voice's place; where they say something else by now, what it was."""
        from podcaster.project.recordings import recorded_lines

        return recorded_lines(self._opened)

    @checked
    def assign(
        self,
        line: int | Doubt,
        name: str,
        *,
        gender: Gender = Gender.UNKNOWN,
        alike: bool = False,
        revision: int | None = None,
    ) -> bool:
        """Say who says a line.

        Args:
            line: The line, or what is in doubt: its line is found wherever it stands by now.
            name: Who says it; "Narrator", or "Unattributed" for the voice of words whose speaker is uncertain.
            gender: Of somebody who is new in the script; of one whom a doubt offers, it is known.
            alike: Also of all lines that are in doubt for the same reason about the same person.
            revision: The state that is meant.
        """
        if isinstance(line, Doubt):
            self.refresh()
            known = next((each.gender for each in line.choices if each.name == name), gender)
            gender, line = (known if gender is Gender.UNKNOWN else gender), self._line_of(line)
        doubts = self.doubts if alike else ()
        lines = [line, *(other for doubt in doubts if doubt.line == line for other in doubt.alike)]
        also = f" and {len(lines) - 1} like it" if len(lines) > 1 else ""
        name = op.named_in(self.script, name)
        what = f"{name} says “{self._words(line)} …”{also}."
        return self._opened.do(what, lambda script: op.assign(script, lines, name, gender), self._meant(revision))

    @checked
    def rename(self, role: str, name: str, *, revision: int | None = None) -> bool:
        """Give a person another name; gender, voice and corrections stay, and nobody else's voice changes.

        The show's registry knows the person by the new name from then on. Whom it knows by that name already keeps
        the voice that the show has for them.
        """
        voice = self._opened.voice_of(self.script, role, name)
        return self._opened.do(
            f"{role} is called {name}.", lambda script: op.rename(script, role, name, voice), revision, renames=role
        )

    @checked
    def edit(self, line: int, text: str, *, unlock: bool = False, revision: int | None = None) -> bool:
        """Change a line's words; quoted ones only with ``unlock``: they are marked as altered then."""
        what = f"Changed the words of line {line + 1}."
        return self._opened.do(what, lambda script: op.edit(script, line, text, unlock=unlock), self._meant(revision))

    @checked
    def split(self, line: int, at: int | str, *, revision: int | None = None) -> bool:
        """Make two lines of one; ``at`` is how many characters stay in the first, or the last words that do."""

        def parts(script: Script) -> Script:
            return split(script, line, at if isinstance(at, int) else place_behind(script, line, at))

        return self._opened.do(f"Split line {line + 1}.", parts, self._meant(revision))

    @checked
    def join(self, line: int, *, revision: int | None = None) -> bool:
        """Make one line of a line and the next, which the same person says."""
        return self._opened.do(
            f"Joined line {line + 1} with the next.", lambda script: join(script, line), self._meant(revision)
        )

    @checked
    def move(self, line: int, to: int, *, revision: int | None = None) -> bool:
        """Move a line to where another one is."""
        return self._opened.do(
            f"Moved line {line + 1} to {to + 1}.", lambda script: op.move(script, line, to), self._meant(revision)
        )

    @checked
    def insert(self, line: int, role: str, text: str, *, revision: int | None = None) -> bool:
        """Write a line before a line; before the one behind the last: at the end."""
        what = f"Inserted a line at {line + 1}."
        return self._opened.do(what, lambda script: op.insert(script, line, role, text), self._meant(revision))

    @checked
    def cut(self, line: int, *, revision: int | None = None) -> bool:
        """Take a line out."""
        return self._opened.do(
            f"Cut “{self._words(line)} …”.", lambda script: op.cut(script, line), self._meant(revision)
        )

    @checked
    def resolve(self, line: int, *, theirs: bool, revision: int | None = None) -> bool:
        """Settle a collision: with ``theirs`` the article's lines come in the place of those that stand there.

        So do those of a copy of the script, where it is one that was edited elsewhere (``Collision.copied``).
        """
        article = "the copy’s" if is_of_copy(self.script, line) else "the article’s"
        what = f"Took {article if theirs else 'the edited'} words at line {line + 1}."
        written = self._opened.written_lines if theirs else ()
        renames = named_at(self.script, line) if theirs else ""
        return self._opened.do(
            what,
            lambda script: resolve(script, line, theirs=theirs, written=written),
            self._meant(revision),
            renames=renames,
        )

    @checked
    def set_voice(self, role: str, voice: str, *, revision: int | None = None) -> bool:
        """Have a role speak with a voice of the pool in this episode; empty: as the cast decides."""
        if voice:
            from podcaster.cast import role_pools

            voice = role_pools(self.script, self._opened.settings)(role).require(voice, "The project").voice.name
        what = f"{role} speaks with {voice or 'the voice that the cast gives'}."
        return self._opened.do(what, lambda script: op.set_voice(script, role, voice), revision)

    @checked
    def set_gender(self, role: str, gender: Gender, *, revision: int | None = None) -> bool:
        """Say which gender a person has; the cast follows."""
        return self._opened.do(f"{role} is {gender}.", lambda script: op.set_gender(script, role, gender), revision)

    @checked
    def set_pause(self, line: int, seconds: float | None, *, revision: int | None = None) -> bool:
        """Ask for silence behind a line, 0 to 60 seconds; None: the rules decide."""
        what = f"Set the pause behind line {line + 1}."
        return self._opened.do(what, lambda script: op.set_pause(script, line, seconds), self._meant(revision))

    @checked
    def pronounce(self, word: str, said: str, *, everywhere: bool = False, revision: int | None = None) -> bool:
        """Have a word said in some way in this episode.

        Args:
            word: As it is written.
            said: A respelling ("shiv-awn"), or IPA between slashes ("/wɪn/"); empty: as everywhere else.
            everywhere: In the whole show, by its lexicon; undone like everything else.
            revision: The state that is meant.
        """
        if everywhere:
            return self._opened.say_everywhere(word, said, revision)
        from podcaster.script.said import asked_entry, with_said

        if said:
            asked_entry(word, said)
        what = f"{word} is said {said or 'as everywhere else'}."
        return self._opened.do(what, lambda script: with_said(script, word, said), revision)

    @checked
    def undo(self) -> str:
        """Take back the latest change that is not taken back.

        Where a file of the show's (lexicon, registry, settings) that changed with it says something else there by now,
        the file stays as it is, and what was changed in the script goes back.

        Returns:
            What it was, as the history says it, and which file stays.
        """
        return self._opened.undo(self.text)

    @checked
    def redo(self) -> str:
        """Make the latest change that was taken back again, or put in what is ``taken_back``.

        Returns:
            What it was, as the history says it, and which file of the show's stays as it is, as ``undo`` does.
        """
        from podcaster.merging.again import redo

        return redo(self._opened, self.revision)  # what is made again is the history's: the text may be the same

    @checked
    def refresh(self) -> bool:
        """See what others, or an editor of the file, have changed. Returns whether there was anything."""
        return self._opened.refresh()

    @checked
    def sign(self, name: str, note: str = "") -> None:
        """Sign the episode as it is now.

        Args:
            name: Who signs.
            note: What the history says with it.
        """
        self._opened.sign(name, note, self.text)

    @checked
    def withdraw(self, name: str) -> None:
        """Take the signature back; ``name`` does."""
        self._opened.withdraw(name)

    @checked
    def speak(self, line: int) -> Clip:
        """Speak one line as the episode would have it; what was spoken before is not spoken again.

        The line is of the script that the project shows, whatever others have made of it since: nothing is changed.
        """
        from podcaster.engines import Engines
        from podcaster.speaking import speak_lines

        item = op.line_at(self.script, line)
        alone = replace(self.script, sections=(replace(self.script.sections[0], items=(item,)),))
        with Engines(self._opened.settings) as engines:
            (clip,) = speak_lines(alone, self.cast, engines, self._opened.settings, silent, self.folder)
        return replace(clip, index=line)

    @checked
    def render(self, progress: Progress = silent) -> Episode:
        """Make the episode: spoken, mixed and encoded. The same project gives the same bytes.

        It is made of the script as it is on disk, with what others have changed there since the project showed it: an
        episode of an older state would be behind its own script. The project shows what is there afterwards.

        Args:
            progress: Told the name of a stage, how many of its steps are done, and of how many (0: nobody knows).
        """
        from podcaster.model import Wishes
        from podcaster.pipeline import make

        self.refresh()
        made = make([str(self.folder / SCRIPT_FILE)], self._opened.settings, Wishes(), progress)
        self._told = made.notices
        if made.folder.resolve() != self.folder.resolve():  # its article has an episode elsewhere, of another version
            self._opened.go_on_in(made.folder)
        self.refresh()
        return made.episode

    def _meant(self, revision: int | None) -> int | str:
        """The state for which an operation is meant that names a line: whose lines are numbered so."""
        return self.text if revision is None else revision

    def _line_of(self, doubt: Doubt) -> int:
        """Where the line of a doubt stands by now: other lines may have come or gone since it was told."""
        key = doubt.id.rpartition(":")[0]
        lines = [number for number, line in enumerate(self.script.lines) if op.key_of(line) == key]
        if not lines and doubt.place:
            raise InputError("The line of this doubt is gone.", "Look at the doubts as they are now.")
        return min(lines, key=lambda number: abs(number - doubt.line), default=doubt.line)

    def _words(self, line: int) -> str:
        return op.line_at(self.script, line).text[:WORDS]
