"""A batch, from its first article to its last."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from podcaster.batch.acts import Mislaid, Refusal, tried
from podcaster.batch.ways import Far, Near
from podcaster.batch.workers import WorkerLostError
from podcaster.cast.registrar import Registrar
from podcaster.errors import PodcasterError
from podcaster.script import review_of
from podcaster.slug import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from podcaster.batch.acts import RenderedPiece
    from podcaster.batch.workers import Workers
    from podcaster.model import Cast, Script, Wishes
    from podcaster.settings import Settings
    from podcaster.writing import Written

T = TypeVar("T")
AHEAD = 4
"""Articles a worker that are on their way at once: none waits for another's longest, and memory stays flat."""
PARTS = 2
"""Parts a worker, of an article whose lines are spoken by all: one that is slow to speak holds nobody up for long, and
an engine is started seldom."""
FEWEST = 4
"""Lines of a part, that starting an engine for it may pay."""
TRIES = 3
"""At an article of which something is lost between two machines."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article."""

    source: str
    """The article's file or address, as it was given."""
    made: RenderedPiece | None
    """None: it failed."""
    error: str = ""
    """Why, a sentence."""


@dataclass(slots=True)
class Rendering:
    """An article on its way to its episode."""

    source: str
    """The article's file or address, as it was given."""
    slug: str
    """Of its title: of two at once with the same, the first must have its name before the second looks for one."""
    future: Future[Any] | None
    """The work of a worker on it; None: nobody is at it."""
    error: str = ""
    """Why it cannot be made, a sentence; empty as long as it can."""
    ready: tuple[Written, Cast] | None = None
    """What is rendered when all parts are spoken."""
    take: Callable[[Any], RenderedPiece | Refusal] | None = None
    """What is done with the answer."""
    parts: list[Future[int | Refusal]] = field(default_factory=list)
    """Its lines, being spoken."""


