"""Commands: voices (and its sub-commands), engines, say."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import console, print_json, print_table, progress
from podcaster.cli.output import say as tell
from podcaster.errors import EngineError, PodcasterError

if TYPE_CHECKING:
    from podcaster.model import Script, Voice
    from podcaster.settings import Settings
    from podcaster.spoken import Spoken

voices_app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    help="List the voices, hear one, install one, and decide who speaks with which.",
    epilog='Example: podcaster voices --say "Good morning." --voice steph',
)
app.add_typer(voices_app, name="voices")


@app.command()
def engines(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List the engines, what is missing, and how to get it.

    Example: podcaster engines
    """
    from podcaster.engines import installed_engines

    reports = installed_engines(settings_of(ctx))
    if as_json:
        print_json([asdict(report) for report in reports])
        return
    rows = [
        (report.name, report.version, report.source, " ".join(report.problems) or "ready", report.cure)
        for report in reports
    ]
    print_table(("Engine", "Version", "From", "State", "Cure"), rows, about=4)


Language = Annotated[str, typer.Option(help="Language of the text, such as en or en-GB; else the show's.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write a WAV file instead of playing.", dir_okay=False)
]


@voices_app.callback()
def voices(
    ctx: typer.Context,
    engine: Annotated[str, typer.Option(help="Only the voices of this engine.")] = "",
    language: Annotated[str, typer.Option(help="Only voices of this language, such as en or en-GB.")] = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also the voices that the pool leaves out of its engines.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Also tell why each voice is in the pool.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
    say: Annotated[str, typer.Option(help="Hear this text instead.", metavar="TEXT")] = "",
    voice: Annotated[str, typer.Option(help="The voice to hear it in; else the narrator's.")] = "",
    output: Output = None,
) -> None:
    """List the voices of the pool and of the other installed engines, or hear one.

    Example: podcaster voices --say "Good evening." --voice steph -o steph.wav
    """
    if ctx.invoked_subcommand is not None:
        return
    settings = settings_of(ctx)
    if say:
        hear(settings, say, voice, language, output)
    else:
        list_voices(settings, engine, language, everything=everything, why=why, as_json=as_json)


@voices_app.command()
def install(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="natural, for Kokoro's; or a voice of Piper: en_US-lessac-medium.")],
    place: Annotated[
        str, typer.Option("--from", help="A folder or an address that has the files; else the makers' site.")
    ] = "",
    again: Annotated[bool, typer.Option(help="Fetch it even if it is there.")] = False,
) -> None:
    """Install the natural voices, or a voice of Piper: from the makers, or from a mirror.

    Example: podcaster voices install natural
    """
    settings = settings_of(ctx)
    if name == "natural":
        install_kokoro(settings, place, again=again)
    else:
        install_piper(settings, name, place, again=again)


def install_kokoro(settings: Settings, place: str, *, again: bool) -> None:
    """Install Kokoro's model and voices."""
    from podcaster.engines.discovery import load_engine
    from podcaster.engines.download import Mirror
    from podcaster.engines.kokoro import KokoroEngine
    from podcaster.engines.kokoro_files import install_natural

    engine = load_engine("kokoro", settings)
    assert isinstance(engine, KokoroEngine)
    with progress() as stages:
        told = partial(stages, "Downloading")
        install_natural(Mirror(place or engine.mirror), engine.folder, again=again, notice=tell, progress=told)
    for problem in engine.check():  # the packages
        raise EngineError(problem.what, problem.cure)
    tell(f"They are in {engine.folder}, and speak from the next episode on.")
    if notice := old_voices(settings):
        tell(notice)


def old_voices(settings: Settings) -> str:
    """Who in this show still has another voice than a natural one, where those are installed; empty: nobody."""
    from podcaster.cast.upgrade import plan_upgrade, pool_lacks

    try:
        changes = plan_upgrade(settings)
        lacks = pool_lacks(settings)
    except PodcasterError:
        return ""
    if lacks:
        return "This show's voices/pool.toml names no natural voices; podcaster voices upgrade adds them."
    who = "1 person keeps another voice" if len(changes) == 1 else f"{len(changes)} people keep other voices"
    return f"{who}; podcaster voices upgrade shows natural ones for everybody." if changes else ""


def install_piper(settings: Settings, name: str, place: str, *, again: bool) -> None:
    """Install a voice of Piper."""
    from podcaster.engines.discovery import load_engine
    from podcaster.engines.piper import PiperEngine
    from podcaster.engines.piper_install import VoiceMirror, install_voice

    engine = load_engine("piper", settings)
    assert isinstance(engine, PiperEngine)
    with progress() as stages:
        mirror, told = VoiceMirror(place or engine.mirror), partial(stages, "Downloading")
        path = install_voice(name, mirror, engine.folder, again=again, notice=tell, progress=told)
    tell(f"It is {path}.")


@app.command("say")
def say_command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What to say.")],
    voice: Annotated[str, typer.Option(help="The voice; else the narrator's.")] = "",
    language: Language = "",
    raw: Annotated[bool, typer.Option("--raw", help="As it would be without the rules and the lexicon.")] = False,
    printed: Annotated[bool, typer.Option("--print", help="Print how it is said, and speak nothing.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print what is said otherwise than it is written, by which rule, and why.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the spoken form and the rules for programs.")] = False,
    output: Output = None,
) -> None:
    """Say a text, to hear how words are said.

    Example: podcaster say --explain "Dr. Nguyen paid $3.5 million in World War II."
    """
    settings = settings_of(ctx)
    if explain or as_json:
        show_decisions(spoken_form(settings, text, voice, language), as_json=as_json)
    elif printed:
        console().print(text if raw else spoken_form(settings, text, voice, language).text, soft_wrap=True)
    else:
        hear(settings, text, voice, language, output, raw=raw)


