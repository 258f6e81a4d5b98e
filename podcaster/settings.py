"""The show's settings: podcaster.toml and the environment, as one frozen value.

Every field has a default, so a folder without the file works. A section of the file is a class here, of the same name.
Secrets never stand in the file: whoever needs one reads it from the environment at the moment of use.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from podcaster.errors import SettingsError
from podcaster.ordinary import parse_toml, read_utf8
from podcaster.settings_check import Public, Range, read_table
from podcaster.settings_newsroom import Following, Keeping, Watching

FILE_NAME = "podcaster.toml"
"""The show's settings file; the folder it stands in is the show's folder."""
Web = Annotated[str, Public()]
"""A web address that everybody may read."""
Silence = Annotated[float, Range(0, 60)]
"""Seconds of a pause."""
Level = Annotated[float, Range(-60, 12)]
"""Of music, in LU relative to the speech."""
Move = Annotated[float, Range(0, 60)]
"""Seconds in which a level changes."""
Stretch = Annotated[float, Range(0, 900)]
"""Seconds of music; no more is read of a sound."""


@dataclass(frozen=True, slots=True)
class Funding:
    """``[[show.funding]]``: where listeners can give money."""

    link: Web
    text: str = "Support the show"


@dataclass(frozen=True, slots=True)
class Person:
    """``[[show.persons]]``: somebody of the whole show."""

    name: str
    role: str = "host"
    group: str = "cast"
    link: Web = ""
    picture: Web = ""
    """A web address."""


@dataclass(frozen=True, slots=True)
class Location:
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
class Show:
    """``[show]``: what the podcast is."""

    title: str = "Read Aloud"
    """The podcast's name, as greeted with and as in the feed."""
    author: str = ""
    """Who makes it; Spotify wants a name."""
    language: str = "en"
    time_zone: str = ""
    """In which dates and times are meant and shown, such as "Europe/Berlin"; empty: the machine's own."""
    description: str = ""
    """A paragraph or two, at most 4000 bytes."""
    link: Web = ""
    """The show's web page; empty: the page beside the feed."""
    owner: str = ""
    """The owner's name; empty: the author."""
    email: str = ""
    """The owner's address; it stands in the feed for everybody to read, and YouTube and Spotify verify by it."""
    categories: tuple[str, ...] = ("News",)
    """Of Apple's list, the most fitting first: "News", "Society & Culture > Documentary"."""
    explicit: bool = False
    type: Literal["episodic", "serial"] = "episodic"
    """Episodic: the newest first. Serial: to be heard in order, every episode with a number."""
    guid: str = ""
    """The podcast's own guid, for ever; empty: made of the feed's first address and kept in output/show.json."""
    cover: str = ""
    """A picture in the show's folder; empty: one is drawn."""
    colour: str = ""
    """The ground of drawn covers and the accent of the pages, such as "#123a5a"; empty: chosen by the title."""
    copyright: str = ""
    licence: str = ""
    """An SPDX identifier such as "cc-by-4.0", or a name of its own with ``licence_link``."""
    licence_link: Web = ""
    funding: tuple[Funding, ...] = ()
    persons: tuple[Person, ...] = ()
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
    locations: tuple[Location, ...] = ()
    verify: str = ""
    """What a host or directory asks to stand in the feed, to see that it is yours."""


@dataclass(frozen=True, slots=True)
class Feed:
    """``[feed]``: where the show is heard from, and how its feed is written."""

    address: Web = ""
    """The web address of the folder in which feed.xml will be, such as "https://example.org/show/"."""
    date: Literal["publishing", "article"] = "publishing"
    """What dates a new episode: the moment at which it is first published, or the article's day."""
    limit: Annotated[int, Range(1, 100_000)] = 300
    """Episodes in feed.xml; older ones go to archive pages. Apple shows as many."""
    prefixes: Annotated[tuple[str, ...], Public()] = ()
    """Addresses that count downloads, put before an episode's own: "https://op3.dev/e/"."""
    moved_to: Web = ""
    """The feed's new address, when the show has moved: apps follow it. Keep the old feed up."""


