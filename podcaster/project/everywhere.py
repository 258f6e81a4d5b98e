"""What a project changes outside of its episode, and that taken back: the show's lexicon, registry and settings.

What such a file will say is decided inside of these blocks, and written with the history's entry, or not at all
(``podcaster.project.together``). Others may have changed another place of it before something is taken back: its lines
are found. Where they have changed that very place, theirs stays, and what the script has of the change goes back alone:
else nothing before it could be taken back any more.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.cast import Regular, hold_registry
from podcaster.ordinary import parse_toml
from podcaster.phrases import phrase
from podcaster.project.journal import make_patch
from podcaster.project.together import FileChange
from podcaster.script.said import asked_entry
from podcaster.spoken.lexicon_file import read_text, text_with, text_without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from podcaster.model import Gender
    from podcaster.project.journal import Patch
    from podcaster.settings import ShowFolder

    Shared = Mapping[str, "SharedChange"]
    """By the names of an entry's fields."""


AROUND = 2
"""Lines that are kept around a change of a file that others change too: the table's name is mostly among them."""


@dataclass(frozen=True, slots=True)
class SharedChange:
    """How a file of the show's changes with a script."""

    patch: Patch
    """As the history keeps it."""
    file: FileChange
    """What the file says from then on."""


def changed_lexicon(path: Path, word: str, said: str) -> Shared:
    """Have a lexicon say a word in some way; ``said`` empty: take the word out.

    Returns:
        How it changes; nothing when it says so already.

    Raises:
        SettingsError: It cannot be said so, or there is no such word.
    """
    if not said:
        return changed_file(path, "lexicon", text_without(path, word))
    text, added, changed = text_with(path, [asked_entry(word, said)])
    return changed_file(path, "lexicon", text) if added or changed else {}


@contextmanager
def changed_registry(path: Path, name: str, gender: Gender, voice: str, *, pinned: bool) -> Iterator[Shared]:
    """Give somebody a voice for good, decided by a person or, ``pinned`` false, by the cast. It is held meanwhile.

    Returns:
        How the registry changes.

    Raises:
        SettingsError: It cannot be read, or another run does not let go of it.
    """
    with hold_registry(path) as file:
        file.set_people({file.registry.name_of(name): Regular(voice, gender, pinned=pinned)})
        yield changed_file(path, "registry", file.text)


def changed_file(path: Path, name: str, text: str) -> Shared:
    """Have a file of the show's say something else.

    Args:
        path: The file; it need not exist.
        name: What the history calls it.
        text: What it is to say.

    Returns:
        How it changes; nothing when it does not.
    """
    before = read_text(path)
    return {} if text == before else {name: SharedChange(make_patch(before, text, AROUND), FileChange(path, text))}


def shared_files(files: ShowFolder) -> dict[str, Path]:
    """The files of a show's that change with scripts, by the names of an entry's fields."""
    return {"lexicon": files.lexicon, "registry": files.registry, "settings": files.settings}


@contextmanager
def patched(files: ShowFolder, patches: Mapping[str, Patch]) -> Iterator[Shared]:
    """Change files of the show's as an entry of the history says. A registry is held meanwhile.

    Returns:
        How they change. A file whose place says something else by now is not among them: it stays as it is.

    Raises:
        SettingsError: Another run does not let go of a file.
    """
    paths = shared_files(files)
    with hold_registry(files.registry) if "registry" in patches else nullcontext():
        found = {name: _patched(paths[name], patch, empty=name == "settings") for name, patch in patches.items()}
        yield {name: change for name, change in found.items() if change}


def with_staying(what: str, files: ShowFolder, names: Iterable[str]) -> str:
    """What was taken back or made again, in a sentence that tells which files of the show's stay as they are."""
    for path in (shared_files(files)[name].relative_to(files.root) for name in names):
        what = phrase("{what} {path} has changed there since, and stays as it is.", what=what, path=path.as_posix())
    return what


def _patched(path: Path, patch: Patch, *, empty: bool) -> SharedChange | None:
    after = patch.apply_anywhere(read_text(path))
    if after is None or not _is_toml(after):
        return None
    return SharedChange(patch, FileChange(path, after if after or empty else None))


def _is_toml(text: str) -> bool:
    """Whether a file may say so: what is put back may stand elsewhere in it by now, as its others have written it."""
    try:
        parse_toml(text)
    except ValueError:
        return False
    return True
