"""Rules about the files beside the audio: transcripts and chapters parse, are in order, and lie inside the audio."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from podcaster.feed.check.findings import Finding, error, warning
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcaster.model import Episode

TOLERANCE = 1.0
"""Seconds that a cue or chapter may reach beyond the audio: encoders round its end up to whole frames."""

MAX_BYTES = 50 << 20
"""A transcript with more is not read; one of ten hours has two million."""

TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
TIMING = on_demand(rf"{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?")
ENTITY = on_demand(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d+|#x[0-9a-fA-F]+);)")

REMAKE = "Make the episode again."


def check_text(name: str, data: bytes, place: str, episode: Episode) -> Iterator[Finding]:
    """Check a transcript or the chapters, by the file's name."""
    checks: dict[str, Callable[[str, str, Episode], Iterator[Finding]]] = {
        ".vtt": check_vtt,
        ".srt": check_srt,
        ".json": check_chapters if name.startswith("chapters") else check_json,
    }
    check = checks.get(name[name.rfind(".") :])
    if check is None:
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield error("text.encoding", place, "It is not UTF-8.", REMAKE)
        return
    yield from check(text.replace("\r\n", "\n"), place, episode)


def seconds(parts: tuple[str | None, ...]) -> float:
    """A time from its parts: hours or None, minutes, seconds, thousandths."""
    hours, minutes, rest, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + rest + thousandths / 1000


def check_order(spans: list[tuple[float, float, str]], episode: Episode, rule: str) -> Iterator[Finding]:
    """Spans of time (start, end, place) follow each other and lie inside the audio."""
    for start, end, place in spans:
        if end <= start:
            yield error(f"{rule}.span", place, "It ends before it begins.", REMAKE)
    for (before, _, _), (start, _, place) in pairwise(spans):
        if start < before:
            yield error(f"{rule}.order", place, "It begins before the one above it.", REMAKE)
    late = next((place for _, end, place in spans if end > episode.duration + TOLERANCE), None)
    if late:
        yield error(f"{rule}.end", late, f"It ends after the audio, which has {episode.duration:.1f} s.", REMAKE)


def check_vtt(text: str, place: str, episode: Episode) -> Iterator[Finding]:
    """WebVTT, by the W3C's syntax."""
    lines = text.split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        yield error("vtt.header", place, "It does not begin with WEBVTT.", REMAKE)
        return
    spans: list[tuple[float, float, str]] = []
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            if ENTITY.search(line):
                yield error("vtt.entity", f"{place}:{number}", "It has a bare &.", "Write &amp; for it.")
            continue
        match = TIMING.fullmatch(line)
        if not match or "," in line:
            yield error("vtt.timing", f"{place}:{number}", f"{line.strip()} is no timing.", REMAKE)
            continue
        parts = match.groups()
        spans.append((seconds(parts[:4]), seconds(parts[4:]), f"{place}:{number}"))
    if not spans:
        yield error("vtt.empty", place, "It has no cue.", REMAKE)
    elif "<v " not in text and "<v." not in text:
        yield warning("vtt.voices", place, "No cue names its speaker.", REMAKE)
    yield from check_order(spans, episode, "vtt")


def check_srt(text: str, place: str, episode: Episode) -> Iterator[Finding]:
    """SubRip."""
    spans: list[tuple[float, float, str]] = []
    blocks = [block for block in re.split(r"\n{2,}", text.strip("\n")) if block.strip()]
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        match = TIMING.fullmatch(lines[1]) if len(lines) > 2 else None
        if lines[0].strip() != str(number) or not match:
            yield error("srt.block", f"{place} block {number}", "It lacks its number, timing or text.", REMAKE)
            continue
        parts = match.groups()
        spans.append((seconds(parts[:4]), seconds(parts[4:]), f"{place} block {number}"))
    if not spans:
        yield error("srt.empty", place, "It has no cue.", REMAKE)
    yield from check_order(spans, episode, "srt")


def read_json(text: str, key: str) -> list[dict[str, Any]]:
    """The list of objects that a JSON file holds under a key.

    Raises:
        ValueError: It is not JSON, or holds something else.
    """
    table = json.loads(text)
    entries = table.get(key) if isinstance(table, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"it has no list of {key}")
    return entries


def check_json(text: str, place: str, episode: Episode) -> Iterator[Finding]:
    """The podcast namespace's JSON transcript."""
    try:
        entries = read_json(text, "segments")
        spans = [
            (float(entry["startTime"]), float(entry["endTime"]), f"{place} segment {number}")
            for number, entry in enumerate(entries, 1)
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        yield error("json.form", place, f"It is no JSON transcript: {fault}.", REMAKE)
        return
    if not spans:
        yield error("json.empty", place, "It has no segment.", REMAKE)
    yield from check_order(spans, episode, "json")


def check_chapters(text: str, place: str, episode: Episode) -> Iterator[Finding]:
    """JSON chapters."""
    try:
        entries = read_json(text, "chapters")
        starts = [float(entry["startTime"]) for entry in entries]
        titles = [str(entry.get("title", "")) for entry in entries]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        yield error("chapters.form", place, f"It is no file of chapters: {fault}.", REMAKE)
        return
    for number, title in enumerate(titles, 1):
        if not title.strip():
            yield error("chapters.title", f"{place} chapter {number}", "It has no title.", REMAKE)
    for number, (before, start) in enumerate(pairwise(starts), 2):
        if start <= before:
            yield error("chapters.order", f"{place} chapter {number}", "It begins before the one above it.", REMAKE)
    if starts and max(starts) > episode.duration:
        what = f"A chapter begins after the end of the audio, which has {episode.duration:.1f} s."
        yield error("chapters.end", place, what, REMAKE)
    expected = [(round(chapter.start, 3), chapter.title) for chapter in episode.chapters]
    if [(round(start, 3), title) for start, title in zip(starts, titles, strict=True)] != expected:
        yield warning(
            "chapters.same", place, "Its chapters are not those of episode.json, which the feed names.", REMAKE
        )
