"""Ten thousand articles through read, quotes, script and cast: is any lost, is memory flat, the registry right?

::

    nice python tests/benchmarks/newsroom.py --articles 10000 --workers 2

Articles are made of a seed: a few people each, of 3,000 who come again. Prints, for each tenth of the way, the CPU
seconds an article and the memory of all processes; at the end whether all came, and whether the registry of the first
ones is that of one after the other.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.batch import LocalWorkers
from podcaster.batch.acts import Refusal, tried, write_piece
from podcaster.cast import cast_and_register, read_registry
from podcaster.cast.registrar import Registrar
from podcaster.model import Wishes
from podcaster.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.settings import Settings
    from podcaster.writing import Written

FIRST = "Grace Daniel Mara Alan Ruth Peter Nora Hugh Ivy Carl Edna Frank Helen Oscar Pearl Ralph Stella Victor Wanda"
LAST = "Tolliver Okafor Lindqvist Byron Hopper Moeller Alvarez Banks Carver Dunne Ellison Foster Grant Hale Irving"
MIDDLE = "A. B. C. D. E. F. G. H. J. K."
PLACES = ("harbour", "market", "bridge", "theatre", "library", "ferry", "tower", "school", "garden", "museum")
MATTERS = ("opened", "closed", "moved", "burned", "flooded", "grew", "shrank", "failed", "won", "lost")


def article(number: int) -> str:
    """An article of about 180 words in which three people are quoted."""
    chance = random.Random(number)
    people = [
        f"{chance.choice(FIRST.split())} {chance.choice(MIDDLE.split())} {chance.choice(LAST.split())}"
        for _ in range(3)
    ]
    place, matter = chance.choice(PLACES), chance.choice(MATTERS)
    lines = [f"The {place} number {number} {matter}", ""]
    for person in people:
        last = person.split()[-1]
        lines += [
            f"The {place} {matter} on Monday, and the town had talked of little else for weeks before it came to that.",
            "",
            f"“We saw it coming, and nobody listened to us,” said {person}, who has worked at the {place} for years.",
            "",
            f"“It will be better next year,” {last} added. “It has to be, or the {place} will go.”",
            "",
        ]
    return "\n".join([*lines, f"The council meets on Thursday to decide what becomes of the {place}.", ""])


def scripts(settings: Settings, paths: list[Path], workers: LocalWorkers) -> Iterator[Written | Refusal]:
    """The articles as scripts, in their order, a few at a time."""
    rest, waiting = iter(paths), deque()
    while True:
        for path in rest:
            waiting.append(workers.submit(tried, write_piece, str(path), settings, Wishes()))
            if len(waiting) >= 4 * workers.count:
                break
        if not waiting:
            return
        yield workers.result(waiting.popleft())


def memory() -> int:
    """Megabytes of this process and its children, as the system counts what they do not share."""
    import multiprocessing
    import os

    pids = [os.getpid(), *(child.pid for child in multiprocessing.active_children())]
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * resource.getpagesize() // 1_000_000


def run(count: int, number_of_workers: int, compared: int) -> None:
    """Make the articles, send them through, and print what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.txt" for number in range(count)]
        for number, path in enumerate(paths):
            path.write_text(article(number))
        shows = [folder / "batch", folder / "alone"]
        for show in shows:
            show.mkdir()
            (show / "podcaster.toml").write_text("")
        settings, alone = (load_settings(show) for show in shows)
        workers, registrar = LocalWorkers(number_of_workers), Registrar(settings)
        begun, done, lost, each_alone = time.monotonic(), 0, 0, 0.0
        stage = time.monotonic()
        group: list[Written] = []
        for written in scripts(settings, paths, workers):
            lost += isinstance(written, Refusal)
            done += 1
            if not isinstance(written, Refusal):
                group.append(written)
            if len(group) == 2 * number_of_workers or done in (count, compared):
                with registrar.group():
                    for each in group:
                        registrar.cast(each.script)
                group = []
            if done % max(1, count // 10) == 0:
                now = time.monotonic()
                people = len(registrar.registry.people)
                each_second = count // 10 / (now - stage)
                print(f"{done:>7} articles {each_second:7.1f} a second {memory():>6} MB {people:>6} people", flush=True)
                stage = now
            if done == compared:
                each_alone = one_by_one(alone, paths[:compared])
                same = read_registry(alone.files.registry) == read_registry(settings.files.registry)
                print(f"registry of the first {compared} the same as one after the other: {same}", flush=True)
                stage = time.monotonic()
        workers.pool.shutdown()
        print(f"{done} done, {lost} lost, in {time.monotonic() - begun:.0f} s")
        each = (cpu() - each_alone * compared) / done
        print(f"{each:.3f} s of CPU an article, of all processes: {each / each_alone:.2f} of one alone")


def cpu() -> float:
    """Seconds of CPU of this process and of those that it had."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def one_by_one(settings: Settings, paths: list[Path]) -> float:
    """The same articles, one after the other; the seconds of CPU of each."""
    begun = cpu()
    for path in paths:
        cast_and_register(write_piece(str(path), settings, Wishes()).script, settings)
    each = (cpu() - begun) / len(paths)
    print(f"one after the other: {each:.3f} s of CPU an article", flush=True)
    return each


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--compared", type=int, default=200)
    given = parser.parse_args()
    run(given.articles, given.workers, given.compared)
