"""What the words of a name show: whether they are one, where its titles end, and whose it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.quotes import lists
from podcaster.quotes.lists import row_in, words_in
from podcaster.quotes.mentions.fronts import is_front, is_rank, name_behind
from podcaster.quotes.mentions.given_names import is_given_name, may_be_given
from podcaster.quotes.mentions.nouns import sort_of
from podcaster.quotes.mentions.portfolios import holder_length
from podcaster.quotes.mentions.ranks import PREFIXED
from podcaster.quotes.words.opening_names import opens_a_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.words.tokens import Paragraph, Token

NOBLES = words_in("mentions", "names nobles")
"""Titles that stand with a place instead of a name."""


ORIGINS = row_in("mentions", "names origins")
"""What words end in that say where a name is from and are no part of it: "the Cork-born Jane Roe"."""


class NameShapes:
    """What an article's letters show about its names: words that it writes small, and capitals inside sentences."""

    def __init__(self, paragraphs: Iterable[Paragraph], *, story: bool = False) -> None:
        self.story = story
        self.small: set[str] = set()
        self.inside: set[str] = set()
        self.ranks: set[str] = set()
        """Letters with the surname before which, and a given name, they stand: "sho singh"."""
        for paragraph in paragraphs:
            starts = {begin for begin, _ in paragraph.sentences}
            heading = paragraph.shouts
            for place, token in enumerate(paragraph.tokens):
                if token.text[0].islower():
                    self.small.add(token.lower)
                elif token.tag == "NNP" and not heading:
                    if place not in starts or (token.lower.endswith("ing") and opens_a_body(paragraph.tokens, place)):
                        self.inside.add(token.lower)
                    if token.text[-1].isupper() and is_rank(token, behind := name_behind(paragraph.tokens, place)):
                        self.ranks.add(f"{token.lower} {behind[-1].lower}")

    def is_front(self, words: Sequence[Token]) -> bool:
        """Whether the first word of a name, its titles left out, is a rank, a side or a trade, and no part of it."""
        return is_front(words, self.small, self.inside, self.ranks)

    def is_name(self, tokens: Sequence[Token], *, starts: bool) -> bool:  # noqa: PLR0911  (a rule a return)
        """Whether a capitalised word is (part of) a name, rather than the first word of a sentence.

        Args:
            tokens: The word, and those behind it in its run of capitals.
            starts: It begins a sentence.
        """
        token, after = tokens[0], tokens[1] if len(tokens) > 1 else None
        body = after is not None and tokens[-1].lower in lists.ORGANISATION_WORDS  # "Epping Forest Council"
        if token.lower in lists.TIMES and not (
            _is_given_time(token, after, starts=starts) or _is_paper_of_a_day(tokens)
        ):
            return False
        if len(token.text) > 2 and token.text[1] == "-" and token.text[2:3].isupper():
            return False  # "(R-Ohio)"
        if token.lower.endswith(ORIGINS):
            return False
        if not starts:
            return True
        if token.text in {"Will", "May"} and after is not None and after.tag == "NNP":
            return True  # tagged as a name only where it is one
        numbered = token.lower in {"no", "number"} and after is not None and after.text.isalnum()  # "No 10"
        numbered |= self._is_numbered(tokens) or _is_quality(tokens)
        if token.lower in lists.COMMON_STARTERS and not numbered:
            return False
        if token.lower.endswith("ing") and len(token.lower) > 5 and token.lower not in self.inside and not body:
            return False
        if token.lower in self.inside:
            return True
        if token.lower.endswith("ly") and token.lower in self.small:
            return False  # "Presently Roe said"
        if after is not None and after.tag == "NNP" and token.lower not in lists.ADVERBS:
            return token.lower not in self.small or after.lower in self.inside
        return token.lower not in self.small and not sort_of(token.lower) and not token.lower.endswith(("ly", "ing"))

    def _is_numbered(self, tokens: Sequence[Token]) -> bool:
        """Whether an ordinal begins a body's name: "First Baptist said"."""
        if tokens[0].lower not in ORDINALS or len(tokens) < 2 or tokens[1].tag != "NNP":
            return False
        told = any(token.lower in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES for token in tokens[1:])
        return told or (tokens[0].lower in self.inside and not is_given_name(tokens[1].text))


NICKNAME = 18
"""Characters of a nickname in marks, at most."""


