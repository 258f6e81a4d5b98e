"""Which episodes were found well before, so that a show of thousands is not listened through at every publication.

What lies inside of a file is decided by its bytes, and the episode tells their SHA-256, which is compared every time.
So an episode that tells the same, and whose files are those that it tells of, needs no second look into them.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from podcaster import __version__
from podcaster.ordinary import read_file
from podcaster.store import encode_episode, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Episode


class WellEpisodes:
    """Episodes in whose files nothing was found; kept in a file, which may be lost.

    Args:
        path: The file: a line each.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now: set[str] = set()
        try:
            self.before = frozenset(read_file(path).decode("ascii", "replace").split())
        except OSError:
            self.before = frozenset()

    def known(self, episode: Episode) -> bool:
        """Whether nothing was found in the files of an episode as it is, by this version of the program."""
        if (key := key_of(episode)) in self.before:
            self.now.add(key)
        return key in self.now

    def add(self, episode: Episode) -> None:
        """Note that nothing was found in an episode's files."""
        self.now.add(key_of(episode))

    def save(self) -> None:
        """Keep those that were looked at now; where that cannot be, they are looked at again."""
        if self.now == self.before:
            return
        with suppress(OSError):
            write_atomic(self.path, "".join(f"{key}\n" for key in sorted(self.now)), durable=False)


def key_of(episode: Episode) -> str:
    """What all that a check says of an episode's files depends on."""
    return hashlib.sha256(__version__.encode() + encode_episode(episode)).hexdigest()
