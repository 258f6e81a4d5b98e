"""What an editor should look at besides the doubts: passages, tables and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.project.passages import find_passages
from podcaster.project.tables import find_tables
from podcaster.project.unknown import find_unknown
from podcaster.spoken.lexicon import find_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcaster.model import Script
    from podcaster.project.doubts import Doubt, QuotePlace
    from podcaster.project.kept import Kept
    from podcaster.settings import ShowFolder


def find_questions(
    script: Script, kept: Kept | None, places: Mapping[str, QuotePlace], files: ShowFolder
) -> tuple[Doubt, ...]:
    """What in a script may be no quotation, or one, what was a table, and which names are not known to be said right.

    Args:
        script: The script.
        kept: What its project knows.
        places: The quotes' places in the articles.
        files: The show's folder.
    """
    known = find_lexicon(files).words_in(" ".join(line.text for line in script.lines))
    return (*find_passages(script, kept, places), *find_tables(script, kept), *find_unknown(script, known))
