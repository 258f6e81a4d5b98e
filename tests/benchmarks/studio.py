"""How the studio feels on a long script: until it can be used, from a key to the next decision, to a changed line.

    python tests/benchmarks/studio.py [--lines 1000] [--kills 0] [--keys 12] [--minutes 0] [--natural FOLDER]

Makes a show of its own in a temporary folder, opens it in Chromium (chromedriver), and prints medians and the worst:

* ready: from asking for the page to its last script's end, the server warm
* key: from a key that settles a doubtful speaker to the frame that shows the next one, in the page's own clock
* told: the same, until the server has said that it is on disk
* heard: from asking for a line that was changed to its last byte
* script: from asking for the script's view to the frame behind the one that shows it
* frames: between two frames while the whole script is scrolled, the page's own work for each, its elements and memory;
  blank: the same of a page with nothing in it, which is what this machine can do
* memory: the server's resident set, and what is its own of it, at the end; engines in their processes not counted
* natural: a line of 15 words, changed, in a natural voice (the folder of the real model), and the model's own time
* minutes: the server's memory while the page stays open so long and somebody changes, hears and undoes a line in turn
* kills: how often a killed server came back with every confirmed change
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from podcaster.model import Wishes
from podcaster.pipeline import make
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
    until(lambda: browser.execute_script("return document.body?.dataset.ready === 'yes'"))
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


SCROLL = """
const done = arguments[0];
const main = document.querySelector('main');
const frames = [];
let before = performance.now();
const step = (now) => {
  frames.push(now - before);
  before = now;
  const at = main.scrollTop;
  main.scrollTop += 90;
  if (frames.length < 240 && main.scrollTop > at) requestAnimationFrame(step);
  else done(frames.slice(2));
};
main.scrollTop = 0;
requestAnimationFrame((now) => { before = now; requestAnimationFrame(step); });
"""
BLANK = (
    "data:text/html,<!doctype html><main style='overflow:auto;height:100vh'><div style='height:90000px'></div></main>"
)
FRAME = 17.0
"""Milliseconds: a frame that came later was not one of 60 a second."""
OPEN = """
const done = arguments[0];
const begun = performance.now();
document.querySelector('[data-tab=script]').click();
requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
"""
PAUSE = 5
"""Seconds between two changes of somebody who works for an hour."""
FIFTEEN = "of the keepers said that the bridge had moved under the water before the morning."


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
            until(lambda: browser.execute_script("return document.body?.dataset.ready === 'yes'"))
            ready.append(browser.execute_script("return Number(document.body.dataset.time)"))
        told("ready", ready, "ms")
        told("key", [browser.execute_async_script(KEY) for _ in range(keys)], "ms")
        scroll(browser)
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
    memory(studio)


def memory(studio: Studio) -> None:
    """Print the server's memory."""
    status = Path(f"/proc/{studio.process.pid}/status")
    if status.exists():
        wanted = ("VmRSS", "RssAnon")
        print("memory  ", *(line for line in status.read_text().splitlines() if line.startswith(wanted)))


def stay(studio: Studio, minutes: float) -> None:
    """Work at a calm pace with the page open, and print the memory as it goes."""
    browser = open_browser(studio.address)
    begun, changes = time.monotonic(), 0
    try:
        for part in range(6):
            while time.monotonic() - begun < minutes * 60 * (part + 1) / 6:
                changes += 1
                line = 3 + changes % 200
                studio.do("edit", line=line, text=f"It was said in change {changes} of this line.", unlock=True)
                studio.client.get(f"/api/line/{line}.wav").raise_for_status()
                studio.do("undo")
                time.sleep(PAUSE)
            print(f"{minutes * (part + 1) / 6:4.0f} min, {changes} changes;", end=" ")
            memory(studio)
    finally:
        browser.quit()


