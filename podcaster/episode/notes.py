"""Show notes: what a listener reads next to an episode, as HTML for apps and browsers and as one plain paragraph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from podcaster.slug import web_link
from podcaster.wording import DISCLOSURE, OTHERS_SYNTHETIC, RECORDED, timestamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.episode.details import Details
    from podcaster.model import Chapter

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def make_notes(
    details: Details, chapters: Sequence[Chapter], people: Sequence[str], recorded: Sequence[tuple[str, str]] = ()
) -> str:
    """An HTML page: summary, chapters with their times, the people quoted, the article, and the disclosure.

    Args:
        details: What the episode is.
        chapters: Placed in time.
        people: Who is quoted.
        recorded: Whose own voice is heard, and who is credited for the recording.
    """
    parts = [f"<p>{escape(details.description)}</p>"] if details.description else []
    if len(chapters) > 1:
        items = "\n".join(
            f"<li>{timestamp(chapter.start)} {escape(chapter.title)}"
            f"{f'<br>{escape(chapter.synopsis)}' if chapter.synopsis else ''}</li>"
            for chapter in chapters
        )
        parts.append(f"<h2>Chapters</h2>\n<ul>\n{items}\n</ul>")
    if people:
        items = "\n".join(f"<li>{escape(name)}</li>" for name in people)
        parts.append(f"<h2>Quoted</h2>\n<ul>\n{items}\n</ul>")
    written = f" by {escape(details.author)}" if details.author else ""
    if link := escape(web_link(details.link)):
        parts.append(f'<p>Read the article{written}: <a href="{link}">{link}</a></p>')
    elif details.author:
        parts.append(f"<p>Written{written}.</p>")
    parts += [f"<p>{escape(RECORDED.format(name=name, credit=credit))}</p>" for name, credit in recorded]
    parts.append(f"<p><em>{OTHERS_SYNTHETIC if recorded else DISCLOSURE}</em></p>")
    return PAGE.format(language=escape(details.language), title=escape(details.title), body="\n".join(parts))
