"""What everybody in the newsroom shares: the settings, the state, the clock, and how what happens is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from podcaster.address import without_logins
from podcaster.article.web import RefusedError
from podcaster.errors import PodcasterError, apart
from podcaster.follow.checking import check_newsroom
from podcaster.follow.desk import NAME as DESK
from podcaster.follow.open import find_following
from podcaster.follow.state import Database, Piece, State
from podcaster.follow.tables import ERRORS
from podcaster.follow.trouble import StateError
from podcaster.follow.visits import Visits
from podcaster.times import find_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from podcaster.reading import Progress
    from podcaster.settings import Settings
    from podcaster.settings.newsroom import Following

GROWTH = 4.0
"""How much longer each further try waits."""
LONGEST_WAIT = 86_400.0
FRESH: dict[str, Any] = {"tries": 0, "cut": 0}
"""Of a piece that has gone well."""

DONE = (State.WAITING, State.MADE, State.PUBLISHED)
"""Where a piece comes with its episode."""

Clock = Callable[[], datetime]


ShowProgress = Callable[[], "AbstractContextManager[Progress]"]


def no_bars() -> AbstractContextManager[Progress]:
    """Progress that nobody looks at."""
    return nullcontext(lambda *_: None)


def now_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for who looks on and for the log."""

    kind: str
    """"new", "changed", "made", "dropped", "waiting", "retry", "failed", "published", "expired", "sent", "problem", and
    of a watch that goes on "begun", "settings" and "ended"."""
    text: str
    """A sentence."""
    source: str = ""
    """The name in the settings of the one that it happened to; empty: it concerns all."""
    piece: int = 0
    """The number of the one that it happened to; 0: none."""
    seconds: float = 0.0
    """How long it took; 0: not measured."""


@dataclass(slots=True)
class Round:
    """What a round did."""

    events: list[Event] = field(default_factory=list)
    """All that happened, in the order of time."""

    def count(self, kind: str) -> int:
        """How often something happened."""
        return sum(event.kind == kind for event in self.events)

    @property
    def well(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.count("failed") or self.count("retry") or self.count("problem"))


class Office:
    """What everybody in the newsroom shares.

    Args:
        settings: The show's.
        database: Its state.
        tell: Told whatever happens.
        clock: The moment.
        bars: Where it is shown how far an episode is.

    Raises:
        SettingsError: A source's settings cannot be followed.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        tell: Callable[[Event], None],
        clock: Clock,
        bars: ShowProgress = no_bars,
    ) -> None:
        self.settings = settings
        self.database = database
        self.tell = tell
        self.clock = clock
        self.bars = bars
        self.round = Round()
        self.visits = Visits(settings.article, settings.watch.pause)
        self.zone: ZoneInfo | None = find_zone(settings.show.time_zone)
        check_newsroom(settings)

    @property
    def now(self) -> float:
        """The moment, in seconds since 1970."""
        return self.clock().timestamp()

    def following(self, name: str) -> Following:
        """The settings of a source."""
        return find_following(self.settings.sources, name)

    def knows(self, name: str) -> bool:
        """Whether a source is one of the settings, or needs none; pieces of others rest."""
        return name in self.settings.sources or name == DESK

    def say(self, kind: str, text: str, piece: Piece | None = None, source: str = "", seconds: float = 0.0) -> None:
        """Tell what happened."""
        text = without_logins(text)
        event = Event(kind, text, piece.source if piece else source, piece.id if piece else 0, round(seconds, 3))
        self.round.events.append(event)
        self.tell(event)

    def attempt(
        self, piece: Piece, work: Callable[[Piece], None], stage: str, final: tuple[type[PodcasterError], ...] = ()
    ) -> None:
        """Do some work at a piece; what goes wrong is tried again later, until the tries are used up.

        Args:
            piece: Which one.
            work: What to do.
            stage: What that is called where errors are counted.
            final: Errors that no other try can help.

        Raises:
            StateError: The state database cannot be used.
        """
        given, piece = piece, self.database.update(piece, begun=self.now)
        if piece.state is not given.state:  # a person has moved it since the round began
            self.database.update(piece, begun=0)
            return
        try:
            with apart("It"):
                work(piece)
        except StateError:
            raise
        except final as error:
            self.count_error(stage)
            self.fail(piece, sentence(error))
        except (PodcasterError, OSError, MemoryError) as error:
            self.count_error(stage)
            self.try_again(piece, sentence(error), asked_wait(error))
        except BaseException:  # somebody stops this run; it is not the piece's fault
            self.database.update(piece, begun=0)
            raise

    def count_error(self, stage: str) -> None:
        """Note that something went wrong at "look", "read", "make", "publish" or "tell"."""
        name = f"{ERRORS} {stage}"
        self.database.keep_note(name, str(int(self.database.note(name) or 0) + 1))

    def try_again(self, piece: Piece, reason: str, wanted: float) -> None:
        """Note a try that failed; the next one is not before the seconds that a server wanted."""
        tries = piece.tries + 1
        if tries >= self.settings.watch.tries:
            self.fail(piece, reason, tries)
            return
        wait = min(max(self.settings.watch.backoff * GROWTH ** (tries - 1), wanted), LONGEST_WAIT)
        self.database.move(piece, piece.state, self.now, reason, tries=tries, due=self.now + wait)
        self.say("retry", f"{piece.name}: {reason} Try {tries}; the next in {wait:.0f} s.", piece)

    def fail(self, piece: Piece, reason: str, tries: int = 0) -> None:
        """Put a piece aside; a person, or a change of it, brings it back."""
        self.database.move(piece, State.FAILED, self.now, reason, tries=tries or piece.tries + 1)
        self.say("failed", f"{piece.name}: {reason}", piece)


def settled_state(database: Database, piece: Piece) -> State:
    """Where a piece was when it was last done with: made or published, or waiting for a person with its episode.

    One that waits before anything is made of its words comes there from SEEN, and that does not count.
    """
    states = [move.state for move in database.moves(piece)]
    pairs = reversed(list(zip([State.SEEN, *states], states, strict=False)))
    done = (now for before, now in pairs if now in DONE and (before, now) != (State.SEEN, State.WAITING))
    return next(done, State.MADE)


def asked_wait(error: BaseException) -> float:
    """For how many seconds a server wants to be left alone."""
    return error.wait if isinstance(error, RefusedError) else 0.0


def sentence(error: BaseException) -> str:
    """What went wrong, for people."""
    if isinstance(error, OSError):
        return f"{error.filename or 'The system'}: {error.strerror or error}."
    return str(error) or type(error).__name__
