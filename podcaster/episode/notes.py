"""Show notes: what a listener reads next to an episode, as HTML for apps and browsers and as one plain paragraph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from podcaster.slug import web_link
from podcaster.wording import DISCLOSURE, timestamp

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


def make_notes(details: Details, chapters: Sequence[Chapter], people: Sequence[str]) -> str:
    """An HTML page: summary, chapters with their times, the people quoted, the article, and the disclosure."""
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
    parts.append(f"<p><em>{DISCLOSURE}</em></p>")
    return PAGE.format(language=escape(details.language), title=escape(details.title), body="\n".join(parts))
