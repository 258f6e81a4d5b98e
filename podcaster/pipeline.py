"""The whole story on one screen: article in, episode out."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.characters import valid_text
from podcaster.errors import InputError, PodcasterError, ReviewError, ScriptError
from podcaster.store import SCRIPT_FILE, load_episode
from podcaster.times import making_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from podcaster.audio import Encoded, Mix
    from podcaster.engines import Engines
    from podcaster.episode import Place
    from podcaster.model import Article, Cast, Clip, Episode, Line, Quote, Script, Voice
    from podcaster.project.kept import Read
    from podcaster.settings import Settings

    Progress = Callable[[str, int, int], None]
    """Told the name of a stage, how many of its steps are done, and of how many (0: nobody knows)."""


MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for in this run, over the article and the settings."""

    template: str = ""
    title: str = ""
    author: str = ""
    published: date | None = None
    cover: Path | None = None
    """A picture for the episode."""
    lines: Path | None = None
    """A folder for every line as a file of its own, for an audio editor."""
    strict: bool = False
    """Stop when something wants review."""
    force: bool = False
    """Write a new script over one that was edited."""
    draft: bool = False
    """Keep the episode out of the feed."""


@dataclass(frozen=True, slots=True)
class Written:
    """A script that a template wrote, with what it was written from."""

    text: str
    """Fountain."""
    left_out: tuple[str, ...]
    """A sentence for each article of which something is not narrated."""
    read: tuple[Read, ...]
    """The articles, and who said what in them."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode, and how it came about."""

    folder: Path
    episode: Episode
    lines: int
    spoken: int
    """Lines that were spoken in this run; the others were taken from the cache."""
    notices: tuple[str, ...]
    """What else the user should know, a sentence each."""


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
    from podcaster.engines import Engines

    with Engines(settings) as engines:
        prepare_engine(engines, settings)
        return make_with(engines, sources, settings, wishes, progress, stdin)


def make_with(
    engines: Engines,
    sources: Sequence[str],
    settings: Settings,
    wishes: Wishes,
    progress: Progress,
    stdin: bytes | None,
) -> Made:
    """Make an episode with engines that are getting ready."""
    from podcaster.cache import prune_cache
    from podcaster.cast import cast_and_register, read_registry, registry_path
    from podcaster.episode import (
        Sounding,
        keep_newer_script,
        making,
        performers_of,
        place_episode,
        was_edited,
        write_cover,
        write_episode,
    )
    from podcaster.script import list_sounds, read_script, review_of

    own = is_script(sources)
    written = None if own else write_text(sources, settings, wishes, progress, stdin)
    text, left_out = (written.text, written.left_out) if written else (read_text(Path(sources[0])), ())
    people = read_registry(registry_path(settings)).people
    name = sources[0] if own else "the script"
    script = read_script(text, name, sounds=list_sounds(settings), people=people)
    corrections = keep_corrections(script, settings) if own else ()
    notices = [*corrections, *language_notices(script, settings), *left_out]
    review = review_of(script)
    if review and wishes.strict:
        raise ReviewError(f"{review[0]} ({len(review)} in all want review.)", "Name the speaker in the script.")
    place = place_episode(script, settings, making_moment(), draft=wishes.draft)
    in_place = own and Path(sources[0]).resolve() == (place.folder / SCRIPT_FILE).resolve()
    if not in_place and not wishes.force:
        check_unedited(place, script)
    cast = cast_and_register(script, settings, edited=own)
    speaking = speak_lines(script, cast, engines, settings, progress, place.folder)
    load_ahead(settings)
    clips = list(speaking)
    engines.close()
    mix = place_clips(script, clips, settings)
    with making(place) as (place, folder):
        cover, own_cover = write_cover(folder, place, wishes.cover)
        audio = folder / f".untagged.{settings.sound.format}"
        encoded = encode(mix, audio, place, cover, settings, progress)
        times = (encoded.duration, encoded.loudness, encoded.peak)
        sounding = Sounding(audio, *times, mix.cues, mix.chapters, performers_of(script, clips), cover, own_cover)
        write_episode(folder, place, sounding, script=text, review=review, edited=own and was_edited(place, text))
        audio.unlink()
        if written:
            keep_project(folder, place, written, wishes.template or settings.script.template)
        if in_place:
            keep_newer_script(place, folder, text)
        if wishes.lines:
            from podcaster.audio import export_lines

            export_lines(mix, wishes.lines)
    prune_cache(settings.cache, settings.speech.cache_size * MEGABYTE)
    anew = {clip.key for clip in clips if not clip.cached}
    return Made(
        place.folder, load_episode(place.folder), len(clips), sum(clip.key in anew for clip in clips), tuple(notices)
    )


