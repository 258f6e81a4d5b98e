"""A folder of this machine: a web server's, or one that something else carries on."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster import store
from podcaster.errors import PublishError
from podcaster.publish.targets import Stat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload
    from podcaster.publish.targets import Destination


def open_storage(place: Destination) -> FolderStorage:
    """Open a folder; it is made when the first file is written."""
    return FolderStorage(place.folder / Path(place.path).expanduser())


class FolderStorage:
    """A folder. Files appear whole: a temporary name in the same folder, then a rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stat(self, path: str) -> Stat | None:
        """See ``Storage``."""
        with self._errors(path):
            place = self.folder / path
            if not place.is_file():
                return None
            info = place.stat()
            return Stat(info.st_size, str(info.st_mtime_ns))

    def read(self, path: str, limit: int) -> bytes | None:
        """See ``Storage``."""
        with self._errors(path):
            place = self.folder / path
            if not place.is_file():
                return None
            with place.open("rb") as file:
                return file.read(limit)

    def put(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """See ``Storage``."""
        place = self.folder / path
        with self._errors(path):
            for left in place.parent.glob(f".{place.name}.*.part"):  # of a run that was killed
                left.unlink(missing_ok=True)
        with self._errors(path), store.writing(place) as file:
            for part in upload.parts():
                file.write(part)
                progress(len(part))

    def remove(self, path: str) -> None:
        """See ``Storage``."""
        with self._errors(path):
            place = self.folder / path
            place.unlink(missing_ok=True)
            if place.parent != self.folder and place.parent.is_dir() and not any(place.parent.iterdir()):
                place.parent.rmdir()

    @contextmanager
    def _errors(self, path: str) -> Iterator[None]:
        """Name the file that cannot be written."""
        try:
            yield
        except OSError as error:
            raise PublishError(
                f"{self.folder / path}: {error.strerror or error}.",
                "Correct that, and publish again; it goes on from there.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
