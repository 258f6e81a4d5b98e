"""Who speaks in a story: turns of a conversation, names that only the talk uses, and the floors on our own scenes."""

from __future__ import annotations

from functools import cache
from textwrap import fill
from typing import Any

import pytest
from quotes_gold import FOLDER, article_of, flat, load_score, load_set

from podcaster.quotes import find_quotes

FLOORS = {
    "novel": {"spk_acc": 0.89, "spk_none": 0.88, "consistency": 0.69},
    "scenes": {"spk_acc": 0.85, "consistency": 0.40},
    "dialogue": {"spk_acc": 0.76, "spk_pronoun": 0.85, "consistency": 0.34},
    "stories": {"spk_acc": 0.835, "spk_pronoun": 0.92, "spk_none": 0.755},
    "heldout/dialogue": {"spk_acc": 0.75, "spk_pronoun": 0.87, "consistency": 0.43},
    "heldout/table": {"spk_acc": 0.81, "consistency": 0.28},
    "heldout/another": {"spk_acc": 0.665, "consistency": 0.45},
    "fresh": {"spk_acc": 0.63, "spk_none": 0.54, "consistency": 0.13},
    "manners": {"spk_acc": 0.76, "spk_none": 0.71, "consistency": 0.34},
    "another": {"spk_acc": 0.80, "spk_none": 0.69, "consistency": 0.44},
    "all": {"spk_acc": 0.78, "spk_pronoun": 0.82, "spk_none": 0.705, "consistency": 0.37},
}
"""What the shipped weights reach on the scenes that they are fitted to, and on the held out ones, rounded down. What
they remember of untagged turns of "scenes" and "dialogue" went down when they were fitted to twice as many scenes (77.9
and 66.2 %), while the same scenes unseen went up from 76.6 to 77.3 %, and four locked ones from 67.2 to 76.5 %. When
pronouns were fitted with the article's evidence of gender beside that of given names, the scenes remembered 0.8 points
less, and unseen they went from 77.3 to 77.7 %."""

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


def test_a_wife_without_a_name_has_her_husbands() -> None:
    text = (
        "“Have you seen the paper, Mr. Tarn?” said his wife.\n\nMr. Tarn had not seen it.\n\n"
        "“You never look at anything,” she returned.\n\n“I look at you, my dear.”\n\n“What do you see?”\n\n"
        "“A lady without a paper,” said Mr. Tarn.\n\n“Then will you find it?”\n"
    )
    assert speakers(text) == ["Mrs. Tarn", "Mrs. Tarn", "Mr. Tarn", "Mrs. Tarn", "Mr. Tarn", "Mrs. Tarn"]


def test_what_people_do_beside_their_words_gives_them_the_words() -> None:
    text = (
        "“Are you there?” said Ellen.\n\nMartin shrugged. “Where else would I be?”\n\n“With her.”\n\n"
        "“I told you.” Martin leaned on the sill. “I told you twice.”\n\n“Did you?” Ellen opened the drawer. "
        "“I forget.”\n\n"
        "“You do not forget.”\n"
    )
    assert speakers(text) == ["Ellen", "Martin", "Ellen", "Martin", "Martin", "Ellen", "Ellen", "Martin"]


def test_the_mother_of_one_whom_the_narrator_calls_by_her_given_name() -> None:
    text = (
        "Clara Denby came in with her sister Louisa.\n\n“Sit down, both of you,” said Mrs. Denby.\n\n"
        "“Must we, ma’am?” said Clara.\n\n“Are you not tired?” cried Louisa.\n\n“Not at all,” said Clara.\n\n"
        "“Then do as you please,” replied her mother. “Will you have tea?”\n"
    )
    assert speakers(text) == ["Mrs. Denby", "Clara Denby", "Louisa", "Clara Denby", "Mrs. Denby", "Mrs. Denby"]


def test_a_stranger_gets_the_name_that_he_has_later() -> None:
    text = (
        "A man in a bowler hat was sitting on the stairs.\n\n“Are you the doctor?” said the man.\n\n"
        "“I am,” said Marta Quill. “Who are you?”\n\n“Does it matter?”\n\nMarta took off her gloves.\n\n"
        "“You have been up there?” said Boone.\n\n“Not yet,” said Marta.\n\n“Then you had better look,” said Boone.\n"
    )
    assert [name.split()[0] for name in speakers(text)] == [
        "Boone",
        "Marta",
        "Marta",
        "Boone",
        "Boone",
        "Marta",
        "Boone",
    ]


def test_a_given_name_that_only_the_talk_uses_is_hers_who_answers_to_it() -> None:
    text = (
        "“Is the girl still in the yard?” said Mrs. Peck.\n\n“She is, Rebecca,” said Abel.\n\n"
        "“Then fetch her in,” said Mrs. Peck. “Will you?”\n\n“I will.”\n\n“Have you no boots, Abel?”\n\n"
        "“They are by the stove, Rebecca,” said Abel.\n\n“Are you sure?”\n"
    )
    assert "Rebecca" not in speakers(text)
    assert speakers(text)[-1] == "Mrs. Peck"


