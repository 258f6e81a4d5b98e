"""What stands around a text or a mail: headers, frames of press releases, contacts, signatures, earlier mails, feet.

Each rule asks for the mark that people set (a "-- ", a "###", "On Monday Ann wrote:"), or for two signs that stand
together. The words are data: ``data/frames.txt``.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from podcaster.article import notices, shape
from podcaster.article.headers import DATA, Header
from podcaster.article.mend import WIRE
from podcaster.article.parts import tidy
from podcaster.model import BlockKind
from podcaster.patterns import on_demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.article.parts import Facts, Part

REST = 0.5
"""Share of the words that may stand behind an end mark; with more behind it, it separates parts of the text."""
SIGNATURE_LINES = 14
"""Lines of a signature at most."""
OFFICE_LINES = 3
"""Lines right below a signing writer's name that tell an office or a town."""
SHORT = 100
"""Characters of a line of a contact or a signature at most."""
HEAD = 14
"""Parts at the beginning among which the frame of a press release begins."""
QUOTED = on_demand(r"^\s*>")
RULE = on_demand(r"^\s*[_*=~-]{3,}\s*$")


@cache
def pattern(kind: str, *, behind: str = r"\s*$", before: str = r"^\W*") -> re.Pattern[str]:
    """A line that is of a kind as a whole."""
    return on_demand(f"{before}(?:{'|'.join(notices.entries(kind, DATA))}){behind}", re.IGNORECASE)


def is_a(kind: str, part: Part) -> bool:
    """Whether a part is of a kind, as a whole line."""
    return len(part.text) < 600 and bool(pattern(kind).match(tidy(part.text)))


@cache
def contact_pattern() -> re.Pattern[str]:
    """Signs of contacts: addresses, telephones, streets."""
    return on_demand("|".join(notices.entries("contact sign", DATA)), re.IGNORECASE)


def is_contact(text: str) -> bool:
    """Whether a short line holds an address or a number to ring, and is no sentence."""
    bare = tidy(text)
    return len(bare) <= SHORT * 2 and bool(contact_pattern().search(bare)) and not notices.is_full_sentence(bare)


def is_salutation(text: str) -> bool:
    """Whether a line greets the readers of a letter: "Dear members,"."""
    bare = text.rstrip(" ,!:;–—-")
    return len(text) <= SHORT and bare != text and bool(pattern("salutation").match(bare))


def drop(parts: Sequence[Part], why: str) -> None:
    """Call parts a piece of the frame."""
    for part in parts:
        if part.kind in {None, BlockKind.QUOTATION, BlockKind.HEADING, BlockKind.BYLINE}:
            part.kind, part.why = BlockKind.BOILERPLATE, why


def words(parts: Sequence[Part]) -> int:
    """The words of parts that nobody has called anything yet."""
    return sum(len(part.text.split()) for part in parts if part.kind in {None, BlockKind.QUOTATION, BlockKind.HEADING})


def mark_frame(parts: list[Part], facts: Facts, *, mail: bool = False) -> None:
    """Find what stands around a text.

    Args:
        parts: Its parts in order; a part for each line that stands for itself.
        facts: What is known of it; headers that stand in the text fill the rest.
        mail: Whether it is known to be a mail.
    """
    mark_headers(parts, facts)
    mark_replies(parts, mail=mail)
    released = mark_release(parts)
    mark_end(parts, released=released)
    mark_list_foot(parts)
    mark_signature(parts)
    mark_contacts(parts)
    mark_foot(parts)


def mark_headers(parts: list[Part], facts: Facts) -> None:
    """Find the fields of a mail that was copied as text, at the beginning or behind "Forwarded message"."""
    index = 0
    for place, part in enumerate(parts[:6]):
        if is_a("forward", part):
            drop([part], "the header of a mail")
            index = place + 1
    while index < len(parts) and header_field(parts[index]) is None and index < 2:
        index += 1
    found: dict[str, str] = {}
    first = index
    while index < len(parts) and (field := header_field(parts[index])):
        found.setdefault(field[0], field[1])
        index += 1
    named = {kind: next((found[name] for name in found if pattern(kind).match(name)), "") for kind in FIELDS}
    if len(found) < 2 or not (named["subject header"] or (named["from header"] and named["date header"])):
        return
    drop(parts[first:index], "the header of a mail")
    Header(named["subject header"], named["from header"], named["date header"]).fill(facts)


FIELDS = ("subject header", "from header", "date header")


def header_field(part: Part) -> tuple[str, str] | None:
    """Name and value of a field of a mail; None for any other line."""
    found = re.match(r"\W{0,4}([^\W\d][\w -]{0,30}?)\W{0,2}:\s*(.*)$", tidy(part.text[:600]), re.DOTALL)
    return (found[1], found[2].strip("*_ ")) if found and pattern("header").match(found[1]) else None


