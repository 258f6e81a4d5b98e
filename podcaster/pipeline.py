"""The whole story on one screen: two acts. ``write`` decides and speaks nothing; ``render`` makes it heard."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.ahead import begin_beside
from podcaster.cast import silent_engines, strange_voices
from podcaster.content import open_content
from podcaster.deciding import decide
from podcaster.finishing import Made, begin_cover, cover_notices, finish
from podcaster.reading import are_short, is_script, read_source
from podcaster.retakes import finished_clips
from podcaster.script import find_template
from podcaster.speaking import load_for_mixing, place_clips, ready_engines, speak_lines
from podcaster.takes import save_takes
from podcaster.writing import take_up, write_script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcaster.deciding import Decided
    from podcaster.engines import Engines
    from podcaster.model import Wishes
    from podcaster.reading import Progress, SentArticle
    from podcaster.settings import Settings
    from podcaster.writing import Written

MEGABYTE = 1_000_000


def make(
    sources: Sequence[str], settings: Settings, wishes: Wishes, progress: Progress, stdin: bytes | None = None
) -> Made:
    """Make an episode of an article, or of a script.

    Args:
        sources: A file or address of an article, or "-"; several for a template that takes them; or the path of one
            .fountain file.
        settings: The show's settings.
        wishes: What this run asks for.
        progress: Told how far each stage is.
        stdin: The article, when a source is "-".

    Raises:
        PodcasterError: It cannot be made; nothing is half-written.
    """
    decided = begin(sources, settings, wishes, progress, stdin)
    with ready_engines(settings) as engines:
        return render(decided(), engines, settings, wishes, progress)


def begin(
    sources: Sequence[str], settings: Settings, wishes: Wishes, progress: Progress, stdin: bytes | None = None
) -> Callable[[], Decided]:
    """The first act, begun: a short article is read beside while the caller does other things; ends when called."""
    if is_script(sources):
        written: Callable[[], Written] = partial(take_up, Path(sources[0]), settings)
    else:
        work = partial(write_articles, sources, settings, wishes)
        beside = wishes.alone and are_short(sources)
        written = begin_beside(work, settings, progress) if beside else partial(work, progress, stdin)
    return lambda: decide(written(), settings, wishes)


def write(
    sources: Sequence[str], settings: Settings, wishes: Wishes, progress: Progress, stdin: bytes | None = None
) -> Decided:
    """The first act: what was written is read, and everything about its episode is decided; nothing is spoken."""
    return begin(sources, settings, wishes, progress, stdin)()


def write_articles(
    sources: Sequence[str],
    settings: Settings,
    wishes: Wishes,
    progress: Progress,
    stdin: bytes | None = None,
    sent: SentArticle | None = None,
) -> Written:
    """The first act as far as the script; arguments as of ``make`` and ``read_source``."""
    template = wishes.template or settings.script.template
    find_template(settings.files, template)  # that there is none is told before anything is read
    said = wishes.overrides
    one = partial(read_source, settings=settings, progress=progress, stdin=stdin, overrides=said, sent=sent)
    names = wishes.called or ("",) * len(sources)
    read = tuple(one(each, called=name) for each, name in zip(sources, names, strict=True))
    return write_script_of(read, sources, settings, template, said)


def render(decided: Decided, engines: Engines, settings: Settings, wishes: Wishes, progress: Progress) -> Made:
    """The second act: what was decided is spoken, mixed and kept; the same decisions give the same bytes."""
    script, there = decided.written.script, decided.place.folder
    cover = begin_cover(decided, wishes.cover, settings.speech)
    speaking = speak_lines(script, decided.cast, engines, settings, progress, there)
    load_for_mixing(settings)
    takes = finished_clips(script, decided.cast, list(speaking), there, engines, settings, progress, proof=wishes.proof)
    engines.close()
    mix = place_clips(script, takes.clips, settings)
    heard = takes.review(mix.cues)
    folder = finish(decided, mix, takes.clips, settings, progress, cover=cover, lines=wishes.lines, heard=heard)
    save_takes(folder, takes.takes, there)
    open_content(settings).prune(settings.speech.cache_size * MEGABYTE)
    voices = (*strange_voices(script, decided.cast), *silent_engines(settings))
    notices = (*decided.written.notices, *voices, *takes.notices, *cover_notices(folder))
    return Made.of(folder, takes.clips, notices)
