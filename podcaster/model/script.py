"""What will be said, by whom, in which order."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  (project files are read by the annotations when the program runs)
from dataclasses import dataclass
from enum import StrEnum

from podcaster.model.article import Origin
from podcaster.model.quotes import Gender

NARRATOR = "Narrator"
"""The role that reads everything nobody is quoted as saying."""

UNATTRIBUTED = "Unattributed"
"""The role of a quote whose speaker is uncertain: the one reserve voice, until an editor names the speaker."""


COMMENTS = "/*"
"""The key of a title page under which its comments stand, with their marks, a line for each line of them."""


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
    """Who says it: ``NARRATOR``, ``UNATTRIBUTED``, or a speaker as the title page lists them."""
    text: str
    """As it is shown: the article's own text, never a respelling."""
    ending: Ending = Ending.PARAGRAPH
    """How it ends, by the layout of the script."""
    pause: float | None = None
    """Seconds of silence behind it that the script asks for; None: the rules decide."""
    rate: float = 1.0
    """Speed that the script asks for, relative to the voice's own; from directions such as "(slowly)"."""
    gain: float = 0.0
    """Decibels that the script asks for, from directions such as "(softly)"."""
    notes: tuple[str, ...] = ()
    """The editor's notes at this line, never spoken: ``[[...]]``, and with their marks ``/* comments */``, which are
    written before it."""
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
    """How it goes with the speech."""
    place: int = 0
    """Line of the script file, from 1; 0 when it was not read from one."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A cue of the script: silence, in place of the pause that the rules would give."""

    seconds: float
    """How long nothing is heard."""
    place: int = 0
    """Line of the script file, from 1; 0 when it was not read from one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the script that becomes a chapter."""

    title: str
    """Its heading, and what the chapter is called."""
    items: tuple[Line | Sound | Pause, ...]
    """What is said and played in it, in order."""
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
    """As lines have it: ``NARRATOR``, ``UNATTRIBUTED``, or a person's name."""
    gender: Gender = Gender.UNKNOWN
    """Which voices the cast chooses from."""
    voice: str = ""
    """The voice that the script itself asks for; empty: the cast decides."""
    language: str = ""
    """BCP 47 tag of what the role says, where that is not the script's language; else empty."""


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said, by whom, in which order: the Fountain file as a value."""

    title: str
    """The episode's title."""
    metadata: Mapping[str, str]
    """The title page: key as written -> text. "Title", "Author", "Source", "Draft date" and own keys."""
    roles: tuple[Role, ...]
    """Everyone who speaks, in the order of their first line."""
    sections: tuple[Section, ...]
    """What is said, in order; one at least."""
    language: str = ""
    """BCP 47 tag of what is said: the title page's, or where it names none, the show's. Filled when it is read."""
    awaited: tuple[Role, ...] = ()
    """Whom the title page lists though they say nothing yet: so they will speak once they do."""

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The articles it was written from; none for one that people wrote."""
        return tuple(map(Origin.of_key, filter(None, self.metadata.get("Source", "").split("\n"))))

    @property
    def key(self) -> str:
        """What the show's files know it by: its articles, else its title."""
        return "\n".join(origin.key for origin in self.origins) or self.title

    def language_of(self, role: str) -> str:
        """The language of what a role says: its own, or the script's."""
        return next((one.language for one in self.roles if one.name == role), "") or self.language

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything that is said, in order."""
        return tuple(line for section in self.sections for line in section.lines)
