"""A title, an author or a date given to ``make`` is its project's until another one is, whoever makes it again."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from commands import run

import podcaster
from podcaster.errors import InputError
from podcaster.model import NOTHING_SAID, Overrides
from podcaster.project.kept import FILE, load_kept
from podcaster.store import EPISODE_FILE, SCRIPT_FILE, load_episodes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.folders import Folder

ARTICLE = """# The Bridge

By Ann Poe

The bridge was closed on Monday after a night of rain, and nobody in the town knows when it opens.

“We shall see,” said Mara Lind, who has looked after it for a year and lives on the other side.

“I would not cross it now,” I told her, and so did everybody at the bakery that morning.
"""
OTHER = """# A new library

By Bob Coe

Children moved ten thousand books through the snow yesterday, hand to hand, along Mill Street.

“I carried the atlas,” said Peter Novak, aged nine. “My arms are longer now.”
"""
SETTINGS = '[sound]\ntheme = ""\n[feed]\naddress = "https://paper.example/show"\n'
SAID = ["--title", "Bridge shut", "--author", "Jo Jones", "--date", "2026-03-14"]


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> podcaster.Show:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "show"
    (folder / "in").mkdir(parents=True)
    (folder / "podcaster.toml").write_text(f'{SETTINGS}[sources.drop]\nfolder = "in"\n', "utf-8")
    (folder / "in" / "b.md").write_text(ARTICLE, "utf-8")
    age(folder / "in" / "b.md")
    return podcaster.open_show(folder, who="Ada")


def age(path: Path) -> None:
    """A file that is being written waits."""
    past = path.stat().st_mtime - 60
    os.utime(path, (past, past))


def make(show: podcaster.Show, *arguments: str) -> None:
    result = run(["make", "in/b.md", *arguments], cwd=show.folder)
    assert result.returncode == 0, result.stderr


def corrected(show: podcaster.Show, before: str, after: str) -> None:
    path = show.folder / "in" / "b.md"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    age(path)


def folder_of(show: podcaster.Show) -> Path:
    (found,) = show.settings.output.glob(f"*/{EPISODE_FILE}")
    return found.parent


def seen(show: podcaster.Show) -> tuple[str, str, str]:
    """The title, author and date of the only episode, which must be the same wherever they are told."""
    folder = folder_of(show)
    script, (item,) = show.open(folder.name).script, load_episodes(show.settings.output)
    title, author, day = script.title, script.metadata["Author"], script.metadata.get("Draft date", "")
    assert (item.episode.title, item.episode.author) == (title, author)
    words = [line.text for line in script.lines]
    assert f"{title}." in words
    assert f"You heard {title}." in words
    assert title in [section.title for section in script.sections]
    assert any(each.startswith(f"Written by {author}") for each in words)
    assert run(["feed"], cwd=show.folder).returncode == 0
    feed = (show.settings.output / "feed.xml").read_text("utf-8")
    assert f"<title>{title}</title>" in feed
    for other in {"The Bridge", "Bridge shut", "Shut for good"} - {title}:
        assert other not in (folder / SCRIPT_FILE).read_text("utf-8") + feed
    return title, author, day


def test_the_next_make_has_what_was_said(show: podcaster.Show) -> None:
    make(show, *SAID)
    folder, before = folder_of(show), seen(show)
    assert before == ("Bridge shut", "Jo Jones", "2026-03-14")
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != EPISODE_FILE}
    make(show)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != EPISODE_FILE} == files
    corrected(show, "on Monday", "on Tuesday")
    make(show)
    assert "on Tuesday" in (folder / SCRIPT_FILE).read_text("utf-8")
    assert seen(show) == before
    make(show, "--force")
    assert (seen(show), folder_of(show)) == (before, folder)


def test_who_writes_is_who_says_i(show: podcaster.Show) -> None:
    make(show, "--author", "Jo Jones")
    corrected(show, "on Monday", "on Tuesday")
    make(show)
    assert "Jo Jones" in {line.role for line in show.open("bridge").script.lines}
    assert "Ann Poe" not in show.open("bridge").text
    make(show, "--author", "")
    assert "Ann Poe" in {line.role for line in show.open("bridge").script.lines}
    assert "Jo Jones" not in show.open("bridge").text


def test_each_is_said_anew_and_taken_back_by_itself(show: podcaster.Show) -> None:
    make(show, *SAID)
    make(show, "--title", "Shut for good")
    assert seen(show) == ("Shut for good", "Jo Jones", "2026-03-14")
    make(show, "--author", "")
    assert seen(show) == ("Shut for good", "Ann Poe", "2026-03-14")
    make(show, "--title", "")
    make(show)
    assert seen(show) == ("The Bridge", "Ann Poe", "2026-03-14")
    make(show, "--date", "")
    corrected(show, "# The Bridge", "# The Bridges")
    make(show)
    assert show.open("bridge").script.title == "The Bridges"
    assert load_kept(folder_of(show)).overrides == NOTHING_SAID  # type: ignore[union-attr]


def test_an_edited_script_has_it_after_every_reading(show: podcaster.Show) -> None:
    make(show, *SAID)
    project = show.open("bridge")
    at = next(index for index, line in enumerate(project.script.lines) if "on Monday" in line.text)
    project.edit(at, "It was shut.")
    before = project.text
    assert show.write(show.folder / "in" / "b.md").text == before
    corrected(show, "“We shall see,”", "“We will see,”")
    again = show.write(show.folder / "in" / "b.md")
    assert (again.folder, again.script.title) == (project.folder, "Bridge shut")
    assert {"It was shut.", "We will see,"} <= {line.text for line in again.script.lines}
    make(show)
    assert seen(show) == ("Bridge shut", "Jo Jones", "2026-03-14")
    make(show, "--title", "")
    assert seen(show)[0] == "The Bridge"
    assert "It was shut." in {line.text for line in show.open("bridge").script.lines}
    show.open("bridge").undo()  # what was said is a reading of the article, and taken back like one
    assert show.open("bridge").script.title == "Bridge shut"


def test_what_people_have_made_of_the_title_page_stays(show: podcaster.Show) -> None:
    make(show, "--author", "Jo Jones", "--title", "Bridge shut")
    path = folder_of(show) / SCRIPT_FILE
    path.write_text(path.read_text("utf-8").replace("Title: Bridge shut", "Title: Shut for good"), "utf-8")
    corrected(show, "on Monday", "on Tuesday")
    make(show)
    script = show.open("bridge").script
    assert (script.title, script.metadata["Author"]) == ("Shut for good", "Jo Jones")


@pytest.mark.parametrize("how", [("batch", "in/b.md", "--workers", "1"), ("watch", "--once")])
def test_whoever_makes_it_knows_what_was_said(show: podcaster.Show, how: tuple[str, ...]) -> None:
    make(show, *SAID)
    corrected(show, "on Monday", "on Tuesday")
    result = run([*how], cwd=show.folder)
    assert result.returncode == 0, result.stderr
    assert "on Tuesday" in show.open("bridge").text
    assert seen(show) == ("Bridge shut", "Jo Jones", "2026-03-14")


def test_of_several_articles_it_is_said_of_each(show: podcaster.Show) -> None:
    (show.folder / "n.md").write_text(OTHER, "utf-8")
    digest = ["make", "in/b.md", "n.md", "--template", "digest"]
    assert run([*digest, "--author", "Jo Jones"], cwd=show.folder).returncode == 0
    text = show.open("bridge").text
    assert text.count("Written by Jo Jones.") == 2
    assert run(digest, cwd=show.folder).returncode == 0
    assert show.open("bridge").text == text
    assert run(["make", "n.md", *digest[1:2], *digest[3:]], cwd=show.folder).returncode == 0  # in another order
    assert show.open("bridge").text.count("Written by Jo Jones.") == 2
    assert run([*digest, "--author", ""], cwd=show.folder).returncode == 0
    assert "Jo Jones" not in show.open("bridge").text


def test_it_is_not_said_of_another_article_in_its_place(show: podcaster.Show) -> None:
    make(show, *SAID)
    folder = folder_of(show)
    (show.folder / "in" / "b.md").write_text(OTHER, "utf-8")
    make(show, "--force")
    script = show.open(folder.name).script
    assert (script.title, script.metadata["Author"]) == ("A new library", "Bob Coe")
    assert load_kept(folder).overrides == NOTHING_SAID  # type: ignore[union-attr]


def changed(show: podcaster.Show, **fields: Any) -> Path:
    path = folder_of(show) / FILE
    kept = json.loads(path.read_text("utf-8")) | fields
    path.write_text(json.dumps({key: value for key, value in kept.items() if value is not ...}), "utf-8")
    return path.parent


def test_a_project_of_before_says_nothing(show: podcaster.Show) -> None:
    make(show)
    text = show.open("bridge").text
    folder = changed(show, overrides=...)
    assert load_kept(folder).overrides == NOTHING_SAID  # type: ignore[union-attr]
    make(show)
    assert show.open("bridge").text == text


def test_a_day_that_is_none_is_refused(show: podcaster.Show) -> None:
    result = run(["make", "in/b.md", "--date", "14 March"], cwd=show.folder)
    assert "14 March is no day. Write it as 2026-03-14." in result.stderr
    with pytest.raises(ValueError, match="isoformat"):
        Overrides(published="14 March")
    make(show)
    folder = changed(show, overrides={"published": "14 March"})
    with pytest.raises(InputError, match="is damaged"):
        load_kept(folder)


def test_an_empty_title_of_a_new_episode_is_the_articles(show: podcaster.Show) -> None:
    make(show, "--title", " ", "--author", "")
    assert seen(show)[:2] == ("The Bridge", "Ann Poe")


@pytest.mark.parametrize("option", ["--title", "--author", "--date", "--template"])
def test_what_is_said_of_articles_is_not_said_of_a_script(folder: Folder, option: str) -> None:
    folder.make()
    value = {"--date": "2026-05-05", "--template": "quotes"}.get(option, "Flag")
    told = folder.run("make", str(folder.script), option, value, code=2)
    assert "on the title page of" in told
