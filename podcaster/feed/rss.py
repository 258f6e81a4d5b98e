"""A show as RSS 2.0, with the namespaces that podcast apps know.

Sources: Apple's "A Podcaster's Guide to RSS", PSP-1 of the Podcast Standards Project, the podcast namespace 2.0,
Podlove Simple Chapters 1.2, RFC 5005 for the pages of older episodes, RFC 2822 for dates.
"""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from podcaster.feed.categories import split_category
from podcaster.feed.channel import (
    CHAPTERS_TYPE,
    TRANSCRIPT_TYPES,
    Channel,
    chapters_of,
    path_of,
    transcripts_of,
)
from podcaster.feed.description import describe, notes_of
from podcaster.feed.pictures import pictures_of, show_pictures
from podcaster.feed.xml import NAMESPACES, add, add_text, clean, one_line, plain, serialise
from podcaster.model import NARRATOR, UNATTRIBUTED
from podcaster.slug import web_link
from podcaster.store import FEED_FILE
from podcaster.wording import clock, narrators_abroad, role_label, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from podcaster.feed.pictures import Picture
    from podcaster.model import Episode
    from podcaster.store import StoredEpisode

ARCHIVE_PART = 3
"""An archive page holds a third of what feed.xml may hold, so that feed.xml never shrinks to a few episodes."""

MAX_PERSON = 128
"""Characters of a person's name (podcast namespace)."""


def render_feed(channel: Channel) -> dict[str, bytes]:
    """Write a show's feed, and its archive pages where it has more episodes than ``limit``.

    The same show gives the same bytes: the date of the build is the date of the newest change.

    Returns:
        File name -> document. feed.xml stands last: write the pages that it leads to before it.
    """
    current, archives = paginate(channel.episodes, channel.feed.limit)
    names = [archive_name(number) for number in range(1, len(archives) + 1)]
    pages = {
        name: render_page(channel, episodes, number, names)
        for number, (name, episodes) in enumerate(zip(names, archives, strict=True))
    }
    return pages | {FEED_FILE: render_page(channel, current, None, names)}


def archive_name(number: int) -> str:
    """The file of an archive page; 1 is the oldest."""
    return f"feed-archive-{number}.xml"


