"""A day of a newsroom, simulated in tones: what a piece and a round cost as the show grows, and what breaks first.

::

    nice python tests/benchmarks/newsroom_day.py --kept 0 100 1000

Whole ``podcaster watch --once`` runs that make, let out and publish what comes in. The episodes that are kept already
are copies of one that was made; what they cost is that they are there. CPU seconds, of all processes: what else the
machine does is not counted. Speech is left out (tones take next to nothing); what a voice adds is in
``podcaster/follow/README.md``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from podcaster.store import load_episode, save_episode
from tests.torture.newsroom import drop, newsroom
from tests.torture.victim import run

DAYS = (100, 10_000, 1_000_000)
ROUNDS = 288
"""A day: one every five minutes."""
SEVERAL = 6
"""Pieces of a round, to tell what each of them costs from what the round does."""


def watch(show: Path, pieces: range) -> float:
    """CPU seconds of a round in which some pieces come.

    Raises:
        SystemExit: It failed.
    """
    for number in pieces:
        drop(show, number)
    done = run(show, "watch", "--once")
    if done.code:
        raise SystemExit(f"A round ended with {done.code}: {done.said[-500:]}")
    return done.seconds


def fill(show: Path, count: int) -> None:
    """Put copies of the show's first episode beside it, each a minute older than the last."""
    first = min((show / "output").glob("[!.]*/episode.json")).parent
    episode = load_episode(first)
    for number in range(count):
        folder = first.with_name(f"2025-01-01-kept-{number}")
        if folder.is_dir():
            continue
        folder.mkdir()
        for path in first.iterdir():
            if path.name != "episode.json":
                os.link(path, folder / path.name)
        published = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(minutes=number)
        names = {
            "guid": f"kept-{number}",
            "slug": f"kept-{number}",
            "source": f"{number}.md",
        }
        save_episode(folder, replace(episode, published=published, undated=False, **names))


def measure(kept: list[int]) -> list[tuple[int, float, float, float]]:
    """Episodes that are kept, and the CPU seconds of an idle round, of one with a piece, and of each piece more."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        show, place = newsroom(Path(name) / "show"), 0
        watch(show, range(1))
        for count in kept:
            fill(show, count)
            watch(show, range(place + 1, place + 2))  # what was filled in is published with it
            place += 2
            idle, one = watch(show, range(0)), watch(show, range(place, place + 1))
            several = watch(show, range(place + 1, place + 1 + SEVERAL))
            place += SEVERAL
            rows.append((count, idle, one, (several - one) / (SEVERAL - 1)))
            print(f"| {count:,} | {idle:.2f} | {one:.2f} | {rows[-1][3]:.2f} |", flush=True)
    return rows


def main() -> None:
    """Print what was measured, and what it makes of a day."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kept", type=int, nargs="+", default=[0, 100, 1000])
    kept = parser.parse_args().kept
    print("| kept | idle round, CPU s | round with a piece | each piece more |\n|---|---|---|---|")
    rows = measure(kept)
    growth = max(0.0, (rows[-1][2] - rows[0][2]) / max(1, rows[-1][0] - rows[0][0]))
    print(f"\nA round with news costs {1000 * growth:.2f} ms more for each episode that is kept.\n")
    print("| pieces a day | all kept for | one core is busy for, hours a day |\n|---|---|---|")
    for pieces in DAYS:
        for days in (1, 30):
            rounds = min(ROUNDS, pieces) * (rows[0][2] - rows[0][3] + growth * pieces * days)
            print(f"| {pieces:,} | {days} days | {(rounds + pieces * rows[0][3]) / 3600:,.1f} |")


if __name__ == "__main__":
    main()
