"""A few words to a web address: a webhook. The address is checked as those of articles are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.address import Address
from podcaster.article.guard import route
from podcaster.errors import ArticleError, PodcasterError

if TYPE_CHECKING:
    from podcaster.settings import Fetching


class WebhookError(PodcasterError):
    """A webhook did not take what was sent."""


def post(address: str, value: dict[str, Any], reading: Fetching) -> None:
    """Send a value as JSON.

    Raises:
        WebhookError: The server cannot be reached, or refuses; or the address is private, and that is not allowed, or
            it is none. What stands behind its host, which is often a secret, is not told.
    """
    import httpx

    given = Address(address)
    shown = str(given)
    try:
        target, headers, extensions, proxy = route(shown, reading)
        with httpx.Client(timeout=reading.timeout, trust_env=False, proxy=proxy, auth=given.login) as client:
            answer = client.post(target, json=value, headers=headers, extensions=extensions)
    except ArticleError as error:
        raise WebhookError(error.what.replace(shown, given.site or "The address"), error.cure) from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise WebhookError(f"It cannot be reached ({type(error).__name__}).") from error
    if answer.status_code >= 300:
        raise WebhookError(f"It answers {answer.status_code}.")
