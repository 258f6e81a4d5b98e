"""Newsrooms for tests: a show with sources, and ``podcaster`` run in it as a user or a timer does."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.follow.office import now_utc
from podcaster.follow.state import Database
from podcaster.follow.watch import Newsroom
from podcaster.settings import load_settings
from tests import commands

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from datetime import datetime

    from podcaster.follow.office import Round
    from podcaster.follow.state import Piece

SHORT = "The {name} opened on Monday.\n\n“Nobody was late,” said Grace Tolliver of the {name}. It closed at noon.\n"
DOUBTFUL = "The hall was full.\n\n“Go home.”\n\n“Stay here.”\n\nNobody knew who had spoken on that evening.\n"
ADDRESS = "https://show.example/cast/"
SETTINGS = f"""
[show]
title = "The Newsroom"
email = "desk@show.example"
time_zone = "Europe/Berlin"
[feed]
address = "{ADDRESS}"
[site]
pages = false
"""


def make_show(folder: Path, settings: str = '[sources.drop]\nfolder = "in"\n', *, files: int = 0) -> Path:
    """A show with a folder ``in`` and that many short articles in it."""
    (folder / "in").mkdir(parents=True)
    (folder / "podcaster.toml").write_text(SETTINGS + settings, "utf-8")
    for number in range(files):
        put(folder, f"piece-{number}.txt", SHORT.format(name=f"hall {number}"))
    return folder


def put(show: Path, name: str, text: str) -> Path:
    """Put a file into the show's folder ``in``, as if it had been there for a while."""
    path = show / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    age(path)
    return path


def age(path: Path, seconds: float = 60.0) -> None:
    """Let a file look as if it was last changed that long ago."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - int(seconds * 1e9)))


def command(show: Path, cache: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """A command's arguments and environment."""
    line = ["--show", str(show), *arguments]
    return line, dict(os.environ) | {"PODCASTER_CACHE": str(cache), "COLUMNS": "200"}


def run(show: Path, cache: Path, *arguments: str, code: int = 0, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    line, environment = command(show, cache, *arguments)
    environment |= options.pop("env", {})
    done = commands.run(line, env=environment, **options)
    assert done.returncode == code, done.stderr + done.stdout
    return done


def look(show: Path, cache: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    """``podcaster watch --once --json``, read."""
    result: dict[str, Any] = json.loads(run(show, cache, "watch", "--once", "--json", *arguments, code=code).stdout)
    return result


def go_round(show: Path, clock: Callable[[], datetime] = now_utc) -> tuple[Round, tuple[Piece, ...]]:
    """A round in this process; what it did, and all pieces."""
    with Database(show) as database:
        done = Newsroom(load_settings(show), database, clock=clock).run(everything=True)
        return done, database.pieces()


def queue(show: Path, cache: Path, *arguments: str) -> list[dict[str, Any]]:
    """``podcaster queue list --json``, read."""
    pieces: list[dict[str, Any]] = json.loads(run(show, cache, "queue", "list", "--json", *arguments).stdout)
    return pieces


def episodes(show: Path) -> list[dict[str, Any]]:
    """The episodes of a show, by their titles."""
    found = [json.loads(path.read_text("utf-8")) for path in (show / "output").glob("*/episode.json")]
    return sorted(found, key=lambda episode: str(episode["title"]))


def feed_guids(show: Path) -> list[str]:
    """The guids in the show's feed; none while there is no feed."""
    from xml.etree import ElementTree as ET

    path = show / "output" / "feed.xml"
    if not path.is_file():
        return []
    items = ET.parse(path).getroot().iterfind("channel/item")
    return [str(item.findtext("guid")) for item in items]
