"""The show as static web pages: one of the show, one an episode, with no resource from anywhere else.

They work under the strictest content security policy (no inline script or style), and from a folder on disk.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster import store
from podcaster.cover import palette_of, small_cover
from podcaster.errors import InputError
from podcaster.feed.channel import Channel, cover_of, transcripts_of
from podcaster.model import NARRATOR
from podcaster.slug import web_link
from podcaster.store import FEED_FILE
from podcaster.wording import role_label, timestamp, words_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from podcaster.store import StoredEpisode

PAGE = "index.html"

THUMB_SIZE, ICON_SIZE = 600, 96
"""Pixels a side of the covers on pages, and of the icon in a browser's tab."""

THUMBS = ".thumbs"
"""In the folder of the episodes: covers made small before, by what they were made of."""

COLOURS = 8
"""Colours of speakers in the style sheet, besides the narrator's; a ninth speaker has the first one's again."""

PARAGRAPH_PAUSE = 0.5
"""Seconds of silence that part two paragraphs of a transcript: between the pauses that the default settings give to a
sentence (0.4) and to a paragraph (0.65)."""
MAX_TRANSCRIPT = 50 << 20
"""Bytes of a transcript that is read; longer ones leave the page without."""

FORMATS = {"text/vtt": "WebVTT", "application/x-subrip": "SubRip", "application/json": "JSON"}
"""The names of the forms that transcripts have."""

PAPER_LIGHT, PAPER_DARK = (251, 249, 245), (22, 23, 26)
"""Backgrounds of the pages, as in the style sheet."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The names of the files that all pages share; a name changes with its content, so that browsers may keep them."""

    style: str
    script: str
    icon: str


def render_pages(channel: Channel, output: Path) -> dict[str, bytes]:
    """Write a show's pages.

    Args:
        channel: The show.
        output: The folder of its episodes, with its cover.

    Returns:
        Path relative to the show's folder -> document.

    Raises:
        InputError: A cover is no picture.
    """
    style, script = style_sheet(channel), static("player.js")
    icon = thumb(output, output / channel.cover, ICON_SIZE)
    assets = Assets(named("site", style, "css"), named("player", script, "js"), named("icon", icon, "jpg"))
    show_thumb = thumb(output, output / channel.cover, THUMB_SIZE)
    pages = {
        assets.style: style,
        assets.script: script,
        assets.icon: icon,
        named("show", show_thumb, "jpg"): show_thumb,
    }
    cards = []
    for item in channel.episodes:
        small = episode_thumb(output, item)
        name = f"{item.folder.name}/{named('thumb', small, 'jpg')}" if small else named("show", show_thumb, "jpg")
        if small:
            pages[name] = small
        cards.append(card(item, channel.show.language) | {"thumb": name})
        own = card(item, item.episode.language) | {"thumb": name}
        pages[f"{item.folder.name}/{PAGE}"] = episode_page(channel, item, assets, own)
    pages[PAGE] = show_page(channel, assets, cards, named("show", show_thumb, "jpg"))
    return pages


def named(stem: str, data: bytes, suffix: str) -> str:
    """A file name that changes with its content."""
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def static(name: str) -> bytes:
    """A file that ships beside this module."""
    return (Path(__file__).parent / "static" / name).read_bytes()


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the pages."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, values: dict[str, Any]) -> bytes:
    """Fill a template."""
    return environment().get_template(template).render(values).encode()


def common(channel: Channel, assets: Assets, root: str, language: str) -> dict[str, Any]:
    """What every page shows; ``root`` leads from it to the show's folder."""
    return {
        "language": language,
        "say": words_of(language),
        "show": channel.show,
        "funding": [funding for funding in channel.show.funding if web_link(funding.link)],
        "root": root,
        "feed_file": FEED_FILE,
        "feed_link": channel.self_link,
        "style": assets.style,
        "script": assets.script,
        "icon": assets.icon,
    }


def show_page(channel: Channel, assets: Assets, cards: list[dict[str, Any]], show_thumb: str) -> bytes:
    """The page of the show."""
    show = channel.show
    return render(
        "index.html.j2",
        common(channel, assets, "", show.language)
        | {
            "heading": show.title,
            "summary": show.description or show.title,
            "picture": channel.at(channel.cover),
            "thumb": show_thumb,
            "episodes": cards,
        },
    )


def episode_page(channel: Channel, item: StoredEpisode, assets: Assets, values: dict[str, Any]) -> bytes:
    """The page of an episode."""
    episode = item.episode
    cues = read_cues(item)
    colours = speaker_colours((cue["speaker"] for cue in cues), role_label(NARRATOR, episode.language))
    name = values["thumb"]
    return render(
        "episode.html.j2",
        common(channel, assets, "../", episode.language)
        | {
            "heading": episode.title,
            "summary": episode.description,
            "picture": channel.picture(item),
            "thumb": name.removeprefix(f"{item.folder.name}/") if cover_of(episode) else f"../{name}",
            "audio_link": channel.at(f"{item.folder.name}/{episode.audio.name}"),
            "item": values,
            "turns": turns_of(cues, colours),
            "people": [{"role": role, "colour": colour} for role, colour in colours.items()],
            "chapters": [
                {"start": f"{chapter.start:.3f}", "at": timestamp(chapter.start), "title": chapter.title}
                for chapter in episode.chapters
            ],
            "files": [{"name": file.name, "format": FORMATS[file.type]} for file in transcripts_of(episode)],
        },
    )


