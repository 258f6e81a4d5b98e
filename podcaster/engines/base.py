"""What an engine is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from podcaster.errors import EngineError
from podcaster.spoken.text import Style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcaster.model import Audio, Voice

API_VERSION = 1
"""Version of the interface below; an engine says which one it was written for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps an engine from speaking."""

    what: str
    """A sentence."""
    cure: str
    """What the user can do, such as a command to run."""
    begun: bool = False
    """Something of it is installed: the user means it to speak, and wants to know that it does not."""


class GivenUpError(EngineError):
    """An engine failed, and trying again is no use: a wrong key, an unknown voice, retries that are used up."""


class Engine(ABC):
    """Turns a text and a voice into sound.

    A plug-in derives from it, sets ``api_version`` and writes ``voices`` and ``synthesize``; all else has a default.
    Making one is cheap: heavy imports, models and connections come with the first use.

    Args:
        name: The name it is known by, which is the ``engine`` of its voices.
        options: Its section of the settings, ``[engines.<name>]``.

    Raises:
        SettingsError: An option is unknown or wrong.
    """

    api_version: ClassVar[int]
    """The version of this interface that it was written for."""
    version: str = "0"
    """Part of every clip's key: a new version speaks everything again."""
    style: Style = Style()
    """What it needs a text to look like: how letters are spelled, whether "..." is a pause, how IPA is written."""
    parallel: int = 1
    """How many threads may call ``synthesize`` at once; 0: as many as there are cores."""
    spare: int = 0
    """Lines more than there are cores that it speaks at once, where it speaks in processes of its own: one is spoken
    while another is edited and kept here. Without the one, ``make`` of 700 words with espeak took 1 to 2 % longer."""

    exact: bool = False
    """It makes speech by rule: it says what it is told, neither less nor more, and the same every time. What a
    recogniser hears wrong in such a voice is the recogniser's fault."""

    def __init__(self, name: str, options: Mapping[str, Any]) -> None:
        self.name = name
        self.options = options

    @abstractmethod
    def voices(self) -> Sequence[Voice]:
        """The voices it has now.

        Raises:
            EngineError: They cannot be listed.
        """

    @abstractmethod
    def synthesize(self, text: str, voice: Voice) -> Audio:
        """Say a text.

        Args:
            text: Words as they are to be said, at most a few thousand characters: never empty, in one line, without
                control characters.
            voice: Which voice; its ``rate`` is a factor to the engine's own speed, its ``pitch`` semitones.

        Raises:
            EngineError: It cannot, or the voice is unknown.
        """

    def check(self) -> Sequence[Problem]:
        """What is missing before it can speak; nothing when it is ready."""
        return ()

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002 (for those who override it)
        """What else decides the sound, besides name, version, voice and text: options, a model's digest."""
        return ""

    def prepare(self, count: int) -> None:  # noqa: B027
        """Begin to get ready, in the background: so many threads are about to ask. Nothing is waited for."""

    def restart(self) -> None:  # noqa: B027 (an engine without state has nothing to do)
        """Begin afresh: a line failed and is going to be tried again."""

    def close(self) -> None:  # noqa: B027
        """Let go of processes, models and connections."""
