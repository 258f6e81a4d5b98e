"""A show that is hard to read right: 33 episodes in nine scripts, with marks of HTML and XML in every field."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from shows import make_episode, show_settings

from podcaster import settings as conf
from podcaster import store
from podcaster.episode import transcript
from podcaster.model import Chapter, Cue
from podcaster.slug import unique_slug

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MARKS = """<b>bold</b> & "two" 'one' &amp; <3 a<b ]]>"""
WORDS = (
    ("The sea at night", "en"),
    ("Море ночью", "ru"),
    ("Η θάλασσα τη νύχτα", "el"),
    ("夜の海", "ja"),
    ("밤의 바다", "ko"),
    ("البحر في الليل", "ar"),
    ("הים בלילה", "he"),
    ("रात का समुद्र", "hi"),
    ("ทะเลยามค่ำคืน", "th"),
)
"""A title in each script, with its language."""
COUNT = 33


_pristine: list[conf.Settings] = []
"""The show, made once for all tests of a process: they copy it."""


def copy_hard_show(factory: pytest.TempPathFactory, name: str) -> conf.Settings:
    """The show, in a folder of one's own."""
    if not _pristine:
        _pristine.append(make_hard_show(factory.mktemp("pristine")))
    folder = factory.mktemp(name)
    shutil.copytree(_pristine[0].output, folder / "output")
    return replace(_pristine[0], folder=folder)


def make_hard_show(folder: Path) -> conf.Settings:
    """Make it; every title stands three or four times."""
    taken: set[str] = set()
    for number in range(1, COUNT + 1):
        words, language = WORDS[number % len(WORDS)]
        made = make_episode(folder / "output", number)
        guid = store.load_episode(made).guid
        slug = unique_slug(f"{words} {MARKS}", taken, guid)
        taken.add(slug)
        (made / f"tide-{number}.mp3").rename(made / f"{slug}.mp3")
        said = f"{words} {MARKS}"
        cues = [Cue(0.0, 2.0, "Narrator", said), Cue(2.5, 5.0, said, said)]
        chapters = (Chapter(0.0, 2.2, said), Chapter(2.2, 6.0, f"{said} 2", said))
        texts = {
            "transcript.vtt": transcript.to_vtt(cues),
            "transcript.srt": transcript.to_srt(cues),
            "transcript.json": transcript.to_json(cues),
            "chapters.json": transcript.chapters_to_json(chapters),
        }
        for name, text in texts.items():
            (made / name).write_text(text, "utf-8")
        episode = store.load_episode(made)
        files = tuple(store.describe_file(made / file.name, file.type) for file in episode.files)
        changed = replace(
            episode,
            slug=slug,
            title=said,
            author=said,
            description=f"{said}\n\n{said}",
            language=language,
            link=f"https://paper.example/{number}?a=1&b=2&c='",
            audio=store.describe_file(made / f"{slug}.mp3", "audio/mpeg"),
            files=files,
            chapters=chapters,
            performers=tuple(replace(performer, role=said) for performer in episode.performers[1:2]),
        )
        store.save_episode(made, changed)
    person = conf.ShowPerson(
        MARKS, link="https://person.example/?a=1&b=2", picture="https://person.example/p.jpg?a=1&b=2"
    )
    made_settings = show_settings(folder)
    show = conf.Podcast(
        title=f"Sea {MARKS}",
        author=MARKS,
        description=MARKS,
        owner=MARKS,
        email="show@show.example",
        copyright=MARKS,
        categories=("Society & Culture > Places & Travel", "Kids & Family", "News"),
        funding=(conf.Funding("https://give.example/?a=1&b=2", MARKS),),
        persons=(person,),
        guests=True,
    )
    return replace(made_settings, show=show)
