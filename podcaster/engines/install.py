"""Natural voices, and voices of Piper, put where their engines find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def install_kokoro(
    tables: Mapping[str, dict[str, Any]],
    place: str,
    *,
    again: bool,
    notice: Callable[[str], None],
    progress: Callable[[int, int], None],
) -> Path:
    """Install Kokoro's model and voices.

    Args:
        tables: The settings' ``[engines.<name>]``.
        place: A folder or an address that has the files; empty: as the settings say, or the makers'.
        again: Also when they are there.
        notice: Told size and licence before anything is fetched.
        progress: Told the bytes that are there, and of how many.

    Returns:
        Where they lie.

    Raises:
        EngineError: They cannot be had, or the packages that speak with them are missing.
    """
    from podcaster.engines.discovery import load_engine
    from podcaster.engines.download import Mirror
    from podcaster.engines.kokoro import KokoroEngine
    from podcaster.engines.kokoro_files import install_natural

    engine = load_engine("kokoro", tables)
    assert isinstance(engine, KokoroEngine)
    install_natural(Mirror(place or engine.mirror), engine.folder, again=again, notice=notice, progress=progress)
    for problem in engine.check():  # the packages
        raise EngineError(problem.what, problem.cure)
    return engine.folder


def install_piper(
    tables: Mapping[str, dict[str, Any]],
    name: str,
    place: str,
    *,
    again: bool,
    notice: Callable[[str], None],
    progress: Callable[[int, int], None],
) -> Path:
    """Install a voice of Piper; arguments as of :func:`install_kokoro`.

    Raises:
        EngineError: There is none of that name, or it cannot be had.
    """
    from podcaster.engines.discovery import load_engine
    from podcaster.engines.piper import PiperEngine
    from podcaster.engines.piper_install import VoiceMirror, install_voice

    engine = load_engine("piper", tables)
    assert isinstance(engine, PiperEngine)
    mirror = VoiceMirror(place or engine.mirror)
    return install_voice(name, mirror, engine.folder, again=again, notice=notice, progress=progress)
