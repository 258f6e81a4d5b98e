"""Every reader sees 33 of 33 episodes, with the words as they were written."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hard_show import COUNT, WORDS, copy_hard_show
from test_clients import check_newsboat, downloaded, needs, run, serving
from test_feed import node

from podcaster import settings as conf
from podcaster import store
from podcaster.errors import PodcasterError
from podcaster.feed.channel import place_cover
from podcaster.feed.xml import NAMESPACES, plain
from podcaster.model import Location, Soundbite
from podcaster.publish.check import check
from podcaster.publish.run import Sending, publish
from podcaster.publish.targets import find_place

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PARTYTIME = """
    const {parseFeed} = require("podcast-partytime");
    console.log(JSON.stringify(parseFeed(require("fs").readFileSync(process.argv[1], "utf8"))));
"""
SHOWN = "‹b›bold‹/b› & \"two\" 'one' &\u2060amp; <3 a‹b ]]›"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory):
    """The show's settings, the folder that a web host serves, and its address."""
    settings = copy_hard_show(tmp_path_factory, "hard")
    folder = tmp_path_factory.mktemp("hard-www")
    with serving(folder) as address:
        place = find_place("www", conf.Target(str(folder), address=address), folder)
        outcome = publish(settings, place, NOW, Sending())
        assert outcome.sent, outcome.findings
        yield settings, folder, address


def titles(settings: conf.Settings) -> list[str]:
    return [plain(item.episode.title) for item in store.load_episodes(settings.output)]


def test_its_own_checks_pass(out) -> None:
    assert [finding for finding in check(out[0], NOW) if finding.level == "error"] == []


def test_every_file_has_a_name_of_its_own(out) -> None:
    names = [item.episode.audio.name for item in store.load_episodes(out[0].output)]
    assert len(set(names)) == COUNT
    assert all(re.fullmatch(r"[a-z0-9-]+\.mp3", name) for name in names)
    assert any(name.startswith("more-nochyu") for name in names)


def test_no_text_looks_like_html_and_all_words_stay(out) -> None:
    """The rule of the W3C's validator: no end tag and no entity in what is plain text."""
    root = ET.parse(out[1] / "feed.xml").getroot()
    paths = (".//title", ".//itunes:title", ".//itunes:author", ".//podcast:person", ".//copyright", ".//itunes:name")
    found = [(each.text or "") for path in paths for each in root.iterfind(path, NAMESPACES)]
    assert len(found) > 4 * COUNT
    assert [text for text in found if re.search(r"</\w+>|&#?\w+;", text)] == []
    assert root.findtext("channel/title") == f"Sea {SHOWN}"
    shown = [item.findtext("title") for item in root.iter("item")]
    assert shown == titles(out[0])
    assert sorted(set(shown)) == sorted(f"{words} {SHOWN}" for words, _ in WORDS)


def test_feedparser_and_gpodders_parser_see_all(out) -> None:
    feedparser = pytest.importorskip("feedparser")
    podcastparser = pytest.importorskip("podcastparser")
    parsed = feedparser.parse(str(out[1] / "feed.xml"))
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == titles(out[0])
    assert {tag.term for tag in parsed.feed.tags} >= {"Society & Culture", "Places & Travel", "Kids & Family"}
    with (out[1] / "feed.xml").open("rb") as file:
        episodes = podcastparser.parse(out[2] + "feed.xml", file)["episodes"]
    assert [episode["title"] for episode in episodes] == titles(out[0])


def test_podcast_indexs_parser_sees_all_with_categories_and_funding(out) -> None:
    feed = node(PARTYTIME, out[1] / "feed.xml")
    assert [item["title"] for item in feed["items"]] == titles(out[0])
    assert {"society", "culture", "places", "travel", "kids", "family"} <= set(
        feed["pubsubcategories"] if "pubsubcategories" in feed else feed["categories"]
    )
    assert feed["podcastFunding"][0]["url"] == "https://give.example/?a=1&b=2"
    assert feed["items"][0]["podcastPeople"][0]["href"] == "https://person.example/?a=1&b=2"


def test_xmllint_finds_it_well_formed(out) -> None:
    needs("xmllint")
    result = run("xmllint", "--noout", out[1] / "feed.xml")
    assert (result.returncode, result.stderr) == (0, "")


