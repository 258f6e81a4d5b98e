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


@dataclass(frozen=True, slots=True)
class FormerAudio:
    """Sound that an episode had before it was made again, and that feeds led to."""

    file: File
    since: datetime
    """When a feed was last seen that leads there."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Who spoke in an episode, with which voice, for how long."""

    role: str
    voice: str
    engine: str
    seconds: float
    lines: int


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
    title: str = ""
    """Empty: the episode's."""


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What listeners are told about a mistake in an episode that is out."""

    moment: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode as its episode.json keeps it: all that the feed and the site are made from."""

    guid: str
    slug: str
    """The name of its files; its folder is "<date>-<slug>"."""
    title: str
    author: str
    description: str
    """Plain text, one paragraph."""
    published: datetime
    language: str
    link: str
    """The article's address; empty when it has none."""
    source: str
    duration: float
    loudness: float
    """Integrated loudness as played, in LUFS, measured on the encoded file."""
    peak: float
    """True peak in dBTP, measured on the encoded file."""
    audio: File
    files: tuple[File, ...]
    """Everything else in the folder: script, transcripts, chapters, notes, cover."""
    chapters: tuple[Chapter, ...]
    performers: tuple[Performer, ...]
    review: tuple[str, ...] = ()
    """What an editor should look at, a sentence each."""
    season: int | None = None
    number: int | None = None
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
    extra: Mapping[str, str] = field(default_factory=dict)
    """What a newer version of the program wrote and this one does not know."""

    @property
    def key(self) -> str:
        """What makes it the same episode when it is made again: its article's address, else what it was made of."""
        return self.link or self.source
