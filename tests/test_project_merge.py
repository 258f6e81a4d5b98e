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
from tests.folders import BRIDGE, Folder, number_of

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


def test_what_was_decided_of_a_line_stays_when_the_article_changes_its_words(folder: Folder) -> None:
    folder.make()
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("assign", number_of(folder, "Monday"), "Omar Reed")
    folder.edit("pause", number_of(folder, "Monday"), "5")
    folder.edit("render")
    folder.change(("We shall", "We will"), ("on Monday", "on Tuesday"))
    folder.make()
    told = folder.told()
    assert "Omar Reed: We will see," in told
    assert "Omar Reed: It was closed on Tuesday after a night of rain." in told
    assert next(line["pause"] for line in folder.lines() if "Tuesday" in str(line["text"])) == 5
    assert not any(line["collides"] or line["doubt"] for line in folder.lines())
    corrections = (folder.path / "voices/corrections.toml").read_text("utf-8")
    assert 'words = "We will see,"' in corrections
    folder.change(("We will", "We must"))  # the correction is in what the template writes by now
    folder.make()
    folder.make()
    assert "Omar Reed: We must see," in folder.told()
    folder.run("make", str(folder.path / "b.md"), "--force")
    assert "Omar Reed: We must see," in folder.told()


def test_where_both_changed_the_words_the_speaker_that_one_named_is_no_collision(folder: Folder) -> None:
    folder.make()
    number = number_of(folder, "We shall")
    folder.edit("assign", number, "Omar Reed")
    folder.edit("words", "--unlock", number, "We may see,")
    folder.edit("render")
    folder.change(("We shall", "We will"))
    assert "One place collides" in folder.make()
    assert "! The article now has: Omar Reed: We will see," in folder.edit()
    folder.edit("resolve", number, "--theirs")
    (line,) = [line for line in folder.lines() if "see," in str(line["text"])]
    assert (line["role"], line["text"], line["altered"]) == ("Omar Reed", "We will see,", False)


def test_where_nothing_collides_the_lines_that_do_are_named_in_the_numbers_that_were_given(folder: Folder) -> None:
    folder.make()
    one, other, elsewhere = (number_of(folder, words) for words in ("Monday", "It is loud", "We shall"))
    for number in (one, other):
        folder.edit("words", "--unlock", number, "Own words.")
    folder.edit("render")
    folder.change(("Monday", "Tuesday"), ("loud", "quiet"))
    folder.make()
    project, here = podcaster.open_show(folder.path).open("bridge"), int(elsewhere) - 1
    for told in (f"lines {one} and {other} do.", f"line {other} does.", None):
        sentence = f"Nothing collides at line {elsewhere}" + (f"; {told}" if told else ", nor at any other.")
        refused = folder.run("edit", "bridge", "resolve", elsewhere, code=2)
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
def test_a_line_that_comes_back_from_the_article_corrects_nobody(folder: Folder, words: str) -> None:
    folder.make()
    folder.edit("cut", number_of(folder, words))
    folder.edit("render")
    folder.change((words, f"{words} now"))
    folder.make()
    folder.take_theirs()
    folder.edit("render")
    assert sum(f"{words} now" in line for line in folder.told()) == 1
    assert not any(line["altered"] or line["collides"] for line in folder.lines())
    assert corrections_of(folder) == ""
    assert "Mara Lind" in folder.run("quotes", str(folder.path / "b.md"))


def test_a_quote_s_note_at_words_that_are_not_the_quote_s_corrects_nobody(folder: Folder) -> None:
    """However it came there: in a script of an older version, or by hand."""
    folder.make()
    text = folder.script.read_text("utf-8")
    (note,) = re.findall(r"@Mara Lind (\[\[.*\]\])", text)
    words = "It was closed on Monday after a night of rain."
    folder.script.write_text(text.replace(words, f"{words} {note}"), "utf-8")
    folder.edit("render")
    assert corrections_of(folder) == ""
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("words", number_of(folder, "We shall"), "I cannot tell.", "--unlock")
    folder.edit("render")
    assert 'speaker = "Omar Reed"' in corrections_of(folder)
    assert "Narrator" not in corrections_of(folder)


