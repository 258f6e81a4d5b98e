"""The Markdown that people write: CommonMark with tables, footnotes, terms, admonitions, formulas; and small marks."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from podcaster.article.fragment import INDENTED
from podcaster.errors import ArticleError
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

NESTING = 90
"""Levels of lists and quotations in each other at most; lxml reads up to 256 levels of elements."""

MARKED = on_demand(
    r"(?P<sign>==|\+\+|\|\||(?<!\w)__(?!_)|\*\*)(?=[^\s=+|_*])(?P<words>[^\n]{0,600}?[^\s=+|_*]|[^\s=+|_*])(?P=sign)(?!=)"
)
"""Words ==marked==, ++inserted++, ||hidden until clicked||, or **bold** inside an element of HTML."""
STRUCK = on_demand(r"~~(?=\S)([^\n~]{1,300}?)~~ ?")
EMBEDDED = on_demand(r"!\[\[[^\[\]\n]{1,300}\]\]")
WIKI_LINK = on_demand(
    r"\[\[(?P<page>[^\[\]|\n#]{0,200})(?:#(?P<place>[^\[\]|\n]{1,200}))?(?:\|(?P<shown>[^\[\]\n]{1,200}))?\]\]"
)
BLOCK_NAME = on_demand(r"\s+\^[A-Za-z][\w-]{0,60}\s*$")
"""Obsidian's name of a paragraph, at its end: "^opening"."""
ATTRIBUTES = on_demand(r"\{(?::\s*|(?=[#.]))[^{}\n]{0,200}\}|\{(?:[\w-]{1,40}=[^{}\n]{0,120})\}")
"""Attributes behind a word, picture or heading: {#place}, {.class}, {: .class }, {width=50%}."""
CITATION = on_demand(r"\s?\[(?:[^\[\]@\n]{0,80}[\s;-])?-?@[\w:.#$%&+?<>~/-]{2,80}[^\[\]\n]{0,120}\]")
"""Pandoc's citation: "[see @tolley2011, p. 14]"."""
NOTE_MARK = on_demand(r" ?\[\^[^\]\s]{1,60}\]")
"""The mark of a footnote that is nowhere."""
EMOJI = on_demand(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])")
TASK = on_demand(r"\[[ xX/><?!*-]\]\s+")
ARROW = on_demand(r"(?<=[\w)”’\"] )(?:-{1,2}>|=>|<-{1,2})(?= [\w(“‘\"])")
ARROWS = {True: "→", False: "←"}
"""Arrows as they are typed, and as they are said."""
TAGS_BEHIND = on_demand(r"(?<=[.!?…”\"’)])\s+(?:#[^\W\d_][\w/-]*[\s,]*)+$")
"""Tags behind the last sentence of a paragraph."""
TAGS_ALONE = on_demand(r"(?:#[^\W\d_][\w/-]*[\s,·|]*)+")


@cache
def parser() -> MarkdownIt:
    """The parser of all dialects."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    parser = MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": NESTING})
    parser.enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, admon_plugin, sub_plugin, superscript_plugin):
        parser.use(plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)
    parser.add_render_rule("code_block", render_indented)
    return parser


def render_indented(
    _self: RendererProtocol, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    """A block that is code by its indent, so that it can be told from fenced code."""
    return f'<pre class="{INDENTED}">{escape(tokens[index].content)}</pre>\n'


def to_html(text: str) -> str:
    """A Markdown text as HTML.

    Raises:
        ArticleError: Its lists or quotations are nested so deep that some would be lost.
    """
    env: dict[str, object] = {}
    tokens = parser().parse(text, env)
    if max((token.level for token in tokens), default=0) >= NESTING - 2:
        raise ArticleError(
            f"Lists or quotations are nested more than {NESTING // 2} levels deep in the text.",
            "Save the article's text as .txt and give that.",
        )
    return str(parser().renderer.render(tokens, parser().options, env))


def without_marks(text: str) -> str:
    """A paragraph without the marks of dialects that have no element of HTML.

    Args:
        text: Its words, as the parser left them.
    """
    text = ARROW.sub(lambda arrow: ARROWS[arrow[0][0] in "-="], text)
    if not any(sign in text for sign in "=+|[~{:_^#*\\"):
        return text
    text = EMBEDDED.sub("", text.rstrip("\\") if text.endswith("\\") else text)
    text = WIKI_LINK.sub(lambda link: link["shown"] or link["page"] or link["place"] or "", text)
    text = MARKED.sub(lambda mark: mark["words"], text)
    text = STRUCK.sub("", text)
    text = NOTE_MARK.sub("", CITATION.sub("", text))
    text = TAGS_BEHIND.sub("", EMOJI.sub("", ATTRIBUTES.sub("", text)))
    return (
        TASK.sub("", BLOCK_NAME.sub("", text), count=1) if text.lstrip().startswith("[") else BLOCK_NAME.sub("", text)
    )
