"""What the web answers about a file that was sent: hosts must serve a show as podcast apps ask for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from podcaster.errors import PublishError
from podcaster.publish.plan import FileKind

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from podcaster.publish.plan import Upload

MAX_REDIRECTS = 5
"""Apps follow a few."""

RANGE = 100
"""Bytes that are asked for as a part of a file."""


class Web:
    """Asks for files at their web addresses."""

    @cached_property
    def client(self) -> httpx.Client:
        """Made when something is asked: reading the certificates takes a while."""
        return httpx.Client(
            timeout=httpx.Timeout(30.0),
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            headers={"Accept-Encoding": "identity"},
        )

    def verify(self, upload: Upload, address: str) -> str:
        """Ask for a file as apps do: HEAD, and for audio a range.

        Returns:
            What could be better, as a sentence; empty when nothing.

        Raises:
            PublishError: Apps could not play it.
        """
        try:
            head = self.client.head(address)
            if head.status_code != 200:
                raise refusal(
                    address, f"answers {head.status_code} to HEAD", "Look at the target's address and rights."
                )
            length = head.headers.get("Content-Length")
            if length is not None and int(length) != upload.size:
                cure = "Something else answers there, or a cache keeps an older file: empty it, or publish again later."
                raise refusal(address, f"has {length} bytes, not {upload.size}", cure)
            if upload.kind is FileKind.AUDIO:
                self._verify_range(upload, address)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise refusal(address, f"cannot be asked: {error}", "Look at the target's address.") from error
        given = head.headers.get("Content-Type", "").partition(";")[0].strip()
        wanted = upload.type.partition(";")[0]
        if given == wanted:
            return ""
        what = f"{address} is served as {given or 'nothing'}, not as {wanted}."
        if upload.kind is FileKind.AUDIO:
            raise PublishError(what, "Teach the host the type of its files.")
        return what

    def _verify_range(self, upload: Upload, address: str) -> None:
        """Ask for the first bytes alone, as every player does that lets listeners jump."""
        last = min(RANGE, upload.size) - 1
        answer = self.client.get(address, headers={"Range": f"bytes=0-{last}"})
        expected = f"bytes 0-{last}/{upload.size}"
        if answer.status_code != 206 or answer.headers.get("Content-Range") != expected:
            cure = "Apple and others refuse hosts without ranges; use another one."
            raise refusal(address, f"answers {answer.status_code} to a range of bytes, not 206", cure)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "client" in self.__dict__:
            self.client.close()


def refusal(address: str, what: str, cure: str) -> PublishError:
    """The error for a file that the web does not serve as it must."""
    return PublishError(
        f"{address} {what}; the feed was left as it was.", f"{cure} To publish all the same: verify = false."
    )
