"""Studios for the tests: a real server in a process of its own, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest

from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.project import OpenProject
from podcaster.script import read_script
from podcaster.settings import load_settings
from tests import commands
from tests.shows import in_doubt

ARTICLE = """# The bridge at Ferris Lock

The bridge was closed on Monday. "It moved under my feet," said Mara Lind, who keeps the lock.

"I have asked for money three times," said Tom Berg, the engineer.

Somebody had written on the wall.

"Nobody answered the telephone 🙂."

"Nobody ever will."

Lind was not surprised. "They never do," she said.
"""
SOUND = "--autoplay-policy=no-user-gesture-required"
DOUBTFUL = ("telephone", "ever will")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("studio")
    (folder / "podcaster.toml").write_text("# My own words stay.\n[sound]\ntheme = ''\n")
    (folder / "bridge.md").write_text(ARTICLE, "utf-8")
    made = make([str(folder / "bridge.md")], load_settings(folder), Wishes(), lambda *_: None)
    return folder, made.folder.name


class Studio:
    """A studio that runs in a process of its own."""

    def __init__(self, show: Path, name: str, *options: str, bound: bool = False) -> None:
        self.show, self.folder = show, show / "output" / name
        self.options, self.bound = options, bound
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115  (open as long as the studio is)
        self.start()

    def start(self) -> None:
        options = ["--port", "0", "--no-browser", "--who", "Ada", *self.options]
        command = ["--show", str(self.show), "studio", self.folder.name, *options]
        if self.bound:  # by permissions, which root is not
            line = [*commands.ordinary_user(), sys.executable, "-m", "podcaster", *command]
            self.process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=self._said, text=True)
        else:
            self.process = commands.start(command, stdout=subprocess.PIPE, stderr=self._said, text=True)
        self.address = self.process.stdout.readline().strip()
        base, _, self.token = self.address.partition("/?token=")
        self.base = base
        self.client = httpx.Client(
            base_url=base,
            cookies={f"podcaster_studio_{base.rpartition(':')[2]}": self.token},
            headers={"Origin": base, "X-Studio": "1", "Sec-Fetch-Site": "same-origin"},
            timeout=300,
            limits=httpx.Limits(keepalive_expiry=2),  # the server closes what is idle for 5 s: a browser asks again
        )
        for _ in range(200):
            try:
                self.client.get("/")
            except httpx.ConnectError:
                time.sleep(0.05)
            else:
                return

    def said(self):
        """What it has said where it runs, besides its address."""
        self._said.seek(0)
        return self._said.read()

    def state(self):
        answer = self.client.post("/api/state", json={"have": {}}).json()
        assert "parts" in answer, answer
        parts = answer["parts"]
        return {name: part["value"] for name, part in parts.items()}

    def do(self, operation, **values):
        return self.client.post("/api/do", json={"name": operation, "values": values, "have": {}})

    def script(self):
        return read_script((self.folder / "script.fountain").read_text("utf-8"), "s", people=["Mara Lind", "Tom Berg"])

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def close(self):
        self.client.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process.stdout.close()


@pytest.fixture
def studio(pristine, tmp_path):
    show = tmp_path / "show"
    shutil.copytree(pristine[0], show)
    config = load_settings(show)
    project = OpenProject(show / "output" / pristine[1], config, "setup")
    project.do("Nobody is sure.", lambda script: in_doubt(script, DOUBTFUL))
    running = Studio(show, pristine[1])
    yield running
    running.close()


@pytest.fixture(scope="session")
def chromium():
    """A browser for all tests of a process: each has a window of its own in it."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from selenium.webdriver.chrome.service import Service

    driver = shutil.which("chromedriver")
    if driver is None or not (shutil.which("chromium") or shutil.which("google-chrome")):
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900", SOUND):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    opened.set_script_timeout(120)
    yield opened
    opened.quit()


@pytest.fixture
def browser(chromium, studio):
    first = chromium.current_window_handle
    chromium.switch_to.new_window("tab")
    chromium.set_window_size(1280, 900)
    load(chromium, studio.address)
    yield chromium
    problems = [entry["message"] for entry in chromium.get_log("browser") if entry["level"] == "SEVERE"]
    for window in chromium.window_handles:
        if window != first:
            chromium.switch_to.window(window)
            chromium.close()
    chromium.switch_to.window(first)
    chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})
    # What the page expects: the server refuses something, or was stopped by the test and came back.
    expected = ("status of 400", "status of 403", "status of 409", "status of 507", "net::ERR_")
    others = [each for each in problems if not any(words in each for words in expected)]
    assert not others, others


def load(browser, address):
    """Open a page of the studio, until it can be used."""
    browser.get(address)
    until(lambda: browser.execute_script("return document.body?.dataset.ready === 'yes'"))


def until(true, seconds=120.0):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if value := true():
            return value
        time.sleep(0.05)
    raise AssertionError("It did not come.")


def settled(browser):
    """Wait until the server has answered all that the page has asked for, and the page has drawn it."""
    browser.execute_async_script(
        "const done = arguments[0]; import('/assets/server.js').then((server) => server.refresh()).then(() => done());"
    )


def keys(browser, *signs):
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*signs).perform()


def save(browser):
    """Control and Enter keeps what was edited."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()


def go_to(browser, number):
    """Alt and a digit opens a view."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(browser).key_down(Keys.ALT).send_keys(number).key_up(Keys.ALT).perform()


def text_of(browser, selector="main"):
    return browser.execute_script(f"return document.querySelector({selector!r})?.innerText ?? ''")


def tab(browser, name):
    browser.execute_script(f"document.querySelector('[data-tab={name}]').click()")


def press(browser, selector, *signs):
    """Put the keyboard on an element and press keys, Enter without any."""
    from selenium.webdriver.common.keys import Keys

    browser.execute_script(f"document.querySelector({selector!r}).focus()")
    keys(browser, *(signs or (Keys.ENTER,)))


def found_by_axe(browser):
    """What axe finds in what the page shows, in light and dark."""
    source = next((p for p in os.environ.get("NODE_PATH", "").split(os.pathsep) if Path(p, "axe-core").is_dir()), None)
    if source is None:
        pytest.skip("axe-core is not in NODE_PATH (npm)")
    if not browser.execute_script("return typeof axe === 'object'"):
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
        browser.execute_script(Path(source, "axe-core", "axe.min.js").read_text("utf-8"))
    run = (
        "const [theme, done] = arguments; document.documentElement.dataset.theme = theme;"
        "axe.run().then((told) => done(told.violations.map((each) => [theme, each.id, each.nodes[0].html])));"
    )
    return [each for theme in ("light", "dark") for each in browser.execute_async_script(run, theme)]


def write_sound(path, seconds=2.0):
    """A recording: a tone, loud and mono."""
    import wave

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        half = (8000).to_bytes(2, "little", signed=True) * 40 + (-8000).to_bytes(2, "little", signed=True) * 40
        file.writeframes(half * round(seconds * 200))
    return path


def attach(browser, selector, path):
    """Give a file to a page's input; a page that is drawn anew meanwhile has another input in its place."""
    from selenium.common.exceptions import StaleElementReferenceException

    def given():
        try:
            browser.find_element("css selector", selector).send_keys(str(path))
        except StaleElementReferenceException:
            return False
        return True

    until(given)