def test_she_who_says_her_name_is_the_one_who_has_it() -> None:
    text = (
        "Esther rang twice. A tall old woman opened the door with a candle.\n\n“You were expected yesterday,” said the "
        "old woman.\n\n“The bridge was down,” said Esther. “Who are you?”\n\n“I’m Mrs. Gaunt. Mind the step, miss.”\n\n"
        "“Is it far?” said Esther.\n\n“It’s the second floor,” said Mrs. Gaunt.\n\n“Thank you,” said Esther.\n"
    )
    gaunt, esther = "Mrs. Gaunt", "Esther"
    assert speakers(text) == [gaunt, esther, esther, gaunt, esther, gaunt, esther]


def test_a_name_in_short_is_nobody_elses() -> None:
    text = (
        "Kitty stood on the step. I looked up at her.\n\n“Go in, Kit,” said her father.\n\n“I will not,” said "
        "Kitty.\n\n“Are you Miss Styles?” I asked.\n\n“I am. Are you from the lawyer?” said Kitty.\n\n“I am not,” "
        "I said.\n\n“Then will you have your broth?” said Kitty.\n"
    )
    assert set(speakers(text)[1:]) == {"Kitty", "the narrator"}


def test_who_is_described_as_she_first_speaks_is_somebody_named() -> None:
    text = (
        "Sam had built the dam. His aunt Ruth stood on the bank.\n\n“Is it deep?” said Ruth.\n\n“Not very,” said "
        "Sam.\n\n“How old are you now?” said Ruth.\n\n“Eight.”\n\n“Only eight?”\n\n"
        "“And three-quarters,” said the boy.\n"
    )
    assert speakers(text)[-1] == "Sam"


def test_a_line_end_of_a_wrapped_text_ends_no_words() -> None:
    words = (
        "“I can see that for myself, Abel. Sit down, child, and take the other chair. Not there; that is the cat's. "
        "Nobody sits in that one but the cat,” said Mrs. Peck. “Are you cold?”"
    )
    text = "\n\n".join([words, "“I am not,” said Hetty. “Are you, and is the cat?”"] * 4)
    wrapped = "\n\n".join(fill(paragraph, 60) for paragraph in text.split("\n\n"))
    assert speakers(wrapped) == speakers(text) == (["Mrs. Peck"] * 2 + ["Hetty"] * 2) * 4


def test_her_name_is_told_after_she_came_in() -> None:
    text = (
        "Sam Birch stood by the bed. A tall woman came in with a lamp. Her name was Rao. She had been a doctor for "
        "years.\n\n“Is he cold?” she said.\n\n“He is not,” said Sam.\n\n“Is he warm, then?” said the tall woman.\n\n"
        "“Ask him,” said Sam.\n\n“Are you warm?” said Rao.\n\n“Would you be?” said Sam.\n"
    )
    assert speakers(text) == ["Rao", "Sam Birch"] * 3


def test_a_verb_of_two_words_says_who_bursts_out() -> None:
    text = TWO + "\n“The blue half!” burst out Sarah Pell.\n\n“Who are you?” said Anna.\n"
    assert speakers(text)[-2] == "Sarah Pell"


def test_a_thing_that_speaks_takes_turns_as_people_do() -> None:
    text = (
        "On the lawn a Teapot sat across from Tilda.\n\n“You are late,” said the Teapot.\n\n“Am I?” said Tilda.\n\n"
        "“You always are.”\n\n“Are you angry?”\n\n“I am boiling,” said the Teapot.\n\n“Would you like some milk?”\n"
    )
    assert speakers(text)[2:] == [speakers(text)[0], "Tilda", speakers(text)[0], "Tilda"]
    assert "Teapot" in speakers(text)[0]


def test_what_people_cry_is_nobodys_name() -> None:
    text = (
        "I was mending the net when Aunt Clara came out with the lamp.\n\n“Nay, leave it,” said Aunt Clara. “Eh? Do "
        "you hear me?”\n\n“Eh?” said I.\n\n“Are you deaf?”\n\n“Eh?” I said.\n\n“Nay! Will you stop?” said Aunt Clara.\n"
    )
    assert set(speakers(text)) == {"Aunt Clara", "the narrator"}


def test_who_tells_the_story_is_whom_the_others_call_in_short() -> None:
    text = (
        "Give Robert Pell a boat, and he is happy. I was in mine when Aunt Clara came down to the quay.\n\n"
        "“Is it tight, Rob?” said Aunt Clara.\n\n“As a drum,” I said.\n\n“It was not last year.”\n\n"
        "“Last year I had no tar,” said I.\n\n“You never have, Rob. Will you take me over?”\n\n“Get in,” I said.\n"
    )
    assert speakers(text) == ["Aunt Clara", "Robert Pell"] * 3


def test_any_verb_right_behind_the_words_says_who_spoke() -> None:
    text = TWO + "\n“Why do you ask?” inquired Sarah Pell.\n\n“Who are you?” said Anna.\n"
    assert speakers(text)[-2] == "Sarah Pell"


