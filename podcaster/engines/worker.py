"""A process of one's own to speak in: started, asked, and never left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from podcaster.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

PIPE_SIZE = 1 << 20
"""Bytes that a worker can say before it has to wait for us: twelve seconds of espeak, where the system allows it."""
LAST_WORDS = 500
"""How much is read of what a worker printed before it ended, in bytes."""
_F_SETPIPE_SZ = 1031


class Worker:
    """One worker process, for one request at a time.

    It is started as a fresh interpreter, not forked: the parent has threads. It ends when its standard input closes,
    so also when the parent is killed.

    Args:
        module: The module to run, with its arguments.
        environment: Variables to add to its environment.
    """

    def __init__(self, module: str, arguments: list[str], environment: Mapping[str, str]) -> None:
        # Without site: it costs a third of the start, and the paths are handed over anyway.
        code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main(*{arguments!r})"
        # What it prints is wanted when it ends unexpectedly, and nowhere on the user's terminal.
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
            [sys.executable, "-S", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            env={**os.environ, **environment, "PYTHONWARNINGS": "ignore"},
        )
        if sys.platform == "linux":
            import fcntl

            with suppress(OSError):
                fcntl.fcntl(self._process.stdout, _F_SETPIPE_SZ, PIPE_SIZE)  # type: ignore[arg-type]

    def ask(self, request: dict[str, Any], limit: float) -> tuple[bytes, str]:
        """Send a request and wait for the answer.

        Args:
            request: What the worker's module understands.
            limit: Seconds after which the process is killed.

        Returns:
            The data, and what the worker said when it was done.

        Raises:
            EngineError: It failed, ended or took too long. Only after a failure that it told of itself can it go on.
        """
        assert self._process.stdin is not None
        # Where the worker forks, the fork has an alarm of its own, and a timer (a thread a line) would be dearer.
        timer = Timer(limit, self.kill) if sys.platform == "win32" else None
        if timer:
            timer.start()
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            return self._answer()
        except OSError as error:
            raise self._ended() from error
        finally:
            if timer:
                timer.cancel()

    def _answer(self) -> tuple[bytes, str]:
        parts: list[bytes] = []
        while True:
            kind, data = self._frame()
            if kind == b"A":
                parts.append(data)
            elif kind == b"D":
                return b"".join(parts), data.decode()
            else:
                raise EngineError(data.decode("utf-8", "replace"))

    def _frame(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        head = self._process.stdout.read(5)
        size = int.from_bytes(head[1:], "little")
        data = self._process.stdout.read(size) if len(head) == 5 else b""
        if len(head) < 5 or len(data) < size or head[:1] not in b"ADE":
            raise self._ended()
        return head[:1], data

    def _ended(self) -> EngineError:
        self.kill()
        self._printed.seek(0, os.SEEK_END)
        self._printed.seek(max(0, self._printed.tell() - LAST_WORDS))
        last = self._printed.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        return EngineError(f"its process ended unexpectedly ({self._process.returncode}{f': {last}' if last else ''})")

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it, and give back its pipes."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout, self._printed):
            with suppress(OSError):
                if pipe:
                    pipe.close()


class WorkerPool:
    """Workers that are started when they are needed, one for each thread that asks at the same time."""

    def __init__(self, module: str, arguments: list[str], environment: Mapping[str, str]) -> None:
        self._how = (module, arguments, environment)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._lock = Lock()
        self._closed = False

    def ask(self, request: dict[str, Any], limit: float) -> tuple[bytes, str]:
        """Have an idle worker, or a new one, answer a request.

        Raises:
            EngineError: See :meth:`Worker.ask`; or the pool was closed meanwhile.
        """
        worker = self._take()
        try:
            answer = worker.ask(request, limit)
        except BaseException:
            self._drop(worker)
            raise
        with self._lock:
            self._idle.append(worker)
        return answer

    def prepare(self, count: int) -> None:
        """Start workers until there are so many; they load while the caller goes on."""
        with self._lock:
            while len(self._all) < count and not self._closed:
                worker = Worker(*self._how)
                self._all.add(worker)
                self._idle.append(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise EngineError("speaking was stopped")
            if self._idle:
                return self._idle.pop()
            worker = Worker(*self._how)
            self._all.add(worker)
            return worker

    def _drop(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.close()

    def restart(self) -> None:
        """End the idle workers: the next request gets a fresh one."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._all.difference_update(idle)
        for worker in idle:
            worker.close()

    def close(self) -> None:
        """End all workers, also those that are speaking."""
        with self._lock:
            self._closed = True
            workers, self._all = list(self._all), set()
            self._idle = []
        for worker in workers:
            worker.kill()
