"""Rules about what an episode.json says, and about all episodes together."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from podcaster.feed.categories import is_language
from podcaster.feed.channel import TRANSCRIPT_TYPES, chapters_of, cover_of, transcripts_of
from podcaster.feed.check.findings import Finding, error, warning
from podcaster.feed.check.settings import MAX_TEXT, is_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcaster.model import Episode
    from podcaster.settings import Podcast
    from podcaster.store import StoredEpisode

TARGET_LOUDNESS, LOUDNESS_TOLERANCE = -16.0, 1.0
"""LUFS as played, and LU (Apple Podcasts, audio requirements)."""

MAX_PEAK = -1.0
"""dBTP (the same source)."""

KINDS = ("full", "trailer", "bonus")

AUDIO_TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/x-m4a"}
"""What Apple takes, by the ending of the file's name."""

OTHER_TYPES = {
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
"""What some apps play all the same."""


def check_episode(item: StoredEpisode, place: str, show: Podcast) -> Iterator[Finding]:
    """Everything about one episode that its episode.json says."""
    yield from check_names(item.episode, place, show)
    yield from check_values(item.episode, place, show)
    yield from check_sound(item.episode, place)
    yield from check_parts(item.episode, place)


def check_names(episode: Episode, place: str, show: Podcast) -> Iterator[Finding]:
    """Title, guid, link, language and description."""
    title = episode.title.strip()
    if not title:
        yield error("episode.title", place, "The episode has no title.", "Give it one.")
    if len(title) > MAX_TEXT:
        what = f"The title has {len(title)} characters; {MAX_TEXT} is the limit."
        yield error("episode.title.length", place, what, "Shorten it.")
    if re.match(r"(?:#\d|(?:episode|ep\.?)\s*\d)", title, re.IGNORECASE):
        yield warning(
            "episode.title.number",
            place,
            "The title begins with the episode's number; Apple asks for it in number alone.",
            "Take it out of the title.",
        )
    elif show.title and len(title) > len(show.title) and title.casefold().startswith(show.title.casefold()):
        yield warning(
            "episode.title.show",
            place,
            "The title begins with the show's name, which apps show beside it.",
            "Take it out of the title.",
        )
    if not episode.guid.strip() or re.search(r"\s", episode.guid):
        yield error("episode.guid", place, "The guid is empty or has spaces.", "Make the episode again.")
    if episode.link and not is_address(episode.link):
        yield error("episode.link", place, f"{episode.link} is no web address.", "Correct link.")
    if not is_language(episode.language):
        what = f"{episode.language or 'Nothing'} is no language code that apps know."
        yield error("episode.language", place, what, 'Write two letters of ISO 639-1, such as "en".')
    if not episode.description.strip():
        yield warning("episode.description", place, "The episode has no description.", "Say what it is about.")


def check_values(episode: Episode, place: str, show: Podcast) -> Iterator[Finding]:
    """Kind, numbers, dates and what waits for an editor."""
    if episode.kind not in KINDS:
        yield error("episode.kind", place, f"{episode.kind} is no kind of episode.", f"There are {', '.join(KINDS)}.")
    for name in ("number", "season"):
        value = getattr(episode, name)
        if value is not None and value < 1:
            yield error(f"episode.{name}", place, f"Its {name} is {value}; it counts from 1.", "Correct it.")
    if show.type == "serial" and episode.number is None and episode.kind == "full":
        what = "An episode of a serial show needs a number; apps play it in that order."
        yield error("episode.number.serial", place, what, "Run podcaster episodes renumber.")
    if episode.changed and episode.changed < episode.published:
        yield warning("episode.changed", place, "It was changed before it came out.", "Correct changed or published.")
    for sentence in episode.review:
        yield warning("episode.review", place, sentence, "Look at its script, and make the episode again.")


def check_sound(episode: Episode, place: str) -> Iterator[Finding]:
    """What was measured on the audio when it was made."""
    if episode.duration <= 0:
        yield error("audio.duration", place, f"The audio has {episode.duration} s.", "Make the episode again.")
    if abs(episode.loudness - TARGET_LOUDNESS) > LOUDNESS_TOLERANCE:
        yield warning(
            "audio.loudness",
            place,
            f"It has {episode.loudness:.1f} LUFS; directories ask for {TARGET_LOUDNESS:g}, within 1 LU.",
            "Set loudness in [sound] to -16, and make the episode again.",
        )
    if episode.peak > MAX_PEAK:
        what = f"Its true peak is {episode.peak:.1f} dBTP; {MAX_PEAK:g} is the limit."
        yield warning("audio.peak", place, what, "Make the episode again.")
    yield from check_format(episode, place)


def check_format(episode: Episode, place: str) -> Iterator[Finding]:
    """What the audio file is."""
    suffix = episode.audio.name[episode.audio.name.rfind(".") :].lower()
    known = (AUDIO_TYPES | OTHER_TYPES).get(suffix)
    cure = "Set format in [sound] to mp3, and make the episode again."
    if known is None:
        yield error("audio.format", place, f"{episode.audio.name} is no audio file that apps know.", cure)
    elif episode.audio.type != known:
        what = f"{episode.audio.name} is called {episode.audio.type}; apps ask for {known}."
        yield error("audio.type", place, what, "Make the episode again.")
    elif suffix in OTHER_TYPES:
        what = f"{episode.audio.name} is neither MP3 nor M4A; Apple and Spotify refuse it."
        yield warning("audio.format.apple", place, what, cure)


def check_parts(episode: Episode, place: str) -> Iterator[Finding]:
    """What belongs beside the audio."""
    if not any(file.type == TRANSCRIPT_TYPES[0] for file in transcripts_of(episode)):
        what = "It has no WebVTT transcript; Apple takes no other."
        yield warning("episode.transcript", place, what, "Make the episode again.")
    if chapters_of(episode) is None and len(episode.chapters) > 1:
        yield warning("episode.chapters", place, "It has no file of chapters.", "Make the episode again.")
    if cover_of(episode) is None:
        yield warning("episode.cover", place, "It has no cover of its own.", "Make the episode again.")
    starts = [chapter.start for chapter in episode.chapters]
    if starts != sorted(set(starts)) or any(not 0 <= start < max(episode.duration, 0.001) for start in starts):
        yield error(
            "episode.chapters.order", place, "Its chapters are out of order or outside the audio.", "Make it again."
        )


def check_together(episodes: Sequence[StoredEpisode], places: Sequence[str]) -> Iterator[Finding]:
    """Nothing that must be unique stands twice."""
    guids: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, list[str]] = defaultdict(list)
    for item, place in zip(episodes, places, strict=True):
        guids[item.episode.guid].append(place)
        if item.episode.number is not None and item.episode.kind == "full":
            numbers[f"season {item.episode.season or 1}, number {item.episode.number}"].append(place)
    for guid, same in guids.items():
        for place in same[1:]:
            what = f"It has the guid of {same[0]}, {guid}; apps show one of the two."
            yield error("episode.guid.unique", place, what, "Remove one of the two: podcaster episodes remove.")
    for number, same in numbers.items():
        for place in same[1:]:
            what = f"It is {number}, as {same[0]} is."
            yield warning("episode.number.unique", place, what, "Run podcaster episodes renumber.")


