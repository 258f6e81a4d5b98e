"""The values between the stages, in the order they are made.

All are frozen. Text positions are offsets in code points; times are seconds as floats; only the writer of a file format
converts.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (store.py reads the annotations when the program runs)
from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003
from enum import StrEnum
from pathlib import Path  # noqa: TC003

NARRATOR = "Narrator"
"""The role that reads everything nobody is quoted as saying."""

UNATTRIBUTED = "Unattributed"
"""The role of a quote whose speaker is uncertain: the one reserve voice, until an editor names the speaker."""


class BlockKind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    """A block quote: somebody's words without quotation marks."""
    CAPTION = "caption"
    CREDIT = "credit"
    """Who took or owns a picture."""
    RELATED = "related"
    """A link to another article."""
    TABLE = "table"
    """Rows as lines, cells between bars. Not narrated; a template may say that it is there, or read its rows."""
    BOILERPLATE = "boilerplate"
    """Menus, share buttons, subscriptions, notices."""


SPOKEN_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTATION})
"""What is narrated in order. The title and byline are not among them: the script's introduction reads those."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of an article's text that is one thing."""

    kind: BlockKind
    start: int
    """Offset of its first character in the article's text."""
    end: int
    """Offset behind its last character."""
    cite: str = ""
    """Whom a block quote names as its source, where the page says so."""
    why: str = ""
    """The reason why it is not narrated, where its kind does not say it: "a paywall"."""

    @property
    def spoken(self) -> bool:
        """Whether it is narrated."""
        return self.kind in SPOKEN_KINDS


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that are no block of the article."""

    text: str
    """The words, cut where they are long."""
    why: str
    """The reason, as a phrase for people: "a menu"."""
    words: int
    """How many words were left out."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which article something is made of, whatever becomes of its words: made in ``article/``, kept in scripts."""

    address: str = ""
    """The article's canonical address; empty when it has none."""
    file: str = ""
    """What its file is called where it has no address (``article.origin``)."""

    @property
    def key(self) -> str:
        """What the show's files know the article by, and what stands on a script's title page."""
        return self.address or self.file

    @classmethod
    def of_key(cls, key: str) -> Origin:
        """The origin that has a key."""
        return cls(address=key) if key.startswith(("http://", "https://")) else cls(file=key)


@dataclass(frozen=True, slots=True)
class Article:
    """A written article, with every block of it named."""

    title: str
    byline: str
    """The authors' names, as "Ada Byron and Grace Hopper"; empty when unknown."""
    published: date | None
    language: str
    """BCP 47 tag, such as "en" or "en-GB"."""
    source: str
    """What the user gave: a path, an address, or "-"."""
    link: str
    """The article's canonical address; empty when it has none."""
    publisher: str
    """The paper or site; empty when unknown."""
    summary: str
    """The page's own description; empty when it has none."""
    text: str
    """All blocks, in order, with a blank line between them."""
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    """What was taken out before the text was made, with the reasons; blocks that are not spoken say theirs by kind."""

    @property
    def origin(self) -> Origin:
        """Which article it is."""
        return Origin(self.link, self.source)

    def text_of(self, block: Block) -> str:
        """The words of one block."""
        return self.text[block.start : block.end]


class Gender(StrEnum):
    """How the article shows a person, or how a voice sounds."""

    FEMALE = "female"
    MALE = "male"
    NEUTRAL = "neutral"
    """Of voices: heard as neither."""
    UNKNOWN = "unknown"
    """Of people: the article does not show it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom the article quotes: one person (or body, or document), one name."""

    name: str
    """The fullest name the article gives, or a description ("a spokeswoman for the company")."""
    gender: Gender = Gender.UNKNOWN
    described: bool = False
    """A body, a document or an unnamed person: ``name`` is a description."""
    aliases: tuple[str, ...] = ()
    """The other ways in which the article names the same speaker."""


class QuoteKind(StrEnum):
    """What a passage in quotation marks is."""

    SPEECH = "speech"
    TITLE = "title"
    """The title of a work."""
    SCARE = "scare"
    """A word held at a distance."""
    TERM = "term"
    """A word mentioned, or introduced, not used."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Somebody who may have said a quote."""

    speaker: Speaker
    confidence: float
    """Probability that they did."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the article in quotation marks (or set as a quotation), and who said it.

    A quotation that runs over several paragraphs is one quote a paragraph.
    """

    start: int
    """Offset of the opening mark, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    kind: QuoteKind
    speaker: Speaker | None = None
    """The likeliest speaker; None for what is not speech, and where nobody fits."""
    verb: str = ""
    """The word that introduces the words: "said", "according to"; empty when there is none."""
    evidence: tuple[tuple[int, int], ...] = ()
    """Offsets of the words that decided the speaker."""
    confidence: float = 0.0
    """Probability that the speaker is right, calibrated on articles that no weight has seen."""
    review: str = ""
    """Why an editor should look at it; empty when nothing is in doubt."""
    nested: tuple[Quote, ...] = ()
    """Quotes inside this one, with speakers of their own."""
    voiced: bool = False
    """Of a quote with a reason for review: whether the likeliest speaker's voice says it all the same; else the reserve
    voice does."""
    way: str = ""
    """How the text shows who said it, in words for an editor: "tag in the sentence before"; empty: not at all."""
    others: tuple[Chance, ...] = ()
    """The two likeliest others who may have said it, the likelier first."""


class Ending(StrEnum):
    """How a line ends, which decides the pause behind it."""

    PHRASE = "phrase"
    """In the middle of a sentence: the next line runs on."""
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """Behind a heading that is read out."""
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Line:
    """What one role says at once."""

    role: str
    text: str
    """As it is shown: the article's own text, never a respelling."""
    ending: Ending = Ending.PARAGRAPH
    pause: float | None = None
    """Seconds of silence behind it that the script asks for; None: the rules decide."""
    rate: float = 1.0
    """Speed that the script asks for, relative to the voice's own; from directions such as "(slowly)"."""
    gain: float = 0.0
    """Decibels that the script asks for, from directions such as "(softly)"."""
    notes: tuple[str, ...] = ()
    """The editor's notes at this line, never spoken."""
    place: int = 0
    """Line of the script file, from 1; 0 when it was not read from one."""
    markup: str = ""
    """``text`` with the emphasis marks that an editor gave it; empty when it has none."""


