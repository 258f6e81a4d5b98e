"""Templates: what they make of articles, how they fail, and that their reference is complete."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podcaster.article import read_article
from podcaster.cli import app
from podcaster.errors import ScriptError
from podcaster.model import NARRATOR, Article, Quote
from podcaster.quotes import find_quotes
from podcaster.script import awkward, find_template, format_script, list_templates, read_script, write_script
from podcaster.script.examples import read_example
from podcaster.script.filters import FILTERS
from podcaster.script.reference import field_docs, write_reference
from podcaster.script.sandbox import DROPPED_FILTERS
from podcaster.script.templates import check_all_said, make_environment
from podcaster.script.views import VIEWS
from podcaster.settings import Fetching, Podcast, Settings, shipped

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "data" / "scripts"
SAMPLES = sorted((ROOT / "podcaster" / "samples").iterdir())
OFFICE = ROOT.parent / "shared" / "articles" / "office.txt"
NAMES = [template.name for template in list_templates(Settings(folder=ROOT).files)]
SHOW = Podcast(title="The Long Read")


def template(name: str) -> Path:
    return shipped("scripts") / f"{name}.fountain.j2"


@lru_cache
def told(path: Path) -> tuple[Article, tuple[Quote, ...]]:
    article = read_article(str(path), Fetching())
    return article, find_quotes(article)


def render_sample(path: Path, name: str) -> str:
    text = write_script(*told(path), template=template(name), show=SHOW)
    text = re.sub(r"^Source: .*", f"Source: {path.name}", text, flags=re.MULTILINE)
    text = re.sub(r" (?:why|or): [^;\]]*;", "", text)  # the weights are fitted anew now and then
    return re.sub(r"sure: [^;]*", "sure: ...", text)


def own(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "own.fountain.j2"
    path.write_text(body, "utf-8")
    return path


def written(tmp_path: Path, body: str, article: str = awkward.EXAMPLE) -> str:
    return write_script(*read_example(article), template=own(tmp_path, body), show=SHOW)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_samples_render_to_their_golden_scripts(sample: Path, name: str, update_golden: bool) -> None:
    """After a change that is meant: ``pytest tests/test_templates.py --update-golden``, and look at ``git diff``."""
    text = render_sample(sample, name)
    golden = GOLDEN / f"{sample.stem}.{name}.fountain"
    if update_golden:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")
    assert format_script(read_script(text, golden.name)) == text


@pytest.mark.skipif(not OFFICE.exists(), reason="the shared article is not beside this checkout")
@pytest.mark.parametrize("name", NAMES)
def test_a_real_article_renders_with_every_template(name: str) -> None:
    script = read_script(render_sample(OFFICE, name), "x")
    assert "synthetic" in script.lines[-1].text
    assert script.lines[0].text == "Welcome to The Long Read."


@pytest.mark.parametrize("name", NAMES)
def test_awkward_articles_render_with_every_template(name: str) -> None:
    reports = list(awkward.check_template(template(name), SHOW, {"theme"}))
    assert [(report.name, report.problem) for report in reports if report.problem] == []
    assert len(reports) == len(awkward.CASES) + 1


def test_one_article_that_a_template_is_lost_in_hides_nothing_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are rendered in one process, which is ended; then each has its own."""
    monkeypatch.setattr("podcaster.script.sandbox.SECONDS", 1)
    monkeypatch.setattr(
        awkward, "CASES", {name: awkward.CASES[name] for name in ("no quotes", "one word", "only quotes")}
    )
    endless = "{% if article.title == 'Dark' %}{{ [article]|slice(999999999)|list|length }}{% endif %}"
    reports = awkward.check_template(own(tmp_path, f"Title: T\n\nHello.\n\n{endless}"), SHOW)
    wrong = {report.name: report.problem for report in reports if report.problem}
    assert list(wrong) == ["one word"]
    assert "it runs longer than 1 seconds" in wrong["one word"]