def test_gpodder_downloads_all(out, tmp_path: Path) -> None:
    needs("gpo")
    places = {"GPODDER_HOME": str(tmp_path / "home"), "GPODDER_DOWNLOAD_DIR": str(tmp_path / "audio")}
    environment = {**os.environ, **places, "HOME": str(tmp_path)}
    for command in (["subscribe", f"{out[2]}feed.xml"], ["update"], ["download"]):
        result = run("gpo", *command, env=environment, input="")
        assert result.returncode == 0, result.stdout + result.stderr
    audio = sorted(item.episode.audio.sha256 for item in store.load_episodes(out[0].output))
    assert downloaded(tmp_path / "audio") == audio
    assert len(audio) == COUNT


def test_newsboat_and_podboat_download_all(out, tmp_path: Path) -> None:
    audio = sorted(item.episode.audio.sha256 for item in store.load_episodes(out[0].output))
    assert len(audio) == COUNT
    check_newsboat(f"{out[2]}feed.xml", audio, tmp_path)


# ---- what a stranger's show may not do -------------------------------------------------------------------------------


def test_a_strangers_notes_and_links_do_nothing(out, tmp_path: Path) -> None:
    shutil.copytree(out[0].output, tmp_path / "output", ignore=shutil.ignore_patterns(".published"))
    show = replace(out[0].show, funding=(conf.Funding("javascript:alert(1)"),), link="javascript:alert(2)")
    settings = replace(out[0], folder=tmp_path, show=show)
    folder = store.load_episodes(settings.output)[0].folder
    page = '<body><p onclick="x()">Yes <a href="javascript:alert(3)">a</a><script>alert(4)</script><iframe src="//x">'
    (folder / "notes.html").write_text(page)
    store.save_episode(folder, replace(store.load_episode(folder), link="javascript:alert(5)"))
    from podcaster.library.writing import write_show

    write_show(settings, NOW)
    for path in settings.output.rglob("*"):
        if path.suffix in (".xml", ".html") and path.name != "notes.html":
            text = path.read_text("utf-8")
            for danger in ("javascript:", "onclick", "alert(4)", "<iframe", "&#x3C;iframe"):
                assert danger not in text, (path, danger)
    assert "&#x3C;p>Yes &#x3C;a>a&#x3C;/a>" in (settings.output / "feed.xml").read_text("utf-8").replace("&gt;", ">")


def test_a_slug_that_leads_away_is_no_episode(tmp_path: Path) -> None:
    settings = make_one(tmp_path)
    folder = store.load_episodes(settings.output)[0].folder
    text = (folder / "episode.json").read_text("utf-8")
    for wrong in (text.replace('"slug": "', '"slug": "../'), text.replace('"name": "notes', '"name": "../notes')):
        assert wrong != text
        (folder / "episode.json").write_text(wrong, "utf-8")
        assert [finding.rule for finding in check(settings, NOW) if finding.level == "error"] == ["episode.json"]


def make_one(folder: Path) -> conf.Settings:
    from shows import make_show

    return make_show(folder, 1)


@pytest.mark.parametrize("text", ["a key that nobody may read", ""])
def test_what_is_no_picture_is_not_copied_where_all_can_read(text: str, tmp_path: Path) -> None:
    settings = make_one(tmp_path)
    (tmp_path / "private.key").write_text(text)
    show = replace(settings.show, cover="private.key")
    with pytest.raises(PodcasterError, match="is not a picture"):
        place_cover(replace(settings, show=show))
    with pytest.raises(PodcasterError, match="is not a file"):
        place_cover(replace(settings, show=replace(show, cover="/dev/zero")))
    assert not list(settings.output.glob("cover-*"))


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (conf.Target("s3://bucket/x", endpoint="https://me:pa55word@s3.example"), "has a user or password"),
        (conf.Target("s3://bucket/x", endpoint="s3.example"), "is no web address"),
        (conf.Target("sftp://me:pa55word@host/x"), "has a password"),
    ],
)
def test_no_secret_of_a_target_is_told(target: conf.Target, told: str, tmp_path: Path) -> None:
    with pytest.raises(PodcasterError, match=told) as caught:
        find_place("web", target, tmp_path)
    assert "pa55word" not in str(caught.value)


