"""A newsroom that is maltreated: watches and workers that are killed, disks that fill, sources that fail."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from podcaster.store import describe_file, load_episode
from tests.news_server import Paper, publishing, rfc822, rss
from tests.newsrooms import age
from tests.torture.rounds import broken, left_over
from tests.torture.victim import STORE, Death, Running, make_show, run, start, write_article

NEWSROOM = """
[watch]
backoff = 0
pause = 0
publish = ["web"]
"""
DROP = '[sources.drop]\nfolder = "in"\n'
NEWS = '[article]\nallow_private = true\ntimeout = 2\n[sources.news]\nfeed = "{address}"\n'
KILLS = 4
"""Of a case; a piece that five watches died at is put aside."""
STEPS = 260
"""Steps that change a file: as many as a watch takes that makes and publishes one piece."""
FAULTS = ("500", "503", "cut", "reset", "slow", "garbage", "", "")
ROUNDS = 40
"""Of a watch: one at most for each fault, some because a busy machine is slow to answer itself, and as many as it takes
until a server that was overloaded may be asked again."""
BETWEEN = 0.5
"""Seconds between two rounds."""
PIECES = 3
"""Of the source's feed."""
PATIENCE = 0.05
"""Seconds between two looks of a reader."""


def newsroom(folder: Path, settings: str = DROP) -> Path:
    """A show that publishes what its sources bring, and speaks in tones."""
    show = make_show(folder)
    with (show / "podcaster.toml").open("a") as file:
        file.write(NEWSROOM + settings)
    (show / "in").mkdir()
    return show


def drop(show: Path, number: int) -> None:
    """Put an article into the show's folder ``in``, as if it had lain there for a while."""
    age(write_article(show / "in", f"piece-{number}", f"Piece {number}", f"cart {number}"))


@contextmanager
def reader(show: Path) -> Iterator[list[str]]:
    """Somebody who reads what is published again and again, and what is wrong with it."""
    found: list[str] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(PATIENCE):
            try:
                found.extend(broken(show, "published"))
            except ET.ParseError as error:
                found.append(f"the feed cannot be read: {error}")

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield found
    finally:
        ended.set()
        looking.join()


def once(show: Path, titles: list[str]) -> Iterator[str]:
    """What is not exactly once in the show, in its feed, and among what is published."""
    for path in (show / "output" / "feed.xml", show / "published" / "feed.xml"):
        told = Counter(item.findtext("title") for item in ET.parse(path).getroot().iterfind("channel/item"))
        if told != Counter(titles):
            yield f"{path.parent.name}: {sorted(told.items())}"
    made = Counter(json.loads(path.read_bytes())["title"] for path in (show / "output").glob("[!.]*/episode.json"))
    if made != Counter(titles):
        yield f"made: {sorted(made.items())}"
    listed = run(show, "queue", "list", "--json", "--all")
    states = Counter(piece["state"] for piece in json.loads(listed.said))
    if states != Counter({"published": len(titles)}):
        yield f"queue: {dict(states)}"
    yield from broken(show, "published")
    yield from left_over(show)


def killed_watches(folder: Path, chance: random.Random) -> list[str]:
    """Watches die at steps that change a file while pieces come and somebody reads what is published."""
    show = newsroom(folder / "show")
    found = []
    with reader(show) as read:
        for number in range(KILLS):
            drop(show, number)
            killed = run(show, "watch", "--once", death=Death(chance.randint(1, STEPS), torn=chance.random() < 1 / 2))
            found += [f"{killed.code}: {killed.said[-300:]}"] if killed.fell else []
        last = run(show, "watch", "--once")
    found += [f"last: {last.code}: {last.said[-300:]}"] if last.code else []
    return [*found, *read, *once(show, [f"Piece {number}" for number in range(KILLS)])]


