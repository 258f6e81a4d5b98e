"""How fast ``podcaster make`` is, as ratios measured side by side in one run.

::

    python tests/benchmarks/make.py [--words 700 7000 112000] [--script] [--cores] [--repeat 3]

It compares, for articles put together from the samples:

- the **floor**: espeak-ng's CPU for the same lines in one process, plus the encoder's CPU for the same audio, divided
  by the cores;
- the **script**: ``thirty_lines.py``, what a user would write with pyttsx3 and pydub (needs espeak-ng and ffmpeg);
- ``make`` after one changed word, and on one core;
- peak memory of all processes together (proportional set size, Linux).

Everything starts with an empty cache. Memory is that of a run of its own: to look at it four times a second makes a
run slower. Prints a Markdown table. A machine that others share runs at half its speed now and then: only figures of
one round are compared, and of several rounds the medians are shown.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SAMPLES = sorted((ROOT / "podcaster" / "samples").glob("*.*"))


def article(words: int, seed: int = 1) -> str:
    """Paragraphs of the sample articles, every sentence with a word of its own, so that no two lines are the same."""
    rng = random.Random(seed)
    texts = [path.read_text("utf-8").split("\n\n") for path in SAMPLES if path.suffix in {".md", ".txt"}]
    paragraphs = [text for blocks in texts for text in blocks[3:] if len(text.split()) > 20]
    vocabulary = sorted({word for text in paragraphs for word in re.findall(r"[a-z]{4,}", text)})
    lines, count = ["# The long way round", "", "By Ada Byron", ""], 0
    while count < words:
        for text in paragraphs:
            changed = re.sub(
                r"(?<=[a-z])(?=[.!?,])", lambda _: f" {rng.choice(vocabulary)} {rng.choice(vocabulary)}", text
            )
            lines += [changed, ""]
            count += len(changed.split())
            if count >= words:
                break
    return "\n".join(lines)


@dataclass
class Run:
    """One command, measured."""

    wall: float
    cpu: float
    memory: float
    """MB at its peak, of all processes together; 0 where nobody looked."""


def memory_of(root: int) -> float:
    """MB of a process and all that come from it, shared pages counted once."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    family, waiting = [], [root]
    while waiting:
        family.append(waiting.pop())
        waiting += parents.get(family[-1], [])
    total = 0
    for process in family:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])
    return total / 1024


def run(
    command: list[str], *, cores: int | None = None, cwd: Path | None = None, memory: bool = False, **environment: str
) -> Run:
    """Run a command to its end and measure it: its memory, or its times without anybody looking."""
    before = os.times()
    start = time.perf_counter()
    if cores:
        command = ["taskset", "--cpu-list", ",".join(map(str, sorted(os.sched_getaffinity(0))[:cores])), *command]
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.25):
            peak = max(peak, memory_of(process.pid))

    watcher = threading.Thread(target=watch)
    if memory:
        watcher.start()
    _, errors = process.communicate()
    wall = time.perf_counter() - start
    done.set()
    if memory:
        watcher.join()
    after = os.times()
    if process.returncode:
        raise SystemExit(f"{command} failed:\n{errors.decode()[-2000:]}")
    return Run(wall, after.children_user + after.children_system - before.children_user - before.children_system, peak)


FLOOR = """
import ctypes, json, sys, time
import espeakng_loader
texts, pcm, settings = json.load(open(sys.argv[1])), sys.argv[2], json.loads(sys.argv[3])
library = ctypes.CDLL(espeakng_loader.get_library_path())
library.espeak_Initialize(2, 1000, espeakng_loader.get_data_path().encode(), 0)
library.espeak_SetVoiceByName(b"en-us")
took = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
keep = took(lambda wav, count, events: 0)
library.espeak_SetSynthCallback(keep)
start = time.process_time()
for text in texts:
    data = text.encode()
    library.espeak_Synth(data, len(data) + 1, 0, 0, 0, 1, None, None)
speech = time.process_time() - start
import lameenc
encoding = 0.0
encoder = lameenc.Encoder()
encoder.silence()
encoder.set_in_sample_rate(44100)
encoder.set_channels(1)
encoder.set_bit_rate(settings["bit_rate"])
encoder.set_quality(settings["effort"])
with open(pcm, "rb") as file:
    while block := file.read(1 << 22):
        start = time.process_time()
        encoder.encode(block)
        encoding += time.process_time() - start
print(json.dumps([speech, encoding]))
"""