def mark_replies(parts: list[Part], *, mail: bool) -> None:
    """Find the earlier mails behind a mail, and the lines quoted from them."""
    for index, part in enumerate(parts):
        if part.kind not in {None, BlockKind.QUOTATION} or not begins_reply(parts, index):
            continue
        above, below = parts[:index], parts[index + 1 :]
        earlier, bottom = ([other for other in below if quoted(other) == kind] for kind in (True, False))
        answered = quoted_below(below) and words(bottom) > FORWARDED and words(above) < FORWARDED
        forwarded = words(above) < FORWARDED and words(below) > 2 * words(above)
        if forwarded and not (answered and words(bottom) > words(earlier)):
            drop([part], "the header of a mail")
            continue
        if answered:
            drop([part, *earlier], "an earlier mail")
        else:
            first = index - 1 if index and RULE.match(parts[index - 1].text) else index
            drop(parts[first:], "an earlier mail")
        return
    if mail and sum(quoted(part) for part in parts) * 2 < len(parts):
        drop([part for part in parts if quoted(part) and QUOTED.match(part.text)], "an earlier mail")


FORWARDED = 12
"""Words above the mark of an earlier mail up to which that mail is what is sent: it was forwarded."""


def begins_reply(parts: list[Part], index: int) -> bool:
    """Whether an earlier mail begins at a part: by its words, or as a rule above fields."""
    part = parts[index]
    if is_a("reply", part) or (is_a("reply above quoted", part) and quoted_below(parts[index + 1 : index + 2])):
        return True
    if ":" not in part.text[:40]:
        return False
    fields = [header_field(other) for other in parts[index : index + 4]]
    named = [field[0] for field in fields if field]
    sender = fields[0] is not None and bool(pattern("from header").match(fields[0][0]))
    return sender and len(named) >= 3 and any(pattern("subject header").match(name) for name in named)


def quoted(part: Part) -> bool:
    """Whether a part is quoted as mail programs do."""
    return part.kind is BlockKind.QUOTATION or bool(QUOTED.match(part.text))


def quoted_below(parts: Sequence[Part]) -> bool:
    """Whether the next part is quoted."""
    return bool(parts) and quoted(parts[0])


def mark_release(parts: list[Part]) -> bool:
    """Find the lines by which a press release says that it is one; whether there are any."""
    found = False
    for part in parts[:HEAD]:
        text = tidy(part.text[:300])
        if part.kind is None and pattern("press").match(text) and not notices.is_full_sentence(text):
            drop([part], "the frame of a press release")
            found = True
    for part in parts:
        if part.kind is None and is_a("more", part) and len(part.text) < SHORT:
            drop([part], "the frame of a press release")
    return found


def mark_page_release(parts: list[Part]) -> None:
    """Find the frame of a press release on a page, where the page shows that it is one."""
    released = False
    for part in parts[:HEAD]:
        bare = WIRE.sub("", part.text) if part.kind is None else part.text
        released = released or bare != part.text
        part.text = bare
    released = mark_release(parts) or released
    last = next((part for part in reversed(parts) if part.kind is None), None)
    if last is not None and SOURCE_LINE.match(tidy(last.text[:SHORT])):
        drop([last], "the frame of a press release")
        released = True
    if released:
        mark_end(parts, released=True)
        mark_contacts(parts)


SOURCE_LINE = on_demand(r"SOURCE:? [^.!?]{3,80}$")
"""How agencies of press releases name the sender: "SOURCE Morvane Glass"."""


def mark_end(parts: list[Part], *, released: bool) -> None:
    """Find the end mark, and what stands behind it; of press releases also who sends it, and notes to editors."""
    left = whole = max(1, words(parts))
    for index, part in enumerate(parts):
        left = behind = left - words([part])
        text = tidy(part.text[:600])
        silent = part.kind is BlockKind.BOILERPLATE and not any(map(str.isalnum, text))
        if part.kind not in {None, BlockKind.HEADING} and not silent:
            continue
        if (
            len(text) < 40
            and is_a("end mark", part)
            and not (text.isalpha() and text.islower())
            and behind <= REST * whole
            and index
        ):
            drop(parts[index:], "behind the end of the text")
            return
        late = behind <= REST * whole and index > 1
        if late and pattern("to editors").match(text) and (released or text.rstrip(":").istitle() or ":" in text[:40]):
            drop(parts[index:], "notes to editors")
            return
        if (
            released
            and late
            and len(text) < SHORT
            and not shape.ends_with_mark(text.rstrip(": "))
            and is_a("about", part)
        ):
            drop(parts[index:], "about the sender of a press release")
            return


def mark_list_foot(parts: list[Part]) -> None:
    """Find what a mailing list's program writes below a mail: the last rule, and short lines about the list."""
    for index in range(len(parts) - 1, max(0, len(parts) - 1 - SIGNATURE_LINES), -1):
        below = parts[index + 1 :]
        if not LIST_RULE.match(parts[index].text.strip()):
            continue
        text = " ".join(tidy(part.text[: SHORT * 3]) for part in below)
        short = all(len(part.text) <= SHORT * 2 for part in below)
        if below and short and words(below) <= LIST_WORDS and LIST_FOOT.search(text):
            drop(parts[index:], "the foot of a mailing list")
        return