def card(item: StoredEpisode, language: str) -> dict[str, Any]:
    """What pages in a language say about an episode."""
    episode, say = item.episode, words_of(language)
    return {
        "folder": item.folder.name,
        "title": episode.title,
        "author": episode.author,
        "description": episode.description,
        "link": web_link(episode.link),
        "number": episode.number,
        "date": f"{episode.published:%Y-%m-%d}",
        "day": say.day(episode.published),
        "length": say.length(episode.duration),
        "corrections": [
            {"heading": say("correction", day=say.day(each.moment)), "text": each.text}
            for each in reversed(episode.corrections)
        ],
        "clock": timestamp(episode.duration),
        "seconds": f"{episode.duration:.1f}",
        "audio": episode.audio.name,
        "audio_type": episode.audio.type,
        "size": say("megabytes", number=say.number(episode.audio.size / 1e6)),
    }


def read_cues(item: StoredEpisode) -> list[dict[str, Any]]:
    """The lines of an episode's JSON transcript; none when it has none that can be read."""
    file = next((file for file in transcripts_of(item.episode) if file.type == "application/json"), None)
    path = item.folder / file.name if file else None
    if path is None or not path.is_file() or path.stat().st_size > MAX_TRANSCRIPT:
        return []
    try:
        segments = json.loads(path.read_bytes())["segments"]
        return [
            {
                "speaker": str(segment.get("speaker", "")),
                "start": f"{float(segment['startTime']):.3f}",
                "end": f"{float(segment['endTime']):.3f}",
                "text": str(segment["body"]),
            }
            for segment in segments
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def speaker_colours(roles: Any, narrator: str) -> dict[str, int]:
    """A colour's number for everyone who speaks, in the order of their first line; the narrator's is 0."""
    colours: dict[str, int] = {}
    for role in roles:
        if role not in colours:
            others = sum(name not in {NARRATOR, narrator} for name in colours)
            colours[role] = 0 if role in {NARRATOR, narrator} else others % COLOURS + 1
    return colours


def turns_of(cues: list[dict[str, Any]], colours: dict[str, int]) -> list[dict[str, Any]]:
    """Lines, together as long as one person speaks, in paragraphs where the speaker pauses."""
    return [
        {"role": role, "colour": colours[role], "paragraphs": paragraphs_of(list(turn))}
        for role, turn in groupby(cues, key=lambda cue: str(cue["speaker"]))
    ]


def paragraphs_of(cues: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Lines of one person, parted where the silence between them is that of a paragraph."""
    parted = [[cues[0]]]
    for before, cue in pairwise(cues):
        if float(cue["start"]) - float(before["end"]) >= PARAGRAPH_PAUSE:
            parted.append([])
        parted[-1].append(cue)
    return parted


def episode_thumb(output: Path, item: StoredEpisode) -> bytes | None:
    """An episode's cover, small; None when it has none."""
    cover = cover_of(item.episode)
    path = item.folder / cover.name if cover else None
    if cover is None or path is None or not path.is_file():
        return None
    try:
        return thumb(output, path, THUMB_SIZE, cover.sha256)
    except InputError:
        return None


def thumb(output: Path, path: Path, size: int, digest: str = "") -> bytes:
    """A cover, small. It is made once for every content.

    Raises:
        InputError: It is no picture.
    """
    digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
    kept = output / THUMBS / f"{digest}-{size}.jpg"
    if not kept.exists():
        store.write_atomic(kept, small_cover(path, size=size), durable=False)
    return kept.read_bytes()


def style_sheet(channel: Channel) -> bytes:
    """The style sheet, with the show's own colour."""
    palette = palette_of(channel.show.title)
    light = strongest((palette.ground, palette.accent, palette.ink), PAPER_LIGHT)
    dark = strongest((palette.accent, palette.ink, palette.ground), PAPER_DARK)
    head = (
        f":root {{ --accent: {css(light)}; --on-accent: {css(PAPER_LIGHT)};"
        f" --accent-dark: {css(dark)}; --on-accent-dark: {css(PAPER_DARK)}; }}\n"
    )
    return head.encode() + static("site.css")


Colour = tuple[int, int, int]


def css(colour: Colour) -> str:
    """A colour as style sheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


MIN_CONTRAST = 4.5
"""Of text and its background (WCAG 2, level AA)."""


def strongest(colours: tuple[Colour, ...], paper: Colour) -> Colour:
    """The first colour that can be read on a background."""
    return next((colour for colour in colours if contrast(colour, paper) >= MIN_CONTRAST), colours[-1])


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    """Relative luminance of a colour (WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
