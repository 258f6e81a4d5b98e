"""Commands: make."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from podcaster.cli.app import app, settings_of
from podcaster.cli.article import Articles, stdin_for
from podcaster.cli.output import complain, console, count, print_json, print_table, progress, say
from podcaster.errors import InputError, PodcasterError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcaster.finishing import Made
    from podcaster.model import Wishes
    from podcaster.settings import Settings

WATCH_SECONDS = 0.2
"""How often a watched file is looked at: faster than one notices, and nearly free."""

EXAMPLES = """
Examples:

  podcaster make article.md

  podcaster make https://example.org/news/lighthouse --template dramatized

  podcaster make output/2026-03-14-lighthouse/script.fountain --watch
"""


@app.command(epilog=EXAMPLES)
def make(
    ctx: typer.Context,
    articles: Articles,
    template: Annotated[str, typer.Option(help="The script's template; podcaster templates lists them.")] = "",
    title: Annotated[
        str | None, typer.Option(help="The title, over the article's own, from now on; '' for its own again.")
    ] = None,
    author: Annotated[
        str | None, typer.Option(help="The author, over the article's own, from now on; '' for its own again.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            help="The date, over the article's own, from now on: 2026-03-14; '' for its own again.",
            metavar="YYYY-MM-DD",
        ),
    ] = None,
    cover: Annotated[Path | None, typer.Option(help="A picture for the episode, square, 1400 to 3000 pixels.")] = None,
    lines: Annotated[
        Path | None, typer.Option(help="A folder for every line as a WAV, with labels for an audio editor.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop with exit code 3 when a quote wants review.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write a new script even over one that was edited; else both are merged.")
    ] = False,
    each: Annotated[bool, typer.Option("--each", help="An episode of each article, not one of all.")] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Keep it out of the feed until: podcaster episodes set NAME --no-draft.")
    ] = False,
    proof: Annotated[
        bool, typer.Option("--proof", help="Hear every line, and speak again another way what is misheard.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Make it again whenever the file is saved.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result for programs.")] = False,
) -> None:
    """Make an episode of an article, or of a script."""
    from podcaster.model import Overrides, Wishes

    settings = settings_of(ctx, articles[0])
    overrides = Overrides(title, author, read_day(date))
    wishes = Wishes(template, overrides, cover, lines, strict, force, draft, proof, alone=True)

    if not each:
        refuse_of_articles(articles, wishes)

    def run() -> None:
        make_once(articles, settings, wishes, as_json=as_json)

    if each:
        if watch or any((title, author, cover, lines)):
            raise InputError(
                "--each goes with none of --watch, --title, --author, --cover and --lines.", "Leave it out."
            )
        make_each(articles, settings, wishes, as_json=as_json)
    elif watch:
        watch_file(Path(articles[0]), run)
    else:
        run()


def refuse_of_articles(sources: Sequence[str], wishes: Wishes) -> None:
    """See that nothing is asked for that a script says itself.

    Raises:
        InputError: It is.
    """
    from podcaster.model import NOTHING_SAID
    from podcaster.reading import is_script

    if is_script(sources) and (wishes.template or wishes.overrides != NOTHING_SAID):
        raise InputError(
            "--template, --title, --author and --date are for articles: a script is written already.",
            f"Leave them out, and write title, author and date on the title page of {sources[0]}.",
        )


def read_day(text: str | None) -> str | None:
    """A day as options give it, as it is kept; nothing and none as they are.

    Raises:
        InputError: It is none.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat() if text else text
    except ValueError:
        raise InputError(f"{text} is no day.", "Write it as 2026-03-14.") from None


def make_once(articles: list[str], settings: Settings, wishes: Wishes, *, as_json: bool) -> None:
    """Make an episode, and print what became of it."""
    from podcaster.pipeline import make as make_episode

    begun = time.monotonic()
    with progress() as stages:
        made = make_episode(articles, settings, wishes, stages, stdin_for("-" if "-" in articles else ""))
    seconds = time.monotonic() - begun
    if as_json:
        print_json(made_json(made, seconds))
    else:
        show_made(made, seconds)
        hint_natural(made, settings)


