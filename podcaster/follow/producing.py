"""Making the episodes of what was read, at their hours, and bringing them out."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from podcaster.article.origin import name_source
from podcaster.errors import ArticleError, PodcasterError, ScriptError
from podcaster.follow.keeping import DAY, expire, retire
from podcaster.follow.making import (
    bring_out,
    can_bring_out,
    drafts_of,
    is_decided,
    make_episode,
    request_of,
    withhold,
)
from podcaster.follow.office import FRESH, sentence
from podcaster.follow.open import place_of
from podcaster.follow.schedule import digest_slot, freed_at
from podcaster.follow.state import FARTHEST, HELD, LET_GO, Piece, State
from podcaster.follow.tables import UNPUBLISHED
from podcaster.store import load_episode
from podcaster.times import show_time, start_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcaster.follow.making import MadeEpisode
    from podcaster.follow.office import Office


DROPPED_DAYS = 7
"""For which the words of what was dropped are kept, where [keep] limits what is kept at all."""
SWEPT = "swept"
FINAL = (ArticleError, ScriptError)
"""What no other try can help: the same words read the same tomorrow."""


class Producing:
    """Who makes the episodes and brings them out.

    Args:
        office: What everybody shares.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.database = office.database
        self.settings = office.settings

    def make_all(self) -> None:
        """Make the episode of every piece that is due, in the order in which they came."""
        made = self.made_today()
        for piece in self.database.pieces(State.READ, due=self.office.now):
            if not self.office.knows(piece.source) or self.office.following(piece.source).digest:
                continue
            daily = self.office.following(piece.source).daily
            if daily and not piece.made_of and made.get(piece.source, 0) >= daily:
                self.database.update(piece, due=self.tomorrow(), reason=f"{daily} a day are made of {piece.source}.")
                continue
            self.office.attempt(piece, lambda each: self.make([each]), "make", FINAL)
            made[piece.source] = made.get(piece.source, 0) + 1

    def made_today(self) -> dict[str, int]:
        """How many episodes of each source were made on this day of the show's clock."""
        today = start_of(show_time(self.office.clock(), self.office.zone).date(), self.office.zone).timestamp()
        rows = self.database.rows(
            "SELECT source, count(DISTINCT id) FROM pieces JOIN moves ON piece = id"
            " WHERE at >= ? AND moves.state IN ('made', 'waiting') GROUP BY source",
            today,
        )
        return {str(source): int(number) for source, number in rows}

    def tomorrow(self) -> float:
        """When the next day of the show's clock begins, in seconds since 1970."""
        return start_of(
            show_time(self.office.clock(), self.office.zone).date() + timedelta(days=1), self.office.zone
        ).timestamp()

    def make(self, pieces: Sequence[Piece]) -> None:
        """Make the episode of a piece, or of those of a digest."""
        begun = time.monotonic()
        first, following = pieces[0], self.office.following(pieces[0].source)
        embargo = max(piece.embargo for piece in pieces)
        earlier = next((self.settings.folder / piece.folder for piece in pieces if piece.guid), None)
        as_it_is = any(piece.held == LET_GO for piece in pieces)
        request = request_of(following, self.settings.watch, embargo=embargo, earlier=earlier, as_it_is=as_it_is)
        request = replace(request, called=tuple(map(self.called, pieces)))
        materials = [self.settings.folder / piece.material for piece in pieces]
        with self.office.bars() as progress:
            made = make_episode(self.settings, materials, request, progress, self.office.clock())
        seconds = time.monotonic() - begun
        folder = made.folder.relative_to(self.settings.folder).as_posix()
        state = State.WAITING if made.held else State.MADE
        reason = waiting_for(made) if made.held else ""
        dropped = {piece.id for piece in pieces if self.database.piece(piece.id).state is State.DROPPED}  # meanwhile
        if len(dropped) == len(pieces) and not any(piece.guid for piece in pieces):  # and it is not out already
            withhold(self.settings.output, made.guid)
        with self.database.change():
            for piece in pieces:
                values: dict[str, Any] = {"folder": folder, "guid": made.guid, "made_of": piece.digest, **FRESH}
                values |= {"made_words": piece.words, "held": HELD if made.stands else 0}
                if piece.id in dropped:
                    self.database.update(piece, begun=0, **values)
                else:
                    self.database.move(piece, state, self.office.now, reason, **values)
            for stage, spent in made.seconds.items():
                self.database.keep_cost(first, stage, spent, self.office.now)
        text = f"{made.title}: {reason}" if made.held else f"{made.title} -> {folder}"
        if request.wait and made.review and not made.held:  # it is out, and stays so
            text += f". To review: {made.review[0]}"
        self.office.say("dropped" if first.id in dropped else str(state), text, first, seconds=seconds)

    def called(self, piece: Piece) -> str:
        """What a piece's file is called, of which the newsroom has a copy; empty where there is no such file."""
        folder = self.office.following(piece.source).folder
        path = place_of(self.settings.folder, folder) / piece.key
        if not folder:
            return ""
        return name_source(str(path), self.settings.folder.resolve()) if path.exists() else ""

    def make_digests(self) -> None:
        """Make the digest of every source whose hour has come, and again those of which a piece has changed."""
        for name, following in self.settings.sources.items():
            if not following.digest:
                continue
            planned = self.planned(name) or self.plan(name)
            if planned:
                self.make_digest(name, planned)
            for guid in {piece.guid for piece in self.database.pieces(State.READ, source=name) if piece.guid}:
                self.make_digest(name, [each for each in self.of_guid(guid) if each.source == name])

    def planned(self, name: str) -> list[Piece]:
        """The pieces of a digest that was begun and not ended: another try must have the same ones."""
        numbers = json.loads(self.database.note(f"digest plan {name}") or "[]")
        return [self.database.piece(number) for number in numbers]

    def plan(self, name: str) -> list[Piece]:
        """The pieces of the digest whose hour has come, noted; none when there are none, or it has not."""
        slot = digest_slot(self.office.following(name), self.office.clock(), self.office.zone)
        last = self.database.note(f"digest {name}")
        first = not last or float(last) > self.office.now + FARTHEST  # the clock was set back
        if first:  # what comes from now on waits for the next hour
            self.database.keep_note(f"digest {name}", str(slot or self.office.now))
            return []
        if slot <= float(last):
            return []
        new = [piece for piece in self.database.pieces(State.READ, source=name) if not piece.guid]
        with self.database.change():
            self.database.keep_note(f"digest {name}", str(slot))
            self.database.keep_note(f"digest plan {name}", json.dumps([piece.id for piece in new]))
        return new

    def make_digest(self, name: str, pieces: Sequence[Piece]) -> None:
        """Make one episode of several pieces; while it cannot be made, its plan stays, and is tried again."""
        pieces = [piece for piece in pieces if piece.state not in (State.DROPPED, State.FAILED)]
        if pieces and max(piece.due for piece in pieces) > self.office.now:
            return
        if pieces:
            self.office.attempt(pieces[0], lambda _: self.make(pieces), "make", FINAL)
        if all(self.database.piece(piece.id).state is not State.READ for piece in pieces):
            self.database.keep_note(f"digest plan {name}", "")

    def ask_editors(self) -> None:
        """Note the episodes that waited for a person who has let them out of the drafts, or has decided all in them."""
        waiting = [piece for piece in self.database.pieces(State.WAITING) if piece.guid]
        drafts = drafts_of(self.settings.output) if waiting else {}
        for piece in waiting:
            if piece.made_of != piece.digest:  # nothing of these very words is there
                continue
            if drafts.get(piece.guid) is False and not piece.held:
                self.database.move(piece, State.MADE, self.office.now, "A person let it out.")
            elif self.office.knows(piece.source) and self.is_decided(piece):
                embargo = piece.embargo if piece.held else self.freed_at(piece)
                why = "Nothing is in doubt in it any more."
                self.database.move(piece, State.READ, self.office.now, why, held=0, embargo=embargo)

    def is_decided(self, piece: Piece) -> bool:
        """Whether nothing is in doubt any more in the script of a piece that waits for that."""
        return is_decided(self.settings, self.settings.folder / piece.folder, stands=bool(piece.held))

    def freed_at(self, piece: Piece) -> float:
        """When a draft that waits for nobody any more comes out, in seconds since 1970; 0: at once."""
        following, now = self.office.following(piece.source), self.office.clock()
        return freed_at(self.settings.watch, following, piece.embargo, now, self.office.zone)

    def of_guid(self, guid: str) -> tuple[Piece, ...]:
        """The pieces of an episode: of a digest there are several."""
        return self.database.where("guid = ?", guid)

    def sweep(self) -> None:
        """Once a day, remove the words of what was dropped long ago; who wants it after all has it read again."""
        now, keep = self.office.now, self.settings.keep
        if not (keep.episodes or keep.days or keep.gigabytes) or abs(now - float(self.database.note(SWEPT) or 0)) < DAY:
            return
        for piece in self.database.where(
            "state = 'dropped' AND material != '' AND changed < ?", now - DROPPED_DAYS * DAY
        ):
            (self.settings.folder / piece.material).unlink(missing_ok=True)
            self.database.update(piece, material="", digest="", brought=0)
        self.database.keep_note(SWEPT, str(now))

    def expire(self) -> None:
        """Retire the episodes that are kept no longer: the next feed leaves them out."""
        self.sweep()
        gone = expire(self.settings, self.office.now)
        if gone:
            self.database.keep_note("bring again", "1")
        for item, reason in gone:
            for piece in self.of_guid(item.episode.guid):
                if piece.held or piece.state in (State.MADE, State.PUBLISHED):
                    self.database.move(piece, State.DROPPED, self.office.now, reason, held=0)
            retire(item, self.office.now)
            self.office.say("expired", f"{item.folder.name}: {reason}")

    def bring_out(self, *, everything: bool) -> None:
        """Write the feed, and publish, when something that is made may come out now.

        Args:
            everything: At once, also after a try that has just failed.
        """
        if not can_bring_out(self.settings):
            return
        now = self.office.now
        ready = [piece for piece in self.database.pieces(State.MADE) if piece.embargo <= now]
        last = float(self.database.note("brought out") or 0)
        fresh = any(max(piece.changed, piece.embargo) >= last or last > now for piece in ready)
        if not (fresh or self.database.note("bring again")):
            return
        if not everything and now < float(self.database.note("bring out") or 0) < now + FARTHEST:
            return
        try:
            out = bring_out(self.settings, self.office.clock, lambda text: self.office.say("sent", text))
        except (PodcasterError, OSError) as error:
            self.database.keep_note("bring out", str(self.office.now + self.settings.watch.backoff))
            self.database.keep_note(UNPUBLISHED, sentence(error))
            self.office.count_error("publish")
            self.office.say("problem", sentence(error))
            return
        self.database.keep_note("brought out", str(now))
        self.database.keep_note("bring again", "")
        self.database.keep_note(UNPUBLISHED, "")
        for piece in ready:
            if piece.guid in out:
                self.database.move(piece, State.PUBLISHED, self.office.now)
                self.office.say("published", piece.title, piece)
            elif (moment := self.moment_of(piece)) > now:  # somebody has given it a later one
                self.database.update(piece, embargo=moment)

    def moment_of(self, piece: Piece) -> float:
        """When a piece's episode comes out, in seconds since 1970; 0 where it cannot be told."""
        try:
            return load_episode(self.settings.folder / piece.folder).published.timestamp()
        except (PodcasterError, OSError):
            return 0.0


def waiting_for(made: MadeEpisode) -> str:
    """What an episode that is held waits for, as a person reads it."""
    more = f" ({len(made.review)} in all)" if len(made.review) > 1 else ""
    until = " The version that is out stays until that is decided." if made.stands else ""
    return f"{made.review[0]}{more}{until} To decide: podcaster edit {made.folder.name}"
