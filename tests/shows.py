"""Shows for tests: real MP3s with tags, transcripts, chapters, notes and covers, as ``podcaster make`` leaves them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from podcaster import settings as conf
from podcaster import store
from podcaster.cover import draw_cover, small_cover
from podcaster.episode import transcript
from podcaster.episode.details import Details
from podcaster.episode.notes import make_notes
from podcaster.episode.tags import make_tags
from podcaster.model import NARRATOR, Chapter, Cue, Episode, File, Performer

ADDRESS = "https://show.example/cast/"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHOW = conf.Podcast(
    title="Read Aloud & “Well”",
    author="The Readers",
    description="Articles, read aloud.",
    owner="Ada Byron",
    email="show@show.example",
    categories=("News > Daily News", "Society & Culture > Documentary"),
    copyright="2026 The Readers",
    licence="CC-BY-4.0",
    funding=(conf.Funding("https://show.example/give"),),
)
LINES = (
    (NARRATOR, "The tide comes in twice a day & nobody asks why.", 0.0, 1.5),
    ("Grace Møller", "“I ask,” she said <often>.", 1.7, 3.0),
    (NARRATOR, "The moon was not available for comment.", 3.2, 4.4),
    ("Alan Okafor", "It never is.", 4.5, 5.6),
)

A_TIDE = Episode(
    guid="1b4e28ba-2fa1-51d2-883f-0016d3cca427",
    slug="tides",
    title="Tides & “moons”",
    author="Ada Byron",
    description="Why the sea comes and goes.",
    published=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC),
    language="en",
    link="https://paper.example/tides",
    source="tides.html",
    duration=61.25,
    loudness=-16.1,
    peak=-1.4,
    audio=File("tides.mp3", "audio/mpeg", 1000, "ab" * 32),
    files=(File("chapters.json", "application/json+chapters", 10, "cd" * 32),),
    chapters=(Chapter(0.0, 61.25, "The sea", "What it does"),),
    performers=(Performer("Narrator", "ada", "espeak", 40.5, 9),),
)
"""An episode without files."""


def show_settings(folder: Path, **changes: Any) -> conf.Settings:
    """The settings of a good show."""
    made = conf.Settings(folder=folder, show=SHOW, feed=conf.Feed(address=ADDRESS))
    return replace(made, **changes)


@lru_cache(maxsize=32)
def sound(seconds: float, pitch: float) -> bytes:
    """A mono MP3 without tags: a tone that rises and falls like a voice."""
    import av
    import numpy as np

    rate = 44100
    time = np.arange(int(seconds * rate)) / rate
    voice = 9000 * np.sin(2 * np.pi * pitch * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))
    out = BytesIO()
    with av.open(out, "w", format="mp3", options={"id3v2_version": "0", "write_id3v1": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = 64000
        frame = av.AudioFrame.from_ndarray(voice.astype(np.int16)[None], format="s16p", layout="mono")
        frame.sample_rate = rate
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()


@lru_cache(maxsize=32)
def picture(title: str, show: str, folder: Path) -> bytes:
    """A cover of the smallest size that is allowed."""
    path = folder / "drawn.jpg"
    draw_cover(title, show, path, size=1400)
    data = path.read_bytes()
    path.unlink()
    return data


def make_episode(
    output: Path, number: int = 1, *, published: datetime | None = None, folder: Path | None = None, **changes: Any
) -> Path:
    """Make an episode's folder; ``changes`` are fields of its Episode."""
    published = published or datetime(2025, 3, 1, 6, tzinfo=UTC) + timedelta(days=number)
    title = f"The tide, part {number} & “more”"
    slug = f"tide-{number}"
    folder = folder or output / f"{published:%Y-%m-%d}-{slug}"
    folder.mkdir(parents=True, exist_ok=True)
    link = f"https://paper.example/tide-{number}?a=1&b=2"
    details = Details(title, "Mary Wren", SHOW.title, "Why the sea comes & goes.", published, "en", link, link)
    cues = [Cue(start, end, role, text) for role, text, start, end in LINES]
    chapters = (Chapter(0.0, 3.2, "The sea & you"), Chapter(3.2, 6.0, "The moon", "Far away"))
    texts = {
        "script.fountain": f"Title: {title}\n\n@NARRATOR\nThe tide.\n[[sure]]\n",
        "transcript.vtt": transcript.to_vtt(cues),
        "transcript.srt": transcript.to_srt(cues),
        "transcript.json": transcript.to_json(cues),
        "chapters.json": transcript.chapters_to_json(chapters),
        "notes.html": make_notes(details, chapters, ["Grace Møller", "Alan Okafor"]),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "cover.jpg").write_bytes(picture(title, SHOW.title, folder))
    tags = make_tags(
        details,
        duration=6.0,
        chapters=chapters,
        lyrics="\n".join(cue.text for cue in cues),
        cover=small_cover(folder / "cover.jpg"),
        number=number,
    )
    (folder / f"{slug}.mp3").write_bytes(tags + sound(6.0, 180.0 + 10 * (number % 7)))
    episode = Episode(
        guid=store.episode_guid(store.address_guid(ADDRESS), link),
        slug=slug,
        title=title,
        author="Mary Wren",
        description="Why the sea comes & goes.",
        published=published,
        language="en",
        link=link,
        source=link,
        duration=6.0,
        loudness=-16.0,
        peak=-1.6,
        audio=store.describe_file(folder / f"{slug}.mp3", "audio/mpeg"),
        files=tuple(store.describe_file(folder / name, kind) for name, kind in TYPES.items()),
        chapters=chapters,
        performers=(
            Performer(NARRATOR, "linda", "espeak", 2.7, 2),
            Performer("Grace Møller", "steph", "espeak", 1.3, 1),
            Performer("Alan Okafor", "andy", "espeak", 1.1, 1),
        ),
        season=1,
        number=number,
    )
    store.save_episode(folder, replace(episode, **changes))
    return folder


