"""Buckets: S3 and all that speaks its language (R2, B2, MinIO), Google Cloud Storage, Azure, through obstore.

Credentials come from the environment (``AWS_ACCESS_KEY_ID``, ``GOOGLE_APPLICATION_CREDENTIALS``,
``AZURE_STORAGE_...``), from the machine's own identity, or, where boto3 is installed, from the profiles of the AWS
tools.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import BaseError
from obstore.store import AzureStore, GCSStore, S3Store

from podcaster.errors import PublishError
from podcaster.patterns import on_demand
from podcaster.publish.targets import Stat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload
    from podcaster.publish.targets import Destination

CLIENT: Any = {"timeout": timedelta(minutes=30), "connect_timeout": timedelta(seconds=20)}
"""A request is one part of a file at most."""

RETRY: Any = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}

SECRETS = on_demand(r"(?i)(key|token|secret|signature|credential|authorization)([\w-]*)([=:\"> ]+)[^\s&\"<,]+")
"""What an error of a storage service may repeat and nobody else should read."""


def open_storage(place: Destination) -> CloudStorage:
    """Open a bucket; nothing is sent yet."""
    prefix = place.path.strip("/") or None
    target = place.target
    client = {**CLIENT, "allow_http": target.endpoint.startswith("http://")}
    shared: dict[str, Any] = {"prefix": prefix, "client_options": client, "retry_config": RETRY}
    if target.anonymous:
        shared["skip_signature"] = True
    with errors(place.name, "the bucket"):
        if place.scheme == "gs":
            return CloudStorage(place.name, GCSStore(place.host, **shared))
        if target.endpoint:
            shared["endpoint"] = target.endpoint
        if place.scheme == "az":
            return CloudStorage(place.name, AzureStore(place.host, **shared))
        if target.region or target.endpoint:
            shared["region"] = target.region or "auto"
        if not target.anonymous and (provider := profile_credentials()):
            shared["credential_provider"] = provider
        return CloudStorage(place.name, S3Store(place.host, **shared))


def profile_credentials() -> Any:
    """The credentials of the AWS tools' profiles, where boto3 is installed and finds some; else None."""
    if find_spec("boto3") is None:
        return None
    from obstore.auth.boto3 import Boto3CredentialProvider

    try:
        return Boto3CredentialProvider()
    except ValueError:
        return None


@contextmanager
def errors(name: str, path: str) -> Iterator[None]:
    """Turn what the client library raises into a sentence, without the secrets that services repeat."""
    try:
        yield
    except (BaseError, OSError, ValueError) as error:
        raise PublishError(
            f"[targets.{name}] {path}: {plain(str(error))}",
            "Correct the target or its credentials, and publish again; it goes on from there.",
        ) from None  # the chain would repeat the secrets


def plain(message: str) -> str:
    """The first line of an error, short, without secrets."""
    line = message.strip().split("\n", 1)[0]
    return SECRETS.sub(r"\1\2\3***", line)[:400].rstrip(". ") + "."


class CloudStorage:
    """A bucket, or a part of one. Objects are replaced at once by the service itself."""

    def __init__(self, name: str, bucket: Any) -> None:
        self.name = name
        self.bucket = bucket

    def stat(self, path: str) -> Stat | None:
        """See ``Storage``."""
        with errors(self.name, path):
            try:
                found = obstore.head(self.bucket, path)
            except FileNotFoundError:
                return None
            return Stat(found["size"], found["e_tag"] or str(found["last_modified"]))

    def read(self, path: str, limit: int) -> bytes | None:
        """See ``Storage``."""
        with errors(self.name, path):
            try:
                result = obstore.get(self.bucket, path)
            except FileNotFoundError:
                return None
            data = b""
            for part in result.stream():
                data += bytes(part)
                if len(data) >= limit:
                    break
            return data[:limit]

    def put(self, upload: Upload, path: str, progress: Callable[[int], None]) -> None:
        """See ``Storage``."""

        def parts() -> Iterator[bytes]:
            for part in upload.parts():
                yield part
                progress(len(part))

        attributes: Any = {"Content-Type": upload.type, "Cache-Control": upload.cache_control}
        with errors(self.name, path):
            if upload.size <= WHOLE:
                obstore.put(self.bucket, path, b"".join(upload.parts()), attributes=attributes, use_multipart=False)
                progress(upload.size)
            else:
                obstore.put(self.bucket, path, parts(), attributes=attributes)

    def remove(self, path: str) -> None:
        """See ``Storage``."""
        with errors(self.name, path):
            try:
                obstore.delete(self.bucket, path)
            except FileNotFoundError:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


WHOLE = 5 << 20
"""Bytes that go in one request; larger files go in parts, so that progress is seen and memory stays flat."""
