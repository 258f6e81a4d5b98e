"""Engines: what turns a text and a voice into sound, and how one is found. One file an engine.

The names below are loaded when they are first used: the worker processes of an engine import this package too, and
stay small.
"""

from __future__ import annotations

from podcaster.deferred import deferred

TYPE_CHECKING = False  # as type checkers take it
if TYPE_CHECKING:
    from podcaster.engines.base import Engine as Engine
    from podcaster.engines.base import GivenUpError as GivenUpError
    from podcaster.engines.base import Problem as Problem
    from podcaster.engines.discovery import EngineReport as EngineReport
    from podcaster.engines.discovery import Engines as Engines
    from podcaster.engines.discovery import engine_names as engine_names
    from podcaster.engines.discovery import installed_engines as installed_engines
    from podcaster.engines.discovery import load_engine as load_engine

__getattr__ = deferred(
    __name__,
    {
        "Engine": "base",
        "EngineReport": "discovery",
        "Engines": "discovery",
        "GivenUpError": "base",
        "Problem": "base",
        "engine_names": "discovery",
        "installed_engines": "discovery",
        "load_engine": "discovery",
    },
)
