"""A watch that can be seen from outside: metrics as Prometheus reads them, and whether it is well, over HTTP.

Both are worked out of the state database when they are asked for, so nothing is counted twice or lost with a run.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from podcaster.errors import PodcasterError, SettingsError
from podcaster.follow.state import OPEN, Database, State
from podcaster.follow.tables import ERRORS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcaster.settings import Settings

STALLED = 3600.0
"""Seconds after the last sign of life from which a watch is not well; the longest articles take ten minutes."""
STAGES = ("look", "read", "make", "publish", "tell")
"""Where something can go wrong."""
HOST = "127.0.0.1"
"""Only this machine asks; what asks from elsewhere comes through a proxy that knows whom to let in."""


class Pulse:
    """When a watch was last seen at work."""

    def __init__(self) -> None:
        self.last = time.time()

    def beat(self) -> None:
        """Give a sign of life."""
        self.last = time.time()

    @property
    def well(self) -> bool:
        """Whether there was one lately."""
        return time.time() - self.last < STALLED


class Collector:
    """The metrics of a show's newsroom.

    Args:
        folder: The show's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def collect(self) -> Iterator[Any]:
        """The metrics now."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily

        pieces = GaugeMetricFamily("podcaster_pieces", "Pieces by where they stand.", labels=["source", "state"])
        failures = GaugeMetricFamily("podcaster_source_failures", "Looks that failed in a row.", labels=["source"])
        looked = GaugeMetricFamily("podcaster_source_looked_timestamp_seconds", "Last look.", labels=["source"])
        newest = GaugeMetricFamily("podcaster_source_newest_timestamp_seconds", "Last new piece.", labels=["source"])
        age = GaugeMetricFamily("podcaster_queue_age_seconds", "Age of the oldest piece that is not made; 0: none.")
        stages = SummaryMetricFamily("podcaster_stage_seconds", "Seconds of the stages of episodes.", labels=["stage"])
        errors = CounterMetricFamily("podcaster_errors", "What went wrong, by stage.", labels=["stage"])
        moves = CounterMetricFamily("podcaster_moves", "Pieces that came into a state.", labels=["state"])
        with Database(self.folder) as database:
            for source, states in database.counts().items():
                for state in State:
                    pieces.add_metric([source, str(state)], states.get(state, 0))
            for source, at, fresh, failed in database.rows("SELECT source, at, newest, failures FROM looks"):
                looked.add_metric([source], at)
                newest.add_metric([source], fresh)
                failures.add_metric([source], failed)
            oldest = min((piece.seen for piece in database.pieces(*OPEN)), default=0.0)
            age.add_metric([], max(0.0, time.time() - oldest) if oldest else 0.0)
            for stage, number, seconds in database.rows(
                "SELECT stage, count(*), sum(seconds) FROM costs GROUP BY stage"
            ):
                stages.add_metric([stage], number, seconds)
            for state, number in database.rows("SELECT state, count(*) FROM moves GROUP BY state"):
                moves.add_metric([state], number)
            for stage in STAGES:
                errors.add_metric([stage], int(database.note(f"{ERRORS} {stage}") or 0))
        yield from (pieces, failures, looked, newest, age, stages, moves, errors)


@contextmanager
def showing(settings: Settings, pulse: Pulse) -> Iterator[int]:
    """Show metrics and health as long as the block lasts, where the settings name a port.

    Returns:
        The port; 0: nothing is shown.

    Raises:
        SettingsError: The library is not installed, or somebody else has the port.
    """
    port = settings.watch.port
    if not port:
        yield 0
        return
    try:
        from prometheus_client import CollectorRegistry
    except ImportError as error:
        raise SettingsError("prometheus-client is not installed.", 'pip install "podcaster[metrics]"') from error
    registry = CollectorRegistry()
    registry.register(Collector(settings.folder))
    handler = type("SeenHandler", (HealthHandler,), {"registry": registry, "pulse": pulse})
    try:
        server = SeenServer((HOST, port), handler)
    except OSError as error:
        raise SettingsError(f"The port {port} cannot be had: {error.strerror}.", "Change port of [watch].") from error
    with server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, name="seen", daemon=True).start()
        try:
            yield port
        finally:
            server.shutdown()


class SeenServer(ThreadingHTTPServer):
    """Serves metrics and health."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asks and goes away is no line of the log."""
        del request, client_address


class HealthHandler(BaseHTTPRequestHandler):
    """Answers /metrics and /health."""

    timeout = 30.0
    """Seconds that somebody may take to ask."""
    registry: Any
    """The Prometheus metrics that /metrics shows."""
    pulse: Pulse
    """How the watch is known to be alive."""

    def do_GET(self) -> None:
        """Answer a request."""
        if self.path.partition("?")[0] == "/metrics":
            from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

            try:
                metrics = generate_latest(self.registry)
            except PodcasterError as error:  # such as a full disk; the next scrape may find it well
                self.answer(503, f"{error}\n".encode(), "text/plain; charset=utf-8")
            else:
                self.answer(200, metrics, CONTENT_TYPE_LATEST)
        elif self.path == "/health":
            well = self.pulse.well
            body = json.dumps({"well": well, "seconds": round(time.time() - self.pulse.last, 1)}).encode()
            self.answer(200 if well else 503, body, "application/json")
        else:
            self.answer(404, b"There are /metrics and /health.\n", "text/plain; charset=utf-8")

    def answer(self, status: int, body: bytes, media_type: str) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Requests are not told."""
