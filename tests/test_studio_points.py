"""What the studio is for, point by point, in a real browser: review, script, cast, words, sound, sign-off, merge,
nothing lost, nobody else, everyone."""

from __future__ import annotations

import http.server
import json
import resource
import shutil
import subprocess
import threading
import time

import pytest

from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.project import OpenProject
from podcaster.settings import load_settings
from tests import commands
from tests.shows import in_doubt
from tests.studios import Studio, attach, go_to, keys, load, press, save, settled, tab, text_of, until, write_sound

pytest.importorskip("starlette", reason="starlette is not installed")

DOUBTS = """<html lang="en"><head><title>The bridge at Ferris Lock</title></head><body><article>
<h1>The bridge at Ferris Lock</h1>
<p>The bridge was closed on Monday, and Wrzesniewski was asked why. "It moved under my feet," said Mara Lind, who
keeps the lock and has done so for many years in all weathers.</p>
<p>The council's so-called "safe way" is a path of planks, and "nobody uses it", it is said along the river, when
the water is high and the wind is strong.</p>
<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>12</td></tr><tr><td>Tuesday</td><td>9</td></tr></table>
<p>"I have asked for money three times," said Tom Berg, the engineer, who has kept all the letters that he got.</p>
</article></body></html>
"""


def decisions(studio):
    return studio.state()["decisions"]


def test_1_review_every_kind_of_decision_is_taken_by_keys_and_taken_back(studio, browser, tmp_path):
    show = tmp_path / "doubts"
    show.mkdir()
    (show / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (show / "bridge.html").write_text(DOUBTS, "utf-8")
    made = make([str(show / "bridge.html")], load_settings(show), Wishes(), lambda *_: None)
    project = OpenProject(made.folder, load_settings(show), "setup")
    project.do("Nobody is sure.", lambda script: in_doubt(script, ("asked for money",)))
    other = Studio(show, made.folder.name)
    try:
        load(browser, other.address)
        kinds = [each["kind"] for each in decisions(other)]
        assert set(kinds) >= {"speaker", "table", "word"}, kinds
        asked = {
            "speaker": "Who says this?",
            "passage": "Is this somebody’s speech?",
            "narrated": "Is this a quotation?",
            "table": "Shall this table be read out?",
            "word": "How is “",
        }
        before = other.script()
        for count, kind in zip(range(len(kinds), 0, -1), kinds, strict=True):
            until(lambda kind=kind: asked[kind] in text_of(browser))
            keys(browser, "1")
            until(lambda count=count: len(decisions(other)) == count - 1)
        until(lambda: "Nothing waits" in text_of(browser))
        lines = [line.text for line in other.script().lines]
        assert any(line.startswith("Monday") for line in lines)
        for count, _ in enumerate(kinds, 1):
            keys(browser, "u")
            until(lambda count=count: len(decisions(other)) == count)
        until(lambda: f"{len(kinds)} decisions left" in text_of(browser))
        assert [line.text for line in other.script().lines] == [line.text for line in before.lines]
        # A name is said otherwise: the dialog takes a respelling, and the name is asked about no more.
        for _ in range(kinds.index("word")):
            keys(browser, "j")
        until(lambda: asked["word"] in text_of(browser))
        keys(browser, "e")
        until(lambda: browser.execute_script("return document.activeElement.name === 'said'"))
        from selenium.webdriver.common.keys import Keys

        keys(browser, "vesh-nyev-skee", Keys.ENTER)
        until(lambda: "vesh-nyev-skee" in other.script().metadata.get("Said", ""))
        assert len(decisions(other)) == len(kinds) - 1
    finally:
        other.close()


def test_2_script_lines_are_moved_paused_heard_and_found_by_keyboard(studio, browser):
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "2")
    until(lambda: "The bridge was closed" in text_of(browser))
    assert browser.execute_script("return document.querySelectorAll('.line.own').length") > 0
    index = next(line["i"] for line in studio.state()["lines"] if "The bridge was closed" in line["text"])
    assert studio.state()["lines"][0]["own"]
    studio.do("edit", line=index, text="The bridge was shut on Monday.", unlock=False)
    assert not studio.state()["lines"][index]["own"], "what an editor writes is not the template's"
    studio.do("undo")
    press(browser, f'[data-line="{index}"]', "m")
    until(lambda: browser.execute_script("return document.activeElement.name === 'role'"))
    keys(browser, Keys.TAB, "2.5", Keys.ENTER)
    until(lambda: studio.script().lines[index].pause == 2.5)
    press(browser, f'[data-line="{index}"]', "i")
    until(lambda: browser.execute_script("return document.activeElement.name === 'role'"))
    keys(browser, Keys.TAB, "A line of the editor's.", Keys.TAB, Keys.TAB, Keys.ENTER)
    until(lambda: studio.script().lines[index + 1].text == "A line of the editor's.")
    until(lambda: index + 1 not in studio.state()["stale"])  # spoken in the background
    press(browser, f'[data-line="{index}"]', " ")
    playing = "return document.querySelector('.line.playing')?.dataset.line"
    until(lambda: browser.execute_script(playing) == str(index))
    until(lambda: browser.execute_script(playing) == str(index + 1), 40)  # the mix goes on, and the text follows
    keys(browser, Keys.ESCAPE, "/")
    keys(browser, "telephone", Keys.ENTER)
    until(lambda: "one line" in text_of(browser, ".find"))
    # Quoted words are locked; unlocked ones are marked.
    quoted = next(line for line in studio.state()["lines"] if line["quoted"])
    press(browser, f'[data-line="{quoted["i"]}"]', "e")
    browser.execute_script(
        "[...document.querySelectorAll('.line button')].find((e) => /Unlock/.test(e.innerText)).click()"
    )
    keys(browser, Keys.END, " indeed")
    save(browser)
    until(lambda: "words altered" in text_of(browser))


