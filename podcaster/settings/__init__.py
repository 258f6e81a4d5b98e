"""The show's settings: podcaster.toml and the environment, as one frozen value.

Every field has a default, so a folder without the file works. A section of the file is a class here: what others see
stands in ``showing``, how episodes are made in ``making``, what runs unattended in ``newsroom``. ``check`` refuses what
cannot be, ``page`` writes the file that a new show gets. Secrets never stand in the file: whoever needs one reads it
from the environment at the moment of use.
"""

from podcaster.settings.folder import SETTINGS_FILE, ShowFolder, shipped
from podcaster.settings.load import Settings, load_settings, settings_from, toml_cure
from podcaster.settings.making import Casts, Fetching, Music, Pauses, Proofing, Scripting, Sounds, Speech
from podcaster.settings.newsroom import Following, Keeping, Watching
from podcaster.settings.showing import Feed, Funding, Podcast, Publishing, ShowLocation, ShowPerson, Site, Target

__all__ = [
    "SETTINGS_FILE",
    "Casts",
    "Feed",
    "Fetching",
    "Following",
    "Funding",
    "Keeping",
    "Music",
    "Pauses",
    "Podcast",
    "Proofing",
    "Publishing",
    "Scripting",
    "Settings",
    "ShowFolder",
    "ShowLocation",
    "ShowPerson",
    "Site",
    "Sounds",
    "Speech",
    "Target",
    "Watching",
    "load_settings",
    "settings_from",
    "shipped",
    "toml_cure",
]
