"""Any sequence of operations and undos leaves a script that is whole, and can be taken back.

Every operation of the API and the studio's, edits of the file and of the article. After each, all of the script is what
the operation is to make of it (``sequence_model``), it can be read, and another program that has it open sees the same;
what is undone is exactly what was there; every quote stands in the article, or is told as altered. At the end it is
opened again, made an episode of, taken back to the beginning, and made again to the end.

By hand, as many runs as one likes, from any number on: ``python tests/test_project_sequences.py 1000 [250]``.
"""

from __future__ import annotations

import difflib
import io
import json
import math
import random
import re
import shutil
import sys
import tempfile
import traceback
import wave
from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sequence_model import Cue, Person, Row, View, changed, is_collision, is_comment, quote_of, view_of, words_of

import podcaster
from podcaster.cast import read_registry
from podcaster.errors import PodcasterError
from podcaster.merging.again import base_of, latest_of
from podcaster.model import NARRATOR, UNATTRIBUTED, Gender
from podcaster.project import OpenProject
from podcaster.project.everywhere import changed_lexicon
from podcaster.reading import read_show_script
from podcaster.script import format_script, read_script, say_the_same
from podcaster.script.corrections import read_corrections
from podcaster.studio.acts import Acts
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers
from podcaster.studio.works import Works

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from podcaster.model import Correction
    from podcaster.project import Doubt

    Check = Callable[[View], None]
    Wanted = View | Check
    State = tuple[str, ...]

OWN = Path(__file__).parent / "data" / "sequences"
SAMPLES = sorted(path for path in (Path(podcaster.__file__).parent / "samples").glob("*.*") if path.suffix != ".py")
ARTICLES = (*SAMPLES, *sorted(OWN.glob("*.md")))
LENGTH = 50
"""Operations and undos of a run."""
RENDERED = 4
"""One run in so many is also made an episode of, which takes as long as three without."""
SEEDS = 10
NAMES = ("Narrator", "Unattributed", "Ines Holm", "Ünal O’Neill-Çelik", "Bo")
SHARED = ("voices/lexicon.toml", "voices/registry.toml", "podcaster.toml")
PARAGRAPH = re.compile(r"^(?=.{25})(?:<p>)?[\w“‘'\"].*$", re.MULTILINE)
"""A paragraph of an article; all stand on a line of their own."""
NAMED = re.compile(r"^collides \(name of (.+?)\): (.+)$", re.MULTILINE)
"""What the article calls somebody whom people call otherwise."""