@dataclass(frozen=True, slots=True)
class Target:
    """``[targets.NAME]``: a place to publish to."""

    to: str
    """A folder, or s3://BUCKET/PREFIX, gs://, az://, sftp://USER@HOST/PATH (/~/PATH: from the user's home),
    dav://HOST/PATH or davs://HOST/PATH."""
    address: Web = ""
    """As in ``[feed]``, for this target alone."""
    endpoint: Web = ""
    """Of an S3-compatible service, such as "https://ACCOUNT.r2.cloudflarestorage.com"."""
    region: str = ""
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


@dataclass(frozen=True, slots=True)
class Reading:
    """``[article]``: how articles are fetched."""

    allow_private: bool = False
    """Fetch from private and loopback addresses too."""
    timeout: Annotated[float, Range(0.1, 3600)] = 20.0
    """Seconds for the whole of one page."""
    tables: Literal["announce", "rows", "skip"] = "announce"
    """What becomes of tables: a line says that there is one, each row is a sentence, or they are passed over."""


@dataclass(frozen=True, slots=True)
class Scripting:
    """``[script]``: how the script is written."""

    template: str = "narration"
    foreign: Literal["narrator", "quotation"] = "narrator"
    """Who speaks the quotes of an article whose language has no rules for speakers (all but English, German, Spanish,
    French, Italian and Portuguese): the narrator, or one voice for all of them."""


@dataclass(frozen=True, slots=True)
class Casts:
    """``[cast]``: who speaks with which voice."""

    narrator: str = ""
    """The narrator's voice; empty: the first of the pool's narrators."""
    reserve: str = ""
    """The voice for quotes whose speaker is uncertain; empty: the pool's reserve voice."""
    engines: tuple[str, ...] = ()
    """The engines whose voices are taken, the preferred one first; empty: all that the pool names, in its order."""
    accent: str = ""
    """Language and region of the voices in English shows, such as "en-GB" or "en-US"; empty: those of the article, else
    of the show. Where a cast needs more voices, those of other accents come in."""
    fallback: bool = True
    """Go on without a preferred engine that is not installed; else that is an error."""


@dataclass(frozen=True, slots=True)
class Speech:
    """``[speech]``: how lines are spoken."""

    workers: Annotated[int, Range(0, 256)] = 0
    """Lines spoken at once; 0: one a core."""
    cache_size: Annotated[int, Range(0, 10_000_000)] = 4096
    """Megabytes of speech and encoded parts to keep; an hour takes 200. What the last hours used stays in any case."""
    fallback: str = ""
    """The voice of the pool that speaks when another one's engine is missing or fails; empty: the run stops then."""


