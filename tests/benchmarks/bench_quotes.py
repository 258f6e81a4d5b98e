"""Measures find_quotes: the time an article takes, next to what espeak-ng takes to speak it, and growth with length.

    python tests/benchmarks/bench_quotes.py

All in one run on one machine, as ratios; CPU seconds of one core. The articles are the golden cases, in our own words.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from shutil import which

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from quote_cases import load_cases

from podcaster.model import Article, Block, BlockKind
from podcaster.quotes import find_quotes


def article_of(text: str) -> Article:
    """A text as an article, a line a block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Article("", "", None, "en", "-", "", "", "", text, tuple(blocks))


def seconds(article: Article) -> float:
    """CPU seconds of one reading, the best of three."""
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        find_quotes(article)
        best = min(best, time.process_time() - start)
    return best


def espeak(text: str) -> float | None:
    """CPU seconds in which espeak-ng speaks a text; None where it is not installed."""
    program = which("espeak-ng")
    if program is None:
        return None
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--stdout"], input=text.encode(), stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    text = "\n\n".join(case.text for case in load_cases())
    find_quotes(article_of(text))
    print("characters    words   seconds   ms per 1000 characters")
    size = 4000
    while size <= 1_024_000:
        held = (text * (size // len(text) + 1))[:size]
        took = seconds(article_of(held)) if size < 200_000 else _once(article_of(held))
        print(f"{size:10}  {len(held.split()):7}  {took:8.3f}   {1e6 * took / size:.2f}", flush=True)
        size *= 4
    words = text[:4000]
    spoken = espeak(words)
    if spoken:
        took = seconds(article_of(words))
        print(f"\n{len(words.split())} words: find_quotes {took:.3f} s, espeak-ng {spoken:.3f} s: {took / spoken:.2f}")


def _once(article: Article) -> float:
    start = time.process_time()
    find_quotes(article)
    return time.process_time() - start


if __name__ == "__main__":
    main()
