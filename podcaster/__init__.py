"""Turns a written article into a podcast episode in which every quoted person speaks in a voice of their own.

::

    import podcaster

    show = podcaster.open_show("my-show")         # its folder: podcaster init my-show
    project = show.write("article.md")            # decides, and speaks nothing
    for doubt in project.doubts:
        project.assign(doubt, doubt.choices[0].name)
    episode = project.render()                    # speaks, mixes and encodes
    print(episode.audio.name, episode.duration)

Eight names: ``open_show`` gives a ``Show``; ``write`` and ``open`` of a show give a ``Project``; its ``doubts`` are
``Doubt`` values, ``render`` gives an ``Episode``, ``speak`` a ``Clip``; ``set_gender`` takes a ``Gender``. Whatever
cannot be done raises a ``PodcasterError`` whose text is a sentence with the way out. Nothing is imported before it is
used.
"""

TYPE_CHECKING = False  # as type checkers take it; to import typing costs more than all else here
if TYPE_CHECKING:
    from podcaster.api import Project, Show, open_show
    from podcaster.errors import PodcasterError
    from podcaster.model import Clip, Episode, Gender
    from podcaster.project.doubts import Doubt

__version__ = "0.1.0"

__all__ = ["Clip", "Doubt", "Episode", "Gender", "PodcasterError", "Project", "Show", "open_show"]

_HOMES = {
    "Clip": "podcaster.model",
    "Doubt": "podcaster.project.doubts",
    "Episode": "podcaster.model",
    "Gender": "podcaster.model",
    "PodcasterError": "podcaster.errors",
    "Project": "podcaster.api",
    "Show": "podcaster.api",
    "open_show": "podcaster.api",
}
"""The module of each public name, which is imported when the name is first used (PEP 562)."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
