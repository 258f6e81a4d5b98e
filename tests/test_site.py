"""The show's pages and the preview server, with a real browser where there is one."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from shows import NOW, SHOW, change_episode, make_show, redescribe, without

from podcaster import store
from podcaster.cover import contrast
from podcaster.feed.channel import make_channel, place_cover
from podcaster.feed.site.pages import render_pages, speaker_colours, style_sheet
from podcaster.library.writing import write_show
from podcaster.publish.serve import choose_part, open_server
from podcaster.wording import words_of

EPISODE = "2025-03-04-tide-3/"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return make_show(tmp_path_factory.mktemp("site"), 3)


@pytest.fixture
def show(good, tmp_path):
    shutil.copytree(good.output, tmp_path / "output")
    return replace(good, folder=tmp_path)


def pages_of(show):
    channel = make_channel(show, store.load_episodes(show.output), address="", cover=place_cover(show).name, now=NOW)
    return render_pages(channel, show.output)


class Tags(HTMLParser):
    """The elements of a page, and whether they are closed in order."""

    VOID = frozenset({"meta", "link", "img", "input", "br", "hr"})

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.text = [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def test_every_page_is_whole_and_takes_nothing_from_elsewhere(show):
    pages = pages_of(show)
    for path, data in pages.items():
        if not path.endswith(".html"):
            continue
        tags = Tags(data.decode())
        assert tags.open == []
        names = [name for name, _ in tags.found]
        assert "style" not in names
        assert all("src" in attrs or attrs.get("type") == "application/ld+json" for attrs in tags.all("script"))
        assert not any(key.startswith("on") or key == "style" for _, attrs in tags.found for key in attrs)
        folder = path.rpartition("/")[0]
        for _, attrs in tags.found:
            for address in (
                attrs.get("src"),
                attrs.get("href") if attrs.get("rel", "canonical") != "canonical" else "",
            ):
                if not address:
                    continue
                assert "://" not in address
                place = (Path("/") / folder / address).resolve().relative_to("/")
                assert str(place) in pages or (show.output / place).exists() or place.name == "feed.xml"


def test_an_episodes_page_shows_what_was_said_when_and_by_whom(show):
    tags = Tags(pages_of(show)[f"{EPISODE}index.html"].decode())
    cues = [attrs for attrs in tags.all("a") if attrs.get("class") == "cue"]
    assert [(cue["data-start"], cue["data-end"]) for cue in cues] == [
        ("0.000", "1.500"),
        ("1.700", "3.000"),
        ("3.200", "4.400"),
        ("4.500", "5.600"),
    ]
    turns = [attrs["class"] for attrs in tags.all("div") if attrs.get("class", "").startswith("turn")]
    assert turns == ["turn speaker-0", "turn speaker-1", "turn speaker-0", "turn speaker-2"]
    assert "“I ask,” she said <often>." in tags.text
    assert "The voices are synthetic" in tags.text


def test_words_of_strangers_stay_words(show):
    change_episode(show.output / "2025-03-04-tide-3", title="<script>alert(1)</script>", link="javascript:alert(1)")
    nasty = replace(show, show=replace(SHOW, description='"><img src=x onerror=alert(1)>'))
    for path, data in pages_of(nasty).items():
        if path.endswith(".html"):
            assert b"<script>alert" not in data
            assert b"<img src=x" not in data
            assert b"javascript:" not in data


def test_an_episode_without_cover_or_transcript_has_a_page(show):
    folder = show.output / "2025-03-04-tide-3"
    files = store.load_episode(folder).files
    change_episode(folder, files=without(without(files, "cover.jpg"), "transcript.json"), chapters=())
    tags = Tags(pages_of(show)[f"{EPISODE}index.html"].decode())
    assert "This episode has no transcript." in tags.text
    assert any(attrs["src"].startswith("../show-") for attrs in tags.all("img"))


@pytest.mark.parametrize("text", ["[]", "{", '{"segments": [1]}', '{"segments": [{"body": "x"}]}', "[" * 20000])
def test_a_spoilt_transcript_is_left_out(text, show):
    folder = show.output / "2025-03-04-tide-3"
    (folder / "transcript.json").write_text(text)
    redescribe(folder, "transcript.json")
    assert b"has no transcript" in pages_of(show)[f"{EPISODE}index.html"]


def test_the_same_show_gives_the_same_pages(show):
    pages = pages_of(show)
    assert pages == pages_of(show)
    channel = make_channel(show, [], address="", cover="cover.jpg", now=NOW)
    assert [data for path, data in pages.items() if path.endswith(".css")] == [style_sheet(channel)]


def test_speakers_have_colours_and_the_narrator_has_none():
    assert speaker_colours(["Narrator", "Ada", "Grace", "Ada"], "Narrator") == {"Narrator": 0, "Ada": 1, "Grace": 2}
    many = speaker_colours((f"P{n}" for n in range(20)), "Narrator")
    assert set(many.values()) == set(range(1, 9))


def test_lengths_are_told_as_people_tell_them():
    assert [words_of("en").length(s) for s in (6, 59, 61, 600, 3600, 5400)] == [
        "6 s",
        "1 min",
        "1 min",
        "10 min",
        "1 h 0 min",
        "1 h 30 min",
    ]


@pytest.mark.parametrize("title", ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "Read Aloud"])
def test_colours_can_be_read_in_light_and_dark(title, good):
    named = replace(good, show=replace(SHOW, title=title))
    css = style_sheet(make_channel(named, [], address="", cover="cover.jpg", now=NOW)).decode()
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)

    def colour(text, name):
        value = re.search(rf"--{name}: #([0-9a-f]{{6}})", text)[1]
        return tuple(int(value[n : n + 2], 16) for n in (0, 2, 4))

    for part in (light, dark.split("}", 1)[0]):
        paper = colour(part, "paper")
        for name in (*(f"c{n}" for n in range(9)), "ink", "soft"):
            assert contrast(colour(part, name), paper) >= 4.5, (name, part[:20])
    assert contrast(colour(light, "accent"), colour(light, "paper")) >= 4.5
    assert contrast(colour(light, "accent-dark"), colour(dark, "paper")) >= 4.5


def test_what_no_page_leads_to_any_more_is_removed(show):
    write_show(show, NOW)
    folder = show.output / "2025-03-04-tide-3"
    before = {path.name for path in [*show.output.iterdir(), *folder.iterdir()]}
    (folder / "cover.jpg").write_bytes((show.output / "2025-03-03-tide-2" / "cover.jpg").read_bytes())
    redescribe(folder, "cover.jpg")
    mine = show.output / "my-own.css"
    mine.write_text("/* stays */")
    write_show(replace(show, show=replace(show.show, title="Another")), NOW)
    after = {path.name for path in [*show.output.iterdir(), *folder.iterdir()]}
    kinds = [name.partition("-")[0] for name in after if "-" in name]
    for kind in ("site", "icon", "show", "cover", "thumb"):
        assert kinds.count(kind) == (2 if kind == "cover" else 1), (kind, sorted(after))  # the show's and the episode's
    assert len(before - after) >= 5
    assert mine.exists()
    change_episode(folder, draft=True)
    write_show(show, NOW)
    assert not (folder / "index.html").exists()
    assert not (folder / "embed.html").exists()
    assert (folder / "cover.jpg").exists()
    (folder / "index.html").write_text("<p>somebody's own</p>")
    write_show(show, NOW)
    assert (folder / "index.html").exists()


def test_the_pages_are_written_beside_the_feed(show):
    channel, files = write_show(show, NOW)
    assert files[-1] == show.output / "feed.xml"
    assert (show.output / "index.html").is_file()
    assert (show.output / EPISODE / "index.html").is_file()
    assert store.recorded_guid(show.output) == channel.guid
    before = {path: path.read_bytes() for path in files}
    write_show(show, NOW)
    assert {path: path.read_bytes() for path in files} == before
    bare = replace(show, site=replace(show.site, pages=False))
    assert [path.name for path in write_show(bare, NOW)[1]] == ["feed.xml"]


# ---- the server ------------------------------------------------------------------------------------------------------


@pytest.fixture
def server(show):
    with open_server(show, 0, lambda: NOW) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{opened.server_address[1]}/"
        opened.shutdown()
        thread.join()


def ask(address, method="GET", **headers):
    request = urllib.request.Request(
        address, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_audio_is_served_as_hosts_must(show, server):
    audio = (show.output / EPISODE / "tide-3.mp3").read_bytes()
    address = f"{server}{EPISODE}tide-3.mp3"
    status, headers, body = ask(address)
    assert (status, body, headers["Content-Type"]) == (200, audio, "audio/mpeg")
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    status, headers, body = ask(address, "HEAD")
    assert (status, body, headers["Content-Length"]) == (200, b"", str(len(audio)))
    assert ask(address, If_None_Match=headers["ETag"])[0] == 304
    for wanted, expected in (("bytes=10-19", audio[10:20]), ("bytes=-7", audio[-7:]), ("bytes=5-", audio[5:])):
        status, part, body = ask(address, Range=wanted)
        assert (status, body) == (206, expected)
    assert part["Content-Range"] == f"bytes 5-{len(audio) - 1}/{len(audio)}"
    assert ask(address, Range="bytes=5-9", If_Range='"other"')[0] == 200
    status, headers, _ = ask(address, Range=f"bytes={len(audio)}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{len(audio)}")


@pytest.mark.parametrize(
    ("header", "status", "start", "end"),
    [
        ("", 200, 0, 10),
        ("bytes=0-0", 206, 0, 1),
        ("bytes=3-99", 206, 3, 10),
        ("bytes=-99", 206, 0, 10),
        ("bytes=-0", 416, 0, 0),
        ("bytes=7-3", 416, 0, 0),
        ("bytes=-", 200, 0, 10),
        ("bytes=0-1,3-4", 200, 0, 10),
        ("lines=1-2", 200, 0, 10),
        (f"bytes=3-{'9' * 18}", 206, 3, 10),
        (f"bytes=0-{'9' * 5000}", 200, 0, 10),
        (f"bytes=-{'1' * 5000}", 200, 0, 10),
        ("bytes=\u0661-", 200, 0, 10),
    ],
)
def test_ranges_are_read_as_the_standard_says(header, status, start, end):
    part = choose_part(header, 10)
    assert (part.status, part.start, part.end) == (status, start, end)


def test_no_page_of_another_site_reads_what_is_not_out(server):
    """One may be open beside it: its own name may lead here (DNS rebinding), and it may ask from where it is."""
    port = server.split(":")[2].strip("/")
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "evil.localhost",
        "",
        "0.0.0.0",
    ):
        status, _, body = ask(server, Host=host)
        assert (status, b"Tide" in body) == (421, False)
        assert ask(server + "feed.xml", "HEAD", Host=host)[0] == 421
    for host in (f"127.0.0.1:{port}", "localhost:9", "LOCALHOST"):
        assert ask(server, Host=host)[0] == 200
    status, headers, _ = ask(server, Origin="https://evil.example")
    assert status == 200
    assert not [name for name in headers if name.casefold().startswith("access-control-")]
    assert ask(server, "OPTIONS", Origin="https://evil.example")[0] == 501


def test_types_addresses_and_strangers(show, server):
    for path, kind in (
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml"),
        (f"{EPISODE}transcript.vtt", "text/vtt"),
        (f"{EPISODE}chapters.json", "application/json+chapters"),
        (EPISODE, "text/html; charset=utf-8"),
    ):
        status, headers, _ = ask(server + path)
        assert (status, headers["Content-Type"]) == (200, kind)
    assert "script-src 'self'" in ask(server)[1]["Content-Security-Policy"]
    assert ask(server + EPISODE.rstrip("/"))[2] == ask(server + EPISODE)[2]
    for path in (
        "none",
        "../podcaster.toml",
        f"{EPISODE}script.fountain",
        f"{EPISODE}episode.json",
        "%2e%2e/x",
        "show.json",
    ):
        assert ask(server + path)[0] == 404
    assert server.encode() in ask(f"{server}feed.xml")[2]


def test_nonsense_for_an_address_is_answered(server, capfd):
    host, _, port = server.removeprefix("http://").rstrip("/").partition(":")
    for target in ("http://[x", "//[::1/x", "//evil.example/none", "/%ff%00", "/\\..\\x"):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 404"), target
    assert capfd.readouterr().err == ""


def test_a_change_is_seen_at_once_and_drafts_are_hidden(show, server):
    assert b"The tide, part 3" in ask(server)[2]
    change_episode(show.output / "2025-03-04-tide-3", draft=True)
    assert b"The tide, part 3" not in ask(server)[2]
    assert ask(server + EPISODE)[0] == 404
    with open_server(show, 0, lambda: NOW, drafts=True) as opened:
        threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02}).start()
        assert ask(f"http://127.0.0.1:{opened.server_address[1]}/{EPISODE}")[0] == 200
        opened.shutdown()


# ---- a browser -------------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(chromium, server):
    chromium.get_log("browser")
    chromium.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 1100, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    yield chromium
    assert chromium.get_log("browser") == []


def until(condition, seconds=60):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if value := condition():
            return value
        time.sleep(0.05)
    pytest.fail("it did not happen")


def current(browser):
    return browser.execute_script("return document.querySelector('.cue[aria-current]')?.dataset.start")


def ready(browser):
    until(lambda: browser.execute_script("return document.getElementById('audio').readyState >= 1"))


def test_it_plays_and_the_transcript_follows(browser, server):
    browser.get(server + EPISODE)
    ready(browser)
    browser.execute_script("""
        window.seen = [];
        const look = () => seen.push(document.querySelector(".cue[aria-current]")?.dataset.start);
        new MutationObserver(look).observe(document, {attributeFilter: ["aria-current"], subtree: true});
        look();
    """)
    browser.find_element("id", "play").click()
    until(lambda: {"0.000", "1.700", "3.200"} <= set(browser.execute_script("return seen")))
    assert browser.execute_script("return document.querySelector('.chapter[aria-current]').dataset.start") == "3.200"
    assert browser.find_element("id", "chapter").text == "The moon"
    assert browser.find_element("id", "play").get_attribute("aria-label") == "Pause"
    browser.find_element("id", "play").click()
    assert browser.execute_script("return audio.paused")


def test_a_click_on_a_line_or_chapter_goes_there(browser, server):
    browser.get(server + EPISODE)
    ready(browser)
    browser.find_element("css selector", '.cue[data-start="4.500"]').click()
    until(lambda: current(browser) == "4.500")
    assert not browser.execute_script("return audio.paused")
    browser.find_element("css selector", '.chapter[data-start="0.000"]').click()
    until(lambda: current(browser) == "0.000")
    assert browser.current_url.endswith("#t=0.000")


def test_an_address_leads_into_the_middle(browser, server):
    browser.get(f"{server}{EPISODE}#t=3.2")
    ready(browser)
    until(lambda: current(browser) == "3.200")


def test_the_keyboard_is_enough(browser, server):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    def press(key):
        ActionChains(browser).send_keys(key).perform()

    browser.get(server + EPISODE)
    ready(browser)
    reached = []
    for _ in range(18):
        press(Keys.TAB)
        focus = browser.switch_to.active_element
        reached.append(focus.get_attribute("id") or focus.get_attribute("class"))
    assert reached[0] == "skip"
    for name in ("back", "play", "forward", "seek", "speed", "follow", "cue"):
        assert name in reached
    press(Keys.ENTER)
    until(lambda: not browser.execute_script("return audio.paused"))
    assert current(browser) == browser.switch_to.active_element.get_attribute("data-start")
    press("k")
    until(lambda: browser.execute_script("return audio.paused"))
    browser.execute_script("document.activeElement.blur(); audio.currentTime = 5.5")
    press(Keys.ARROW_LEFT)
    until(lambda: abs(browser.execute_script("return audio.currentTime") - 0.5) < 0.2)
    press(" ")
    until(lambda: not browser.execute_script("return audio.paused"))


def test_single_letters_can_be_turned_off_and_stay_so(browser, server):
    """WCAG 2.2, 2.1.4: who dictates types letters without meaning to."""
    from selenium.webdriver.common.action_chains import ActionChains

    def press(key):
        ActionChains(browser).send_keys(key).perform()

    browser.get(server + EPISODE)
    browser.execute_script("localStorage.clear()")
    for wanted in (True, False):
        browser.get(server + EPISODE)
        ready(browser)
        letters = browser.find_element("id", "letters")
        assert letters.is_selected()
        if not wanted:
            browser.execute_script("document.querySelector('details.keys').open = true")
            letters.click()
            browser.get(server + EPISODE)
            ready(browser)
            assert not browser.find_element("id", "letters").is_selected()
        browser.execute_script("document.activeElement.blur(); audio.currentTime = 1")
        press("l")
        time.sleep(0.2)
        assert (browser.execute_script("return audio.currentTime") > 5) is wanted
        press("k")
        time.sleep(0.2)
        assert browser.execute_script("return audio.paused") is not wanted
    browser.execute_script("localStorage.clear()")


def test_the_slider_moves_by_five_and_thirty_seconds(browser, server):
    from selenium.webdriver.common.keys import Keys

    def at(second):
        until(lambda: abs(browser.execute_script("return audio.currentTime") - second) < 0.2)

    browser.get(server + EPISODE)
    ready(browser)
    seek = browser.find_element("id", "seek")
    browser.execute_script("audio.currentTime = 0")
    for key, second in ((Keys.ARROW_RIGHT, 5), (Keys.ARROW_LEFT, 0), (Keys.ARROW_UP, 5), (Keys.ARROW_DOWN, 0)):
        seek.send_keys(key)
        at(second)
    end = browser.execute_script("return audio.duration")
    seek.send_keys(Keys.PAGE_UP)
    at(min(30, end))
    seek.send_keys(Keys.PAGE_DOWN)
    at(max(0, end - 30))


def test_speed_and_jumps(browser, server):
    browser.get(server + EPISODE)
    ready(browser)
    speed = browser.find_element("id", "speed")
    speed.click()
    assert browser.execute_script("return audio.playbackRate") == 1.25
    assert speed.get_attribute("aria-label") == "Speed 1.25"
    browser.find_element("id", "forward").click()
    until(lambda: browser.execute_script("return audio.currentTime") > 5)
    browser.find_element("id", "back").click()
    until(lambda: browser.execute_script("return audio.currentTime") == 0)


@pytest.mark.parametrize("path", ["", EPISODE])
@pytest.mark.parametrize("width", [320, 375])
def test_it_can_be_read_on_a_phone(path, width, browser, server):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 700, "deviceScaleFactor": 2, "mobile": True}
    )
    browser.get(server + path)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    small = browser.execute_script(
        "return [...document.querySelectorAll('p, a, span, li')].filter(e => e.offsetParent && e.textContent.trim()"
        " && parseFloat(getComputedStyle(e).fontSize) < 13).map(e => e.outerHTML)"
    )
    assert small == []
    buttons = browser.execute_script(
        "return [...document.querySelectorAll('button')].map(e => Math.min(e.offsetWidth, e.offsetHeight))"
    )
    assert all(size >= 44 for size in buttons)


def test_dark_mode_has_a_dark_page(browser, server):
    colours = []
    for scheme in ("light", "dark"):
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        )
        browser.get(server)
        colours.append(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
    assert colours == ["rgb(251, 249, 245)", "rgb(22, 23, 26)"]


def test_without_scripts_the_browsers_own_player_stays(browser, server):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(server + EPISODE)
        audio = browser.find_element("id", "audio")
        assert audio.is_displayed()
        assert audio.get_attribute("controls") == "true"
        assert not browser.find_element("id", "play").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
