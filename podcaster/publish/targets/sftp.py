"""SFTP, through paramiko: a temporary name, then OpenSSH's rename that replaces.

The server's key must be known (``known_hosts``). The user's keys come from the agent, ``key`` or the usual files; a
password or a key's passphrase from the environment.
"""

from __future__ import annotations

import posixpath
import stat as modes
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paramiko

from podcaster.errors import PublishError
from podcaster.publish.targets import Stat, variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload
    from podcaster.publish.targets import Destination

TIMEOUT = 30.0
"""Seconds to wait for a connection, and for every answer."""


def open_storage(place: Destination) -> SftpStorage:
    """Connect to a server.

    Raises:
        PublishError: The server cannot be reached, is not the known one, or refuses the user.
    """
    client = paramiko.SSHClient()
    target = place.target
    hosts = place.folder / Path(target.known_hosts or "~/.ssh/known_hosts").expanduser()
    try:
        client.load_host_keys(str(hosts))
    except OSError as error:
        raise PublishError(
            f"[targets.{place.name}] {hosts} cannot be read, so the server's key is not known.",
            f"Write it there with ssh-keyscan -p {place.port or 22} {place.host}, and compare it with the host's own.",
        ) from error
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    try:
        client.connect(
            place.host,
            port=place.port or 22,
            username=place.user or None,
            password=place.secret("password") or None,
            passphrase=place.secret("passphrase") or None,
            key_filename=str(place.folder / Path(target.key).expanduser()) if target.key else None,
            timeout=TIMEOUT,
            banner_timeout=TIMEOUT,
            auth_timeout=TIMEOUT,
        )
        channel = client.open_sftp()
        channel.get_channel().settimeout(TIMEOUT)
    except (paramiko.SSHException, OSError, EOFError) as error:
        client.close()
        raise PublishError(f"[targets.{place.name}] {place.host}: {reason(error)}.", cure_of(error, place)) from error
    return SftpStorage(place.name, client, channel, place.path.removeprefix("/~/") or ".")


def reason(error: Exception) -> str:
    """What went wrong, in a few words."""
    if isinstance(error, paramiko.AuthenticationException):
        return "the server refuses the user"
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(". ")


def cure_of(error: Exception, place: Destination) -> str:
    """What the user can do about it."""
    if isinstance(error, paramiko.AuthenticationException):
        return (
            f"Add your key to the agent, set key, or set the environment variable {variable(place.name, 'password')}."
        )
    if isinstance(error, paramiko.BadHostKeyException) or "known_hosts" in str(error):
        return "Compare the server's key with the one that its owner gives, and write it into known_hosts."
    return "Look whether the server runs, and publish again; it goes on from there."


class SftpStorage:
    """A folder on an SFTP server."""

    def __init__(self, name: str, client: Any, channel: Any, folder: str) -> None:
        self.name = name
        self.client = client
        self.channel = channel
        self.folder = folder
        self.made: set[str] = set()

    def stat(self, path: str) -> Stat | None:
        """See ``Storage``."""
        with self._errors(path):
            try:
                info = self.channel.stat(self._place(path))
            except FileNotFoundError:
                return None
            return Stat(info.st_size, str(info.st_mtime)) if modes.S_ISREG(info.st_mode) else None

    def read(self, path: str, limit: int) -> bytes | None:
        """See ``Storage``."""
        with self._errors(path):
            try:
                with self.channel.open(self._place(path), "rb") as file:
                    file.prefetch(min(limit, file.stat().st_size))
                    return bytes(file.read(limit))
            except FileNotFoundError:
                return None

    def put(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """See ``Storage``."""
        place = self._place(path)
        temporary = posixpath.join(posixpath.dirname(place), f".{posixpath.basename(place)}.part")
        with self._errors(path):
            self._make_folder(posixpath.dirname(place))
            try:
                with self.channel.open(temporary, "wb") as file:
                    file.set_pipelined(True)
                    for part in upload.parts():
                        file.write(part)
                        progress(len(part))
                self.channel.posix_rename(temporary, place)
            except BaseException:
                self._forget(temporary)
                raise

    def remove(self, path: str) -> None:
        """See ``Storage``."""
        with self._errors(path):
            try:
                self.channel.remove(self._place(path))
            except FileNotFoundError:
                return
            folder = posixpath.dirname(path)
            if folder and not self.channel.listdir(self._place(folder)):
                self.channel.rmdir(self._place(folder))
                self.made.discard(self._place(folder))

    def _place(self, path: str) -> str:
        """A path as the server knows it."""
        return posixpath.join(self.folder, path)

    def _forget(self, path: str) -> None:
        """Remove what was half-written, if the server still answers."""
        try:
            self.channel.remove(path)
        except (OSError, EOFError, paramiko.SSHException):
            return

    def _make_folder(self, folder: str) -> None:
        """Make a folder and those above it."""
        if folder in self.made or folder in ("", "/", "."):
            return
        try:
            self.channel.stat(folder)
        except FileNotFoundError:
            self._make_folder(posixpath.dirname(folder))
            self.channel.mkdir(folder)
        self.made.add(folder)

    @contextmanager
    def _errors(self, path: str) -> Iterator[None]:
        """Turn what the client library raises into a sentence."""
        try:
            yield
        except (paramiko.SSHException, OSError, EOFError) as error:
            raise PublishError(
                f"[targets.{self.name}] {path}: {reason(error)}.",
                "Look whether the server runs and lets you write there, and publish again; it goes on from there.",
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
