"""Who does the work of a batch: processes of this machine, or a Dask cluster. Both speak ``concurrent.futures``.

A worker that dies takes nothing with it: what it was at is done again by another one.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from podcaster.errors import PodcasterError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

DEATHS = 3
"""Workers that may die at one task; more, and it is the task that kills them."""
ORPHAN_SECONDS = 1.0
"""How often a process looks whether its parent is still there."""
AWAY_SECONDS = 120.0
"""How long a Dask scheduler may be away. One that is started again by what looks after it is back sooner."""
LOST = 20
"""Schedulers that may go during one task."""
AGAIN_SECONDS = 1.0
"""Between two looks whether it is back."""
CLUSTER: dict[str, Any] = {
    "distributed.worker.daemon": False,  # engines are processes of the workers
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "MKL_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
"""How a cluster of this machine looks after itself: as seldom as tasks of a second allow. With Dask's own settings (a
profile 100 times a second, a tick 50 times, memory given back to the system at every turn) 30 articles took 12 to 23 %
more CPU."""


class WorkerLostError(PodcasterError):
    """Workers died again and again at the same task."""


class SchedulerLostError(PodcasterError):
    """The scheduler of a cluster is gone, and has not come back."""


class Workers(Protocol):
    """Who does tasks."""

    count: int
    """How many tasks at once."""
    cores: int
    """Of each worker, for the lines of its article."""

    def submit(self, task: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a task done by any worker."""

    def result(self, future: Future[T]) -> T:
        """Wait for a task that was submitted; the same task again where its worker died.

        Raises:
            WorkerLostError: Workers died at it again and again.
        """

    def close(self) -> None:
        """Send the workers home."""


class LocalWorkers:
    """Processes of this machine.

    Args:
        count: How many; 0: one a core.
    """

    def __init__(self, count: int = 0) -> None:
        available = os.cpu_count() or 1
        self.count = count or available
        self.cores = max(1, available // self.count)
        self.tasks: dict[Future[Any], tuple[Callable[..., Any], tuple[Any, ...], int]] = {}
        self.pool = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        import multiprocessing

        return ProcessPoolExecutor(
            self.count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=settle_in,
            initargs=(os.getpid(),),
        )  # without max_tasks_per_child: with it Python 3.11 stops for good once all processes are used up (gh-115634)

    def submit(self, task: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a task done by any process."""
        return self._submit(task, arguments, 0)

    def _submit(self, task: Callable[..., T], arguments: tuple[Any, ...], deaths: int) -> Future[T]:
        try:
            future = self.pool.submit(task, *arguments)
        except BrokenProcessPool:
            self.pool.shutdown(wait=False)
            self.pool = self._pool()
            future = self.pool.submit(task, *arguments)
        self.tasks[future] = task, arguments, deaths
        return future

    def result(self, future: Future[T]) -> T:
        """Wait for a task; a process that dies breaks the whole pool, so that all that was under way is done again.

        Raises:
            WorkerLostError: Processes died at it again and again.
        """
        while True:
            task, arguments, deaths = self.tasks.pop(future)
            try:
                return future.result()
            except BrokenProcessPool as error:
                if deaths + 1 >= DEATHS * self.count:
                    raise WorkerLostError(f"{deaths + 1} processes died at one article.") from error
                future = self._submit(task, arguments, deaths + 1)

    def close(self) -> None:
        """Send the processes home; what is under way is given up."""
        import multiprocessing

        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def settle_in(parent: int) -> None:
    """What a new process does first: leave Ctrl-C to the parent, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(ORPHAN_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


class DaskWorkers:
    """The workers of a Dask cluster, which see the show's folder under the same path, or share a store.

    A scheduler that dies takes all that it knew with it: what was under way is given to the next one.

    Args:
        scheduler: Its address, such as "tcp://10.0.0.1:8786"; empty: a cluster on this machine for this batch.
        count: Workers of a cluster on this machine; 0: one a core.

    Raises:
        SettingsError: Dask is not installed, or there is no scheduler.
    """

    def __init__(self, scheduler: str = "", count: int = 0) -> None:
        try:
            from dask import config
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise SettingsError("Dask is not installed.", 'pip install "podcaster[cluster]"') from error
        self.cluster: Any = None
        self.scheduler = scheduler
        self.tasks: dict[Future[Any], tuple[Callable[..., Any], tuple[Any, ...]]] = {}
        if not scheduler:
            config.set(CLUSTER)
            self.cluster = LocalCluster(
                n_workers=count or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None
            )
        try:
            self.client = Client(self.cluster or scheduler, timeout="20s", set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise SettingsError(f"There is no Dask scheduler at {scheduler}.", "Start one: dask scheduler") from error
        except (ValueError, ImportError) as error:
            raise SettingsError(
                f"{scheduler} is no address of a Dask scheduler: {error}.", "It looks like tcp://10.0.0.1:8786."
            ) from error
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        self.hired = sum(int(worker["nthreads"]) for worker in workers.values())
        """Tasks at once now; 0: it waits until there are workers."""
        self.count = max(1, self.hired)
        self.cores = 1

    def submit(self, task: Callable[..., T], *arguments: Any) -> Future[T]:
        """Have a task done by any worker. It has effects (files), so no result is taken for another's.

        Raises:
            SchedulerLostError: The scheduler is gone.
        """
        from distributed.client import ClosedClientError

        try:
            future: Any = self.client.submit(task, *arguments, pure=False)
        except ClosedClientError:
            self._wait_for_scheduler()
            future = self.client.submit(task, *arguments, pure=False)
        self.tasks[future] = task, arguments
        return future  # type: ignore[no-any-return]  # it has what is asked of it: result()

    def result(self, future: Future[T]) -> T:
        """Wait for a task; Dask gives what a dead worker was at to another one, three times.

        Raises:
            WorkerLostError: Workers died at it again and again.
            SchedulerLostError: The scheduler is gone.
        """
        from distributed.client import ClosedClientError
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        for _ in range(LOST):
            task, arguments = self.tasks.pop(future)
            try:
                return future.result()
            except KilledWorker as error:
                raise WorkerLostError(f"Workers died again and again: {error}.", "Look at their logs.") from error
            except (CancelledError, ClosedClientError, CommClosedError):
                # Nobody cancels: the scheduler that knew of it is gone, perhaps while it was handing the result over.
                self._wait_for_scheduler()
                future = self.submit(task, *arguments)
        raise SchedulerLostError(
            f"The Dask scheduler at {self.scheduler} went {LOST} times before it had an answer.", "Look at its log."
        )

    def _wait_for_scheduler(self) -> None:
        """Wait until there is a scheduler at the address again.

        Raises:
            SchedulerLostError: There was none for ``AWAY_SECONDS``.
        """
        from distributed import Client

        end = time.monotonic() + AWAY_SECONDS
        while self.client.status != "running":
            if time.monotonic() > end:
                raise SchedulerLostError(
                    f"The Dask scheduler at {self.scheduler} is gone.",
                    "Start it, and run the same command again: what is made is kept.",
                )
            if self.client.status == "closed":  # its own tries have come to an end
                with suppress(OSError, TimeoutError):
                    self.client = Client(self.cluster or self.scheduler, timeout="5s", set_as_default=False)
                    return
            time.sleep(AGAIN_SECONDS)

    def close(self) -> None:
        """Leave the cluster; one that was made for this batch ends."""
        self.client.close()
        if self.cluster is not None:
            self.cluster.close()
