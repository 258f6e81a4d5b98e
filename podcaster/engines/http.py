"""Any server that answers ``POST <base>/audio/speech``, such as Kokoro-FastAPI, Speaches, LocalAI or LiteLLM's proxy.

::

    [engines.http]
    base_url = "http://localhost:8880/v1"
    model = "kokoro"
    voices = ["af_heart", {id = "am_adam", gender = "male"}]
    key_env = "SPEECH_KEY"        # the name of the variable that holds the key; the key itself never stands in a file
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Annotated, Any, Literal

from podcaster.engines.base import API_VERSION, Engine, GivenUpError, Problem
from podcaster.engines.discovery import read_options
from podcaster.engines.listing import ListedVoice, listed_voices
from podcaster.engines.pieces import join_sounds, split_text
from podcaster.errors import AudioError, EngineError, SettingsError, close_matches
from podcaster.model import Audio, Gender, Voice
from podcaster.patterns import on_demand
from podcaster.settings.check import Range
from podcaster.spoken.text import Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx

FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds before a request is tried again; doubled each time."""
LONGEST_RETRY_AFTER = 120.0
"""Seconds that a server may ask us to wait."""
MAX_ANSWER = 300_000_000
"""Bytes of an answer: four thousand letters at the highest rates take a third."""
CHECK_TIMEOUT = 5.0
"""Seconds in which a server has to take a connection."""

