"""A show of one's own, begun: settings, templates, voices, and a sample article to try."""

from __future__ import annotations

import shutil
from pathlib import Path

from podcaster.errors import InputError
from podcaster.settings import ShowFolder, shipped
from podcaster.settings.page import settings_page

NOT_COPIED = shutil.ignore_patterns("registry.toml", "corrections.toml", "*.lock", ".*", "__pycache__", "*.py")
"""What a checkout's scripts/ and voices/ have besides what ships."""
SAMPLE = Path(__file__).with_name("samples") / "harbour-lights.md"


def start_show(folder: Path) -> Path:
    """Make the folder of a show, whole or not at all.

    Args:
        folder: A new one, or an empty one.

    Returns:
        The sample article in it.

    Raises:
        InputError: There is something in it.
        OSError: It cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is not empty.", "Name a new folder, so that nothing in this one is overwritten.")
    before = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    files, sample = ShowFolder(folder), folder / SAMPLE.name
    try:
        for own in (files.scripts, files.voices):
            shutil.copytree(shipped(own.name), own, ignore=NOT_COPIED)
        files.settings.write_text(settings_page(), "utf-8")
        shutil.copy(SAMPLE, sample)
    except BaseException:  # half a show would be in the way of the next try
        for own in (files.scripts, files.voices):
            shutil.rmtree(own, ignore_errors=True)
        for path in (files.settings, sample):
            path.unlink(missing_ok=True)
        if not before:
            folder.rmdir()
        raise
    return sample