def scroll(browser) -> None:
    """Scroll through the whole script, and through a page with nothing in it."""
    opened = []
    for _ in range(5):
        browser.execute_script("document.querySelector('[data-tab=review]').click()")
        opened.append(browser.execute_async_script(OPEN))
    told("script", opened, "ms")
    browser.execute_cdp_cmd("Performance.enable", {})
    frames(browser, "frames")
    browser.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    count = browser.execute_script("return document.querySelectorAll('*').length")
    print(f"page     {count} elements, {metric(browser, 'JSHeapUsedSize') / 1e6:.1f} MB of JavaScript's")
    browser.get(BLANK)
    browser.execute_cdp_cmd("Performance.enable", {})
    frames(browser, "blank")


def frames(browser, name: str) -> None:
    """Scroll what there is, and print how frames follow each other."""
    before = metric(browser, "TaskDuration")
    between = sorted(browser.execute_async_script(SCROLL))
    work = (metric(browser, "TaskDuration") - before) * 1000 / len(between)
    share = sum(each < FRAME for each in between) / len(between)
    print(
        f"{name:8} median {statistics.median(between):8.1f} ms   95 % {between[round(len(between) * 0.95)]:8.1f} ms"
        f"   of {len(between)}, {share:.0%} under {FRAME:.0f} ms; the page's work {work:.1f} ms a frame"
    )


def metric(browser, name: str) -> float:
    """One of Chromium's own measurements of a page."""
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(each["value"] for each in metrics if each["name"] == name)


def natural(folder: Path) -> None:
    """How long a changed line takes in a natural voice."""
    from podcaster.engines import Engines

    with tempfile.TemporaryDirectory() as place:
        show = Path(place)
        (show / "podcaster.toml").write_text(f"[sound]\ntheme = ''\n[engines.kokoro]\nvoices = '{folder}'\n")
        (show / "short.md").write_text(article(12), "utf-8")
        made = make([str(show / "short.md")], load_settings(show), Wishes(), lambda *_: None)
        studio = Studio(show, made.folder.name)
        settings = load_settings(show)
        try:
            engine = studio.state()["cast"][0]["engine"]
            heard, own, spent, own_spent = [], [], [], []
            studio.client.get("/api/line/0.wav").raise_for_status()
            with Engines(settings) as engines:
                model = engines.get("kokoro")
                voice = next(each for each in model.voices() if each.name == "bf_emma")
                model.synthesize("It is ready.", voice)
                for number in range(7):
                    text = f"{['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'][number]} {FIFTEEN}"
                    studio.do("edit", line=2, text=text, unlock=True)
                    begun, busy = time.perf_counter(), processor(studio)
                    studio.client.get("/api/line/2.wav").raise_for_status()
                    heard.append((time.perf_counter() - begun) * 1000)
                    spent.append((processor(studio) - busy) * 1000)
                    begun, busy = time.perf_counter(), time.process_time()
                    model.synthesize(text, voice)
                    own.append((time.perf_counter() - begun) * 1000)
                    own_spent.append((time.process_time() - busy) * 1000)
            told("natural", heard, f"ms ({engine})")
            told("model", own, "ms, by one thread")
            told("  cpu", spent, "ms of the studio's")
            told("  cpu", own_spent, "ms of the model's")
        finally:
            studio.close()


def processor(studio: Studio) -> float:
    """The processor time of the studio's process until now, in seconds."""
    fields = Path(f"/proc/{studio.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


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
    options.add_argument("--minutes", type=float, default=0)
    options.add_argument("--natural", type=Path)
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as cache:
        os.environ["PODCASTER_CACHE"] = cache  # nothing was spoken by an earlier run
        show = Path(place)
        (show / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
        (show / "long.md").write_text(article(wanted.lines), "utf-8")
        made = make([str(show / "long.md")], load_settings(show), Wishes(), lambda *_: None)
        studio = Studio(show, made.folder.name)
        try:
            print(f"{len(studio.state()['lines'])} lines, {len(studio.state()['decisions'])} in doubt")
            measure(studio, wanted.keys)
            if wanted.minutes:
                stay(studio, wanted.minutes)
            kill(studio, wanted.kills)
        finally:
            studio.close()
        if wanted.natural:
            natural(wanted.natural)


if __name__ == "__main__":
    main()
