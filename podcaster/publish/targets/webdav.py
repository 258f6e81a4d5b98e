"""WebDAV (RFC 4918), through httpx: a temporary name, then MOVE over the old file.

Servers that write a PUT into the file itself let readers see half of it; where there is no MOVE, PUT has to do. User
and password come from the address and the environment.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from podcaster.errors import PublishError
from podcaster.publish.targets import Stat, variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload
    from podcaster.publish.targets import Destination

TIMEOUT = httpx.Timeout(60.0, connect=20.0)
"""Seconds for every read or write, not for a whole file."""

NO_MOVE = (405, 501)
"""What servers answer that have no MOVE."""


def open_storage(place: Destination) -> WebdavStorage:
    """Open a folder of a server; nothing is sent yet."""
    scheme = "https" if place.scheme == "davs" else "http"
    host = f"{place.host}:{place.port}" if place.port else place.host
    user = place.secret("user") or place.user
    auth = httpx.BasicAuth(user, place.secret("password")) if user else None
    client = httpx.Client(auth=auth, timeout=TIMEOUT, follow_redirects=False)
    return WebdavStorage(place.name, client, f"{scheme}://{host}", place.path.strip("/"))


class WebdavStorage:
    """A folder on a WebDAV server."""

    def __init__(self, name: str, client: httpx.Client, server: str, folder: str) -> None:
        self.name = name
        self.client = client
        self.server = server
        self.folder = folder
        self.made: set[str] = set()
        self.moves = True

    def stat(self, path: str) -> Stat | None:
        """See ``Storage``."""
        with self._errors(path):
            answer = self.client.head(self._address(path), headers={"Accept-Encoding": "identity"})
            if answer.status_code == 404:
                return None
            answer.raise_for_status()
            version = answer.headers.get("ETag") or answer.headers.get("Last-Modified", "")
            return Stat(int(answer.headers.get("Content-Length", -1)), version)

    def read(self, path: str, limit: int) -> bytes | None:
        """See ``Storage``."""
        with self._errors(path), self.client.stream("GET", self._address(path)) as answer:
            if answer.status_code == 404:
                return None
            answer.raise_for_status()
            data = b""
            for part in answer.iter_bytes():
                data += part
                if len(data) >= limit:
                    break
            return data[:limit]

    def put(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """See ``Storage``."""
        with self._errors(path):
            self._make_folder(path.rpartition("/")[0])
            folder, _, name = path.rpartition("/")
            if self.moves:
                temporary = f"{folder}/.{name}.part".lstrip("/")
                self._write(upload, temporary, progress)
                if self._move(temporary, path):
                    return
                self.moves = False
                self.remove(temporary)
            self._write(upload, path, progress)

    def remove(self, path: str) -> None:
        """See ``Storage``."""
        with self._errors(path):
            answer = self.client.delete(self._address(path))
            if answer.status_code != 404:
                answer.raise_for_status()

    def _write(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """Send a file."""

        def parts() -> Iterator[bytes]:
            for part in upload.parts():
                yield part
                progress(len(part))

        headers = {"Content-Type": upload.type, "Content-Length": str(upload.size)}
        self.client.put(self._address(path), content=parts(), headers=headers).raise_for_status()

    def _move(self, temporary: str, path: str) -> bool:
        """Put a file in the place of another; False when the server cannot."""
        headers = {"Destination": self._address(path), "Overwrite": "T"}
        answer = self.client.request("MOVE", self._address(temporary), headers=headers)
        if answer.status_code in NO_MOVE:
            return False
        answer.raise_for_status()
        return True

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those above it."""
        parts = [part for part in f"{self.folder}/{folder}".split("/") if part]
        for count in range(1, len(parts) + 1):
            path = "/".join(parts[:count])
            if path in self.made:
                continue
            answer = self.client.request("MKCOL", f"{self.server}/{quote(path)}/")
            if answer.status_code not in (405, 301, 409) and not answer.is_success:  # it is there
                answer.raise_for_status()
            self.made.add(path)

    def _address(self, path: str) -> str:
        """A path as the server knows it."""
        return f"{self.server}/{quote(f'{self.folder}/{path}'.lstrip('/'))}"

    @contextmanager
    def _errors(self, path: str) -> Iterator[None]:
        """Turn what the client library raises into a sentence."""
        cure = "Look whether the server runs and lets you write there, and publish again; it goes on from there."
        try:
            yield
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            if status in (401, 403):
                secret = variable(self.name, "password")
                cure = f"Write the user into to (davs://USER@HOST/...), and set the environment variable {secret}."
            what = f"the server answers {status} {error.response.reason_phrase}"
            raise PublishError(f"[targets.{self.name}] {path}: {what}.", cure) from None  # it may repeat the password
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            what = str(error) or type(error).__name__
            raise PublishError(f"[targets.{self.name}] {path}: {what.rstrip('. ')}.", cure) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
