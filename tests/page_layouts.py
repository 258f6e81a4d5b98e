"""One article, laid out as different sites lay out theirs: what is to be read is the same in each."""

# ruff: noqa: E501  (markup reads better in long lines)

from __future__ import annotations

import json

TITLE = "A lake, a choir and a very punctual dog"
PARAGRAPHS = (
    "The lake at Orrin Vale froze on Tuesday for the first time in nineteen years, and by noon half the town stood on it.",
    "“We told them to stay off,” said Maud Kessler, the warden, who was herself about forty yards out. “Then somebody brought soup.”",
    "The ice was four inches thick at the boathouse and, according to the county’s engineer, two inches elsewhere.",
    "Nobody fell in. A dog went through near the reeds and was pulled out by a choir that had come to try the echo.",
    "“I have never heard a better entry,” said Piers Dunmore, who conducts it. “The altos were late, but the dog was exactly on the beat.”",
    "By Thursday there was a market on the lake, with eleven stalls and a barber, and a petition to the weather.",
    "It thawed on Friday. The barber, who had been in the middle of a beard, finished the job on the shore.",
    "“Half of it was done on the ice and half of it on land,” he said. “I charged him for both.”",
)
HEADLINES = (
    "Bridge to reopen after a summer of small mistakes",
    "The last ferryman sells his bell and buys a better one",
    "Why the owls left the town hall, and who paid",
)


def body(tag: str = "p", name: str = "", middle: str = "") -> str:
    """The paragraphs, each in an element; something else in the middle."""
    attribute = f' class="{name}"' if name else ""
    elements = [f"<{tag}{attribute}>{paragraph}</{tag}>" for paragraph in PARAGRAPHS]
    return "\n".join([*elements[:4], middle, *elements[4:]])


def related(name: str) -> str:
    """A box of links to other articles."""
    links = "".join(f'<li><a href="/{line[:3]}"><img src="x"><p>{line}</p></a></li>' for line in HEADLINES)
    return f'<div class="{name}"><h3>More from the Vale</h3><ul>{links}</ul></div>'


MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Weather", "Opinion", "Travel", "Shop")
)
TOP = f'<div class="nav"><ul>{MENU}</ul></div>'
END = (
    '<div id="footer"><p>© 2019 The Vale Courier. All rights reserved. Reproduction in whole or in part without permission '
    'is prohibited.</p><a href="/terms">Terms of use</a> <a href="/privacy">Privacy policy</a></div></body></html>'
)
HEAD = f'<html lang="en"><head><title>{TITLE} - The Vale Courier</title></head><body>'
H1 = f"<h1>{TITLE}</h1>"
PICTURES = (
    '<figure class="image"><img src="a"><figcaption>The choir on the ice on Wednesday. Photo: Una Kelly</figcaption></figure>'
    '<div class="wp-caption"><img src="b"><p class="wp-caption-text">The dog, afterwards, in a borrowed blanket.</p></div>'
    '<div class="inline-image"><img src="c"><span class="image__caption">Soup on the lake, and people</span>'
    '<span class="image__credit">Una Kelly/Courier</span></div>'
    '<p><img src="d"><br><em>The barber at work on the shore, Friday.</em></p>'
)
PROMOTIONS = (
    '<p><a href="/1"><strong>BRIDGE TO REOPEN AFTER A SUMMER OF SMALL MISTAKES</strong></a></p>'
    '<p>ALSO READ | <a href="/2">The last ferryman sells his bell</a></p><div class="ad">Advertisement</div>'
    "<p>Story continues below advertisement</p>"
    "<aside><p>Sign up for The Thaw, our free newsletter about weather and its consequences.</p></aside>"
)
ENDNOTES = (
    "<p>Una Kelly is a reporter for the Courier. She covers lakes.</p>"
    "<p>Contact Una Kelly at una@courier.example and follow @unakelly on Twitter.</p>"
    "<p>Get the latest news delivered to your inbox every morning.</p>"
)
COMMENTS = (
    '<div id="comments" class="comments-area"><h2>2 thoughts</h2><ol class="comment-list">'
    "<li><p>I was there, and the soup was cold by the time it got to us, as usual.</p></li>"
    "<li><p>The altos are always late. Somebody has to say it, so I am saying it here.</p></li></ol></div>"
)
CARDS = "".join(
    f'<article class="card"><h2><a href="/{line[:3]}">{line}</a></h2><p>{line}. The council has asked everyone to remain '
    "calm and to return the cones, all of them, by Monday.</p></article>"
    for line in HEADLINES
)

LAYOUTS = {
    "containers for paragraphs": f'{TOP}<article>{H1}<div class="box">{body("div", "zn-text")}</div></article>{related("rail")}',
    "paragraphs named paywall": f'{TOP}<main>{H1}<div class="grid">{body("p", "paywall")}</div></main>{related("rail")}',
    "paragraphs named share": f'{TOP}<main>{H1}<div class="grid">{body("p", "story-share")}</div></main>',
    "line breaks in a layout table": f"<table><tr><td>{TOP}</td><td><font><b>{TITLE}</b><br><br>"
    + "<br><br>\n".join(PARAGRAPHS)
    + f"</font></td><td>{related('x')}</td></tr></table>",
    "paragraphs in a layout table": f"<table><tr><td>{TOP}</td><td><h2>{TITLE}</h2>{body()}</td></tr></table>",
    "blog": f'<div id="page"><article class="post type-post"><header class="entry-header">{H1}<div class="entry-meta">'
    'Posted on <time>November 18, 2019</time> by <a rel="author" href="x">Una Kelly</a></div></header>'
    f'<div class="entry-content">{body()}<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li></ul></div>'
    '<div class="jp-relatedposts"><h3>Related</h3><p>The winter the river went backwards</p></div></div>'
    f'<footer class="entry-footer">Posted in <a>News</a>.</footer></article>{COMMENTS}</div>',
    "everything in a form": f'<form id="aspnetForm"><div>{TOP}<div id="ctl00_main">{H1}{body()}</div></div></form>',
    "promotions and notes": f"{TOP}<article>{H1}<p>By Una Kelly, Staff Writer</p><p>18 November 2019</p>"
    f"{body(middle=PROMOTIONS)}{ENDNOTES}</article>",
    "no telling names": f'{TOP}<div class="wrap"><div class="col-8"><h2>{TITLE}</h2>{body()}</div><div class="col-4">'
    f"{related('side')}</div></div>",
    "pictures": f"<article>{H1}{body(middle=PICTURES)}</article>",
    "cards with text below": f'{TOP}<main><article class="story">{H1}{body()}</article>{CARDS}</main>',
    "a section for each paragraph": f'{TOP}<div class="story">{H1}'
    + "".join(f'<section class="block"><div class="text"><p>{paragraph}</p></div></section>' for paragraph in PARAGRAPHS)
    + f"</div>{related('block related')}",
    "spans": f'<div data-reactroot><div class="s">{H1}'
    + "".join(f'<div class="s{number}"><span>{paragraph}</span></div>' for number, paragraph in enumerate(PARAGRAPHS))
    + "</div></div>",
    "stated for machines only": '<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARAGRAPHS)})
    + "</script><div id='app'>Please enable JavaScript.</div>",
}  # fmt: skip
PAGES = {name: f"{HEAD}{inside}{END}" for name, inside in LAYOUTS.items()}
