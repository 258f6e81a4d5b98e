"""A show's folder: where each of its files lies, its own before those that ship."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SETTINGS_FILE = "podcaster.toml"
"""The show's settings file; the folder it stands in is the show's folder."""
NEWSROOM = "newsroom"
"""Its folder of what was read of the sources that it watches; whatever a file there says now, it is the same piece."""
POOL_FILE = "pool.toml"
LEXICON_FILE = "lexicon.toml"
SOUNDS = "sounds"


def shipped(kind: str) -> Path:
    """The folder of ``scripts`` or ``voices`` that ships: inside a wheel, or beside a checkout's package."""
    package = Path(__file__).parent.parent
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


@dataclass(frozen=True, slots=True)
class ShowFolder:
    """The files of a show. What stands in its scripts/ and voices/ wins over what ships."""

    root: Path
    """The show's folder."""

    @property
    def settings(self) -> Path:
        """Its settings file, whether it is there or not, as with all others."""
        return self.root / SETTINGS_FILE

    @property
    def scripts(self) -> Path:
        """Its own templates."""
        return self.root / "scripts"

    @property
    def voices(self) -> Path:
        """Its own voices, with what is known of people and words."""
        return self.root / "voices"

    @property
    def output(self) -> Path:
        """Where episodes and the feed go."""
        return self.root / "output"

    @property
    def pool(self) -> Path:
        """Its own pool of voices."""
        return self.voices / POOL_FILE

    @property
    def lexicon(self) -> Path:
        """How it has words said."""
        return self.voices / LEXICON_FILE

    @property
    def registry(self) -> Path:
        """Who speaks with which voice in all of its episodes."""
        return self.voices / "registry.toml"

    @property
    def corrections(self) -> Path:
        """The speakers that editors have put right."""
        return self.voices / "corrections.toml"

    @property
    def sounds(self) -> tuple[Path, Path]:
        """The folders of sounds: its own, and the one that ships."""
        return self.scripts / SOUNDS, shipped("scripts") / SOUNDS

    def script_file(self, name: str) -> Path | None:
        """A template: the show's own, else the one that ships, else None."""
        return first_file(self.scripts / name, shipped("scripts") / name)

    def voices_file(self, name: str) -> Path | None:
        """A file of voices/: the show's own, else the one that ships, else None."""
        return first_file(self.voices / name, shipped("voices") / name)


def first_file(*paths: Path) -> Path | None:
    """The first of some paths that is a file."""
    return next((path for path in paths if path.is_file()), None)
