"""What must hold whatever is done to a show: rounds of commands at once, and of commands that die."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.torture.victim import Death, Ended, make_show, run, start, write_article

BY_HAND = {"draft": True, "number": 7, "season": 3, "kind": "bonus"}
"""What a person has set of the episode of the article ``light``."""
SET = ("--draft", "--number", "7", "--season", "3", "--kind", "bonus", "--published", "2999-05-01T06:00")
EDIT = "The keeper laughed, and said nothing."
"""A line that a person has written into its script."""


def show_with_an_episode(folder: Path, *, edited: bool = True) -> Path:
    """A show of one episode, about whose settings and words a person has decided."""
    show = make_show(folder)
    write_article(show, "light", "The Light", "tide")
    assert run(show, "make", str(show / "light.md")).code == 0
    assert run(show, "episodes", "set", "light", *SET).code == 0
    if edited:
        script = folder_of(show, "light") / "script.fountain"
        script.write_text(script.read_text("utf-8").rstrip() + f"\n\n{EDIT}\n", "utf-8")
    return show


def episodes(show: Path) -> dict[str, tuple[Path, dict[str, Any]]]:
    """Every episode that can be seen: the stem of its article -> its folder and what its episode.json says."""
    found = {}
    for path in sorted((show / "output").glob("[!.]*/episode.json")):
        table = json.loads(path.read_bytes())
        found[Path(table["source"]).stem] = (path.parent, table)
    return found


def folder_of(show: Path, article: str) -> Path:
    """The folder of an article's episode."""
    return episodes(show)[article][0]


def faults(show: Path) -> Iterator[str]:
    """What is wrong with the files of a show: every episode is whole, and of one article alone."""
    every = episodes(show)
    for name, (folder, table) in every.items():
        for file in (table["audio"], *table["files"]):
            path = folder / file["name"]
            if not path.is_file():
                yield f"{name}: {path.name} is missing"
            elif (
                path.name != "script.fountain" and hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]
            ):  # a script may have been edited
                yield f"{name}: {path.name} is another one's"
        words = json.loads((folder / "transcript.json").read_bytes())["segments"]
        said = " ".join(cue["body"] for cue in words)
        article = (show / f"{name}.md").read_text("utf-8")
        mark = article.partition("\n\nThe ")[2].split()[0]
        for text, place in ((said, "transcript"), ((folder / "script.fountain").read_text("utf-8"), "script")):
            if f"The {mark} came in" not in text:
                yield f"{name}: its {place} is another one's"
    guids = [table["guid"] for _, table in every.values()]
    slugs = [table["slug"] for _, table in every.values()]
    if len(set(guids)) < len(guids) or len(set(slugs)) < len(slugs):
        yield "two episodes have one guid or one slug"


def lost(show: Path, wanted: dict[str, Any] | None = None) -> Iterator[str]:
    """What of a person's decisions about the article ``light`` is lost."""
    if "light" not in episodes(show):
        yield "the episode is gone"
        return
    folder, table = episodes(show)["light"]
    for key, value in (wanted or BY_HAND | {"published": "2999-05-01T06:00:00Z"}).items():
        if table.get(key) != value:
            yield f"{key} is {table.get(key)!r}, not {value!r}"
    if wanted is None and EDIT not in (folder / "script.fountain").read_text("utf-8"):
        yield "what was written into the script is lost"


def one_title(folder: Path, count: int) -> list[str]:
    """Make the episodes of several articles of one title and one date at once."""
    show = make_show(folder)
    names = {f"a{number}": word for number, word in zip(range(count), ("tide", "fog", "mail", "ice"), strict=False)}
    sources = [write_article(show, name, "The Light", word) for name, word in names.items()]
    ended = [process.wait() for process in [start(show, "make", str(source)) for source in sources]]
    return [
        *(f"rc {each.code}: {each.said}" for each in ended if each.code),
        *faults(show),
        *(f"{name} has no episode" for name in names if name not in episodes(show)),
        *left_over(show),
    ]


def left_over(show: Path) -> Iterator[str]:
    """What lies hidden among the episodes after all have ended well."""
    for path in (show / "output").glob(".*"):
        if path.name not in {".locks", ".published", ".thumbs"}:
            yield f"{path.name} is left"


def kill_and_go_on(folder: Path, original: Path, line: Sequence[str], death: Death, *, in_two_steps: bool) -> list[str]:
    """Kill a command on a copy of a show at a step, make the article again as anybody would, and look for losses."""
    show = folder / f"{death.step}-{death.torn}"
    shutil.copytree(original, show)
    arguments = [each.replace(str(original), str(show)) for each in line]
    killed = run(show, *arguments, death=death, in_two_steps=in_two_steps)
    after = run(show, "make", str(show / "light.md"), in_two_steps=in_two_steps)
    found = [*lost(show), *faults(show)]
    if after.code == 0:
        found.append("make replaced an edited script without a word")
    found += [f"{each.code}: {each.said}" for each in (killed, after) if each.fell]
    again = run(show, "make", str(folder_of(show, "light") / "script.fountain")) if not found else after
    found += [*lost(show), *faults(show)] if not found else []
    found += [again.said] if again.code and not found else []
    with suppress(OSError):
        shutil.rmtree(show)
    return [f"step {death.step}{' torn' if death.torn else ''}: {each}" for each in found]


def at_once(show: Path, lines: Sequence[Sequence[str]]) -> list[Ended]:
    """Run commands at once."""
    return [process.wait() for process in [start(show, *line) for line in lines]]


def steps_of(original: Path, folder: Path, line: Sequence[str], *, in_two_steps: bool) -> int:
    """How many steps a command takes that change a file."""
    show = folder / "count"
    shutil.copytree(original, show)
    count = run(show, *(each.replace(str(original), str(show)) for each in line), in_two_steps=in_two_steps).steps
    shutil.rmtree(show)
    return count


Round = Callable[[Path], list[str]]
