"""Raised and lowered figures, formulas and ruby, as text that can be said: 10⁸, m², H₂O."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcaster.article.page.tree import is_element, put_text, text_of, unwrap
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from lxml.html import HtmlElement

RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
RAISABLE = on_demand(r"[0-9+\-−–=()ni]{1,8}")
LOWERABLE = on_demand(r"[0-9+\-−–=()]{1,8}")
SLASH = on_demand(r"^\s*[/⁄∕]\s*$")
SPACED = frozenset("=+-−–±×·÷<>≤≥≠≈→∈∼∝∧∨")
VISUAL = on_demand(
    r"(?:^|\s)(?:katex-html|MathJax(?:_\w+)?|MathJax-\w+|mwe-math-fallback-\S*|MJX_Assistive_MathML)(?:$|\s)"
)
"""Names of a formula's second rendering, which is for the eyes."""
TEX = on_demand(r"\\\((.{1,300}?)\\\)|\\\[(.{1,300}?)\\\]", re.DOTALL)
"""TeX between the marks that MathJax looks for."""
MATH_HOLDERS = on_demand(r"(?:^|\s)(?:katex|mwe-math-element|MathJax|mjx-container)(?:$|\s)")


def write_formulas(page: HtmlElement) -> None:
    """Put formulas, powers, indices and ruby in the page as plain text."""
    for element in list(page.iter("rt", "rp", "rtc")):
        element.drop_tree()
    for math in list(page.iter("math")):
        if math.getparent() is not None:
            drop_renderings(math)
            put_text(math, re.sub(r"\s+", " ", linear(math)).strip())
    for element in page.iter():
        element.text, element.tail = (text and TEX.sub(r"$\1\2$", text) for text in (element.text, element.tail))
    for element in list(page.iter("sub", "sup")):
        if element.getparent() is not None:
            write_figure(element)


def drop_renderings(math: HtmlElement) -> None:
    """Take out the other renderings of a formula beside it."""
    holder = next(
        (
            above
            for above in math.iterancestors()
            if MATH_HOLDERS.search(above.get("class") or "") or above.tag == "mjx-container"
        ),
        None,
    )
    if holder is None:
        return
    for element in list(holder.iter()):
        if (
            not is_element(element)
            or element is holder
            or element.getparent() is None
            or math in set(element.iter("math"))
        ):
            continue
        seen = (
            element.get("aria-hidden") == "true"
            or VISUAL.search(element.get("class") or "")
            or element.tag == "mjx-math"
        )
        if seen and element not in set(math.iterancestors()):
            element.drop_tree()


def linear(node: HtmlElement) -> str:
    """A node of MathML in one line."""
    tag = str(node.tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1]
    if tag in {"annotation", "annotation-xml", "mphantom"} or not is_element(node):
        return ""
    children = [child for child in node if is_element(child)]
    if not children:
        text = (node.text or "").strip("\u2061\u2062\u2063 \n\t")
        return f" {text} " if tag == "mo" and text in SPACED else text
    inner = [linear(child) for child in children]
    return composed(tag, inner)


def composed(tag: str, inner: list[str]) -> str:
    """The parts of a formula in one line, by the element that holds them."""
    match tag, inner:
        case "mfrac", [above, below]:
            return f"{above} over {below}" if " " in above + below else f"{above}/{below}"
        case "msup" | "mover", [base, power]:
            return base + raised(power)
        case "msub" | "munder", [base, index]:
            return base + lowered(index)
        case "msubsup" | "munderover", [base, index, power]:
            return base + lowered(index) + raised(power)
        case "msqrt", _:
            return f"√{''.join(inner)}"
    return (" " if tag in {"mtable", "mtr"} else "").join(inner)


def raised(text: str) -> str:
    """A text as raised signs, where there are such; else behind a caret."""
    bare = re.sub(r"\s+", "", text)
    return bare.translate(RAISED) if RAISABLE.fullmatch(bare) else f"^{bare}"


def lowered(text: str) -> str:
    """A text as lowered signs, where there are such."""
    bare = re.sub(r"\s+", "", text)
    return bare.translate(LOWERED) if LOWERABLE.fullmatch(bare) else bare


def write_figure(element: HtmlElement) -> None:
    """Put a raised or lowered figure in the page as signs of that kind; words (2nd, Mme) stay as they are."""
    text = text_of(element)
    below = element.getnext()
    if element.tag == "sup" and below is not None and below.tag == "sub" and SLASH.match(element.tail or ""):
        unwrap(below)  # a fraction: 1/2
        unwrap(element)
        return
    if element.tag == "sup" and RAISABLE.fullmatch(text) and any(char.isdigit() or char == "n" for char in text):
        put_text(element, text.translate(RAISED))
    elif element.tag == "sub" and LOWERABLE.fullmatch(text):
        put_text(element, text.translate(LOWERED))
    elif text and len(text) <= 12:
        unwrap(element)