_AGAIN = {408, 409, 425, 429}
_KOKORO = on_demand(r"([abefhijpz])([fm])_\w+")
_KOKORO_LANGUAGES = {
    "a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-BR", "z": "zh",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """``[engines.http]``, or ``[engines.http.<name>]`` for several servers."""

    base_url: str = ""
    """The server, up to and with its ``/v1``."""
    model: str = ""
    """What the server calls its model; empty: it is not asked for one."""
    voices: tuple[str | ListedVoice, ...] = ()
    """Its voices, each an id or a table (``id``, ``language``, ``gender``, ``licence``); else the server is asked."""
    key_env: str = ""
    """The environment variable that holds the key; empty: none is sent."""
    format: Literal["wav", "mp3", "flac", "opus", "aac", "pcm"] = "wav"
    """What it is asked to answer with."""
    sample_rate: Annotated[int, Range(8000, 192_000)] = 24000
    """Samples a second of bare ``pcm``, which has no header to say it."""
    parallel: Annotated[int, Range(0, 256)] = 2
    """Requests at once."""
    max_characters: Annotated[int, Range(1, 1_000_000)] = 4000
    """Longer texts are sent in pieces, cut between sentences."""
    timeout: Annotated[float, Range(0.1, 3600)] = 120.0
    """Seconds without an answer, or without its next part."""
    retries: Annotated[int, Range(0, 100)] = 5
    """How often a request is tried again."""
    letters: Literal["dotted", "spaced", "plain"] = "spaced"
    """How letters are spelled for it: E.P.A., E P A, or EPA as written."""
    ipa: Literal["", "markdown"] = ""
    """"markdown" where it takes ``[Nguyen](/wɪn/)``, as Kokoro-FastAPI does."""
    extra: dict[str, Any] = field(default_factory=dict)
    """Further fields of each request, such as ``{normalization_options = {normalize = false}}``."""


class HttpEngine(Engine):
    """Asks a server for every line."""

    api_version = API_VERSION
    version = "1"

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        super().__init__(name, options)
        self._options: HttpOptions = read_options(HttpOptions, name, options)
        self._base = self._options.base_url.rstrip("/")
        if self._base and not re.fullmatch(r"https?://[^/@\s]+(/\S*)?", self._base):
            raise SettingsError(
                f"{name}: base_url has to be an http(s) address without a name or key in it.",
                "Put the key into an environment variable and its name into key_env.",
            )
        self.style = Style(letters=self._options.letters, ipa=self._options.ipa or None)
        self.parallel = max(1, self._options.parallel)
        self._slots = BoundedSemaphore(self.parallel)
        self._lock = Lock()
        self._http: httpx.Client | None = None

    def check(self) -> Sequence[Problem]:
        """Whether a server is set up and takes connections, and the key is there."""
        if not self._base:
            return [Problem("No server is set up.", "Set base_url of [engines.http] in podcaster.toml.")]
        variable = self._options.key_env
        if variable and not os.environ.get(variable):
            return [
                Problem(f"The environment variable {variable} is not set.", f"Put the server's key into {variable}.")
            ]
        import httpx

        try:
            self._client().get(f"{self._base}/models", timeout=CHECK_TIMEOUT)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return [Problem(f"No server answers at {self._base}: {error}.", "Start it, or correct base_url.")]
        except httpx.HTTPError:
            pass  # it is there; whether it can speak shows when it is asked to
        return ()

    def voices(self) -> Sequence[Voice]:
        """What the settings list, else what the server lists at ``/audio/voices``.

        Raises:
            EngineError: Neither does.
        """
        if self._options.voices:
            return [_known(voice) for voice in listed_voices(self.name, self._options.voices)]
        import httpx

        try:
            answer = self._client().get(f"{self._base}/audio/voices", timeout=CHECK_TIMEOUT)
            answer.raise_for_status()
            body = answer.json()
            entries: list[Any] = body["voices"] if isinstance(body, dict) else body
            names = [entry if isinstance(entry, str) else str(entry.get("id") or entry["name"]) for entry in entries]
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EngineError(
                f"{self._base} does not list its voices.", "List them as voices of [engines.http] in podcaster.toml."
            ) from error
        return [_known(voice) for voice in listed_voices(self.name, tuple(names))]

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002
        """The server, the model and what else is asked for."""
        asked = (self._base, self._options.model, self._options.format, self._options.sample_rate, self._options.extra)
        return repr(asked)

    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Have the server say a text, in pieces where it is long.

        Raises:
            GivenUpError: The server refuses, or fails again and again.
        """
        sounds = [self._speak(piece, voice) for piece in split_text(text, self._options.max_characters)]
        return join_sounds(sounds)

    def _speak(self, text: str, voice: Voice) -> Audio:
        body = {"input": text, "voice": voice.id, "response_format": self._options.format, **self._options.extra}
        if self._options.model:
            body["model"] = self._options.model
        if voice.rate != 1.0:
            body["speed"] = round(voice.rate, 3)
        fault = ""
        for attempt in range(self._options.retries + 1):
            try:
                with self._slots:
                    return self._decode(self._post(body))
            except _RetryError as error:
                fault = error.what
                if attempt < self._options.retries:
                    time.sleep(error.after if error.after is not None else _wait(attempt))
        raise GivenUpError(f"{self._base} failed {self._options.retries + 1} times: {self._redacted(fault)}")

    def _post(self, body: Mapping[str, Any]) -> bytes:
        """One request.

        Raises:
            _RetryError: It may go well the next time.
            GivenUpError: It will not.
        """
        import httpx

        try:
            with self._client().stream("POST", f"{self._base}/audio/speech", json=body) as answer:
                parts: list[bytes] = []
                size = 0
                for part in answer.iter_bytes():
                    parts.append(part)
                    size += len(part)
                    if size > MAX_ANSWER:
                        raise GivenUpError(f"{self._base} does not stop answering")
        except httpx.UnsupportedProtocol as error:
            raise GivenUpError(f"{self._base} cannot be asked: {error}") from error
        except httpx.HTTPError as error:
            raise _RetryError(f"{type(error).__name__}: {error}") from error
        data = b"".join(parts)
        if answer.status_code == httpx.codes.OK:
            return data
        raise self._refusal(answer, _message(data), str(body["voice"]))

    def _refusal(self, answer: httpx.Response, message: str, voice: str) -> EngineError:
        status = answer.status_code
        if status in _AGAIN or status >= 500:
            return _RetryError(f"{status} {message}".strip(), _retry_after(answer.headers.get("Retry-After", "")))
        said = f"{self._base} answered {status} {self._redacted(message)}".strip()
        if status in (401, 403):
            variable = self._options.key_env
            return GivenUpError(
                said, f"Correct the key in {variable}." if variable else "Set key_env to the key's variable."
            )
        if status == 404:
            names = [known.id for known in listed_voices(self.name, self._options.voices)]
            return GivenUpError(
                said, f"Check base_url, model and the voice {voice}. {close_matches(voice, names)}".strip()
            )
        if 300 <= status < 400:
            return GivenUpError(said, f"Set base_url to where it leads: {answer.headers.get('Location', '')}")
        return GivenUpError(said)

    def _decode(self, data: bytes) -> Audio:
        from podcaster.audio import decode_audio

        if not data:
            raise _RetryError("the answer is empty")
        if data.lstrip()[:1] in (b"{", b"<") and self._options.format != "pcm":
            raise _RetryError(f"the answer is no sound: {_message(data)}")
        try:
            return decode_audio(data, raw_rate=self._options.sample_rate if self._options.format == "pcm" else 0)
        except AudioError as error:
            raise _RetryError(error.what) from error

    def _client(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._http is None:
                key = os.environ.get(self._options.key_env, "") if self._options.key_env else ""
                # Redirects are not followed: the key goes to base_url and nowhere else.
                self._http = httpx.Client(
                    headers={"Authorization": f"Bearer {key}"} if key else {},
                    timeout=httpx.Timeout(self._options.timeout, connect=CHECK_TIMEOUT * 2),
                    limits=httpx.Limits(max_connections=self.parallel + 1),
                    follow_redirects=False,
                )
            return self._http

    def _redacted(self, message: str) -> str:
        """A server's words without the key, which some repeat."""
        key = os.environ.get(self._options.key_env, "") if self._options.key_env else ""
        return message.replace(key, "***") if key else message

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None


class _RetryError(EngineError):
    """A request failed, and may go well the next time."""

    def __init__(self, what: str, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


def _wait(attempt: int) -> float:
    """Seconds before the next try, with jitter, so that parallel requests do not come back all at once."""
    return min(FIRST_WAIT * float(2**attempt), LONGEST_WAIT) * (1 - random.random() / 2)  # noqa: S311


def _retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for (a number, or a date); None when there is none."""
    from podcaster.times import wire_moment

    try:
        seconds = float(value)
    except ValueError:
        moment = wire_moment(value)
        if moment is None:
            return None
        seconds = moment.timestamp() - time.time()
    return min(max(seconds, 0.0), LONGEST_RETRY_AFTER) if seconds == seconds else None  # noqa: PLR0124 (not a number)


def _message(data: bytes) -> str:
    """What an error answer says, in a line."""
    text = data[:2000].decode("utf-8", "replace")
    try:
        body = json.loads(text)
        inner = body.get("error", body.get("detail", body.get("message", ""))) if isinstance(body, dict) else body
        text = str(inner.get("message", inner)) if isinstance(inner, dict) else str(inner)
    except ValueError:
        pass
    return " ".join(text.split())[:300]


def _known(voice: Voice) -> Voice:
    """A voice with the language and gender that Kokoro's names tell."""
    match = _KOKORO.fullmatch(voice.id)
    if match is None or voice.gender is not Gender.UNKNOWN:
        return voice
    gender = Gender.FEMALE if match[2] == "f" else Gender.MALE
    return Voice(voice.name, voice.engine, voice.id, _KOKORO_LANGUAGES[match[1]], gender, licence=voice.licence)