LIST_RULE = on_demand(r"_{10,}$|-*~[-~]{8,}$")
"""Mailman's rule and Google's; a rule of dashes parts sections too."""
LIST_FOOT = on_demand(
    r"\bmailing[ -]list\b|\blist(?:info|serv)?\b.*@|@.*\blist|\bgroups?\b|\bunsubscri|\bto post\b|"
    r"\babmelde\w*|\bdésabonn\w*|\bdarse de baja\b",
    re.IGNORECASE,
)
LIST_WORDS = 80
"""Words of such a foot at most."""


def mark_signature(parts: list[Part]) -> None:
    """Find the signature behind "-- ", and the lines behind a sign-off that are contacts."""
    for index, part in enumerate(parts):
        if part.text.strip() == "--" and len(parts) - index - 1 <= SIGNATURE_LINES and index:
            drop(parts[index:], "a signature")
            return
    for index, part in enumerate(parts):
        text = tidy(part.text[: SHORT * 2]).rstrip(",.!–— ")
        below = [other for other in parts[index + 1 : index + 1 + SIGNATURE_LINES] if other.kind is None]
        if part.kind is not None or not below or not pattern("sign off").match(text):
            continue
        if any(len(other.text) > SHORT * 2 or notices.is_full_sentence(tidy(other.text)) for other in below[:4]):
            continue
        if any(is_contact(other.text) for other in below):
            drop(below[1:] if not is_contact(below[0].text) else below, "a signature")
            continue
        touching = list(itertools.takewhile(lambda other: other.gap == 0, below[1:]))
        if len(touching) <= OFFICE_LINES and not any(shape.ends_with_mark(tidy(other.text)) for other in touching):
            drop(touching, "a signature")


def mark_contacts(parts: list[Part]) -> None:
    """Find whom to ask, by the words above it or by an address and a telephone in lines that touch."""
    for index, part in enumerate(parts):
        text = tidy(part.text[:600])
        if part.kind is not None or len(text) > SHORT * 3:
            continue
        if pattern("contact").match(text) and (is_contact(text) or followed_by_contact(parts, index) or len(text) < 20):
            drop([part], "contacts")
            behind = index + 1
            while behind < len(parts) and belongs_to_contact(parts, behind):
                drop([parts[behind]], "contacts")
                behind += 1


def followed_by_contact(parts: list[Part], index: int) -> bool:
    """Whether one of the next short lines is a contact."""
    for other in parts[index + 1 : index + 5]:
        if is_contact(other.text):
            return True
        if len(other.text) > SHORT or other.gap > 1:
            return False
    return False


def belongs_to_contact(parts: list[Part], index: int) -> bool:
    """Whether a line goes on with contacts: it is one, or it is short and touches one."""
    part = parts[index]
    if part.kind is not None or len(part.text) > SHORT * 1.5:
        return False
    touches = part.gap == 0 and not notices.is_full_sentence(tidy(part.text))
    return is_contact(part.text) or (touches and not shape.ends_with_mark(tidy(part.text)))


def mark_foot(parts: list[Part]) -> None:
    """Find the foot of a newsletter: behind its first notice near the end, short lines with addresses are its own."""
    if (first := foot_place(parts)) is not None:
        drop(parts[first:], "a newsletter's frame")
    foot: list[Part] = []
    sure = False
    for part in reversed(parts):
        text = tidy(part.text[:600])
        if part.kind is BlockKind.BOILERPLATE or part.kind is BlockKind.RELATED or not any(map(str.isalnum, text)):
            sure = sure or part.kind is not None
            continue
        if part.kind is not None or len(text) > SHORT * 3:
            break
        if shape.is_notice(text):
            sure = True
        elif is_contact(text) or ADDRESS_LIKE.match(text):
            foot.append(part)
        else:
            break
    if sure:
        drop(foot, "a newsletter's frame")


def foot_place(parts: list[Part]) -> int | None:
    """Where the foot of a newsletter begins: at its first notice near the end, and the labels right above it."""
    left = whole = max(1, words(parts))
    last_long = max((index for index, part in enumerate(parts) if len(part.text) > LONGEST_FOOT), default=0)
    for index, part in enumerate(parts):
        left -= words([part])
        if index < last_long or not index or left > FOOT * whole or part.kind is BlockKind.TITLE:
            continue
        text = tidy(part.text[:600])
        if notices.find("notice", text) != "a newsletter's frame" or notices.quotes_somebody(text):
            continue
        return next((place for place in range(index, 1, -1) if not is_foot_line(parts[place - 1])), index)
    return None


def is_foot_line(part: Part) -> bool:
    """Whether a part is a label, a rule or a notice of a newsletter's foot."""
    text = tidy(part.text[: SHORT * 3])
    if not any(map(str.isalnum, text)):
        return True
    return part.kind in {None, BlockKind.BOILERPLATE} and (is_a("foot line", part) or shape.is_notice(text))


FOOT = 0.4
"""Share of a newsletter's words that may stand in its foot; legal names and addresses are long, letters short."""
LONGEST_FOOT = 300
"""Characters of a line in a foot at most."""
ADDRESS_LIKE = on_demand(r"^[^.!?]{3,60}(?:, [^.!?,]{2,40}){1,4}$")
"""A name and an address in one line: "Lusk Trust, 4 Weir Lane, Penhallow"."""
