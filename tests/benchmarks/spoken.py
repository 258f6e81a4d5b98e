"""How the time for saying a text grows with its length, and what figures and signs cost beside plain words.

    python tests/benchmarks/spoken.py

Everything is a ratio of two measurements of one run. A text four times as long may take about four times as long; one
that takes much more has found a pattern that goes back over what it has read. Ends with an error above the limit.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from podcaster.spoken import say_text

SHORT, LONG = 5_000, 20_000
"""Characters."""
LIMIT = 7.0
"""Ratio above which growth is no longer taken for linear (4 is linear)."""
REPEATED = (
    "word ", "a.", "1", "1-", "$", "A", "A ", "(", "[", "*", "**a", "_", "-", "a@", "AB ", " ", "http://a.", ".", "1,",
    "'", "1:", "a/", "AB/", "`", "😀", "#", "a-", "A&", "&amp", "[1", "1/", "Jan. ", "V. v. ", "m5", "1x", "1 ", "é",
    "e\u0301", "1.", "<b ", "II ", "\"1", "$1-", "a_", "A.", "St. ", "\u200b", "« ",
)  # fmt: skip
PLAIN = "The people of the town met again last night and talked about the old bridge over the river. "
DENSE = "On Jan. 5, 2024, Dr. J. R. Doe (D-Ohio) paid $3.5 million for 5 km of Route 66, up 12.5%, the CEO said. "


def seconds(text: str) -> float:
    """The quickest of three."""
    times = []
    for _ in range(3):
        start = process_time()
        say_text(text)
        times.append(process_time() - start)
    return max(min(times), 1e-6)


def main() -> int:
    """Print the ratios."""
    say_text(DENSE)
    worst = 0.0
    for unit in REPEATED:
        ratio = seconds((unit * LONG)[:LONG]) / seconds((unit * SHORT)[:SHORT])
        worst = max(worst, ratio)
        print(f"{unit!r:16} {LONG // SHORT} times the text takes {ratio:5.1f} times as long")
    plain, dense = (seconds((text * LONG)[:LONG]) / len((text * LONG)[:LONG].split()) for text in (PLAIN, DENSE))
    print(f"a word of figures and short forms takes {dense / plain:.0f} times as long as a plain one")
    print(f"worst growth {worst:.1f}, limit {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
