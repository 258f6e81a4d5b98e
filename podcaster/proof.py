"""A finished episode, heard through: its lines, cut out of its sound, each compared with what should be said there."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from podcaster.errors import InputError, PodcasterError
from podcaster.store import SCRIPT_FILE, load_episode, save_episode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from podcaster.engines import Engines
    from podcaster.hearing import HeardFault, SpokenLine, Verdict
    from podcaster.model import Audio, Cast, Clip, Episode, Script
    from podcaster.reading import Progress
    from podcaster.settings import Settings

TRANSCRIPT = "transcript.json"
FINDINGS = "findings.json"
"""What was found when the episode was last heard through."""
GAP = 0.12
"""Seconds between two lines from which on what is heard there counts as what is heard between lines."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of hearing an episode through."""

    folder: Path
    """The episode's."""
    seconds: float
    """Of sound."""
    verdicts: tuple[Verdict, ...]
    """One a line, in order."""

    @property
    def findings(self) -> tuple[HeardFault, ...]:
        """All faults, in order."""
        return tuple(finding for verdict in self.verdicts for finding in verdict.findings)

    @property
    def error_rate(self) -> float:
        """Share of the words that are at fault, compared by sound."""
        words = sum(verdict.words for verdict in self.verdicts)
        return sum(verdict.wrong for verdict in self.verdicts) / words if words else 0.0


def proof_episode(folder: Path, settings: Settings, progress: Progress) -> Proof:
    """Hear an episode through, and put what is found into its list of what wants review.

    Args:
        folder: The episode's.
        settings: The show's.
        progress: Told how many lines are heard, and of how many.

    Raises:
        InputError: The folder is no episode, or its files do not belong together.
        EngineError: The recogniser is missing, or failed.
        AudioError: The sound cannot be decoded.
    """
    from podcaster.script import review_of

    script = _read_script(folder, settings)
    verdicts = tuple(_hear(folder, script, settings, progress))
    proof = Proof(folder, load_episode(folder).duration, verdicts)
    episode = load_episode(folder)
    review = (*review_of(script), *(finding.sentence for finding in proof.findings))
    if review != episode.review:
        save_episode(folder, replace(episode, review=review))
    save_findings(folder, proof.findings)
    return proof


