"""An article that changes after people have changed its script: both changes are kept, line by line."""

from __future__ import annotations

import json
import random
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import lists, sampled_from
from script_strategies import scripts

import podcaster
from podcaster.merging.collisions import collisions_of
from podcaster.merging.merge import merge
from podcaster.merging.resolving import resolve
from podcaster.model import Gender, Line, Script
from podcaster.project import operations as op
from podcaster.project.alignment import find_counterparts
from podcaster.project.recut import join, split
from podcaster.script import format_script, read_script, review_of
from podcaster.script.markup import carry_emphasis, escape_inside, strip_emphasis

BASE = """Title: T
Author: Ann
Cast:
    Jane Doe: female

# One

It began on Monday.

@Jane Doe [[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]
It takes a year.

Nobody asked.

It ended on Friday.

# Two

Goodbye.
"""


def merged(ours: str, theirs: str, base: str = BASE) -> Script:
    return merge(*(read_script(text, "s") for text in (base, ours, theirs)))


def told(script: Script) -> list[str]:
    return [f"{line.role}: {line.text}" for line in script.lines]


def test_what_one_side_changed_is_taken() -> None:
    ours = (
        BASE.replace("@Jane Doe", "@Rosa Roe").replace("Nobody asked.", "Nobody had asked.").replace("# Two", "# End")
    )
    theirs = (
        BASE.replace("on Monday", "on Tuesday").replace("Goodbye.", "Goodbye.\n\nA correction.").replace("Ann", "Bea")
    )
    script = merged(ours, theirs)
    assert told(script) == [
        "Narrator: It began on Tuesday.", "Rosa Roe: It takes a year.", "Narrator: Nobody had asked.",
        "Narrator: It ended on Friday.", "Narrator: Goodbye.", "Narrator: A correction."]  # fmt: skip
    assert [section.title for section in script.sections] == ["One", "End"]
    assert script.metadata["Author"] == "Bea"
    assert collisions_of(script) == ()


def test_a_person_renamed_here_has_the_new_name_in_what_is_new_in_the_article() -> None:
    note = "[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 2a2b3c4d]]"
    theirs = BASE.replace("Goodbye.", f"Goodbye.\n\n@Jane Doe {note}\nOr two.")
    renamed = BASE.replace("@Jane Doe", "@Rosa Roe").replace("    Jane Doe", "    Rosa Roe")
    script = merged(renamed, theirs)
    assert told(script)[-1] == "Rosa Roe: Or two."
    assert [(role.name, role.gender) for role in script.roles[1:]] == [("Rosa Roe", Gender.FEMALE)]
    assert not collisions_of(script)
    decided = renamed.replace("0.98", "decided")  # this line alone was given to somebody else
    assert told(merged(decided, theirs))[-1] == "Jane Doe: Or two."


def test_where_lines_in_a_row_were_edited_only_those_collide_that_the_article_changed_too() -> None:
    ours = (
        BASE.replace("on Monday", "on Tuesday").replace("a year.", "two years.")
        .replace("Nobody asked.", "Nobody asked her.\n\nNobody ever had.")
    )  # fmt: skip
    script = merged(ours, BASE.replace("a year.", "ten years."))
    assert told(script)[:4] == [
        "Narrator: It began on Tuesday.", "Jane Doe: It takes two years.", "Narrator: Nobody asked her.",
        "Narrator: Nobody ever had."]  # fmt: skip
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base) == (1, ("Jane Doe: It takes a year.",))
    assert collision.theirs == ("Jane Doe: It takes ten years.",)
    assert told(resolve(script, 1, theirs=True))[:3] == [
        "Narrator: It began on Tuesday.", "Jane Doe: It takes ten years.", "Narrator: Nobody asked her."]  # fmt: skip


def test_lines_side_by_side_do_not_collide() -> None:
    script = merged(BASE.replace("Nobody asked", "No one asked"), BASE.replace("on Friday", "on Sunday"))
    assert told(script)[2:4] == ["Narrator: No one asked.", "Narrator: It ended on Sunday."]
    assert collisions_of(script) == ()


def test_the_same_change_on_both_sides_is_one() -> None:
    same = BASE.replace("a year", "two years")
    assert format_script(merged(same, same)) == format_script(read_script(same, "s"))


def test_what_collides_is_shown_and_can_be_settled_either_way() -> None:
    script = merged(BASE.replace("a year", "one year"), BASE.replace("a year", "two years"))
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base) == (1, ("Jane Doe: It takes a year.",))
    assert (collision.mine, collision.theirs) == (("Jane Doe: It takes one year.",), ("Jane Doe: It takes two years.",))
    again = read_script(format_script(script), "s")
    assert collisions_of(again) == collisions_of(script)
    assert "it now has “Jane Doe: It takes two years.”" in review_of(again)[0]
    for theirs, words in ((True, "It takes two years."), (False, "It takes one year.")):
        settled = resolve(again, 1, theirs=theirs)
        assert settled.lines[1].text == words
        assert collisions_of(settled) == ()
        assert any(note.startswith("speaker:") for note in settled.lines[1].notes)


def test_a_line_that_was_cut_and_has_changed_is_shown_beside_its_place() -> None:
    script = merged(BASE.replace("Nobody asked.\n\n", ""), BASE.replace("Nobody asked", "Nobody ever asked"))
    (collision,) = collisions_of(script)
    assert (collision.line, collision.base, collision.mine) == (2, ("Narrator: Nobody asked.",), ())
    assert told(resolve(script, 2, theirs=True))[2:4] == [
        "Narrator: Nobody ever asked.",
        "Narrator: It ended on Friday.",
    ]


def test_a_line_that_the_article_has_lost_stays_where_it_was_edited() -> None:
    script = merged(BASE.replace("Nobody asked.", "No one asked."), BASE.replace("Nobody asked.\n\n", ""))
    assert told(script)[2] == "Narrator: No one asked."
    assert collisions_of(script)[0].theirs == ("(taken out)",)
    assert len(resolve(script, 2, theirs=True).lines) == 4


def test_two_speakers_for_one_line_collide() -> None:
    script = merged(BASE.replace("@Jane Doe", "@Rosa Roe"), BASE.replace("@Jane Doe", "@Ida Marsh"))
    assert collisions_of(script)[0].theirs == ("Ida Marsh: It takes a year.",)
    assert told(resolve(script, 1, theirs=True))[1] == "Ida Marsh: It takes a year."


@pytest.mark.parametrize("mine", ["It takes one year.", "(cut)"])
def test_a_collision_that_nobody_has_settled_tells_what_the_article_has_now(mine: str) -> None:
    years = [BASE.replace("a year", words) for words in ("two years", "three years")]
    ours = BASE.replace("It takes a year.", mine)
    if mine == "(cut)":
        ours = re.sub(r"@Jane.*\n.*\n\n", "", BASE)
    once = format_script(merged(ours, years[0]))
    (collision,) = collisions_of(merged(once, years[1], years[0]))
    assert (collision.base, collision.theirs) == (
        ("Jane Doe: It takes a year.",),
        ("Jane Doe: It takes three years.",),
    )
    back = merged(once, BASE, years[0])
    assert collisions_of(back) == ()
    assert format_script(back) == format_script(read_script(ours, "s"))


