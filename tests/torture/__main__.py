"""The whole torture, by hand: ``python -m tests.torture [PART ...]``; it prints a table. Hours at full size."""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.torture import rounds
from tests.torture.inputs import damages, growing, kinds, mutate
from tests.torture.victim import Death, Ended, run

SLOW, LARGE = 10.0, 600.0
"""Seconds and megabytes that no input may take."""
Row = tuple[str, int, list[str]]
"""What was done, how often, and what was found."""


def judged(name: str, ended: Ended) -> list[str]:
    """What is wrong with how a command ended."""
    found = [f"{name}: {ended.code}: {ended.said[-500:]}"] if ended.fell else []
    found += [f"{name}: it had to be killed"] if ended.code < 0 else []
    found += [f"{name}: {ended.seconds:.1f} s"] if ended.seconds > SLOW else []
    return found + ([f"{name}: {ended.megabytes:.0f} MB"] if ended.megabytes > LARGE else [])


def pairs(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """All pairs of commands at once, and a few of up to eight."""
    show = rounds.busy_show(folder / "show")
    crowds = [*itertools.combinations_with_replacement(rounds.COMMANDS, 2)]
    crowds += [tuple(chance.choices(list(rounds.COMMANDS), k=size)) for size in (3, 5, 8)]
    for names in crowds:
        found: list[str] = []
        for _ in range(count):
            # The folder keeps its name: the copies of a show are one show.
            copy = folder / "round" / "show"
            shutil.copytree(show, copy)
            found += rounds.pair(copy, names)
            shutil.rmtree(copy)
        yield " + ".join(names), count, found


def kills(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """Kills at steps of commands: all of them, or ``count`` drawn from them."""
    original = rounds.show_with_an_episode(folder / "original")
    script = str(rounds.folder_of(original, "light") / "script.fountain")
    for two in (False, True):
        line = ("make", script)
        steps = rounds.steps_of(original, folder, line, in_two_steps=two)
        chosen = sorted(chance.sample(range(1, steps + 1), min(count, steps)))
        found = [
            fault
            for step in chosen
            for torn in (False, True)
            for fault in rounds.kill_and_go_on(folder, original, line, Death(step, torn=torn), in_two_steps=two)
        ]
        yield f"kill make{' (two renames)' if two else ''}, {steps} steps", 2 * len(chosen), found
    busy = rounds.busy_show(folder / "busy")
    for name in ("episodes set", "feed", "voices pin", "publish --drop"):
        line = tuple(part.format(show=busy) for part in rounds.COMMANDS[name])
        steps = rounds.steps_of(busy, folder, line, in_two_steps=False)
        chosen = sorted(chance.sample(range(1, steps + 1), min(count, steps)))
        found = [fault for step in chosen for fault in rounds.kill_and_repeat(folder, busy, line, Death(step))]
        yield f"kill {name}, {steps} steps", len(chosen), found


def power(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """The power is cut at steps of commands, and when they have ended."""
    original = rounds.show_with_an_episode(folder / "original")
    script = str(rounds.folder_of(original, "light") / "script.fountain")
    for line in (("make", script), ("episodes", "set", "light", "--number", "8", "--season", "4")):
        steps = rounds.steps_of(original, folder, line, in_two_steps=False)
        chosen = [0, *sorted(chance.sample(range(1, steps + 1), min(count, steps)))]
        found = [fault for step in chosen for fault in rounds.cut_power(folder, original, line, step)]
        yield f"power cut, {' '.join(line[:2] if line[0] == 'episodes' else line[:1])}", len(chosen), found


def damaged(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """Every file of a show damaged in every way, and every command on it."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)
    run(original, "feed")
    run(original, "voices", "pin", "Grace Tolliver", "high")
    files = [path for path in sorted(original.rglob("*")) if path.is_file() and "logs" not in path.parts]
    files = [path for path in files if not {".locks", "cache"} & set(path.parts) and path.suffix != ".mp3"]
    commands = (("episodes",), ("make", "{show}/light.md"), ("feed",), ("check",), ("publish", "--yes"))
    commands += (("episodes", "set", "light", "--season", "5"),)
    for path in files:
        name = path.relative_to(original)
        found = []
        tries = list(damages(path.read_bytes()).items())[: max(1, count)]
        for damage, data in tries:
            show = folder / "damaged"
            shutil.copytree(original, show)
            (show / name).unlink()
            if data is None:
                (show / name).mkdir()
            else:
                (show / name).write_bytes(data)
            for line in commands:
                ended = run(show, *(part.format(show=show) for part in line))
                found += judged(f"{damage}, {line[0]}", ended)
            shutil.rmtree(show)
        yield f"damaged {name}", len(tries) * len(commands), found


def mutated(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """Mutated inputs of every kind."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)

    def one(kind: str, number: int, seed: int) -> list[str]:
        make, place, line = kinds()[kind]
        show = folder / f"{number}"
        shutil.copytree(original, show)
        path = show / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mutate(make(original), random.Random(seed)))
        found = judged(f"seed {seed}", run(show, *(part.format(show=show) for part in line)))
        if found:
            keep = Path(tempfile.gettempdir()) / f"torture-{kind.replace(' ', '-')}-{seed}"
            shutil.copy(path, keep)
        shutil.rmtree(show)
        return found

    with ThreadPoolExecutor(2) as pool:
        for kind in kinds():
            seeds = [chance.randrange(1 << 40) for _ in range(count)]
            yield f"mutated {kind}", count, list(itertools.chain(*pool.map(one, [kind] * count, range(count), seeds)))


def growth(folder: Path, count: int, chance: random.Random) -> Iterator[Row]:
    """What takes longest, at a size, twice and four times of it: less than 2.3 times as long each, or refused."""
    original = rounds.show_with_an_episode(folder / "original", edited=False)
    for name, (kind, write) in growing().items():
        _, place, line = kinds()[kind]
        seconds, found = [], []
        for size in (count * 256, count * 512, count * 1024):
            show = folder / "growth"
            shutil.copytree(original, show)
            (show / place).parent.mkdir(parents=True, exist_ok=True)
            (show / place).write_text(write(size), "utf-8")
            ended = run(show, *(part.format(show=show) for part in line))
            seconds.append(ended.seconds)
            found += judged(f"{size:,}", ended) if ended.code or kind != "text" else []
            shutil.rmtree(show)
        long = [two / one for one, two in itertools.pairwise(seconds) if two > 0.5]
        found += [f"grows {max(long):.1f} times"] if max(long, default=0) > 2.3 else []
        yield f"growth {name} ({' '.join(f'{each:.2f}' for each in seconds)} s)", 3, found


PARTS: dict[str, tuple[Callable[[Path, int, random.Random], Iterator[Row]], int]] = {
    "pairs": (pairs, 20),
    "kills": (kills, 1000),
    "power": (power, 50),
    "damaged": (damaged, 10),
    "mutated": (mutated, 770),
    "growth": (growth, 1000),
}
"""Each with how often."""


def main() -> None:
    """Run the parts that were asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--count", type=int, default=0, help="how often each; the whole when it is left out")
    parser.add_argument("--seed", type=int, default=17)
    given = parser.parse_args()
    wrong = 0
    for part in given.parts or PARTS:
        work, usual = PARTS[part]
        with tempfile.TemporaryDirectory(prefix="torture-") as name:
            begun = time.monotonic()
            for what, often, found in work(Path(name), given.count or usual, random.Random(given.seed)):
                wrong += len(found)
                print(f"{what:66} {often:5} {len(found):4} {time.monotonic() - begun:7.0f} s", flush=True)
                for fault in dict.fromkeys(found[:5]):
                    print(f"    {fault}".replace("\n", "\n    "), flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
