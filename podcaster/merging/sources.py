"""The article of a script that somebody has edited before its project began: what its template had written."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from podcaster.article.origin import name_source
from podcaster.errors import PodcasterError
from podcaster.merging.copies import nearest
from podcaster.reading import read_source, script_of
from podcaster.script import list_templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcaster.model import ReadArticle, Script
    from podcaster.settings import Settings


class WrittenFrom(NamedTuple):
    """What a script was written from."""

    text: str
    """What the template writes of it."""
    read: tuple[ReadArticle, ...]
    """The articles."""
    template: str
    """The template's name."""
    told: tuple[str, ...]
    """What is told of it."""


def written_from(script: Script, path: Path, settings: Settings) -> WrittenFrom | None:
    """What the template had written, where a script was edited before anybody kept it.

    Its articles are read from where its title page says, if they are files of this machine that are there and nobody
    has changed since the script was. The template is the one whose text is nearest.

    Args:
        script: The script.
        path: Its file.
        settings: The show's.

    Returns:
        None where that cannot be told.
    """
    files = [_file_of(origin.file, path.parent, settings.folder) for origin in script.origins]
    found = [each for each in files if each]
    if not found or len(found) < len(files):
        return None
    with suppress(PodcasterError, OSError):
        if max(each.stat().st_mtime for each in found) > path.stat().st_mtime:
            return None
        read = tuple(read_source(str(each), settings, lambda *_: None) for each in found)
        texts = list(_texts_of(read, settings))
        text = nearest(path.read_text("utf-8-sig"), [each for each, _ in texts])
        names = " and ".join(origin.key for origin in script.origins)
        told = f"What {path} has otherwise than the script of {names} is kept as changed by hand."
        said = (told,) if text != path.read_text("utf-8-sig") else ()
        return next((WrittenFrom(text, read, name, said) for each, name in texts if each == text), None)
    return None


def _file_of(name: str, beside: Path, show: Path) -> Path | None:
    """The file that a title page names, where it lies in the show's folder, beside the script, or where one works."""
    last = Path(name.rpartition("#")[0] or name).name
    places = (show / name, beside / last, Path.cwd() / last) if name else ()
    return next((each for each in places if each.is_file() and name_source(str(each), show) == name), None)


def _texts_of(read: Sequence[ReadArticle], settings: Settings) -> Iterator[tuple[str, str]]:
    """What each template writes, and its name; that of the settings comes first."""
    usual = settings.script.template
    for template in sorted(list_templates(settings.files), key=lambda each: each.name != usual):
        with suppress(PodcasterError):  # such as one that takes no several articles
            yield script_of(read, settings, template.path), template.name