def test_of_quotes_with_the_same_words_the_one_comes_back_that_was_cut(folder: Folder) -> None:
    folder.article(f"{BRIDGE}\n\n“It is so,” Mara Lind said.\n\n“It was so,” Omar Reed said.\n")
    folder.make()
    folder.edit("cut", number_of(folder, "It was so,"))
    folder.edit("render")
    folder.change(("It was so", "It is so"))
    folder.make()
    folder.take_theirs()
    folder.edit("render")
    assert [line for line in folder.told() if "It is so," in line] == ["Mara Lind: It is so,", "Omar Reed: It is so,"]
    assert corrections_of(folder) == ""


THREE = ["Mara Lind: We shall see,", "Narrator: said Mara Lind.", "Omar Reed: It is loud,"]


@pytest.mark.parametrize("first", ["words", "move"])
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_line_that_was_moved_and_is_another_one_by_now_collides_where_it_stands(
    folder: Folder, first: str, *, by_hand: bool
) -> None:
    folder.make()
    if first == "words":
        folder.edit("words", "4", "It was closed early.")
        folder.edit("move", "4", "7")
    else:
        folder.edit("move", "4", "7")
        folder.edit("words", "7", "It was closed early.")
    if by_hand:  # once more, and the history has it too
        text = folder.script.read_text("utf-8")
        folder.script.write_text(text.replace("It was closed early.", "Nobody could pass here."), "utf-8")
    folder.edit("render")
    folder.change(("Monday", "Sunday"))
    folder.make()
    (line,) = (line for line in folder.lines() if line["collides"])
    assert line["text"] == ("Nobody could pass here." if by_hand else "It was closed early.")
    folder.edit("resolve", str(line["line"]), "--theirs")
    folder.edit("render")
    assert folder.told()[3:7] == [*THREE, "Narrator: It was closed on Sunday after a night of rain."]
    assert "closed early" not in folder.script.read_text("utf-8")
    assert not any(line["altered"] or line["collides"] for line in folder.lines())
    assert corrections_of(folder) == ""


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_collision_that_was_moved_tells_what_the_article_has_now(folder: Folder, side: str) -> None:
    folder.make()
    folder.edit("words", "4", "It was closed early.")
    folder.edit("render")
    folder.change(("Monday", "Friday"))
    folder.make()
    folder.edit("move", "4", "7")
    folder.edit("render")
    folder.change(("Friday", "Thursday"))
    folder.make()
    (line,) = (line for line in folder.lines() if line["collides"])
    thursday = "Narrator: It was closed on Thursday after a night of rain."
    assert (line["text"], line["collides"]) == ("It was closed early.", [thursday])
    folder.edit("resolve", "7", side)
    assert folder.told()[3:7] == [*THREE, thursday if side == "--theirs" else "Narrator: It was closed early."]


def test_a_line_that_the_article_has_brought_later_is_followed_too(folder: Folder) -> None:
    folder.make()
    folder.edit("words", "2", "The old bridge.")  # so that the next script is merged
    folder.edit("render")
    folder.change(("“It is loud,”", "Nobody came by that night.\n\n“It is loud,”"))
    folder.make()
    folder.edit("words", number_of(folder, "Nobody came"), "It stood empty.")
    folder.edit("move", number_of(folder, "It stood"), "4")
    folder.edit("undo")
    folder.edit("move", number_of(folder, "It stood"), "5")
    folder.edit("render")
    folder.change(("came by that night", "came by that day"))
    folder.make()
    (line,) = (line for line in folder.lines() if line["collides"])
    assert (line["line"], line["text"]) == (5, "It stood empty.")
    assert line["collides"] == ["Narrator: Nobody came by that day."]


