"""Transcripts, chapters, tags, notes, names, and the folder that appears whole or not at all."""

from __future__ import annotations

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3
from shows import A_TIDE

from podcaster import durable, store
from podcaster.episode.details import SUMMARY_LENGTH, Details, day_of, details_of, summary_of
from podcaster.episode.folder import making
from podcaster.episode.notes import make_notes
from podcaster.episode.place import Place
from podcaster.episode.tags import make_tags
from podcaster.episode.transcript import chapters_to_json, to_json, to_srt, to_vtt
from podcaster.library.changing import Changes, change_episode
from podcaster.locks import hold, name_lock
from podcaster.model import Chapter, Cue, Line, Script, Section
from podcaster.settings import Podcast
from podcaster.slug import is_safe_name, slug_of, unique_slug
from podcaster.wording import clock, timestamp

CUES = [
    Cue(0.0, 2.5, "Narrator", "The mayor & her <deputy> agree --> nearly."),
    Cue(2.6, 61.2, "Ada Pell", "Yes."),
    Cue(61.2, 3725.0409, "Ada Pell", "No."),
]
CHAPTERS = [Chapter(0.0, 4.0, "A longer title than the next"), Chapter(4.0, 6.0, "B"), Chapter(6.0, 9.5, "Ünd <C>")]
KEY = "12ab34cd-2fa1-51d2-883f-0016d3cca427"
DETAILS = Details(
    title="The “light” & the sea",
    author="Ines Marlow",
    show="Read Aloud",
    description="A town votes.",
    published=datetime(2026, 5, 1, tzinfo=UTC),
    language="en-GB",
    link="https://paper.example/light?a=1&b=2",
    source="light.md",
)


def test_vtt_names_speakers_and_escapes_marks() -> None:
    text = to_vtt(CUES)
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:02.500\n<v Narrator>The mayor &amp; her &lt;deputy&gt;")
    assert "01:02:05.041\n<v Ada Pell>No." in text
    assert text.count("-->") == len(CUES), "an arrow in the words would start a cue"


def test_srt_names_a_speaker_where_the_speaker_changes() -> None:
    blocks = to_srt(CUES).strip().split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == ["1", "2", "3"]
    assert blocks[1].endswith("Ada Pell: Yes.")
    assert blocks[2] == "3\n00:01:01,200 --> 01:02:05,041\nNo."


def test_json_forms_hold_speakers_times_and_words() -> None:
    transcript = json.loads(to_json(CUES))
    assert [segment["speaker"] for segment in transcript["segments"]] == ["Narrator", "Ada Pell", "Ada Pell"]
    chapters = json.loads(chapters_to_json(CHAPTERS))
    assert chapters["version"] == "1.2.0"
    assert [entry["startTime"] for entry in chapters["chapters"]] == [0.0, 4.0, 6.0]


@given(st.floats(0, 360_000))
def test_a_clock_reads_back_to_the_millisecond(seconds: float) -> None:
    hours, minutes, rest = clock(seconds).split(":")
    assert abs(int(hours) * 3600 + int(minutes) * 60 + float(rest) - seconds) <= 0.0005 + 1e-6


def tag(cover: bytes = b"\xff\xd8\xff") -> bytes:
    return make_tags(DETAILS, duration=9.5, chapters=CHAPTERS, lyrics="Narrator: Hello", cover=cover, number=7)


def test_a_tag_reads_back() -> None:
    tags = ID3(BytesIO(tag()))
    assert tags.version == (2, 3, 0)
    assert str(tags["TIT2"]) == DETAILS.title
    assert str(tags["TALB"]) == "Read Aloud"
    assert str(tags["TDRC"]) == "2026-05-01"
    assert tags["WXXX:Article"].url == DETAILS.link
    assert [tags[f"CHAP:ch{number:03}"].sub_frames["TIT2"].text[0] for number in range(3)] == [
        chapter.title for chapter in CHAPTERS
    ]