def test_3_cast_a_voice_is_tried_pinned_and_replaced_by_a_recording(studio, browser, tmp_path):
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "3")
    until(lambda: "Tom Berg" in text_of(browser))
    row = 'tr[data-role="Tom Berg"]'
    shown = browser.execute_script(f"return document.querySelector('{row} .voice').value")
    assert shown == next(each["voice"] for each in studio.state()["cast"] if each["name"] == "Tom Berg")
    press(browser, f"{row} .voice", Keys.ARROW_UP)
    chosen = until(
        lambda: next(
            (e["voice"] for e in studio.state()["cast"] if e["name"] == "Tom Berg" and e["voice"] != shown), None
        )
    )
    assert browser.execute_script("return document.activeElement.matches('.voice')")  # the keyboard stays
    press(browser, f'{row} [aria-label^="Try"]')
    until(lambda: chosen in text_of(browser, "#now"))
    press(browser, f"{row} [aria-pressed]")
    pinned = "return document.querySelector('tr[data-role=\"Tom Berg\"] [aria-pressed]').ariaPressed"
    for sign, is_so in (("", "true"), ("u", "false"), ("U", "true")):  # taken back, and made again
        keys(browser, sign) if sign else None
        until(lambda is_so=is_so: browser.execute_script(pinned) == is_so)
    registry = (studio.show / "voices" / "registry.toml").read_text("utf-8")
    press(browser, f"{row} [aria-pressed]")  # and the cast decides again
    until(lambda: browser.execute_script(pinned) == "false")
    assert "pinned = true" in registry
    assert "pinned = true" not in (studio.show / "voices" / "registry.toml").read_text("utf-8")
    path = write_sound(tmp_path / "berg.wav")
    attach(browser, f"{row} input[type=file]", path)
    until(lambda: browser.execute_script("return document.activeElement.name === 'line'"))
    keys(browser, Keys.TAB, "Radio Wexcombe", Keys.ENTER)
    until(lambda: any(line["bite"] for line in studio.state()["lines"]))
    assert "Radio Wexcombe" in studio.folder.joinpath("script.fountain").read_text("utf-8")


