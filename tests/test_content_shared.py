"""Content that workers share: one finds in the bucket what another has spoken; one that is away changes nothing."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from podcaster.content import ContentKind, open_content
from podcaster.content.shared import SharedStore
from podcaster.errors import SettingsError
from podcaster.model import Wishes
from podcaster.pipeline import make
from podcaster.settings import load_settings
from tests.newsrooms import SHORT

if TYPE_CHECKING:
    from pathlib import Path

KEY = "ab" + "0" * 62
PLACE = f"heard/ab/{KEY}.json"


def test_what_one_machine_saves_another_loads(bucket: str, tmp_path: Path) -> None:
    one, other = SharedStore(tmp_path / "one", bucket), SharedStore(tmp_path / "other", bucket)
    assert other.load(ContentKind.HEARD, KEY) is None
    one.save(ContentKind.HEARD, KEY, [b"a", b"", b"bc"])
    assert other.load(ContentKind.HEARD, KEY) == other.path(ContentKind.HEARD, KEY).read_bytes() == b"abc"
    assert other.amounts()[ContentKind.HEARD].files == 1
    assert (one.prune(0).files, one.clear().files) == (0, 1)
    assert one.load(ContentKind.HEARD, KEY) == b"abc"
    one.discard(ContentKind.HEARD, KEY)
    assert SharedStore(tmp_path / "third", bucket).load(ContentKind.HEARD, KEY) is None


def test_an_episode_spoken_on_one_machine_is_not_spoken_on_another(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    monkeypatch.setenv("PODCASTER_SHARED_CACHE", bucket)
    made = []
    for name in ("one", "other"):
        show = tmp_path / name
        show.mkdir()
        (show / "podcaster.toml").write_text("")
        (show / "light.txt").write_text(SHORT.format(name="light"), "utf-8")
        monkeypatch.setenv("PODCASTER_CACHE", str(tmp_path / f"cache of {name}"))
        made.append(make([str(show / "light.txt")], load_settings(show), Wishes(), lambda *_: None))
    assert (made[0].spoken, made[1].spoken) == (made[0].lines, 0)
    assert made[0].episode.audio.sha256 == made[1].episode.audio.sha256


def test_a_bucket_that_is_away_is_asked_once_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
            monkeypatch.setenv(key, "testing")
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        store = SharedStore(tmp_path, "s3://nobody/here")
        assert store.load(ContentKind.HEARD, KEY) is None
        assert store.rests_until > 0
        store.save(ContentKind.HEARD, KEY, [b"abc"])
        assert store.load(ContentKind.HEARD, KEY) == b"abc"


def test_an_object_that_is_too_large_is_none(bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcaster.content.shared.LARGEST", 2)
    SharedStore(tmp_path / "one", bucket).save(ContentKind.HEARD, KEY, [b"abc"])
    assert SharedStore(tmp_path / "other", bucket).load(ContentKind.HEARD, KEY) is None


@pytest.mark.parametrize(
    "address", ["http://a.example/b", "s3://user:secret@bucket/x", "bucket", "file:///etc", "/dev/null/x"]
)
def test_what_is_no_address_is_told_without_what_it_says(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODCASTER_SHARED_CACHE", address)
    with pytest.raises(SettingsError) as raised:
        open_content(load_settings(tmp_path))
    assert "secret" not in str(raised.value)
    assert "PODCASTER_SHARED_CACHE" in str(raised.value)
    assert os.environ["PODCASTER_SHARED_CACHE"] == address