def test_a_line_may_collide_by_itself_and_have_a_cut_one_noted_at_it(folder: Folder) -> None:
    folder.make()
    folder.edit("words", "5", "We shall know,", "--unlock")
    folder.edit("cut", "4")
    folder.edit("render")
    folder.change(("Monday", "Sunday"), ("We shall", "We will"))
    folder.make()
    folder.change(("Sunday", "Tuesday"))
    folder.make()
    folder.change(("We will", "We must"))
    folder.make()
    tuesday = "Narrator: It was closed on Tuesday after a night of rain."
    assert f"! The article now has: {tuesday} (before this line, where it was cut)" in folder.edit()
    assert "! The article now has: Mara Lind: We must see,\n" in folder.edit()
    folder.edit("resolve", "4", "--theirs")
    assert folder.told()[3:6] == [tuesday, "Mara Lind: We must see,", "Narrator: said Mara Lind."]
    assert not any(line["altered"] or line["collides"] for line in folder.lines())
    folder.edit("render")
    assert corrections_of(folder) == ""


def test_an_edited_title_is_the_episode_s_after_a_merge(folder: Folder) -> None:
    folder.make()
    folder.script.write_text(re.sub("(?m)^Title: .*", "Title: Bridge shut", folder.script.read_text("utf-8")), "utf-8")
    folder.edit("render")
    folder.change(("Monday", "Tuesday"))
    folder.make()
    made = (folder.script.parent / "episode.json").read_text("utf-8")
    assert json.loads(made)["title"] == "Bridge shut"
    folder.edit("render")
    assert json.loads((folder.script.parent / "episode.json").read_text("utf-8"))["title"] == "Bridge shut"


def test_a_line_that_was_split_stays_split_and_has_the_article_s_new_words(folder: Folder) -> None:
    folder.change(("a night of rain.", "a night of rain. Nobody was hurt at all."))
    folder.make()
    number = number_of(folder, "Monday")
    folder.edit("split", number, "of rain.")
    folder.edit("render")
    folder.change(("Nobody was hurt", "Nobody was even hurt"))
    folder.make()
    told = folder.told()
    assert "Narrator: It was closed on Monday after a night of rain." in told
    assert "Narrator: Nobody was even hurt at all." in told
    assert not any(line["collides"] for line in folder.lines())


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_collision_at_a_line_that_was_split_is_of_both_halves(folder: Folder, side: str) -> None:
    folder.change(("a night of rain.", "a night of rain. Nobody was hurt at all."))
    folder.make()
    number = number_of(folder, "Monday")
    folder.edit("split", number, "of rain.")
    folder.edit("words", str(int(number) + 1), "Nobody was hurt there.")
    folder.edit("render")
    folder.change(("Nobody was hurt", "Nobody was even hurt"))
    folder.make()
    (collision,) = podcaster.open_show(folder.path).open("bridge").collisions
    assert collision.mine == (
        "Narrator: It was closed on Monday after a night of rain.",
        "Narrator: Nobody was hurt there.",
    )
    folder.edit("resolve", number, side)
    told = " ".join(folder.told())
    assert told.count("night of rain") == 1
    assert ("even hurt" in told) == (side == "--theirs")
    assert not podcaster.open_show(folder.path).open("bridge").collisions
    assert "collides" not in folder.script.read_text("utf-8")


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_title_and_an_author_that_both_changed_are_shown_and_settled(folder: Folder, side: str) -> None:
    folder.make()
    text = folder.script.read_text("utf-8")
    for old, new in (("Title: .*", "Title: Bridge shut"), ("Author: .*", "Author: Anna Poe")):
        assert re.search(old, text)
        text = re.sub(old, new, text, count=1)
    folder.script.write_text(text, "utf-8")
    folder.edit("render")
    folder.change(("# The Bridge", "# The old Bridge"), ("By Ann Poe", "By A. N. Poe"))
    folder.make()
    assert "Narrator: The Bridge." in folder.told()  # what says the title is not the article's while that is not
    shown = folder.edit()
    for each in ("Title: The old Bridge", "Author: A. N. Poe", "Narrator: The old Bridge."):
        assert f"! The article now has: {each}" in shown
    for number in [str(line["line"]) for line in folder.lines() if line["collides"]]:
        folder.edit("resolve", number, side)
    assert ("Narrator: The old Bridge." in folder.told()) == (side == "--theirs")
    text = folder.script.read_text("utf-8")
    for each in ("Title: The old Bridge", "Author: A. N. Poe", "# The old Bridge"):
        assert (each in text) == (side == "--theirs")
    assert ("Title: Bridge shut" in text) == (side == "--ours")
    assert "collides" not in text


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_heading_that_both_changed_is_shown_and_settled(folder: Folder, side: str) -> None:
    body = "It stays shut until the end of the year, the council decided on Friday.\n"
    folder.article(f"{BRIDGE}\n## What comes next\n\n{body}")
    folder.make()
    text = folder.script.read_text("utf-8")
    assert "# What comes next" in text
    folder.script.write_text(text.replace("# What comes next", "# What happens next"), "utf-8")
    folder.edit("render")
    folder.change(("What comes next", "What follows"))
    folder.make()
    assert "! The article now has: Heading: What follows" in folder.edit()
    number = next(str(line["line"]) for line in folder.lines() if line["collides"])
    folder.edit("resolve", number, side)
    text = folder.script.read_text("utf-8")
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
def test_a_heading_taken_out_here_and_renamed_in_the_article_is_shown_and_comes_back(folder: Folder, side: str) -> None:
    folder.article(CHAPTERS)
    folder.make()
    before = chapters(folder)
    folder.script.write_text(folder.script.read_text("utf-8").replace("# What happens next\n", ""), "utf-8")
    folder.edit("render")
    without = chapters(folder)
    folder.change(("## What happens next", "## What comes next"))
    folder.make()
    assert "! The article now has: Heading: What comes next" in folder.edit()
    (number,) = (str(line["line"]) for line in folder.lines() if line["collides"])
    folder.edit("resolve", number, side)
    assert "collides" not in folder.script.read_text("utf-8")
    expected = before if side == "--theirs" else without
    renamed = [
        (title.replace("happens", "comes"), [text.replace("happens", "comes") for text in lines])
        for title, lines in expected
    ]
    assert chapters(folder) == renamed
    folder.edit("render")
    assert chapters(folder) == renamed


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_heading_renamed_here_and_taken_out_in_the_article_is_shown_and_settled(folder: Folder, side: str) -> None:
    folder.article(CHAPTERS)
    folder.make()
    folder.script.write_text(
        folder.script.read_text("utf-8").replace("# What happens next", "# What comes next"), "utf-8"
    )
    folder.edit("render")
    folder.change(("## What happens next\n\n", ""))
    folder.make()
    assert "! The article now has: Heading: (taken out)" in folder.edit()
    (number,) = (str(line["line"]) for line in folder.lines() if line["collides"])
    folder.edit("resolve", number, side)
    assert ("What comes next" in dict(chapters(folder))) == (side == "--ours")
    assert sum("Nothing at all is planned." in lines for _, lines in chapters(folder)) == 1