def floor(folder: Path, scratch: Path) -> tuple[float, float]:
    """CPU seconds of espeak-ng and of the encoder, for the lines and the audio of an episode."""
    import av

    from podcaster.audio.mp3 import EFFORT
    from podcaster.audio.rates import BIT_RATES

    transcript = json.loads(next(folder.glob("transcript.json")).read_text("utf-8"))
    (scratch / "texts.json").write_text(json.dumps([segment["body"] for segment in transcript["segments"]]))
    with av.open(str(next(folder.glob("*.mp3")))) as source, (scratch / "audio.pcm").open("wb") as target:
        resampler = av.AudioResampler("s16", "mono", 44100)
        for frame in source.decode(audio=0):
            for piece in resampler.resample(frame):
                target.write(piece.to_ndarray().tobytes())
    settings = json.dumps({"bit_rate": BIT_RATES["standard"][0], "effort": EFFORT})
    command = [sys.executable, "-c", FLOOR, str(scratch / "texts.json"), str(scratch / "audio.pcm"), settings]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (scratch / "audio.pcm").unlink()
    speech, encoding = json.loads(done.stdout)
    return speech, encoding


def make(path: Path, show: Path, cores: int | None = None, *, memory: bool = False) -> Run:
    """``podcaster make`` in a folder of its own, with the cache beside it."""
    show.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "podcaster", "make", str(path), "--date", "2026-01-02", "--force"]
    return run(command, cores=cores, cwd=show, memory=memory, PODCASTER_CACHE=str(show / "cache"), PYTHONPATH=str(ROOT))


def run_script(article: Path, target: Path, *, memory: bool = False) -> Run:
    """The 30-line script, again when it ends with a segmentation fault, as one run of 700 words in twelve does."""
    command = [sys.executable, "-W", "ignore", str(HERE / "thirty_lines.py"), str(article), str(target)]
    for _ in range(SCRIPT_TRIES - 1):
        try:
            return run(command, memory=memory)
        except SystemExit as error:
            print(error, file=sys.stderr)
    return run(command, memory=memory)


SCRIPT_TRIES = 5


def measure(words: int, scratch: Path, options: argparse.Namespace) -> dict[str, float]:
    """Everything once, side by side: absolute values and ratios, by the heads of the table."""
    text = article(words)
    path = scratch / "article.md"
    path.write_text(text, "utf-8")
    show = scratch / f"show{words}"
    full = make(path, show)
    folder = next((show / "output").glob("*/episode.json")).parent
    duration = json.loads((folder / "episode.json").read_text())["duration"]
    speech, encoding = floor(folder, scratch)
    least = (speech + encoding) / len(os.sched_getaffinity(0))
    middle = text.index(" the ", len(text) // 2)
    path.write_text(text[:middle] + " one " + text[middle + 5 :], "utf-8")
    changed = make(path, show)
    shutil.rmtree(show)
    path.write_text(text, "utf-8")
    peak = make(path, show, memory=True).memory
    shutil.rmtree(show)
    row = {
        "words": len(text.split()),
        "audio": duration / 60,
        "make": full.wall,
        "to the floor": full.wall / least,
        "CPU to the floor": full.cpu / (speech + encoding),
        "memory": peak,
        "one word changed": changed.wall / full.wall,
    }
    if options.script:
        script = run_script(path, scratch / "x.mp3")
        its_peak = run_script(path, scratch / "x.mp3", memory=True).memory
        row |= {"30-line script takes": script.wall / full.wall, "its memory": its_peak}
    if options.cores:
        row["one core takes"] = make(path, show, cores=1).wall / full.wall
        shutil.rmtree(show)
    return row


FORMS = {
    "words": "{:,.0f}",
    "audio": "{:.0f} min",
    "make": "{:.1f} s",
    "memory": "{:.0f} MB",
    "its memory": "{:.0f} MB",
}
"""How a column is written; all others are ratios."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed of podcaster make, as ratios.")
    parser.add_argument("--words", type=int, nargs="+", default=[700, 7000])
    parser.add_argument("--script", action="store_true", help="run the 30-line script too")
    parser.add_argument("--cores", action="store_true", help="run on one core too")
    parser.add_argument("--repeat", type=int, default=1, help="rounds, of which the medians are printed")
    options = parser.parse_args()
    heads: list[str] = []
    for words in options.words:
        rounds = []
        for _ in range(options.repeat):
            with tempfile.TemporaryDirectory() as scratch:
                rounds.append(measure(words, Path(scratch), options))
        if not heads:
            heads = list(rounds[0])
            print("| " + " | ".join(heads) + " |")
            print("|" + "---|" * len(heads))
        middle = {head: statistics.median(each[head] for each in rounds) for head in heads}
        print("| " + " | ".join(FORMS.get(head, "{:.2f}").format(middle[head]) for head in heads) + " |", flush=True)


if __name__ == "__main__":
    main()