class Sequence:
    """One episode, open in two programs at once, and what must be there after each operation.

    Args:
        folder: Where its show is to be.
        seed: Which of all sequences.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed, self.chance, self.folder = seed, random.Random(seed), folder
        original = ARTICLES[seed % len(ARTICLES)]
        self.original = original.read_text("utf-8")
        self.article = Path(shutil.copy(original, folder / original.name))
        self.show = podcaster.open_show(folder, who="Ada")
        self.project = self.show.write(self.article)
        self.speakers = Speakers()
        self.desk = Desk(self.project.folder, self.show.settings, "Bea", self.speakers)
        self.first = self.state()
        self.verbatim: dict[str, str] = {}
        """Quote's key -> its words, as the template has written them."""
        self.written()
        self.done: list[tuple[State | None, State | None]] = []
        """What was there before and behind each change that is not taken back; None: nobody has seen it."""
        self.undone: list[tuple[State | None, State | None]] = []
        """The same of those that are, from what was there to what came of it."""
        self.signed: tuple[object, ...] | None = None
        self.counts: Counter[tuple[str, bool]] = Counter()
        """How often each operation was done, and was refused."""

    @property
    def path(self) -> Path:
        """The script's file."""
        return self.project.folder / "script.fountain"

    @property
    def view(self) -> View:
        """The script as it is now."""
        return view_of(self.project.script)

    def state(self) -> State:
        """All that operations change, as it lies on disk."""
        paths = (self.path, *(self.folder / name for name in SHARED))
        return tuple(path.read_text("utf-8") if path.exists() else "" for path in paths)

    def written(self) -> View:
        """What the template has written last."""
        view = view_of(read_show_script(latest_of(self.desk.project), "script.fountain", self.show.settings))
        self.verbatim = {key: row.text for row in view.rows for key in map(quote_of, row.notes) if key}
        return view

    def begun(self) -> View:
        """What the template had written when both sides began: without merges that were taken back."""
        return view_of(read_show_script(base_of(self.desk.project), "script.fountain", self.show.settings))

    @property
    def is_taken_back(self) -> bool:
        """Whether people have taken back what the article has now."""
        if base_of(self.desk.project) == latest_of(self.desk.project):
            return False
        base, latest, here = self.begun(), self.written(), self.view.people
        genders = {name: each.gender for name, each in latest.people.items()}
        known = {name for name, each in here.items() if genders.get(name) == each.gender}
        others = base.people.keys() & latest.people.keys() - known  # whom the show does not know from this script
        same = all(base.people[name].gender == latest.people[name].gender for name in others)
        return not same or not is_same_article(base, latest)

    def is_known(self, name: str) -> bool:
        """Whether the show has a voice for somebody, whom it keeps then."""
        return read_registry(self.show.settings.files.registry).person(name) is not None

    def some(self, kind: str) -> Doubt | None:
        """Something of a kind that wants a decision."""
        opened = self.desk.project
        open_now = [each for each in (*opened.doubts, *opened.questions) if each.kind == kind]
        return self.chance.choice(open_now) if open_now else None

    def step(self, names: list[str]) -> None:
        """One operation, at random; what cannot be done is refused in a sentence, and changes nothing."""
        name = self.chance.choice(names)
        before, entries, state = self.view, self.project.revision, self.state()
        made = OPERATIONS[name](self, before)
        if made is None:
            return
        do, wanted = made
        try:
            do()
        except PodcasterError as error:
            assert str(error).strip().endswith((".", "?")) or error.cure  # noqa: PT017
            assert self.state() == state
            assert name not in SURE, error  # noqa: PT017
            self.counts[name, False] += 1
            return
        self.counts[name, True] += 1
        self.project.refresh()
        self.desk.follow()
        after = self.view
        if isinstance(wanted, View):
            check_same(wanted, after)
            if name not in LAYING_OUT:
                assert [row.ending for row in after.rows] == [row.ending for row in wanted.rows]
        else:
            wanted(after)
        if name not in {"cut", "by hand", "undo", "redo"}:
            there = before.comments()
            assert (Counter(set(there)) if name == "join" else there) <= after.comments()  # a line has each once
        self.remember(name, state, self.project.revision - entries)
        self.check(after)

    def remember(self, name: str, state: State, entries: int) -> None:
        """Note what was there, for when it is taken back."""
        if name in {"undo", "redo", "sign", "unsign"}:
            return
        if entries:
            now = self.read_again(state) if name == "from the article" else self.state()
            seen: list[State | None] = [state, *[None] * (entries - 1), now]
            self.done += pairwise(seen)
            self.undone.clear()
        elif name != "by hand":
            assert self.state()[:1] == state[:1]
            assert name in {"from the article", "elsewhere"} or self.state() == state

    def read_again(self, state: State) -> State:
        """What is there by an article that was read again: of the show's files, people whom it calls otherwise alone.

        What else they say since (who has got a voice) is taken back by nobody.
        """
        (script, _, now, _), (_, lexicon, registry, settings) = self.state(), state
        for each in self.project.history[-1].people:
            new = next((head for head in (f'[people."{each.new}"]', f"[people.{each.new}]") if head in now), "")
            for old in (f'[people."{each.old}"]', f"[people.{each.old}]"):
                if old in now and old in registry and new and new not in registry:  # who stays beside the new name
                    registry += f"\n{new}{now.partition(new)[2].partition('[')[0]}"
                elif new and old not in now and new in registry and old in registry:  # who keeps the own voice
                    before, _, behind = registry.partition(old)
                    registry = before + "".join(behind.partition("[")[1:])
                elif new and old not in now:
                    registry = registry.replace(old, new)
        return script, lexicon, registry, settings

    def check(self, view: View) -> None:
        """What is always so."""
        project, desk = self.project, self.desk.project
        assert not self.desk.trouble
        assert self.path.read_text("utf-8") == project.text == desk.text
        assert (project.revision, view) == (desk.revision, view_of(desk.script))
        written = format_script(project.script)
        again = read_script(written, "script.fountain")
        assert format_script(again) == written
        assert say_the_same(again, project.script)
        assert view_of(again) == view
        assert bool(project.undoable) == bool(self.done)
        assert bool(desk.redoable) == bool(self.undone)
        assert bool(project.redoable) == bool(self.undone or self.is_taken_back)
        self.check_quotes(view)
        self.check_held(view)
        signature = project.signature
        assert (signature is None) == (self.signed is None)
        assert signature is None or signature.valid == (self.signed == view.heard)

    def check_quotes(self, view: View) -> None:
        """Every line that has somebody's words has them as the article does, or is told as altered, and no other is."""
        article = f" {' '.join(words_in(' '.join(each.article.text for each in self.project.articles)))} "
        altered = self.project.altered
        for number, row in enumerate(view.rows):
            keys = {quote_of(note) for note in row.notes} - {""}
            if keys and number not in altered:
                quoted = sum(bool(quote_of(note)) for note in row.notes)  # a line copied by hand has its quote twice
                assert pieces_in(article, row.text) <= quoted
                assert "altered" not in row.notes
            elif number in altered:
                own = " ".join(self.verbatim.get(key, "") for key in keys)
                assert keys
                said = pieces_in(f" {' '.join(words_in(own))} ", row.text)
                assert "altered" in row.notes or said > 1 or len(keys) > 1  # joined, and what stood between is gone

    def finish(self) -> None:
        """What is so at the end: it is there when it is opened again, is heard, and all can be taken back."""
        project, show = self.project, podcaster.open_show(self.folder)
        again, opened = show.open(project.folder), OpenProject(project.folder, show.settings, "")
        for name in ("text", "history", "doubts", "altered", "collisions", "cast", "articles", "signature"):
            assert getattr(again, name) == getattr(project, name)
        for name in ("text", "doubts", "questions", "altered", "kept", "places", "signature"):
            assert getattr(opened, name) == getattr(self.desk.project, name)
        if self.seed % RENDERED == 0:
            self.render(again)
        last, count = again.text, 0
        while again.undoable:
            again.undo()
            count += 1
        assert difference(again.text, self.first[0]) == []
        assert view_of(again.script) == view_of(read_script(self.first[0], "script.fountain"))
        for _ in range(count):
            again.redo()
        assert again.text == last

    def render(self, project: podcaster.Project) -> None:
        """Make an episode, with every word in it once, and every decision about who says what kept."""
        text = project.text
        episode = project.render()
        assert project.text == text
        view = view_of(project.script)
        assert episode.duration > len(view.rows) / 10
        table = json.loads((project.folder / "transcript.json").read_text("utf-8"))
        assert words_of(each["body"] for each in table["segments"]) >= view.words()
        self.check_corrections(view)

    def remembered(self) -> Mapping[str, Correction]:
        """What the show remembers of the article's quotes; nothing where somebody has spoilt the title page."""
        origins, path = self.project.script.origins, self.show.settings.files.corrections
        return read_corrections(path, origins[0]) if origins else {}

    def check_corrections(self, view: View) -> None:
        """Whom people have named is kept for the article's next script."""
        kept = self.remembered()
        said: dict[str, set[str]] = {}
        for row in view.rows if self.project.script.origins else ():
            for key in filter(None, map(quote_of, row.notes)):
                said.setdefault(key, set()).add(row.role)
        for row in view.rows if said else ():
            for key in filter(None, (quote_of(note) for note in row.notes if "sure: decided" in note)):
                assert key in kept or len(said[key]) > 1  # of one that was split, who says most of it
                assert key not in kept or kept[key].speaker in said[key]

    def check_held(self, view: View) -> None:
        """What is kept for the article's next script of a quote that the script has, somebody holds there."""
        kept = self.remembered()
        noted = [(row.role, note) for row in view.rows for note in filter(quote_of, row.notes)]
        held = {
            quote_of(note)
            for role, note in noted
            if re.search("sure: (decided|corrected)", note) or not note.startswith(f"speaker: {role};")
        }
        assert not ({quote_of(note) for _, note in noted} - held) & kept.keys()

    def close(self) -> None:
        """End what speaks."""
        self.speakers.close()