def test_chapters_stand_in_the_tag_in_time_order() -> None:
    data = tag()
    assert [data.index(b"ch%03d\0\0\0" % number) for number in range(3)] == sorted(
        data.index(b"ch%03d\0\0\0" % number) for number in range(3)
    )


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe as a second reader")
def test_another_reader_lists_the_chapters_in_order(tmp_path: Path) -> None:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.silence()
    path = tmp_path / "tagged.mp3"
    path.write_bytes(tag() + bytes(encoder.encode(b"\0" * 2 * 44_100 * 10)) + bytes(encoder.flush()))
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(path)]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["chapters"]
    assert [chapter["tags"]["title"] for chapter in found] == [chapter.title for chapter in CHAPTERS]
    assert [float(chapter["start_time"]) for chapter in found] == [0.0, 4.0, 6.0]


def test_notes_escape_what_the_article_says() -> None:
    page = make_notes(DETAILS, CHAPTERS, ["Ada <Pell>"])
    assert "<li>00:06 Ünd &lt;C&gt;</li>" in page
    assert "Ada &lt;Pell&gt;" in page
    assert 'href="https://paper.example/light?a=1&amp;b=2"' in page
    assert "synthetic" in page


def test_a_summary_ends_with_a_sentence_where_it_can() -> None:
    text = "One sentence that is long enough to stand. " * 20
    assert summary_of(text).endswith("stand.")
    assert len(summary_of("word " * 200)) <= SUMMARY_LENGTH + 2
    assert summary_of("Short.") == "Short."
    named = "The bridge was shut again. " * 6
    assert summary_of(f"{named}It was decided by Dr. {'Ann ' * 40}") == named.strip()


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (75.9, "01:15"), (3600, "1:00:00")])
def test_time_stamps(seconds: float, shown: str) -> None:
    assert timestamp(seconds) == shown


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("‘Light’: Ana’s first—and last—word", "light-anas-first-and-last-word"),
        ("Über Öl", "uber-ol"),
        ("日本", "riben"),
        ("Привет, мир", "privet-mir"),
        ("مرحبا بالعالم", "mrhb-bllm"),
        ("Große Straßen 🎉", "grosse-strassen-tada"),
        ("x" * 200, "x" * 60),
        ("?!… —", ""),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    assert unique_slug(title, (), KEY) == (slug or "episode-12ab34")


@given(st.text())
def test_a_slug_is_always_a_file_name(title: str) -> None:
    slug = unique_slug(title, (), KEY)
    other = unique_slug(title, {slug}, KEY)
    assert slug != other
    for name in (slug, other):
        assert 0 < len(name) <= 60
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert is_safe_name(name)


@pytest.mark.parametrize("title", ["CON", "nul", "Aux", "COM1", "lpt9"])
def test_no_file_has_the_name_of_a_device(title: str) -> None:
    assert unique_slug(title, (), KEY) == f"episode-{title.lower()}"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "a\\b", ".hid", "a\0b", "c:x", "x" * 300, "nul", "Con.mp3", "x."]
)
def test_a_strangers_name_leads_nowhere_else(name: str) -> None:
    assert not is_safe_name(name)


def test_details_come_from_the_title_page() -> None:
    section = Section("One", (Line("Narrator", "The matter itself."),))
    page = {"Title": "T", "Author": "Ines", "Source": "https://x.example/a", "Draft date": "2026-05-02"}
    script = Script("T", page, (), (Section("Introduction", (Line("Narrator", "Welcome."),)), section))
    now = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    details = details_of(script, Podcast(title="S", author="The Readers"), now)
    assert (details.published, details.dated) == (now, date(2026, 5, 2))
    assert (details.author, details.artist) == ("Ines", "Ines")
    nobody = details_of(replace(script, metadata={"Title": "T"}), Podcast(title="S", author="The Readers"), now)
    assert (nobody.author, nobody.artist) == ("", "The Readers"), "who makes the show has not written the article"
    assert details.link == details.key == "https://x.example/a"
    assert details.description == "The matter itself."
    assert day_of("yesterday") is None


def fill(place: Place, text: str, name: str = "b.txt") -> Path:
    """Make the episode of a place, with a file of a text."""
    with making(place) as (here, folder):
        (folder / name).write_text(text)
        store.save_episode(folder, replace(A_TIDE, guid=here.guid, slug=here.slug, source="tides.html", link=""))
    return here.folder