def test_4_a_selected_word_is_heard_and_kept(studio, browser):
    from selenium.webdriver.common.keys import Keys

    go_to(browser, "2")
    until(lambda: "Mara Lind" in text_of(browser))
    browser.execute_script(
        """
        const words = [...document.querySelectorAll('.words')].find((each) => each.firstChild.data.includes('Lind'));
        const at = words.firstChild.data.indexOf('Lind');
        getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + 4);
        """
    )
    keys(browser, "w")
    until(lambda: browser.execute_script("return document.querySelector('#word')?.value === 'Lind'"))
    keys(browser, "linnd")
    for button in ("as it is", "new way", "sentence"):
        browser.execute_script(
            f"[...document.querySelectorAll('main button')].find((e) => e.innerText.includes('{button}')).click()"
        )
        until(lambda: "Speaking" not in text_of(browser, "#now") and "Nothing" not in text_of(browser, "#now"))
        keys(browser, Keys.ESCAPE) if not browser.execute_script(
            "return document.activeElement.matches('input')"
        ) else None
    browser.execute_script(
        "[...document.querySelectorAll('main button')].find((e) => e.innerText.includes('Keep for this')).click()"
    )
    until(lambda: {"word": "Lind", "said": "linnd"} in studio.state()["words"])
    assert "Lind → linnd" in until(lambda: "→" in text_of(browser) and text_of(browser))
    until(lambda: browser.execute_script("return document.activeElement.id === 'word'"))
    browser.find_element("css selector", 'button[aria-label="Say Lind as everywhere else"]').click()
    until(lambda: not [each for each in studio.state()["words"] if each["said"]])
    assert studio.state()["about"]["undo"] == "Lind is said as everywhere else."
    browser.execute_script("document.querySelector('#word').focus()")
    # The keyboard is in a field again: Alt and a figure lead on from there, too.
    until(lambda: browser.execute_script("return document.activeElement.id === 'word'"))
    browser.execute_script(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: '5', code: 'Digit5', altKey: true, bubbles: true, cancelable: true}))"
    )
    until(
        lambda: browser.execute_script(
            "return location.hash.includes('sound') || !!document.querySelector('form select')"
        )
    )
    themes = browser.execute_script("return [...document.querySelectorAll('form option')].map((each) => each.value)")
    assert "theme" in themes
    assert "make_sounds" not in themes


def test_5_sound_the_whole_is_seen_followed_and_tried_with_other_music(studio, browser):
    from selenium.webdriver.common.keys import Keys

    studio.do("undo")  # what the fixture has changed: the script is what was made
    until(lambda: studio.state()["about"]["state"] == "made")
    go_to(browser, "5")
    until(lambda: "LUFS" in text_of(browser))
    until(lambda: studio.state()["sound"]["peaks"])
    painted = (
        "const c = document.querySelector('.wave');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n;"
    )
    until(lambda: browser.execute_script(painted) > 1000)
    press(browser, ".wave", Keys.ARROW_RIGHT, Keys.ENTER)
    value = "return Number(document.querySelector('.wave').getAttribute('aria-valuenow'))"
    until(lambda: browser.execute_script(value) >= 6)  # the cursor follows
    assert ":" in browser.execute_script("return document.querySelector('.wave').getAttribute('aria-valuetext')")
    keys(browser, Keys.ESCAPE)
    browser.execute_script(
        "[...document.querySelectorAll('main button')].find((e) => e.innerText === 'Go to this line').click()"
    )
    line = until(lambda: browser.execute_script("return document.activeElement.dataset?.line"))
    press(browser, f'[data-line="{line}"]', "g")  # and back
    until(lambda: "LUFS" in text_of(browser))
    before = (studio.show / "podcaster.toml").read_text("utf-8")
    heard = studio.client.get("/api/preview.wav", params={"theme": "theme", "lead": "2"})
    assert heard.content[:4] == b"RIFF"
    assert len(heard.content) > len(studio.client.get("/api/preview.wav", params={"theme": ""}).content)
    assert (studio.show / "podcaster.toml").read_text("utf-8") == before
    assert studio.client.get("/api/preview.wav", params={"lead": "9000"}).status_code == 400


def test_6_sign_off_ends_when_words_change_and_history_says_who(studio, browser):
    from selenium.webdriver.common.keys import Keys

    press(browser, "#sign")
    until(lambda: browser.execute_script("return document.activeElement.name === 'name'"))
    keys(browser, Keys.ENTER)
    until(lambda: studio.state()["about"]["signature"])
    go_to(browser, "6")
    until(lambda: "Signed by Ada" in text_of(browser))
    studio.do("edit", line=0, text="Other words.", unlock=True)
    until(lambda: "the signature has ended" in text_of(browser))
    history = text_of(browser, ".history")
    assert "Signed the episode." in history
    assert "Changed the words of line 1." in history
    assert history.count("Ada") == 2


