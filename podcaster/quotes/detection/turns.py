"""Finds the turns of an interview printed as a transcript: lines that begin with ``Q:``, ``A:`` or a speaker's name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORD = r"[^\W\d_a-z][\w.'’-]*"
LABEL = on_demand(
    r"(?P<mark>[\"“”„«'‘]?)(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?\s+)?(?:Q\.?\s?\d{1,4}\s+)?"
    rf"(?P<label>{_WORD}(?:[ \xa0](?:{_WORD}|\d{{1,2}}|al|bin|da|de|del|der|di|du|la|van|von)){{0,5}})"
    r"(?:,\s(?=[^\n:]*[A-Z])[^a-z\n:]{2,60})?(?:\s?\([^()\n]{1,60}\))?\s?(?P<stop>:|(?<=^[QA])\.)\s+(?=\S)"
)
"""A name of one to six words, the first with a capital; before it a time or a question's number perhaps, behind it a
role in capitals or a remark in brackets; and a colon."""
_QUESTION_LABEL = on_demand(r"(?P<label>[QA])(?P<stop>[.:]|[ \xa0]?[—–-])\s+(?=\S)")
_GENERIC = frozenset(
    {
        "Q",
        "A",
        "QUESTION",
        "ANSWER",
        "INTERVIEWER",
        "REPORTER",
        "MODERATOR",
        "HOST",
        "CALLER",
        "NARRATOR",
        "AUDIENCE",
        "CHAIR",
        "CHAIRMAN",
        "CHAIRWOMAN",
        "CHAIRPERSON",
        "OPERATOR",
        "SPEAKER",
        "UNKNOWN",
        "UNIDENTIFIED",
        "VOICE",
    }
)
"""Labels that stand for somebody in every transcript."""
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Baroness", "Prof", "Professor",
                     "Senator", "Sen", "Rep", "Gov", "Judge", "Justice", "Councillor", "Cllr"})  # fmt: skip
_FIRST_OR_SECOND = on_demand(r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Oo]ur|me|us|[Yy]ou|[Yy]our)\b")


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What a language's interviews are told by."""

    short: re.Pattern[str]
    """The label of a question or an answer, with what stands between it and the words."""
    generic: frozenset[str]
    """Labels that stand for somebody in every transcript, in capitals."""
    talk: re.Pattern[str]
    """Words of whoever talks of themselves or to somebody."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Label in lower case -> the one that it stands for: "question" is "q"."""


ENGLISH = TurnWords(_QUESTION_LABEL, _GENERIC, _FIRST_OR_SECOND)
MIN_TURNS = 3
"""Fewer labelled lines are a note ("Update:") or a caption, no conversation."""
MAX_LABELS = 40
"""Labels that are looked up in the text, the most frequent first; a conversation has fewer parties."""
MAX_UNLABELLED = 4
"""Paragraphs that an answer may run on for without a new label."""


@dataclass(frozen=True, slots=True)
class InterviewTurn:
    """What one party of an interview says in one paragraph."""

    label: str
    """Who speaks: "Q", "A" or a name; of a turn that goes on, the label that it began with."""
    start: int
    """Offset of the first word behind the label."""
    continued: bool = False
    """The paragraph has no label of its own: the turn goes on."""


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    behind: int
    quoted: bool
    """The label stands inside an opening quotation mark."""


def find_turns(
    text: str, paragraphs: Sequence[tuple[int, int, bool]], words: TurnWords = ENGLISH
) -> list[InterviewTurn | None]:
    """Finds the paragraphs that are turns of an interview.

    A label counts when the article is a conversation: ``MIN_TURNS`` labelled paragraphs, two labels, one of them twice.
    A label that stands once counts only next to another turn. A label that is neither generic ("Q") nor in
    capitals must also occur in the running text as a name, which "Price:" and "Pros:" of a review do not; of one with
    several words that stands twice, its last word. One question is enough where it names who answers it.

    Args:
        text: The whole text.
        paragraphs: Start, end and whether it is a heading, of each paragraph in order.
        words: Those of the text's language.

    Returns:
        For each paragraph its turn, or None.
    """
    lines = [None if heading else _label(text, start, end, words) for start, end, heading in paragraphs]
    known = _speakers(text, lines, words) or _asked_by_name(text, paragraphs, lines)
    lines = [
        line if line and line.label in known and _beside_turn(lines, index, known) else None
        for index, line in enumerate(lines)
    ]
    turns: list[InterviewTurn | None] = []
    last = max((index for index, line in enumerate(lines) if line), default=-1)
    current, run = "", 0
    for index, ((start, end, heading), line) in enumerate(zip(paragraphs, lines, strict=True)):
        if heading or index > last + MAX_UNLABELLED:
            current = ""
        if line is not None:
            current, run = line.label, 0
            turns.append(InterviewTurn(line.label, line.behind))
        elif current and run < MAX_UNLABELLED and _goes_on(text, start, end, words):
            run += 1
            turns.append(InterviewTurn(current, start, continued=True))
        else:
            current = ""
            turns.append(None)
    return turns


