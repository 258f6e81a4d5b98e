"""The checks before a show goes out: a good show passes, and every single fault is found."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from PIL import Image
from shows import NOW, change_episode, make_show, redescribe, sound, without

from podcaster import settings as conf
from podcaster import store
from podcaster.feed.channel import make_channel, place_cover
from podcaster.feed.check import Level, check_show, files, read_episodes
from podcaster.feed.check.known import WellEpisodes
from podcaster.feed.check.mp3 import read_frames
from podcaster.model import Chapter


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    settings = make_show(tmp_path_factory.mktemp("good"), 2)
    place_cover(settings)
    return settings


@pytest.fixture
def show(good, tmp_path):
    """A copy of a good show, to spoil."""
    shutil.copytree(good.output, tmp_path / "output")
    return replace(good, folder=tmp_path)


def findings_of(show, published=None, **more):
    episodes, unread = read_episodes(show.output)
    channel = make_channel(show, episodes, address="", cover=place_cover(show).name, now=NOW)
    return [*unread, *check_show(show, channel, published=published, **more)]


def rules_of(show, published=None):
    return {finding.rule for finding in findings_of(show, published)}


def test_a_good_show_passes(show):
    assert findings_of(show) == []


def test_what_was_found_well_is_looked_into_again_when_it_changes(show, monkeypatch):
    memory = show.output / ".published" / "well.txt"
    well = WellEpisodes(memory)
    assert findings_of(show, well=well) == []
    well.save()
    looked = []
    monkeypatch.setattr(files, "check_inside", lambda item, file, _: looked.append(file.name) or iter(()))
    assert findings_of(show, well=WellEpisodes(memory)) == []
    assert looked == []
    (item, *_), _ = read_episodes(show.output)
    item.audio.write_bytes(b"x" * item.episode.audio.size)
    assert {finding.rule for finding in findings_of(show, well=WellEpisodes(memory))} == {"audio.hash"}
    changed = store.describe_file(item.audio, "audio/mpeg")
    store.save_episode(item.folder, replace(item.episode, audio=changed))
    looked.clear()
    findings_of(show, well=WellEpisodes(memory))
    assert item.audio.name in looked


# ---- settings --------------------------------------------------------------------------------------------------------

SHOW_FAULTS = {
    "show.title": {"title": " "},
    "show.title.length": {"title": "x" * 256},
    "show.author.length": {"author": "x" * 256},
    "show.author": {"author": ""},
    "show.description": {"description": ""},
    "show.description.length": {"description": "é" * 2001},
    "show.language": {"language": "english"},
    "show.email": {"email": ""},
    "show.email.form": {"email": "ada at show.example"},
    "show.link": {"link": "show.example"},
    "show.category": {"categories": ()},
    "show.category.known": {"categories": ("News > Weather",)},
    "show.guid": {"guid": "my-show"},
    "show.licence": {"licence": "do what you like"},
    "show.funding": {"funding": (conf.Funding("give"),)},
    "show.funding.text": {"funding": (conf.Funding("https://a.example", "x" * 129),)},
    "show.person": {"persons": (conf.ShowPerson(" "),)},
    "show.person.link": {"persons": (conf.ShowPerson("Ada", link="ada"),)},
    "episode.number.serial": {"type": "serial"},
}
FEED_FAULTS = {
    "feed.https": {"address": "http://show.example/cast/"},
    "feed.public": {"address": "https://localhost:8000/"},
    "feed.prefix": {"prefixes": ("op3.dev/e",)},
    "feed.moved": {"moved_to": "elsewhere"},
    "feed.moved.self": {"moved_to": "https://show.example/cast/feed.xml"},
    "feed.limit": {"limit": 0},
}


@pytest.mark.parametrize("rule", SHOW_FAULTS)
def test_a_fault_of_the_show_is_found(rule, show):
    if rule == "episode.number.serial":
        for item in store.load_episodes(show.output):
            change_episode(item.folder, number=None)
    if rule == "show.title":
        place_cover(show)
    assert rules_of(replace(show, show=replace(show.show, **SHOW_FAULTS[rule]))) == {rule}


@pytest.mark.parametrize("rule", FEED_FAULTS)
def test_a_fault_of_the_feeds_settings_is_found(rule, show):
    assert rules_of(replace(show, feed=replace(show.feed, **FEED_FAULTS[rule]))) == {rule}


def test_a_close_category_is_named(show):
    (finding,) = findings_of(replace(show, show=replace(show.show, categories=("Society & Culture > Documentaries",))))
    assert "Did you mean Society & Culture > Documentary" in finding.cure


def test_a_bad_cover_of_the_show_is_found(show, tmp_path):
    Image.new("RGB", (900, 900)).save(tmp_path / "mine.png")
    assert rules_of(replace(show, show=replace(show.show, cover="mine.png"))) == {"show.cover.form"}


# ---- episode.json ----------------------------------------------------------------------------------------------------

EPISODE_FAULTS = {
    "episode.title": {"title": " "},
    "episode.title.length": {"title": "x" * 256},
    "episode.title.number": {"title": "Episode 7: the tide"},
    "episode.title.show": {"title": "Read Aloud & “Well”: the tide"},
    "episode.guid": {"guid": ""},
    "episode.link": {"link": "paper.example/tide"},
    "episode.language": {"language": "klingon"},
    "episode.description": {"description": " "},
    "episode.kind": {"kind": "half"},
    "episode.number": {"number": 0},
    "episode.season": {"season": -1},
    "episode.review": {"review": ("Who says “I ask”?",)},
    "audio.duration": {"duration": 0.0},
    "audio.loudness": {"loudness": -23.0},
    "audio.peak": {"peak": -0.2},
    "mp3.duration": {"duration": 7.5},
    "episode.chapters.order": {"chapters": (Chapter(3.2, 6.0, "The moon"), Chapter(0.0, 3.2, "The sea & you"))},
}


@pytest.mark.parametrize("rule", EPISODE_FAULTS)
def test_a_fault_of_an_episode_is_found(rule, show):
    change_episode(show.output / "2025-03-02-tide-1", **EPISODE_FAULTS[rule])
    assert rule in rules_of(show)
    assert all(finding.place.startswith("output/2025-03-02-tide-1") for finding in findings_of(show))


def test_what_must_be_unique_stands_once(show):
    first = store.load_episode(show.output / "2025-03-02-tide-1")
    change_episode(show.output / "2025-03-03-tide-2", guid=first.guid, number=1)
    assert rules_of(show) == {"episode.guid.unique", "episode.number.unique"}


def test_missing_parts_are_found(show):
    folder = show.output / "2025-03-02-tide-1"
    files = store.load_episode(folder).files
    for name, rule in (
        ("transcript.vtt", "episode.transcript"),
        ("chapters.json", "episode.chapters"),
        ("cover.jpg", "episode.cover"),
    ):
        change_episode(folder, files=without(files, name))
        assert rules_of(show) == {rule}


def test_published_guids_stay(show):
    episodes = store.load_episodes(show.output)
    out = {item.episode.guid: f"https://show.example/{item.folder.name}/x.mp3" for item in episodes}
    assert rules_of(show, out) == set()
    assert rules_of(show, out | {"gone": "https://show.example/2024-01-01-gone/gone.mp3"}) == {"feed.guid.dropped"}
    assert [f.rule for f in findings_of(show, out, published_guid="another")] == ["feed.podcast.guid"]
    change_episode(episodes[0].folder, guid="new")
    assert rules_of(show, out) == {"feed.guid.changed"}


def test_an_episode_that_cannot_be_read_is_named_and_the_rest_checked(show):
    (show.output / "2025-03-02-tide-1" / "episode.json").write_text("{")
    change_episode(show.output / "2025-03-03-tide-2", title="")
    assert {"episode.json", "episode.title"} <= rules_of(show)


def test_audio_without_an_episode_json_is_named(show):
    (show.output / "2025-03-02-tide-1" / "episode.json").unlink()
    assert rules_of(show) == {"episode.missing"}


def test_an_empty_show_is_named(tmp_path, good):
    (tmp_path / "output").mkdir()
    empty = replace(good, folder=tmp_path)
    (found,) = findings_of(empty)
    assert (found.rule, "signed in podcaster studio" in found.cure) == ("feed.empty", False)
    (found,) = findings_of(replace(empty, publish=replace(empty.publish, require="signed")))
    assert "signed in podcaster studio" in found.cure


# ---- files -----------------------------------------------------------------------------------------------------------


def edit(path, change):
    path.write_bytes(change(path.read_bytes()))


FILE_FAULTS = {
    "audio.length": ("tide-1.mp3", lambda data: data + b"\0", False),
    "audio.hash": ("tide-1.mp3", lambda data: data.replace(b"\0T\0h\0e\0", b"\0t\0h\0e\0", 1) or data, False),
    "audio.empty": ("tide-1.mp3", lambda data: b"", True),
    "mp3.frames": ("tide-1.mp3", lambda data: b"RIFF" + data[200:300], True),
    "mp3.junk": ("tide-1.mp3", lambda data: data[:-2090] + b"junk" * 10 + data[-2090:], True),
    "mp3.truncated": ("tide-1.mp3", lambda data: data[:-20], True),
    "mp3.count": ("tide-1.mp3", lambda data: data + sound(1.0, 200.0), True),
    "mp3.tag": ("tide-1.mp3", lambda data: data[data.index(b"\xff\xfb") :], True),
    "file.length": ("transcript.srt", lambda data: data + b"\n", False),
    "file.hash": ("transcript.vtt", lambda data: data.replace(b"tide", b"tidy"), False),
    "text.encoding": ("transcript.vtt", lambda data: data + b"\xff", True),
    "vtt.header": ("transcript.vtt", lambda data: data[3:], True),
    "vtt.timing": ("transcript.vtt", lambda data: data.replace(b"00:00:01.500", b"00:00:1.500"), True),
    "vtt.entity": ("transcript.vtt", lambda data: data.replace(b"&amp;", b"&"), True),
    "vtt.empty": ("transcript.vtt", lambda data: b"WEBVTT\n", True),
    "vtt.voices": ("transcript.vtt", lambda data: data.replace(b"<v ", b"<i "), True),
    "vtt.span": ("transcript.vtt", lambda data: data.replace(b"00:00:01.500", b"00:00:00.000"), True),
    "vtt.order": (
        "transcript.vtt",
        lambda data: data.replace(b"00:00:01.700", b"00:00:04.900").replace(b"00:00:03.000", b"00:00:05.000"),
        True,
    ),
    "vtt.end": ("transcript.vtt", lambda data: data.replace(b"00:00:05.600", b"00:01:05.600"), True),
    "srt.block": ("transcript.srt", lambda data: data.replace(b"\n2\n", b"\n5\n"), True),
    "srt.empty": ("transcript.srt", lambda data: b"\n", True),
    "srt.end": ("transcript.srt", lambda data: data.replace(b"00:00:05,600", b"00:01:05,600"), True),
    "json.form": ("transcript.json", lambda data: b"[]", True),
    "json.empty": ("transcript.json", lambda data: b'{"version": "1.0.0", "segments": []}', True),
    "json.end": ("transcript.json", lambda data: data.replace(b"5.6", b"95.6"), True),
    "chapters.form": ("chapters.json", lambda data: data[:-5], True),
    "chapters.title": ("chapters.json", lambda data: data.replace(b"The moon", b" "), True),
    "chapters.order": ("chapters.json", lambda data: data.replace(b'"startTime": 3.2', b'"startTime": 0.0'), True),
    "chapters.end": ("chapters.json", lambda data: data.replace(b'"startTime": 3.2', b'"startTime": 73.2'), True),
    "chapters.same": ("chapters.json", lambda data: data.replace(b"The moon", b"The sun"), True),
    "episode.cover.picture": ("cover.jpg", lambda data: b"not a picture", True),
}


@pytest.mark.parametrize("rule", FILE_FAULTS)
def test_a_fault_of_a_file_is_found(rule, show):
    name, change, redescribed = FILE_FAULTS[rule]
    folder = show.output / "2025-03-02-tide-1"
    before = (folder / name).read_bytes()
    edit(folder / name, change)
    assert (folder / name).read_bytes() != before
    if redescribed:
        redescribe(folder, name)
    found = findings_of(show)
    assert rule in {finding.rule for finding in found}
    assert all(f"output/2025-03-02-tide-1/{name}" in finding.place for finding in found)
    assert all(finding.what.endswith(".") and finding.cure for finding in found)


@pytest.mark.parametrize("name", ["tide-1.mp3", "transcript.vtt", "cover.jpg"])
def test_a_missing_file_is_found(name, show):
    (show.output / "2025-03-02-tide-1" / name).unlink()
    assert rules_of(show) == {"audio.missing" if name.endswith("mp3") else "file.missing"}


@pytest.mark.parametrize(
    ("name", "kind", "rule"),
    [("../tide-1.mp3", "audio/mpeg", "episode.json"), ("tide-1.mp3", "audio/mp3", "audio.type")],
)
def test_a_wrong_name_or_type_of_the_audio_is_found(name, kind, rule, show):
    folder = show.output / "2025-03-02-tide-1"
    change_episode(folder, audio=replace(store.load_episode(folder).audio, name=name, type=kind))
    assert rule in rules_of(show)


def test_audio_that_directories_refuse_is_found(show):
    folder = show.output / "2025-03-02-tide-1"
    (folder / "tide-1.mp3").rename(folder / "tide-1.wav")
    change_episode(folder, audio=store.describe_file(folder / "tide-1.wav", "audio/wav"))
    assert rules_of(show) == {"audio.format.apple"}
    (folder / "tide-1.wav").rename(folder / "tide-1.mid")
    change_episode(folder, audio=store.describe_file(folder / "tide-1.mid", "audio/midi"))
    assert rules_of(show) == {"audio.format"}


def test_a_wrong_title_and_chapters_out_of_order_inside_the_mp3_are_found(show):
    from mutagen.id3 import ID3, TIT2

    folder = show.output / "2025-03-02-tide-1"
    tag = ID3(folder / "tide-1.mp3")
    tag["TIT2"] = TIT2(encoding=1, text="Other")
    tag.delall("APIC")
    tag.save(v2_version=3)  # mutagen sorts frames by size: the second chapter comes first
    redescribe(folder, "tide-1.mp3")
    assert rules_of(show) == {"mp3.tag.title", "mp3.chapters.order", "mp3.tag.cover"}
    tag.delall("CHAP")
    tag.save(v2_version=3)
    redescribe(folder, "tide-1.mp3")
    assert "mp3.chapters.same" in rules_of(show)


def encoded(folder, **settings):
    """Encode another sound over an episode's."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(settings.get("rate", 44100))
    encoder.set_out_sample_rate(settings.get("rate", 44100))
    encoder.set_channels(settings.get("channels", 1))
    encoder.set_bit_rate(settings.get("bit_rate", 64))
    encoder.set_quality(7)
    encoder.silence()
    pcm = bytes(range(256)) * (settings.get("rate", 44100) * 2 * settings.get("channels", 1) * 6 // 256)
    data = (folder / "tide-1.mp3").read_bytes()
    (folder / "tide-1.mp3").write_bytes(data[: data.index(b"\xff\xfb")] + encoder.encode(pcm) + encoder.flush())
    redescribe(folder, "tide-1.mp3")


def test_rates_below_what_apple_asks_are_found(show):
    folder = show.output / "2025-03-02-tide-1"
    encoded(folder, channels=2, bit_rate=48)
    assert "mp3.bitrate" in rules_of(show)
    encoded(folder, rate=32000)
    assert "mp3.rate" in rules_of(show)


def test_frames_are_counted_as_other_tools_do(show):
    folder = show.output / "2025-03-02-tide-1"
    from mutagen.mp3 import MP3

    frames = read_frames(folder / "tide-1.mp3")
    info = MP3(folder / "tide-1.mp3").info
    assert frames.sample_rates == {info.sample_rate}
    assert frames.seconds == pytest.approx(info.length, abs=0.06)
    assert not frames.truncated
    assert frames.junk is None


def test_a_checks_findings_can_be_written_as_json(show):
    change_episode(show.output / "2025-03-02-tide-1", title="")
    import msgspec

    (row,) = [r for r in json.loads(msgspec.json.encode(findings_of(show))) if r["rule"] == "episode.title"]
    assert row["level"] == Level.ERROR == "error"
    assert set(row) == {"level", "rule", "place", "what", "cure"}


def test_there_are_more_than_forty_single_faults():
    assert len({*SHOW_FAULTS, *FEED_FAULTS, *EPISODE_FAULTS, *FILE_FAULTS}) >= 60
