"""Which language is meant, however it is written: by its tag, an older or longer code, or its name.

Articles, pages, scripts, casts and settings all ask here, so that "Deutsch", "ger" and "de_DE.UTF-8" are German to all
of them, and what is no language is one to nobody.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from podcaster.patterns import on_demand

KNOWN = Path(__file__).with_name("known.txt")
TAG = on_demand(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
"""How tags are written (BCP 47), and locales."""
ENCODING = on_demand(r"[.@][\w.@=-]*$")
"""What stands behind the locale of a system: "de_DE.UTF-8"."""
CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
    nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
    sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905  (184 quoted strings would fill a page)
)
"""ISO 639-1."""
UNTOLD = frozenset({"", "und", "mul", "mis", "zxx", "c", "posix"})
"""What stands where nobody says which language it is."""
ONE_VOICE = {"nb": "no", "nn": "no"}
"""Languages that are read by each other's voices, where engines have one of them only, under either's tag."""
EXPECTED = "a language's tag, such as de or en-GB, or its name"
"""What to write, for sentences."""


@cache
def tag_of(text: str) -> str:
    """The tag of the language that is meant (BCP 47), in its usual spelling; empty where none is.

    Args:
        text: A tag ("en_us" is "en-US"), a code of ISO 639-2 ("ger"), or a language's name, in English or its own.
    """
    text = " ".join(text.split())
    tag = ENCODING.sub("", text)
    if TAG.match(tag):
        first, *rest = re.split("[-_]", tag)
        code = first.lower()
        code = code if code in CODES else _known().get(code, "")
        return "-".join([code, *(part.upper() if len(part) == 2 else part.title() for part in rest)]) if code else ""
    return _known().get(text.casefold(), "")


@cache
def spoken_as(text: str) -> str:
    """What is the same of two tags where a voice of the one speaks the other: no region, no form of writing."""
    first = (tag_of(text) or text).replace("_", "-").partition("-")[0].casefold()
    return ONE_VOICE.get(first, first)


@cache
def _known() -> dict[str, str]:
    """Codes and names -> tag; where two languages have one name, it is the first's."""
    known: dict[str, str] = {}
    rows = [line for line in KNOWN.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    parts = [line.partition(": ") for line in rows]
    for codes, _, _ in parts:
        tag, *others = codes.split()
        known |= dict.fromkeys((tag.casefold(), *others), tag)
    for codes, _, names in parts:
        for name in names.split("; "):
            known.setdefault(name.casefold(), codes.split()[0])
    return known
