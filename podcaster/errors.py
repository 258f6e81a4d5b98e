"""One family of errors, each a sentence for the user with the way out.

::

    PodcasterError            exit code 1: it was understood, and failed
    ├── InputError            exit code 2: what the user gave cannot be used
    │   ├── ArticleError      a file, page or text that is no article
    │   ├── ScriptError       a mistake in a script or template, with its place
    │   └── SettingsError     podcaster.toml, a pool, a registry or an option
    ├── ReviewError           exit code 3: ``--strict``, and something wants review
    ├── EngineError           speech: an engine is missing or failed
    ├── AudioError            a sound cannot be decoded, measured or encoded
    └── PublishError          a target refused, or a check found an error

Only ``cli`` catches them. Code below maps what its libraries raise to one of these, at the place where it calls them.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class PodcasterError(Exception):
    """A failure that the user can understand: what happened, and what to do about it.

    Args:
        what: One sentence: what is wrong, with the name of the thing in it.
        cure: One sentence: what the user can do. Empty when ``what`` says it.
    """

    exit_code = 1

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what, cure)
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.what} {self.cure}".strip()


class InputError(PodcasterError):
    """What the user gave cannot be used."""

    exit_code = 2


class ArticleError(InputError):
    """A file, page or text that cannot be read as an article."""


class ScriptError(InputError):
    """A mistake in a script or a template; ``what`` begins with its place (``file:line:column``)."""


class SettingsError(InputError):
    """A mistake in podcaster.toml, a pool of voices, a registry or an option."""


class ReviewError(PodcasterError):
    """Something wants an editor's review, and the user asked to stop then."""

    exit_code = 3


class EngineError(PodcasterError):
    """An engine is missing, or failed to speak."""


class AudioError(PodcasterError):
    """A sound cannot be decoded, measured or encoded."""


class PublishError(PodcasterError):
    """A target refused a file, or the show is not fit to be published."""


def reason_of(error: Exception) -> str:
    """Why something cannot be read, for the end of a sentence that names the file already."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


@contextmanager
def apart(what: str) -> Iterator[None]:
    """Work at one of many, each from another stranger: what nobody foresaw in it is a sentence about it.

    Without this a single article of a batch, or a single entry of a feed, would keep all others from being made, in a
    watch again and again.

    Args:
        what: What it is, as the beginning of the sentence.

    Raises:
        PodcasterError: Something happened that is none of the errors that are foreseen.
    """
    try:
        yield
    except (PodcasterError, OSError, MemoryError):
        raise
    except Exception as error:
        raise PodcasterError(
            f"{what} brings up a mistake of this program ({type(error).__name__}: {error}).",
            "Please report it; the others go on.",
        ) from error


def close_matches(name: str, known: Iterable[str]) -> str:
    """Name the few of ``known`` that ``name`` was probably meant to be, as the end of an error sentence.

    Returns:
        ``Did you mean a or b?`` when something is close; else ``There are: a, b, c.``; else an empty string.
    """
    from difflib import get_close_matches

    names = sorted(set(known))
    folded = {candidate.casefold(): candidate for candidate in names}
    close = [folded[match] for match in get_close_matches(name.casefold(), list(folded), n=3, cutoff=0.6)]
    if close:
        return f"Did you mean {' or '.join(close)}?"
    return f"There are: {', '.join(names)}." if names else ""


SIGNALLED = 128
"""Added to a signal's number it is the exit code after that signal, as shells have it."""


class Terminated(SystemExit):
    """Somebody asked the program to end (SIGTERM), or closed its terminal (SIGHUP).

    It is no KeyboardInterrupt, which others on the way take for Ctrl-C and give the exit code of that.
    """

    def __init__(self) -> None:
        super().__init__(SIGNALLED + signal.SIGTERM)