def place_in(output: Path, guid: str = A_TIDE.guid, source: str = "tides.html") -> Place:
    """A place for an episode that is not there yet."""
    moment = datetime(2026, 3, 14, tzinfo=UTC)
    details = Details("Tides", "", "S", "", moment, "en", "", source)
    return Place(output / "2026-03-14-tides", guid, "tides", details, None)


def test_a_folder_is_replaced_and_keeps_what_the_user_put_there(tmp_path: Path) -> None:
    folder = fill(place_in(tmp_path), "one")
    (folder / "mine.txt").write_text("mine")
    (folder / "mine").mkdir()
    (folder / "mine" / "link").symlink_to("nowhere")
    assert fill(place_in(tmp_path), "two", "c.txt") == folder
    assert sorted(path.name for path in folder.iterdir()) == ["b.txt", "c.txt", "episode.json", "mine", "mine.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".locks", folder.name]


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    folder = fill(place_in(tmp_path), "one")
    with pytest.raises(FileNotFoundError), making(place_in(tmp_path)) as (_, partial):
        (partial / "b.txt").write_text((partial / "missing").read_text())
    assert (folder / "b.txt").read_text() == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".locks", folder.name]


@pytest.mark.parametrize("name", [".{}.old", ".{}.0123abcd.old"])
def test_what_a_killed_run_left_is_put_right_by_whoever_comes_first(tmp_path: Path, name: str) -> None:
    """Also by a command that only reads: an episode that it does not see would go out of the feed."""
    folder = fill(place_in(tmp_path), "one")
    old = tmp_path / name.format(folder.name)
    folder.rename(old)  # killed between the two renames
    (tmp_path / f".{folder.name}.partial").mkdir()
    (tmp_path / f".{folder.name}.89abcdef.partial").mkdir()
    assert [item.folder for item in store.scan_episodes(tmp_path)[0]] == [folder]
    assert (folder / "b.txt").read_text() == "one"
    shutil.copytree(folder, old)  # killed after them
    assert fill(place_in(tmp_path), "two") == folder
    assert (folder / "b.txt").read_text() == "two"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".locks", folder.name]


@pytest.mark.parametrize("in_two_steps", [False, True])
def test_a_folder_that_cannot_be_deleted_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_two_steps: bool
) -> None:
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    if in_two_steps:
        monkeypatch.setattr(durable, "exchange", lambda *_: False)
    folder = fill(place_in(tmp_path), "one")
    for name in (f".{folder.name}.old", f".{folder.name}.partial"):  # of an earlier version
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("in the way")
    for text in ("two", "three"):
        assert fill(place_in(tmp_path), text) == folder
        assert (folder / "b.txt").read_text() == text
    folder.rename(tmp_path / "elsewhere")
    assert store.scan_episodes(tmp_path)[1] == {}
    assert not folder.exists(), "nothing that was replaced comes back"


def test_what_is_changed_while_it_is_made_is_kept(tmp_path: Path) -> None:
    fill(place_in(tmp_path), "one")
    place = replace(place_in(tmp_path), before=store.load_episode(tmp_path / "2026-03-14-tides"))
    embargo = datetime(2999, 1, 1, tzinfo=UTC)
    with making(place) as (_, folder):
        store.save_episode(folder, replace(A_TIDE, guid=place.guid, title="Anew", description="Anew."))
        change_episode(tmp_path, "tides", Changes(published=embargo, draft=True, number=7, description="By hand."))
    made = store.load_episode(place.folder)
    assert (made.title, made.description, made.published) == ("Anew", "By hand.", embargo)
    assert (made.draft, made.number, made.by_hand) == (True, 7, ("description", "published"))


def test_a_name_that_another_run_has_taken_is_not_taken_twice(tmp_path: Path) -> None:
    held, done = Event(), Event()

    def other_run() -> None:
        with hold(tmp_path, name_lock("tides")):
            held.set()
            done.wait(10)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(other_run)
        assert held.wait(10)
        folder = fill(place_in(tmp_path), "one")
        done.set()
    assert folder.name == f"2026-03-14-tides-{A_TIDE.guid[:6]}"
    assert store.load_episode(folder).slug == f"tides-{A_TIDE.guid[:6]}"
