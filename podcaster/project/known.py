"""Which project an article is of: the one place where that is decided.

It is the one that was made

1. of the same page: an article that has an address is known by that, whatever it says;
2. of the same file, unless that has quite another article now, or another address and another text;
3. of clearly the same words, where it has no other address, and no other file that is still there: a draft that has
   come out, a file that was moved, a folder that another machine sees elsewhere.

Several articles are those of a project where each is, in whatever order they are given: in another one it is the same
episode, in that order. With one more, or one less, it is another: the digest of the next day may begin with one of
today's, and which of both somebody means cannot be told from articles.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING

from podcaster.episode.details import link_of
from podcaster.errors import InputError, ScriptError
from podcaster.identity import known_by, name_of_file, page_of
from podcaster.model import Origin
from podcaster.ordinary import read_file, read_utf8
from podcaster.project.begun import find_begun, worked_on
from podcaster.project.kept import load_kept
from podcaster.project.likeness import ANOTHER, LITTLE, is_alike, probes_of, runs_of, said_in, share
from podcaster.script import read_corrections, read_script
from podcaster.script.corrections import forget_corrections, quote_words, set_corrections
from podcaster.settings.folder import NEWSROOM
from podcaster.store import SCRIPT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from podcaster.model import Article, Episode, ReadArticle, Script
    from podcaster.project.begun import Begun
    from podcaster.project.likeness import Runs
    from podcaster.store import StoredEpisode

STANDARD_INPUT = "standard input: "
"""How that is called which came from there (``article.origin``)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which project articles are of, and what they are known by from now on."""

    origins: tuple[Origin, ...] = ()
    """What each of them is known by from now on."""
    folder: Path | None = None
    """The project's; None: there is none yet."""
    guid: str = ""
    """Of its episode; empty where it has none yet."""
    formerly: str = ""
    """What they were known by before, a line each, where that was otherwise (``Script.key``)."""
    cast_as: str = ""
    """The same as the show's registry has it, where that was otherwise: in the order that they had."""
    told: str = ""
    """A sentence, where it is not what anybody expects."""
    script: Script | None = None
    """A script that people wrote, whose title page names the articles so; None: it is as it was."""

    @property
    def files(self) -> tuple[str, ...]:
        """What the file of each is called; nothing where none has one."""
        files = tuple(each.file for each in self.origins)
        return files if any(files) else ()


@dataclass(frozen=True)
class _Project:
    """A project of the show."""

    folder: Path
    """Where its files lie."""
    title: str
    """What its episode is called, or will be."""
    key: str
    """What its articles are known by, as its script has it, a line each."""
    origins: tuple[Origin, ...]
    """The same of each, with its file where it has an address."""
    guid: str = ""
    """Its episode's; empty where it has none yet."""
    cast_as: str = ""
    """Its articles as the show's registry has them: ``key``, in the order that they had."""

    @classmethod
    def of(cls, item: StoredEpisode) -> _Project:
        """That of an episode."""
        episode = item.episode
        return cls(item.folder, episode.title, episode.source, origins_of(episode), episode.guid)

    @classmethod
    def of_begun(cls, begun: Begun) -> _Project:
        """One that has no episode yet."""
        return cls(begun.folder, begun.title, "\n".join(begun.sources), begun.origins)

    @cached_property
    def runs(self) -> Runs:
        """Those of its articles as they were read last; where only the script is known, of that."""
        with suppress(InputError):
            if (kept := load_kept(self.folder)) and kept.read:
                return runs_of(said_in(each.article) for each in kept.read)
        with suppress(OSError, UnicodeDecodeError, ScriptError):
            text = read_utf8(self.folder / SCRIPT_FILE, "utf-8-sig")
            script = read_script(text, SCRIPT_FILE, people=None, before=True)
            return runs_of(line.text for line in script.lines)
        return frozenset()


def origins_of(episode: Episode) -> tuple[Origin, ...]:
    """What the articles of an episode are known by, with their files where they have addresses."""
    known = [Origin.of_key(each) for each in episode.source.split("\n")]
    if len(episode.article_files) == len(known):
        known = [replace(each, file=file) for each, file in zip(known, episode.article_files, strict=True)]
    return (replace(known[0], address=episode.link),) if len(known) == 1 and episode.link else tuple(known)


