"""The model that listens, put where its recogniser finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.errors import EngineError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.settings import Settings


def install_listener(
    settings: Settings, place: str, *, again: bool, notice: Callable[[str], None], progress: Callable[[int, int], None]
) -> Path:
    """Install the model of the recogniser that the settings ask for.

    Args:
        settings: The show's settings.
        place: A folder or an address that has its files; empty: as the settings say, or its makers'.
        again: Also when it is there.
        notice: Told size and licence before anything is fetched.
        progress: Told the bytes that are there, and of how many.

    Returns:
        Where it lies.

    Raises:
        InputError: The recogniser has no model that could be installed.
        EngineError: It cannot be had, or the package that listens with it is missing.
    """
    from podcaster.engines.download import Mirror
    from podcaster.hearing.discovery import load_recogniser
    from podcaster.hearing.whisper import WhisperRecogniser
    from podcaster.hearing.whisper_model import install_model

    recogniser = load_recogniser(settings)
    if not isinstance(recogniser, WhisperRecogniser):
        raise InputError(f"The recogniser {recogniser.name} has no model that could be installed here.")
    mirror = Mirror(place or recogniser.mirror)
    install_model(mirror, recogniser.folder, again=again, notice=notice, progress=progress)
    for problem in recogniser.check():  # the package
        raise EngineError(problem.what, problem.cure)
    return recogniser.folder
