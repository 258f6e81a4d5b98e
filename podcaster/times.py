"""Moments as people write them, in the show's time zone."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from podcaster.errors import InputError, SettingsError, close_matches

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EARLIEST, LATEST = -62_000_000_000.0, 253_300_000_000.0
"""Seconds since 1970 of moments in the years 5 and 9996: those between are there in every zone."""


def bounded(seconds: float) -> float:
    """Seconds since 1970, from a stranger; 0, which is no moment, for what no calendar here has."""
    return seconds if EARLIEST < seconds < LATEST else 0.0


def at(seconds: float) -> datetime:
    """The moment of some seconds since 1970; the nearest that a calendar here has."""
    return datetime.fromtimestamp(min(max(seconds, EARLIEST), LATEST), UTC)


def wire_moment(text: str) -> datetime | None:
    """A moment as mails and servers write it (RFC 5322, 3.3; RFC 9110, 5.6.7); None for what is none."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def find_zone(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name; None, which is the machine's own, when the name is empty.

    Raises:
        SettingsError: There is no such zone.
    """
    if not name:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        cities = {zone.rpartition("/")[2]: zone for zone in available_timezones()}
        cure = f"Did you mean {cities[name]}?" if name in cities else close_matches(name, available_timezones())
        if len(cure) > 200:  # all there are
            cure = 'It looks like "Europe/Berlin".'
        raise SettingsError(f"There is no time zone {name} (time_zone of [show]).", cure) from error


def making_moment() -> datetime:
    """The moment at which something is made: now, or what ``SOURCE_DATE_EPOCH`` says.

    That variable (seconds since 1970, reproducible-builds.org) makes a run give the same bytes as another one.

    Raises:
        SettingsError: It is set, and no number of seconds.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            f"SOURCE_DATE_EPOCH is {seconds}, which is no number of seconds since 1970.", "Correct it, or unset it."
        ) from error


def show_time(moment: datetime, zone: ZoneInfo | None) -> datetime:
    """A moment as the show's clock has it, in whole seconds."""
    return moment.astimezone(zone).replace(microsecond=0)


def start_of(day: date, zone: ZoneInfo | None) -> datetime:
    """The beginning of a day in the show's time zone."""
    midnight = datetime.combine(day, datetime.min.time(), zone)
    return midnight if zone else midnight.astimezone()


def read_moment(text: str, zone: ZoneInfo | None) -> datetime:
    """Read a moment: ISO 8601, with or without a time and an offset, or "now".

    Args:
        text: Such as ``2026-03-01``, ``2026-03-01T06:00`` or ``2026-03-01 06:00-05:00``.
        zone: The show's, for a moment without an offset.

    Raises:
        InputError: It is none; or the clock shows it never, or twice, because it is put forward or back then.
    """
    if text.strip().casefold() == "now":
        return show_time(datetime.now(UTC), zone)
    try:
        moment = datetime.fromisoformat(text.strip()).replace(microsecond=0)
    except ValueError as error:
        cure = "Write it as 2026-05-01, 2026-05-01T06:00 or, with an offset, 2026-05-01T06:00-05:00."
        raise InputError(f"{text} is no date and time.", cure) from error
    if moment.tzinfo:
        return moment
    return _on_the_clock(moment, zone)


def _on_the_clock(moment: datetime, zone: ZoneInfo | None) -> datetime:
    """A moment without an offset on the show's clock, which shows most of them once."""
    first, second = (_placed(moment, zone, fold) for fold in (0, 1))
    if first == second and first.utcoffset() == second.utcoffset():
        return first
    back = show_time(first.astimezone(UTC), zone).replace(tzinfo=None)
    if back != moment:
        raise InputError(
            f"{moment:%Y-%m-%d %H:%M} does not exist: the clock is put forward then.", "Give another time."
        )
    choices = " or ".join(f"{moment:%Y-%m-%dT%H:%M}{offset_text(each)}" for each in (first, second))
    raise InputError(f"{moment:%Y-%m-%d %H:%M} comes twice: the clock is put back then.", f"Write {choices}.")


def _placed(moment: datetime, zone: ZoneInfo | None, fold: int) -> datetime:
    folded = moment.replace(fold=fold)
    return folded.replace(tzinfo=zone) if zone else folded.astimezone()


def offset_text(moment: datetime) -> str:
    """A moment's distance from UTC, as ``+02:00``."""
    text = f"{moment:%z}"
    return f"{text[:3]}:{text[3:5]}"
