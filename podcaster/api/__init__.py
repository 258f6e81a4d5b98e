"""The public API: a show, and the projects of its episodes; ``import podcaster`` gives its names."""

from podcaster.api.project import Project
from podcaster.api.show import Show, open_show

__all__ = ["Project", "Show", "open_show"]