def test_a_line_cut_from_the_end_of_its_chapter_comes_back_there(folder: Folder) -> None:
    folder.article(CHAPTERS)
    folder.make()
    folder.edit("cut", number_of(folder, "Nothing at all"))
    folder.edit("render")
    folder.change(("Nothing at all", "Nothing much"))
    folder.make()
    folder.take_theirs()
    assert ("What happens next", ["What happens next", "Nothing much is planned."]) in chapters(folder)
    assert ("The end", ["The end", "It ends."]) in chapters(folder)


def test_a_chapter_that_was_cut_comes_back_with_its_heading_and_before_the_next_one(folder: Folder) -> None:
    folder.article(CHAPTERS)
    folder.make()
    before = chapters(folder)
    text = folder.script.read_text("utf-8")
    start, end = text.index("# What happens next"), text.index("# The end")
    folder.script.write_text(text[:start] + text[end:], "utf-8")
    folder.edit("render")
    folder.change(("Nothing at all", "Nothing much"), ("What happens next", "What comes next"))
    folder.make()
    folder.take_theirs()
    assert chapters(folder) == [
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
def test_an_episode_of_an_older_version_that_was_edited_is_merged(folder: Folder, *, rendered: bool) -> None:
    folder.make()
    forget(folder)
    folder.edit("words", number_of(folder, "said Mara"), "says Mara Lind.")
    if rendered:
        folder.edit("render")
    folder.change(("Monday", "Tuesday"))
    folder.make()
    told = folder.told()
    assert "Narrator: says Mara Lind." in told
    assert "Narrator: It was closed on Tuesday after a night of rain." in told
    assert not any(line["collides"] for line in folder.lines())


def test_an_older_episode_edited_before_anybody_kept_it_shows_what_the_article_has(folder: Folder) -> None:
    folder.make()
    forget(folder)
    text = folder.script.read_text("utf-8")
    folder.script.write_text(text.replace("said Mara Lind.", "says Mara Lind."), "utf-8")
    folder.change(("Monday", "Tuesday"), ("# The Bridge", "# The old Bridge"))
    folder.article((folder.path / "b.md").read_text("utf-8") + "\nNobody else was asked about the bridge at all.\n")
    folder.make()
    told, shown = folder.told(), " ".join(folder.edit().split())
    assert "Narrator: says Mara Lind." in told
    for each in ("said Mara Lind.", "It was closed on Tuesday", "Nobody else was asked", "Title: The old Bridge"):
        assert each in shown
    for line in sorted((line for line in folder.lines() if line["collides"]), key=lambda line: -int(str(line["line"]))):
        folder.edit("resolve", str(line["line"]), "--theirs")
    assert "Narrator: Nobody else was asked about the bridge at all." in folder.told()
    assert "Narrator: It was closed on Tuesday after a night of rain." in folder.told()
    assert "collides" not in folder.script.read_text("utf-8")


def test_a_mistake_in_an_edited_script_is_told_with_its_place(folder: Folder) -> None:
    folder.make()
    folder.script.write_text(folder.script.read_text("utf-8").replace("> SOUND: theme", "> SOUND theme", 1), "utf-8")
    folder.change(("Monday", "Tuesday"))
    with pytest.raises(podcaster.PodcasterError, match=r"there is a mistake in it: script.fountain:\d+:\d+"):
        podcaster.open_show(folder.path).write(folder.path / "b.md")


def test_a_line_that_was_moved_has_the_article_s_new_words_at_its_new_place(folder: Folder) -> None:
    folder.make()
    folder.edit("move", number_of(folder, "Monday"), number_of(folder, "Omar Reed said."))
    folder.edit("render")
    folder.change(("Monday", "Tuesday"))
    folder.make()
    told = folder.told()
    closed = "Narrator: It was closed on Tuesday after a night of rain."
    assert told.index(closed) == told.index("Narrator: Omar Reed said.") + 1
    assert not any("Monday" in each for each in told)
    assert not any(line["collides"] for line in folder.lines())


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
    folder: Folder, line: str, to: int, change: tuple[str, str], first: str, second: str
) -> None:
    folder.article(f"{BRIDGE}\nIt rained all week. Nobody came to the water. The town waited.\n")
    folder.make()
    folder.edit("split", number_of(folder, "It rained"), "all week.")
    folder.edit("move", number_of(folder, "Nobody came"), str(to))
    if line == "whole":
        folder.edit("move", number_of(folder, "It rained"), number_of(folder, "We shall"))
    folder.edit("render")
    before = folder.told()
    folder.change(change)
    folder.make()
    assert not any(each["collides"] for each in folder.lines())
    expected = {"It rained all week.": first, "Nobody came to the water. The town waited.": second}
    assert folder.told() == [
        f"{role}: {expected.get(words, words)}" for role, words in (each.split(": ", 1) for each in before)
    ]