@dataclass(frozen=True, slots=True)
class Proof:
    """``[proof]``: how a finished episode is heard through."""

    recogniser: str = "whisper"
    """Who listens."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """``[sound.pauses]``: seconds of silence behind a line, by how it ends."""

    phrase: Silence = 0.08
    """In the middle of a sentence, where a quotation begins or ends: no more than the voices need to be told apart."""
    comma: Silence = 0.18
    """In the middle of a sentence, behind a comma, colon, semicolon or dash."""
    sentence: Silence = 0.4
    paragraph: Silence = 0.65
    heading: Silence = 0.8
    """Behind a heading that is read out."""
    section: Silence = 1.2
    speaker: Silence = 0.12
    """More than that behind a sentence when somebody else speaks next."""


@dataclass(frozen=True, slots=True)
class Music:
    """``[sound.music]``: how music goes with speech. Levels are in LU relative to the speech."""

    level: Level = -3.0
    """When it plays alone."""
    under: Level = -19.0
    """While somebody speaks; listeners follow speech without effort when what is under it is 15 to 20 LU softer."""
    attack: Move = 0.4
    """Seconds in which it goes down before the first word."""
    release: Move = 1.2
    """Seconds in which it comes up again behind the last one."""
    lead: Stretch = 3.5
    """Seconds that a theme plays alone before the speech starts."""
    stay: Stretch = 9.0
    """Seconds of speech under which a theme goes on before it fades."""
    fade: Annotated[float, Range(0.01, 60)] = 4.0
    """Seconds of a fade."""
    tail: Stretch = 7.0
    """Seconds that the closing theme plays on behind the last word."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """``[sound]``: timing, music, loudness and format."""

    theme: str = "theme"
    """The sound that ``> SOUND: theme`` plays: a name in scripts/sounds, or a file; empty for none."""
    format: Literal["mp3", "m4b", "opus", "flac", "wav"] = "mp3"
    """Of the episode: MP3 for a podcast; M4B (AAC) or Opus for other players; FLAC or WAV to work on."""
    quality: Literal["speech", "standard", "music"] = "standard"
    """Bit rate: 64, 96 or 128 kb/s in MP3 and AAC (more in stereo), two thirds of that in Opus."""
    loudness: Literal["podcast", "broadcast", "streaming"] = "podcast"
    """Integrated loudness as played: -16, -23 or -14 LUFS."""
    peak: Annotated[float, Range(-20, 0)] = -1.0
    """Highest true peak of the encoded file, in dBTP."""
    stereo: Literal["off", "music", "speakers"] = "off"
    """Off: one channel. Music: in stereo, all speech in the middle. Speakers: placed a little apart as well."""
    room_tone: Annotated[float | None, Range(-120, -30)] = None
    """Level of a soft noise under everything, in dB (-70 is just there); unset: silence between the words."""
    pauses: Pauses = field(default_factory=Pauses)
    music: Music = field(default_factory=Music)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one show."""

    folder: Path = field(default_factory=Path.cwd)
    """The show's folder: what stands in its scripts/ and voices/ wins over what ships."""
    show: Show = field(default_factory=Show)
    article: Reading = field(default_factory=Reading)
    script: Scripting = field(default_factory=Scripting)
    cast: Casts = field(default_factory=Casts)
    speech: Speech = field(default_factory=Speech)
    sound: Sounds = field(default_factory=Sounds)
    engines: dict[str, dict[str, Any]] = field(default_factory=dict)
    """``[engines.<name>]``: an engine's own options, which it checks itself."""
    proof: Proof = field(default_factory=Proof)
    recognisers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """``[recognisers.<name>]``: a recogniser's own options, which it checks itself."""
    feed: Feed = field(default_factory=Feed)
    targets: dict[str, Target] = field(default_factory=dict)
    site: Site = field(default_factory=Site)
    publish: Publishing = field(default_factory=Publishing)
    watch: Watching = field(default_factory=Watching)
    keep: Keeping = field(default_factory=Keeping)
    sources: dict[str, Following] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """Where episodes and the feed go."""
        return self.folder / "output"

    @property
    def cache(self) -> Path:
        """Where clips and encoded parts are kept between runs (``PODCASTER_CACHE``, else the user's cache folder)."""
        if folder := os.environ.get("PODCASTER_CACHE"):
            return Path(folder)
        import platformdirs

        return platformdirs.user_cache_path("podcaster")

    def find(self, kind: str, name: str) -> Path | None:
        """The file ``name`` of ``scripts`` or ``voices``: the show's own, else the one that ships, else None."""
        return next((path for root in (self.folder / kind, shipped(kind)) if (path := root / name).is_file()), None)


def shipped(kind: str) -> Path:
    """The folder of ``scripts`` or ``voices`` that ships: inside a wheel, or beside a checkout's package."""
    package = Path(__file__).parent
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


def load_settings(folder: Path | None = None) -> Settings:
    """Read the show's settings.

    Args:
        folder: The show's folder. None: the nearest one at or above the working folder that has a podcaster.toml,
            else the working folder.

    Raises:
        SettingsError: The file cannot be read, or a key or value in it is wrong.
    """
    if folder is None:
        here = Path.cwd()
        folder = next((place for place in (here, *here.parents) if (place / FILE_NAME).is_file()), here)
    path = folder / FILE_NAME
    try:
        table = parse_toml(read_utf8(path)) if path.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", toml_cure(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
    return replace(settings_from(table, str(path)), folder=folder.resolve())


def toml_cure(error: tomllib.TOMLDecodeError) -> str:
    """What to do about a mistake in a TOML file that its message does not explain."""
    message = str(error)
    if "overwrite a value" in message:
        return "A setting stands twice in one table; is the [table] line above it still behind a #?"
    if "declare" in message and "twice" in message:
        return "The same [table] line stands there twice; put what is under both under one of them."
    if "Invalid value" in message:
        return "Words stand between quotation marks, and yes and no are true and false."
    return ""


def settings_from(table: dict[str, Any], path: str) -> Settings:
    """Check a parsed settings file and make the value of it.

    Raises:
        SettingsError: It has an unknown key, a value of the wrong type, or one that is not allowed.
    """
    return read_table(table, Settings, path)