def words_in(text: str) -> list[str]:
    """The words of a text, in order."""
    return "".join(sign if sign.isalnum() else " " for sign in text).split()


def pieces_in(article: str, text: str) -> float:
    """Of how many pieces of an article a text consists."""
    words, found = words_in(text), 0
    while words:
        most = next((end for end in range(len(words), 0, -1) if f" {' '.join(words[:end])} " in article), 0)
        if not most:
            return math.inf
        words, found = words[most:], found + 1
    return found


def difference(found: str, wanted: str) -> list[str]:
    """The lines of two texts that differ."""
    lines = difflib.unified_diff(found.split("\n"), wanted.split("\n"), "found", "wanted", n=0, lineterm="")
    return list(lines)[2:]


def check_same(wanted: View, found: View) -> None:
    """See that a script is what it is to be, part by part, so that what differs is told."""
    assert (found.title, found.fields) == (wanted.title, wanted.fields)
    assert len(found.items) == len(wanted.items)
    for one, other in zip(found.items, wanted.items, strict=True):
        assert one == other
    assert (found.people, found.awaited) == (wanted.people, wanted.awaited)


@lru_cache
def a_sound() -> bytes:
    """Half a second of a tone, as a recording."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 16000, 0, "NONE", ""))
        out.writeframes(
            b"".join((20000 * (1 if at // 40 % 2 else -1)).to_bytes(2, "little", signed=True) for at in range(8000))
        )
    return file.getvalue()


OPERATIONS: dict[str, Callable[[Sequence, View], tuple[Callable[[], object], Wanted] | None]] = {}
"""What can be done -> how, with arguments at random, and what is there then; None: there is nothing for it."""
SURE = {"undo", "redo", "sign", "unsign", "decide word", "decide heard", "decide table", "drop_cue", "unbite", "move"}
"""What is never refused when it is there."""


LAYING_OUT = {"split", "join", "move", "insert", "cut", "sound", "drop_cue"}
"""What changes how lines end that it does not touch."""


def operation(*names: str) -> Callable[..., Any]:
    """Enter an operation of the API or the studio's by its names."""

    def enter(make: Any) -> Any:
        OPERATIONS.update(dict.fromkeys(names, make))
        return make

    return enter


def place(seq: Sequence, view: View) -> tuple[int, Row]:
    """A line at random."""
    line = seq.chance.randrange(len(view.rows))
    return line, view.rows[line]


def who(seq: Sequence, view: View) -> str:
    """Somebody who speaks in the script."""
    return seq.chance.choice(list(view.people))


def either(seq: Sequence, one: Callable[[], object], other: Callable[[], object]) -> Callable[[], object]:
    """The API's operation, or the studio's."""
    return seq.chance.choice([one, other])


@operation("assign")
def _assign(seq: Sequence, view: View) -> Any:
    (line, _), name = place(seq, view), seq.chance.choice([*NAMES, who(seq, view)])
    wanted = changed(view, lambda draft: draft.assign([line], name))
    desk = partial(seq.desk.do, "assign", {"line": line, "name": name}, None)
    return either(seq, lambda: seq.project.assign(line, name), desk), wanted


@operation("decide")
def _decide(seq: Sequence, view: View) -> Any:
    doubt = seq.some(seq.chance.choice(["speaker", "passage"]))
    if doubt is None:
        return None
    choice, alike = seq.chance.choice(doubt.choices), seq.chance.random() < 0.5
    lines = [doubt.line, *(doubt.alike if alike else ())]
    assert len({_cause(view.rows[each]) for each in lines}) == 1
    wanted = changed(view, lambda draft: draft.assign(lines, choice.name, str(choice.gender)))
    values = {"decision": doubt.id, "choice": {"name": choice.name, "gender": str(choice.gender)}, "alike": alike}
    api = partial(seq.project.assign, doubt, choice.name, alike=alike)
    return either(seq, api, partial(seq.desk.do, "decide", values, None)), wanted


def _cause(row: Row) -> str:
    """Who is likely to say a line that is in doubt."""
    likely = re.search(r"likely: ([^;]+)", " ".join(row.notes))
    return likely[1] if likely else row.role


@operation("decide passage")
def _passage(seq: Sequence, view: View) -> Any:
    doubt = seq.some("narrated")
    if doubt is None:
        return None
    name = seq.chance.choice(["Narrator", *(each.name for each in doubt.choices)])
    values = {"decision": doubt.id, "choice": {"name": name, "gender": "unknown"}, "alike": False}

    def check(after: View) -> None:
        old, line = view.rows[doubt.line], doubt.line
        assert after.rows[:line] == view.rows[:line]
        new = after.rows[line : len(after.rows) - len(view.rows) + line + 1]
        assert after.rows[line + len(new) :] == view.rows[line + 1 :]
        assert words_in(" ".join(row.text for row in new)) == words_in(old.text)
        if name == "Narrator":
            assert new == [replace(old, notes=(*old.notes, new[0].notes[-1]))]
        else:
            assert [row.role for row in new if row.quoted] == [name]

    return partial(seq.desk.do, "decide", values, None), check


@operation("decide table")
def _table(seq: Sequence, view: View) -> Any:
    doubt = seq.some("table")
    if doubt is None:
        return None
    read = seq.chance.random() < 0.5

    def check(after: View) -> None:
        new = len(after.rows) - len(view.rows)
        assert read == (new > 0)
        assert after.rows[: doubt.line] == view.rows[: doubt.line]
        assert after.rows[doubt.line].text == view.rows[doubt.line].text
        assert after.rows[doubt.line + 1 + new :] == view.rows[doubt.line + 1 :]
        assert all("table" not in {each.kind} for each in seq.desk.project.questions if each.id == doubt.id)

    return partial(seq.desk.do, "decide", {"decision": doubt.id, "choice": {"read": read}, "alike": False}, None), check


