"""The feed of a show."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import A_TIDE, ADDRESS, NOW, SHOW, change_episode, make_show

from podcaster import settings as conf
from podcaster import store
from podcaster.cover import draw_cover
from podcaster.errors import SettingsError
from podcaster.feed.categories import CATEGORIES, is_language, known_categories, split_category
from podcaster.feed.channel import make_channel, place_cover, web_address
from podcaster.feed.description import MAX_DESCRIPTION, cut, describe
from podcaster.feed.rss import paginate, render_feed
from podcaster.feed.xml import NAMESPACES, add, serialise
from podcaster.model import Chapter


def channel_of(settings, **changes):
    known = {"address": "", "cover": place_cover(settings).name, "now": NOW}
    return make_channel(settings, store.load_episodes(settings.output), **(known | changes))


def feed_of(settings, **changes):
    return ET.fromstring(render_feed(channel_of(settings, **changes))["feed.xml"])


def texts(root, path):
    return [element.text for element in root.findall(path, NAMESPACES)]


@pytest.fixture
def show(tmp_path):
    return make_show(tmp_path)


def test_the_channel_says_what_directories_ask_for(show):
    root = feed_of(show)
    channel = root.find("channel")
    assert root.attrib == {"version": "2.0"}
    assert texts(channel, "title") == ["Read Aloud & “Well”"]
    assert texts(channel, "link") == [ADDRESS]
    assert texts(channel, "description") == ["Articles, read aloud."]
    assert texts(channel, "language") == ["en"]
    assert texts(channel, "itunes:author") == ["The Readers"]
    assert texts(channel, "itunes:explicit") == ["false"]
    assert texts(channel, "itunes:type") == ["episodic"]
    assert texts(channel, "itunes:owner/itunes:email") == ["show@show.example"]
    outer = channel.findall("itunes:category", NAMESPACES)
    assert [item.get("text") for item in outer] == ["News", "Society & Culture"]
    inner = channel.find("itunes:category/itunes:category", NAMESPACES)
    assert inner.get("text") == "Daily News"
    cover = channel.find("itunes:image", NAMESPACES).get("href")
    assert re.fullmatch(ADDRESS + r"cover-[0-9a-f]{8}\.jpg", cover)
    assert texts(channel, "image/url") == [cover]
    own = [item for item in channel.findall("atom:link", NAMESPACES) if item.get("rel") == "self"]
    assert [(item.get("href"), item.get("type")) for item in own] == [(ADDRESS + "feed.xml", "application/rss+xml")]
    assert texts(channel, "podcast:guid") == [store.address_guid(ADDRESS + "feed.xml")]
    assert channel.find("podcast:locked", NAMESPACES).attrib == {"owner": "show@show.example"}
    assert texts(channel, "podcast:txt") == ["true"]
    assert texts(channel, "podcast:license") == ["cc-by-4.0"]
    assert channel.find("podcast:funding", NAMESPACES).attrib == {"url": "https://show.example/give"}


def test_an_item_says_what_apps_ask_for(show):
    item = feed_of(show).find("channel/item")
    folder = ADDRESS + "2025-03-04-tide-3/"
    size = (show.output / "2025-03-04-tide-3" / "tide-3.mp3").stat().st_size
    assert item.find("enclosure").attrib == {"url": folder + "tide-3.mp3", "length": str(size), "type": "audio/mpeg"}
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert texts(item, "pubDate") == ["Tue, 04 Mar 2025 06:00:00 +0000"]
    assert texts(item, "link") == [folder]
    assert texts(item, "itunes:duration") == ["6"]
    assert texts(item, "itunes:season") + texts(item, "itunes:episode") == ["1", "3"]
    assert texts(item, "itunes:episodeType") == ["full"]
    cover = hashlib.sha256((show.output / "2025-03-04-tide-3" / "cover.jpg").read_bytes()).hexdigest()
    assert item.find("itunes:image", NAMESPACES).get("href") == f"{folder}cover-{cover[:8]}.jpg"
    transcripts = [(t.get("url"), t.get("type"), t.get("rel")) for t in item.findall("podcast:transcript", NAMESPACES)]
    assert transcripts == [
        (folder + "transcript.vtt", "text/vtt", None),
        (folder + "transcript.srt", "application/x-subrip", "captions"),
        (folder + "transcript.json", "application/json", None),
    ]
    chapters = item.find("podcast:chapters", NAMESPACES)
    assert chapters.attrib == {"url": folder + "chapters.json", "type": "application/json+chapters"}
    simple = [(c.get("start"), c.get("title")) for c in item.findall("psc:chapters/psc:chapter", NAMESPACES)]
    assert simple == [("00:00:00.000", "The sea & you"), ("00:00:03.200", "The moon")]
    assert texts(item, "podcast:txt") == ["true"]
    assert "00:03 The moon" in item.findtext("description")
    assert "The voices are synthetic" in item.findtext("description")
    assert "https://paper.example/tide-3?a=1&amp;b=2" in item.findtext("description")
    assert "<h1>" not in item.findtext("content:encoded", namespaces=NAMESPACES)
    assert "<li>Grace Møller</li>" in item.findtext("content:encoded", namespaces=NAMESPACES)


def people(settings):
    item = feed_of(settings).find("channel/item")
    return [(person.text, person.get("role")) for person in item.findall("podcast:person", NAMESPACES)]


def test_people_quoted_are_guests_only_if_the_show_says_so(show):
    known = [("The Readers", "host"), ("Mary Wren", "author"), ("Narrator (synthetic voice)", "narrator")]
    assert people(show) == known
    with_guests = replace(show, show=replace(show.show, guests=True))
    assert people(with_guests) == [*known, ("Grace Møller", "guest"), ("Alan Okafor", "guest")]


def test_the_same_show_gives_the_same_bytes(show, tmp_path):
    other = make_show(tmp_path / "other")
    assert render_feed(channel_of(show)) == render_feed(channel_of(other, now=NOW + timedelta(days=40)))


def test_the_build_has_the_date_of_the_newest_change(show):
    assert feed_of(show).findtext("channel/lastBuildDate") == "Tue, 04 Mar 2025 06:00:00 +0000"
    change_episode(show.output / "2025-03-02-tide-1", changed=datetime(2025, 5, 1, 8, tzinfo=UTC))
    assert feed_of(show).findtext("channel/lastBuildDate") == "Thu, 01 May 2025 08:00:00 +0000"


def test_drafts_and_episodes_of_the_future_stay_out(show):
    change_episode(show.output / "2025-03-03-tide-2", draft=True)
    early = datetime(2025, 3, 3, 12, tzinfo=UTC)
    assert texts(feed_of(show), "channel/item/itunes:episode") == ["3", "1"]
    assert texts(feed_of(show, now=early), "channel/item/itunes:episode") == ["1"]


def test_an_episode_keeps_its_guid_when_title_audio_and_host_change(show):
    before = texts(feed_of(show), "channel/item/guid")
    folder = show.output / "2025-03-02-tide-1"
    change_episode(folder, title="Other", duration=7.0)
    assert texts(feed_of(show, address="https://elsewhere.example/"), "channel/item/guid") == before


def test_a_show_keeps_its_guid_when_it_moves(show):
    store.record_guid(show.output, channel_of(show).guid)
    moved = feed_of(show, address="https://elsewhere.example/")
    assert texts(moved, "channel/podcast:guid") == [store.address_guid(ADDRESS + "feed.xml")]


def test_a_moved_feed_says_where_to(show):
    moved = replace(show, feed=replace(show.feed, moved_to="https://new.example/feed.xml"))
    assert texts(feed_of(moved), "channel/itunes:new-feed-url") == ["https://new.example/feed.xml"]


def test_prefixes_count_downloads_and_leave_the_guid_alone(show):
    counted = replace(show, feed=replace(show.feed, prefixes=("https://op3.dev/e/", "https://count.example/x")))
    item = feed_of(counted).find("channel/item")
    path = "show.example/cast/2025-03-04-tide-3/tide-3.mp3"
    assert item.find("enclosure").get("url") == f"https://op3.dev/e/count.example/x/{path}"
    assert texts(feed_of(counted), "channel/item/guid") == texts(feed_of(show), "channel/item/guid")


def test_a_private_complete_serial_show_says_so(show):
    changed = replace(
        show.show,
        private=True,
        complete=True,
        type="serial",
        explicit=True,
        locked=False,
        persons=(conf.ShowPerson("Ada", "co-host", link="https://ada.example"),),
        licence="House rules",
        licence_link="https://show.example/rules",
    )
    channel = feed_of(replace(show, show=changed)).find("channel")
    assert texts(channel, "itunes:block") + texts(channel, "itunes:complete") == ["Yes", "Yes"]
    assert texts(channel, "podcast:block") == ["yes"]
    assert texts(channel, "itunes:type") + texts(channel, "itunes:explicit") == ["serial", "true"]
    assert texts(channel, "podcast:locked") == ["no"]
    assert channel.find("podcast:person", NAMESPACES).attrib["href"] == "https://ada.example"
    assert channel.find("podcast:license", NAMESPACES).attrib == {"url": "https://show.example/rules"}


def test_a_feed_without_an_address_is_refused(show):
    with pytest.raises(SettingsError, match="needs to know where the show will be"):
        channel_of(replace(show, feed=conf.Feed()))
    for wrong in ("show.example", "ftp://x/", "https://x.example/a b/", "https://x.example/?q", "https://é.example/"):
        with pytest.raises(SettingsError, match="is not the web address of a folder"):
            web_address(wrong)


def test_names_with_spaces_and_letters_are_percent_encoded(show):
    folder = show.output / "2025-03-04-tide-3"
    folder.rename(folder.with_name("2025-03-04 Øst & vest"))
    url = feed_of(show).find("channel/item/enclosure").get("url")
    assert url == ADDRESS + "2025-03-04%20%C3%98st%20%26%20vest/tide-3.mp3"


def test_the_cover_of_the_user_is_used_under_a_name_that_changes_with_it(show, tmp_path):
    draw_cover("One", "S", tmp_path / "mine.jpg", size=1400)
    mine = replace(show, show=replace(SHOW, cover="mine.jpg"))
    first = place_cover(mine)
    assert first.read_bytes() == (tmp_path / "mine.jpg").read_bytes()
    draw_cover("Two", "S", tmp_path / "mine.jpg", size=1400)
    assert place_cover(mine).name != first.name
    assert not first.exists(), "the old one goes"
    with pytest.raises(SettingsError, match=r"none.png cannot be read"):
        place_cover(replace(show, show=replace(SHOW, cover="none.png")))


@given(st.text(st.characters(codec="utf-8")), st.text())
def test_any_text_makes_xml_that_reads_back(title, attribute):
    root = ET.Element("rss")
    add(root, "title", title)
    add(root, "link", href=attribute)
    read = ET.fromstring(serialise(root))
    expected = "".join(c for c in title if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")).strip()
    assert (read.findtext("title") or "") == re.sub("\r\n?", "\n", expected)


def test_a_title_is_one_line(show):
    change_episode(show.output / "2025-03-04-tide-3", title="One\n two\tthree ")
    assert feed_of(show).findtext("channel/item/title") == "One two three"


def test_ampersands_and_brackets_are_numbers():
    root = ET.Element("rss")
    add(root, "title", "a < b & c\x0b", x="a & b")
    assert b'<title x="a &amp; b">a &#x3C; b &#x26; c</title>' in serialise(root)


@given(
    words=st.text(max_size=50).map(lambda text: text * 90),
    titles=st.lists(st.text(max_size=10).map(lambda text: text * 25), max_size=60),
)
def test_a_description_stays_within_the_bytes_that_directories_take(words, titles):
    chapters = tuple(Chapter(float(n), n + 1.0, title) for n, title in enumerate(titles))
    text = describe(replace(A_TIDE, description=words, chapters=chapters))
    assert len(text.encode()) <= MAX_DESCRIPTION
    assert text.count("<li>") == text.count("</li>")


def test_a_cut_does_not_split_an_entity():
    assert cut("one &amp; two", 10) == "one …"
    assert cut("one", 10) == "one"


@pytest.mark.parametrize("count", [0, 1, 9, 10, 12, 13, 100])
def test_older_episodes_go_to_full_archive_pages(count):
    current, archives = paginate(range(count), 9)
    assert [n for part in [current, *reversed(archives)] for n in part] == list(range(count))
    assert len(current) <= 9
    assert all(len(page) == 3 for page in archives)
    if count > 9:
        assert len(current) > 6
        assert paginate([-1, *range(count)], 9)[1][: len(archives)] == [list(page) for page in archives]


def test_archive_pages_lead_to_each_other(tmp_path):
    show = make_show(tmp_path, 5)
    small = replace(show, feed=replace(show.feed, limit=3))
    pages = render_feed(channel_of(small))
    assert list(pages) == ["feed-archive-1.xml", "feed-archive-2.xml", "feed.xml"]
    seen, name = [], "feed.xml"
    while name:
        root = ET.fromstring(pages[name])
        seen += texts(root, "channel/item/itunes:episode")
        links = {link.get("rel"): link.get("href") for link in root.findall("channel/atom:link", NAMESPACES)}
        assert links["self"] == ADDRESS + name
        assert (root.find("channel/fh:archive", NAMESPACES) is None) == (name == "feed.xml")
        assert links.get("next") == links.get("prev-archive")
        name = links.get("prev-archive", "").removeprefix(ADDRESS)
    assert seen == ["5", "4", "3", "2", "1"]


def test_categories_are_apples():
    assert len(CATEGORIES) == 19
    assert split_category("News > Daily News") == ("News", "Daily News")
    assert split_category("Society & Culture>Documentary") == ("Society & Culture", "Documentary")
    assert "Society & Culture > Documentary" in known_categories()
    assert all(is_language(code) for code in ("en", "en-us", "zh-Hant-TW"))
    assert not any(is_language(code) for code in ("english", "xx", "en-", ""))


# ---- other people's readers ------------------------------------------------------------------------------------------


def node(script, *arguments):
    """Run a small Node program with the packages in NODE_PATH or in node_modules here."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    here = Path(__file__).parent.parent / "node_modules"
    folder = os.environ.get("NODE_PATH") or str(here)
    run = subprocess.run(
        ["node", "-e", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_PATH": folder},
        timeout=60,
        check=False,
    )
    if "Cannot find module" in run.stderr:
        pytest.skip("the npm packages podcast-partytime and webvtt-parser are not installed")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture
def feed_file(show):
    path = show.output / "feed.xml"
    path.write_bytes(render_feed(channel_of(show))["feed.xml"])
    return path


def test_xmllint_finds_it_well_formed(feed_file):
    if not shutil.which("xmllint"):
        pytest.skip("xmllint is not installed")
    run = subprocess.run(["xmllint", "--noout", feed_file], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_feedparser_reads_it(feed_file):
    feedparser = pytest.importorskip("feedparser")
    parsed = feedparser.parse(str(feed_file))
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == [f"The tide, part {n} & “more”" for n in (3, 2, 1)]
    assert [entry.enclosures[0].type for entry in parsed.entries] == ["audio/mpeg"] * 3


def test_gpodders_parser_reads_it(feed_file):
    podcastparser = pytest.importorskip("podcastparser")
    with feed_file.open("rb") as file:
        parsed = podcastparser.parse(ADDRESS + "feed.xml", file)
    assert parsed["title"] == "Read Aloud & “Well”"
    episodes = parsed["episodes"]
    assert [episode["total_time"] for episode in episodes] == [6, 6, 6]
    assert [e["enclosures"][0]["file_size"] for e in episodes] == [
        item.episode.audio.size for item in store.load_episodes(feed_file.parent)
    ]
    assert parsed["explicit"] is False
    assert [len(episode["chapters"]) for episode in episodes] == [2, 2, 2]


def test_podcast_indexs_parser_keeps_every_tag(feed_file):
    script = """
        const {parseFeed} = require("podcast-partytime");
        const text = require("fs").readFileSync(process.argv[1], "utf8");
        console.log(JSON.stringify(parseFeed(text)));
    """
    feed = node(script, feed_file)
    assert feed["guid"] == store.address_guid(ADDRESS + "feed.xml")
    assert feed["locked"] is True
    assert feed["owner"] == {"name": "Ada Byron", "email": "show@show.example"}
    assert feed["license"]["identifier"] == "cc-by-4.0"
    assert feed["podcastFunding"] == [{"message": "Support the show", "url": "https://show.example/give"}]
    assert feed["medium"] == "podcast"
    item = feed["items"][0]
    kinds = [transcript["type"] for transcript in item["podcastTranscripts"]]
    assert kinds == ["text/vtt", "application/srt", "application/json"]
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert [person["role"] for person in item["podcastPeople"]] == ["Host", "Author", "Narrator"]
    assert item["podcastSeason"]["number"] == 1
    assert item["podcastEpisode"]["number"] == 3
