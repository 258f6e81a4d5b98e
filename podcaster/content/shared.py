"""Content that workers share: a bucket (S3 and what speaks its language, Google Cloud Storage, Azure) behind a folder.

A folder on a volume that all of them see is as good as a bucket.

What this machine has it takes from its folder. What it lacks it asks the bucket for, and keeps; what it makes it gives
to the bucket. A bucket that cannot be reached costs time and nothing else: the content is made again, and for a while
nobody asks. Nothing is removed from the bucket but what is damaged: how long its objects live is a rule of the bucket's
own (a lifecycle rule).

Where it is comes from the environment (``PODCASTER_SHARED_CACHE``), as its credentials do, and never from a show's
settings: who sent a show could else have read what is spoken here, and had other sound spoken.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from podcaster.content.base import Amount, ContentKind, ContentStore
from podcaster.content.folder import FolderStore
from podcaster.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SCHEMES = ("s3", "gs", "az")
LIMITS: Any = {"timeout": timedelta(seconds=30), "connect_timeout": timedelta(seconds=5)}
"""Of a request: a content is some 100 kB, and is made again in a second or two."""
RETRY: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
REST = 60.0
"""Seconds for which a bucket that could not be reached is not asked."""
LARGEST = 64 << 20
"""Bytes of a content at most: a part of a programme has a few megabytes."""


class SharedStore(ContentStore):
    """A bucket with a folder of this machine in front.

    Args:
        folder: The folder.
        address: "s3://bucket/prefix", "gs://...", "az://...", or a folder's whole path.

    Raises:
        SettingsError: It is no such address.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.near = FolderStore(folder)
        self.bucket = open_bucket(address)
        self.rests_until = 0.0

    def load(self, kind: ContentKind, key: str) -> bytes | None:
        """A content, from the folder or else from the bucket."""
        if (near := self.near.load(kind, key)) is not None:
            return near
        data: bytes | None = self.ask(lambda: self.get(kind.place(key)))
        if data is not None:
            with suppress(OSError):  # a full disk: it is taken from the bucket the next time
                self.near.save(kind, key, [data])
        return data

    def get(self, path: str) -> bytes | None:
        """An object; None when there is none, or it is no content of ours."""
        import obstore

        try:
            found = obstore.get(self.bucket, path)
        except FileNotFoundError:
            return None
        return bytes(found.bytes()) if found.meta["size"] <= LARGEST else None

    def save(self, kind: ContentKind, key: str, parts: Sequence[bytes]) -> None:
        """Keep a content in the folder, and in the bucket where that can be reached.

        Raises:
            OSError: The folder cannot be written.
        """
        import obstore

        self.near.save(kind, key, parts)
        self.ask(lambda: obstore.put(self.bucket, kind.place(key), b"".join(parts), use_multipart=False))

    def ask(self, question: Callable[[], Any]) -> Any:
        """What the bucket answers; None when it does not, or did not just now."""
        from obstore.exceptions import BaseError

        if time.monotonic() < self.rests_until:
            return None
        try:
            return question()
        except (BaseError, OSError, ValueError):
            self.rests_until = time.monotonic() + REST
            return None

    def path(self, kind: ContentKind, key: str) -> Path:
        """Where a content lies in the folder."""
        return self.near.path(kind, key)

    def discard(self, kind: ContentKind, key: str) -> None:
        """Remove a content from both."""
        import obstore

        self.near.discard(kind, key)
        self.ask(lambda: obstore.delete(self.bucket, kind.place(key)))

    def amounts(self) -> dict[ContentKind, Amount]:
        """How much the folder keeps."""
        return self.near.amounts()

    def clear(self) -> Amount:
        """Remove everything from the folder.

        Raises:
            OSError: A file cannot be removed.
        """
        return self.near.clear()

    def prune(self, limit: int) -> Amount:
        """Remove what was not used for longest from the folder."""
        return self.near.prune(limit)


def open_bucket(address: str) -> Any:
    """A bucket, or a part of one, or a folder that all machines see under one path.

    A bucket's credentials and endpoint are those of the environment (``AWS_...``).

    Raises:
        SettingsError: It is no address of one.
    """
    from obstore.exceptions import BaseError
    from obstore.store import LocalStore, from_url

    cure = "It looks like s3://bucket/cache, gs://bucket/cache, az://container/cache or /a/folder/that/all/see."
    if PurePath(address).is_absolute():
        try:
            return LocalStore(address, mkdir=True)
        except (BaseError, OSError) as error:
            raise SettingsError("The folder of PODCASTER_SHARED_CACHE cannot be made.", "Check its path.") from error
    if address.partition("://")[0] not in SCHEMES or "@" in address:
        raise SettingsError("PODCASTER_SHARED_CACHE is no address of a bucket.", cure)
    in_the_clear = os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true"  # which options given here would hide
    try:
        options: Any = {"client_options": {**LIMITS, "allow_http": in_the_clear}, "retry_config": RETRY}
        return from_url(address, **options)
    except (BaseError, ValueError, TypeError) as error:
        name = type(error).__name__  # its words may repeat credentials
        raise SettingsError(f"The bucket of PODCASTER_SHARED_CACHE cannot be opened ({name}).", cure) from None