@operation("decide word")
def _word(seq: Sequence, view: View) -> Any:
    doubt = seq.some("word")
    if doubt is None:
        return None
    word = doubt.reason

    def noted(draft: Any) -> None:
        draft.note(doubt.line, f"said {word}", f"said {word}: decided")

    values = {"decision": doubt.id, "choice": {}, "alike": False}
    return partial(seq.desk.do, "decide", values, None), changed(view, noted)


@operation("decide heard")
def _heard(seq: Sequence, view: View) -> Any:
    line, _ = place(seq, view)
    wanted = changed(view, lambda draft: draft.note(line, "heard", "heard: as it should be"))
    values = {"decision": f"heard:0:{line}", "choice": {}, "alike": False}
    return partial(seq.desk.do, "decide", values, None), wanted


@operation("rename")
def _rename(seq: Sequence, view: View) -> Any:
    role = who(seq, view)
    name = seq.chance.choice(["Ada Byron", "Bo", role])
    voice = seq.project.cast.voice(role).name
    ways = [changed(view, lambda draft: draft.rename(role, name, voice))]
    if seq.is_known(name):
        ways.append(changed(view, lambda draft: draft.rename(role, name, "")))

    def wanted(after: View) -> None:
        check_same(next((each for each in ways if each.people == after.people), ways[0]), after)

    desk = partial(seq.desk.do, "rename", {"role": role, "name": name}, None)
    return either(seq, lambda: seq.project.rename(role, name), desk), wanted


@operation("gender")
def _gender(seq: Sequence, view: View) -> Any:
    role, gender = who(seq, view), seq.chance.choice(list(Gender))
    wanted = replace(view, people=view.people | {role: view.people[role]._replace(gender=str(gender))})
    desk = partial(seq.desk.do, "gender", {"role": role, "gender": str(gender)}, None)
    return either(seq, lambda: seq.project.set_gender(role, gender), desk), wanted


@operation("voice")
def _voice(seq: Sequence, view: View) -> Any:
    role, voice, pin = who(seq, view), seq.chance.choice(["steph", "ed-high", ""]), seq.chance.random() < 0.3
    wanted = replace(view, people=view.people | {role: view.people[role]._replace(voice=voice)})
    if not voice or not pin:
        return lambda: seq.project.set_voice(role, voice), wanted
    return partial(seq.desk.do, "voice", {"role": role, "voice": voice, "pin": pin}, None), wanted


@operation("unpin")
def _unpin(seq: Sequence, view: View) -> Any:
    return partial(seq.desk.do, "unpin", {"role": who(seq, view)}, None), view


@operation("edit")
def _edit(seq: Sequence, view: View) -> Any:
    line, row = place(seq, view)
    text = seq.chance.choice(
        ["(Pause 1)", "> Not a cue: no", "# A b", "“Hm,” /* x", f"{row.text} It *is* so", row.text]
    )
    unlock = seq.chance.random() < 0.5
    refused = row.quoted and not unlock and text != row.text
    wanted = view if refused else changed(view, lambda draft: draft.edit(line, text))
    desk = partial(seq.desk.do, "edit", {"line": line, "text": text, "unlock": unlock}, None)
    return either(seq, lambda: seq.project.edit(line, text, unlock=unlock), desk), wanted


@operation("split")
def _split(seq: Sequence, view: View) -> Any:
    line, row = place(seq, view)
    spaces = [match.end() for match in re.finditer(" ", row.text)]
    at = seq.chance.choice([*spaces, *spaces, *spaces, seq.chance.randrange(len(row.text) + 1)])
    first, second = row.text[:at].strip(), row.text[at:].strip()
    if not words_in(first) or not words_in(second) or row.text[at - 1 : at + 1].isalnum() or row.recording:
        return lambda: seq.project.split(line, at), view
    wanted = changed(view, lambda draft: draft.split(line, at))
    words = first if row.text.index(first) == 0 else at
    desk = partial(seq.desk.do, "split", {"line": line, "at": at}, None)
    return either(seq, lambda: seq.project.split(line, words), desk), wanted


@operation("join")
def _join(seq: Sequence, view: View) -> Any:
    rows = view.rows
    fit = [
        at
        for at in range(len(rows) - 1)
        if len({(row.role, row.quoted, row.recording) for row in rows[at : at + 2]}) == 1
    ]
    line = seq.chance.choice([*fit, *fit, seq.chance.randrange(len(rows))])
    there = [at for at, item in enumerate(view.items) if isinstance(item, Row)]
    near = line + 1 < len(rows) and there[line + 1] == there[line] + 1
    wanted = changed(view, lambda draft: draft.join(line)) if line in fit and near else view
    return either(seq, lambda: seq.project.join(line), partial(seq.desk.do, "join", {"line": line}, None)), wanted


@operation("move")
def _move(seq: Sequence, view: View) -> Any:
    (line, _), (to, _) = place(seq, view), place(seq, view)
    wanted = changed(view, lambda draft: draft.move(line, to))
    desk = partial(seq.desk.do, "move", {"line": line, "to": to}, None)
    return either(seq, lambda: seq.project.move(line, to), desk), wanted


@operation("insert")
def _insert(seq: Sequence, view: View) -> Any:
    line, role = seq.chance.randrange(len(view.rows) + 1), who(seq, view)
    text = seq.chance.choice(["Hello.", "[[a note]] and words", "@Jane", "It *was*  so."])
    wanted = changed(view, lambda draft: draft.insert(line, role, text))
    desk = partial(seq.desk.do, "insert", {"line": line, "role": role, "text": text}, None)
    return either(seq, lambda: seq.project.insert(line, role, text), desk), wanted


@operation("cut")
def _cut(seq: Sequence, view: View) -> Any:
    line, _ = place(seq, view)
    wanted = changed(view, lambda draft: draft.cut(line))
    return either(seq, lambda: seq.project.cut(line), partial(seq.desk.do, "cut", {"line": line}, None)), wanted