def test_7_three_columns_are_taken_line_by_line(studio, browser, tmp_path):
    """The article is corrected where an editor has changed its lines too."""
    from selenium.webdriver.common.keys import Keys

    wanted = ("The bridge was closed on Monday.", "Somebody had written on the wall.", "Lind was not surprised.")
    for words in wanted:
        line = next(line["i"] for line in studio.state()["lines"] if line["text"].startswith(words[:-1]))
        studio.do("edit", line=line, text=f"{words[:-1]}, the editor says.", unlock=False)
    article = studio.show / "bridge.md"
    text = article.read_text("utf-8")
    for words in wanted:
        assert words in text
        text = text.replace(words, f"{words[:-1]}, the paper says.")
    article.write_text(text, "utf-8")
    told = commands.run(["--show", str(studio.show), "make", str(article)])
    assert told.returncode == 0, told.stderr
    until(lambda: len(studio.state()["merge"]) == 3)
    go_to(browser, "2")
    until(lambda: text_of(browser).count("also changed in the article") == 3)
    browser.find_element("css selector", "button.flag").click()
    until(lambda: browser.execute_script("return document.querySelectorAll('.collision').length") == 3)
    first = text_of(browser, ".collision")
    assert [part in first for part in ("on Monday.", "the editor says", "the paper says")] == [True] * 3
    press(browser, ".collision .three > :nth-child(3) button")  # theirs
    until(lambda: len(studio.state()["merge"]) == 2)
    until(lambda: browser.execute_script("return document.querySelectorAll('.collision').length") == 2)
    until(lambda: browser.execute_script("return document.activeElement.matches('.three button')"))  # the next one
    keys(browser, Keys.ENTER)  # mine
    until(lambda: browser.execute_script("return document.querySelectorAll('.collision').length") == 1)
    keys(browser, "u")
    until(lambda: browser.execute_script("return document.querySelectorAll('.collision').length") == 2)
    keys(browser, "U")
    until(lambda: browser.execute_script("return document.querySelectorAll('.collision').length") == 1)
    press(browser, ".collision .three > :nth-child(3) button")
    until(lambda: not studio.state()["merge"])
    texts = " ".join(line.text for line in studio.script().lines)
    assert [texts.count("the paper says"), texts.count("the editor says")] == [2, 1]


def test_8_a_full_disk_refuses_in_a_sentence_and_loses_nothing(studio, browser):
    studio.do("insert", line=0, role="Narrator", text="This was confirmed.")
    before = {path.name: path.read_bytes() for path in studio.folder.iterdir() if path.is_file()}
    limit = (studio.folder / "history.jsonl").stat().st_size + 10
    soft, hard = resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, (limit, hard))
    go_to(browser, "2")
    until(lambda: "This was confirmed." in text_of(browser))
    press(browser, '[data-line="0"]', "e")
    from selenium.webdriver.common.keys import Keys

    keys(browser, Keys.END, " And more of it.")
    save(browser)
    until(lambda: "Nothing was changed. Free some space, and do it again." in text_of(browser, "#status"))
    assert {path.name: path.read_bytes() for path in studio.folder.iterdir() if path.is_file()} == before
    refused = studio.do("cut", line=0)
    assert refused.status_code == 507
    assert studio.state()["lines"][0]["text"] == "This was confirmed."
    resource.prlimit(studio.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
    assert studio.do("edit", line=0, text="There is room again.", unlock=False).status_code == 200
    studio.kill()
    studio.start()
    assert studio.state()["lines"][0]["text"] == "There is room again."


def test_8_two_windows_follow_each_other_and_fast_keys_are_all_done(studio, browser):
    first = browser.current_window_handle
    browser.switch_to.new_window("window")
    load(browser, f"{studio.base}/#script")
    second = browser.current_window_handle
    browser.switch_to.window(first)
    keys(browser, "1", "1")  # at once: the second is meant for the state that the first leaves
    until(lambda: not [each for each in decisions(studio) if each["kind"] == "speaker"])
    browser.switch_to.window(second)
    until(lambda: not browser.execute_script("return document.querySelector('.tabs .count')?.innerText"))
    press(browser, '[data-line="1"]', "J")
    studio.do("insert", line=0, role="Narrator", text="From a third place.")
    until(lambda: "From a third place." in text_of(browser))
    browser.switch_to.window(first)
    go_to(browser, "2")
    until(lambda: "From a third place." in text_of(browser))


@pytest.fixture
def strangers_page():
    """A web page of somebody else's, on another origin."""
    pages = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, "<p>Nothing</p>").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pages.setdefault("seen", []).append((self.path, self.headers.get("Referer")))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield pages, f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_9_a_strangers_page_changes_reads_and_frames_nothing(studio, browser, strangers_page):
    pages, address = strangers_page
    before = len(studio.script().lines)
    pages["/"] = f"""
      <form id=f method=post action="{studio.base}/api/do" enctype="text/plain">
      <input name='{{"name":"cut","values":{{"line":0}},"x":"' value='"}}'></form>
      <iframe id=i src="{studio.base}/"></iframe><img id=p src="{studio.base}/api/state">
      <script>
      window.told = [];
      const say = (what) => (each) => window.told.push([what, String(each.status ?? each)]);
      for (const mode of ["cors", "no-cors"]) {{
        fetch("{studio.base}/api/state", {{ method: "POST", mode, credentials: "include", body: "{{}}" }})
          .then((answer) => answer.text().then((text) => say(mode)(text.length))).catch(() => say(mode)("refused"));
      }}
      new EventSource("{studio.base}/api/events", {{ withCredentials: true }}).onmessage = say("event");
      </script>"""
    browser.get(f"{address}/")
    told = until(
        lambda: len(browser.execute_script("return window.told")) == 2 and browser.execute_script("return window.told")
    )
    assert sorted(told) == [["cors", "refused"], ["no-cors", "refused"]]
    browser.execute_script("document.getElementById('f').submit()")
    until(lambda: "Only the studio" in text_of(browser, "body") or "Open the studio" in text_of(browser, "body"))
    assert len(studio.script().lines) == before
    # Its own address opens it from a stranger's page too, and no address of the studio's is told to anybody.
    browser.get(f"{address}/")
    browser.execute_script("location.href = arguments[0]", studio.address)
    until(lambda: browser.execute_script("return document.body?.dataset.ready === 'yes'"))
    assert "token" not in browser.current_url
    browser.execute_script(f"location.href = '{address}/left'")
    until(lambda: any(path == "/left" for path, _ in pages.get("seen", [])))
    assert [referrer for path, referrer in pages["seen"] if path == "/left"] == [None]
    browser.get_log("browser")  # what the browser says of what it has refused