def is_nickname(tokens: Sequence[Token], place: int) -> bool:
    """Whether a passage is the nickname inside a name: Lucinda "Lulu" Ferrant; not the Lantern "Street" star.

    Args:
        tokens: The paragraph's words.
        place: The passage's.
    """
    if place + 1 >= len(tokens) or tokens[place - 1].tag != "NNP" or tokens[place + 1].tag != "NNP":
        return False
    if tokens[place].end - tokens[place].start > NICKNAME:
        return False
    titled = place > 1 and tokens[place - 2].lower.rstrip(".") in lists.TITLES
    suffixed = place + 2 < len(tokens) and tokens[place + 2].lower in lists.SUFFIXES
    return titled or suffixed or may_be_given(tokens[place - 1].text)


_OF_A_DAY = words_in("mentions", "names of a day")
"""What papers are called behind the day on which they come out."""


def _is_paper_of_a_day(words: Sequence[Token]) -> bool:
    """Whether a day begins the name of a paper: "The Sunday Times", "the Saturday Evening Post"."""
    named = 2 <= len(words) <= 3 and all(word.lower in _OF_A_DAY for word in words[1:])
    return named and words[0].lower in {"saturday", "sunday"}


def behind_times(tokens: Sequence[Token], words: list[int]) -> list[int]:
    """The words of a name without the times before it: "Player of the Year | Jane Roe".

    Args:
        tokens: The paragraph's words.
        words: Those of the name.
    """
    if _is_paper_of_a_day([tokens[place] for place in words]):
        return words
    while len(words) > 2 and tokens[words[0]].lower in lists.TIME_NOUNS - ORDINALS:
        words = words[1:]
    return words


def _is_quality(words: Sequence[Token]) -> bool:
    """Whether an adjective that opens a sentence belongs to a name, with one other word: "Good Housekeeping said"."""
    if len(words) != 2 or words[0].lower not in _QUALITIES or words[1].tag != "NNP":
        return False
    word = words[1]
    return not (is_given_name(word.text) or sort_of(word.lower) == "person" or word.lower in lists.TITLES)


_QUALITIES = frozenset({"good", "new", "old"})
_TIMES_TOO = frozenset({"jan", "april", "may", "june", "august", "summer", "autumn"})
"""Months and seasons that are given names."""


def _is_given_time(token: Token, after: Token | None, *, starts: bool) -> bool:
    """Whether a month or a season is somebody's given name: "Jan Roe", "June Roe, a teacher"; not "May Day"."""
    if token.lower not in _TIMES_TOO or token.text.endswith(".") or after is None or after.tag != "NNP":
        return False
    lower = after.lower
    known = lower in lists.TIMES or lower in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES or lower in lists.OCCASIONS
    titled = lower in lists.HONORIFICS or (sort_of(lower) != "" and not lower.endswith("man"))
    return not (known or titled) if starts else token.lower not in {"summer", "autumn"}


def joined(tokens: list[Token]) -> tuple[str, ...]:
    """The words of a name, a possessive sign as part of the word before it."""
    words: list[str] = []
    for token in tokens:
        if token.tag == "POS" and words:
            words[-1] += token.text
        else:
            words.append(token.text)
    return tuple(words)


_LEARNED = ("ologist", "ician", "grapher")
"""What words for professions end in, and given names do not."""


GIVEN_TOO = frozenset({"earl", "dean", "duke"})
"""Titles that are given names as well, before a surname alone."""
NAMES_TOO = GIVEN_TOO | words_in("mentions", "names names too")
"""Titles that stand inside full names, or before a surname as a given name: "Robert Earl Roe", "Major Roe"."""
_UNDER = words_in("mentions", "names under") | GIVEN_TOO
"""Words before an office."""


_ELECT = ("-elect", "-designate")


def _is_given_first(word: str) -> bool:
    """Whether a noun for a person is no title and a given name as well: "Nan Corey", "Guy Roe"."""
    plain_noun = word in lists.PERSON_NOUNS and word not in lists.TITLES and word not in lists.HONORIFICS
    return plain_noun and is_given_name(word.capitalize())


def _run_of_titles(words: list[str]) -> int:
    """How many of a name's first words are titles, what they belong to among them, or the whole name."""
    end = 0
    for place, word in enumerate(words):
        plain = word.rstrip(".")
        if _is_middle(words, end, place) or (place + 2 == len(words) and words[-1] in _FAITHS):
            break
        is_title = (
            plain in lists.TITLES
            or plain in lists.HONORIFICS
            or plain.endswith(_ELECT)
            or ((plain.startswith(PREFIXED) or "-of-" in plain) and sort_of(plain) == "person")
            or (place + 1 < len(words) and (plain in lists.PERSON_NOUNS or plain.endswith(_LEARNED)))
            or (plain in lists.POSITIONS and _plays(words[place + 1 :]))
        )
        if is_title and not _is_begun(words, place):
            end = place + 1
        elif end == place and place and word[0].isdigit() and place + 2 < len(words):
            end = place + 1 + (words[place + 1] == "class")  # "Sgt. 1st Class"
        elif end == place and place and word in {"of", "for"} and place + 2 < len(words) and words[-2] != "and":
            end = max(place + 2, len(words) - holder_length(words))
        elif end == place and place and word in lists.ORGANISATION_WORDS and place + 2 < len(words):
            end = place + 1
    return end


