"""What the feed says about an episode changed: by its maker, by a correction, by a new numbering."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from podcaster.episode import rewrite_notes
from podcaster.errors import InputError, close_matches
from podcaster.library.finding import choose_episode
from podcaster.locks import hold_show
from podcaster.model import CorrectionNote, Location, Soundbite
from podcaster.store import change_of, load_episodes, save_episode
from podcaster.wording import timestamp

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from podcaster.model import Episode
    from podcaster.store import StoredEpisode

KINDS = ("full", "trailer", "bonus")


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change about an episode; None: leave it."""

    draft: bool | None = None
    """Whether it is kept out of the feed."""
    published: datetime | None = None
    """Aware of its offset; it is the date from then on, whatever is made again."""
    number: int | None = None
    """0: none."""
    season: int | None = None
    """0: none."""
    kind: str | None = None
    """"full", "trailer" or "bonus", as apps show it."""
    explicit: bool | None = None
    """Whether apps warn of its words."""
    description: str | None = None
    """Empty: the article's own, when the episode is made again."""
    soundbites: tuple[Soundbite, ...] | None = None
    """All of them, instead of those before; empty: none."""
    locations: tuple[Location, ...] | None = None
    """All of them, instead of those before; empty: none."""
    tags: tuple[str, ...] | None = None
    """All keywords, instead of those before; empty: none."""


def change_episode(output: Path, name: str, changes: Changes) -> StoredEpisode:
    """Change what the feed says about an episode.

    Raises:
        InputError: There is no such episode, or a value is wrong.
    """
    for bite in changes.soundbites or ():
        if bite.start <= 0 or bite.duration <= 0:
            raise InputError("A soundbite begins behind the first second and ends behind its beginning.")
    if changes.kind is not None and changes.kind not in KINDS:
        raise InputError(f"{changes.kind} is no kind of episode.", close_matches(changes.kind, KINDS))
    for word in ("number", "season"):
        if (getattr(changes, word) or 0) < 0:
            raise InputError(f"A {word} counts from 1.", "Give 0 to have none.")
    given: dict[str, Any] = {
        field.name: value for field in fields(changes) if (value := getattr(changes, field.name)) is not None
    }
    for word in ("number", "season"):
        if word in given:
            given[word] = given[word] or None
    with hold_show(output):
        item = choose_episode(output, name)
        if any(bite.start + bite.duration > item.episode.duration + 1 for bite in changes.soundbites or ()):
            length = timestamp(item.episode.duration)
            raise InputError(f"A soundbite ends behind the end of {item.folder.name}, which is {length} long.")
        changed = replace(item, episode=rewrite_notes(item.folder, _changed(item.episode, given)))
        save_episode(item.folder, changed.episode)
    return changed


def _changed(episode: Episode, given: dict[str, Any]) -> Episode:
    """An episode with fields that a person has set, and the note of it."""
    by_hand = {*episode.by_hand, *({"published", "description"} & given.keys())}
    if given.get("description") == "":
        del given["description"]
        by_hand.discard("description")
    undated = episode.undated and "published" not in given
    after = replace(episode, **given, by_hand=tuple(sorted(by_hand)), undated=undated)
    return replace(after, changed=change_of(after))


def correct_episode(output: Path, name: str, text: str, now: datetime) -> StoredEpisode:
    """Tell listeners of a mistake in an episode, in its page and notes.

    Args:
        output: The folder of the episodes.
        name: See :func:`choose_episode`.
        text: What was wrong, and what is right; empty: take the last correction back.
        now: The moment, on the show's clock.

    Raises:
        InputError: There is no such episode, or nothing to take back.
    """
    with hold_show(output):
        item = choose_episode(output, name)
        before = item.episode.corrections
        if not text.strip() and not before:
            raise InputError(f"{item.folder.name} has no correction.", "Give the text of one.")
        corrections = (*before, CorrectionNote(now, " ".join(text.split()))) if text.strip() else before[:-1]
        after = rewrite_notes(item.folder, replace(item.episode, corrections=corrections))
        after = replace(after, changed=change_of(after))
        save_episode(item.folder, after)
    return replace(item, episode=after)


def renumber(output: Path, start: int, *, write: bool) -> list[tuple[str, int | None, int | None]]:
    """Number the full episodes of every season by their dates, the oldest first.

    Args:
        output: The folder of the episodes.
        start: The number of the oldest one of each season.
        write: False: only tell.

    Returns:
        Folder, number before and number after, of every episode that changes.
    """
    changed = []
    counts: dict[int, int] = defaultdict(lambda: start)
    with hold_show(output):
        for item in reversed(load_episodes(output)):
            number = None
            if item.episode.kind == "full":
                season = item.episode.season or 1
                number = counts[season]
                counts[season] += 1
            if number != item.episode.number:
                changed.append((item.folder.name, item.episode.number, number))
                if write:
                    save_episode(item.folder, replace(item.episode, number=number, changed=change_of(item.episode)))
    return changed
