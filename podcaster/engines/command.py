"""Any program that makes a WAV file of a text: ``say``, flite, espeak-ng, Piper's own command, a script of one's own.

::

    [engines.command.flite]
    argv = ["flite", "-voice", "{voice}", "--setf", "duration_stretch={stretch}", "-f", "{text_file}", "-o", "{out}"]
    voices = ["slt", {id = "rms", gender = "male"}]
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Literal

from podcaster.engines.base import API_VERSION, Engine, GivenUpError, Problem
from podcaster.engines.discovery import read_options
from podcaster.engines.listing import ListedVoice, listed_voices
from podcaster.errors import AudioError, EngineError, SettingsError, close_matches
from podcaster.patterns import on_demand
from podcaster.settings.check import Range
from podcaster.spoken.text import Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Audio, Voice

WORDS_PER_MINUTE = 175
"""What ``{wpm}`` is at rate 1: the default of macOS's ``say`` and of espeak."""
TIMEOUT_LETTER = 0.5
"""Seconds that a letter may take besides the time-out: a neural voice on a slow machine."""
MAX_OUTPUT = 500_000_000
"""Bytes of a WAV file: an hour at the highest rates."""

_PLACE = on_demand(r"\{(\w+)\}")
_PLACES = ("language", "out", "rate", "speaker", "stretch", "text_file", "voice", "wpm")


@dataclass(frozen=True, slots=True)
class CommandOptions:
    """``[engines.command.<name>]``."""

    argv: tuple[str, ...] = ()
    """The program and its arguments. It gets the text in the file ``{text_file}``, else on standard input; it writes
    WAV to the file ``{out}``, else to standard output. Further: ``{voice}``, ``{speaker}``, ``{language}``; the speed
    as ``{rate}`` (1.2 is a fifth faster), ``{wpm}`` (words a minute) or ``{stretch}`` (0.8 is a fifth shorter)."""
    voices: tuple[str | ListedVoice, ...] = ()
    """Its voices, each an id or a table with ``id``, ``language``, ``gender``, ``licence``."""
    timeout: Annotated[float, Range(0.1, 3600)] = 60.0
    """Seconds that it may take for a line, besides half a second a letter."""
    parallel: Annotated[int, Range(0, 256)] = 0
    """How many may run at once; 0: as many as there are cores."""
    letters: Literal["dotted", "spaced", "plain"] = "dotted"
    """How letters are spelled for it: E.P.A., E P A, or EPA as written."""
    ellipsis: bool = True
    """Whether it makes a pause of "..."."""


class CommandEngine(Engine):
    """Runs a program a line. No shell: the argument list is used as it is."""

    api_version = API_VERSION
    version = "1"

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        super().__init__(name, options)
        self._options: CommandOptions = read_options(CommandOptions, name, options)
        self.style = Style(letters=self._options.letters, ellipsis=self._options.ellipsis)
        self.parallel = self._options.parallel
        for place in _PLACE.findall(" ".join(self._options.argv)):
            if place not in _PLACES:
                raise SettingsError(f"{name}: argv has an unknown place, {{{place}}}.", close_matches(place, _PLACES))
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    @property
    def _program(self) -> str | None:
        return shutil.which(self._options.argv[0]) if self._options.argv else None

    def check(self) -> Sequence[Problem]:
        """Whether a program is set up and can be found."""
        if not self._options.argv:
            return [Problem("No program is set up.", 'Add [engines.command.NAME] with argv = ["...", "{out}"].')]
        if self._program is None:
            program = self._options.argv[0]
            return [
                Problem(f"The program {program} is not found.", f"Install {program}, or correct argv of {self.name}.")
            ]
        return ()

    def voices(self) -> Sequence[Voice]:
        """What the settings list."""
        return listed_voices(self.name, self._options.voices)

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002
        """The argument list, and the program's file: another version of it speaks anew."""
        program = self._program
        status = Path(program).stat() if program else None
        return repr((self._options.argv, status and (status.st_size, status.st_mtime_ns)))

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Run the program.

        Raises:
            EngineError: It failed, took too long, or wrote no sound.
        """
        from podcaster.audio import decode_audio

        limit = self._options.timeout + TIMEOUT_LETTER * len(text)
        with tempfile.TemporaryDirectory(prefix="podcaster-") as folder:
            text_file, out = Path(folder, "line.txt"), Path(folder, "line.wav")
            text_file.write_text(f"{text}\n", "utf-8")
            argv = self._filled(voice, {"text_file": str(text_file), "out": str(out)})
            printed = self._run(argv, text_file, Path(folder, "printed"), limit)
            source = out if self._uses("out") else printed
            if not source.is_file() or not source.stat().st_size:
                raise EngineError(f"{argv[0]} wrote no sound")
            if source.stat().st_size > MAX_OUTPUT:
                raise EngineError(f"{argv[0]} wrote {source.stat().st_size} bytes")
            try:
                return decode_audio(source.read_bytes())
            except AudioError as error:
                raise EngineError(f"what {argv[0]} wrote cannot be used: {error.what}") from error

    def _uses(self, place: str) -> bool:
        return any(f"{{{place}}}" in part for part in self._options.argv)

    def _filled(self, voice: Voice, files: Mapping[str, str]) -> list[str]:
        values = {
            **files,
            "voice": voice.id,
            "speaker": voice.speaker_id,
            "language": voice.language,
            "rate": f"{voice.rate:.4g}",
            "wpm": str(round(WORDS_PER_MINUTE * voice.rate)),
            "stretch": f"{1 / voice.rate:.4g}",
        }
        return [_PLACE.sub(lambda match: values[match[1]], part) for part in self._options.argv]

    def _run(self, argv: list[str], text: Path, printed: Path, limit: float) -> Path:
        """Run it, with its output in a file, so that no pipe fills up. Return that file."""
        errors = printed.with_name("errors")
        with text.open("rb") as stdin, printed.open("wb") as stdout, errors.open("wb") as stderr:
            source = subprocess.DEVNULL if self._uses("text_file") else stdin
            try:
                # A group of its own, so that whatever it starts can be ended with it.
                group = None if os.name == "nt" else 0
                process = subprocess.Popen(argv, stdin=source, stdout=stdout, stderr=stderr, process_group=group)  # noqa: S603
            except OSError as error:
                raise GivenUpError(f"{argv[0]} cannot be started: {error.strerror}") from error
            with self._lock:
                self._running.add(process)
            try:
                status = process.wait(limit)
            except subprocess.TimeoutExpired as error:
                raise EngineError(f"{argv[0]} took longer than {limit:.0f} s") from error
            finally:
                _end(process)
                with self._lock:
                    self._running.discard(process)
        if status:
            last = errors.read_text("utf-8", "replace").strip().rpartition("\n")[2][:300]
            raise EngineError(f"{argv[0]} ended with {status}{f': {last}' if last else ''}")
        return printed

    def close(self) -> None:
        """End what still runs."""
        with self._lock:
            running = list(self._running)
        for process in running:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, if it has not ended."""
    if process.poll() is None:
        with suppress(OSError):
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
