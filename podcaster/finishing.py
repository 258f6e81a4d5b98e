"""What is heard becomes an episode's folder: cover, encoded sound, transcripts, notes, and what it was decided from."""

from __future__ import annotations

import os
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError
from podcaster.store import load_episode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.audio import Mix
    from podcaster.deciding import Decided
    from podcaster.episode import Sounding
    from podcaster.episode.picture import Cover
    from podcaster.model import Clip, Episode
    from podcaster.reading import Progress
    from podcaster.settings import Settings, Speech


@dataclass(frozen=True, slots=True)
class Made:
    """An episode, and how it came about."""

    folder: Path
    """Where the episode lies."""
    episode: Episode
    """What its episode.json says."""
    lines: int
    """How many it has."""
    spoken: int
    """Lines that were spoken in this run; the others were taken from the cache."""
    notices: tuple[str, ...]
    """What else the user should know, a sentence each."""

    @classmethod
    def of(cls, folder: Path, clips: Sequence[Clip], notices: tuple[str, ...]) -> Made:
        """The episode of a folder, made of clips."""
        anew = {clip.key for clip in clips if not clip.cached}
        return cls(folder, load_episode(folder), len(clips), sum(clip.key in anew for clip in clips), notices)


def finish(
    decided: Decided,
    mix: Mix,
    clips: Sequence[Clip],
    settings: Settings,
    progress: Progress,
    *,
    cover: Cover,
    lines: Path | None = None,
    heard: Sequence[str] = (),
) -> Path:
    """Make an episode's folder, whole or not at all.

    Args:
        decided: What the episode is made of.
        mix: What is heard.
        clips: Its lines, spoken.
        settings: The show's settings.
        progress: Told how much is encoded.
        cover: The cover, begun.
        lines: A folder for every line as a file of its own.
        heard: What a recogniser heard wrong, for the list of what wants review.

    Returns:
        The folder.

    Raises:
        PodcasterError: It cannot be made.
    """
    from podcaster.episode import keep_newer_script, making, was_edited, write_episode
    from podcaster.keeping import joined, keep_made, newer_of
    from podcaster.script import review_of

    decided, before = joined(decided), decided
    written = decided.written
    into = decided.into
    own = nullcontext((decided.place, into)) if into else making(decided.place, newer_of(decided))
    with own as (place, folder):
        sounding = encode(decided, mix, clips, folder, settings, progress, cover=cover)
        edited = written.by_hand and was_edited(place, written.text, _written_before(decided))
        review = (*review_of(written.script), *heard)
        write_episode(folder, place, sounding, script=written.text, review=review, edited=edited)
        sounding.audio.unlink()
        keep_made(folder, decided)
        if decided.in_place or decided is not before:
            keep_newer_script(place, folder, written.text)
        if lines:
            from podcaster.audio import export_lines

            export_lines(mix, lines)
    if into is None and written.file and not decided.in_place:
        from podcaster.project import OpenProject

        with suppress(PodcasterError):  # a script from elsewhere: what it calls people is known in the show from now on
            OpenProject(place.folder, settings, "")
    return into or place.folder


def _written_before(decided: Decided) -> str:
    from podcaster.writing import written_before

    return decided.written.fresh or written_before(decided.place.folder)


def encode(
    decided: Decided,
    mix: Mix,
    clips: Sequence[Clip],
    folder: Path,
    settings: Settings,
    progress: Progress,
    *,
    cover: Cover,
) -> Sounding:
    """Put the cover there, and encode a mix in the settings' format on all cores, into a file that has no tags yet."""
    from podcaster.audio import encode_mix
    from podcaster.content import open_content
    from podcaster.episode import Sounding, credits_of, performers_of

    details = decided.place.details
    picture = cover.write(folder)
    path = folder / f".untagged.{settings.sound.format}"
    encoded = encode_mix(
        mix,
        path,
        settings.sound,
        metadata={
            "title": details.title,
            "artist": details.artist,
            "album": details.show,
            "date": f"{details.dated:%Y-%m-%d}",
            "genre": "Podcast",
            "comment": details.description,
        },
        cover=b"" if settings.sound.format == "mp3" else picture.small,
        store=open_content(settings),
        workers=settings.speech.workers or os.cpu_count() or 1,
        progress=partial(progress, "Encoding"),
    )
    performers = performers_of(decided.written.script, clips)
    times = (encoded.duration, encoded.loudness, encoded.peak)
    return Sounding(path, *times, mix.cues, mix.chapters, performers, picture, credits_of(clips))


def begin_cover(decided: Decided, wanted: Path | None, speech: Speech) -> Cover:
    """Begin to draw an episode's cover, unless there is a picture of the user's."""
    from podcaster.episode.picture import Cover

    return Cover(decided.place, wanted, speech.workers)


def cover_notices(folder: Path) -> tuple[str, ...]:
    """What a drawn cover cannot show."""
    from podcaster.cover import undrawn

    episode = load_episode(folder)
    lacking = "" if episode.own_cover else undrawn(episode.title, "")
    return (lacking,) if lacking else ()
