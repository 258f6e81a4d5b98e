"""What an episode is made of, kept and open for changes.

::

    project = OpenProject(folder, settings, "Ada")
    for doubt in project.doubts:
        project.do("Ada says it.", lambda script: assign(script, [doubt.line], "Ada Byron"))
    project.undo()

Beside the episode lie ``script.fountain`` (the script as it is now, for any editor), ``project.json`` (the articles and
their quotes with the evidence, as they were read) and ``history.jsonl`` (every change since). The last two are never
published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcaster.deferred import deferred

if TYPE_CHECKING:
    from podcaster.project.doubts import Choice as Choice
    from podcaster.project.doubts import Doubt as Doubt
    from podcaster.project.project import OpenProject as OpenProject
    from podcaster.project.project import StaleError as StaleError
    from podcaster.project.signing import Signature as Signature

__getattr__ = deferred(
    __name__,
    {
        "Choice": "doubts",
        "Doubt": "doubts",
        "OpenProject": "project",
        "Signature": "signing",
        "StaleError": "project",
    },
)
