"""A batch, from its first article to its last."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from podcaster.batch.acts import Refusal, render_piece, speak_part, tried, write_piece
from podcaster.batch.workers import WorkerLostError
from podcaster.cast.registrar import Registrar
from podcaster.script import review_of
from podcaster.slug import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from podcaster.batch.acts import RenderedPiece
    from podcaster.batch.workers import Workers
    from podcaster.model import Cast, Script
    from podcaster.pipeline import Wishes
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article."""

    source: str
    made: RenderedPiece | None
    """None: it failed."""
    error: str = ""
    """Why, a sentence."""


@dataclass(slots=True)
class Rendering:
    """An article on its way to its episode."""

    source: str
    slug: str
    """Of its title: of two at once with the same, the first must have its name before the second looks for one."""
    future: Future[RenderedPiece | Refusal] | None
    error: str = ""
    ready: tuple[Written, Cast] | None = None
    """What is rendered when all parts are spoken."""
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
    """

    def __init__(self, settings: Settings, wishes: Wishes, workers: Workers, *, by_line: bool = False) -> None:
        self.settings = settings
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
        writing: deque[tuple[str, Future[Written | Refusal]]] = deque()
        while True:
            for source in islice(rest, most - len(writing)):
                writing.append((source, self.workers.submit(tried, write_piece, source, self.settings, self.wishes)))
            if not writing:
                break
            group = [writing.popleft() for _ in range(min(len(writing), self.workers.count))]
            written = [(source, self.result(future)) for source, future in group]
            yield from self.cast_and_submit(written)
            while len(self.rendering) > most:
                yield self.next_done()
        while self.rendering:
            yield self.next_done()

    def cast_and_submit(self, written: list[tuple[str, Written | Refusal]]) -> Iterator[Outcome]:
        """Cast a group of articles in their order, and have them rendered."""
        casts: list[Rendering] = []
        decided: deque[tuple[Written, Cast]] = deque()
        with self.registrar.group():
            for source, piece in written:
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
                        task = (speak_part, piece.script, cast, self.settings, first, end)
                        each.parts.append(self.workers.submit(tried, *task))
                else:
                    self.render(each)
            self.rendering.append(each)

    def render(self, each: Rendering) -> None:
        """Have an article rendered by a worker."""
        if each.ready:
            task = (render_piece, *each.ready, self.settings, self.wishes, self.workers.cores)
            each.future, each.ready = self.workers.submit(tried, *task), None

    def next_done(self) -> Outcome:
        """What became of the oldest article that is on its way."""
        each = self.rendering.popleft()
        for part in each.parts:
            self.result(part)  # what could not be spoken is tried again, and told, by the worker that renders it
        self.render(each)
        if each.future is None:
            return Outcome(each.source, None, each.error)
        made = self.result(each.future)
        return Outcome(each.source, None, made.why) if isinstance(made, Refusal) else Outcome(each.source, made)

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