def test_9_names_and_words_of_strangers_are_text(studio, browser, tmp_path):
    evil = '<img src=x onerror="document.title=1">'
    line = next(each["i"] for each in studio.state()["lines"] if each["quoted"])
    assert studio.do("assign", line=line, name=evil).status_code == 200
    studio.do("insert", line=0, role="Narrator", text=f"{evil} <script>document.title = 2</script>")
    studio.do("pronounce", word="Lind", said="<b>x</b>", scope="episode")
    query = {"line": line, "name": f"{evil}.wav", "credit": evil, "revision": studio.state()["about"]["revision"]}
    sound = write_sound(tmp_path / "x.wav").read_bytes()
    assert studio.client.post("/api/bite", params=query, content=sound).status_code == 200
    for name in ("review", "script", "cast", "words", "sound", "history"):
        tab(browser, name)
        time.sleep(0.1)
    assert browser.title == "The bridge at Ferris Lock · podcaster"
    assert browser.execute_script("return document.querySelectorAll('main img, main script').length") == 0


def test_10_a_screen_reader_is_told_what_stands_there_and_what_comes(studio, browser):
    """The tree that the browser gives to screen readers, and where it says of itself that something has changed."""
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    told = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n.get("ignored")]
    roles = {role for role, _ in told}
    assert roles >= {"banner", "navigation", "main", "contentinfo", "heading", "article", "toolbar", "status"}
    assert ("heading", "Who says this?") in told
    assert [name for role, name in told if role == "button" and name.startswith("The narrator")]
    assert ("button", "Review 2") in told
    assert ("article", "The article") in told
    assert not [role for role, name in told if role in {"button", "link", "textbox", "combobox", "slider"} and not name]
    # A key brings the next question: the keyboard is on it, and what describes it is read with it.
    keys(browser, "1")
    until(lambda: browser.execute_script("return document.activeElement.id === 'question'"))
    settled(browser)
    assert browser.execute_script("return document.activeElement.id") == "question"
    focused = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    heading = next(n for n in focused if n["role"]["value"] == "heading" and "description" in n)
    assert "Nobody ever will" in heading["description"]["value"]
    # What was done is said in the live region.
    keys(browser, "u")
    until(lambda: "Taken back" in text_of(browser, "#status"))
    status = next(
        n
        for n in browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        if n["role"]["value"] == "status" and not n.get("ignored")
    )
    assert {p["name"]: p["value"]["value"] for p in status["properties"]}["live"] == "polite"
    tab(browser, "script")
    keys(browser, "j")
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    assert "listitem" in {n["role"]["value"] for n in nodes}


