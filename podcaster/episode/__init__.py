"""A mix, encoded -> the files of an episode: tagged audio, transcripts, chapters, notes, cover, episode.json.

::

    place = place_episode(script, settings, today)
    with making(place) as (place, folder):
        episode = write_episode(folder, place, sounding, script=text)
"""

from podcaster.episode.folder import making
from podcaster.episode.place import Place, edited_script, keep_newer_script, place_episode, was_edited
from podcaster.episode.write import RECORDING, Sounding, credits_of, performers_of, rewrite_notes, write_episode

__all__ = [
    "RECORDING",
    "Place",
    "Sounding",
    "credits_of",
    "edited_script",
    "keep_newer_script",
    "making",
    "performers_of",
    "place_episode",
    "rewrite_notes",
    "was_edited",
    "write_episode",
]
