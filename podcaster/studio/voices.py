"""Speaking for the page: a line, an audition, a word. The engines stay ready while the studio is open."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from podcaster.content import open_content
from podcaster.errors import InputError, PodcasterError
from podcaster.model import NARRATOR, Cast, Casting, Line, Voice
from podcaster.phrases import phrase
from podcaster.project import operations as op
from podcaster.script.said import asked_entry, with_said
from podcaster.speech.recorded import recorded_clip, recording_of
from podcaster.studio.view import line_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcaster.cast import Pool
    from podcaster.engines import Engines
    from podcaster.model import Clip, Script
    from podcaster.project import OpenProject
    from podcaster.settings import Settings

TRIED = "tried"
"""The role of a line that is spoken to try something."""
LONGEST = 600
"""Characters of a text that is spoken to try it."""


class Speakers:
    """The engines, which stay ready while the studio is open: one set for all episodes."""

    def __init__(self) -> None:
        self.lock = Lock()
        """Of engines that say one line at a time, too."""
        self.waiting: list[object] = []
        """Who waits for something to be spoken: nothing is spoken ahead meanwhile."""
        self._engines: Engines | None = None
        self._warm: set[str] = set()
        self._turns: dict[str, Lock] = {}
        """What is being spoken -> held as long as it is."""

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Somebody waits for something to be spoken."""
        me = object()
        self.waiting.append(me)
        try:
            yield
        finally:
            self.waiting.remove(me)

    @contextmanager
    def turn(self, what: str) -> Iterator[None]:
        """Let nobody else speak the same meanwhile: whoever comes second finds it spoken."""
        held = self._turns.setdefault(what, Lock())
        try:
            with held:
                yield
        finally:
            self._turns.pop(what, None)

    def warm(self, settings: Settings, names: Iterable[str]) -> None:
        """Have engines get ready, in the background, for one line at a time. What is wrong shows when they speak."""
        for name in set(names) - self._warm:
            self._warm.add(name)
            with suppress(PodcasterError, OSError):
                self.ready(settings).ready(name).prepare(1)

    def ready(self, settings: Settings) -> Engines:
        """The engines."""
        with self.lock:
            if self._engines is None:
                from podcaster.engines import Engines

                self._engines = Engines(settings).__enter__()
            return self._engines

    def close(self) -> None:
        """End the engines."""
        with self.lock:
            if self._engines is not None:
                self._engines.close()
                self._engines = None
                self._warm.clear()


