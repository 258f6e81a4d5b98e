"""Who speaks in a story: turns of a conversation, names that only the talk uses, and the floors on our own scenes."""

from __future__ import annotations

import pytest
from quotes_gold import FOLDER, article_of, flat, load_score, load_set

from podcaster.quotes import find_quotes

FLOORS = {
    "novel": {"spk_acc": 0.85, "spk_none": 0.88, "consistency": 0.65},
    "scenes": {"spk_acc": 0.85, "spk_none": 0.79, "consistency": 0.53},
    "dialogue": {"spk_acc": 0.66, "spk_pronoun": 0.75, "spk_none": 0.57, "consistency": 0.22},
}
"""What the shipped weights reach on the scenes that they are fitted to, rounded down."""

TWO = (
    "Anna Reeve sat down across from Tom Birch and pushed the cup to him.\n\n“You are late,” said Anna.\n\n"
    "“The road was closed.”\n\n“It is always closed.”\n\n“Not at this end.”\n\n“Did you bring it?”\n\n"
    "“I brought half of it,” said Tom.\n\n“Which half?”\n"
)


def speakers(text: str) -> list[str]:
    return [quote.speaker.name if quote.speaker else "" for quote in find_quotes(article_of(text))]


def test_two_people_take_turns_between_their_tags() -> None:
    assert [name.split()[0] for name in speakers(TWO)] == ["Anna", "Tom", "Anna", "Tom", "Anna", "Tom", "Anna"]


def test_who_tells_the_story_has_the_name_that_answers() -> None:
    text = (
        "I had been at the window an hour when Gregson came up the stairs.\n\n“Is it you, Pell?” said Gregson.\n\n"
        "“It is,” I said.\n\n“Then light the lamp, Pell. I can’t see you.”\n\n“You can see me well enough,” said I.\n\n"
        "“Where is she?”\n\n“She is gone,” I said.\n"
    )
    assert speakers(text) == ["Gregson", "Pell", "Gregson", "Pell", "Gregson", "Pell"]


def test_a_passage_of_news_is_no_story() -> None:
    text = "“We were ready,” Ann Roe said. “More than ready.”\n\n“It was close,” she said.\n"
    assert set(speakers(text)) == {"Ann Roe"}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development sets' scorer is not here")
@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_scenes(name: str) -> None:
    score, held = load_score(), load_set(name)
    per = [score.score_article(gold, flat(find_quotes(held.article(gold))), "speech") for gold in held.articles]
    result = score.summarise(per)
    assert not {key: result[key] for key, floor in FLOORS[name].items() if result[key] < floor}
