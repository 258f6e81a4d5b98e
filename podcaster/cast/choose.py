"""Choose the cast: a voice for every role of a script, with the reason.

In this order: what the script itself asks for; what somebody has pinned; what a person spoke with before; and for
everyone else voices that fit their gender and are as far apart as the pool allows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from podcaster.cast.pool import PoolVoice, distance
from podcaster.cast.registry import Regular, article_key
from podcaster.cast.solve import Spread
from podcaster.errors import SettingsError
from podcaster.languages import spoken_as
from podcaster.model import NARRATOR, UNATTRIBUTED, Cast, Casting, Gender, Role
from podcaster.phrases import phrase
from podcaster.wording import narrator_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcaster.cast.pool import Pool
    from podcaster.cast.registry import Registry
    from podcaster.model import Script
    from podcaster.settings import Casts

SHIFTS = (-3.0, 3.0, -5.0, 5.0, -1.5, 1.5)
"""Semitones by which a voice is moved to make another one of it. Measured: a shift of 3 moves a voice 2.4 to 3.5 away
by
``distance``, one of 5 moves it 3.8 to 5.6; below 2 two voices are taken for one person."""

FAR_ENOUGH = 4.0
"""With at least this between them, voices that nobody in the registry has are taken before ones that are farther apart.
Among the measured voices of one gender, neighbours that are heard as different people are 3 to 6 apart."""


def choose_cast(script: Script, pool: Pool, registry: Registry, wishes: Casts) -> Cast:
    """Choose a voice for every role of a script.

    Args:
        script: The script.
        pool: The voices, which speak the script's language.
        registry: Who has a voice already.
        wishes: ``[cast]`` of the settings.

    Returns:
        A cast with every role of the script. The same input gives the same cast.

    Raises:
        SettingsError: A voice that the script, the settings or a pin asks for does not exist, or the pool is empty.
    """
    return _Choice(script, pool, registry, wishes).make()


def choose_by_language(
    script: Script, pools: Callable[[str], Pool], registry: Registry, wishes: Casts, language: str
) -> Cast:
    """Choose a voice for every role, of the pool of the language that the role speaks.

    Args:
        script: The script.
        pools: The pool of a language.
        registry: Who has a voice already.
        wishes: ``[cast]`` of the settings.
        language: Of the script, with its region.

    Raises:
        SettingsError: See ``choose_cast``.
    """
    others = dict.fromkeys(role.language for role in script.roles if role.language)
    if not others:
        return choose_cast(script, pools(language), registry, wishes)
    chosen = dict(choose_cast(_part(script, ""), pools(language), registry, wishes).roles)
    for other in others:
        part, narrator = _part(script, other), narrator_in(other)
        told = choose_cast(part, pools(other), registry, replace(wishes, reserve="")).roles
        chosen |= {narrator if name == NARRATOR else name: casting for name, casting in told.items()}
    return Cast({role.name: chosen[role.name] for role in script.roles})


def _part(script: Script, language: str) -> Script:
    """What a script says in one language, empty for its own, where the narrator is the only one there is."""
    names = {narrator_in(language): NARRATOR} if language else {}
    roles = [role for role in script.roles if role.language == language]
    own = {names.get(role.name, role.name): role for role in roles}
    sections = tuple(
        replace(section, items=tuple(
            replace(line, role=names.get(line.role, line.role))
            for line in section.lines if names.get(line.role, line.role) in own
        ))
        for section in script.sections
    )  # fmt: skip
    renamed = tuple(replace(role, name=name) for name, role in own.items())
    return replace(script, roles=renamed, sections=sections, language=language or script.language)


def new_people(script: Script, cast: Cast, registry: Registry) -> dict[str, Regular]:
    """Who should have the voice of this cast in later episodes too.

    Not among them: the narrator, uncertain quotes, descriptions ("a spokeswoman"), voices that the script asked for,
    and voices that are only for this episode.

    Returns:
        Name -> what to register.
    """
    found: dict[str, Regular] = {}
    for role in script.roles:
        name = registry.name_of(role.name)
        narrates = role.name in {NARRATOR, UNATTRIBUTED} or (role.language and role.name == narrator_in(role.language))
        own = narrates or is_description(role.name) or role.voice
        if not own and registry.people.get(name) is None and name not in found:
            found[name] = Regular(cast.voice(role.name).name, role.gender)
    return found


def better_known(script: Script, registry: Registry) -> dict[str, Regular]:
    """Who is registered without a gender, which the script tells; the voice stays.

    Else the gender would seem to be what somebody has put right in the script, as soon as anything in it is edited, and
    the person would have another voice in the whole show.
    """
    found: dict[str, Regular] = {}
    for role in script.roles:
        name = registry.name_of(role.name)
        known = registry.people.get(name)
        if known and known.gender is Gender.UNKNOWN and role.gender is not Gender.UNKNOWN:
            found.setdefault(name, replace(known, gender=role.gender))
    return found


def described(script: Script, cast: Cast, registry: Registry) -> dict[str, str]:
    """The voices of those who are described, not named: to be kept for this episode's next rendering.

    Returns:
        Role -> name of its voice.
    """
    return {
        role.name: cast.voice(role.name).name
        for role in script.roles
        if role.name not in {NARRATOR, UNATTRIBUTED}
        and not role.voice
        and is_description(role.name)
        and registry.person(role.name) is None
    }


def article_of(script: Script) -> str:
    """What the registry knows a script by: its key in one line."""
    return article_key(script.key)


def is_description(name: str) -> bool:
    """Whether a role is described, not named: "a spokeswoman for the company"."""
    first = name.split(" ", 1)[0]
    return first[:1].islower() or first.casefold() in {"a", "an", "one", "some", "another"}


@dataclass
class _Choice:
    """One choice of a cast."""

    script: Script
    pool: Pool
    registry: Registry
    wishes: Casts
    taken: dict[str, PoolVoice] = field(default_factory=dict)
    """Person -> voice."""
    reasons: dict[str, str] = field(default_factory=dict)

    def make(self) -> Cast:
        people: dict[str, Role] = {}
        for role in self.script.roles:
            name = self._name(role.name)
            known = people.get(name)
            if known is None or (known.gender is Gender.UNKNOWN and not known.voice):
                people[name] = Role(name, role.gender, role.voice or (known.voice if known else ""))
        self._take_narrator(people.pop(NARRATOR, Role(NARRATOR)))
        self._take_reserve(people.pop(UNATTRIBUTED, Role(UNATTRIBUTED)))
        for role in people.values():
            self._take_decided(role)
        shared = [role for role in people.values() if role.name not in self.taken and self._take_registered(role)]
        # Those first who will be registered: the next run finds them decided, and must decide the rest alike.
        self._spread([role for role in people.values() if self._is_new(role)])
        for role in shared:
            self._take_relative(role)
        rest = [role for role in people.values() if role.name not in self.taken]
        for role in [role for role in rest if not self._take_remembered(role)]:
            self._spread([role])
        return Cast({
            role.name: Casting(self.taken[self._name(role.name)].voice, self.reasons[self._name(role.name)])
            for role in self.script.roles
        })  # fmt: skip

    def _is_new(self, role: Role) -> bool:
        """Whether somebody has no voice yet, and will keep the one that is chosen now."""
        known = role.name in self.taken or self.registry.person(role.name) is not None
        return not known and not is_description(role.name)

    def _name(self, role: str) -> str:
        return role if role in {NARRATOR, UNATTRIBUTED} else self.registry.name_of(role)

    def _take(self, name: str, voice: PoolVoice, reason: str) -> None:
        self.taken[name], self.reasons[name] = voice, reason

    def _free(self, voices: Sequence[PoolVoice]) -> list[PoolVoice]:
        used = {item.voice for item in self.taken.values()}
        return [item for item in voices if item.voice not in used]

    def _fits(self, item: PoolVoice) -> bool:
        """Whether a voice speaks the script's language, or no voice of the pool does.

        In a show with articles in two languages, what was chosen for one of them is not heard in the other.
        """
        wanted = spoken_as(self.script.language)

        def speaks(one: PoolVoice) -> bool:
            return spoken_as(one.voice.language) == wanted

        return not wanted or speaks(item) or not any(map(speaks, self.pool.voices))

    def _take_narrator(self, role: Role) -> None:
        for name, what, reason in (
            (role.voice, "The script's cast", "asked for by the script"),
            (self.wishes.narrator, "The setting cast.narrator", "asked for by the settings"),
        ):
            if name:
                voice = self.pool.require(name, what)
                if role.voice or self._fits(voice):
                    self._take(NARRATOR, voice, reason)
                    return
        voices = self.pool.used_as("narrator") or self.pool.voices
        if not voices:
            raise SettingsError(
                "The pool has no voices.", "List some in voices/pool.toml, or delete that file to use those that ship."
            )
        self._take(NARRATOR, voices[0], "the pool's first narrator")

    def _take_reserve(self, role: Role) -> None:
        name = role.voice or self.wishes.reserve
        if name:
            what = "The script's cast" if role.voice else "The setting cast.reserve"
            self._take(UNATTRIBUTED, self.pool.require(name, what), "asked for, for quotes whose speaker is uncertain")
            return
        voices = self._free(self.pool.used_as("reserve")) or self._free(self.pool.voices)[-1:]
        voice = voices[0] if voices else self.taken[NARRATOR].shifted(SHIFTS[0])
        self._take(UNATTRIBUTED, voice, "the reserve voice, for quotes whose speaker is uncertain")

    def _take_decided(self, role: Role) -> None:
        """What the script asks for, or a pin."""
        person = self.registry.person(role.name)
        if role.voice:
            self._take(role.name, self.pool.require(role.voice, "The script's cast"), "asked for by the script")
        elif person and person.pinned:
            voice = self.pool.require(person.voice, f"The registry's pin of {role.name}")
            self._take(role.name, voice, "pinned")

    def _take_registered(self, role: Role) -> bool:
        """What somebody spoke with before; True when another one in this episode has that voice."""
        person = self.registry.person(role.name)
        voice = self.pool.find(person.voice) if person else None
        if voice is None or not self._fits(voice):
            return False
        if voice.voice in {item.voice for item in self.taken.values()}:
            return True
        self._take(role.name, voice, "spoke so before")
        return False

    def _take_remembered(self, role: Role) -> bool:
        """What somebody who is not registered spoke with when this episode was made before."""
        name = self.registry.articles.get(article_of(self.script), {}).get(role.name, "")
        voice = self.pool.find(name) if name else None
        if voice is None or voice.voice in {item.voice for item in self.taken.values()}:
            return False
        self._take(role.name, voice, "spoke so in this episode before")
        return True

    def _take_relative(self, role: Role) -> None:
        """A shifted form of the voice that somebody spoke with before and that is another's in this episode."""
        person = self.registry.person(role.name)
        base = self.pool.find(person.voice) if person else None
        assert base is not None
        owner = next(name for name, item in self.taken.items() if item.voice == base.voice)
        relatives = self._free([base.shifted(semitones) for semitones in SHIFTS])
        if relatives:
            best = max(relatives, key=lambda item: min(distance(item, other) for other in self.taken.values()))
            who = {"voice": base.voice.name, "owner": owner}
            self._take(role.name, best, phrase("{voice}, as before, shifted: {owner} has it in this episode", **who))

    def _spread(self, roles: Sequence[Role]) -> None:
        """Voices for those who have none, as far apart as the pool allows."""
        words = Counter[str]()
        for line in self.script.lines:
            words[self._name(line.role)] += len(line.text.split())
        order = sorted(roles, key=lambda role: (-words[role.name], role.name))
        if not order:
            return
        voices = [*self.taken.values()]
        fixed = len(voices)
        wanted = Counter(role.gender for role in order)
        candidates = {gender: self._candidates(gender, count) for gender, count in wanted.items()}
        for each in candidates.values():
            voices += [item for item in each if item not in voices]
        chosen = self._solve([candidates[role.gender] for role in order], voices, fixed)
        for role, voice in zip(order, chosen, strict=True):
            self._take(role.name, voice, self._reason(role, voice))

    def _candidates(self, gender: Gender, count: int) -> list[PoolVoice]:
        """The voices for people of a gender, the clearest ones first, and more made of them when there are too few."""
        wanted = Gender.NEUTRAL if gender is Gender.UNKNOWN else gender
        fit = [item for item in self.pool.voices if item.voice.gender is wanted]
        good = [item for item in fit if "speaker" in item.uses]
        others = [item for item in self.pool.voices if item not in good and {"speaker", "spare"} & set(item.uses)]
        habits = self._habits()
        good.sort(key=lambda item: (item.voice.name in habits, round(item.wer, 2), item.voice.name))
        found: list[PoolVoice] = []
        spare = [item for item in fit if "spare" in item.uses]
        native = [item for item in good if self.pool.near(item)]
        leading = [item for item in native if item.voice.engine == self.pool.voices[0].voice.engine]
        for voices, change in (
            (leading, list), (native, list), (good, list), (good, _shifted), (spare, list), (others, list),
            (others, _shifted),
        ):  # fmt: skip
            if len(found) < max(count, 1):
                found += self._free([item for item in change(voices) if item not in found])
        return found

    def _habits(self) -> set[str]:
        """The voices of people who are not in this episode, or speak with another one in it: theirs in the next."""
        here = {name: item.voice.name for name, item in self.taken.items()}
        return {person.voice for name, person in self.registry.people.items() if here.get(name) != person.voice}

    def _solve(
        self, candidates: Sequence[Sequence[PoolVoice]], voices: Sequence[PoolVoice], fixed: int
    ) -> list[PoolVoice]:
        distances = [[0.0] * len(voices) for _ in voices]
        for (a, one), (b, other) in combinations(enumerate(voices), 2):
            distances[a][b] = distances[b][a] = distance(one, other)
        index = {item: number for number, item in enumerate(voices)}
        taken = range(fixed)
        names = self._habits()
        every = [[index[item] for item in each] for each in candidates]
        fresh = [[number for number in each if voices[number].voice.name not in names] for each in every]
        found = Spread(fresh, distances, taken).solve()
        if found is None or _nearest(found, distances, taken) < FAR_ENOUGH:
            all_voices = Spread(every, distances, taken).solve()
            if all_voices is not None:
                better = found is None or _nearest(all_voices, distances, taken) > _nearest(found, distances, taken)
                found = all_voices if better else found
        if found is None:  # more people than voices, shifts and all: the least bad is that some share
            found = [each[place % len(each)] if each else 0 for place, each in enumerate(every)]
        return [voices[number] for number in found]

    def _reason(self, role: Role, voice: PoolVoice) -> str:
        person = self.registry.person(role.name)
        gender = str(voice.voice.gender)
        far = phrase("{gender}, as far from the others as the pool allows", gender=phrase(gender))
        if role.gender is Gender.UNKNOWN:
            far = phrase("gender unknown: a neutral voice, as far from the others as the pool allows")
        return (
            phrase("{voice}, as before, is not in the pool now; {now}", voice=person.voice, now=far) if person else far
        )


def _shifted(voices: Sequence[PoolVoice]) -> list[PoolVoice]:
    """More voices, made of some by moving their pitch."""
    return [item.shifted(step) for step in SHIFTS for item in voices if not item.own_shift]


def _nearest(chosen: Sequence[int], distances: Sequence[Sequence[float]], taken: Sequence[int]) -> float:
    """How far apart the nearest two voices are, of which at least one was chosen now."""
    return min(
        (distances[a][b] for place, a in enumerate(chosen) for b in (*chosen[:place], *taken)), default=float("inf")
    )