class Voices:
    """Who speaks for the page.

    Args:
        project: The project whose lines are spoken.
        speakers: The engines.
    """

    def __init__(self, project: OpenProject, speakers: Speakers) -> None:
        self.speakers = speakers
        self.project = project
        self.settings = project.settings
        self.spoken: set[str] = set()
        """Marks of lines that are heard in the episode, or were spoken since."""
        self.failed: set[str] = set()
        """Marks of lines that could not be spoken ahead; whoever plays them is told why."""
        self._pools: dict[str, Pool] = {}

    def pool(self, role: str) -> Pool:
        """The voices of the language that a role speaks."""
        from podcaster.cast import load_pool

        language = self.project.script.language_of(role)
        if language not in self._pools:
            self._pools[language] = load_pool(self.settings, language)
        return self._pools[language]

    def offered(self, cast: Cast) -> list[dict[str, Any]]:
        """The voices of the pools, as the page lists them, and those that the cast has made of them.

        ``for`` is the language of the roles that a voice is offered to, as the page knows them: empty for the script's.
        """
        parts: dict[str, list[str]] = {}
        for role in self.project.script.roles:
            parts.setdefault(role.language, []).append(role.name)
        return [voice for language, roles in parts.items() for voice in self._offered(language, roles, cast)]

    def _offered(self, language: str, roles: Sequence[str], cast: Cast) -> Iterator[dict[str, Any]]:
        voices = {each.voice.name: each.voice for each in self.pool(roles[0]).voices}
        for own in (cast.voice(role) for role in roles):
            voices.setdefault(own.name, own)
        for each in voices.values():
            yield {
                "name": each.name,
                "engine": each.engine,
                "gender": str(each.gender),
                "language": each.language,
                "for": language,
            }

    def require(self, name: str, role: str) -> Voice:
        """A voice of the language that a role speaks, by its name.

        Raises:
            SettingsError: There is none.
        """
        return self.pool(role).require(name, "The page").voice

    def pinned(self) -> dict[str, str]:
        """Who has a voice for good, as a person has decided, and which."""
        from podcaster.cast import read_registry

        registry = read_registry(self.settings.files.registry)
        people = {role.name: registry.person(role.name) for role in self.project.script.roles}
        return {name: person.voice for name, person in people.items() if person and person.pinned}

    def forget_word(self, word: str) -> None:
        """The lines with a word are spoken anew when they are next heard: it is said in another way now."""
        script = self.project.script
        marked = zip(script.lines, line_marks(script), strict=True)
        self.spoken -= {mark for line, mark in marked if word.casefold() in line.text.casefold()}

    def known_words(self) -> Sequence[str]:
        """Words of the lexicon that stand in the script."""
        from podcaster.spoken.lexicon import find_lexicon

        return find_lexicon(self.settings.files).words_in(" ".join(line.text for line in self.project.script.lines))

    def line(self, index: int, cast: Cast, *, ahead: bool = False) -> Clip:
        """A line, spoken now if it was not before.

        Args:
            index: Its number.
            cast: Who speaks with which voice.
            ahead: Nobody waits for it.
        """
        script = self.project.script
        line = op.line_at(script, index)
        mark = line_marks(script)[index]
        with nullcontext() if ahead else self.speakers.asked(), self.speakers.turn(mark):
            if recording_of(line):
                clip = recorded_clip(line, index, self.project.folder, open_content(self.settings))
            else:
                clip = self._say(script, [line], cast)[0]
        self.spoken.add(mark)
        return clip

    def next_stale(self, latest: int = 0) -> int | None:
        """The first line from some place on, and from the beginning then, that is not spoken as it is now.

        Args:
            latest: Where the editor has changed something: what is heard next is near.
        """
        marks = line_marks(self.project.script)
        stale = [index for index, mark in enumerate(marks) if mark not in self.spoken and mark not in self.failed]
        return next((index for index in stale if index >= latest), stale[0] if stale else None)

    def speak_ahead(self, latest: int, cast: Cast) -> bool:
        """Speak one line that is not spoken as it is now, unless somebody waits for another.

        Returns:
            Whether there was one, and time for it.
        """
        self.speakers.warm(self.settings, {each.voice.engine for each in cast.roles.values()})
        index = None if self.speakers.waiting else self.next_stale(latest)
        if index is None:
            return False
        mark = line_marks(self.project.script)[index]
        try:
            self.line(index, cast, ahead=True)
        except (PodcasterError, OSError):
            self.failed.add(mark)
        return True

    def lines(self, first: int, last: int, cast: Cast) -> tuple[Script, list[Clip]]:
        """A run of lines as a script of their own, with their clips: to be mixed as they will be heard."""
        script = self.project.script
        number, sections = 0, []
        for section in script.sections:
            items: list[Any] = []
            for item in section.items:
                is_line = isinstance(item, Line)
                if first <= number < last:
                    items.append(item)
                number += is_line
            if items:
                sections.append(replace(section, items=tuple(items)))
        part = replace(script, sections=tuple(sections))
        with self.speakers.asked():
            clips = [replace(self.line(first + at, cast), index=at) for at in range(len(part.lines))]
        return part, clips

    def audition(self, role: str, voice: str, cast: Cast) -> Clip:
        """A role's first line in some voice."""
        line = next((line for line in self.project.script.lines if line.role == role), None)
        if line is None:
            raise InputError(phrase("{role} says nothing in this script.", role=role))
        tried = Cast({**cast.roles, role: Casting(self.require(voice, role), "tried")})
        with self.speakers.asked():
            return self._say(self.project.script, [line], tried)[0]

    def word(self, text: str, word: str, said: str, cast: Cast) -> Clip:
        """A text in the narrator's voice; or the first line with a word in it, said in a new way where there is one.

        Raises:
            InputError: There is nothing to say.
        """
        script = self.project.script
        if word:
            if said:
                asked_entry(word, said)
            found = next((line for line in script.lines if word in line.text), None)
            text = found.text if found else word
            script = with_said(script, word, said) if said else script
        if not any(sign.isalnum() for sign in text):
            raise InputError("There is nothing to say.")
        narrator = cast.roles.get(NARRATOR) or next(iter(cast.roles.values()))
        tried = Cast({TRIED: narrator})
        if len(text) > 2 and text.startswith("/") and text.endswith("/"):
            script, text = with_said(script, "word", text), "word"
        with self.speakers.asked():
            return self._say(script, [Line(TRIED, text[:LONGEST])], tried)[0]

    def _say(self, script: Script, lines: list[Line], cast: Cast) -> list[Clip]:
        """Speak lines. An engine that says several lines at once does not let one that is waited for wait."""
        from podcaster.speaking import fallback_voice, sayer
        from podcaster.speech import speak

        engines = self.speakers.ready(self.settings)
        self.speakers.warm(self.settings, {cast.voice(line.role).engine for line in lines})
        with self.speakers.lock if self._alone(lines, cast, engines) else nullcontext():
            return list(
                speak(
                    lines,
                    cast,
                    engines,
                    open_content(self.settings),
                    speech=self.settings.speech,
                    spoken=sayer(script, engines, self.settings.files),
                    fallback=fallback_voice(self.settings),
                )
            )

    def _alone(self, lines: Sequence[Line], cast: Cast, engines: Engines) -> bool:
        """Whether an engine of some lines says one at a time. What is wrong with it shows when it speaks."""
        with suppress(PodcasterError):
            return any(engines.get(cast.voice(line.role).engine).parallel == 1 for line in lines)
        return True
