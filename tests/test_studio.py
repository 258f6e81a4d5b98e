"""The studio, in a real browser: hear it, see why, put it right, sign it off; and nobody else is let in."""

from __future__ import annotations

import json
import time
import wave
from pathlib import Path

import httpx
import pytest

from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.project import OpenProject
from podcaster.settings import load_settings
from tests import commands
from tests.shows import in_doubt
from tests.studios import Studio, attach, found_by_axe, go_to, keys, load, press, save, tab, text_of, until, write_sound

pytest.importorskip("starlette", reason="starlette is not installed")


def test_a_decision_is_taken_with_one_key_seen_in_the_article_and_taken_back(studio, browser):
    assert "Who says this?" in text_of(browser)
    mark = browser.execute_script("return document.querySelector('mark').innerText")
    assert "Nobody answered the telephone 🙂" in mark
    first = studio.state()["decisions"][0]
    name = first["choices"][0]["name"]
    keys(browser, "1")
    until(lambda: len(studio.state()["decisions"]) == 1)
    assert studio.script().lines[first["line"]].role == name
    keys(browser, "n")
    until(lambda: "Nothing waits" in text_of(browser))
    keys(browser, "u")
    until(lambda: len(studio.state()["decisions"]) == 1)
    until(lambda: "Who says this?" in text_of(browser))
    keys(browser, "U")
    until(lambda: "Nothing waits" in text_of(browser))
    assert [entry.who for entry in OpenProject(studio.folder, load_settings(studio.show), "x").journal.entries[1:]] == [
        "Ada"
    ] * 4


def test_the_next_decision_is_painted_before_the_server_has_answered(studio, browser):
    """The key's own work: measured in the page from the key to the frame that shows the next question."""
    told = browser.execute_async_script(
        """
        const done = arguments[0];
        const before = document.querySelector('.card blockquote').innerText;
        const begun = performance.now();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
        requestAnimationFrame(() => requestAnimationFrame(() =>
          done([performance.now() - begun, document.querySelector('.card blockquote')?.innerText !== before])));
        """
    )
    assert told[1]
    until(lambda: len(studio.state()["decisions"]) == 1)


def test_lines_are_edited_split_and_cut_by_keyboard_and_quotes_are_locked(studio, browser):
    from selenium.webdriver.common.keys import Keys

    tab(browser, "script")
    until(lambda: "The bridge was closed" in text_of(browser))
    quoted = next(line for line in studio.state()["lines"] if line["quoted"])
    browser.execute_script(f"document.querySelector('[data-line=\"{quoted['i']}\"]').focus()")
    keys(browser, "e")
    assert browser.execute_script("return document.querySelector('.line textarea').readOnly")
    keys(browser, Keys.ESCAPE)
    narrated = next(line for line in studio.state()["lines"] if "The bridge was closed" in line["text"])
    browser.execute_script(f"document.querySelector('[data-line=\"{narrated['i']}\"]').focus()")
    keys(browser, "e")
    area = browser.find_element("css selector", ".line textarea")
    area.send_keys(" It rained.")
    area.send_keys(Keys.CONTROL, Keys.ENTER)
    until(lambda: "It rained." in studio.script().lines[narrated["i"]].text)
    count = len(studio.script().lines)
    until(lambda: browser.execute_script("return document.activeElement.classList.contains('line')"))
    keys(browser, Keys.DELETE)
    until(lambda: len(studio.script().lines) == count - 1)


def test_a_changed_line_is_heard_and_the_mix_from_there(studio):
    index = next(line["i"] for line in studio.state()["lines"] if not line["quoted"])
    studio.do("edit", line=index, text="This was never said before.", unlock=False)
    assert index in studio.state()["stale"]
    heard = studio.client.get(f"/api/line/{index}.wav")
    assert heard.headers["content-type"] == "audio/wav"
    assert heard.content[:4] == b"RIFF"
    assert index not in studio.state()["stale"]
    mixed = studio.client.get("/api/mix.wav", params={"from": index}).content
    assert int.from_bytes(mixed[4:8], "little") + 8 == len(mixed)