@pytest.mark.parametrize("side", ["--theirs", "--ours"])
def test_a_moved_half_that_the_article_has_lost_collides_by_itself(folder: Folder, side: str) -> None:
    folder.article(f"{BRIDGE}\nIt rained all week. Nobody came to the water. The town waited.\n")
    folder.make()
    folder.edit("split", number_of(folder, "It rained"), "all week.")
    folder.edit("move", number_of(folder, "Nobody came"), "4")
    folder.edit("render")
    before = folder.told()
    folder.change((" Nobody came to the water. The town waited.", ""))
    folder.make()
    assert folder.told() == before
    (number,) = (str(each["line"]) for each in folder.lines() if each["collides"])
    assert number == number_of(folder, "Nobody came")
    folder.edit("resolve", number, side)
    assert folder.told() == [each for each in before if side == "--ours" or "Nobody came" not in each]


def test_a_quote_that_the_article_has_lost_is_altered_when_the_merge_is_taken_back(folder: Folder) -> None:
    folder.make()
    folder.edit("words", number_of(folder, "Monday"), "It was shut.")
    before = folder.lines()
    (lost,) = [line for line in before if "We shall" in str(line["text"])]
    assert not any(line["altered"] for line in before)
    folder.change(("We shall see,", "It will pass,"))
    folder.make()
    assert not any(line["altered"] for line in folder.lines())
    folder.edit("undo")
    (altered,) = [line for line in folder.lines() if line["altered"]]
    assert altered == lost | {"altered": True, "taken_back": ["Mara Lind: It will pass,"]}
    assert "~ The article does not have these words." in folder.edit()
    folder.edit("redo")
    assert not any(line["altered"] for line in folder.lines())