@operation("pause")
def _pause(seq: Sequence, view: View) -> Any:
    (line, row), seconds = place(seq, view), seq.chance.choice([None, 0.0, 1.25, 99.0])
    wanted = changed(view, lambda draft: draft.put(line, replace(row, pause=seconds)))
    desk = partial(seq.desk.do, "pause", {"line": line, "seconds": seconds}, None)
    return either(seq, lambda: seq.project.set_pause(line, seconds), desk), wanted


@operation("direct")
def _direct(seq: Sequence, view: View) -> Any:
    line, row = place(seq, view)
    ways = {"": (1.0, 0.0), "slowly": (0.85, 0.0), "quickly, softly": (1.15, -4.0), "gain -3": (1.0, -3.0)}
    how = seq.chance.choice([*ways, "backwards"])
    rate, gain = ways.get(how, (row.rate, row.gain))
    wanted = changed(view, lambda draft: draft.put(line, replace(row, rate=rate, gain=gain)))
    return partial(seq.desk.do, "direct", {"line": line, "direction": how}, None), wanted


@operation("sound")
def _sound(seq: Sequence, view: View) -> Any:
    (line, row), mode = place(seq, view), seq.chance.choice(["sting", "bed", "stop"])
    name = "" if mode == "stop" else "theme"

    def check(after: View) -> None:
        (new,) = (Counter(after.items) - Counter(view.items)).elements()
        assert isinstance(new, Cue)
        assert f"name={name!r}" in new.what
        assert mode in new.what
        check_same(changed(view, lambda draft: draft.put(line, new, row)), after)

    return partial(seq.desk.do, "sound", {"line": line, "sound": name, "mode": mode}, None), check


@operation("drop_cue")
def _drop_cue(seq: Sequence, view: View) -> Any:
    cues = [item for item in view.items if isinstance(item, Cue)]
    if not cues:
        return None
    number = seq.chance.randrange(len(cues))
    wanted = changed(view, lambda draft: draft.drop_cue(number))
    return partial(seq.desk.do, "drop_cue", {"cue": number}, None), wanted


@operation("pronounce")
def _pronounce(seq: Sequence, view: View) -> Any:
    word, said = seq.chance.choice(["bread", "Holm", "Bo"]), seq.chance.choice(["bred", "/bɹɛd/"])
    everywhere, out = seq.chance.random() < 0.3, seq.chance.random() < 0.3
    wanted = view if everywhere else changed(view, lambda draft: draft.say(word, "" if out else said))
    if out:
        return lambda: seq.project.pronounce(word, "", everywhere=everywhere), wanted
    values = {"word": word, "said": said, "scope": "show" if everywhere else "episode"}
    api = partial(seq.project.pronounce, word, said, everywhere=everywhere)
    return either(seq, api, partial(seq.desk.do, "pronounce", values, None)), wanted


@operation("elsewhere")
def _elsewhere(seq: Sequence, view: View) -> Any:
    """Another editor says in another episode how a word is said in the show, which is no change of this one."""
    path, word = seq.show.settings.files.lexicon, seq.chance.choice(["bread", "Holm", "Bo"])
    said = seq.chance.choice(["bred", "/bɹɛd/", ""])

    def do() -> None:
        for change in changed_lexicon(path, word, said).values():
            path.parent.mkdir(exist_ok=True)
            path.write_text(change.file.after or "", "utf-8")

    return do, view


@operation("sound_settings")
def _settings(seq: Sequence, view: View) -> Any:
    values = {seq.chance.choice(["sentence", "paragraph"]): seq.chance.choice([0.3, 0.6, -1])}
    return partial(seq.desk.do, "sound_settings", {"values": values}, None), view


@operation("bite")
def _bite(seq: Sequence, view: View) -> Any:
    line, _ = place(seq, view)
    note = "recording: tone.wav; credit: Radio A, b"
    wanted = changed(view, lambda draft: draft.record(line, note))
    return lambda: seq.desk.bite(line, "tone.wav", "Radio A; b", a_sound(), None), wanted


@operation("unbite")
def _unbite(seq: Sequence, view: View) -> Any:
    lines = [at for at, row in enumerate(view.rows) if row.recording]
    if not lines:
        return None
    line = seq.chance.choice(lines)
    wanted = changed(view, lambda draft: draft.record(line, ""))
    return partial(seq.desk.do, "unbite", {"line": line}, None), wanted


@operation("sign")
def _sign(seq: Sequence, view: View) -> Any:
    def do() -> None:
        seq.desk.do("sign", {"name": "Cy", "note": "Heard."}, None)
        seq.signed = view.heard

    return do, view


@operation("unsign")
def _unsign(seq: Sequence, view: View) -> Any:
    def do() -> None:
        seq.desk.do("unsign", {}, None)
        seq.signed = None

    return do, view


@operation("take")
def _take(seq: Sequence, view: View) -> Any:
    collisions = seq.project.collisions
    lines = [
        at
        for at, row in enumerate(view.rows)
        if any(is_collision(note) and note.startswith("collides") and ":" in note for note in row.notes)
    ]
    assert [each.line for each in collisions] == lines
    if not lines:
        return None
    line, theirs = seq.chance.choice(lines), seq.chance.random() < 0.5
    do = either(
        seq,
        lambda: seq.project.resolve(line, theirs=theirs),
        partial(seq.desk.do, "take", {"collision": str(line), "side": "theirs" if theirs else "mine"}, None),
    )
    mine = changed(view, lambda draft: draft.keep_mine(line))
    if not theirs:
        return do, mine
    for role, name in NAMED.findall("\n".join(view.rows[line].notes)):
        mine = changed(mine, lambda draft, role=role, name=name: draft.rename(role, name, ""))

    def check(after: View) -> None:
        """What the article has stands there now, and all that is not of this place is as it was."""
        assert after.rows[:line] == mine.rows[:line]
        told = words_of(note for note in view.rows[line].notes if note.startswith("collides"))
        assert after.words() - mine.words() <= told
        there, before = (  # a line that goes leaves its comments to the next one
            [replace(row, notes=tuple(note for note in row.notes if not is_comment(note))) for row in each.rows]
            for each in (after, mine)
        )
        behind = next((at for at in range(1, len(before) - line) if there[-at] != before[-at]), None)
        belongs = 1
        while line + belongs < len(view.rows) and "collides as above" in view.rows[line + belongs].notes:
            belongs += 1
        assert behind is None or behind > len(mine.rows) - line - belongs

    return do, check


