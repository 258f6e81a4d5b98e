"""The pronunciation lexicon: files, where its entries stand, and how each kind of engine gets them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from podcaster.cli import app
from podcaster.errors import SettingsError
from podcaster.settings import Settings
from podcaster.spoken import Style, say_text
from podcaster.spoken.entry import LexiconEntry, make_entry
from podcaster.spoken.lexicon import Lexicon, find_lexicon, parse_lexicon, read_lexicon
from podcaster.spoken.lexicon_file import put_entries, remove_entry
from podcaster.spoken.pls import format_pls, parse_pls

ZIM = LexiconEntry("Zimna", "zeem nah", "zˈimnə")
WORDS = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=1, max_size=12)


def said(text: str, *entries: LexiconEntry, style: Style | None = None, language: str = "en") -> str:
    return say_text(text, Lexicon(entries), style, language=language).text


@pytest.mark.parametrize(
    ("style", "spoken"),
    [
        (Style(), "Doctor zeem nah's"),
        (Style(ipa="piper"), "Doctor [[zˈimnəz]]"),
        (Style(ipa="markdown"), "Doctor [Zimna's](/zˈimnəz/)"),
        (Style(ipa="ssml"), 'Doctor <phoneme alphabet="ipa" ph="zˈimnəz">Zimna\'s</phoneme>'),
    ],
)
def test_each_engine_gets_what_it_takes(style, spoken):
    assert said("Dr. Zimna’s", ZIM, style=style) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Zimna and ZIMNA", "zeem nah and zeem nah"),
        ("zimna Zimnas aZimna", "zimna Zimnas aZimna"),
        ("Zimna-Nord (Zimna).", "zeem nah-Nord, zeem nah."),
        ("Zimna.com @Zimna #Zimna ann@zimna.org", "Zimna dot com at Zimna hashtag Zimna ann at zimna dot org"),
        ("Zimna’s 5 km", "zeem nah's five kilometers"),
    ],
)
def test_whole_words_only(text, spoken):
    assert said(text, ZIM) == spoken


def test_longest_entry_wins():
    assert (
        said("Ana Lo and Ana", LexiconEntry("Ana", "ah na"), LexiconEntry("Ana Lo", "anna low")) == "anna low and ah na"
    )


def test_entries_win_over_rules():
    assert (
        said("St. Lo paid the SEC", LexiconEntry("St. Lo", "san low"), LexiconEntry("SEC", spell=False, say="sek"))
        == "san low paid the sek"
    )


def test_case():
    assert said("Polish polish", LexiconEntry("polish", "pollish")) == "pollish pollish"
    assert said("Polish polish", LexiconEntry("polish", "pollish", case=True)) == "Polish pollish"
    assert said("nasdaq", LexiconEntry("NasDaq", "naz dak", case=False)) == "naz dak"


def test_spell_and_phonemes_alone():
    assert said("Abba", LexiconEntry("Abba", spell=True)) == "A.B.B.A"
    assert said("Abba", LexiconEntry("Abba", ipa="ˈabə")) == "Abba"
    assert said("Abba", LexiconEntry("Abba", ipa="ˈabə"), style=Style(ipa="piper")) == "[[ˈabə]]"


def test_languages():
    entries = [LexiconEntry("chat", "sha", lang="fr"), LexiconEntry("chat", "tchat", lang="en-GB")]
    assert [said("chat", *entries, language=tag) for tag in ("fr-CA", "en-GB", "en", "de")] == [
        "sha",
        "tchat",
        "chat",
        "chat",
    ]


def test_the_map_leads_back_over_an_entry():
    spoken = say_text("So Zimna paid", Lexicon([ZIM]))
    start = spoken.text.index("zeem nah")
    assert spoken.original(start, start + 8) == (3, 8)
    assert spoken.used == ("Zimna",)


def test_unused_entries_are_the_users_own():
    lexicon = Lexicon([ZIM, LexiconEntry("Other", "odder"), LexiconEntry("Ours", "hours", shipped=True)])
    assert lexicon.unused(say_text("Zimna", lexicon).used) == ("Other",)


def test_own_lexicon_wins_over_the_shipped_one(tmp_path):
    own = tmp_path / "voices" / "lexicon.toml"
    own.parent.mkdir()
    own.write_text('[words]\n"Nguyen" = "nuh-win"\nLloyd = { say = "loyd" }\n', "utf-8")
    lexicon = find_lexicon(Settings(folder=tmp_path).files)
    assert say_text("Nguyen, Lloyd, Xi", lexicon).text == "nuh-win, loyd, shee"
    assert lexicon.unused(()) == ("Nguyen", "Lloyd")


def test_the_shipped_lexicon_says_its_words():
    lexicon = find_lexicon(Settings(folder=Path(__file__).parent).files)
    assert lexicon.entries
    for entry in lexicon.entries:
        assert say_text(entry.word, lexicon).text == entry.say


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[words", "not valid TOML"),
        ("[wrods]", "unknown table, wrods"),
        ("words = 3", "not a table"),
        ('[words]\n"Ann" = 3', "neither a text nor a table"),
        ('[words]\n"Ann" = { sya = "x" }', "Did you mean say?"),
        ('[words]\n"Ann" = { say = 3 }', "not a text in quotes"),
        ('[words]\n"Ann" = { spell = "x" }', "not true or false"),
        ('[words]\n"Ann" = { case = true }', "nothing tells how"),
        ('[words]\n"!" = "x"', "no letter"),
        ('[words]\n"Ann" = { ipa = "/an/" }', "phonetic alphabet"),
        ('[words]\n"Ann" = { say = "[[an]]" }', "ordinary letters"),
        ('[words]\n"Ann" = "' + "x" * 300 + '"', "longer than"),
    ],
)
def test_mistakes_are_named_with_their_place(text, complaint):
    with pytest.raises(SettingsError, match=r"names\.toml") as caught:
        parse_lexicon(text.encode(), "names.toml")
    assert complaint in str(caught.value)
    assert caught.value.cure


PLS = """<?xml version="1.0"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <meta name="author" content="somebody"/>
  <lexeme><grapheme>judgment</grapheme><grapheme>judgement</grapheme>
    <phoneme>ˈdʒʌdʒmənt</phoneme><phoneme prefer="true">dʒˈʌdʒmənt</phoneme></lexeme>
  <lexeme><grapheme>W3C</grapheme><alias>World Wide Web
     Consortium</alias></lexeme>
