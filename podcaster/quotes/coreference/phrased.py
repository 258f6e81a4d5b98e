"""What a description's own words say: which one of several it is, and the phrase for somebody without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes.coreference.agreement import SERVING
from podcaster.quotes.coreference.kin import OTHER_END
from podcaster.quotes.coreference.roles import ANYBODY
from podcaster.quotes.lists import words_in
from podcaster.quotes.mentions.phrases import SOME_ONES

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from podcaster.quotes.coreference.analysis import Reading
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Token

ONE_OF = 6
"""Mentions looked back at for those whom "one" is one of."""
OF_THEM = (["of", "them"], ["of", "those"], ["of", "whom"])
"""What "one" may go on with and still be one of those."""
_ANOTHER = (["CC", "NNP"], [",", "NNP"])
"""Tags of what goes on with a list of names."""
WHICH = words_in("coreference", "phrased which")
"""Words that say which man or woman is meant."""


def one_of(reading: Reading, recent: Sequence[int], speaking: Container[int], mention: Mention) -> str:
    """Who "one" or "another" is of those just spoken of: "one neighbour"; empty: it is neither, or of nobody.

    Args:
        reading: The article, read.
        recent: The mentions before, in order.
        speaking: The mentions that are subjects of reporting verbs.
        mention: The description.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    behind = [token.lower for token in tokens[mention.last : mention.last + 2]]
    if mention.noun not in {"one", "another", "other"} or (behind[:1] == ["of"] and behind not in OF_THEM):
        return ""
    many = [back for back in reversed(recent[-ONE_OF:]) if _are_many(reading.mentions[back], mention)]
    near = [back for back in many if reading.mentions[back].paragraph == mention.paragraph] or many
    spoke = [back for back in near if back in speaking]
    acts = [back for back in near if reading.mentions[back].role == "subject"]  # "His allies met officials. One said"
    return f"{mention.noun} {reading.mentions[(spoke or acts or near)[0]].noun}" if near else ""


def _are_many(other: Mention, mention: Mention) -> bool:
    """Whether a mention is of several people just spoken of."""
    people = other.kind == "description" and other.plural and other.sort == "person"
    return people and other.noun not in SOME_ONES and mention.paragraph - other.paragraph <= 1


def phrase_of(reading: Reading, mention: Mention) -> str:
    """A description with what belongs to it behind it: "a spokesman for the Department of Natural Resources".

    Args:
        reading: The article, read.
        mention: The description.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    end = mention.last
    adjoined = mention.head < end - 1 and end < len(tokens) and tokens[end].tag in {"IN", "TO"}  # "close to"
    whose = mention.owner >= 0 and mention.noun in OTHER_END and not adjoined  # "her father | in jail"
    if end + 1 < len(tokens) and not whose and (adjoined or _adds_whose(tokens, end, mention)):
        stop = end + 1
        while stop < len(tokens) and stop < end + 6 and _goes_on(tokens, stop):
            stop += 1
        listed = mention.sort != "person" and [token.tag for token in tokens[stop : stop + 2]] in _ANOTHER
        counts = stop == end + 2 and tokens[stop - 1].tag == "DT"  # "a mother of three"
        if counts or (
            stop > end + 1 and tokens[stop - 1].tag in {"NN", "NNP"} and not listed
        ):  # "a bench of Justices Roe and Poe"
            end = stop
    start = tokens[mention.first].start
    if mention.owner >= 0 and reading.mentions[mention.owner].paragraph == mention.paragraph:
        start = min(start, reading.mentions[mention.owner].start)
    text = " ".join(reading.text[start : tokens[end - 1].end].split())
    return text[0].lower() + text[1:] if tokens[mention.first].tag in {"DT", "PRP$"} else text


def _adds_whose(tokens: Sequence[Token], end: int, mention: Mention) -> bool:
    """Whether what stands behind a noun says whose somebody is: "a spokesman for", "an aide to", "a source at"."""
    if tokens[end].lower in {"to", "at"}:
        return mention.sort == "person" and mention.noun in _SERVING
    return tokens[end].lower in {"of", "for", "in", "from", "with"}


_SERVING = SERVING | {"source", "insider", "official", "assistant", "secretary"}


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word belongs to the phrase behind "of" or "for": "for the Department of Natural Resources"."""
    if tokens[place].lower == "of":
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return tokens[place - 1].tag == "NNP" and after is not None and after.tag == "NNP"
    return tokens[place].tag in {"DT", "NN", "NNP", "PRP$", "POS"}


def is_told_apart(reading: Reading, mention: Mention) -> bool:
    """Whether what stands behind "the woman" says which one: "the woman in the row behind me".

    Args:
        reading: The article, read; a story's narrator may tell so of somebody met before.
        mention: The description.
    """
    if reading.story or mention.noun not in ANYBODY:
        return False
    behind = reading.paragraphs[mention.paragraph].tokens[mention.last : mention.last + 1]
    return bool(behind) and behind[0].lower in WHICH


def is_of_another(reading: Reading, mention: Mention) -> bool:
    """Whether a description goes on with whose or of what somebody is: "the owner of the bar" is met with it.

    Args:
        reading: The article, read.
        mention: The description.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    behind = tokens[mention.last : mention.last + 2]
    whole = len(behind) == 2 and behind[0].lower == "of" and behind[1].tag in {"DT", "PRP$", "NNP"}
    return whole and not reading.story


_OWN = {"his": "male", "her": "female"}
_HIM = {"he": "male", "she": "female"} | _OWN
BEHIND = 5
"""Words behind its verb within which a pronoun may show who a description is."""


def told_behind(reading: Reading, mention: Mention) -> str:
    """The gender that the words behind its verb show: "the author said in her speech", "the head said he was sad".

    Args:
        reading: The article, read.
        mention: The description.

    Returns:
        "male" or "female" as far as the pronoun is likely to mean who speaks; empty where there is none.
    """
    tokens = reading.paragraphs[mention.paragraph].tokens
    clauses = reading.clauses[mention.paragraph]
    ours = (each for each in clauses if each.subject >= 0 and reading.mentions[each.subject] is mention)
    clause = next((each for each in ours if each.sort in {"say", "speak"}), None)
    if clause is None:
        return ""
    behind = tokens[clause.end : clause.end + BEHIND]
    words = [token.lower for token in behind]
    says = words[1:2] if words[:1] == ["that"] else words[:1]
    if says and says[0] in {"he", "she"} and clause.form == "before":
        return _HIM[says[0]]
    placed = behind and (behind[0].tag == "IN" or words[0] in {"as", "after", "before", "while"})
    return _HIM.get(words[1], "") if placed and len(words) > 1 and words[0] in _WHERE else ""


_WHERE = words_in("coreference", "phrased where")
"""Words before a pronoun that tells of whoever spoke: "said in her speech", "said as she left"."""


def told_before(reading: Reading, mention: Mention) -> str:
    """The gender that a phrase before a subject shows: "Speaking in her own defence, the officer".

    Args:
        reading: The article, read.
        mention: The description.

    Returns:
        "male", "female", or empty where no such phrase stands right before it.
    """
    paragraph = reading.paragraphs[mention.paragraph]
    tokens, begin = paragraph.tokens, paragraph.sentences[mention.sentence][0]
    opens = mention.role == "subject" and mention.first - 1 > begin and tokens[mention.first - 1].tag == ","
    phrase = tokens[begin : mention.first - 1] if opens else []
    if not phrase or phrase[0].tag != "ING" or any(token.tag in {"Q", ",", "NNP"} for token in phrase):
        return ""
    return next((_OWN[token.lower] for token in phrase if token.lower in _OWN), "")
