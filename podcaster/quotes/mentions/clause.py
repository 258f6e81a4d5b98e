"""The value of a clause: a verb and who does it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Clause:
    """A verb (or "according to", or a colon) and who does it."""

    verb: int
    """Token of the verb."""
    end: int
    """The token behind the verb, or behind its subject when that follows it."""
    begin: int
    """The first token of the clause: its subject's or the verb's."""
    base: str
    """The uninflected verb, in lower case: "say"; of what is no verb, the word or mark: "according to", ":"."""
    sort: str
    """"say", "speak", "call", "common", "source" (according to), "noun" (her claim that), "colon" (Roe: ...)."""
    form: str
    """How subject and verb stand: "before", "inverted", "participle", "shared" (and said), "relative", "infinitive",
    "passive", "by", "owner"."""
    subject: int = -1
    """Index of the mention; -1 when there is none."""
