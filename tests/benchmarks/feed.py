"""How long the feed of 1,000 episodes takes, next to reading it back with ElementTree.

Run: python tests/benchmarks/feed.py

The claim: writing a feed (from its episode.json files on disk, notes and all) takes at most ten times the CPU time
that the standard library's ElementTree needs to parse the result. Both are measured in this process, in turns, best
of five.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).parent.parent))

from shows import NOW, make_episode, show_settings

from podcaster import store
from podcaster.feed.channel import make_channel
from podcaster.feed.rss import render_feed

EPISODES = 1000


def make_many(output: Path) -> None:
    """Write the episode.json and notes of many episodes, after one real one."""
    model = make_episode(output)
    episode, notes = store.load_episode(model), (model / "notes.html").read_text()
    for number in range(2, EPISODES + 1):
        published = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(days=number)
        folder = output / f"{published:%Y-%m-%d}-tide-{number}"
        folder.mkdir()
        (folder / "notes.html").write_text(notes)
        changed = replace(episode, number=number, guid=f"guid-{number}", published=published, slug=f"tide-{number}")
        store.save_episode(folder, changed)


def main() -> None:
    """Measure both, and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        settings = show_settings(Path(folder))
        settings = replace(settings, feed=replace(settings.feed, limit=EPISODES))
        make_many(settings.output)
        reading, writing, parsing = [], [], []
        for _ in range(5):
            begun = time.process_time()
            episodes = store.load_episodes(settings.output)
            read = time.process_time()
            channel = make_channel(settings, episodes, address="", cover="cover.jpg", now=NOW)
            data = render_feed(channel)["feed.xml"]
            written = time.process_time()
            ET.fromstring(data)
            reading.append(read - begun)
            writing.append(written - read)
            parsing.append(time.process_time() - written)
        read, written, parsed = min(reading), min(writing), min(parsing)
        print(f"{EPISODES} episodes, {len(data) / 1e6:.2f} MB")
        print(f"read episode.json {read * 1000:.0f} ms, write {written * 1000:.0f} ms, parse {parsed * 1000:.0f} ms")
        print(f"write / parse {written / parsed:.1f}, read and write / parse {(read + written) / parsed:.1f}")


if __name__ == "__main__":
    main()
