"""The newsroom's round: look at the sources, read what is new, make its episodes, bring them out.

Every step is a change of the state database, and every step can be taken again: a run that is killed anywhere leaves
nothing that the next one does not put right.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from podcaster.article.web import RefusedError
from podcaster.errors import ArticleError, InputError, PodcasterError, ScriptError
from podcaster.follow.desk import NAME as DESK
from podcaster.follow.drift import LOOKED_BACK, Sample, suspects
from podcaster.follow.found import Memory
from podcaster.follow.making import bring_out, can_bring_out, is_draft, make_episode, request_of
from podcaster.follow.material import keep_material, material_name
from podcaster.follow.open import find_following, kind_of, open_source
from podcaster.follow.reading import read_piece
from podcaster.follow.rules import check_rules, cut, unwanted
from podcaster.follow.state import OPEN, Database, Piece, State, StateError
from podcaster.follow.visits import Visits
from podcaster.locks import HeldError, hold
from podcaster.times import find_zone, show_time, start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcaster.follow.found import Found, Material, Source
    from podcaster.settings import Settings

WATCH = "watch"
"""The lock of the one program that watches a show's sources."""
GROWTH = 4.0
"""How much longer each further try waits."""
LONGEST_WAIT = 86_400.0
MOST_CUT = 10
"""Runs that may be killed at one piece; more, and it is the piece that kills them."""
TOGETHER = 100
"""Pieces noted in one change of the database."""
ASIDE = (State.DROPPED, State.FAILED)
"""What says nothing of how a source reads."""
KEPT = "kept"
"""Stands for the digest of a piece whose words are kept and not read yet."""
FRESH: dict[str, Any] = {"tries": 0, "cut": 0}
"""Of a piece that has gone well."""
NAP = 30.0
"""Seconds that a watch sleeps at most, so that a clock that was set, or a machine that slept, is noticed."""

Clock = Callable[[], datetime]


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for who looks on and for the log."""

    kind: str
    """"new", "changed", "made", "dropped", "waiting", "retry", "failed", "published", "problem"."""
    text: str
    """A sentence."""
    source: str = ""
    piece: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Round:
    """What a round did."""

    events: list[Event] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How often something happened."""
        return sum(event.kind == kind for event in self.events)

    @property
    def well(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.count("failed") or self.count("retry") or self.count("problem"))


@contextmanager
def watching(settings: Settings) -> Iterator[None]:
    """Be the one program that watches a show.

    Raises:
        InputError: Another one does.
    """
    try:
        with hold(settings.output, WATCH, wait=False):
            yield
    except HeldError as error:
        raise InputError(
            f"Another podcaster watch is at work in {settings.folder}.", "One is enough; stop it to start another."
        ) from error


