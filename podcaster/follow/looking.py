"""Looking at the sources, and reading what is new: from what a source names to words that are kept and judged."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from podcaster.errors import ArticleError, InputError, PodcasterError, apart
from podcaster.follow.again import changed_pages, reads_differently, remember
from podcaster.follow.drift import LOOKED_BACK, Sample, shrunk, suspects
from podcaster.follow.found import Material, SourceMemory
from podcaster.follow.material import keep_material, material_name
from podcaster.follow.office import FRESH, GROWTH, LONGEST_WAIT, asked_wait, sentence, settled_state
from podcaster.follow.open import open_source
from podcaster.follow.reading import read_piece
from podcaster.follow.rules import cut, unwanted
from podcaster.follow.schedule import slot_of
from podcaster.follow.state import FARTHEST, LET_GO, Piece, State
from podcaster.follow.tables import FOLLOWED
from podcaster.times import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.follow.found import FoundPiece, Source
    from podcaster.follow.office import Office
    from podcaster.follow.reading import Impression
    from podcaster.follow.state import Database

MOST_CUT = 10
"""Runs that may be killed at one piece; more, and it is the piece that kills them."""
TOGETHER = 100
"""Pieces noted in one change of the database."""
ASIDE = (State.DROPPED, State.FAILED)
"""What says nothing of how a source reads."""
KEPT = "kept"
"""Stands for the digest of a piece whose words are kept and not read yet."""


class Looking:
    """Who looks at the sources and reads.

    Args:
        office: What everybody shares.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.database = office.database
        self.settings = office.settings

    def recover(self) -> None:
        """Take up what a run was at when it was killed."""
        for piece in self.database.pieces(State.SEEN, State.READ):
            if not piece.begun:
                continue
            cut = piece.cut + 1
            if cut < MOST_CUT:
                self.database.update(piece, cut=cut, begun=0)
            else:
                self.office.fail(piece, f"{cut} runs were killed while they were at it.")

    def look_all(self, *, everything: bool) -> None:
        """Look at every source that is due, or at all."""
        for name in self.settings.sources:
            look, now = self.database.look(name), self.office.now
            if everything or look.due <= now or look.at > now + FARTHEST:  # the clock was set back
                self.look(name)

    def look(self, name: str) -> None:
        """Look at a source, and note what is new or changed there."""
        look = self.database.look(name)
        if not self.database.note(f"{FOLLOWED} {name}"):
            self.database.keep_note(f"{FOLLOWED} {name}", str(self.office.now))
        memory = SourceMemory(json.loads(look.memory), Pieces(self.database, name))
        every, newest = self.settings.watch.every, look.newest
        try:
            with apart("It"), closing(open_source(self.settings, name, self.office.visits)) as source:
                every = self.office.following(name).every or source.every or every
                for together in batched(source.look(memory)):
                    with self.database.change():
                        known = self.database.with_keys(name, (key for each in together for key in keys_of(each)))
                        fresh = [self.take(name, found, known) for found in together]
                    newest = self.office.now if any(fresh) else newest
                for piece, material in changed_pages(self.office, name, memory):
                    self.take_again(piece, material)
        except (PodcasterError, OSError) as error:
            self.office.count_error("look")
            self.office.say("problem", f"{name}: {sentence(error)}", source=name)
            wait = min(max(every * GROWTH ** min(look.failures, 8), asked_wait(error)), LONGEST_WAIT)
            self.database.keep_look(
                replace(
                    look,
                    at=self.office.now,
                    due=self.office.now + wait,
                    failures=look.failures + 1,
                    reason=sentence(error),
                )
            )
            return
        if memory.warning and memory.warning != look.reason:
            self.office.say("problem", f"{name}: {memory.warning}", source=name)
        self.database.keep_look(
            replace(
                look,
                at=self.office.now,
                due=self.office.now + every,
                failures=0,
                reason=memory.warning,
                newest=newest,
                memory=json.dumps(memory.values),
            )
        )

    def take(self, name: str, found: FoundPiece, known: dict[str, Piece]) -> bool:
        """Note a piece that a source has.

        Returns:
            Whether it is new.
        """
        piece = known.get(found.key)
        if piece is None and found.formerly in known:
            self.database.update(known[found.formerly], key=found.key, stamp=found.stamp)
            return False
        if piece is None:
            values: dict[str, Any] = {"title": found.title, "address": found.address, "stamp": found.stamp}
            values["embargo"] = found.embargo if found.embargo > self.office.now else 0
            values["sections"] = "\n".join(found.sections)
            piece = self.database.add(name, found.key, self.office.now, **values)
            if found.old:
                self.database.move(
                    piece, State.DROPPED, self.office.now, "It was there before the source was followed."
                )
                return False
            self.keep(piece, found)
            self.office.say("new", f"{name}: {piece.name}", piece)
            return True
        if piece.stamp == found.stamp:
            return False
        if piece.state is State.DROPPED:
            self.database.update(piece, stamp=found.stamp)
            return False
        self.office.say("changed", f"{name}: {piece.name} has changed.", piece)
        again: dict[str, Any] = {"title": found.title or piece.title, "stamp": found.stamp, "digest": "", "due": 0}
        again["sections"] = "\n".join(found.sections)
        self.keep(self.database.move(piece, State.SEEN, self.office.now, "It has changed.", **FRESH, **again), found)
        return False

    def take_again(self, piece: Piece, material: Material) -> None:
        """Note that a page has changed, if it reads differently."""
        material = self.cut(piece.source, material)
        if reads_differently(self.office, piece, material):
            self.office.say("changed", f"{piece.source}: {piece.name} has changed.", piece)
            keep_material(self.settings.folder, piece.material, material)
            again: dict[str, Any] = {"digest": KEPT, "due": 0, **FRESH}
            self.database.move(piece, State.SEEN, self.office.now, "It has changed.", **again)

    def keep(self, piece: Piece, found: FoundPiece) -> None:
        """Keep the words of a piece that a look has brought along."""
        if found.material is not None:
            name = piece.material or material_name(piece.source, piece.key, found.material.suffix)
            keep_material(self.settings.folder, name, self.cut(piece.source, found.material))
            self.database.update(piece, material=name, digest=KEPT, brought=1)
        elif piece.brought:  # an entry that had its full text, and leads to its page now
            self.database.update(piece, brought=0)

    def cut(self, name: str, material: Material) -> Material:
        """A material without what the rules of its source do not want to be read."""
        return cut(material, self.office.following(name)).material

    def read_all(self) -> None:
        """Read the words of every piece that is due."""
        names = dict.fromkeys(piece.source for piece in self.database.pieces(State.SEEN, due=self.office.now))
        for name in names:
            if self.office.knows(name):
                with closing(open_source(self.settings, name, self.office.visits)) as source:
                    for piece in self.database.pieces(State.SEEN, source=name, due=self.office.now):
                        self.office.attempt(piece, partial(self.read, source), "read")

    def read(self, source: Source, piece: Piece) -> None:
        """Read the words of a piece, and keep them."""
        name = piece.material
        if not piece.digest:
            material = self.kept(piece) or source.read(piece)
            if material is None:  # they are not all there yet
                self.database.update(piece, begun=0)
                return
            name = name or material_name(piece.source, piece.key, material.suffix)
            keep_material(self.settings.folder, name, self.cut(piece.source, material))
            remember(self.database, piece, material, self.office.now)
        try:
            reading = read_piece(self.settings.article, self.settings.folder / name, piece.name)
        except ArticleError as error:  # the same words read the same tomorrow
            self.database.update(piece, material=name)
            self.office.count_error("read")
            self.office.fail(piece, sentence(error))
            return
        told: dict[str, Any] = {"title": reading.title, "words": reading.words, "link": reading.article.link or ""}
        self.judge(self.database.update(piece, material=name, **told), reading)

    def kept(self, piece: Piece) -> Material | None:
        """The words of a piece that its source has given once and for all; None where it gives them again."""
        path = self.settings.folder / piece.material
        return Material(path.read_bytes(), path.suffix) if piece.brought and path.is_file() else None

    def judge(self, piece: Piece, reading: Impression) -> None:
        """Decide what becomes of a piece that was read."""
        now, following = self.office.now, self.office.following(piece.source)
        if piece.state is not State.SEEN:  # a person has moved it meanwhile
            return
        self.database.keep_prints(piece, reading.words, reading.prints)
        values: dict[str, Any] = {"digest": reading.digest, **FRESH}
        if reading.digest != piece.made_of:
            values["held"] = 0
        facts = reading.facts.with_sections(piece.sections.splitlines())
        why = unwanted(reading.article, reading.words, facts, following) or self.brought_by_another(piece)
        if why and not piece.approved:
            self.database.move(piece, State.DROPPED, now, why, **values)
            self.office.say("dropped", f"{piece.title}: {why}", piece)
        elif reading.digest == piece.made_of and piece.held != LET_GO:
            self.database.move(piece, settled_state(self.database, piece), now, "It reads as before.", **values)
        elif following.warn and not piece.approved and (reason := shrunk(piece.made_words, reading.words)):
            self.database.move(piece, State.WAITING, now, reason, **values)
            self.office.say("waiting", f"{piece.title}: {reason}", piece)
        else:
            try:
                values["embargo"] = self.embargo_of(piece, reading)
            except InputError as error:  # better late than too early
                self.database.move(piece, State.WAITING, now, f"Its embargo cannot be read: {error}", **values)
                self.office.say("waiting", f"{piece.title}: its embargo cannot be read.", piece)
                return
            self.database.move(piece, State.READ, now, **values)

    def brought_by_another(self, piece: Piece) -> str:
        """Why a piece is none of its own: another source has brought the same page. Empty: none has, or it is out."""
        if not piece.link or piece.guid:
            return ""
        same = "link = ? AND source != ? AND (guid != '' OR state IN ('read', 'waiting', 'made', 'published'))"
        others = self.database.where(same, piece.link, piece.source)
        return f"{others[0].source} has brought it already, as the piece {others[0].id}." if others else ""

    def embargo_of(self, piece: Piece, reading: Impression) -> float:
        """Before which a piece must not come out, in seconds since 1970; 0: there is no such time.

        Raises:
            InputError: What it says of it itself is no moment.
        """
        if piece.guid or piece.approved:  # it is out, or a person lets it out
            return piece.embargo
        own = read_moment(reading.facts.embargo, self.office.zone).timestamp() if reading.facts.embargo else 0.0
        slot = slot_of(self.settings.watch, self.office.following(piece.source), self.office.clock(), self.office.zone)
        return max(piece.embargo, own, slot)

    def hold_back(self) -> None:
        """Hold back the pieces of sources that suddenly read differently."""
        for name in dict.fromkeys(piece.source for piece in self.database.pieces(State.READ)):
            if name in self.settings.sources and self.settings.sources[name].warn:
                kept = [row for row in self.database.prints(name, LOOKED_BACK * 3) if row[0].state not in ASIDE]
                samples = [Sample(each.id, words, prints, is_settled(each)) for each, words, prints in kept]
                pieces = {each.id: each for each, _, _ in kept}
                for number, reason in suspects(samples).items():
                    if pieces[number].state is State.READ and not pieces[number].approved:
                        piece = self.database.move(pieces[number], State.WAITING, self.office.now, reason)
                        self.office.say("waiting", f"{piece.title}: {reason}", piece)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a source that the database knows."""

    database: Database
    """Where all sources' pieces are kept."""
    source: str
    """The name in the settings of the one that is asked about."""

    def stamps(self, keys: Iterable[str]) -> dict[str, str]:
        """Key -> stamp of those that are known."""
        return {key: piece.stamp for key, piece in self.database.with_keys(self.source, keys).items()}

    def of_stamp(self, stamp: str) -> tuple[str, ...]:
        """The keys of those of a stamp."""
        return tuple(piece.key for piece in self.database.where("source = ? AND stamp = ?", self.source, stamp))


def keys_of(found: FoundPiece) -> tuple[str, ...]:
    """The keys by which a piece may be known."""
    return (found.key, found.formerly) if found.formerly else (found.key,)


def batched(found: Iterable[FoundPiece]) -> Iterator[list[FoundPiece]]:
    """What a look gives, some at a time, so that noting them takes one write to the disk."""
    rest = iter(found)
    while together := list(islice(rest, TOGETHER)):
        yield together


def is_settled(piece: Piece) -> bool:
    """Whether a piece was found well: an episode was made of it, or a person approved it."""
    return bool(piece.made_of or piece.approved)