def test_no_password_gets_into_the_feed(tmp_path: Path) -> None:
    settings = make_one(tmp_path)
    with pytest.raises(PodcasterError, match="with a user or password") as caught:
        check(settings, NOW, "https://me:pa55word@show.example/")
    assert "pa55word" not in str(caught.value)


# ---- the tags of the podcast namespace ----------------------------------------------------------------------------


def test_trailers_places_frequency_soundbites_and_links_are_in_the_feed(tmp_path: Path) -> None:
    settings = make_one(tmp_path)
    show = replace(
        settings.show,
        frequency="Every Friday & Sunday",
        frequency_rule="FREQ=WEEKLY;BYDAY=FR,SU",
        locations=(conf.ShowLocation("Port <Ellen>", geo="geo:55.6,-6.2", osm="R1", country="GB"),),
        verify="abc-123",
    )
    settings = replace(settings, show=show)
    folder = store.load_episodes(settings.output)[0].folder
    bites = (Soundbite(1.5, 2.0, "The best"), Soundbite(3.0, 1.0))
    isle = Location("Isle & <Sky>", "geo:57.3,-6.2")
    made = replace(
        store.load_episode(folder), kind="trailer", season=2, soundbites=bites, locations=(isle,), tags=("<b>",)
    )
    store.save_episode(folder, made)
    from podcaster.library.writing import write_show

    write_show(settings, NOW)
    channel = ET.parse(settings.output / "feed.xml").getroot().find("channel")
    assert channel is not None
    frequency, place, trailer = (
        channel.find(f"podcast:{name}", NAMESPACES) for name in ("updateFrequency", "location", "trailer")
    )
    assert (frequency.text, frequency.get("rrule")) == ("Every Friday & Sunday", "FREQ=WEEKLY;BYDAY=FR,SU")
    assert (place.text, place.get("geo"), place.get("country")) == ("Port ‹Ellen›", "geo:55.6,-6.2", "gb")
    enclosure = channel.find("item/enclosure")
    assert (trailer.get("url"), trailer.get("length")) == (enclosure.get("url"), enclosure.get("length"))
    assert trailer.get("season") == "2"
    assert [each.get("purpose") for each in channel.findall("podcast:txt", NAMESPACES)] == ["ai-content", "verify"]
    found = [(each.text, each.get("startTime")) for each in channel.findall("item/podcast:soundbite", NAMESPACES)]
    assert found == [("The best", "1.5"), (channel.findtext("item/title"), "3.0")]
    assert channel.find("item/podcast:contentLink", NAMESPACES).text == "Read the article"
    where = channel.find("item/podcast:location", NAMESPACES)
    assert (where.text, where.get("geo"), where.get("rel")) == ("Isle & ‹Sky›", "geo:57.3,-6.2", "subject")
    sizes = [each.get("width") for each in channel.findall("item/podcast:image", NAMESPACES)]
    assert sizes == ["1400", "600"]
    for image in channel.iterfind(".//podcast:image", NAMESPACES):
        name = image.get("href").removeprefix("https://show.example/cast/")
        assert (settings.output / name).is_file(), name
    covers = [parent.find("podcast:image", NAMESPACES).get("alt") for parent in (channel, channel.find("item"))]
    assert covers == [channel.findtext("title"), channel.findtext("item/title")]
    parsed = node(PARTYTIME, settings.output / "feed.xml")
    assert parsed["trailers"][0]["url"] == trailer.get("url")
    assert parsed["items"][0]["podcastSoundbites"][0]["duration"] == 2


def test_roles_and_places_that_apps_do_not_know_are_named(tmp_path: Path) -> None:
    settings = make_one(tmp_path)
    persons = (conf.ShowPerson("Ada", role="presenter"), conf.ShowPerson("Bea", role="host", group="caste"))
    place = conf.ShowLocation("Here", geo="55.6 north")
    show = replace(settings.show, persons=persons, locations=(place,), frequency_rule="weekly")
    rules = {finding.rule for finding in check(replace(settings, show=show), NOW)}
    assert {"show.person.role", "show.person.group", "show.location", "show.frequency"} <= rules
