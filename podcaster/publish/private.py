"""A private feed: a token that nobody guesses in the path of its address, and its rotation without losing a subscriber.

``{token}`` in ``to`` and ``address`` of a target stands for PODCASTER_FEED_TOKEN of the environment. When it has
leaked, set a new one, and the old one as PODCASTER_FEED_TOKEN_BEFORE: the show goes to its new address, and the feed at
the old one tells the apps where it is (``<itunes:new-feed-url>``). They follow at their next look; unset the old one
after a month, and delete what lies there.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from podcaster.errors import SettingsError
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from podcaster.settings import Settings, Target

TOKEN = "{token}"  # noqa: S105  (what stands for it)
VARIABLE = "PODCASTER_FEED_TOKEN"
BEFORE = "PODCASTER_FEED_TOKEN_BEFORE"
FORM = on_demand(r"[A-Za-z0-9_-]{22,128}")
"""22 letters of base64 are 128 bits."""
MAKE = "Make one: python -c 'import secrets; print(secrets.token_urlsafe())'"


def is_private(target: Target) -> bool:
    """Whether a target's address has a token in it."""
    return TOKEN in target.to or TOKEN in target.address


def with_token(name: str, target: Target, variable: str = VARIABLE) -> Target:
    """A target with the token in its place.

    Args:
        name: The target's.
        target: The target.
        variable: The variable of the environment that has the token.

    Raises:
        SettingsError: The token is not set, or can be guessed, or stands in one of the two places only.
    """
    if not is_private(target):
        return target
    if TOKEN not in target.to or TOKEN not in target.address:
        raise SettingsError(
            f"[targets.{name}] has {TOKEN} in one of to and address.", "It is a part of the path, and stands in both."
        )
    token = os.environ.get(variable, "")
    if not FORM.fullmatch(token):
        what = "is not set" if not token else "is too short, or has letters that an address has not"
        raise SettingsError(f"{variable}, the token of [targets.{name}], {what}.", MAKE)
    return replace(target, to=target.to.replace(TOKEN, token), address=target.address.replace(TOKEN, token))


def left_behind(settings: Settings, name: str, address: str) -> tuple[Settings, Target] | None:
    """What the place of the token before is to get: the show, with the address that it has moved to.

    Args:
        settings: The show's.
        name: The target's.
        address: Where the feed is now.

    Returns:
        Settings and target of the old place; None when there is none.

    Raises:
        SettingsError: The token before can be guessed.
    """
    target = settings.targets.get(name)
    if target is None or not is_private(target) or not os.environ.get(BEFORE):
        return None
    return replace(settings, feed=replace(settings.feed, moved_to=address)), with_token(name, target, BEFORE)
