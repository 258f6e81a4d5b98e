"""Turns of interviews: behind labels as in English, or as questions that stand alone with their answers below them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from podcaster.patterns import on_demand
from podcaster.quotes.detection.turns import LABEL, MAX_UNLABELLED, InterviewTurn, find_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.quotes.detection.passages import Bounds
    from podcaster.quotes.foreign.language import Language

FEWEST, FEWEST_ANNOUNCED = 3, 2
"""Questions that stand alone and make an interview; fewer where the title or the beginning announces one."""
LONGEST = 300
"""Characters of a question that stands alone."""
_MARK = on_demand(r"[«»“”„\"]")
_WHOLE = on_demand(r"[«“„\"]\s?(?P<words>[^«»“”„]*(?:[«“\"][^«»“”]*[»”\"][^«»“”]*)*)[»”“\"][.]?")
_QUOTED = on_demand(r"«[^«»]*»|[“„][^“”„]*[“”]|\"[^\"]*\"")
_OPENING = 1200
"""Characters from the beginning in which an interview is announced."""


def find_interview(text: str, paragraphs: Bounds, language: Language) -> list[InterviewTurn | None]:
    """The turns of an interview, with or without labels; for each paragraph its turn, or None."""
    labelled = find_turns(text, paragraphs, language.turns)
    if not any(labelled):
        labelled = _answers_labelled(text, paragraphs, language)
    return labelled if any(labelled) else _unlabelled(text, paragraphs, language)


def _answers_labelled(text: str, paragraphs: Bounds, language: Language) -> list[InterviewTurn | None]:
    """The turns of an interview in which only the answers have a name before them: "Kessler: ..."."""
    lines = [None if heading else LABEL.match(text, start, end) for start, end, heading in paragraphs]
    names = Counter(line["label"].split()[-1] for line in lines if line)
    name, count = max(names.items(), key=lambda each: each[1], default=("", 0))
    held = [at for at, line in enumerate(lines) if line and line["label"].split()[-1] == name]
    asked = sum(at > 0 and text[paragraphs[at - 1][1] - 1] == "?" for at in held)
    talks = sum(language.talk.search(text, *paragraphs[at][:2]) is not None for at in held)
    turns: list[InterviewTurn | None] = [None] * len(paragraphs)
    if count < FEWEST or 2 * asked < count or 2 * talks < count or text.count(name) <= count:
        return turns
    for at in range(max(0, held[0] - 1), held[-1] + 1):
        start, end, heading = paragraphs[at]
        line = lines[at] if at in held else None
        if line:
            turns[at] = InterviewTurn(line["label"], line.end())
        elif not heading and at + 1 in held and (at > held[0] or text[end - 1] == "?"):
            turns[at] = InterviewTurn(language.asking[0], start)
        elif not heading and at > held[0] and (before := turns[at - 1]) and before.label != language.asking[0]:
            turns[at] = InterviewTurn(before.label, start, continued=True)
    return turns


def _unlabelled(text: str, paragraphs: Bounds, language: Language) -> list[InterviewTurn | None]:
    asked = [_is_question(text, start, end) for start, end, _ in paragraphs]
    answered = [ask and _is_answer(text, paragraphs, index + 1, asked, language) for index, ask in enumerate(asked)]
    marked = [ask and _in_marks(text, paragraphs[index + 1]) for index, ask in enumerate(answered)]
    answered = marked if any(marked) else answered  # between answers in marks, the narrator speaks
    announced = bool(set(re.findall(r"\w+", text[:_OPENING].casefold())) & language.interview)
    turns: list[InterviewTurn | None] = [None] * len(paragraphs)
    if sum(answered) < (FEWEST_ANNOUNCED if announced else FEWEST):
        return turns
    if not any(marked) and not _is_talk(text, [paragraphs[at + 1] for at, ask in enumerate(answered) if ask], language):
        return turns
    for index, ask in enumerate(answered):
        if not ask:
            continue
        turns[index] = InterviewTurn(language.asking[0], paragraphs[index][0])
        last = min(len(paragraphs), index + 2 + MAX_UNLABELLED)
        for at in range(index + 1, last):
            if at > index + 1 and not _is_answer(text, paragraphs, at, asked, language, goes_on=True):
                break
            start = _behind_mark(text, *paragraphs[at][:2])
            turns[at] = InterviewTurn(language.answering[0], start, continued=at > index + 1)
    _join(text, paragraphs, turns, language)
    return turns


def _is_talk(text: str, answers: Bounds, language: Language) -> bool:
    """Whether half of the answers talk of "me" or to "you" outside of marks; else an article asks what it tells."""
    told = (_QUOTED.sub(" ", text[start:end]) for start, end, _ in answers)
    return 2 * sum(language.talk.search(words) is not None for words in told) >= len(answers)


def _join(text: str, paragraphs: Bounds, turns: list[InterviewTurn | None], language: Language) -> None:
    """Adds the answers in marks between others, and what the interviewer says before them without a question."""
    held = [at for at, turn in enumerate(turns) if turn]
    for at in range(held[0], held[-1]):
        start, end, heading = paragraphs[at]
        behind = _behind_mark(text, start, end)
        if turns[at] is None and not heading and behind > start:
            turns[at] = InterviewTurn(language.answering[0], behind)
            first, last, _ = paragraphs[at - 1]
            if turns[at - 1] is None and last - first <= LONGEST and not _MARK.search(text, first, last):
                turns[at - 1] = InterviewTurn(language.asking[0], first)


def _is_question(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a question that nobody is said to ask."""
    words = text[start:end].rstrip()
    return words.endswith("?") and len(words) <= LONGEST and not _MARK.search(words) and words[:1] not in "—–-"


def _is_answer(
    text: str, paragraphs: Bounds, at: int, asked: Sequence[bool], language: Language, *, goes_on: bool = False
) -> bool:
    """Whether a paragraph may answer the question before it: running text, in marks as a whole or with no report."""
    if at >= len(paragraphs) or paragraphs[at][2] or asked[at]:
        return False
    start, end, _ = paragraphs[at]
    whole = _behind_mark(text, start, end) > start
    if goes_on:
        return not _MARK.search(text, start, end) and language.talk.search(text, start, end) is not None
    return whole or text[start] not in '«“„"—–'


def _in_marks(text: str, paragraph: tuple[int, int, bool]) -> bool:
    """Whether a paragraph stands in one pair of marks."""
    return _behind_mark(text, *paragraph[:2]) > paragraph[0]


def _behind_mark(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin that stands in one pair of marks; else where it begins."""
    whole = _WHOLE.fullmatch(text, start, end)
    return whole.start("words") if whole else start