def paginate(
    episodes: Sequence[StoredEpisode], limit: int
) -> tuple[Sequence[StoredEpisode], list[Sequence[StoredEpisode]]]:
    """Split episodes (the newest first) into those of feed.xml and full archive pages, the oldest page first.

    A page is filled once and then stays as it is, as RFC 5005 asks of archives.
    """
    if len(episodes) <= limit:
        return episodes, []
    size = max(1, limit // ARCHIVE_PART)
    count = -(-(len(episodes) - limit) // size)
    end = len(episodes)
    archives = [episodes[end - (page + 1) * size : end - page * size] for page in range(count)]
    return episodes[: end - count * size], archives


def render_page(
    channel: Channel, episodes: Sequence[StoredEpisode], archive: int | None, names: Sequence[str]
) -> bytes:
    """One document of a feed: feed.xml (``archive`` None), or the archive page of that index."""
    root = ET.Element("rss", {"version": "2.0"} | {f"xmlns:{prefix}": uri for prefix, uri in NAMESPACES.items()})
    element = ET.SubElement(root, "channel")
    add_channel(element, channel)
    add_links(element, channel, archive, names)
    for item in episodes:
        add_item(ET.SubElement(element, "item"), channel, item)
    return serialise(root)


def date_text(moment: datetime) -> str:
    """A moment as RSS writes it (RFC 2822), with its own distance from UTC."""
    return format_datetime(moment.replace(microsecond=0))


def newest_change(episodes: Sequence[StoredEpisode]) -> datetime | None:
    """When something in the feed changed last, by the episodes themselves and not by the clock."""
    moments = [item.episode.changed or item.episode.published for item in episodes]
    return max([*moments, *(item.episode.published for item in episodes)], default=None)


def add_channel(element: ET.Element, channel: Channel) -> None:
    """What every page says about the show."""
    show = channel.show
    add(element, "title", one_line(show.title))
    add(element, "link", channel.link)
    add(element, "description", plain(show.description or show.title))
    add(element, "language", show.language)
    add_text(element, "copyright", plain(show.copyright))
    add(element, "generator", "podcaster")
    if changed := newest_change(channel.episodes):
        add(element, "pubDate", date_text(channel.episodes[0].episode.published))
        add(element, "lastBuildDate", date_text(changed))
    image = add(element, "image")
    add(image, "url", channel.at(channel.cover))
    add(image, "title", one_line(show.title))
    add(image, "link", channel.link)
    add_itunes(element, channel)
    add_podcast(element, channel)


def add_itunes(element: ET.Element, channel: Channel) -> None:
    """Apple's elements of a channel."""
    show = channel.show
    add(element, "itunes:image", href=channel.at(channel.cover))
    for text in show.categories:
        outer = element
        for name in filter(None, split_category(text)):
            outer = ET.SubElement(outer, "itunes:category", {"text": clean(name)})
    add(element, "itunes:explicit", truth(show.explicit))
    add_text(element, "itunes:author", plain(show.author))
    if show.email:
        owner = add(element, "itunes:owner")
        add(owner, "itunes:name", plain(show.owner or show.author or show.title))
        add(owner, "itunes:email", show.email)
    add(element, "itunes:type", show.type)
    add_text(element, "itunes:new-feed-url", channel.feed.moved_to)
    if show.private:
        add(element, "itunes:block", "Yes")
    if show.complete:
        add(element, "itunes:complete", "Yes")


def add_podcast(element: ET.Element, channel: Channel) -> None:
    """The podcast namespace's elements of a channel."""
    show = channel.show
    add(element, "podcast:guid", channel.guid)
    add(element, "podcast:locked", "yes" if show.locked else "no", owner=show.email)
    add(element, "podcast:medium", "podcast")
    add(element, "podcast:txt", "true", purpose="ai-content")
    if show.private:
        add(element, "podcast:block", "yes")
    if show.licence:
        slug = show.licence.lower() if not show.licence_link else show.licence
        add(element, "podcast:license", plain(slug)[:MAX_PERSON], url=web_link(show.licence_link))
    for funding in show.funding:
        text = plain(funding.text) or words_of(show.language)("support")
        add(element, "podcast:funding", text[:MAX_PERSON], url=web_link(funding.link))
    if show.verify:
        add(element, "podcast:txt", plain(show.verify), purpose="verify")
    add_frequency(element, channel)
    for place in show.locations:
        add(
            element,
            "podcast:location",
            one_line(place.name)[:MAX_PERSON],
            rel=place.rel,
            geo=place.geo,
            osm=place.osm,
            country=place.country.lower(),
        )
    add_pictures(element, show_pictures(channel), channel.show.title)
    for item in channel.episodes:
        if item.episode.kind == "trailer":
            add_trailer(element, channel, item)
    add_hosts(element, channel)


def add_frequency(element: ET.Element, channel: Channel) -> None:
    """How often episodes come."""
    show = channel.show
    if show.frequency or show.complete:
        add(
            element,
            "podcast:updateFrequency",
            one_line(show.frequency)[:MAX_PERSON],
            rrule=show.frequency_rule,
            complete="true" if show.complete else "",
        )


def add_pictures(element: ET.Element, pictures: Sequence[Picture], title: str) -> None:
    """A cover in the sizes in which it is there, the largest first; its words are the title that it shows."""
    for picture in pictures:
        add(
            element,
            "podcast:image",
            href=picture.address,
            alt=one_line(title)[:MAX_PERSON],
            width=str(picture.width),
            type=picture.type,
            purpose="artwork",
            **{"aspect-ratio": "1/1"},
        )


def add_trailer(element: ET.Element, channel: Channel, item: StoredEpisode) -> None:
    """A trailer, as the channel tells of it."""
    episode = item.episode
    add(
        element,
        "podcast:trailer",
        one_line(episode.title)[:MAX_PERSON],
        pubdate=date_text(episode.published),
        url=channel.enclosure(item),
        length=str(episode.audio.size),
        type=episode.audio.type,
        season=str(episode.season) if episode.season else "",
    )


def add_hosts(element: ET.Element, channel: Channel) -> None:
    """The people of the whole show."""
    show = channel.show
    for person in show.persons:
        add_person(
            element, person.name, person.role, person.group, href=web_link(person.link), img=web_link(person.picture)
        )
    if not show.persons:
        add_person(element, show.author, "host", "cast")


def add_person(element: ET.Element, name: str, role: str, group: str, **attributes: str) -> None:
    """Somebody who takes part, by the taxonomy of the podcast namespace."""
    if name.strip():
        add(element, "podcast:person", one_line(name)[:MAX_PERSON], role=role, group=group, **attributes)


def add_links(element: ET.Element, channel: Channel, archive: int | None, names: Sequence[str]) -> None:
    """The address of this page, and the way to the others (RFC 5005, as a paged and as an archived feed)."""
    pages = [*names, FEED_FILE]
    index = len(names) if archive is None else archive

    def link(rel: str, name: str) -> None:
        add(element, "atom:link", rel=rel, type="application/rss+xml", href=channel.at(name))

    link("self", pages[index])
    if not names:
        return
    link("first", FEED_FILE)
    link("last", pages[0])
    if index > 0:
        link("next", pages[index - 1])
        link("prev-archive", pages[index - 1])
    if archive is not None:
        add(element, "fh:archive")
        link("current", FEED_FILE)
        link("previous", pages[index + 1])
        if index + 1 < len(names):
            link("next-archive", pages[index + 1])


def add_item(element: ET.Element, channel: Channel, item: StoredEpisode) -> None:
    """An episode."""
    episode = item.episode
    add(element, "title", one_line(episode.title))
    add(element, "link", channel.page(item))
    add(element, "guid", episode.guid, isPermaLink="false")
    add(element, "pubDate", date_text(episode.published))
    audio = episode.audio
    add(element, "enclosure", url=channel.enclosure(item), length=str(audio.size), type=audio.type)
    add(element, "description", describe(episode))
    add(element, "content:encoded", notes_of(item))
    for tag in episode.tags:
        add(element, "category", one_line(tag))
    add_item_itunes(element, channel, item)
    add_item_podcast(element, channel, item)
    if episode.chapters:
        chapters = add(element, "psc:chapters", version="1.2")
        for chapter in episode.chapters:
            add(chapters, "psc:chapter", start=clock(chapter.start), title=one_line(chapter.title))


def add_item_itunes(element: ET.Element, channel: Channel, item: StoredEpisode) -> None:
    """Apple's elements of an episode."""
    episode = item.episode
    add(element, "itunes:title", one_line(episode.title))
    add_text(element, "itunes:author", one_line(episode.author or channel.show.author))
    add(element, "itunes:duration", str(max(1, round(episode.duration))))
    add(element, "itunes:image", href=channel.picture(item))
    add(element, "itunes:explicit", truth(channel.show.explicit if episode.explicit is None else episode.explicit))
    add(element, "itunes:episodeType", episode.kind)
    if episode.season:
        add(element, "itunes:season", str(episode.season))
        add(element, "podcast:season", str(episode.season))
    if episode.number:
        add(element, "itunes:episode", str(episode.number))
        add(element, "podcast:episode", str(episode.number))


def add_item_podcast(element: ET.Element, channel: Channel, item: StoredEpisode) -> None:
    """The podcast namespace's elements of an episode."""
    episode = item.episode
    for file in transcripts_of(episode):
        add(
            element,
            "podcast:transcript",
            url=channel.at(path_of(item, file)),
            type=file.type,
            language=episode.language,
            rel="captions" if file.type == TRANSCRIPT_TYPES[1] else "",
        )
    if chapters := chapters_of(episode):
        add(element, "podcast:chapters", url=channel.at(path_of(item, chapters)), type=CHAPTERS_TYPE)
    add(element, "podcast:txt", "true", purpose="ai-content")
    add_pictures(element, pictures_of(channel, item), episode.title)
    if link := web_link(episode.link):
        add(element, "podcast:contentLink", words_of(episode.language)("read the article"), href=link)
    for place in episode.locations:
        add(element, "podcast:location", one_line(place.name)[:MAX_PERSON], rel="subject", geo=place.geo, osm=place.osm)
    for bite in episode.soundbites:
        add(
            element,
            "podcast:soundbite",
            one_line(bite.title or episode.title)[:MAX_PERSON],
            startTime=f"{bite.start:.1f}",
            duration=f"{bite.duration:.1f}",
        )
    add_item_persons(element, channel, episode)


def add_item_persons(element: ET.Element, channel: Channel, episode: Episode) -> None:
    """The people of an episode. They replace the show's, so its hosts stand here again."""
    add_hosts(element, channel)
    add_person(element, episode.author, "author", "writing")
    for performer in episode.performers:
        if performer.role == NARRATOR:
            label = role_label(NARRATOR, episode.language)
            add_person(element, words_of(episode.language)("synthetic", role=label), "narrator", "cast")
        elif performer.role in narrators_abroad():
            add_person(element, words_of(episode.language)("synthetic", role=performer.role), "narrator", "cast")
        elif channel.show.guests and performer.role != UNATTRIBUTED:
            add_person(element, role_label(performer.role, episode.language), "guest", "cast")


def truth(value: bool) -> str:  # noqa: FBT001  (it is what is written)
    """A truth as Apple writes it."""
    return "true" if value else "false"
