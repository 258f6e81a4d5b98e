"""The cases of the torture, part by part: each is tried in a folder of its own, and says what it found."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.torture import newsroom, rounds
from tests.torture.embargo import embargo
from tests.torture.inputs import OFTEN, damages, follow, growing, kinds, mutate
from tests.torture.victim import Death, Ended, run, run_each

SLOW, LARGE = 10.0, 600.0
"""Seconds and megabytes that no input may take."""
GROWS = 2.3
"""Times as long that no reader may take for twice the input."""
TOGETHER = 20
"""Mutated inputs that one process reads."""
SHORT = 0.4
"""CPU seconds of a command below which its growth says nothing."""
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Case:
    """Something to try."""

    row: str
    """The row of the table that it belongs to."""
    number: int
    work: Callable[[Path], list[str]]
    """What is found wrong, when it is tried in an empty folder."""
    inputs: int = 1
    """How many are tried in it."""


Cases = Callable[[Path, int, int], Iterator[Case]]
"""The cases of a part: a folder for the shows that they are copies of, how often, and the seed."""


def judged(name: str, ended: Ended) -> list[str]:
    """What is wrong with how a command ended."""
    found = [f"{name}: {ended.code}: {ended.said[-500:]}"] if ended.fell else []
    found += [f"{name}: it had to be killed"] if ended.code < 0 else []
    found += [f"{name}: {ended.seconds:.1f} s"] if ended.seconds > SLOW else []
    return found + ([f"{name}: {ended.megabytes:.0f} MB"] if ended.megabytes > LARGE else [])


def pairs(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """All pairs of commands at once that change what is there."""
    every = itertools.combinations_with_replacement(rounds.COMMANDS, 2)
    yield from together(folder, [names for names in every if not rounds.AT_LENGTH & set(names)], count)


def crowds(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """The pairs with commands that do much, some crowds of up to ten, and articles of one title."""
    every = itertools.combinations_with_replacement(rounds.COMMANDS, 2)
    chance = random.Random(seed)
    more = [tuple(chance.choices(list(rounds.COMMANDS), k=size)) for size in (3, 5, 8)]
    whole = [*more, *(names for names in every if rounds.AT_LENGTH & set(names))]
    yield from together(folder, whole, count)
    for number in range(count):
        yield Case("ten episodes set + make", number, lambda place: rounds.ten_at_once(place / "show"))
        yield Case("four articles of one title", number, lambda place: rounds.one_title(place / "show", 4))


def together(folder: Path, crowds: list[tuple[str, ...]], count: int) -> Iterator[Case]:
    """Commands at once, round after round, so that a part of it has tried them all."""
    show = rounds.busy_show(folder / "show")

    def one(names: tuple[str, ...], place: Path) -> list[str]:
        shutil.copytree(show, place / "show")
        return rounds.pair(place / "show", names)

    for number in range(count):
        for names in crowds:
            yield Case(" + ".join(names), number, partial(one, names))


def kills(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Kills at every step of commands that changes a file, each also with what was being written cut in half."""
    original = rounds.show_with_an_episode(folder / "original")
    script = str(rounds.folder_of(original, "light") / "script.fountain")
    for two in (False, True):
        row = f"kill make{' (two renames)' if two else ''}"
        line = ("make", script)
        steps = rounds.steps_of(original, folder, line, in_two_steps=two)
        for number in drawn(2 * steps, count, seed, row):
            work = partial(
                rounds.kill_and_go_on, original=original, line=line, death=death_of(number), in_two_steps=two
            )
            yield Case(row, number, work)
    busy, fresh = rounds.busy_show(folder / "busy"), rounds.fresh_show(folder / "fresh")
    for name, line in rounds.COMMANDS.items():
        if name in {"make", "studio"}:
            continue
        show = fresh if name == "publish" else busy
        row = f"kill {name}"
        steps = rounds.steps_of(show, folder, rounds.line_of(line, show), in_two_steps=False)
        for number in drawn(2 * steps, count, seed, row):
            work = partial(rounds.kill_and_repeat, original=show, name=name, death=death_of(number))
            yield Case(row, number, work)
    for number in range(min(count, 50)):
        yield Case(
            "kill studio", number, partial(rounds.kill_studio, original=busy, chance=random.Random(f"{seed} {number}"))
        )


def drawn(whole: int, count: int, seed: int, row: str) -> list[int]:
    """Some of the numbers of a row, or all."""
    return sorted(random.Random(f"{seed} {row}").sample(range(whole), min(count, whole)))