def check_published(
    episodes: Sequence[StoredEpisode],
    published: Mapping[str, str],
    feed: str,
    kept_back: Sequence[StoredEpisode] = (),
) -> Iterator[Finding]:
    """No guid that is out was dropped or changed.

    Args:
        episodes: Those that will be in the feed.
        published: Guid -> web address of the audio, as the feed that is out has them.
        feed: What the finding calls that feed.
        kept_back: Drafts, and episodes whose time has not come.
    """
    now = {item.episode.guid for item in episodes}
    folders = {item.folder.name: item.episode.guid for item in episodes}
    waiting = {item.episode.guid: item for item in kept_back}
    for guid, address in published.items():
        if guid in now:
            continue
        if guid in waiting:
            yield kept_back_finding(waiting[guid], feed)
            continue
        folder = address.rstrip("/").split("/")[-2] if address.count("/") > 3 else ""
        if folder in folders:
            what = (
                f"{folder} was published with the guid {guid}, and has {folders[folder]} now: apps would load it again."
            )
            yield error("feed.guid.changed", feed, what, "Write the old guid into its episode.json.")
        else:
            what = f"The published episode {guid} ({folder or address}) is not in the feed any more."
            cure = "Bring its folder back; or, to take it down, publish with --drop."
            yield error("feed.guid.dropped", feed, what, cure)


def kept_back_finding(item: StoredEpisode, feed: str) -> Finding:
    """A published episode that would go out of the feed: made a draft, moved to a later day, or kept no longer."""
    name = item.folder.name
    if item.episode.draft:
        what = f"The published episode {name} is a draft now, and would go out of the feed."
        cure = f"Bring it back: podcaster episodes set {name} --no-draft; or, to take it down, publish with --drop."
    elif item.episode.retired:
        what = f"The published episode {name} is kept no longer, and would go out of the feed."
        cure = "Publish with --drop, or let podcaster watch do it; [keep] says how many stay."
    else:
        day = f"{item.episode.published:%Y-%m-%d %H:%M} UTC"
        what = f"The published episode {name} comes out at {day} now, and would go out of the feed until then."
        cure = f"Give it its date back: podcaster episodes set {name} --published DATE; or publish with --drop."
    return error("feed.guid.dropped", feed, what, cure)
