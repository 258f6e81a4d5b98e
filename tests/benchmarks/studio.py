"""How the studio feels on a long script: until it can be used, from a key to the next decision, to a changed line.

    python tests/benchmarks/studio.py [--lines 1000] [--kills 0] [--keys 20]

Makes a show of its own in a temporary folder, opens it in Chromium (chromedriver), and prints medians and the worst:

* ready: from asking for the page to its last script's end, the server warm
* key: from a key that settles a doubtful speaker to the frame that shows the next one, in the page's own clock
* told: the same, until the server has said that it is on disk
* heard: from asking for a line that was changed to its last byte
* memory: the server's resident set at the end, engines not counted
* kills: how often a killed server came back with every confirmed change
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from podcaster.pipeline import Wishes, make
from podcaster.settings import load_settings
from tests.studios import Studio, until

WORDS = tuple(
    "the bridge river water gate lock keeper engineer council money road winter stone wall light boat engine morning "  # noqa: SIM905
    "evening village harbour market school paper letter meeting report answer question promise".split()
)
NAMES = ["Mara Lind", "Tom Berg", "Ann Poole", "Grace Okafor", "Ravi Menon", "Ines Duarte", "Olga Petrova", "Sam Hall"]
LINES_A_PARAGRAPH = 4


def article(lines: int) -> str:
    """An article that becomes a script of about so many lines, every sixteenth paragraph in doubt."""
    dice = random.Random(3)

    def sentence(count: int) -> str:
        return " ".join(dice.choice(WORDS) for _ in range(count)).capitalize()

    paragraphs = []
    for number in range(lines // LINES_A_PARAGRAPH):
        who = NAMES[number % len(NAMES)] if number < 20 else dice.choice(NAMES).split()[-1]
        paragraphs.append(
            f'{sentence(9)}. "{sentence(8)}," somebody shouted. "{sentence(5)}."'
            if number % 16 == 5
            else f'{sentence(10)}. "{sentence(8)}," said {who}. "{sentence(7)}."'
        )
    return "# A long day\n\n" + "\n\n".join(paragraphs) + "\n"


def open_browser(address: str):
    """Chromium on the studio's page."""
    import shutil

    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    browser.set_script_timeout(60)
    browser.get(address)
    until(lambda: browser.execute_script("return document.body.dataset.ready === 'yes'"))
    return browser


KEY = """
const done = arguments[0];
const text = () => document.querySelector('.card blockquote')?.innerText;
const before = text();
const begun = performance.now();
document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
const ended = () => requestAnimationFrame(() => done(performance.now() - begun));
const look = () => text() === before ? requestAnimationFrame(look) : ended();
requestAnimationFrame(look);
"""


def told(name: str, values: list[float], unit: str) -> None:
    """Print a row."""
    middle = statistics.median(values)
    print(f"{name:8} median {middle:8.1f} {unit}   worst {max(values):8.1f} {unit}   of {len(values)}")


def measure(studio: Studio, keys: int) -> None:
    """Print all but the kills."""
    browser = open_browser(studio.address)
    try:
        ready = []
        for _ in range(5):
            browser.refresh()
            until(lambda: browser.execute_script("return document.body.dataset.ready === 'yes'"))
            ready.append(browser.execute_script("return Number(document.body.dataset.time)"))
        told("ready", ready, "ms")
        told("key", [browser.execute_async_script(KEY) for _ in range(keys)], "ms")
    finally:
        browser.quit()
    on_disk, heard = [], []
    for number in range(10):
        begun = time.perf_counter()
        studio.do("edit", line=2, text=f"It was said the {number}th time that the bridge had moved.", unlock=True)
        on_disk.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        studio.client.get("/api/line/2.wav").raise_for_status()
        heard.append((time.perf_counter() - begun) * 1000)
    told("told", on_disk, "ms")
    told("heard", heard, "ms")
    status = Path(f"/proc/{studio.process.pid}/status")
    if status.exists():
        print("memory  ", next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")))


def kill(studio: Studio, times: int) -> None:
    """Kill the server while it changes things, and count what is lost."""
    lost, confirmed = 0, set()
    for number in range(times):
        for step in range(3):
            text = f"Change {number} {step} of the editor."
            if studio.do("insert", line=0, role="Narrator", text=text).status_code == 200:
                confirmed.add(text)
        studio.kill()
        studio.start()
        there = {line["text"] for line in studio.state()["lines"]}
        lost += len(confirmed - there)
    if times:
        print(f"kills    {times}, confirmed changes {len(confirmed)}, lost {lost}")


def main() -> None:
    """Make the show, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lines", type=int, default=1000)
    options.add_argument("--keys", type=int, default=12)
    options.add_argument("--kills", type=int, default=0)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        show = Path(place)
        (show / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        (show / "long.md").write_text(article(wanted.lines), "utf-8")
        made = make([str(show / "long.md")], load_settings(show), Wishes(), lambda *_: None)
        studio = Studio(show, made.folder.name)
        try:
            print(f"{len(studio.state()['lines'])} lines, {len(studio.state()['decisions'])} in doubt")
            measure(studio, wanted.keys)
            kill(studio, wanted.kills)
        finally:
            studio.close()


if __name__ == "__main__":
    main()
