"""How fast ``podcaster batch`` is on a Dask cluster, against itself with one worker and against plain processes.

::

    python tests/benchmarks/batch.py --articles 24 --repeat 3

Whole commands with empty caches, put together from the samples (``make.py``), espeak-ng's voices. Every round runs all
of them one after the other; shown are the medians of the rounds' ratios, and how long the plain one took. The cluster's
own start (seconds of imports in each worker) is in it, as it is for a user, and weighs less the more there is to do.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make import ROOT, article, run

WAYS = {
    "two processes": ("--workers", "2"),
    "Dask, two workers": ("--dask", "--workers", "2"),
    "Dask, one worker": ("--dask", "--workers", "1"),
}


def measure(articles: int, words: int) -> dict[str, float]:
    """Seconds of every way to make the same articles."""
    seconds = {}
    for way, options in WAYS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = [folder / f"{number}.md" for number in range(articles)]
            for number, path in enumerate(paths):
                text = article(words, seed=number)
                path.write_text(text.replace("# The long way round", f"# The long way round {number}"), "utf-8")
            command = [sys.executable, "-m", "podcaster", "batch", *map(str, paths), *options]
            seconds[way] = run(command, cwd=folder, PODCASTER_CACHE=str(folder / "cache"), PYTHONPATH=str(ROOT)).wall
    return seconds


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description="Speed of podcaster batch on Dask, as ratios.")
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    rounds = [measure(options.articles, options.words) for _ in range(options.repeat)]
    plain, two, one = WAYS

    def median(over: str, under: str) -> float:
        return statistics.median(each[over] / each[under] for each in rounds)

    print("| articles | two processes | Dask, two workers to one | Dask to plain processes (speed) |")
    print("|---|---|---|---|")
    seconds = statistics.median(each[plain] for each in rounds)
    print(f"| {options.articles} | {seconds:.1f} s | {median(one, two):.2f} | {median(plain, two):.2f} |")


if __name__ == "__main__":
    main()
