"""A template from scripts/ and an article -> the script, as Fountain."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podcaster.errors import InputError, ScriptError, close_matches
from podcaster.limited import LimitError, run_limited
from podcaster.model import Gender
from podcaster.ordinary import read_utf8
from podcaster.script.format import format_script
from podcaster.script.fountain import read_script
from podcaster.script.markup import unescape
from podcaster.script.tongues import frame_language, in_their_languages
from podcaster.settings import shipped
from podcaster.store import write_atomic
from podcaster.wording import date_form, with_region

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from podcaster.model import Article, Correction, Quote, Script
    from podcaster.script.sandbox import Compiled, ScriptEnvironment
    from podcaster.script.views import ArticleView, PieceView, ShowView
    from podcaster.settings import Podcast, ShowFolder

    Told = tuple[Article, Sequence[Quote], Mapping[str, Correction]]
    """An article, its quotes, and who says which piece as an editor decided before."""

SUFFIX = ".fountain.j2"
NOTHING: dict[str, Correction] = {}
BEGINNING = 3
"""Words at the beginning of a paragraph by which it is known again in a script."""
QUOTES = "\"'“”‘’„‚«»‹›"


@dataclass(frozen=True, slots=True)
class Template:
    """A template that can be chosen."""

    name: str
    """As the settings and ``--template`` name it, such as "narration"."""
    path: Path
    """The file."""
    description: str
    """The comment at its top, in one line."""
    own: bool
    """It stands in the show's folder."""


def write_script(
    article: Article,
    quotes: Sequence[Quote],
    *,
    template: Path,
    show: Podcast,
    corrections: Mapping[str, Correction] = NOTHING,
    more: Sequence[Told] = (),
    sounds: Collection[str] | None = None,
    folder: Path | None = None,
) -> str:
    """Write the script of an article.

    Args:
        article: The article.
        quotes: Its quotes, in order, with those inside them.
        template: The template's file.
        show: What the podcast is.
        corrections: Who says which piece, as an editor decided before (``corrections.read_corrections``).
        more: Further articles, with their quotes and corrections, for a template that makes one episode of several.
        sounds: The names of all sounds there are. None: not checked.
        folder: The show's scripts folder, in which the parts that templates share win over those that ship.

    Returns:
        Fountain, in the form that ``format_script`` gives it.

    Raises:
        ScriptError: The template has a mistake, or writes a script that has one.
    """
    from podcaster.script.sandbox import MEGABYTES
    from podcaster.script.shelved import compiled_for

    told = ((article, quotes, corrections), *more)
    work = _work(told, template, show, sounds, folder, compiled_for(template))
    try:
        return run_limited(work, seconds=_seconds(told), megabytes=MEGABYTES)
    except LimitError as error:
        raise ScriptError(f"{template.name}: it {error}; look for a loop inside a loop.") from error


def write_scripts(
    episodes: Sequence[Sequence[Told]],
    *,
    template: Path,
    show: Podcast,
    sounds: Collection[str] | None = None,
    folder: Path | None = None,
) -> list[str | ScriptError]:
    """Write several scripts with one template, each as ``write_script`` does: it is compiled once for all of them.

    Args:
        episodes: The articles of each, with their quotes and corrections.
        template: The template's file.
        show: What the podcast is.
        sounds: The names of all sounds there are. None: not checked.
        folder: The show's scripts folder.

    Returns:
        For each its script, or what is wrong with it.
    """
    from podcaster.script.sandbox import MEGABYTES
    from podcaster.script.shelved import compiled_for

    compiled = compiled_for(template)
    works = [_work(told, template, show, sounds, folder, compiled) for told in episodes]
    try:
        seconds = max(map(_seconds, episodes))
        answer = run_limited(lambda: json.dumps(list(map(_tried, works))), seconds=seconds, megabytes=MEGABYTES)
    except LimitError:  # which of them it is shows when each has a process of its own
        return [_alone(told, template, show, sounds, folder) for told in episodes]
    return [ScriptError(*error) if error else text for text, error in json.loads(answer)]


def _tried(work: Callable[[], str]) -> tuple[str, tuple[str, str] | None]:
    """What some work gives, or the parts of its error."""
    try:
        return work(), None
    except ScriptError as error:
        return "", (error.what, error.cure)


def _alone(
    told: Sequence[Told], template: Path, show: Podcast, sounds: Collection[str] | None, folder: Path | None
) -> str | ScriptError:
    (article, quotes, corrections), *more = told
    try:
        return write_script(
            article,
            quotes,
            template=template,
            show=show,
            corrections=corrections,
            more=more,
            sounds=sounds,
            folder=folder,
        )
    except ScriptError as error:
        return error


