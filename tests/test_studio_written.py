"""What somebody writes in the studio stays in the page until it is kept, whatever is refused and whoever is there."""

from __future__ import annotations

import resource
from contextlib import contextmanager

import pytest

from tests import commands
from tests.studios import found_by_axe, go_to, keys, press, save, settled, tab, text_of, until

pytest.importorskip("starlette", reason="starlette is not installed")

AREA = "main textarea"
MONDAY = "The bridge was closed on Monday."
WALL = "Somebody had written on the wall."


@contextmanager
def full(studio):
    """A disk that takes nothing any more."""
    limits = resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE)
    history = studio.folder / "history.jsonl"
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, (history.stat().st_size + 10, limits[1]))
    yield
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, limits)


def beside(studio, *arguments):
    """Another program changes the same episode."""
    told = commands.run(["--show", str(studio.show), "edit", studio.folder.name, *map(str, arguments)])
    assert told.returncode == 0, told.stderr


def number_of(studio, words):
    return next(line["i"] for line in studio.state()["lines"] if words in line["text"])


def line_of(studio, browser, words):
    """A line in the page, once the page has it where the server has it."""
    place = f'[data-line="{number_of(studio, words)}"]'
    until(lambda: words in text_of(browser, place))
    return place


def texts(studio):
    return [line["text"] for line in studio.state()["lines"]]


def value_of(browser, selector):
    return browser.execute_script("return document.querySelector(arguments[0])?.value", selector)


def writing(studio, browser, words, more):
    """Begin to write at a line."""
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "2")
    press(browser, line_of(studio, browser, words), "e")
    keys(browser, Keys.END, more)
    assert value_of(browser, AREA) == words + more


def has_keyboard(browser, selector):
    return browser.execute_script("return document.activeElement.matches(arguments[0])", selector)


def test_words_that_a_full_disk_refuses_stay_and_are_kept_when_there_is_room(studio, browser):
    studio.do("insert", line=0, role="Narrator", text="This was confirmed.")
    with full(studio):
        writing(studio, browser, MONDAY, " It rained.")
        save(browser)
        until(lambda: "Free some space, and do it again." in text_of(browser, "#status"))
        assert value_of(browser, AREA) == f"{MONDAY} It rained."
        tab(browser, "cast")
        tab(browser, "script")
        assert value_of(browser, AREA) == f"{MONDAY} It rained."
    browser.execute_script("document.querySelector(arguments[0]).focus()", AREA)
    save(browser)
    until(lambda: f"{MONDAY} It rained." in texts(studio))
    until(lambda: has_keyboard(browser, ".line"))
    assert text_of(browser, "#status") == ""  # not that it was refused


def test_a_question_whose_answer_is_refused_comes_back_with_it_and_with_the_reason(studio, browser):
    from selenium.webdriver.common.keys import Keys

    studio.do("insert", line=0, role="Narrator", text="This was confirmed.")
    go_to(browser, "2")
    until(lambda: "This was confirmed." in text_of(browser))
    with full(studio):
        press(browser, '[data-line="0"]', "i")
        until(lambda: has_keyboard(browser, "dialog select"))
        keys(browser, Keys.TAB, "A whole paragraph.", Keys.TAB, Keys.TAB, Keys.ENTER)
        until(lambda: "Free some space" in text_of(browser, "dialog[open] .told"))
        assert value_of(browser, "dialog textarea") == "A whole paragraph."
        assert found_by_axe(browser) == []
    press(browser, "dialog button.main")
    until(lambda: "A whole paragraph." in texts(studio))
    until(lambda: not browser.find_elements("css selector", "dialog[open]"))
    go_to(browser, "3")
    press(browser, 'tr[data-role="Tom Berg"] button[aria-label^="Rename"]')
    until(lambda: has_keyboard(browser, "dialog input"))
    keys(browser, "Mara Lind", Keys.ENTER)
    until(lambda: "Mara Lind" in text_of(browser, "dialog[open] .told"))
    keys(browser, "Thomas Berg", Keys.ENTER)
    until(lambda: any(each["name"] == "Thomas Berg" for each in studio.state()["cast"]))


def test_what_is_written_stays_at_its_line_while_another_program_changes_others(studio, browser):
    writing(studio, browser, WALL, " It was")
    beside(studio, "insert", 1, "From another program.")
    until(lambda: "From another program." in text_of(browser))
    assert has_keyboard(browser, AREA)
    keys(browser, " red.")
    save(browser)
    until(lambda: f"{WALL} It was red." in texts(studio))
    until(lambda: f"{WALL} It was red." in text_of(browser, '.line[aria-current="true"]'))
    assert MONDAY in texts(studio)


def test_what_is_written_at_a_line_that_another_program_changes_is_put_in_by_itself(studio, browser):
    writing(studio, browser, WALL, " It was red.")
    beside(studio, "words", number_of(studio, WALL) + 1, "A hand had written on the wall.")
    until(lambda: "What you have written is still here" in text_of(browser))
    assert value_of(browser, AREA) == f"{WALL} It was red."
    assert "A hand had written on the wall." in text_of(browser)
    assert has_keyboard(browser, AREA)
    keys(browser, " Or blue.")  # where one has been
    save(browser)
    until(lambda: f"{WALL} It was red. Or blue." in texts(studio))
    assert "A hand had written on the wall." in texts(studio)
    until(lambda: not browser.find_elements("css selector", AREA))


