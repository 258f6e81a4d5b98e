"""What was heard before, by what was listened to: an episode that is proofed again is heard where it has changed."""

from __future__ import annotations

import zlib
from contextlib import suppress
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from podcaster.content import ContentKind
from podcaster.hearing.base import Heard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcaster.content import ContentStore
    from podcaster.hearing.base import Recogniser
    from podcaster.model import Audio

T = TypeVar("T")


class Memory:
    """A recogniser that is asked once about the same sound.

    Args:
        recogniser: Who hears.
        store: Where answers are kept.
    """

    def __init__(self, recogniser: Recogniser, store: ContentStore) -> None:
        self._recogniser = recogniser
        self._store = store
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
        return self._recall(("compare whole", language, *texts), sound, tuple[float, ...], ask)

    def _recall(self, question: Sequence[str], sound: Audio, kind: type[T], ask: Callable[[], T]) -> T:
        """The answer that was given before, else a new one. A damaged file counts as none."""
        import msgspec

        head = "\0".join((*self._who, *question, str(sound.sample_rate), "")).encode()
        key = sha256(head + sound.pcm).hexdigest()
        with suppress(ValueError, msgspec.DecodeError):
            checksum, kept = (self._store.load(ContentKind.HEARD, key) or b"").split(b"\n", 1)
            if checksum == _checksum(kept):
                return msgspec.json.decode(kept, type=kind)
        answer = ask()
        kept = msgspec.json.encode(answer)
        self._store.save(ContentKind.HEARD, key, [_checksum(kept), b"\n", kept])
        return answer


def _checksum(answer: bytes) -> bytes:
    return b"%08x" % zlib.crc32(answer)
