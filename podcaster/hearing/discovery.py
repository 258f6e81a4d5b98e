"""Finding recognisers: entry points of the group ``podcaster.recognisers``, of this program and of plug-ins alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.errors import EngineError, PodcasterError, close_matches
from podcaster.hearing.base import API_VERSION, Recogniser
from podcaster.installed import offers

if TYPE_CHECKING:
    from podcaster.settings import Settings

GROUP = "podcaster.recognisers"


def load_recogniser(settings: Settings) -> Recogniser:
    """Make the recogniser that the settings ask for.

    Raises:
        EngineError: There is none of that name, or it is broken.
        SettingsError: An option of its is wrong.
    """
    name = settings.proof.recogniser
    known = {entry.name: entry for entry in offers(GROUP)}
    if name not in known:
        raise EngineError(f"There is no recogniser called {name}.", close_matches(name, known))
    entry = known[name]
    cure = f"Update or uninstall {entry.distribution}."
    try:
        kind = entry.load()
    except Exception as error:
        raise EngineError(f"The recogniser {name} cannot be loaded: {error!r}.", cure) from error
    if not (isinstance(kind, type) and issubclass(kind, Recogniser)):
        raise EngineError(f"The recogniser {name} is not a Recogniser.", cure)
    version = getattr(kind, "api_version", None)
    if version != API_VERSION:
        raise EngineError(
            f"The recogniser {name} is written for version {version} of the interface, not {API_VERSION}.", cure
        )
    try:
        return kind(name, settings.recognisers.get(name, {}))
    except PodcasterError:
        raise
    except Exception as error:
        raise EngineError(f"The recogniser {name} cannot be set up: {error!r}.") from error


def ready_recogniser(settings: Settings) -> Recogniser:
    """The recogniser that the settings ask for, checked: what it needs is here.

    Raises:
        EngineError: See :func:`load_recogniser`; or something is missing.
        SettingsError: An option of its is wrong.
    """
    recogniser = load_recogniser(settings)
    for problem in recogniser.check():
        raise EngineError(problem.what, problem.cure)
    return recogniser