def published_while_read(folder: Path, count: int = 40) -> list[str]:
    """A show is published again and again while somebody reads: each time an episode is made again or is new."""
    show = newsroom(folder / "show")
    found = []
    with reader(show) as read:
        for number in range(count):
            drop(show, number // 2)
            if number % 2:
                with (show / "in" / f"piece-{number // 2}.md").open("a") as file:
                    file.write(f"\nA correction: it was the {number}th.\n")
                age(show / "in" / f"piece-{number // 2}.md", 40)
            done = run(show, "watch", "--once")
            found += [f"{number}: {done.code}: {done.said[-300:]}"] if done.code else []
    return [*found, *read, *once(show, [f"Piece {number}" for number in range((count + 1) // 2)])]


def failing_source(folder: Path, chance: random.Random) -> list[str]:
    """A paper's server fails in every way, and then no more: each of its pieces is an episode, once."""
    found = []
    with publishing() as paper:
        show = newsroom(folder / "show", NEWS.format(address=put_feed(paper)))
        paper.faults += chance.choices(FAULTS, k=chance.randint(1, 6))
        with reader(show) as read:
            for _ in range(ROUNDS):
                well = not paper.faults
                done = run(show, "watch", "--once")
                found += [f"{done.code}: {done.said[-300:]}"] if done.fell else []
                if well and done.code == 0 and published(show) == PIECES:
                    break
                time.sleep(BETWEEN)
    found += [f"last: {done.code}: {done.said[-300:]}"] if done.code else []
    return [*found, *read, *once(show, ["The bridge", "The tower", "The gate"])]


def published(show: Path) -> int:
    """How many pieces the show's queue has as published."""
    listed = run(show, "queue", "list", "--json", "--all")
    return sum(piece["state"] == "published" for piece in json.loads(listed.said))


def put_feed(paper: Paper) -> str:
    """A feed of ``PIECES`` articles; its address."""
    now = time.time()
    items = [
        {"title": f"The {name}", "link": paper.article(name), "guid": name, "pubDate": rfc822(now - 60 * number)}
        for number, name in enumerate(("bridge", "tower", "gate"), 1)
    ]
    return paper.put("/feed", rss(items), "application/rss+xml")


def full_disk(folder: Path, chance: random.Random) -> list[str]:
    """The disk is full somewhere on the way; when there is room again, each piece is an episode, once."""
    disk, logs = folder / "disk", folder / "logs"
    disk.mkdir()
    logs.mkdir()
    kilobytes = chance.randint(150, 2500)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(disk)], check=True)
    try:
        show = newsroom(disk / "show")
        (show / "logs").symlink_to(logs)  # what the commands say has room
        for number in range(3):
            drop(show, number)
        full = run(show, "watch", "--once")
        found = [f"{kilobytes} kB: {full.code}: {full.said[-300:]}"] if full.fell else []
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        last = run(show, "watch", "--once")
        found += [f"last: {last.code}: {last.said[-300:]}"] if last.code else []
        return [*found, *(f"{kilobytes} kB: {each}" for each in once(show, [f"Piece {each}" for each in range(3)]))]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def killed_workers(folder: Path, chance: random.Random) -> list[str]:
    """Processes of a batch die."""
    return batch_with(folder, ("--workers", "2"), lambda batch: kill_children(batch, chance))


def kill_children(batch: Running, chance: random.Random) -> None:
    """Kill three processes of a batch, one after the other."""
    for _ in range(3):
        time.sleep(chance.uniform(0.2, 2.0))
        children = Path(f"/proc/{batch.process.pid}/task/{batch.process.pid}/children")
        with suppress(OSError, ProcessLookupError):
            if pids := [int(each) for each in children.read_text().split()]:
                os.kill(chance.choice(pids), signal.SIGKILL)


def batch_with(folder: Path, options: tuple[str, ...], harm: Callable[[Running], None], dies: int = 0) -> list[str]:
    """Make six articles at once while something is done to those who make them; what is not as it has to be.

    Args:
        folder: Where the show goes.
        options: Of the batch.
        harm: What is done.
        dies: How often it kills the batch itself, which is run again then.
    """
    show = newsroom(folder / "show", "")
    names = [f"piece-{number}" for number in range(6)]
    sources = [write_article(show, name, f"Piece {name[-1]}", f"cart {name[-1]}") for name in names]
    for _ in range(dies + 1):
        batch = start(show, "batch", *map(str, sources), *options)
        harm(batch)
        ended = batch.wait()
    paths = list((show / "output").glob("[!.]*/episode.json"))
    made = Counter(json.loads(path.read_bytes())["title"] for path in paths)
    found = [f"{ended.code}: {ended.said[-400:]}"] if ended.code else []
    found += [f"made: {sorted(made.items())}"] if made != Counter(f"Piece {name[-1]}" for name in names) else []
    found += [f"{path.parent.name}: its sound is another" for path in paths if not is_sound(path)]
    return [*found, *left_over(show)]


def is_sound(path: Path) -> bool:
    """Whether an episode's files are those that it tells of."""
    episode = load_episode(path.parent)
    return all(describe_file(path.parent / file.name, file.type) == file for file in (episode.audio, *episode.files))


def killed_scheduler(folder: Path, chance: random.Random) -> list[str]:
    """The scheduler of a Dask cluster dies with all that it knew, and another one takes its place."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    plugin = folder / "show" / "cache" / "plugin"
    cluster = Cluster(address, os.environ | {"PYTHONPATH": f"{Path.cwd()}{os.pathsep}{plugin}"}, folder)
    cluster.start()
    try:

        def harm(_: Running) -> None:
            time.sleep(chance.uniform(2.0, 8.0))
            cluster.kill()
            cluster.start()

        return batch_with(folder, ("--scheduler", address), harm)
    finally:
        cluster.kill()


def killed_far(folder: Path, chance: random.Random) -> list[str]:
    """Workers that share the store alone die, and batches at work with them; the last one ends what they began."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    store, elsewhere = folder / STORE, folder / "elsewhere"
    store.mkdir()
    elsewhere.mkdir()
    plugin = f"{Path.cwd()}{os.pathsep}{folder / 'show' / 'cache' / 'plugin'}"
    shared = {"PODCASTER_SHARED_CACHE": str(store), "PODCASTER_CACHE": str(elsewhere / "cache"), "PYTHONPATH": plugin}
    cluster = Cluster(address, os.environ | shared, elsewhere)
    cluster.start()
    dying = [True, True, False]
    try:

        def harm(batch: Running) -> None:
            time.sleep(chance.uniform(1.0, 6.0))
            cluster.kill_worker()
            if dying.pop(0):
                time.sleep(chance.uniform(0.0, 3.0))
                batch.process.kill()

        return batch_with(folder, ("--scheduler", address), harm, dies=2)
    finally:
        cluster.kill()


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, address: str, environment: dict[str, str], folder: Path) -> None:
        self.address, self.environment, self.folder = address, environment, folder
        self.processes: list[subprocess.Popen[Any]] = []

    def start(self) -> None:
        """Start them all, and wait until the scheduler answers."""
        port = self.address.rpartition(":")[2]
        self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
                break
            time.sleep(0.2)
        for _ in range(2):
            self._start_worker()

    def _start_worker(self) -> None:
        self._start("worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny")

    def kill_worker(self) -> None:
        """Kill the older worker, and start another one."""
        worker = self.processes.pop(1)
        worker.kill()
        worker.wait()
        self._start_worker()

    def _start(self, *arguments: str) -> None:
        line = [sys.executable, "-m", "dask", *arguments]
        pipes: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.processes.append(subprocess.Popen(line, env=self.environment, cwd=self.folder, **pipes))

    def kill(self) -> None:
        """Kill them all, as when a machine goes."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes = []


def can_mount(folder: Path) -> bool:
    """Whether this user may make a small disk."""
    probe = folder / "probe"
    probe.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(probe)], check=False)
    if not done or done.returncode:
        return False
    subprocess.run(["umount", str(probe)], check=True)
    return True