@pytest.mark.parametrize("case", awkward.CASES)
def test_narration_says_every_word_of_the_article_once_and_in_order(case: str) -> None:
    article, quotes = read_example(awkward.CASES[case])
    script = read_script(write_script(article, quotes, template=template("narration"), show=SHOW), "x")
    said = [sign for section in script.sections[1:-1] for line in section.lines for sign in line.text if sign.isalnum()]
    spoken = [sign for block in article.blocks if block.spoken for sign in article.text_of(block) if sign.isalnum()]
    assert said == spoken


def test_a_headline_is_read_as_it_is_written() -> None:
    article, quotes = read_example(awkward.CASES["marks of Fountain"])
    for name in NAMES:
        script = read_script(write_script(article, quotes, template=template(name), show=SHOW), "x")
        assert script.title.startswith("#One *star* [[Guide]]")
        assert any(line.text == "#One *star* [[Guide]]." for line in script.lines)


def test_dramatizing_leaves_out_tags_of_voices_that_were_heard_before() -> None:
    article, quotes = read_example(
        "---\n{Ann Lee/female/said|“It sang,”} said Lee. {Ann Lee/female|“Twice.”}\n"
        "{Ann Lee/female/said|“I laughed,”} said Dr. Lee. She looked up. {Ann Lee/female|“We all did.”}\n"
        "{Bob Ray/male/said|“Not me,”} said Ray.\n"
        "{Ann Lee/female/writes|“Oh,”} Lee writes in her book. {Ann Lee|“Well.”}"
    )
    script = read_script(write_script(article, quotes, template=template("dramatized"), show=SHOW), "x")
    told = [line.text for line in script.sections[1].lines if line.role == NARRATOR]
    assert told == ["said Lee.", "She looked up.", "said Ray.", "Lee writes in her book."]


def test_an_uncertain_quote_goes_to_the_reserve_voice_and_its_note_says_whose_it_may_be() -> None:
    article, quotes = read_example("---\n{Ann Lee/female/said/?|“It sang.”}")
    line = (
        read_script(write_script(article, quotes, template=template("narration"), show=SHOW), "x").sections[1].lines[0]
    )
    assert line.role == "Unattributed"
    assert line.notes[0].startswith(
        "speaker: uncertain; likely: Ann Lee; why: Two people are near it.; verb: said; sure: 0.42"
    )


def test_the_quotes_template_introduces_people_and_leaves_fragments_out() -> None:
    article, quotes = read_example(awkward.EXAMPLE)
    script = read_script(write_script(article, quotes, template=template("quotes"), show=SHOW), "x")
    assert "Jane Doe:" in [line.text for line in script.lines]
    assert not any("surplus" in line.text for line in script.lines)


def test_an_interview_has_no_printed_names_in_it() -> None:
    article, quotes = read_example(awkward.INTERVIEW)
    script = read_script(write_script(article, quotes, template=template("interview"), show=SHOW), "x")
    assert [(line.role, line.text) for line in script.sections[1].lines] == [
        (NARRATOR, "Ida Marsh has mended the bells of the valley for forty years."),
        (NARRATOR, "How did you begin?"),
        ("Ida Marsh", "By accident. My uncle said,"),
        ("Uncle", "Hold this."),
        ("Ida Marsh", "I did."),
        ("Ida Marsh", "I held it for three hours."),
        (NARRATOR, "And what is next?"),
        ("Ida Marsh", "Sleep."),
    ]


def test_a_digest_has_a_chapter_for_each_article() -> None:
    (first, second), third = (
        (read_example(text) for text in (awkward.EXAMPLE, awkward.INTERVIEW)),
        awkward.CASES["one word"],
    )
    more = [(*second, {}), (*read_example(third), {})]
    script = read_script(write_script(*first, template=template("digest"), show=SHOW, more=more), "x")
    assert [section.title for section in script.sections] == [
        "Introduction", "The Lighthouse", "“I Only Mend What Squeaks”", "Dark", "Credits",
    ]  # fmt: skip
    assert script.title == "The Lighthouse, and 2 more"


