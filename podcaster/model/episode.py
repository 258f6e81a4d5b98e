"""An episode, as its episode.json keeps it."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (store.py reads the annotations when the program runs)
from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003

from podcaster.model.sound import Chapter  # noqa: TC001


@dataclass(frozen=True, slots=True)
class File:
    """A file that belongs to an episode."""

    name: str
    """Relative to the episode's folder."""
    type: str
    """Media type, such as "audio/mpeg"."""
    size: int
    """Bytes."""
    sha256: str
    """Of its bytes, hexadecimal."""


@dataclass(frozen=True, slots=True)
class FormerAudio:
    """Sound that an episode had before it was made again, and that feeds led to."""

    file: File
    """Where it lies, under the name that those feeds have."""
    since: datetime
    """When a feed was last seen that leads there."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Who spoke in an episode, with which voice, for how long."""

    role: str
    """Who, as the script names them."""
    voice: str
    """The voice's name in the pool."""
    engine: str
    """What spoke it."""
    seconds: float
    """How long it is heard in all."""
    lines: int
    """How many lines it says."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place that an episode is about (podcast:location)."""

    name: str
    """As people say it: "Port Ellen, Islay"."""
    geo: str = ""
    """Latitude and longitude (RFC 5870): "geo:55.6,-6.2"."""
    osm: str = ""
    """Its type and number at OpenStreetMap: "R113314"."""


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A passage that apps may play to win listeners."""

    start: float
    """Seconds; above 0, because some apps drop one that starts there."""
    duration: float
    """Seconds."""
    title: str = ""
    """Empty: the episode's."""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What listeners are told about a mistake in an episode that is out."""

    moment: datetime
    """When listeners are told."""
    text: str
    """What was wrong and what is right, as plain text."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode as its episode.json keeps it: all that the feed and the site are made from."""

    guid: str
    """What apps know it by, for ever: made of its article, and the same whenever it is made again."""
    slug: str
    """The name of its files, by the title with which it was first made; its folder is "<date>-<slug>", by the one with
    which its project was begun."""
    title: str
    """As plain text."""
    author: str
    """Who wrote the article; empty when that is not known."""
    description: str
    """Plain text, one paragraph."""
    published: datetime
    """When it came out, or will."""
    language: str
    """BCP 47 tag of what is said."""
    link: str
    """The article's address; empty when it has none."""
    source: str
    """What the script was written from (``Script.key``), an article a line; where that is not known, its title."""
    duration: float
    """Seconds."""
    loudness: float
    """Integrated loudness as played, in LUFS, measured on the encoded file."""
    peak: float
    """True peak in dBTP, measured on the encoded file."""
    audio: File
    """The sound itself."""
    files: tuple[File, ...]
    """Everything else in the folder: script, transcripts, chapters, notes, cover."""
    chapters: tuple[Chapter, ...]
    """In order, from the first second to the last."""
    performers: tuple[Performer, ...]
    """Who spoke, in the order of their first line."""
    review: tuple[str, ...] = ()
    """What an editor should look at, a sentence each."""
    season: int | None = None
    """From 1; None: it has none."""
    number: int | None = None
    """Within its season, or the show, from 1; None: it has none."""
    kind: str = "full"
    """"full", "trailer" or "bonus"."""
    draft: bool = False
    """Kept out of the feed."""
    explicit: bool | None = None
    """None: as the show."""
    edited: bool = False
    """Its script was changed by hand since a template wrote it."""
    own_cover: bool = False
    """Its cover is a picture that the user chose; else it is drawn again with every change."""
    changed: datetime | None = None
    """When its sound or words were last changed after it came out; None: never."""
    undated: bool = False
    """It has not come out yet: the first feed that names it gives it that moment as ``published``."""
    retired: datetime | None = None
    """Since when no feed names it, because the show keeps it no longer; its files stay a while for those who read the
    feed before."""
    soundbites: tuple[Soundbite, ...] = ()
    """Passages that apps may play to win listeners."""
    locations: tuple[Location, ...] = ()
    """Places that it is about."""
    tags: tuple[str, ...] = ()
    """What it is filed under, in the show's own words."""
    corrections: tuple[CorrectionNote, ...] = ()
    """What its page and notes say about mistakes, in the order in which they were found."""
    by_hand: tuple[str, ...] = ()
    """Fields that a person set, which stay when it is made again."""
    former: tuple[FormerAudio, ...] = ()
    """Sound that it had before, kept for who reads a feed that leads there."""
    article_files: tuple[str, ...] = ()
    """What the file of each of its articles is called, where it was read from one: some have an address as well."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What a newer version of the program wrote and this one does not know."""

    @property
    def key(self) -> str:
        """What makes it the same episode when it is made again: its article's address, else what it was made of."""
        return self.link or self.source
