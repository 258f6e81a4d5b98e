"""Times as players and files write them, the same in every language."""

from __future__ import annotations


def timestamp(seconds: float) -> str:
    """A time as apps turn into a link: ``mm:ss``, or ``h:mm:ss`` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def clock(seconds: float, mark: str = ".") -> str:
    """A time as ``hh:mm:ss.mmm``; SubRip's ``mark`` before the thousandths is a comma."""
    total = round(seconds * 1000)
    minutes, thousandths = divmod(total, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{thousandths // 1000:02}{mark}{thousandths % 1000:03}"