class _Recognising:
    """Finds the project of articles, or of a script that people wrote of them."""

    def __init__(self, output: Path, script: Script, read: Sequence[Article], *, same: bool) -> None:
        self.output, self.script, self.read, self.same = output, script, read, same
        known = [article.origin for article in read] or list(script.origins)
        known = [replace(each, file="" if "://" in each.file else each.file) for each in known]
        if len(known) == 1 and not read and (link := link_of(script)):
            known = [replace(known[0], address=link)]
        self.origins = tuple(known)
        self.texts = [said_in(each) for each in read] or [line.text for line in script.lines]

    @cached_property
    def runs(self) -> Runs:
        """Those of the articles; of a script that people wrote, its own."""
        return runs_of(self.texts)

    @cached_property
    def probes(self) -> tuple[bytes, ...]:
        """What one script of these words at least has."""
        return probes_of("\n".join(self.texts))

    def find(self, stored: Sequence[StoredEpisode], earlier: Path | None) -> Recognised:
        """The project, and what its articles are known by."""
        if not self.script.origins:
            return Recognised()
        begun = sorted(find_begun(self.output), key=worked_on, reverse=True)
        known = [*map(_Project.of, stored), *map(_Project.of_begun, begun)]
        known = [self._in_order(each) for each in known if len(each.origins) == len(self.origins)]
        if found := next((each for each in known if earlier and each.folder.resolve() == earlier.resolve()), None):
            return self._as(found)
        if found := next((each for each in known if self._each(each, is_page)), None):
            return self._as(found)
        of_file = [each for each in known if self._each(each, lambda *both: is_page(*both) or is_file(*both))]
        if fit := [each for each in of_file if self._goes_on(each)]:
            found = max(fit, key=self._share) if len(fit) > 1 else fit[0]
            return self._as(found, told=self._told_little(found))
        elsewhere = (each for each in known if self._each(each, self._is_elsewhere))
        if found := next(filter(self._is_alike, elsewhere), None):
            return self._as(found)
        return self._new(known, of_file)

    def _each(self, project: _Project, alike: Callable[[Origin, Origin], bool]) -> bool:
        return all(alike(one, other) for one, other in zip(self.origins, project.origins, strict=True))

    def _in_order(self, project: _Project) -> _Project:
        """A project with its articles in the order in which they are given now, where it is of the same ones."""
        keys = project.key.split("\n")
        left, ordered = list(range(len(keys))), list[int]()
        for one in self.origins if len(keys) == len(project.origins) > 1 else ():
            same = (at for at in left if is_page(one, project.origins[at]) or is_file(one, project.origins[at]))
            ordered.append(next(same, -1))
            if ordered[-1] < 0:
                return project
            left.remove(ordered[-1])
        if ordered == sorted(ordered):
            return project
        key, origins = "\n".join(keys[at] for at in ordered), tuple(project.origins[at] for at in ordered)
        return replace(project, key=key, origins=origins, cast_as=project.key)

    def _share(self, project: _Project) -> float:
        found = share(self.runs, project.runs)
        return 1.0 if found is None else found

    def _goes_on(self, project: _Project) -> bool:
        """Whether a project of the same file is of the same article."""
        if not self._each(project, lambda one, other: not are_two(one, other)):
            return is_alike(self.runs, project.runs)
        return self.same or not self.read or self._share(project) >= ANOTHER

    def _is_elsewhere(self, one: Origin, other: Origin) -> bool:
        """Whether an article may be one that was known otherwise: by no other address, nor by a file that is there."""
        if one.address or other.address:
            return not are_two(one, other)
        if other.file.startswith(STANDARD_INPUT):
            return not one.file.startswith(STANDARD_INPUT)
        if other.file.startswith(f"{NEWSROOM}/"):  # an older version's copy of what it was
            return not one.file.startswith(f"{NEWSROOM}/")
        name, mark, _ = name_of_file(other.file).partition("#")
        if mark:
            return name == name_of_file(one.file).partition("#")[0].rpartition("/")[2]
        return not (self.output.resolve().parent / other.file).exists()

    def _is_alike(self, project: _Project) -> bool:
        with suppress(OSError):
            data = read_file(project.folder / SCRIPT_FILE)
            return any(probe in data for probe in self.probes) and is_alike(self.runs, project.runs)
        return False

    def _as(self, found: _Project, told: str = "") -> Recognised:
        """Articles as those of a project; what stands in its place of what they are known by, they have from there."""
        known = []
        for one, other in zip(self.origins, found.origins, strict=True):
            of_file = is_file(one, other)
            own = one.address or ("" if self.read and of_file else other.address)
            known.append(Origin(own, other.file if of_file else one.file))
        new, old = "\n".join(each.key for each in known), found.key
        cast = found.cast_as or ("" if known_by(new) == known_by(old) else old)
        if known_by(new) == known_by(old):
            return Recognised(tuple(known), found.folder, found.guid, cast_as=cast, told=told)
        was, now = old.replace("\n", " and "), new.replace("\n", " and ")
        told = f"{found.folder.name} goes on with this article, which was {was} and is {now} now."
        return Recognised(tuple(known), found.folder, found.guid, old, cast, told)

    def _told_little(self, found: _Project) -> str:
        if self.read and self._share(found) < LITTLE:
            return (
                f"{found.folder.name} goes on, though its article is little of what it was (“{found.title}”)."
                " If it is another one, give it a file of its own."
            )
        return ""

    def _new(self, known: Sequence[_Project], of_file: Sequence[_Project]) -> Recognised:
        """Articles that no project is of; a file that has had another one is told apart from that by a number."""
        if not of_file or not self.read or all(one.address for one in self.origins):
            return Recognised(self.origins)
        before, taken = of_file[0], {origin.file for each in known for origin in each.origins}
        names = [name_of_file(each.file) for each in self.origins if not each.address]
        number = next(n for n in count(2) if taken.isdisjoint(f"{name}#{n}" for name in names))
        told = (
            f"{' and '.join(names)} had another article before, “{before.title}”, of which nothing is left: this is an"
            f" episode of its own, and {before.folder.name} stays. To put it in that one's place, add --force."
        )
        own = (one if one.address else Origin(file=f"{name_of_file(one.file)}#{number}") for one in self.origins)
        return Recognised(tuple(own), told=told)