class SoundMode(StrEnum):
    """How a sound goes with the speech around it."""

    THEME = "theme"
    """Starts alone, goes on ducked under the speech that follows, and fades."""
    BED = "bed"
    """Looped under the rest of the section."""
    STING = "sting"
    """Plays alone; the speech waits."""
    STOP = "stop"
    """Fades whatever is playing."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A cue of the script: music or a noise."""

    name: str
    """A file in the show's scripts/sounds, without or with its extension."""
    mode: SoundMode = SoundMode.THEME
    place: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """A cue of the script: silence, in place of the pause that the rules would give."""

    seconds: float
    place: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the script that becomes a chapter."""

    title: str
    items: tuple[Line | Sound | Pause, ...]
    synopsis: str = ""
    """The chapter's note for the show notes; not spoken."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is said in it."""
        return tuple(item for item in self.items if isinstance(item, Line))


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who speaks in a script, as its title page lists them."""

    name: str
    gender: Gender = Gender.UNKNOWN
    voice: str = ""
    """The voice that the script itself asks for; empty: the cast decides."""


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said, by whom, in which order: the Fountain file as a value."""

    title: str
    metadata: Mapping[str, str]
    """The title page: key as written -> text. "Title", "Author", "Source", "Draft date" and own keys."""
    roles: tuple[Role, ...]
    """Everyone who speaks, in the order of their first line."""
    sections: tuple[Section, ...]
    language: str = ""
    """BCP 47 tag of what is said: the title page's, or where it names none, the show's. Filled when it is read."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The articles it was written from; none for one that people wrote."""
        return tuple(map(Origin.of_key, filter(None, self.metadata.get("Source", "").split("\n"))))

    @property
    def key(self) -> str:
        """What the show's files know it by: its articles, else its title."""
        return "\n".join(origin.key for origin in self.origins) or self.title

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that is said, in order."""
        return tuple(line for section in self.sections for line in section.lines)


@dataclass(frozen=True, slots=True)
class Voice:
    """One way of speaking that an engine offers, as the pool of voices sets it."""

    name: str
    """Unique in the pool; what people write in pins and scripts, such as "steph"."""
    engine: str
    id: str
    """The engine's own name for it, such as "gmw/en-us+steph"."""
    language: str = "en"
    gender: Gender = Gender.UNKNOWN
    rate: float = 1.0
    """Speed, relative to the engine's own."""
    pitch: float = 0.0
    """Shift in semitones, where the engine can."""
    speaker_id: str = ""
    """The speaker inside a model of many."""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Casting:
    """Why a role speaks with its voice."""

    voice: Voice
    reason: str
    """A phrase for people: "pinned", "spoke so before", "female, farthest from the others"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who speaks with which voice."""

    roles: Mapping[str, Casting]

    def voice(self, role: str) -> Voice:
        """The voice of a role."""
        return self.roles[role].voice


@dataclass(frozen=True, slots=True)
class Audio:
    """A sound in memory, as engines give it."""

    pcm: bytes
    """Signed 16-bit little-endian samples of one channel."""
    sample_rate: int
    """Samples a second."""

    @property
    def duration(self) -> float:
        """Its length in seconds."""
        return len(self.pcm) / 2 / self.sample_rate


@dataclass(frozen=True, slots=True)
class Clip:
    """A line, spoken, on disk, with the silence at its edges trimmed."""

    index: int
    """Which of the script's lines it is, from 0."""
    key: str
    """SHA-256 (hexadecimal) of everything that decides its sound."""
    voice: Voice
    path: Path
    """A WAV file in the cache: 16 bit, one channel, at the engine's sample rate."""
    duration: float
    energies: tuple[float, ...]
    """K-weighted mean squares of its successive 100 ms (ITU-R BS.1770), the last one of what remains."""
    peak: float
    """Highest absolute sample, 1.0 = full scale."""
    cached: bool = False
    """It was spoken before, and taken from the cache."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A line placed in time."""

    start: float
    end: float
    role: str
    text: str
    anchors: tuple[tuple[int, float], ...] = ()
    """Places in its text, in characters, and the seconds from the episode's start at which they are heard."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section placed in time."""

    start: float
    end: float
    title: str
    synopsis: str = ""


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
class Performer:
    """Who spoke in an episode, with which voice, for how long."""

    role: str
    voice: str
    engine: str
    seconds: float
    lines: int


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
    soundbites: tuple[Soundbite, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    """What its page and notes say about mistakes, in the order in which they were found."""
    by_hand: tuple[str, ...] = ()
    """Fields that a person set, which stay when it is made again."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What a newer version of the program wrote and this one does not know."""

    @property
    def key(self) -> str:
        """What makes it the same episode when it is made again: its article's address, else what it was made of."""
        return self.link or self.source
