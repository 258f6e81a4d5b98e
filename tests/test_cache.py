"""Housekeeping of the cache."""

from __future__ import annotations

import os
import time
from pathlib import Path

from podcaster.cache import IN_USE, cache_size, clear_cache, prune_cache


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
    sizes = cache_size(tmp_path)
    assert (sizes["clips"].files, sizes["clips"].size) == (2, 30)
    assert (sizes["parts"].files, sizes["parts"].size) == (1, 5)


def test_the_least_recently_used_go_first_and_what_is_in_use_stays(tmp_path: Path) -> None:
    kinds = ["clips", "parts"] * 5
    old = [put(tmp_path, kinds[number], f"{number:02}", 100, IN_USE + 1000 - number) for number in range(9)]
    fresh = put(tmp_path, "clips", "99", 100, 0)
    removed = prune_cache(tmp_path, 500)
    assert (removed.files, removed.size) == (6, 600)
    assert [path for path in old if path.exists()] == old[-3:]
    assert prune_cache(tmp_path, 500).files == 0
    assert prune_cache(tmp_path, 0).files == 3
    assert fresh.exists()


def test_clearing_removes_all_and_says_how_much(tmp_path: Path) -> None:
    put(tmp_path, "clips", "aa1.wav", 10, 0)
    put(tmp_path, "parts", "bb1.part", 5, 0)
    removed = clear_cache(tmp_path)
    assert (removed.files, removed.size) == (2, 15)
    assert cache_size(tmp_path)["clips"].files == 0
    assert clear_cache(tmp_path / "none").files == 0


def test_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    left = put(tmp_path, "parts", ".left.part", 4, 0)
    prune_cache(tmp_path, 10**9)
    assert left.exists()
    os.utime(left, (0, 0))
    prune_cache(tmp_path, 10**9)
    assert not left.exists()
