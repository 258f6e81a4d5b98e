"""Who said it: golden cases, what must always hold, and the floors on the development sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quote_cases import Case, load_cases
from quotes_gold import FOLDER, confidences, flat, load_score, load_set

from podcaster.article import read_article
from podcaster.model import Article, Block, BlockKind, Gender, Quote, QuoteKind
from podcaster.quotes import SURE, find_quotes, lists
from podcaster.quotes.alike import alike
from podcaster.settings import Fetching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CASES = load_cases()


def squeezed(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def in_order(quotes: Iterable[Quote], *, inside: bool = False) -> Iterator[tuple[Quote, bool]]:
    for quote in quotes:
        yield quote, inside
        yield from in_order(quote.nested, inside=True)


def mistakes(case: Case) -> list[str]:
    """What a case expects and does not get."""
    article = read_article("-", Fetching(), stdin=case.text.encode())
    found = list(in_order(find_quotes(article)))
    wrong = []
    at = 0
    for expected in case.expected:
        while at < len(found):
            quote, inside = found[at]
            words = article.text[quote.start : quote.end].lstrip("“‘\"'”’")
            if words.startswith(expected.words) and inside == expected.nested:
                break
            at += 1
        else:
            wrong.append(f"not found: {expected.words}")
            at = 0
            continue
        name = quote.speaker.name if quote.speaker else "narrator"
        gender = quote.speaker.gender.value if quote.speaker else ""
        if squeezed(name) != squeezed(expected.speaker):
            wrong.append(f"{expected.words}: {name}, not {expected.speaker}")
        elif expected.gender and gender != expected.gender:
            wrong.append(f"{expected.words}: {name} is {gender}, not {expected.gender}")
        at += 1
    return wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden_case(case: Case) -> None:
    assert mistakes(case) == []


def plain_article(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    """A text as an article, a line a block, whatever is in it."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    return Article("", "", None, "en", "-", "", "", "", text, tuple(blocks))


WORDS = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "said", "Jane Roe", "he", "she", ",", ".", "?", "\n", "\n\n", "the mayor", "told",
     "according to", ":", "(", ")", "—", "Mr.", "Q:", "A:", "who", "and", "I", "it’s", "called", "a liar", "’90s"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join)))
def test_any_text_gives_quotes_whose_offsets_lie_in_it(text: str) -> None:
    article = plain_article(text)
    last = 0
    for quote in find_quotes(article):
        assert last <= quote.start < quote.end <= len(text)
        last = quote.end
        check_inside(quote)


def check_inside(quote: Quote) -> None:
    """What holds for every quote, and for those inside it."""
    assert 0.0 <= quote.confidence <= 1.0
    assert (quote.speaker is not None) <= (quote.kind is QuoteKind.SPEECH)
    if quote.kind is QuoteKind.SPEECH and quote.speaker is None:
        assert quote.review
    for start, end in quote.evidence:
        assert 0 <= start < end
    last = quote.start
    for inner in quote.nested:
        assert last <= inner.start < inner.end <= quote.end
        last = inner.end
        check_inside(inner)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_evidence_holds_the_verb(case: Case) -> None:
    article = read_article("-", Fetching(), stdin=case.text.encode())
    for quote in find_quotes(article):
        if quote.verb and quote.evidence:
            words = [article.text[start:end] for start, end in quote.evidence]
            assert any(quote.verb in word or quote.verb == "according to" for word in words)


def test_the_same_text_gives_the_same_quotes() -> None:
    article = read_article("-", Fetching(), stdin=CASES[0].text.encode())
    assert find_quotes(article) == find_quotes(article)


def test_no_form_of_a_verb_has_two_bases() -> None:
    """Else it would depend on the order of a set which of them it has."""
    for section in ("common", "call", "speak", "say"):
        bases = set(" ".join(lists.load_sections("words.txt")[section]).split())
        forms = [form for base in sorted(bases) for form in set(lists.forms(base))]
        twice = {form for form in forms if forms.count(form) > 1}
        assert twice <= {"lambasted", "lambasting"}, section


def test_a_doubtful_speaker_wants_review_and_is_named_as_a_guess() -> None:
    text = "Ada Lowe met Bea Moss and Cy Nunn.\n\n“Nobody knows,” one of them thought.\n\n“Or everybody.”"
    doubts = [quote for quote in find_quotes(plain_article(text)) if quote.confidence < SURE]
    assert all(quote.review for quote in doubts)


@pytest.mark.parametrize("words", [
    "The loaf outlives the baker.\n\n> Flour is the slowest kind of dust.",
    "Osk Lindal said the shop would close:\n\nHe shut the door.\n\n> PAUSE: 30",
    "READ MORE HERE: “Ten loaves you should know about”",
    "The T41 said “the line is closed until further notice”.",
])  # fmt: skip
def test_nobody_is_sure_to_say_what_nobody_is_shown_to_say(words: str) -> None:
    text = f"Bread\n\n“People have tried,” said Hanne Brodersen.\n\n{words}\n"
    quote = find_quotes(read_article("-", Fetching(), stdin=text.encode()))[-1]
    assert quote.kind is QuoteKind.SPEECH
    assert quote.confidence < SURE
    assert quote.review


def test_an_unclosed_quote_wants_review() -> None:
    quotes = find_quotes(plain_article("“We never closed it, said Ada Lowe.\n\nThe rest is silence."))
    assert any("closing quotation mark" in quote.review for quote in quotes)


def test_nobody_speaks_where_nothing_is_quoted() -> None:
    assert find_quotes(plain_article("The sea was calm. Ada Lowe said nothing.")) == ()


