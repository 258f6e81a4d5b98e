"""How often Python looks for objects that only hold each other."""

from __future__ import annotations

import gc

OBJECTS = 250_000
"""Objects made before the collector looks for circles among them. There are few in a program that ends when its work is
done, or its article: with Python's 700 a run of 700 words took 7 % longer (median of 7, side by side), with 50,000 2 %
longer; a batch of 30 articles 4 % (of CPU)."""


def collect_seldom() -> None:
    """Have this process look for circles seldom."""
    gc.set_threshold(OBJECTS)


BETWEEN = 2_000
"""Objects made since the last look, behind a task, that are worth one: some ten articles written."""


def collect_between() -> None:
    """Look for circles among what is young, behind a task: what it worked with is gone, and little is left to look at.

    Left to :data:`OBJECTS`, a worker grew by 80 KB an article (templates hold each other) for its first 1,200; a look
    costs 0.3 ms an article, where one takes 25 ms at least.
    """
    if gc.get_count()[0] > BETWEEN:
        gc.collect(1)
