"""Rules for a source: what is cut, what is not wanted, and when a source suddenly reads differently."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from podcaster.errors import SettingsError
from podcaster.follow.checking import check_newsroom
from podcaster.follow.drift import Sample, suspects
from podcaster.follow.found import Material
from podcaster.follow.rules import check_rules, cut, fits, page_facts
from podcaster.settings import settings_from
from podcaster.settings.newsroom import Following
from tests.newsrooms import SHORT, episodes, go_round, look, make_show, put, queue, run

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><meta property="article:section" content="Sport"><title>The race</title>
<meta name="author" content="Ada Byron"></head><body>
<div class="top">Subscribe to our paper today, it is cheap and good.</div>
<article><p>The race began at nine, and “nobody was late,” said Grace Tolliver of the harbour club.</p>
<aside class="letter"><p>Get our letter every morning, before breakfast.</p></aside>
<p>It ended at noon, when the wind fell and the boats lay still.</p><p>Sign up for our sports letter here!</p>
</article><p>By the same author: a race of last year.</p></body></html>"""
WORDS = "The wind fell and the boats lay still until the evening came over the harbour. "


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def after(**rules: object) -> tuple[str, tuple[str, ...]]:
    done = cut(Material(PAGE.encode(), ".html"), Following(folder="in", **rules))  # type: ignore[arg-type]
    return done.material.data.decode(), done.taken


def test_selectors_keep_and_drop() -> None:
    page, taken = after(keep=("article",), drop=(".letter", ".nothing"))
    assert "The race began" in page
    assert not any(words in page for words in ("Subscribe", "Get our letter", "same author"))
    assert taken == (
        "Subscribe to our paper today, it is cheap and good.",
        "By the same author: a race of last year.",
        "Get our letter every morning, before breakfast.",
    )
    assert '<meta name="author"' in page


def test_a_page_that_has_nothing_to_be_kept_is_read_as_it_is() -> None:
    page, taken = after(keep=(".gone",))
    assert "The race began" in page
    assert taken == ()


def test_paragraphs_are_dropped_by_their_words() -> None:
    page, taken = after(drop_text=("sign up for *", "nothing like it"))
    assert taken == ("Sign up for our sports letter here!",)
    assert "The race began" in page
    plain = Material(b"The race began.\n\nSIGN UP for\nmore!\n\nIt ended.\n", ".txt")
    done = cut(plain, Following(drop_text=("sign up for *",)))
    assert done.material.data == b"The race began.\n\nIt ended.\n"


def test_a_pattern_takes_no_longer_than_its_text() -> None:
    begun = time.monotonic()
    assert not fits("a" * 1_000_000, (f"{'*a' * 140}*b",))
    assert time.monotonic() - begun < 1


def test_a_rule_that_is_none_is_told() -> None:
    for rules in ({"drop": (":::",)}, {"drop_text": ("x" * 400,)}):
        with pytest.raises(SettingsError, match="news"):
            check_rules("news", Following(**rules))  # type: ignore[arg-type]


def test_a_page_tells_its_section_and_that_it_is_paid_for() -> None:
    assert page_facts(Material(PAGE.encode(), ".html")).sections == ("Sport",)
    data = '{"@type": "NewsArticle", "isAccessibleForFree": "False", "articleSection": ["Politics", "Money"]}'
    page = f'<html><script type="application/ld+json">{data}</script><p>Text</p></html>'
    facts = page_facts(Material(page.encode(), ".html"))
    assert (facts.sections, facts.paid) == (("Politics", "Money"), True)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('authors = ["*Hopper*"]', "none of authors"),
        ('not_authors = ["ada *"]', "not_authors"),
        ('sections = ["Culture"]', "none of sections"),
        ('not_sections = ["sport"]', "not_sections"),
        ("min_words = 500", "fewer than min_words"),
        ("max_words = 5", "more than max_words"),
        ('languages = ["de"]', "none of languages"),
    ],
)
def test_what_is_not_wanted_is_dropped_with_the_reason(tmp_path: Path, rule: str, told: str) -> None:
    show = make_show(tmp_path / "show", f'[sources.drop]\nfolder = "in"\n{rule}\n')
    put(show, "race.html", PAGE)
    done, pieces = go_round(show)
    assert (done.count("dropped"), done.count("made")) == (1, 0)
    assert told in pieces[0].reason