def test_quotes_that_were_joined_are_the_article_s_while_it_has_each_of_them(folder: Folder) -> None:
    folder.change(("rain.", "rain. “We shall go,” said Omar Reed. “Never alone.” He left."))
    folder.make()
    folder.edit("cut", number_of(folder, "said Omar Reed."))
    folder.edit("join", number_of(folder, "We shall go,"))
    assert "Omar Reed: We shall go, Never alone." in folder.told()
    assert not any(line["altered"] for line in folder.lines())
    folder.change(("Never alone.", "Not alone."))
    folder.make()
    folder.edit("undo")
    assert [line["text"] for line in folder.lines() if line["altered"]] == ["We shall go, Never alone."]


def test_a_line_that_was_moved_and_reworded_in_the_file_is_followed_by_what_the_article_changes(folder: Folder) -> None:
    folder.make()
    text = folder.script.read_text("utf-8")
    closed = "It was closed on Monday after a night of rain.\n\n"
    assert closed in text
    away = text.replace(closed, "").replace(
        "# Credits\n", "It was closed on Monday after two nights of rain.\n\n# Credits\n"
    )
    folder.script.write_text(away, "utf-8")
    assert [entry.what for entry in podcaster.open_show(folder.path).open("bridge").history] == [
        "Moved line 4 to 8.",
        "Changed the words of line 8.",
    ]
    folder.edit("render")
    folder.change(("closed on Monday", "closed on Tuesday"))
    assert "One place collides" in folder.make()
    told = folder.told()
    assert sum("It was closed" in each for each in told) == 1
    number = number_of(folder, "two nights")
    assert number == "8"
    assert "! The article now has: Narrator: It was closed on Tuesday after a night of rain." in folder.edit()
    folder.edit("resolve", number, "--theirs")
    assert folder.told()[7] == "Narrator: It was closed on Tuesday after a night of rain."
    assert "collides" not in folder.script.read_text("utf-8")


def test_a_line_that_the_article_has_moved_keeps_what_was_decided_of_it(folder: Folder) -> None:
    folder.make()
    folder.edit("pause", number_of(folder, "Monday"), "5")
    folder.edit("cut", number_of(folder, "Omar Reed said."))
    folder.edit("render")
    closed = "It was closed on Monday after a night of rain.\n\n"
    folder.change((closed, ""), ("said Mara Lind.\n\n", f"said Mara Lind.\n\n{closed}"))
    folder.make()
    (line,) = [line for line in folder.lines() if "closed" in str(line["text"])]
    assert line["pause"] == 5
    told = folder.told()
    assert told.index(f"Narrator: {closed.strip()}") == told.index("Narrator: said Mara Lind.") + 1
    assert not any(line["collides"] for line in folder.lines())


