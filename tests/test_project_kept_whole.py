"""What sequences of operations have found (``test_project_sequences``): each fault by itself, on the real path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import podcaster
from podcaster.model import Gender, Line, Sound
from podcaster.script.corrections import find_corrections, read_corrections
from podcaster.studio.desk import Desk
from podcaster.studio.voices import Speakers

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """# The bridge at Ferris Lock

The bridge was closed on Monday. "It moved under my feet," said Mara Lind, who keeps the lock.

Nobody came.

"I have asked for money," said Tom Berg, the engineer. "I have asked three times."

Then it rained.
"""


class Bridge:
    """A show with one article, its project, and the studio's desk at it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.article = folder, folder / "bridge.md"
        self.article.write_text(ARTICLE, "utf-8")
        self.show = podcaster.open_show(folder, "Ada")
        self.project = self.show.write(self.article)
        self.desk = Desk(self.project.folder, self.show.settings, "Bea", Speakers())

    def write(self, *changes: tuple[str, str]) -> None:
        """Change the article, and write its script again."""
        text = self.article.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.article.write_text(text, "utf-8")
        self.show.write(self.article)
        self.project.refresh()
        self.desk.follow()

    def line(self, words: str) -> int:
        return next(at for at, line in enumerate(self.project.script.lines) if words in line.text)


@pytest.fixture
def bridge(tmp_path: Path) -> Bridge:
    return Bridge(tmp_path)


def test_who_gets_the_name_of_before_is_not_changed(bridge: Bridge) -> None:
    before = bridge.project.text
    assert not bridge.project.rename("Tom Berg", " Tom  Berg ")
    assert bridge.project.text == before


def test_a_quote_that_the_article_has_no_longer_is_altered_when_the_merge_is_taken_back(bridge: Bridge) -> None:
    bridge.project.set_pause(0, 1.0)
    bridge.write(("It moved under my feet", "It shook under my feet"))
    line = bridge.line("under my feet")
    assert not bridge.project.altered
    bridge.project.undo()
    assert "moved" in bridge.project.script.lines[line].text
    assert bridge.project.altered == {line}


def test_quotes_that_were_joined_are_as_the_article_has_them(bridge: Bridge) -> None:
    line = bridge.line("I have asked for money")
    bridge.project.cut(line + 1)
    bridge.project.join(line)
    assert not bridge.project.altered
    bridge.project.edit(line, "I have asked for money, I have asked four times.", unlock=True)
    assert bridge.project.altered == {line}
    bridge.project.undo()
    bridge.project.undo()
    bridge.project.move(line + 1, line)
    bridge.project.join(line)
    assert not bridge.project.altered  # each of them is


def test_a_voice_for_good_is_taken_back_though_others_have_got_theirs_since(bridge: Bridge) -> None:
    registry = bridge.show.settings.files.registry
    bridge.project.assign(0, "Ines Holm")
    bridge.desk.do("voice", {"role": "Ines Holm", "voice": "steph", "pin": True}, None)
    assert "pinned = true" in registry.read_text("utf-8")
    bridge.project.refresh()
    bridge.project.insert(0, "Bo Quist", "Hello.")
    bridge.project.set_gender("Mara Lind", Gender.MALE)
    bridge.project.render()
    assert "Bo Quist" in registry.read_text("utf-8")
    while bridge.project.undoable:
        bridge.project.undo()
    assert "pinned" not in registry.read_text("utf-8")
    assert "Bo Quist" in registry.read_text("utf-8")


def test_a_voice_for_good_is_not_made_again_where_somebody_has_one_by_now(bridge: Bridge) -> None:
    registry = bridge.show.settings.files.registry
    bridge.project.assign(0, "Ines Holm")
    bridge.desk.do("voice", {"role": "Ines Holm", "voice": "steph", "pin": True}, None)
    bridge.project.refresh()
    bridge.project.undo()
    bridge.show.write(bridge.article)
    bridge.project.render()  # which casts her
    before = registry.read_text("utf-8")
    assert before.count("Ines Holm") == 1
    told = "Ines Holm has steph in the whole show. voices/registry.toml has changed there since, and stays as it is."
    assert bridge.project.redo() == told
    assert next(role.voice for role in bridge.project.script.roles if role.name == "Ines Holm") == "steph"
    assert registry.read_text("utf-8") == before


def test_a_sound_stays_where_it_is_when_a_collision_around_it_is_settled(bridge: Bridge) -> None:
    line = bridge.line("I have asked for money")
    bridge.project.edit(line, "I asked for more money,", unlock=True)
    bridge.write(("I have asked for money", "I had asked for money"))
    (collision,) = bridge.project.collisions
    bridge.desk.do("split", {"line": collision.line, "at": len("I asked ")}, None)
    bridge.desk.do("sound", {"line": collision.line + 1, "sound": "theme", "mode": "sting"}, None)

    def around() -> list[object]:
        bridge.project.refresh()
        items = [item for section in bridge.project.script.sections for item in section.items]
        at = next(at for at, item in enumerate(items) if isinstance(item, Line) and item.text == "I asked")
        return [type(item) for item in items[at : at + 3]]

    assert around() == [Line, Sound, Line]
    bridge.project.resolve(collision.line, theirs=False)
    assert around() == [Line, Sound, Line]


@pytest.mark.parametrize("name", ["Narrator", "Tom Berg"])
def test_lines_that_come_back_from_the_article_have_their_own_notes(bridge: Bridge, name: str) -> None:
    """A line that was cut and that the article has changed came with the notes of the one that it is noted at."""
    words = "Nobody came" if name == "Narrator" else "I have asked for money"
    bridge.project.cut(bridge.line(words))
    bridge.write((words, f"{words} again"))
    (collision,) = bridge.project.collisions
    bridge.project.resolve(collision.line, theirs=True)
    line = bridge.project.script.lines[bridge.line(f"{words} again")]
    assert line.role == name
    assert bool(line.notes) == (name != "Narrator")
    assert not bridge.project.altered
    assert find_corrections(bridge.project.script, 1) == {}


def test_the_latest_decision_is_kept_and_not_the_one_that_the_show_remembers(bridge: Bridge) -> None:
    line = bridge.line("I have asked for money")
    bridge.project.assign(line, "Ines Holm")
    bridge.write(("Nobody came.", "Nobody came at all."))  # which remembers her
    bridge.project.assign(line, "Tom Berg")  # as the article's first script had it
    bridge.write(("Then it rained.", "Then it snowed."))
    assert bridge.project.script.lines[line].role == "Tom Berg"
    assert not bridge.project.collisions
    remembered = read_corrections(bridge.show.settings.files.corrections, bridge.project.script.origins[0])
    assert [each.speaker for each in remembered.values()] == ["Tom Berg"]


def test_a_voice_for_good_is_taken_back_where_its_person_stands_elsewhere_in_the_file(bridge: Bridge) -> None:
    registry = bridge.show.settings.files.registry
    bridge.project.render()
    people = registry.read_text("utf-8").split("\n\n")
    bridge.desk.do("voice", {"role": "Tom Berg", "voice": "steph", "pin": True}, None)
    changed = registry.read_text("utf-8").split("\n\n")
    (own,) = set(changed) - set(people)
    registry.write_text("\n\n".join([own, *(each for each in changed if each != own)]), "utf-8")
    bridge.desk.do("undo", {}, None)
    assert "pinned" not in registry.read_text("utf-8")