def titles_end(words: list[str]) -> int:
    """How many of a name's first words are titles and what goes with them ("Chief of Staff", "White House Speaker")."""
    if words[1:3] in (["of", "the"], ["for", "the"]) and words[0] in lists.ORGANISATION_WORDS - lists.TITLES:
        return 0  # "Office of the Water Commissioner"
    if len(words) > 2 and words[-1] in lists.ORGANISATION_WORDS - lists.ALSO_SURNAMES and words[-2] not in lists.TITLES:
        return 0  # "National Republican Senatorial Committee"
    if len(words) == 2 and (words[0] in GIVEN_TOO or _is_given_first(words[0])):
        return 0
    if words[0] == "earl" and words[1:2] != ["of"]:
        return 0  # "Earl Warren Roe"
    end = _run_of_titles(words)
    if 1 < end == len(words) - 1 and words[end - 1] in GIVEN_TOO and words[end - 2] not in _UNDER:
        end -= 1  # "Captain Dean Roe"
    if end == len(words) and len(words) > 1 and not _all_titles(words):
        # "Ada Bishop", "Tom Judge": a surname that is a word for a role as well.
        return titles_end(words[:-1]) if words[0] not in lists.ORGANISATION_WORDS else end
    return end


def _is_middle(words: list[str], end: int, place: int) -> bool:
    """Whether a title stands between a given name and a surname, and is a part of the name: "Robert Earl Roe"."""
    if words[place] not in NAMES_TOO or place == end or place + 2 != len(words):
        return False
    return all(is_given_name(word.capitalize()) and word not in lists.COUNTRIES for word in words[end:place])


_FAITHS = words_in("mentions", "names faiths")
"""What churches are called at the end of their names."""
_SAINTS = frozenset({"st", "saint"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth"})


def _is_begun(words: list[str], place: int) -> bool:
    """Whether a word begins a body's name, a place's or a surname: "St. Paul AME Church", "Ian St. John"."""
    if words[place].rstrip(".") in _SAINTS or words[place] == "del":  # "Guillermo del Roe"; "Del." is a delegate
        return True
    behind = words[place + 1].rstrip(".") if place + 1 < len(words) else ""
    role = behind in lists.TITLES or behind in lists.HONORIFICS or sort_of(behind) == "person"
    return words[place] in ORDINALS and not role


def _plays(words: list[str]) -> bool:
    """Whether the words behind a position are a player's whole name, and no part of a body's or a place's."""
    known = any(word in lists.ORGANISATION_WORDS or word in lists.COUNTRIES or sort_of(word) for word in words)
    return len(words) > 1 and (is_given_name(words[0].capitalize()) or (len(words) == 2 and not known))


def _all_titles(words: list[str]) -> bool:
    return all(
        word in lists.TITLES or word in lists.HONORIFICS or word in lists.ORGANISATION_WORDS or word.isupper()
        for word in words[:-1]
    )


def sort_of_name(words: tuple[str, ...], titles: list[str]) -> str:  # noqa: PLR0911  (a rule a return)
    """What a name and the titles before it show: "person", "body", "thing", "code", or empty."""
    lowered = [word.lower().rstrip(".") for word in words]
    if len(words) == 2 and lowered[0] in {"no", "number"}:
        return "body"  # "No 10"
    of = len(lowered) > 2 and lowered[1] in {"of", "for"}
    organised = [word for word in (lowered if of else lowered[1:] or lowered) if word in lists.ORGANISATION_WORDS]
    if organised and (not titles or lowered[-1] in lists.ORGANISATION_WORDS):
        weak = set(organised) <= lists.ALSO_SURNAMES
        if weak and len(words) in {2, 3} and may_be_given(words[0]):
            return "person" if titles else ""  # "Maxine Hall"
        return "" if weak and len(words) == 1 else "thing" if weak and len(words) == 2 else "body"
    plays = len(words) == 2 and titles and titles[-1] in lists.POSITIONS
    if plays or any(
        title in lists.HONORIFICS or title in lists.TITLES or sort_of(title) == "person" for title in titles
    ):
        return "person"
    if len(words) == 1 and any(letter.isdigit() for letter in words[0]):
        return "code"
    if words[-1][-1] in "?!" or (len(words) == 1 and words[0].isupper() and len(words[0]) > 1):
        return "body"  # "Which? said"
    return ""