@pytest.mark.parametrize(("width", "height"), [(640, 450), (390, 844), (1024, 700)])
def test_10_everything_is_reached_at_twice_the_size_and_on_a_phone(studio, browser, width, height):
    """640 x 450 is a window of 1280 x 900 at 200 %."""
    values = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width == 390}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", values)
    reached = """
      const hidden = [];
      const wanted = 'main button, main select, main input:not([hidden]), header button, nav button';
      for (const each of document.querySelectorAll(wanted)) {
        if (!each.offsetParent || each.closest('.acts')) continue;
        each.scrollIntoView({ block: 'center', inline: 'center' });
        const box = each.getBoundingClientRect();
        const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!there || !(each.contains(there) || there.contains(each))) hidden.push(each.outerHTML.slice(0, 120));
      }
      return hidden;
    """
    for name in ("review", "script", "cast", "words", "sound", "history"):
        tab(browser, name)
        time.sleep(0.15)
        assert browser.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0, name
        assert browser.execute_script(reached) == [], name
    tab(browser, "review")
    if width == 390:  # held upright: the question, its answers and the passage are there at once
        for selector in ("#question", ".choices", "mark", "#play"):
            box = browser.execute_script(
                f"const b = document.querySelector('{selector}').getBoundingClientRect(); return [b.top, b.bottom]"
            )
            assert 0 <= box[0] < box[1] <= height, selector
    browser.execute_script("document.querySelector('.choices button').click()")
    until(lambda: len([each for each in decisions(studio) if each["kind"] == "speaker"]) == 1)


def test_a_show_is_opened_with_its_episodes_and_each_is_a_page(pristine, browser, tmp_path):
    show = tmp_path / "both"
    shutil.copytree(pristine[0], show)
    (show / "second.md").write_text('# A second one\n\nThe water rose. "It will fall," said Ines Duarte.\n', "utf-8")
    second = make([str(show / "second.md")], load_settings(show), Wishes(), lambda *_: None).folder.name
    command = ["studio", str(show), "--port", "0", "--no-browser"]
    process = commands.start(command, stdout=subprocess.PIPE, text=True)
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        load(browser, address)
        until(lambda: len(browser.find_elements("css selector", "dialog a")) == 2)
        browser.execute_script(f"document.querySelector('dialog a[href*=\"{pristine[1]}\"]').click()")
        until(lambda: browser.execute_script("return location.pathname") == f"/e/{pristine[1]}/")
        until(lambda: "The bridge at Ferris Lock" in text_of(browser, "#title"))
        go_to(browser, "2")
        press(browser, '[data-line="0"]', "e")
        from selenium.webdriver.common.keys import Keys

        keys(browser, Keys.END, " Here.")
        save(browser)
        script = show / "output" / pristine[1] / "script.fountain"
        until(lambda: " Here." in script.read_text("utf-8"))
        assert " Here." not in (show / "output" / second / "script.fountain").read_text("utf-8")
        until(lambda: not browser.find_elements("css selector", "textarea"))
        keys(browser, "o")
        until(lambda: browser.find_elements("css selector", "dialog[open] a"))
        keys(browser, "second", Keys.TAB, Keys.ENTER)
        until(lambda: "A second one" in text_of(browser, "#title"))
        for path in ("/e/../api/episodes", "/e/%2e%2e/", "/e/..%2f..%2fetc/api/state"):
            status = browser.execute_async_script(
                "const done = arguments[1]; fetch(arguments[0]).then((answer) => done(answer.status));",
                path,
            )
            assert status in {200, 400, 403, 404, 405}, path
        browser.get_log("browser")  # what the browser says of addresses that there are not
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def test_the_first_line_is_the_address_and_nothing_else_is_said(studio):
    assert json.dumps(studio.address).startswith('"http://127.0.0.1:')
    assert len(studio.token) > 40
    studio.process.terminate()
    assert studio.process.wait(20) in {0, 143}
    assert studio.process.stdout.read() == ""
