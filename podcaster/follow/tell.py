"""A few words to a web address: a webhook. The address is checked as those of articles are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from podcaster.article.guard import route
from podcaster.errors import PodcasterError

if TYPE_CHECKING:
    from podcaster.settings import Fetching


class WebhookError(PodcasterError):
    """A webhook did not take what was sent."""


def post(address: str, value: dict[str, Any], reading: Fetching) -> None:
    """Send a value as JSON.

    Raises:
        WebhookError: The server cannot be reached, or refuses.
        ArticleError: The address is private, and that is not allowed, or it is none.
    """
    import httpx

    target, headers, extensions, proxy = route(address, reading)
    try:
        with httpx.Client(timeout=reading.timeout, trust_env=False, proxy=proxy) as client:
            answer = client.post(target, json=value, headers=headers, extensions=extensions)
    except httpx.HTTPError as error:
        raise WebhookError(f"It cannot be reached ({type(error).__name__}).") from error
    if answer.status_code >= 300:
        raise WebhookError(f"It answers {answer.status_code}.")