class Batch:
    """Articles made into episodes.

    Args:
        settings: The show's.
        wishes: What is asked for, of each.
        workers: Who does the work.
        by_line: Have all workers speak the lines of each article, where articles are few and long; else each has an
            article of its own.
        far: The workers do not see the show's folder: all goes through the store that they share.

    Raises:
        SettingsError: They are far, and the environment names no store.
        ParcelError: It cannot be reached.
    """

    def __init__(
        self, settings: Settings, wishes: Wishes, workers: Workers, *, by_line: bool = False, far: bool = False
    ) -> None:
        self.settings = settings
        handed = replace(wishes, strict=False)  # that one wants review is told here, before anybody is cast for it
        self.way = Far(settings, handed) if far else Near(settings, handed)
        self.by_line = by_line
        self.wishes = wishes
        self.workers = workers
        self.registrar = Registrar(settings)
        self.rendering: deque[Rendering] = deque()

    def run(self, sources: Iterable[str]) -> Iterator[Outcome]:
        """Make the episodes; what became of each comes in the order of the articles, as soon as it is known.

        Raises:
            SettingsError: The registry or the pool cannot be read.
        """
        rest = iter(sources)
        most = AHEAD * self.workers.count
        writing: deque[tuple[str, Future[Written | Refusal] | Refusal]] = deque()
        while True:
            for source in islice(rest, most - len(writing)):
                writing.append((source, self.write(source)))
            if not writing:
                break
            group = [writing.popleft() for _ in range(min(len(writing), self.workers.count))]
            written = [(source, self.written(source, future)) for source, future in group]
            yield from self.cast_and_submit(written)
            while len(self.rendering) > most:
                yield self.next_done()
        while self.rendering:
            yield self.next_done()

    def write(self, source: str) -> Future[Written | Refusal] | Refusal:
        """Have an article's script written by a worker."""
        task = self.way.writing(source)
        return task if isinstance(task, Refusal) else self.workers.submit(tried, *task)

    def written(self, source: str, future: Future[Written | Refusal] | Refusal) -> Written | Refusal:
        """An article's script; written again where something was lost on the way."""
        found = future if isinstance(future, Refusal) else self.result(future)
        for _ in range(TRIES - 1):
            if not isinstance(found, Mislaid):
                break
            self.mend()
            again = self.write(source)
            found = again if isinstance(again, Refusal) else self.result(again)
        return found

    def mend(self) -> None:
        """Have what was lost on the way there again, if that can be; whoever still misses it says so."""
        with suppress(PodcasterError, OSError):
            self.way.mend()

    def cast_and_submit(self, written: list[tuple[str, Written | Refusal]]) -> Iterator[Outcome]:
        """Cast a group of articles in their order, and have them rendered."""
        casts: list[Rendering] = []
        decided: deque[tuple[Written, Cast]] = deque()
        with self.registrar.group():
            for source, as_written in written:
                piece = self.reminded(source, as_written)
                review = () if isinstance(piece, Refusal) else review_of(piece.script)
                if isinstance(piece, Refusal) or (self.wishes.strict and review):
                    casts.append(Rendering(source, "", None, piece.why if isinstance(piece, Refusal) else review[0]))
                    continue
                cast = self.registrar.cast(piece.script)
                casts.append(Rendering(source, slug_of(piece.script.title), None))
                decided.append((piece, cast))
        for each in casts:
            if not each.error:
                piece, cast = decided.popleft()
                while any(other.slug == each.slug for other in self.rendering):
                    yield self.next_done()
                each.ready = piece, cast
                if self.by_line:
                    for first, end in parts_of(piece.script, PARTS * self.workers.count):
                        each.parts.append(self.workers.submit(tried, *self.way.speaking(piece, cast, first, end)))
                else:
                    self.render(each)
            self.rendering.append(each)

    def reminded(self, source: str, piece: Written | Refusal) -> Written | Refusal:
        """A script that knows whom the articles before it have made known, which were not cast when it was written."""
        from podcaster.writing import write_script_of

        if isinstance(piece, Refusal):
            return piece
        registry = self.registrar.registry
        read = tuple(replace(each, quotes=registry.remind(each.quotes)) for each in piece.read)
        if read == piece.read:
            return piece
        return tried(write_script_of, read, [source], self.settings, piece.template, piece.overrides)

    def render(self, each: Rendering) -> None:
        """Have an article rendered by a worker, which none does yet."""
        if each.ready and each.future is None:
            given = self.way.rendering(*each.ready, self.workers.cores)
            if isinstance(given, Refusal):
                each.error = given.why
            else:
                each.future, each.take = self.workers.submit(tried, *given[0]), given[1]

    def next_done(self) -> Outcome:
        """What became of the oldest article that is on its way."""
        each = self.rendering.popleft()
        for part in each.parts:
            self.result(part)  # what could not be spoken is tried again, and told, by the worker that renders it
        for _ in range(TRIES):
            self.render(each)
            if each.future is None or each.take is None:
                return Outcome(each.source, None, each.error)
            made = self.result(each.future)
            taken = made if isinstance(made, Refusal) else each.take(made)
            if not isinstance(taken, Refusal):
                return Outcome(each.source, taken)
            each.future, each.error = None, taken.why
            if not isinstance(taken, Mislaid):
                break
            self.mend()
        return Outcome(each.source, None, each.error)

    def result(self, future: Future[T]) -> T | Refusal:
        """What a worker gives; a refusal too where workers die at it."""
        try:
            return self.workers.result(future)
        except WorkerLostError as error:
            return Refusal(str(error))


def parts_of(script: Script, count: int) -> list[tuple[int, int]]:
    """Cut a script's lines into parts of about as much to say.

    Args:
        script: The script.
        count: How many parts, at most.

    Returns:
        The number of the first line and the number after the last, of each, in order.
    """
    lengths = [len(line.text) for line in script.lines]
    share = sum(lengths) / max(1, min(count, len(lengths) // FEWEST))
    parts, first, said = [], 0, 0
    for number, length in enumerate(lengths, 1):
        said += length
        if said >= share and number - first >= FEWEST and len(lengths) - number >= FEWEST:
            parts.append((first, number))
            first, said = number, 0
    return [*parts, (first, len(lengths))]