def test_voices_genders_names_and_words_are_changed(studio):
    state = studio.state()
    role = next(each for each in state["cast"] if each["name"] == "Tom Berg")
    voice = next(v["name"] for v in state["voices"] if v["name"] != role["voice"])
    assert studio.do("voice", role="Tom Berg", voice=voice, pin=True).status_code == 200
    assert studio.client.get("/api/audition.wav", params={"role": "Tom Berg", "voice": voice}).content[:4] == b"RIFF"
    assert studio.do("rename", role="Tom Berg", name="Thomas Berg").status_code == 200
    renamed = next(each for each in studio.state()["cast"] if each["name"] == "Thomas Berg")
    assert renamed["voice"] == voice
    assert studio.do("pronounce", word="Lind", said="linnd", scope="episode").status_code == 200
    assert {"word": "Lind", "said": "linnd"} in studio.state()["words"]
    assert studio.do("pronounce", word="Ferris", said="fairiss", scope="show").status_code == 200
    assert "fairiss" in (studio.show / "voices" / "lexicon.toml").read_text("utf-8")
    for said in ("/lɪnd/", ""):  # another way, and as it is
        assert studio.client.get("/api/say.wav", params={"word": "Lind", "said": said}).content[:4] == b"RIFF"
    voice = voice_of(studio, "Mara Lind")
    assert studio.do("gender", role="Mara Lind", gender="male").status_code == 200
    assert voice_of(studio, "Mara Lind") not in {voice, ""}  # as the episode is made then


def voice_of(studio, name):
    return next(each["voice"] for each in studio.state()["cast"] if each["name"] == name)


def test_a_recording_takes_a_voices_place(studio, tmp_path):
    path = tmp_path / "lind.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        tone = b"".join((8000 if at % 80 < 40 else -8000).to_bytes(2, "little", signed=True) for at in range(32000))
        file.writeframes(tone)
    line = next(each for each in studio.state()["lines"] if each["role"] == "Mara Lind" and each["quoted"])
    query = {
        "line": line["i"],
        "name": "../../Lind?.wav",
        "credit": "Radio",
        "revision": studio.state()["about"]["revision"],
    }
    answer = studio.client.post("/api/bite", params=query, content=path.read_bytes())
    assert answer.status_code == 200, answer.text
    assert [each.name for each in (studio.folder / "recordings").iterdir()] == ["lind.wav"]
    assert studio.state()["lines"][line["i"]]["bite"]
    assert studio.state()["about"]["state"] == "changed"
    assert studio.do("render").status_code == 200
    until(lambda: studio.state()["about"]["state"] == "made", 60)
    assert "Mara Lind (recording: Radio)" in (studio.folder / "transcript.vtt").read_text("utf-8")
    assert "Mara Lind (recording: Radio): " in (studio.folder / "transcript.srt").read_text("utf-8")
    assert "(Radio)" in (studio.folder / "notes.html").read_text("utf-8")
    for name in ("x.wav", "Lind.wav"):
        bad = {**query, "name": name, "revision": studio.state()["about"]["revision"]}
        assert studio.client.post("/api/bite", params=bad, content=b"no sound").status_code == 400
        assert [each.read_bytes() for each in (studio.folder / "recordings").iterdir()] == [path.read_bytes()]
    studio.do("pronounce", word="Lind\n\n@A", said="/*", scope="episode")
    assert studio.state()["lines"]  # the script can be read


def test_what_a_listener_found_is_decided_too(studio):
    line = next(each for each in studio.state()["lines"] if each["quoted"] and each["role"] == "Mara Lind")
    found = [{"line": line["i"], "role": line["role"], "text": line["text"], "start": 1.0, "sentence": "It is noisy."}]
    (studio.folder / "findings.json").write_text(json.dumps(found), "utf-8")
    studio.kill()
    studio.start()
    decision = next(each for each in studio.state()["decisions"] if each["kind"] == "heard")
    assert decision["reason"] == "It is noisy."
    studio.do("decide", decision=decision["id"], choice={}, alike=False)
    assert not [each for each in studio.state()["decisions"] if each["kind"] == "heard"]
    studio.do("undo")
    assert [each for each in studio.state()["decisions"] if each["kind"] == "heard"]


