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

if TYPE_CHECKING:
    from podcaster.model import Voice
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

    reports = installed_engines(settings_of(ctx).engines)
    if as_json:
        print_json([asdict(report) for report in reports])
        return
    rows = [
        (report.name, report.version, report.source, " ".join(report.problems) or "ready", report.cure)
        for report in reports
    ]
    print_table(("Engine", "Version", "From", "State", "Cure"), rows, about=(4,))


TextLanguage = Annotated[str, typer.Option(help="Language of the text, such as en or en-GB; else the show's.")]
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
    from podcaster.cast.upgrade import old_voices
    from podcaster.engines.install import install_kokoro, install_piper

    settings = settings_of(ctx)
    with progress() as stages:
        told = partial(stages, "Downloading")
        if name == "natural":
            path = install_kokoro(settings.engines, place, again=again, notice=tell, progress=told)
        else:
            path = install_piper(settings.engines, name, place, again=again, notice=tell, progress=told)
    if name != "natural":
        tell(f"It is {path}.")
        return
    tell(f"They are in {path}, and speak from the next episode on.")
    if notice := old_voices(settings):
        tell(notice)


@app.command("say")
def say_command(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What to say.")],
    voice: Annotated[str, typer.Option(help="The voice; else the narrator's.")] = "",
    language: TextLanguage = "",
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
    from podcaster.speaking import spoken_form

    settings = settings_of(ctx)
    if not (explain or as_json or printed):
        hear(settings, text, voice, language, output, raw=raw)
    elif printed and raw:
        console().print(text, soft_wrap=True)
    else:
        spoken = spoken_form(settings, text, chosen_voice(settings, voice, language), language)
        if printed and not (explain or as_json):
            console().print(spoken.text, soft_wrap=True)
        else:
            show_decisions(spoken, as_json=as_json)


def show_decisions(spoken: Spoken, *, as_json: bool) -> None:
    """Print what was decided about a text: what became what, by which rule, and why."""
    if as_json:
        print_json({"text": spoken.text, "decisions": [asdict(decision) for decision in spoken.decisions]})
        return
    console().print(spoken.text, soft_wrap=True)
    rows = [(each.written, each.said or "(nothing)", each.rule, each.why) for each in spoken.decisions]
    print_table(("Written", "Said", "Rule", "Why"), rows, about=(3, 2))


def hear(settings: Settings, text: str, voice: str, language: str, output: Path | None, *, raw: bool = False) -> None:
    """Speak a text, and play it or write it into a WAV file."""
    from podcaster.cli.playing import play, write_wav
    from podcaster.speaking import speak_text

    clip = speak_text(settings, text, chosen_voice(settings, voice, language), language, raw=raw)
    if output is None and play(clip.path):
        return
    target = output or Path("say.wav")
    write_wav(clip.path, target)
    tell(f"{clip.duration:.1f} s in the voice {clip.voice.name}: {target}")


def chosen_voice(settings: Settings, name: str, language: str) -> Voice:
    """The voice of a name, or the one that would narrate; engines that cannot be asked are told."""
    from podcaster.cast.offered import choose_voice

    return choose_voice(settings, name, language, tell)


def list_voices(settings: Settings, engine: str, language: str, *, everything: bool, why: bool, as_json: bool) -> None:
    """Print the voices that fit; programs get all of them."""
    from podcaster.cast.offered import offered_voices

    offers, kept_short = offered_voices(settings, engine, language, tell, everything=everything or as_json)
    if as_json:
        print_json([asdict(offer.voice) | {"use": offer.use, "why": offer.why} for offer in offers])
        return
    headings = ("Voice", "Engine", "Id", "Language", "Gender", "Pool", "Licence", "Why")
    rows = []
    for offer in offers:
        voice = offer.voice
        number = f" #{voice.speaker_id}" if voice.speaker_id else ""
        cells = (voice.name, voice.engine, voice.id + number, voice.language, voice.gender, offer.use, voice.licence)
        rows.append((*cells, *([offer.why] if why else [])))
    print_table(headings if why else headings[:-1], rows, about=(7, 6, 2, 5) if why else (6, 2, 5))
    if kept_short:
        names = " and ".join(kept_short)
        tell(f"Of {names} these are the voices of the pool; podcaster voices --all lists the others too.")