def make_each(articles: list[str], settings: Settings, wishes: Wishes, *, as_json: bool) -> None:
    """Make an episode of each article; one that cannot be made keeps no other from it.

    Raises:
        PodcasterError: One could not be made, when all others have been.
    """
    failed: list[tuple[str, PodcasterError]] = []
    for article in articles:
        try:
            make_once([article], settings, wishes, as_json=as_json)
        except PodcasterError as error:
            complain(error.what, error.cure)
            failed.append((article, error))
    if failed:
        names = ", ".join(article for article, _ in failed)
        made = count(len(articles) - len(failed), "episode")
        last = InputError(f"{made} made, but not of {names}.", "The reasons stand above.")
        last.exit_code = failed[0][1].exit_code
        raise last


def watch_file(path: Path, run: Callable[[], None]) -> None:
    """Run something now and whenever a file has changed, until Ctrl-C; a mistake in the file is told, and waited out.

    Raises:
        InputError: There is no such file.
    """
    if not path.is_file():
        raise InputError(f"{path} is not a file that could be watched.")
    seen = None
    try:
        while True:
            now = content(path)
            if now is not None and now != seen:
                seen = now
                try:
                    run()
                except PodcasterError as error:
                    complain(error.what, error.cure)
                say(f"Watching {path}; Ctrl-C ends.")
            time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        say("No longer watching.")


def content(path: Path) -> bytes | None:
    """What a file says; None while an editor, or the run itself, replaces it.

    It is compared, and not the time of the file: the run writes the script back as it was.
    """
    try:
        return path.read_bytes()
    except OSError:
        return None


def made_json(made: Made, seconds: float) -> dict[str, Any]:
    """A run's result for programs."""
    episode = made.episode
    return {
        "folder": str(made.folder),
        "audio": str(made.folder / episode.audio.name),
        "guid": episode.guid,
        "title": episode.title,
        "duration": round(episode.duration, 3),
        "seconds": round(seconds, 2),
        "loudness": episode.loudness,
        "peak": episode.peak,
        "lines": made.lines,
        "spoken": made.spoken,
        "cast": [
            {
                "role": each.role,
                "voice": each.voice,
                "engine": each.engine,
                "seconds": each.seconds,
                "lines": each.lines,
            }
            for each in episode.performers
        ],
        "notices": list(made.notices),
        "review": list(episode.review),
    }


def show_made(made: Made, seconds: float) -> None:
    """A run's result for people."""
    from podcaster.wording import timestamp

    episode = made.episode
    rows = [
        (each.role, each.voice, each.engine, str(each.lines), timestamp(each.seconds)) for each in episode.performers
    ]
    out = console()
    print_table(("role", "voice", "engine", "lines", "time"), rows, right=("lines", "time"))
    out.print()
    out.print(
        f"{timestamp(episode.duration)} of audio made in {seconds:.1f} s: {lines_text(made)}. "
        f"{episode.loudness:.1f} LUFS, peak {episode.peak:.1f} dBTP."
    )
    for notice in made.notices:
        out.print(notice)
    for sentence in episode.review:
        out.print(f"To review: {sentence}", style="yellow")
    out.print(f"{made.folder}/")
    for file in (episode.audio, *episode.files):
        out.print(f"  {file.name}")


def lines_text(made: Made) -> str:
    """How many lines there are, and what became of them: all are in the episode, whoever spoke them when."""
    kept = made.lines - made.spoken
    if not kept:
        return f"{count(made.lines, 'line')} spoken"
    if not made.spoken:
        return f"{count(made.lines, 'line')}, all as spoken before"
    return f"{count(made.lines, 'line')}, {made.spoken} spoken now and {kept} before"


def hint_natural(made: Made, settings: Settings) -> None:
    """With a terminal, say in one line what better voices there are for an episode."""
    if not console(stderr=True).is_terminal:
        return
    from podcaster.cast.upgrade import natural_hint

    if hint := natural_hint(made.episode, settings):
        say(hint)
