"""Moments before which an episode must not come out: in every zone, with and without an offset, and made again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.torture.rounds import episodes
from tests.torture.victim import make_show, run, write_article

ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham",
    "Africa/Casablanca", "America/Sao_Paulo", "UTC",
)  # fmt: skip
TURNS = (datetime(2032, 3, 28, 2, 30), datetime(2032, 10, 31, 2, 30), datetime(2032, 3, 14, 2, 30))
"""Moments on a clock that is put forward or back then, somewhere."""
TIMES = 3
"""Moments that are set one after the other."""


def a_moment(chance: random.Random, zone: ZoneInfo) -> tuple[str, datetime | None]:
    """A moment as somebody writes it, and which one it is; None: the clock shows it never, or twice."""
    bare = (
        chance.choice(TURNS)
        if chance.random() < 0.5
        else datetime(2040, 1, 1) + timedelta(minutes=chance.randrange(20_000_000))
    )
    if chance.random() < 0.5:
        offset = timezone(timedelta(minutes=chance.randrange(-56, 57) * 15))
        return bare.replace(tzinfo=offset).isoformat(timespec="minutes"), bare.replace(tzinfo=offset)
    first, second = (bare.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == bare
    once = there and first.utcoffset() == second.utcoffset()
    return bare.isoformat(timespec="minutes"), first if once else None


def embargo(folder: Path, chance: random.Random) -> list[str]:
    """Set moments, and do what people do then; none is moved, and nothing comes out before it."""
    show, name = make_show(folder / "show"), chance.choice(ZONES)
    settings = show / "podcaster.toml"
    settings.write_text(settings.read_text("utf-8").replace("[show]", f'[show]\ntime_zone = "{name}"'), "utf-8")
    article = write_article(show, "light", "The Light", "tide")
    found = [each.said for each in [run(show, "make", str(article))] if each.code]
    for _ in range(TIMES):
        text, meant = a_moment(chance, ZoneInfo(name))
        done = run(show, "episodes", "set", "light", "--published", text)
        if meant is None:
            found += [f"{name}, {text}: {done.code}: {done.said}"] if done.code != 2 or done.fell else []
            continue
        script = str(episodes(show)["light"][0] / "script.fountain")
        more: tuple[tuple[str, ...], ...] = (
            ("make", str(article), "--force"),
            ("make", str(article), "--title", f"The Light {chance.random():.3f}"),
            ("make", script),
            ("episodes", "set", "light", "--season", "4"),
        )
        for line in (chance.choice(more), ("feed",)):
            after = run(show, *line)
            found += [f"{line}: {after.code}: {after.said}"] if after.code else []
        kept = datetime.fromisoformat(episodes(show)["light"][1]["published"])
        found += [f"{name}, {text}: {done.code}: {kept}, not {meant}"] if kept != meant or done.code else []
        if "<item>" in (show / "output" / "feed.xml").read_text("utf-8"):
            found.append(f"{name}, {text}: it is out")
    return found
