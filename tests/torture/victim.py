"""One command in a process of its own, which can be made to die at any step that changes a file.

The processes are forks of one that has imported everything, so that a thousand of them take minutes; each is the real
command line on real files. Only the voices are tones, because it is not speech that is looked at.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcaster.installed import PlugIn
from tests.torture.power import Disk

CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink"})
"""Events of Python's audit hooks (PEP 578) that change what is in a folder; ``open`` for writing is one more."""
COUNTS = "\nSteps, megabytes and seconds: "
STOPPED = 128 + signal.SIGINT
PATIENCE, LONGEST = 900.0, 240
"""Seconds, by the clock and of CPU time, after which a command is taken for one that never ends."""

ADDRESSES = 8 << 30
"""Bytes of address space, of which a command touches a twentieth: one that reads without end falls alone."""

POOL = """
[[voice]]
name = "low"
engine = "tone"
id = "220"
language = "en-GB"
gender = "male"
use = ["narrator"]

[[voice]]
name = "high"
engine = "tone"
id = "440"
language = "en-GB"
gender = "female"
use = ["speaker"]

[[voice]]
name = "middle"
engine = "tone"
id = "330"
language = "en-GB"
gender = "male"
use = ["speaker", "spare"]
"""
SETTINGS = """
[show]
title = "The Torture"
author = "The Readers"
description = "A show that is maltreated."
email = "show@show.example"

[cast]
engines = ["tone"]

[sound.music]
lead = 1
tail = 1

[feed]
address = "https://show.example/"

[targets.web]
to = "published"
address = "https://show.example/"
"""


@dataclass(frozen=True, slots=True)
class Death:
    """When a command dies."""

    step: int
    """Before which of its steps that change a file, from 1; 0: it counts them and lives."""
    torn: bool = False
    """Of the file that it opened last for writing, half is lost, as when it dies while it writes."""
    power: str = ""
    """A folder that gets what the disk has of the show then, or at the end (``power.Disk``)."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; a negative signal."""
    said: str
    """What it printed."""
    steps: int
    """How many steps it took that change a file."""
    seconds: float
    """CPU time, with that of its own processes: what else the machine does is not counted."""
    megabytes: float
    """Its largest memory, with what it shares with its parent."""

    @property
    def fell(self) -> bool:
        """It ended in a way in which no command may end."""
        return "Traceback" in self.said or self.code not in {0, 1, 2, 3, 4, STOPPED, -signal.SIGKILL}


def make_show(folder: Path) -> Path:
    """A show in which speaking takes no time."""
    (folder / "voices").mkdir(parents=True)
    (folder / "voices" / "pool.toml").write_text(POOL, "utf-8")
    (folder / "podcaster.toml").write_text(SETTINGS, "utf-8")
    return folder


def write_article(folder: Path, name: str, title: str, words: str) -> Path:
    """A short article of 14 March 2026."""
    path = folder / f"{name}.md"
    path.write_text(
        f"---\ntitle: {title}\ndate: 2026-03-14\n---\n\nThe {words} came in at night.\n\n"
        f"“I saw the {words},” said Grace Tolliver, who keeps the light.\n",
        "utf-8",
    )
    return path


class Running:
    """A command that was started."""

    def __init__(self, process: Any, log: Path) -> None:
        self.process = process
        self.log = log

    def wait(self) -> Ended:
        """Wait until it ends, however that is."""
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        said, _, counts = self.log.read_text("utf-8", "replace").partition(COUNTS)
        steps, megabytes, seconds = counts.split() if counts else ("0", "0", "0")
        ended = Ended(self.process.exitcode or 0, said, int(steps), float(seconds), float(megabytes))
        if (heard := getattr(LISTENING, "heard", None)) is not None:
            heard.append(ended)
        return ended

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGINT)


LISTENING = threading.local()


@contextmanager
def listening() -> Iterator[list[Ended]]:
    """How all commands ended that this thread has waited for."""
    LISTENING.heard = []
    try:
        yield LISTENING.heard
    finally:
        LISTENING.heard = None


def start(show: Path, *arguments: str, death: Death | None = None, in_two_steps: bool = False) -> Running:
    """Start a command.

    Args:
        show: The show's folder.
        arguments: What stands behind ``podcaster --show FOLDER``.
        death: When it dies.
        in_two_steps: The system cannot let two folders change places.
    """
    context = forkserver()
    (show / "logs").mkdir(exist_ok=True)
    log = show / "logs" / f"{time.monotonic_ns()}-{os.getpid()}"
    line = ["podcaster", "--show", str(show), *arguments]
    process = context.Process(target=suffer, args=(line, str(log), str(show / "cache"), death, in_two_steps))
    process.start()
    return Running(process, log)


def run(show: Path, *arguments: str, death: Death | None = None, in_two_steps: bool = False) -> Ended:
    """Run a command to its end."""
    return start(show, *arguments, death=death, in_two_steps=in_two_steps).wait()


