"""Reading articles from files and standard input.

A golden case is a file in tests/data/articles (or a sample that ships) with a ``.blocks`` file of its name: title,
byline, date and language, then every block with its kind, a ``+`` before the spoken ones. Cases are added without
writing Python; so are the lines of ``lines.ini``.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import podcaster
from podcaster.article import leavings, read_article, summary
from podcaster.article.authors import byline_names, join_names, split_names
from podcaster.article.dates import find_date, is_dateline
from podcaster.article.encoding import decode
from podcaster.article.language import find_language
from podcaster.article.shape import could_be_heading, is_credit, is_notice, is_related
from podcaster.cli import app
from podcaster.errors import ArticleError
from podcaster.languages import tag_of
from podcaster.model import Article, BlockKind
from podcaster.settings import Fetching

CASES = Path(__file__).parent / "data" / "articles"
SAMPLES = Path(podcaster.__file__).parent / "samples"
READING = Fetching()
PROSE = "The lighthouse sang on Saturday, and “everybody heard it,” said Grace Tolliver, who sells fish on the quay."


def listing(article: Article) -> str:
    """An article as its golden file has it."""
    head = f"title: {article.title}\nbyline: {article.byline}\n"
    head += f"published: {article.published}\nlanguage: {article.language}\n"
    lines = (
        f"{'+' if block.spoken else '-'} {block.kind.value}{f' ({block.cite})' if block.cite else ''}: "
        f"{' '.join(article.text_of(block).split())}\n"
        for block in article.blocks
    )
    return head + "\n" + "".join(lines)


def read_bytes(data: bytes, folder: Path, name: str = "article.txt") -> Article:
    path = folder / name
    path.write_bytes(data)
    return read_article(str(path), READING)


@pytest.mark.parametrize("golden", sorted(CASES.glob("*.blocks")), ids=lambda path: path.stem)
def test_golden_case(golden: Path) -> None:
    path = next(folder / golden.stem for folder in (CASES, SAMPLES) if (folder / golden.stem).is_file())
    assert listing(read_article(str(path), READING)) == golden.read_text("utf-8")


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_sample_has_a_golden_case(path: Path) -> None:
    assert (CASES / f"{path.name}.blocks").is_file()


def test_plain_text_is_kept_character_for_character(tmp_path: Path) -> None:
    text = f"  A title \n\n\n\t{PROSE}  two  spaces\u00a0here\n\n– a dash\n{PROSE}"
    article = read_bytes(text.encode(), tmp_path)
    assert article.text == text
    assert next(article.text_of(block) for block in article.blocks if block.kind is BlockKind.PARAGRAPH).startswith(
        "The light"
    )


def test_line_ends_of_other_systems_are_line_ends(tmp_path: Path) -> None:
    unix = read_bytes(f"A title\n\n{PROSE}\n\n{PROSE}".encode(), tmp_path)
    for end in ("\r\n", "\r"):
        assert read_bytes(unix.text.replace("\n", end).encode(), tmp_path).text == unix.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac-roman"]
)
def test_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = f"The café that sang\n\n{PROSE} It was Zoë’s idea – and Ångström’s. " + PROSE
    article = read_bytes(text.encode(encoding), tmp_path)
    if encoding == "mac-roman":  # no program can be sure of it: the letters must be there, the marks may differ
        assert "The lighthouse sang on Saturday" in article.text
    else:
        assert article.text == text


def test_other_scripts_are_found(tmp_path: Path) -> None:
    text = "Маяк запел\n\n" + "В субботу вечером маяк запел, и это слышали все, кто был на берегу. " * 8
    assert read_bytes(text.encode("cp1251"), tmp_path).text == text
    assert read_bytes(text.encode(), tmp_path).language == "ru"


def test_declared_encoding_of_a_page_wins_over_guessing() -> None:
    page = "<html><head><meta charset=iso-8859-2></head><body>Łódź</body></html>"
    assert "Łódź" in decode(page.encode("iso-8859-2"), "page", markup=True)


@pytest.mark.parametrize("page", [False, True])
def test_control_characters_in_a_page_or_markdown_are_no_letters(tmp_path: Path, page: bool) -> None:
    """lxml reads them, and lets nobody write them."""
    text = "The \x1b tide &#x1b; came in <b>&#1;at</b> night, *and* $$x$$ went <sup>&#3;</sup> out again.\x0c"
    data = f"<html><body><article><p>{text * 3}</p></article>" if page else f"# A title\n\n{text}\n"
    path = tmp_path / ("a.html" if page else "a.md")
    path.write_text(data, "utf-8")
    words = read_article(str(path), Fetching()).text
    assert "out again" in words
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", words)


def test_few_broken_bytes_do_not_make_utf8_another_encoding(tmp_path: Path) -> None:
    data = (PROSE * 20).encode() + b" \xff " + (PROSE * 20).encode()
    assert read_bytes(b"A title\n\n" + data, tmp_path).text.count("“everybody heard it,”") == 40


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG picture"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF file"),
        (b"PK\x03\x04\x14\x00", "office document"),
        (b"ID3\x04\x00", "is an MP3 file"),
        (bytes(range(256)) * 8, "is binary data"),
        (b"\x00\x01\x02\x03" * 500, "is binary data"),
        (b"x\x01\x02\x03", "is binary data"),
        (b"***\n\n---\n", "no article text"),
        (b"Photo: Getty Images\n\nSubscribe now\n", "no article text"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
@pytest.mark.parametrize("name", ["article.txt", "article.md", "article.html", "article"])
def test_what_is_no_article_is_refused_in_one_sentence(tmp_path: Path, data: bytes, words: str, name: str) -> None:
    if name != "article.txt" and b"Photo" in data:
        pytest.skip("as HTML or Markdown it is a paragraph")
    with pytest.raises(ArticleError) as caught:
        read_bytes(data, tmp_path, name)
    assert words in str(caught.value)
    assert name in str(caught.value)
    assert caught.value.cure


def test_a_text_of_days_is_refused_before_its_quotes_fill_the_memory(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"has 3\.0 million characters of text; 2 million are the most"):
        read_bytes(b"Many words, no end. " * 150_000, tmp_path, "article.txt")


def test_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "lighthouse.md").write_text("x")
    with pytest.raises(ArticleError, match=r"There is no file .*lihgthouse\.md\. Did you mean lighthouse\.md\?"):
        read_article(str(tmp_path / "lihgthouse.md"), READING)
    with pytest.raises(ArticleError, match="There is no folder"):
        read_article(str(tmp_path / "no" / "where.md"), READING)
    with pytest.raises(ArticleError, match=r"write https://example\.org/news/a"):
        read_article("example.org/news/a", READING)


def test_nothing_is_no_article() -> None:
    with pytest.raises(ArticleError, match="No article was given"):
        read_article(" ", READING)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match="no ordinary file"):
        read_article(str(tmp_path / "pipe.txt"), READING)


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no /dev/fd here")
def test_what_the_shell_pipes_is_read() -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, b"The lamp was dark all night, and nobody came to light it again.\n")
        os.close(writing)
        assert "lamp" in read_article(f"/dev/fd/{reading}", READING).text
    finally:
        os.close(reading)


def test_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(str(tmp_path), READING)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(PROSE)

    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError, match="cannot be read: Permission denied"):
        read_article(str(path), READING)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (f"<p>{PROSE}</p>" * 4, ["paragraph"]),
        (f"<!DOCTYPE html>\n<html><body><p>{PROSE}</p></body></html>", ["paragraph"]),
        (f"# Title\n\n{PROSE}", ["title", "paragraph"]),
        (f"Title\n=====\n\n{PROSE}", ["title", "paragraph"]),
        (f"---\ntitle: Title\n---\n{PROSE}", ["title", "paragraph"]),
        (f"Title\n\n{PROSE}", ["title", "paragraph"]),
        (PROSE, ["paragraph"]),
    ],
)
def test_form_of_standard_input_is_seen(data: str, kinds: list[str]) -> None:
    article = read_article("-", READING, stdin=data.encode())
    assert [block.kind.value for block in article.blocks if block.kind is not BlockKind.BOILERPLATE] == kinds
    assert article.source == "-"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in itertools.pairwise("abcdefghi")
)


@pytest.mark.parametrize("matter", [BOMB + "title: *i", "title: [a, b]", "title: {a: b}", "title: ''"])
def test_a_title_that_is_no_text_is_none(tmp_path: Path, matter: str) -> None:
    article = read_bytes(f"---\n{matter}\nauthor: Mary Wren\n---\n{PROSE}\n".encode(), tmp_path, "a.md")
    assert article.title.startswith("The lighthouse sang on Saturday")
    assert article.byline == "Mary Wren"


def test_a_number_is_a_title(tmp_path: Path) -> None:
    assert read_bytes(f"---\ntitle: 1984\n---\n{PROSE}\n".encode(), tmp_path, "a.md").title == "1984"


@pytest.mark.parametrize(("name", "text"), [("a.md", "---\ntitle: {}\n---\n{}\n"), ("a.html", "<h1>{}</h1><p>{}</p>")])
def test_an_endless_title_is_cut_off_between_words(tmp_path: Path, name: str, text: str) -> None:
    article = read_bytes(text.format("very long " * 200, f"{PROSE} " * 5).encode(), tmp_path, name)
    assert 280 < len(article.title) <= 300
    assert article.title.endswith(("long…", "very…"))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_colours_a_terminal_is_no_text(tmp_path: Path, name: str) -> None:
    text = f"# \x1b[1;31mThe lamp\x1b[0m\n\n\x1b]0;owned\x07{PROSE}\x1b[K\n\n\x1b(B{PROSE}\x1b\n"
    article = read_bytes(text.encode(), tmp_path, name)
    assert article.title.removeprefix("# ") == "The lamp"
    assert not {"\x1b", "\x07"} & set(article.text)
    assert "31m" not in article.text
    assert "owned" not in article.text
    assert article.text.count(PROSE) == 2


def test_escapes_that_yaml_writes_out_do_not_reach_the_title(tmp_path: Path) -> None:
    matter = '---\ntitle: "\\e[31mThe lamp\\e[0m"\n---\n'
    article = read_bytes(f"{matter}{PROSE}\n".encode(), tmp_path, "a.md")
    assert article.title == "The lamp"
    assert article.text.startswith("The lamp\n")


def test_without_a_title_the_first_words_stand_in() -> None:
    long = f"{PROSE} {PROSE} {PROSE}"
    assert (
        read_article("-", READING, stdin=long.encode()).title
        == "The lighthouse sang on Saturday, and “everybody heard it,”…"
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Byron", "Ada Byron"),
        ("by Ada Byron and Grace Hopper, Staff Writers", "Ada Byron and Grace Hopper"),
        ("By ADA BYRON | 3 May 2021", "Ada Byron"),
        ("Words by Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("By Ada Byron, Grace Hopper & Mary Ann Evans", "Ada Byron, Grace Hopper and Mary Ann Evans"),
        ("Written by: Siobhán O’Neill-Price for The Courier", "Siobhán O’Neill-Price"),
        ("By the time the ice had gone, nobody was left.", ""),
        ("By Tuesday the ice had gone", ""),
        ("Ada Byron", ""),
        ("By hook or by crook", ""),
    ],
)
def test_byline(line: str, names: str) -> None:
    assert join_names(byline_names(line)) == names


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("Ada Byron; Grace Hopper", ("Ada Byron", "Grace Hopper")),
        ("By Ada Byron, Senior Reporter", ("Ada Byron",)),
        ("Ada Byron (the Courier), ada@courier.example", ("Ada Byron",)),
        ("Jean Renoir Monday; November", ("Jean Renoir",)),
        ("The Courier News Desk", ()),
        ("Ada Byron; ada byron; ADA BYRON", ("Ada Byron",)),
    ],
)
def test_names_of_authors_are_cleaned(listed: str, names: tuple[str, ...]) -> None:
    assert split_names(listed) == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14T06:30:00Z", dt.date(2026, 3, 14)),
        ("Published 14 March 2026", dt.date(2026, 3, 14)),
        ("Sat., Mar. 14th, 2026, 9:15 a.m. ET", dt.date(2026, 3, 14)),
        ("the 1st of April, 2026", dt.date(2026, 4, 1)),
        ("31 February 2026", None),
        ("In 2026 we shall see", None),
    ],
)
def test_date(text: str, day: dt.date | None) -> None:
    assert find_date(text) == day


def test_dateline_says_nothing_but_the_date() -> None:
    assert is_dateline("Posted on Monday, 3 March 2025 at 9:15 am")
    assert is_dateline("2025-03-03")
    assert not is_dateline("On 3 March 2025 the clock ran backwards")


def lines_under(heading: str) -> list[str]:
    """The lines under a heading of the file of single lines."""
    sections = (CASES / "lines.ini").read_text("utf-8").split("\n[")
    found = next(section for section in sections if section.startswith(f"{heading}]"))
    return [line for line in found.splitlines()[1:] if line]


@pytest.mark.parametrize("line", lines_under("credit"))
def test_credits_are_known(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize("line", lines_under("related"))
def test_links_to_other_articles_are_known(line: str) -> None:
    assert is_related(line)


@pytest.mark.parametrize("line", lines_under("notice"))
def test_notices_are_known(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize("line", lines_under("prose"))
def test_prose_is_prose(line: str) -> None:
    assert not is_credit(line)
    assert not is_related(line)
    assert not is_notice(line)


def test_words_that_somebody_says_at_the_end_are_no_foot_of_a_newsletter() -> None:
    long = (
        "The map was begun in 1961 with a borrowed car, and it took her until 1998 to finish its last sheet, by then "
        * 4
    )
    said = "“You try getting a miner to say it without one,” she told a guest in 2010."
    text = f"{long.strip()} done.\n\nShe was not sorry.\n\n{said}\n\nHe laughed.\n"
    assert "He laughed." in spoken(read_article("-", Fetching(), stdin=text.encode()))


def spoken(article: Article) -> str:
    """What of an article is read out."""
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.spoken)


def test_headings_are_told_from_sentences() -> None:
    assert could_be_heading("A question of direction")
    assert could_be_heading("Who is afraid of electricity?")
    assert could_be_heading("“We write with urgency”")
    assert not could_be_heading("He left.")
    assert not could_be_heading("HADDAD: There was a new one")
    assert not could_be_heading("“Why me?”")
    assert not could_be_heading("and then there was")


def test_language() -> None:
    assert find_language(PROSE) == "en"
    assert find_language(PROSE, "en-GB") == "en-GB"
    assert find_language(PROSE, "de") == "en", "the template's language is not the text's"
    german = "Der Leuchtturm hat am Samstag gesungen, und alle haben es gehört, die am Hafen waren und noch wach. "
    assert find_language(german * 3) == "de"
    assert find_language(german * 3, "en") == "de"
    assert find_language(german * 3, usual="fr") == "de"
    assert find_language("Es regnet, sagt Jan Roth. Es taut", usual="de") == "de", "too short to show its language"
    assert find_language("Titel. Es regnet, sagt Jan Roth. Es taut, sagt Frau Dr. Fuchs am Morgen", usual="de") == "de"
    assert find_language(german * 3, "de-AT") == "de-AT"


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en_us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("DE", "de"),
        ("de_DE.UTF-8", "de-DE"),
        ("deu", "de"),
        ("ger", "de"),
        ("Deutsch", "de"),
        ("german", "de"),
        ("FRANÇAIS", "fr"),
        ("British English", "en-GB"),
        ("iw", "he"),
        ("gsw", "gsw"),
        ("<b>", ""),
        ("und", ""),
        ("Gibberish", ""),
        ("qq", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_tag_its_codes_and_its_names(written: str, tag: str) -> None:
    assert tag_of(written) == tag


@pytest.mark.parametrize("called", ["ger", "Deutsch", "de_DE", "gobbledygook"])
@pytest.mark.parametrize("form", ["---\nlanguage: {}\n---\n{}", "<html lang='{}'><body><article><p>{}</p></article>"])
def test_an_article_that_names_its_language_otherwise_is_in_it(form: str, called: str, tmp_path: Path) -> None:
    german = "Der Leuchtturm hat am Samstag gesungen, und alle haben es gehört, die am Hafen waren und noch wach. "
    article = read_bytes(form.format(called, german * 3).encode(), tmp_path, "a.md" if form[0] == "-" else "a.html")
    assert article.language.partition("-")[0] == "de"
    assert article.unknown_language == ("gobbledygook" if called == "gobbledygook" else "")


def test_plain_text_needs_no_web_and_no_html() -> None:
    program = (
        "import sys; from podcaster.article import read_article; from podcaster.settings import Fetching;"
        f"read_article({str(SAMPLES / 'bakery.txt')!r}, Fetching());"
        "heavy = {'lxml', 'trafilatura', 'httpx', 'markdown_it', 'numpy', 'py3langid', 'charset_normalizer', 'yaml'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "unit", [f"{PROSE}\n\n", f"{PROSE} ", "A heading\n\n", "word\n", "\n", "| ", "a. b ", "By Ada Byron\n\n"]
)
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    """Ten times the text takes about ten times the time, not a hundred times: both are measured in one run."""

    def seconds(size: int) -> float:
        data = f"A title\n\n{PROSE}\n\n{unit * (size // len(unit))}".encode()
        began = time.process_time()
        read_article("-", READING, stdin=data)
        return time.process_time() - began

    small, large = min(seconds(12_000) for _ in range(2)), seconds(120_000)
    assert large < 30 * max(small, 0.005)


CHARACTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=60)
LINES = st.lists(
    st.one_of(CHARACTERS, st.sampled_from([PROSE, "", "By Ada Byron", "Photo: AFP", "- item", "> quoted", "# H"]))
)


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_blocks_of_plain_text_hold_all_words_in_order_and_never_overlap(lines: list[str]) -> None:
    text = "\n".join(["A title", "", PROSE, *lines])
    article = read_plain(text)
    places = [(block.start, block.end) for block in article.blocks]
    assert all(0 <= start < end <= len(article.text) for start, end in places)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))
    outside = "".join(
        article.text[before[1] : after[0]]
        for before, after in zip([(0, 0), *places], [*places, (len(article.text), 0)], strict=True)
    )
    assert not [char for char in outside if char.isalnum()]


def read_plain(text: str) -> Article:
    """A text read as the content of a .txt file."""
    from podcaster.article.parts import make_article
    from podcaster.article.text import read_text

    return make_article(*read_text(text), "a.txt")


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_any_markdown_is_read_or_refused(lines: list[str]) -> None:
    try:
        article = read_article("-", READING, stdin="\n".join(["# Title", "", *lines]).encode())
    except ArticleError:
        return
    assert article.text == "\n\n".join(article.text_of(block) for block in article.blocks)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = read_article("-", READING, stdin=data)
    except ArticleError:
        return
    assert any(block.spoken for block in article.blocks)


def test_command_shows_every_block_and_the_json_has_the_agreed_fields() -> None:
    path = str(SAMPLES / "bakery.txt")
    shown = CliRunner().invoke(app, ["read", path])
    assert shown.exit_code == 0
    assert "By Clara Mendoza · 2026-05-09 · en" in shown.stdout
    assert "· credit\n    (Photo: Northlight Agency)\n" in shown.stdout
    told = json.loads(CliRunner().invoke(app, ["read", path, "--json"]).stdout)
    assert told["title"] == "The Bakery Where the Oven Decides"
    assert (told["byline"], told["published"], told["language"]) == ("Clara Mendoza", "2026-05-09", "en")
    assert {"cite", "kind", "spoken", "text", "why"} == set(told["blocks"][0])
    assert [block["text"] for block in told["blocks"] if block["kind"] == "heading"] == [
        "An oven without a dial",
        "Who is afraid of electricity?",
    ]


def test_what_is_not_narrated_is_shown_with_the_reason_and_counted() -> None:
    page = (
        "<html><body><nav><a href=a>One</a> <a href=b>Two</a> <a href=c>Three</a> <a href=d>Four</a></nav>"
        f"<p>{PROSE}</p><p hidden>Never shown.</p><p>Share this article</p>"
        "<p>All night, and in the morning the fish were sold out, the quay was full and the lamp was warm.</p>"
    )
    shown = CliRunner().invoke(app, ["read", "-"], input=page).stdout
    assert "· a menu (4 words): One Two Three Four" in shown
    assert "· boilerplate (a button or a label of the page)" in shown
    article = read_article("-", READING, stdin=page.encode())
    assert [(each.why, each.words) for each in leavings(article)] == [
        ("a button or a label of the page", 3),
        ("hidden on the page", 2),
        ("a menu", 4),
    ]
    assert summary(article, "a.html").startswith("Not narrated: 9 words of the page (")


def test_command_reads_standard_input_and_refuses_with_exit_code_2(tmp_path: Path) -> None:
    good = CliRunner().invoke(app, ["read", "-", "--json"], input=f"# Title\n\n{PROSE}")
    assert json.loads(good.stdout)["title"] == "Title"
    bad = CliRunner().invoke(app, ["read", str(tmp_path)])
    assert bad.exit_code == 2
    assert "Traceback" not in bad.output