@operation("undo")
def _undo(seq: Sequence, view: View) -> Any:
    if not seq.done:
        return None
    there = seq.state()

    def check(_: View) -> None:
        before, behind = seq.done.pop()
        seq.undone.append((seq.state(), there))
        check_went(seq, behind, before, there)

    return either(seq, seq.project.undo, partial(seq.desk.do, "undo", {}, None)), check


@operation("redo")
def _redo(seq: Sequence, view: View) -> Any:
    there = seq.state()
    do = either(seq, seq.project.redo, partial(seq.desk.do, "redo", {}, None))
    if not seq.undone:
        return (do, partial(check_merged_again, seq, there, seq.begun(), view)) if seq.is_taken_back else None

    def check(_: View) -> None:
        before, behind = seq.undone.pop()
        seq.done.append((there, seq.state()))
        check_went(seq, before, behind, there)

    return do, check


def check_merged_again(seq: Sequence, there: State, base: View, before: View, after: View) -> None:
    """See that a merge that was taken back, and after which people went on, is made again."""
    check_merge(base, before, seq.written(), after, "back")
    assert not seq.is_taken_back
    seq.done.append((there, seq.state()))


def check_went(seq: Sequence, one: State | None, other: State | None, there: State) -> None:
    """See that a change was made again, or taken back: the script is another one, and of other files as much is.

    Where others have made something else of such a place, the file stays, and that is told.
    """
    now, told = seq.state(), seq.project.history[-1].what
    assert one is None or difference(there[0], one[0]) == []
    assert other is None or difference(now[0], other[0]) == []
    stays = {name for name in SHARED if f"{name} has changed there since, and stays as it is." in told}
    assert all(there[1 + SHARED.index(name)] == now[1 + SHARED.index(name)] for name in stays)
    if one and other:
        for name, old, new, before, after in zip(SHARED, one[1:], other[1:], there[1:], now[1:], strict=True):
            if name in stays:
                assert is_elsewhere(counted(old) - counted(new), counted(new) - counted(old), before)
            else:
                found, wanted = counted(after) + counted(old), counted(before) + counted(new)
                assert not wanted - found
                assert all(line.startswith(("#", "[")) for line in found - wanted)  # a table that others have put into


def is_elsewhere(gone: Counter[str], come: Counter[str], text: str) -> bool:
    """Whether a file has not what is to go out of it, or has something else for what is to come."""
    names = {line.partition("=")[0] for line in come if "=" in line}
    return not gone <= counted(text) or any(line.partition("=")[0] in names for line in counted(text) - gone)


def counted(text: str) -> Counter[str]:
    """A text's lines, and how often each is there; blank ones say nothing."""
    return Counter(line for line in text.split("\n") if line)


@operation("speak")
def _speak(seq: Sequence, view: View) -> Any:
    line, _ = place(seq, view)
    return lambda: seq.project.speak(line), view


@operation("by hand")
def _by_hand(seq: Sequence, view: View) -> Any:
    """The file is changed in a text editor, in one to three places."""
    text = seq.project.text
    for _ in range(seq.chance.choice([1, 1, 2, 3])):
        in_words = edited(text, seq.chance, who(seq, view), seq.chance.choice(view.rows))
        text = in_words if seq.chance.random() < 0.7 else layed_out(text, seq.chance)
    state = seq.path.read_text("utf-8")
    voices = {name: casting.voice.name for name, casting in seq.project.cast.roles.items()}
    known = set(read_registry(seq.show.settings.files.registry).people)

    def do() -> None:
        seq.path.write_text(text, "utf-8")
        try:
            seq.project.refresh()
        except PodcasterError:
            seq.path.write_text(state, "utf-8")
            raise

    def check(after: View) -> None:
        wanted = view_of(read_script(text, "script.fountain", people=after.people))
        if seq.project.text == text:
            check_same(wanted, after)
            return
        kept = {quote_of(note) for row in view.rows for note in row.notes} - {""}
        for one, other in zip(after.items, wanted.items, strict=True):  # somebody is called otherwise
            notes = other.notes if isinstance(other, Row) else ()
            if isinstance(one, Row):
                assert [quote_of(note) for note in one.notes] == [quote_of(note) for note in notes]
                assert all(a == b or quote_of(a) in kept for a, b in zip(one.notes, notes, strict=True))
                one = replace(one, notes=notes)  # noqa: PLW2901
            assert one == other
        assert (after.title, after.fields) == (wanted.title, wanted.fields)
        assert set(after.people) == set(wanted.people)
        renamed = {name for name in view.people if name not in after.people}
        assert wanted.awaited.items() - after.awaited.items() <= {(name, wanted.awaited.get(name)) for name in renamed}
        assert after.awaited.items() <= wanted.awaited.items()
        for name, person in after.people.items():
            assert person == wanted.people[name] or name not in view.people
        check_renamed(view, wanted, after, voices, known)

    return do, check


def check_renamed(before: View, wanted: View, after: View, voices: dict[str, str], known: set[str]) -> None:
    """See that whoever is called otherwise is known as before, and speaks with the voice of before."""
    now = alone(after)
    became = {
        name: {now[text].role for text, row in alone(before).items() if row.role == name and text in now}
        for name in set(before.people) - set(after.people)
    }
    for name, others in became.items():
        if name in {NARRATOR, UNATTRIBUTED}:
            continue  # who is nobody is called nothing
        (new, *more) = others or {""}
        if more or new in {*before.people, *before.awaited, ""} or sum(new in each for each in became.values()) > 1:
            continue
        old, page, found = before.people[name], wanted.people[new], after.people[new]
        assert found.gender == (old.gender if page.gender == "unknown" else page.gender)
        if page.gender in {"unknown", old.gender}:
            own = {voices[name], ""} if new in known else {voices[name]}  # theirs may be somebody's here
            assert found.voice in ({page.voice or old.voice} if page.voice or old.voice else own)