def test_a_person_can_have_what_a_rule_has_dropped(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\nmin_words = 500\n')
    put(show, "race.html", PAGE)
    look(show, cache)
    run(show, cache, "queue", "retry", "race")
    assert look(show, cache)["made"] == 1


def test_a_look_shows_what_the_rules_do(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show", '[sources.drop]\nfolder = "in"\ndrop_text = ["Sign up *"]\nmax_words = 20\n')
    put(show, "race.html", PAGE)
    (shown,) = json.loads(run(show, cache, "sources", "check", "drop", "--json").stdout)["shown"]
    assert shown["taken"] == ["Sign up for our sports letter here!"]
    assert min(shown["words_without_rules"], shown["words"]) > 20
    assert "max_words" in shown["unwanted"]
    text = run(show, cache, "sources", "check", "drop").stdout
    assert "- Sign up for our sports letter here!" in text
    assert "Dropped: " in text


def samples(*rows: tuple[int, str], settled: int = 0) -> list[Sample]:
    return [
        Sample(number, words, frozenset(prints.split()), settled=number < settled)
        for number, (words, prints) in enumerate(rows)
    ]


def test_three_short_pieces_in_a_row_are_suspect_and_one_is_not() -> None:
    usual = [(400 + number, f"p{number}") for number in range(6)]
    assert not suspects(samples(*usual, (90, "x"), (410, "y"), settled=6))
    found = suspects(samples(*usual, (90, "x"), (80, "y"), (120, "z"), settled=6))
    assert list(found) == [6, 7, 8]
    assert "have 90 words, and those before had 402" in found[6]
    assert not suspects(samples(*usual[:4], (90, "x"), (80, "y"), (120, "z"), settled=4))


def test_new_words_in_all_pieces_are_suspect_and_old_ones_are_not() -> None:
    usual = [(400, f"p{number} foot") for number in range(6)]
    walls = [(400, f"q{number} foot wall") for number in range(3)]
    assert list(suspects(samples(*usual, *walls, settled=6))) == [6, 7, 8]
    assert not suspects(samples(*usual, *[(400, f"q{number} foot") for number in range(3)], settled=6))


def test_a_source_that_reads_differently_waits_for_a_person(tmp_path: Path, cache: Path) -> None:
    show = make_show(tmp_path / "show")
    for number in range(5):
        put(show, f"usual-{number}.txt", SHORT.format(name=f"hall {number}") + WORDS * 3)
    assert look(show, cache)["made"] == 5
    wall = "\n\nThis page wants you to log in before you read on, dear reader.\n"
    for number in range(3):
        put(show, f"wall-{number}.txt", SHORT.format(name=f"gate {number}") + WORDS * 3 + wall)
    done = look(show, cache)
    assert (done["made"], done["waiting"]) == (0, 3)
    assert "in common that none had before" in queue(show, cache)[0]["reason"]
    run(show, cache, "queue", "approve", "--source", "drop")
    assert look(show, cache)["made"] == 3
    assert len(episodes(show)) == 8
    put(show, "usual-0.txt", SHORT.format(name="hall 0"))
    assert look(show, cache)["waiting"] == 1
    (piece,) = queue(show, cache)
    assert "now: is it the whole text?" in piece["reason"]
    put(show, "usual-0.txt", SHORT.format(name="hall 0") + WORDS * 3)
    assert not go_round(show)[0].count("made")
    assert not queue(show, cache)
    put(show, "usual-0.txt", SHORT.format(name="hall 0"))
    assert go_round(show)[0].count("waiting") == 1
    run(show, cache, "queue", "approve", str(piece["id"]))
    assert look(show, cache)["made"] == 1


@pytest.mark.parametrize(
    ("source", "watch", "told"),
    [
        ({"folder": "in", "template": "nosuch"}, {}, "There is no template 'nosuch'"),
        ({"folder": "in", "narrator": "nosuch"}, {}, "the voice 'nosuch', which does not exist"),
        ({"folder": "in", "engines": ["nosuch"]}, {}, "no engine nosuch"),
        ({"feed": "paper.example/rss"}, {}, "feed of .* is no address of the web"),
        ({"mailbox": "mail.example.org"}, {}, "imaps://user@mail"),
        ({"folder": "."}, {}, "holds what the show itself writes"),
        ({"folder": "output/../newsroom/drop"}, {}, "holds what the show itself writes"),
        ({"folder": "~/articles"}, {}, ""),
        ({"folder": "in"}, {"publish": ["web"]}, "There is no target web"),
        ({"folder": "in"}, {"webhook": "hook"}, "webhook of .watch. is no address"),
        ({"folder": "in"}, {"mail_to": ["a@b.example"]}, "smtps://user@mail"),
        ({"folder": "in"}, {"summary": "18:00"}, "has nobody to tell"),
        ({"folder": "in", "narrator": "steph", "accent": "en-GB"}, {}, ""),
    ],
)
def test_a_mistake_is_told_before_anything_is_fetched(
    source: dict[str, object], watch: dict[str, object], told: str
) -> None:
    settings = settings_from({"sources": {"x": source}, "watch": watch}, "podcaster.toml")
    if not told:
        check_newsroom(settings)
        return
    with pytest.raises(SettingsError) as error:
        check_newsroom(settings)
    assert re.search(told, str(error.value))
