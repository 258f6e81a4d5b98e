"""The files that keep a show."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shows import A_TIDE

from podcaster import store
from podcaster.errors import InputError


@given(
    title=st.text(),
    duration=st.floats(0, 1e6),
    number=st.none() | st.integers(1, 9999),
    review=st.lists(st.text(), max_size=3).map(tuple),
    explicit=st.sampled_from([None, True, False]),
)
def test_an_episode_is_read_as_it_was_written(title, duration, number, review, explicit):
    episode = replace(A_TIDE, title=title, duration=duration, number=number, review=review, explicit=explicit)
    written = store.encode_episode(episode)
    assert store.decode_episode(written, "it") == episode
    assert store.encode_episode(store.decode_episode(written, "it")) == written


def test_what_a_newer_version_wrote_is_kept(tmp_path):
    table = json.loads(store.encode_episode(A_TIDE)) | {"mood": {"calm": [1, 2]}}
    episode = store.decode_episode(json.dumps(table).encode(), "it")
    store.save_episode(tmp_path, episode)
    assert json.loads((tmp_path / "episode.json").read_bytes()) == table


def test_a_time_without_a_zone_is_utc():
    table = json.loads(store.encode_episode(A_TIDE)) | {"published": "2024-05-06T07:08:09"}
    assert store.decode_episode(json.dumps(table).encode(), "it").published == A_TIDE.published


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[1]", b'{"guid": 7}', b"\xff", b'{"guid": "x"', b'{"guid": "caf\xe9"}', b'{"caf\xe9": 1}',
        b"\0" * 400, b"[" * 100_000, b'{"a":' * 100_000, store.encode_episode(A_TIDE).replace(b"61.25", b"1e999"),
        store.encode_episode(A_TIDE).replace(b"2024-", b"99999-"), store.encode_episode(A_TIDE)[:300],
        store.encode_episode(A_TIDE).replace(b"The sea", b"The \xedsea"),
        store.encode_episode(A_TIDE).replace(b"The sea", b"The \\ud83d sea"),
    ],
)  # fmt: skip
def test_what_is_no_episode_is_named(data):
    with pytest.raises(InputError, match=r"^out/episode.json is not an episode"):
        store.decode_episode(data, "out/episode.json")


def test_episodes_come_newest_first(tmp_path):
    for day in (3, 1, 2):
        episode = replace(A_TIDE, slug=f"day-{day}", published=datetime(2024, 5, day, tzinfo=UTC))
        store.save_episode(tmp_path / f"2024-05-0{day}-x", episode)
    assert [item.episode.slug for item in store.load_episodes(tmp_path)] == ["day-3", "day-2", "day-1"]
    assert store.load_episodes(tmp_path / "none") == ()


def test_an_article_made_again_is_found_by_its_address_else_by_its_source(tmp_path):
    store.save_episode(tmp_path / "a", A_TIDE)
    store.save_episode(tmp_path / "b", replace(A_TIDE, slug="b", link="", source="b.txt"))
    found = store.find_episode(tmp_path, A_TIDE.link)
    assert found
    assert found.folder.name == "a"
    found = store.find_episode(tmp_path, "b.txt")
    assert found
    assert found.folder.name == "b"
    assert store.find_episode(tmp_path, A_TIDE.source) is None


def test_a_failed_write_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.json"
    store.write_atomic(path, "old")

    def fail() -> None:
        with store.writing(path) as file:
            file.write(b"ne")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_file(tmp_path):
    path = tmp_path / "feed.xml"
    whole = [letter * 200_000 for letter in "ab"]
    store.write_atomic(path, whole[0])
    done = threading.Event()
    torn: list[str] = []

    def read() -> None:
        while not done.is_set():
            if (text := path.read_text()) not in whole:
                torn.append(text)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(40):
        store.write_atomic(path, whole[turn % 2])
    done.set()
    reader.join()
    assert not torn


def test_a_new_file_can_be_read_by_others(tmp_path):
    store.write_atomic(tmp_path / "one", b"")
    Path(tmp_path / "two").touch()
    assert (tmp_path / "one").stat().st_mode == (tmp_path / "two").stat().st_mode


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_podcast_guids_follow_the_namespace(address, guid):
    assert store.address_guid(address) == guid


def test_a_recorded_guid_outlives_a_move(tmp_path):
    assert store.podcast_guid(tmp_path, "", "", "Show") == store.address_guid("podcaster:Show")
    first = store.podcast_guid(tmp_path, "", "https://a.example/", "Show")
    assert first == store.address_guid("a.example/feed.xml")
    store.record_guid(tmp_path, first)
    assert store.podcast_guid(tmp_path, "", "https://b.example", "Show") == first
    assert store.podcast_guid(tmp_path, "chosen", "https://b.example", "Show") == "chosen"


def test_a_spoilt_record_is_named(tmp_path):
    (tmp_path / "show.json").write_text("[")
    with pytest.raises(InputError, match=r"show.json cannot be read"):
        store.recorded_guid(tmp_path)


def test_episode_guids_depend_on_podcast_and_article_only():
    podcast = store.address_guid("https://a.example/feed.xml")
    one = store.episode_guid(podcast, "https://paper.example/1")
    assert one == store.episode_guid(podcast, "https://paper.example/1")
    assert one != store.episode_guid(podcast, "https://paper.example/2")
    assert one != store.episode_guid(store.address_guid("https://b.example"), "https://paper.example/1")


@pytest.mark.parametrize("data", [b"", b'{"guid": 7', b"[" * 100_000])
def test_a_damaged_episode_does_not_hide_the_others(tmp_path, data):
    store.save_episode(tmp_path / "good", A_TIDE)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "episode.json").write_bytes(data)
    stored, damaged = store.scan_episodes(tmp_path)
    assert [item.folder.name for item in stored] == ["good"]
    assert [(path.name, "bad" in error.what) for path, error in damaged.items()] == [("bad", True)]
    found = store.find_episode(tmp_path, A_TIDE.link)
    assert found
    assert found.folder.name == "good"
    with pytest.raises(InputError, match="bad"):
        store.load_episodes(tmp_path)