def _seconds(told: Sequence[Told]) -> int:
    """The CPU time that a rendering with some articles may take."""
    from podcaster.script.sandbox import SECONDS, SIZE_A_SECOND

    return SECONDS + sum(len(article.text) for article, *_ in told) // SIZE_A_SECOND


def _work(
    told: Sequence[Told],
    template: Path,
    show: Podcast,
    sounds: Collection[str] | None,
    folder: Path | None,
    compiled: Compiled | None = None,
) -> Callable[[], str]:
    """The writing of a script, which imports nothing: it is done in a process of its own."""
    from podcaster.script import filters  # noqa: F401
    from podcaster.script.building import view_article, view_show

    numbers = range(1, len(told) + 1) if len(told) > 1 else (0,)
    views = [_with_region(view_article(*each, number), show) for number, each in zip(numbers, told, strict=True)]
    for view in views:
        date_form(view.language)  # known before the process is forked, so that it is kept
    folders = [each for each in (template.parent, folder) if each and each.resolve() != shipped("scripts").resolve()]
    return partial(_write, template, folders, view_show(show), views, sounds, compiled)


def _write(
    template: Path,
    folders: Sequence[Path],
    show: ShowView,
    views: Sequence[ArticleView],
    sounds: Collection[str] | None,
    compiled: Compiled | None,
) -> str:
    """Render a template and read what it wrote."""
    language = frame_language(views, show)
    first = replace(views[0], language=language)
    text = render(template, folders, {"show": show, "article": first, "articles": tuple(views)}, compiled)
    people = {unescape(piece.role) for piece in _pieces(views)}
    try:
        script = read_script(text, f"{template.name}, rendered", sounds=sounds, people=people)
    except ScriptError as error:
        raise ScriptError(error.what, _excerpt(text, error.what)) from error
    return format_script(in_their_languages(_with_genders(script, views), views, language))


def check_all_said(text: str, articles: Sequence[Article], template: Path) -> None:
    """See that a script says something of each of its articles: none is to be lost without a word.

    Raises:
        ScriptError: The template makes an episode of the first article alone.
    """
    said = " ".join(line.text for line in read_script(text, template.name).lines)
    for article in articles:
        spoken = (article.text_of(block).split()[:BEGINNING] for block in article.blocks if block.spoken)
        if not any(" ".join(words).strip(QUOTES) in said for words in (article.title.split(), *spoken) if words):
            raise ScriptError(
                f"The template {template.name.removesuffix(SUFFIX)} makes an episode of one article, and says nothing"
                f" of {article.source}.",
                "Make an episode of each with --each, or one of all with --template digest.",
            )


def _with_region(view: ArticleView, show: Podcast) -> ArticleView:
    """An article in a region's language, where only the show tells the region."""
    return replace(view, language=with_region(view.language, show.language))


def _pieces(views: Sequence[ArticleView]) -> Iterator[PieceView]:
    """All pieces that a template may print."""
    for paragraph in (part for view in views for section in view.sections for part in section.parts):
        yield from paragraph.pieces
        if paragraph.turn:
            yield from paragraph.turn.pieces


def _with_genders(script: Script, views: Sequence[ArticleView]) -> Script:
    """Fill in the cast: a template does not know who will have spoken by its end, and lists nobody else."""
    genders = {unescape(piece.role): Gender(piece.gender) for piece in _pieces(views)}
    roles = tuple(
        role if role.gender is not Gender.UNKNOWN else replace(role, gender=genders.get(role.name, Gender.UNKNOWN))
        for role in script.roles
    )
    return replace(script, roles=roles, awaited=())


def _excerpt(text: str, what: str) -> str:
    """The line of the rendered text in which a mistake is, as the end of an error."""
    place = re.search(r":(\d+):\d+: ", what)
    lines = text.split("\n")
    number = int(place[1]) if place else 0
    return f"The template wrote: {lines[number - 1].strip()[:100]}" if 0 < number <= len(lines) else ""


