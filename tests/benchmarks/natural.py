"""How fast an episode in natural voices is made, against the model alone.

    python tests/benchmarks/natural.py article.md [article.md ...]

Run it in a folder whose podcaster.toml says where Kokoro is, on a machine with nothing else to do. Printed:

- the command ``make`` on all cores, and on one, against the model's own inference of the same pieces, on as many
  threads, by the clock and by the CPU (which tells something on a machine that does other things too);
- one session of one thread a line, against one line after the other on all threads;
- one changed word against the whole; the peak memory of the command, with all its processes.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import onnxruntime
from make import Run, run

from podcaster.engines.kokoro import KokoroEngine
from podcaster.engines.kokoro_files import MODEL
from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.settings import Settings, load_settings


class Time(NamedTuple):
    """What something took, in seconds."""

    clock: float
    cpu: float


def cpu() -> float:
    """Seconds of CPU of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(job: Callable[[], Any]) -> Time:
    """What something takes."""
    begun, used = time.perf_counter(), cpu()
    job()
    return Time(time.perf_counter() - begun, cpu() - used)


def record(settings: Settings, sources: list[str]) -> list[dict[str, Any]]:
    """What the model is asked for while an episode is made."""
    asked: list[dict[str, Any]] = []
    load = KokoroEngine._load

    def watched(self: KokoroEngine) -> Any:
        model = load(self)
        if not hasattr(model, "watched"):
            run = model.sess.run
            model.watched = True

            class Session:
                """The session, with every question kept."""

                def run(self, names: Any, inputs: dict[str, Any]) -> Any:
                    asked.append(inputs)
                    return run(names, inputs)

            model.sess = Session()
        return model

    KokoroEngine._load = watched
    try:
        make(sources, settings, Wishes(force=True), lambda *_: None)
    finally:
        KokoroEngine._load = load
    return asked


def session(folder: Path, threads: int) -> onnxruntime.InferenceSession:
    """The model as the engine loads it, but for the threads inside a call."""
    limits = onnxruntime.SessionOptions()
    limits.intra_op_num_threads, limits.inter_op_num_threads = threads, 1
    limits.enable_mem_pattern = False
    limits.log_severity_level = 4
    return onnxruntime.InferenceSession(str(folder / MODEL), limits, providers=["CPUExecutionProvider"])


def infer(asked: list[dict[str, Any]], folder: Path, *, lines: int, threads: int) -> Time:
    """The time of the model alone: so many pieces at once, so many threads in each."""
    model = session(folder, threads)
    model.run(None, asked[0])
    with ThreadPoolExecutor(lines) as pool:
        return timed(lambda: list(pool.map(lambda inputs: model.run(None, inputs), asked)))


def change_word(path: Path, folder: Path) -> str:
    """The article with one word of its middle changed."""
    words = path.read_text("utf-8").split(" ")
    words[len(words) // 2] = "quickly"
    other = folder / path.name
    other.write_text(" ".join(words), "utf-8")
    return str(other)


def command(show: Path, sources: list[str], *, cores: int | None = None, keep: bool = False) -> Run:
    """``podcaster make`` as a user runs it, in a show's folder; from nothing unless the cache is kept."""
    if not keep:
        shutil.rmtree(os.environ["PODCASTER_CACHE"], ignore_errors=True)
    return run([sys.executable, "-m", "podcaster", "make", *sources, "--force"], cores=cores, cwd=show, memory=True)


def main(sources: list[str]) -> None:
    """Print the figures."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    sources = [str(Path(source).resolve()) for source in sources]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["PODCASTER_CACHE"] = str(Path(scratch, "cache"))
        show = Path(scratch, "show")
        show.mkdir()
        shutil.copy("podcaster.toml", show)
        settings = replace(load_settings(), folder=show)
        asked = record(settings, sources)
        folder = KokoroEngine("kokoro", settings.engines.get("kokoro", {})).folder
        model = infer(asked, folder, lines=cores, threads=1)
        wide = infer(asked, folder, lines=1, threads=cores)
        single = command(show, sources, cores=1)
        whole = command(show, sources)
        changed = [change_word(Path(sources[0]), Path(scratch)), *sources[1:]]
        again = command(show, changed, keep=True)
    print(f"{len(asked)} pieces; the model alone {model.clock:.1f} s on {cores} cores")
    print(f"make / model {whole.wall / model.clock:.2f} by the clock, {whole.cpu / model.cpu:.2f} by the CPU")
    print(f"one core / {cores} cores {single.wall / whole.wall:.2f}")
    print(f"one line on {cores} threads / {cores} lines on one thread each {wide.clock / model.clock:.2f}")
    print(f"one changed word {again.wall / whole.wall:.3f} of the whole, {again.cpu / whole.cpu:.3f} by the CPU")
    print(f"peak memory {whole.memory:.0f} MB, of all processes together")


if __name__ == "__main__":
    main(sys.argv[1:])