def test_the_cast_on_the_title_page_is_those_who_speak(tmp_path: Path) -> None:
    text = written(tmp_path, "Title: T\n\nHello.\n\n@Ray Poe\nYes.")
    assert "Cast:\n    Ray Poe: male\n\n" in text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Title: T\n\n{{ article.titel }}", "own.fountain.j2:3: article has no 'titel'. Did you mean title?"),
        ("Title: T\n\n{{ artikel }}", "own.fountain.j2:3: there is no 'artikel'."),
        ("Title: T\n{% for x in article.sections %}\n{{ x.headin }}\n{% endfor %}", "j2:3: section has no 'headin'."),
        ("{% if %}", "own.fountain.j2:1: Expected an expression"),
        ("Title: T\n\n{{ 'x' | shout }}", "own.fountain.j2:3: No filter named 'shout'."),
        ('{% extends "none.fountain.j2" %}', "own.fountain.j2: there is no template 'none.fountain.j2'"),
        ('{% include "../README.md" %}', "there is no template '../README.md'"),
        ('{% include "/etc/passwd" %}', "there is no template '/etc/passwd'"),
        ("Title: T\n\n{{ 1 / 0 }}", "own.fountain.j2:3: division by zero."),
        ("Title: T\n\n{{ article.__class__.__mro__ }}", "own.fountain.j2:3: access to attribute '__class__'"),
        ("Title: T\n\n> SUOND: theme", "own.fountain.j2, rendered:3:3: 'SUOND' is no cue; did you mean SOUND?"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "own.fountain.j2:1: a macro calls itself without end."),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "it runs too long"),
        ("{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}", "it runs too long"),
        ("{{ 'x' * 999999999 }}", "it makes something longer than"),
        ("{% set n = namespace(s='x') %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}", "longer"),
        ("{% set n = namespace(s='x') %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}", "longer"),
        ("{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}", "longer than"),
        ("{%set n = namespace(s='x') %}{% for i in range(60)%}{%set n.s = n.s|replace('x','xx') %}{%endfor%}", "long"),
        ("{% set x = 'x' * 999999 %}{{ ([x] * 999) | join(x) }}", "longer than"),
        ("{{ 9 ** 9 ** 9 }}", "powers are not for scripts"),
        ("{{ '%999999999d' % 1 }}", "% is for numbers"),
        ("{{ 'x'.ljust(999999999) }}", "ljust() of texts is not for scripts"),
        ("{{ '{:>999999999}'.format(1) }}", "format() of texts is not for scripts"),
        ("{% for i in range(999999999) %}{% endfor %}", "it makes something longer than"),
        ("{% for i in range(60000) %}{{ 'x' * 900 }}{% endfor %}", "it writes more than"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_named_and_none_runs_away(tmp_path: Path, body: str, expected: str) -> None:
    with pytest.raises(ScriptError) as caught:
        written(tmp_path, body)
    assert expected in str(caught.value)


DOUBLED = """{% set n = namespace(a=1, b=1) %}
{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}"""
LONG_TEXTS = """{% set n = namespace(a=1) %}{% set t = 'x' * 999000 %}
{% for i in range(9000) %}{% set n.a = [n.a, t ~ i] %}{% endfor %}"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ [1]|slice(999999999)|list|length }}", "it runs longer than 1 seconds"),
        ("{{ [1]|batch(999999999, 'x')|list|length }}", "it needs more than 400 MB of memory"),
        ("{% set n = namespace(a=1) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}", "it "),
        (f"{DOUBLED}{{{{ n.a == n.b }}}}", "it runs longer than 1 seconds"),
        ("{% set t = ['x' * 1000000] * 100000 %}{{ t | sort | length }}", "it needs more than 400 MB of memory"),
        (LONG_TEXTS, "it needs more than 400 MB of memory"),
        ("{% for a in [1] %}" * 60 + "x" + "{% endfor %}" * 60, "too many statically nested blocks"),
        ("{% for a in range(30) recursive %}{{ loop(range(a)) }}{% endfor %}", "it runs"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "a macro calls itself without end"),
    ],
)  # fmt: skip
@pytest.mark.skipif(sys.platform != "linux", reason="memory is held on Linux")
def test_time_and_memory_hold_whatever_a_template_does(
    tmp_path: Path, body: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "memory" not in expected:  # which takes its time to fill
        monkeypatch.setattr("podcaster.script.sandbox.SECONDS", 1)
    with pytest.raises(ScriptError) as caught:
        written(tmp_path, body)
    assert expected in str(caught.value)


def test_a_template_sees_neither_files_nor_environment(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "link.fountain.j2").symlink_to(ROOT / "README.md")
    for body in ('{% include "secret.txt" %}', '{% include "link.fountain.j2" %}', "{{ environ }}", "{{ open('x') }}"):
        with pytest.raises(ScriptError):
            written(tmp_path, body)


def test_a_show_changes_its_greeting_in_one_place(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "_base.fountain.j2").write_text(
        '{% extends "shipped/_base.fountain.j2" %}'
        "{% block greeting %}Good evening from {{ show.title }}.\n\n{% endblock %}",
        "utf-8",
    )
    settings = Settings(folder=tmp_path)
    for name in NAMES:
        text = write_script(
            *read_example(awkward.EXAMPLE), template=find_template(settings.files, name), show=SHOW, folder=scripts
        )
        assert "Good evening from The Long Read." in text


def test_the_shows_own_template_wins_and_is_listed(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    mine = tmp_path / "scripts" / "narration.fountain.j2"
    mine.write_text("{# Mine. #}\nTitle: T\n\nHello.", "utf-8")
    settings = Settings(folder=tmp_path)
    assert find_template(settings.files, "narration") == mine
    listed = {item.name: item for item in list_templates(settings.files)}
    assert (listed["narration"].description, listed["narration"].own) == ("Mine.", True)
    assert not listed["quotes"].own
    assert "_base" not in listed


def test_an_unknown_template_is_answered_with_close_ones() -> None:
    with pytest.raises(ScriptError, match="Did you mean narration"):
        find_template(Settings(folder=ROOT).files, "naration")


@pytest.fixture(scope="module")
def page() -> str:
    return write_reference()


def test_the_reference_is_the_page_in_scripts(page: str) -> None:
    """After a change: ``podcaster templates docs > scripts/README.md``."""
    assert (ROOT / "scripts" / "README.md").read_text("utf-8") == page


def test_the_reference_has_every_variable_and_filter(page: str) -> None:
    for view in VIEWS:
        docs = field_docs(view)
        public = {item.name for item in fields(view)} | {
            name for name in vars(view) if isinstance(vars(view)[name], property)
        }
        assert set(docs) == public
        assert all(text.endswith(".") for _, text in docs.values()), docs
        assert all(f"| `{name}` |" in page for name in docs)
    assert all(f"### {name}" in page for name in FILTERS)
    macros = re.findall(r"{% macro (\w+)", (shipped("scripts") / "_macros.fountain.j2").read_text("utf-8"))
    assert all(f"- `{name}(" in page for name in macros)


def test_templates_get_no_more_than_the_reference_says() -> None:
    environment = make_environment((shipped("scripts"),))
    assert set(environment.globals) == {"range", "dict", "namespace"}
    assert not set(DROPPED_FILTERS) & set(environment.filters)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["--show", str(folder), *arguments])
    return result.exit_code, result.stdout


def test_the_command_writes_a_script_but_not_over_an_edited_one(tmp_path: Path) -> None:
    target = tmp_path / "a.fountain"
    sample = str(SAMPLES[0])
    assert run(tmp_path, "script", sample, "-o", str(target))[0] == 0
    assert run(tmp_path, "script", sample, "-o", str(target))[0] == 0
    assert run(tmp_path, "script", str(target))[1] == target.read_text("utf-8")
    target.write_text(target.read_text("utf-8").replace("Welcome", "Hello"), "utf-8")
    assert run(tmp_path, "script", sample, "-o", str(target))[0] == 2
    assert "Hello" in target.read_text("utf-8")
    assert run(tmp_path, "script", sample, "-o", str(target), "--force")[0] == 0
    assert "Welcome" in target.read_text("utf-8")


def test_the_commands_copy_and_check(tmp_path: Path) -> None:
    assert run(tmp_path, "templates", "copy", "_base")[0] == 0
    copied = tmp_path / "scripts" / "_base.fountain.j2"
    assert copied.read_bytes() == (shipped("scripts") / "_base.fountain.j2").read_bytes()
    assert run(tmp_path, "templates", "copy", "_base")[0] == 2
    assert run(tmp_path, "templates", "copy", "nothing")[0] == 2
    assert run(tmp_path, "templates", "check", "narration")[0] == 0
    broken = own(tmp_path, "Title: T\n\n{{ article.byline }} wrote this.\n\n{{ article.sections[0].heading.text }}")
    code, out = run(tmp_path, "templates", "check", str(broken))
    assert code == 2
    assert "fails  an article of the usual kind" in out


def test_the_same_mistake_is_told_once_with_its_number(tmp_path: Path) -> None:
    broken = own(tmp_path, "Title: T\n\n{{ no_such_thing.name }}")
    code, out = run(tmp_path, "templates", "check", str(broken))
    assert code == 2
    first, second = out.splitlines()
    assert "no_such_thing" in first
    assert second == f"fails  {len(awkward.CASES)} more in the same way as {next(iter(awkward.CASES))}"


def test_a_template_speaks_the_articles_language_and_says_names_only_where_it_has_none() -> None:
    german = read_example(awkward.CASES["another language"])
    text = write_script(*german, template=template("narration"), show=SHOW)
    assert "Willkommen bei The Long Read." in text
    assert "14. März 2026." in text
    assert "Alle Stimmen dieser Folge sind synthetisch" in text
    finnish = read_example("language: fi\n---\nMajakka oli pimeä.")
    text = write_script(*finnish, template=template("narration"), show=SHOW)
    assert "The Long Read." in text
    assert "Welcome" not in text


def test_an_article_that_a_template_says_nothing_of_is_named() -> None:
    first, second = (read_example(awkward.CASES[name])[0] for name in ("one word", "no quotes"))
    text = "Title: Dark\n\nDark.\n"
    check_all_said(text, [first], template("narration"))
    with pytest.raises(ScriptError, match="narration makes an episode of one article, and says nothing of"):
        check_all_said(text, [first, second], template("narration"))
    check_all_said(f"{text}\nThe lamp was dark.\n", [first, second], template("digest"))


def test_templates_that_ship_are_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And kept beside the bytecode; those of strangers are never compiled outside of the process that renders."""
    from podcaster import bytecode
    from podcaster.script.sandbox import ScriptEnvironment
    from podcaster.script.shelved import compiled_for
    from podcaster.settings import shipped

    shelf = bytecode._Shelf(tmp_path / "kept.bin")
    monkeypatch.setattr(bytecode, "_shelf", lambda: shelf)
    parsed = []
    parse = ScriptEnvironment._parse
    monkeypatch.setattr(ScriptEnvironment, "_parse", lambda *given: parsed.append(given[2]) or parse(*given))
    narration = shipped("scripts") / "narration.fountain.j2"
    codes = compiled_for(narration).codes
    assert parsed == ["_base.fountain.j2", "_macros.fountain.j2", "_phrases.fountain.j2", "narration.fountain.j2"]
    shelf.known, shelf.fresh = shelf.fresh, {}
    own = tmp_path / "narration.fountain.j2"
    own.write_text("{% this is none %}")
    assert compiled_for(narration).codes == codes
    assert len(compiled_for(own).codes) == 3
    assert len(parsed) == 4
