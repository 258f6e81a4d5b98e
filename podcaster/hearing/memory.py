"""What was heard before, by what was listened to: an episode that is proofed again is heard where it has changed.

::

    <cache>/heard/<first two digits>/<key>.json
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from podcaster.hearing.base import Heard
from podcaster.store import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from podcaster.hearing.base import Recogniser
    from podcaster.model import Audio

T = TypeVar("T")


class Memory:
    """A recogniser that is asked once about the same sound.

    Args:
        recogniser: Who hears.
        cache: The folder of the cache.
    """

    def __init__(self, recogniser: Recogniser, cache: Path) -> None:
        self._recogniser = recogniser
        self._folder = cache / "heard"
        self._who = (recogniser.name, recogniser.version, recogniser.fingerprint())

    def hear(self, sound: Audio, language: str, *, careful: bool = False) -> Heard:
        """What is said in a sound; see :meth:`Recogniser.hear`.

        Raises:
            EngineError: The recogniser failed.
        """
        question = ("careful" if careful else "hear", language)
        ask = partial(self._recogniser.hear, sound, language, careful=careful)
        return self._recall(question, sound, Heard, ask)

    def compare(self, sound: Audio, texts: Sequence[str], language: str) -> tuple[float, ...]:
        """How likely each of several texts is; see :meth:`Recogniser.compare`.

        Raises:
            EngineError: The recogniser failed.
        """
        ask = partial(self._recogniser.compare, sound, texts, language)
        return self._recall(("compare", language, *texts), sound, tuple[float, ...], ask)

    def _recall(self, question: Sequence[str], sound: Audio, kind: type[T], ask: Callable[[], T]) -> T:
        """The answer that was given before, else a new one. A damaged file counts as none."""
        import msgspec

        head = "\0".join((*self._who, *question, str(sound.sample_rate), "")).encode()
        key = sha256(head + sound.pcm).hexdigest()
        path = self._folder / key[:2] / f"{key}.json"
        with suppress(OSError, msgspec.DecodeError):
            answer = msgspec.json.decode(path.read_bytes(), type=kind)
            os.utime(path)
            return answer
        answer = ask()
        write_atomic(path, msgspec.json.encode(answer), durable=False)
        return answer
