"""The whole torture, by hand: hours at full size, in slices that each end when they are told to.

::

    python -m tests.torture                              all of it, until it is done
    python -m tests.torture mutated --seconds 500        a slice: the cases that were not tried yet, for so long
    python -m tests.torture pairs --count 3              fewer of each
    python -m tests.torture --table                      what was found so far

What was tried stands in a file (``--ledger``), so a slice goes on where the one before ended. Times are CPU seconds of
the commands with their processes, so that what else the machine does is not counted.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path

from tests.torture.cases import PARTS, Case
from tests.torture.ledger import Ledger, Tried
from tests.torture.victim import listening


def attempt(case: Case, folder: Path) -> Tried:
    """Try a case in a folder of its own."""
    folder.mkdir()
    with listening() as heard:
        try:
            found = case.work(folder)
        except Exception as error:  # noqa: BLE001  (a fault of the torture, or of a show that cannot be read any more)
            found = [f"{type(error).__name__}: {error}"]
    shutil.rmtree(folder, ignore_errors=True)
    seconds = max((each.seconds for each in heard), default=0.0)
    megabytes = max((each.megabytes for each in heard), default=0.0)
    return Tried(case.row, case.number, tuple(found), seconds, megabytes, case.inputs)


def torture(cases: Iterator[Case], ledger: Ledger, folder: Path, seconds: float, workers: int) -> bool:
    """Try what was not tried yet.

    Returns:
        Whether all was tried.
    """
    ends = time.monotonic() + seconds
    rest = (case for case in cases if not ledger.knows(case.row, case.number))
    running: set[Future[Tried]] = set()
    places = iter(range(1 << 30))
    with ThreadPoolExecutor(workers) as pool:
        while True:
            wanted = workers - len(running) if time.monotonic() < ends else 0
            more = list(islice(rest, wanted)) if wanted else []
            running |= {pool.submit(attempt, case, folder / f"case-{next(places)}") for case in more}
            if not running:
                return time.monotonic() < ends
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                tried = each.result()
                ledger.add(tried)
                for fault in tried.found[:3]:
                    print(f"{tried.row} {tried.number}: {fault}", flush=True)


def main() -> None:
    """Run the parts that were asked for, or all, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--count", type=int, default=0, help="how often each; the whole when it is left out")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--seconds", type=float, default=1e9, help="begin nothing after these")
    parser.add_argument("--workers", type=int, default=2, help="cases at once")
    parser.add_argument("--ledger", type=Path, default=Path(tempfile.gettempdir()) / "torture.jsonl")
    parser.add_argument("--table", action="store_true", help="only tell what was found so far")
    given = parser.parse_args()
    ledger = Ledger(given.ledger)
    whole = True
    if not given.table:
        ends = time.monotonic() + given.seconds
        for part in given.parts or PARTS:
            cases, usual = PARTS[part]
            with tempfile.TemporaryDirectory(prefix="torture-") as name:
                left = ends - time.monotonic()
                if left > 0:
                    every = cases(Path(name), given.count or usual, given.seed)
                    whole = torture(every, ledger, Path(name), left, given.workers) and whole
                else:
                    whole = False
    print("\n".join(ledger.table()))
    print("\n".join(ledger.faults()))
    if not given.table:
        print("All was tried." if whole else "There is more to try: run it again.")
    sys.exit(any(each.found for each in ledger.tried.values()))


if __name__ == "__main__":
    main()
