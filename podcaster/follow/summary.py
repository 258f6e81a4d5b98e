"""One summary a day, and alerts when something asks for a person: by mail or to a webhook."""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcaster.address import Address
from podcaster.errors import PodcasterError, SettingsError, apart
from podcaster.follow.checking import SMTP_PASSWORD, check_smtp
from podcaster.follow.schedule import last_slot, read_hour
from podcaster.follow.state import FARTHEST, OPEN, State
from podcaster.follow.status import read_status, silence
from podcaster.follow.tables import FOLLOWED
from podcaster.follow.tell import post
from podcaster.limited import LimitError, run_limited
from podcaster.ordinary import read_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from podcaster.follow.office import Office

TEMPLATE = "summary.txt.j2"
"""Of a show's scripts/, over the one that ships; a Jinja2 template of plain text."""
AGAIN = 300.0
"""Seconds until what could not be sent is tried again: rounds come every five seconds."""
SHOWN = 50
"""Titles in a summary."""
SECONDS, MEGABYTES = 4, 200
"""CPU time and memory of its template; the one that ships takes a hundredth of a second."""


class SummaryError(PodcasterError):
    """A summary or an alert could not be sent."""


class Summaries:
    """Who tells people.

    Args:
        office: What everybody shares.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.settings = office.settings
        self.again = 0.0
        """Before which nothing is sent, because something could not be."""

    def run(self) -> None:
        """Send the summary when its hour has come, and alerts that are new; what cannot be sent is told."""
        watch = self.settings.watch
        if not (watch.webhook or watch.mail_to) or self.office.now < self.again < self.office.now + AGAIN:
            return
        try:
            with apart("The summary"):
                self.alert()
                if watch.summary:
                    self.daily()
        except (PodcasterError, OSError) as error:
            self.again = self.office.now + AGAIN
            self.office.count_error("tell")
            self.office.say("problem", str(error))

    def daily(self) -> None:
        """Send the summary of the day when its hour has come; one that was slept through comes at once after."""
        slot = last_slot(self.office.clock(), [read_hour(self.settings.watch.summary, "summary")], (), self.office.zone)
        last = float(self.office.database.note("summary") or 0)
        last = last if last < self.office.now + FARTHEST else 0.0  # the clock was set back
        if slot is None or slot.timestamp() <= last:
            return
        since = last or slot.timestamp() - 86_400
        self.send(f"{self.settings.show.title}: {slot.astimezone(self.office.zone):%Y-%m-%d}", self.text(since, slot))
        self.office.database.keep_note("summary", str(slot.timestamp()))

    def text(self, since: float, slot: datetime) -> str:
        """The words of a summary.

        Raises:
            SettingsError: The show's template has a mistake.
        """
        from jinja2 import TemplateError

        from podcaster.script.sandbox import ScriptEnvironment, TemplateFolders

        own = self.settings.files.scripts / TEMPLATE
        path = own if own.is_file() else Path(__file__).with_name(TEMPLATE)
        cure = "Correct it, or delete it to have the one that ships."
        facts = self.facts(since, slot)
        try:
            words = read_utf8(path)
            template = ScriptEnvironment(TemplateFolders(())).from_string(words)  # counted as those of scripts are
            return run_limited(lambda: template.render(facts), seconds=SECONDS, megabytes=MEGABYTES)
        except LimitError as error:
            raise SettingsError(f"{path} {error}.", cure) from error
        except (TemplateError, ValueError, RecursionError) as error:
            raise SettingsError(f"{path}: {error}.", cure) from error

    def facts(self, since: float, slot: datetime) -> dict[str, Any]:
        """What a template can say."""
        database = self.office.database
        rows = database.rows(
            "SELECT DISTINCT title, moves.state FROM pieces JOIN moves ON piece = id WHERE at > ? ORDER BY id", since
        )
        count = {state: sum(each == state for _, each in rows) for state in ("made", "published", "failed")}
        status = read_status(self.settings, self.office.now)
        return count | {
            "show": self.settings.show.title,
            "day": f"{slot.astimezone(self.office.zone):%Y-%m-%d}",
            "waiting": len(database.pieces(State.WAITING)),
            "attention": list(status.attention),
            "titles": [title for title, state in rows if state == "made"][:SHOWN],
        }

    def alert(self) -> None:
        """Send each alert once, until what it is about is well again."""
        known = set(json.loads(self.office.database.note("alerts") or "[]"))
        now = dict(self.alerts())
        if new := [sentence for key, sentence in now.items() if key not in known]:
            self.send(f"{self.settings.show.title}: {new[0]}", "\n".join(new))
        if known != set(now):
            self.office.database.keep_note("alerts", json.dumps(sorted(now)))

    def alerts(self) -> Iterator[tuple[str, str]]:
        """What asks for a person now, each with the key by which it is known again."""
        database, now = self.office.database, self.office.now
        for name, following in self.settings.sources.items():
            look = database.look(name)
            if look.failures >= self.settings.watch.tries:
                yield f"failing {name}", f"{name} cannot be looked at: {look.reason}"
            if told := silence(following, look, database.note(f"{FOLLOWED} {name}"), now):
                yield f"silent {name}", f"{name} {told}"
            held = [each for each in database.pieces(State.WAITING, source=name) if each.made_of != each.digest]
            if held:  # before anything was made of their words
                yield f"held {name}", f"{name}: {held[0].title} waits for a person (podcaster queue). {held[0].reason}"
        waiting = len(database.pieces(*OPEN, due=now))
        if self.settings.watch.crowded and waiting > self.settings.watch.crowded:
            yield "crowded", f"{waiting} pieces are still to be made."

    def send(self, subject: str, text: str) -> None:
        """Send some words to where the settings say.

        Raises:
            SummaryError: They cannot be sent.
            SettingsError: The settings of it are wrong.
        """
        watch = self.settings.watch
        if watch.webhook:
            try:
                post(watch.webhook, {"subject": subject, "text": text}, self.settings.article)
            except PodcasterError as error:
                raise SummaryError(f"The webhook does not answer: {error}") from error
        if watch.mail_to:
            self.mail(subject, text)

    def mail(self, subject: str, text: str) -> None:
        """Send some words by mail, encrypted; only to this very machine without."""
        watch, server_address = self.settings.watch, Address(self.settings.watch.smtp)
        check_smtp(watch.smtp)
        parts = server_address.split
        assert parts is not None
        assert parts.hostname
        message = EmailMessage()
        message["Subject"] = " ".join(subject.split())[:200]
        message["From"] = watch.mail_from or self.settings.show.email or watch.mail_to[0]
        message["To"] = ", ".join(watch.mail_to)
        message.set_content(text)
        context = ssl.create_default_context()
        kind: Any = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        options = {"context": context} if parts.scheme == "smtps" else {}
        try:
            with kind(parts.hostname, parts.port or 0, timeout=self.settings.article.timeout, **options) as server:
                if parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
                    server.starttls(context=context)
                if server_address.login:
                    server.login(server_address.login[0], os.environ.get(SMTP_PASSWORD, ""))
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            raise SummaryError(f"{parts.hostname} does not take the mail: {error}.") from error
