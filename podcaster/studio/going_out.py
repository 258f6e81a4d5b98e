"""Sending the show from the page: the same as ``podcaster publish``, with what it would ask answered beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from podcaster.errors import InputError, PublishError
from podcaster.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from podcaster.feed.channel import Channel
    from podcaster.publish.send import Plan
    from podcaster.settings import Settings

SHOWN = 5
"""Titles that a question lists."""


def release(folder: Path, output: Path) -> None:
    """Let an episode out that was a draft.

    Raises:
        InputError: It has not been made yet.
    """
    from podcaster.library.changing import Changes, change_episode
    from podcaster.store import load_episode

    if load_episode(folder).draft:
        change_episode(output, folder.name, Changes(draft=False))


def send_show(settings: Settings, target: str, *, first: bool, progress: Callable[[str, int, int], None]) -> str:
    """Publish the show.

    Args:
        settings: The show's.
        target: One of ``[targets]``.
        first: Go on where the target has nothing of the show yet.
        progress: Told how far it is.

    Returns:
        Where it is now.

    Raises:
        PodcasterError: It cannot be published; what is out stays as it was.
    """
    from podcaster.publish.run import Sending, choose_target, publish

    def agree(channel: Channel, _: Plan) -> bool:
        if first:
            return True
        titles = [item.episode.title for item in channel.episodes]
        named, more = ", ".join(titles[:SHOWN]), len(titles) - SHOWN
        what = phrase("{target} has nothing of this show yet; it would get {titles}.", target=target, titles=named)
        if more > 0:
            what = phrase(
                "{target} has nothing of this show yet; it would get {titles} and {count} more.",
                target=target,
                titles=named,
                count=more,
            )
        raise InputError(what, "Say that it is meant, and publish again.")

    outcome = publish(
        settings,
        choose_target(settings, target),
        datetime.now(UTC),
        Sending(),
        checking=lambda done, total: progress("Checking", done, total),
        sending=lambda done, total: progress("Sending", done, total),
        agree=agree,
    )
    if not outcome.sent:
        from podcaster.feed.check.findings import errors_of

        wrong = errors_of(outcome.findings)
        raise PublishError(wrong[0].what if wrong else "Nothing was published.", wrong[0].cure if wrong else "")
    return str(outcome.address)
