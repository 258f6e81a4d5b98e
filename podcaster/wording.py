"""What listeners read in more than one place: times, and that the voices are synthetic."""

from __future__ import annotations

DISCLOSURE = "The voices are synthetic. None of them is the voice of the person quoted."
"""What Apple asks to be said of an episode in its metadata too (Apple Podcasts, content guidelines on AI)."""

OTHERS_SYNTHETIC = "All other voices are synthetic. None of them is the voice of the person quoted."
"""The same, of an episode in which somebody's own voice is heard."""
RECORDED = "The voice of {name} is a recording ({credit})."


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
