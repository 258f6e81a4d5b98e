"""``podcaster`` run as a process of its own, without paying for an interpreter's start and 900 imports each time.

A process beside the tests has imported the program and has begun nothing: no file, no folder, no work. For each
command it forks, and the fork is the command: it has its own arguments, environment, folder, streams and process
number, ends with the exit status that the program ends with, and can be killed. Between its imports and its end it does
what ``python -m podcaster`` does. A command that speaks takes half the CPU time so, others a third.

All commands of one process of pytest hash alike (PYTHONHASHSEED), and what an interpreter looks through when it ends is
not looked through. So tests of starting and ending themselves, and of the same bytes from two processes, start
``python -m podcaster``. So does this module for a command whose environment differs in what an interpreter reads when
it starts, and for all where there is no Linux.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

LIBRARIES = (
    "boto3.session botocore.session PIL.Image PIL.ImageDraw PIL.ImageFont PIL.JpegImagePlugin PIL.PngImagePlugin "
    "PIL.GifImagePlugin PIL.BmpImagePlugin PIL.PpmImagePlugin PIL.features av espeakng_loader filelock "
    "gender_guesser.detector httpx lameenc msgspec.inspect msgspec.json nh3 numpy.fft numpy.typing platformdirs "
    "pydantic pydantic.type_adapter soxr tomlkit wave"
)
"""What the program imports when it needs it, and many commands need."""
ARTICLE = """# The pier

By Ada Byron

The pier opened on Monday, 3 May. “Nobody was late,” said Grace Tolliver, 42, who paid $5. “Go home.” It rained.
"""
AT_START = ("PYTHON", "LC_", "LANG", "LD_")
"""Beginnings of the variables that are read when an interpreter starts, and later no more."""
UNFLUSHED = 120
"""The exit status of an interpreter that cannot write out what was printed."""


def start(arguments: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
    """Begin ``podcaster``.

    Args:
        arguments: Those of the command.
        options: Those of Popen that are about streams, text, the folder, the environment and a session.
    """
    environment = options.get("env") or os.environ
    alike = sys.platform == "linux" and at_start(environment) == at_start(os.environ)
    kind = Forked if alike else subprocess.Popen
    return kind([sys.executable, "-m", "podcaster", *arguments], **options)


def ordinary_user() -> tuple[str, ...]:
    """What a command begins with whose user permissions bind, as they do not bind root."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        import pytest  # which the commands themselves do not need

        pytest.skip("root may write everywhere, and there is no setpriv")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-dac_override")


