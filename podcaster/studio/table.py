"""The one table of texts: whatever the studio shows in words of the program's is looked up here.

A language is a file in ``texts/``. The page's own words have short keys (``review.done``). A sentence that is made
below the studio is its own key, behind its kind: ``error.The script has no line {line}.`` (what an operation refuses),
``did.`` (the history), ``reason.`` and ``hint.`` (why something is asked, or chosen), ``stage.`` (what is being done).
Everything that the studio and the project's operations say is in it, and a test keeps it so. What comes from deeper
(engines, the disk, the reader of scripts, the checks of a feed) stays the program's sentence, as do the reasons that an
attribution has written into the script.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from podcaster.errors import PodcasterError
from podcaster.phrases import Phrase, filled
from podcaster.refused import in_words


@cache
def texts(language: str = "en") -> dict[str, Any]:
    """All words of the studio."""
    table: dict[str, Any] = json.loads((Path(__file__).parent / "texts" / f"{language}.json").read_text("utf-8"))
    return table


def text(key: str, **values: object) -> str:
    """A text by its key, with values in it."""
    return filled(texts()[key], values)


def worded(kind: str, sentence: str) -> str:
    """A sentence of the program in the table's words; as it is where the table does not have it.

    Args:
        kind: What it is: see the module.
        sentence: A phrase, or a sentence without values.
    """
    form = sentence.form if isinstance(sentence, Phrase) else sentence
    found = texts().get(f"{kind}.{form}")
    if found is None:
        return str(sentence)
    values = sentence.values if isinstance(sentence, Phrase) else {}
    inner = {name: worded(kind, value) if isinstance(value, Phrase) else value for name, value in values.items()}
    return filled(found, inner)


def sentence_of(error: Exception, show: Path | None = None) -> str:
    """What a page says of an error.

    Args:
        error: It.
        show: The show's folder, for what the system refuses there.
    """
    if isinstance(error, OSError):
        error = in_words(error, show)
    if isinstance(error, PodcasterError):
        return " ".join(worded("error", part) for part in (error.what, error.cure) if part)
    if isinstance(error, ValueError | KeyError):
        return text("error.This is no request of the studio's page.")
    return text("failed")