def test_a_body_has_no_gender() -> None:
    (quote,) = find_quotes(plain_article("“We regret the delay,” the Harbour Trust said in a statement on Monday."))
    assert quote.speaker
    assert quote.speaker.described
    assert quote.speaker.gender is Gender.UNKNOWN


FLOORS = {
    "gold_dev": {"spk_acc": 0.955, "spk_named": 0.98, "spk_pronoun": 0.945, "spk_nominal": 0.90, "e2e_f1": 0.955,
                 "consistency": 0.93, "gender_acc": 0.955},
    "gold_dev_web": {"spk_acc": 0.95, "spk_named": 0.965, "spk_pronoun": 0.93, "spk_nominal": 0.93, "e2e_f1": 0.96,
                     "consistency": 0.91, "gender_acc": 0.94},
    "heldout/mixed": {"spk_acc": 0.97, "spk_named": 0.98, "spk_pronoun": 0.97, "spk_nominal": 0.91, "e2e_f1": 0.975,
                      "consistency": 0.94, "gender_acc": 0.97},
}  # fmt: skip
"""What the shipped weights reach, rounded down. Those of the articles that the weights are fitted to went down when
ten more forms of text and scenes of novels were learnt from: they measured memory."""
MOST_WRONG_GENDERS = 0.02


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development sets' scorer is not here")
@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_annotated_articles(name: str) -> None:
    score, held = load_score(), load_set(name)
    per = [score.score_article(gold, flat(find_quotes(held.article(gold))), "speech") for gold in held.articles]
    result = score.summarise(per)
    low = {key: result[key] for key, floor in FLOORS[name].items() if result[key] < floor}
    assert not low
    assert result["gender_wrong"] <= MOST_WRONG_GENDERS


OWN_FLOORS = {
    "british": 0.86,
    "indian": 0.87,
    "showbiz": 0.895,
    "sports": 0.915,
    "tenforms": 0.875,
    "heldout/mixed": 0.96,
    "heldout/desks": 0.985,
    "congress": 0.915,
    "webnews": 0.97,
}


@pytest.mark.parametrize("name", OWN_FLOORS)
def test_floors_on_our_own_articles(name: str) -> None:
    """The share of quotes that get one of the names annotated for their speaker, letter for letter."""
    held = load_set(name)
    rights = [right for gold in held.articles for right in right_names(gold, flat(find_quotes(held.article(gold))))]
    assert len(rights) > 80
    assert sum(rights) / len(rights) >= OWN_FLOORS[name]


def right_names(gold: dict[str, Any], quotes: list[dict[str, Any]]) -> Iterator[bool]:
    """Whether each scored quote has a right speaker, without the scorer."""
    for unit in gold["units"]:
        if not unit["speech"] or unit.get("ignore"):
            continue
        names = {squeezed(name) for name in (unit["speaker"], *unit.get("speakers", []), *unit.get("also_ok", []))}
        over = [quote for quote in quotes if quote["start"] < unit["end"] and quote["end"] > unit["start"]]
        yield any(squeezed(quote["speaker"] or "") in names for quote in over)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development sets are not here")
def test_confidence_means_what_it_says() -> None:
    score = load_score()
    bins: dict[int, list[bool]] = {}
    for name in ("gold_dev", "gold_dev_web", "heldout/mixed"):
        held = load_set(name)
        for gold in held.articles:
            quotes = flat(find_quotes(held.article(gold)))
            for sure, right in confidences(score.score_article(gold, quotes, "speech")[0], quotes):
                bins.setdefault(min(9, int(sure * 10)), []).append(right)
    for number, rights in sorted(bins.items()):
        print(f"{number / 10:.1f} to {number / 10 + 0.1:.1f} sure: {sum(rights)} of {len(rights)} right")
    assert sum(bins[9]) / len(bins[9]) >= 0.97
    unsure = [right for number, rights in bins.items() if number < 6 for right in rights]
    assert sum(unsure) / len(unsure) < 0.9


def test_a_correction_offers_the_quotes_that_are_alike() -> None:
    text = (
        "Ann Roe, the host of the show, met Bob Poe. “Come in,” the host said. “Sit down.”\n\n"
        "“Thank you,” said Poe.\n\n“No smoking,” the host said.\n\n“A pity,” Poe said.\n"
    )
    article = read_article("-", Fetching(), stdin=text.encode())
    quotes = find_quotes(article)
    others = alike(article, quotes[0], quotes)
    assert [article.text[other.start : other.end] for other in others] == ["“Sit down.”", "“No smoking,”"]
    assert alike(article, quotes[2], quotes) == (quotes[4],)


def test_a_doubtful_quote_tells_how_it_was_found_and_who_else_it_may_be() -> None:
    text = "Ann Roe and Eve Poe met. Ida Moe had seen Eve Poe, and Ann Roe waved to her.\n\n“It is late,” she said.\n"
    (quote,) = find_quotes(read_article("-", Fetching(), stdin=text.encode()))
    assert quote.way == "tag in the same sentence"
    assert len(quote.others) == len(quote.rivals) == 2
    assert quote.review
    assert quote.confidence + sum(chance.confidence for chance in quote.others) <= 1.001
    assert all(chance.speaker.name in quote.review for chance in quote.others)


def test_everybody_who_may_have_said_it_is_kept_and_two_are_told_of() -> None:
    names = ["Ann Roe", "Eve Poe", "Ida Moe", "Una Coe", "Amy Foe"]
    text = " ".join(f"{name} had come." for name in names) + "\n\n“It is late,” she said.\n"
    (quote,) = find_quotes(read_article("-", Fetching(), stdin=text.encode()))
    assert quote.speaker
    assert {quote.speaker.name, *(chance.speaker.name for chance in quote.others)} == set(names)
    assert quote.rivals == quote.others[:2]