def run(
    arguments: Sequence[str],
    *,
    input: Any = None,  # noqa: A002  (as subprocess.run has it)
    timeout: float = 300,
    **options: Any,
) -> subprocess.CompletedProcess[Any]:
    """Run ``podcaster`` to its end; what it prints is caught, and where no input is given it has none.

    Raises:
        TimeoutExpired: It took longer, and was killed.
    """
    source = subprocess.DEVNULL if input is None else subprocess.PIPE
    options = {"stdin": source, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
    with start(arguments, **options) as process:
        try:
            out, err = process.communicate(input, timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def at_start(environment: Any) -> dict[str, str]:
    """What of an environment is read when an interpreter starts."""
    return {name: value for name, value in environment.items() if name.startswith(AT_START)}


class Forked(subprocess.Popen[Any]):
    """A process as Popen has it that another process has forked: it is asked there how it ended."""

    def _execute_child(
        self, args: Any, executable: Any, preexec_fn: Any, close_fds: Any, pass_fds: Any, cwd: Any, env: Any, *rest: Any
    ) -> None:
        assert preexec_fn is None
        assert not pass_fds
        ends, new_session = rest[3:9], rest[14]
        request = {
            "arguments": args[3:],
            "folder": os.path.abspath(cwd or "."),  # noqa: PTH100
            "environment": dict(os.environ if env is None else env),
            "new_session": new_session,
        }
        streams = [usual if end == -1 else end for usual, end in enumerate((ends[0], ends[3], ends[5]))]
        self._told, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)  # each answer by itself
        with theirs:
            socket.send_fds(zygote(), [json.dumps(request).encode()], [theirs.fileno(), *streams])
        self.pid = self._answer()
        self._child_created = True
        self._close_pipe_fds(*ends)  # type: ignore[attr-defined]

    def _answer(self) -> int:
        answer = self._told.recv(20)
        if not answer:
            raise ChildProcessError("the process that forks has ended")
        return int(answer)

    def _internal_poll(self, _deadstate: int | None = None) -> int | None:
        return super()._internal_poll(_deadstate, _waitpid=self._ask)  # type: ignore[misc]

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        return self._ask(self.pid, wait_flags)

    def _ask(self, pid: int, flags: int) -> tuple[int, int]:
        """What os.waitpid gives."""
        self._told.setblocking(not flags & os.WNOHANG)
        try:
            status = self._answer()
        except BlockingIOError:
            return 0, 0
        self._told.close()
        return pid, status


@lru_cache(maxsize=1)
def zygote() -> socket.socket:
    """The way to the process that forks. It is started when it is first wanted, and ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, __file__, str(theirs.fileno())]
        # In a session of its own: Ctrl-C in a terminal is for pytest.
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True)

    def close() -> None:
        process.kill()
        process.wait()  # so that its time is counted as this process's

    atexit.register(close)
    return ours


def serve(control: socket.socket) -> dict[str, Any]:
    """Fork a process for each request, until nobody asks any more.

    Returns:
        In each fork, what it is to be.

    Raises:
        SystemExit: Nobody asks any more.
    """
    running: dict[int, tuple[int, socket.socket]] = {}
    waiting = select.poll()
    waiting.register(control, select.POLLIN)
    while True:
        for ready, _ in waiting.poll():
            if ready in running:
                waiting.unregister(ready)
                pid, asker = running.pop(ready)
                os.close(ready)
                with asker, suppress(OSError):
                    asker.send(b"%d" % os.waitpid(pid, 0)[1])
                continue
            data, descriptors, _, _ = socket.recv_fds(control, 1 << 20, 4)
            if not data:
                raise SystemExit
            asker, streams = socket.socket(fileno=descriptors[0]), descriptors[1:]
            pid = os.fork()
            if pid == 0:
                request: dict[str, Any] = json.loads(data)
                if request["new_session"]:
                    os.setsid()
                asker.send(b"%d" % os.getpid())
                for each in (control, asker, *(other for _, other in running.values())):
                    each.close()
                for number, stream in enumerate(streams):
                    os.dup2(stream, number)
                os.closerange(3, max(*streams, *running, 3) + 1)
                return request
            for stream in streams:
                os.close(stream)
            number = os.pidfd_open(pid)
            running[number] = pid, asker
            waiting.register(number, select.POLLIN)


def load() -> None:
    """Import what commands need; nothing of it begins to work."""
    import podcaster

    names = [each.name for each in pkgutil.walk_packages(podcaster.__path__, "podcaster.")]
    for name in (*names, *LIBRARIES.split()):
        if not name.endswith("__main__"):
            with suppress(ImportError):  # extras
                importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        compile_patterns(Path(folder))
    gc.collect()
    gc.freeze()


def compile_patterns(folder: Path) -> None:
    """Have what is compiled and read when a program first uses it: expressions, templates, the theme's sound."""
    from podcaster.model import Wishes
    from podcaster.pipeline import write_articles
    from podcaster.settings import load_settings
    from podcaster.speaking import load_for_mixing, load_for_speaking
    from podcaster.spoken import say_text

    article, settings = folder / "article.txt", load_settings(folder)
    article.write_text(ARTICLE, "utf-8")
    written = write_articles([str(article)], settings, Wishes(), lambda *_: None)
    for line in written.script.lines:
        say_text(line.text)
    load_for_speaking(settings.show.language)
    load_for_mixing(settings)


def become(request: dict[str, Any]) -> NoReturn:
    """Be the process that was asked for, and end as it does."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    tempfile.tempdir = None  # it was looked up in another environment
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        usual = getattr(sys, name)
        stream = open(number, usual.mode, encoding=usual.encoding, errors=usual.errors, closefd=False)  # noqa: SIM115
        stream.reconfigure(line_buffering=usual.line_buffering or stream.isatty())
        setattr(sys, name, stream)
    sys.path[0] = request["folder"]
    sys.argv = ["podcaster", *request["arguments"]]
    gc.enable()
    status: Any = 0
    try:
        runpy.run_module("podcaster", run_name="__main__", alter_sys=True)
    except SystemExit as done:
        status = done.code
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
        status = 1
    end(status)


def end(status: Any) -> NoReturn:
    """End as an interpreter does, but for looking through all that was ever imported: that takes as long as a start."""
    if isinstance(status, str):
        print(status, file=sys.stderr)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    status = status if isinstance(status, int) else int(status is not None)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            status = UNFLUSHED
    os._exit(status & 0xFF)


if __name__ == "__main__":
    gc.disable()
    load()
    become(serve(socket.socket(fileno=int(sys.argv[1]))))
