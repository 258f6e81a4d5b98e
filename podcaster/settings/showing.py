"""The settings of what others see: the show, its feed and pages, and where they are published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from podcaster.settings.check import Public, Range

PublicAddress = Annotated[str, Public()]
"""A web address that everybody may read."""


UNTITLED = {
    "en": "Read Aloud", "de": "Vorgelesen", "es": "Leído en voz alta", "fr": "À voix haute", "it": "Ad alta voce",
    "pt": "Em voz alta",
}  # fmt: skip
"""What a show without a title is greeted as, by its language; in another language it is a "Podcast"."""


@dataclass(frozen=True, slots=True)
class Funding:
    """``[[show.funding]]``: where listeners can give money."""

    link: PublicAddress
    """Where."""
    text: str = ""
    """What the link is called; empty: "Support the show" in the show's language."""


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """``[[show.persons]]``: somebody of the whole show."""

    name: str
    """As it is shown."""
    role: str = "host"
    """Of podcast:person's list: "host", "editor", "audio engineer"."""
    group: str = "cast"
    """Of the same list: "cast", "writing", "audio production"."""
    link: PublicAddress = ""
    """A page about them."""
    picture: PublicAddress = ""
    """A web address."""


@dataclass(frozen=True, slots=True)
class ShowLocation:
    """``[[show.locations]]``: a place that the show is about, or comes from."""

    name: str
    """As people say it: "Austin, Texas"."""
    rel: Literal["subject", "creator"] = "subject"
    """What it is about, or where it is made."""
    geo: str = ""
    """Latitude and longitude (RFC 5870): "geo:30.2672,-97.7431"."""
    osm: str = ""
    """Its type and number at OpenStreetMap: "R113314"."""
    country: str = ""
    """Two letters: "us"."""


@dataclass(frozen=True, slots=True)
class Podcast:
    """``[show]``: what the podcast is."""

    title: str = UNTITLED["en"]
    """The podcast's name, as greeted with and as in the feed; where the file has none, "Read Aloud" in its language."""
    author: str = ""
    """Who makes it; Spotify wants a name."""
    language: str = "en"
    """What the show is said in, such as "en" or "pt-BR"; of an episode where its article names none."""
    time_zone: str = ""
    """In which dates and times are meant and shown, such as "Europe/Berlin"; empty: the machine's own."""
    description: str = ""
    """A paragraph or two, at most 4000 bytes."""
    link: PublicAddress = ""
    """The show's web page; empty: the page beside the feed."""
    owner: str = ""
    """The owner's name; empty: the author."""
    email: str = ""
    """The owner's address; it stands in the feed for everybody to read, and YouTube and Spotify verify by it."""
    categories: tuple[str, ...] = ("News",)
    """Of Apple's list, the most fitting first: "News", "Society & Culture > Documentary"."""
    explicit: bool = False
    """Mark it as not for children."""
    type: Literal["episodic", "serial"] = "episodic"
    """Episodic: the newest first. Serial: to be heard in order, every episode with a number."""
    guid: str = ""
    """The podcast's own guid, for ever; empty: made of the feed's first address and kept in output/show.json."""
    cover: str = ""
    """A picture in the show's folder; empty: one is drawn."""
    colour: str = ""
    """The ground of drawn covers and the accent of the pages, such as "#123a5a"; empty: chosen by the title."""
    copyright: str = ""
    """A line such as "2026 The Long Read"."""
    licence: str = ""
    """An SPDX identifier such as "cc-by-4.0", or a name of its own with ``licence_link``."""
    licence_link: PublicAddress = ""
    """Where the licence can be read."""
    funding: tuple[Funding, ...] = ()
    """Where listeners can give money."""
    persons: tuple[ShowPerson, ...] = ()
    """Hosts and others of the whole show; none: the author is its host."""
    guests: bool = False
    """Name the people quoted as guests of an episode."""
    locked: bool = True
    """Forbid other hosts to import the feed."""
    private: bool = False
    """Ask directories not to list it."""
    complete: bool = False
    """No episode will follow."""
    frequency: str = ""
    """How often episodes come, in a few words: "Every Friday"."""
    frequency_rule: str = ""
    """The same for programs (RFC 5545): "FREQ=WEEKLY;BYDAY=FR"."""
    locations: tuple[ShowLocation, ...] = ()
    """What it is about, or where it is made."""
    verify: str = ""
    """What a host or directory asks to stand in the feed, to see that it is yours."""


@dataclass(frozen=True, slots=True)
class Feed:
    """``[feed]``: where the show is heard from, and how its feed is written."""

    address: PublicAddress = ""
    """The web address of the folder in which feed.xml will be, such as "https://example.org/show/"."""
    date: Literal["publishing", "article"] = "publishing"
    """What dates a new episode: the moment at which it is first published, or the article's day."""
    limit: Annotated[int, Range(1, 100_000)] = 300
    """Episodes in feed.xml; older ones go to archive pages. Apple shows as many."""
    prefixes: Annotated[tuple[str, ...], Public()] = ()
    """Addresses that count downloads, put before an episode's own: "https://op3.dev/e/"."""
    moved_to: PublicAddress = ""
    """The feed's new address, when the show has moved: apps follow it. Keep the old feed up."""


@dataclass(frozen=True, slots=True)
class Target:
    """``[targets.NAME]``: a place to publish to."""

    to: str
    """A folder, or s3://BUCKET/PREFIX, gs://, az://, sftp://USER@HOST/PATH (/~/PATH: from the user's home),
    dav://HOST/PATH or davs://HOST/PATH."""
    address: PublicAddress = ""
    """As in ``[feed]``, for this target alone."""
    endpoint: PublicAddress = ""
    """Of an S3-compatible service, such as "https://ACCOUNT.r2.cloudflarestorage.com"."""
    region: str = ""
    """Of a bucket, such as "eu-central-1"; empty: the service's own."""
    anonymous: bool = False
    """Send no credentials."""
    known_hosts: str = ""
    """The file with the SFTP server's key; empty: ~/.ssh/known_hosts."""
    key: str = ""
    """A private key file for SFTP; empty: the agent's keys and the usual files."""
    verify: bool = True
    """Ask for every new file at its web address before the feed names it."""


@dataclass(frozen=True, slots=True)
class Site:
    """``[site]``: the web pages beside the feed."""

    pages: bool = True
    """Write them."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """``[publish]``: what may go out."""

    require: Literal["nothing", "signed"] = "nothing"
    """Signed: no episode is in the feed that nobody has signed off, as it is, in podcaster studio."""
