"""What somebody is called for what they did: who won is "the winner", who was charged "the defendant"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcaster.quotes.coreference.people import People
    from podcaster.quotes.mentions.clause import Clause
    from podcaster.quotes.mentions.mention import Mention
    from podcaster.quotes.words.tokens import Paragraph

_DOES = {
    "win": "winner champion victor", "lose": "loser", "found": "founder", "own": "owner", "coach": "coach",
    "manage": "manager", "direct": "director", "chair": "chair chairman chairwoman", "edit": "editor",
    "teach": "teacher", "sue": "plaintiff", "invent": "inventor", "sponsored": "sponsor", "host": "host presenter",
    "rescue": "rescuer", "challenge": "challenger", "survive": "survivor", "conduct": "conductor", "lead": "leader",
    **dict.fromkeys(("plead", "deny", "strangled", "murdered", "kill", "killed", "stab", "stabbed", "beat", "attacked",
                     "attack", "assault", "assaulted", "poisoned", "raped", "rob", "robbed", "burgled", "steal",
                     "stole", "defrauded", "kidnapped", "tortured", "suffocated"), "defendant accused"),
}  # fmt: skip
_SUFFERS = {
    **dict.fromkeys(("charge", "arrest", "accuse", "indict", "convict"), "defendant suspect accused"),
    **dict.fromkeys(("injure", "stab", "shoot", "rob", "assault", "mug"), "victim"),
    "nominate": "nominee", "appoint": "appointee", "evict": "tenant",
}  # fmt: skip
"""Verbs -> what those are called who are their subjects, in the active and in the passive."""


NEAR = 3
"""Words behind a verb among which a bill is its object."""


_BILLS = frozenset({"bill", "measure", "legislation", "act", "resolution", "amendment", "proposal"})
_WRITES = frozenset({"author", "sponsor", "co-sponsor", "cosponsor", "co-author"})
_CHAMBERS = frozenset({"senate", "house", "assembly"})
"""Whose bills those are who write them, who are lawmakers: "the bill's Senate author, Jane Roe"."""


def note_authors(mentions: Sequence[Mention], people: People) -> None:
    """Notes that the author of a bill is a lawmaker.

    Args:
        mentions: All mentions.
        people: Everybody named; changed.
    """
    for mention in mentions:
        if mention.kind == "description" and mention.noun in _WRITES and mention.person >= 0:
            owner = mentions[mention.owner].noun if mention.owner >= 0 else ""
            if owner in _BILLS or mention.modifiers & (_CHAMBERS | _BILLS):
                found = {"lawmaker", "legislator"} | ({"senator"} if "senate" in mention.modifiers else set())
                people.all[mention.person].nouns |= found


def note_deeds(
    clauses: Iterable[Sequence[Clause]], mentions: Sequence[Mention], paragraphs: Sequence[Paragraph], people: People
) -> None:
    """Notes what named people may be called for what the article says that they did, or that was done to them.

    Args:
        clauses: Of each paragraph.
        mentions: All mentions.
        paragraphs: The article's.
        people: Everybody named; changed.
    """
    note_authors(mentions, people)
    for held in clauses:
        for clause in held:
            words = (_SUFFERS if clause.form == "passive" else _DOES).get(clause.base)
            if not words or clause.subject < 0:
                continue
            mention = mentions[clause.subject]
            if mention.kind == "name" and mention.person >= 0 and people.all[mention.person].sort in {"person", ""}:
                person, after = people.all[mention.person], paragraphs[mention.paragraph].tokens[clause.verb + 1 :]
                person.deeds.update(words.split())
                if clause.base == "sponsored" and _BILLS & {token.lower for token in after[:NEAR]}:
                    person.deeds.add("lawmaker")