def check_unedited(place: Place, script: Script) -> None:
    """See that a new script loses nothing of one that was changed by hand.

    Raises:
        InputError: It would: other words, voices, pauses or sounds.
    """
    from podcaster.episode import edited_script
    from podcaster.script import read_script, say_the_same

    path = place.folder / SCRIPT_FILE
    there = edited_script(place)
    try:
        lost = bool(there) and not say_the_same(read_script(there, path.name), script)
    except ScriptError:
        lost = True
    if lost:
        raise InputError(
            f"{path} was edited by hand, and a new script would replace it.",
            f"Make the episode from it (podcaster make {path}), or write a new script with --force.",
        )


def is_script(sources: Sequence[str]) -> bool:
    """Whether what the user named is a script.

    Raises:
        InputError: It is one, and something else.
    """
    scripts = [source for source in sources if source.casefold().endswith(".fountain")]
    if scripts and len(sources) > 1:
        raise InputError(f"The script {scripts[0]} cannot be joined with anything.", "Give one .fountain file alone.")
    return bool(scripts)


def write_text(
    sources: Sequence[str], settings: Settings, wishes: Wishes, progress: Progress, stdin: bytes | None = None
) -> Written:
    """Read articles and write their script, as Fountain; several for a template that takes them."""
    from podcaster.article import summary
    from podcaster.cast import read_registry, registry_path
    from podcaster.project.kept import Read
    from podcaster.script import (
        CORRECTIONS_FILE,
        check_all_said,
        find_template,
        list_sounds,
        read_corrections,
        write_script,
    )

    template = find_template(settings, wishes.template)
    corrections = settings.folder / "voices" / CORRECTIONS_FILE
    registry = read_registry(registry_path(settings))
    found, left_out = [], []
    for source in sources:
        article, quotes = read(source, settings, wishes, progress, stdin)
        left_out.append(summary(article, source))
        found.append((article, registry.remind(quotes), read_corrections(corrections, article.link or article.source)))
    (article, quotes, corrected), *more = found
    text = write_script(
        article,
        quotes,
        template=template,
        show=settings.show,
        corrections=corrected,
        more=more,
        sounds=list_sounds(settings),
        folder=settings.folder / "scripts",
    )
    if more:
        check_all_said(text, [each for each, *_ in more], template)
    return Written(text, tuple(filter(None, left_out)), tuple(Read(article, quotes) for article, quotes, _ in found))


def keep_project(folder: Path, place: Place, written: Written, template: str) -> None:
    """Keep what the episode was decided from, for whoever decides again; a history that there is goes on."""
    from podcaster.project.kept import VERSION, Kept, load_kept, save_kept

    before = load_kept(place.folder) if place.before else None
    save_kept(folder, Kept(VERSION, template, before.script if before else written.text, written.read))


def read(
    source: str, settings: Settings, wishes: Wishes, progress: Progress, stdin: bytes | None = None
) -> tuple[Article, tuple[Quote, ...]]:
    """Read an article and find its quotes; who said them is known of English articles only."""
    from podcaster.article import read_article
    from podcaster.quotes import find_quotes
    from podcaster.quotes.foreign import mark_quotes
    from podcaster.spoken import is_english

    progress("Reading", 0, 0)
    article = read_article(source, settings.article, stdin=stdin)
    title = valid_text(wishes.title) or article.title
    article = replace(
        article,
        source=f"standard input: {title}" if source == "-" else source_name(source, settings.folder),
        summary=article.summary or beginning_of(article),
        title=title,
        byline=valid_text(wishes.author) or article.byline,
        published=wishes.published or article.published,
    )
    if is_english(article.language):
        return article, find_quotes(article)
    return article, mark_quotes(article) if settings.script.foreign == "quotation" else ()


def beginning_of(article: Article) -> str:
    """The first sentences of an article that has no summary of its own."""
    from podcaster.episode.details import summary_of

    return summary_of(" ".join(article.text_of(block) for block in article.blocks if block.kind == "paragraph"))


def source_name(source: str, folder: Path) -> str:
    """What a script and an episode call the article's file: two files never share a name, and it tells no home folder.

    Returns:
        An address as it is; the path of a file inside the show's folder from there; of any other the file's name, with
        the beginning of its path's SHA-256.
    """
    if "://" in source:
        return source
    path = Path(source).resolve()
    if path.is_relative_to(folder):
        name = path.relative_to(folder).as_posix()
        return name if name == valid_text(name) else f"{valid_text(name)}#{_key(name)}"
    lost = path.name != valid_text(path.name)
    return f"{valid_text(path.name)}#{_key(str(path if lost else path.parent))}"


