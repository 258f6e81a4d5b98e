"""Threads that work a queue off, and that nobody has to wait for."""

from __future__ import annotations

import errno
import os
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Threads:
    """A pool of threads for one run.

    The standard library's pool joins its threads when the program ends, so Ctrl-C would wait for a server that hangs.
    These are daemons: what they were doing is dropped.
    """

    def __init__(self, count: int, name: str) -> None:
        self._queue: SimpleQueue[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]] | None] = SimpleQueue()
        self._count = count
        self._name = name
        self._started = 0
        self._stopped = False

    def submit(self, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a thread call a function, after what was submitted before.

        Raises:
            OSError: The system lets this program start no thread at all; with fewer than were wanted it goes on.
        """
        future: Future[T] = Future()
        self._queue.put((future, function, arguments))
        if self._started < self._count:
            try:
                Thread(target=self._run, name=f"{self._name}-{self._started + 1}", daemon=True).start()
                self._started += 1
            except RuntimeError:
                if not self._started:
                    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from None
                self._count = self._started
        return future

    def _run(self) -> None:
        while (task := self._queue.get()) is not None and not self._stopped:
            future, function, arguments = task
            try:
                future.set_result(function(*arguments))
            except BaseException as error:  # noqa: BLE001 (whoever waits for the result gets it)
                future.set_exception(error)

    def stop(self) -> None:
        """Begin nothing more. What is being done is not waited for."""
        self._stopped = True
        for _ in range(self._started):
            self._queue.put(None)