def test_a_line_written_where_a_quote_was_cut_is_not_that_quote(folder: Folder) -> None:
    folder.make()
    folder.edit("insert", "5", "Own here.")
    folder.edit("cut", "6")
    folder.edit("render")
    folder.article((folder.path / "b.md").read_text("utf-8").replace("We shall", "We will"))
    folder.make()
    assert "! The article now has: Mara Lind: We will see," in folder.edit()
    folder.edit("resolve", "5", "--theirs")
    folder.edit("render")
    assert "Mara Lind: We will see," in folder.edit()
    assert "Narrator" not in folder.run("quotes", str(folder.path / "b.md"))


@pytest.mark.parametrize("back", ["the same", "other words", "another quote", "elsewhere"])
def test_what_the_article_has_again_comes_back_to_the_line_that_stayed_for_it(folder: Folder, back: str) -> None:
    folder.make()
    folder.edit("words", number_of(folder, "Monday"), "It was shut.")
    folder.edit("assign", number_of(folder, "We shall"), "Omar Reed")
    folder.edit("render")
    before = folder.told()
    closed, quote = "It was closed on Monday after a night of rain.\n\n", "“We shall see,” said Mara Lind.\n\n"
    folder.change((closed, ""), (quote, ""))
    folder.make()
    assert sum(bool(line["collides"]) for line in folder.lines()) == 2
    again = {
        "the same": BRIDGE,
        "other words": BRIDGE.replace("a night", "a day"),
        "another quote": BRIDGE.replace("We shall see", "We shall soon see"),
        "elsewhere": BRIDGE.replace(closed, "") + f"\n{closed}",
    }[back]
    folder.article(again)
    folder.make()
    script = folder.script.read_text("utf-8")
    before = [each.replace("shall see", "shall soon see") if back == "another quote" else each for each in before]
    if back == "elsewhere":
        assert sorted(folder.told()) == sorted(before)
    else:
        assert folder.told() == before
    assert script.count("collides") == (back == "other words")
    assert (("a day of rain" in script), "(taken out)" in script) == (back == "other words", False)


def test_what_another_template_leaves_out_is_there_once_when_the_first_one_writes_again(folder: Folder) -> None:
    folder.make()
    folder.edit("assign", number_of(folder, "It is loud"), "Ida Moss")
    folder.edit("render")
    before = folder.told()
    (folder.path / "scripts").mkdir(exist_ok=True)
    short = "{% extends '_base.fountain.j2' %}{% block body %}\n# The end\n\nThat is all.\n{% endblock %}"
    (folder.path / "scripts" / "short.fountain.j2").write_text(short, "utf-8")
    folder.run("make", "--template", "short", str(folder.path / "b.md"))
    assert any(line["collides"] for line in folder.lines())
    folder.run("make", "--template", "narration", str(folder.path / "b.md"))
    assert folder.told() == before
    assert "collides" not in folder.script.read_text("utf-8")


@pytest.mark.parametrize("edited", [True, False])
def test_the_template_of_a_project_goes_on_unless_another_is_asked_for(folder: Folder, *, edited: bool) -> None:
    folder.run("make", "--template", "quotes", str(folder.path / "b.md"))
    if edited:
        folder.edit("words", number_of(folder, "The Bridge"), "Of the bridge.")
    before = folder.told()
    folder.change(("We shall see", "We will see"))
    folder.make()
    assert folder.told() == [each.replace("We shall see", "We will see") for each in before]
    assert not any(line["collides"] for line in folder.lines())
    written = podcaster.open_show(folder.path).write(folder.path / "b.md")
    assert [f"{line.role}: {line.text}" for line in written.script.lines] == folder.told()
    folder.run("make", "--template", "narration", str(folder.path / "b.md"))
    assert any("night of rain" in each for each in folder.told())


def test_a_project_whose_template_is_gone_is_written_with_that_of_the_show(folder: Folder) -> None:
    (folder.path / "scripts").mkdir(exist_ok=True)
    own = folder.path / "scripts" / "own.fountain.j2"
    own.write_text("{% extends '_base.fountain.j2' %}{% block body %}\n# A\n\nThat is all.\n{% endblock %}", "utf-8")
    folder.run("make", "--template", "own", str(folder.path / "b.md"))
    own.unlink()
    folder.make()
    assert any("night of rain" in each for each in folder.told())
