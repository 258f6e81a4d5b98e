"""Places to publish to: a folder, a bucket, an SFTP or a WebDAV server.

A storage is one class with five methods; a new kind is a module here and a line in ``KINDS``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote

from podcaster.address import Address
from podcaster.errors import SettingsError, close_matches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload
    from podcaster.settings import Target


@dataclass(frozen=True, slots=True)
class Stat:
    """What a storage says about a file that it has."""

    size: int
    """In bytes; -1 when a server does not tell."""
    version: str
    """Changes whenever the file does: an ETag, or a time."""


class Storage(Protocol):
    """A place that keeps files. Paths are relative to the show's folder there, with slashes."""

    def stat(self, path: str) -> Stat | None:
        """What it has at a path; None when nothing.

        Raises:
            PublishError: It cannot be asked.
        """

    def read(self, path: str, limit: int) -> bytes | None:
        """A file's bytes, at most ``limit`` of them; None when it is not there.

        Raises:
            PublishError: It cannot be read.
        """

    def put(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """Write a file so that readers see the old one or the new one.

        Args:
            upload: What to write.
            path: Where; most often the upload's own path.
            progress: Told the bytes of every part that was sent.

        Raises:
            PublishError: It cannot be written.
        """

    def remove(self, path: str) -> None:
        """Remove a file; nothing happens when it is not there.

        Raises:
            PublishError: It cannot be removed.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


KINDS = {
    "": "folder",
    "file": "folder",
    "s3": "cloud",
    "gs": "cloud",
    "az": "cloud",
    "sftp": "sftp",
    "dav": "webdav",
    "davs": "webdav",
}
"""Scheme of an address -> the module that has a class ``Storage`` for it."""

FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Destination:
    """A target of the settings, taken apart."""

    name: str
    """As in the settings; its secrets are called after it."""
    kind: str
    """The way of storing that the scheme asks for."""
    scheme: str
    """Of its address, such as "sftp"; empty for a folder on this machine."""
    host: str
    """Without user and port; empty for a folder on this machine."""
    port: int | None
    """None: the usual one of the scheme."""
    user: str
    """Whom to log in as; empty when the address names nobody."""
    path: str
    """Where the show goes on the host, or the folder on this machine."""
    folder: Path
    """The show's folder: paths in the settings are relative to it."""
    target: Target
    """Its section of the settings."""

    @property
    def web(self) -> bool:
        """Whether its files can be asked for at their web addresses as soon as they are there."""
        return self.kind != FOLDER and self.target.verify

    def secret(self, what: str) -> str:
        """A secret from the environment: ``PODCASTER_<NAME>_<WHAT>``; empty when it is not set."""
        return os.environ.get(variable(self.name, what), "")


def variable(name: str, what: str) -> str:
    """The environment variable with a target's secret."""
    return f"PODCASTER_{name}_{what}".upper().replace("-", "_")


def find_place(name: str, target: Target, folder: Path) -> Destination:
    """Take a target of the settings apart.

    Raises:
        SettingsError: It is not written as targets are, or has a password in it.
    """
    parts = Address(target.to).split
    if parts is None:
        raise SettingsError(
            f"[targets.{name}] to is not written as addresses are.",
            "A port is a number, and a password stands in the environment.",
        )
    scheme = parts.scheme.lower() if "://" in target.to else ""
    if scheme not in KINDS:
        raise SettingsError(
            f"[targets.{name}] to begins with {scheme}://, which is no kind of target.", close_matches(scheme, KINDS)
        )
    if scheme and parts.password is not None:
        raise SettingsError(
            f"[targets.{name}] to has a password in it.",
            f"Take it out, and set the environment variable {variable(name, 'password')} to it.",
        )
    if scheme not in ("", "file") and not parts.hostname:
        raise SettingsError(f"[targets.{name}] to has no host or bucket.", 'It looks like "s3://bucket/show".')
    check_endpoint(name, target.endpoint)
    return Destination(
        name=name,
        kind=KINDS[scheme],
        scheme=scheme,
        host=parts.netloc.rpartition("@")[2].partition(":")[0] if scheme else "",
        port=parts.port if scheme else None,
        user=unquote(parts.username or "") if scheme else "",
        path=unquote(parts.path) if scheme else target.to,
        folder=folder,
        target=target,
    )


def check_endpoint(name: str, endpoint: str) -> None:
    """See that a service's address is one of the web, without a secret in it.

    Raises:
        SettingsError: It is not.
    """
    parts = Address(endpoint).split
    if endpoint and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingsError(f"[targets.{name}] endpoint is no web address.", "It begins with https://.")
    if Address(endpoint).has_login:
        raise SettingsError(
            f"[targets.{name}] endpoint has a user or password in it.",
            "Take it out; the credentials come from the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).",
        )


def open_storage(place: Destination) -> Storage:
    """Open a place to publish to.

    Raises:
        PublishError: It cannot be reached, or refuses the credentials.
    """
    module = import_module(f"podcaster.publish.targets.{place.kind}")
    storage: Storage = module.open_storage(place)
    return storage
