"""Where a quoted passage stands: its words, its sentence, and the passages beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.sentences import BLANK, SENTENCE_BREAK, STOPS, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WINDOW = 240
"""How far a sentence is followed to either side, in characters: longer ones say nothing more about the passage."""
SENTENCE_WORDS = 6
"""A passage of more words is nearly always speech; what stands beside it is likelier so."""
LIST_GAP = 16
"""Characters between two members of a list, at most: ", and the ", with some white space."""
WORD = on_demand(rf"{BLANK}+|[^\W_]+(?:['’.&-][^\W_]+)*")
LISTED = rf"(?:{BLANK}++[\s,;{STOPS}]*(?:(?:and|or|&)\s)?)*"
"""Pattern for what a list has before this passage, blanked; each blank belongs to one run, so no other way is tried."""
_BETWEEN = on_demand(r"\s*[,;]?\s*(?:(?:and|or|&|then|to|with|plus|but|not)\s+)?(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Surrounded:
    """A passage whose kind is asked for."""

    start: int
    """Offset of the opening mark in the whole text, or of the first word where there is none."""
    end: int
    """Offset behind the closing mark, or behind the last word where there is none."""
    inner_start: int
    """Offset of the first character inside the marks."""
    inner_end: int
    """Offset behind the last character inside the marks."""
    around_start: int
    """Where the text around it begins: its paragraph, or the quotation that it is inside of."""
    around_end: int
    """Offset at which that paragraph or quotation ends."""
    heading: bool
    """It stands in the title or a heading."""
    depth: int
    """How many quotations it is inside of."""
    group: str
    """Its marks: '"', "'", "«", "‹", or empty."""
    certain: bool
    """The layout already says that it is speech."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate with the words in it and around it."""

    candidate: Surrounded
    """The passage whose setting this is."""
    inner: str
    """What stands inside the marks, without the spaces at its ends."""
    words: tuple[str, ...]
    """Inside the marks."""
    left: str
    """The sentence before it, other passages blanked."""
    right: str
    """The sentence behind it."""
    left_raw: tuple[str, ...]
    """The words of ``left``, in the letters of the article."""
    left_words: tuple[str, ...]
    """The same in lower case."""
    right_words: tuple[str, ...]
    """Those of ``right``, in the letters of the article."""
    earlier_words: tuple[str, ...]
    """Of the sentences before that one, as far as the window reaches."""
    beside_speech: bool
    """Another passage of the paragraph is as long as a sentence."""
    before_list: bool
    """Another passage stands before it with no more than a comma or "and" between."""
    behind_list: bool
    """Another passage stands behind it with no more than a comma or "and" between."""
    uses: int
    """How often the article has the same words in quotation marks."""
    whole: bool
    """Nothing but the passage stands in the paragraph."""
    main_group: bool
    """Its marks are those that most of the article's passages have."""

    @property
    def is_closed(self) -> bool:
        """Whether a comma or a stop of its own ends it, so that nothing behind it goes on with its words."""
        return self.inner.endswith(",") or ends_sentence(self.inner)

    @property
    def key(self) -> str:
        """The words in lower case, without end punctuation: what makes two passages the same words."""
        return " ".join(self.words).lower()


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around a passage."""

    earlier: str
    left: str
    right: str
    before_list: bool
    behind_list: bool
    beside_speech: bool
    whole: bool


def settings_of(text: str, candidates: Sequence[Surrounded]) -> list[Setting]:
    """Collects what the features are read from, for all the passages of an article.

    Args:
        text: The whole text.
        candidates: The passages, in order.

    Returns:
        One setting for each.
    """
    families: dict[tuple[int, int, int], list[Surrounded]] = {}
    for candidate in candidates:
        families.setdefault((candidate.around_start, candidate.around_end, candidate.depth), []).append(candidate)
    words = [tuple(WORD.findall(_head(text, candidate))) for candidate in candidates]
    keys = [" ".join(item).lower() for item in words]
    uses: dict[str, int] = {}
    for key in keys:
        uses[key] = uses.get(key, 0) + 1
    doubles = sum(candidate.group == '"' for candidate in candidates)
    places: dict[int, _Place] = {}
    for family in families.values():
        places.update(_surroundings(text, family))
    found = []
    for candidate, inside, key in zip(candidates, words, keys, strict=True):
        place = places[id(candidate)]
        found.append(
            Setting(
                candidate,
                text[candidate.inner_start : candidate.inner_end].strip(),
                inside,
                place.left,
                place.right,
                tuple(WORD.findall(place.left)),
                tuple(word.lower() for word in WORD.findall(place.left)),
                tuple(WORD.findall(place.right)),
                tuple(WORD.findall(place.earlier)),
                place.beside_speech,
                place.before_list,
                place.behind_list,
                uses[key],
                place.whole,
                (candidate.group == "'") == (doubles * 2 < len(candidates)),
            )
        )
    return found


def _head(text: str, candidate: Surrounded) -> str:
    """The inside of a passage, cut off where its length says everything."""
    return text[candidate.inner_start : min(candidate.inner_end, candidate.inner_start + 4 * WINDOW)]


def _surroundings(text: str, family: Sequence[Surrounded]) -> Iterator[tuple[int, _Place]]:
    """What stands around each passage of one paragraph."""
    start, end = family[0].around_start, family[0].around_end
    outline = _outline(text, family, start, end)
    long = [_is_long(text, candidate) for candidate in family]
    for index, candidate in enumerate(family):
        before = family[index - 1] if index else None
        behind = family[index + 1] if index + 1 < len(family) else None
        left = outline[max(0, candidate.start - start - WINDOW) : candidate.start - start]
        right = outline[candidate.end - start : candidate.end - start + WINDOW]
        inner = text[candidate.inner_start : candidate.inner_end].rstrip()
        position = _last_sentence(left)
        yield (
            id(candidate),
            _Place(
                left[:position],
                left[position:],
                _first_sentence(right, inner),
                before_list=before is not None and _is_listed(text, before.end, candidate.start),
                behind_list=behind is not None and _is_listed(text, candidate.end, behind.start),
                beside_speech=any(long[near] for near in (index - 1, index + 1) if 0 <= near < len(family)),
                whole=not left.strip() and not right.strip(" .,;"),
            ),
        )


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether no more than a comma or "and" stands between two passages."""
    return end - start <= LIST_GAP and _BETWEEN.fullmatch(text, start, end) is not None


