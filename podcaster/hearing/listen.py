"""Lines of an episode -> what is wrong with each: heard side by side, a second time where something is, and judged."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcaster.hearing.compare import Difference, differences
from podcaster.hearing.edges import edge_faults
from podcaster.hearing.findings import Fault, HeardFault, Verdict
from podcaster.hearing.reference import UNKNOWN, compare_sounds
from podcaster.patterns import on_demand
from podcaster.spoken import Style, say_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from podcaster.hearing.base import Heard, Recogniser
    from podcaster.hearing.findings import SpokenLine
    from podcaster.hearing.memory import Memory
    from podcaster.hearing.phonemes import Phonemes, Word
    from podcaster.hearing.reference import Match
    from podcaster.spoken.lexicon import Lexicon

STYLE = Style(letters="spaced", ipa="piper")
"""How a text is written out to be compared: letters one by one, what the lexicon says in phonemes."""
BACKLOG = 4
"""Lines a thread that wait for it, so that memory stays flat with the length of an episode."""
DOUBT = 3.0
"""How much less likely what should be said has to be than what was heard (natural logarithm) before it is a fault."""
DOUBT_BEFORE = 8.0
"""The same where the one thing wrong is a short word before the first: a recogniser that hears a piece out of its
sentence begins it with one ("And she said"), likelier by 1.5 to 4.9 in the five such of 28 natural minutes."""
SHORT = 3.0
"""Phonemes' worth of difference under which such a word is short."""
PACE = 6.5
"""Phonemes a second under which a line is slow enough to hold its words twice: of 207 lines of the samples in espeak's
voices 19 of 20 have 6.9 and more, and the median of 9.9 leaves 5 when a line is doubled. Of nine doubled lines the
recogniser wrote three down once, so a slow line is heard in both of its ways, and the one that repeats is believed."""
_ROUND = on_demand(r"\bone(?= (?:hundred|thousand|million|billion)\b)")
"""A recogniser writes "100" for "a hundred" and for "one hundred"."""
_WORD = on_demand(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Listener:
    """What it takes to judge a line. It is shared by the threads.

    Args:
        memory: Who hears.
        phonemes: How words sound, by the language of the line (BCP 47 tag).
        lexicon: How names and terms are said.
        names: Words in small letters that are names.
    """

    memory: Memory
    """Hears, and knows what was heard before."""
    phonemes: Mapping[str, Phonemes]
    """How words sound, by the language of the line."""
    lexicon: Lexicon | None
    """How names and terms are said; None: as they are written."""
    names: Collection[str]
    """Words that are names, in small letters."""

    def judge(self, line: SpokenLine) -> Verdict:
        """Hear a line, and say what is wrong with it.

        Raises:
            EngineError: The recogniser failed.
        """
        found = compare_sounds(line.sound, line.reference, line.floor) if line.reference else UNKNOWN
        said = self._words(line, line.text, self.lexicon)
        if line.exact and found.known and found.fault is None:
            # It is what its voice says, and that is what it was told: whatever is misheard is the recogniser's fault.
            words = self._words(line, self.memory.hear(line.sound, line.language).text)
            return _verdict(line, said, words, (), (), _wrong(differences(said, words, self.names)))
        heard, words, differing = self._hear(line, said)
        edges = self._edges(line, heard)
        if found.fault in (Fault.CUT, Fault.NOISE):
            edges = [found.fault]
        elif found.fault and not differing:
            differing = [_lost(found, said)]
        return _verdict(line, said, words, differing, edges, _wrong(differing))

    def _edges(self, line: SpokenLine, heard: Heard) -> list[Fault]:
        """What is wrong with the ends of a line; a noise behind the last word only where two hearings end before it."""
        if heard.text.rstrip(".,!?")[-1:].isdigit():  # one token for several words, which tells only where they begin
            heard = replace(heard, end=line.sound.duration)
        found = edge_faults(line.sound, heard, line.floor)
        if Fault.NOISE not in found:
            return found
        again = self.memory.hear(line.sound, line.language, careful=True)
        return edge_faults(line.sound, replace(heard, end=max(heard.end, again.end)), line.floor)

    def _hear(self, line: SpokenLine, said: Sequence[Word]) -> tuple[Heard, list[Word], list[Difference]]:
        """What is heard, its words, and where those differ; heard a second time where they do."""
        heard = self.memory.hear(line.sound, line.language)
        words = self._words(line, heard.text)
        found = differences(said, words, self.names)
        slow = _pace(said, line) < PACE
        if (found or slow) and not (slow and _repeats(found)):
            again = self.memory.hear(line.sound, line.language, careful=True)
            other = self._words(line, again.text)
            second = differences(said, other, self.names)
            if _weight(second) < _weight(found) or (slow and _repeats(second)):
                heard, words, found = again, other, second
        before = _is_before(found)
        doubt = DOUBT_BEFORE if before else DOUBT
        if found and (before or not (slow and _repeats(found))) and self._as_likely(line, heard, doubt):
            found = []
        return heard, words, found

    def _words(self, line: SpokenLine, text: str, lexicon: Lexicon | None = None) -> list[Word]:
        return self.phonemes[line.language].words(prepare_text(text, lexicon, line.language))

    def _as_likely(self, line: SpokenLine, heard: Heard, doubt: float) -> bool:
        """Whether what should be said fits the sound about as well as what was heard."""
        found = self.memory.compare(line.sound, (line.text, heard.text), line.language)
        return bool(found) and found[0] > found[1] - doubt


def prepare_text(text: str, lexicon: Lexicon | None, language: str) -> str:
    """A text the way it is said: scripts and recognisers write figures."""
    return _ROUND.sub("a", say_text(text, lexicon, STYLE, language=language).text)


def _repeats(found: Iterable[Difference]) -> bool:
    return any(item.fault is Fault.REPEATED for item in found)


def _is_before(found: Sequence[Difference]) -> bool:
    """Whether the one thing wrong is a short word before the first."""
    return len(found) == 1 and found[0].said == (0, 0) and found[0].heard == (0, 1) and found[0].weight < SHORT


def _pace(said: Iterable[Word], line: SpokenLine) -> float:
    """Phonemes that should be heard in a second of a line."""
    return sum(len(word.sounds) for word in said) / max(line.sound.duration, 0.01)


def _weight(found: Iterable[Difference]) -> float:
    return sum(item.weight for item in found)


def _wrong(found: Iterable[Difference]) -> int:
    """How many words differ."""
    return sum(max(item.said[1] - item.said[0], item.heard[1] - item.heard[0]) for item in found)


def _lost(found: Match, said: Sequence[Word]) -> Difference:
    """What the sound alone tells, with the words that should be heard about there."""
    assert found.fault is not None
    if found.fault is not Fault.DROPPED:
        return Difference(found.fault, (0, 0), (0, 0), 0.0)
    total = sum(len(word.sounds) for word in said)
    begin, end = (share * total for share in found.lost)
    middles = [sum(len(word.sounds) for word in said[:at]) + len(word.sounds) / 2 for at, word in enumerate(said)]
    inside = [at for at, middle in enumerate(middles) if begin <= middle <= end]
    nearest = min(range(len(said)), key=lambda at: abs(middles[at] - (begin + end) / 2), default=0)
    first, last = (inside[0], inside[-1]) if inside else (nearest, nearest)
    return Difference(found.fault, (first, last + 1), (0, 0), 0.0)


def _verdict(
    line: SpokenLine,
    said: Sequence[Word],
    heard: Sequence[Word],
    found: Sequence[Difference],
    edges: Sequence[Fault],
    wrong: int,
) -> Verdict:
    everything = (_text(said), _text(heard))

    def finding(fault: Fault, one: str, other: str) -> HeardFault:
        place = (line.index, line.place, line.role, fault, line.start, line.end)
        return HeardFault(*place, one, other, *everything)

    findings = [finding(item.fault, _text(said[slice(*item.said)]), _text(heard[slice(*item.heard)])) for item in found]
    findings += [finding(fault, "", "") for fault in edges]
    return Verdict(line, everything[1], len(said), wrong, tuple(findings))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def listen(
    lines: Iterable[SpokenLine], listener: Listener, workers: int, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Verdict]:
    """Judge lines side by side.

    Args:
        lines: What was spoken; each is asked for when a thread is nearly free.
        listener: Who judges.
        workers: How many lines at once.
        progress: Called with the number of lines that are done.

    Yields:
        A verdict a line, in order.

    Raises:
        EngineError: The recogniser failed.
        AudioError: A line's sound cannot be read.
    """
    waiting: deque[Future[Verdict]] = deque()
    done = 0
    with ThreadPoolExecutor(workers, "hearing") as pool:
        try:
            for line in lines:
                waiting.append(pool.submit(listener.judge, line))
                while len(waiting) > BACKLOG * workers:
                    yield waiting.popleft().result()
                    done += 1
                    progress(done)
            while waiting:
                yield waiting.popleft().result()
                done += 1
                progress(done)
        finally:
            pool.shutdown(cancel_futures=True)


def worker_count(recogniser: Recogniser, asked: int) -> int:
    """How many lines are heard at once."""
    return recogniser.parallel or asked or os.cpu_count() or 1


def names_in(texts: Iterable[str], people: Iterable[str] = ()) -> frozenset[str]:
    """Words that are names: those of people, and those that stand in the texts with a capital and never without one.

    Returns:
        The words in small letters.
    """
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            (capital if word[0].isupper() else small).add(word.casefold())
    parts = {part.casefold() for name in people for part in _WORD.findall(name)}
    return frozenset(capital - small | parts)
