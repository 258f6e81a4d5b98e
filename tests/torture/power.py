"""What a disk has after a power cut, at the worst: of every file and folder what the last fsync of it put there.

A file that was never synced is empty, a name that its folder was not synced with is not there, and a rename that
was not synced has not been. Files are told apart by their inodes, which are held open: no number is given twice.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

PASSED_OVER = frozenset({"logs", "cache", ".locks"})


class Disk:
    """Follows what a process has synced of a show.

    Args:
        show: The show's folder; what it has now is on the disk.
        target: The folder that gets what is there when the power is cut.
    """

    def __init__(self, show: Path, target: Path) -> None:
        self.show = show
        self.target = target
        self.files: dict[int, bytes] = {}
        self.folders: dict[int, dict[str, tuple[int, bool]]] = {}
        self.links: dict[int, str] = {}
        self.held: list[int] = []
        self.sync = os.fsync
        for root, _, names in os.walk(show):
            for path in (root, *(os.path.join(root, name) for name in names)):  # noqa: PTH118
                if not os.path.islink(path):  # noqa: PTH114
                    number = os.open(path, os.O_RDONLY)
                    self.take(number)
                    os.close(number)
        os.fsync = self.fsync  # type: ignore[assignment]

    def fsync(self, number: int) -> None:
        """Sync, and take what is there."""
        self.sync(number)
        self.take(number)

    def take(self, number: int) -> None:
        """Take what a file or folder is now."""
        about = os.fstat(number)
        if about.st_ino not in self.files and about.st_ino not in self.folders:
            self.held.append(os.dup(number))
        if stat.S_ISDIR(about.st_mode):
            with os.scandir(number) as entries:
                self.folders[about.st_ino] = {
                    entry.name: (entry.inode(), entry.is_dir(follow_symlinks=False)) for entry in entries
                }
        else:
            self.files[about.st_ino] = Path(f"/proc/self/fd/{number}").read_bytes()

    def cut(self) -> None:
        """Write down what is left."""
        os.fsync = self.sync
        self.put(self.show.stat().st_ino, self.target)

    def put(self, folder: int, target: Path) -> None:
        """Write a folder down."""
        target.mkdir(parents=True, exist_ok=True)
        for name, (number, is_folder) in self.folders.get(folder, {}).items():
            if name in PASSED_OVER:
                continue
            if is_folder:
                self.put(number, target / name)
            else:
                (target / name).write_bytes(self.files.get(number, b""))
