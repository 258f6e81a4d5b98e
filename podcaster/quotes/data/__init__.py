"""What the rules know of a language, as files to read and argue with: word lists and weights, a folder a language."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
"""Where they lie. Not by ``importlib.resources``, which loads what reads archives."""
LANGUAGE = "en"
"""The language whose quotes get their speakers by the full rules."""


def read_data(name: str, language: str = LANGUAGE) -> str:
    """The text of a file of a language's folder.

    Args:
        name: The file's name.
        language: Two letters of ISO 639-1.
    """
    return HERE.joinpath(language, name).read_text("utf-8")


def list_languages(name: str) -> tuple[str, ...]:
    """The languages whose folders have a file, in the order of the alphabet."""
    return tuple(sorted(each.name for each in HERE.iterdir() if each.joinpath(name).is_file()))
