"""Show notes: what a listener reads next to an episode, as HTML for apps and browsers and as one plain paragraph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from podcaster.slug import web_link
from podcaster.wording import timestamp, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.episode.details import Details
    from podcaster.model import Chapter, CorrectionNote

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
    details: Details,
    chapters: Sequence[Chapter],
    people: Sequence[str],
    recorded: Sequence[tuple[str, str]] = (),
    corrections: Sequence[CorrectionNote] = (),
) -> str:
    """An HTML page: summary, corrections, chapters with their times, the people quoted, the article, the disclosure.

    Args:
        details: What the episode is.
        chapters: Placed in time.
        people: Who is quoted.
        recorded: Whose own voice is heard, and who is credited for the recording.
        corrections: What was wrong in what was out.
    """
    say = words_of(details.language)
    parts = [f"<p>{escape(details.description)}</p>"] if details.description else []
    parts += [
        f"<p><strong>{escape(say('correction', day=say.beside.day(each.moment)))}</strong> {escape(each.text)}</p>"
        for each in corrections
    ]
    if len(chapters) > 1:
        items = "\n".join(
            f"<li>{timestamp(chapter.start)} {escape(chapter.title)}"
            f"{f'<br>{escape(chapter.synopsis)}' if chapter.synopsis else ''}</li>"
            for chapter in chapters
        )
        parts.append(f"<h2>{escape(say('chapters'))}</h2>\n<ul>\n{items}\n</ul>")
    if people:
        items = "\n".join(f"<li>{escape(name)}</li>" for name in people)
        parts.append(f"<h2>{escape(say('quoted'))}</h2>\n<ul>\n{items}\n</ul>")
    links = [escape(link) for each in details.links if (link := web_link(each))]
    by = details.author if len(links) == 1 else ""  # of several articles it is not known who wrote which
    for link in links:
        invitation = say("read the article by", who=by) if by else say("read the article")
        parts.append(f'<p>{escape(invitation + say("colon"))} <a href="{link}">{link}</a></p>')
    if details.author and not by:
        parts.append(f"<p>{escape(say('written by', who=details.author))}</p>")
    parts += [f"<p>{escape(say('recorded', name=name, credit=credit))}</p>" for name, credit in recorded]
    parts.append(f"<p><em>{escape(say('others synthetic' if recorded else 'disclosure in notes'))}</em></p>")
    return PAGE.format(language=escape(details.language), title=escape(details.title), body="\n".join(parts))
