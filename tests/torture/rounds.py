"""What must hold whatever is done to a show: rounds of commands at once, and of commands that die."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from tests.torture.victim import STOPPED, Death, Ended, Running, make_show, run, start, write_article

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
        found[KEY.sub("", Path(table["source"]).stem)] = (path.parent, table)
    return found


KEY = re.compile(r"-[0-9a-f]{12}$")
"""Of a piece that ``watch`` has read, in the name of its material."""


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
        article = next(each for each in (show / f"{name}.md", show / "in" / f"{name}.md") if each.is_file()).read_text()
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


COMMANDS: dict[str, tuple[str, ...]] = {
    "make": ("make", "{show}/light.md"),
    "make of another": ("make", "{show}/second.md"),
    "episodes set": ("episodes", "set", "light", "--number", "8", "--season", "4"),
    "publish": ("publish", "--yes"),
    "feed": ("feed",),
    "voices pin": ("voices", "pin", "Grace Tolliver", "middle"),
    "publish --drop": ("publish", "--yes", "--drop"),
    "watch": ("watch", "--once"),
    "batch": ("batch", "{show}/second.md", "{show}/sixth.md", "--workers", "2"),
    "studio": ("studio", "light", "--port", "0", "--no-browser"),
}
"""What two people, or a person and a clock, do to a show at once."""
AT_LENGTH = frozenset({"watch", "batch", "studio"})
"""What does much, and takes its time."""
MAKES = {"make of another": ("second",), "watch": ("fifth",), "batch": ("second", "sixth")}
"""The episodes that a command leaves."""
ONE_AT_A_TIME = frozenset({"publish", "publish --drop", "watch"})
"""What refuses to run twice at once, in a sentence."""
TYPED = "Somebody typed this into the studio."


def line_of(line: Sequence[str], show: Path) -> list[str]:
    """A command line on a show."""
    return [part.format(show=show) for part in line]


def busy_show(folder: Path) -> Path:
    """A show with a draft, an episode that is out, one that is out and was removed, and a piece in a watched folder."""
    show = show_with_an_episode(folder, edited=False)
    for name, words in (("second", "fog"), ("sixth", "snow")):
        write_article(show, name, name.title(), words)
    for name, words in (("third", "mail"), ("fourth", "ice")):
        write_article(show, name, name.title(), words)
        assert run(show, "make", str(show / f"{name}.md")).code == 0
    assert run(show, "publish", "--yes").code == 0
    shutil.rmtree(folder_of(show, "third"))
    with (show / "podcaster.toml").open("a") as settings:
        settings.write('\n[sources.drop]\nfolder = "in"\n')
    (show / "in").mkdir()
    write_article(show / "in", "fifth", "Fifth", "rain")
    return show


def fresh_show(folder: Path) -> Path:
    """A show of which an episode that is out was made again, and another one is not out yet."""
    show = busy_show(folder)
    assert run(show, "publish", "--yes", "--drop").code == 0
    write_article(show, "fourth", "Fourth", "hail")
    for name in ("fourth", "second"):
        assert run(show, "make", str(show / f"{name}.md")).code == 0
    return show


def broken(show: Path, place: str) -> Iterator[str]:
    """What a feed leads to that is not there as it says."""
    feed = show / place / "feed.xml"
    if not feed.is_file():
        return
    for enclosure in ET.parse(feed).getroot().iter("enclosure"):
        address, length = enclosure.get("url", ""), int(enclosure.get("length", "0"))
        path = show / place / unquote(address.removeprefix("https://show.example/"))
        if not path.is_file() or path.stat().st_size != length:
            yield f"{place}: {path.name} has {path.stat().st_size if path.is_file() else 'no'} bytes, not {length}"


def pair(show: Path, names: Sequence[str]) -> list[str]:
    """Run commands at once on a copy of ``busy_show``, and look for what is lost or mixed."""
    started = [start(show, *line_of(COMMANDS[name], show)) for name in names]
    editors = [Editor(process) for name, process in zip(names, started, strict=True) if name == "studio"]
    ended = [process.wait() for process in started]
    found = [f"{name}: {each.code}: {each.said[-300:]}" for name, each in zip(names, ended, strict=True) if each.fell]
    done = {name for name, each in zip(names, ended, strict=True) if each.code == 0}
    number, season = (8, 4) if "episodes set" in done else (7, 3)
    found += [*lost(show, BY_HAND | {"number": number, "season": season}), *faults(show)]
    wanted = {each for name in done for each in MAKES.get(name, ())}
    found += [f"the episode of {each} is gone" for each in sorted(wanted - set(episodes(show)))]
    found += [f"{each} is lost" for editor in editors for each in editor.missing(show)]
    if "voices pin" in done and "middle" not in run(show, "cast", str(show / "light.md")).said:
        found.append("the voice that was pinned is lost")
    refused = [
        f"{name}: {each.said[-200:]}"
        for name, each in zip(names, ended, strict=True)
        if each.code and not each.fell and name not in ONE_AT_A_TIME and (name, each.code) != ("studio", STOPPED)
    ]
    settled = run(show, "publish", "--yes", "--drop")
    if settled.code:
        found.append(f"nothing can be published any more: {settled.said[-300:]}")
    return [*found, *refused, *broken(show, "published"), *left_over(show)]


class Editor(threading.Thread):
    """Somebody who types into a studio as soon as it is open, and closes it.

    Args:
        process: The studio.
        times: How often they type.
    """

    def __init__(self, process: Running, times: int = 2) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.times = times
        self.confirmed: list[str] = []
        self.start()

    def run(self) -> None:
        """Wait for the address, type, and close."""
        try:
            self.type()
        except OSError:
            pass  # it was killed
        finally:
            self.process.interrupt()

    def type(self) -> None:
        """Type lines; what is answered with 200 is confirmed."""
        address = ""
        for _ in range(2400):
            with suppress(FileNotFoundError):
                address = self.process.log.read_text("utf-8", "replace").partition("\n")[0]
            if "token=" in address or not self.process.process.is_alive():
                break
            time.sleep(0.05)
        base, _, token = address.partition("/?token=")
        for number in range(self.times):
            text = f"{TYPED[:-1]} {self.process.log.name}, line {number}."
            values = {"line": 0, "role": "Narrator", "text": text}
            request = urllib.request.Request(
                f"{base}/api/do",
                json.dumps({"name": "insert", "values": values, "have": {}}).encode(),
                {
                    "Origin": base,
                    "X-Studio": "1",
                    "Content-Type": "application/json",
                    "Cookie": f"podcaster_studio={token}",
                },
            )
            for _ in range(100):
                with suppress(ConnectionRefusedError):
                    urllib.request.urlopen(request, timeout=60).close()
                    self.confirmed.append(text)
                    break
                time.sleep(0.05)

    def missing(self, show: Path) -> list[str]:
        """What was confirmed and is not in the script."""
        self.join()
        script = (folder_of(show, "light") / "script.fountain").read_text("utf-8")
        return [text for text in self.confirmed if text not in script]


def kill_studio(folder: Path, original: Path, chance: random.Random) -> list[str]:
    """Kill a studio while somebody types into it; what was confirmed is there."""
    show = folder / "studio"
    shutil.copytree(original, show)
    process = start(show, *COMMANDS["studio"])
    editor = Editor(process, 50)
    until = chance.randrange(1, 12)
    for _ in range(600):
        if len(editor.confirmed) >= until or not editor.is_alive():
            break
        time.sleep(0.05)
    time.sleep(chance.random() * 0.1)
    process.process.kill()
    ended = process.wait()
    found = [f"it ended by itself: {ended.said[-300:]}"] if ended.code != -signal.SIGKILL else []
    return [*found, *(f"{each} is lost" for each in editor.missing(show)), *faults(show)]


def ten_at_once(folder: Path) -> list[str]:
    """Ten ``episodes set`` at once while the episode is made again: all that they set is there."""
    show = show_with_an_episode(folder, edited=False)
    making = start(show, "make", str(show / "light.md"))
    ended = at_once(show, [("episodes", "set", "light", *each) for each in TEN])
    found = [each.said for each in (making.wait(), *ended) if each.code]
    return [*found, *lost(show, TEN_SET), *faults(show), *left_over(show)]


TEN = (
    ("--no-draft",), ("--number", "8"), ("--season", "4"), ("--explicit",), ("--description", "Mine."),
    ("--kind", "trailer"), ("--published", "2998-01-02T03:04"), ("--soundbite", "1-2 Tide"),
    ("--number", "8", "--season", "4"), ("--explicit", "--no-draft"),
)  # fmt: skip
TEN_SET = {"draft": False, "number": 8, "season": 4, "explicit": True, "description": "Mine.", "kind": "trailer"}


def kill_and_repeat(folder: Path, original: Path, name: str, death: Death) -> list[str]:
    """Kill a command on a copy of a show at a step, look for losses, and do it again."""
    show = folder / f"repeat{death.step}"
    shutil.copytree(original, show)
    line = line_of(COMMANDS[name], show)
    killed = run(show, *line, death=death)
    found = [f"{killed.code}: {killed.said[-300:]}"] if killed.fell else []
    changed = BY_HAND | {"number": 8, "season": 4}
    found += [*min((list(lost(show, wanted)) for wanted in (BY_HAND, changed)), key=len), *faults(show)]
    found += [*broken(show, "published"), *broken(show, "output")]
    again = run(show, *line)
    refused = again.code and not (name == "publish" and "guid" in again.said)
    found += [f"again: {again.said[-300:]}"] if refused or again.fell else []
    found += [*lost(show, changed if name == "episodes set" else BY_HAND), *faults(show)]
    found += [f"the episode of {each} is gone" for each in MAKES.get(name, ()) if each not in episodes(show)]
    found += [*broken(show, "published"), *broken(show, "output"), *left_over(show)]
    return [f"step {death.step}{' torn' if death.torn else ''}: {each}" for each in found]


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