def spoken_form(settings: Settings, text: str, voice: str, language: str) -> Spoken:
    """A text the way a voice is given it."""
    from podcaster.engines import Engines
    from podcaster.spoken import say_text
    from podcaster.spoken.lexicon import find_lexicon

    chosen = chosen_voice(settings, voice, language)
    with Engines(settings) as engines:
        style = engines.get(chosen.engine).style
    return say_text(text, find_lexicon(settings), style, language=language or settings.show.language)


def show_decisions(spoken: Spoken, *, as_json: bool) -> None:
    """Print what was decided about a text: what became what, by which rule, and why."""
    if as_json:
        print_json({"text": spoken.text, "decisions": [asdict(decision) for decision in spoken.decisions]})
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold")
    for heading in ("Written", "Said", "Rule", "Why"):
        table.add_column(heading, overflow="fold")
    for decision in spoken.decisions:
        shown = (decision.written, decision.said or "(nothing)", decision.rule, decision.why)
        table.add_row(*(Text(cell) for cell in shown))
    console().print(Text(spoken.text), soft_wrap=True)
    console().print(table)


def hear(settings: Settings, text: str, voice: str, language: str, output: Path | None, *, raw: bool = False) -> None:
    """Speak a text, and play it or write it into a WAV file."""
    from podcaster.cli.playing import play, write_wav
    from podcaster.engines import Engines
    from podcaster.model import NARRATOR, Cast, Casting, Line
    from podcaster.speaking import sayer
    from podcaster.speech import speak

    cast = Cast({NARRATOR: Casting(chosen_voice(settings, voice, language), "asked for")})
    with Engines(settings) as engines:
        say = None if raw else sayer(script_in(language or settings.show.language), engines, settings)
        (clip,) = speak([Line(NARRATOR, text)], cast, engines, settings.cache, speech=settings.speech, spoken=say)
    if output is None and play(clip.path):
        return
    target = output or Path("say.wav")
    write_wav(clip.path, target)
    tell(f"{clip.duration:.1f} s in the voice {clip.voice.name}: {target}")


def script_in(language: str) -> Script:
    """An empty script in a language."""
    from podcaster.model import Script

    return Script("", {}, (), (), language)


def chosen_voice(settings: Settings, name: str, language: str) -> Voice:
    """The voice of a name, or the one that would narrate."""
    from podcaster.cast import load_pool

    pool = load_pool(settings, language or settings.show.language)
    if name and pool.find(name) is None:
        # The pool knows its own engines' voices; here any engine's can be heard.
        for voice in installed_voices(settings, ""):
            if name.casefold() in {voice.name.casefold(), voice.id.casefold()}:
                return voice
    if name:
        return pool.require(name, "The command").voice
    return next(iter((*pool.used_as("narrator"), *pool.voices))).voice


def list_voices(settings: Settings, engine: str, language: str, *, everything: bool, why: bool, as_json: bool) -> None:
    """Print the voices that fit: those of the pool, and those that the installed engines have besides.

    An engine that the pool chooses from may have hundreds more. People see those when they ask for them or for their
    engine, or when the pool does not speak the language; programs always do.
    """
    from podcaster.cast import read_pool
    from podcaster.cast.load import POOL_FILE

    path = settings.find("voices", POOL_FILE)
    installed = installed_voices(settings, engine)
    ready = {voice.engine for voice in installed}
    listed = [item for item in (read_pool(path) if path else ()) if item.voice.engine in ready]
    pool = {item.voice: "/".join(item.uses) or "asked for by name" for item in listed}
    reasons = {item.voice: item.why for item in listed}
    known = {(voice.engine, voice.id, voice.speaker_id) for voice in pool}
    found = [voice for voice in pool if (not engine or voice.engine == engine) and speaks(voice, language)]
    whole = everything or as_json or bool(engine) or not found
    chosen = set() if whole else {voice.engine for voice in pool}
    found += [
        item
        for item in installed
        if item.engine not in chosen and (item.engine, item.id, item.speaker_id) not in known and speaks(item, language)
    ]
    if as_json:
        print_json([asdict(item) | {"use": pool.get(item, ""), "why": reasons.get(item, "")} for item in found])
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    headings = ("Voice", "Engine", "Id", "Language", "Gender", "Pool", "Licence", "Why")
    for heading in headings if why else headings[:-1]:
        table.add_column(heading, overflow="fold")
    for item in found:
        number = f" #{item.speaker_id}" if item.speaker_id else ""
        use = pool.get(item, "")
        cells = (item.name, item.engine, item.id + number, item.language, item.gender, use, item.licence)
        table.add_row(*cells, *([reasons.get(item, "")] if why else []))
    console().print(table)
    if not whole:
        names = " and ".join(sorted(chosen))
        tell(f"Of {names} these are the voices of the pool; podcaster voices --all lists the others too.")


def installed_voices(settings: Settings, engine: str) -> list[Voice]:
    """The voices of one engine, or of all that are ready; of the others, those in the settings are named on stderr."""
    from podcaster.engines import Engines, engine_names

    with Engines(settings) as engines:
        if engine:
            return list(engines.ready(engine).voices())
        voices: list[Voice] = []
        for name in engine_names(settings):
            try:
                voices += engines.ready(name).voices()
            except EngineError as error:
                if name.partition(":")[0] in settings.engines:
                    tell(f"{name}: {error}")
        return voices


def speaks(voice: Voice, language: str) -> bool:
    """Whether a voice is of a language: "en" fits every English, "en-GB" only the British ones."""
    wanted, has = language.casefold(), voice.language.casefold().replace("_", "-")
    return has == wanted or has.startswith(f"{wanted}-" if wanted else "")