def test_a_colon_announces_whose_the_next_turn_is() -> None:
    text = (
        "Anna Reeve and Tom Birch sat by the stove, and old Sarah Pell was knitting.\n\n“Is it snowing?” said Anna.\n\n"
        "“It is,” said Tom.\n\n“Still?” said Anna.\n\nSarah put down her needles, and she turned to the two of "
        "them:\n\n“Did you shut the hens in?”\n\nTom’s face went red, and his voice was small:\n\n“I thought that "
        "Anna did.”\n\n“And why should I?” said Anna.\n"
    )
    assert [name.split()[0] for name in speakers(text)] == ["Anna", "Tom", "Anna", "Sarah", "Tom", "Anna"]


def test_words_without_a_closing_mark_go_on_in_the_next_paragraph() -> None:
    text = (
        "Anna sat down across from Tom.\n\n“Where were you?” said Anna.\n\n“At the ferry,” said Tom. “It was late, as "
        "it always is, and I sat there for an hour and thought of you.\n\n“Then I walked. Do you mind?”\n\n"
        "“Why should I?” said Anna.\n"
    )
    assert speakers(text) == ["Anna", "Tom", "Tom", "Tom", "Anna"]


def test_words_are_whose_answer_they_are() -> None:
    text = (
        "Miss Grey was in the yard with the hens, and I was at the pump.\n\n“Where is Joseph?” said Miss Grey.\n\n"
        "“At his work in the barn,” was my answer.\n\n“Are you sure?”\n\n“Go and look!” was all my comment.\n\n"
        "“Will you not come?” said Miss Grey.\n\n“Have I four hands?” I said.\n"
    )
    assert speakers(text) == ["Miss Grey", "the narrator"] * 3


def test_a_narrators_short_name_is_of_whom_he_has_called_by_the_whole_one() -> None:
    text = (
        "Bartholomew came up the ladder with the lantern, and Bess was behind him.\n\n“Is it you?” said Bess.\n\n"
        "“Who else would it be?” said Barty.\n\n“Did you bring the rope?”\n\n“I forgot,” said Barty.\n\n"
        "“You always forget,” cried Elizabeth. “What will you do now?”\n"
    )
    assert speakers(text) == ["Bess", "Bartholomew"] * 2 + ["Bess"] * 2


def test_a_mother_and_a_wife_are_she_who_has_the_name() -> None:
    text = (
        "Mrs. Barlow was shelling peas when her daughter came up the path.\n\n“Where have you been, Nan?” said her "
        "mother.\n\n“To the pond,” said Nan.\n\n“Was it cold?” said Mr. Barlow from behind his paper.\n\n"
        "“It was, father,” said Nan.\n\n“She has been told,” said his wife. “Have you no sense?”\n\n"
        "“None, my dear,” said Mr. Barlow.\n"
    )
    mother, father = "Mrs. Barlow", "Mr. Barlow"
    assert speakers(text) == [mother, "Nan", father, "Nan", mother, mother, father]


def test_an_office_says_who_speaks_as_a_name_does() -> None:
    text = (
        "Hale and Ida Moss and old Dobb were in the lounge. The porter came in with a parcel. Nobody looked at the "
        "porter.\n\n“Is it for you?” said Hale.\n\n“No,” said Ida.\n\n“Number nine,” said the porter.\n\n“Is it for "
        "Dobb?”\n\n“Number nine,” said the porter.\n\n“Are you nine, Dobb?” said Hale.\n\n“I am ten,” said Dobb.\n"
    )
    assert [name for name in speakers(text) if "porter" in name] == ["the porter"] * 2


def test_he_is_whom_the_sentence_before_was_about() -> None:
    text = (
        "Ralph Dunn stood in the rain with his hat in his hand, and he groped for the wall. He was quite blind. He put "
        "out his arm, and he took two steps. At this moment Arthur came up to him.\n\n“Will you take my arm, sir?” he "
        "said.\n\n"
        "“No!” said Dunn.\n\n“Will you come in, then?”\n\n“Go away, Arthur,” said Dunn. “Do you hear?”\n\n"
        "“I hear,” said Arthur.\n"
    )
    assert speakers(text)[0] == "Arthur"


def test_a_passage_of_news_is_no_story() -> None:
    text = "“We were ready,” Ann Roe said. “More than ready.”\n\n“It was close,” she said.\n"
    assert set(speakers(text)) == {"Ann Roe"}


@cache
def scored(name: str) -> list[Any]:
    """The scenes of a set, scored; "all": of all by the first hand that are not held out."""
    if name == "all":
        return [rows for each in FLOORS if each not in {"all", "another"} and "/" not in each for rows in scored(each)]
    score, held = load_score(), load_set(name)
    return [score.score_article(gold, flat(find_quotes(held.article(gold))), "speech") for gold in held.articles]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development sets' scorer is not here")
@pytest.mark.parametrize("name", FLOORS)
def test_floors_on_scenes(name: str) -> None:
    result = load_score().summarise(scored(name))
    assert not {key: result[key] for key, floor in FLOORS[name].items() if result[key] < floor}
