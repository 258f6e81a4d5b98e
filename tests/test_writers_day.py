"""A writer's day: from ``init`` to a second publication with a dropped and a re-made episode, as a person runs it.

Every step is a command of the real program in a folder of its own, and what a person would look for is looked for.
The whole day goes to a folder; its publications, from the first to the one that drops an episode, to S3, to SFTP and to
WebDAV too.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from test_publish import check_whole, dav, dav_server, folder, s3, s3_server, sftp, ssh_server  # noqa: F401  (fixtures)

from podcaster.feed.xml import NAMESPACES
from tests import commands

BRIDGE = """# The bridge at dawn

By Ada Lund

The bridge opened at dawn on Tuesday. "We waited nine years for this," said Mara Finch, a baker.
She walked over it twice.

"I cried a little," said Tom Hale, an engineer.
"""
SEA = """Море ночью 🎧 <b>bold</b> & “two”

The sea is dark at night. "It is never quite dark," said Ivan Petrov, a sailor.
"""
MILL = """# The mill

By Ada Lund

Published 2024-05-06

The mill turns again. "It sounds like rain," said Greta Olsen, a nurse.
"""
EMBARGO = """# The report that waits

By Ada Lund

The report is finished. "Nobody may read it yet," said Rolf Berg, a clerk.
"""


class Writer:
    """Somebody with a folder and a terminal of 80 columns."""

    def __init__(self, show: Path, cache: Path) -> None:
        self.folder = show
        self.cache = cache

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PODCASTER_CACHE": str(self.cache), "COLUMNS": "80"}

    def run(self, *arguments: str, code: int = 0, answer: str | None = None, where: Path | None = None) -> str:
        """Run a command; returns all that is printed, in one line."""
        done = commands.run(arguments, cwd=where or self.folder, env=self.environment, input=answer)
        assert done.returncode == code, done.stdout + done.stderr
        return " ".join((done.stdout + done.stderr).split())

    def json(self, *arguments: str) -> object:
        done = commands.run(arguments, cwd=self.folder, env=self.environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def episode(self, word: str) -> Path:
        (found,) = self.folder.glob(f"output/*{word}*/episode.json")
        return found.parent

    def facts(self, word: str) -> dict[str, object]:
        return json.loads((self.episode(word) / "episode.json").read_text("utf-8"))  # type: ignore[no-any-return]

    def change(self, word: str, before: str, after: str) -> Path:
        path = self.episode(word) / "script.fountain"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")
        return path


def settings_of(target, folder: Path) -> str:  # noqa: F811
    """What a writer puts into podcaster.toml."""
    if "://" not in target.to:
        target = replace(target, to=str(folder / target.to))
    rows = [f"{name} = {json.dumps(value)}" for name in ("to", "address", "endpoint", "region", "known_hosts", "key")
            if (value := getattr(target, name))]  # fmt: skip
    return "\n".join([
        '[show]\ntitle = "Read & Heard"\nauthor = "The Readers"\ndescription = "Articles, read aloud."',
        'email = "show@show.example"\ntime_zone = "Europe/Berlin"\ncategories = ["Society & Culture > Documentary"]',
        '[[show.funding]]\nlink = "https://give.example/?a=1&b=2"',
        f'[feed]\naddress = "{target.address}"',
        f"[targets.web]\nverify = {str(target.verify).lower()}",
        *rows,
    ])  # fmt: skip


def items_of(site) -> dict[str, ET.Element]:
    """The feed that is out: title -> item, in its order."""
    return {item.findtext("title"): item for item in ET.fromstring(site.feed()).iter("item")}


def path_of(item: ET.Element) -> str:
    """Where an item's audio is, relative to the show's folder."""
    return "/".join(unquote(item.find("enclosure").get("url")).split("/")[-2:])


def voice_of(facts: dict[str, object], name: str) -> str:
    return next(each["voice"] for each in facts["performers"] if each["role"] == name)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer(tmp_path / "my-show", tmp_path / "cache")


def test_a_writers_day(writer: Writer, folder, tmp_path: Path) -> None:  # noqa: F811
    run, site = writer.run, folder

    # 1. A show of one's own, with all that is needed to try it.
    assert "podcaster make harbour-lights.md" in run("init", "my-show", where=tmp_path)
    assert {path.name for path in writer.folder.iterdir()} == {
        "podcaster.toml",
        "scripts",
        "voices",
        "harbour-lights.md",
    }

    # 2. The first episode. What is printed reads as success, and its paths are whole at 80 columns.
    told = run("make", "harbour-lights.md")
    assert re.search(r": \d+ lines spoken\. -16", told)
    assert f"{writer.episode('lighthouse')}/ " in told
    assert run("doctor")

    # 3. Before there is an address the feed says where to write it; then it is written.
    assert 'Set address = "https://example.org/show/" in [feed] of podcaster.toml' in run("feed", code=2)
    writer.write("podcaster.toml", settings_of(site.target, tmp_path))

    # 4. Two articles for a template of one: nothing is dropped, nothing is made.
    writer.write("bridge.md", BRIDGE)
    writer.write("sea.txt", SEA)
    told = run("make", "bridge.md", "sea.txt", code=2)
    assert "says nothing of sea.txt" in told
    assert "--each" in told
    assert len(list(writer.folder.glob("output/*/episode.json"))) == 1

    # 5. An episode of each; one that is missing keeps no other from being made.
    assert "not of gone.md" in run("make", "--each", "bridge.md", "gone.md", "sea.txt", code=2)
    sea = writer.facts("more-nochyu")
    assert sea["title"] == "Море ночью 🎧 <b>bold</b> & “two”"
    assert re.fullmatch(r"[a-z0-9-]+\.mp3", sea["audio"]["name"])

    # 6. Nobody's name was under it: the show's author is not credited as its writer.
    assert sea["author"] == ""
    assert "The Readers" not in (writer.episode("more-nochyu") / "notes.html").read_text("utf-8")

    # 7. A word of the script is changed: only its line is spoken again.
    script = writer.change("bridge", "She walked over it twice", "She walked over it three times")
    assert "1 spoken now and" in run("make", str(script))

    # 8. A gender is corrected in the script: the voice follows, and nobody else's does.
    before = writer.facts("bridge")
    gender = re.search(r"Mara Finch: (\w+)", script.read_text("utf-8"))[1]
    script = writer.change("bridge", f"Mara Finch: {gender}", "Mara Finch: male")
    run("make", str(script))
    after = writer.facts("bridge")
    assert voice_of(before, "Mara Finch") != voice_of(after, "Mara Finch")
    assert voice_of(before, "Tom Hale") == voice_of(after, "Tom Hale")

    # 9. A slip in a name is not pinned; the right name is.
    assert "Did you mean Tom Hale?" in run("voices", "pin", "Tom Hael", "anika", code=2)
    run("voices", "pin", "Tom Hale", "anika")

    # 10. A script that was edited is not lost to the article's.
    edited = script.read_text("utf-8")
    assert "was edited by hand" in run("make", "bridge.md")
    assert script.read_text("utf-8") == edited

    # 11. A draft is shown as such.
    writer.write("mill.md", MILL)
    run("make", "--draft", "mill.md")
    assert re.search(r"the-mill .*\[draft\]", run("episodes"))

    # 12. An embargo in another time zone holds, also when the episode is made again.
    writer.write("report.md", EMBARGO)
    run("make", "report.md")
    run("episodes", "set", "report", "--published", "2099-03-01T06:00-05:00", "--description", "Wait for it.")
    run("make", "report.md")
    report = writer.facts("report")
    assert report["published"].startswith("2099-03-01T06:00:00-05:00") or "12:00:00+01:00" in report["published"]
    assert report["description"] == "Wait for it."
    assert "[scheduled]" in run("episodes")

    # 13. What directories would refuse is told before, in words.
    assert "0 errors" in run("check")

    publications(writer, site, 3)


@pytest.mark.parametrize("kind", ["s3", "sftp", "dav"])
def test_the_publications_of_a_day_at_a_server(
    writer: Writer, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    site = request.getfixturevalue(kind)
    run = writer.run
    writer.folder.mkdir()
    writer.write("podcaster.toml", settings_of(site.target, tmp_path))
    for name, text in (("bridge.md", BRIDGE), ("sea.txt", SEA), ("report.md", EMBARGO)):
        writer.write(name, text)
    run("make", "--each", "bridge.md", "sea.txt", "report.md")
    run("episodes", "set", "report", "--published", "2099-03-01T06:00-05:00")
    writer.write("mill.md", MILL)
    run("make", "--draft", "mill.md")
    publications(writer, site, 2)


def publications(writer: Writer, site, count: int) -> None:
    """The end of the day: what goes out and what is taken back, of so many episodes, a draft and an embargo."""
    run = writer.run

    # 14. The first publication lists what would go, and asks; no answer is no.
    told = run("publish", code=2)
    assert f"{count} episodes would go out" in told
    assert "The mill" not in told
    assert site.feed() is None
    assert "Nothing was published." in run("publish", answer="n\n", code=1)
    assert site.feed() is None

    # 15. Yes: the episodes are out, dated now and not by their articles; draft and embargo are not.
    run("publish", answer="y\n")
    out = items_of(site)
    assert len(out) == count
    assert not any("mill" in title or "report" in title for title in out)
    assert len({item.findtext("pubDate") for item in out.values()}) == count
    assert check_whole(site) == count

    # 16. Nothing is sent twice.
    assert "0 files sent" in run("publish")

    # 17. A draft comes out, above the others, though its article is two years old.
    run("episodes", "set", "mill", "--no-draft")
    run("publish")
    assert next(iter(items_of(site))) == "The mill"

    # 18. A title is corrected, and a mistake is told: the page's address stays, the old cover goes, the notes tell it.
    bridge = items_of(site)["The bridge at dawn"]
    script = writer.change("bridge", "Title: The bridge at dawn", "Title: The bridge at noon")
    run("make", str(script))
    run("episodes", "correct", "bridge", "An earlier version said that the bridge opened at dawn.")

    # 19. An episode is removed here. The feed does not lose it without a word; with one, all of it goes.
    gone = {path_of(out[title]) for title in out if title.startswith("Море")}
    run("episodes", "remove", "more-nochyu", "--yes")
    assert "--drop" in run("publish", code=1)
    assert f"remove {next(iter(gone))}" in run("publish", "--drop", "--dry-run")
    assert all(site.read(path) for path in gone)

    # 20. The second publication: dropped and re-made, and nothing that is left over.
    run("publish", "--drop")
    now = items_of(site)
    assert [title for title in now if "bridge" in title] == ["The bridge at noon"]
    assert path_of(now["The bridge at noon"]).split("/")[0] == path_of(bridge).split("/")[0]
    assert site.read(path_of(bridge)) is not None, "somebody has read the feed that led there"
    assert now["The bridge at noon"].findtext("guid") == bridge.findtext("guid")
    picture = bridge.find("itunes:image", NAMESPACES).get("href").split("/cast/")[-1]
    assert site.read(unquote(picture)) is None
    for path in gone:
        assert site.read(path) is None
        assert site.read(path.split("/")[0] + "/index.html") is None
    corrected = site.read(path_of(now["The bridge at noon"]).split("/")[0] + "/index.html").decode()
    assert "An earlier version said that the bridge opened at dawn." in corrected
    assert "An earlier version" in now["The bridge at noon"].findtext("description")
    assert check_whole(site) == count