class Newsroom:
    """A show whose sources are watched. Whoever has one holds the show with :func:`watching`.

    Args:
        settings: The show's.
        database: Its state.
        tell: Told whatever happens.
        clock: The moment.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        tell: Callable[[Event], None] = lambda _: None,
        clock: Clock = now_utc,
    ) -> None:
        self.settings = settings
        self.database = database
        self.tell = tell
        self.clock = clock
        self.round = Round()
        self.visits = Visits(settings.article, settings.watch.pause)
        for name, following in settings.sources.items():
            kind_of(name, following)
            check_rules(name, following)

    @property
    def now(self) -> float:
        """The moment, in seconds since 1970."""
        return self.clock().timestamp()

    def say(self, kind: str, text: str, piece: Piece | None = None, source: str = "", seconds: float = 0.0) -> None:
        """Tell what happened."""
        event = Event(kind, text, piece.source if piece else source, piece.id if piece else 0, round(seconds, 3))
        self.round.events.append(event)
        self.tell(event)

    def run(self, *, everything: bool = False) -> Round:
        """Go through everything that is due once.

        Args:
            everything: Look at every source, due or not.

        Raises:
            PodcasterError: The state database cannot be used.
        """
        self.round = Round()
        self.recover()
        for name in self.settings.sources:
            if everything or self.database.look(name).due <= self.now:
                self.look(name)
        self.read_all()
        self.hold_back()
        self.make_all()
        self.ask_editors()
        self.bring_out()
        return self.round

    def recover(self) -> None:
        """Take up what a run was at when it was killed."""
        for piece in self.database.pieces(State.SEEN, State.READ):
            if not piece.begun:
                continue
            cut = piece.cut + 1
            if cut < MOST_CUT:
                self.database.update(piece, cut=cut, begun=0)
            else:
                self.fail(piece, f"{cut} runs were killed while they were at it.")

    def look(self, name: str) -> None:
        """Look at a source, and note what is new or changed there."""
        look = self.database.look(name)
        memory = Memory(json.loads(look.memory), {piece.key: piece for piece in self.database.pieces(source=name)})
        every, newest = self.settings.watch.every, look.newest
        try:
            with closing(open_source(self.settings, name, self.visits)) as source:
                every = find_following(self.settings, name).every or source.every or every
                for together in batched(source.look(memory)):
                    with self.database.change():
                        fresh = [self.take(name, found, memory.known) for found in together]
                    newest = self.now if any(fresh) else newest
        except (PodcasterError, OSError) as error:
            self.say("problem", f"{name}: {sentence(error)}", source=name)
            wait = min(max(every * GROWTH ** min(look.failures, 8), asked_wait(error)), LONGEST_WAIT)
            self.database.keep_look(
                replace(look, at=self.now, due=self.now + wait, failures=look.failures + 1, reason=sentence(error))
            )
            return
        self.database.keep_look(
            replace(
                look,
                at=self.now,
                due=self.now + every,
                failures=0,
                reason="",
                newest=newest,
                memory=json.dumps(memory.values),
            )
        )

    def take(self, name: str, found: Found, known: dict[str, Piece]) -> bool:
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
            values["embargo"] = found.embargo if found.embargo > self.now else 0
            piece = self.database.add(name, found.key, self.now, **values)
            if found.old:
                self.database.move(piece, State.DROPPED, self.now, "It was there before the source was followed.")
                return False
            self.keep(piece, found)
            self.say("new", f"{name}: {piece.title or piece.key}", piece)
            return True
        if piece.stamp == found.stamp:
            return False
        if piece.state is State.DROPPED:
            self.database.update(piece, stamp=found.stamp)
            return False
        self.say("changed", f"{name}: {piece.title or piece.key} has changed.", piece)
        again: dict[str, Any] = {"title": found.title or piece.title, "stamp": found.stamp, "digest": "", "due": 0}
        self.keep(self.database.move(piece, State.SEEN, self.now, "It has changed.", **FRESH, **again), found)
        return False

    def keep(self, piece: Piece, found: Found) -> None:
        """Keep the words of a piece that a look has brought along."""
        if found.material is not None:
            name = piece.material or material_name(piece.source, piece.key, found.material.suffix)
            keep_material(self.settings.folder, name, self.cut(piece.source, found.material))
            self.database.update(piece, material=name, digest=KEPT)

    def cut(self, name: str, material: Material) -> Material:
        """A material without what the rules of its source do not want to be read."""
        return cut(material, find_following(self.settings, name)).material

    def read_all(self) -> None:
        """Read the words of every piece that is due."""
        names = dict.fromkeys(piece.source for piece in self.database.pieces(State.SEEN, due=self.now))
        for name in names:
            if name in self.settings.sources or name == DESK:
                with closing(open_source(self.settings, name, self.visits)) as source:
                    for piece in self.database.pieces(State.SEEN, source=name, due=self.now):
                        self.attempt(piece, partial(self.read, source))

    def read(self, source: Source, piece: Piece) -> None:
        """Read the words of a piece, and keep them."""
        name = piece.material
        if not piece.digest:
            material = source.read(piece)
            if material is None:  # they are not all there yet
                self.database.update(piece, begun=0)
                return
            name = name or material_name(piece.source, piece.key, material.suffix)
            keep_material(self.settings.folder, name, self.cut(piece.source, material))
        try:
            reading = read_piece(self.settings, self.settings.folder / name)
        except ArticleError as error:  # the same words read the same tomorrow
            self.database.update(piece, material=name)
            self.fail(piece, sentence(error))
            return
        self.database.keep_prints(piece, reading.words, reading.prints)
        digest = reading.digest
        values: dict[str, Any] = {"material": name, "digest": digest, "words": reading.words, **FRESH}
        values["title"] = reading.title
        why = unwanted(reading.article, reading.words, reading.facts, find_following(self.settings, piece.source))
        if why and not piece.approved:
            self.database.move(piece, State.DROPPED, self.now, why, **values)
            self.say("dropped", f"{reading.title}: {why}", piece)
            return
        if digest == piece.made_of:
            settled = (move.state for move in reversed(self.database.moves(piece)))
            state = next((state for state in settled if state not in OPEN and state is not State.FAILED), State.MADE)
            self.database.move(piece, state, self.now, "It reads as before.", **values)
            return
        self.database.move(piece, State.READ, self.now, **values)

    def hold_back(self) -> None:
        """Hold back the pieces of sources that suddenly read differently."""
        for name in dict.fromkeys(piece.source for piece in self.database.pieces(State.READ)):
            if name in self.settings.sources and self.settings.sources[name].warn:
                kept = [row for row in self.database.prints(name, LOOKED_BACK * 3) if row[0].state not in ASIDE]
                samples = [Sample(each.id, words, prints, is_settled(each)) for each, words, prints in kept]
                pieces = {each.id: each for each, _, _ in kept}
                for number, reason in suspects(samples).items():
                    if pieces[number].state is State.READ and not pieces[number].approved:
                        piece = self.database.move(pieces[number], State.WAITING, self.now, reason)
                        self.say("waiting", f"{piece.title}: {reason}", piece)

    def attempt(
        self, piece: Piece, work: Callable[[Piece], None], final: tuple[type[PodcasterError], ...] = ()
    ) -> None:
        """Do some work at a piece; what goes wrong is tried again later, until the tries are used up.

        Args:
            piece: Which one.
            work: What to do.
            final: Errors that no other try can help.

        Raises:
            StateError: The state database cannot be used.
        """
        piece = self.database.update(piece, begun=self.now)
        try:
            work(piece)
        except StateError:
            raise
        except final as error:
            self.fail(piece, sentence(error))
        except (PodcasterError, OSError, MemoryError) as error:
            self.try_again(piece, sentence(error), asked_wait(error))
        except BaseException:  # somebody stops this run; it is not the piece's fault
            self.database.update(piece, begun=0)
            raise

    def try_again(self, piece: Piece, reason: str, wanted: float) -> None:
        """Note a try that failed; the next one is not before the seconds that a server wanted."""
        tries = piece.tries + 1
        if tries >= self.settings.watch.tries:
            self.fail(piece, reason, tries)
            return
        wait = min(max(self.settings.watch.backoff * GROWTH ** (tries - 1), wanted), LONGEST_WAIT)
        self.database.move(piece, piece.state, self.now, reason, tries=tries, due=self.now + wait)
        self.say("retry", f"{piece.title or piece.key}: {reason} Try {tries}; the next in {wait:.0f} s.", piece)

    def fail(self, piece: Piece, reason: str, tries: int = 0) -> None:
        """Put a piece aside; a person, or a change of it, brings it back."""
        self.database.move(piece, State.FAILED, self.now, reason, tries=tries or piece.tries + 1)
        self.say("failed", f"{piece.title or piece.key}: {reason}", piece)

    def make_all(self) -> None:
        """Make the episode of every piece that is due, in the order in which they came."""
        made = self.made_today()
        for piece in self.database.pieces(State.READ, due=self.now):
            if piece.source not in self.settings.sources and piece.source != DESK:
                continue
            daily = find_following(self.settings, piece.source).daily
            if daily and not piece.made_of and made.get(piece.source, 0) >= daily:
                self.database.update(piece, due=self.tomorrow(), reason=f"{daily} a day are made of {piece.source}.")
                continue
            self.attempt(piece, self.make, (ArticleError, ScriptError))  # the same words read the same tomorrow
            made[piece.source] = made.get(piece.source, 0) + 1

    def made_today(self) -> dict[str, int]:
        """How many episodes of each source were made on this day of the show's clock."""
        zone = find_zone(self.settings.show.time_zone)
        today = start_of(show_time(self.clock(), zone).date(), zone).timestamp()
        rows = self.database.rows(
            "SELECT source, count(DISTINCT id) FROM pieces JOIN moves ON piece = id"
            " WHERE at >= ? AND moves.state IN ('made', 'waiting') GROUP BY source",
            today,
        )
        return {str(source): int(number) for source, number in rows}

    def tomorrow(self) -> float:
        """When the next day of the show's clock begins, in seconds since 1970."""
        zone = find_zone(self.settings.show.time_zone)
        return start_of(show_time(self.clock(), zone).date() + timedelta(days=1), zone).timestamp()

    def make(self, piece: Piece) -> None:
        """Make the episode of a piece."""
        begun = time.monotonic()
        following = find_following(self.settings, piece.source)
        request = request_of(following, self.settings, embargo=piece.embargo, again=bool(piece.guid))
        made = make_episode(self.settings, [self.settings.folder / piece.material], request)
        folder = made.folder.relative_to(self.settings.folder).as_posix()
        values: dict[str, Any] = {
            "title": made.title,
            "folder": folder,
            "guid": made.guid,
            "made_of": piece.digest,
            **FRESH,
        }
        seconds = time.monotonic() - begun
        for stage, spent in made.seconds.items():
            self.database.keep_cost(piece, stage, spent, self.now)
        if made.held:
            self.database.move(piece, State.WAITING, self.now, made.review[0], **values)
            self.say("waiting", f"{made.title}: {made.review[0]}", piece, seconds=seconds)
            return
        self.database.move(piece, State.MADE, self.now, **values)
        self.say("made", f"{made.title} -> {folder}", piece, seconds=seconds)

    def ask_editors(self) -> None:
        """Note the episodes that waited for a person who has let them out of the drafts."""
        for piece in self.database.pieces(State.WAITING):
            if piece.guid and is_draft(self.settings, piece.guid) is False:
                self.database.move(piece, State.MADE, self.now, "A person let it out.")

    def bring_out(self) -> None:
        """Write the feed, and publish, when something that is made may come out now."""
        ready = [piece for piece in self.database.pieces(State.MADE) if piece.embargo <= self.now]
        if not ready or not can_bring_out(self.settings):
            return
        if float(self.database.note("bring out") or 0) > self.now:
            return
        try:
            out = bring_out(self.settings, self.clock(), lambda text: self.say("sent", text))
        except (PodcasterError, OSError) as error:
            self.database.keep_note("bring out", str(self.now + self.settings.watch.backoff))
            self.say("problem", sentence(error))
            return
        for piece in ready:
            if piece.guid in out:
                self.database.move(piece, State.PUBLISHED, self.now)
                self.say("published", piece.title, piece)

    def next_due(self) -> float:
        """When there is something to do again, in seconds since 1970."""
        moments = [self.database.look(name).due for name in self.settings.sources]
        moments += [piece.due for piece in self.database.pieces(State.SEEN, State.READ) if piece.due]
        moments += [piece.embargo for piece in self.database.pieces(State.MADE) if piece.embargo > self.now]
        return min(moments, default=self.now + NAP)


def batched(found: Iterable[Found]) -> Iterator[list[Found]]:
    """What a look gives, some at a time, so that noting them takes one write to the disk."""
    rest = iter(found)
    while together := list(islice(rest, TOGETHER)):
        yield together


def is_settled(piece: Piece) -> bool:
    """Whether a piece was found well: an episode was made of it, or a person approved it."""
    return bool(piece.made_of or piece.approved)


def asked_wait(error: BaseException) -> float:
    """For how many seconds a server wants to be left alone."""
    return error.wait if isinstance(error, RefusedError) else 0.0


def sentence(error: BaseException) -> str:
    """What went wrong, for people."""
    if isinstance(error, OSError):
        return f"{error.filename or 'The system'}: {error.strerror or error}."
    return str(error) or type(error).__name__


def watch_for_ever(newsroom: Newsroom, sleep: Callable[[float], None] = time.sleep) -> None:
    """Go round until somebody stops it. It sleeps in naps, so that a clock that was set is noticed."""
    while True:
        newsroom.run()
        sleep(min(NAP, max(0.2, newsroom.next_due() - newsroom.now)))
