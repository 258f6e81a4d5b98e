"""The pages of the hard show before outside judges: the W3C's HTML checker, and axe."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hard_show import MARKS, WORDS, make_hard_show
from test_clients import needs, serving
from test_site import chromium  # noqa: F401  (a fixture)

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
    settings = make_hard_show(tmp_path_factory.mktemp("judged"))
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
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    assert sorted({(each["type"], each["message"], each.get("extract", "")) for each in messages}) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 360])
def test_axe_finds_nothing(scheme: str, width: int, out, chromium) -> None:  # noqa: F811
    axe = npm_file("axe-core/axe.min.js").read_text("utf-8")
    folder, address = out
    one_of_each = sorted({path.parent.name for path in folder.rglob("*/index.html")})[: len(WORDS)]
    paths = ["", *(f"{name}/{page}" for name in one_of_each for page in ("", "embed.html"))]
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    found = []
    for path in paths:
        chromium.get(address + path)
        chromium.execute_script("for (const each of document.querySelectorAll('details')) each.open = true;")
        chromium.execute_script(axe)
        result = chromium.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
        found += [
            (path, each["id"], node["html"][:200], node["failureSummary"][:300])
            for each in result["violations"]
            for node in each["nodes"]
        ]
    assert found == []