def test_the_episode_is_made_and_signed_and_an_unsigned_one_stays_in(studio):
    (studio.show / "podcaster.toml").write_text("[sound]\ntheme = ''\n[publish]\nrequire = 'signed'\n")
    feed = ["--show", str(studio.show), "feed", "--address", "https://example.org/s/", "--json"]
    assert commands.run(feed).returncode == 0
    assert "<item>" not in (studio.show / "output" / "feed.xml").read_text("utf-8")
    assert studio.do("render").status_code == 200
    until(lambda: studio.state()["about"]["state"] == "made", 60)
    assert studio.do("sign", name="Grace Hopper", note="Heard twice.").status_code == 200
    assert studio.state()["about"]["signature"]["valid"]
    done = commands.run(feed)
    assert json.loads(done.stdout)["episodes"] == 1
    studio.do("cut", line=0)
    assert not studio.state()["about"]["signature"]["valid"]


MANY = "# A long day at Ferris Lock\n\n" + "\n\n".join(
    f'The gate was open at {number} in the morning. "The water is {number} feet high," said {who}.'
    for number, who in enumerate(("Mara Lind", "Tom Berg", "Ines Duarte", "Sam Hall") * 5, 2)
)
EDITS, VOICES = 5, 2


def test_the_whole_job_by_keyboard_alone(studio, browser, tmp_path, record_property):
    """Twenty doubts, five edits, two voices, a sound bite, made, signed and published, without a mouse."""
    from selenium.webdriver.common.keys import Keys

    (studio.show / "podcaster.toml").write_text(
        "[show]\nauthor = 'Ada'\ndescription = 'A show.'\nemail = 'ada@example.org'\nlink = 'https://example.org/'\n"
        "[sound]\ntheme = ''\n[publish]\nrequire = 'signed'\n[feed]\naddress = 'https://example.org/s/'\n"
        f"[targets.web]\nto = '{studio.show / 'web'}'\nverify = false\n"
    )
    (studio.show / "many.md").write_text(MANY, "utf-8")
    settings = load_settings(studio.show)
    made = make([str(studio.show / "many.md")], settings, Wishes(draft=True), lambda *_: None)
    OpenProject(made.folder, settings, "setup").do("Nobody is sure.", lambda script: in_doubt(script, ("feet high",)))
    job = Studio(studio.show, made.folder.name)
    try:
        load(browser, job.address)
        begun = time.monotonic()
        waiting = job.state()["decisions"]
        assert sum(each["kind"] == "speaker" for each in waiting) == 20
        for left in range(len(waiting) - 1, -1, -1):
            keys(browser, "1")
            until(lambda left=left: f"{left} decision" in text_of(browser) or left < 2)
        until(lambda: "Nothing waits" in text_of(browser))
        go_to(browser, "2")
        narrated = [line["i"] for line in job.state()["lines"] if "The gate was open" in line["text"]]
        for index in narrated[:EDITS]:
            press(browser, f'[data-line="{index}"]', "e")
            keys(browser, Keys.END, " So it was.")
            save(browser)
            until(lambda: not browser.find_elements("css selector", "textarea"))
        assert sum("So it was." in line.text for line in job.script().lines) == EDITS
        go_to(browser, "3")
        for name in ("Tom Berg", "Sam Hall")[:VOICES]:
            press(browser, f'tr[data-role="{name}"] .voice', Keys.ARROW_UP)
            until(lambda name=name: f"{name} speaks with" in job.state()["about"]["undo"])
        sound = write_sound(tmp_path / "lind.wav")
        # The system's own dialog, which a keyboard opens with Enter, gives the page the file.
        attach(browser, 'tr[data-role="Mara Lind"] input[type=file]', sound)
        until(lambda: browser.execute_script("return document.activeElement.name === 'line'"))
        keys(browser, Keys.TAB, "Radio Wexcombe", Keys.ENTER)
        until(lambda: any(line["bite"] for line in job.state()["lines"]))
        press(browser, "#make")
        until(lambda: job.state()["about"]["state"] == "made", 120)
        go_to(browser, "6")
        until(lambda: "Nobody has signed" in text_of(browser))
        publish_by_keys(browser)
        until(lambda: "Nobody has signed this episode as it is" in text_of(browser, "dialog[open] .told"))
        keys(browser, Keys.ESCAPE)
        press(browser, "#sign")
        until(lambda: browser.execute_script("return document.activeElement.name === 'name'"))
        keys(browser, Keys.ENTER)
        until(lambda: "Signed by" in text_of(browser))
        publish_by_keys(browser)
        until((studio.show / "web" / "feed.xml").is_file, 60)
        record_property("seconds", round(time.monotonic() - begun, 1))
        assert "A long day at Ferris Lock" in (studio.show / "web" / "feed.xml").read_text("utf-8")
    finally:
        job.close()


