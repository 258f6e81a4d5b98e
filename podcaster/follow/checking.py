"""A newsroom's settings, looked through before anything is fetched or made: a mistake in them is one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.address import Address
from podcaster.errors import PodcasterError, SettingsError, close_matches
from podcaster.follow.feeds import web_address
from podcaster.follow.mailbox import parts_of_mailbox
from podcaster.follow.making import check_request
from podcaster.follow.open import kind_of, place_of
from podcaster.follow.rules import check_rules
from podcaster.follow.schedule import check_hours
from podcaster.follow.state import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.settings import Settings, Target, Watching
    from podcaster.settings.newsroom import Following

SMTP_PASSWORD = "PODCASTER_SMTP_PASSWORD"  # noqa: S105  (the variable's name)


def check_newsroom(settings: Settings) -> None:
    """See that the settings of what runs unattended can be followed.

    Raises:
        SettingsError: One cannot.
    """
    check_hours(settings)
    check_watch(settings.watch, settings.targets)
    for name, following in settings.sources.items():
        check_source(settings, name, following)


def check_source(settings: Settings, name: str, following: Following) -> None:
    """See that a source's settings can be followed. That its place is there is told when it is looked at.

    Raises:
        SettingsError: One cannot.
    """
    kind = kind_of(name, following)
    if kind in {"feed", "sitemap"} and not web_address(getattr(following, kind)):
        raise SettingsError(
            f"{kind} of [sources.{name}] is no address of the web.", f'It looks like "https://paper.example/{kind}".'
        )
    if kind == "folder":
        place = place_of(settings.folder, following.folder).resolve()
        own = (settings.output.resolve(), (settings.folder / FOLDER).resolve())
        if any(each.is_relative_to(place) or place.is_relative_to(each) for each in own):
            raise SettingsError(
                f"folder of [sources.{name}] holds what the show itself writes: each episode would become another one.",
                'Give articles a folder of their own: folder = "in".',
            )
    if kind == "mailbox":
        parts_of_mailbox(name, following.mailbox)
    check_rules(name, following)
    try:
        check_request(settings, following)
    except PodcasterError as error:
        raise SettingsError(f"[sources.{name}]: {error.what}", error.cure) from error


def check_watch(watch: Watching, targets: Mapping[str, Target]) -> None:
    """See that what is made, and what is told of it, can go where it shall.

    Raises:
        SettingsError: It cannot.
    """
    for name in watch.publish:
        if name not in targets:
            way = close_matches(name, targets) or f"Add [targets.{name}], with to and address."
            raise SettingsError(f"There is no target {name} (publish of [watch]).", way)
    if watch.webhook and not web_address(watch.webhook):
        raise SettingsError("webhook of [watch] is no address of the web.", "It begins with https://.")
    if watch.mail_to:
        check_smtp(watch.smtp)
    if (watch.summary or watch.crowded) and not (watch.webhook or watch.mail_to):
        what = "summary" if watch.summary else "crowded"
        raise SettingsError(f"{what} of [watch] has nobody to tell.", "Set webhook, or mail_to and smtp.")


def check_smtp(address: str) -> None:
    """See that the address of a mail server is one, without a password.

    Raises:
        SettingsError: It is not.
    """
    parts = Address(address).split
    if parts is None or parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsError("smtp of [watch] is no address.", 'It looks like "smtps://user@mail.example.org".')
    if parts.password:
        raise SettingsError(
            "smtp of [watch] has a password in it.",
            f"Take it out, and set the environment variable {SMTP_PASSWORD} to it.",
        )
