"""The show as static web pages: one of the show, one an episode, with no resource from anywhere else.

They work under the strictest content security policy (no inline script or style), and from a folder on disk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.cover import MIN_CONTRAST, Colour, contrast, palette_of
from podcaster.feed.channel import Channel, cover_of, transcripts_of
from podcaster.feed.pictures import ICON_SIZE, THUMB_SIZE, episode_thumb, named, thumb, thumb_path
from podcaster.feed.site.structured import episode_data, series_data
from podcaster.model import NARRATOR
from podcaster.slug import web_link
from podcaster.store import FEED_FILE
from podcaster.wording import role_label, timestamp, words_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from podcaster.model import Episode
    from podcaster.store import StoredEpisode
    from podcaster.wording import Words

PAGE = "index.html"
EMBED = "embed.html"
"""Beside an episode's page: its player alone."""
FRAME = 200
"""Pixels that it is high in the frame of another page, also on a phone."""

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
INK_DARK, INK_LIGHT = (29, 28, 26), (236, 234, 230)
"""Their texts, for a show whose colours cannot be read on them."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The names of the files that all pages share; a name changes with its content, so that browsers may keep them."""

    style: str
    """The style sheet."""
    script: str
    """The player's program."""
    icon: str
    """The small picture that browsers show in a tab."""


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
        name = thumb_path(item, small) if small else named("show", show_thumb, "jpg")
        if small:
            pages[name] = small
        cards.append(card(item, channel.show.language) | {"thumb": name})
        own = card(item, item.episode.language) | {"thumb": name}
        pages |= episode_pages(channel, item, assets, own)
    pages[PAGE] = show_page(channel, assets, cards, named("show", show_thumb, "jpg"))
    return pages


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
        "direction": words_of(language).locale.text_direction,
        "paper": (css(PAPER_LIGHT), css(PAPER_DARK)),
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
            "address": channel.address,
            "structured": series_data(channel),
            "heading": show.title,
            "summary": show.description or show.title,
            "picture": channel.at(channel.cover),
            "thumb": show_thumb,
            "episodes": cards,
        },
    )


def episode_pages(channel: Channel, item: StoredEpisode, assets: Assets, values: dict[str, Any]) -> dict[str, bytes]:
    """The page of an episode, and its player alone, for the frames of other pages."""
    episode = item.episode
    cues = read_cues(item)
    colours = speaker_colours((cue["speaker"] for cue in cues), role_label(NARRATOR, episode.language))
    name = values["thumb"]
    place = item.folder.name
    player = {
        "address": channel.at(f"{place}/"),
        "show_link": channel.link,
        "thumb": name.removeprefix(f"{place}/") if cover_of(episode) else f"../{name}",
        "item": values,
    }
    page = (
        common(channel, assets, "../", episode.language)
        | player
        | {
            "structured": episode_data(channel, item),
            "frame": frame_code(channel.at(f"{place}/{EMBED}"), episode.title),
            "heading": episode.title,
            "summary": episode.description,
            "picture": channel.picture(item),
            "audio_link": channel.at(f"{place}/{episode.audio.name}"),
            "turns": turns_of(cues, colours),
            "people": [{"role": role, "colour": colour} for role, colour in colours.items()],
            "chapters": [
                {"start": f"{chapter.start:.3f}", "at": timestamp(chapter.start), "title": chapter.title}
                for chapter in episode.chapters
            ],
            "files": [{"name": file.name, "format": FORMATS[file.type]} for file in transcripts_of(episode)],
        }
    )
    alone = common(channel, assets, "../", episode.language) | player
    return {f"{place}/{PAGE}": render("episode.html.j2", page), f"{place}/{EMBED}": render("embed.html.j2", alone)}


def frame_code(address: str, title: str) -> str:
    """The HTML that puts an episode's player into another page."""
    named = f'src="{escape(address)}" title="{escape(title)}"'
    return f'<iframe {named} width="100%" height="{FRAME}" loading="lazy"></iframe>'


def parts_of(episode: Episode, say: Words) -> list[str]:
    """What a page says of an episode's place in the show: trailer or bonus, season, number."""
    parts = [say(episode.kind)] if episode.kind in ("trailer", "bonus") else []
    if episode.season:
        parts.append(say("season number", number=episode.season))
    if episode.number:
        parts.append(say("episode number", number=episode.number))
    return parts


def card(item: StoredEpisode, language: str) -> dict[str, Any]:
    """What pages in a language say about an episode."""
    episode, say = item.episode, words_of(language)
    return {
        "folder": item.folder.name,
        "title": episode.title,
        "author": episode.author,
        "description": episode.description,
        "link": web_link(episode.link),
        "parts": parts_of(episode, say),
        "date": f"{episode.published:%Y-%m-%d}",
        "day": say.beside.day(episode.published),
        "length": say.length(episode.duration),
        "corrections": [
            {"heading": say("correction", day=say.beside.day(each.moment)), "text": each.text}
            for each in reversed(episode.corrections)
        ],
        "clock": timestamp(episode.duration),
        "seconds": f"{episode.duration:.1f}",
        "audio": episode.audio.name,
        "audio_type": episode.audio.type,
        "size": say("megabytes", number=say.beside.number(episode.audio.size / 1e6)),
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


def style_sheet(channel: Channel) -> bytes:
    """The style sheet, with the show's own colour."""
    palette = palette_of(channel.show.title, channel.show.colour)
    light = strongest((palette.ground, palette.accent, palette.ink), PAPER_LIGHT)
    dark = strongest((palette.accent, palette.ink, palette.ground), PAPER_DARK)
    head = (
        f":root {{ --accent: {css(light)}; --on-accent: {css(PAPER_LIGHT)};"
        f" --accent-dark: {css(dark)}; --on-accent-dark: {css(PAPER_DARK)}; }}\n"
    )
    return head.encode() + static("site.css")


def css(colour: Colour) -> str:
    """A colour as style sheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def strongest(colours: tuple[Colour, ...], paper: Colour) -> Colour:
    """The first colour that can be read on a background."""
    readable = (colour for colour in colours if contrast(colour, paper) >= MIN_CONTRAST)
    return next(readable, INK_DARK if contrast(INK_DARK, paper) > contrast(INK_LIGHT, paper) else INK_LIGHT)
