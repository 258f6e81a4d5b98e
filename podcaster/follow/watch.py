"""The newsroom's round: look at the sources, read what is new, make its episodes, bring them out.

Every step is a change of the state database, and every step can be taken again: a run that is killed anywhere leaves
nothing that the next one does not put right.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcaster.errors import InputError, PodcasterError
from podcaster.follow.folder import stamp_of
from podcaster.follow.looking import Looking
from podcaster.follow.office import Clock, Event, Office, Round, ShowProgress, no_bars, now_utc
from podcaster.follow.producing import Producing
from podcaster.follow.schedule import next_digest
from podcaster.follow.state import WATCH, Database, State
from podcaster.follow.summary import Summaries
from podcaster.locks import HeldError, hold
from podcaster.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcaster.settings import Settings

NAP = 30.0
"""Seconds that a watch sleeps at most, so that a clock that was set, or a machine that slept, is noticed."""


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
        bars: Where it is shown how far an episode is.

    Raises:
        SettingsError: A source's settings cannot be followed.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        tell: Callable[[Event], None] = lambda _: None,
        clock: Clock = now_utc,
        bars: ShowProgress = no_bars,
    ) -> None:
        self.stamp = stamp_of(settings.files.settings)
        self.office = Office(settings, database, tell, clock, bars)
        self.looking = Looking(self.office)
        self.producing = Producing(self.office)
        self.summaries = Summaries(self.office)

    def run(self, *, everything: bool = False) -> Round:
        """Go through everything that is due once.

        Args:
            everything: Look at every source, due or not.

        Raises:
            PodcasterError: The state database cannot be used.
        """
        self.office.round = Round()
        self.looking.recover()
        self.looking.look_all(everything=everything)
        self.looking.read_all()
        self.looking.hold_back()
        self.producing.ask_editors()
        self.producing.make_all()
        self.producing.make_digests()
        self.producing.expire()
        self.producing.bring_out(everything=everything)
        self.summaries.run()
        return self.office.round

    def renewed(self) -> Newsroom:
        """The newsroom by the settings as they stand now; itself, while they are as they were or have a mistake."""
        office = self.office
        stamp = stamp_of(office.settings.files.settings)
        if stamp == self.stamp:
            return self
        try:
            settings = load_settings(office.settings.folder)
            newsroom = Newsroom(settings, office.database, office.tell, office.clock, office.bars)
        except PodcasterError as error:
            self.stamp = stamp
            office.say("problem", f"{error} Until then it goes by the settings as they were.")
            return self
        office.say("settings", "podcaster.toml has changed, and is followed from now on.")
        return newsroom

    def next_due(self) -> float:
        """When there is something to do again, in seconds since 1970."""
        database, now = self.office.database, self.office.now
        moments = [database.look(name).due for name in self.office.settings.sources]
        moments += [piece.due for piece in database.pieces(State.SEEN, State.READ) if piece.due]
        moments += [piece.embargo for piece in database.where("state = ? AND embargo > ?", State.MADE, now)]
        following = [each for each in self.office.settings.sources.values() if each.digest]
        moments += [next_digest(each, self.office.clock(), self.office.zone) for each in following]
        return min(moments, default=now + NAP)


def watch_for_ever(
    newsroom: Newsroom, beat: Callable[[], None] = lambda: None, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Go round until somebody stops it. It sleeps in naps, so that a clock that was set is noticed.

    Args:
        newsroom: The show's.
        beat: Told after each round that all is well.
        sleep: How to wait.
    """
    while True:
        newsroom = newsroom.renewed()
        newsroom.run()
        beat()
        sleep(min(NAP, max(0.2, newsroom.next_due() - newsroom.office.now)))
