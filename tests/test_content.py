"""What is made once and used again: kept, found, damaged, pruned."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from podcaster.content import ContentKind, FolderStore
from podcaster.content.folder import IN_USE


def put(cache: Path, kind: str, name: str, size: int, age: float) -> Path:
    path = cache / kind / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    used = time.time() - age
    os.utime(path, (used, used))
    return path


def test_sizes_by_kind_leave_out_what_is_being_written(tmp_path: Path) -> None:
    put(tmp_path, "clips", "aa1.wav", 10, 0)
    put(tmp_path, "clips", "aa2.wav", 20, 0)
    put(tmp_path, "parts", "bb1.part", 5, 0)
    put(tmp_path, "parts", ".bb2.part", 99, 0)
    sizes = FolderStore(tmp_path).amounts()
    assert (sizes["clips"].files, sizes["clips"].size) == (2, 30)
    assert (sizes["parts"].files, sizes["parts"].size) == (1, 5)


def test_the_least_recently_used_go_first_and_what_is_in_use_stays(tmp_path: Path) -> None:
    kinds = ["clips", "parts"] * 5
    old = [put(tmp_path, kinds[number], f"{number:02}", 100, IN_USE + 1000 - number) for number in range(9)]
    fresh = put(tmp_path, "clips", "99", 100, 0)
    removed = FolderStore(tmp_path).prune(500)
    assert (removed.files, removed.size) == (6, 600)
    assert [path for path in old if path.exists()] == old[-3:]
    assert FolderStore(tmp_path).prune(500).files == 0
    assert FolderStore(tmp_path).prune(0).files == 3
    assert fresh.exists()


def test_clearing_removes_all_and_says_how_much(tmp_path: Path) -> None:
    put(tmp_path, "clips", "aa1.wav", 10, 0)
    put(tmp_path, "parts", "bb1.part", 5, 0)
    removed = FolderStore(tmp_path).clear()
    assert (removed.files, removed.size) == (2, 15)
    assert FolderStore(tmp_path).amounts()["clips"].files == 0
    assert FolderStore(tmp_path / "none").clear().files == 0


def test_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    left = put(tmp_path, "parts", ".left.part", 4, 0)
    FolderStore(tmp_path).prune(10**9)
    assert left.exists()
    os.utime(left, (0, 0))
    FolderStore(tmp_path).prune(10**9)
    assert not left.exists()


KEY = "ab" + "0" * 62


def test_what_is_saved_is_loaded_and_discarded(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "new")
    assert store.load(ContentKind.HEARD, KEY) is None
    store.save(ContentKind.HEARD, KEY, [b"a", b"", b"bc"])
    assert store.load(ContentKind.HEARD, KEY) == store.path(ContentKind.HEARD, KEY).read_bytes() == b"abc"
    assert store.load(ContentKind.PARTS, KEY) is None
    store.discard(ContentKind.HEARD, KEY)
    store.discard(ContentKind.HEARD, KEY)
    assert store.load(ContentKind.HEARD, KEY) is None


def test_what_is_loaded_counts_as_used(tmp_path: Path) -> None:
    path = put(tmp_path, "clips", f"{KEY}.wav", 3, IN_USE + 10)
    assert FolderStore(tmp_path).load(ContentKind.CLIPS, KEY) == bytes(3)
    assert FolderStore(tmp_path).prune(0).files == 0
    assert path.exists()


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("in the way")
    with pytest.raises(OSError, match="clips"):
        FolderStore(tmp_path).save(ContentKind.CLIPS, KEY, [b"abc"])
    assert [path.name for path in tmp_path.rglob("*")] == ["clips"]
