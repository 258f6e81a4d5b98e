"""Casts: who speaks with which voice, from episode to episode."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import podcaster
from podcaster.cast import (
    Pool,
    PoolVoice,
    Registry,
    Regular,
    cast_and_register,
    choose_cast,
    distance,
    hold_registry,
    load_pool,
    new_people,
    preview_cast,
    read_pool,
    read_registry,
)
from podcaster.cast.solve import Spread
from podcaster.cli import app
from podcaster.errors import SettingsError
from podcaster.model import NARRATOR, UNATTRIBUTED, Cast, Gender, Quote, QuoteKind, Script, Speaker, Voice
from podcaster.script import read_script
from podcaster.settings import Casts, Settings, shipped

SHIPPED = read_pool(shipped("voices") / "pool.toml")
POOL = Pool(tuple(item for item in SHIPPED if item.voice.engine == "pyttsx3"))
NOBODY = Registry()
ANYTHING = Casts()
CLEARLY_APART = 2.0
"""Below this, two voices are taken for one person (see ``distance``)."""


def script_of(*people: str, language: str = "en", uncertain: bool = True) -> Script:
    """A script in which people, given as "Name: gender", speak once each, the first ones most."""
    cast = "".join(f"    {person}\n" for person in people)
    lines = "".join(
        f"@{person.split(':')[0]}\n{'Words ' * (len(people) - place + 1)}.\n\n" for place, person in enumerate(people)
    )
    doubt = "@Unattributed\nWho?\n\n" if uncertain else ""
    return read_script(f"Title: T\nLanguage: {language}\nCast:\n{cast}\nHello.\n\n{lines}{doubt}Goodbye.", "t")


def chosen(script: Script, registry: Registry = NOBODY, wishes: Casts = ANYTHING, pool: Pool = POOL) -> dict[str, str]:
    return {role: casting.voice.name for role, casting in choose_cast(script, pool, registry, wishes).roles.items()}


def pool_voices(cast: Cast) -> list[PoolVoice]:
    return [found for casting in cast.roles.values() if (found := POOL.find(casting.voice.name))]


def test_everyone_has_a_voice_of_their_own_that_fits() -> None:
    script = script_of("Ann: female", "Bea: female", "Cal: male", "Dan: male", "Eve: unknown")
    cast = choose_cast(script, POOL, NOBODY, ANYTHING)
    genders = {role: casting.voice.gender for role, casting in cast.roles.items()}
    assert [genders[name] for name in ("Ann", "Bea", "Cal", "Dan", "Eve")] == [
        Gender.FEMALE, Gender.FEMALE, Gender.MALE, Gender.MALE, Gender.NEUTRAL,
    ]  # fmt: skip
    voices = [casting.voice for casting in cast.roles.values()]
    assert len(set(voices)) == len(voices) == 7
    assert "narrator" in next(item.uses for item in POOL.voices if item.voice == cast.voice(NARRATOR))
    assert "reserve" in next(item.uses for item in POOL.voices if item.voice == cast.voice(UNATTRIBUTED))
    assert all(casting.reason for casting in cast.roles.values())


@given(st.lists(st.sampled_from(["female", "male", "unknown"]), max_size=14))
@settings(max_examples=60, deadline=None)
def test_voices_are_apart_whoever_speaks(genders: list[str]) -> None:
    people = [f"Person {chr(65 + place)}: {gender}" for place, gender in enumerate(genders)]
    cast = choose_cast(script_of(*people), POOL, NOBODY, ANYTHING)
    voices = pool_voices(cast)
    assert len(voices) == len(genders) + 2
    apart = min(distance(one, other) for one, other in itertools.combinations(voices, 2))
    assert apart > 0
    if max((genders.count(gender) for gender in set(genders)), default=0) <= 4:
        assert apart >= CLEARLY_APART
    assert choose_cast(script_of(*people), POOL, NOBODY, ANYTHING) == cast


@given(
    st.lists(st.sampled_from(["Ann {}: female", "Bob {}: male", "a {}: female", "one {}: unknown", "Cy {}: unknown"]),
             min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(["Ann 0", "Bob 1", "Ann 2", "Elsewhere"]),
                    st.sampled_from(["steph", "f2", "m8", "gone", "plain"]).map(Regular), max_size=4),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_the_next_run_of_the_same_script_casts_alike(kinds: list[str], before: dict[str, Regular]) -> None:
    script = script_of(*(kind.format(place) for place, kind in enumerate(kinds)))
    registry = Registry(before)
    first = choose_cast(script, POOL, registry, ANYTHING)
    after = Registry(before | new_people(script, first, registry))
    second = choose_cast(script, POOL, after, ANYTHING)
    assert [each.voice for each in second.roles.values()] == [each.voice for each in first.roles.values()]


def test_the_choice_is_the_best_there_is() -> None:
    script = script_of("Ann: female", "Bea: female", "Cal: male")
    cast = choose_cast(script, POOL, NOBODY, ANYTHING)
    fixed = [POOL.find(cast.voice(role).name) for role in (NARRATOR, UNATTRIBUTED)]
    options = {
        gender: [item for item in POOL.voices if item.voice.gender is gender and "speaker" in item.uses]
        for gender in (Gender.FEMALE, Gender.MALE)
    }

    def nearest(voices: tuple[PoolVoice, ...]) -> float:
        pairs = itertools.combinations((*voices, *fixed), 2)
        return min(distance(one, other) for one, other in pairs if not (one in fixed and other in fixed))

    best = max(
        nearest((a, b, c)) for a, b in itertools.permutations(options[Gender.FEMALE], 2) for c in options[Gender.MALE]
    )
    found = tuple(POOL.find(cast.voice(name).name) for name in ("Ann", "Bea", "Cal"))
    assert nearest(found) == pytest.approx(best)


def test_more_people_than_voices_get_shifted_forms_before_anybody_shares() -> None:
    people = [f"Woman {chr(65 + place)}: female" for place in range(20)]
    cast = choose_cast(script_of(*people), POOL, NOBODY, ANYTHING)
    voices = [casting.voice for casting in cast.roles.values()]
    assert len(set(voices)) == len(voices)
    assert all(voice.gender is Gender.FEMALE for role, voice in zip(cast.roles, voices, strict=True) if "Woman" in role)


def test_a_crowd_shares_voices_but_nobody_shares_the_narrators() -> None:
    people = [f"Person {chr(65 + place // 26)}{chr(97 + place % 26)}: unknown" for place in range(200)]
    cast = choose_cast(script_of(*people), POOL, NOBODY, ANYTHING)
    assert len(cast.roles) == 202
    others = {casting.voice for role, casting in cast.roles.items() if role not in {NARRATOR, UNATTRIBUTED}}
    assert cast.voice(NARRATOR) not in others
    assert cast.voice(UNATTRIBUTED) not in others


def test_the_script_comes_before_a_pin_and_a_pin_before_habit() -> None:
    registry = Registry(
        {"Ann": Regular("f2"), "Bea": Regular("steph", pinned=True), "Cal": Regular("adam", pinned=True)}
    )
    script = script_of("Ann: female", "Bea: female", "Cal: male, voice m8")
    assert {name: chosen(script, registry)[name] for name in ("Ann", "Bea", "Cal")} == {
        "Ann": "f2", "Bea": "steph", "Cal": "m8",
    }  # fmt: skip


def test_an_alias_has_the_voice_of_the_person() -> None:
    registry = Registry({"Jane Doe": Regular("anika")}, {"J. Doe": "Jane Doe"})
    voices = chosen(script_of("J. Doe: female", "Jane Doe: female"), registry)
    assert voices["J. Doe"] == voices["Jane Doe"] == "anika"


def test_two_who_share_a_voice_by_habit_are_told_apart_in_one_episode() -> None:
    registry = Registry({"Ann": Regular("steph"), "Bea": Regular("steph")})
    cast = choose_cast(script_of("Ann: female", "Bea: female"), POOL, registry, ANYTHING)
    assert cast.voice("Ann").name == "steph"
    assert cast.voice("Bea").name.startswith("steph")
    assert cast.voice("Bea") != cast.voice("Ann")
    assert "Ann" in cast.roles["Bea"].reason


def test_nobody_by_habit_speaks_with_the_narrators_voice() -> None:
    registry = Registry({"Ann": Regular("f2")})
    cast = choose_cast(script_of("Ann: female"), POOL, registry, Casts(narrator="f2"))
    assert cast.voice(NARRATOR).name == "f2"
    assert cast.voice("Ann") != cast.voice(NARRATOR)


def test_a_voice_that_is_gone_is_replaced_and_the_reason_says_so() -> None:
    cast = choose_cast(script_of("Ann: female"), POOL, Registry({"Ann": Regular("gone")}), ANYTHING)
    assert cast.roles["Ann"].reason.startswith("gone, as before, is not in the pool now")


def test_people_of_other_episodes_keep_their_voices_to_themselves_while_there_are_others() -> None:
    taken = {f"Other {name}": Regular(name) for name in ("announcer", "m8", "ed")}
    assert chosen(script_of("Cal: male"), Registry(taken))["Cal"] not in {"announcer", "m8", "ed"}


def test_a_voice_that_is_somebodys_in_the_next_episode_is_not_given_away_in_this_one(tmp_path: Path) -> None:
    script = script_of("Ann: female", "Cal: male, voice m8", "Dan: male")
    for voice in ("announcer", "ed", "adam", "miguel-high"):
        assert chosen(script, Registry({"Cal": Regular(voice, Gender.MALE)}))["Dan"] != voice
    said = "“We shall see,” said Helen Brandt.\n\n“It is late,” said Peter Novak. He is the mayor.\n"
    for name in ("Yard", "Road"):
        (tmp_path / f"{name}.md").write_text(f"# The {name}\n\nIt was shut on Monday.\n\n{said}", "utf-8")
    show = podcaster.open_show(tmp_path)
    project = show.write(tmp_path / "Yard.md")
    his = project.cast.voice("Peter Novak").name
    project.render()
    project.set_voice("Peter Novak", "adam")
    project.set_gender("Helen Brandt", Gender.MALE)
    project.render()
    cast = show.write(tmp_path / "Road.md").cast
    assert (cast.voice("Peter Novak").name, cast.roles["Peter Novak"].reason) == (his, "spoke so before")
    assert cast.voice("Helen Brandt").gender is Gender.MALE
    assert cast.voice("Helen Brandt").name not in {his, "adam"}


@pytest.mark.parametrize(
    ("script", "registry", "wishes", "message"),
    [
        (script_of("Ann: female, voice stef"), NOBODY, ANYTHING, "The script's cast asks for the voice 'stef'"),
        (script_of("Ann: female"), Registry({"Ann": Regular("stef", pinned=True)}), ANYTHING, "pin of Ann asks for"),
        (script_of("Ann: female"), NOBODY, Casts(narrator="plane"), "cast.narrator asks for .* Did you mean plain"),
        (script_of("Ann: female"), NOBODY, Casts(reserve="jean"), "cast.reserve asks for"),
    ],
)
def test_a_voice_that_was_asked_for_must_exist(script: Script, registry: Registry, wishes: Casts, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        choose_cast(script, POOL, registry, wishes)


def test_any_voice_can_be_asked_for_shifted_and_by_an_engines_own_name() -> None:
    pool = Pool(POOL.voices, lambda: (Voice("en-us+edward", "pyttsx3", "gmw/en-us+edward"),))
    script = script_of("Ann: female, voice steph+2.5", "Cal: male, voice gmw/en-us+edward")
    cast = choose_cast(script, pool, NOBODY, ANYTHING)
    assert (cast.voice("Ann").id, cast.voice("Ann").pitch) == ("gmw/en-us+steph", 2.5)
    assert cast.voice("Cal").id == "gmw/en-us+edward"


def test_a_pool_of_two_unmeasured_voices_is_enough() -> None:
    pool = Pool(tuple(PoolVoice(Voice(name, "e", name, gender=Gender.MALE), ("narrator", "speaker")) for name in "ab"))
    cast = choose_cast(script_of("Ann: female", "Cal: male"), pool, NOBODY, ANYTHING)
    assert len({casting.voice for casting in cast.roles.values()}) == 4


def test_an_empty_pool_is_an_error() -> None:
    with pytest.raises(SettingsError, match="no voices"):
        choose_cast(script_of("Ann: female"), Pool(()), NOBODY, ANYTHING)


@given(st.integers(1, 5), st.integers(1, 7), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_solver_finds_the_optimum(roles: int, voices: int, random: st.DataObject) -> None:
    points = [(random.random(), random.random()) for _ in range(voices)]
    distances = [[((a - c) ** 2 + (b - d) ** 2) ** 0.5 for c, d in points] for a, b in points]
    candidates = [sorted(random.sample(range(voices), random.randint(1, voices))) for _ in range(roles)]

    def nearest(choice: tuple[int, ...]) -> float:
        return min((distances[a][b] for a, b in itertools.combinations(choice, 2)), default=9.0)

    possible = [choice for choice in itertools.product(*candidates) if len(set(choice)) == roles]
    found = Spread(candidates, distances, ()).solve()
    if not possible:
        assert found is None
    else:
        assert found is not None
        assert nearest(tuple(found)) == pytest.approx(max(map(nearest, possible)))


def test_descriptions_and_the_scripts_own_wishes_are_not_registered(tmp_path: Path) -> None:
    script = script_of("Ann: female", "a spokeswoman: female", "The Board: unknown", "Cal: male, voice m8")
    cast_and_register(script, Settings(folder=tmp_path))
    assert set(read_registry(Settings(folder=tmp_path).files.registry).people) == {"Ann", "The Board"}


def test_people_keep_their_voices_in_later_episodes(tmp_path: Path) -> None:
    show = Settings(folder=tmp_path)
    first = cast_and_register(script_of("Ann: female", "Cal: male"), show)
    second = cast_and_register(script_of("Zoe: female", "Dan: male", "Cal: male", "Ann: female"), show)
    assert first.voice("Ann") == second.voice("Ann")
    assert first.voice("Cal") == second.voice("Cal")
    assert second.roles["Ann"].reason == "spoke so before"
    assert preview_cast(script_of("Ann: female"), show).voice("Ann") == first.voice("Ann")


def test_recasting_one_person_leaves_everyone_else_alone(tmp_path: Path) -> None:
    show = Settings(folder=tmp_path)
    script = script_of(
        "Ann Lee: female", "a spokeswoman: female", "the county: unknown", "Cal Roe: male", "a man: male"
    )
    first = cast_and_register(script, show)
    free = next(
        name for name in ("f1-high", "steph-high", "aunty") if name not in {v.voice.name for v in first.roles.values()}
    )
    with hold_registry(show.files.registry) as file:
        file.set_people({"Ann Lee": Regular(free, Gender.FEMALE, pinned=True)})
        file.save()
    second = cast_and_register(script, show)
    assert {role for role in first.roles if first.voice(role) != second.voice(role)} == {"Ann Lee"}
    assert second.roles["a spokeswoman"].reason == "spoke so in this episode before"


def test_the_registry_keeps_what_people_wrote_into_it(tmp_path: Path) -> None:
    path = Settings(folder=tmp_path).files.registry
    path.parent.mkdir()
    path.write_text('# ours\n[people."Jane Doe"]\nvoice = "anika" # as she wished\n', "utf-8")
    cast_and_register(script_of("Jane Doe: female", "Ann Lee: female"), Settings(folder=tmp_path))
    text = path.read_text("utf-8")
    assert "# ours" in text
    assert "# as she wished" in text
    assert set(tomllib.loads(text)["people"]) == {"Jane Doe", "Ann Lee"}


def cast_names(folder: str, people: list[str]) -> dict[str, str]:
    """In another process: cast people and say who got which voice."""
    cast = cast_and_register(script_of(*people), Settings(folder=Path(folder)))
    return {role: casting.voice.name for role, casting in cast.roles.items()}


def test_runs_at_once_with_the_same_new_people_give_them_the_same_voices(tmp_path: Path) -> None:
    people = ["Ann: female", "Bea: female", "Cal: male", "Dan: male"]
    turns = [people, people[::-1], [*people, "Eve: female"], people[1:]] * 2
    with multiprocessing.get_context("spawn").Pool(4) as workers:
        results = workers.starmap(cast_names, [(str(tmp_path), turn) for turn in turns])
    registry = read_registry(Settings(folder=tmp_path).files.registry)
    for result, turn in zip(results, turns, strict=True):
        assert {name: result[name] for name in (each.split(":")[0] for each in turn)} == {
            name: registry.people[name].voice for name in (each.split(":")[0] for each in turn)
        }


@pytest.mark.parametrize("text", ["people = 3", '[people.Ann]\nvoices = "x"', "[people", "[people.Ann]\nvoice = 3"])
def test_a_broken_registry_is_an_error_with_its_path(tmp_path: Path, text: str) -> None:
    path = tmp_path / "registry.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"registry\.toml"):
        read_registry(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no voices"),
        ("voice = 3", "has no voices"),
        ("[[voice]]\nname = 'a'", "voice 1 .a.: Object missing required field"),
        ("[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'", "no gender"),
        ("[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'femal'", "gender"),
        (
            "[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'male'\nusee = 'x'",
            "unknown key, usee. Did you mean use",
        ),
        ("[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'male'\nuse = 'x'", "unknown use"),
        (
            "[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'male'\nrate = 0",
            "rate is 0; it must be from 0.25 to 4",
        ),
        (
            "[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'male'\npitch = nan",
            "pitch is nan; it must be from",
        ),
        ("[[voice]]\nname = 'a'\nengine = 'e'\nid = 'i'\ngender = 'male'\n" * 2, "two voices called a"),
        ("[[voice", "cannot be read"),
    ],
)
def test_a_mistake_in_the_pool_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "pool.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=message):
        read_pool(path)


def test_the_pool_that_ships_is_measured_and_apart() -> None:
    assert all(item.f0 and len(item.mel) == 16 for item in POOL.voices)
    good = [item for item in POOL.voices if set(item.uses) & {"speaker", "narrator"} and item.voice.name != "klatt5"]
    assert min(distance(one, other) for one, other in itertools.combinations(good, 2)) >= CLEARLY_APART


def test_another_language_is_spoken_by_voices_of_it(tmp_path: Path) -> None:
    pool = load_pool(Settings(folder=tmp_path), "de")
    cast = choose_cast(script_of("Ann: female", language="de"), pool, NOBODY, ANYTHING)
    assert all(casting.voice.language.startswith("de") for casting in cast.roles.values())
    assert len({casting.voice.id for casting in cast.roles.values()}) == 3


def test_a_missing_engine_is_passed_over_unless_the_settings_insist(tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    ours = (shipped("voices") / "pool.toml").read_text("utf-8")
    extra = '\n[[voice]]\nname = "other"\nengine = "http"\nid = "x"\ngender = "male"\nuse = "narrator"\n'
    (tmp_path / "voices" / "pool.toml").write_text(ours + extra, "utf-8")
    preferring = Casts(engines=("http", "pyttsx3"))
    assert load_pool(Settings(folder=tmp_path, cast=preferring)).find("other") is None
    with pytest.raises(SettingsError, match="No server is set up"):
        load_pool(Settings(folder=tmp_path, cast=Casts(engines=("http",), fallback=False)))
    with pytest.raises(SettingsError, match="There is no engine nowhere"):
        load_pool(Settings(folder=tmp_path, cast=Casts(engines=("nowhere", "pyttsx3"))))


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["--show", str(folder), *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_commands_pin_unpin_and_alias(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text("Title: T\nCast:\n    Jane Doe: female\n\n@Jane Doe\nHello.\n\nShe said.", "utf-8")
    assert run(tmp_path, "voices", "pin", "Jane Doe", "f5-high", "--new")[0] == 0
    rows = json.loads(run(tmp_path, "cast", str(script), "--json")[1])
    assert [(row["role"], row["voice"]) for row in rows] == [("Jane Doe", "f5-high"), (NARRATOR, "plain")]
    assert run(tmp_path, "voices", "alias", "J. Doe", "Jane Doe")[0] == 0
    assert run(tmp_path, "voices", "pin", "j. doe", "anika")[0] == 0
    listed = json.loads(run(tmp_path, "voices", "people", "--json")[1])
    assert listed == [{"name": "Jane Doe", "voice": "anika", "pinned": True, "aliases": ["J. Doe"]}]
    assert run(tmp_path, "voices", "unpin", "Jane Doe")[0] == 0
    code, _, complaint = run(tmp_path, "voices", "unpin", "Jane Doe")
    assert (code, "has no voice yet" in complaint) == (2, True)
    code, _, complaint = run(tmp_path, "voices", "pin", "Jane Doe", "anikka")
    assert (code, "Did you mean anika?" in complaint) == (2, True)


def test_a_gender_that_an_article_tells_later_is_no_reason_for_another_voice(tmp_path: Path) -> None:
    (tmp_path / "podcaster.toml").write_text("[sound]\ntheme = ''\n")
    registry = tmp_path / "voices" / "registry.toml"
    registry.parent.mkdir()
    registry.write_text('[people."Xo Tolver"]\nvoice = "ed-high"\n')
    (tmp_path / "a.md").write_text("# One\n\nIt broke.\n\n“We heard a crack,” said Mr. Xo Tolver.\n", "utf-8")
    assert run(tmp_path, "make", str(tmp_path / "a.md"))[0] == 0
    known = read_registry(registry).people["Xo Tolver"]
    assert (known.voice, known.gender, known.pinned) == ("ed-high", Gender.MALE, False)
    assert run(tmp_path, "edit", "one", "words", "3", "It is broken.")[0] == 0
    assert run(tmp_path, "edit", "one", "render")[0] == 0
    assert read_registry(registry).people["Xo Tolver"] == known
    assert run(tmp_path, "edit", "one", "gender", "Xo Tolver", "female")[0] == 0
    assert run(tmp_path, "edit", "one", "render")[0] == 0
    assert read_registry(registry).people["Xo Tolver"].voice != "ed-high"


@pytest.mark.parametrize("alias", ["Jane Doe", "jane doe"])
def test_whom_an_alias_names_has_the_voice_that_was_the_alias_s(tmp_path: Path, alias: str) -> None:
    assert run(tmp_path, "voices", "pin", "Jane Doe", "f5-high", "--new")[0] == 0
    assert run(tmp_path, "voices", "alias", alias, "Jane Roe")[0] == 0
    listed = json.loads(run(tmp_path, "voices", "people", "--json")[1])
    assert listed == [{"name": "Jane Roe", "voice": "f5-high", "pinned": True, "aliases": [alias]}]


def test_a_cast_is_shown_without_registering_anybody(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text("@Jane Doe\nHello.\n\nShe said.", "utf-8")
    assert "Jane Doe" in run(tmp_path, "cast", str(script))[1]
    assert not Settings(folder=tmp_path).files.registry.exists()


def test_an_audition_saves_everyones_first_line(tmp_path: Path) -> None:
    script = tmp_path / "a.fountain"
    script.write_text("@Jane Doe\nHello.\n\nShe said.\n\n@Jane Doe\nGoodbye.", "utf-8")
    assert run(tmp_path, "cast", str(script), "--save", str(tmp_path / "heard"))[0] == 0
    saved = sorted(path.name.split("-")[0] for path in (tmp_path / "heard").iterdir())
    assert saved == ["01", "02"]
    assert all(path.read_bytes()[:4] == b"RIFF" for path in (tmp_path / "heard").iterdir())


def test_a_registry_that_another_run_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcaster.cast.registry.LOCK_SECONDS", 0.05)
    path = tmp_path / "voices" / "registry.toml"
    with hold_registry(path), pytest.raises(SettingsError, match="Another run holds"), hold_registry(path):
        pass


def test_a_gender_that_a_person_changes_gives_another_voice(tmp_path: Path) -> None:
    text = (
        "Title: T\nCast:\n    Jane Doe: female\n    Ann Poe: female\n\n@Jane Doe\nHello.\n\n@Ann Poe\nYes.\n\nShe said."
    )
    settings = Settings(folder=tmp_path)
    first = cast_and_register(read_script(text, "a"), settings)
    edited = read_script(text.replace("Jane Doe: female", "Jane Doe: male"), "a")
    assert cast_and_register(edited, settings).voice("Jane Doe") == first.voice("Jane Doe")  # no person has looked
    second = cast_and_register(edited, settings, edited=True)
    assert (second.voice("Jane Doe").gender, second.voice("Ann Poe")) == (Gender.MALE, first.voice("Ann Poe"))
    registry = read_registry(settings.files.registry)
    assert registry.people["Jane Doe"].gender is Gender.MALE
    quote = Quote(0, 4, QuoteKind.SPEECH, Speaker("Jane Doe", Gender.FEMALE))
    assert registry.remind([quote])[0].speaker == Speaker("Jane Doe", Gender.MALE)
    assert cast_and_register(edited, settings, edited=True).voice("Jane Doe") == second.voice("Jane Doe")
    assert run(tmp_path, "voices", "pin", "Jane Doe", "anika")[0] == 0
    assert cast_and_register(edited, settings, edited=True).voice("Jane Doe").name == "anika"


def test_a_name_that_nobody_has_is_not_pinned_by_a_slip(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path)
    script = "Title: T\nCast:\n    Jane Doe: female\n\n@Jane Doe\nHello.\n\nShe said."
    cast_and_register(read_script(script, "a"), settings)
    code, _, complaint = run(tmp_path, "voices", "pin", "Jane Do", "anika")
    assert code == 2
    assert "Nobody called Jane Do has spoken in this show. Did you mean Jane Doe? Add --new" in " ".join(
        complaint.split()
    )
    assert run(tmp_path, "voices", "pin", "Jane Do", "anika", "--new")[0] == 0


def test_a_voice_chosen_for_one_language_is_not_heard_in_another() -> None:
    def voice(name: str, language: str, gender: Gender, *uses: str) -> PoolVoice:
        return PoolVoice(Voice(name, "kokoro", name, language, gender), uses)

    english = (voice("heart", "en-US", Gender.FEMALE, "narrator"), voice("bella", "en-US", Gender.FEMALE, "speaker"))
    spanish = (
        voice("dora", "es", Gender.FEMALE, "narrator"),
        voice("lola", "es", Gender.FEMALE, "speaker"),
        voice("alex", "es", Gender.MALE, "speaker"),
    )
    registry = Registry({"Ann": Regular("bella", Gender.FEMALE)})
    wishes = Casts(narrator="heart")
    script = script_of("Ann: female", language="es", uncertain=False)
    assert chosen(script, registry, wishes, Pool(spanish, lambda: [item.voice for item in english])) == {
        NARRATOR: "dora",
        "Ann": "lola",
    }
    script = script_of("Ann: female", uncertain=False)
    assert chosen(script, registry, wishes, Pool((*english, *spanish))) == {NARRATOR: "heart", "Ann": "bella"}
