"""What is told of an episode's script when it is opened: that it was mended, or what people are to mend in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.languages import tag_of
from podcaster.phrases import phrase
from podcaster.script.titlepage import LANGUAGE
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from podcaster.model import Script


def told_restored(folder: Path, *, restored: bool) -> tuple[str, ...]:
    """What is told of a script that was gone, or empty, where it is there again, as the history has it."""
    told = "{path} was gone, or empty; it is there again, as it was last."
    return (phrase(told, path=folder / SCRIPT_FILE),) if restored else ()


def told_language(script: Script) -> tuple[str, ...]:
    """What is told of a script of an earlier version whose language is none."""
    called = script.metadata.get(LANGUAGE, "")
    if not called or tag_of(called):
        return ()
    told = "{called} is no language: it is spoken as {language}. Write a tag, such as de, behind Language: in {name}."
    return (phrase(told, called=called, language=script.language, name=SCRIPT_FILE),)