</lexicon>
"""


def test_pls_is_read():
    assert parse_pls(PLS.encode(), "x.pls") == [
        LexiconEntry("judgment", ipa="dʒˈʌdʒmənt", lang="en-GB"),
        LexiconEntry("judgement", ipa="dʒˈʌdʒmənt", lang="en-GB"),
        LexiconEntry("W3C", say="World Wide Web Consortium", lang="en-GB"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('<!DOCTYPE lexicon [<!ENTITY a "b">]><lexicon/>', "DOCTYPE"),
        ("<html/>", "<html>"),
        ("<lexicon", "not well-formed"),
        ('<?xml version="1.0" encoding="klingon"?><lexicon/>', "not well-formed"),
        ('<?xml version="1.0" encoding="shift_jis"?><lexicon/>', "not well-formed"),
        ('<?xml version="1.0" encoding="base64"?><lexicon/>', "not well-formed"),
        (
            '<lexicon alphabet="x-sampa"><lexeme><grapheme>a</grapheme><phoneme>A</phoneme></lexeme></lexicon>',
            "x-sampa",
        ),
        ("<lexicon><lexeme><grapheme>a</grapheme></lexeme></lexicon>", "nothing tells how"),
    ],
)
def test_pls_that_cannot_be_used(text, complaint):
    with pytest.raises(SettingsError, match=r"x\.pls") as caught:
        parse_pls(text.encode(), "x.pls")
    assert complaint in str(caught.value)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.builds(make_entry, WORDS, st.just("here"), say=WORDS, ipa=WORDS), max_size=5))
def test_pls_round_trip(entries):
    entries = list(Lexicon(entries).entries)
    found = parse_pls(format_pls(entries, "en").encode(), "x.pls")
    assert [(entry.word, entry.say, entry.ipa) for entry in found if not entry.spell] == [
        (entry.word, entry.say, entry.ipa) for entry, other in zip(entries, found, strict=True) if not other.spell
    ]


def test_pls_keeps_spelled_words():
    (entry,) = parse_pls(format_pls([LexiconEntry("SEC", spell=True)], "en").encode(), "x.pls")
    assert entry.spell
    assert not entry.say


@settings(deadline=None, max_examples=60)
@given(st.lists(st.builds(make_entry, WORDS, st.just("here"), say=WORDS, case=st.none() | st.booleans()), max_size=5))
def test_toml_round_trip(tmp_path_factory, entries):
    path = tmp_path_factory.mktemp("lexicon") / "lexicon.toml"
    put_entries(path, entries)
    assert set(read_lexicon(path).entries if entries else ()) == set(Lexicon(entries).entries)


def test_changing_the_file_leaves_comments(tmp_path):
    path = tmp_path / "lexicon.toml"
    path.write_text('# ours\n[words]\n"Ann" = "an" # her\nBob = { say = "bawb" }\n', "utf-8")
    assert put_entries(path, [LexiconEntry("Bob", "bob"), LexiconEntry("Cy", "sigh"), LexiconEntry("Ann", "an")]) == (
        1,
        1,
    )
    assert (
        path.read_text("utf-8")
        == '# ours\n[words]\n"Ann" = "an" # her\n"Bob" = { say = "bob" }\n"Cy" = { say = "sigh" }\n'
    )
    remove_entry(path, "Ann")
    assert "Ann" not in path.read_text("utf-8")
    with pytest.raises(SettingsError, match="no entry Anne"):
        remove_entry(path, "Anne")


def test_an_entry_over_several_lines_is_left_to_its_owner(tmp_path):
    path = tmp_path / "lexicon.toml"
    path.write_text('[words]\nAnn = [\n  { say = "an" },\n]\n', "utf-8")
    with pytest.raises(SettingsError, match="not on a line of its own"):
        remove_entry(path, "Ann")
    path.write_text('[words.Ann]\nsay = "an"\n', "utf-8")
    with pytest.raises(SettingsError, match="not on a line of its own"):
        remove_entry(path, "Ann")


def test_commands(tmp_path, monkeypatch):
    (tmp_path / "podcaster.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(app, ["lexicon", "add", "Zimna", "zeem nah", "--ipa", "zˈimnə"]).exit_code == 0
    assert run(app, ["lexicon", "add", "Abba", "--spell"]).exit_code == 0
    listed = run(app, ["lexicon", "list"]).stdout
    assert "zeem nah" in listed
    assert "letter by letter" in listed
    assert run(app, ["lexicon", "export", "out.pls"]).exit_code == 0
    assert "<alias>zeem nah</alias>" in (tmp_path / "out.pls").read_text("utf-8")
    (tmp_path / "talk.txt").write_text("Zimna spoke.", "utf-8")
    assert run(app, ["lexicon", "unused", "talk.txt"]).stdout.split() == ["Abba"]
    assert run(app, ["lexicon", "remove", "Abba"]).exit_code == 0
    assert run(app, ["lexicon", "remove", "Abba"]).exit_code == 2
    assert run(app, ["lexicon", "import", "out.pls"]).exit_code == 0
    assert say_text("Zimna", find_lexicon(Settings(folder=tmp_path).files)).text == "zeem nah"


def test_a_large_lexicon_costs_no_more():
    text = "Ann saw Bob and Cy at 5 km " * 200
    small = Lexicon([LexiconEntry("Bob", "bawb")])
    large = Lexicon([LexiconEntry("Bob", "bawb"), *(LexiconEntry(f"Name{number}", "x") for number in range(20_000))])
    assert say_text(text, large).text == say_text(text, small).text


@pytest.mark.skipif(not find_spec("espeakng_loader"), reason="espeak-ng reads the word")
def test_a_name_of_another_language_is_said_by_its_rules(tmp_path):
    command = ["--show", str(tmp_path), "lexicon", "add", "Wall Street", "--like", "en", "--language", "es"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    lexicon = read_lexicon(tmp_path / "voices" / "lexicon.toml")
    (entry,) = lexicon.entries
    assert (entry.lang, entry.ipa.partition(" ")[0][:2]) == ("es", "wˈ")
    text = "La crisis de Wall Street."
    assert say_text(text, lexicon, Style(ipa="piper"), language="es").text == f"La crisis de [[{entry.ipa}]]."
    assert say_text(text, lexicon, Style(ipa="piper"), language="it").text == text
    for wrong, told in (("klingon", "no rules for the language klingon"), ("xx", "no rules for the language xx")):
        refused = CliRunner().invoke(app, [*command[:5], "--like", wrong])
        assert told in " ".join(refused.output.split())
