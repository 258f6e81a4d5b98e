"""What a worker does with one article; the one door of a batch to the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from podcaster.cast import strange_voices
from podcaster.content.parcels import ParcelError
from podcaster.errors import InputError, PodcasterError, apart
from podcaster.garbage import collect_between, collect_seldom
from podcaster.script import collisions_told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.deciding import Decided
    from podcaster.model import Cast, Episode, Script, Wishes
    from podcaster.reading import SentArticle
    from podcaster.settings import Settings
    from podcaster.writing import Written

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RenderedPiece:
    """An episode that a worker has made."""

    folder: str
    """Where its files lie."""
    guid: str
    """What apps know the episode by, for ever."""
    title: str
    """The episode's, as a feed shows it."""
    duration: float
    """Seconds of sound."""
    review: tuple[str, ...]
    """What a person should look at, a sentence each."""
    collisions: str
    """How many places of its edited script the article has otherwise, and where they are seen; empty: none."""
    voices: tuple[str, ...] = ()
    """A sentence for each of its languages that nobody in its cast speaks."""

    @classmethod
    def of(cls, folder: Path, episode: Episode, decided: Decided) -> RenderedPiece:
        """The episode of a folder, and what it was made of."""
        script = decided.written.script
        told, voices = collisions_told(script, folder), strange_voices(script, decided.cast)
        return cls(str(folder), episode.guid, episode.title, episode.duration, episode.review, told, voices)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an article cannot be worked at: a value, because it is no fault of the worker."""

    why: str
    """A sentence for people."""


@dataclass(frozen=True, slots=True)
class Mislaid(Refusal):
    """That something was lost between two machines: the same work is given away again."""


def tried(task: Callable[..., T], *arguments: Any) -> T | Refusal:
    """What a task gives, or why it cannot. Every task of a worker comes through here."""
    collect_seldom()
    try:
        with apart("It"):
            return task(*arguments)
    except ParcelError as error:
        return Mislaid(str(error))
    except (PodcasterError, OSError) as error:
        return Refusal(str(error))
    finally:
        collect_between()


def nothing(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody looks at."""


def write_piece(source: str, settings: Settings, wishes: Wishes, sent: SentArticle | None = None) -> Written:
    """Read an article and write its script; nothing is decided that others depend on.

    Args:
        source: A file or an address.
        settings: The show's.
        wishes: What is asked for.
        sent: The file, where this machine does not have it.

    Raises:
        PodcasterError: It cannot be read, or its script not be written.
    """
    from podcaster.pipeline import write_articles
    from podcaster.reading import is_script

    if is_script([source]):
        raise InputError(f"{source} is a script, and a batch takes articles.", f"podcaster make {source}")
    return write_articles([source], settings, wishes, nothing, sent=sent)


def speak_part(script: Script, cast: Cast, settings: Settings, first: int, end: int) -> int:
    """Speak some of a script's lines into the store that the workers share; whoever renders it finds them there.

    Args:
        script: The script.
        cast: Who speaks with which voice.
        settings: The show's.
        first: The number of the first line, from 0.
        end: The number after the last.

    Returns:
        How many lines are there now.

    Raises:
        PodcasterError: One cannot be spoken; those before it are there.
    """
    from podcaster.engines import Engines
    from podcaster.speaking import speak_lines

    part = replace(script, sections=(replace(script.sections[0], items=script.lines[first:end]),))
    settings = replace(settings, speech=replace(settings.speech, workers=1))
    with Engines(settings) as engines:
        return sum(1 for _ in speak_lines(part, cast, engines, settings, nothing))


def render_piece(written: Written, cast: Cast, settings: Settings, wishes: Wishes, cores: int) -> RenderedPiece:
    """Make the episode of a script whose people have their voices.

    Args:
        written: The script, and what it was written from.
        cast: Who speaks with which voice.
        settings: The show's.
        wishes: What is asked for.
        cores: How many lines it may speak at once.

    Raises:
        PodcasterError: It cannot be made; nothing is half-written.
    """
    from podcaster.deciding import decide
    from podcaster.engines import Engines
    from podcaster.pipeline import render

    settings = replace(settings, speech=replace(settings.speech, workers=cores))
    decided = decide(written, settings, wishes, cast)
    with Engines(settings) as engines:
        made = render(decided, engines, settings, wishes, nothing)
    return RenderedPiece.of(made.folder, made.episode, decided)
