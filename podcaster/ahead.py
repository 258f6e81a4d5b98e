"""A short article is read in a process beside, while this one loads what comes next."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from podcaster.beside import Beside
from podcaster.bytecode import keep
from podcaster.reading import read_show_script
from podcaster.speaking import load_for_speaking
from podcaster.writing import Written

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcaster.reading import Progress
    from podcaster.settings import Settings


def begin_beside(work: Callable[[Progress], Written], settings: Settings, progress: Progress) -> Callable[[], Written]:
    """Begin to write in a process beside this one, which gets ready meanwhile for what comes next.

    Loading takes as long as reading a short article, which was as long again until anything was heard.

    Args:
        work: It reads and writes, and tells how far it is.
        settings: The show's settings.
        progress: Told that it is read.

    Returns:
        What gives what was written, once it is called. It raises the PodcasterError that the work raises: the work is
        done again here, where that is told.
    """
    if (settings.speech.workers or os.cpu_count() or 1) == 1:
        return partial(work, progress)

    def answer() -> bytes:
        told = encode_written(work(lambda *_: None))  # whoever shows progress is this process
        keep()  # for nobody else knows what was worked out there
        return told

    def finish() -> Written:
        load_for_speaking(settings.show.language)
        return decode_written(beside.result(), settings)

    progress("Reading", 0, 0)
    beside = Beside(answer)
    return finish


def encode_written(written: Written) -> bytes:
    """A script of articles, as JSON, for another process of this program."""
    import msgspec

    from podcaster.project.kept import VERSION, Kept

    kept = Kept(VERSION, written.template, written.text, written.read, overrides=written.overrides)
    return msgspec.json.encode((kept, written.notices))


def decode_written(data: bytes, settings: Settings) -> Written:
    """The same script, from what ``encode_written`` gave.

    Raises:
        ScriptError: The template has a mistake; it was told before.
    """
    import msgspec

    from podcaster.project.kept import Kept

    kept, notices = msgspec.json.decode(data, type=tuple[Kept, tuple[str, ...]])
    script = read_show_script(kept.script, "the script", settings)
    return Written(kept.script, script, kept.read, kept.template, notices=notices, overrides=kept.overrides)
