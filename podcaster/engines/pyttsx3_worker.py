"""The process in which pyttsx3 speaks: requests in on standard input, sound out on standard output.

With espeak-ng every line is spoken by a fork of a process that has initialised and never spoken, because what espeak
says depends on what its process said before. So the same line gives the same samples, in any order and on any number
of workers. The system's voices on macOS and Windows remember nothing, and speak in this process.

A request is one line of JSON: ``text``, ``voice``, ``rate``, ``pitch``, ``limit`` (seconds). The answer is frames,
each a kind (one byte) and a length (little-endian, 32 bits) before its bytes: ``A`` samples, ``D`` done (the sample
rate), ``E`` failed (why). The process ends when its standard input does: with its parent, however that ended.

It imports little on purpose: every page of memory makes a fork dearer.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys

TYPE_CHECKING = False  # as type checkers take it
if TYPE_CHECKING:
    from typing import Any

OUT = 1
AUDIO, DONE, FAILED = b"A", b"D", b"E"
SENT_AT_ONCE = 1 << 16
"""Bytes gathered before they are written. Larger, and every new page of memory costs the fork a fault (at 512 kB
forks take 1.35 times the CPU of speaking in one process, at 64 kB 1.27); smaller, and the parent is woken more
often."""


def head(kind: bytes, size: int) -> bytes:
    """What stands before a frame's bytes."""
    return kind + size.to_bytes(4, "little")


def frame(kind: bytes, data: bytes) -> None:
    """Write a frame. Pipes take part of a large write, so go on until all is written."""
    view = memoryview(head(kind, len(data)) + data)
    while view:
        view = view[os.write(OUT, view) :]


class Gathered:
    """Gathers samples, to be sent in few writes: each one wakes the parent."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def __call__(self, samples: bytes) -> None:
        """Take the next samples."""
        self.parts.append(samples)
        self.size += len(samples)
        if self.size >= SENT_AT_ONCE:
            self.send()

    def send(self) -> None:
        """Write a frame of what is gathered, without copying it together."""
        parts, self.parts, size, self.size = [head(AUDIO, self.size), *self.parts], [], self.size, 0
        written = os.writev(OUT, parts)
        if written < len(parts[0]) + size:
            view = memoryview(b"".join(parts))[written:]
            while view:
                view = view[os.write(OUT, view) :]


class Synthesizer:
    """pyttsx3, ready to speak through one of its drivers."""

    def __init__(self, driver: str) -> None:
        import pyttsx3

        self.engine = pyttsx3.init(driver)
        self.errors: list[Exception] = []
        # Pyttsx3 swallows what a driver raises; this is the only way to hear of it.
        self.engine.connect("error", lambda exception, **_: self.errors.append(exception))

    def run(self, request: dict[str, Any], target: Any) -> None:
        """Speak a request into ``target``.

        Raises:
            RuntimeError: The driver failed.
        """
        self.errors.clear()
        for name in ("voice", "rate", "pitch", "volume"):
            if name in request:
                self.engine.setProperty(name, request[name])
        self.engine.save_to_file(request["text"], target)
        self.engine.runAndWait()
        for error in self.errors:
            raise RuntimeError(str(error)) from error


def speak_espeak(speaker: Synthesizer, request: dict[str, Any]) -> None:
    """Speak with espeak-ng: samples are sent while they are made."""
    from podcaster.engines.espeak_driver import EspeakDriver

    samples = Gathered()
    speaker.run(request, samples)
    samples.send()
    frame(DONE, str(EspeakDriver.sample_rate).encode())


def speak_system(speaker: Synthesizer, request: dict[str, Any]) -> None:
    """Speak with the system's voices: into a file of whatever format the system writes (WAV, AIFF), sent as it is."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="podcaster-") as folder:
        path = os.path.join(folder, "line.wav" if sys.platform == "win32" else "line.aiff")  # noqa: PTH118
        speaker.run(request, path)
        with open(path, "rb") as file:  # noqa: PTH123
            frame(AUDIO, file.read())
    frame(DONE, b"0")


def attempt(speak: Any, speaker: Synthesizer, request: dict[str, Any]) -> None:
    """Speak one request; what goes wrong becomes an answer."""
    try:
        speak(speaker, request)
    except Exception as error:  # noqa: BLE001 (whatever it is, the parent has to be told)
        frame(FAILED, str(error).encode())


def fork(speaker: Synthesizer, request: dict[str, Any]) -> None:
    """Speak one request in a child that ends with it.

    Raises:
        SystemExit: The child was ended. It may have written half a frame, so this process cannot go on either.
    """
    child = os.fork()
    if child == 0:
        signal.alarm(int(request["limit"]))
        attempt(speak_espeak, speaker, request)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        raise SystemExit("it took too long" if status == -signal.SIGALRM else f"its child ended with {status}")


def voices(speaker: Synthesizer) -> None:
    """Answer with the driver's voices."""
    found = [
        (item.id, item.name, item.languages, str(item.gender or "")) for item in speaker.engine.getProperty("voices")
    ]
    frame(AUDIO, json.dumps(found, default=str).encode())
    frame(DONE, b"0")


def become(twins: tuple[tuple[int, int], ...]) -> int:
    """Be as many processes as there are pairs of pipes for requests and answers, and one more; where requests come."""
    global OUT  # noqa: PLW0603
    pairs = [(0, OUT), *twins]
    mine = next((pair for pair in twins if os.fork() == 0), pairs[0])
    for end in (end for pair in pairs if pair != mine for end in pair):
        os.close(end)
    OUT = mine[1]
    return mine[0]


def main(driver: str, library: str, *twins: tuple[int, int]) -> None:
    """Answer requests until they end."""
    # Ctrl-C reaches the whole group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Some drivers print; standard output is for frames only.
    global OUT  # noqa: PLW0603
    OUT = os.dup(1)
    os.dup2(2, 1)
    if library:
        from podcaster.engines.espeak_driver import register

        register(library)
    speaker = Synthesizer(driver)
    # Collecting garbage would touch, and so copy, every page in each child.
    gc.collect()
    gc.freeze()
    gc.disable()
    with open(become(twins), "rb") as requests:
        while line := requests.readline():
            request = json.loads(line)
            if request.get("voices"):
                voices(speaker)
            elif library:
                fork(speaker, request)
            else:
                attempt(speak_system, speaker, request)
    os._exit(0)  # nobody needs what the interpreter would take down
