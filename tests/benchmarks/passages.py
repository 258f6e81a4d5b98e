"""How long quoted passages take to find, as the text grows: python tests/benchmarks/passages.py [megabytes]

Every kind of text is read at several lengths in one run. The last column is the CPU time a character against that of
the shortest text of its kind: near 1 means that the time grows in proportion.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from passage_cases import make_article

from podcaster.quotes.detection.passages import find_passages

KINDS = {
    "news": (
        "The mayor said the bridge was “safe enough” for now. “Nobody will fall,” she told the ‘Evening Light’, "
        "a paper.\n\n“Nobody has fallen so far,” said the engineers' union.\n\n"
    ),
    "one paragraph": "He said \"no,\" and then 'yes,' and the players' bus left. ",
    "opening marks": "“ ‘ \" ' « „",
    "openings that nothing closes": '"He said, she said “and ‘so on ',
    "turns": "Q: Did you know?\n\nA: I knew “nothing” of it.\n\n",
    "labels": "Name%d: I said so, or so Name%d thinks.\n\n",
    "blank lines": "He said “no.”" + "\n" * 60,
    "apostrophes": "'em 'tis '90s players' James' ",
    "spaces": " " * 40 + "”",
}


def _repeat(pattern: str, length: int) -> str:
    """A text of a length; "%d" in the pattern becomes letters that differ from line to line."""
    times = length // len(pattern) + 1
    return "".join(pattern.replace("%d", chr(ord("a") + n % 26) * (n % 19 + 1)) for n in range(times))[:length]


def main() -> None:
    most = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    print(f"{'text':30} {'MB':>6} {'CPU s':>8} {'passages':>9} {'per character':>14}")
    for name, pattern in KINDS.items():
        first = 0.0
        for megabytes in (most / 25, most / 5, most):
            length = int(megabytes * 1e6)
            article = make_article(_repeat(pattern, length))
            begun = time.process_time()
            passages = find_passages(article)
            seconds = time.process_time() - begun
            first = first or seconds / length
            print(f"{name:30} {megabytes:6.2f} {seconds:8.2f} {len(passages):9} {seconds / length / first:14.2f}")


if __name__ == "__main__":
    main()
