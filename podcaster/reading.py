"""The one door through which articles and scripts come in: every command that reads one gets the same of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.characters import composed, valid_text
from podcaster.errors import InputError
from podcaster.languages import EXPECTED
from podcaster.model import NOTHING_SAID, Overrides, ReadArticle
from podcaster.ordinary import read_utf8
from podcaster.script import check_all_said, list_sounds, read_script, write_script, write_scripts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from podcaster.errors import ScriptError
    from podcaster.model import Article, Quote, Script
    from podcaster.settings import Scripting, Settings

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how many of its steps are done, and of how many (0: nobody knows)."""
SHORT = 1 << 18
"""Bytes that are read, and their script written, in less than two seconds (30,000 words in 1.2 of CPU time)."""


@dataclass(frozen=True, slots=True)
class SentArticle:
    """A file, for a machine that does not have it."""

    data: bytes
    """Its content."""
    called: str
    """What scripts and episodes call it (``name_source``)."""

    @classmethod
    def of(cls, source: str, show: Path) -> SentArticle:
        """A file of this machine, for a show's folder.

        Raises:
            ArticleError: It cannot be read.
        """
        from podcaster.article.origin import name_source
        from podcaster.article.sources import open_file

        return cls(open_file(Path(source)).data, name_source(source, show))


def read_source(
    source: str,
    settings: Settings,
    progress: Progress,
    *,
    stdin: bytes | None = None,
    overrides: Overrides = NOTHING_SAID,
    sent: SentArticle | None = None,
    called: str = "",
) -> ReadArticle:
    """Read an article and find its quotes, by the rules of its language.

    Args:
        source: A file, an address, or "-".
        settings: The show's settings.
        progress: Told that it is read.
        stdin: The article, when the source is "-".
        overrides: What the user says of it.
        sent: The article, where it is a file of another machine.
        called: What scripts and episodes call it; empty: as its source and the show's folder have it.

    Raises:
        ArticleError: It cannot be read.
        SettingsError: The show's corrections cannot be read.
    """
    from podcaster.article import read_article
    from podcaster.article.origin import name_source

    progress("Reading", 0, 0)
    data, usual = sent.data if sent else None, settings.show.language
    article = read_article(source, settings.article, stdin=stdin, sent=data, usual=usual)
    article = _with_overrides(article, overrides)
    called = called or (sent.called if sent else name_source(source, settings.folder, article.title))
    return as_read(replace(article, source=called, summary=article.summary or _beginning_of(article)), settings)


def as_read(article: Article, settings: Settings, overrides: Overrides = NOTHING_SAID) -> ReadArticle:
    """Find the quotes of an article, of which the user says something over what it says itself.

    Who wrote it counts there: by the byline it is known who "I" is.

    Raises:
        SettingsError: The show's corrections cannot be read.
    """
    from podcaster.cast import read_registry
    from podcaster.script import read_corrections
    from podcaster.script.corrections import quote_words

    article = _with_overrides(article, overrides)
    known = read_registry(settings.files.registry).remind(find_said(article, settings.script))
    corrections = read_corrections(settings.files.corrections, article.origin, partial(quote_words, article, known))
    return ReadArticle(article, known, corrections)


def _with_overrides(article: Article, overrides: Overrides) -> Article:
    title, author = (composed(valid_text(said or "")).strip() for said in (overrides.title, overrides.author))
    published = overrides.day or article.published
    return replace(article, title=title or article.title, byline=author or article.byline, published=published)


def find_said(article: Article, scripting: Scripting) -> tuple[Quote, ...]:
    """An article's quotes, by the rules of its language."""
    from podcaster.spoken import is_english

    if is_english(article.language):
        from podcaster.quotes import find_quotes

        return find_quotes(article)
    from podcaster.quotes.foreign import find_foreign_quotes, has_rules, mark_quotes

    if has_rules(article.language):
        return find_foreign_quotes(article)
    return mark_quotes(article) if scripting.foreign == "quotation" else ()


def _beginning_of(article: Article) -> str:
    """The first sentences of an article that has no summary of its own."""
    from podcaster.episode.details import summary_of

    texts = (article.text_of(block) for block in article.blocks if block.kind == "paragraph")
    return summary_of(" ".join(f"{text}." if text[-1:].isalnum() else text for text in texts))  # a standfirst has none


def script_of(read: Sequence[ReadArticle], settings: Settings, template: Path) -> str:
    """The script that a template writes of articles.

    Raises:
        ScriptError: The template has a mistake, or passes an article over.
    """
    first, *more = read
    text = write_script(
        first.article,
        first.quotes,
        template=template,
        show=settings.show,
        corrections=first.corrections,
        more=[(each.article, each.quotes, each.corrections) for each in more],
        sounds=list_sounds(settings.files),
        folder=settings.files.scripts,
    )
    if more:
        check_all_said(text, [each.article for each in read], template)
    return text


