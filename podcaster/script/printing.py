"""A reading copy of a script: a screenplay as PDF, printed by screenplain."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from podcaster.model import NARRATOR, Line, Pause, Sound
from podcaster.script.cues import Delivery, write_directions, write_number, write_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcaster.model import Script

PRINTED_KEYS = ("Author", "Source", "Draft date", "Language")
"""What of the title page is printed, beside the title and the show."""


def print_script(script: Script) -> bytes:
    """Print a script as a PDF: chapters as scene headings, narration as action, people as dialogue, cues at the right.

    It is handed to screenplain as values, not as Fountain: its parser knows no escapes but that of the asterisk.
    """
    from screenplain.export.pdf import Settings, get_courier_prime_settings, to_pdf
    from screenplain.types import Screenplay

    page = {"Title": [_marked(script.title)], "Credit": [_marked(script.metadata.get("Show", ""))]}
    page |= {key: [_marked(script.metadata[key])] for key in PRINTED_KEYS if script.metadata.get(key)}
    file = BytesIO()
    settings = Settings(font_settings=get_courier_prime_settings(), strong_slugs=True)
    to_pdf(Screenplay(page, list(_paragraphs(script))), file, settings=settings)
    return file.getvalue()


def _marked(text: str) -> str:
    """Text that screenplain's title page, which knows emphasis, prints as it is."""
    return text.replace("*", r"\*").replace("\n", " ")


def _paragraphs(script: Script) -> Iterator[Any]:
    from screenplain.richstring import plain
    from screenplain.types import Action, Slug, Transition

    for section in script.sections:
        yield Slug(plain(section.title))
        for item in section.items:
            if isinstance(item, Sound):
                yield Transition(plain(write_sound(item).removeprefix("> ")))
            elif isinstance(item, Pause):
                yield Transition(plain(f"PAUSE: {write_number(item.seconds)}"))
            elif item.role == NARRATOR:
                yield Action([plain(item.text)])
            else:
                yield _dialog(item)


def _dialog(line: Line) -> Any:
    from screenplain.richstring import plain
    from screenplain.types import Dialog

    dialog = Dialog(plain(line.role))
    if directions := write_directions(Delivery(line.rate, line.gain)):
        dialog.blocks.append((True, plain(directions)))
    dialog.blocks.append((False, plain(line.text)))
    if line.pause is not None:
        dialog.blocks.append((True, plain(f"(pause {write_number(line.pause)})")))
    return dialog
