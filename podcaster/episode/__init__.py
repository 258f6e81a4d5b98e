"""A mix, encoded -> the files of an episode: tagged audio, transcripts, chapters, notes, cover, episode.json.

::

    place = place_episode(script, settings, today)
    with whole_folder(place.folder, lock, place.replaced) as folder:
        episode = write_episode(folder, place, sounding, script=text)
"""

from podcaster.episode.folder import whole_folder
from podcaster.episode.picture import write_cover
from podcaster.episode.place import Place, check_free, edited_script, keep_newer_script, place_episode, was_edited
from podcaster.episode.write import Sounding, performers_of, write_episode

__all__ = [
    "Place",
    "Sounding",
    "check_free",
    "edited_script",
    "keep_newer_script",
    "performers_of",
    "place_episode",
    "was_edited",
    "whole_folder",
    "write_cover",
    "write_episode",
]
