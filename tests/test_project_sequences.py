"""Any sequence of operations and undos leaves a script that parses, keeps the article's quotes, and can be taken back.

By hand, as many runs as one likes, from any number on: ``python tests/test_project_sequences.py 1000 [250]``.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import podcaster
from podcaster.errors import PodcasterError
from podcaster.model import Gender
from podcaster.project.operations import is_quoted
from podcaster.script import format_script, read_script, say_the_same

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = sorted(path for path in (Path(podcaster.__file__).parent / "samples").glob("*.*") if path.suffix != ".py")
LENGTH = 50
"""Operations and undos of a run."""
RENDERED = 4
"""One run in so many is also made an episode of, which takes as long as three without."""


def spoken(project: podcaster.Project) -> list[str]:
    """The signs of each line, but for white space and what makes words stand out."""
    return [re.sub(r"[\s*_]", "", line.text) for line in project.script.lines]


def quoted(project: podcaster.Project) -> Counter[str]:
    """The words of the article's quotes that the script has, as they stand in the article."""
    altered = project.altered
    lines = (line for index, line in enumerate(project.script.lines) if is_quoted(line) and index not in altered)
    return Counter(word for line in lines for word in re.findall(r"[^\W_]+", line.text))


def edit_by_hand(project: podcaster.Project, chance: random.Random, role: str, text: str) -> None:
    """What people do to the file in a text editor: a name replaced at its cues or everywhere, a word, a part moved."""
    path = project.folder / "script.fountain"
    before = path.read_text("utf-8")
    name = chance.choice(["Ines Holm", "Bo Berg", f"{role}n"])
    ways = [(f"@{role} [[", f"@{name} [["), (role, name), (text, f"{text} So."), (f"    {role}:", f"    {name}:")]
    path.write_text(chance.choice([before.replace(*chance.choice(ways)), layed_out(before, chance)]), "utf-8")
    try:
        project.refresh()
    except PodcasterError:
        path.write_text(before, "utf-8")
        raise


def layed_out(text: str, chance: random.Random) -> str:
    """A script's file with its blocks in another order, other chapters, or more or fewer sounds and blank lines."""
    page, *blocks = text.split("\n\n")
    at, to = chance.randrange(1, len(blocks)), chance.randrange(1, len(blocks) + 1)
    kinds = ("# ", "> SOUND")
    odd = [number for number, block in enumerate(blocks) if number and block.strip().startswith(kinds)]
    match chance.randrange(5):
        case 0:
            blocks.insert(to, chance.choice(["# What else", "> SOUND: theme bed", "> PAUSE: 1.5", "> SOUND: stop"]))
        case 1 if odd:
            del blocks[chance.choice(odd)]
        case 2 if odd:
            blocks.insert(to, blocks.pop(chance.choice(odd)))
        case 3:
            blocks.insert(to, blocks.pop(at))
        case _:
            blocks[at] = f"\n{blocks[at]}"
    return "\n\n".join([page, *blocks])


def change_article(project: podcaster.Project, article: Path, chance: random.Random) -> None:
    """What happens when a word of the article is corrected where it stands, and it is written again."""
    text = article.read_text("utf-8")
    body = len(text) // 4  # behind the headline: with another one, what is not rendered yet is another project
    places = [match.span() for match in re.finditer(r"(?<=[a-z] )[a-z]{5,}(?= [a-z])", text) if match.start() > body]
    start, end = chance.choice(places)
    article.write_text(f"{text[:start]}{chance.choice(['other', 'new', 'late'])}{text[end:]}", "utf-8")
    folder = podcaster.open_show(article.parent).write(article).folder
    assert folder == project.folder
    project.refresh()


def is_as_it_was(article: Path) -> bool:
    """Whether nobody has changed the article: of a quote that it has no longer, nothing tells what was altered."""
    return article.read_bytes() == (SAMPLES[0].parent / article.name).read_bytes()