def publish_by_keys(browser):
    from selenium.webdriver.common.keys import Keys

    press(browser, "#publish")
    until(lambda: browser.execute_script("return document.activeElement.name === 'target'"))
    keys(browser, Keys.TAB, Keys.SPACE, Keys.ENTER)


def test_settings_of_sound_are_kept_with_the_users_own_words(studio):
    before = (studio.show / "podcaster.toml").read_text("utf-8")
    assert studio.do("sound_settings", values={"paragraph": "0.9", "theme": "theme"}).status_code == 200
    text = (studio.show / "podcaster.toml").read_text("utf-8")
    assert "# My own words stay." in text
    assert load_settings(studio.show).sound.pauses.paragraph == 0.9
    assert studio.do("sound_settings", values={"paragraph": "900"}).status_code == 400
    assert load_settings(studio.show).sound.pauses.paragraph == 0.9
    # What is the show's is taken back like all else, wherever others have changed its file meanwhile.
    path = studio.show / "podcaster.toml"
    path.write_text("# Their words stay too.\n" + path.read_text("utf-8"), "utf-8")
    assert studio.do("undo").status_code == 200
    assert path.read_text("utf-8") == "# Their words stay too.\n" + before
    fields = {each["name"]: each["value"] for each in studio.state()["sound"]["fields"]}
    assert fields["paragraph"] == load_settings(studio.show).sound.pauses.paragraph != 0.9
    assert studio.do("redo").status_code == 200
    assert path.read_text("utf-8") == "# Their words stay too.\n" + text


def test_what_was_confirmed_is_there_after_a_kill(studio):
    """Twice; ``python -m tests.torture kills`` does it fifty times, in the middle of what is written, too."""
    for number in range(2):
        answer = studio.do("insert", line=0, role="Narrator", text=f"Line {number} of the editor.")
        assert answer.status_code == 200
        studio.kill()
        studio.start()
        texts = [line["text"] for line in studio.state()["lines"]]
        assert [f"Line {n} of the editor." in texts for n in range(number + 1)] == [True] * (number + 1)


def test_a_second_window_follows_and_an_old_one_is_refused(studio, browser):
    old = studio.state()["about"]["revision"]
    studio.do("insert", line=0, role="Narrator", text="From the other window.")
    tab(browser, "script")
    until(lambda: "From the other window." in text_of(browser))
    late = studio.client.post("/api/do", json={"name": "cut", "values": {"line": 0}, "revision": old, "have": {}})
    assert late.status_code == 409
    assert "changed meanwhile" in late.json()["error"]
    path = studio.folder / "script.fountain"
    path.write_text(path.read_text("utf-8").replace("From the other window.", "From an editor of text."), "utf-8")
    until(lambda: "From an editor of text." in text_of(browser))
    # What is no script is not taken up: the page says why, until it is one again.
    text = path.read_text("utf-8")
    path.write_text("Title: Nothing\n", "utf-8")
    until(lambda: "script.fountain" in text_of(browser, "#lost"))
    assert studio.do("cut", line=0).status_code == 400
    path.write_text(text, "utf-8")
    until(lambda: not browser.find_elements("css selector", "#lost"))
    assert studio.do("cut", line=0).status_code == 200


def test_nobody_else_is_let_in(studio):
    base = studio.base
    with httpx.Client() as stranger:
        assert stranger.get(base).status_code == 403
        assert stranger.get(f"{base}/?token=wrong").status_code == 403
        assert stranger.get(base, headers={"Host": "evil.example"}).status_code == 421
        opened = stranger.get(studio.address)
        assert opened.status_code == 200
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert "SameSite=Strict" in opened.headers["set-cookie"]
        assert studio.token not in opened.text
        assert opened.headers["referrer-policy"] == "no-referrer"
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
    ):
        answer = studio.client.post("/api/do", json={"name": "undo", "values": {}}, headers=headers)
        assert answer.status_code == 403
    answer = studio.client.get("/")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    for path in ("/assets/../desk.py", "/assets/%2e%2e/desk.py", "/api/line/99999.wav", "/assets//etc/passwd"):
        assert studio.client.get(path).status_code in {400, 404}
    big = studio.client.post("/api/do", content=b"x" * 2_000_000)
    assert big.status_code == 400
    for body in (
        b"[]",
        b"{",
        b'{"name": "close"}',
        b'{"name": "__init__", "values": {}}',
        b'{"name": "do", "values": 3}',
        b'{"name": "edit", "values": {"line": 0, "text": 5, "unlock": false}}',
        b'{"name": "sound", "values": {"line": 0, "sound": "../../x", "mode": "bed"}}',
        b'{"name": "sign", "values": {"name": " ", "note": ""}}',
        b"[" * 100_000,
    ):
        assert studio.client.post("/api/do", content=body).status_code == 400


