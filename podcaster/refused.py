"""What the system refuses when files are read and written, as sentences with the way out."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import InputError, PodcasterError
from podcaster.phrases import phrase

if TYPE_CHECKING:
    from podcaster.phrases import Phrase

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says of a full disk, a full quota, and of a file that may not grow."""
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What it says of files that somebody may not read or write, and of a disk that nobody may write to."""


def in_words(error: OSError, show: Path | None = None) -> PodcasterError:
    """What the system refused, and what to do about it.

    Args:
        error: What Python raised.
        show: The show's folder, for what is refused there.
    """
    if isinstance(error, shutil.Error) and (found := _first_of(error)):
        return in_words(found, show)
    reason = error.strerror or str(error) or type(error).__name__
    if error.errno in FULL:
        what = phrase("{path}: {reason}.", path=error.filename or "The disk", reason=reason)
        return PodcasterError(what, "Free some space and run the same command again.")
    if error.filename:
        return _refused_at(error, reason, show)
    try:
        Path.cwd()
    except OSError:
        return PodcasterError(
            "The folder that you are in does not exist any more.", "Go to another one, and run the command there."
        )
    return PodcasterError(phrase("The system refused something: {reason}.", reason=reason))


def _refused_at(error: OSError, reason: str, show: Path | None) -> PodcasterError:
    """What was refused at a file or folder that the system names."""
    if isinstance(error.filename, str | os.PathLike):
        path = Path(os.fspath(error.filename))
        if error.errno in FORBIDDEN:
            return _forbidden(path, reason, show)
        if error.errno == errno.ENOTDIR and (file := next(filter(os.path.isfile, (path, *path.parents)), None)):
            return InputError(
                phrase("{path} is a file, and a folder is needed there.", path=file),
                phrase("Take it away, or {other}.", other=_another(path, show)),
            )
    return PodcasterError(phrase("{path}: {reason}.", path=error.filename, reason=reason))


def _forbidden(path: Path, reason: str, show: Path | None) -> PodcasterError:
    """What may not be written, or read: the file that is there, else the folder that it was to come into.

    ``os.path`` has answers where a folder may not even be looked into; ``pathlib`` raises once more.
    """
    is_file = os.path.isfile(path)  # noqa: PTH113
    if is_file and not os.access(path, os.R_OK):
        return InputError(phrase("The file {path} cannot be read.", path=path), "Allow reading it.")
    folders = (path, *path.parents) if os.path.isdir(path) else path.parents  # noqa: PTH112
    folder = next(filter(os.path.exists, folders), path.parent)
    if not os.access(folder, os.W_OK | os.X_OK):
        return InputError(
            phrase("The folder {path} cannot be written.", path=folder),
            phrase("Allow writing there, or {other}.", other=_another(path, show)),
        )
    if is_file and not os.access(path, os.W_OK):
        return InputError(
            phrase("The file {path} cannot be written.", path=path),
            phrase("Allow writing it, or {other}.", other=_another(path, show)),
        )
    return PodcasterError(
        phrase("{path}: {reason}.", path=path, reason=reason),
        phrase("Allow it, or {other}.", other=_another(path, show)),
    )


def _another(path: Path, show: Path | None) -> Phrase:
    """What else to choose."""
    from podcaster.settings import Settings

    place = path.absolute()
    if place.is_relative_to(Settings().cache.absolute()):
        return phrase("choose another folder for what is kept between runs: PODCASTER_CACHE")
    if show is not None and place.is_relative_to(show.absolute()):
        return phrase("choose another show folder")
    return phrase("choose another folder")


def _first_of(error: shutil.Error) -> OSError | None:
    """The first of the errors of a folder that was copied, which come as (from, to, text)."""
    rows = error.args[0] if error.args and isinstance(error.args[0], list) else []
    for _, place, why in rows:
        if number := re.match(r"\[Errno (\d+)\]", str(why)):
            return OSError(int(number[1]), os.strerror(int(number[1])), str(place))
    return None