def _key(path: str) -> str:
    """What tells two paths apart that look the same."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:6]


def read_text(path: Path) -> str:
    """A script file's text.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def keep_corrections(script: Script, settings: Settings) -> tuple[str, ...]:
    """Remember the speakers that the editor of a script has changed, and say so."""
    from podcaster.script import CORRECTIONS_FILE, remember_corrections

    changed = remember_corrections(script, settings.folder / "voices" / CORRECTIONS_FILE)
    return tuple(f"From now on {item.speaker} says in this article: “{item.words} …”" for item in changed.values())


def language_notices(script: Script, settings: Settings) -> tuple[str, ...]:
    """What cannot be done in the language of a script."""
    from podcaster.spoken import is_english

    language = script.metadata.get("Language", "") or settings.show.language
    if is_english(language):
        return ()
    who = "the narrator speaks" if settings.script.foreign == "narrator" else "one voice speaks"
    notice = f"The article's language is {language}, and who says what is found in English only: {who} the quotes."
    return (f"{notice} Name the speakers in the script, or choose in the settings: foreign in [script].",)


def prepare_engine(engines: Engines, settings: Settings) -> None:
    """Have the narrator's engine get ready while the article is read. What is wrong with it shows when it speaks."""
    from podcaster.cast import load_pool
    from podcaster.speech import thread_count

    with suppress(PodcasterError, OSError):
        for narrator in load_pool(settings).used_as("narrator")[:1]:
            engine = engines.ready(narrator.voice.engine)
            engine.prepare(thread_count(engine, settings.speech))


def speak_lines(
    script: Script, cast: Cast, engines: Engines, settings: Settings, progress: Progress, episode: Path | None = None
) -> Iterator[Clip]:
    """Begin to speak every line of a script that was not spoken before; the clips come as they are done.

    Lines that have a recording in the episode's folder are not spoken: it speaks. Without the folder all are.
    """
    from podcaster.speech import speak
    from podcaster.speech.recorded import recorded_clip, recording_of

    recorded = {
        index: recorded_clip(line, index, episode, settings.cache)
        for index, line in enumerate(script.lines)
        if episode and recording_of(line)
    }
    others = [index for index in range(len(script.lines)) if index not in recorded]
    clips = speak(
        [script.lines[index] for index in others],
        cast,
        engines,
        settings.cache,
        speech=settings.speech,
        spoken=sayer(script, engines, settings),
        fallback=fallback_voice(settings),
        progress=partial(progress, "Speaking"),
    )
    if not recorded:
        return clips
    spoken = (replace(clip, index=index) for index, clip in zip(others, clips, strict=True))
    return (recorded[index] if index in recorded else next(spoken) for index in range(len(script.lines)))


def load_ahead(settings: Settings) -> None:
    """Load what the next stages need while the engines speak: they take processes, and this one has nothing to do."""
    for name in ("av", "soxr", "lameenc", "podcaster.audio.files", "podcaster.mix", "podcaster.episode.tags"):
        import_module(name)
    from podcaster.audio import load_music
    from podcaster.mix import find_sound

    with suppress(PodcasterError):  # the mix says what is wrong with it, if it plays at all
        if settings.sound.theme and (path := find_sound(settings, settings.sound.theme)):
            load_music(path)


def place_clips(script: Script, clips: Sequence[Clip], settings: Settings) -> Mix:
    """Place the clips of a script in time, with the show's music."""
    from podcaster.mix import find_sound, mix_clips

    return mix_clips(script, clips, settings.sound, partial(find_sound, settings))


def fallback_voice(settings: Settings) -> Voice | None:
    """The voice that speaks where another one fails; None when the settings name none, and the run stops then.

    Raises:
        SettingsError: There is no such voice.
    """
    from podcaster.cast import load_pool

    name = settings.speech.fallback
    return load_pool(settings).require(name, "fallback of [speech]").voice if name else None


def sayer(script: Script, engines: Engines, settings: Settings) -> Callable[[Line, Voice], str]:
    """How a line is said by a voice: by the rules of its language, the lexicon, and what the voice's engine needs."""
    from podcaster.script.said import said_in
    from podcaster.spoken import say_text
    from podcaster.spoken.lexicon import find_lexicon

    lexicon = find_lexicon(settings) | said_in(script)
    language = script.metadata.get("Language", "") or settings.show.language

    def say(line: Line, voice: Voice) -> str:
        return say_text(line.text, lexicon, engines.get(voice.engine).style, language=language).text

    return say


def encode(mix: Mix, path: Path, place: Place, cover: Path, settings: Settings, progress: Progress) -> Encoded:
    """Encode a mix in the settings' format, on all cores."""
    from podcaster.audio import encode_mix
    from podcaster.cover import small_cover

    details = place.details
    return encode_mix(
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
        cover=b"" if settings.sound.format == "mp3" else small_cover(cover),
        cache=settings.cache / "parts",
        workers=settings.speech.workers or os.cpu_count() or 1,
        progress=partial(progress, "Encoding"),
    )