def death_of(number: int) -> Death:
    """Two deaths a step: one with what was written whole, one with half of it."""
    return Death(number // 2 + 1, torn=bool(number % 2))


def power(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """The power is cut at steps of commands, and when they have ended."""
    original = rounds.show_with_an_episode(folder / "original")
    script = str(rounds.folder_of(original, "light") / "script.fountain")
    for line in (("make", script), ("episodes", "set", "light", "--number", "8", "--season", "4")):
        row = f"power cut, {' '.join(line[:2] if line[0] == 'episodes' else line[:1])}"
        steps = rounds.steps_of(original, folder, line, in_two_steps=False)
        for step in (0, *drawn(steps, count - 1, seed, row)):
            yield Case(row, step, partial(rounds.cut_power, original=original, line=line, step=step))


def embargoes(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Moments before which an episode must not come out."""
    del folder
    for number in range(count):
        yield Case("embargo", number, partial(embargo, chance=random.Random(f"{seed} {number}")))


def damaged(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Every file of a show damaged in every way, and every command on it."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)
    run(original, "feed")
    run(original, "voices", "pin", "Grace Tolliver", "high")
    files = [path for path in sorted(original.rglob("*")) if path.is_file() and "logs" not in path.parts]
    files = [path for path in files if not {".locks", "cache"} & set(path.parts) and path.suffix != ".mp3"]
    commands = (("episodes",), ("make", "{show}/light.md"), ("feed",), ("check",), ("publish", "--yes"))
    commands += (("episodes", "set", "light", "--season", "5"),)

    def one(name: Path, damage: str, place: Path) -> list[str]:
        show = place / "show"
        shutil.copytree(original, show)
        data = damages((original / name).read_bytes())[damage]
        (show / name).unlink()
        if data is None:
            (show / name).mkdir()
        else:
            (show / name).write_bytes(data)
        ended = ((line[0], run(show, *(part.format(show=show) for part in line))) for line in commands)
        return [fault for name, each in ended for fault in judged(f"{damage}, {name}", each)]

    for path in files:
        name = path.relative_to(original)
        for number, damage in itertools.islice(enumerate(damages(b"")), count):
            yield Case(f"damaged {name}", number, partial(one, name, damage))


def mutated(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Mutated inputs of every kind, in turn."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)

    def one(kind: str, number: int, place: Path) -> list[str]:
        make, where, line = kinds()[kind]
        show = place / "show"
        shutil.copytree(original, show)
        path = show / where
        path.parent.mkdir(parents=True, exist_ok=True)
        follow(show, kind)
        good = make(original)
        numbers = range(number * TOGETHER, (number + 1) * TOGETHER)
        inputs = [mutate(good, random.Random(f"{seed} {kind} {each}")) for each in numbers]
        ended = run_each(show, [part.format(show=show) for part in line], path, inputs)
        found = []
        for each, data, how in zip(numbers, inputs, ended, strict=False):
            if faults := judged(f"seed {seed}, input {each}", how):
                found += faults
                (Path(tempfile.gettempdir()) / f"torture-{kind.replace(' ', '-')}-{seed}-{each}").write_bytes(data)
        return found

    for number in range(-(-count // TOGETHER)):
        for kind in kinds():
            often = OFTEN.get(kind, 4)
            for each in range(number * often, (number + 1) * often):
                yield Case(f"mutated {kind}", each, partial(one, kind, each), TOGETHER)


def growth(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """What takes longest, at a quarter, a half and a whole megabyte: under 2.3 times as long each, or refused."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)

    def one(name: str, place: Path) -> list[str]:
        kind, write = growing()[name]
        _, where, line = kinds()[kind]
        seconds, found = [], []
        for size in (MEGABYTE // 4, MEGABYTE // 2, MEGABYTE):
            show = place / f"{size}"
            shutil.copytree(original, show)
            (show / where).parent.mkdir(parents=True, exist_ok=True)
            (show / where).write_text(write(size), "utf-8")
            follow(show, kind)
            ended = run(show, *(part.format(show=show) for part in line))
            seconds.append(ended.seconds)
            read = ended.code == 0
            # What is read may take its time, as long as it is no more than its length; what is refused may not.
            found += [each for each in judged(f"{size:,}", ended) if not (read and each.endswith(" s"))]
            shutil.rmtree(show)
        long = [two / one for one, two in itertools.pairwise(seconds) if two > SHORT]
        told = " ".join(f"{each:.2f}" for each in seconds)
        return found + ([f"grows {max(long):.1f} times ({told} s)"] if max(long, default=0) > GROWS else [])

    for number in range(min(count, 3)):
        for name in growing():
            yield Case(f"growth {name}", number, partial(one, name))


def unattended(folder: Path, count: int, seed: int) -> Iterator[Case]:
    """Watches, workers, schedulers, disks and sources that fail while pieces come."""
    rows = {
        "newsroom, four watches killed": (newsroom.killed_watches, 25),
        "newsroom, a source that fails": (newsroom.failing_source, 50),
        "newsroom, a full disk": (newsroom.full_disk, 20 if newsroom.can_mount(folder) else 0),
        "batch, three workers killed": (newsroom.killed_workers, 20),
        "batch, the scheduler killed": (newsroom.killed_scheduler, 20),
        "batch, it and its far workers killed": (newsroom.killed_far, 10),
    }
    for number in range(min(count, 50)):
        for row, (work, most) in rows.items():
            if number < most:
                yield Case(row, number, partial(work, chance=random.Random(f"{seed} {row} {number}")))
    yield Case("newsroom, forty publications read", 0, newsroom.published_while_read)


PARTS: dict[str, tuple[Cases, int]] = {
    "pairs": (pairs, 20),
    "crowds": (crowds, 20),
    "kills": (kills, 1000),
    "power": (power, 25),
    "damaged": (damaged, 11),
    "embargo": (embargoes, 100),
    "growth": (growth, 1),
    "unattended": (unattended, 50),
    "mutated": (mutated, 126),
}
"""Each with how often."""
