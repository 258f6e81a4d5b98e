"""What a feed says about an episode: a short description with time stamps, and the full notes."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from podcaster.slug import web_link
from podcaster.wording import timestamp, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import Chapter, Episode
    from podcaster.store import StoredEpisode

MAX_DESCRIPTION = 4000
"""Bytes of a description that Apple and PSP-1 take."""

MAX_NOTES = 1 << 20
"""Bytes of a notes.html that are read; notes have a few thousand."""

NOTES_FILE = "notes.html"


def describe(episode: Episode) -> str:
    """A description in the HTML that all apps show (p, ul, li, a): summary, chapters, article, disclosure.

    It stays within the bytes that directories take: the summary is cut, then chapters at the end left out.
    """
    say = words_of(episode.language)
    ending = f"<p>{escape(say('disclosure in notes'), quote=False)}</p>"
    if link := escape(web_link(episode.link)):
        invitation = escape(say("read the article") + say("colon"), quote=False)
        ending = f'<p>{invitation} <a href="{link}">{link}</a></p>{ending}'
    ending = "".join(corrections_of(episode)) + ending
    room = MAX_DESCRIPTION - len(ending.encode())
    start = f"<p>{cut(escape(episode.description, quote=False), room // 2)}</p>" if episode.description else ""
    return start + chapter_list(episode.chapters, room - len(start.encode())) + ending


MAX_CORRECTIONS = 1500
"""Bytes of corrections in a description; the notes have all of them."""


def corrections_of(episode: Episode, room: int = MAX_CORRECTIONS) -> Iterator[str]:
    """A paragraph for each correction, the newest first, as far as there is room."""
    say = words_of(episode.language)
    for each in reversed(episode.corrections):
        text = cut(escape(each.text, quote=False), room)
        heading = escape(say("correction", day=say.beside.day(each.moment)), quote=False)
        paragraph = f"<p><strong>{heading}</strong> {text}</p>"
        room -= len(paragraph.encode())
        if room < 0:
            return
        yield paragraph


def chapter_list(chapters: Sequence[Chapter], room: int) -> str:
    """Chapters with the times at which apps let listeners jump to them, as many as fit into ``room`` bytes."""
    if len(chapters) < 2:
        return ""
    items: list[str] = []
    room -= len("<ul></ul>")
    for chapter in chapters:
        item = f"<li>{timestamp(chapter.start)} {escape(chapter.title, quote=False)}</li>"
        room -= len(item.encode())
        if room < 0:
            break
        items.append(item)
    return f"<ul>{''.join(items)}</ul>" if items else ""


def cut(text: str, room: int) -> str:
    """A text within a number of bytes, cut between words."""
    if len(text.encode()) <= room:
        return text
    head = text.encode()[: room - len(" …".encode())].decode(errors="ignore")
    head = re.sub(r"&[^;]{0,9}$", "", head)
    return head[: head.rfind(" ")] + " …" if " " in head else head + "…"


def notes_of(item: StoredEpisode) -> str:
    """The full notes: the body of notes.html without its heading; the description where there is none."""
    try:
        with (item.folder / NOTES_FILE).open(encoding="utf-8") as file:
            page = file.read(MAX_NOTES)
    except (OSError, UnicodeDecodeError):
        return describe(item.episode)
    body = re.search(r"<body[^>]*>(.*)</body>", page, re.DOTALL | re.IGNORECASE)
    text = body[1] if body else page
    notes = clean_html(re.sub(r"^\s*<h1[^>]*>.*?</h1>", "", text, count=1, flags=re.DOTALL | re.IGNORECASE)).strip()
    missing = [each for each in item.episode.corrections if clean_html(escape(each.text, quote=False)) not in notes]
    return "".join(corrections_of(replace(item.episode, corrections=tuple(missing)), MAX_NOTES)) + notes


NOTES_TAGS = {"p", "br", "ul", "ol", "li", "a", "em", "strong", "b", "i", "h2", "h3", "blockquote", "code", "pre"}
"""What show notes are made of; anything else may come from a stranger, and is taken out."""


def clean_html(text: str) -> str:
    """Notes with the tags of notes alone, and links of the web."""
    import nh3

    links = {"http", "https", "mailto"}
    return nh3.clean(text, tags=NOTES_TAGS, attributes={"a": {"href"}}, url_schemes=links, link_rel=None)