def edited(text: str, chance: random.Random, role: str, row: Row) -> str:
    """What people do to a script in a text editor."""
    name = chance.choice(["Ines Holm", "Bo Berg", f"{role}n"])
    page, *blocks = text.split("\n\n")
    at, other = (
        chance.choice([at for at, each in enumerate(blocks) if each.strip() and "#" not in each and ">" not in each])
        for _ in "ab"
    )
    *above, words = blocks[at].strip("\n").split("\n")
    word = chance.choice(words.split())
    ways = [
        text.replace(f"@{role} [[", f"@{name} [["),
        text.replace(role, name),
        text.replace(f"    {role}:", f"    {name}:"),
        "\n".join(each if "[[" in each else each.replace(row.text, f"{row.text} So.") for each in text.split("\n")),
        text.replace("\n# ", f"\n# {chance.choice(['On', 'Of'])} ", 1),
        text.replace(" voice steph", "").replace("Title: ", "Title: A "),
    ]
    there = [block for block in enumerate(blocks) if block[0] != at]
    new = {
        "cut": [block for _, block in there],
        "twice": [*blocks[:at], blocks[at], *blocks[at:]],
        "moved": [each for number, block in there for each in [block, *[blocks[at]] * (number == other)]],
        "added": [*blocks[:at], chance.choice(["And more.", f"@{role}\nAnd more."]), *blocks[at:]],
    }
    lines = {
        "word": words.replace(word, "another"),
        "stress": words if re.search(r"[*_\\]", words) else words.replace(word, f"*{word}*", 1),
        "pause": f"{words}\n(pause 2)" if above and not words.startswith("(") else words,
        "note": f"{words} [[look at this]]",
    }
    ways += ["\n\n".join([page, *each]) for each in new.values()]
    ways += ["\n\n".join([page, *blocks[:at], "\n".join([*above, each]), *blocks[at + 1 :]]) for each in lines.values()]
    comment = chance.choice(["/* look */", "/* look\nhere */", "/* look\n\nhere */"])
    ways.append("\n\n".join([page, *blocks[:at], f"{comment}\n{blocks[at]}", *blocks[at + 1 :]]))
    if "recording" not in next(line for line in text.split("\n") if word in line):  # whose file would not be found
        ways.append(text.replace(word, f"{word} {comment}", 1))
    ways.append("\n\n".join([f"{page}\n{comment}", *blocks]))
    if f"    {name}:" not in page:
        ways.append(text.replace("\nCast:\n", f"\nCast:\n    {name}: female, voice steph\n", 1))
    return chance.choice(ways)


def layed_out(text: str, chance: random.Random) -> str:
    """A script's file with its blocks in another order, other chapters, or more or fewer sounds and blank lines."""
    page, *blocks = text.split("\n\n")
    at, to = chance.randrange(1, len(blocks)), chance.randrange(1, len(blocks) + 1)
    kinds = ("# ", "> SOUND")
    odd = [number for number, block in enumerate(blocks) if number and block.strip().startswith(kinds)]
    match chance.randrange(5):
        case 0:
            blocks.insert(to, chance.choice(["# What else", "> SOUND: theme bed", "> PAUSE: 1.5", "> SOUND: stop"]))
        case 1 if odd:
            del blocks[chance.choice(odd)]
        case 2 if odd:
            blocks.insert(to, blocks.pop(chance.choice(odd)))
        case 3:
            blocks.insert(to, blocks.pop(at))
        case _:
            blocks[at] = f"\n{blocks[at]}"
    return "\n\n".join([page, *blocks])


@operation("from the article")
def _from_the_article(seq: Sequence, view: View) -> Any:
    """The article is changed, and written again."""
    text = seq.article.read_text("utf-8")
    body = len(text) // 4  # behind the headline and the date: with others, what is not rendered is another project
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if match.start() > body]
    if len(paragraphs) < 2:
        return None
    (start, end), (first, last) = sorted(seq.chance.sample(paragraphs, 2))
    one, between, other = text[start:end], text[end:first], text[first:last]
    words = [match.span() for match in re.finditer(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])", text) if match.start() > body]
    begin, behind = seq.chance.choice(words or paragraphs)
    tag = "<p>" if one.startswith("<p>") else ""
    changes = {
        "word": f"{text[:begin]}{seq.chance.choice(['other', 'new', 'late'])}{text[behind:]}",
        "cut": text[:start] + text[end:],
        "swapped": text[:start] + other + between + one + text[last:],
        "added": f"{text[:end]}\n\n{tag}It was corrected on a Friday, said the paper.{text[end:]}",
        "back": seq.original,
    }  # fmt: skip
    way = seq.chance.choice(["word", "word", "word", *changes])
    latest, base = seq.written(), seq.begun()

    def do() -> None:
        seq.article.write_text(changes[way], "utf-8")
        assert seq.show.write(seq.article).folder == seq.project.folder

    def check(after: View) -> None:
        seq.check_corrections(after)
        theirs = seq.written()
        same = [row.text for row in theirs.rows] == [row.text for row in latest.rows]
        if latest == base or not same or after != view:  # else what was taken back stays so
            check_merge(base, view, theirs, after, way if latest == base else "back")

    return do, check


