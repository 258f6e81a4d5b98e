"""``python -m podcaster``, and the ``podcaster`` command."""

from __future__ import annotations

import signal
import sys
from threading import current_thread, main_thread
from typing import Any


def main() -> None:
    """Run the command line; Ctrl-C while it is still loading ends it as quietly as later."""
    # Only where nobody has decided otherwise: a parent may have the signal ignored.
    if current_thread() is main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, stop)
    try:
        from podcaster.cli import main as run

        run()
    except KeyboardInterrupt as error:
        sys.exit(128 + (error.args[0] if error.args else signal.SIGINT))


def stop(number: int, _frame: Any) -> None:
    """Stop as after Ctrl-C, so that nothing is left half-written; the exit code tells the signal.

    Raises:
        KeyboardInterrupt: Always, with the signal's number.
    """
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    main()
