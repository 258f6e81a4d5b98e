"""The one door to the pipeline, the feed and the targets: what a piece needs done, and nothing of how."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from podcaster.errors import PodcasterError, PublishError
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from podcaster.model import Episode
    from podcaster.reading import Progress
    from podcaster.settings import Settings, Watching
    from podcaster.settings.newsroom import Following


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for of a piece's episode."""

    template: str = ""
    """The name of its layout; empty: the one of the settings."""
    voices: Mapping[str, Any] = field(default_factory=dict)
    """What it has instead of the settings of [cast]."""
    season: int = 0
    """Its number in the feed; 0: none."""
    tags: tuple[str, ...] = ()
    """Its keywords in the feed."""
    wait: bool = False
    """Keep it out of the feed when something in it is in doubt."""
    embargo: float = 0.0
    """Before which it must not come out, in seconds since 1970; 0: no such time."""
    earlier: Path | None = None
    """The folder of the episode that it has already; None: it has none."""
    as_it_is: bool = False
    """A person has let it go with what is in doubt."""
    called: tuple[str, ...] = ()
    """What scripts and episodes call its pieces, each; empty for one that is called as its material is."""


def check_request(settings: Settings, source: Following) -> None:
    """See that the templates and voices that a source asks for are there.

    Raises:
        PodcasterError: One is not.
    """
    if source.template:
        from podcaster.script.templates import find_template

        find_template(settings.files, source.template)
    named = {name: voice for name, voice in voices_of(source).items() if name in {"narrator", "reserve"}}
    if named or source.engines:
        from podcaster.cast.load import load_pool

        settings = replace(settings, cast=replace(settings.cast, **voices_of(source)))
        pool = load_pool(settings, next(iter(source.languages), settings.show.language))
        for name, voice in named.items():
            pool.require(voice, name)


def voices_of(source: Following) -> dict[str, Any]:
    """What a source has instead of the settings of [cast]."""
    own = {name: getattr(source, name) for name in ("narrator", "reserve", "accent", "engines")}
    return {name: value for name, value in own.items() if value}


@dataclass(frozen=True, slots=True)
class MadeEpisode:
    """The episode of a piece."""

    folder: Path
    """Where its files lie."""
    guid: str
    """What apps know it by, for ever."""
    title: str
    """As the feed shows it."""
    review: tuple[str, ...]
    """What is in doubt, a sentence each."""
    held: bool
    """It waits for a person, because of what is in doubt: as a draft, or, where an earlier version is out, unspoken."""
    seconds: dict[str, float]
    """How long each stage took."""
    stands: bool = False
    """It is held, and the earlier version stays out meanwhile."""