TYPES = {
    "script.fountain": "text/plain",
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.json": "application/json",
    "chapters.json": "application/json+chapters",
    "notes.html": "text/html",
    "cover.jpg": "image/jpeg",
}


def make_show(folder: Path, count: int = 3) -> conf.Settings:
    """A good show of ``count`` episodes."""
    for number in range(1, count + 1):
        make_episode(folder / "output", number)
    return show_settings(folder)


def change_episode(folder: Path, **changes: Any) -> Episode:
    """Change fields of an episode's episode.json."""
    episode = replace(store.load_episode(folder), **changes)
    store.save_episode(folder, episode)
    return episode


def redescribe(folder: Path, *names: str) -> None:
    """Correct the sizes and hashes of files that were changed, as if they had been made so."""
    episode = store.load_episode(folder)
    audio = episode.audio
    if audio.name in names:
        audio = store.describe_file(folder / audio.name, audio.type)
    files = tuple(
        store.describe_file(folder / file.name, file.type) if file.name in names else file for file in episode.files
    )
    change_episode(folder, audio=audio, files=files)


def without(files: tuple[File, ...], name: str) -> tuple[File, ...]:
    """Files, but one."""
    return tuple(file for file in files if file.name != name)


def in_doubt(script, words):
    """A script in which nobody knows who says the lines with some words in them, as the program writes it."""
    from dataclasses import replace

    from podcaster.model import UNATTRIBUTED, Line, Role

    def doubtful(item):
        if not isinstance(item, Line) or not any(word in item.text for word in words):
            return item
        notes = tuple(
            note.replace(f"speaker: {item.role}", f"speaker: uncertain; likely: {item.role}") for note in item.notes
        )
        return replace(item, role=UNATTRIBUTED, notes=notes)

    sections = tuple(replace(each, items=tuple(map(doubtful, each.items))) for each in script.sections)
    return replace(script, sections=sections, roles=(*script.roles, Role(UNATTRIBUTED)))