def reworked(script: Script, chance: random.Random, who: str) -> Script:
    """A script after some operations of somebody's; the lines that they write have their name in them."""
    for number in range(chance.choice([1, 1, 2, 3, 5])):
        at, to = (chance.randrange(len(script.lines)) for _ in range(2))
        text = script.lines[at].text
        ways = [
            lambda: op.assign(script, [at], f"Role {who}"),  # noqa: B023
            lambda: op.edit(script, at, f"{text.rpartition(' ')[0]} {who}", unlock=True),  # noqa: B023
            lambda: split(script, at, text.find(" ", len(text) // 2) + 1),  # noqa: B023
            lambda: join(script, at),  # noqa: B023
            lambda: op.move(script, at, to),  # noqa: B023
            lambda: op.move(script, at, to),  # noqa: B023
            lambda: op.cut(script, at),  # noqa: B023
            lambda: op.insert(script, at, "Narrator", f"Written by {who}{number}."),  # noqa: B023
        ]
        with suppress(podcaster.PodcasterError):
            script = chance.choice(ways)()
    return read_script(format_script(script), "s", people=None)


@pytest.mark.parametrize("seed", range(150))
def test_nothing_that_one_side_has_written_is_lost_and_all_that_collides_can_be_settled(seed: int) -> None:
    chance = random.Random(seed)
    words = [" ".join(chance.choices("abcdefghijklmnopqrst", k=chance.randrange(3, 9))) for _ in range(9)]
    base = read_script(
        "\n\n".join(f"{'# Part' if number == 4 else ''}\n\n{each}." for number, each in enumerate(words)), "s"
    )
    ours, theirs = (reworked(base, chance, who) for who in ("ours", "theirs"))
    script = merge(base, ours, theirs)
    said = [line.text for line in script.lines]
    assert not [each for line in ours.lines if (each := line.text).startswith("Written by") and said.count(each) != 1]
    noted = " ".join([*said, *(note for line in script.lines for note in line.notes)])
    assert not [line.text for line in theirs.lines if line.text.startswith("Written by") and line.text not in noted]
    for side in (True, False):
        settled = read_script(format_script(script), "s", people=None)
        while found := collisions_of(settled):
            with suppress(podcaster.PodcasterError):  # "A script needs a line."
                settled = resolve(settled, found[-1].line, theirs=side)
                continue
            break
        assert format_script(read_script(format_script(settled), "s", people=None)) == format_script(settled)


MOVED = BASE.replace("It began on Monday.\n\n", "").replace("# Two\n", "# Two\n\nIt began on Monday.\n")
"""The first line stands before the last one."""
AWAY = BASE.replace("It began on Monday.\n\n", "")


@pytest.mark.parametrize("mover", ["ours", "theirs"])
def test_what_one_side_changed_of_a_line_that_the_other_has_moved_is_at_its_new_place(mover: str) -> None:
    def both(moved: str, changed: str) -> Script:
        return merged(moved, changed) if mover == "ours" else merged(changed, moved)

    assert told(both(MOVED, BASE.replace("on Monday", "on Tuesday")))[-2:] == [
        "Narrator: It began on Tuesday.",
        "Narrator: Goodbye.",
    ]
    script = both(MOVED, BASE.replace("It began", "@Rosa Roe\nIt began"))
    assert told(script).count("Rosa Roe: It began on Monday.") == 1
    assert len(script.lines) == 5
    assert not collisions_of(script)
    halves = BASE.replace("It began on Monday.", "It began\n\non Monday.")
    assert told(both(MOVED, halves))[-3:-1] == ["Narrator: It began", "Narrator: on Monday."]


LONG = "It began on Monday, after a night of rain, when nobody was awake."


@pytest.mark.parametrize("mover", ["ours", "theirs"])
def test_a_line_that_was_moved_and_reworded_is_followed_where_it_is_clearly_alike(mover: str) -> None:
    base, late = BASE.replace("It began on Monday.", LONG), LONG.replace("a night", "two nights")
    moved = AWAY.replace("Goodbye.", f"{late}\n\nGoodbye.")
    other = base.replace(LONG, f"@Rosa Roe\n{LONG}")
    script = merged(moved, other, base) if mover == "ours" else merged(other, moved, base)
    assert told(script)[-2:] == [f"Rosa Roe: {late}", "Narrator: Goodbye."]
    assert len(script.lines) == 5
    assert not collisions_of(script)


def test_a_line_that_was_moved_and_reworded_by_one_and_reworded_by_the_other_collides_at_its_new_place() -> None:
    base, late, wet = (
        BASE.replace("It began on Monday.", LONG),
        LONG.replace("a night", "two nights"),
        LONG.replace("a night", "a week"),
    )
    ours = AWAY.replace("Goodbye.", f"{late}\n\nGoodbye.")
    script = merged(ours, base.replace(LONG, wet), base)
    (collision,) = collisions_of(script)
    assert (script.lines[collision.line].text, collision.theirs) == (late, (f"Narrator: {wet}",))
    assert len(script.lines) == 5
    assert told(resolve(script, collision.line, theirs=True))[-2:] == [f"Narrator: {wet}", "Narrator: Goodbye."]


def test_a_line_that_both_have_moved_stands_where_people_have_put_it() -> None:
    early = AWAY.replace("Nobody asked.", "Nobody asked.\n\nIt began on Monday.")
    assert told(merged(MOVED, early)) == told(read_script(MOVED, "s"))
    base, moved = (text.replace("It began on Monday.", LONG) for text in (BASE, MOVED))
    late = moved.replace("a night", "two nights")
    assert told(merged(moved, late, base)) == told(read_script(late, "s"))


def test_a_line_that_people_have_cut_does_not_come_back_because_the_article_has_moved_it() -> None:
    script = merged(AWAY, MOVED)
    assert told(script) == told(read_script(AWAY, "s"))
    assert not collisions_of(script)
    base = BASE.replace("It began on Monday.", LONG)
    late = LONG.replace("a night", "two nights")
    (collision,) = collisions_of(merged(AWAY, AWAY.replace("Goodbye.", f"{late}\n\nGoodbye."), base))
    assert (collision.mine, collision.theirs) == ((), (f"Narrator: {late}",))


def test_a_line_that_people_have_moved_and_reworded_and_the_article_has_lost_is_shown_at_its_new_place() -> None:
    long = f"{LONG}\n\n"
    base = BASE.replace("It began on Monday.\n\n", long)
    moved = AWAY.replace("# Two\n\n", f"# Two\n\n{long}").replace("nobody was", "nobody had been")
    script = merged(moved, AWAY, base)
    (collision,) = collisions_of(script)
    assert [words.replace("had been", "was") for words in collision.mine] == [f"Narrator: {LONG}"]
    assert collision.theirs == ("(taken out)",)
    assert told(resolve(script, collision.line, theirs=True)) == told(read_script(AWAY, "s"))


HOW = {
    "moved": (MOVED, "It began on Monday."),
    "with a pause": (BASE.replace("Nobody asked.", "@Narrator\nNobody asked.\n(pause 2)"), "Nobody asked."),
    "slowly": (BASE.replace("Nobody asked.", "@Narrator\n(slowly)\nNobody asked."), "Nobody asked."),
    "stressed": (BASE.replace("Nobody asked.", "Nobody *asked*."), "Nobody asked."),
    "split": (BASE.replace("Nobody asked.", "Nobody\n\nasked."), "Nobody asked."),
}


@pytest.mark.parametrize(("ours", "words"), HOW.values(), ids=HOW)
@pytest.mark.parametrize("new", ["", "Somebody did, she said.\n\nTwice.\n\n"])
def test_what_the_article_takes_back_is_not_said_because_of_how_somebody_has_it_said(
    ours: str, words: str, new: str
) -> None:
    theirs = BASE.replace(f"{words}\n\n", new)
    script = merged(ours, theirs)
    said = (
        " ".join(sorted(" ".join(told(each)).replace("Narrator: ", "").split()))
        for each in (script, read_script(theirs, "s"))
    )
    assert len(set(said)) == 1
    assert not collisions_of(script)


def test_a_word_that_is_stressed_stays_so_where_the_article_changes_others() -> None:
    ours = BASE.replace("It ended on Friday.", "It *ended* on **Friday**.")
    script = merged(ours, BASE.replace("It ended on Friday.", "It all ended on Sunday."))
    assert [line.markup for line in script.lines if "Sunday" in line.text] == ["It all *ended* on Sunday."]
    assert not collisions_of(script)


@given(
    lists(sampled_from(["It", "*It*", "**ended**", "on", "*on", "a_b*", "_Friday._", "“*So*", "said*", "\\*it"])),
    lists(sampled_from(["It", "ended", "on", "a_b", "Friday.", "“So", "said*", "*it", "new"])),
)
def test_emphasis_that_is_carried_over_leaves_the_words(marked: list[str], new: list[str]) -> None:
    markup, words = " ".join(marked), " ".join(new)
    assert strip_emphasis(carry_emphasis(markup, strip_emphasis(markup), words) or escape_inside(words)) == words


@pytest.mark.parametrize(
    "claim", ["@Rosa Roe [[speaker: Jane Doe; sure: decided; quote: 1a2b3c4d]]", "@Jane Doe [[recording: a.wav]]"]
)
def test_what_somebody_has_named_or_recorded_stays_and_is_shown(claim: str) -> None:
    quote = next(line for line in BASE.split("\n") if line.startswith("@Jane Doe"))
    script = merged(BASE.replace(quote, claim), BASE.replace(f"{quote}\nIt takes a year.\n\n", ""))
    assert [each.theirs for each in collisions_of(script)] == [("(taken out)",)]


def test_of_lines_that_say_the_same_none_is_followed() -> None:
    base = BASE.replace("Nobody asked.", "It began on Monday.")
    moved = base.replace("It began on Monday.\n\n", "", 1).replace("Goodbye.", "Goodbye.\n\nIt began on Monday.")
    script = merged(moved, base.replace("It began on Monday.", "It began on Tuesday.", 1), base)
    assert collisions_of(script)
    assert sum("It began on" in each for each in told(script)) == 2


@pytest.mark.parametrize("mover", ["ours", "theirs"])
def test_what_stands_there_several_times_is_followed_where_it_went_with_what_is_beside_it(mover: str) -> None:
    label, long = "DOE:\n\n", f"{LONG}\n\n"
    base = BASE.replace("It began on Monday.\n\n", f"{label}It began on Monday.\n\n{label}{long}")
    moved = base.replace(label + long, "").replace("Friday.\n\n", f"Friday.\n\n{label}{long}")
    cut = base.replace(label + long, long)
    script = merged(moved, cut, base) if mover == "ours" else merged(cut, moved, base)
    without = moved.replace(label + long, long)
    assert told(script) == told(read_script(without, "s"))
    assert not collisions_of(script)


def test_of_lines_that_say_the_same_each_has_moved_with_what_stands_beside_it() -> None:
    kept = [f"Line {number} stays." for number in range(8)]
    first, second = ["She came.", "Nobody answered.", "She went."], ["He sang.", "Nobody answered.", "He slept."]
    old, new = ([Line("Narrator", text) for text in texts] for texts in (kept + first + second, second + first + kept))
    moved = {each.old[0]: each.new[0] for each in find_counterparts(old, new) if each.moved}
    assert moved == {8: 3, 9: 4, 10: 5, 11: 0, 12: 1, 13: 2}


def test_two_of_a_kind_that_both_have_moved_to_one_place_are_two_there() -> None:
    label, long = "DOE:\n\n", f"{LONG}\n\n"
    base = BASE.replace("It began on Monday.\n\n", f"{label}It began on Monday.\n\n{label}{long}")
    ours = base.replace(label, "", 1).replace("Goodbye.", f"{label}Goodbye.")
    theirs = base.replace(label + long, "").replace("Goodbye.", f"{label}{long}Goodbye.")
    for script in (merged(ours, theirs, base), merged(theirs, ours, base)):
        assert [told(script).count(f"Narrator: {words}") for words in ("DOE:", LONG)] == [2, 1]


def test_a_quote_s_note_that_was_merged_is_written_as_the_template_writes_it() -> None:
    sure = "[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]"
    doubtful = "[[speaker: Jane Doe; why: It may be Bo.; or: Bo; verb: said; sure: 0.70; quote: 1a2b3c4d]]"
    ours = BASE.replace(sure, f"{sure}[[look at this]]")
    (line,) = (line for line in merged(ours, BASE.replace(sure, doubtful)).lines if line.role == "Jane Doe")
    assert line.notes == (doubtful.strip("[]"), "look at this")


def test_words_that_are_no_quote_s_any_more_are_not_altered() -> None:
    note = "[[speaker: Jane Doe; verb: said; sure: 0.98; quote: 1a2b3c4d]]"
    ours = BASE.replace(f"{note}\nIt takes a year.", f"{note}[[altered]]\nIt takes two years.")
    script = merged(ours, BASE.replace(f"@Jane Doe {note}\n", ""))
    (line,) = (line for line in script.lines if line.text == "It takes two years.")
    assert (line.role, line.notes) == ("Narrator", ())


def test_in_a_passage_that_the_article_has_lost_only_what_was_changed_stays() -> None:
    theirs = re.sub("(?s)It began.*?Nobody asked.\n\n", "", BASE)
    script = merged(BASE.replace("Nobody asked", "No one asked"), theirs)
    assert told(script)[:2] == ["Narrator: No one asked.", "Narrator: It ended on Friday."]
    assert [each.theirs for each in collisions_of(script)] == [("(taken out)",)]


def test_what_both_have_put_into_one_place_is_there_once() -> None:
    ours = BASE.replace("Goodbye.", "So it is.\n\nGoodbye.")
    theirs = BASE.replace("Goodbye.", "Listen.\n\nSo it is.\n\nGoodbye.")
    assert told(merged(ours, theirs))[-3:] == ["Narrator: Listen.", "Narrator: So it is.", "Narrator: Goodbye."]


def test_a_heading_under_which_nothing_stood_before_stays_and_one_emptied_by_the_merge_goes() -> None:
    empty = BASE.replace("# Two", "# Between\n\n# Two")
    assert [part.title for part in merged(empty, BASE.replace("Monday", "Tuesday")).sections] == [
        "One",
        "Between",
        "Two",
    ]
    base = BASE.replace("Goodbye.", "Goodbye.\n\nSee you.")
    ours, theirs = base.replace("Goodbye.\n\n", ""), base.replace("\n\nSee you.", "")
    assert [part.title for part in merged(ours, theirs, base).sections] == ["One"]


@settings(max_examples=60, deadline=None)
@given(scripts(), scripts())
def test_one_side_alone_wins_and_nothing_of_ours_is_lost(one: Script, other: Script) -> None:
    one, other = (read_script(format_script(each), "s") for each in (one, other))
    assert format_script(merge(one, one, other)).partition("\n#")[2] == format_script(other).partition("\n#")[2]
    assert format_script(merge(one, other, one)).partition("\n#")[2] == format_script(other).partition("\n#")[2]
    assert format_script(merge(one, other, other)) == format_script(other)


ARTICLE = """# The Bridge

The bridge was closed on Monday. “We shall see,” said Mara Lind, who lives beside it.

“It is loud,” Omar Reed told the council. “Very loud.”
"""


def test_make_puts_a_correction_into_an_edited_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    article = tmp_path / "bridge.md"
    article.write_text(ARTICLE, "utf-8")
    show = podcaster.open_show(tmp_path, who="Ada")
    project = show.write(article)
    project.render()
    line = next(i for i, each in enumerate(project.script.lines) if each.text == "We shall see,")
    project.assign(line, "Ines Holm")
    project.set_voice("Omar Reed", project.cast.voice("Omar Reed").name)
    article.write_text(ARTICLE.replace("closed on Monday", "closed on Tuesday"), "utf-8")
    from typer.testing import CliRunner

    from podcaster.cli import app

    result = CliRunner().invoke(app, ["--show", str(tmp_path), "make", str(article), "--json"])
    assert result.exit_code == 0, result.stderr
    assert "was put into it" in " ".join(json.loads(result.stdout)["notices"])
    project = show.open(project.folder)
    assert "Ines Holm: We shall see," in told(project.script)
    assert any("closed on Tuesday" in each for each in told(project.script))
    assert next(role.voice for role in project.script.roles if role.name == "Omar Reed")
    assert "merged with what was changed here" in project.history[-1].what
    assert "closed on Tuesday" in project.articles[0].article.text
    again = show.write(article)
    assert again.text == project.text
    assert again.revision == project.revision


BRIDGE = """# The Bridge

By Ann Poe

It was closed on Monday after a night of rain.

“We shall see,” said Mara Lind.

“It is loud,” Omar Reed said.
"""


class Folder:
    """A show's folder with an article in it, worked on with the program's commands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        self.article(BRIDGE)

    def article(self, text: str) -> None:
        (self.path / "b.md").write_text(text, "utf-8")

    def change(self, *changes: tuple[str, str]) -> None:
        """Words of the article are others from now on."""
        text = (self.path / "b.md").read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.article(text)

    def run(self, *arguments: str, code: int = 0) -> str:
        from typer.testing import CliRunner

        from podcaster.cli import app

        result = CliRunner().invoke(app, ["--show", str(self.path), *arguments])
        assert result.exit_code == code, result.output
        return result.output if code else result.stdout

    def make(self) -> str:
        return self.run("make", str(self.path / "b.md"))

    def edit(self, *arguments: str) -> str:
        return self.run("edit", "bridge", *arguments)

    def lines(self) -> list[dict[str, object]]:
        return list(json.loads(self.run("edit", "--json", "bridge"))["lines"])

    def told(self) -> list[str]:
        return [f"{line['role']}: {line['text']}" for line in self.lines()]

    def take_theirs(self) -> None:
        """Settle the one collision that there is with what the article has."""
        (number,) = (str(line["line"]) for line in self.lines() if line["collides"])
        self.edit("resolve", number, "--theirs")

    @property
    def script(self) -> Path:
        (path,) = self.path.glob("output/*/script.fountain")
        return path


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / "cache"))
    return Folder(tmp_path)


def number_of(folder: Folder, words: str) -> str:
    return next(str(index) for index, line in enumerate(folder.told(), 1) if words in line)


def test_what_was_decided_of_a_line_stays_when_the_article_changes_its_words(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("assign", number_of(bridge, "We shall"), "Omar Reed")
    bridge.edit("assign", number_of(bridge, "Monday"), "Omar Reed")
    bridge.edit("pause", number_of(bridge, "Monday"), "5")
    bridge.edit("render")
    bridge.change(("We shall", "We will"), ("on Monday", "on Tuesday"))
    bridge.make()
    told = bridge.told()
    assert "Omar Reed: We will see," in told
    assert "Omar Reed: It was closed on Tuesday after a night of rain." in told
    assert next(line["pause"] for line in bridge.lines() if "Tuesday" in str(line["text"])) == 5
    assert not any(line["collides"] or line["doubt"] for line in bridge.lines())
    corrections = (bridge.path / "voices/corrections.toml").read_text("utf-8")
    assert 'words = "We will see,"' in corrections
    bridge.change(("We will", "We must"))  # the correction is in what the template writes by now
    bridge.make()
    bridge.make()
    assert "Omar Reed: We must see," in bridge.told()
    bridge.run("make", str(bridge.path / "b.md"), "--force")
    assert "Omar Reed: We must see," in bridge.told()


def test_where_both_changed_the_words_the_speaker_that_one_named_is_no_collision(bridge: Folder) -> None:
    bridge.make()
    number = number_of(bridge, "We shall")
    bridge.edit("assign", number, "Omar Reed")
    bridge.edit("words", "--unlock", number, "We may see,")
    bridge.edit("render")
    bridge.change(("We shall", "We will"))
    assert "One place collides" in bridge.make()
    assert "! The article now has: Omar Reed: We will see," in bridge.edit()
    bridge.edit("resolve", number, "--theirs")
    (line,) = [line for line in bridge.lines() if "see," in str(line["text"])]
    assert (line["role"], line["text"], line["altered"]) == ("Omar Reed", "We will see,", False)


def test_where_nothing_collides_the_lines_that_do_are_named_in_the_numbers_that_were_given(bridge: Folder) -> None:
    bridge.make()
    one, other, elsewhere = (number_of(bridge, words) for words in ("Monday", "It is loud", "We shall"))
    for number in (one, other):
        bridge.edit("words", "--unlock", number, "Own words.")
    bridge.edit("render")
    bridge.change(("Monday", "Tuesday"), ("loud", "quiet"))
    bridge.make()
    project, here = podcaster.open_show(bridge.path).open("bridge"), int(elsewhere) - 1
    for told in (f"lines {one} and {other} do.", f"line {other} does.", None):
        sentence = f"Nothing collides at line {elsewhere}" + (f"; {told}" if told else ", nor at any other.")
        refused = bridge.run("edit", "bridge", "resolve", elsewhere, code=2)
        assert " ".join(refused.split()) == f"Error: {sentence}"
        with pytest.raises(podcaster.PodcasterError) as error:
            project.resolve(here, theirs=False)
        from_nought = re.sub(r"\d+", lambda number: str(int(number[0]) - 1), sentence)
        assert (str(error.value), error.value.what) == (from_nought, from_nought)
        if told:
            project.resolve(project.collisions[0].line, theirs=True)


def corrections_of(folder: Folder) -> str:
    path = folder.path / "voices/corrections.toml"
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.parametrize("words", ["It was closed", "We shall"])
def test_a_line_that_comes_back_from_the_article_corrects_nobody(bridge: Folder, words: str) -> None:
    bridge.make()
    bridge.edit("cut", number_of(bridge, words))
    bridge.edit("render")
    bridge.change((words, f"{words} now"))
    bridge.make()
    bridge.take_theirs()
    bridge.edit("render")
    assert sum(f"{words} now" in line for line in bridge.told()) == 1
    assert not any(line["altered"] or line["collides"] for line in bridge.lines())
    assert corrections_of(bridge) == ""
    assert "Mara Lind" in bridge.run("quotes", str(bridge.path / "b.md"))


def test_a_quote_s_note_at_words_that_are_not_the_quote_s_corrects_nobody(bridge: Folder) -> None:
    """However it came there: in a script of an older version, or by hand."""
    bridge.make()
    text = bridge.script.read_text("utf-8")
    (note,) = re.findall(r"@Mara Lind (\[\[.*\]\])", text)
    words = "It was closed on Monday after a night of rain."
    bridge.script.write_text(text.replace(words, f"{words} {note}"), "utf-8")
    bridge.edit("render")
    assert corrections_of(bridge) == ""
    bridge.edit("assign", number_of(bridge, "We shall"), "Omar Reed")
    bridge.edit("words", number_of(bridge, "We shall"), "I cannot tell.", "--unlock")
    bridge.edit("render")
    assert 'speaker = "Omar Reed"' in corrections_of(bridge)
    assert "Narrator" not in corrections_of(bridge)


def test_of_quotes_with_the_same_words_the_one_comes_back_that_was_cut(bridge: Folder) -> None:
    bridge.article(f"{BRIDGE}\n\n“It is so,” Mara Lind said.\n\n“It was so,” Omar Reed said.\n")
    bridge.make()
    bridge.edit("cut", number_of(bridge, "It was so,"))
    bridge.edit("render")
    bridge.change(("It was so", "It is so"))
    bridge.make()
    bridge.take_theirs()
    bridge.edit("render")
    assert [line for line in bridge.told() if "It is so," in line] == ["Mara Lind: It is so,", "Omar Reed: It is so,"]
    assert corrections_of(bridge) == ""


THREE = ["Mara Lind: We shall see,", "Narrator: said Mara Lind.", "Omar Reed: It is loud,"]


@pytest.mark.parametrize("first", ["words", "move"])
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_line_that_was_moved_and_is_another_one_by_now_collides_where_it_stands(
    bridge: Folder, first: str, *, by_hand: bool
) -> None:
    bridge.make()
    if first == "words":
        bridge.edit("words", "4", "It was closed early.")
        bridge.edit("move", "4", "7")
    else:
        bridge.edit("move", "4", "7")
        bridge.edit("words", "7", "It was closed early.")
    if by_hand:  # once more, and the history has it too
        text = bridge.script.read_text("utf-8")
        bridge.script.write_text(text.replace("It was closed early.", "Nobody could pass here."), "utf-8")
    bridge.edit("render")
    bridge.change(("Monday", "Sunday"))
    bridge.make()
    (line,) = (line for line in bridge.lines() if line["collides"])
    assert line["text"] == ("Nobody could pass here." if by_hand else "It was closed early.")
    bridge.edit("resolve", str(line["line"]), "--theirs")
    bridge.edit("render")
    assert bridge.told()[3:7] == [*THREE, "Narrator: It was closed on Sunday after a night of rain."]
    assert "closed early" not in bridge.script.read_text("utf-8")
    assert not any(line["altered"] or line["collides"] for line in bridge.lines())
    assert corrections_of(bridge) == ""


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_collision_that_was_moved_tells_what_the_article_has_now(bridge: Folder, side: str) -> None:
    bridge.make()
    bridge.edit("words", "4", "It was closed early.")
    bridge.edit("render")
    bridge.change(("Monday", "Friday"))
    bridge.make()
    bridge.edit("move", "4", "7")
    bridge.edit("render")
    bridge.change(("Friday", "Thursday"))
    bridge.make()
    (line,) = (line for line in bridge.lines() if line["collides"])
    thursday = "Narrator: It was closed on Thursday after a night of rain."
    assert (line["text"], line["collides"]) == ("It was closed early.", [thursday])
    bridge.edit("resolve", "7", side)
    assert bridge.told()[3:7] == [*THREE, thursday if side == "--theirs" else "Narrator: It was closed early."]


def test_a_line_that_the_article_has_brought_later_is_followed_too(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("words", "2", "The old bridge.")  # so that the next script is merged
    bridge.edit("render")
    bridge.change(("“It is loud,”", "Nobody came by that night.\n\n“It is loud,”"))
    bridge.make()
    bridge.edit("words", number_of(bridge, "Nobody came"), "It stood empty.")
    bridge.edit("move", number_of(bridge, "It stood"), "4")
    bridge.edit("undo")
    bridge.edit("move", number_of(bridge, "It stood"), "5")
    bridge.edit("render")
    bridge.change(("came by that night", "came by that day"))
    bridge.make()
    (line,) = (line for line in bridge.lines() if line["collides"])
    assert (line["line"], line["text"]) == (5, "It stood empty.")
    assert line["collides"] == ["Narrator: Nobody came by that day."]


def test_a_line_may_collide_by_itself_and_have_a_cut_one_noted_at_it(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("words", "5", "We shall know,", "--unlock")
    bridge.edit("cut", "4")
    bridge.edit("render")
    bridge.change(("Monday", "Sunday"), ("We shall", "We will"))
    bridge.make()
    bridge.change(("Sunday", "Tuesday"))
    bridge.make()
    bridge.change(("We will", "We must"))
    bridge.make()
    tuesday = "Narrator: It was closed on Tuesday after a night of rain."
    assert f"! The article now has: {tuesday} (before this line, where it was cut)" in bridge.edit()
    assert "! The article now has: Mara Lind: We must see,\n" in bridge.edit()
    bridge.edit("resolve", "4", "--theirs")
    assert bridge.told()[3:6] == [tuesday, "Mara Lind: We must see,", "Narrator: said Mara Lind."]
    assert not any(line["altered"] or line["collides"] for line in bridge.lines())
    bridge.edit("render")
    assert corrections_of(bridge) == ""


def test_an_edited_title_is_the_episode_s_after_a_merge(bridge: Folder) -> None:
    bridge.make()
    bridge.script.write_text(re.sub("(?m)^Title: .*", "Title: Bridge shut", bridge.script.read_text("utf-8")), "utf-8")
    bridge.edit("render")
    bridge.change(("Monday", "Tuesday"))
    bridge.make()
    made = (bridge.script.parent / "episode.json").read_text("utf-8")
    assert json.loads(made)["title"] == "Bridge shut"
    bridge.edit("render")
    assert json.loads((bridge.script.parent / "episode.json").read_text("utf-8"))["title"] == "Bridge shut"


def test_a_line_that_was_split_stays_split_and_has_the_article_s_new_words(bridge: Folder) -> None:
    bridge.change(("a night of rain.", "a night of rain. Nobody was hurt at all."))
    bridge.make()
    number = number_of(bridge, "Monday")
    bridge.edit("split", number, "of rain.")
    bridge.edit("render")
    bridge.change(("Nobody was hurt", "Nobody was even hurt"))
    bridge.make()
    told = bridge.told()
    assert "Narrator: It was closed on Monday after a night of rain." in told
    assert "Narrator: Nobody was even hurt at all." in told
    assert not any(line["collides"] for line in bridge.lines())


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_collision_at_a_line_that_was_split_is_of_both_halves(bridge: Folder, side: str) -> None:
    bridge.change(("a night of rain.", "a night of rain. Nobody was hurt at all."))
    bridge.make()
    number = number_of(bridge, "Monday")
    bridge.edit("split", number, "of rain.")
    bridge.edit("words", str(int(number) + 1), "Nobody was hurt there.")
    bridge.edit("render")
    bridge.change(("Nobody was hurt", "Nobody was even hurt"))
    bridge.make()
    (collision,) = podcaster.open_show(bridge.path).open("bridge").collisions
    assert collision.mine == (
        "Narrator: It was closed on Monday after a night of rain.",
        "Narrator: Nobody was hurt there.",
    )
    bridge.edit("resolve", number, side)
    told = " ".join(bridge.told())
    assert told.count("night of rain") == 1
    assert ("even hurt" in told) == (side == "--theirs")
    assert not podcaster.open_show(bridge.path).open("bridge").collisions
    assert "collides" not in bridge.script.read_text("utf-8")


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_title_and_an_author_that_both_changed_are_shown_and_settled(bridge: Folder, side: str) -> None:
    bridge.make()
    text = bridge.script.read_text("utf-8")
    for old, new in (("Title: .*", "Title: Bridge shut"), ("Author: .*", "Author: Anna Poe")):
        assert re.search(old, text)
        text = re.sub(old, new, text, count=1)
    bridge.script.write_text(text, "utf-8")
    bridge.edit("render")
    bridge.change(("# The Bridge", "# The old Bridge"), ("By Ann Poe", "By A. N. Poe"))
    bridge.make()
    assert "Narrator: The Bridge." in bridge.told()  # what says the title is not the article's while that is not
    shown = bridge.edit()
    for each in ("Title: The old Bridge", "Author: A. N. Poe", "Narrator: The old Bridge."):
        assert f"! The article now has: {each}" in shown
    for number in [str(line["line"]) for line in bridge.lines() if line["collides"]]:
        bridge.edit("resolve", number, side)
    assert ("Narrator: The old Bridge." in bridge.told()) == (side == "--theirs")
    text = bridge.script.read_text("utf-8")
    for each in ("Title: The old Bridge", "Author: A. N. Poe", "# The old Bridge"):
        assert (each in text) == (side == "--theirs")
    assert ("Title: Bridge shut" in text) == (side == "--ours")
    assert "collides" not in text


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_heading_that_both_changed_is_shown_and_settled(bridge: Folder, side: str) -> None:
    body = "It stays shut until the end of the year, the council decided on Friday.\n"
    bridge.article(f"{BRIDGE}\n## What comes next\n\n{body}")
    bridge.make()
    text = bridge.script.read_text("utf-8")
    assert "# What comes next" in text
    bridge.script.write_text(text.replace("# What comes next", "# What happens next"), "utf-8")
    bridge.edit("render")
    bridge.change(("What comes next", "What follows"))
    bridge.make()
    assert "! The article now has: Heading: What follows" in bridge.edit()
    number = next(str(line["line"]) for line in bridge.lines() if line["collides"])
    bridge.edit("resolve", number, side)
    text = bridge.script.read_text("utf-8")
    assert ("# What follows" in text) == (side == "--theirs")
    assert ("# What happens next" in text) == (side == "--ours")
    assert "collides" not in text


CHAPTERS = f"""{BRIDGE}
## What happens next

Nothing at all is planned.

## The end

It ends.
"""


def chapters(folder: Folder) -> list[tuple[str, list[str]]]:
    return [
        (section.title, [item.text for item in section.items if isinstance(item, Line)])
        for section in read_script(folder.script.read_text("utf-8"), "s").sections
    ]


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_heading_taken_out_here_and_renamed_in_the_article_is_shown_and_comes_back(bridge: Folder, side: str) -> None:
    bridge.article(CHAPTERS)
    bridge.make()
    before = chapters(bridge)
    bridge.script.write_text(bridge.script.read_text("utf-8").replace("# What happens next\n", ""), "utf-8")
    bridge.edit("render")
    without = chapters(bridge)
    bridge.change(("## What happens next", "## What comes next"))
    bridge.make()
    assert "! The article now has: Heading: What comes next" in bridge.edit()
    (number,) = (str(line["line"]) for line in bridge.lines() if line["collides"])
    bridge.edit("resolve", number, side)
    assert "collides" not in bridge.script.read_text("utf-8")
    expected = before if side == "--theirs" else without
    renamed = [
        (title.replace("happens", "comes"), [text.replace("happens", "comes") for text in lines])
        for title, lines in expected
    ]
    assert chapters(bridge) == renamed
    bridge.edit("render")
    assert chapters(bridge) == renamed


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_heading_renamed_here_and_taken_out_in_the_article_is_shown_and_settled(bridge: Folder, side: str) -> None:
    bridge.article(CHAPTERS)
    bridge.make()
    bridge.script.write_text(
        bridge.script.read_text("utf-8").replace("# What happens next", "# What comes next"), "utf-8"
    )
    bridge.edit("render")
    bridge.change(("## What happens next\n\n", ""))
    bridge.make()
    assert "! The article now has: Heading: (taken out)" in bridge.edit()
    (number,) = (str(line["line"]) for line in bridge.lines() if line["collides"])
    bridge.edit("resolve", number, side)
    assert ("What comes next" in dict(chapters(bridge))) == (side == "--ours")
    assert sum("Nothing at all is planned." in lines for _, lines in chapters(bridge)) == 1


def test_a_line_cut_from_the_end_of_its_chapter_comes_back_there(bridge: Folder) -> None:
    bridge.article(CHAPTERS)
    bridge.make()
    bridge.edit("cut", number_of(bridge, "Nothing at all"))
    bridge.edit("render")
    bridge.change(("Nothing at all", "Nothing much"))
    bridge.make()
    bridge.take_theirs()
    assert ("What happens next", ["What happens next", "Nothing much is planned."]) in chapters(bridge)
    assert ("The end", ["The end", "It ends."]) in chapters(bridge)


def test_a_chapter_that_was_cut_comes_back_with_its_heading_and_before_the_next_one(bridge: Folder) -> None:
    bridge.article(CHAPTERS)
    bridge.make()
    before = chapters(bridge)
    text = bridge.script.read_text("utf-8")
    start, end = text.index("# What happens next"), text.index("# The end")
    bridge.script.write_text(text[:start] + text[end:], "utf-8")
    bridge.edit("render")
    bridge.change(("Nothing at all", "Nothing much"), ("What happens next", "What comes next"))
    bridge.make()
    bridge.take_theirs()
    assert chapters(bridge) == [
        (
            title.replace("happens", "comes"),
            [text.replace("happens", "comes").replace("at all", "much") for text in lines],
        )
        for title, lines in before
    ]


def test_the_last_line_that_was_cut_comes_back_as_the_last_one() -> None:
    base = BASE.replace("Goodbye.\n", "Goodbye.\n\nIt is late.\n")
    script = merged(BASE, base.replace("It is late", "It is early"), base)
    (collision,) = collisions_of(script)
    assert (collision.mine, collision.theirs) == ((), ("Narrator: It is early.",))
    again = read_script(format_script(script), "s")
    assert told(resolve(again, collision.line, theirs=True))[-2:] == ["Narrator: Goodbye.", "Narrator: It is early."]
    assert told(resolve(again, collision.line, theirs=False)) == told(read_script(BASE, "s"))


def test_a_line_that_collides_behind_one_that_was_cut_is_said_once() -> None:
    ours = BASE.replace("Nobody asked.\n\n", "").replace("on Friday", "early")
    theirs = BASE.replace("Nobody asked", "Nobody ever asked").replace("on Friday", "late")
    script = merged(ours, theirs)
    (collision,) = collisions_of(script)
    assert collision.mine == ("Narrator: It ended early.",)
    again = read_script(format_script(script), "s")
    assert told(resolve(again, collision.line, theirs=True)) == told(read_script(theirs, "s"))
    assert told(resolve(again, collision.line, theirs=False)) == told(read_script(ours, "s"))


def test_what_an_older_version_noted_of_a_line_that_was_cut_is_read() -> None:
    notes = "[[cut: Narrator: Nobody asked.]][[collides: Narrator: Nobody ever asked.]]"
    ours = BASE.replace("Nobody asked.\n\n", "").replace("on Friday.", f"on Friday. {notes}")
    script = read_script(ours, "s")
    (collision,) = collisions_of(script)
    assert (collision.base, collision.mine) == (("Narrator: Nobody asked.",), ())
    assert told(resolve(script, 2, theirs=True))[2:4] == [
        "Narrator: Nobody ever asked.",
        "Narrator: It ended on Friday.",
    ]
    later = merged(
        ours, BASE.replace("Nobody asked", "Nobody at all"), BASE.replace("Nobody asked", "Nobody ever asked")
    )
    (collision,) = collisions_of(later)
    assert collision.theirs == ("Narrator: Nobody at all.",)
    assert told(resolve(later, 2, theirs=True))[2:4] == ["Narrator: Nobody at all.", "Narrator: It ended on Friday."]


def test_a_gender_that_both_changed_is_shown_and_settled() -> None:
    ours, theirs = BASE.replace("female", "male"), BASE.replace("    Jane Doe: female", "    Jane Doe: neutral")
    script = merged(ours, theirs)
    (collision,) = collisions_of(script)
    assert (collision.mine, collision.theirs) == (("gender of Jane Doe: male",), ("gender of Jane Doe: neutral",))
    for side, gender in ((True, "neutral"), (False, "male")):
        settled = resolve(script, collision.line, theirs=side)
        assert next(role.gender for role in settled.roles if role.name == "Jane Doe") == gender
        assert not collisions_of(settled)


def test_a_pause_that_both_changed_is_shown_and_settled() -> None:
    sides = [BASE.replace("It takes a year.", f"It takes a year.\n(pause {seconds})") for seconds in (2, 3)]
    script = merged(*sides)
    (collision,) = collisions_of(read_script(format_script(script), "s"))
    assert "pause 2" in collision.mine[0]
    assert "pause 3" in collision.theirs[0]
    assert [resolve(script, 1, theirs=side).lines[1].pause for side in (False, True)] == [2, 3]
    assert resolve(script, 1, theirs=True).lines[1].text == "It takes a year."


def forget(folder: Folder) -> None:
    """What an episode has that was made before the program kept projects."""
    for name in ("project.json", "history.jsonl"):
        (folder.script.parent / name).unlink(missing_ok=True)


@pytest.mark.parametrize("rendered", [True, False])
def test_an_episode_of_an_older_version_that_was_edited_is_merged(bridge: Folder, *, rendered: bool) -> None:
    bridge.make()
    forget(bridge)
    bridge.edit("words", number_of(bridge, "said Mara"), "says Mara Lind.")
    if rendered:
        bridge.edit("render")
    bridge.change(("Monday", "Tuesday"))
    bridge.make()
    told = bridge.told()
    assert "Narrator: says Mara Lind." in told
    assert "Narrator: It was closed on Tuesday after a night of rain." in told
    assert not any(line["collides"] for line in bridge.lines())


def test_an_older_episode_edited_before_anybody_kept_it_shows_what_the_article_has(bridge: Folder) -> None:
    bridge.make()
    forget(bridge)
    text = bridge.script.read_text("utf-8")
    bridge.script.write_text(text.replace("said Mara Lind.", "says Mara Lind."), "utf-8")
    bridge.change(("Monday", "Tuesday"), ("# The Bridge", "# The old Bridge"))
    bridge.article((bridge.path / "b.md").read_text("utf-8") + "\nNobody else was asked about the bridge at all.\n")
    bridge.make()
    told, shown = bridge.told(), " ".join(bridge.edit().split())
    assert "Narrator: says Mara Lind." in told
    for each in ("said Mara Lind.", "It was closed on Tuesday", "Nobody else was asked", "Title: The old Bridge"):
        assert each in shown
    for line in sorted((line for line in bridge.lines() if line["collides"]), key=lambda line: -int(str(line["line"]))):
        bridge.edit("resolve", str(line["line"]), "--theirs")
    assert "Narrator: Nobody else was asked about the bridge at all." in bridge.told()
    assert "Narrator: It was closed on Tuesday after a night of rain." in bridge.told()
    assert "collides" not in bridge.script.read_text("utf-8")


def test_a_mistake_in_an_edited_script_is_told_with_its_place(bridge: Folder) -> None:
    bridge.make()
    bridge.script.write_text(bridge.script.read_text("utf-8").replace("> SOUND: theme", "> SOUND theme", 1), "utf-8")
    bridge.change(("Monday", "Tuesday"))
    with pytest.raises(podcaster.PodcasterError, match=r"there is a mistake in it: script.fountain:\d+:\d+"):
        podcaster.open_show(bridge.path).write(bridge.path / "b.md")


def test_a_line_that_was_moved_has_the_article_s_new_words_at_its_new_place(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("move", number_of(bridge, "Monday"), number_of(bridge, "Omar Reed said."))
    bridge.edit("render")
    bridge.change(("Monday", "Tuesday"))
    bridge.make()
    told = bridge.told()
    closed = "Narrator: It was closed on Tuesday after a night of rain."
    assert told.index(closed) == told.index("Narrator: Omar Reed said.") + 1
    assert not any("Monday" in each for each in told)
    assert not any(line["collides"] for line in bridge.lines())


@pytest.mark.parametrize(
    ("line", "to", "change", "first", "second"),
    [
        ("half", 4, ("Nobody came", "Two came"), "It rained all week.", "Two came to the water. The town waited."),
        ("half", 4, ("rained", "snowed"), "It snowed all week.", "Nobody came to the water. The town waited."),
        ("half", 4, ("week. Nobody", "month. Two"), "It rained all month. Two", "came to the water. The town waited."),
        ("whole", 4, ("Nobody came", "Two came"), "It rained all week.", "Two came to the water. The town waited."),
    ],
)
def test_of_a_line_that_was_split_a_part_that_was_moved_has_the_article_s_new_words(
    bridge: Folder, line: str, to: int, change: tuple[str, str], first: str, second: str
) -> None:
    bridge.article(f"{BRIDGE}\nIt rained all week. Nobody came to the water. The town waited.\n")
    bridge.make()
    bridge.edit("split", number_of(bridge, "It rained"), "all week.")
    bridge.edit("move", number_of(bridge, "Nobody came"), str(to))
    if line == "whole":
        bridge.edit("move", number_of(bridge, "It rained"), number_of(bridge, "We shall"))
    bridge.edit("render")
    before = bridge.told()
    bridge.change(change)
    bridge.make()
    assert not any(each["collides"] for each in bridge.lines())
    expected = {"It rained all week.": first, "Nobody came to the water. The town waited.": second}
    assert bridge.told() == [
        f"{role}: {expected.get(words, words)}" for role, words in (each.split(": ", 1) for each in before)
    ]


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_moved_half_that_the_article_has_lost_collides_by_itself(bridge: Folder, side: str) -> None:
    bridge.article(f"{BRIDGE}\nIt rained all week. Nobody came to the water. The town waited.\n")
    bridge.make()
    bridge.edit("split", number_of(bridge, "It rained"), "all week.")
    bridge.edit("move", number_of(bridge, "Nobody came"), "4")
    bridge.edit("render")
    before = bridge.told()
    bridge.change((" Nobody came to the water. The town waited.", ""))
    bridge.make()
    assert bridge.told() == before
    (number,) = (str(each["line"]) for each in bridge.lines() if each["collides"])
    assert number == number_of(bridge, "Nobody came")
    bridge.edit("resolve", number, side)
    assert bridge.told() == [each for each in before if side == "--ours" or "Nobody came" not in each]


def test_a_quote_that_the_article_has_lost_is_altered_when_the_merge_is_taken_back(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("words", number_of(bridge, "Monday"), "It was shut.")
    before = bridge.lines()
    (lost,) = [line for line in before if "We shall" in str(line["text"])]
    assert not any(line["altered"] for line in before)
    bridge.change(("We shall see,", "It will pass,"))
    bridge.make()
    assert not any(line["altered"] for line in bridge.lines())
    bridge.edit("undo")
    (altered,) = [line for line in bridge.lines() if line["altered"]]
    assert altered == lost | {"altered": True, "taken_back": ["Mara Lind: It will pass,"]}
    assert "~ The article does not have these words." in bridge.edit()
    bridge.edit("redo")
    assert not any(line["altered"] for line in bridge.lines())


def test_quotes_that_were_joined_are_the_article_s_while_it_has_each_of_them(bridge: Folder) -> None:
    bridge.change(("rain.", "rain. “We shall go,” said Omar Reed. “Never alone.” He left."))
    bridge.make()
    bridge.edit("cut", number_of(bridge, "said Omar Reed."))
    bridge.edit("join", number_of(bridge, "We shall go,"))
    assert "Omar Reed: We shall go, Never alone." in bridge.told()
    assert not any(line["altered"] for line in bridge.lines())
    bridge.change(("Never alone.", "Not alone."))
    bridge.make()
    bridge.edit("undo")
    assert [line["text"] for line in bridge.lines() if line["altered"]] == ["We shall go, Never alone."]


def test_a_line_that_was_moved_and_reworded_in_the_file_is_followed_by_what_the_article_changes(bridge: Folder) -> None:
    bridge.make()
    text = bridge.script.read_text("utf-8")
    closed = "It was closed on Monday after a night of rain.\n\n"
    assert closed in text
    away = text.replace(closed, "").replace(
        "# Credits\n", "It was closed on Monday after two nights of rain.\n\n# Credits\n"
    )
    bridge.script.write_text(away, "utf-8")
    assert [entry.what for entry in podcaster.open_show(bridge.path).open("bridge").history] == [
        "Moved line 4 to 8.",
        "Changed the words of line 8.",
    ]
    bridge.edit("render")
    bridge.change(("closed on Monday", "closed on Tuesday"))
    assert "One place collides" in bridge.make()
    told = bridge.told()
    assert sum("It was closed" in each for each in told) == 1
    number = number_of(bridge, "two nights")
    assert number == "8"
    assert "! The article now has: Narrator: It was closed on Tuesday after a night of rain." in bridge.edit()
    bridge.edit("resolve", number, "--theirs")
    assert bridge.told()[7] == "Narrator: It was closed on Tuesday after a night of rain."
    assert "collides" not in bridge.script.read_text("utf-8")


def test_a_line_that_the_article_has_moved_keeps_what_was_decided_of_it(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("pause", number_of(bridge, "Monday"), "5")
    bridge.edit("cut", number_of(bridge, "Omar Reed said."))
    bridge.edit("render")
    closed = "It was closed on Monday after a night of rain.\n\n"
    bridge.change((closed, ""), ("said Mara Lind.\n\n", f"said Mara Lind.\n\n{closed}"))
    bridge.make()
    (line,) = [line for line in bridge.lines() if "closed" in str(line["text"])]
    assert line["pause"] == 5
    told = bridge.told()
    assert told.index(f"Narrator: {closed.strip()}") == told.index("Narrator: said Mara Lind.") + 1
    assert not any(line["collides"] for line in bridge.lines())


def test_a_line_written_where_a_quote_was_cut_is_not_that_quote(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("insert", "5", "Own here.")
    bridge.edit("cut", "6")
    bridge.edit("render")
    bridge.article((bridge.path / "b.md").read_text("utf-8").replace("We shall", "We will"))
    bridge.make()
    assert "! The article now has: Mara Lind: We will see," in bridge.edit()
    bridge.edit("resolve", "5", "--theirs")
    bridge.edit("render")
    assert "Mara Lind: We will see," in bridge.edit()
    assert "Narrator" not in bridge.run("quotes", str(bridge.path / "b.md"))


@pytest.mark.parametrize("back", ["the same", "other words", "another quote", "elsewhere"])
def test_what_the_article_has_again_comes_back_to_the_line_that_stayed_for_it(bridge: Folder, back: str) -> None:
    bridge.make()
    bridge.edit("words", number_of(bridge, "Monday"), "It was shut.")
    bridge.edit("assign", number_of(bridge, "We shall"), "Omar Reed")
    bridge.edit("render")
    before = bridge.told()
    closed, quote = "It was closed on Monday after a night of rain.\n\n", "“We shall see,” said Mara Lind.\n\n"
    bridge.change((closed, ""), (quote, ""))
    bridge.make()
    assert sum(bool(line["collides"]) for line in bridge.lines()) == 2
    again = {
        "the same": BRIDGE,
        "other words": BRIDGE.replace("a night", "a day"),
        "another quote": BRIDGE.replace("We shall see", "We shall soon see"),
        "elsewhere": BRIDGE.replace(closed, "") + f"\n{closed}",
    }[back]
    bridge.article(again)
    bridge.make()
    script = bridge.script.read_text("utf-8")
    before = [each.replace("shall see", "shall soon see") if back == "another quote" else each for each in before]
    if back == "elsewhere":
        assert sorted(bridge.told()) == sorted(before)
    else:
        assert bridge.told() == before
    assert script.count("collides") == (back == "other words")
    assert (("a day of rain" in script), "(taken out)" in script) == (back == "other words", False)


def test_what_another_template_leaves_out_is_there_once_when_the_first_one_writes_again(bridge: Folder) -> None:
    bridge.make()
    bridge.edit("assign", number_of(bridge, "It is loud"), "Ida Moss")
    bridge.edit("render")
    before = bridge.told()
    (bridge.path / "scripts").mkdir(exist_ok=True)
    short = "{% extends '_base.fountain.j2' %}{% block body %}\n# The end\n\nThat is all.\n{% endblock %}"
    (bridge.path / "scripts" / "short.fountain.j2").write_text(short, "utf-8")
    bridge.run("make", "--template", "short", str(bridge.path / "b.md"))
    assert any(line["collides"] for line in bridge.lines())
    bridge.run("make", "--template", "narration", str(bridge.path / "b.md"))
    assert bridge.told() == before
    assert "collides" not in bridge.script.read_text("utf-8")


@pytest.mark.parametrize("edited", [True, False])
def test_the_template_of_a_project_goes_on_unless_another_is_asked_for(bridge: Folder, *, edited: bool) -> None:
    bridge.run("make", "--template", "quotes", str(bridge.path / "b.md"))
    if edited:
        bridge.edit("words", number_of(bridge, "The Bridge"), "Of the bridge.")
    before = bridge.told()
    bridge.change(("We shall see", "We will see"))
    bridge.make()
    assert bridge.told() == [each.replace("We shall see", "We will see") for each in before]
    assert not any(line["collides"] for line in bridge.lines())
    written = podcaster.open_show(bridge.path).write(bridge.path / "b.md")
    assert [f"{line.role}: {line.text}" for line in written.script.lines] == bridge.told()
    bridge.run("make", "--template", "narration", str(bridge.path / "b.md"))
    assert any("night of rain" in each for each in bridge.told())


def test_a_project_whose_template_is_gone_is_written_with_that_of_the_show(bridge: Folder) -> None:
    (bridge.path / "scripts").mkdir(exist_ok=True)
    own = bridge.path / "scripts" / "own.fountain.j2"
    own.write_text("{% extends '_base.fountain.j2' %}{% block body %}\n# A\n\nThat is all.\n{% endblock %}", "utf-8")
    bridge.run("make", "--template", "own", str(bridge.path / "b.md"))
    own.unlink()
    bridge.make()
    assert any("night of rain" in each for each in bridge.told())
