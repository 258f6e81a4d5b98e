"""Articles become a script, or somebody has written it already."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.errors import InputError
from podcaster.identity import known_by
from podcaster.model import NOTHING_SAID, Overrides
from podcaster.reading import (
    language_notices,
    left_out,
    mixed_notices,
    read_show_script,
    read_text,
    script_of,
    unknown_languages,
)
from podcaster.script import find_template
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from podcaster.model import ReadArticle, Script
    from podcaster.project.kept import Kept
    from podcaster.project.known import Recognised
    from podcaster.settings import Settings


@dataclass(frozen=True, slots=True)
class Written:
    """A script, and what it was written from."""

    text: str
    """Fountain."""
    script: Script
    """The same text, read."""
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
    recognised: Recognised | None = None
    """Which project its articles are of; None: that of its place, or nobody has asked."""
    overrides: Overrides = NOTHING_SAID
    """What the user says of its articles: in this run, and where their project is known, in those before it, too."""

    @property
    def by_hand(self) -> bool:
        """Whether people have written it, or changed something in it."""
        return self.file is not None or bool(self.fresh)

    def known(self, kept: Kept) -> Kept:
        """What is kept of an episode, with what was read for this script; that stays where people wrote it."""
        if not self.read:
            return kept
        written = self.fresh or self.text
        return replace(kept, template=self.template, read=self.read, written=written, overrides=self.overrides)


def write_script_of(
    read: tuple[ReadArticle, ...],
    sources: Sequence[str],
    settings: Settings,
    template: str,
    overrides: Overrides = NOTHING_SAID,
) -> Written:
    """Write the script of articles; of several for a template that takes them.

    Args:
        read: The articles.
        sources: How the user named them.
        settings: The show's settings.
        template: The template's name.
        overrides: What the user says of them; they were read so.

    Raises:
        InputError: There is no such template.
        ScriptError: The template has a mistake, or passes an article over.
    """
    read, sources, twice = _once(read, sources)
    text = script_of(read, settings, find_template(settings.files, template))
    script = read_show_script(text, "the script", settings)
    told = (*twice, *unknown_languages(read), *language_notices(script, settings.script), *mixed_notices(read, script))
    notices = (*told, *left_out(read, sources))
    return Written(text, script, read, template, notices=notices, overrides=overrides)


def _once(
    read: tuple[ReadArticle, ...], sources: Sequence[str]
) -> tuple[tuple[ReadArticle, ...], Sequence[str], tuple[str, ...]]:
    """Articles and how the user named them, each once; and what is told of those that were named again."""
    if len(read) < 2:
        return read, sources, ()
    known: dict[tuple[str, str], tuple[ReadArticle, str]] = {}
    twice = []
    for each, source in zip(read, sources, strict=True):
        key = known_by(each.article.origin.key), each.article.text
        if key in known:
            twice.append(f"{source} is the same article as {known[key][1]}: it is in the episode once.")
        known.setdefault(key, (each, source))
    return tuple(each for each, _ in known.values()), [source for _, source in known.values()], tuple(twice)


def written_before(folder: Path) -> str:
    """What a template wrote last for an episode; empty where that is not known."""
    if not folder.is_dir():  # a new one; what reads histories is not loaded for it
        return ""
    from podcaster.project.journal import FILE, Journal
    from podcaster.project.kept import load_kept
    from podcaster.project.rereading import latest_written

    kept = load_kept(folder)
    with suppress(InputError):  # a damaged history is told where it is needed
        return latest_written(kept, Journal(folder / FILE))
    return kept.from_template if kept else ""


def take_up(path: Path, settings: Settings) -> Written:
    """Read a script that people have written, or changed; the speakers that they have put right are kept.

    Raises:
        InputError: It cannot be read.
        ScriptError: There is a mistake in it.
    """
    text, told = _taken_up(path, settings)
    script = read_show_script(text, str(path), settings)
    return Written(text, script, file=path, notices=(*language_notices(script, settings.script), *told))


def _taken_up(path: Path, settings: Settings) -> tuple[str, tuple[str, ...]]:
    """A script file's text, and what is to be told of it; in its project, with what was done to it by other means."""
    from podcaster.project import OpenProject
    from podcaster.project.kept import FILE
    from podcaster.project.notices import told_restored
    from podcaster.project.recordings import recording_notices

    if path.name == SCRIPT_FILE and (path.parent / FILE).is_file():
        with suppress(InputError):  # a script is what counts; what is wrong with itself is told where it is read
            project = OpenProject(path.parent, settings, "")
            return project.text, (*told_restored(path.parent, restored=project.restored), *recording_notices(project))
    return read_text(path), ()