def run_each(show: Path, line: Sequence[str], where: Path, inputs: Sequence[bytes]) -> list[Ended]:
    """Run a command once for each input, one after the other in one process, which costs half of one process each.

    Args:
        show: The show's folder.
        line: What stands behind ``podcaster --show FOLDER``.
        where: The file that each input becomes.
        inputs: The inputs.

    Returns:
        How the command ended at each; fewer than inputs when the process died at one.
    """
    context = forkserver()
    log = show / "logs" / f"{time.monotonic_ns()}-{os.getpid()}"
    log.parent.mkdir(exist_ok=True)
    given = (["podcaster", "--show", str(show), *line], str(log), str(show / "cache"), where, list(inputs))
    process = context.Process(target=suffer_each, args=given)
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    ended = []
    said, *rest = log.read_text("utf-8", "replace").split(COUNTS)
    for each in rest:
        counts, _, then = each.partition("\n")
        code, megabytes, seconds = counts.split()
        ended.append(Ended(int(code), said, 0, float(seconds), float(megabytes)))
        said = then
    if len(ended) < len(inputs):
        ended.append(Ended(process.exitcode or 0, f"{said}\nTraceback: it died", 0, 0.0, 0.0))
    if (heard := getattr(LISTENING, "heard", None)) is not None:
        heard.extend(ended)
    return ended


def suffer_each(line: list[str], log: str, cache: str, where: Path, inputs: list[bytes]) -> None:
    """What happens in the process."""
    import gc
    import resource
    import traceback

    from podcaster import cli

    settle(log, cache, in_two_steps=False)
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST * 2, LONGEST * 2))
    spent = used(resource)[0]
    for data in inputs:
        where.write_bytes(data)
        sys.argv = list(line)
        code = 0
        try:
            cli.main()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:  # noqa: BLE001  (it is what is looked for)
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        gc.collect()
        before, (spent, megabytes) = spent, used(resource)
        os.write(2, f"{COUNTS}{code} {megabytes:.0f} {spent - before:.2f}\n".encode())
    os._exit(0)


def used(resource: Any) -> tuple[float, float]:
    """CPU seconds and the most megabytes of this process and of those that it has waited for."""
    uses = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses), max(use.ru_maxrss for use in uses) / 1024


def forkserver() -> Any:
    """What makes processes out of one that has imported everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.victim", "tests.torture.loaded"])
    return context


def settle(log: str, cache: str, *, in_two_steps: bool) -> None:
    """Have a process write into its log, and speak in tones."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT)
    for number in (1, 2):
        os.dup2(descriptor, number)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    os.environ["PODCASTER_CACHE"] = cache
    if (store := Path(cache).parent.parent / STORE).is_dir():
        os.environ["PODCASTER_SHARED_CACHE"] = str(store)
    prepare(Path(cache), in_two_steps=in_two_steps)


def suffer(line: list[str], log: str, cache: str, death: Death | None, in_two_steps: bool) -> None:
    """What happens in the process."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    settle(log, cache, in_two_steps=in_two_steps)
    sys.argv = line
    death = death or Death(0)
    disk = Disk(Path(line[2]), Path(death.power)) if death.power else None
    steps = count_steps(death, disk)
    try:
        from podcaster.__main__ import main

        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    else:
        code = 0
    sys.stdout.flush()
    if disk:
        disk.cut()
    seconds, megabytes = used(resource)
    os.write(2, f"{COUNTS}{steps[0]} {megabytes:.0f} {seconds:.2f}".encode())
    os._exit(code)


STORE = "store"
"""A folder beside a show, where there is one: what its workers share."""
TONE = PlugIn("tone", "podcaster.testing.tone:ToneEngine")


def prepare(cache: Path, *, in_two_steps: bool) -> None:
    """Put the tones among the engines, of this process and of those that it starts."""
    from podcaster import durable
    from podcaster.engines import discovery

    discovery._found()[0][TONE.name] = TONE
    plugin = cache / "plugin" / "tones-1.dist-info"
    plugin.mkdir(parents=True, exist_ok=True)
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: tones\nVersion: 1\n", "utf-8")
    (plugin / "entry_points.txt").write_text(f"[{discovery.GROUP}]\n{TONE.name} = {TONE.value}\n", "utf-8")
    sys.path.append(str(plugin.parent))  # which a process that is started gets
    if in_two_steps:
        durable.exchange = lambda *_: False


def count_steps(death: Death, disk: Disk | None = None) -> list[int]:
    """Count the steps that change a file, and die before one of them."""
    count = [0]
    written: list[str] = []

    def see(event: str, given: tuple[Any, ...]) -> None:
        writes = event == "open" and is_writing(given[1], given[2]) and isinstance(given[0], str | bytes | os.PathLike)
        if event not in CHANGES and not writes:
            return
        count[0] += 1
        if count[0] == death.step:
            if death.torn and written and os.path.isfile(written[-1]):  # noqa: PTH113
                os.truncate(written[-1], os.path.getsize(written[-1]) // 2)  # noqa: PTH202
            if disk:
                count[0] += 1_000_000  # what it does from here on are no steps
                disk.cut()
            os.kill(os.getpid(), signal.SIGKILL)
        if writes:
            written.append(os.fsdecode(given[0]))

    sys.addaudithook(see)
    return count


def is_writing(mode: str | None, flags: int) -> bool:
    """Whether a file is opened to be written."""
    return bool(set(mode) & set("wax+")) if mode else bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