def is_page(one: Origin, other: Origin) -> bool:
    """Whether two articles have the address of one page."""
    return bool(one.address and other.address) and page_of(one.address) == page_of(other.address)


def are_two(one: Origin, other: Origin) -> bool:
    """Whether two articles have addresses of two pages."""
    return bool(one.address and other.address) and not is_page(one, other)


def is_file(one: Origin, other: Origin) -> bool:
    """Whether two articles have one file, which may have had several."""
    return bool(one.file) and name_of_file(one.file) == name_of_file(other.file)


def recognise(
    stored: Sequence[StoredEpisode],
    output: Path,
    script: Script,
    read: Sequence[Article],
    earlier: Path | None = None,
    *,
    same: bool,
) -> Recognised:
    """Find the project of articles.

    Args:
        stored: The show's episodes.
        output: Their folder.
        script: A script of them.
        read: The articles; none for a script that people wrote, whose words may be others altogether.
        earlier: The folder of their project, where that is known.
        same: Their files have the articles that they had, whatever those say now.
    """
    same = same or all(each.source.startswith(f"{NEWSROOM}/") for each in read)
    found = _Recognising(output, script, read, same=same).find(stored, earlier)
    source = "\n".join(each.key for each in found.origins)
    if read or not source or known_by(source) == known_by(script.key):
        return found
    return replace(found, script=replace(script, metadata={**script.metadata, "Source": source}))


def read_as(read: tuple[ReadArticle, ...], known: Recognised, corrections: Path) -> tuple[ReadArticle, ...]:
    """Articles by what they are known by from now on; what was decided about them under other names goes with them.

    Raises:
        SettingsError: The show's corrections cannot be read.
    """
    for old, new in zip(known.formerly.split("\n"), known.origins, strict=False) if known.formerly else ():
        before, after = Origin.of_key(old), read_corrections(corrections, new)
        decided = read_corrections(corrections, before)
        set_corrections(corrections, new, {quote: item for quote, item in decided.items() if quote not in after})
        if known_by(old) != known_by(new.key):
            forget_corrections(corrections, before, decided)
    anew = bool(known.formerly)
    return tuple(map(partial(_read_as, corrections, anew=anew), read, known.origins)) if known.origins else read


def _read_as(corrections: Path, each: ReadArticle, origin: Origin, *, anew: bool) -> ReadArticle:
    article = replace(each.article, source=origin.file or each.article.source, link=each.article.link or origin.address)
    if not anew:
        return replace(each, article=article)
    decided = read_corrections(corrections, article.origin, partial(quote_words, article, each.quotes))
    return replace(each, article=article, corrections=decided)
