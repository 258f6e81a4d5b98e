"""A process of one's own to speak in: started, asked, and never left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Lock, Timer
from typing import IO, TYPE_CHECKING, Any

from podcaster.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

PIPE_SIZE = 1 << 20
"""Bytes that a worker can say before it has to wait for us: twelve seconds of espeak, where the system allows it."""
LAST_WORDS = 500
"""How much is read of what a worker printed before it ended, in bytes."""
_F_SETPIPE_SZ = 1031


def start_workers(module: str, arguments: list[str], environment: Mapping[str, str], count: int = 1) -> list[Worker]:
    """Start a process, which becomes as many workers.

    It is started as a fresh interpreter, not forked: the parent has threads. Its twins are forked from it as soon as it
    is ready, so that only one has to get ready. Each ends when its standard input closes, so also when the parent is
    killed.

    Args:
        module: The module to run. More than one worker: its ``main`` takes the twins' pipes behind its arguments.
        arguments: Of its ``main``.
        environment: Variables to add to its environment.
        count: How many workers.
    """
    requests, answers = ([os.pipe() for _ in range(1, count)] for _ in range(2))
    inner = [(request[0], answer[1]) for request, answer in zip(requests, answers, strict=True)]
    # Without site: it costs a third of the start, and the paths are handed over anyway.
    code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main(*{[*arguments, *inner]!r})"
    # What it prints is wanted when it ends unexpectedly, and nowhere on the user's terminal.
    printed = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)
    process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
        [sys.executable, "-S", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=printed,
        env={**os.environ, **environment, "PYTHONWARNINGS": "ignore"},
        pass_fds=[end for pair in inner for end in pair],
    )
    for end in (end for pair in inner for end in pair):
        os.close(end)
    workers = [Worker(process, printed, process.stdin, process.stdout)]
    for request, answer in zip(requests, answers, strict=True):
        same = os.fdopen(os.dup(printed.fileno()), "rb")
        workers.append(Worker(process, same, os.fdopen(request[1], "wb"), os.fdopen(answer[0], "rb"), twin=True))
    return workers


class Worker:
    """One worker process, for one request at a time; see :func:`start_workers`.

    Args:
        process: The process; of a twin, the one that it is forked from.
        printed: What it prints.
        requests: Its standard input.
        answers: Its standard output.
        twin: It is a twin.
    """

    def __init__(self, process: Any, printed: IO[bytes], requests: Any, answers: Any, *, twin: bool = False) -> None:
        self._process, self._printed = process, printed
        self._requests: IO[bytes] = requests
        self._answers: IO[bytes] = answers
        self._twin = twin
        if sys.platform == "linux":
            import fcntl

            with suppress(OSError):
                fcntl.fcntl(self._answers, _F_SETPIPE_SZ, PIPE_SIZE)

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
        # Where the worker forks, the fork has an alarm of its own, and a timer (a thread a line) would be dearer.
        timer = Timer(limit, self.kill) if sys.platform == "win32" else None
        if timer:
            timer.start()
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.flush()
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
        head = self._answers.read(5)
        size = int.from_bytes(head[1:], "little")
        data = self._answers.read(size) if len(head) == 5 else b""
        if len(head) < 5 or len(data) < size or head[:1] not in b"ADE":
            raise self._ended()
        return head[:1], data

    def _ended(self) -> EngineError:
        self.kill()
        self._printed.seek(0, os.SEEK_END)
        self._printed.seek(max(0, self._printed.tell() - LAST_WORDS))
        last = self._printed.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        code = self._process.poll()
        why = ": ".join(each for each in ("" if code is None else str(code), last) if each)
        return EngineError(f"its process ended unexpectedly ({why})")

    def kill(self) -> None:
        """End it now, whatever it is doing; a twin, as soon as what it is saying is said."""
        with suppress(OSError):
            if self._twin:
                self._requests.close()
            else:
                self._process.kill()
        if not self._twin:
            self._process.wait()

    def close(self) -> None:
        """End it, and give back its pipes."""
        self.kill()
        for pipe in (self._requests, self._answers, self._printed):
            with suppress(OSError):
                pipe.close()


class WorkerPool:
    """Workers that are started when they are needed, one for each thread that asks at the same time.

    Args:
        module, arguments, environment: As of :func:`start_workers`.
        twins: Those that are prepared are one process and its twins.
    """

    def __init__(
        self, module: str, arguments: list[str], environment: Mapping[str, str], *, twins: bool = False
    ) -> None:
        self._how = (module, arguments, environment)
        self._twins = twins
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
                workers = start_workers(*self._how, count - len(self._all) if self._twins else 1)
                self._all.update(workers)
                self._idle += workers

    def _take(self) -> Worker:
        with self._lock:
            if self._closed:
                raise EngineError("speaking was stopped")
            if self._idle:
                return self._idle.pop()
            (worker,) = start_workers(*self._how)
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