def _label(text: str, start: int, end: int, words: TurnWords) -> _Line | None:
    match = words.short.match(text, start, end) or LABEL.match(text, start, end)
    if match is None or len(match.group("label")) > 60:
        return None
    label = words.same.get(match.group("label").casefold(), match.group("label"))
    return _Line(label, match.end(), bool(match.groupdict().get("mark")))


def _speakers(text: str, lines: Sequence[_Line | None], words: TurnWords) -> Counter[str]:
    """The labels that name parties of a conversation, and how often each stands; empty when there is none.

    "MARY ROE, HOST" at the beginning and "ROE" later are one party.
    """
    counts = Counter(line.label for line in lines if line is not None)
    listed = counts.most_common(MAX_LABELS)
    names = {label for label, count in listed if _names_somebody(text, label, count, words)}
    if any(label.upper() in words.generic and counts[label] > 1 for label in names):  # somebody answers the host
        names |= {label for label, count in listed if count > 1 and len(label.split()) > 1}
    parties: Counter[str] = Counter()
    for label in names:
        parties[_party(label)] += counts[label]
    if len(parties) < 2 or parties.total() < MIN_TURNS or max(parties.values()) < 2:
        return Counter()
    return Counter({label: parties[_party(label)] for label in names})


def _asked_by_name(
    text: str, paragraphs: Sequence[tuple[int, int, bool]], lines: Sequence[_Line | None]
) -> Counter[str]:
    """The labels of a question and of its answer, where the one who answers is asked by name: a short interview."""
    parties: Counter[str] = Counter()
    for index, (asked, answer) in enumerate(itertools.pairwise(lines)):
        if asked is None or answer is None or _party(asked.label) == _party(answer.label):
            continue
        question = text[asked.behind : paragraphs[index][1]].rstrip()
        name = answer.label.split()[-1]
        if question.endswith("?") and len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", question):
            parties.update({asked.label: 2, answer.label: 2})
    return parties


def _party(label: str) -> str:
    """What two labels of one party have in common."""
    words = label.upper().split()
    return label.upper() if words[-1].isdigit() else words[-1]


def _beside_turn(lines: Sequence[_Line | None], index: int, known: Counter[str]) -> bool:
    """Whether a label stands twice or more, or the paragraph before or behind it has a label too."""
    line = lines[index]
    if line is None or known[line.label] > 1:
        return True
    # A stage direction may stand between: "(BEGIN VIDEO CLIP)".
    reach = 2 if line.label.isupper() else 1
    beside = [lines[near] for near in range(max(0, index - reach), min(len(lines), index + reach + 1)) if near != index]
    return any(near is not None and known[near.label] > 1 for near in beside)


def _names_somebody(text: str, label: str, count: int, known: TurnWords) -> bool:
    words = label.split()
    if words[0].upper() in known.generic or label.upper() in known.generic or (label.isupper() and len(label) > 1):
        return True
    # Behind a lower-case word, so that neither a sentence's first word nor another label counts.
    if re.search(rf"[a-z,] {re.escape(label)}\b(?!:)", text) is not None:
        return True
    if len(words) < 2 or count < 2:
        return False
    if words[0].rstrip(".") in _TITLES:
        return True
    return re.search(rf"\b{re.escape(words[-1])}\b(?!:)", text) is not None


def _goes_on(text: str, start: int, end: int, words: TurnWords) -> bool:
    """Whether a paragraph without a label still belongs to the turn: somebody talks, and nobody is quoted."""
    return words.talk.search(text, start, end) is not None and not re.search(r"[\"“«]", text[start:end])