def test_an_articles_words_are_never_html(pristine, tmp_path):
    show = tmp_path / "show"
    show.mkdir()
    (show / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    (show / "bad.txt").write_text(
        'The <img src=x onerror="document.title=1"> bridge\n\n"<b>It</b> moved," said Mara Lind.\n'
    )
    made = make([str(show / "bad.txt")], load_settings(show), Wishes(), lambda *_: None)
    running = Studio(show, made.folder.name)
    try:
        page = running.client.get("/").text + "".join(
            running.client.get(f"/assets/{path.name}").text for path in Path("podcaster/studio/assets").glob("*.js")
        )
        assert "innerHTML" not in page
        assert "onerror" not in page
    finally:
        running.close()


def test_every_view_is_right_for_keyboard_reader_and_phone(studio, browser):
    for width in (1280, 390):
        browser.set_window_size(width, 844)
        for name in ("review", "script", "cast", "words", "sound", "history"):
            tab(browser, name)
            wide = browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, (name, width)
            nameless = browser.execute_script(
                "const named = (e) => e.innerText.trim() || e.ariaLabel || e.labels?.length;"
                "return [...document.querySelectorAll('button, input, select, textarea')]"
                ".filter((e) => !e.hidden && !named(e)).map((e) => e.outerHTML)"
            )
            assert nameless == [], name
    missing = browser.execute_script(
        "return [...document.querySelectorAll('body *')].filter((each) => !each.children.length &&"
        " /^[a-z]+(\\.[a-z]+)+$/.test(each.innerText)).map((each) => each.innerText)"
    )
    assert missing == []


def test_axe_finds_nothing_in_any_view_in_light_and_dark(studio, browser):
    for name in ("review", "script", "cast", "words", "sound", "history"):
        tab(browser, name)
        assert found_by_axe(browser) == [], name


def test_others_are_not_served_without_tls_or_leave(studio):
    refused = commands.run(["--show", str(studio.show), "studio", "--host", "0.0.0.0", "--port", "0"])
    assert refused.returncode == 2
    assert "--plain" in refused.stderr


def test_an_answer_that_was_on_its_way_while_a_line_was_spoken_is_not_the_last_word(studio, browser):
    tab(browser, "script")
    index = next(line["i"] for line in studio.state()["lines"] if not line["quoted"])
    browser.execute_script(
        """
        const asked = window.fetch;
        const held = new Promise((free) => { window.free = free; });
        window.fetch = async (path, ...options) => {
          const answer = await asked(path, ...options);
          if (path.includes('api/state')) { window.answers = (window.answers ?? 0) + 1; await held; }
          return answer;
        };
        new EventSource('/api/events').addEventListener('spoken', () => { window.spoken = true; });
        """
    )
    studio.do("edit", line=index, text="Nobody has played this, and it is there.", unlock=False)
    until(lambda: browser.execute_script("return window.answers && window.spoken"))
    browser.execute_script("window.free()")
    until(lambda: "Nobody has played this" in text_of(browser))
    until(lambda: "not spoken yet" not in text_of(browser))


def test_what_was_changed_is_spoken_in_the_background(studio, browser):
    tab(browser, "script")
    index = next(line["i"] for line in studio.state()["lines"] if not line["quoted"])
    studio.do("edit", line=index, text="Nobody has played this, and it is there.", unlock=False)
    until(lambda: index not in studio.state()["stale"])
    until(lambda: "not spoken yet" not in text_of(browser))
    # What the episode was made with is known by its script's state: words said otherwise are another sound.
    until(lambda: not studio.state()["stale"])
    assert studio.state()["about"]["state"] != "made"
    studio.do("undo")
    assert studio.state()["about"]["state"] == "changed"
