"""Writes the files of an episode into a folder."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from podcaster.episode.details import details_again
from podcaster.episode.media import PICTURE_TYPES, SIDE_TYPES
from podcaster.episode.notes import make_notes
from podcaster.episode.transcript import chapters_to_json, to_json, to_srt, to_vtt
from podcaster.model import NARRATOR, UNATTRIBUTED, Episode, Performer
from podcaster.store import SCRIPT_FILE, change_of, describe_file, save_episode, write_atomic
from podcaster.wording import narrators_abroad, recorded_label, role_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from podcaster.episode.details import Details
    from podcaster.episode.picture import CoverPicture
    from podcaster.episode.place import Place
    from podcaster.model import Chapter, Clip, CorrectionNote, Cue, Script

RECORDING = "recording"
"""The engine of performers whose own voice is heard."""


KEPT = ("season", "number", "kind", "explicit", "soundbites", "locations", "tags", "corrections", "by_hand", "extra")
"""What an episode that is made again keeps."""
NOTES_FILE = "notes.html"


@dataclass(frozen=True, slots=True)
class Sounding:
    """The sound of an episode, and what is known of it."""

    audio: Path
    """The encoded file; an MP3 has no tag yet."""
    duration: float
    """In seconds."""
    loudness: float
    """Integrated, as played, in LUFS."""
    peak: float
    """True peak in dBTP."""
    cues: tuple[Cue, ...]
    """Every line in time, in the order of the script."""
    chapters: tuple[Chapter, ...]
    """In the order of time."""
    performers: tuple[Performer, ...]
    """Who speaks, with which voice, for how long."""
    cover: CoverPicture
    """Goes into the folder and into the sound file."""
    credits: Mapping[int, str] = field(default_factory=dict)
    """Number of a cue that is a recording -> whom it is credited to (``credits_of``)."""


def write_episode(
    folder: Path, place: Place, sounding: Sounding, *, script: str, review: Sequence[str], edited: bool
) -> Episode:
    """Write all files of an episode.

    Args:
        folder: An empty folder.
        place: The episode's names, and the one it replaces: its number, season and the like stay.
        sounding: The sound, with its cues and chapters.
        script: The Fountain text it was made from.
        review: What an editor should look at, a sentence each.
        edited: The script was changed by hand.

    Raises:
        OSError: The folder cannot be written.
    """
    from podcaster.audio import MEDIA_TYPES

    details, before = place.details, place.before
    sounding = labelled(sounding, details.language)
    _write_texts(folder, place, sounding, script)
    audio = folder / f"{place.slug}{sounding.audio.suffix}"
    _write_audio(audio, sounding, details, number=before.number if before else None)
    episode = Episode(
        guid=place.guid,
        slug=place.slug,
        title=details.title,
        author=details.author,
        description=details.description,
        published=details.published,
        language=details.language,
        link=details.link,
        source=details.source,
        duration=sounding.duration,
        loudness=round(sounding.loudness, 2),
        peak=round(sounding.peak, 2),
        audio=describe_file(audio, MEDIA_TYPES[audio.suffix.removeprefix(".")]),
        files=(
            *(describe_file(folder / name, kind) for name, kind in SIDE_TYPES.items()),
            describe_file(sounding.cover.path, PICTURE_TYPES[sounding.cover.path.suffix]),
        ),
        chapters=sounding.chapters,
        performers=sounding.performers,
        review=tuple(review),
        edited=edited,
        own_cover=sounding.cover.own,
        draft=place.draft,
        undated=place.undated,
        article_files=details.files,
    )
    if before:
        kept = {name: getattr(before, name) for name in KEPT}
        episode = replace(episode, **kept, changed=_last_change(before, episode))
    save_episode(folder, episode)
    return episode


def _write_texts(folder: Path, place: Place, sounding: Sounding, script: str) -> None:
    """Write the script, the transcripts, the chapters and the notes."""
    before = place.before
    corrections = before.corrections if before else ()
    texts = {
        SCRIPT_FILE: script,
        "transcript.vtt": to_vtt(sounding.cues),
        "transcript.srt": to_srt(sounding.cues),
        "transcript.json": to_json(sounding.cues),
        "chapters.json": chapters_to_json(sounding.chapters),
        NOTES_FILE: _notes(place.details, sounding.chapters, sounding.performers, corrections),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")


def labelled(sounding: Sounding, language: str) -> Sounding:
    """The sound with the roles of its cues as listeners read them, in their language; recordings are credited."""

    def label(number: int, cue: Cue) -> Cue:
        role, credit = role_label(cue.role, language), sounding.credits.get(number)
        return replace(cue, role=role if credit is None else recorded_label(role, credit, language))

    return replace(sounding, cues=tuple(label(number, cue) for number, cue in enumerate(sounding.cues)))


def _notes(
    details: Details,
    chapters: Sequence[Chapter],
    performers: Sequence[Performer],
    corrections: Sequence[CorrectionNote],
) -> str:
    """The page of notes."""
    others = {NARRATOR, UNATTRIBUTED, *narrators_abroad()}
    people = [role_label(item.role, details.language) for item in performers if item.role not in others]
    recorded = [(item.role, item.voice) for item in performers if item.engine == RECORDING]
    return make_notes(details, chapters, people, recorded, corrections)


def rewrite_notes(folder: Path, episode: Episode) -> Episode:
    """Write an episode's notes again, after something that they say was changed.

    Returns:
        The episode with the new file, not saved; as it was when a person has changed or removed the notes.
    """
    before = next((file for file in episode.files if file.name == NOTES_FILE), None)
    path = folder / NOTES_FILE
    if before is None or not path.is_file() or describe_file(path, before.type) != before:
        return episode
    details = details_again(episode)
    write_atomic(path, _notes(details, episode.chapters, episode.performers, episode.corrections))
    after = describe_file(path, before.type)
    return replace(episode, files=tuple(after if file == before else file for file in episode.files))


def _last_change(before: Episode, after: Episode) -> datetime | None:
    """When an episode that was made before was last changed: now, unless all its files are the same."""
    same = {before.audio, *before.files} == {after.audio, *after.files}
    return before.changed if same else change_of(after)


def performers_of(script: Script, clips: Sequence[Clip]) -> tuple[Performer, ...]:
    """Who spoke with which voice for how long, the first to speak first."""
    spoken: dict[tuple[str, str], list[Clip]] = defaultdict(list)
    for line, clip in zip(script.lines, clips, strict=True):
        spoken[line.role, clip.voice.name].append(clip)
    return tuple(
        Performer(role, voice, of[0].voice.engine, round(sum(clip.duration for clip in of), 3), len(of))
        for (role, voice), of in spoken.items()
    )


def credits_of(clips: Sequence[Clip]) -> dict[int, str]:
    """Whom the lines that are recordings are credited to, by their numbers; empty where nobody is named."""
    recorded = (clip for clip in clips if clip.voice.engine == RECORDING)
    return {clip.index: "" if clip.voice.name == RECORDING else clip.voice.name for clip in recorded}


def _write_audio(path: Path, sounding: Sounding, details: Details, *, number: int | None) -> None:
    """Put an MP3's tag in front of its frames; other formats bring theirs with them."""
    with path.open("wb") as file, sounding.audio.open("rb") as frames:
        if path.suffix == ".mp3":
            from podcaster.episode.tags import make_tags

            lyrics = "\n\n".join(f"{cue.role}: {cue.text}" for cue in sounding.cues)
            tags = make_tags(
                details,
                duration=sounding.duration,
                chapters=sounding.chapters,
                lyrics=lyrics,
                cover=sounding.cover.small,
                number=number,
            )
            file.write(tags)
        shutil.copyfileobj(frames, file, 1 << 20)