def scripts_of(several: Sequence[Sequence[ReadArticle]], settings: Settings, template: Path) -> list[str | ScriptError]:
    """The scripts that a template writes of articles, one for each of several states of what is known of them.

    Returns:
        For each its script, or what is wrong with it.
    """
    return write_scripts(
        [[(each.article, each.quotes, each.corrections) for each in read] for read in several],
        template=template,
        show=settings.show,
        sounds=list_sounds(settings.files),
        folder=settings.files.scripts,
    )


def is_script(sources: Sequence[str]) -> bool:
    """Whether what the user named is a script.

    Raises:
        InputError: It is one, and something else.
    """
    scripts = [source for source in sources if source.casefold().endswith(".fountain")]
    if scripts and len(sources) > 1:
        raise InputError(f"The script {scripts[0]} cannot be joined with anything.", "Give one .fountain file alone.")
    return bool(scripts)


def are_short(sources: Sequence[str]) -> bool:
    """Whether all that is to be read are files of this machine, and short."""
    paths = [Path(each) for each in sources]
    try:
        return all(path.is_file() for path in paths) and sum(path.stat().st_size for path in paths) <= SHORT
    except (OSError, ValueError):
        return False


def read_text(path: Path) -> str:
    """A script file's text.

    Raises:
        InputError: It cannot be read.
    """
    try:
        return read_utf8(path, "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def read_show_script(
    text: str, name: str, settings: Settings, people: Collection[str] | None = (), *, before: bool = False
) -> Script:
    """Read a script of a show: its sounds are checked, its people known, its language filled.

    Args:
        text: Fountain.
        name: What error sentences call it.
        settings: The show's settings.
        people: Names that are right besides those of the registry; None: all are.
        before: It was accepted before; see ``read_script``.

    Raises:
        ScriptError: There is a mistake in it.
        SettingsError: The show's registry cannot be read.
    """
    from podcaster.cast import read_registry

    right = None if people is None else {*people, *read_registry(settings.files.registry).people}
    sounds, usual = list_sounds(settings.files), settings.show.language
    return read_script(text, name, sounds=sounds, people=right, language=usual, before=before)


def left_out(read: Sequence[ReadArticle], sources: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each article of which something is not narrated."""
    from podcaster.article import summary

    found = (summary(each.article, source) for each, source in zip(read, sources, strict=True))
    return tuple(filter(None, found))


NO_WORDS = (
    " The program has no words of its own in it: there is no greeting, and nobody says that the voices are synthetic."
    " Say it in a template of your own."
)


def unknown_languages(read: Sequence[ReadArticle]) -> Iterator[str]:
    """A sentence for each article that names a language which is none."""
    for each in read:
        if called := each.article.unknown_language:
            yield (
                f"{each.article.title}: “{called[:40]}” is no language; by its words it is {each.article.language}."
                f" In the article, {EXPECTED} is expected."
            )


def language_notices(script: Script, scripting: Scripting) -> tuple[str, ...]:
    """What cannot be done in the language of a script."""
    from podcaster.spoken import is_english

    if is_english(script.language):
        return ()
    from podcaster.quotes.foreign import has_rules
    from podcaster.wording import has_words

    if has_rules(script.language):
        return ()
    own = "" if has_words(script.language) else NO_WORDS
    who = "the narrator speaks" if scripting.foreign == "narrator" else "one voice speaks"
    notice = (
        f"The article's language is {script.language}, whose rules for who says what are not known: {who} the quotes."
    )
    return (f"{notice} Name the speakers in the script, or choose in the settings: foreign in [script].{own}",)


def mixed_notices(read: Sequence[ReadArticle], script: Script) -> tuple[str, ...]:
    """What is told where the articles of one episode are in several languages: who would sound wrong."""
    from shlex import quote

    from podcaster.phrases import NumberedLine
    from podcaster.script.tongues import spoken_otherwise

    told = [
        f"{role} is quoted in articles of several languages, and has a voice of one:"
        f" line{'s' * (len(lines) > 1)} {', '.join(str(NumberedLine(at)) for at in lines)} would sound wrong in it."
        f" Give each to a name of its own: podcaster edit EPISODE assign {lines[0] + 1} {quote(f'{role} ({tongue})')}"
        for role, (tongue, lines) in spoken_otherwise(script).items()
    ]
    tongues = {one.article.language.replace("_", "-").partition("-")[0] for one in read} - {""}
    own = script.language.partition("-")[0]
    read_so = {role.language.partition("-")[0] for role in script.roles}
    others = " and ".join(sorted(tongues - {own} - read_so))
    if others and own:
        notice = (
            f"Articles in {others} are in this episode, whose voices and words are of {own}: they would sound wrong."
        )
        told.append(f"{notice} Make an episode of each with --each.")
    return tuple(told)
