"""The pages of the hard show before outside judges: the W3C's HTML checker, and axe."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hard_show import MARKS, WORDS, copy_hard_show
from test_clients import needs, serving

from podcaster import settings as conf
from podcaster import store
from podcaster.model import CorrectionNote
from podcaster.publish.run import Sending, publish
from podcaster.publish.targets import find_place

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def npm_file(name: str) -> Path:
    """A file of an npm package."""
    for place in os.environ.get("NODE_PATH", "").split(os.pathsep):
        if place and (path := Path(place) / name).is_file():
            return path
    pytest.skip(f"{name} is not in NODE_PATH (npm)")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory):
    """The folder that a web host serves, and its address."""
    settings = copy_hard_show(tmp_path_factory, "judged")
    for number, item in enumerate(store.load_episodes(settings.output)):
        kinds = ("full", "trailer", "bonus")
        note = CorrectionNote(NOW, f"{WORDS[number % len(WORDS)][0]} {MARKS}")
        store.save_episode(item.folder, replace(item.episode, kind=kinds[number % 3], season=2, corrections=(note,)))
    folder = tmp_path_factory.mktemp("judged-www")
    with serving(folder) as address:
        place = find_place("www", conf.Target(str(folder), address=address), folder)
        outcome = publish(settings, place, NOW, Sending())
        assert outcome.sent, outcome.findings
        yield folder, address


def test_the_html_checker_finds_nothing(out) -> None:
    needs("java")
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    pages = sorted(str(path) for path in out[0].rglob("*.html"))
    assert len(pages) == 1 + 2 * 33
    command = [
        "java",
        "-Xss4m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(jar),
        "--format",
        "json",
        *pages,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert sorted({(each["type"], each["message"], each.get("extract", "")) for each in messages}) == []


def test_axe_finds_nothing(out, chromium) -> None:
    """Each page wide and narrow, light and dark; the first of each kind narrow in light and wide in dark colours too.

    A page is loaded once, and then changes its size and colours: the judge takes longer than all the rest.
    """
    axe = npm_file("axe-core/axe.min.js").read_text("utf-8")
    folder, address = out
    one_of_each = sorted({path.parent.name for path in folder.rglob("*/index.html")})[: len(WORDS)]
    found = []
    paths = ["", *(f"{name}/{page}" for name in one_of_each for page in ("", "embed.html"))]
    for number, path in enumerate(paths):
        chromium.get(address + path)
        chromium.execute_script("for (const each of document.querySelectorAll('details')) each.open = true;")
        chromium.execute_script(axe)
        views = [(1100, "light"), (360, "dark"), (360, "light"), (1100, "dark")]
        for width, scheme in views[: 4 if number < 3 else 2]:
            show_as(chromium, width, scheme)
            wider = "const page = document.documentElement; return page.scrollWidth - page.clientWidth"
            assert chromium.execute_script(wider) == 0, (path, width)  # on pages from right to left too
            result = chromium.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
            found += [
                (path, width, scheme, each["id"], node["html"][:200], node["failureSummary"][:300])
                for each in result["violations"]
                for node in each["nodes"]
            ]
    assert found == []


def show_as(chromium, width: int, scheme: str) -> None:
    """Give the page a size and the colours of a reader's system."""
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    seen = "return [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"
    assert chromium.execute_script(seen) == [width, scheme == "dark"]
