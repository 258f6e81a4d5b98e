"""Articles become a script that is decided: who says what, in which words, with which voice, for which episode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.errors import InputError, ReviewError, ScriptError
from podcaster.reading import corrections_path
from podcaster.script import check_all_said, list_sounds, write_script
from podcaster.store import SCRIPT_FILE, write_atomic
from podcaster.times import making_moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.episode import Place
    from podcaster.model import Cast, Script
    from podcaster.reading import ReadArticle
    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Written:
    """A script, and what it was written from."""

    text: str
    """Fountain."""
    script: Script
    read: tuple[ReadArticle, ...] = ()
    """The articles; none for a script that people wrote."""
    template: str = ""
    """The one that wrote it."""
    file: Path | None = None
    """The file that somebody wrote it in; None: a template has written it now."""
    notices: tuple[str, ...] = ()
    """What else the user should know, a sentence each."""
    fresh: str = ""
    """What the template wrote, where ``text`` is that merged with what people have made of an earlier one."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What an episode is made of, before anything is spoken."""

    written: Written
    place: Place
    """Where the episode goes."""
    cast: Cast

    @property
    def in_place(self) -> bool:
        """Whether it is made of the script that its folder has."""
        file = self.written.file
        return file is not None and is_in_place(file, self.place)


def decide(
    written: Written, settings: Settings, *, strict: bool, force: bool, draft: bool, cast: Cast | None = None
) -> Decided:
    """Decide what a script leaves open: where its episode goes, and who speaks with which voice.

    Args:
        written: The script.
        settings: The show's settings.
        strict: Stop when something wants review.
        force: Let it replace a script that was edited.
        draft: Keep the episode out of the feed.
        cast: Who speaks, where that is decided and registered already.

    Raises:
        ReviewError: Something wants review, and ``strict`` is set.
        InputError: The script in the episode's folder was edited, or nothing can be written there.
        SettingsError: A voice that is asked for does not exist.
    """
    from podcaster.cast import cast_and_register
    from podcaster.episode import place_episode

    if strict:
        check_review(written.script)
    place = place_episode(written.script, settings, making_moment(), draft=draft)
    in_place = written.file is not None and is_in_place(written.file, place)
    if not in_place and not force:
        check_unedited(place, written.script)
    cast = cast or cast_and_register(written.script, settings, edited=written.file is not None)
    return Decided(written, place, cast)


def is_in_place(file: Path, place: Place) -> bool:
    """Whether a script is the one that lies in an episode's place."""
    return file.resolve() == (place.folder / SCRIPT_FILE).resolve()


def write_text(read: Sequence[ReadArticle], settings: Settings, template: Path) -> str:
    """Write the script of articles, as Fountain; of several for a template that takes them.

    Raises:
        ScriptError: The template has a mistake, or passes an article over.
    """
    first, *more = read
    text = write_script(
        first.article,
        first.quotes,
        template=template,
        show=settings.show,
        corrections=first.corrections,
        more=[(each.article, each.quotes, each.corrections) for each in more],
        sounds=list_sounds(settings),
        folder=settings.folder / "scripts",
    )
    if more:
        check_all_said(text, [each.article for each in read], template)
    return text


def left_out(read: Sequence[ReadArticle], sources: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each article of which something is not narrated."""
    from podcaster.article import summary

    found = (summary(each.article, source) for each, source in zip(read, sources, strict=True))
    return tuple(filter(None, found))


def check_review(script: Script) -> None:
    """See that nothing in a script wants review.

    Raises:
        ReviewError: Something does.
    """
    from podcaster.script import review_of

    if review := review_of(script):
        raise ReviewError(f"{review[0]} ({len(review)} in all want review.)", "Name the speaker in the script.")


def keep_written(folder: Path, there: Path, written: Written) -> None:
    """Keep what a script was written from, for whoever decides again; a history that there is goes on.

    Args:
        folder: Where it is kept.
        there: The episode's folder, where something may be kept already.
        written: The script; of one that people wrote nothing is known.
    """
    from podcaster.project.kept import VERSION, Kept, Read, load_kept, save_kept

    if not written.read:
        return
    before = load_kept(there) if there.is_dir() else None
    begins = before.script if before else written.text
    read = tuple(Read(each.article, each.quotes) for each in written.read)
    save_kept(folder, Kept(VERSION, written.template, begins, read, written.fresh or written.text))


def keep_decided(decided: Decided, settings: Settings) -> Path:
    """Keep what was decided as a project that can be worked on, with or without an episode.

    Returns:
        Its folder.

    Raises:
        OSError: It cannot be written.
    """
    from podcaster.locks import hold_show
    from podcaster.project import Project

    folder, written = decided.place.folder, decided.written
    if (folder / SCRIPT_FILE).is_file():
        project = Project(folder, settings, "")
        project.do("The article was read again.", lambda _: written.script)
        keep_written(folder, folder, written)
        return folder
    with hold_show(settings.output):
        write_atomic(folder / SCRIPT_FILE, written.text)
        keep_written(folder, folder, written)
    return folder


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


def keep_corrections(script: Script, settings: Settings) -> tuple[str, ...]:
    """Remember the speakers that the editor of a script has changed, and say so."""
    from podcaster.script import remember_corrections

    changed = remember_corrections(script, corrections_path(settings))
    return tuple(f"From now on {item.speaker} says in this article: “{item.words} …”" for item in changed.values())


def language_notices(script: Script, settings: Settings) -> tuple[str, ...]:
    """What cannot be done in the language of a script."""
    from podcaster.spoken import is_english

    if is_english(script.language):
        return ()
    who = "the narrator speaks" if settings.script.foreign == "narrator" else "one voice speaks"
    notice = (
        f"The article's language is {script.language}, and who says what is found in English only: {who} the quotes."
    )
    return (f"{notice} Name the speakers in the script, or choose in the settings: foreign in [script].",)
