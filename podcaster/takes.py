"""takes.json: which lines of an episode are spoken another way than their script says, because they were misheard so.

A decision is kept by the key of the clip that was misheard: when the line's words, its voice or the engine change, the
line is spoken as it is written again. The file is never published.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.errors import PodcasterError
from podcaster.ordinary import read_file
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from podcaster.cast import Pool
    from podcaster.engines import Engines
    from podcaster.model import Cast, Clip, Line, Script
    from podcaster.settings import Settings

    Speak = Callable[[Sequence[Line], Cast], Sequence[Clip]]
    """Speaks lines with a cast."""

FILE = "takes.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Take:
    """Another way to speak a line."""

    rate: float = 1.0
    """Factor to the line's speed."""
    voice: str = ""
    """Name in the pool of another voice; empty: the role's own."""

    def told(self, own: str) -> str:
        """How a line is spoken, behind "is spoken".

        Args:
            own: Name of the role's own voice.
        """
        if self.voice:
            return f"in the voice {self.voice}, because in {own} it was misheard"
        return "more slowly, because it was misheard"


def load_takes(folder: Path) -> dict[str, Take]:
    """The decisions that are kept with an episode, by the keys of the clips that were misheard.

    A file that is missing or damaged counts as none: the lines are spoken as they are written.
    """
    import msgspec

    with suppress(OSError, ValueError, KeyError, TypeError):  # msgspec's errors are ValueErrors
        table = json.loads(read_file(folder / FILE))
        if table["version"] == VERSION:
            return msgspec.convert(table["takes"], dict[str, Take])
    return {}


def save_takes(folder: Path, takes: Mapping[str, Take], before: Path | None = None) -> None:
    """Keep decisions with an episode.

    Args:
        folder: Its folder.
        takes: By the keys of the clips that were misheard.
        before: The folder where earlier ones are; None: the same.
    """
    path = folder / FILE
    if takes or ((before or folder) / FILE).exists():
        rows = {key: {"rate": take.rate, "voice": take.voice} for key, take in sorted(takes.items())}
        write_atomic(path, json.dumps({"version": VERSION, "takes": rows}, ensure_ascii=False, indent=1) + "\n")


def taken(line: Line, cast: Cast, take: Take, pools: Callable[[str], Pool]) -> tuple[Line, Cast] | None:
    """A line and a cast as a take wants them; None where its voice is not there any more."""
    if take.voice:
        found = pools(line.role).find(take.voice)
        if found is None:
            return None
        cast = replace(cast, roles={**cast.roles, line.role: replace(cast.roles[line.role], voice=found.voice)})
    return replace(line, rate=line.rate * take.rate), cast


def speaker(script: Script, engines: Engines, settings: Settings) -> Speak:
    """What speaks lines of a script another way, with a show's engines."""
    from podcaster.speaking import speak_lines

    def speak(lines: Sequence[Line], cast: Cast) -> list[Clip]:
        return list(speak_lines(_only(script, lines), cast, engines, settings, lambda *_: None))

    return speak


def _only(script: Script, lines: Sequence[Line]) -> Script:
    """A script of a few lines."""
    return replace(script, sections=(replace(script.sections[0], items=tuple(lines)),))


def recall_clips(
    script: Script, cast: Cast, engines: Engines, settings: Settings, folder: Path
) -> Iterator[Clip | None]:
    """The clips that an episode was made of, one after the other, as far as they can still be had."""
    from podcaster.cast import role_pools
    from podcaster.speaking import recall_lines

    takes = load_takes(folder)
    pools = role_pools(script, settings)
    for line, clip in zip(script.lines, recall_lines(script, cast, engines, settings, folder), strict=True):
        way = taken(line, cast, takes[clip.key], pools) if clip and clip.key in takes else None
        yield next(recall_lines(_only(script, [way[0]]), way[1], engines, settings, folder)) if way else clip


def keep_takes(
    script: Script, cast: Cast, clips: Sequence[Clip], takes: Mapping[str, Take], speak: Speak, settings: Settings
) -> tuple[tuple[Clip, ...], dict[str, Take]]:
    """Clips with those in place that were decided before; what cannot be spoken any more stays as it is written.

    Returns:
        The clips, and the takes among them, by the keys of the clips that they replace.
    """
    from podcaster.cast import role_pools

    kept: dict[str, Take] = {}
    found = list(clips)
    wanted = [index for index, clip in enumerate(clips) if clip.key in takes]
    pools = role_pools(script, settings)
    for index in wanted:
        key = clips[index].key
        way = taken(script.lines[index], cast, takes[key], pools)
        with suppress(PodcasterError):
            if way is not None:
                found[index] = replace(speak([way[0]], way[1])[0], index=index)
                kept[key] = takes[key]
    return tuple(found), kept
