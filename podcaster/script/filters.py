"""The filters that templates get beside Jinja2's own; ``podcaster templates docs`` prints their docstrings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.sentences import ends_sentence
from podcaster.wording import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    from podcaster.script.views import PassageView, PieceView

BEST_LENGTH = (12, 45)
"""Words of a quote that says something and can be taken in at one hearing."""


def spoken_date(day: date | None, language: str = "en") -> str:
    """A date in words, as a language writes it; empty when the date is unknown.

    ``{{ article.published | spoken_date(article.language) }}`` gives March 14, 2026 for en and 14 March 2026 for en-GB.
    """
    if day is None:
        return ""
    return words_of(language).day(day)


def words(name: str, language: str, /, **values: object) -> str:
    """What the program says of its own, in a language: greetings, links between quotes, the disclosure.

    ``{{ "welcome" | words(article.language, show=show.title) }}`` gives Welcome to The Long Read for en. The names and
    the places for values are in ``podcaster/wording/languages/en/words.toml``.
    """
    return words_of(language)(name, **values)


def sentence(text: str) -> str:
    """The text, with a full stop behind it when it does not end like a sentence.

    ``{{ article.title | sentence }}``
    """
    bare = text.rstrip()
    return bare if not bare or ends_sentence(bare) else f"{bare}."


def fountain(piece: PieceView) -> str:
    """A piece as Fountain: its speaker's name, the note and the words, or the words alone for the narrator.

    The macro ``say(piece)`` does this and adds the blank line.
    """
    if piece.role == "Narrator":
        return f"{piece.text} [[{piece.note}]]" if piece.note else piece.text
    return f"@{piece.role}{f' [[{piece.note}]]' if piece.note else ''}\n{piece.text}"


def best(passages: Sequence[PassageView]) -> PassageView | None:
    """The passage to choose when there is time for one only; None when nothing fits.

    Whole sentences, a certain speaker, a length that can be taken in at one hearing, and rather of a main speaker:
    ``{% set quote = article.passages | best %}``
    """
    whole = [passage for passage in passages if not passage.fragment and not passage.uncertain]
    said: dict[str, int] = {}
    for passage in whole:
        said[passage.role] = said.get(passage.role, 0) + passage.words

    def merit(passage: PassageView) -> tuple[bool, int, int]:
        fits = BEST_LENGTH[0] <= passage.words <= BEST_LENGTH[1]
        return fits, said[passage.role], -abs(passage.words - sum(BEST_LENGTH) // 2)

    return max(whole, key=merit, default=None)


FILTERS: dict[str, Callable[..., Any]] = {
    "spoken_date": spoken_date, "words": words, "sentence": sentence, "fountain": fountain, "best": best,
}  # fmt: skip
"""Name in a template -> function."""
