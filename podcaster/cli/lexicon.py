"""Commands: lexicon list, add, remove, import, export, unused."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from podcaster.cli.app import Commands, app, settings_of
from podcaster.cli.output import console, print_json, print_table, say
from podcaster.errors import EngineError, InputError
from podcaster.languages import tag_of
from podcaster.patterns import on_demand

lexicon_app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    help="How names and terms are said: voices/lexicon.toml of the show, over the one that ships.",
    epilog="Example: podcaster lexicon add Nguyen win",
)
app.add_typer(lexicon_app, name="lexicon")
LANGUAGE_CHANGED = on_demand(r"\([\w-]+\)")
"""How espeak-ng marks that it goes on by another language's rules."""


@lexicon_app.command("list")
def list_entries(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """List the entries, the show's own and those that ship.

    Example: podcaster lexicon list
    """
    from podcaster.spoken.lexicon import find_lexicon

    entries = sorted(find_lexicon(settings_of(ctx).files).entries, key=lambda entry: entry.word.casefold())
    if as_json:
        print_json([asdict(entry) for entry in entries])
        return
    rows = [
        (
            entry.word,
            entry.say or ("letter by letter" if entry.spell else ""),
            entry.ipa,
            entry.lang,
            "podcaster" if entry.shipped else "the show",
        )
        for entry in entries
    ]
    print_table(("Word", "Said", "IPA", "Language", "From"), rows, about=(2, 4))


@lexicon_app.command()
def add(
    ctx: typer.Context,
    word: Annotated[str, typer.Argument(help="The word, name or short phrase as it is written.")],
    respelling: Annotated[str, typer.Argument(help="How it is said, in ordinary letters.")] = "",
    ipa: Annotated[str, typer.Option(help="Its phonemes, for engines that take them.")] = "",
    spell: Annotated[bool, typer.Option("--spell", help="Say it letter by letter.")] = False,
    case: Annotated[bool | None, typer.Option("--case/--any-case", help="Only as written, or in any case.")] = None,
    language: Annotated[str, typer.Option(help="Only in texts of this language, such as en or en-GB.")] = "",
    like: Annotated[str, typer.Option(help="Say it by the rules of this language, such as en or fr.")] = "",
) -> None:
    """Add a word to the show's lexicon, or say it differently from now on.

    Example: podcaster lexicon add Nguyen win --ipa wˈɪn

    A name of another language: podcaster lexicon add "Wall Street" --like en --language es
    """
    from podcaster.spoken.entry import RUN, make_entry
    from podcaster.spoken.lexicon_file import put_entries

    if like and ipa:
        raise InputError("--like and --ipa say the same twice.", "Give one of them.")
    if like:
        ipa = said_like(word, like)
    if not RUN.search(word):
        raise InputError(f"“{word}” has no letter and no figure.", "Write a word or a name.")
    if "/" in {respelling[:1], respelling[-1:]}:
        way_out = f"Give phonemes with --ipa, without slashes: --ipa {respelling.strip('/') or 'wɪn'}"
        raise InputError(f"“{respelling}” is no respelling in ordinary letters.", way_out)
    entry = make_entry(word, "The command", say=respelling, ipa=ipa, spell=spell, case=case, lang=language)
    path = settings_of(ctx).files.lexicon
    _, changed = put_entries(path, [entry])
    say(f"{path}: {entry.word} is {'changed' if changed else 'there'}.")


def said_like(word: str, language: str) -> str:
    """A word's phonemes by the rules of a language.

    Raises:
        InputError: No rules of that language are known.
    """
    from podcaster.hearing.phonemes import Phonemes

    unknown = InputError(f"There are no rules for the language {language}.", "Give its tag, such as en or fr.")
    if not (tag := tag_of(language)):
        raise unknown
    try:
        with Phonemes(tag) as phonemes:
            return LANGUAGE_CHANGED.sub("", phonemes.transcribe(word))
    except EngineError as error:
        raise unknown from error


@lexicon_app.command()
def remove(ctx: typer.Context, word: Annotated[str, typer.Argument(help="The word as it is written.")]) -> None:
    """Take a word out of the show's lexicon.

    Example: podcaster lexicon remove Nguyen
    """
    from podcaster.spoken.lexicon_file import remove_entry

    path = settings_of(ctx).files.lexicon
    remove_entry(path, word)
    say(f"{path}: {word} is taken out.")


@lexicon_app.command("import")
def import_file(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A lexicon: W3C PLS (.pls, .xml), or TOML as of another show.")],
) -> None:
    """Add the entries of another lexicon to the show's.

    Example: podcaster lexicon import names.pls
    """
    from podcaster.spoken.lexicon import read_lexicon
    from podcaster.spoken.lexicon_file import put_entries

    path = settings_of(ctx).files.lexicon
    added, changed = put_entries(path, read_lexicon(file).entries)
    say(f"{path}: {added} new, {changed} changed.")


@lexicon_app.command()
def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="Where to write it; else it is printed.", dir_okay=False)] = None,
    language: Annotated[str, typer.Option(help="The language of the file; else the show's.")] = "",
) -> None:
    """Write the lexicon as W3C PLS, for speech services that take one.

    Example: podcaster lexicon export names.pls
    """
    from podcaster.spoken.lexicon import find_lexicon
    from podcaster.spoken.pls import format_pls
    from podcaster.store import write_atomic

    settings = settings_of(ctx)
    text = format_pls(find_lexicon(settings.files).entries, language or settings.show.language)
    if file is None:
        console().print(text, end="")
    else:
        write_atomic(file, text)
        say(f"It is {file}.")


@lexicon_app.command()
def unused(
    ctx: typer.Context,
    scripts: Annotated[list[Path], typer.Argument(help="Scripts (.fountain) or texts.", exists=True, dir_okay=False)],
) -> None:
    """Name the show's own entries that none of these texts uses, perhaps because they are misspelled.

    Example: podcaster lexicon unused *.fountain
    """
    from podcaster.spoken.lexicon import find_lexicon

    lexicon = find_lexicon(settings_of(ctx).files)
    used = [word for path in scripts for word in lexicon.words_in(path.read_text("utf-8", "replace"))]
    for word in lexicon.unused(used):
        console().print(word)
