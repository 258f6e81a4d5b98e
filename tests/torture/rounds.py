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
        try:
            words = json.loads((folder / "transcript.json").read_bytes())["segments"]
        except ValueError:
            continue
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
    """Kill a command on a copy of a show at a step, make the article again as anybody would, and look for losses.

    Making it again puts the article's script and the edited one together: what was written by hand stays.
    """
    show = folder / f"{death.step}-{death.torn}"
    shutil.copytree(original, show)
    arguments = [each.replace(str(original), str(show)) for each in line]
    killed = run(show, *arguments, death=death, in_two_steps=in_two_steps)
    after = run(show, "make", str(show / "light.md"), in_two_steps=in_two_steps)
    found = [*lost(show), *faults(show)]
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


COMMANDS: dict[str, tuple[str, ...]] = {
    "make": ("make", "{show}/light.md"),
    "make of another": ("make", "{show}/second.md"),
    "episodes set": ("episodes", "set", "light", "--number", "8", "--season", "4"),
    "publish": ("publish", "--yes"),
    "feed": ("feed",),
    "voices pin": ("voices", "pin", "Grace Tolliver", "middle"),
    "publish --drop": ("publish", "--yes", "--drop"),
}
"""What two people, or a person and a clock, do to a show at once."""


def busy_show(folder: Path) -> Path:
    """A show with a draft, an episode that is out, and one that is out and was removed."""
    show = show_with_an_episode(folder, edited=False)
    write_article(show, "second", "Second", "fog")
    for name, words in (("third", "mail"), ("fourth", "ice")):
        write_article(show, name, name.title(), words)
        assert run(show, "make", str(show / f"{name}.md")).code == 0
    assert run(show, "publish", "--yes").code == 0
    shutil.rmtree(folder_of(show, "third"))
    return show


def pair(show: Path, names: Sequence[str]) -> list[str]:
    """Run commands at once on a copy of ``busy_show``, and look for what is lost or mixed."""
    lines = [[part.format(show=show) for part in COMMANDS[name]] for name in names]
    ended = at_once(show, lines)
    found = [f"{name}: {each.code}: {each.said[-300:]}" for name, each in zip(names, ended, strict=True) if each.fell]
    done = {name for name, each in zip(names, ended, strict=True) if each.code == 0}
    number, season = (8, 4) if "episodes set" in done else (7, 3)
    found += [*lost(show, BY_HAND | {"number": number, "season": season}), *faults(show)]
    if "make of another" in done and "second" not in episodes(show):
        found.append("the episode that was made is gone")
    if "voices pin" in done and "middle" not in run(show, "cast", str(show / "light.md")).said:
        found.append("the voice that was pinned is lost")
    refused = [
        f"{name}: {each.said[-200:]}"
        for name, each in zip(names, ended, strict=True)
        if each.code and not each.fell and name not in {"publish", "publish --drop"}
    ]
    settled = run(show, "publish", "--yes", "--drop")
    if settled.code:
        found.append(f"nothing can be published any more: {settled.said[-300:]}")
    return [*found, *refused, *left_over(show)]


def kill_and_repeat(folder: Path, original: Path, line: Sequence[str], death: Death) -> list[str]:
    """Kill a command on a copy of a busy show at a step, look for losses, and do it again."""
    show = folder / f"repeat{death.step}"
    shutil.copytree(original, show)
    arguments = [each.replace(str(original), str(show)) for each in line]
    killed = run(show, *arguments, death=death)
    found = [f"{killed.code}: {killed.said[-300:]}"] if killed.fell else []
    changed = BY_HAND | {"number": 8, "season": 4}
    found += [*min((list(lost(show, wanted)) for wanted in (BY_HAND, changed)), key=len), *faults(show)]
    again = run(show, *arguments)
    found += [f"again: {again.said[-300:]}"] if again.code else []
    found += [*lost(show, changed if tuple(line[:2]) == ("episodes", "set") else BY_HAND), *faults(show)]
    shutil.rmtree(show)
    return [f"step {death.step}: {each}" for each in found]


def cut_power(folder: Path, original: Path, line: Sequence[str], step: int) -> list[str]:
    """Cut the power at a step of a command (0: when it has ended), and go on with what the disk has."""
    show, left = folder / f"cut{step}", folder / f"left{step}"
    shutil.copytree(original, show)
    ended = run(show, *(each.replace(str(original), str(show)) for each in line), death=Death(step, power=str(left)))
    found = [f"{ended.code}: {ended.said[-300:]}"] if ended.fell else []
    confirmed = step == 0 and ended.code == 0
    after = run(left, "episodes")
    found += [after.said[-300:]] if after.code or after.fell else []
    found += [*lost_but(left, line, confirmed=confirmed), *faults(left)]
    again = run(left, *(each.replace(str(original), str(left)) for each in line))
    found += [f"again: {again.said[-300:]}"] if again.code else []
    found += [*lost_but(left, line, confirmed=True), *faults(left)]
    shutil.rmtree(show)
    shutil.rmtree(left)
    return [f"cut at {step}: {each}" for each in found]


def lost_but(show: Path, line: Sequence[str], *, confirmed: bool) -> list[str]:
    """What is lost of what a person has decided; ``episodes set`` may or may not have been before it was confirmed."""
    found = list(lost(show))
    if tuple(line[:2]) != ("episodes", "set"):
        return found
    changed = list(lost(show, BY_HAND | {"published": "2999-05-01T06:00:00Z", "number": 8, "season": 4}))
    return changed if confirmed else min(found, changed, key=len)