class Stopwatch:
    """Progress that measures how long each stage takes.

    Args:
        shown: Told it too.
    """

    def __init__(self, shown: Progress) -> None:
        self.shown = shown
        self.seconds: dict[str, float] = {}
        self.stage, self.begun = "", time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note that a stage has gone on."""
        self.shown(stage, done, total)
        if stage != self.stage:
            self.stop()
            self.stage = stage

    def stop(self) -> dict[str, float]:
        """End the stage that is going on; the seconds of all."""
        now = time.monotonic()
        if self.stage:
            self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self.begun
        self.stage, self.begun = "", now
        return self.seconds


def request_of(
    source: Following, watching: Watching, *, embargo: float = 0.0, earlier: Path | None = None, as_it_is: bool = False
) -> Request:
    """What a source asks for of its pieces."""
    wait = (source.doubt or watching.doubt) == "wait"
    template = source.template or ("digest" if source.digest else "")
    own = (template, voices_of(source), source.season, source.tags)
    return Request(*own, wait=wait, embargo=embargo, earlier=earlier, as_it_is=as_it_is)


def make_episode(
    settings: Settings, materials: Sequence[Path], request: Request, progress: Progress, now: datetime
) -> MadeEpisode:
    """Make the episode of a piece, or of several; the same material comes to the same place again.

    What is to be settled about it (season, tags, an embargo, a doubt) is settled while it is a draft, so that no feed
    written meanwhile can bring it out. One that is out already stays as it is where its new version has something in
    doubt that the old one has not: that version is kept as a project, for a person to decide.

    Args:
        settings: The show's.
        materials: The files that it is made of.
        request: What is asked for.
        progress: Told how far it is.
        now: The moment.

    Raises:
        PodcasterError: It cannot be made; nothing is half-written.
    """
    from podcaster.keeping import keep_decided
    from podcaster.library.state import state_of
    from podcaster.model import Wishes
    from podcaster.pipeline import begin, render
    from podcaster.script import new_review, review_of
    from podcaster.speaking import ready_engines

    settings = replace(settings, cast=replace(settings.cast, **request.voices))
    let_out = _let_out(request.earlier)
    settle = let_out is None and bool(request.wait or request.embargo or request.season or request.tags)
    watch = Stopwatch(progress)
    wishes = Wishes(template=request.template, draft=settle, called=request.called, earlier=request.earlier)
    begun = begin([str(path) for path in materials], settings, wishes, watch)
    waits = request.wait and not request.as_it_is
    with ready_engines(settings) as engines:
        decided = begun()
        new = new_review(review_of(decided.written.script), let_out.review) if let_out and waits else ()
        if let_out and new and state_of(let_out, now) == "out":
            folder = keep_decided(decided, settings)
            return MadeEpisode(folder, let_out.guid, let_out.title, new, held=True, stands=True, seconds=watch.stop())
        if new:  # it has not come out yet
            decided = replace(decided, place=replace(decided.place, draft=True))
        made = render(decided, engines, settings, wishes, watch)
    episode, held = made.episode, bool(new) or (settle and waits and bool(made.episode.review))
    if settle:
        settle_episode(settings, episode.guid, request, draft=held)
    return MadeEpisode(made.folder, episode.guid, episode.title, episode.review, held=held, seconds=watch.stop())


def _let_out(folder: Path | None) -> Episode | None:
    """The episode of a folder, where nobody holds it back; None where there is none, or a draft."""
    from podcaster.episode.folder import episode_at

    episode = episode_at(folder) if folder else None
    return None if episode is None or episode.draft else episode


def is_decided(settings: Settings, folder: Path, *, stands: bool) -> bool:
    """Whether nothing is in doubt any more in the script of an episode that waits for that.

    Args:
        settings: The show's.
        folder: The episode's.
        stands: An earlier version of it is out, and what is in doubt there does not count.
    """
    from podcaster.episode.folder import episode_at
    from podcaster.episode.place import is_made_of
    from podcaster.reading import read_show_script, read_text
    from podcaster.script import new_review, review_of

    path, episode = folder / SCRIPT_FILE, episode_at(folder)
    if episode is None:
        return False
    try:
        text = read_text(path)
        if is_made_of(episode, text):  # else than in a draft, somebody has brought that out; its sound may be in doubt
            return stands or not episode.review
        review = review_of(read_show_script(text, str(path), settings))
    except PodcasterError:  # there is a mistake in it
        return False
    return not (new_review(review, episode.review) if stands else review)


def settle_episode(settings: Settings, guid: str, request: Request, *, draft: bool) -> None:
    """Set what a feed says about an episode, in one step.

    Raises:
        InputError: There is no such episode.
    """
    from podcaster.library.changing import Changes, change_episode
    from podcaster.times import at, find_zone, show_time

    moment = None
    if request.embargo:
        moment = show_time(at(request.embargo), find_zone(settings.show.time_zone))
    changes = Changes(draft=draft, published=moment, season=request.season or None, tags=request.tags or None)
    change_episode(settings.output, guid, changes)


def withhold(output: Path, guid: str) -> None:
    """Make an episode a draft again, which no feed brings out.

    Raises:
        InputError: There is no such episode.
    """
    from podcaster.library.changing import Changes, change_episode

    change_episode(output, guid, Changes(draft=True))


def drafts_of(output: Path) -> dict[str, bool]:
    """Guid of each episode that is there -> whether it is kept out of the feed."""
    from podcaster.store import scan_episodes

    return {item.episode.guid: item.episode.draft for item in scan_episodes(output)[0]}


def can_bring_out(settings: Settings) -> bool:
    """Whether the show has a feed that can be written."""
    return bool(settings.feed.address or settings.watch.publish)


def bring_out(settings: Settings, clock: Callable[[], datetime], say: Callable[[str], None]) -> frozenset[str]:
    """Write the show's feed, and send the show to the targets that the settings allow.

    Args:
        settings: The show's settings.
        clock: The moment, asked for each of them: a new episode may have waited for a second of its own meanwhile.
        say: Told what was sent.

    Returns:
        The guids of the episodes that are out now.

    Raises:
        PodcasterError: The feed cannot be written, or a target refused; what was out before still is.
    """
    from podcaster.library.writing import write_show

    guids: set[str] = set()
    if settings.feed.address:
        channel, _ = write_show(settings, clock())
        guids = {item.episode.guid for item in channel.episodes}
    for name in settings.watch.publish:
        guids = send(settings, name, clock(), say)
    return frozenset(guids)


def send(settings: Settings, name: str, now: datetime, say: Callable[[str], None]) -> set[str]:
    """Send the show to a target.

    Returns:
        The guids of the episodes that are out there.

    Raises:
        PodcasterError: It refused, or a check found an error.
    """
    from podcaster.feed.check import errors_of
    from podcaster.library.gathering import gather
    from podcaster.publish.run import Sending, choose_target, publish, tell_the_old_place

    place = choose_target(settings, name)
    keep = settings.keep
    drop = bool(keep.episodes or keep.days or keep.gigabytes)  # what is kept no longer goes out of the feed
    outcome = publish(settings, place, now, Sending(drop=drop))
    errors = errors_of(outcome.findings)
    if errors:
        raise PublishError(f"Nothing was published to {name}: {errors[0].what}", "podcaster check tells all.")
    if note := tell_the_old_place(settings, name, now, outcome.address, drop=drop):
        say(note)
    say(f"{name}: {len(outcome.plan.new) + len(outcome.plan.replaced)} files sent.")
    channel = gather(settings, now, place.target.address).channel
    return {item.episode.guid for item in channel.episodes}
