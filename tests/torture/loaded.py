"""Imported, this has imported the whole program: the process that commands are forked from does so first.

It has also been through a few commands that only read, so that a fork is not busy with what is the same for all: the
tree of commands, and what is imported, compiled and read when it is first used. ``script`` of a page takes 0.3 s of CPU
time so, and not 1.2 s; ``cast`` of a script 0.06 s, and not 0.3 s.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path

import typer.main

from podcaster import cli
from tests.commands import load

PAGE = "<html><head><title>The Light</title></head><body><article><p>{}</p></article></body></html>"
WORDS = "The tide came in at night. “I saw it,” said Bob Tolliver, who keeps the light."


def warm(folder: Path) -> None:
    """Be a few commands one after the other."""
    (folder / "podcaster.toml").write_text('[show]\ntitle = "A show"\n', "utf-8")
    for name, text in (("a.txt", WORDS), ("a.md", f"# The Light\n\n{WORDS}\n"), ("a.html", PAGE.format(WORDS))):
        (folder / name).write_text(text, "utf-8")
    (folder / "a.fountain").write_text("Title: A\n\nThe tide came in.\n\n@Bob\nI saw it.\n", "utf-8")
    reading = (("script", "a.txt"), ("script", "a.md"), ("script", "a.html"), ("cast", "a.fountain"))
    for name, *files in (*reading, ("episodes",), ("check",), ("feed",)):
        sys.argv = ["podcaster", "--show", str(folder), name, *(str(folder / each) for each in files)]
        with suppress(SystemExit), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            cli.main()


def begin() -> None:
    """Import the program, and be a few commands in an environment of their own."""
    load()
    tree = typer.main.get_command(cli.app)
    typer.main.get_command = lambda _: tree
    before, line = dict(os.environ), sys.argv
    with tempfile.TemporaryDirectory() as name:
        os.environ["PODCASTER_CACHE"] = f"{name}/cache"
        warm(Path(name))
    os.environ.clear()
    os.environ.update(before)
    sys.argv = line
    gc.collect()
    gc.freeze()  # else the collector writes into every page that a fork has with its parent
    assert threading.active_count() == 1, "a fork would have the locks of threads that it does not have"


begin()
