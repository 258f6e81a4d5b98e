"""What a recogniser is: sound in, words out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.engines import Problem
    from podcaster.model import Audio

API_VERSION = 1
"""Version of the interface below; a recogniser says which one it was written for."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recogniser heard in a sound."""

    text: str
    """The words; empty when there are none."""
    end: float
    """Seconds into the sound at which the last word ends; the sound's length when the recogniser cannot tell."""


class Recogniser(ABC):
    """Writes down what is said in a sound.

    A plug-in derives from it, sets ``api_version`` and writes ``hear``; all else has a default. Making one is cheap:
    heavy imports and models come with the first use.

    Args:
        name: The name of its entry point.
        options: Its section of the settings, ``[recognisers.<name>]``.

    Raises:
        SettingsError: An option is unknown or wrong.
    """

    api_version: ClassVar[int]
    """The version of this interface that it was written for."""
    version: str = "0"
    """A new one hears everything again."""
    parallel: int = 1
    """How many threads may call it at once; 0: as many as there are cores."""

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        self.name = name
        self.options = options

    @abstractmethod
    def hear(self, sound: Audio, language: str, *, careful: bool = False) -> Heard:
        """Write down what is said.

        Args:
            sound: One line as somebody speaks it: from a word to a few minutes.
            language: BCP 47 tag of what is spoken.
            careful: Take the time for a second opinion, reached in another way: the first one found a fault.

        Raises:
            EngineError: It cannot.
        """

    def compare(self, sound: Audio, texts: Sequence[str], language: str) -> tuple[float, ...]:  # noqa: ARG002
        """How likely each of several texts is, given the sound.

        Returns:
            The natural logarithm of a probability (up to a constant) for each text; empty when it cannot tell.
        """
        return ()

    def check(self) -> Sequence[Problem]:
        """What is missing before it can hear; nothing when it is ready."""
        return ()

    def fingerprint(self) -> str:
        """What else decides what is heard, besides name and version: options, a model's digest."""
        return ""

    def prepare(self, workers: int) -> None:  # noqa: B027
        """So many threads are about to call: load what is needed."""

    def close(self) -> None:  # noqa: B027
        """Let go of models."""
