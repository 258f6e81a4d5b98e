"""The rules of each language. One that has rules of its own is a package beside this module, with its ``GRAMMAR``."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from podcaster.languages import tag_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.spoken.rule import Grammar

READ = frozenset({"en", "de", "es", "fr", "it", "pt"})
"""Languages whose numbers, short forms and signs are read by rules."""


def language_of(tag: str) -> str:
    """The language of a BCP 47 tag: ``en`` for ``en-GB``. An empty tag counts as English."""
    return re.split(r"[-_]", (tag_of(tag) or tag or "en").casefold())[0]


@cache
def grammar(tag: str) -> Grammar:
    """The rules for a BCP 47 tag; pauses and markup alone where its language has none of its own.

    A region's own rules, such as those of ``pt-BR``, are made by its language's ``VARIANTS``.
    """
    language = language_of(tag)
    module = import_module(f"podcaster.spoken.{language}.rules" if language in READ else "podcaster.spoken.pauses")
    variants: dict[str, Callable[[], Grammar]] = getattr(module, "VARIANTS", {})
    regions = re.split(r"[-_]", tag.casefold())[1:]
    found: Grammar = next((variants[region]() for region in regions if region in variants), module.GRAMMAR)
    return found
