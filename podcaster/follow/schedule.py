"""When something comes out: hours and days on the show's clock, with both changes of daylight saving.

An hour that the clock leaves out (spring) is kept at the moment from which the clock goes on; one that comes twice
(autumn) is kept the first time.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from podcaster.errors import SettingsError
from podcaster.patterns import on_demand
from podcaster.settings.newsroom import Following

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from podcaster.settings import Settings, Watching

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = on_demand(r"([01]?\d|2[0-3]):([0-5]\d)")
FAR = 8
"""Days in which an hour of some day of the week must come."""


def read_hour(text: str, place: str) -> time:
    """An hour such as "07:00".

    Args:
        text: The hour.
        place: What an error calls the setting.

    Raises:
        SettingsError: It is none.
    """
    found = HOUR.fullmatch(text.strip())
    if not found:
        raise SettingsError(f"{text} is no hour ({place}).", 'Write it as "07:00".')
    return time(int(found[1]), int(found[2]))


def moment_on(day: datetime, hour: time, zone: ZoneInfo | None) -> datetime:
    """When the clock shows an hour on a day, for the first time; or from when on it shows a later one.

    Args:
        day: Any moment of the day, on the show's clock.
        hour: The hour.
        zone: The show's; None: the machine's own.
    """
    wall = datetime.combine(day.date(), hour)
    while True:
        placed = (wall.replace(tzinfo=zone) if zone else wall.astimezone()).astimezone(UTC)
        shown = placed.astimezone(zone).replace(tzinfo=None)
        if shown == wall:
            return placed
        wall += timedelta(minutes=1)


def next_slot(now: datetime, hours: Sequence[time], days: Sequence[str], zone: ZoneInfo | None) -> datetime:
    """The next moment at which something may come out: now itself, when there are no hours and no days.

    Args:
        now: The moment.
        hours: On the show's clock; none: at any.
        days: As in ``DAYS``; none: on all.
        zone: The show's.
    """
    if not hours and not days:
        return now
    here = now.astimezone(zone)
    for later in range(FAR + 1):
        day = here + timedelta(days=later)
        if days and DAYS[day.weekday()] not in days:
            continue
        for hour in sorted(hours) or [time(0, 0)]:
            moment = moment_on(day, hour, zone)
            if moment >= now:
                return moment
        if not hours and not later:
            return now
    raise AssertionError("every day of the week comes within a week")


def last_slot(now: datetime, hours: Sequence[time], days: Sequence[str], zone: ZoneInfo | None) -> datetime | None:
    """The last moment at which something was to come out; None when there was none within a week."""
    here = now.astimezone(zone)
    for earlier in range(FAR + 1):
        day = here - timedelta(days=earlier)
        if days and DAYS[day.weekday()] not in days:
            continue
        for hour in sorted(hours, reverse=True):
            moment = moment_on(day, hour, zone)
            if moment <= now:
                return moment
    return None


def check_hours(settings: Settings) -> None:
    """See that all hours and days of the settings are some.

    Raises:
        SettingsError: One is not.
    """
    sections = {"watch": settings.watch} | {f"sources.{name}": each for name, each in settings.sources.items()}
    for name, section in sections.items():
        for hour in section.hours:
            read_hour(hour, f"hours of [{name}]")
        for day in section.days:
            if day not in DAYS:
                raise SettingsError(f"{day} is no day (days of [{name}]).", f"There are: {', '.join(DAYS)}.")
        named = ("digest", section.digest) if isinstance(section, Following) else ("summary", section.summary)
        if named[1]:
            read_hour(named[1], f"{named[0]} of [{name}]")


def hours_of(watching: Watching, following: Following) -> tuple[list[time], tuple[str, ...]]:
    """The hours and days at which a source's episodes come out: its own, else the show's."""
    own = bool(following.hours or following.days)
    hours, days = (following.hours, following.days) if own else (watching.hours, watching.days)
    return [read_hour(hour, "hours") for hour in hours], days


def freed_at(watching: Watching, following: Following, embargo: float, now: datetime, zone: ZoneInfo | None) -> float:
    """When an episode that has waited for a person comes out: at its source's next hour, or when its embargo ends.

    Args:
        watching: ``[watch]`` of the settings.
        following: The source.
        embargo: Its own, in seconds since 1970; one that has passed counts no more.
        now: The moment.
        zone: The show's.

    Returns:
        Seconds since 1970; 0: at once.
    """
    return max(slot_of(watching, following, now, zone), embargo if embargo > now.timestamp() else 0.0)


def slot_of(watching: Watching, following: Following, now: datetime, zone: ZoneInfo | None) -> float:
    """When an episode that is ready now comes out, in seconds since 1970; 0: at once."""
    if following.digest:  # it is made at its hour
        return 0.0
    slot = next_slot(now, *hours_of(watching, following), zone)
    return slot.timestamp() if slot > now else 0.0


def digest_slot(following: Following, now: datetime, zone: ZoneInfo | None) -> float:
    """The last hour of a source's digest, in seconds since 1970; 0: there was none within a week."""
    slot = last_slot(now, [read_hour(following.digest, "digest")], following.days, zone)
    return slot.timestamp() if slot else 0.0


def next_digest(following: Following, now: datetime, zone: ZoneInfo | None) -> float:
    """The next hour of a source's digest, in seconds since 1970."""
    return next_slot(now, [read_hour(following.digest, "digest")], following.days, zone).timestamp()