def save_findings(folder: Path, findings: Sequence[HeardFault]) -> None:
    """Keep what was found beside the episode, for whoever puts it right; it is not published."""
    from podcaster.store import write_atomic

    rows = [
        {
            "line": finding.index,
            "role": finding.role,
            "text": finding.line,
            "start": finding.start,
            "fault": str(finding.fault),
            "sentence": finding.sentence,
        }
        for finding in findings
    ]
    write_atomic(folder / FINDINGS, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _read_script(folder: Path, settings: Settings) -> Script:
    from podcaster.reading import read_show_script, read_text

    return read_show_script(read_text(folder / SCRIPT_FILE), SCRIPT_FILE, settings, before=True)


def _hear(folder: Path, script: Script, settings: Settings, progress: Progress) -> Iterator[Verdict]:
    from podcaster.engines import Engines
    from podcaster.hearing import listen
    from podcaster.retakes import listening
    from podcaster.takes import recall_clips

    times = read_times(folder, script)
    with listening(script, settings) as (listener, workers), Engines(settings) as engines:
        cast = cast_of(folder, script, settings)
        clips = recall_clips(script, cast, engines, settings, folder) if cast else repeat(None)
        both = zip(read_lines(folder, script, times), clips, strict=False)
        lines = (_beside(line, clip, engines) for line, clip in both)
        yield from listen(lines, listener, workers, lambda done: progress("Listening", done, len(times)))


def cast_of(folder: Path, script: Script, settings: Settings) -> Cast | None:
    """Who speaks in an episode, as it was made; None where its voices are no longer known."""
    from podcaster.cast import preview_cast, role_pools
    from podcaster.episode import RECORDING
    from podcaster.project.kept import load_kept

    try:
        spoke = {each.role: each.voice for each in load_episode(folder).performers if each.engine != RECORDING}
        kept = load_kept(folder)
        if kept and kept.cast and _spoke_so(kept.cast, script, load_episode(folder)):
            return kept.cast
        cast = preview_cast(script, settings, edited=True)
        pools = role_pools(script, settings)
        roles = {
            role: replace(casting, voice=pools(role).require(spoke[role], "The episode").voice)
            if role in spoke
            else casting
            for role, casting in cast.roles.items()
        }
    except PodcasterError:
        return None
    return replace(cast, roles=roles)


def _spoke_so(cast: Cast, script: Script, episode: Episode) -> bool:
    """Whether a cast is the one that an episode was made with: it may have been decided again since."""
    from podcaster.episode import RECORDING

    spoke = {(each.role, each.voice) for each in episode.performers}
    only_recorded = {each.role for each in episode.performers if each.engine == RECORDING}
    only_recorded -= {each.role for each in episode.performers if each.engine != RECORDING}
    names = {role.name for role in script.roles}
    return names <= cast.roles.keys() and all(
        name in only_recorded or (name, cast.voice(name).name) in spoke for name in names
    )


def _beside(line: SpokenLine, clip: Clip | None, engines: Engines) -> SpokenLine:
    """A line of an episode, with the clip that it was made of."""
    from podcaster.retakes import read_clip

    if clip is None:
        return line
    try:
        said = read_clip(clip)
        exact = engines.get(clip.voice.engine).exact
    except (PodcasterError, OSError):  # a recording has no engine; a clip may just have been pruned
        return line
    return replace(line, reference=said, exact=exact)


def read_times(folder: Path, script: Script) -> list[tuple[float, float]]:
    """From when to when each line of the script is heard, in seconds, as the episode's transcript says.

    Raises:
        InputError: There is no transcript, or it is not one of this script.
    """
    path = folder / TRANSCRIPT
    try:
        segments = json.loads(path.read_bytes())["segments"]
        times = [(float(each["startTime"]), float(each["endTime"])) for each in segments]
        same = [each["body"] for each in segments] == [line.text for line in script.lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} cannot be read as a transcript: {error}.", f"Make it again: {_make(folder)}"
        ) from error
    if not same:
        raise InputError(
            f"{folder / SCRIPT_FILE} was changed since the episode was made of it.", f"Make it again: {_make(folder)}"
        )
    return times


def _make(folder: Path) -> str:
    return f"podcaster make {folder / SCRIPT_FILE}"


def read_lines(folder: Path, script: Script, times: Sequence[tuple[float, float]]) -> Iterator[SpokenLine]:
    """The lines of an episode, cut out of its sound one after the other.

    Raises:
        AudioError: The sound cannot be decoded.
    """
    from podcaster.audio.excerpts import read_excerpts
    from podcaster.hearing import SpokenLine

    audio = folder / load_episode(folder).audio.name
    gaps = [(end, start) if start - end > GAP else None for (_, end), (start, _) in pairwise([*times, (1e9, 1e9)])]
    gaps[-1:] = [None]
    spans = [span for line, gap in zip(times, gaps, strict=True) for span in ((line, gap) if gap else (line,))]
    sounds = read_excerpts(audio, spans)
    floor = 0.0
    for index, (line, (start, end), gap) in enumerate(zip(script.lines, times, gaps, strict=True)):
        sound = next(sounds)
        floor = max(_level(next(sounds)), 0.0) if gap else floor
        language = script.language_of(line.role)
        yield SpokenLine(index, line.place, line.role, line.text, sound, start, end, floor, language=language)


def _level(sound: Audio) -> float:
    """Mean square of the middle of a sound, 1 = full scale."""
    import numpy as np

    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32) / 32768
    middle = samples[len(samples) // 4 : -len(samples) // 4] if len(samples) >= 8 else samples
    return float(np.square(middle).mean()) if middle.size else 0.0


def excerpt_of(proof: Proof, finding: HeardFault) -> Audio:
    """The sound of the line of a finding.

    Raises:
        AudioError: The episode cannot be decoded.
    """
    from podcaster.audio.excerpts import read_excerpts

    audio = proof.folder / load_episode(proof.folder).audio.name
    return next(read_excerpts(audio, [(finding.start, finding.end)]))