def check_merge(base: View, ours: View, theirs: View, merged: View, way: str) -> None:
    """See that what the article has changed came in, and that nothing is lost of what people had decided."""
    if ours == base:
        check_same(theirs, merged)
    if theirs == base:
        check_same(ours, merged)
    assert merged.awaited == {name: each for name, each in ours.awaited.items() if name not in merged.people}
    here, told = merged.words(), merged.noted()
    taken_out, gone = base.words() - ours.words(), base.words() - theirs.words()
    before, mine, new = (Counter(row.text for row in view.rows) for view in (base, ours, theirs))
    both = put_in(base, ours) & put_in(base, theirs) & ((mine | new) - before)
    known = words_of(both.elements())  # into one place, where it is once
    assert not theirs.words() - taken_out - known - here - told - ours.noted()  # which has ended: it is as it was
    back = words_of(gone_before(ours) - gone_before(merged))  # which the article has again, in words of now
    assert not ours.words() - gone - known - here - told - back
    if told == ours.noted():
        added = theirs.words() - base.words() if way == "word" else words_of((new - before).elements())
        assert here <= ours.words() + added
        there = Counter(row.text for row in merged.rows)
        assert all(
            there[text] <= max(1, mine[text], new[text], mine[text] + new[text] - before[text]) for text in there
        )
    single = {text: row for text, row in alone(ours).items() if text in alone(merged)}
    begun = alone(base)
    own = {text: row for text, row in alone(theirs).items() if not is_corrected(row)}
    now = {name: {row.role for text, row in own.items() if begun.get(text, row).role == name} for name in base.people}
    own_names = {row.role for row in theirs.rows if not is_corrected(row)}
    alike = {*own_names, *merged.people}
    called = {name: new.pop() for name, new in now.items() if len(new) == 1 and name not in alike}
    for text, row in single.items():
        old, other = (alone(view).get(text, Row("", "", ())) for view in (base, theirs))
        check_kept(old, replace(row, role=called.get(row.role, row.role)), other, alone(merged)[text])
    if way in {"word", "added", "cut"}:
        assert [row.text for row in ours.rows if row.text in single] == [
            row.text for row in merged.rows if row.text in single
        ]
    for name in set(ours.people) & set(merged.people):
        if name not in {*base.people, *own_names}:
            continue  # has another name here, under which the article's gender comes, too
        was = base.people.get(name, Person())
        for old, mine_now, now in zip(was, ours.people[name], merged.people[name], strict=True):
            assert mine_now in {old, now}
    for key, value in ours.fields.items():
        assert value in {base.fields.get(key), merged.fields.get(key)}


def gone_before(view: View) -> set[str]:
    """What the notes tell of lines that the article had taken out, and that people have kept."""
    rows = [row for row in view.rows if "collides: (taken out)" in row.notes]
    return {note for row in rows for note in row.notes if note.startswith("was: ")}


def is_same_article(one: View, other: View) -> bool:
    """Whether two scripts that templates have written differ in nothing but in whom editors have named."""
    if (one.title, one.fields, len(one.items)) != (other.title, other.fields, len(other.items)):
        return False
    return all(
        old == new
        or (
            isinstance(old, Row)
            and isinstance(new, Row)
            and old.text == new.text
            and any(map(is_corrected, (old, new)))
        )
        for old, new in zip(one.items, other.items, strict=True)
    )


def put_in(base: View, other: View) -> Counter[str]:
    """The lines that stand where they did not, new or moved."""
    old, new = ([row.text for row in view.rows] for view in (base, other))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return Counter(new) - Counter(text for _, at, size in blocks for text in new[at : at + size])


def is_corrected(row: Row) -> bool:
    """Whether an editor has said earlier who says it: the article's own may be another one."""
    return any("sure: corrected" in note for note in row.notes)


def alone(view: View) -> dict[str, Row]:
    """The lines whose words no other has, by them."""
    count = Counter(row.text for row in view.rows)
    return {row.text: row for row in view.rows if count[row.text] == 1}


def check_kept(base: Row, ours: Row, theirs: Row, merged: Row) -> None:
    """See that a line whose words are as before has all that people have decided of it."""
    if ours.decided or (theirs.text and base.text and theirs.role == base.role and not is_corrected(theirs)):
        assert (merged.role, merged.decided) == (ours.role, ours.decided)
    assert merged.stress == ours.stress
    assert (merged.pause, merged.rate, merged.gain) == (ours.pause, ours.rate, ours.gain)
    kept = [note for note in ours.notes if note not in base.notes and not quote_of(note) and not is_collision(note)]
    kept = [note for note in kept if note != "altered" or merged.quoted]
    assert set(kept) <= set(merged.notes)


ALL = [name for name in OPERATIONS if name != "speak"] + ["assign", "split", "join", "from the article"] * 2
ALL += ["undo"] * 6 + ["redo"] * 4 + ["by hand"] * 4 + ["speak"]


def run(folder: Path, seed: int, length: int = LENGTH, names: list[str] = ALL) -> Counter[tuple[str, bool]]:
    """A run, from the project as it was written back to it. Returns how often each operation was done, or refused."""
    sequence = Sequence(folder, seed)
    try:
        for _ in range(length):
            sequence.step(names)
        sequence.finish()
    finally:
        sequence.close()
    return sequence.counts


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_sequence_leaves_a_script_that_is_whole(tmp_path: Path, seed: int) -> None:
    run(tmp_path, seed)


def test_every_operation_is_among_them() -> None:
    """Every operation of the studio and of the API is one of the sequences'."""
    studio = {name.removeprefix("do_") for name in dir(Works) if name.startswith("do_")} - {"publish", "render"}
    assert studio <= set(OPERATIONS)
    assert "bite" in dir(Acts)
    names = {name for name, each in vars(podcaster.Project).items() if callable(each) and not name.startswith("_")}
    told = {"set_pause": "pause", "set_voice": "voice", "set_gender": "gender", "resolve": "take", "withdraw": "unsign"}
    done = {"refresh", "render"}  # in every step, and at the end
    assert {told.get(name, name) for name in names - done} <= set(OPERATIONS)


if __name__ == "__main__":
    first, wrong, total = int(sys.argv[2]) if sys.argv[2:] else 0, list[int](), Counter[tuple[str, bool]]()
    for number in range(first, first + int(sys.argv[1])):
        with tempfile.TemporaryDirectory() as temporary:
            try:
                total += run(Path(temporary), number)
            except (AssertionError, PodcasterError, ValueError):
                traceback.print_exc()
                wrong.append(number)
                print(f"seed {number} of {ARTICLES[number % len(ARTICLES)].name}", flush=True)
    for operation_name in OPERATIONS:
        print(f"{operation_name}: {total[operation_name, True]} done, {total[operation_name, False]} refused")
    print(f"{sys.argv[1]} runs of {LENGTH}: {f'not whole: {wrong}' if wrong else 'all whole'}")