def render(
    template: Path, folders: Sequence[Path], values: Mapping[str, object], compiled: Compiled | None = None
) -> str:
    """Run a template.

    Args:
        template: Its file.
        folders: Where what it extends or imports is looked for, before what ships.
        values: What it gets.
        compiled: Templates that need not be compiled again, and gets those that were.

    Raises:
        ScriptError: It cannot be read, has a mistake, or runs too long; the sentence begins with ``file:line``.
    """
    from podcaster.script.sandbox import LONGEST_OUTPUT, TemplateLimitError

    environment = make_environment((*folders, shipped("scripts")), template, compiled)
    parts: list[str] = []
    size = 0
    try:
        for part in environment.get_template(template.name).generate(**values):
            parts.append(part)
            size += len(part)
            if size > LONGEST_OUTPUT:
                raise TemplateLimitError(f"it writes more than {LONGEST_OUTPUT:,} characters")  # noqa: TRY301
    except MemoryError:
        raise
    except Exception as error:  # a template can raise whatever Python can, and even its compiling can
        raise _explain(error, template) from error
    return "".join(parts)


def make_environment(
    folders: Sequence[Path], main: Path | None = None, compiled: Compiled | None = None
) -> ScriptEnvironment:
    """Where templates from these folders run; see ``sandbox.TemplateFolders``."""
    from podcaster.script.filters import FILTERS
    from podcaster.script.sandbox import ScriptEnvironment, TemplateFolders

    environment = ScriptEnvironment(TemplateFolders(folders, main), compiled)
    environment.filters |= FILTERS
    return environment


def _explain(error: Exception, template: Path) -> ScriptError:
    """A template's error as a sentence, with the file and line where it is."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        return ScriptError(f"{template.name}: there is no template {error.name!r} beside it or among those that ship.")
    name, line = template.name, 0
    if isinstance(error, TemplateSyntaxError):
        name, line = Path(error.filename or template.name).name, error.lineno
    else:
        traceback = error.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename.endswith(SUFFIX):
                name, line = Path(traceback.tb_frame.f_code.co_filename).name, traceback.tb_lineno
            traceback = traceback.tb_next
    what = "a macro calls itself without end" if isinstance(error, RecursionError) else str(error).rstrip(".?")
    end = "?" if str(error).endswith("?") else "."
    return ScriptError(f"{name}:{line}: {what}{end}" if line else f"{name}: {what}{end}")


def find_template(files: ShowFolder, name: str) -> Path:
    """The file of a template.

    Args:
        files: The show's.
        name: "narration", or the path of a file.

    Raises:
        ScriptError: There is none of that name.
    """
    if name.endswith(".j2") or "/" in name:
        path = Path(name).expanduser()
        if not path.is_file():
            raise ScriptError(f"The template {name} does not exist.")
        if not path.name.endswith(SUFFIX):
            raise ScriptError(
                f"{path.name} is not the name of a template.", f"Name it {path.name.split('.')[0]}{SUFFIX}."
            )
        return path
    with suppress(OSError, ValueError):  # nothing can be called so
        if found := files.script_file(f"{name}{SUFFIX}"):
            return found
    raise ScriptError(
        f"There is no template {name!r}.",
        close_matches(name, [template.name for template in list_templates(files)]),
    )


def list_templates(files: ShowFolder) -> list[Template]:
    """All templates that can be chosen, by name; those that begin with an underscore are parts of others."""
    found: dict[str, Template] = {}
    own = files.scripts
    for folder in (shipped("scripts"), own):
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            name = path.name.removesuffix(SUFFIX)
            if not name.startswith("_"):
                mine = folder == own and folder.resolve() != shipped("scripts").resolve()
                found[name] = Template(name, path, describe(path), mine)
    return [found[name] for name in sorted(found)]


def copy_template(files: ShowFolder, name: str, *, force: bool = False) -> Path:
    """Copy a template that ships into the show's scripts/, where it wins over that.

    Args:
        files: The show's.
        name: A template's, or that of a part that templates share, such as "_base".
        force: Write over the show's own.

    Returns:
        The copy.

    Raises:
        ScriptError: None that ships is called so.
        InputError: The show has one of that name.
    """
    names = {path.name.removesuffix(SUFFIX): path for path in shipped("scripts").glob(f"*{SUFFIX}")}
    if name not in names:
        raise ScriptError(f"No template that ships is called {name!r}.", close_matches(name, names))
    target = files.scripts / names[name].name
    if target.exists() and not force:
        raise InputError(
            f"{target} is there already.", "Edit it, or add --force to start again from the one that ships."
        )
    write_atomic(target, names[name].read_bytes())
    return target


def describe(path: Path) -> str:
    """What the comment at a template's top says."""
    try:
        text = read_utf8(path)
    except (OSError, UnicodeDecodeError):
        return ""
    comment = re.match(r"\s*\{#-?(.*?)-?#\}", text, re.DOTALL)
    return " ".join(comment[1].split()) if comment else ""