def _is_long(text: str, candidate: Surrounded) -> bool:
    return text.count(" ", candidate.inner_start, candidate.inner_end) >= SENTENCE_WORDS


def _outline(text: str, family: Sequence[Surrounded], start: int, end: int) -> str:
    """The text with its passages blanked; a stop that ends one stays, as it ends the sentence too."""
    parts: list[str] = []
    position = start
    for candidate in family:
        if candidate.start < position:
            continue
        parts.append(text[position : candidate.start])
        length = candidate.end - candidate.start
        last = text[candidate.inner_start : candidate.inner_end].rstrip()[-1:]
        parts.append(BLANK * (length - 1) + (last if last and last in STOPS else BLANK))
        position = candidate.end
    parts.append(text[position:end])
    return "".join(parts)


def _last_sentence(left: str) -> int:
    """Where the last sentence of a text begins."""
    position = 0
    for match in SENTENCE_BREAK.finditer(left + "A"):
        position = match.end()
    return min(position, len(left))


def _first_sentence(right: str, inner: str) -> str:
    """The rest of the sentence behind a passage; empty when the passage's own full stop ends it."""
    if inner.endswith((".", "…")) and not right.lstrip()[:1].islower():
        return ""
    match = SENTENCE_BREAK.search(right)
    return right[: match.end()] if match else right
