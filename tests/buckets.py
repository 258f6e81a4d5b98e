"""A bucket of a real server on this machine, and workers that see nothing else of a show."""

from __future__ import annotations

import os
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

TOUCHED = frozenset({"open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.utime"})


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[str]:
    moto = pytest.importorskip("moto.server", reason="moto[server] is not installed")
    running = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(bucket_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty bucket, for which the environment has all that is needed."""
    name = f"cache-{tmp_path.name[-30:].lower().replace('_', '-').strip('-')}"
    for key, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": bucket_server,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(key, value)
    urllib.request.urlopen(urllib.request.Request(f"{bucket_server}/{name}", method="PUT"))
    return f"s3://{name}/show"


def see_nothing_of(folder: str) -> None:
    """Make this process, a worker, one of another machine, which does not have a folder."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHED and isinstance(path := arguments[0], (str, bytes, os.PathLike)):
            place = Path(os.fsdecode(path))
            if place.is_absolute() and place.is_relative_to(folder):
                raise PermissionError(13, "This machine has no such folder", str(place))

    sys.addaudithook(refuse)
