"""What a project changes outside of its episode, and that taken back: the show's lexicon, registry and settings.

Such a file is changed first and the history after it, inside of these blocks: where the history cannot be written, the
file is as it was. Others may have changed another place of it before something is taken back: its lines are found.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from podcaster.cast import Regular, hold_registry
from podcaster.errors import InputError
from podcaster.ordinary import parse_toml
from podcaster.phrases import phrase
from podcaster.project.journal import make_patch
from podcaster.script.said import said_entry
from podcaster.spoken.lexicon_file import put_entries, read_text, remove_entry
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from podcaster.model import Gender
    from podcaster.project.journal import Patch
    from podcaster.settings import ShowFolder

    Shared = Mapping[str, Patch]


AROUND = 2
"""Lines that are kept around a change of a file that others change too: the table's name is mostly among them."""


@contextmanager
def changed_lexicon(path: Path, word: str, said: str) -> Iterator[Shared]:
    """Have a lexicon say a word in some way; ``said`` empty: take the word out.

    Returns:
        How its text changed; nothing when it says so already.

    Raises:
        SettingsError: It cannot be said so, or there is no such word.
    """

    def change() -> None:
        if said:
            path.parent.mkdir(parents=True, exist_ok=True)
            put_entries(path, [said_entry(word, said, word)])
        else:
            remove_entry(path, word)

    with changed_file(path, "lexicon", change) as shared:
        yield shared


@contextmanager
def changed_registry(path: Path, name: str, gender: Gender, voice: str, *, pinned: bool) -> Iterator[Shared]:
    """Give somebody a voice for good, decided by a person or, ``pinned`` false, by the cast.

    Returns:
        How the registry's text changed.

    Raises:
        SettingsError: It cannot be read, or another run does not let go of it.
    """
    with hold_registry(path) as file:

        def change() -> None:
            file.set_person(file.registry.name_of(name), Regular(voice, gender, pinned=pinned))
            file.save()

        with changed_file(path, "registry", change) as shared:
            yield shared


@contextmanager
def changed_file(path: Path, name: str, change: Callable[[], object]) -> Iterator[Shared]:
    """Change a file of the show's.

    Args:
        path: The file; it need not exist.
        name: What the history calls it.
        change: Writes it.

    Returns:
        How its text changed; nothing when it did not.
    """
    existed, before = path.exists(), read_text(path)
    change()
    after = read_text(path)
    try:
        yield {} if after == before else {name: make_patch(before, after, AROUND)}
    except BaseException:
        _restore(path, before, existed)
        raise


@contextmanager
def patched(files: ShowFolder, patches: Shared) -> Iterator[None]:
    """Change files of the show's as an entry of the history says.

    Raises:
        InputError: The place has changed since.
        SettingsError: Another run does not let go of a file.
    """
    paths = {"lexicon": files.lexicon, "registry": files.registry, "settings": files.settings}
    with ExitStack() as stack:
        if "registry" in patches:
            stack.enter_context(hold_registry(files.registry))
        for name, patch in patches.items():
            stack.enter_context(_patched(paths[name], patch, empty=name == "settings"))
        yield


@contextmanager
def _patched(path: Path, patch: Patch, *, empty: bool) -> Iterator[None]:
    existed, before = path.exists(), read_text(path)
    after = patch.apply_anywhere(before)
    if after is None or not _is_toml(after):
        raise InputError(
            phrase("This cannot be taken back: {path} has changed there since.", path=path), "Change it by hand."
        )
    _restore(path, after, empty or bool(after))
    try:
        yield
    except BaseException:
        _restore(path, before, existed)
        raise


def _is_toml(text: str) -> bool:
    """Whether a file may say so: what is put back may stand elsewhere in it by now, as its others have written it."""
    try:
        parse_toml(text)
    except ValueError:
        return False
    return True


def _restore(path: Path, text: str, existed: bool) -> None:  # noqa: FBT001
    """Have a file as it was."""
    if existed:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text)
    else:
        path.unlink(missing_ok=True)