def operations(
    project: podcaster.Project, article: Path, chance: random.Random
) -> dict[str, list[Callable[[], object]]]:
    """What can be done next, by what may become of the words."""
    lines, roles = len(project.script.lines), [role.name for role in project.script.roles]
    line, other, role = chance.randrange(lines), chance.randrange(lines), chance.choice(roles)
    text = project.script.lines[line].text
    names = ["Narrator", "Unattributed", "Ines Holm", "Ünal O’Neill-Çelik", role]
    added = chance.choice(["Hello.", "[[a note]] and words", "@Jane"])
    return {
        "kept": [
            lambda: project.assign(line, chance.choice(names), alike=chance.random() < 0.5),
            lambda: project.rename(role, chance.choice(["Ada Byron", "Bo", role])),
            lambda: project.split(line, chance.randrange(len(text) + 1)),
            lambda: project.split(line, (text.find(" ", len(text) // 2) + 1) or 1),
            lambda: project.join(line),
            lambda: project.set_voice(role, chance.choice(["", "steph"])),
            lambda: project.set_gender(role, chance.choice(list(Gender))),
            lambda: project.set_pause(line, chance.choice([None, 0.0, 1.25, 99.0])),
            lambda: project.pronounce(chance.choice(["bread", "Holm"]), chance.choice(["bred", "/bɹɛd/", ""])),
        ],
        "moved": [lambda: project.move(line, other)],
        "added": [lambda: project.insert(line, role, added)],
        "cut": [lambda: project.cut(line)],
        "changed": [
            lambda: project.edit(
                line, chance.choice(["(Pause 1)", "> Not a cue: no", "# A b", "“Hm,” /* x"]), unlock=True
            )
        ],
        "by hand": [lambda: edit_by_hand(project, chance, role, text)] * 2,
        "from the article": [lambda: change_article(project, article, chance)],
        "seen before": [*[project.undo] * 5, *[project.redo] * 2],
    }


def check_words(kind: str, before: list[str], after: list[str]) -> None:
    """See that an operation left every line's words as they were, but for those that it is to change."""
    if kind == "kept":
        assert "".join(after) == "".join(before)
    elif kind == "moved":
        assert Counter(after) == Counter(before)
    elif kind in {"added", "cut"}:
        longer, shorter = (after, before) if kind == "added" else (before, after)
        (extra,) = (Counter(longer) - Counter(shorter)).elements()
        assert any(longer[:at] + longer[at + 1 :] == shorter for at, each in enumerate(longer) if each == extra)
    elif kind == "changed":
        assert sum(one != other for one, other in zip(before, after, strict=True)) <= 1


def step(project: podcaster.Project, article: Path, chance: random.Random) -> None:
    """One operation, or undo, or redo, at random; what cannot be done is refused in a sentence, and changes nothing."""
    choices = [(kind, do) for kind, several in operations(project, article, chance).items() for do in several]
    kind, do = chance.choice(choices)
    before, kept, text = spoken(project), quoted(project), project.text
    try:
        do()
    except PodcasterError as error:
        assert str(error).strip().endswith((".", "?")) or error.cure  # noqa: PT017
        assert project.text == text
        return
    check_words(kind, before, spoken(project))
    if kind not in {"seen before", "from the article"} and is_as_it_was(article):
        assert quoted(project) <= kept


def run(folder: Path, seed: int) -> None:
    """A run, from the project as it was written back to it."""
    chance = random.Random(seed)
    sample = SAMPLES[seed % len(SAMPLES)]
    article = Path(shutil.copy(sample, folder / sample.name))
    project = podcaster.open_show(folder).write(article)
    before, text = quoted(project), project.text
    for _ in range(LENGTH):
        step(project, article, chance)
        assert (project.folder / "script.fountain").read_text("utf-8") == project.text
        written = format_script(project.script)
        assert format_script(read_script(written, "s")) == written
        assert say_the_same(read_script(written, "s"), project.script)
    again = podcaster.open_show(folder).open(project.folder)
    assert again.text == project.text
    if seed % RENDERED == 0:
        assert again.render().duration > len(again.script.lines) / 10
        assert again.text == project.text
    while again.undoable:
        again.undo()
    if is_as_it_was(article):
        assert quoted(again) == before
    assert again.text == text


@pytest.mark.parametrize("seed", range(10))
def test_any_sequence_leaves_a_script_that_is_whole(tmp_path: Path, seed: int) -> None:
    run(tmp_path, seed)


if __name__ == "__main__":
    first = int(sys.argv[2]) if sys.argv[2:] else 0
    for number in range(first, first + int(sys.argv[1])):
        with tempfile.TemporaryDirectory() as temporary:
            run(Path(temporary), number)
    print(f"{sys.argv[1]} runs of {LENGTH}: all whole")
