"""The script: a template from scripts/ -> Fountain -> Script, and back.

A template sees an article as ``views`` has it, and prints Fountain; ``read_script`` makes a Script of that, or of what
an editor has made of it since; the episode is made from the Script alone.
"""

from podcaster.script.compare import say_the_same
from podcaster.script.corrections import read_corrections, remember_corrections
from podcaster.script.format import format_script
from podcaster.script.fountain import read_page, read_script
from podcaster.script.review import check_review, collisions_told, new_review, review_of
from podcaster.script.sounds import list_sounds
from podcaster.script.templates import (
    Template,
    check_all_said,
    find_template,
    list_templates,
    write_script,
    write_scripts,
)

__all__ = [
    "Template",
    "check_all_said",
    "check_review",
    "collisions_told",
    "find_template",
    "format_script",
    "list_sounds",
    "list_templates",
    "new_review",
    "read_corrections",
    "read_page",
    "read_script",
    "remember_corrections",
    "review_of",
    "say_the_same",
    "write_script",
    "write_scripts",
]