def test_what_is_written_takes_the_place_of_what_another_program_has_written_there(studio, browser):
    writing(studio, browser, WALL, " It was red.")
    count = len(texts(studio))
    beside(studio, "words", number_of(studio, WALL) + 1, "A hand had written on the wall.")
    until(lambda: "What you have written is still here" in text_of(browser))
    press(browser, f"{AREA} ~ .row button:nth-child(2)")
    until(lambda: f"{WALL} It was red." in texts(studio))
    assert "A hand had written on the wall." not in texts(studio)
    assert len(texts(studio)) == count


def test_where_one_writes_all_of_it_is_in_view(studio, browser):
    go_to(browser, "2")
    browser.set_window_size(1000, 500)
    place = line_of(studio, browser, WALL)
    browser.execute_script(f"document.querySelector('{place}').scrollIntoView({{ block: 'end' }})")
    press(browser, place, "e")
    box = browser.execute_script(
        "const [a, b] = ['main textarea ~ .row', 'main'].map((each) => document.querySelector(each));"
        "return [a.getBoundingClientRect().bottom, b.getBoundingClientRect().bottom];"
    )
    assert box[0] <= box[1]


def test_words_are_split_as_they_are_written(studio, browser):
    from selenium.webdriver.common.keys import Keys

    writing(studio, browser, MONDAY, " It rained all day.")
    keys(browser, *[Keys.ARROW_LEFT] * len(" It rained all day."))
    press(browser, f"{AREA} ~ .row button:nth-child(2)")
    until(lambda: "It rained all day." in texts(studio))
    assert MONDAY in texts(studio)


def test_a_question_about_a_line_is_about_that_line_wherever_it_stands_by_then(studio, browser):
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "2")
    press(browser, line_of(studio, browser, WALL), "m")
    until(lambda: has_keyboard(browser, "dialog select"))
    keys(browser, Keys.TAB, "2.5")
    beside(studio, "insert", 1, "From another program.")
    until(lambda: "From another program." in text_of(browser))
    keys(browser, Keys.ENTER)
    until(lambda: studio.state()["lines"][number_of(studio, WALL)]["pause"] == 2.5)
    assert [line["text"] for line in studio.state()["lines"] if line["pause"] == 2.5] == [WALL]
    press(browser, line_of(studio, browser, WALL), "m")
    until(lambda: has_keyboard(browser, "dialog select"))
    keys(browser, Keys.END, Keys.TAB, Keys.ENTER)  # somebody else
    until(lambda: has_keyboard(browser, "dialog input[name=name]"))
    beside(studio, "cut", number_of(studio, WALL) + 1)
    until(lambda: WALL not in text_of(browser))
    keys(browser, "Ines Okafor", Keys.ENTER)
    until(lambda: "This line has changed meanwhile" in text_of(browser, "dialog[open] .told"))
    assert value_of(browser, "dialog input[name=name]") == "Ines Okafor"
    beside(studio, "undo")
    until(lambda: WALL in text_of(browser))
    press(browser, "dialog button.main")
    until(lambda: studio.state()["lines"][number_of(studio, WALL)]["role"] == "Ines Okafor")


def test_the_line_that_keys_act_on_stays_the_one_that_was_chosen(studio, browser):
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "2")
    press(browser, line_of(studio, browser, WALL), "j", "k")
    beside(studio, "insert", 1, "From another program.")
    until(lambda: "From another program." in text_of(browser))
    assert WALL in text_of(browser, '.line[aria-current="true"]')
    assert has_keyboard(browser, ".line")
    keys(browser, Keys.DELETE)
    until(lambda: WALL not in texts(studio))
    assert "From another program." in texts(studio)


def test_numbers_that_are_not_kept_yet_stay_while_the_view_is_drawn_anew(studio, browser):
    tab(browser, "sound")
    field = browser.find_element("css selector", "input[name=paragraph]")
    field.clear()
    field.send_keys("0.9")
    beside(studio, "render")
    until(lambda: studio.state()["about"]["state"] == "made")
    until(lambda: "nothing has changed since" in text_of(browser, "#subtitle"))
    assert value_of(browser, "input[name=paragraph]") == "0.9"
    press(browser, "form button.main")
    until(lambda: "paragraph = 0.9" in (studio.show / "podcaster.toml").read_text())


def test_what_is_kept_while_another_view_is_opened_is_not_drawn_over_it(studio, browser):
    writing(studio, browser, MONDAY, " It rained.")
    save(browser)
    go_to(browser, "3")
    until(lambda: f"{MONDAY} It rained." in texts(studio))
    settled(browser)
    assert browser.find_elements("css selector", "table.cast")
    assert not browser.find_elements("css selector", ".script")


def test_one_of_several_lines_that_say_the_same_is_known_by_what_stands_beside_it(studio, browser):
    from selenium.webdriver.common.keys import Keys

    wall = number_of(studio, WALL)
    for line in (wall + 1, wall, 1):
        studio.do("insert", line=line, role="Narrator", text="Yes.")
    behind = wall + 3
    go_to(browser, "2")
    until(lambda: text_of(browser, f'[data-line="{behind}"] .words') == "Yes.")
    press(browser, f'[data-line="{behind}"]', "e")
    keys(browser, Keys.END, " It was red.")
    beside(studio, "cut", 2)
    until(lambda: text_of(browser).count("Yes.") == 1)  # and what is written
    save(browser)
    until(lambda: "Yes. It was red." in texts(studio))
    assert texts(studio)[number_of(studio, WALL) + 1] == "Yes. It was red."
