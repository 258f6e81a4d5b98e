"""What an episode is made of, kept and open for changes.

::

    project = Project(folder, settings, "Ada")
    for doubt in project.doubts:
        project.do("Ada says it.", lambda script: assign(script, [doubt.line], "Ada Byron"))
    project.undo()

Beside the episode lie ``script.fountain`` (the script as it is now, for any editor), ``project.json`` (the articles and
their quotes with the evidence, as they were read) and ``history.jsonl`` (every change since). The last two are never
published.
"""

from podcaster.project.doubts import Choice, Doubt
from podcaster.project.project import Project, StaleError
from podcaster.project.signing import Signature

__all__ = ["Choice", "Doubt", "Project", "Signature", "StaleError"]
