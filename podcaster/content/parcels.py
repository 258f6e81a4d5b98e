"""Folders handed over through the store that workers share: a show, to them; a finished episode, back.

A parcel names files, each with its size and SHA-256; a file is an object that is called by its SHA-256, so that what is
there is not sent again, and what is damaged is noticed::

    shows/<sha256>                       a file of a show, for workers that do not see its folder
    results/<key>/<sha256>               a file of an episode, until whoever asked for it has fetched it
    results/<key>/parcel.json            which files it has: written last, so that what has one is whole

Other than content, a parcel that is lost is not made again by whoever misses it: what cannot be reached is an error.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from podcaster.content.shared import open_bucket
from podcaster.errors import PodcasterError, SettingsError
from podcaster.slug import is_safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANIFEST = "parcel.json"
AT_ONCE = 8
"""Files that are sent or fetched at once: an episode has about ten, and a request to a bucket takes 50 ms."""
PIECE = 8 << 20
"""Bytes of one request, so that the time limit of a request is none of a file of hours."""
LONGEST = 1 << 20
"""Bytes of a note: of ten thousand files."""
FRESH = timedelta(days=1)
"""For how long what nobody has fetched may be taken for what was asked for now."""


class ParcelError(PodcasterError):
    """A parcel cannot be sent or fetched: the store is away, or has lost or damaged a part of it."""


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """A file of a parcel."""

    path: str
    """Where it lies in its folder, with slashes."""
    size: int
    """Bytes."""
    sha256: str
    """Of its content, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A folder that was handed over."""

    place: str
    """Where its objects lie in the store."""
    files: tuple[ParcelFile, ...]
    """In the order of their paths."""

    @property
    def key(self) -> str:
        """What tells it from others: SHA-256 of its files' names and contents."""
        rows = "".join(f"{file.sha256} {file.path}\n" for file in self.files)
        return hashlib.sha256(rows.encode()).hexdigest()


class Parcels:
    """Parcels in a bucket.

    Args:
        address: Where it is (``Settings.shared_cache``).

    Raises:
        SettingsError: The environment names none, or it is no address of one.
    """

    def __init__(self, address: str) -> None:
        if not address:
            raise SettingsError(
                "A worker has no PODCASTER_SHARED_CACHE in its environment.",
                "Give it the batch's, or take it from the batch, whose workers share the show's folder then.",
            )
        self.bucket = open_bucket(address)

    def send(self, files: Mapping[str, Path], place: str) -> Parcel:
        """Hand files over; what is there already is not sent again.

        Args:
            files: Path in the parcel -> the file.
            place: Where their objects lie.

        Raises:
            ParcelError: The store cannot be reached.
            OSError: A file cannot be read.
        """
        described = tuple(_described(path, file) for path, file in sorted(files.items()))
        parcel = Parcel(place, described)
        distinct = {file.sha256: (file, files[file.path]) for file in described}
        _all_at_once(lambda item: asked(lambda: self._send(place, *item)), list(distinct.values()))
        return parcel

    def _send(self, place: str, file: ParcelFile, path: Path) -> None:
        import obstore

        name = f"{place}/{file.sha256}"
        with suppress(FileNotFoundError):
            if obstore.head(self.bucket, name)["size"] == file.size:
                return
        obstore.put(self.bucket, name, path if file.size else b"")

    def fetch(self, parcel: Parcel, folder: Path) -> None:
        """Put the files of a parcel into a folder.

        Raises:
            ParcelError: The store cannot be reached, or one of them is missing or damaged; some may lie there.
            OSError: The folder cannot be written.
        """
        for file in parcel.files:
            if not all(is_safe_name(part) for part in PurePosixPath(file.path).parts):
                raise ParcelError(f"{file.path!r} of the store is not the name of a file in its folder.")
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        _all_at_once(lambda file: self._fetch(parcel.place, file, folder / file.path), parcel.files)

    def _fetch(self, place: str, file: ParcelFile, path: Path) -> None:
        import obstore

        digest, name = hashlib.sha256(), f"{place}/{file.sha256}"
        with path.open("xb") as written:
            for start in range(0, file.size, PIECE):
                until = min(start + PIECE, file.size)
                piece = asked(partial(obstore.get_range, self.bucket, name, start=start, end=until))
                digest.update(piece)
                written.write(piece)
        if digest.hexdigest() != file.sha256:
            with suppress(ParcelError, FileNotFoundError):
                asked(lambda: obstore.delete(self.bucket, name))  # else it would be taken for sent
            raise ParcelError(f"{file.path} is damaged in the store.", "It is made again by the next run.")

    def note(self, parcel: Parcel) -> None:
        """Note which files a parcel has, once all are there, for who comes when its sender is gone.

        Raises:
            ParcelError: The store cannot be reached.
        """
        import msgspec
        import obstore

        data = msgspec.json.encode(parcel)
        asked(lambda: obstore.put(self.bucket, f"{parcel.place}/{MANIFEST}", data, use_multipart=False))

    def noted(self, place: str) -> Parcel | None:
        """A parcel that was noted there within the last day; None where there is none, or it cannot be read."""
        import msgspec
        import obstore

        try:
            found = asked(lambda: obstore.get(self.bucket, f"{place}/{MANIFEST}"))
            if datetime.now(UTC) - found.meta["last_modified"] > FRESH or found.meta["size"] > LONGEST:
                return None
            parcel = msgspec.json.decode(bytes(asked(found.bytes)), type=Parcel)
        except (ParcelError, ValueError):  # msgspec's errors are ValueErrors
            return None
        return parcel if parcel.place == place else None

    def discard(self, parcel: Parcel) -> None:
        """Remove a parcel that was fetched; what cannot be removed now is left to the bucket's own rules."""
        import obstore

        names = [f"{parcel.place}/{name}" for name in (MANIFEST, *dict.fromkeys(file.sha256 for file in parcel.files))]
        for name in names:  # the note first: what is noted is whole
            with suppress(ParcelError):
                asked(partial(obstore.delete, self.bucket, name))


def asked(question: Callable[[], Any]) -> Any:
    """What the store answers.

    Raises:
        ParcelError: It does not answer, or does not have what it is asked for.
    """
    from obstore.exceptions import BaseError

    try:
        return question()
    except FileNotFoundError as error:
        raise ParcelError(
            "The store that workers share has lost a file.", "It is made again by the next run."
        ) from error
    except (BaseError, ValueError) as error:
        name = type(error).__name__  # its words may repeat credentials
        raise ParcelError(
            f"The store that workers share cannot be reached ({name}).", "Run the same command again when it can."
        ) from None


def _described(path: str, file: Path) -> ParcelFile:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256")
        return ParcelFile(path, opened.tell(), digest.hexdigest())


def files_in(folder: Path) -> dict[str, Path]:
    """The ordinary files in a folder and the folders in it, but for hidden ones and links, by their path in it."""
    found = {}
    for root, names, files in os.walk(folder):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            path = Path(root) / name
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                found[path.relative_to(folder).as_posix()] = path
    return found


def _all_at_once(act: Callable[[Any], None], items: Any) -> None:
    """Do something to each of some things, a few at once; the first error is raised when all have ended."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in [pool.submit(act, item) for item in items]:
            future.result()
