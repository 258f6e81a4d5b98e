"""HTML that is the article and nothing else, such as Markdown makes: every block of it becomes a part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from podcaster.article import callouts, shape
from podcaster.article.citations import named_source, signature
from podcaster.article.page.tree import HEADINGS, is_element, left_out, names_of
from podcaster.article.parts import Part, tidy
from podcaster.article.tables import is_layout, table_part
from podcaster.model import BlockKind
from podcaster.patterns import on_demand
from podcaster.sentences import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from podcaster.model import LeftOut

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul", "hgroup", "legend", "tbody", "tr",
        "td", "th",
    }
)  # fmt: skip
INDENTED = "indented"
"""Class of what Markdown calls code for its indent alone: paragraphs are indented too."""
SLANTED = ("em", "i")
STRONG = ("strong", "b")
PROSE_WORDS = 8
"""Words from which on an indented block that reads like a sentence is one."""
CODE_SIGNS = on_demand(r"[{}<>;=\\|]|\w\(\)|^\s*(?:\$|#|//)", re.MULTILINE)


@dataclass(slots=True)
class Run:
    """Text and inline elements in a row: a paragraph."""

    nodes: list[str | HtmlElement] = field(default_factory=list)
    """As the page has them; plain text between elements is a str."""

    @property
    def text(self) -> str:
        """Its words; line breaks are line breaks, other white space is a space."""
        return "".join(inline_text(node) for node in self.nodes)

    @property
    def linked(self) -> float:
        """The share of links in it, from 0 to 1."""
        whole = len(tidy(self.text))
        inside = sum(
            len(tidy(inline_text(link))) for node in self.nodes if not isinstance(node, str) for link in node.iter("a")
        )
        return min(1.0, inside / whole) if whole else 0.0

    @property
    def pictures(self) -> list[HtmlElement]:
        """The pictures in it."""
        return [image for node in self.nodes if not isinstance(node, str) for image in node.iter("img")]

    def all_in(self, tags: Sequence[str]) -> bool:
        """Whether all its words are in elements of such kinds."""
        words = [node for node in self.nodes if (isinstance(node, str) and node.strip()) or inline_text(node).strip()]
        return bool(words) and all(not isinstance(node, str) and node.tag in tags for node in words)

    def starts_with_picture(self) -> bool:
        """Whether a picture stands before its words."""
        first = next((node for node in self.nodes if not isinstance(node, str) or node.strip()), None)
        return first is not None and not isinstance(first, str) and next(first.iter("img"), None) is not None


def inline_text(node: str | HtmlElement) -> str:
    """The words of a string or inline element."""
    if isinstance(node, str):
        return re.sub(r"[ \t\r\n]+", " ", node)
    if not is_element(node):
        return ""
    if node.tag == "br":
        return "\n"
    pieces = [inline_text(node.text or "")]
    for child in node:
        pieces += [inline_text(child), inline_text(child.tail or "")]
    return "".join(pieces)


class Walk:
    """One walk over a tree, in the order of reading."""

    def __init__(self, out: list[LeftOut]) -> None:
        self.parts: list[Part] = []
        self.out = out
        self.pictured = False

    def children(self, holder: HtmlElement, kind: BlockKind | None = None, *, item: bool = False) -> None:
        """The parts of all that stands in an element."""
        run = Run([holder.text or ""])
        for child in holder:
            if is_element(child) and holds_blocks(child):
                self.run(run, kind, item=item)
                run = Run()
                self.block(child, kind, item=item)
            elif is_element(child):
                run.nodes.append(child)
            run.nodes.append(child.tail or "")
        self.run(run, kind, item=item)

    def run(self, run: Run, kind: BlockKind | None, *, item: bool) -> None:
        """The part of a paragraph: or of the picture, the caption or the heading that looks like one."""
        text = run.text
        if not text.strip():
            if images := run.pictures:
                shown = " ".join(str(image.get("title") or image.get("alt") or "") for image in images)
                self.parts.append(Part(shown, BlockKind.CAPTION))
                self.pictured = True
            return
        if (self.pictured or run.starts_with_picture()) and run.all_in(SLANTED):
            self.parts.append(Part(text, BlockKind.CREDIT if shape.is_credit(tidy(text)) else BlockKind.CAPTION))
        elif kind is None and not item and run.all_in(STRONG) and shape.could_stand_bold(tidy(text)):
            self.parts.append(Part(text, BlockKind.HEADING))
        else:
            self.parts.append(Part(text, kind, item=item, linked=run.linked))
        self.pictured = self.parts[-1].kind is BlockKind.CAPTION and self.pictured

    def block(self, element: HtmlElement, kind: BlockKind | None, *, item: bool) -> None:
        """The parts of one block."""
        tag = str(element.tag)
        if tag in HEADINGS:
            self.parts.append(Part(inline_text(element), BlockKind.HEADING))
        elif tag == "blockquote":
            self.quotation(element)
        elif tag == "table" and not is_layout(element):
            self.parts += table_part(element)
        elif tag == "pre":
            self.code(element)
        elif tag == "figure":
            self.figure(element)
        elif tag == "div" and "math" in names_of(element).split():
            self.out.append(left_out(tidy(element.text_content()), "a formula"))
        elif callouts.is_callout(element):
            callouts.drop_label(element)
            self.children(element)
        elif tag in {"figcaption", "caption"}:
            self.parts.append(Part(inline_text(element), BlockKind.CAPTION))
        else:
            self.children(element, kind, item=item or tag in {"li", "dt"})
        if tag in {"ul", "ol", "hr", "table", "blockquote"}:
            self.pictured = False

    def quotation(self, element: HtmlElement, source: str = "") -> None:
        """The paragraphs of a block quote with whom it quotes; or of a callout, which is written as one."""
        inside = Walk(self.out)
        cites = [tidy(inline_text(cite)) for cite in element.iter("cite", "footer", "figcaption")]
        for cite in list(element.iter("cite", "footer", "figcaption")):
            if cite.getparent() is not None and is_source(cite, element):
                cite.drop_tree()
            else:
                cites = [each for each in cites if each != tidy(inline_text(cite))]
        inside.children(element, BlockKind.QUOTATION)
        parts = inside.parts
        if callouts.settle(parts, element):
            self.parts += parts
            return
        shown = source or next((cite for cite in cites if cite), "")
        if parts and not shown:
            *lines, last = parts[-1].text.rsplit("\n", 1)
            if named_source(tidy(last)) and (lines or len(parts) > 1):
                shown, words = tidy(last), "\n".join(lines)
            else:
                words, shown = signature(parts[-1].text, parts[-2].text if len(parts) > 1 else "")
            parts = [*parts[:-1], *([replace(parts[-1], text=words)] if words else [])]
        for part in parts:
            part.cite = part.cite or named_source(shown, sure=True)
        self.parts += parts
        if shown:
            self.parts.append(Part(shown, BlockKind.CREDIT))

    def figure(self, element: HtmlElement) -> None:
        """A picture with its caption, or the quotation, table or code that stands in a figure."""
        caption = element.find(".//figcaption")
        words = "" if caption is None else inline_text(caption)
        quote = element.find(".//blockquote")
        if quote is not None:
            self.quotation(quote, tidy(words))
            return
        for inner in element.iter("table", "pre"):
            self.block(inner, None, item=False)
        if words.strip():
            self.parts.append(Part(words, BlockKind.CREDIT if shape.is_credit(tidy(words)) else BlockKind.CAPTION))

    def code(self, element: HtmlElement) -> None:
        """A program; or paragraphs that somebody indented."""
        text = element.text_content()
        indented = INDENTED in names_of(element).split()
        pieces = re.split(r"\n\s*\n", text) if indented else [text]
        for piece in pieces:
            words = tidy(piece)
            prose = ends_sentence(words) and len(words.split()) >= PROSE_WORDS and not CODE_SIGNS.search(piece)
            if indented and prose:
                self.parts.append(Part(words))
            elif words:
                self.parts.append(Part(words, BlockKind.BOILERPLATE, why="a program or preformatted text"))


def holds_blocks(element: HtmlElement) -> bool:
    """Whether an element is a block, or an inline element (a link, say) around blocks."""
    return element.tag in BLOCKS or any(inner.tag in BLOCKS for inner in element.iterdescendants())


def is_source(cite: HtmlElement, quote: HtmlElement) -> bool:
    """Whether cite names the source of a block quote, and not a work inside its words: it stands last, or alone."""
    if cite.tag != "cite":
        return True
    behind = cite.tail or ""
    above: HtmlElement = cite
    while (holder := above.getparent()) is not None and above is not quote:
        behind += "".join(inline_text(each) + (each.tail or "") for each in above.itersiblings())
        above = holder
        behind += "" if above is quote else above.tail or ""
    return not behind.strip()


def fragment_parts(tree: HtmlElement, out: list[LeftOut]) -> list[Part]:
    """The parts of a tree whose every word is the article's.

    Args:
        tree: An element; ``write_meaning`` has been over it.
        out: Where the words are noted that become no part, with the reason.
    """
    walk = Walk(out)
    walk.children(tree)
    return walk.parts
