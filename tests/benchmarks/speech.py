"""What speaking costs beside the floor: espeak-ng called by ctypes in one process, with nothing around it.

    python tests/benchmarks/speech.py [WORDS]

Prints CPU seconds of both in the same run, their ratio, the parts of the difference, and the memory of all processes.
Only the ratios mean anything: machines differ, and so does one machine from hour to hour.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SENTENCES = (
    "The council voted on Tuesday to keep the old library open for another year.",
    "“Nobody in the room was surprised,” said the chair, who had counted the votes twice.",
    "It cost three million dollars, a fifth more than was planned, and took eleven months.",
    "We were all waiting for somebody to say it.",
    "Asked about the roof, she laughed, and said that it would hold as long as the walls did, not for ever.",
)
VOICES = ("gmw/en-us", "gmw/en-us+f2", "gmw/en-us+steph", "gmw/en-us+adam")

FLOOR = """
import ctypes, json, os, resource, sys
import espeakng_loader
os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
from pyttsx3.drivers import _espeak as espeak
espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 200)
samples = 0
def count(_, number, __):
    global samples
    samples += number
    return 0
espeak.SetSynthCallback(count)
lines = json.load(sys.stdin)
before = resource.getrusage(resource.RUSAGE_SELF)
for voice, text in lines:
    espeak.SetVoiceByName(voice.encode())
    espeak.SetParameter(espeak.RATE, 155, 0)
    espeak.Synth(text.encode(), flags=espeak.CHARS_UTF8 | espeak.ENDPAUSE)
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, samples / 22050)
"""


def make_lines(words: int) -> list[tuple[str, str]]:
    """Different lines of one to three sentences, as articles with quotes have them."""
    lines: list[tuple[str, str]] = []
    count = 0
    while count < words:
        number = len(lines)
        text = " ".join(SENTENCES[(number + index) % len(SENTENCES)] for index in range(1 + number % 3))
        lines.append((VOICES[number % len(VOICES)], f"{text} Item {number}."))
        count += len(text.split()) + 2
    return lines


def cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def memory(pids: list[int]) -> int:
    """Proportional set size of processes, in kB."""
    total = 0
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total


def family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        threads = [path.name for path in Path(f"/proc/{pid}/task").iterdir()]
        children += [
            c for t in threads if t != str(pid) for c in Path(f"/proc/{pid}/task/{t}/children").read_text().split()
        ]
    except OSError:
        children = []
    return [pid, *(item for child in children for item in family(int(child)))]


def main() -> None:
    import json

    lines = make_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 7000)
    done = subprocess.run(
        [sys.executable, "-c", FLOOR], input=json.dumps(lines), capture_output=True, text=True, check=True
    )
    floor, seconds = map(float, done.stdout.split())

    from podcaster.content import FolderStore
    from podcaster.engines import Engines
    from podcaster.model import Cast, Casting, Line, Voice
    from podcaster.settings import Settings
    from podcaster.speech import speak

    cast = Cast({voice: Casting(Voice(voice, "pyttsx3", voice), "") for voice in VOICES})
    script = [Line(voice, text) for voice, text in lines]
    most = 0
    stop = threading.Event()

    def watch() -> None:
        nonlocal most
        while not stop.wait(0.25):
            most = max(most, memory(family(os.getpid())))

    threading.Thread(target=watch, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        own, children, wall = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN), time.perf_counter()
        with Engines(Settings()) as engines:
            count = sum(1 for _ in speak(script, cast, engines, FolderStore(Path(folder))))
        own, children = cpu(resource.RUSAGE_SELF) - own, cpu(resource.RUSAGE_CHILDREN) - children
        wall = time.perf_counter() - wall
    stop.set()
    cores = os.cpu_count() or 1
    print(f"{count} lines, {seconds / 60:.0f} minutes of sound")
    print(f"floor {floor:.2f} CPU s; all {own + children:.2f}: {(own + children) / floor:.2f} times")
    print(f"  speaking, in forks {children:.2f}; trimming, measuring, storing {own:.2f}")
    print(f"wall {wall:.2f} s: {wall * cores / floor:.2f} times the floor on {cores} cores")
    print(f"memory of all processes: {most / 1000:.0f} MB")


if __name__ == "__main__":
    main()
